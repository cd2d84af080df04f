//! FTP, plain or over TLS: as many connections as requests at the same time, each kept for the next request while it answers.

use super::secret::Keys;
use super::{Listing, Secret, Sent, Store, found, unwritten};
use crate::publish::error::{Error, Trouble};
use crate::publish::network;
use reqwest::Url;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use suppaftp::list::File;
use suppaftp::tokio::{AsyncRustlsConnector, AsyncRustlsFtpStream};
use suppaftp::tokio_rustls::TlsConnector;
use suppaftp::tokio_rustls::rustls::{ClientConfig, RootCertStore};
use suppaftp::types::{FileType, Response};
use suppaftp::{FtpError, Status};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// How long a step of a request may take: an answer, or a piece of a file. The library waits for ever.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of a piece of a file.
const PIECE: usize = 128 * 1024;

/// A folder on a server.
pub(super) struct Ftp {
    host: String,
    port: u16,
    /// Nothing when what is sent is not to be hidden.
    secure: Option<Arc<ClientConfig>>,
    user: String,
    password: Option<Secret>,
    /// Without its slashes; empty for the root.
    folder: String,
    /// Connections that answered and wait for more to do.
    idle: Mutex<Vec<AsyncRustlsFtpStream>>,
    /// Folders that are there.
    made: Mutex<BTreeSet<String>>,
    runtime: Runtime,
}

