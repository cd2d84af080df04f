//! The codes of findings and their usual severity. Their explanations stand in `explanations/LANGUAGE/SLUG.md`.

use crate::text::Lang;

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

impl Severity {
    /// Every severity, the mildest first.
    pub const ALL: [Severity; 3] = [Severity::Advice, Severity::Warning, Severity::Error];

    /// The name that scripts rely on: `--deny warning`.
    pub fn slug(self) -> &'static str {
        self.name(Lang::En)
    }

    /// The name that people read.
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Advice, Lang::Fr) => "conseil",
            (Severity::Warning, Lang::Fr) => "avertissement",
            (Severity::Error, Lang::Fr) => "erreur",
            (Severity::Advice, Lang::En) => "advice",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Error, Lang::En) => "error",
        }
    }
}

/// Declares the codes: name, slug, severity. The slug is also the name of the files that explain the code.
macro_rules! codes {
    ($($name:ident = $slug:literal $severity:ident)*) => {
        /// The kind of mistake a finding is about. `slug` is what users see and what scripts may rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = include_str!(concat!("explanations/en/", $slug, ".md"))] $name,)*
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
            pub fn explanation(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Code::$name, Lang::Fr) => include_str!(concat!("explanations/fr/", $slug, ".md")),
                      (Code::$name, Lang::En) => include_str!(concat!("explanations/en/", $slug, ".md")),)*
                }
            }

            /// The first line of the explanation: what it means in a few words, no full stop.
            pub fn title(self, lang: Lang) -> &'static str {
                self.explanation(lang).lines().next().unwrap_or_default().trim_start_matches("# ")
            }

            /// The code with that slug.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.slug() == slug)
            }
        }
    };
}

