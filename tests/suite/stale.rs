//! The preview is never stale: after any edit, what is served is what a clean build of the same files gives, byte for byte.
//!
//! `MILLESIME_EDITS=10000 cargo test --release --test suite stale` makes as many edits; `MILLESIME_SEED` makes those of a run again.

use crate::harness::{build, console, files, write};
use crate::preview::{PATIENCE, Preview, workspace};
use millesime::project::Built;
use millesime::text::Lang;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

type Files = BTreeMap<String, Arc<[u8]>>;

/// How the preview differs from a build, and from the last good site where the build failed.
fn difference(preview: &mut Preview, built: &Built, good: &Files, former: &Files) -> Option<String> {
    let state = preview.state();
    if state["broken"] != built.rendered.is_none() {
        return Some(format!("broken: {}, {}", state["broken"], state["findings"]));
    }
    let count: u64 = state["counts"].as_array().unwrap().iter().filter_map(serde_json::Value::as_u64).sum();
    if count != built.findings.len() as u64 {
        return Some(format!("{count} findings instead of {}", built.findings.len()));
    }
    for (address, bytes) in good {
        let answer = preview.get(address);
        if answer.status != 200 || answer.body != **bytes {
            return Some(format!("{address}: {} and {} bytes", answer.status, answer.body.len()));
        }
    }
    let gone = former.keys().filter(|address| !good.contains_key(*address) && address.ends_with(".html"));
    gone.into_iter()
        .find(|address| preview.get(address).status != 404)
        .map(|address| format!("{address} is still there"))
}

/// Numbers that look random (xorshift64*, S. Vigna 2016): the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % limit
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Someone at work on a workspace, with the copy they can go back to.
struct Author {
    root: PathBuf,
    pristine: BTreeMap<String, Vec<u8>>,
    dice: Dice,
    round: usize,
}

const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>\n";
const GARBAGE: [&str; 6] = [":chiffre[rien]\n", "::::dossier[\n", "clé: \"x\n", "{% if %}\n", "<p>\n", "\u{0}\u{1}"];

impl Author {
    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn names(&self) -> Vec<String> {
        files(&self.root).into_keys().filter(|name| !name.contains(".tmp")).collect()
    }

    fn some(&mut self) -> String {
        let names = self.names();
        if names.is_empty() { "report.yaml".to_owned() } else { self.dice.of(&names).clone() }
    }

    /// Saves a file the way some editor does.
    fn save(&mut self, name: &str, text: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match self.dice.below(4) {
            0 => fs::write(&path, text).unwrap(),
            1 => {
                let beside = path.with_extension("tmp~");
                fs::write(&beside, text).unwrap();
                fs::rename(&beside, &path).unwrap();
            }
            2 => {
                // The old one is kept as a backup, then thrown away.
                let backup = self.path(&format!("{name}~"));
                let _ = fs::rename(&path, &backup);
                fs::write(&path, text).unwrap();
                let _ = fs::remove_file(backup);
            }
            _ => {
                // Emptied, then written in two halves.
                let mut file = fs::File::create(&path).unwrap();
                std::thread::sleep(Duration::from_millis(self.dice.below(4) as u64));
                file.write_all(&text[..text.len() / 2]).unwrap();
                std::thread::sleep(Duration::from_millis(self.dice.below(4) as u64));
                file.write_all(&text[text.len() / 2..]).unwrap();
            }
        }
    }

