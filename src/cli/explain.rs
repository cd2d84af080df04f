//! `explain`: a code at length, or all of them.

use super::Exit;
use super::console::Console;
use crate::finding::{Code, Severity, did_you_mean, phrase};
use crate::text::{Lang, nearest};
use std::fmt::Write;

pub(super) fn run(code: Option<&str>, console: &Console) -> Exit {
    let Some(typed) = code else {
        console.print(&list(console.lang));
        return Exit::Fine;
    };
    // The code is often copied with what surrounds it: error[figure-unknown]
    let slug = typed.rsplit('[').next().unwrap_or(typed).trim_end_matches([']', ':']).to_lowercase();
    if let Some(code) = Code::from_slug(&slug) {
        let severity = code.severity().name(console.lang);
        console.print(&format!("{severity}[{slug}]\n\n{}", code.explanation(console.lang)));
        return Exit::Fine;
    }
    let remedy = match nearest::nearest(&slug, Code::ALL.iter().map(|code| code.slug())) {
        Some(near) => did_you_mean(near),
        None => phrase!("« millesime explain » les liste tous", "`millesime explain` lists them all"),
    };
    console
        .error(&phrase!("« {slug} » n’est pas un code de constat", "`{slug}` is not the code of a finding"), &remedy);
    Exit::Usage
}

/// Every code by severity, the most serious first, with the first sentence of its explanation.
fn list(lang: Lang) -> String {
    let mut out = String::new();
    let width = Code::ALL.iter().map(|code| code.slug().len()).max().unwrap_or_default();
    for severity in Severity::ALL.into_iter().rev() {
        let codes: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.severity() == severity).collect();
        if codes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{}", severity.name(lang));
        for code in codes {
            let _ = writeln!(out, "  {:width$}  {}", code.slug(), code.title(lang));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_code_once() {
        for lang in Lang::ALL {
            let list = list(lang);
            for code in Code::ALL {
                assert_eq!(list.matches(&format!("  {} ", code.slug())).count(), 1, "{}", code.slug());
            }
            assert!(list.starts_with(Severity::Error.name(lang)));
        }
    }
}
