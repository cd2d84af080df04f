//! What was built, in one line: « 2 éditions, 58 pages, 74 chiffres, 41 graphiques, 1,9 Mo en 63 ms → dist/ ».

use crate::finding::Phrase;
use crate::project::Summary;
use crate::text::Lang;
use std::path::Path;
use std::time::Duration;

/// The closing line of a build; the time and the folder when there is one to say.
pub(super) fn line(summary: &Summary, time: Option<Duration>, out: Option<&Path>) -> Phrase {
    let Summary { editions, pages, figures, charts, bytes } = *summary;
    let fr = [
        counted(editions, editions > 1, "édition"),
        counted(pages, pages > 1, "page"),
        counted(figures, figures > 1, "chiffre"),
        counted(charts, charts > 1, "graphique"),
        size(bytes, Lang::Fr),
    ];
    let en = [
        counted(editions, editions != 1, "edition"),
        counted(pages, pages != 1, "page"),
        counted(figures, figures != 1, "figure"),
        counted(charts, charts != 1, "chart"),
        size(bytes, Lang::En),
    ];
    let mut phrase = Phrase { fr: fr.join(", "), en: en.join(", ") };
    if let Some(time) = time {
        phrase.fr += &format!(" en {}", duration(time, ','));
        phrase.en += &format!(" in {}", duration(time, '.'));
    }
    if let Some(out) = out {
        let path = out.to_string_lossy();
        let arrow = format!(" → {}/", path.trim_end_matches('/'));
        phrase.fr += &arrow;
        phrase.en += &arrow;
    }
    phrase
}

/// Several builds as one.
pub(super) fn total<'a>(summaries: impl Iterator<Item = &'a Summary>) -> Summary {
    summaries.fold(Summary::default(), |sum, one| Summary {
        editions: sum.editions + one.editions,
        pages: sum.pages + one.pages,
        figures: sum.figures + one.figures,
        charts: sum.charts + one.charts,
        bytes: sum.bytes + one.bytes,
    })
}

fn counted(n: usize, plural: bool, noun: &str) -> String {
    format!("{n} {noun}{}", if plural { "s" } else { "" })
}

/// Decimal multiples, as systems and hosts count them: 1 Mo is 1 000 000 octets.
pub(super) fn size(bytes: usize, lang: Lang) -> String {
    let (units, point) = match lang {
        Lang::Fr => (["octets", "ko", "Mo"], ','),
        Lang::En => (["bytes", "kB", "MB"], '.'),
    };
    match bytes {
        0..1_000 => format!("{bytes} {}", units[0]),
        1_000..1_000_000 => format!("{} {}", bytes.div_ceil(1_000), units[1]),
        _ => {
            let tenths = bytes / 100_000;
            format!("{}{point}{} {}", tenths / 10, tenths % 10, units[2])
        }
    }
}

/// « 63 ms », « 1,2 s ».
pub(super) fn duration(time: Duration, point: char) -> String {
    match time.as_millis() {
        ms @ 0..1_000 => format!("{ms} ms"),
        ms => format!("{}{point}{} s", ms / 1_000, ms % 1_000 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_like_a_sentence() {
        let summary = Summary { editions: 2, pages: 58, figures: 74, charts: 1, bytes: 1_940_000 };
        let said = line(&summary, Some(Duration::from_millis(63)), Some(Path::new("dist")));
        assert_eq!(said.fr, "2 éditions, 58 pages, 74 chiffres, 1 graphique, 1,9 Mo en 63 ms → dist/");
        assert_eq!(said.en, "2 editions, 58 pages, 74 figures, 1 chart, 1.9 MB in 63 ms → dist/");
        let said = line(&Summary::default(), Some(Duration::from_millis(1_250)), None);
        assert_eq!(said.fr, "0 édition, 0 page, 0 chiffre, 0 graphique, 0 octets en 1,2 s");
        assert_eq!(said.en, "0 editions, 0 pages, 0 figures, 0 charts, 0 bytes in 1.2 s");
    }
}