    /// Puts everything back, file by file, as a change of branch does.
    fn mend(&mut self) {
        for name in self.names().into_iter().filter(|name| !self.pristine.contains_key(name)) {
            fs::remove_file(self.path(&name)).unwrap();
        }
        for (name, bytes) in &self.pristine {
            let path = self.root.join(name);
            if fs::read(&path).ok().as_ref() != Some(bytes) {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
    }

    /// One edit; what it was, in words.
    fn edit(&mut self) -> String {
        self.round += 1;
        let (round, name) = (self.round, self.some());
        match self.dice.below(10) {
            0 => {
                let year = 2020 + self.dice.below(3);
                let name = format!("content/{year}/10-soigner/{}-fait-{round}.md", 10 + self.dice.below(80));
                self.save(&name, format!("---\ntitre: Fait {round}\n---\nTexte {round}, déjà écrit.\n").as_bytes());
                format!("create {name}")
            }
            1 => {
                let folder = *self.dice.of(&["assets", "themes/default/images", "content/2022", "content/2020"]);
                let name = format!("{folder}/image-{}.svg", self.dice.below(3));
                self.save(&name, format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{round}\"/>").as_bytes());
                format!("create {name}")
            }
            2 | 3 => {
                // Same size or not, anywhere in the text.
                let mut text = String::from_utf8_lossy(&fs::read(self.path(&name)).unwrap()).into_owned();
                match (text.find(|c: char| c.is_ascii_digit()), self.dice.below(2)) {
                    (Some(at), 0) => text.replace_range(at..=at, &self.dice.below(10).to_string()),
                    _ if name.ends_with(".md") => text += &format!("\nUn mot de plus : {round}.\n"),
                    _ if name.ends_with(".yaml") => text += &format!("# {round}\n"),
                    _ => text += &format!("/* {round} */\n"),
                }
                self.save(&name, text.as_bytes());
                format!("change {name}")
            }
            4 => {
                let to = format!("{}-{round}.{}", name.trim_end_matches(".md"), name.rsplit('.').next().unwrap());
                fs::rename(self.path(&name), self.path(&to)).unwrap();
                format!("rename {name} to {to}")
            }
            5 => {
                fs::remove_file(self.path(&name)).unwrap();
                format!("delete {name}")
            }
            6 => {
                let mut text = fs::read(self.path(&name)).unwrap();
                text.truncate(text.len() / 2);
                text.extend(self.dice.of(&GARBAGE).bytes());
                fs::write(self.path(&name), text).unwrap();
                format!("break {name}")
            }
            7 => {
                let folder = *self.dice.of(&["content", "themes", "content/2022", "content/2021"]);
                if !self.path(folder).exists() {
                    return "nothing".to_owned();
                }
                fs::rename(self.path(folder), self.path("away.tmp")).unwrap();
                std::thread::sleep(Duration::from_millis(self.dice.below(60) as u64));
                fs::rename(self.path("away.tmp"), self.path(folder)).unwrap();
                format!("move {folder} away and back")
            }
            8 => {
                self.mend();
                "mend".to_owned()
            }
            _ => {
                // Broken, then mended, before anyone can look.
                fs::write(self.path(&name), *self.dice.of(&GARBAGE)).unwrap();
                self.mend();
                format!("break {name} and mend")
            }
        }
    }
}

/// Editions before, whose figures are the past of the next, with tables and pictures of their own and of all.
fn several_years(root: &Path) {
    for (year, visits) in [(2020, "3 900"), (2021, "4 050")] {
        let write = |name: &str, text: &str| write(root, &format!("content/{year}/{name}"), text);
        write("edition.yaml", &format!("titre: L’année {year}\nchiffres: [visites]\n"));
        write("10-soigner/chapter.md", "---\ntitre: Soigner\n---\n\nLe chapô, :sigle[CPTS] comprises.\n");
        write("10-soigner/10-visites.md", "---\ntitre: Les visites\n---\n\n:chiffre[visites] ont été rendues.\n");
        let image =
            format!("---\ntitre: En image\n---\n\n![Un carré](carre-{year}.svg)\n\n![Le même](assets/carre.svg)\n");
        write("10-soigner/20-image.md", &image);
        write(&format!("10-soigner/carre-{year}.svg"), SQUARE);
        write("10-soigner/actes.csv", "Mois;Actes\nJanvier;10\nFévrier;12\n");
        let figures = format!(
            "visites:\n  libelle: Visites aux professionnels\n  valeur: {visits}\n  \
             unite: {{singulier: visite, pluriel: visites}}\n  source: Caisse d'essai, {year}\n\
             actes:\n  libelle: Actes\n  donnees: actes.csv\n  source: Caisse d'essai, {year}\n"
        );
        write("10-soigner/figures.yaml", &figures);
    }
    write(root, "assets/carre.svg", SQUARE);
}

/// The files of a build that must be sound.
fn files_of(built: &Built) -> Files {
    let rendered = built.rendered.as_ref();
    rendered.unwrap_or_else(|| panic!("{}", console(built, Lang::En))).files.clone()
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Edits a workspace again and again, and compares the preview with a clean build after each edit.
fn follow(edits: usize, flags: &[&str]) {
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seed = variable("MILLESIME_SEED").unwrap_or(u64::from(clock.subsec_nanos()) | 1);
    let folder = workspace();
    let root = folder.path();
    several_years(root);
    let mut preview = Preview::of(root, flags);
    let pristine = files(root);
    let mut author = Author { root: root.to_owned(), pristine, dice: Dice(seed), round: 0 };
    let mut good = files_of(&build(root));
    let (mut middle, mut broken) = ((0, 0), 0);
    for edit in 0..edits {
        // Errors pile up: now and then all is put back.
        let mut done = if edit % 4 == 3 {
            author.mend();
            "mend".to_owned()
        } else {
            author.edit()
        };
        let mut built = build(root);
        if built.rendered.is_none() {
            broken += 1;
            // What stood for a moment between two halves of a save may be the last good site: it is not for us to say which.
            if edit % 2 == 0 {
                author.mend();
                done += ", then mend";
                built = build(root);
            }
        }
        let former = good.clone();
        if let Some(rendered) = &built.rendered {
            good = rendered.files.clone();
        }
        let start = Instant::now();
        while let Some(difference) = difference(&mut preview, &built, &good, &former) {
            assert!(
                start.elapsed() < PATIENCE,
                "stale after edit {edit} ({done}): {difference}\nMILLESIME_SEED={seed} MILLESIME_EDITS={edits}"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
        if edit == edits / 3 {
            middle = preview.weight();
        }
    }
    let (files, memory) = preview.weight();
    let megabytes = |bytes: u64| bytes >> 20;
    #[expect(clippy::print_stderr, reason = "what a long run measured")]
    {
        eprintln!(
            "{edits} edits, {broken} of them breaking: {} then {files} open files, {} then {} MB (seed {seed})",
            middle.0,
            megabytes(middle.1),
            megabytes(memory)
        );
    }
    assert!(files <= middle.0 + 8, "{} open files became {files}; MILLESIME_SEED={seed}", middle.0);
    assert!(memory <= middle.1 + (48 << 20), "{} bytes became {memory}; MILLESIME_SEED={seed}", middle.1);
}

#[test]
fn the_preview_is_never_stale() {
    follow(variable("MILLESIME_EDITS").map_or(60, |edits| usize::try_from(edits).unwrap()), &[]);
}

#[test]
fn nor_when_the_system_does_not_tell_of_changes() {
    follow(6, &["--poll"]);
}
