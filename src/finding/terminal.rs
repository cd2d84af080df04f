//! Findings → text for people, in the look that compilers have made familiar:
//!
//! ```text
//! erreur[figure-unknown]: « teleconsultation » n’est pas dans le registre
//!    ┌─ content/2022/10-coordonner/10-telemedecine.md:12:19
//! 12 │ En 2022, :chiffre[teleconsultation] actes ont été facturés.
//!    │                   ^^^^^^^^^^^^^^^^ vouliez-vous dire « teleconsultations » ?
//!    = le chiffre est défini ici : content/2022/10-coordonner/figures.yaml:1:1
//! ```

use super::excerpt::{excerpt, line_column, width};
use super::{Code, Finding, Place, Severity};
use crate::text::Lang;
use anstyle::{AnsiColor, Effects, Style};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Beyond this column a remedy stands on its own line rather than beside the caret.
const PAGE: usize = 120;

/// The text of a file, by its path; `None` for a picture, or a file that is not there.
pub type Texts<'f, 't> = dyn Fn(&str) -> Option<&'t str> + 'f;

/// Prints findings one after the other, a blank line between two, without colours.
pub fn print(findings: &[Finding], texts: &Texts, lang: Lang) -> String {
    all(findings, texts, lang, &Look { columns: PAGE, excerpt: usize::MAX, ..Look::default() })
}

/// The same with ANSI escapes, for a terminal of so many `columns` where there is one: a line longer than that would be broken, and its
/// carets point at nothing.
pub fn show(findings: &[Finding], texts: &Texts, lang: Lang, columns: Option<usize>) -> String {
    let excerpt = columns.unwrap_or(usize::MAX);
    all(findings, texts, lang, &Look { columns: excerpt.min(PAGE), excerpt, ..Look::coloured() })
}

fn all(findings: &[Finding], texts: &Texts, lang: Lang, look: &Look) -> String {
    findings.iter().map(|finding| one(finding, texts, lang, look)).collect::<Vec<_>>().join("\n")
}

/// How many advices of one kind are shown at a time to someone who did not ask for all.
const FIRST: usize = 3;

/// The findings that a build shows: every error and warning, the first [`FIRST`] advices of each code; and a line for each code of
/// which more were found, to be printed after them.
pub fn first(findings: &[Finding], lang: Lang) -> (Vec<Finding>, Vec<String>) {
    let mut advices: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for finding in findings {
        if finding.severity == Severity::Advice {
            let count = advices.entry(finding.code).or_default();
            *count += 1;
            if *count > FIRST {
                continue;
            }
        }
        shown.push(finding.clone());
    }
    let more = advices.into_iter().filter_map(|(code, count)| {
        let rest = count.checked_sub(FIRST).filter(|rest| *rest > 0)?;
        let slug = code.slug();
        Some(match (lang, rest) {
            (Lang::Fr, 1) => format!("… et 1 autre conseil {slug} : « millesime check » les montre tous"),
            (Lang::Fr, _) => format!("… et {rest} autres conseils {slug} : « millesime check » les montre tous"),
            (Lang::En, _) => format!("… and {rest} more advice {slug}: `millesime check` shows them all"),
        })
    });
    (shown, more.collect())
}

/// Colours, and how long a line may be.
#[derive(Default)]
struct Look {
    severity: [Style; 3],
    message: Style,
    frame: Style,
    /// With a remedy beside its carets.
    columns: usize,
    /// With an excerpt.
    excerpt: usize,
}

impl Look {
    fn coloured() -> Self {
        let bold = |colour: AnsiColor| colour.on_default().effects(Effects::BOLD);
        Self {
            severity: [bold(AnsiColor::Cyan), bold(AnsiColor::Yellow), bold(AnsiColor::Red)],
            message: Style::new().bold(),
            frame: AnsiColor::Blue.on_default(),
            ..Self::default()
        }
    }
}

