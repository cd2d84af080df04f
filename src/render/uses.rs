//! Edition → where each of its figures is cited.

use super::inventory::Inventory;
use crate::model::{Edition, FigureId, HighlightId, Text};
use crate::site::PageKind;

/// The pages that cite each figure, in reading order, each once: cover, foreword, chapters, highlights, free pages. The
/// list of a figure stands at its index in [`Edition::figures`]; a figure that nothing cites has an empty one.
pub fn uses(edition: &Edition) -> Vec<Vec<PageKind>> {
    let mut uses = Uses(vec![Vec::new(); edition.figures.len()]);
    uses.at(PageKind::Cover, &edition.cover_figures, &[&edition.pitch]);
    if let Some(foreword) = &edition.foreword {
        uses.at(PageKind::Foreword, &[], &[&foreword.text]);
    }
    for (chapter, content) in edition.chapters.iter().enumerate() {
        uses.at(PageKind::Chapter(chapter), &content.figures, &[&content.lead, &content.body]);
        for (highlight, content) in content.highlights.iter().enumerate() {
            let page = PageKind::Highlight(HighlightId { chapter, highlight });
            uses.at(page, &content.figures, &[&content.text]);
        }
    }
    for (index, page) in edition.pages.iter().enumerate() {
        uses.at(PageKind::Free(index), &[], &[&page.text]);
    }
    uses.0
}

struct Uses(Vec<Vec<PageKind>>);

impl Uses {
    fn at(&mut self, page: PageKind, tiles: &[FigureId], texts: &[&Text]) {
        let inventories: Vec<Inventory> = texts.iter().map(|text| Inventory::of_text(text)).collect();
        let cited = inventories.iter().flat_map(|inventory| inventory.figures.iter().chain(&inventory.linked));
        for figure in tiles.iter().chain(cited) {
            if let Some(pages) = self.0.get_mut(figure.0)
                && pages.last() != Some(&page)
            {
                pages.push(page);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Inline, Node};
    use crate::model::{Aside, AsideKind, Block, Cite, FigureUse, FreePage, Target};
    use crate::render::sample::{cite, figure, report, text, words};

    #[test]
    fn every_way_to_cite_a_figure_is_seen() {
        let figures = ["a", "b", "c", "d"].map(|id| figure(id, id, "1", "actes"));
        let mut report = report(figures.to_vec());
        let edition = std::sync::Arc::make_mut(&mut report.editions[0]);
        let link = Inline::Cite(Cite::Link(Target::Figure(FigureId(1))), words("là"));
        let titled = Node::Directive(Block::Aside(Aside {
            kind: AsideKind::Focus,
            kicker: None,
            title: vec![cite(2, FigureUse::plain())],
            body: Vec::new(),
        }));
        edition.cover_figures = vec![FigureId(0)];
        edition.chapters[0].figures = vec![FigureId(0)];
        edition.chapters[0].body = text(vec![Node::Paragraph(vec![cite(0, FigureUse::plain())]), titled]);
        edition.pages = vec![FreePage {
            slug: "a".to_owned(),
            title: "À propos".to_owned(),
            text: text(vec![Node::Paragraph(vec![link])]),
        }];
        let uses = uses(edition);
        assert_eq!(uses[0], [PageKind::Cover, PageKind::Chapter(0)]);
        assert_eq!(uses[1], [PageKind::Free(0)]);
        assert_eq!(uses[2], [PageKind::Chapter(0)]);
        assert_eq!(uses[3], []);
    }
}
