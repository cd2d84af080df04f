//! WebDAV, S3, Azure and Google, through opendal.

use super::secret::Keys;
use super::{Listing, Secret, Sent, Store, found, unwritten};
use crate::model::Storage;
use crate::publish::error::{Error, Trouble};
use crate::publish::network;
use opendal::layers::TimeoutLayer;
use opendal::{ErrorKind, Operator, services};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How long one request may take before it is tried again.
const PATIENCE: Duration = Duration::from_secs(30);

/// A host, and what must not be repeated of what it says.
pub(super) struct Remote {
    operator: Operator,
    runtime: Runtime,
    secrets: Vec<Secret>,
    /// Files stand in folders, and can be sent aside and renamed in one step. Stores of objects have neither, nor need them.
    has_folders: bool,
}

impl Remote {
    /// Opens the store of a target that is spoken to over HTTP.
    ///
    /// # Errors
    /// When a secret is missing or the library refuses the settings.
    pub(super) fn open(place: &Storage, mut keys: Keys) -> Result<Self, Error> {
        network::ready();
        opendal_http_transport_reqwest::install_default();
        let has_folders = matches!(place, Storage::Webdav { .. });
        let operator = operator(place, &mut keys)?;
        let strike = |text: String| keys.given.iter().fold(text, |text, secret| secret.struck(&text));
        let operator = operator
            .map_err(|error| Error::Settings(strike(error.to_string())))?
            .layer(TimeoutLayer::new().with_timeout(PATIENCE).with_io_timeout(PATIENCE));
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(|cause| Error::Settings(cause.to_string()))?;
        Ok(Self { operator, runtime, secrets: keys.given, has_folders })
    }

    fn wait<T>(&self, request: impl Future<Output = opendal::Result<T>>) -> Result<T, Trouble> {
        self.runtime.block_on(request).map_err(|error| self.trouble(&error))
    }

    /// What a refusal means. Hosts say it in many ways; the words of the usual servers are looked for.
    fn trouble(&self, error: &opendal::Error) -> Trouble {
        // What really happened is often the last of several causes.
        let mut causes = vec![error.to_string()];
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            causes.push(inner.to_string());
            cause = inner.source();
        }
        let strike = |text: String| self.secrets.iter().fold(text, |text, secret| secret.struck(&text));
        let whole = strike(causes.join(": "));
        let said = strike(causes.pop().unwrap_or_default());
        let said = said.rsplit_once("=> ").map_or(said.as_str(), |(_, said)| said);
        // A page for people says less than its status.
        let page = said.trim_start().starts_with('<').then(|| status(&whole)).flatten();
        let said = page.as_deref().unwrap_or(said);
        let said: String = said.lines().next().unwrap_or_default().trim().chars().take(200).collect();
        let lower = whole.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if has(&["invalid peer certificate", "certificate verify", "certificate has expired"]) {
            let why = said.rsplit_once("certificate: ").map_or(said.as_str(), |(_, why)| why);
            return Trouble::Certificate(why.trim().to_owned());
        }
        // Signatures and tokens bear the time.
        if has(&["requesttimetooskewed", "date header in the request is incorrect", "check your iat and exp values"]) {
            return Trouble::Clock;
        }
        if has(&["insufficient storage", "status: 507", "quota", "no space left"]) {
            return Trouble::Full;
        }
        if has(&[
            "status: 401",
            "invalidaccesskeyid",
            "signaturedoesnotmatch",
            "authenticationfailed",
            "failed to authenticate",
        ]) {
            return Trouble::Login;
        }
        match error.kind() {
            ErrorKind::NotFound => Trouble::Missing,
            ErrorKind::PermissionDenied => Trouble::Denied(said),
            ErrorKind::RateLimited | ErrorKind::Unexpected | ErrorKind::Conflict => Trouble::Passing(said),
            _ => Trouble::Other(said),
        }
    }
}

/// `Parts { status: 500, … }` → `HTTP 500`.
fn status(error: &str) -> Option<String> {
    let rest = &error[error.find("status: ")? + "status: ".len()..];
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next().filter(|digits| !digits.is_empty())?;
    Some(format!("HTTP {digits}"))
}

/// What WebDAV says of a folder where nothing may be made.
const NOWHERE: &str = "HTTP 404";

