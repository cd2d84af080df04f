//! A generation → the JSON that the pages of the preview are told.

use super::findings::{self, Shown};
use super::{Generation, Options};
use crate::render::Rendering;
use serde::Serialize;
use std::path::Path;

/// Files that a page shows without naming their content in their address: when one changes, the page is loaded anew.
const SHOWN: [&str; 12] =
    [".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg", ".woff2", ".woff", ".mp4", ".webm", ".vtt"];
/// How much of a fingerprint addresses hold.
const FINGERPRINT: usize = 10;

#[derive(Serialize)]
struct State<'g> {
    generation: u64,
    lang: &'static str,
    /// The workspace on the disk, for links to an editor.
    root: String,
    editor: Option<&'g str>,
    /// The findings are all that there are: the pages were checked.
    checked: bool,
    /// Errors stand in the way of a newer page.
    broken: bool,
    trouble: Option<&'g str>,
    #[serde(flatten)]
    findings: Shown<'g>,
    /// Address of the page of the file just saved.
    follow: Option<&'g str>,
    /// Fingerprint of the files whose address stays when they change.
    files: &'g str,
}

/// The state of the preview, on one line.
pub(super) fn json(generation: &Generation, options: &Options, root: &Path) -> String {
    let state = State {
        generation: generation.number,
        lang: options.lang.code(),
        root: root.to_string_lossy().replace('\\', "/"),
        editor: options.editor.as_deref(),
        checked: generation.is_checked,
        broken: generation.is_broken,
        trouble: generation.trouble.as_ref().map(|trouble| trouble.get(options.lang)),
        findings: findings::shown(&generation.findings, &generation.sources, options.lang),
        follow: generation.follow.as_deref().filter(|_| options.follow),
        files: generation.good.as_ref().map_or("", |good| &good.shown_files),
    };
    serde_json::to_string(&state).expect("plain data has a JSON form")
}

/// The fingerprint of a site's files that its pages show, whose addresses stay when they change. Those of `assets/` have their own
/// fingerprint in their address.
pub(super) fn shown_files(rendering: &Rendering) -> String {
    let mut all = blake3::Hasher::new();
    let is_shown = |path: &str| SHOWN.iter().any(|end| path.ends_with(end)) && !path.contains("/assets/");
    for (path, bytes) in rendering.shown().filter(|(path, _)| is_shown(path)) {
        let hash = blake3::hash(bytes).to_hex();
        if !path.contains(&hash[..FINGERPRINT]) {
            all.update(path.as_bytes()).update(hash.as_bytes());
        }
    }
    all.finalize().to_hex()[..FINGERPRINT].to_owned()
}
