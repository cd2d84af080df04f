//! The name of a body → a whole report that builds at once and shows every block.

use crate::output::NewFile;
use crate::text::Lang;
use crate::text::placeholder::Placeholder;
use include_dir::{Dir, include_dir};

static FRENCH: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/project/scaffold/report/fr");
static ENGLISH: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/project/scaffold/report/en");

/// The files of a new report about `year`; without a name, one that asks to be replaced.
pub fn report(name: Option<&str>, year: i16, lang: Lang) -> Vec<NewFile> {
    let name = name.unwrap_or(Placeholder::Name.words(lang));
    let words = [
        ("@NAME@", quoted(name)),
        ("@OF_NAME@", quoted(&of(name, lang))),
        ("@YEAR@", year.to_string()),
        ("@LAST@", (year - 1).to_string()),
        ("@NEXT@", (year + 1).to_string()),
        ("@DETAIL@", Placeholder::Detail.words(lang).to_owned()),
        ("@SOURCE@", Placeholder::Source.words(lang).to_owned()),
    ];
    let fill = |text: &str| words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value));
    let mut files = vec![NewFile { path: ".gitignore".to_owned(), bytes: b"dist/\n".to_vec() }];
    let template = if lang == Lang::Fr { &FRENCH } else { &ENGLISH };
    collect(template, &fill, &mut files);
    files
}

pub(super) fn collect(folder: &Dir, fill: &impl Fn(&str) -> String, files: &mut Vec<NewFile>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let bytes = file.contents_utf8().map_or_else(|| file.contents().to_vec(), |text| fill(text).into_bytes());
        files.push(NewFile { path: fill(&path), bytes });
    }
    folder.dirs().for_each(|dir| collect(dir, fill, files));
}

/// A YAML scalar in double quotes, whose escapes are those of JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The name with its preposition: « de la Caisse », « d’Amiens »; the author corrects what grammar alone cannot know.
fn of(name: &str, lang: Lang) -> String {
    let first = name.chars().next().unwrap_or(' ').to_lowercase().next().unwrap_or(' ');
    match (lang, name.split(' ').next().unwrap_or_default()) {
        (Lang::En, _) => format!("of {name}"),
        (_, "Caisse" | "Direction" | "Mairie" | "Ville" | "Région" | "Mutualité" | "CPAM" | "DRSM" | "MSA" | "CAF") =>
        {
            format!("de la {name}")
        }
        (_, "Centre" | "Département" | "Conseil" | "Service" | "CHU") => format!("du {name}"),
        (_, "Agence" | "Assurance" | "Office" | "Établissement" | "ARS" | "Union") => format!("de l’{name}"),
        _ if "aàâeéèêiîoôuh".contains(first) => format!("d’{name}"),
        _ => format!("de {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_template_is_left() {
        for lang in Lang::ALL {
            let files = report(Some("Agence \"A\" : essai"), 2024, lang);
            assert!(files.iter().any(|file| file.path == "content/2024/edition.yaml"));
            for file in &files {
                let text = String::from_utf8_lossy(&file.bytes);
                for word in ["@YEAR@", "@NAME@", "@OF_NAME@", "@LAST@", "@NEXT@", "@DETAIL@", "@SOURCE@"] {
                    assert!(!file.path.contains(word) && !text.contains(word), "{}: {word}", file.path);
                }
            }
        }
    }

    #[test]
    fn names_take_their_preposition() {
        for (name, expected) in [
            ("Caisse d’essai", "de la Caisse d’essai"),
            ("Agence de l’eau", "de l’Agence de l’eau"),
            ("Amiens Métropole", "d’Amiens Métropole"),
            ("Tours", "de Tours"),
            ("", "de "),
        ] {
            assert_eq!(of(name, Lang::Fr), expected);
        }
    }
}
