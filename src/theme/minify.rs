//! A style sheet or a script → the same without comments, indentation and needless spaces.
//!
//! Of a sheet only what no rule depends on is removed: a space between two selectors, around `+` and `-` of a sum, or before `:` and `(` says
//! something and stays; strings and addresses are not touched.

/// Removes from a script what only its authors read; one that the library cannot read stays as it is. It must end its statements with
/// semicolons: the built-in ones do, and run in the browsers of the tests.
pub(super) fn script(code: &str) -> String {
    minifier::js::minify(code).map_or_else(|_| code.to_owned(), |minified| minified.to_string())
}

/// Removes from a style sheet what only its authors read.
pub(super) fn css(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    // Whether white space was met since the last character.
    let mut is_apart = false;
    while let Some(&next) = rest.as_bytes().first() {
        if next.is_ascii_whitespace() {
            (rest, is_apart) = (rest.trim_ascii_start(), true);
            continue;
        }
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            // Alone between two words a comment parts them, and is no space: `.a/**/.b` is one element.
            let is_between = !is_apart && !rest.starts_with(|c: char| c.is_ascii_whitespace());
            if is_between && keeps_apart(&out, rest.bytes().next().unwrap_or(b'}')) {
                out.push_str("/**/");
            }
            continue;
        }
        if next == b'}' && out.ends_with(';') {
            out.pop();
        }
        if is_apart && keeps_apart(&out, next) {
            out.push(' ');
        }
        is_apart = false;
        let length = match next {
            b'"' | b'\'' => quoted(rest),
            b'u' if rest.starts_with("url(") => rest.find(')').map_or(rest.len(), |end| end + 1),
            _ => plain(rest),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Bytes from the first character on in which nothing has to be decided.
fn plain(text: &str) -> usize {
    let is_decisive = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'}' | b'"' | b'\'' | b'u');
    // The first is decided already, with all its bytes.
    let after = text.bytes().skip(1).position(|byte| is_decisive(&byte));
    after.map_or(text.len(), |after| 1 + after)
}

/// Whether a space between what is written and the next character says something.
fn keeps_apart(written: &str, next: u8) -> bool {
    match written.bytes().next_back() {
        // A custom property may be empty: `--x: ;`.
        Some(b':') => matches!(next, b';' | b'}'),
        None | Some(b'{' | b'}' | b';' | b',' | b'>' | b'(') => false,
        Some(_) => !matches!(next, b'{' | b'}' | b';' | b',' | b'>' | b')'),
    }
}

/// Bytes of the string that `text` starts with, its quotes included.
fn quoted(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            byte if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn only_what_authors_read_goes() {
        for (sheet, expected) in [
            ("/* a */\na {\n  color: red;\n  margin: 0 auto;\n}\n", "a{color:red;margin:0 auto}"),
            ("a :hover, b > c + d {}", "a :hover,b>c + d{}"),
            ("a { width: calc( 1px + (2em - 3px) ); }", "a{width:calc(1px + (2em - 3px))}"),
            ("@media (min-width: 30em) and (print) { a { b: c } }", "@media (min-width:30em) and (print){a{b:c}}"),
            ("a { content: \"/* x */  \\\" ; }\"; --x: ; }", "a{content:\"/* x */  \\\" ; }\";--x: }"),
            ("a { b: url(data:x,/*y*/ z) , c }", "a{b:url(data:x,/*y*/ z),c}"),
            (
                "@page :first { }\n[a=\"b\" i] :is(c) d { e: f !important }",
                "@page :first{}[a=\"b\" i] :is(c) d{e:f !important}",
            ),
            (".a/* x */.b { c: d/**/e; } /* f */ g{}", ".a/**/.b{c:d/**/e}g{}"),
            ("a { b: \"é", "a{b:\"é"),
            ("/* never closed", ""),
        ] {
            assert_eq!(css(sheet), expected, "{sheet}");
            assert_eq!(css(&css(sheet)), css(sheet), "{sheet}");
        }
    }
}
