//! A file to download or to show → what a page says of it: address, format, size.

use super::Context;
use crate::model::{AssetId, AssetKind};
use crate::text::{Lang, Number, number};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// A file as templates see it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileView {
    /// Link from the page.
    pub href: String,
    /// Its name, for the `download` attribute.
    pub name: String,
    /// `PDF`.
    pub format: String,
    /// `1,2 Mo`.
    pub size: String,
    /// Pixels, for pictures.
    pub width: Option<usize>,
    /// Pixels, for pictures.
    pub height: Option<usize>,
}

impl FileView {
    /// `PDF, 1,2 Mo`.
    pub fn description(&self) -> String {
        if self.format.is_empty() { self.size.clone() } else { format!("{}, {}", self.format, self.size) }
    }
}

/// A published asset, seen from the page.
pub fn of_asset(id: AssetId, cx: &Context) -> FileView {
    let asset = &cx.report.assets[&id];
    let (width, height) = match asset.kind {
        AssetKind::Image(Some((width, height))) => (Some(width), Some(height)),
        _ => (None, None),
    };
    FileView {
        href: cx.site.asset(cx.report, cx.edition_index, id).from(cx.page),
        name: asset.file_name().to_owned(),
        format: asset.format(),
        size: size(asset.bytes.len(), cx.edition.lang),
        width,
        height,
    }
}

/// A number of bytes in words: `132 octets`, `48 ko`, `1,2 Mo`; multiples of 1000, as disks and downloads count.
pub fn size(bytes: usize, lang: Lang) -> String {
    let (divisor, decimals, unit) = match (bytes, lang) {
        (0..1_000, Lang::Fr) => (1, 0, if bytes < 2 { "octet" } else { "octets" }),
        (0..1_000, Lang::En) => (1, 0, if bytes == 1 { "byte" } else { "bytes" }),
        (1_000..1_000_000, Lang::Fr) => (1_000, 0, "ko"),
        (1_000..1_000_000, Lang::En) => (1_000, 0, "kB"),
        (_, Lang::Fr) => (1_000_000, 1, "Mo"),
        (_, Lang::En) => (1_000_000, 1, "MB"),
    };
    let value = (Decimal::from(bytes) / Decimal::from(divisor))
        .round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let printed = number::print(&Number::new(value).with_decimals(decimals), lang);
    format!("{printed}\u{a0}{unit}")
}

#[cfg(test)]
mod tests {
    use super::size;
    use crate::text::Lang;

    #[test]
    fn sizes_are_printed_in_the_unit_that_suits_them() {
        assert_eq!(size(132, Lang::Fr), "132\u{a0}octets");
        assert_eq!(size(1, Lang::En), "1\u{a0}byte");
        assert_eq!(size(48_499, Lang::Fr), "48\u{a0}ko");
        assert_eq!(size(2_000_000, Lang::En).split('\u{a0}').next_back(), Some("MB"));
    }
}
