//! The body of a chart → its `<svg>`: name, description, hatch pattern and the room left for values at its right.

use super::describe::describe;
use super::{ChartForm, Drawing};

/// Width, in em of the chart's type, of the narrowest column a chart stands in (a tile on a 320 px screen).
pub(super) const NARROW: f64 = 17.0;

/// Width, in em, from which a column has room for more: the theme shows there what is `p-wide`, and hides what is
/// `p-narrow`.
pub(super) const WIDE: f64 = 30.0;

/// What a form drew.
pub(super) struct Body {
    /// Elements, one per line.
    pub(super) marks: String,
    /// Height of the whole, in em.
    pub(super) height: f64,
    /// Em kept free at the right for values, as [`room`] gives; 0 when none.
    pub(super) room: u32,
}

/// Whole em to keep free for texts this wide; the theme has a class for each from 3 to 16.
pub(super) fn room(widest: f64) -> u32 {
    widest.ceil().clamp(3.0, 16.0) as u32
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
    // The class keeps the room in em; the width is for who lacks the class: true in the narrowest column, short elsewhere.
    let (class, width) = match body.room {
        0 => (String::new(), 100.0),
        room => (format!(" p-room--{room}"), (100.0 * (NARROW - f64::from(room)) / NARROW).max(20.0).round()),
    };
    format!(
        "<svg class=\"plot plot--{form}{class}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"{width}%\" height=\"{height}em\" overflow=\"visible\">\n\
         <title id=\"{id}-t\">{title}</title>\n<desc id=\"{id}-d\">{desc}</desc>\n{pattern}{marks}</svg>",
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
        ChartForm::Step => "step",
        ChartForm::Area => "area",
        ChartForm::Slope => "slope",
        ChartForm::Part => "part",
        ChartForm::Donut => "donut",
        ChartForm::Progress => "progress",
        ChartForm::Grouped => "grouped",
        ChartForm::Stacked => "stacked",
        ChartForm::Dumbbell => "dumbbell",
        ChartForm::Diverging => "diverging",
        ChartForm::Multiples => "multiples",
        ChartForm::Timeline => "timeline",
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
