//! Turns one hue per chapter into the colours of a report, light and dark, and measures their contrast.
//!
//! Lightness and chroma are fixed per role in OKLCH, so every hue reads alike; chroma is lowered until the colour exists in
//! sRGB. Two adaptations, both small: fields of yellow hues are raised (at the common lightness yellow turns to khaki), and a
//! colour whose measured contrast misses its target moves in lightness, 0.004 at a time, until it holds.

use color::{Oklch, OpaqueColor, Srgb};
use std::fmt::{self, Write};

/// Hues of the chapters, in degrees, when the organisation chooses none.
pub const HUES: [f32; 9] = [268.0, 165.0, 35.0, 348.0, 82.0, 205.0, 120.0, 300.0, 55.0];

/// The colours that every page shares. A theme may choose others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// `--paper`: what text stands on.
    pub paper: Tone,
    /// `--ink`: the colour of text.
    pub ink: Tone,
    /// `--ink-2`: the colour of what is said in a lower voice.
    pub quiet: Tone,
}

/// White by day, night blue by night. The style sheet holds the same values.
pub const PAGE: Page = Page {
    paper: Tone { light: Rgb([0xff, 0xff, 0xff]), dark: Rgb([0x11, 0x12, 0x1d]) },
    ink: Tone { light: Rgb([0x16, 0x17, 0x2b]), dark: Rgb([0xef, 0xf1, 0xfa]) },
    quiet: Tone { light: Rgb([0x4b, 0x4e, 0x69]), dark: Rgb([0xb6, 0xbb, 0xd6]) },
};

/// Ribbons, light then dark, as (lightness, chroma): neighbours differ in lightness, so that the year reads without hue.
const RIBBONS: [[(f32, f32); 2]; 9] = [
    [(0.42, 0.20), (0.667, 0.177)],
    [(0.552, 0.11), (0.731, 0.142)],
    [(0.656, 0.20), (0.729, 0.17)],
    [(0.719, 0.137), (0.814, 0.107)],
    [(0.818, 0.157), (0.875, 0.142)],
    [(0.48, 0.10), (0.68, 0.12)],
    [(0.72, 0.17), (0.80, 0.15)],
    [(0.40, 0.17), (0.66, 0.16)],
    [(0.77, 0.15), (0.84, 0.12)],
];

/// A colour in sRGB; prints as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// The same colour by day and by night; prints as CSS `light-dark(…)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// On light paper.
    pub light: Rgb,
    /// On dark paper.
    pub dark: Rgb,
}

/// The four colours of a chapter and its ribbon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// `--c-field`: a large surface under ink. Also the browser's theme colour.
    pub field: Tone,
    /// `--c-soft`: boxes, ground of charts.
    pub soft: Tone,
    /// `--c-ink`: accent text, numerals.
    pub ink: Tone,
    /// `--c-mark`: fill of charts.
    pub mark: Tone,
    /// `--ribbon-n`: decoration only, never text.
    pub ribbon: Tone,
}

/// The colours of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// One per chapter, in order; never empty.
    pub chapters: Vec<Accent>,
    /// `--edition-field`: the ground of the cover and of pages outside any chapter.
    pub edition: Tone,
    /// `--c-soft` outside any chapter.
    pub soft: Tone,
    /// What they were derived for.
    pub page: Page,
}

/// Which pair of colours is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Text, on paper.
    Text,
    /// Text in a lower voice, on paper.
    Quiet,
    /// The field, under ink.
    Field,
    /// The soft ground, under ink.
    Soft,
    /// Accent text, on paper.
    InkOnPaper,
    /// Accent text, on the field.
    InkOnField,
    /// Chart fill, on paper.
    MarkOnPaper,
    /// Chart fill, on the soft ground.
    MarkOnSoft,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// By day.
    Light,
    /// By night.
    Dark,
}

/// A pair of colours too close to be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fault {
    /// Number of the chapter, from 1; 0 for what every page shows.
    pub chapter: usize,
    /// Which pair.
    pub role: Role,
    /// By day or by night.
    pub scheme: Scheme,
    /// Measured contrast (WCAG 2.2, 1 to 21).
    pub ratio: f32,
    /// Least contrast that the law lets this pair have.
    pub needed: f32,
}

