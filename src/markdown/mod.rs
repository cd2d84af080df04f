//! Markdown text → [`Doc`]: CommonMark with tables, footnotes, definition lists, superscripts and generic
//! directives, every node with its place. Pure.
//!
//! The tree is generic over what a directive (`B`) and an inline reference (`I`) hold: the parser gives
//! them as they were typed ([`RawBlock`], [`RawInline`]), `load` resolves them into `model::Block` and `model::Cite`.

mod directive;
mod inline;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::parse;

use std::ops::Range;

/// A block of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<B, I> {
    /// A paragraph.
    Paragraph(Vec<Inline<I>>),
    /// A heading; `level` counts from 1 as typed.
    Heading {
        /// 1 to 6.
        level: u8,
        /// From `{#id}`.
        id: Option<String>,
        /// What it says.
        content: Vec<Inline<I>>,
        /// Bytes in the file.
        span: Range<usize>,
    },
    /// A list; `start` is the first number of an ordered one.
    List {
        /// `None` for bullets.
        start: Option<u64>,
        /// Whether its items are paragraphs apart.
        loose: bool,
        /// One flow of blocks per item.
        items: Vec<Vec<Node<B, I>>>,
    },
    /// A block quotation.
    Quote(Vec<Node<B, I>>),
    /// A table.
    Table(Table<I>),
    /// Terms and their definitions.
    Definitions(Vec<Definition<B, I>>),
    /// Preformatted text.
    Code(String),
    /// A thematic break.
    Rule,
    /// A directive that stands as a block.
    Directive(B),
}

/// A term and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition<B, I> {
    /// The term.
    pub term: Vec<Inline<I>>,
    /// Its definitions.
    pub meanings: Vec<Vec<Node<B, I>>>,
    /// Bytes of the term in the file.
    pub span: Range<usize>,
}

/// A table typed in Markdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<I> {
    /// Whether each column is aligned to the end (numbers).
    pub numeric: Vec<bool>,
    /// Column headings.
    pub head: Vec<Vec<Inline<I>>>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Inline<I>>>>,
}

/// A piece of a line of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline<I> {
    /// Plain text, and the byte of the file where it starts.
    Text(String, usize),
    /// `*…*`
    Emphasis(Vec<Inline<I>>),
    /// `**…**`
    Strong(Vec<Inline<I>>),
    /// `~~…~~`
    Deleted(Vec<Inline<I>>),
    /// `^…^`, also inside a word
    Superscript(Vec<Inline<I>>),
    /// `~…~`, also inside a word
    Subscript(Vec<Inline<I>>),
    /// `` `…` ``
    Code(String),
    /// A call to a footnote: its index in [`Doc::notes`].
    NoteCall(usize),
    /// A hard line break.
    Break,
    /// Words in another language (`<span lang="en">`).
    Foreign(String, Vec<Inline<I>>),
    /// A link, a picture or an inline directive, with the text inside.
    Cite(I, Vec<Inline<I>>),
}

/// What a line says, without its marks.
pub fn plain<I>(content: &[Inline<I>]) -> String {
    fn gather<I>(content: &[Inline<I>], out: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(text, _) | Inline::Code(text) => out.push_str(text),
                Inline::Break => out.push(' '),
                Inline::NoteCall(_) => {}
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Deleted(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Foreign(_, inner)
                | Inline::Cite(_, inner) => gather(inner, out),
            }
        }
    }
    let mut out = String::new();
    gather(content, &mut out);
    out
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote<B, I> {
    /// As typed between `[^` and `]`.
    pub label: String,
    /// What it says.
    pub content: Vec<Node<B, I>>,
}

/// A text: its blocks, and its notes in the order of their first call.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow<B, I> {
    /// Blocks.
    pub nodes: Vec<Node<B, I>>,
    /// Notes.
    pub notes: Vec<Footnote<B, I>>,
}

/// What the parser gives.
pub type Doc = Flow<RawBlock, RawInline>;

/// A directive as typed: `:::name[label]{attributes}` with its body, or `::name…` without.
#[derive(Clone, Debug, PartialEq)]
pub struct RawBlock {
    /// As typed; a French alias is not translated yet.
    pub name: String,
    /// What stands between brackets, parsed.
    pub label: Vec<Inline<RawInline>>,
    /// What stands between brackets, as typed.
    pub label_text: String,
    /// In the order typed.
    pub attributes: Vec<Attribute>,
    /// `None` for a leaf (`::`).
    pub body: Option<Vec<Node<RawBlock, RawInline>>>,
    /// Bytes of the name.
    pub name_span: Range<usize>,
    /// Bytes of what stands between the brackets.
    pub label_span: Range<usize>,
    /// Bytes of the opening line.
    pub span: Range<usize>,
}

/// `key=value`, `key="a value"` or a bare `key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The key.
    pub key: String,
    /// Empty for a bare key.
    pub value: String,
    /// Bytes of the key.
    pub key_span: Range<usize>,
    /// Bytes of the value, quotes excluded.
    pub value_span: Range<usize>,
}

/// An inline reference as typed.
#[derive(Clone, Debug, PartialEq)]
pub enum RawInline {
    /// `[text](href)` or `<href>`.
    Link {
        /// As typed.
        href: String,
        /// Bytes of the whole link.
        span: Range<usize>,
    },
    /// A picture, boxed since plain text takes no more room than the largest of these.
    Image(Box<RawImage>),
    /// A directive, boxed too.
    Directive(Box<RawDirective>),
}

/// `![alternative](source "title")`.
#[derive(Clone, Debug, PartialEq)]
pub struct RawImage {
    /// As typed.
    pub source: String,
    /// As typed.
    pub title: String,
    /// Bytes of the whole.
    pub span: Range<usize>,
}

/// `:name[label]{attributes}`.
#[derive(Clone, Debug, PartialEq)]
pub struct RawDirective {
    /// As typed.
    pub name: String,
    /// What stands between brackets, as typed.
    pub label: String,
    /// In the order typed.
    pub attributes: Vec<Attribute>,
    /// Bytes of the name.
    pub name_span: Range<usize>,
    /// Bytes of what stands between the brackets.
    pub label_span: Range<usize>,
    /// Bytes of the whole.
    pub span: Range<usize>,
}
