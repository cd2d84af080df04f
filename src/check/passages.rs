//! A built page → the passages that people read in it, one after the other.

use super::page::{Element, Page};
use crate::render::plain_text;

/// What holds a passage, unless it holds another one.
const BLOCKS: [&str; 19] = [
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dt",
    "dd",
    "tr",
    "caption",
    "figcaption",
    "summary",
    "blockquote",
    "div",
    "section",
    "header",
    "footer",
];

/// The passages of the main part of a page, without the tags: a paragraph, a heading, an item, a row of a table.
pub fn passages(html: &str) -> Vec<String> {
    let page = Page::read("", html);
    let Some((main, _)) = page.named(&["main"]).next() else { return Vec::new() };
    let inside = main + 1..page.elements[main].next;
    let is_passage = |index: usize| {
        let is_row = |element: &Element| element.is(&["tr"]);
        page.elements[index].is(&BLOCKS)
            && (is_row(&page.elements[index]) || !page.descendants(index).iter().any(|element| element.is(&BLOCKS)))
            && (is_row(&page.elements[index]) || !page.within(index, is_row))
    };
    let words = |index: usize| {
        if !page.elements[index].is(&["tr"]) {
            return plain_text(&page.words(index));
        }
        let cells = (index + 1..page.elements[index].next).filter(|&cell| page.elements[cell].is(&["th", "td"]));
        cells.map(|cell| plain_text(&page.words(cell))).collect::<Vec<_>>().join(" ")
    };
    let passages = inside.filter(|&index| is_passage(index)).map(words);
    passages.filter(|passage| !passage.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_passage_is_told_once_and_rows_are_read_across() {
        let html = "<nav><p>Menu</p></nav><main><div><h1>Titre</h1><p>Un <b>mot</b> &amp; un autre</p></div>\
                    <table><caption>Visites</caption><tr><td><p>Ici</p></td><td>12</td></tr></table><p></p></main><p>Pied</p>";
        assert_eq!(passages(html), ["Titre", "Un mot & un autre", "Visites", "Ici 12"]);
        assert_eq!(passages("<p>Sans partie principale</p>"), [] as [&str; 0]);
    }
}