/// Derives the colours of a report from one hue (in degrees) per chapter, for the colours of its pages. No hue at all counts as the first of
/// [`HUES`].
pub fn palette(hues: &[f32], page: Page) -> Palette {
    let hues = if hues.is_empty() { &HUES[..1] } else { hues };
    let first = degrees(hues[0]);
    Palette {
        chapters: hues.iter().enumerate().map(|(index, hue)| accent(degrees(*hue), index, page)).collect(),
        edition: Tone { light: rgb(0.924, 0.022, first), dark: rgb(0.24, 0.053, first) },
        soft: Tone { light: rgb(0.96, 0.011, first), dark: rgb(0.238, 0.036, first) },
        page,
    }
}

impl Palette {
    /// The generated sheet: ribbons, the colours outside any chapter, one `[data-accent]` block per chapter.
    pub fn css(&self) -> String {
        let mut css = String::from("@layer tokens {\n  :root {\n");
        for (index, chapter) in self.chapters.iter().enumerate() {
            line(&mut css, &format!("ribbon-{}", index + 1), chapter.ribbon);
        }
        line(&mut css, "edition-field", self.edition);
        line(&mut css, "c-field", self.edition);
        line(&mut css, "c-soft", self.soft);
        line(&mut css, "c-ink", self.chapters[0].ink);
        line(&mut css, "c-mark", self.chapters[0].mark);
        css.push_str("    --c-ribbon: var(--ribbon-1);\n  }\n");
        for (index, chapter) in self.chapters.iter().enumerate() {
            let number = index + 1;
            let _ = writeln!(css, "  [data-accent=\"{number}\"] {{");
            line(&mut css, "c-field", chapter.field);
            line(&mut css, "c-soft", chapter.soft);
            line(&mut css, "c-ink", chapter.ink);
            line(&mut css, "c-mark", chapter.mark);
            let _ = writeln!(css, "    --c-ribbon: var(--ribbon-{number});\n  }}");
        }
        css.push_str("}\n");
        css
    }

    /// The pairs whose contrast is under the law; none for colours of [`palette`] on the pages of the built-in sheet. Where text cannot be read
    /// on paper, the rest would only follow from it.
    pub fn faults(&self) -> Vec<Fault> {
        [Scheme::Light, Scheme::Dark].into_iter().flat_map(|scheme| self.faults_under(scheme)).collect()
    }

    fn faults_under(&self, scheme: Scheme) -> Vec<Fault> {
        let faults = |chapter: usize, pairs: &[(Role, f32)]| -> Vec<Fault> {
            let pairs = pairs.iter().map(|&(role, ratio)| Fault { chapter, role, scheme, ratio, needed: role.least() });
            pairs.filter(|pair| pair.ratio < pair.needed).collect()
        };
        let [paper, ink, quiet] = [self.page.paper, self.page.ink, self.page.quiet].map(|tone| tone.under(scheme));
        let texts = faults(0, &[(Role::Text, contrast(ink, paper)), (Role::Quiet, contrast(quiet, paper))]);
        if !texts.is_empty() {
            return texts;
        }
        let [field, soft] = [self.edition, self.soft].map(|tone| tone.under(scheme));
        let mut found = faults(0, &[(Role::Field, contrast(field, ink)), (Role::Soft, contrast(soft, ink))]);
        for (index, accent) in self.chapters.iter().enumerate() {
            found.extend(faults(index + 1, &measures(accent, self.page, scheme)));
        }
        found
    }
}

impl Role {
    /// The contrast of this pair in the design, as measured on its five hues and its own page.
    fn designed(self) -> f32 {
        match self {
            Role::Text => 17.0,
            Role::Quiet => 8.0,
            Role::Field => 11.4,
            Role::Soft => 14.0,
            Role::InkOnPaper => 10.5,
            Role::InkOnField => 7.4,
            Role::MarkOnPaper => 4.3,
            Role::MarkOnSoft => 3.7,
        }
    }

    /// The contrast that the law asks for: RGAA 3.2 for text, 3.3 for what a drawing means.
    fn least(self) -> f32 {
        match self {
            Role::MarkOnPaper | Role::MarkOnSoft => 3.0,
            _ => 4.5,
        }
    }
}

