//! SFTP, over the system's `ssh` with its keys, its agent, its known hosts and its settings: one connection, which several requests share.
//!
//! `ssh` is a child of this process and ends with it, whatever ends it: nothing stays connected to the server.

use super::{Listing, Sent, Store, found, unwritten};
use crate::publish::error::{Error, Trouble};
use futures_core::Stream;
use openssh_sftp_client::error::SftpErrorKind;
use openssh_sftp_client::file::File;
use openssh_sftp_client::{Error as Refusal, Sftp as Client, SftpOptions};
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::io::SeekFrom;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncSeek;
use tokio::process::{Child, Command};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// How long a step of a request may take: an answer, or a piece of a file.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long `ssh` may take to say why it failed.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// Bytes of a piece of a file.
const PIECE: usize = 128 * 1024;

/// The protocol's words for what is not there.
const NOWHERE: &str = "no such file";

/// A folder on a server.
pub(super) struct Sftp {
    /// What `ssh` is given before the name of the host.
    options: Vec<String>,
    host: String,
    root: PathBuf,
    connection: tokio::sync::Mutex<Option<Arc<Connection>>>,
    /// Folders that are there.
    made: Mutex<BTreeSet<PathBuf>>,
    runtime: Runtime,
}

struct Connection {
    client: Client,
    /// Killed when nobody needs it any more.
    _ssh: Child,
}

/// Why a step failed.
enum Failure {
    /// The server said no; the connection is good for more.
    Refused(SftpErrorKind, String),
    /// There was no answer, or not one of this protocol.
    Broken(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SftpError(kind, said) => Self::Refused(kind, said.to_string()),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl Sftp {
    /// The absolute `folder` of the server at `address`, for `user` and with the key of that file when they are not those of the settings
    /// of `ssh`. Nothing is asked of the server yet.
    ///
    /// # Errors
    /// When the settings make no sense on this machine.
    pub(super) fn open(address: &str, user: Option<&str>, key: Option<&str>, folder: &str) -> Result<Self, Error> {
        let (host, port) = parts(address);
        // Nobody is there to answer a question, and a key that is not known is not accepted.
        let mut options: Vec<String> = ["BatchMode=yes", "StrictHostKeyChecking=yes", "ConnectTimeout=20"]
            .into_iter()
            .chain(["ServerAliveInterval=10", "ControlMaster=no", "ControlPath=none", "ClearAllForwardings=yes"])
            .flat_map(|option| ["-o".to_owned(), option.to_owned()])
            .collect();
        let mut give = |name: &str, value: &str| options.extend([name.to_owned(), value.to_owned()]);
        if let Some(port) = port {
            give("-p", port);
        }
        if let Some(user) = user {
            give("-l", user);
        }
        if let Some(key) = key {
            give("-i", key);
            give("-o", "IdentitiesOnly=yes");
        }
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
        Ok(Self {
            options,
            host: host.to_owned(),
            root: Path::new("/").join(folder),
            connection: tokio::sync::Mutex::default(),
            made: Mutex::default(),
            runtime: runtime.map_err(|cause| Error::Settings(cause.to_string()))?,
        })
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Makes a request; one that breaks the connection is the last of it.
    fn ask<T>(&self, work: impl AsyncFnOnce(&Client) -> Result<T, Failure>) -> Result<T, Trouble> {
        self.runtime.block_on(async {
            let connection = self.connected().await?;
            let answer = work(&connection.client).await;
            if matches!(answer, Err(Failure::Broken(_))) {
                let mut kept = self.connection.lock().await;
                if kept.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, &connection)) {
                    *kept = None;
                }
            }
            answer.map_err(told)
        })
    }

    async fn connected(&self) -> Result<Arc<Connection>, Trouble> {
        let mut kept = self.connection.lock().await;
        if let Some(connection) = &*kept {
            return Ok(Arc::clone(connection));
        }
        let connection = Arc::new(self.connect().await?);
        *kept = Some(Arc::clone(&connection));
        Ok(connection)
    }

    async fn connect(&self) -> Result<Connection, Trouble> {
        let mut command = Command::new("ssh");
        command.args(&self.options).args(["-s", "--", &self.host, "sftp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut ssh = command.spawn().map_err(|cause| Trouble::Other(format!("ssh: {cause}")))?;
        let (stdin, stdout) = (ssh.stdin.take(), ssh.stdout.take());
        let (stdin, stdout) = stdin.zip(stdout).expect("both were asked for");
        match timeout(PATIENCE, Client::new(stdin, stdout, SftpOptions::new())).await {
            Ok(Ok(client)) => Ok(Connection { client, _ssh: ssh }),
            failed => {
                let said = timeout(LAST_WORDS, ssh.wait_with_output()).await;
                let said = said.ok().and_then(Result::ok).map(|output| output.stderr).unwrap_or_default();
                let why = failed.ok().and_then(Result::err).map_or_else(silence, |refusal| refusal.to_string());
                Err(unconnected(&String::from_utf8_lossy(&said), why))
            }
        }
    }

    /// Makes a folder and those that it stands in. A server says alike that a folder is there and that it cannot be made: it is looked for
    /// before and after.
    async fn make(&self, client: &Client, folder: &Path) -> Result<(), Failure> {
        let is_made = |folder: &Path| self.made.lock().expect("no thread panics").contains(folder);
        let mut missing = Vec::new();
        for folder in folder.ancestors().take_while(|folder| !is_made(folder)) {
            match step(client.fs().metadata(folder)).await {
                Err(Failure::Refused(SftpErrorKind::NoSuchFile, _)) => missing.push(folder),
                other => {
                    other?;
                    break;
                }
            }
        }
        for folder in missing.into_iter().rev() {
            if let Err(failure) = step(client.fs().create_dir(folder)).await {
                step(client.fs().metadata(folder)).await.map_err(|_| full(failure))?;
            }
        }
        self.made.lock().expect("no thread panics").insert(folder.to_owned());
        Ok(())
    }
}

/// Writes a file that is open, and closes it.
async fn fill(mut file: File, bytes: &[u8]) -> Result<(), Failure> {
    for piece in bytes.chunks(PIECE) {
        step(file.write_all(piece)).await.map_err(full)?;
    }
    step(file.close()).await.map_err(full)
}

/// One step, which may not take for ever.
async fn step<T>(work: impl Future<Output = Result<T, Refusal>>) -> Result<T, Failure> {
    match timeout(PATIENCE, work).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Failure::Broken(silence())),
    }
}

fn silence() -> String {
    "no answer".to_owned()
}

/// The protocol has no word for a full disk: a file that was opened and cannot be written is told to have failed.
fn full(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(SftpErrorKind::Failure, _) => {
            Failure::Refused(SftpErrorKind::Failure, "no space left".to_owned())
        }
        other => other,
    }
}