fn one(finding: &Finding, texts: &Texts, lang: Lang, look: &Look) -> String {
    let loud = look.severity[finding.severity as usize];
    let (bold, frame) = (look.message, look.frame);
    let mut out = format!(
        "{loud}{}[{}]{loud:#}{bold}: {}{bold:#}\n",
        finding.severity.name(lang),
        finding.code.slug(),
        finding.message.get(lang)
    );
    let remedy = finding.remedy.as_ref().map(|phrase| phrase.get(lang));
    let shown = finding.place.as_ref().filter(|place| !place.is_file()).and_then(|place| {
        let text = texts(&place.file)?;
        let shown = excerpt(text, &place.span);
        let gutter = shown.line.to_string().len() + " │ ".chars().count();
        Some(shown.within(look.excerpt.saturating_sub(gutter)))
    });
    let gutter = shown.as_ref().map_or(1, |shown| shown.line.to_string().len());
    let mut told = false;
    if let Some(place) = &finding.place {
        let _ = writeln!(out, "{:gutter$} {frame}┌─{frame:#} {}", "", location(place, texts));
    }
    if let Some(shown) = &shown {
        let _ = writeln!(out, "{frame}{:gutter$} │{frame:#} {}", shown.line, shown.text());
        // A page has its gutter beside it, a terminal has not.
        let room = if look.columns < PAGE { look.columns.saturating_sub(gutter + 4) } else { PAGE };
        let beside = remedy.filter(|remedy| shown.indent() + shown.width() + width(remedy) < room);
        told = beside.is_some();
        let label = beside.map(|remedy| format!(" {remedy}")).unwrap_or_default();
        let (space, carets) = (" ".repeat(shown.indent()), "^".repeat(shown.width()));
        let _ = writeln!(out, "{:gutter$} {frame}│{frame:#} {space}{loud}{carets}{label}{loud:#}", "");
    }
    if let Some(remedy) = remedy.filter(|_| !told) {
        let _ = writeln!(out, "{:gutter$} {frame}={frame:#} {loud}{remedy}{loud:#}", "");
    }
    for note in &finding.notes {
        // The lines of an account stand under its first one.
        let text = note.text.get(lang).replace('\n', &format!("\n{:gutter$}   ", ""));
        let colon = if lang == Lang::Fr { "\u{a0}:" } else { ":" };
        let at = note.place.as_ref().map(|place| format!("{colon} {}", location(place, texts))).unwrap_or_default();
        let _ = writeln!(out, "{:gutter$} {frame}={frame:#} {text}{at}", "");
    }
    out
}

/// `file:line:column`, or the file alone when it is meant as a whole or has no text.
fn location(place: &Place, texts: &Texts) -> String {
    match texts(&place.file).filter(|_| !place.is_file()) {
        Some(text) => {
            let (line, column) = line_column(text, place.span.start);
            format!("{}:{line}:{column}", place.file)
        }
        None => place.file.to_string(),
    }
}

