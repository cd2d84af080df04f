//! Last year's edition → the next one on the same plan: chapters, groups and articles keep their places and ids, their texts become
//! prompts, and each figure waits, commented out, with the value that will be its history.

use super::Refusal;
use super::layout::{below, editions};
use crate::output::NewFile;
use crate::source::Sources;
use crate::text::Lang;
use crate::text::fold::fold;
use crate::text::placeholder::Placeholder;
use crate::text::slug::slug;

/// What becomes of a key of last year's file, and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    /// Stays as a comment, to be seen and written anew.
    Comment,
    Drop,
}

/// The files of the edition `name`, after the latest one; prompts are in `lang`.
///
/// # Errors
/// When it is already there, there is none to follow, or the name cannot be an address.
pub fn edition(sources: &Sources, name: &str, lang: Lang) -> Result<Vec<NewFile>, Refusal> {
    if slug(name) != name || !name.split('-').any(is_year) {
        return Err(Refusal::EditionName(name.to_owned()));
    }
    let known = editions(sources);
    if known.iter().any(|edition| edition == name) {
        return Err(Refusal::EditionExists(name.to_owned()));
    }
    let last = known.last().ok_or(Refusal::NoEdition)?;
    let folder = format!("content/{last}/");
    let rolled = below(sources, &folder).filter_map(|path| {
        let file = sources.files.get(format!("{folder}{path}").as_str())?;
        let bytes = match file.text.as_deref() {
            Some(text) => {
                roll(path, text, Years { last, next: name, lang: language(path).unwrap_or(lang) })?.into_bytes()
            }
            None if path.starts_with("pages/") => file.bytes.to_vec(),
            None => return None,
        };
        Some(NewFile { path: format!("content/{name}/{path}"), bytes })
    });
    Ok(rolled.collect())
}

/// `2025`; not `1`, which is a slip.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[derive(Clone, Copy)]
struct Years<'a> {
    last: &'a str,
    next: &'a str,
    lang: Lang,
}

/// `chapter.en.md` is English; a file without such a suffix is in the report's own language.
fn language(path: &str) -> Option<Lang> {
    let (stem, _) = path.rsplit_once('.')?;
    Lang::from_code(stem.rsplit('/').next()?.rsplit_once('.')?.1)
}

/// The file as it begins the new edition; `None` when it stays behind (pictures, data of last year).
fn roll(path: &str, text: &str, years: Years) -> Option<String> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.split('.').next().unwrap_or(file);
    match (stem, file.rsplit('.').next().unwrap_or_default()) {
        _ if path.starts_with("pages/") && !cites_figures(text) => Some(text.to_owned()),
        ("figures" | "chiffres", "yaml") if language(path).is_some() => Some(words(text, years)),
        ("figures" | "chiffres", "yaml") => Some(figures(text, years)),
        ("edition" | "millesime", "yaml") => Some(cover(text, years)),
        ("group" | "rubrique", "yaml") => Some(text.to_owned()),
        ("chapter" | "chapitre", "md") => Some(article(text, years, None)),
        ("editorial" | "foreword", "md") => {
            let prompt = Placeholder::Text.words(years.lang);
            Some(article(text, years, Some((&format!("extrait: {prompt}"), &format!("excerpt: {prompt}")))))
        }
        (_, "md") if path.starts_with("pages/") => Some(article(text, years, None)),
        (_, "md") => Some(article(text, years, Some(("statut: brouillon", "status: draft")))),
        _ => None,
    }
}

fn cites_figures(text: &str) -> bool {
    [":chiffre", ":figure", ":graphique", ":chart", ":tableau", ":table"].iter().any(|name| text.contains(name))
}

/// Every figure of last year as a comment.
fn figures(text: &str, Years { last, next, lang }: Years) -> String {
    let mut out = match lang {
        Lang::Fr => format!(
            "# Chiffres de {next}, à reprendre un par un : retirez les « # » d'un chiffre et écrivez sa valeur de {next} à la place de\n\
             # celle de {last}, qui reste affichée comme son historique tant que l'identifiant ne change pas.\n\n"
        ),
        Lang::En => format!(
            "# Figures of {next}, to take up one by one: remove the \"#\" of a figure and write its value of {next} instead of that\n\
             # of {last}, which is still shown as its history as long as the id does not change.\n\n"
        ),
    };
    out += &commented(text);
    out
}

