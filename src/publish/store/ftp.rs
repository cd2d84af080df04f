//! Renaming over FTP, which the library does not do: a connection of our own, with the same settings, kept from one file to the next.

use super::Secret;
use super::remote::Keys;
use crate::model::Storage;
use crate::publish::error::Error;
use opendal::ErrorKind;
use reqwest::Url;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use suppaftp::tokio::{AsyncRustlsConnector, AsyncRustlsFtpStream};
use suppaftp::tokio_rustls::TlsConnector;
use suppaftp::tokio_rustls::rustls::{ClientConfig, RootCertStore};
use suppaftp::{FtpError, Status};
use tokio::time::timeout;

/// How long one renaming may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where to connect, and a connection once there is one.
pub(super) struct Ftp {
    host: String,
    port: u16,
    is_secure: bool,
    user: String,
    password: Option<Secret>,
    folder: String,
    stream: tokio::sync::Mutex<Option<AsyncRustlsFtpStream>>,
    /// Folders that are there.
    made: Mutex<BTreeSet<String>>,
}

impl Ftp {
    /// Nothing for a storage that is not FTP; its address is one that the library understands.
    pub(super) fn of(place: &Storage, keys: &mut Keys) -> Result<Option<Self>, Error> {
        let Storage::Ftp { address, user, folder } = place else { return Ok(None) };
        let address = if address.contains("://") { address.clone() } else { format!("ftps://{address}") };
        let url = Url::parse(&address).map_err(|cause| Error::Settings(cause.to_string()))?;
        let password = user.as_ref().map(|_| keys.needed("PASSWORD")).transpose()?;
        Ok(Some(Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            port: url.port().unwrap_or(21),
            is_secure: url.scheme() == "ftps",
            user: user.clone().unwrap_or_else(|| "anonymous".to_owned()),
            password,
            folder: format!("/{}", folder.trim_matches('/')),
            stream: tokio::sync::Mutex::default(),
            made: Mutex::default(),
        }))
    }

    /// Whether a folder is not known to be there.
    pub(super) fn is_new(&self, folder: &str) -> bool {
        !self.made.lock().expect("no thread panics").contains(folder)
    }

    /// A folder is there now.
    pub(super) fn made(&self, folder: &str) {
        self.made.lock().expect("no thread panics").insert(folder.to_owned());
    }

    /// Gives a file another name, in place of a former one.
    pub(super) async fn rename(&self, from: &str, to: &str) -> opendal::Result<()> {
        let mut kept = self.stream.lock().await;
        let work = async {
            let mut stream = match kept.take() {
                Some(stream) => stream,
                None => self.connect().await?,
            };
            let answer = stream.rename(from, to).await;
            // After an answer the connection is good for more; after a failure it is not.
            if matches!(answer, Ok(()) | Err(FtpError::UnexpectedResponse(_))) {
                *kept = Some(stream);
            }
            answer
        };
        let answer = timeout(PATIENCE, work).await;
        let answer = answer.map_err(|_| opendal::Error::new(ErrorKind::Unexpected, "the server does not answer"))?;
        answer.map_err(|error| {
            let kind = match &error {
                FtpError::UnexpectedResponse(response) if response.status == Status::FileUnavailable => {
                    ErrorKind::NotFound
                }
                _ => ErrorKind::Unexpected,
            };
            opendal::Error::new(kind, "ftp error").set_source(error)
        })
    }

    async fn connect(&self) -> Result<AsyncRustlsFtpStream, FtpError> {
        let mut stream = AsyncRustlsFtpStream::connect((self.host.as_str(), self.port)).await?;
        if self.is_secure {
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            let settings = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
            let connector = AsyncRustlsConnector::from(TlsConnector::from(Arc::new(settings)));
            stream = stream.into_secure(connector, &self.host).await?;
        }
        stream.login(self.user.as_str(), self.password.as_ref().map_or("anonymous", Secret::reveal)).await?;
        stream.cwd(&self.folder).await?;
        Ok(stream)
    }
}
