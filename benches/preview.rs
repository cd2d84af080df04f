//! From a saved file to the new page in the preview, whole process: how long a text takes, and a figure that another page shows.
//!
//! `cargo bench --bench preview -- [REPORTS…]` (1, 20 and 100 when none is named). Prints medians and the longest of all rounds.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

mod corpus;

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Edits of each kind.
const ROUNDS: usize = 25;
/// Between two looks at the page.
const LOOK: Duration = Duration::from_millis(1);
/// Between two edits: nobody saves faster.
const PAUSE: Duration = Duration::from_millis(250);

fn main() -> io::Result<()> {
    let mut sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1, 20, 100];
    }
    println!("| reports | saved | median | longest |");
    println!("|---:|---|---:|---:|");
    for reports in sizes {
        let folder = env::temp_dir().join(format!("millesime-preview-{reports}"));
        let _ = fs::remove_dir_all(&folder);
        corpus::write(&folder, reports)?;
        let root = folder.join("millesime");
        let mut preview = Preview::of(&root)?;
        let year = corpus::FIRST_YEAR + reports - 1;
        let chapter = root.join(format!("content/{year}/00-chapitre-0"));
        let text = chapter.join("00-fait-0-0.md");
        let page = format!("{year}/chapitre-0/fait-0-0/index.html");
        told(reports, "a text", &mut preview.follow(&text, &page, |typed, word| format!("{typed}\n{word}\n"))?);
        let figures = format!("{year}/chiffres/index.html");
        let named = |typed: &str, word: &str| typed.replacen("libelle: \"", &format!("libelle: \"{word} "), 1);
        told(reports, "a figure", &mut preview.follow(&chapter.join("figures.yaml"), &figures, named)?);
        drop(preview);
        fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

fn told(reports: usize, saved: &str, times: &mut [Duration]) {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let (median, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("| {reports} | {saved} | {:.0} ms | {:.0} ms |", milliseconds(median), milliseconds(longest));
}

/// The program serving a workspace; ended with it.
struct Preview {
    child: Child,
    host: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(workspace: &Path) -> io::Result<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_millesime"))
            .args(["serve", "--port", "0", "--lang", "en"])
            .current_dir(workspace)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines().map_while(Result::ok);
        let line = lines.find(|line| line.contains("http://")).expect("an address");
        // The rest is read too, so that the program never waits for a reader.
        thread::spawn(move || lines.for_each(drop));
        let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
        Ok(Self { host: host.to_owned(), child })
    }

    fn page(&self, address: &str) -> io::Result<String> {
        let mut connection = TcpStream::connect(&self.host)?;
        write!(connection, "GET /{address} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// Saves a file again and again, each time with a word of its own, until the page shows it.
    fn follow(
        &mut self,
        file: &Path,
        address: &str,
        edited: impl Fn(&str, &str) -> String,
    ) -> io::Result<Vec<Duration>> {
        let typed = fs::read_to_string(file)?;
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            let word = format!("mot{round}neuf");
            let text = edited(&typed, &word);
            let began = Instant::now();
            fs::write(file, text)?;
            while !self.page(address)?.contains(&word) {
                thread::sleep(LOOK);
            }
            times.push(began.elapsed());
            thread::sleep(PAUSE);
        }
        fs::write(file, typed)?;
        thread::sleep(PAUSE);
        Ok(times)
    }
}
