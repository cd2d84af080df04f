//! A title → a new chapter after the others, or a new highlight at the end of a chapter.

use super::Refusal;
use super::layout::{below, chapters, next_number, numbered, pick_edition};
use super::report::quoted;
use crate::finding::Code;
use crate::load;
use crate::output::NewFile;
use crate::source::{File, Sources};
use crate::text::Lang;
use crate::text::placeholder::Placeholder;
use crate::text::slug::slug;
use std::sync::Arc;

/// The files of a chapter, in the named edition or the latest.
///
/// # Errors
/// When there is no such edition, or the title gives no address that is free.
pub fn chapter(sources: &Sources, edition: Option<&str>, title: &str, lang: Lang) -> Result<Vec<NewFile>, Refusal> {
    let edition = pick_edition(sources, edition)?;
    let folder = format!("content/{edition}/");
    let number = next_number(chapters(sources, &edition).iter().map(String::as_str));
    let name = address(title)?;
    let path = format!("{folder}{number:02}-{name}/chapter.md");
    let (title, prompt) = (quoted(title), Placeholder::Text.words(lang));
    let text = match lang {
        Lang::Fr => format!(
            "---\n\
             titre: {title}\n\
             # nom: un nom court pour les menus\n\
             # resume: une ligne pour la couverture\n\
             # chiffres: [identifiants des chiffres à montrer sous le chapô]\n\
             ---\n\
             {prompt} : le chapô, deux ou trois phrases qui ouvrent le chapitre et se lisent seules.\n"
        ),
        Lang::En => format!(
            "---\n\
             title: {title}\n\
             # short: a short name for menus\n\
             # summary: one line for the cover\n\
             # figures: [ids of the figures to show under the lead]\n\
             ---\n\
             {prompt}: the lead, two or three sentences that open the chapter and can be read alone.\n"
        ),
    };
    free(sources, &name, path, text)
}

/// The file of a highlight in a chapter, which is named by its folder or its address.
///
/// # Errors
/// When there is no such edition or chapter, or the title gives no address that is free.
pub fn highlight(
    sources: &Sources,
    edition: Option<&str>,
    chapter: &str,
    title: &str,
    lang: Lang,
) -> Result<Vec<NewFile>, Refusal> {
    let edition = pick_edition(sources, edition)?;
    let known = chapters(sources, &edition);
    let asked = chapter.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = |folder: &&String| *folder == asked || bare(folder) == asked || bare(folder) == slug(asked);
    let Some(folder) = known.iter().find(named) else {
        let known = known.iter().map(|folder| bare(folder).to_owned()).collect();
        return Err(Refusal::UnknownChapter(chapter.to_owned(), known));
    };
    let folder = format!("content/{edition}/{folder}/");
    let names = below(sources, &folder).map(|path| path.split('/').next().unwrap_or(path));
    let name = address(title)?;
    let path = format!("{folder}{:02}-{name}.md", next_number(names));
    let (title, prompt) = (quoted(title), Placeholder::Text.words(lang));
    let text = match lang {
        Lang::Fr => format!(
            "---\n\
             titre: {title}\n\
             # resume: une ligne, visible quand l'article est replié\n\
             # responsable: qui répond de ce texte\n\
             statut: brouillon          # puis relu, puis validé\n\
             ---\n\
             {prompt} : ce qui a changé, pour qui, et le chiffre qui le montre.\n"
        ),
        Lang::En => format!(
            "---\n\
             title: {title}\n\
             # summary: one line, seen while the article is folded\n\
             # owner: who answers for this text\n\
             status: draft              # then review, then approved\n\
             ---\n\
             {prompt}: what changed, for whom, and the figure that shows it.\n"
        ),
    };
    free(sources, &name, path, text)
}

/// The new file, unless what it would be called by is taken: what reads the report says so, for it knows every name.
fn free(sources: &Sources, name: &str, path: String, text: String) -> Result<Vec<NewFile>, Refusal> {
    let bytes = text.into_bytes();
    let mut next = sources.clone();
    let file = File { text: String::from_utf8(bytes.clone()).ok().map(Arc::from), bytes: Arc::from(bytes.as_slice()) };
    next.files.insert(Arc::from(path.as_str()), file);
    let taken = load::load(&next).findings.into_iter().filter(|finding| finding.code == Code::IdDuplicate);
    for finding in taken {
        let first = finding.notes.into_iter().find_map(|note| note.place);
        let places = [finding.place, first];
        if places.iter().flatten().any(|place| *place.file == *path) {
            let other = places.into_iter().flatten().find(|place| *place.file != *path);
            return Err(Refusal::Taken(name.to_owned(), other.map(|place| place.file.to_string())));
        }
    }
    Ok(vec![NewFile { path, bytes }])
}

fn bare(folder: &str) -> &str {
    numbered(folder).map_or(folder, |(_, name)| name)
}

fn address(title: &str) -> Result<String, Refusal> {
    let address = slug(title);
    if address.is_empty() { Err(Refusal::EmptyTitle(title.to_owned())) } else { Ok(address) }
}
