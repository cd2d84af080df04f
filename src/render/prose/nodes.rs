//! Markdown blocks → HTML.

use super::{Html, Pen, attribute};
use crate::finding::Finding;
use crate::markdown::plain;
use crate::markdown::{Definition, Inline, Node, Table};
use crate::model::{Block, Cite, Nodes};
use crate::render::block;
use crate::text::slug::slug;

impl Pen<'_> {
    /// Writes nodes one after the other; blocks stand where they are typed.
    pub(in crate::render) fn bare(&mut self, out: &mut String, nodes: &Nodes) -> Result<(), Box<Finding>> {
        nodes.iter().try_for_each(|node| self.node(out, node))
    }

    /// Writes one node.
    pub(super) fn node(&mut self, out: &mut String, node: &Node<Block, Cite>) -> Result<(), Box<Finding>> {
        match node {
            Node::Paragraph(content) => self.paragraph(out, content, None),
            Node::Heading { level, id, content, .. } => self.heading(out, *level, id.as_deref(), content),
            Node::List { start, loose, items } => self.list(out, *start, *loose, items)?,
            Node::Quote(body) => {
                out.push_str("<blockquote>\n");
                self.quietly(|pen| pen.bare(out, body))?;
                out.push_str("</blockquote>\n");
            }
            Node::Table(table) => self.table(out, table),
            Node::Definitions(definitions) => self.definitions(out, definitions)?,
            Node::Code(code) => {
                out.push_str("<pre tabindex=\"0\"><code>");
                super::escape(out, code);
                out.push_str("</code></pre>\n");
            }
            Node::Rule => out.push_str("<hr>\n"),
            Node::Directive(directive) => out.push_str(&block::html(directive, self, "")?),
        }
        Ok(())
    }

    /// Writes a paragraph, with a class when it has one.
    pub(super) fn paragraph(&mut self, out: &mut String, content: &[Inline<Cite>], class: Option<&str>) {
        out.push_str("<p");
        if let Some(class) = class.or(self.next_class.take()) {
            attribute(out, "class", class);
        }
        self.say_language(out);
        out.push('>');
        self.speaking_line(out, content);
        out.push_str("</p>\n");
    }

    /// Writes a line in which acronyms are expanded.
    fn speaking_line(&mut self, out: &mut String, content: &[Inline<Cite>]) {
        if !self.quiet && !self.cx.report.glossary.is_empty() {
            self.paragraph = Some(plain(content));
        }
        self.line(out, content);
        self.paragraph = None;
    }

    /// Writes a heading under the text's own: typed level 2 is one level below, and none is skipped.
    fn heading(&mut self, out: &mut String, typed: u8, id: Option<&str>, content: &[Inline<Cite>]) {
        let wanted = self.level + typed.saturating_sub(1).max(1);
        let level = wanted.min(self.depth + 1).min(6);
        self.depth = level;
        let id = match id {
            Some(id) => self.id(id),
            None => self.id(&slug(&plain(content))),
        };
        out.push_str(&format!("<h{level}"));
        attribute(out, "id", &id);
        out.push('>');
        self.quiet_line(out, content);
        out.push_str(&format!("</h{level}>\n"));
    }

    fn list(&mut self, out: &mut String, start: Option<u64>, loose: bool, items: &[Nodes]) -> Result<(), Box<Finding>> {
        let tag = if start.is_some() { "ol" } else { "ul" };
        out.push('<');
        out.push_str(tag);
        if let Some(first) = start.filter(|&first| first != 1) {
            attribute(out, "start", &first.to_string());
        }
        out.push_str(">\n");
        for item in items {
            out.push_str("<li>");
            self.item(out, item, loose)?;
            out.push_str("</li>\n");
        }
        out.push_str("</");
        out.push_str(tag);
        out.push_str(">\n");
        Ok(())
    }

    /// Writes what stands in a list item or a definition: a tight one has lines instead of paragraphs.
    fn item(&mut self, out: &mut String, nodes: &Nodes, loose: bool) -> Result<(), Box<Finding>> {
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Paragraph(content) if !loose => {
                    if index > 0 {
                        out.push_str("<br>\n");
                    }
                    self.speaking_line(out, content);
                }
                node => self.node(out, node)?,
            }
        }
        Ok(())
    }

    fn definitions(&mut self, out: &mut String, definitions: &[Definition<Block, Cite>]) -> Result<(), Box<Finding>> {
        out.push_str("<dl class=\"definitions\">\n");
        for definition in definitions {
            out.push_str("<dt>");
            self.quiet_line(out, &definition.term);
            out.push_str("</dt>\n");
            for meaning in &definition.meanings {
                out.push_str("<dd>");
                self.item(out, meaning, meaning.len() > 1)?;
                out.push_str("</dd>\n");
            }
        }
        out.push_str("</dl>\n");
        Ok(())
    }

    /// Writes a table typed in Markdown. The first cell of a row names it unless the column holds numbers.
    fn table(&mut self, out: &mut String, table: &Table<Cite>) {
        out.push_str("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\"");
        let columns: Vec<String> = table.head.iter().map(|cell| plain(cell)).filter(|cell| !cell.is_empty()).collect();
        let columns = crate::text::words::list(&columns, self.cx.edition.lang);
        // The frame that scrolls and the table are told apart by their roles: both need the name.
        let name = self.say("block-table-label", &[("columns", &columns)]);
        attribute(out, "aria-label", &name);
        out.push_str("><table");
        attribute(out, "aria-label", &name);
        out.push_str(">\n<thead><tr>\n");
        for (column, cell) in table.head.iter().enumerate() {
            // A corner that says nothing heads no column.
            let tag = if cell.is_empty() { "td" } else { "th" };
            self.cell(out, tag, "col", cell, is_numeric(table, column));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            out.push_str("<tr>\n");
            for (column, cell) in row.iter().enumerate() {
                let numeric = is_numeric(table, column);
                let tag = if column == 0 && !numeric && !cell.is_empty() { "th" } else { "td" };
                self.cell(out, tag, "row", cell, numeric);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, out: &mut String, tag: &str, scope: &str, content: &[Inline<Cite>], numeric: bool) {
        out.push('<');
        out.push_str(tag);
        if tag == "th" {
            attribute(out, "scope", scope);
        }
        if numeric {
            attribute(out, "class", "numeric");
        }
        out.push('>');
        self.quiet_line(out, content);
        out.push_str("</");
        out.push_str(tag);
        out.push_str(">\n");
    }

    /// The quote of a testimonial between its quotation marks, which the first and last paragraph hold.
    pub(in crate::render) fn quotation(&mut self, nodes: &Nodes) -> Html {
        let (open, close) = (self.say("block-quote-open", &[]), self.say("block-quote-close", &[]));
        self.quietly(|pen| {
            let mut out = String::new();
            for (index, node) in nodes.iter().enumerate() {
                let (first, last) = (index == 0, index + 1 == nodes.len());
                if let Node::Paragraph(content) = node {
                    out.push_str("<p>");
                    if first {
                        super::escape(&mut out, &open);
                    }
                    pen.line(&mut out, content);
                    if last {
                        super::escape(&mut out, &close);
                    }
                    out.push_str("</p>\n");
                } else {
                    pen.node(&mut out, node)?;
                }
            }
            Ok(out)
        })
    }
}

fn is_numeric(table: &Table<Cite>, column: usize) -> bool {
    table.numeric.get(column).copied().unwrap_or(false)
}
