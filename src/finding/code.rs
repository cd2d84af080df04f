//! The codes of findings, their usual severity and their explanation.

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Could be better.
    Advice,
    /// Probably wrong; the site can be built.
    Warning,
    /// Wrong; nothing is written.
    Error,
}

/// Declares the codes: name, slug, severity, then the explanation in French and in English.
macro_rules! codes {
    ($($name:ident = $slug:literal $severity:ident { fr: $fr:literal, en: $en:literal } )*) => {
        /// The kind of mistake a finding is about. `slug` is what users see and what scripts may rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $en] $name,)*
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The name users see, as in `error[figure-unknown]`.
            pub fn slug(self) -> &'static str {
                match self { $(Code::$name => $slug),* }
            }

            /// How serious it usually is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// What it means, why it matters, an example and the remedy: Markdown, in `lang`.
            pub fn explanation(self, lang: crate::text::Lang) -> &'static str {
                match (self, lang) {
                    $((Code::$name, crate::text::Lang::Fr) => $fr,
                      (Code::$name, crate::text::Lang::En) => $en,)*
                }
            }
        }
    };
}

codes! {
    WorkspaceMissing = "workspace-missing" Error { fr: "", en: "" }
    EditionMissing = "edition-missing" Error { fr: "", en: "" }
    FileUnexpected = "file-unexpected" Error { fr: "", en: "" }
    FileName = "file-name" Error { fr: "", en: "" }
    FileUnused = "file-unused" Warning { fr: "", en: "" }
    FileUnreadable = "file-unreadable" Error { fr: "", en: "" }
    FileTooLarge = "file-too-large" Error { fr: "", en: "" }
    Encoding = "encoding" Error { fr: "", en: "" }
    SymlinkOutside = "symlink-outside" Error { fr: "", en: "" }
    YamlSyntax = "yaml-syntax" Error { fr: "", en: "" }
    YamlTab = "yaml-tab" Error { fr: "", en: "" }
    YamlQuote = "yaml-quote" Error { fr: "", en: "" }
    YamlColon = "yaml-colon" Error { fr: "", en: "" }
    YamlLimit = "yaml-limit" Error { fr: "", en: "" }
    FrontMatter = "front-matter" Error { fr: "", en: "" }
    KeyUnknown = "key-unknown" Error { fr: "", en: "" }
    KeyMissing = "key-missing" Error { fr: "", en: "" }
    KeyDuplicate = "key-duplicate" Error { fr: "", en: "" }
    ValueType = "value-type" Error { fr: "", en: "" }
    ValueBoolean = "value-boolean" Error { fr: "", en: "" }
    ValueChoice = "value-choice" Error { fr: "", en: "" }
    NumberAmbiguous = "number-ambiguous" Error { fr: "", en: "" }
    NumberUnreadable = "number-unreadable" Error { fr: "", en: "" }
    NumberLeadingZero = "number-leading-zero" Error { fr: "", en: "" }
    DateUnreadable = "date-unreadable" Error { fr: "", en: "" }
    IdInvalid = "id-invalid" Error { fr: "", en: "" }
    IdDuplicate = "id-duplicate" Error { fr: "", en: "" }
    FigureUnknown = "figure-unknown" Error { fr: "", en: "" }
    FigureShape = "figure-shape" Error { fr: "", en: "" }
    FigureYear = "figure-year" Error { fr: "", en: "" }
    FigureSource = "figure-source" Warning { fr: "", en: "" }
    DataFile = "data-file" Error { fr: "", en: "" }
    PersonUnknown = "person-unknown" Error { fr: "", en: "" }
    TermUnknown = "term-unknown" Error { fr: "", en: "" }
    LinkUnknown = "link-unknown" Error { fr: "", en: "" }
    FileUnknown = "file-unknown" Error { fr: "", en: "" }
    NoteUnknown = "note-unknown" Error { fr: "", en: "" }
    NoteUnused = "note-unused" Warning { fr: "", en: "" }
    NestingDepth = "nesting-depth" Error { fr: "", en: "" }
    HighlightEmpty = "highlight-empty" Error { fr: "", en: "" }
    ChapterEmpty = "chapter-empty" Warning { fr: "", en: "" }
    HeadingLevel = "heading-level" Error { fr: "", en: "" }
    HtmlForbidden = "html-forbidden" Error { fr: "", en: "" }
    DirectiveUnknown = "directive-unknown" Error { fr: "", en: "" }
    DirectiveUnclosed = "directive-unclosed" Error { fr: "", en: "" }
    DirectiveStray = "directive-stray" Error { fr: "", en: "" }
    DirectiveSyntax = "directive-syntax" Error { fr: "", en: "" }
    DirectiveKind = "directive-kind" Error { fr: "", en: "" }
    DirectiveMisplaced = "directive-misplaced" Error { fr: "", en: "" }
    DirectiveEmpty = "directive-empty" Error { fr: "", en: "" }
    AttributeUnknown = "attribute-unknown" Error { fr: "", en: "" }
    AttributeMissing = "attribute-missing" Error { fr: "", en: "" }
    AttributeValue = "attribute-value" Error { fr: "", en: "" }
    ImageAlternative = "image-alternative" Error { fr: "", en: "" }
    ChartForm = "chart-form" Error { fr: "", en: "" }
    TypographyFixed = "typography-fixed" Advice { fr: "", en: "" }
    TranslationMissing = "translation-missing" Warning { fr: "", en: "" }
    LegalMissing = "legal-missing" Warning { fr: "", en: "" }
    ThemeUnknown = "theme-unknown" Error { fr: "", en: "" }
    ThemeTemplate = "theme-template" Error { fr: "", en: "" }
    ThemeString = "theme-string" Error { fr: "", en: "" }
    ThemeContrast = "theme-contrast" Error { fr: "", en: "" }
    LinkBroken = "link-broken" Error { fr: "", en: "" }
}
