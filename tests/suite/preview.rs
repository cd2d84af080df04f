//! The preview is never stale: after any edit, what is served is what a clean build of the same files gives, byte for byte.
//!
//! `MILLESIME_EDITS=10000 cargo test --release --test suite preview` makes as many edits; `MILLESIME_SEED` makes those of a run again.

use crate::harness::{build, console, copy, millesime, tests, write};
use millesime::project::Built;
use millesime::text::Lang;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

/// How long the preview may take to follow, on a machine that does other things.
const PATIENCE: Duration = Duration::from_secs(30);

type Files = BTreeMap<String, Arc<[u8]>>;

/// The program serving a workspace; ended with it.
struct Preview {
    child: Child,
    host: String,
    connection: Option<BufReader<TcpStream>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its status, its head in small letters, its body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Preview {
    fn of(workspace: &Path, flags: &[&str]) -> Self {
        let mut command = millesime(workspace);
        command.args(["serve", "--date", "2023-09-01"]).args(flags);
        if flags.iter().all(|flag| *flag != "--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let url = lines.by_ref().map(Result::unwrap).find(|line| line.contains("http://")).expect("an address");
        // The rest is read too, so that the program never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let host = url.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, host, connection: None }
    }

    /// What is answered to a request with these lines after the first one.
    fn ask(&mut self, line: &str, headers: &str) -> Answer {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => BufReader::new(TcpStream::connect(&self.host).unwrap()),
        };
        connection.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        // In one piece: halves of a request wait for each other.
        connection.get_mut().write_all(format!("{line} HTTP/1.1\r\n{headers}\r\n").as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(connection.read_line(&mut head).unwrap() > 0, "{line}: the connection was closed after {head:?}");
        }
        let head = head.to_lowercase();
        let status = head[9..12].parse().unwrap();
        let field = |name: &str| head.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let mut body = Vec::new();
        if head.contains("text/event-stream") {
            // One event: a chunk, its size before it.
            let mut size = String::new();
            connection.read_line(&mut size).unwrap();
            body.resize(usize::from_str_radix(size.trim(), 16).unwrap(), 0);
            connection.read_exact(&mut body).unwrap();
        } else {
            body.resize(field("content-length").map_or(0, |length| length.parse().unwrap()), 0);
            if !line.starts_with("HEAD") {
                connection.read_exact(&mut body).unwrap();
            }
            if status != 400 && field("connection") != Some("close") {
                self.connection = Some(connection);
            }
        }
        Answer { status, head, body }
    }

    fn get(&mut self, address: &str) -> Answer {
        let headers = format!("Host: {}\r\n", self.host);
        let encoded: String = address
            .bytes()
            .map(|byte| match byte {
                b' ' | b'%' | b'?' | b'#' | 128.. => format!("%{byte:02X}"),
                byte => char::from(byte).to_string(),
            })
            .collect();
        self.ask(&format!("GET /{encoded}"), &headers)
    }

    fn state(&mut self) -> serde_json::Value {
        let body = String::from_utf8(self.get("_preview/events").body).unwrap();
        serde_json::from_str(body.trim().strip_prefix("data: ").unwrap()).unwrap()
    }

    /// How the preview differs from a build, and from the last good site where the build failed.
    fn difference(&mut self, built: &Built, good: &Files, former: &Files) -> Option<String> {
        let state = self.state();
        if state["broken"] != built.rendered.is_none() {
            return Some(format!("broken: {}, {}", state["broken"], state["findings"]));
        }
        let count: u64 = state["counts"].as_array().unwrap().iter().filter_map(serde_json::Value::as_u64).sum();
        if count != built.findings.len() as u64 {
            return Some(format!("{count} findings instead of {}", built.findings.len()));
        }
        for (address, bytes) in good {
            let answer = self.get(address);
            if answer.status != 200 || answer.body != **bytes {
                return Some(format!("{address}: {} and {} bytes", answer.status, answer.body.len()));
            }
        }
        let gone = former.keys().filter(|address| !good.contains_key(*address) && address.ends_with(".html"));
        gone.into_iter()
            .find(|address| self.get(address).status != 404)
            .map(|address| format!("{address} is still there"))
    }

    /// Open files, and bytes of memory.
    fn weight(&self) -> (usize, u64) {
        let process = PathBuf::from(format!("/proc/{}", self.child.id()));
        let status = fs::read_to_string(process.join("status")).unwrap();
        let memory =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok());
        (fs::read_dir(process.join("fd")).unwrap().count(), memory.unwrap_or(0) * 1024)
    }
}