/// The words of last year's figures in another language, as comments too: a figure that is not taken up has none.
fn words(text: &str, Years { next, lang, .. }: Years) -> String {
    let head = match lang {
        Lang::Fr => format!("# Mots des chiffres de {next} : retirez les « # » de ceux que figures.yaml reprend.\n\n"),
        Lang::En => {
            format!("# Words of the figures of {next}: remove the \"#\" of those that figures.yaml takes up.\n\n")
        }
    };
    head + &commented(text)
}

fn commented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("# {line}\n") }).collect()
}

/// `edition.yaml`, whose title is of its year.
fn cover(text: &str, Years { next, lang, .. }: Years) -> String {
    let prompt = Placeholder::Text.words(lang);
    let title = match lang {
        Lang::Fr => format!("titre: \"{prompt} : le titre de {next}\"\n"),
        Lang::En => format!("title: \"{prompt}: the title of {next}\"\n"),
    };
    let is_title = |line: &str| key(line).is_some_and(|key| key == "titre" || key == "title");
    let kept: Vec<String> =
        text.lines().map(|line| if is_title(line) { format!("# {line}") } else { line.to_owned() }).collect();
    title + &front(&kept.join("\n"))
}

/// An article: its front matter with a `line` more, French or English, and a prompt for its text.
fn article(text: &str, years: Years, line: Option<(&str, &str)>) -> String {
    let matter = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    let mut keys = matter.map_or_else(String::new, |(matter, _)| front(matter));
    if let Some((fr, en)) = line {
        keys += &format!("{}\n", if years.lang == Lang::Fr { fr } else { en });
    }
    let Years { next, .. } = years;
    let prompt = Placeholder::Text.words(years.lang);
    let year = if years.lang == Lang::Fr { "pour" } else { "for" };
    format!("---\n{keys}---\n{prompt} {year} {next}.\n")
}

/// YAML keys at the margin, each with the lines that belong to it, kept, commented or dropped. Comments stay.
fn front(text: &str) -> String {
    let mut out = String::new();
    let mut fate = Fate::Keep;
    for line in text.lines() {
        if let Some(key) = key(line) {
            fate = fate_of(&key);
        }
        match fate {
            _ if line.starts_with('#') => out += &format!("{line}\n"),
            Fate::Keep => out += &format!("{line}\n"),
            Fate::Comment => out += &format!("# {line}\n"),
            Fate::Drop => {}
        }
    }
    out
}

/// The key a line begins, when it begins one at the margin.
fn key(line: &str) -> Option<String> {
    let (key, _) = line.split_once(':')?;
    let plain = !key.is_empty() && !key.starts_with([' ', '#', '-', '"', '\'', '}', ']']);
    plain.then(|| fold(key.trim()).replace('-', "_"))
}

