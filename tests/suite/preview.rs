//! The preview as a program asks for it: what is served, to whom, within which bounds.

use crate::harness::{copy, millesime, tests, write};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How long the preview may take to follow, on a machine that does other things.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The program serving a workspace; ended with it.
pub(crate) struct Preview {
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
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Preview {
    pub(crate) fn of(workspace: &Path, flags: &[&str]) -> Self {
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
    pub(crate) fn ask(&mut self, line: &str, headers: &str) -> Answer {
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

    pub(crate) fn get(&mut self, address: &str) -> Answer {
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

    /// The state of the preview, once the pages are checked.
    pub(crate) fn state(&mut self) -> serde_json::Value {
        loop {
            let body = String::from_utf8(self.get("_preview/events").body).unwrap();
            let state: serde_json::Value = serde_json::from_str(body.trim().strip_prefix("data: ").unwrap()).unwrap();
            if state["checked"] == true {
                return state;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Open files, and bytes of memory.
    pub(crate) fn weight(&self) -> (usize, u64) {
        let process = PathBuf::from(format!("/proc/{}", self.child.id()));
        let status = fs::read_to_string(process.join("status")).unwrap();
        let memory =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok());
        (fs::read_dir(process.join("fd")).unwrap().count(), memory.unwrap_or(0) * 1024)
    }
}

/// A workspace with a theme of its own, so that there is some of everything to edit.
pub(crate) fn workspace() -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    copy(&tests("reports/minimal"), workspace.path());
    write(workspace.path(), "themes/default/styles/own.css", "h1 { color: inherit }\n");
    write(workspace.path(), "themes/default/i18n/fr.yaml", "start-reading: Lire\n");
    write(workspace.path(), "themes/default/templates/blocks/note.html", "<div>{{ block.body | safe }}</div>\n");
    workspace
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
