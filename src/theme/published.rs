//! Fonts and pictures of a theme → the files published beside its sheet, under names that change with their content.

use super::files::Layers;
use crate::site;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is published beside the sheet, by its address from there (`fonts/text.1f0c….woff2`), and the sheet that names it so. What only
/// a template or a script may name keeps its own name as well: contract 1 lets them write it.
pub(super) fn published(layers: &Layers, sheet: &str) -> (BTreeMap<String, Arc<[u8]>>, String) {
    let files = files(layers);
    let (sheet, renamed) = rename(sheet, &files);
    let texts = layers.owned().filter(|(path, _)| path.starts_with("templates/") || path.starts_with("scripts/"));
    let texts: Vec<&str> = texts.filter_map(|(_, own)| own.file.text.as_deref()).chain([sheet.as_str()]).collect();
    let mut named = BTreeMap::new();
    for (path, bytes) in files {
        if !renamed.contains(path) || texts.iter().any(|text| text.contains(path)) {
            named.insert(path.to_owned(), Arc::clone(bytes));
        }
        if renamed.contains(path) {
            named.insert(site::fingerprinted(path, bytes), Arc::clone(bytes));
        }
    }
    (named, sheet)
}

/// Fonts and pictures by their path in the theme, those of the nearest layer where several have the same.
fn files<'a>(layers: &Layers<'a>) -> BTreeMap<&'a str, &'a Arc<[u8]>> {
    let mut files = BTreeMap::new();
    for (path, own) in layers.owned() {
        if path.starts_with("fonts/") || path.starts_with("images/") {
            files.entry(path).or_insert(&own.file.bytes);
        }
    }
    files
}

/// The sheet with the addresses of `url(…)` that lead to these files renamed, and the files it leads to.
fn rename<'a>(sheet: &str, files: &BTreeMap<&'a str, &Arc<[u8]>>) -> (String, BTreeSet<&'a str>) {
    let (mut text, mut renamed) = (String::with_capacity(sheet.len()), BTreeSet::new());
    let mut rest = sheet;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + "url(".len());
        let quotes = after.len() - after.trim_start_matches([' ', '"', '\'']).len();
        let address = &after[quotes..];
        let address = &address[..address.find(['"', '\'', ')', '?', '#']).unwrap_or(address.len())];
        text.push_str(before);
        text.push_str(&after[..quotes]);
        let path = site::decoded(address.trim().trim_start_matches("./"));
        if let Some((path, bytes)) = files.get_key_value(path.as_str()) {
            renamed.insert(*path);
            text.push_str(&site::fingerprinted(address.trim(), bytes));
        } else {
            text.push_str(address);
        }
        rest = &after[quotes + address.len()..];
    }
    text.push_str(rest);
    (text, renamed)
}

#[cfg(test)]
mod tests {
    use super::rename;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    #[test]
    fn addresses_of_the_themes_own_files_are_renamed_and_no_other() {
        let bytes: Arc<[u8]> = Arc::from(*b"octets");
        let files = BTreeMap::from([("fonts/a.woff2", &bytes), ("images/un filet.svg", &bytes)]);
        let print = &blake3::hash(b"octets").to_hex()[..10];
        for (sheet, expected) in [
            ("a{b:url(fonts/a.woff2)}", "a{b:url(fonts/a.HASH.woff2)}"),
            ("a{b:url( \"./fonts/a.woff2\" ) c}", "a{b:url( \"./fonts/a.HASH.woff2\" ) c}"),
            (
                "url('fonts/a.woff2?#iefix'),url(images/un%20filet.svg#x)",
                "url('fonts/a.HASH.woff2?#iefix'),url(images/un%20filet.HASH.svg#x)",
            ),
            (
                "url(fonts/b.woff2) url(data:x,fonts/a.woff2) url(https://a.fr/fonts/a.woff2)",
                "url(fonts/b.woff2) url(data:x,fonts/a.woff2) url(https://a.fr/fonts/a.woff2)",
            ),
            ("url(fonts/a.woff2", "url(fonts/a.HASH.woff2"),
            ("a url(", "a url("),
        ] {
            let (renamed, found) = rename(sheet, &files);
            assert_eq!(renamed, expected.replace("HASH", print));
            assert_eq!(found.is_empty(), !expected.contains("HASH"), "{sheet}");
        }
    }
}
