//! A published site, read over HTTP as readers do → what they would not see as it should be.

use super::Publication;
use super::error::{Error, Trouble};
use super::manifest::Entry;
use super::network;
use super::plan::is_twin;
use crate::finding::{Phrase, phrase};
use crate::output::media_type;
use reqwest::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName};
use reqwest::{Client, StatusCode};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::task::JoinSet;

/// Most files that are read: all of an ordinary site, and of a large one as many, evenly.
const MOST: usize = 500;
/// The page of a folder.
const INDEX: &str = "index.html";
/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest that browsers may keep a page without asking, in seconds.
const KEPT: u64 = 3_600;
/// The least that they should keep what is named by its content.
const KEPT_NAMED: u64 = 86_400;

/// What is not as it should be, of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No answer, or not 200.
    Status,
    /// Not the bytes that were published.
    Content,
    /// Another media type.
    Type,
    /// A folder does not show its page, which has to be asked for by its name.
    Folder,
    /// What does not exist is not answered by 404.
    Found,
    /// A page is kept longer than it may.
    Stale,
    /// What is named by its content is not kept.
    Unkept,
    /// Texts are not compressed.
    Bare,
    /// A header of security is missing.
    Header,
}

impl Fault {
    /// Whether readers see it; the others cost them time, or protection.
    pub fn is_serious(self) -> bool {
        matches!(self, Self::Status | Self::Content | Self::Type | Self::Folder | Self::Found | Self::Stale)
    }

    /// The name that scripts rely on.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Content => "content",
            Self::Type => "type",
            Self::Folder => "folder",
            Self::Found => "not-found",
            Self::Stale => "cache-page",
            Self::Unkept => "cache-named",
            Self::Bare => "compression",
            Self::Header => "header",
        }
    }

    /// What is wrong with so many addresses, and what to do; lower case, no full stop.
    pub fn phrases(self) -> (Phrase, Phrase) {
        let set = || {
            phrase!(
                "donnez à l’administrateur les réglages que Millésime prépare : « hebergeur » dans report.yaml, ou millesime new host",
                "give the administrator the settings that Millésime prepares: `host` in report.yaml, or millesime new host"
            )
        };
        match self {
            Self::Status => (
                phrase!("ne répond pas", "does not answer"),
                phrase!(
                    "vérifiez que l’adresse est bien celle de la cible, et que l’hébergeur sert ce dossier",
                    "check that the address is that of the target, and that the host serves that folder"
                ),
            ),
            Self::Content => (
                phrase!("n’est pas ce qui a été publié", "is not what was published"),
                phrase!(
                    "un cache de l’hébergeur garde l’ancien : videz-le, ou attendez",
                    "a cache of the host keeps the former one: clear it, or wait"
                ),
            ),
            Self::Type => (phrase!("est servi avec un autre type", "is served with another type"), set()),
            Self::Folder => (
                phrase!(
                    "ne montre pas index.html : les adresses courtes, celles des moteurs de recherche, ne répondent pas",
                    "does not show index.html: short addresses, those of search engines, do not answer"
                ),
                phrase!(
                    "chez l’hébergeur, activez le site statique avec index.html pour document d’index et 404.html pour erreur, et vérifiez à son adresse",
                    "at the host, turn on the static web site with index.html as its index document and 404.html for errors, and verify at its address"
                ),
            ),
            Self::Found => {
                (phrase!("n’existe pas et ne répond pas 404", "does not exist and does not answer 404"), set())
            }
            Self::Stale => (
                phrase!(
                    "est gardé plus d’une heure par les navigateurs : une correction se verra tard",
                    "is kept more than an hour by browsers: a correction will be seen late"
                ),
                set(),
            ),
            Self::Unkept => (
                phrase!(
                    "pourrait être gardé par les navigateurs et ne l’est pas",
                    "could be kept by browsers and is not"
                ),
                set(),
            ),
            Self::Bare => (phrase!("n’est pas compressé", "is not compressed"), set()),
            Self::Header => {
                (phrase!("n’a pas l’en-tête X-Content-Type-Options", "lacks the header X-Content-Type-Options"), set())
            }
        }
    }
}

/// An answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