/// A workspace with a theme of its own, so that there is some of everything to edit.
fn workspace() -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    copy(&tests("reports/minimal"), workspace.path());
    write(workspace.path(), "themes/default/styles/own.css", "h1 { color: inherit }\n");
    write(workspace.path(), "themes/default/i18n/fr.yaml", "start-reading: Lire\n");
    write(workspace.path(), "themes/default/templates/blocks/note.html", "<div>{{ block.body | safe }}</div>\n");
    workspace
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

const GARBAGE: [&str; 6] = [":chiffre[rien]\n", "::::dossier[\n", "clé: \"x\n", "{% if %}\n", "<p>\n", "\u{0}\u{1}"];

impl Author {
    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn names(&self) -> Vec<String> {
        crate::harness::files(&self.root).into_keys().filter(|name| !name.contains(".tmp")).collect()
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
                let name = format!("content/2022/10-soigner/{}-fait-{round}.md", 10 + self.dice.below(80));
                self.save(&name, format!("---\ntitre: Fait {round}\n---\nTexte {round}, déjà écrit.\n").as_bytes());
                format!("create {name}")
            }
            1 => {
                let folder = *self.dice.of(&["assets", "themes/default/images", "content/2022"]);
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
                let folder = *self.dice.of(&["content", "themes", "content/2022"]);
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
    let mut preview = Preview::of(root, flags);
    let pristine = crate::harness::files(root);
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
        while let Some(difference) = preview.difference(&built, &good, &former) {
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

fn status(preview: &mut Preview, line: &str, headers: &str) -> u16 {
    preview.ask(line, headers).status
}

#[test]
fn only_the_site_is_served_and_only_to_this_computer() {
    let folder = workspace();
    let mut preview = Preview::of(folder.path(), &[]);
    let host = preview.host.clone();
    let own = format!("Host: {host}\r\n");
    assert_eq!(preview.get("2022").status, 302, "a folder leads to its page");
    for path in [
        "report.yaml",
        "content/2022/edition.yaml",
        "../report.yaml",
        "2022/../report.yaml",
        "%2e%2e/report.yaml",
        "..%2freport.yaml",
    ] {
        assert_eq!(status(&mut preview, &format!("GET /{path}"), &own), 404, "{path}");
    }
    for path in
        ["/etc/passwd", "//etc/passwd", "/2022/theme/", "/2022/assets/", "/_preview/", "/_preview/../../Cargo.toml"]
    {
        assert_eq!(status(&mut preview, &format!("GET {path}"), &own), 404, "{path}");
    }
    let allowed = status(&mut preview, "GET /", &own);
    let rebound = status(&mut preview, "GET /", "Host: evil.example\r\n");
    let foreign = status(&mut preview, "GET /_preview/events", &format!("{own}Origin: http://evil.example\r\n"));
    let sent = status(&mut preview, "POST /", &format!("{own}Content-Length: 0\r\n"));
    let nameless = status(&mut preview, "GET /", "");
    assert_eq!((allowed, rebound, foreign, sent, nameless), (200, 421, 403, 405, 421));
    let page = preview.get("2022/index.html");
    assert!(!String::from_utf8(page.body).unwrap().contains("_preview"), "a built page knows nothing of the preview");
    let page = preview.ask("GET /2022/", &format!("{own}Accept: text/html\r\n"));
    assert!(String::from_utf8(page.body).unwrap().contains("/_preview/preview.js"));
    for policy in
        ["x-content-type-options: nosniff", "x-frame-options: sameorigin", "cross-origin-resource-policy: same-origin"]
    {
        assert!(page.head.contains(policy), "{policy}");
    }
    let head = preview.ask("HEAD /2022/", &own);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn what_is_too_large_or_too_much_ends_its_own_connection_only() {
    let folder = workspace();
    let mut preview = Preview::of(folder.path(), &[]);
    let own = format!("Host: {}\r\n", preview.host);
    let long = "a".repeat(200_000);
    for request in [
        format!("GET /{long} HTTP/1.1\r\n{own}\r\n"),
        format!("GET / HTTP/1.1\r\n{own}X: {long}\r\n\r\n"),
        "\u{0}\u{1}\r\n\r\n".to_owned(),
    ] {
        let mut connection = TcpStream::connect(&preview.host).unwrap();
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        let _ = connection.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
    }
    let idle: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(&preview.host).unwrap()).collect();
    assert_eq!(preview.get("index.html").status, 200);
    drop(idle);
    assert_eq!(preview.get("index.html").status, 200);
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let folder = workspace();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut preview = Preview::of(folder.path(), &["--port", &port.to_string()]);
    assert_ne!(preview.host, format!("127.0.0.1:{port}"));
    assert_eq!(preview.get("index.html").status, 200);
}
