//! A request → its answer, all from memory: the site as it is built, and beside it what only a preview has, below `/_preview/`
//! and `/_qa/`. No address reaches the disk.

use super::body::Answer;
use super::{Generation, Options, bounds, origin, page, qa};
use crate::output::media_type;
use crate::site;
use hyper::header::{
    ACCEPT, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH,
    LOCATION, RANGE,
};
use hyper::{Method, Request, Response, StatusCode};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch::Receiver;

/// What a preview has beside the site: address, type, content.
const OWN: &[(&str, &str, &str)] = &[
    ("_preview/preview.js", JS, include_str!("client/preview.js")),
    ("_preview/morph.js", JS, include_str!("client/morph.js")),
    ("_preview/news.js", JS, include_str!("client/news.js")),
    ("_preview/panel.js", JS, include_str!("client/panel.js")),
    ("_preview/element.js", JS, include_str!("client/element.js")),
    ("_preview/finding.js", JS, include_str!("client/finding.js")),
    ("_preview/finding.css", CSS, include_str!("client/finding.css")),
    ("_preview/place.js", JS, include_str!("client/place.js")),
    ("_preview/origin.js", JS, include_str!("client/origin.js")),
    ("_preview/words.js", JS, include_str!("client/words.js")),
    ("_preview/preview.css", CSS, include_str!("client/preview.css")),
    ("_preview/waiting.js", JS, include_str!("client/waiting.js")),
    ("_preview/waiting.css", CSS, include_str!("client/waiting.css")),
    ("_qa/index.html", HTML, include_str!("client/qa.html")),
    ("_qa/qa.js", JS, include_str!("client/qa.js")),
    ("_qa/qa.css", CSS, include_str!("client/qa.css")),
];
/// The page shown where there is none.
const WAITING: &str = include_str!("client/waiting.html");
const HTML: &str = "text/html; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json";

/// On every answer: nothing is guessed, framed, or taken by another site.
const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "SAMEORIGIN"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "same-origin"),
];

/// Answers one request.
pub(super) fn answer<B>(
    request: &Request<B>,
    generations: &Receiver<Arc<Generation>>,
    options: &Arc<Options>,
    root: &Arc<PathBuf>,
) -> Response<Answer> {
    let refused = bounds::refuse(request.method(), request.headers(), options.address);
    let mut response = match refused {
        Some((status, reason)) => of(status, "text/plain; charset=utf-8", Answer::text(reason)),
        None => found(request, generations, options, root),
    };
    for (name, value) in ALWAYS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if request.method() == Method::HEAD {
        *response.body_mut() = Answer::Whole(None);
    }
    response
}

fn found<B>(
    request: &Request<B>,
    generations: &Receiver<Arc<Generation>>,
    options: &Arc<Options>,
    root: &Arc<PathBuf>,
) -> Response<Answer> {
    let asked = request.uri().path();
    let path = site::decoded(asked.strip_prefix('/').unwrap_or(asked));
    let address = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
    if let Some((_, kind, text)) = OWN.iter().find(|(own, ..)| *own == address) {
        return tagged(request, kind, Answer::text(*text), text.as_bytes());
    }
    let generation = Arc::clone(&generations.borrow());
    match address.as_str() {
        "_preview/events" => {
            let events = Answer::events(generations.clone(), Arc::clone(options), Arc::clone(root));
            return of(StatusCode::OK, "text/event-stream", events);
        }
        "_qa/qa.json" => return of(StatusCode::OK, JSON, Answer::text(qa::json(&generation, options, root))),
        _ => {}
    }
    let good = generation.good.as_ref();
    if let Some(marked) = address.strip_prefix("_preview/origins/") {
        return match good.and_then(|good| origin::json(good, marked)) {
            Some(json) => of(StatusCode::OK, JSON, Answer::text(json)),
            None => of(StatusCode::NOT_FOUND, JSON, Answer::text("{}")),
        };
    }
    // What a browser navigates to has the script of the preview; everything else is as it is built.
    if let Some((good, bytes)) = good.and_then(|good| Some((good, good.rendering.file(&address)?))) {
        good.tell_asked();
        if media_type(&address) == HTML && wants_page(request) {
            let html = String::from_utf8_lossy(&bytes);
            return of(StatusCode::OK, HTML, Answer::text(page::with_script(&html, &good.shown_files)));
        }
        return file(request, &address, &bytes);
    }
    let folder = format!("{address}/index.html");
    if !asked.ends_with('/') && good.is_some_and(|good| good.rendering.is_page(&folder)) {
        return redirect(&format!("{asked}/"));
    }
    // The style sheet and the pictures of a page that was sent just before: their addresses name their content.
    let former = generation.former.as_ref().and_then(|former| former.rendering.beside(&address));
    if let Some(bytes) = former.filter(|bytes| address.contains(site::fingerprint(&blake3::hash(bytes).to_hex()))) {
        return file(request, &address, &bytes);
    }
    if wants_page(request) {
        return of(StatusCode::NOT_FOUND, HTML, Answer::text(WAITING));
    }
    of(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", Answer::text("there is no such page"))
}

/// A file of the site, as it is built.
fn file<B>(request: &Request<B>, address: &str, bytes: &Arc<[u8]>) -> Response<Answer> {
    let kind = media_type(address);
    if let Some(range) = range(request, bytes.len()) {
        let (start, end) = range;
        let mut response = of(StatusCode::PARTIAL_CONTENT, kind, Answer::text(&bytes[start..=end]));
        header(&mut response, CONTENT_RANGE, &format!("bytes {start}-{end}/{}", bytes.len()));
        return response;
    }
    let mut response = tagged(request, kind, Answer::shared(Arc::clone(bytes)), bytes);
    header(&mut response, ACCEPT_RANGES, "bytes");
    response
}

/// Whether a browser navigates here: it says that it wants HTML. Scripts and tools do not.
fn wants_page<B>(request: &Request<B>) -> bool {
    request.headers().get(ACCEPT).is_some_and(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")))
}

/// `bytes=100-199`, `bytes=100-`: what players ask of videos (RFC 9110, 14.2). Anything else is answered whole.
fn range<B>(request: &Request<B>, length: usize) -> Option<(usize, usize)> {
    let (start, end) = request.headers().get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let start: usize = start.parse().ok()?;
    let end =
        if end.is_empty() { length.checked_sub(1)? } else { end.parse::<usize>().ok()?.min(length.checked_sub(1)?) };
    (start <= end).then_some((start, end))
}

fn of(status: StatusCode, kind: &'static str, body: Answer) -> Response<Answer> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// An answer that the browser may keep as long as it asks whether it is still the same.
fn tagged<B>(request: &Request<B>, kind: &'static str, body: Answer, bytes: &[u8]) -> Response<Answer> {
    let tag = format!("\"{}\"", blake3::hash(bytes).to_hex());
    let is_known = request.headers().get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = match is_known {
        true => of(StatusCode::NOT_MODIFIED, kind, Answer::Whole(None)),
        false => of(StatusCode::OK, kind, body),
    };
    header(&mut response, ETAG, &tag);
    response
}

fn redirect(to: &str) -> Response<Answer> {
    let mut response = of(StatusCode::FOUND, "text/plain; charset=utf-8", Answer::Whole(None));
    header(&mut response, LOCATION, to);
    response
}

fn header(response: &mut Response<Answer>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
