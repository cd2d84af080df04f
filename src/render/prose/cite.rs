//! References inside a line → HTML: links, figures of the ledger, terms of the glossary, small pictures.

use super::{Pen, attribute, escape, term_anchor};
use crate::markdown::Inline;
use crate::markdown::plain;
use crate::model::{AssetId, Cite, FigureId, FigureUse, Target, TermId, Wording};
use crate::render::{Context, figure, file};
use crate::site::{self, PageKind};

/// The `href` of a target from the page that is being written; `None` for an address a page must not link to
/// (`javascript:` and the like). A fragment of the page itself is given as typed.
pub fn href(target: &Target, cx: &Context) -> Option<String> {
    let page = |kind| site::address(cx.report, cx.edition_index, kind);
    let link = |kind| page(kind).from(cx.page);
    // The page of the whole report holds every chapter and highlight under its own id.
    let is_whole = || page(PageKind::Whole) == *cx.page;
    let place = |kind, id: &str| {
        let address = page(kind);
        if address == *cx.page { format!("#{id}") } else { format!("{}#{id}", address.from(cx.page)) }
    };
    match target {
        Target::External(address) => {
            let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
            ["http", "https", "mailto", "tel"].contains(&scheme.as_str()).then(|| address.clone())
        }
        Target::Chapter(chapter) if is_whole() => Some(format!("#{}", cx.edition.chapters[*chapter].slug)),
        Target::Chapter(chapter) => Some(link(PageKind::Chapter(*chapter))),
        Target::Highlight(id) => {
            let highlight = cx.edition.chapters[id.chapter].highlights.iter().nth(id.highlight)?;
            Some(place(if is_whole() { PageKind::Whole } else { PageKind::Chapter(id.chapter) }, &highlight.id))
        }
        Target::Page(index) => Some(link(PageKind::Free(*index))),
        Target::Figure(id) => Some(place(PageKind::Figures, &figure::anchor(*id, cx))),
        Target::Asset(asset) => Some(cx.site.asset(cx.report, cx.edition_index, *asset).from(cx.page)),
        Target::Fragment(id) => Some(format!("#{id}")),
    }
}

impl Pen<'_> {
    pub(super) fn cite(&mut self, out: &mut String, cite: &Cite, inner: &[Inline<Cite>]) {
        match cite {
            Cite::Link(target) => self.link(out, target, inner),
            Cite::Image(asset, alternative) => self.picture(out, *asset, alternative),
            Cite::Figure { figure, what, .. } => self.figure(out, *figure, what),
            Cite::Term(term) => self.term(out, *term),
        }
    }

    fn link(&mut self, out: &mut String, target: &Target, inner: &[Inline<Cite>]) {
        let href = match target {
            Target::Fragment(id) if self.own_ids.contains(id) => Some(format!("#{}", self.scoped(id))),
            target => href(target, self.cx),
        };
        let Some(href) = href else { return self.quiet_line(out, inner) };
        out.push_str("<a");
        attribute(out, "href", &href);
        out.push('>');
        let linked = std::mem::replace(&mut self.linked, true);
        self.quiet_line(out, inner);
        self.linked = linked;
        // A reader should know what a link downloads before following it.
        if let Target::Asset(asset) = target {
            let file = file::of_asset(*asset, self.cx);
            if !plain(inner).contains(&file.format) {
                escape(out, &format!(" ({})", file.description()));
            }
        }
        out.push_str("</a>");
    }

    fn picture(&mut self, out: &mut String, asset: AssetId, alternative: &str) {
        let file = file::of_asset(asset, self.cx);
        out.push_str("<img");
        attribute(out, "src", &file.href);
        attribute(out, "alt", alternative);
        if let (Some(width), Some(height)) = (file.width, file.height) {
            attribute(out, "width", &width.to_string());
            attribute(out, "height", &height.to_string());
        }
        out.push_str(" loading=\"lazy\">");
    }

    /// Writes what a sentence says of a figure, linked to all that is known of it unless a link holds it already.
    fn figure(&mut self, out: &mut String, id: FigureId, what: &FigureUse) {
        let entry = self.cx.edition.figure(id);
        let Some(said) = figure::said(entry, what, self.cx) else {
            return escape(out, &self.say("figure-missing", &[]));
        };
        let href = (!self.linked).then(|| href(&Target::Figure(id), self.cx)).flatten();
        let tag = if href.is_some() { "a" } else { "span" };
        // A word is not a number to look for in the line.
        let class = if what.wording == Wording::Words { "number number--words" } else { "number" };
        out.push_str(&format!("<{tag} class=\"{class}\""));
        if let Some(href) = href {
            attribute(out, "href", &href);
            // The value alone does not say where it leads.
            attribute(out, "title", &self.say("figure-link", &[("value", &said.text), ("label", &entry.label)]));
        }
        out.push_str("><data");
        attribute(out, "value", &said.number);
        attribute(out, "data-figure", &entry.id);
        out.push('>');
        escape(out, &said.text);
        out.push_str(&format!("</data></{tag}>"));
    }

    /// Writes a term with its meaning, linked to the glossary.
    fn term(&mut self, out: &mut String, id: TermId) {
        let term = &self.cx.report.glossary[id.0];
        let glossary = site::address(self.cx.report, self.cx.edition_index, PageKind::Glossary);
        out.push_str("<a class=\"term\"");
        attribute(out, "href", &format!("{}#{}", glossary.from(self.cx.page), term_anchor(term)));
        out.push('>');
        escape(out, &term.term);
        out.push_str("</a> (");
        escape(out, &term.meaning);
        out.push(')');
        self.page.terms.insert(id);
    }
}