impl Tone {
    /// A colour of CSS, for both schemes, or two in `light-dark(…)`; `None` for what only a browser works out.
    pub fn parse(css: &str) -> Option<Self> {
        let css = css.trim();
        let Some(pair) = css.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) else {
            return Rgb::parse(css).map(|colour| Self { light: colour, dark: colour });
        };
        let mut depth = 0_usize;
        let comma = pair.bytes().position(|byte| {
            match byte {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            byte == b',' && depth == 0
        })?;
        Some(Self { light: Rgb::parse(&pair[..comma])?, dark: Rgb::parse(&pair[comma + 1..])? })
    }

    /// The colour under a scheme.
    pub fn under(self, scheme: Scheme) -> Rgb {
        match scheme {
            Scheme::Light => self.light,
            Scheme::Dark => self.dark,
        }
    }
}

impl Rgb {
    /// An opaque colour of CSS.
    fn parse(css: &str) -> Option<Self> {
        let colour = color::parse_color(css.trim()).ok()?.to_alpha_color::<Srgb>().to_rgba8();
        (colour.a == u8::MAX).then_some(Self([colour.r, colour.g, colour.b]))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "light-dark({}, {})", self.light, self.dark)
    }
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio).
pub fn contrast(one: Rgb, other: Rgb) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(Rgb([red, green, blue]): Rgb) -> f32 {
    OpaqueColor::<Srgb>::from_rgb8(red, green, blue).relative_luminance()
}

fn line(css: &mut String, name: &str, tone: Tone) {
    let _ = writeln!(css, "    --{name}: {tone};");
}

fn degrees(hue: f32) -> f32 {
    if hue.is_finite() { hue.rem_euclid(360.0) } else { 0.0 }
}

/// The contrast that a pair is given: that of the design; on a page of less contrast as much less, and never less than the law asks.
fn aim(role: Role, page: Page, scheme: Scheme) -> f32 {
    let between = |page: Page| contrast(page.ink.under(scheme), page.paper.under(scheme));
    (role.designed() * (between(page) / between(PAGE)).min(1.0)).max(role.least())
}

fn accent(hue: f32, index: usize, page: Page) -> Accent {
    use Scheme::{Dark, Light};
    let (paper, ink) = (page.paper, page.ink);
    let shade = |scheme, lightness: f32, chroma: f32, against: &[(Rgb, Role)]| {
        let against: Vec<(Rgb, f32)> = against.iter().map(|&(other, role)| (other, aim(role, page, scheme))).collect();
        readable(lightness, chroma, hue, &against)
    };
    // Full at 85°, nothing beyond 30° on either side.
    let yellow = (1.0 - (hue - 85.0).abs() / 30.0).max(0.0);
    let field = Tone {
        light: shade(Light, 0.875 + 0.026 * yellow, 0.085 + 0.02 * yellow, &[(ink.light, Role::Field)]),
        dark: shade(Dark, 0.31, 0.085, &[(ink.dark, Role::Field)]),
    };
    let soft = Tone {
        light: shade(Light, 0.945, 0.035, &[(ink.light, Role::Soft)]),
        dark: shade(Dark, 0.25, 0.045, &[(ink.dark, Role::Soft)]),
    };
    let grounds = |scheme| [(paper.under(scheme), Role::InkOnPaper), (field.under(scheme), Role::InkOnField)];
    let plots = |scheme| [(paper.under(scheme), Role::MarkOnPaper), (soft.under(scheme), Role::MarkOnSoft)];
    let [light, dark] = RIBBONS[index % RIBBONS.len()];
    Accent {
        field,
        soft,
        ink: Tone { light: shade(Light, 0.36, 0.14, &grounds(Light)), dark: shade(Dark, 0.87, 0.09, &grounds(Dark)) },
        mark: Tone { light: shade(Light, 0.565, 0.20, &plots(Light)), dark: shade(Dark, 0.71, 0.16, &plots(Dark)) },
        ribbon: Tone { light: rgb(light.0, light.1, hue), dark: rgb(dark.0, dark.1, hue) },
    }
}

fn measures(accent: &Accent, page: Page, scheme: Scheme) -> [(Role, f32); 6] {
    let [field, soft, text, mark] = [accent.field, accent.soft, accent.ink, accent.mark].map(|tone| tone.under(scheme));
    let (paper, ink) = (page.paper.under(scheme), page.ink.under(scheme));
    [
        (Role::Field, contrast(field, ink)),
        (Role::Soft, contrast(soft, ink)),
        (Role::InkOnPaper, contrast(text, paper)),
        (Role::InkOnField, contrast(text, field)),
        (Role::MarkOnPaper, contrast(mark, paper)),
        (Role::MarkOnSoft, contrast(mark, soft)),
    ]
}