/// What a failure means.
fn told(failure: Failure) -> Trouble {
    match failure {
        Failure::Refused(SftpErrorKind::NoSuchFile, _) => Trouble::Missing,
        Failure::Refused(SftpErrorKind::PermDenied, said) => Trouble::Denied(said),
        Failure::Refused(_, said) if said.contains("no space left") || said.to_lowercase().contains("quota") => {
            Trouble::Full
        }
        Failure::Refused(SftpErrorKind::Failure, said) | Failure::Broken(said) => Trouble::Passing(said),
        Failure::Refused(_, said) => Trouble::Other(said),
    }
}

/// Why `ssh` did not connect, from its own words.
fn unconnected(said: &str, why: String) -> Trouble {
    let lower = said.to_lowercase();
    let has = |words: &str| lower.contains(words);
    if has("host key verification failed") || has("host identification has changed") {
        return Trouble::HostKey;
    }
    if has("permission denied (") || has("too many authentication failures") {
        return Trouble::Login;
    }
    // The last line is that of the failure; those before are warnings.
    let last = said.lines().map(str::trim).rfind(|line| !line.is_empty());
    Trouble::Passing(last.map_or(why, str::to_owned))
}

/// `web.example.org:2222` → the host and its port; an address of numbers and colons stands in brackets when a port follows.
fn parts(address: &str) -> (&str, Option<&str>) {
    let bare = |host: &'_ str| host.len() > 1 && host.starts_with('[') && host.ends_with(']');
    match address.rsplit_once(':') {
        Some((host, port)) if bare(host) => (&host[1..host.len() - 1], Some(port)),
        Some((host, port)) if !host.contains(':') => (host, Some(port)),
        _ if bare(address) => (&address[1..address.len() - 1], None),
        _ => (address, None),
    }
}