/// The inner result is that of the library.
fn operator(place: &Storage, keys: &mut Keys) -> Result<opendal::Result<Operator>, Error> {
    Ok(match place {
        Storage::Folder { .. } | Storage::Sftp { .. } | Storage::Ftp { .. } => {
            Err(opendal::Error::new(ErrorKind::Unsupported, "it is not spoken to over HTTP"))
        }
        Storage::Webdav { address, user, folder } => {
            let mut service = services::Webdav::default().endpoint(address).root(folder);
            if let Some(user) = user {
                service = service.username(user).password(keys.needed("PASSWORD")?.reveal());
            } else if let Some(token) = keys.optional("TOKEN") {
                service = service.token(token.reveal());
            }
            Operator::new(service)
        }
        Storage::S3 { address, bucket, region, virtual_host, folder } => {
            let (access, secret) = (keys.needed("ACCESS_KEY")?, keys.needed("SECRET_KEY")?);
            let mut service = services::S3::default()
                .bucket(bucket)
                .region(region)
                .root(folder)
                .access_key_id(access.reveal())
                .secret_access_key(secret.reveal())
                // What arrives altered is refused, and readers never see it.
                .checksum_algorithm("md5")
                .disable_config_load()
                .disable_ec2_metadata();
            if let Some(address) = address {
                service = service.endpoint(address);
            }
            if let Some(session) = keys.optional("SESSION_TOKEN") {
                service = service.session_token(session.reveal());
            }
            Operator::new(if *virtual_host { service.enable_virtual_host_style() } else { service })
        }
        Storage::Azure { address, account, container, folder } => {
            let service =
                services::Azblob::default().endpoint(address).account_name(account).container(container).root(folder);
            Operator::new(match keys.optional("SAS_TOKEN") {
                Some(token) => service.sas_token(token.reveal()),
                None => service.account_key(keys.needed("ACCOUNT_KEY")?.reveal()),
            })
        }
        Storage::Gcs { address, bucket, folder } => {
            let mut service =
                services::Gcs::default().bucket(bucket).root(folder).disable_config_load().disable_vm_metadata();
            if let Some(address) = address {
                service = service.endpoint(address);
            }
            // The path of the file of a service account, as Google hands it out.
            Operator::new(service.credential_path(keys.needed("CREDENTIAL")?.reveal()))
        }
    })
}

impl Store for Remote {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(found(self.wait(self.operator.read(path)))?.map(|bytes| bytes.to_vec()))
    }

    fn write(&self, path: &str, bytes: &Arc<[u8]>, sent: Sent) -> Result<(), Trouble> {
        let can = self.operator.info().capability();
        let mut request = self.operator.write_with(path, bytes.to_vec());
        if can.write_with_content_type {
            request = request.content_type(sent.media);
        }
        if can.write_with_cache_control {
            request = request.cache_control(sent.cache);
        }
        self.wait(request.into_future()).map(drop).map_err(unwritten(NOWHERE))
    }

    fn create(&self, path: &str, bytes: &Arc<[u8]>) -> Result<bool, Trouble> {
        if self.operator.info().capability().write_with_if_not_exists {
            let request = self.operator.write_with(path, bytes.to_vec()).if_not_exists(true);
            match self.runtime.block_on(request.into_future()) {
                Ok(_) => return Ok(true),
                Err(error) if matches!(error.kind(), ErrorKind::ConditionNotMatch | ErrorKind::AlreadyExists) => {
                    return Ok(false);
                }
                // Older stores do not know the condition: they are asked first, as those below.
                Err(error) if error.to_string().contains("NotImplemented") => {}
                Err(error) => return Err(unwritten(NOWHERE)(self.trouble(&error))),
            }
        }
        if self.read(path)?.is_some() {
            return Ok(false);
        }
        self.write(path, bytes, Sent::own()).map(|()| true)
    }

    fn list(&self, folder: &str) -> Result<Listing, Trouble> {
        let from = if folder.is_empty() { "/" } else { folder };
        let entries = self.wait(self.operator.list_with(from).recursive(!self.has_folders).into_future());
        let entries = found(entries)?.unwrap_or_default();
        let mut listing = Listing::default();
        for entry in entries {
            let path = entry.path().trim_start_matches('/');
            if entry.metadata().is_file() {
                listing.files.insert(path.to_owned(), entry.metadata().content_length());
            } else if self.has_folders && path != folder && !path.is_empty() {
                listing.folders.push(path.to_owned());
            }
        }
        Ok(listing)
    }

    fn remove(&self, path: &str) -> Result<(), Trouble> {
        found(self.wait(self.operator.delete(path))).map(drop)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        self.wait(self.operator.rename(from, to))
    }

    fn renames(&self) -> bool {
        self.has_folders
    }
}