impl Ftp {
    /// The folder of `user`, or of nobody, at an address in `ftps://` or `ftp://`. Nothing is asked of the server yet.
    ///
    /// # Errors
    /// When the password is missing or the address is none.
    pub(super) fn open(address: &str, user: Option<&str>, folder: &str, keys: &mut Keys) -> Result<Self, Error> {
        let address = if address.contains("://") { address.to_owned() } else { format!("ftps://{address}") };
        let url = Url::parse(&address).map_err(|cause| Error::Settings(cause.to_string()))?;
        let password = user.map(|_| keys.needed("PASSWORD")).transpose()?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
        Ok(Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port().unwrap_or(21),
            secure: (url.scheme() == "ftps").then(secure),
            user: user.unwrap_or("anonymous").to_owned(),
            password,
            folder: folder.trim_matches('/').to_owned(),
            idle: Mutex::default(),
            made: Mutex::default(),
            runtime: runtime.map_err(|cause| Error::Settings(cause.to_string()))?,
        })
    }

    /// The address of a file, or of a folder without its last slash, from the root of the server.
    fn at(&self, path: &str) -> String {
        let whole = format!("/{}/{}", self.folder, path.trim_end_matches('/'));
        format!("/{}", whole.trim_matches('/'))
    }

    /// Makes a request. A connection that answered, be it no, is good for more; after silence or an answer out of turn none is trusted.
    fn ask<T>(&self, work: impl AsyncFnOnce(&mut AsyncRustlsFtpStream) -> Result<T, FtpError>) -> Result<T, Trouble> {
        let idle = || self.idle.lock().expect("no thread panics");
        let answer = self.runtime.block_on(async {
            let kept = idle().pop();
            let mut stream = match kept {
                Some(stream) => stream,
                None => step(self.connect()).await?,
            };
            let answer = work(&mut stream).await;
            match &answer {
                Ok(_) => idle().push(stream),
                Err(FtpError::UnexpectedResponse(response)) if is_refusal(response) => idle().push(stream),
                Err(_) => idle().clear(),
            }
            answer
        });
        answer.map_err(|error| self.told(error))
    }

    async fn connect(&self) -> Result<AsyncRustlsFtpStream, FtpError> {
        // Until the connection is secure, what is asked may be altered on its way, and then the server refuses it: a refusal counts when
        // it is heard again.
        let mut stream = match self.reach().await {
            Err(FtpError::UnexpectedResponse(_)) => self.reach().await?,
            reached => reached?,
        };
        stream.login(self.user.as_str(), self.password.as_ref().map_or("anonymous", Secret::reveal)).await?;
        stream.transfer_type(FileType::Binary).await?;
        Ok(stream)
    }

    /// A server that greets, over a secure connection where one is wanted.
    async fn reach(&self) -> Result<AsyncRustlsFtpStream, FtpError> {
        let stream = AsyncRustlsFtpStream::connect((self.host.as_str(), self.port)).await?;
        match &self.secure {
            Some(settings) => {
                let connector = AsyncRustlsConnector::from(TlsConnector::from(Arc::clone(settings)));
                stream.into_secure(connector, &self.host).await
            }
            None => Ok(stream),
        }
    }

    /// Makes the folders that a file stands in. A server says alike that one is there and that it may not be made: writing tells.
    async fn make(&self, stream: &mut AsyncRustlsFtpStream, file: &str) -> Result<(), FtpError> {
        let Some((parent, _)) = file.rsplit_once('/') else { return Ok(()) };
        let is_made = |folder: &str| self.made.lock().expect("no thread panics").contains(folder);
        if is_made(parent) {
            return Ok(());
        }
        let ends = parent.match_indices('/').skip(1).map(|(at, _)| at).chain([parent.len()]);
        for folder in ends.map(|end| &parent[..end]).filter(|folder| !folder.is_empty()) {
            if is_made(folder) {
                continue;
            }
            match step(stream.mkdir(folder)).await {
                Err(FtpError::UnexpectedResponse(response)) if is_refusal(&response) => {}
                other => other?,
            }
            self.made.lock().expect("no thread panics").insert(folder.to_owned());
        }
        Ok(())
    }

    /// What a failure means.
    fn told(&self, error: FtpError) -> Trouble {
        let said = match &error {
            FtpError::UnexpectedResponse(response) => response.as_string().unwrap_or_default(),
            FtpError::ConnectionError(cause) => network::cause(cause),
            other => other.to_string(),
        };
        let said = self.password.iter().fold(said, |said, secret| secret.struck(&said)).trim().to_owned();
        if let Some((_, why)) = said.split_once("invalid peer certificate: ") {
            return Trouble::Certificate(why.to_owned());
        }
        let FtpError::UnexpectedResponse(response) = error else { return Trouble::Passing(said) };
        match response.status {
            Status::FileUnavailable => Trouble::Missing,
            Status::NotLoggedIn | Status::InvalidCredentials => Trouble::Login,
            Status::ExceededStorage | Status::RequestedActionNotTaken => Trouble::Full,
            Status::BadFilename | Status::StoringNeedAccount => Trouble::Denied(said),
            _ if is_refusal(&response) => Trouble::Other(said),
            _ => Trouble::Passing(said),
        }
    }
}

/// What is trusted is what the system trusts. One setting for all connections: servers want that of the data to go on with that of the
/// requests.
fn secure() -> Arc<ClientConfig> {
    network::ready();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}

/// A definite no, after which the server waits for another request.
fn is_refusal(response: &Response) -> bool {
    response.status.code() >= 500
}

/// One step, which may not take for ever.
async fn step<T>(work: impl Future<Output = Result<T, FtpError>>) -> Result<T, FtpError> {
    let silence = || FtpError::ConnectionError(std::io::Error::other("no answer"));
    timeout(PATIENCE, work).await.unwrap_or_else(|_| Err(silence()))
}

/// The same of a piece of a file.
async fn piece<T>(work: impl Future<Output = std::io::Result<T>>) -> Result<T, FtpError> {
    step(async { work.await.map_err(FtpError::ConnectionError) }).await
}

