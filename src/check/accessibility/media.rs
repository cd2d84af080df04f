//! Frames, videos and sounds: named, captioned, with controls, silent until asked.

use super::{Faults, Page};
use crate::finding::phrase;

pub(super) fn check(page: &Page, faults: &mut Faults) {
    for (index, element) in page.named(&["iframe", "frame", "video", "audio"]) {
        let start = element.start;
        if element.is(&["iframe", "frame"]) {
            if !element.says("title") {
                faults.at(
                    start,
                    "2.1",
                    phrase!("un cadre n’a pas de titre", "a frame has no title"),
                    phrase!("ajoutez title=\"…\" : ce que montre le cadre", "add title=\"…\": what the frame shows"),
                );
            }
            continue;
        }
        let has_captions = page.descendants(index).iter().any(|element| {
            element.is(&["track"]) && element.get("kind").is_some_and(|kind| kind.starts_with("caption"))
        });
        if element.is(&["video"]) && element.get("muted").is_none() && !has_captions {
            faults.at(
                start,
                "4.3",
                phrase!("une vidéo n’a pas de sous-titres", "a video has no captions"),
                phrase!(
                    "ajoutez « sous_titres=… » au bloc video, ou <track kind=\"captions\"> dans le gabarit",
                    "add `captions=…` to the video block, or <track kind=\"captions\"> in the template"
                ),
            );
        }
        if element.get("autoplay").is_some() && element.get("muted").is_none() {
            faults.at(
                start,
                "4.10",
                phrase!("un son se déclenche tout seul", "a sound starts by itself"),
                phrase!("retirez autoplay", "remove autoplay"),
            );
        }
        if element.get("controls").is_none() {
            faults.at(
                start,
                "4.11",
                phrase!("un média n’a pas de commandes", "a media element has no controls"),
                phrase!("ajoutez controls", "add controls"),
            );
        }
    }
}
