//! A page as templates and drawings write it → the same page without indentation and empty lines.
//!
//! One line break stays where there were several and spaces around them: readers and browsers see one space in both, and the lines of a
//! page can still be compared. Breaks between two blocks are left too; they are a hundredth of a page, and half of that once compressed.

use memchr::{memchr_iter, memmem};

/// Elements whose white space readers see.
const KEPT: [(&str, &str); 2] = [("<pre", "</pre"), ("<textarea", "</textarea")];

/// Removes from a page the white space that no reader sees.
pub(super) fn html(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut written = 0;
    for (start, close) in kept(page) {
        // Inside another one this is text.
        if start < written {
            continue;
        }
        lines(&page[written..start], &mut out);
        let length = memmem::find(&page.as_bytes()[start..], close.as_bytes());
        written = length.map_or(page.len(), |length| start + length);
        out.push_str(&page[start..written]);
    }
    lines(&page[written..], &mut out);
    out
}

/// Where the elements start whose white space is seen, in order, and what ends each. Most pages have none.
fn kept(page: &str) -> Vec<(usize, &'static str)> {
    let starts =
        KEPT.iter().flat_map(|(open, close)| memmem::find_iter(page.as_bytes(), open).map(move |at| (at, *close)));
    let mut starts: Vec<_> = starts.collect();
    starts.sort_unstable();
    starts
}

/// Writes each run of white space that holds a line break as one line break.
fn lines(html: &str, out: &mut String) {
    let mut written = 0;
    for at in memchr_iter(b'\n', html.as_bytes()) {
        // An empty line goes with the run that was met first.
        if at < written {
            continue;
        }
        out.push_str(html[written..at].trim_ascii_end());
        out.push('\n');
        written = html.len() - html[at..].trim_ascii_start().len();
    }
    out.push_str(&html[written..]);
}

#[cfg(test)]
mod tests {
    use super::html;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    /// The words of a page as a parser gives them: each run of white space one space, but for what stands in `pre` and `textarea`.
    fn seen(page: &str) -> String {
        let mut reader = Reader::from_str(page);
        let (mut text, mut is_kept) = (String::new(), false);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(tag) => is_kept |= ["pre", "textarea"].contains(&tag.name().as_ref()),
                Event::End(tag) => is_kept &= !["pre", "textarea"].contains(&tag.name().as_ref()),
                Event::Text(words) if is_kept => text.push_str(&words),
                Event::Text(words) => {
                    for c in words.chars() {
                        let is_space = c.is_ascii_whitespace();
                        if !is_space || !text.ends_with(' ') {
                            text.push(if is_space { ' ' } else { c });
                        }
                    }
                }
                Event::Eof => return text,
                _ => {}
            }
        }
    }

    /// Pieces of a page: words with all kinds of white space, and elements of them.
    fn pages() -> impl Strategy<Value = String> {
        let words = prop_oneof!["[ \\n\\t]{0,4}", "[ \\na\u{a0}é]{0,8}"].boxed();
        words.prop_recursive(4, 40, 5, |inside| {
            let tags = prop::sample::select(vec!["p", "b", "li", "svg", "pre", "textarea", "div"]);
            let element = (tags, prop::collection::vec(inside.clone(), 0..4)).prop_map(|(tag, inside)| {
                let inside = inside.concat();
                // What `textarea` and `pre` hold is text.
                let inside =
                    if tag == "pre" || tag == "textarea" { inside.replace(['<', '>', '/'], "") } else { inside };
                format!("<{tag} class=\"x\">{inside}</{tag}>")
            });
            prop_oneof![element, prop::collection::vec(inside, 0..4).prop_map(|all| all.concat())]
        })
    }

    proptest! {
        #[test]
        fn no_word_is_joined_parted_or_lost(page in pages()) {
            let page = format!("<main>{page}</main>");
            let compact = html(&page);
            prop_assert_eq!(seen(&compact), seen(&page));
            prop_assert_eq!(html(&compact), compact.clone());
            prop_assert!(compact.len() <= page.len());
        }
    }

    #[test]
    fn indentation_and_empty_lines_go() {
        for (page, expected) in [
            ("<ul>\n  <li>un</li>\n\n\t<li>deux</li>  \r\n</ul>\n", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
            ("<b>un</b>\n    <i>deux</i> <u>trois</u>", "<b>un</b>\n<i>deux</i> <u>trois</u>"),
            ("<p>a</p>\n <pre>\n  a\n\n b</pre>\n <p>", "<p>a</p>\n<pre>\n  a\n\n b</pre>\n<p>"),
            ("<textarea>\n a\n</textarea>\n <pre> b\n\n", "<textarea>\n a\n</textarea>\n<pre> b\n\n"),
            ("a\u{a0}\n\u{a0}b", "a\u{a0}\n\u{a0}b"),
        ] {
            assert_eq!(html(page), expected);
        }
    }
}
