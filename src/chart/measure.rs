//! Text → how wide it probably is, and where to break it.
//!
//! The page's font is not known here: widths are those of the widest usual interface fonts, so that a guess is
//! rather too large than too small.

/// How much wider bold type is.
pub(super) const BOLD: f64 = 1.08;
/// How much larger the large type of a value is, bold included.
pub(super) const LARGE: f64 = 1.2 * BOLD;

/// Width in em.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f64 {
    match c {
        '\u{202f}' | '\u{2009}' => 0.2,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '\'' | '’' | '|' | ' ' | '\u{a0}' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' => 0.93,
        '0'..='9' | '+' | '−' | '€' => 0.59,
        c if c.is_uppercase() => 0.68,
        c if (c as u32) < 0x2e80 => 0.57,
        _ => 1.05,
    }
}

/// Lines of at most `limit` em, broken between words and after hyphens and slashes; a word longer than a line is cut.
pub(super) fn wrap(text: &str, limit: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        for (i, piece) in pieces(word).into_iter().enumerate() {
            let space = if i == 0 && lines.last().is_some_and(|line| !line.is_empty()) { " " } else { "" };
            if let Some(line) =
                lines.last_mut().filter(|line| line.is_empty() || width(line) + width(space) + width(piece) <= limit)
            {
                line.push_str(space);
                line.push_str(piece);
            } else {
                lines.push(piece.to_owned());
            }
            cut(&mut lines, limit);
        }
    }
    lines
}

/// The parts of a word that may stand on lines of their own, each with its hyphen.
pub(super) fn pieces(word: &str) -> Vec<&str> {
    word.split_inclusive(['-', '–', '/']).collect()
}

/// Cuts the last line, while it is a single word wider than `limit`.
fn cut(lines: &mut Vec<String>, limit: f64) {
    while let Some(line) = lines.last().filter(|line| width(line) > limit) {
        let mut taken = 0.0;
        let at = line.char_indices().skip(1).find(|(i, _)| {
            taken = width(&line[..*i]);
            taken + advance(line[*i..].chars().next().unwrap_or(' ')) > limit
        });
        let Some((at, _)) = at else { return };
        let rest = line[at..].to_owned();
        if let Some(line) = lines.last_mut() {
            line.truncate(at);
        }
        lines.push(rest);
    }
}
