//! Text → the same text without accents, ligatures and capitals, for comparing and searching.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `Œuvre d’Échelon` → `oeuvre d'echelon`: lower case, accents dropped, ligatures spelled, apostrophes straight.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            // Nearly all the accents of French, without the tables of Unicode.
            'é' | 'è' | 'ê' | 'É' => folded.push('e'),
            'à' | 'â' | 'À' => folded.push('a'),
            'ô' => folded.push('o'),
            'î' => folded.push('i'),
            'ç' => folded.push('c'),
            '’' => folded.push('\''),
            // Alone: the order of the marks that follow a letter is nothing, they are dropped.
            _ => push(&mut folded, c),
        }
    }
    folded
}

fn push(folded: &mut String, c: char) {
    for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            '‘' | 'ʼ' => folded.push('\''),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_ligatures_and_capitals_go() {
        assert_eq!(fold("Œuvre d’Échelon À ÇA"), "oeuvre d'echelon a ca");
        assert_eq!(fold("e\u{301}tat"), fold("ÉTAT"));
    }
}
