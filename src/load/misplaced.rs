//! Files of the content that have no place where they are, or that another has taken → what to do with them. Nothing is left out in silence.

use super::layout::{EditionFiles, FigureFiles, Layout, Path, Translated};
use super::translation;
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::text::{Lang, nearest::nearest, slug::slug};
use std::sync::Arc;

/// A text or a YAML file whose name means nothing there; `expected` are the names that would.
pub(super) fn unexpected(path: &Path, name: &str, expected: &[&str]) -> Finding {
    let near = nearest(name, expected.iter().copied()).filter(|near| *near != name);
    let near =
        near.map(|near| phrase!("vouliez-vous dire « {near} » ? renommez-le", "did you mean `{near}`? rename it"));
    let yml = name.strip_suffix(".yml");
    let near = near.or(yml.map(|stem| phrase!("renommez-le « {stem}.yaml »", "rename it `{stem}.yaml`")));
    without_role(path).maybe_remedy(near).note(phrase!(
        "un fait marquant est content/ÉDITION/CHAPITRE/NN-nom.md ; un brouillon se range dans _drafts",
        "a highlight is content/EDITION/CHAPTER/NN-name.md; a draft belongs in _drafts"
    ))
}

/// A `group.yaml` elsewhere than in a folder of a chapter.
pub(super) fn nested_group(path: &Path) -> Finding {
    without_role(path).remedy(phrase!(
        "une rubrique est un dossier du chapitre, et n’en contient pas d’autre : sortez ce dossier de celui qui l’entoure",
        "a group is a folder of the chapter, and holds no other: take this folder out of the one around it"
    ))
}

fn without_role(path: &Path) -> Finding {
    Finding::new(
        Code::FileUnexpected,
        Place::file(path),
        phrase!("le fichier « {path} » n’a pas de rôle à cet endroit", "the file `{path}` has no role in this place"),
    )
}

/// A file whose place the file `first` has: two spellings of one name, or one text beside itself in a folder.
pub(super) fn twice(path: &Path, first: &Path) -> Finding {
    let name = |path: &str| path.rsplit_once('/').map_or(path, |(_, name)| name).to_owned();
    let is_beside = path.rsplit_once('/').map(|(folder, _)| folder) == first.rsplit_once('/').map(|(folder, _)| folder);
    let (one, other) = if is_beside { (name(path), name(first)) } else { (path.to_string(), first.to_string()) };
    Finding::new(
        Code::FileTwice,
        Place::file(path),
        phrase!(
            "« {one} » et « {other} » tiennent la même place : l’un des deux ne paraîtrait pas",
            "`{one}` and `{other}` have the same place: one of the two would not appear"
        ),
    )
    .remedy(phrase!(
        "gardez l’un des deux ; si chacun a son contenu, réunissez-les ou renommez-en un",
        "keep one of the two; if each has its own content, join them or rename one"
    ))
    .note_at(Place::file(first), phrase!("l’autre fichier", "the other file"))
}

/// The name of an edition that cannot be an address.
pub(super) fn unfit(edition: &str) -> Option<Finding> {
    let better = slug(edition);
    (better != edition).then(|| {
        let folder = format!("content/{edition}");
        Finding::new(
            Code::FileName,
            Place::file(&Arc::from(format!("{folder}/edition.yaml"))),
            phrase!(
                "le nom du dossier « {folder} » ne peut pas être une adresse",
                "the name of the folder `{folder}` cannot be an address"
            ),
        )
        .remedy(phrase!("renommez-le « content/{better} »", "rename it `content/{better}`"))
    })
}

/// Texts and words of figures in a language that the report has not, and texts that only another language has.
pub(super) fn languages(layout: &Layout, languages: &[Lang]) -> Vec<Finding> {
    layout.editions.iter().flat_map(|edition| of_edition(edition, languages)).collect()
}

fn of_edition(edition: &EditionFiles, languages: &[Lang]) -> Vec<Finding> {
    let sheets = edition.chapters.iter().map(|chapter| &chapter.figures).chain([&edition.figures]);
    let sheets = sheets.flat_map(FigureFiles::translations);
    let chapters = edition.chapters.iter().filter_map(|chapter| chapter.chapter.as_ref());
    let articles = edition.articles();
    let texts = articles.iter().copied().chain(chapters).flat_map(Translated::translations);
    let astray = sheets.chain(texts).filter_map(|(lang, path)| astray(path, lang, languages));
    // A chapter without its own text is told as such.
    let alone = articles.iter().filter(|text| text.own().is_none()).flat_map(|text| text.translations());
    let alone = alone.filter(|(lang, _)| languages[1..].contains(lang)).map(|(lang, path)| alone_in(path, lang));
    astray.chain(alone).collect()
}

/// A file named after a language that the report is not translated into.
fn astray(path: &Path, lang: Lang, languages: &[Lang]) -> Option<Finding> {
    if languages[1..].contains(&lang) {
        return None;
    }
    let code = lang.code();
    let (message, remedy) = if languages[0] == lang {
        let own = original(path, lang);
        (
            phrase!(
                "« {code} » est la première langue du rapport : elle ne s’écrit pas dans le nom d’un fichier",
                "`{code}` is the first language of the report: it is not written in the name of a file"
            ),
            phrase!("renommez-le « {own} »", "rename it `{own}`"),
        )
    } else {
        (
            phrase!("ce rapport n’est pas traduit en « {code} »", "this report is not translated into `{code}`"),
            phrase!(
                "ajoutez « {code} » à « langues », après la première, ou retirez ce fichier",
                "add `{code}` to `languages`, after the first one, or remove this file"
            ),
        )
    };
    Some(Finding::new(Code::FileUnexpected, Place::file(path), message).remedy(remedy))
}

/// A text that the report's first language lacks.
fn alone_in(path: &Path, lang: Lang) -> Finding {
    let Phrase { fr, en } = translation::language(lang);
    let own = original(path, lang);
    Finding::new(
        Code::TranslationMissing,
        Place::file(path),
        phrase!(
            "ce texte n’existe qu’en {fr} : il manque dans la première langue du rapport",
            "this text exists in {en} only: it is missing in the report’s first language"
        ),
    )
    .remedy(phrase!(
        "ajoutez « {own} », ou corrigez le nom de ce fichier",
        "add `{own}`, or correct the name of this file"
    ))
}

/// `10-x.en.md` → `10-x.md`.
fn original(path: &str, lang: Lang) -> String {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, "md"));
    let stem = stem.strip_suffix(&format!(".{}", lang.code())).unwrap_or(stem);
    format!("{stem}.{extension}")
}
