//! A site → the same with compressed twins beside its texts (`index.html.br`, `index.html.gz`), for hosts that send a twin rather
//! than compress a file for each reader.

use crate::compression::{self, Effort};
use crate::render::Rendered;
use rayon::prelude::*;
use std::sync::Arc;

/// Files shorter than this gain nothing: they fit in one packet.
const SHORTEST: usize = 1_000;

/// Adds the twins. A twin that is no shorter than its file is left out.
pub fn compressed(rendered: &Rendered) -> Rendered {
    let texts: Vec<_> = rendered
        .files
        .iter()
        .filter(|(path, bytes)| bytes.len() >= SHORTEST && compression::is_compressible(path))
        .collect();
    let twins: Vec<(String, Arc<[u8]>)> = texts
        .into_par_iter()
        .with_max_len(1)
        .flat_map_iter(|(path, bytes)| {
            let twins =
                [(".br", compression::brotli(bytes, Effort::Best)), (".gz", compression::gzip(bytes, Effort::Best))];
            let shorter = twins.into_iter().filter(|(_, twin)| twin.len() < bytes.len());
            shorter.map(move |(ending, twin)| (format!("{path}{ending}"), Arc::from(twin)))
        })
        .collect();
    let mut site = rendered.clone();
    site.files.extend(twins);
    site
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_twins_and_pictures_do_not() {
        let text: Arc<[u8]> = Arc::from("Deux mille visites. ".repeat(100).into_bytes());
        let files = ["index.html", "a.csv", "photo.jpg"].map(|path| (path.to_owned(), Arc::clone(&text)));
        let mut rendered = Rendered { files: files.into(), ..Rendered::default() };
        rendered.files.insert("court.html".to_owned(), Arc::from("<p>Court</p>".as_bytes()));
        let site = compressed(&rendered);
        let names: Vec<&str> = site.files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "a.csv",
                "a.csv.br",
                "a.csv.gz",
                "court.html",
                "index.html",
                "index.html.br",
                "index.html.gz",
                "photo.jpg"
            ]
        );
        assert_eq!(compressed(&rendered).files, site.files);
    }
}
