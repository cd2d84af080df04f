//! Text → HTML: what has a meaning in HTML becomes a character reference, ordinals are raised.

use crate::text::typography::ordinals;

/// Appends `text` so that it reads as text, between tags.
pub fn escape(out: &mut String, text: &str) {
    // Most texts are as they are: that is seen of many bytes at once.
    let is_sign = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    if !text.bytes().fold(false, |held, byte| held | is_sign(byte)) {
        out.push_str(text);
        return;
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(reference);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Appends `text` like [`escape`], its French ordinals raised: `1<sup>er</sup>`.
pub(super) fn escape_with_ordinals(out: &mut String, text: &str) {
    let mut from = 0;
    for ordinal in ordinals(text) {
        escape(out, &text[from..ordinal.range.start]);
        escape(out, ordinal.base);
        out.push_str("<sup>");
        escape(out, ordinal.superscript);
        out.push_str("</sup>");
        from = ordinal.range.end;
    }
    escape(out, &text[from..]);
}

/// Appends ` name="value"`.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}