/// Reads the files of a publication below `address`, which ends in `/`, so many at a time; what is wrong, with the addresses.
///
/// # Errors
/// When nothing answers at that address.
pub fn verify(address: &str, wanted: &Publication, connections: usize) -> Result<BTreeMap<Fault, Vec<String>>, Error> {
    network::ready();
    let failed = |why: String| Error::Store(Some(address.to_owned()), Trouble::Passing(why));
    let client = Client::builder().timeout(PATIENCE).build().map_err(|error| failed(network::cause(&error)))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|cause| failed(cause.to_string()))?;
    runtime.block_on(async {
        let mut first = ask(&client, address, true).await.map_err(failed)?;
        let page = ask(&client, &format!("{address}{INDEX}"), true).await.map_err(failed)?;
        // Stores of objects have no folders: unless they are set to, they know a page by its whole name only.
        let has_folders = first.status == StatusCode::OK || page.status != StatusCode::OK;
        let mut faults: BTreeMap<Fault, Vec<String>> = BTreeMap::new();
        let mut note = |fault: Fault, path: &str| faults.entry(fault).or_default().push(path.to_owned());
        if !has_folders {
            note(Fault::Folder, "");
            first = page;
        }
        if !first.headers.contains_key(CONTENT_ENCODING) {
            note(Fault::Bare, INDEX);
        }
        if value(&first.headers, &HeaderName::from_static("x-content-type-options")) != "nosniff" {
            note(Fault::Header, INDEX);
        }
        let lost = "il-n-y-a-rien-ici/";
        if ask(&client, &format!("{address}{lost}"), false).await.map_err(failed)?.status != StatusCode::NOT_FOUND {
            note(Fault::Found, lost);
        }
        let step = wanted.files.len().div_ceil(MOST).max(1);
        let mut files = wanted.files.iter().filter(|(path, _)| is_public(path)).step_by(step);
        let mut asked = JoinSet::new();
        loop {
            while asked.len() < connections
                && let Some((path, entry)) = files.next()
            {
                let (client, path, entry) = (client.clone(), path.clone(), entry.clone());
                let address = format!("{address}{}", public(&path, has_folders));
                asked.spawn(async move {
                    let answer = ask(&client, &address, false).await;
                    (faults_of(&path, &entry, answer.as_ref().ok()), path)
                });
            }
            match asked.join_next().await {
                Some(Ok((found, path))) => found.into_iter().for_each(|fault| note(fault, &path)),
                Some(Err(error)) => return Err(failed(error.to_string())),
                None => break,
            }
        }
        faults.values_mut().for_each(|paths| paths.sort());
        Ok(faults)
    })
}

/// Twins and settings are for the host, not for readers.
fn is_public(path: &str) -> bool {
    !is_twin(path) && !path.starts_with(['.', '_'])
}

/// The link to a file: a page is its folder where there are folders, and names are percent-encoded.
fn public(path: &str, has_folders: bool) -> String {
    let path = match path.strip_suffix(INDEX).filter(|_| has_folders) {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    crate::site::Address::file(path).from(&crate::site::Address::page(""))
}

fn faults_of(path: &str, entry: &Entry, answer: Option<&Answer>) -> Vec<Fault> {
    let Some(answer) = answer.filter(|answer| answer.status == StatusCode::OK) else { return vec![Fault::Status] };
    let mut faults = Vec::new();
    if Entry::of(&answer.bytes) != *entry {
        faults.push(Fault::Content);
    }
    let essence = |text: &str| {
        text.split(';').next().unwrap_or_default().trim().replace("application/javascript", "text/javascript")
    };
    let (sent, expected) = (essence(value(&answer.headers, &CONTENT_TYPE)), essence(media_type(path)));
    // Hosts have several names for XML and for icons; what readers see depends on the others.
    if sent != expected
        && (path.ends_with(".html") || ["text/css", "text/javascript", "image/svg+xml"].contains(&&*expected))
    {
        faults.push(Fault::Type);
    }
    let age = age(value(&answer.headers, &CACHE_CONTROL));
    if path.ends_with(".html") && age.is_some_and(|age| age > KEPT) {
        faults.push(Fault::Stale);
    }
    if entry.names(path) && age.is_none_or(|age| age < KEPT_NAMED) {
        faults.push(Fault::Unkept);
    }
    faults
}

/// `public, max-age=600` → 600.
fn age(cache: &str) -> Option<u64> {
    cache.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok())
}

fn value<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

async fn ask(client: &Client, address: &str, compressed: bool) -> Result<Answer, String> {
    let mut request = client.get(address);
    if compressed {
        request = request.header(ACCEPT_ENCODING, "br, gzip");
    }
    let told = |error: reqwest::Error| network::cause(&error);
    let answer = request.send().await.map_err(told)?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    Ok(Answer { status, headers, bytes: answer.bytes().await.map_err(told)?.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&'static str, &'static str)], bytes: &[u8]) -> Answer {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), reqwest::header::HeaderValue::from_static(value)));
        Answer { status: StatusCode::OK, headers: headers.collect(), bytes: bytes.to_vec() }
    }

    #[test]
    fn what_readers_would_notice_is_told() {
        let entry = Entry::of(b"<p>");
        let good = answer(&[("content-type", "text/html; charset=utf-8"), ("cache-control", "no-cache")], b"<p>");
        assert_eq!(faults_of("a/index.html", &entry, Some(&good)), []);
        let bad = answer(&[("content-type", "text/plain"), ("cache-control", "public, max-age=86400")], b"<b>");
        assert_eq!(faults_of("a/index.html", &entry, Some(&bad)), [Fault::Content, Fault::Type, Fault::Stale]);
        assert_eq!(faults_of("a/index.html", &entry, None), [Fault::Status]);
        let named = format!("theme/a.{}.css", &entry.hash[..10]);
        let unkept = answer(&[("content-type", "text/css")], b"<p>");
        assert_eq!(faults_of(&named, &entry, Some(&unkept)), [Fault::Unkept]);
    }

    #[test]
    fn addresses_are_those_of_readers() {
        assert_eq!(public("2022/index.html", true), "2022/");
        assert_eq!(public("2022/index.html", false), "2022/index.html");
        assert_eq!(public("index.html", true), "");
        assert_eq!(public("2022/données/a b.csv", true), "2022/donn%C3%A9es/a%20b.csv");
    }
}
