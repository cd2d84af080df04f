//! A page as it is built → the page as the browser gets it: one script more, which the page's own content policy lets ask for news.

/// The line that is added to the head, before the page's own scripts, so that it sees the page as it was written.
const SCRIPT: [&str; 2] = ["<script type=\"module\" src=\"/_preview/preview.js\" data-files=\"", "\"></script>"];
/// What begins the policy of a page (`<meta http-equiv="Content-Security-Policy" content="…">`).
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
/// Of two directives of one name the first one counts (CSP 3, 2.2.1).
const ALLOWED: &str = "connect-src 'self'; ";

/// Adds the script to a page, with the fingerprint of the files that the page shows.
pub(super) fn with_script(html: &str, files: &str) -> String {
    let head = html.find("<head").and_then(|at| Some(at + html[at..].find('>')? + 1));
    let (before, after) = html.split_at(head.unwrap_or(0));
    let mut page = String::with_capacity(html.len() + 200);
    page.push_str(before);
    [SCRIPT[0], files, SCRIPT[1]].iter().for_each(|part| page.push_str(part));
    match after.find(POLICY) {
        Some(at) => {
            let (policy, rest) = after.split_at(at + POLICY.len());
            page.push_str(policy);
            // Most themes let a page ask for its own files; a right given twice is a warning of the browser.
            if !rest[..rest.find('"').unwrap_or(rest.len())].contains("connect-src") {
                page.push_str(ALLOWED);
            }
            page.push_str(rest);
        }
        None => page.push_str(after),
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gains_one_line_and_one_right() {
        let page = "<!doctype html>\n<html>\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n</head>";
        let script = SCRIPT.join("0a1b");
        assert_eq!(
            with_script(page, "0a1b"),
            format!(
                "<!doctype html>\n<html>\n<head>{script}\n<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'; default-src 'none'\">\n</head>"
            )
        );
        assert_eq!(with_script("<p>", "0a1b"), format!("{script}<p>"));
        let own = page.replace("default-src 'none'", "default-src 'none'; connect-src 'self'");
        assert_eq!(with_script(&own, "0a1b"), own.replacen("<head>", &format!("<head>{script}"), 1));
    }
}