codes! {
    WorkspaceMissing = "workspace-missing" Error
    EditionMissing = "edition-missing" Error
    FileUnexpected = "file-unexpected" Error
    FileTwice = "file-twice" Error
    FileName = "file-name" Error
    FileUnused = "file-unused" Warning
    FileUnreadable = "file-unreadable" Error
    FileTooLarge = "file-too-large" Error
    Encoding = "encoding" Error
    SymlinkOutside = "symlink-outside" Error
    YamlSyntax = "yaml-syntax" Error
    YamlTab = "yaml-tab" Error
    YamlQuote = "yaml-quote" Error
    YamlColon = "yaml-colon" Error
    YamlLimit = "yaml-limit" Error
    FrontMatter = "front-matter" Error
    KeyUnknown = "key-unknown" Error
    KeyMissing = "key-missing" Error
    KeyDuplicate = "key-duplicate" Error
    ValueType = "value-type" Error
    ValueBoolean = "value-boolean" Error
    ValueChoice = "value-choice" Error
    NumberAmbiguous = "number-ambiguous" Error
    NumberUnreadable = "number-unreadable" Error
    NumberLeadingZero = "number-leading-zero" Error
    DateUnreadable = "date-unreadable" Error
    IdInvalid = "id-invalid" Error
    IdDuplicate = "id-duplicate" Error
    FigureUnknown = "figure-unknown" Error
    FigureShape = "figure-shape" Error
    FigureYear = "figure-year" Error
    FigureWording = "figure-wording" Error
    FigureTwice = "figure-twice" Warning
    FigureSource = "figure-source" Warning
    FigureUnused = "figure-unused" Advice
    SmallCount = "small-count" Warning
    NumberUncited = "number-uncited" Advice
    NumberContradicts = "number-contradicts" Warning
    NumberFree = "number-free" Warning
    FigureFormula = "figure-formula" Error
    FigureUnits = "figure-units" Error
    FigureCircle = "figure-circle" Error
    FigureDivision = "figure-division" Error
    FigureRevised = "figure-revised" Error
    FigureBreak = "figure-break" Warning
    FigureConflict = "figure-conflict" Error
    CheckFailed = "check-failed" Error
    PercentSum = "percent-sum" Warning
    DataFile = "data-file" Error
    DataSelection = "data-selection" Error
    DataCell = "data-cell" Error
    DataSize = "data-size" Error
    PersonUnknown = "person-unknown" Error
    TermUnknown = "term-unknown" Error
    LinkUnknown = "link-unknown" Error
    FileUnknown = "file-unknown" Error
    NoteUnknown = "note-unknown" Error
    NoteUnused = "note-unused" Warning
    NestingDepth = "nesting-depth" Error
    HighlightEmpty = "highlight-empty" Error
    ChapterEmpty = "chapter-empty" Warning
    HeadingLevel = "heading-level" Error
    HtmlForbidden = "html-forbidden" Error
    DirectiveUnknown = "directive-unknown" Error
    DirectiveUnclosed = "directive-unclosed" Error
    DirectiveStray = "directive-stray" Error
    DirectiveSyntax = "directive-syntax" Error
    DirectiveKind = "directive-kind" Error
    DirectiveMisplaced = "directive-misplaced" Error
    DirectiveEmpty = "directive-empty" Error
    AttributeUnknown = "attribute-unknown" Error
    AttributeMissing = "attribute-missing" Error
    AttributeValue = "attribute-value" Error
    PictureUnreadable = "picture-unreadable" Error
    PictureActive = "picture-active" Error
    ImageAlternative = "image-alternative" Error
    LinkText = "link-text" Warning
    TableHeader = "table-header" Warning
    TableCells = "table-cells" Error
    ColourAlone = "colour-alone" Advice
    LanguageUnmarked = "language-unmarked" Advice
    ChartForm = "chart-form" Error
    TypographyFixed = "typography-fixed" Advice
    TranslationMissing = "translation-missing" Warning
    TextPlaceholder = "text-placeholder" Advice
    StatusDraft = "status-draft" Error
    SecretWritten = "secret-written" Error
    RightsExpired = "rights-expired" Error
    LegalMissing = "legal-missing" Warning
    AuditContradiction = "audit-contradiction" Error
    AuditExpired = "audit-expired" Warning
    StatementPlan = "statement-plan" Warning
    ThemeUnknown = "theme-unknown" Error
    ThemeCircle = "theme-circle" Error
    ThemeContract = "theme-contract" Error
    ThemeBlock = "theme-block" Error
    ThemeToken = "theme-token" Error
    ThemeCss = "theme-css" Error
    ThemeUnused = "theme-unused" Advice
    FontLicence = "font-licence" Warning
    ThemeTemplate = "theme-template" Error
    ThemeString = "theme-string" Error
    ThemeContrast = "theme-contrast" Error
    LinkBroken = "link-broken" Error
    Accessibility = "accessibility" Warning
    PageWeight = "page-weight" Warning
    PdfBrowser = "pdf-browser" Error
    PdfFailed = "pdf-failed" Error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_with_an_example() {
        for (code, lang) in Code::ALL.iter().flat_map(|code| Lang::ALL.map(|lang| (code, lang))) {
            let (slug, text) = (code.slug(), code.explanation(lang));
            assert!(text.starts_with("# ") && code.title(lang).len() > 8, "{slug}: no title");
            assert!(!code.title(lang).ends_with('.'), "{slug}: a title has no full stop");
            let fences: Vec<&str> = text.lines().filter(|line| line.starts_with("```")).collect();
            assert!(fences.len() >= 2 && fences.len().is_multiple_of(2), "{slug}: no example");
            for open in fences.iter().step_by(2) {
                assert!(["```yaml", "```markdown", "```text", "```csv"].contains(open), "{slug}: {open}");
            }
        }
    }

    #[test]
    fn slugs_lead_back_to_their_code() {
        for code in Code::ALL {
            assert_eq!(Code::from_slug(code.slug()), Some(*code));
        }
        assert_eq!(Code::from_slug("figure"), None);
    }
}