impl Store for Ftp {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let read = self.ask(async |stream| {
            let mut data = step(stream.retr_as_stream(self.at(path))).await?;
            let (mut bytes, mut buffer) = (Vec::new(), vec![0; PIECE]);
            loop {
                match piece(data.read(&mut buffer)).await? {
                    0 => break,
                    count => bytes.extend_from_slice(&buffer[..count]),
                }
            }
            step(stream.finalize_retr_stream(data)).await?;
            Ok(bytes)
        });
        found(read)
    }

    fn write(&self, path: &str, bytes: &Arc<[u8]>, _: Sent) -> Result<(), Trouble> {
        let path = self.at(path);
        let written = self.ask(async |stream| {
            self.make(stream, &path).await?;
            let mut data = step(stream.put_with_stream(&path)).await?;
            for bytes in bytes.chunks(PIECE) {
                piece(data.write_all(bytes)).await?;
            }
            step(stream.finalize_put_stream(data)).await
        });
        written.map_err(unwritten("550"))
    }

    /// The protocol cannot create a file only where there is none.
    fn create(&self, path: &str, bytes: &Arc<[u8]>) -> Result<bool, Trouble> {
        if self.read(path)?.is_some() {
            return Ok(false);
        }
        self.write(path, bytes, Sent::own()).map(|()| true)
    }

    fn list(&self, folder: &str) -> Result<Listing, Trouble> {
        // A name with spaces is not understood everywhere after LIST.
        let lines = self.ask(async |stream| {
            step(stream.cwd(self.at(folder))).await?;
            step(stream.list(None)).await
        });
        let lines = found(lines)?.unwrap_or_default();
        let mut listing = Listing::default();
        for entry in lines.iter().filter_map(|line| line.parse::<File>().ok()) {
            let name = entry.name();
            if entry.is_file() {
                listing.files.insert(format!("{folder}{name}"), entry.size() as u64);
            } else if entry.is_directory() && name != "." && name != ".." {
                listing.folders.push(format!("{folder}{name}/"));
            }
        }
        Ok(listing)
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        found(self.ask(async |stream| step(stream.rm(self.at(path))).await)).map(drop)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let (from, to) = (self.at(from), self.at(to));
        self.ask(async |stream| {
            self.make(stream, &to).await?;
            step(stream.rename(&from, &to)).await
        })
    }

    fn renames(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread;

    /// What becomes of a first request to a server that speaks these lines to who connects, then closes; the next connection is answered
    /// by the next lines.
    fn told(secure: bool, connections: &'static [&[&str]]) -> Trouble {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("ftp{}://{}", if secure { "s" } else { "" }, listener.local_addr().unwrap());
        thread::spawn(move || {
            for lines in connections {
                let (mut stream, _) = listener.accept().unwrap();
                let mut asked = BufReader::new(stream.try_clone().unwrap());
                for (at, line) in lines.iter().enumerate() {
                    if at > 0 {
                        asked.read_line(&mut String::new()).unwrap();
                    }
                    stream.write_all(format!("{line}\r\n").as_bytes()).unwrap();
                }
            }
        });
        let none = |_: &str| None;
        let mut keys = Keys { target: "web", secret: &none, given: Vec::new() };
        Ftp::open(&address, None, "site", &mut keys).unwrap().read("index.html").unwrap_err()
    }

    #[test]
    fn what_is_garbled_before_encryption_is_tried_again() {
        const ALTERED: &[&str] = &["220 ready", "500 AUTI: unknown"];
        const REFUSED: &[&str] = &["220 ready", "530 log in first"];
        let dead = told(true, &[ALTERED, &["220 ready"]]);
        assert!(dead.is_passing(), "the network died at the second try: {dead:?}");
        assert_eq!(told(true, &[REFUSED, ALTERED]), Trouble::Other("500 AUTI: unknown".to_owned()));
        assert_eq!(told(true, &[ALTERED, REFUSED]), Trouble::Login);
        assert!(told(true, &[&["620 ready"], &["22p ready"]]).is_passing());
        assert!(told(false, &[&["520 closed"], &["2"]]).is_passing());
    }

    #[test]
    fn a_login_is_refused_once() {
        assert_eq!(told(false, &[&["220 ready", "530 nobody"]]), Trouble::Login, "accounts are locked after a few");
    }
}
