//! The files beside the pages: style sheet, script, icon, assets, and what robots read.

use super::emblem::Emblem;
use super::inventory::Inventory;
use super::shell;
use super::{Build, Context, Rendered};
use crate::site::{self, Address, PageKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Addresses of the theme's files in one edition.
#[derive(Clone, Debug)]
pub(super) struct ThemeFiles {
    /// Style sheet.
    pub(super) styles: Address,
    /// Script.
    pub(super) script: Address,
    /// Scripts of one kind of page: `figures`.
    pub(super) page_scripts: BTreeMap<String, Address>,
    /// Icon.
    pub(super) icon: Address,
}

/// Adds the theme's files of one edition, named by their content, and says where they are.
pub(super) fn theme(cx: &Context, emblem: &Emblem, rendered: &mut Rendered) -> ThemeFiles {
    let report = shell::report_label(cx);
    let foot = cx.theme.say(
        cx.edition.lang,
        "running-foot",
        &[("report", &report), ("organisation", &cx.report.organisation.name)],
    );
    let heads: Vec<String> = cx
        .edition
        .chapters
        .iter()
        .enumerate()
        .map(|(index, chapter)| {
            let arguments = [("number", &*(index + 1).to_string()), ("label", &*chapter.label)];
            cx.theme.say(cx.edition.lang, "running-head", &arguments)
        })
        .collect();
    let mut add = |name: &str, bytes: Vec<u8>| {
        let address = site::theme_file(cx.report, cx.edition_index, &site::fingerprinted(name, &bytes));
        rendered.files.insert(address.path().to_owned(), bytes.into());
        address
    };
    let files = ThemeFiles {
        styles: add("styles.css", cx.theme.sheet(&foot, &heads).into_bytes()),
        script: add("report.js", cx.theme.script.clone().into_bytes()),
        page_scripts: cx
            .theme
            .page_scripts
            .iter()
            .map(|(kind, text)| (kind.clone(), add(&format!("{kind}.js"), text.clone().into_bytes())))
            .collect(),
        icon: add("favicon.svg", emblem.icon.clone().into_bytes()),
    };
    for (name, bytes) in &cx.theme.files {
        let address = site::theme_file(cx.report, cx.edition_index, name);
        rendered.files.insert(address.path().to_owned(), Arc::clone(bytes));
    }
    files
}

/// Adds the pictures and documents that the texts of an edition need.
pub(super) fn assets(cx: &Context, rendered: &mut Rendered) {
    for asset in Inventory::of_edition(cx.report, cx.edition).assets {
        let address = cx.site.asset(cx.report, cx.edition_index, asset);
        rendered.files.insert(address.path().to_owned(), Arc::clone(&cx.report.assets[&asset].bytes));
    }
}

/// Adds `robots.txt`, and `sitemap.xml` when the report says where it is published.
pub(super) fn robots(build: &Build, rendered: &mut Rendered) {
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(address) = &build.report.address {
        robots.push_str(&format!("Sitemap: {address}sitemap.xml\n"));
        rendered.files.insert("sitemap.xml".to_owned(), sitemap(build).into_bytes().into());
    }
    rendered.files.insert("robots.txt".to_owned(), robots.into_bytes().into());
}

/// Every public page once (sitemaps.org, protocol 0.9).
fn sitemap(build: &Build) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    for page in build.site.pages.iter().filter(|page| !matches!(page.kind, PageKind::Root | PageKind::NotFound)) {
        let cx = build.context(page.edition, &page.address);
        if let Some(address) = shell::public(&cx, &page.address) {
            let address = address.replace('&', "&amp;").replace('<', "&lt;");
            xml.push_str(&format!("<url><loc>{address}</loc></url>\n"));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