fn fate_of(key: &str) -> Fate {
    match key {
        "resume" | "summary" | "accroche" | "pitch" | "extrait" | "excerpt" | "chiffres" | "figures" => Fate::Comment,
        "image" | "portrait" | "statut" | "status" | "valide_par" | "approved_by" | "publication" | "published"
        | "embargo" | "corrections" | "documents" | "downloads" => Fate::Drop,
        _ => Fate::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::scaffold::{chapter, highlight, report};
    use std::path::Path;
    use std::sync::Arc;

    /// The sources of a new report, without a disk.
    fn sources(lang: Lang) -> Sources {
        let mut sources = Sources::default();
        for file in report(None, 2022, lang) {
            let text = Path::new(&file.path).extension().is_none_or(|extension| extension != "svg");
            let text = text.then(|| Arc::from(String::from_utf8(file.bytes.clone()).unwrap()));
            sources.files.insert(file.path.into(), crate::source::File { bytes: file.bytes.into(), text });
        }
        sources
    }

    fn text<'a>(files: &'a [NewFile], path: &str) -> &'a str {
        let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"));
        std::str::from_utf8(&file.bytes).unwrap()
    }

    #[test]
    fn an_edition_keeps_the_plan_and_empties_the_texts() {
        let files = edition(&sources(Lang::Fr), "2023", Lang::Fr).unwrap();
        assert_eq!(
            text(&files, "content/2023/10-accueillir/20-lieux/index.md"),
            "---\ntitre: Deux lieux rénovés\n\
             id: lieux                          # permanent : l'adresse survit à un nouveau titre\n\
             # resume: Un dossier réunit l'article et ses images.\nstatut: brouillon\n---\nÀ écrire pour 2023.\n"
        );
        let figures = text(&files, "content/2023/figures.yaml");
        assert!(figures.contains("\n#   valeurs: {2021: 41 300, 2022: 43 860}"), "{figures}");
        assert!(figures.lines().all(|line| line.is_empty() || line.starts_with('#')), "{figures}");
        let cover = text(&files, "content/2023/edition.yaml");
        assert!(cover.starts_with("titre: \"À écrire : le titre de 2023\"\n# titre: "), "{cover}");
        assert!(!cover.contains("2023-06-15") && !cover.contains("plan-d-action"), "{cover}");
        assert!(text(&files, "content/2023/20-agir/20-prevention/group.yaml").contains("titre: Prévention"));
        assert!(!text(&files, "content/2023/20-agir/chapter.md").contains(":::"));
        assert!(!files.iter().any(|file| file.path.ends_with(".svg") || file.path.ends_with(".csv")));
    }

    #[test]
    fn figures_and_their_words_are_taken_up_under_either_name() {
        let years = Years { last: "2022", next: "2023", lang: Lang::En };
        for file in ["figures.yaml", "10-soigner/chiffres.yaml", "10-soigner/chiffres.en.yaml"] {
            let rolled = roll(file, "visites:\n  label: Visits\n", years).unwrap();
            assert!(rolled.contains("\n# visites:\n#   label: Visits\n"), "{file}: {rolled}");
        }
        let words = roll("figures.en.yaml", "", years).unwrap();
        assert!(words.starts_with("# Words of the figures of 2023"), "{words}");
    }

    #[test]
    fn an_edition_follows_an_edition() {
        let sources = sources(Lang::En);
        assert_eq!(edition(&sources, "2022", Lang::En), Err(Refusal::EditionExists("2022".to_owned())));
        for name in ["", "../x", "abc", "1", "20255", "2025 !"] {
            assert_eq!(edition(&sources, name, Lang::En), Err(Refusal::EditionName(name.to_owned())));
        }
        assert!(edition(&sources, "2023-2024", Lang::En).is_ok());
        assert_eq!(edition(&Sources::default(), "2023", Lang::En), Err(Refusal::NoEdition));
    }

    #[test]
    fn chapters_and_highlights_come_after_the_last() {
        let sources = sources(Lang::Fr);
        let new = chapter(&sources, None, "Garantir \"l'accès\" : suite", Lang::Fr).unwrap();
        assert_eq!(new[0].path, "content/2022/30-garantir-acces-suite/chapter.md");
        assert!(text(&new, &new[0].path).contains(r#"titre: "Garantir \"l'accès\" : suite""#));
        for name in ["agir", "20-agir", "content/2022/20-agir/", "Agir"] {
            let new = highlight(&sources, None, name, "Un fait", Lang::Fr).unwrap();
            assert_eq!(new[0].path, "content/2022/20-agir/30-un-fait.md");
        }
        assert!(matches!(highlight(&sources, None, "agri", "Un fait", Lang::Fr), Err(Refusal::UnknownChapter(..))));
        assert!(matches!(chapter(&sources, Some("2020"), "Un", Lang::Fr), Err(Refusal::UnknownEdition(..))));
        assert!(matches!(chapter(&sources, None, "!!", Lang::Fr), Err(Refusal::EmptyTitle(..))));
    }
}