/// « 2 erreurs, 1 avertissement »; `None` when there is nothing to count.
pub fn counts(findings: &[Finding], lang: Lang) -> Option<String> {
    let counted: Vec<String> = [Severity::Error, Severity::Warning, Severity::Advice]
        .into_iter()
        .filter_map(|severity| {
            let n = findings.iter().filter(|finding| finding.severity == severity).count();
            let plural = if n > 1 && !(lang == Lang::En && severity == Severity::Advice) { "s" } else { "" };
            (n > 0).then(|| format!("{n} {}{plural}", severity.name(lang)))
        })
        .collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::phrase;
    use insta::assert_snapshot;
    use std::sync::Arc;

    const PAGE_TEXT: &str =
        "---\ntitre: Télémédecine\n---\n\nEn 2022, :chiffre[teleconsultation] actes ont été facturés.\n";

    fn texts(path: &str) -> Option<&'static str> {
        match path {
            "content/2022/10-coordonner/10-telemedecine.md" => Some(PAGE_TEXT),
            "content/2022/10-coordonner/figures.yaml" => Some("teleconsultations:\n  valeur: 67 915\n"),
            _ => None,
        }
    }

    fn unknown() -> Finding {
        let file = Arc::from("content/2022/10-coordonner/10-telemedecine.md");
        let figures = Arc::from("content/2022/10-coordonner/figures.yaml");
        let at = PAGE_TEXT.find("teleconsultation").unwrap();
        let (word, near) = ("teleconsultation", "teleconsultations");
        Finding::new(
            Code::FigureUnknown,
            Place::new(&file, at..at + word.len()),
            phrase!("« {word} » n’est pas dans le registre", "`{word}` is not in the ledger"),
        )
        .remedy(phrase!("vouliez-vous dire « {near} » ?", "did you mean `{near}`?"))
        .note_at(Place::new(&figures, 0..17), phrase!("le chiffre est défini ici", "the figure is defined here"))
    }

    #[test]
    fn reads_like_the_manual() {
        assert_snapshot!(print(&[unknown()], &texts, Lang::Fr), @r"
        erreur[figure-unknown]: « teleconsultation » n’est pas dans le registre
          ┌─ content/2022/10-coordonner/10-telemedecine.md:5:19
        5 │ En 2022, :chiffre[teleconsultation] actes ont été facturés.
          │                   ^^^^^^^^^^^^^^^^ vouliez-vous dire « teleconsultations » ?
          = le chiffre est défini ici : content/2022/10-coordonner/figures.yaml:1:1
        ");
        assert_snapshot!(print(&[unknown()], &texts, Lang::En), @r"
        error[figure-unknown]: `teleconsultation` is not in the ledger
          ┌─ content/2022/10-coordonner/10-telemedecine.md:5:19
        5 │ En 2022, :chiffre[teleconsultation] actes ont été facturés.
          │                   ^^^^^^^^^^^^^^^^ did you mean `teleconsultations`?
          = the figure is defined here: content/2022/10-coordonner/figures.yaml:1:1
        ");
    }

    #[test]
    fn files_without_text_and_places_without_file() {
        let picture = Place::new(&Arc::from("content/2022/photo.jpg"), 4..9);
        let mut large = Finding::new(Code::FileTooLarge, picture, phrase!("trop grande", "too large"));
        large.remedy = Some(phrase!("réduisez-la", "make it smaller"));
        let nowhere = Finding::nowhere(Code::WorkspaceMissing, phrase!("pas de report.yaml", "no report.yaml"));
        let whole = Place::file(&Arc::from("content/2022/10-coordonner/figures.yaml"));
        let whole = Finding::new(Code::FileUnexpected, whole, phrase!("inattendu", "unexpected"));
        assert_snapshot!(print(&[large, nowhere, whole], &texts, Lang::Fr), @r"
        erreur[file-too-large]: trop grande
          ┌─ content/2022/photo.jpg
          = réduisez-la

        erreur[workspace-missing]: pas de report.yaml

        erreur[file-unexpected]: inattendu
          ┌─ content/2022/10-coordonner/figures.yaml
        ");
    }

    #[test]
    fn a_long_remedy_has_its_own_line() {
        let mut finding = unknown();
        let long = "écrire ".repeat(15);
        finding.remedy = Some(phrase!("{long}", "{long}"));
        let printed = print(&[finding], &texts, Lang::Fr);
        assert!(printed.contains("^^\n  = écrire"), "{printed}");
    }

    #[test]
    fn no_line_of_an_excerpt_is_longer_than_the_terminal() {
        let shown = show(&[unknown()], &texts, Lang::Fr, Some(40));
        let shown = anstream::adapter::strip_str(&shown).to_string();
        assert_snapshot!(shown, @r"
        erreur[figure-unknown]: « teleconsultation » n’est pas dans le registre
          ┌─ content/2022/10-coordonner/10-telemedecine.md:5:19
        5 │ …:chiffre[teleconsultation] actes o…
          │           ^^^^^^^^^^^^^^^^
          = vouliez-vous dire « teleconsultations » ?
          = le chiffre est défini ici : content/2022/10-coordonner/figures.yaml:1:1
        ");
    }

    #[test]
    fn colour_changes_no_word() {
        let coloured = show(&[unknown()], &texts, Lang::Fr, None);
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        assert_ne!(coloured, stripped);
        assert_eq!(stripped, print(&[unknown()], &texts, Lang::Fr));
    }

    #[test]
    fn a_build_shows_the_first_advices_of_a_kind_and_every_warning() {
        let advice = || Finding { severity: Severity::Advice, ..unknown() };
        let warning = Finding { severity: Severity::Warning, ..unknown() };
        let mut findings: Vec<Finding> = (0..5).map(|_| advice()).collect();
        findings.push(warning);
        let (shown, more) = first(&findings, Lang::Fr);
        assert_eq!(shown.len(), 4);
        assert_eq!(more, ["… et 2 autres conseils figure-unknown : « millesime check » les montre tous"]);
        assert_eq!(first(&findings[..3], Lang::En).1, Vec::<String>::new());
    }

    #[test]
    fn counts_by_severity() {
        let mut warning = unknown();
        warning.severity = Severity::Warning;
        let findings = [unknown(), warning, unknown()];
        assert_eq!(counts(&findings, Lang::Fr).unwrap(), "2 erreurs, 1 avertissement");
        assert_eq!(counts(&findings, Lang::En).unwrap(), "2 errors, 1 warning");
        assert_eq!(counts(&[], Lang::Fr), None);
    }
}
