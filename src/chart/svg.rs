//! The body of a chart → its `<svg>`: name, description, hatch pattern and the room left for values.

use super::describe::describe;
use super::{ChartForm, Drawing};

/// Width, in em of the chart's type, of the narrowest column a chart stands in (a tile on a 320 px screen).
pub(super) const NARROW: f64 = 17.0;

/// What a form drew.
pub(super) struct Body {
    /// Elements, one per line.
    pub(super) marks: String,
    /// Height of the whole, in em.
    pub(super) height: f64,
    /// Em kept free at the right for values; 0 when none.
    pub(super) room: u32,
}

/// Wraps a body in its `<svg role="img">`.
pub(super) fn frame(drawing: &Drawing, form: ChartForm, body: &Body) -> String {
    let id = escape(drawing.id);
    let hatch = format!("url(#{id}-h)");
    let pattern = if body.marks.contains(&hatch) {
        format!(
            "<defs><pattern id=\"{id}-h\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect class=\"p-hatch-ground\" width=\"7\" height=\"7\"/>\
             <line class=\"p-hatch-line\" y2=\"7\"/></pattern></defs>\n"
        )
    } else {
        String::new()
    };
    // The class sets the exact width, the attribute is for who lacks it: true in the narrowest column, short elsewhere.
    let (open, close) = if body.room == 0 {
        (String::new(), "")
    } else {
        let width = (100.0 * (NARROW - f64::from(body.room)) / NARROW).max(20.0).round();
        let class = format!("p-room p-room--{}", body.room);
        (format!("<svg class=\"{class}\" width=\"{width}%\" overflow=\"visible\">\n"), "</svg>\n")
    };
    format!(
        "<svg class=\"plot plot--{form}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"100%\" height=\"{height}em\">\n\
         <title id=\"{id}-t\">{title}</title>\n<desc id=\"{id}-d\">{desc}</desc>\n{pattern}{open}{marks}{close}</svg>",
        form = name(form),
        height = units(body.height),
        title = escape(drawing.title),
        desc = escape(&describe(drawing)),
        marks = body.marks,
    )
}

fn name(form: ChartForm) -> &'static str {
    match form {
        ChartForm::Bars => "bars",
        ChartForm::Columns => "columns",
        ChartForm::Line => "line",
        ChartForm::Part => "part",
        ChartForm::Progress => "progress",
        ChartForm::Pairs => "pairs",
        ChartForm::Diverging => "diverging",
    }
}

/// A length with two decimals at most: `12`, `0.5`, `33.33`.
pub(super) fn units(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text for an element or an attribute; control characters, which HTML forbids, become spaces.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