/// The colour nearest to a recipe that holds its contrasts: lightness moves away from that of the first of the others.
fn readable(lightness: f32, chroma: f32, hue: f32, against: &[(Rgb, f32)]) -> Rgb {
    let recipe = rgb(lightness, chroma, hue);
    let is_above = against.first().is_some_and(|(other, _)| luminance(recipe) > luminance(*other));
    let direction = if is_above { 0.004 } else { -0.004 };
    let mut shades = (0..=50u8).map(|step| rgb(lightness + direction * f32::from(step), chroma, hue));
    let holds = |shade: &Rgb| against.iter().all(|(other, aim)| contrast(*shade, *other) >= *aim);
    shades.find(holds).unwrap_or(recipe)
}

/// OKLCH to sRGB; chroma is lowered until the colour is in the gamut.
fn rgb(lightness: f32, chroma: f32, hue: f32) -> Rgb {
    let at = |chroma: f32| OpaqueColor::<Oklch>::new([lightness, chroma, hue]).convert::<Srgb>();
    let inside = |chroma: f32| at(chroma).components.iter().all(|part| (-0.0005..=1.0005).contains(part));
    let (mut low, mut high) = (0.0, chroma);
    if inside(chroma) {
        low = chroma;
    } else {
        for _ in 0..14 {
            let middle = (low + high) / 2.0;
            if inside(middle) { low = middle } else { high = middle }
        }
    }
    let colour = at(low).to_rgba8();
    Rgb([colour.r, colour.g, colour.b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use color::Oklab;

    /// Published values of the design, light and dark: field, soft, ink, mark, ribbon.
    const DESIGN: [[[u32; 2]; 5]; 5] = [
        [[0xc5d5fe, 0x1e2d5b], [0xe5edfe, 0x182137], [0x1f3385, 0xc3d4fe], [0x4568e9, 0x799cff], [0x2438b8, 0x7288ff]],
        [[0xabe6cb, 0x003a28], [0xd8f5e7, 0x07281c], [0x034933, 0x9be8c6], [0x048b64, 0x09be8a], [0x00866a, 0x22c496]],
        [[0xffc7b8, 0x531c0f], [0xfee7e1, 0x341912], [0x701800, 0xffc5b6], [0xd03500, 0xf47759], [0xf2542d, 0xff7a58]],
        [[0xfec1df, 0x4e1b38], [0xffe4f1, 0x311825], [0x6c0c4a, 0xffbede], [0xc3318a, 0xe874b3], [0xe07fb8, 0xf4a6d2]],
        [[0xffd98c, 0x402c01], [0xfdeed0, 0x2c1f05], [0x503800, 0xf2cf8f], [0x986e02, 0xce9702], [0xf5b82e, 0xffcf5c]],
    ];

    fn lab(Rgb([red, green, blue]): Rgb) -> OpaqueColor<Oklab> {
        OpaqueColor::<Srgb>::from_rgb8(red, green, blue).convert()
    }

    #[test]
    fn hues_of_the_design_give_its_colours() {
        let palette = palette(&HUES[..5], PAGE);
        for (chapter, (accent, published)) in palette.chapters.iter().zip(DESIGN).enumerate() {
            let derived = [accent.field, accent.soft, accent.ink, accent.mark, accent.ribbon];
            for (tone, hex) in derived.into_iter().zip(published) {
                for (colour, hex) in [tone.light, tone.dark].into_iter().zip(hex) {
                    let [_, red, green, blue] = hex.to_be_bytes();
                    let distance = lab(colour).difference(lab(Rgb([red, green, blue])));
                    assert!(distance < 0.02, "chapter {}: {colour} for #{hex:06x}, {distance}", chapter + 1);
                }
            }
        }
    }

    #[test]
    fn every_hue_can_be_read() {
        for hue in 0..360u16 {
            let palette = palette(&[f32::from(hue)], PAGE);
            assert_eq!(palette.faults(), [], "hue {hue}");
            for scheme in [Scheme::Light, Scheme::Dark] {
                for (role, ratio) in measures(&palette.chapters[0], PAGE, scheme) {
                    assert!(ratio >= role.designed(), "hue {hue}: {role:?} {scheme:?} {ratio}");
                }
            }
            let grounds = [(palette.edition, 12.0), (palette.soft, 12.0)];
            for (tone, least) in grounds {
                assert!(
                    contrast(tone.light, PAGE.ink.light) > least && contrast(tone.dark, PAGE.ink.dark) > least,
                    "hue {hue}"
                );
            }
        }
    }

    #[test]
    fn every_hue_keeps_its_hue() {
        for hue in 0..360u16 {
            let mark = palette(&[f32::from(hue)], PAGE).chapters[0].mark;
            for shade in [mark.light, mark.dark] {
                let [_, chroma, found] = lab(shade).convert::<Oklch>().components;
                let turn = (found - f32::from(hue)).rem_euclid(360.0);
                assert!(chroma > 0.08 && turn.min(360.0 - turn) < 4.0, "hue {hue}: {shade}, {chroma}, {found}");
            }
        }
    }

    #[test]
    fn neighbouring_ribbons_differ_in_lightness() {
        let chapters = palette(&HUES, PAGE).chapters;
        for (index, pair) in chapters.windows(2).enumerate() {
            let [one, other] = [pair[0], pair[1]].map(|accent| lab(accent.ribbon.light).components[0]);
            assert!((one - other).abs() > 0.05, "{} and {}: {one}, {other}", index + 1, index + 2);
        }
    }

    #[test]
    fn odd_hues_are_folded() {
        assert_eq!(palette(&[-92.0], PAGE), palette(&[268.0], PAGE));
        assert_eq!(palette(&[628.0], PAGE), palette(&[268.0], PAGE));
        assert_eq!(palette(&[], PAGE), palette(&[268.0], PAGE));
        assert_eq!(palette(&[f32::NAN, f32::INFINITY], PAGE).faults(), []);
        assert_eq!(palette(&[10.0; 12], PAGE).chapters.len(), 12);
    }

    #[test]
    fn a_pair_too_close_is_a_fault() {
        let mut palette = palette(&HUES[..2], PAGE);
        palette.chapters[1].mark.dark = palette.chapters[1].soft.dark;
        let faults: Vec<_> =
            palette.faults().into_iter().map(|fault| (fault.chapter, fault.role, fault.scheme)).collect();
        assert_eq!(faults, [(2, Role::MarkOnPaper, Scheme::Dark), (2, Role::MarkOnSoft, Scheme::Dark)]);
    }

    #[test]
    fn colours_are_derived_for_the_page_that_was_chosen() {
        let page = Page { paper: Tone::parse("light-dark(#fffdf8, rgb(24 22 18))").unwrap(), ..PAGE };
        assert_eq!(page.paper.dark, Rgb([24, 22, 18]));
        assert_eq!(palette(&HUES, page).faults(), []);
        // Grey text is legal on white; fields give way to it.
        let grey = Page { ink: Tone { light: Rgb([0x59; 3]), dark: PAGE.ink.dark }, quiet: PAGE.quiet, ..PAGE };
        assert_eq!(palette(&HUES, grey).faults(), []);
    }

    #[test]
    fn a_page_that_cannot_be_read_at_night_is_a_fault_and_what_follows_from_it_is_not() {
        let page = Page { paper: Tone::parse("#fffdf8").unwrap(), ..PAGE };
        let faults = palette(&HUES[..2], page).faults();
        let told: Vec<_> = faults.iter().map(|fault| (fault.chapter, fault.role, fault.scheme)).collect();
        assert_eq!(told, [(0, Role::Text, Scheme::Dark), (0, Role::Quiet, Scheme::Dark)]);
        assert!(faults[0].ratio < 1.2, "{faults:?}");
    }

    #[test]
    fn what_only_a_browser_works_out_is_no_colour() {
        for css in ["var(--x)", "light-dark(#fff)", "light-dark(#fff, var(--x))", "#0008", "papier", ""] {
            assert_eq!(Tone::parse(css), None, "{css}");
        }
        assert_eq!(Tone::parse("white").map(|tone| tone.dark), Some(Rgb([255; 3])));
    }

    #[test]
    fn the_sheet_names_every_chapter() {
        let css = palette(&HUES, PAGE).css();
        for number in 1..=9 {
            assert!(css.contains(&format!("[data-accent=\"{number}\"] {{\n    --c-field: light-dark(#")));
            assert!(css.contains(&format!("--c-ribbon: var(--ribbon-{number});")));
            assert!(css.contains(&format!("    --ribbon-{number}: light-dark(#")));
        }
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }
}
