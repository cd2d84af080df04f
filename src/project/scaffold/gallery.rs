//! A language → a report that shows every form of chart on plain and on hard data: a sampler for authors, a test bench for
//! themes.

use super::report::collect;
use crate::output::NewFile;
use crate::text::Lang;
use include_dir::{Dir, include_dir};

static FRENCH: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/project/scaffold/gallery/fr");
static ENGLISH: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/project/scaffold/gallery/en");

/// The files of the gallery.
pub fn gallery(lang: Lang) -> Vec<NewFile> {
    let mut files = vec![NewFile { path: ".gitignore".to_owned(), bytes: b"dist/\n".to_vec() }];
    let template = if lang == Lang::Fr { &FRENCH } else { &ENGLISH };
    collect(template, &str::to_owned, &mut files);
    files
}
