//! A seed → the same reports written twice: as a Millésime workspace and as a Hugo site.
//!
//! One report has six to eight chapters of eight to ten highlights; one highlight in two shows a chart with its table, every one cites a figure.
//! Both sites do the same work: each highlight on its page and in its chapter, each chart drawn from its figure, a home page.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// First year of a corpus; each report is one year.
pub(crate) const FIRST_YEAR: usize = 1901;

/// Words of the sentences: none says anything.
const WORDS: [&str; 40] = [
    "accompagnement",
    "dossier",
    "territoire",
    "équipe",
    "médecin",
    "assuré",
    "parcours",
    "soin",
    "prévention",
    "entreprise",
    "service",
    "numérique",
    "réponse",
    "délai",
    "campagne",
    "maison",
    "coopération",
    "patient",
    "dépistage",
    "partenaire",
    "contrat",
    "qualité",
    "accès",
    "droit",
    "situation",
    "action",
    "rencontre",
    "étude",
    "outil",
    "mission",
    "année",
    "projet",
    "contrôle",
    "bilan",
    "population",
    "commune",
    "réseau",
    "enquête",
    "formation",
    "espace",
];

/// What links words in a sentence.
const LINKS: [&str; 12] = [
    "de l’",
    "pour le ",
    "avec la ",
    "dans un ",
    "et l'",
    "ou bien le ",
    "d'une ",
    "par ce ",
    "selon chaque ",
    "vers la ",
    "sans le ",
    "afin d'un ",
];

/// A generator of numbers that depends on its seed only (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn sentence(&mut self) -> String {
        let mut text = String::new();
        for index in 0..self.below(10) + 8 {
            if index > 0 {
                text.push(' ');
                if self.below(3) == 0 {
                    text.push_str(LINKS[self.below(LINKS.len())]);
                }
            }
            text.push_str(WORDS[self.below(WORDS.len())]);
        }
        match self.below(6) {
            0 => text.push_str(" : un essai"),
            1 => text.push_str(" (« à suivre »)"),
            2 => write!(text, ", soit {} %", self.below(99) + 1).expect("a string"),
            _ => {}
        }
        let mut letters = text.chars();
        let first = letters.next().expect("a word");
        format!("{}{}.", first.to_uppercase(), letters.as_str())
    }

    fn paragraph(&mut self) -> String {
        (0..self.below(4) + 3).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

/// Writes `reports` reports below `folder`: `folder/millesime` and `folder/hugo`.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn write(folder: &Path, reports: usize) -> io::Result<()> {
    let (ours, hugo) = (folder.join("millesime"), folder.join("hugo"));
    put(
        &ours.join("report.yaml"),
        "organisation: {nom: Organisme de mesure, de: de l’Organisme de mesure}\nlangues: [fr]\n",
    )?;
    put(
        &hugo.join("hugo.toml"),
        "baseURL = 'https://example.org/'\nlanguageCode = 'fr'\ntitle = 'Organisme de mesure'\ndisableKinds = ['RSS', 'taxonomy', 'term']\n",
    )?;
    let layouts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/hugo/layouts");
    for path in [
        "_default/baseof.html",
        "_default/home.html",
        "_default/section.html",
        "_default/single.html",
        "shortcodes/chart.html",
        "shortcodes/figure.html",
    ] {
        put(&hugo.join("layouts").join(path), &fs::read_to_string(layouts.join(path))?)?;
    }
    for report in 0..reports {
        one(&ours, &hugo, report)?;
    }
    Ok(())
}

fn one(ours: &Path, hugo: &Path, report: usize) -> io::Result<()> {
    let year = FIRST_YEAR + report;
    let mut dice = Dice(u64::try_from(year).expect("a year"));
    let title = dice.sentence();
    put(
        &ours.join(format!("content/{year}/edition.yaml")),
        &format!("titre: \"{title}\"\naccroche: \"{}\"\n", dice.sentence()),
    )?;
    put(&hugo.join(format!("content/{year}/_index.md")), &format!("---\ntitle: \"{title}\"\n---\n"))?;
    let mut data = String::new();
    for chapter in 0..6 + report % 3 {
        let (title, lead) = (dice.sentence(), dice.paragraph());
        let place = ours.join(format!("content/{year}/{chapter}0-chapitre-{chapter}"));
        put(&place.join("chapter.md"), &format!("---\ntitre: \"{title}\"\nnom: Chapitre {chapter}\n---\n\n{lead}\n"))?;
        let section = hugo.join(format!("content/{year}/chapitre-{chapter}"));
        put(&section.join("_index.md"), &format!("---\ntitle: \"{title}\"\n---\n\n{lead}\n"))?;
        // A figure lives five years: long enough for histories, as in a report that changes.
        let id = |highlight: usize| format!("c{chapter}-h{highlight}-g{}", report / 5);
        let mut figures = String::new();
        for highlight in 0..8 + chapter % 3 {
            let id = id(highlight);
            let label = dice.sentence();
            let label = label.trim_end_matches('.').replace(':', "–");
            let value = dice.below(90_000) + 1_000;
            write!(figures, "{id}:\n  libelle: \"{label}\"\n  valeur: {value}\n  unite: dossiers\n  source: \"Organisme de mesure\"\n").expect("a string");
            write!(data, "{id}:\n  label: \"{label}\"\n  value: {value}\n").expect("a string");
            if highlight % 2 == 0 {
                let rows: Vec<String> = (0..5)
                    .map(|row| format!("{} {row}: {}", WORDS[dice.below(WORDS.len())], dice.below(9_000) + 10))
                    .collect();
                write!(figures, "  lignes:\n    {}\n", rows.join("\n    ")).expect("a string");
                write!(data, "  rows:\n    {}\n", rows.join("\n    ")).expect("a string");
            }
            let (title, summary) = (dice.sentence(), dice.sentence());
            let (mut body, mut twin) = (String::new(), String::new());
            let mut both = |text: &str| {
                body.push_str(text);
                twin.push_str(text);
            };
            both(&format!("{}\n\n", dice.paragraph()));
            both(&format!("## {}\n\n{}\n\n", dice.sentence(), dice.paragraph()));
            both(&format!("- **{}**\n- {}\n- *{}*\n\n", dice.sentence(), dice.sentence(), dice.sentence()));
            write!(body, "{} Au total, :chiffre[{id}] ont été traités.\n\n", dice.sentence()).expect("a string");
            write!(twin, "{} Au total, {{{{< figure {year} {id} >}}}} ont été traités.\n\n", dice.sentence())
                .expect("a string");
            if highlight % 2 == 0 {
                write!(body, "::graphique[{id}]{{titre=\"Un constat en une phrase\"}}\n\n").expect("a string");
                write!(twin, "{{{{< chart {year} {id} >}}}}\n\n").expect("a string");
            }
            let last = format!("{}\n\nVoir {}.\n", dice.paragraph(), "[une autre page](https://example.org/)");
            body.push_str(&last);
            twin.push_str(&last);
            put(
                &place.join(format!("{highlight}0-fait-{chapter}-{highlight}.md")),
                &format!("---\ntitre: \"{title}\"\nresume: \"{summary}\"\n---\n\n{body}"),
            )?;
            put(
                &section.join(format!("fait-{chapter}-{highlight}.md")),
                &format!("---\ntitle: \"{title}\"\nsummary: \"{summary}\"\nweight: {}\n---\n\n{twin}", highlight + 1),
            )?;
        }
        put(&place.join("figures.yaml"), &figures)?;
    }
    put(&hugo.join(format!("data/r{year}.yaml")), &data)
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a folder"))?;
    fs::write(path, text)
}
