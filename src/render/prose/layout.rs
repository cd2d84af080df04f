//! Nodes → the grid of columns: runs of prose in the text column, a large figure beside its paragraph, wide matter
//! across, testimonials together or alone.

use super::Pen;
use crate::finding::Finding;
use crate::markdown::{Inline, Node};
use crate::model::{Block, Cite, Nodes, Testimonial};
use crate::render::block;

/// More words than that are not set in the largest type.
const LEAD_WORDS: usize = 60;
/// A large figure stands beside the run it is typed in when that run has begun at most so many nodes before.
const NEAR: usize = 2;

/// A part of a text, as wide as it needs.
#[derive(Debug)]
pub(in crate::render) enum Segment {
    /// Children of the grid.
    Columns(String),
    /// Matter that brings its own grid and runs from edge to edge.
    Bleed(String),
}

impl Segment {
    /// Its HTML.
    pub(in crate::render) fn body(&self) -> &str {
        match self {
            Segment::Columns(body) | Segment::Bleed(body) => body,
        }
    }
}

/// Consecutive prose, and the large figure beside it.
#[derive(Default)]
struct Run {
    nodes: Vec<String>,
    last_heading: bool,
    heading_before_last: bool,
    /// The figure, and how many nodes stood before it.
    tile: Option<(String, usize)>,
}

impl Run {
    fn push(&mut self, node: String, heading: bool) {
        self.heading_before_last = self.last_heading;
        self.last_heading = heading;
        self.nodes.push(node);
    }

    fn write(&mut self, out: &mut String) {
        let run = std::mem::take(self);
        if !run.nodes.is_empty() {
            out.push_str("<div class=\"prose col-text\">\n");
            run.nodes.iter().for_each(|node| out.push_str(node));
            out.push_str("</div>\n");
        }
        if let Some((tile, _)) = run.tile {
            out.push_str(&tile);
        }
    }

    /// Sets a large figure beside the paragraph typed before it: when that is far from the start, a new run begins there.
    fn attach(&mut self, out: &mut String, tile: String) {
        if self.tile.is_some() || self.nodes.len() > NEAR {
            let kept = if self.heading_before_last { 2 } else { 1 };
            let taken = self.tile.as_ref().map_or(0, |(_, before)| *before);
            let last = self.nodes.split_off(self.nodes.len().saturating_sub(kept).max(taken));
            self.write(out);
            self.nodes = last;
        }
        self.tile = Some((tile, self.nodes.len()));
    }
}

impl Pen<'_> {
    /// Lays nodes out. With `lead`, the text's first testimonial may run from edge to edge.
    pub(in crate::render) fn segments(&mut self, nodes: &Nodes, lead: bool) -> Result<Vec<Segment>, Box<Finding>> {
        let mut segments = Vec::new();
        let mut grid = String::new();
        let mut run = Run::default();
        let mut rest = nodes.as_slice();
        while let Some((node, after)) = rest.split_first() {
            rest = after;
            match node {
                Node::Directive(Block::Tile(figure)) => run.attach(&mut grid, block::tile(*figure, self)?),
                Node::Directive(Block::Testimonial(first)) => {
                    run.write(&mut grid);
                    let voices = consecutive(first, &mut rest);
                    if lead && self.lead_testimonial && voices.len() == 1 && words(&first.quote) <= LEAD_WORDS {
                        self.lead_testimonial = false;
                        close(&mut segments, &mut grid);
                        segments.push(Segment::Bleed(block::lead_testimonial(first, self)?));
                    } else {
                        self.voices(&mut grid, &voices)?;
                    }
                }
                Node::Directive(Block::Dossier { title, body }) => {
                    run.write(&mut grid);
                    close(&mut segments, &mut grid);
                    segments.push(Segment::Bleed(block::dossier(title, body, self)?));
                }
                Node::Directive(wide) => {
                    run.write(&mut grid);
                    grid.push_str(&block::html(wide, self, "col-wide")?);
                }
                Node::Table(_) => {
                    run.write(&mut grid);
                    grid.push_str("<div class=\"col-wide\">\n");
                    self.node(&mut grid, node)?;
                    grid.push_str("</div>\n");
                }
                prose => {
                    let mut written = String::new();
                    self.node(&mut written, prose)?;
                    run.push(written, matches!(prose, Node::Heading { .. }));
                }
            }
        }
        run.write(&mut grid);
        close(&mut segments, &mut grid);
        Ok(segments)
    }

    fn voices(&mut self, grid: &mut String, voices: &[&Testimonial]) -> Result<(), Box<Finding>> {
        if let [alone] = voices {
            grid.push_str(&block::testimonial(alone, self, "col-wide")?);
            return Ok(());
        }
        grid.push_str("<div class=\"voices col-wide\">\n");
        for voice in voices {
            grid.push_str(&block::testimonial(voice, self, "")?);
        }
        grid.push_str("</div>\n");
        Ok(())
    }
}

/// Ends the columns, when they hold something.
fn close(segments: &mut Vec<Segment>, grid: &mut String) {
    if !grid.is_empty() {
        segments.push(Segment::Columns(std::mem::take(grid)));
    }
}

/// `first` and the testimonials that follow it at once, taken from `rest`.
fn consecutive<'t>(first: &'t Testimonial, rest: &mut &'t [Node<Block, Cite>]) -> Vec<&'t Testimonial> {
    let mut voices = vec![first];
    while let Some((Node::Directive(Block::Testimonial(next)), after)) = rest.split_first() {
        voices.push(next);
        *rest = after;
    }
    voices
}

fn words(nodes: &Nodes) -> usize {
    fn line(content: &[Inline<Cite>]) -> usize {
        crate::markdown::plain(content).split_whitespace().count()
    }
    nodes
        .iter()
        .map(|node| match node {
            Node::Paragraph(content) => line(content),
            // Anything but paragraphs is too much for the largest type.
            _ => LEAD_WORDS + 1,
        })
        .sum()
}
