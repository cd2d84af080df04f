//! The theme of a report: those it is made of, what they and the report set, and the blocks they add.

use crate::finding::Place;

/// The name of the theme that all others extend in the end.
pub const DEFAULT_THEME: &str = "default";

/// The theme chosen, with what it, those it extends and the report set: the nearest to the report wins.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeSettings {
    /// Folder under `themes/`, or the name of a built-in theme.
    pub name: String,
    /// The theme itself, then those it extends. Never empty; the last is [`DEFAULT_THEME`], built in.
    pub layers: Vec<Layer>,
    /// One hue (0–360) per chapter.
    pub hues: Vec<f32>,
    /// `display`, `text`, `ui`: CSS font lists.
    pub fonts: Vec<(String, String)>,
    /// Fonts published with the site.
    pub font_files: Vec<FontFile>,
    /// Variables of the style sheet given another value.
    pub tokens: Vec<Token>,
    /// Strings of the theme that the report replaces: key, text.
    pub strings: Vec<(String, String)>,
    /// Blocks that the themes add to the language of texts.
    pub blocks: Vec<OwnBlock>,
}

/// One of the themes that a report's theme is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// It stands in `themes/NAME/` of the workspace; else it is built in.
    pub is_own: bool,
}

impl Layer {
    /// What its templates are called by: `default/`. A folder that bears the name of a built-in theme lies over it, unnamed.
    pub fn prefix(&self, is_also_built_in: bool) -> String {
        if self.is_own && is_also_built_in { format!("own-{}/", self.name) } else { format!("{}/", self.name) }
    }
}

/// A font of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFile {
    /// Its path in the theme: `fonts/text.woff2`.
    pub path: String,
    /// The name that font lists call it by.
    pub family: String,
    /// `400`, or `100 900` for a variable font.
    pub weight: String,
    /// Slanted.
    pub is_italic: bool,
}

/// A variable of the style sheet and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Without its dashes: `paper`.
    pub name: String,
    /// A CSS value.
    pub value: String,
    /// Where it is set.
    pub place: Place,
}

/// A block that a theme adds: `:::name[Title]{attribute=value}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnBlock {
    /// Its name, which is also that of its template `blocks/NAME.html`.
    pub name: String,
    /// It holds a text, closed by `:::`.
    pub is_container: bool,
    /// Whether it has a title.
    pub title: Need,
    /// What stands between its braces.
    pub attributes: Vec<OwnAttribute>,
    /// Where it is declared.
    pub place: Place,
}

/// An attribute of a theme's block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAttribute {
    /// Its name.
    pub name: String,
    /// Whether it must be given.
    pub need: Need,
    /// The values it may take; the first stands where none is given. Empty when it is free.
    pub values: Vec<String>,
}

/// Whether something must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
    /// It may not.
    Absent,
}

impl Default for ThemeSettings {
    fn default() -> Self {
        Self {
            name: DEFAULT_THEME.to_owned(),
            layers: vec![Layer { name: DEFAULT_THEME.to_owned(), is_own: false }],
            hues: Vec::new(),
            fonts: Vec::new(),
            font_files: Vec::new(),
            tokens: Vec::new(),
            strings: Vec::new(),
            blocks: Vec::new(),
        }
    }
}
