//! Videos: files of the report, or pages elsewhere that show nothing before the reader agrees.

use super::template;
use crate::markdown::plain;
use crate::model::{Video, VideoSource};
use crate::render::file::{self, FileView};
use crate::render::prose::{Html, Pen};
use schemars::JsonSchema;
use serde::Serialize;

/// A video: either `file`, or `provider` with `page` and, when it can be framed, `embed`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct VideoView {
    id: String,
    title: String,
    /// The title without markup, for the frame that the script opens.
    title_text: String,
    level: u8,
    file: Option<FileView>,
    /// `video/mp4`.
    media_type: Option<&'static str>,
    captions: Option<FileView>,
    poster: Option<FileView>,
    /// « YouTube »
    provider: Option<String>,
    /// Its page there.
    page: Option<String>,
    /// What the script frames after consent.
    embed: Option<String>,
    credit: Option<String>,
    transcript: String,
}

/// A video and its transcript.
pub(super) fn html(video: &Video, pen: &mut Pen, class: &str) -> Html {
    let (mut own, mut captions, mut provider, mut page, mut embed) = (None, None, None, None, None);
    match &video.source {
        VideoSource::File { file, captions: track } => {
            own = Some(file::of_asset(*file, pen.cx));
            captions = track.map(|track| file::of_asset(track, pen.cx));
        }
        VideoSource::Provider { provider: name, page: address } => {
            provider = Some(service(name).to_owned());
            page = is_web(address).then(|| address.clone());
            embed = page.as_deref().and_then(|address| embedded(name, address));
            pen.page.frames.extend(embed.as_deref().and_then(origin).map(str::to_owned));
        }
    }
    let view = VideoView {
        id: pen.id("video"),
        title: pen.title(&video.title),
        title_text: plain(&video.title),
        level: (pen.level + 1).min(6),
        media_type: own.as_ref().map(|file| media_type(&file.format)),
        file: own,
        captions,
        poster: video.poster.map(|poster| file::of_asset(poster, pen.cx)),
        provider,
        page,
        embed,
        credit: video.credit.clone(),
        transcript: pen.below(|pen| pen.blocks(&video.transcript))?,
    };
    template("video", &view, class, pen.cx)
}

/// The name of a service as it writes it itself.
pub(in crate::render) fn service(name: &str) -> &str {
    ["YouTube", "Vimeo", "Dailymotion", "PeerTube"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
        .unwrap_or(name)
}

fn media_type(format: &str) -> &'static str {
    match format {
        "WEBM" => "video/webm",
        "OGV" | "OGG" => "video/ogg",
        _ => "video/mp4",
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// `https://host` of an address.
fn origin(address: &str) -> Option<&str> {
    let host = address.find("://")? + 3;
    let end = address[host..].find('/').map_or(address.len(), |slash| host + slash);
    Some(&address[..end])
}

/// The address to frame for a page of a known service, in its variant that traces least.
fn embedded(provider: &str, page: &str) -> Option<String> {
    let rest = page.split_once("://")?.1;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.split('#').next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().filter(|id| is_id(id));
    match host.trim_start_matches("www.").trim_start_matches("m.") {
        "youtube.com" | "youtube-nocookie.com" => {
            let asked = query.split(['&', '#']).find_map(|pair| pair.strip_prefix("v=")).filter(|id| is_id(id));
            let id = asked.or_else(|| last.filter(|_| path.contains('/')))?;
            Some(format!("https://www.youtube-nocookie.com/embed/{id}"))
        }
        "youtu.be" => Some(format!("https://www.youtube-nocookie.com/embed/{}", last?)),
        "vimeo.com" | "player.vimeo.com" => {
            let id = last.filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()))?;
            Some(format!("https://player.vimeo.com/video/{id}?dnt=1"))
        }
        "dailymotion.com" | "geo.dailymotion.com" | "dai.ly" => {
            Some(format!("https://geo.dailymotion.com/player.html?video={}", last?))
        }
        // PeerTube runs under any name: the service that the author gave tells it.
        _ if provider.eq_ignore_ascii_case("peertube") => Some(format!("https://{host}/videos/embed/{}", last?)),
        _ => None,
    }
}

/// Identifiers of videos are plain; anything else is not put into an address.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::{embedded, origin};

    #[test]
    fn known_services_are_framed_in_their_discreet_variant() {
        let youtube = Some("https://www.youtube-nocookie.com/embed/a-b_1".to_owned());
        for page in [
            "https://www.youtube.com/watch?v=a-b_1&t=3",
            "https://youtu.be/a-b_1?si=x",
            "https://www.youtube.com/embed/a-b_1",
            "https://m.youtube.com/shorts/a-b_1",
        ] {
            assert_eq!(embedded("YouTube", page), youtube, "{page}");
        }
        assert_eq!(
            embedded("Vimeo", "https://vimeo.com/12"),
            Some("https://player.vimeo.com/video/12?dnt=1".to_owned())
        );
        assert_eq!(
            embedded("PeerTube", "https://video.example.org/w/xyz"),
            Some("https://video.example.org/videos/embed/xyz".to_owned())
        );
    }

    #[test]
    fn what_is_not_known_is_not_framed() {
        assert_eq!(embedded("Autre", "https://example.org/w/xyz"), None);
        assert_eq!(embedded("YouTube", "https://www.youtube.com/"), None);
        assert_eq!(embedded("YouTube", "https://youtu.be/\"><script>"), None);
    }

    #[test]
    fn an_origin_is_scheme_and_host() {
        assert_eq!(origin("https://a.example/b/c"), Some("https://a.example"));
    }
}