impl Store for Sftp {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let read = self.ask(async |client| {
            let mut file = step(client.open(self.at(path))).await?;
            let mut bytes = Vec::new();
            while let Some(piece) = step(file.read(PIECE as u32, Default::default())).await? {
                bytes.extend_from_slice(&piece);
                // A server may give less than what was asked.
                let at = Pin::new(&mut file).start_seek(SeekFrom::Start(bytes.len() as u64));
                at.map_err(|cause| Failure::Broken(cause.to_string()))?;
            }
            Ok(bytes)
        });
        found(read)
    }

    fn write(&self, path: &str, bytes: &Arc<[u8]>, _: Sent) -> Result<(), Trouble> {
        let path = self.at(path);
        let written = self.ask(async |client| {
            self.make(client, path.parent().unwrap_or(&self.root)).await?;
            let file =
                step(client.options().write(true).create(true).truncate(true).open(&path)).await.map_err(full)?;
            fill(file, bytes).await
        });
        written.map_err(unwritten(NOWHERE))
    }

    fn create(&self, path: &str, bytes: &Arc<[u8]>) -> Result<bool, Trouble> {
        let path = self.at(path);
        let created = self.ask(async |client| {
            self.make(client, path.parent().unwrap_or(&self.root)).await?;
            match step(client.options().write(true).create_new(true).open(&path)).await {
                Ok(file) => fill(file, bytes).await.map(|()| true),
                Err(failure) => match step(client.fs().metadata(&path)).await {
                    Ok(_) => Ok(false),
                    Err(_) => Err(full(failure)),
                },
            }
        });
        created.map_err(unwritten(NOWHERE))
    }

    fn list(&self, folder: &str) -> Result<Listing, Trouble> {
        let listed = self.ask(async |client| {
            let mut entries = pin!(step(client.fs().open_dir(self.at(folder))).await?.read_dir());
            let mut listing = Listing::default();
            loop {
                let next = poll_fn(|cx| entries.as_mut().poll_next(cx).map(Option::transpose));
                let Some(entry) = step(next).await? else { return Ok(listing) };
                let name = entry.filename().to_string_lossy().into_owned();
                let path = format!("{folder}{name}");
                match entry.file_type() {
                    Some(kind) if kind.is_file() => {
                        listing.files.insert(path, entry.metadata().len().unwrap_or_default());
                    }
                    Some(kind) if kind.is_dir() && name != "." && name != ".." => listing.folders.push(path + "/"),
                    _ => {}
                }
            }
        });
        Ok(found(listed)?.unwrap_or_default())
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        found(self.ask(async |client| step(client.fs().remove_file(self.at(path))).await)).map(drop)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let (from, to) = (self.at(from), self.at(to));
        self.ask(async |client| {
            self.make(client, to.parent().unwrap_or(&self.root)).await?;
            step(client.fs().rename(&from, &to)).await
        })
    }

    fn renames(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_may_have_a_port() {
        assert_eq!(parts("web.example.org"), ("web.example.org", None));
        assert_eq!(parts("web.example.org:2222"), ("web.example.org", Some("2222")));
        assert_eq!(parts("2001:db8::1"), ("2001:db8::1", None));
        assert_eq!(parts("[2001:db8::1]:2222"), ("2001:db8::1", Some("2222")));
        assert_eq!(parts("[2001:db8::1]"), ("2001:db8::1", None));
    }

    #[test]
    fn the_words_of_ssh_are_understood() {
        let said = |text: &str| unconnected(text, silence());
        assert_eq!(said("Warning: x\nanne@a: Permission denied (publickey).\n"), Trouble::Login);
        assert_eq!(said("No ED25519 host key is known for a.\nHost key verification failed.\n"), Trouble::HostKey);
        let unknown = "ssh: Could not resolve hostname a: Name or service not known";
        assert_eq!(said(&format!("{unknown}\n\n")), Trouble::Passing(unknown.to_owned()));
        assert_eq!(said(""), Trouble::Passing("no answer".to_owned()));
    }
}
