//! What was typed. The texts of the help stand in `help`, in both languages.

use crate::finding::Severity;
use crate::model::Host;
use crate::project::import::As;
use crate::text::{Date, Lang, date, number};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as Flags, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use rust_decimal::Decimal;
use std::net::IpAddr;
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "millesime", version)]
pub(super) struct Args {
    /// Read beforehand, by `language`; here it is checked and shown in the help.
    #[arg(long, global = true, value_parser = lang())]
    pub lang: Option<Lang>,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, short, global = true)]
    pub yes: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub(super) enum Verb {
    Build(Build),
    Serve(Serve),
    Check(Check),
    #[command(alias = "publier")]
    Publish(Publish),
    #[command(alias = "revenir")]
    Rollback(Rollback),
    #[command(alias = "historique")]
    History(History),
    #[command(alias = "paquet")]
    Package(Package),
    Diff(Diff),
    New(New),
    #[command(alias = "importer")]
    Import(Import),
    Explain {
        code: Option<String>,
    },
    Completions {
        shell: Shell,
    },
}

#[derive(Flags)]
pub(super) struct Build {
    #[command(flatten)]
    pub common: Common,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub open: bool,
    #[arg(long, alias = "compresser")]
    pub compress: bool,
    #[arg(long)]
    pub pdf: bool,
    #[arg(long, alias = "durees")]
    pub timings: bool,
}

#[derive(Flags)]
pub(super) struct Serve {
    #[arg(default_value = ".")]
    pub workspace: PathBuf,
    #[arg(long, default_value_t = 1111)]
    pub port: u16,
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
    #[arg(long)]
    pub open: bool,
    #[arg(long)]
    pub follow: bool,
    #[arg(long)]
    pub editor: Option<String>,
    #[arg(long)]
    pub poll: bool,
    #[arg(long)]
    pub edition: Option<String>,
    #[arg(long, value_parser = day)]
    pub date: Option<Date>,
}

#[derive(Flags)]
pub(super) struct Check {
    #[command(flatten)]
    pub common: Common,
    #[arg(long, alias = "accessibilite")]
    pub accessibility: bool,
    #[arg(long, alias = "poids")]
    pub weights: bool,
}

#[derive(Flags)]
pub(super) struct Publish {
    #[command(flatten)]
    pub onto: Onto,
    #[command(flatten)]
    pub allowed: Allowed,
    #[arg(long, alias = "editions-passees")]
    pub allow_past: bool,
    #[arg(long = "verify", alias = "verifier", value_name = "URL", num_args = 0..=1, default_missing_value = "")]
    pub verified: Option<String>,
    #[arg(long)]
    pub pdf: bool,
    #[arg(long, value_parser = day)]
    pub date: Option<Date>,
}

#[derive(Flags)]
pub(super) struct Rollback {
    #[command(flatten)]
    pub onto: Onto,
    #[command(flatten)]
    pub allowed: Allowed,
    #[arg(long)]
    pub publication: Option<u32>,
}

#[derive(Flags)]
pub(super) struct History {
    #[command(flatten)]
    pub onto: Onto,
}

/// What is published where.
#[derive(Flags)]
pub(super) struct Onto {
    #[arg(default_value = ".")]
    pub workspace: PathBuf,
    #[arg(long = "to", alias = "vers")]
    pub target: Option<String>,
    #[arg(long = "format", value_enum, default_value_t)]
    pub form: Shape,
}

/// What a publication may do, and how.
#[derive(Flags)]
pub(super) struct Allowed {
    #[arg(long, alias = "essai")]
    pub dry_run: bool,
    #[arg(long, alias = "retraits")]
    pub deletions: Option<usize>,
    #[arg(long = "replace", alias = "remplacer")]
    pub take_over: bool,
    #[arg(long)]
    pub break_lock: bool,
    #[arg(long, alias = "delai", default_value_t = 30)]
    pub grace: u64,
}

#[derive(Flags)]
pub(super) struct Package {
    #[arg(default_value = ".")]
    pub workspace: PathBuf,
    #[arg(long = "out")]
    pub archive: Option<PathBuf>,
    #[arg(long = "host", alias = "hebergeur", value_parser = host())]
    pub shown_by: Option<Host>,
    #[arg(long)]
    pub pdf: bool,
    #[arg(long)]
    pub edition: Option<String>,
    #[arg(long, value_parser = day)]
    pub date: Option<Date>,
}

/// The edition before, the edition after; or what is on line and the report.
#[derive(Flags)]
pub(super) struct Diff {
    pub before: Option<String>,
    pub after: Option<String>,
    #[arg(long = "published", alias = "publie", value_name = "TARGET", num_args = 0..=1, default_missing_value = "")]
    #[arg(conflicts_with_all = ["before", "after"])]
    pub online: Option<String>,
    #[arg(long, requires = "online")]
    pub pdf: bool,
    #[arg(long, default_value = ".")]
    pub workspace: PathBuf,
    #[arg(long, alias = "seuil", value_parser = percent, default_value = "20")]
    pub threshold: Decimal,
    #[arg(long = "format", value_enum, default_value_t)]
    pub form: Shape,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    #[default]
    Text,
    Json,
}

/// What every verb that reads reports understands.
#[derive(Flags)]
pub(super) struct Common {
    pub workspaces: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[arg(long, value_parser = severity(), default_value = "error")]
    pub deny: Severity,
    #[arg(long)]
    pub edition: Option<String>,
    #[arg(long)]
    pub production: bool,
    #[arg(long, value_parser = day)]
    pub date: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
    Sarif,
}

#[derive(Flags)]
pub(super) struct New {
    #[command(subcommand)]
    pub what: What,
}

#[derive(Subcommand)]
pub(super) enum What {
    #[command(alias = "rapport")]
    Report {
        folder: PathBuf,
        #[arg(long)]
        name: Option<String>,
    },
    #[command(alias = "hebergeur")]
    Host {
        #[arg(value_parser = host())]
        server: Host,
        #[arg(long, default_value = ".")]
        workspace: PathBuf,
    },
    #[command(alias = "galerie")]
    Gallery { folder: PathBuf },
    #[command(aliases = ["édition", "millesime", "millésime"])]
    Edition {
        year: String,
        #[arg(long, default_value = ".")]
        workspace: PathBuf,
    },
    #[command(alias = "chapitre")]
    Chapter {
        title: String,
        #[arg(long)]
        edition: Option<String>,
        #[arg(long, default_value = ".")]
        workspace: PathBuf,
    },
    #[command(alias = "fait")]
    Highlight {
        chapter: String,
        title: String,
        #[arg(long)]
        edition: Option<String>,
        #[arg(long, default_value = ".")]
        workspace: PathBuf,
    },
    #[command(alias = "thème")]
    Theme {
        theme: String,
        #[arg(long, alias = "herite-de", default_value = "default")]
        extends: String,
        #[arg(long, default_value = ".")]
        workspace: PathBuf,
    },
}

#[derive(Flags)]
pub(super) struct Import {
    pub file: PathBuf,
    #[arg(long, alias = "dans")]
    pub into: Option<PathBuf>,
    #[arg(long, alias = "remplacer")]
    pub replace: bool,
    #[arg(long, alias = "feuille")]
    pub sheet: Option<String>,
    #[arg(long, alias = "plage")]
    pub range: Option<String>,
    #[arg(long, alias = "tableau")]
    pub table: Option<String>,
    #[arg(long = "as", alias = "comme", value_parser = shape())]
    pub shape: Option<As>,
    #[arg(long, alias = "libelle")]
    pub label: Option<String>,
    #[arg(long)]
    pub source: Option<String>,
    #[arg(long, default_value = ".")]
    pub workspace: PathBuf,
}

/// `figures`, `rows`, `series`; their French names are understood.
fn shape() -> impl TypedValueParser<Value = As> {
    let names = [("figures", "chiffres"), ("rows", "lignes"), ("series", "séries")];
    PossibleValuesParser::new(names.map(|(english, french)| PossibleValue::new(english).alias(french))).map(|name| {
        match name.as_str() {
            "figures" | "chiffres" => As::Figures,
            "rows" | "lignes" => As::Rows,
            _ => As::Series,
        }
    })
}

/// The servers that read settings from files.
fn host() -> impl TypedValueParser<Value = Host> {
    PossibleValuesParser::new(Host::ALL.map(Host::name))
        .map(|name| Host::ALL.into_iter().find(|host| host.name() == name).expect("one of the names"))
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::code)).map(|code| Lang::from_code(&code).expect("one of the codes"))
}

/// `error`, `warning`, `advice`; their French names are understood.
fn severity() -> impl TypedValueParser<Value = Severity> {
    let values = Severity::ALL.map(|severity| PossibleValue::new(severity.slug()).alias(severity.name(Lang::Fr)));
    PossibleValuesParser::new(values).map(|name| {
        let mut all = Severity::ALL.into_iter();
        all.find(|severity| Lang::ALL.iter().any(|lang| severity.name(*lang) == name)).expect("one of the names")
    })
}

/// `20`, `2,5`, `5 %`.
fn percent(text: &str) -> Result<Decimal, String> {
    let read = number::read(text, Lang::Fr).ok().filter(|read| read.unit.as_deref().is_none_or(|unit| unit == "%"));
    read.map(|read| read.number.value).ok_or_else(|| "expected a percentage such as 20".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    date::read(text).ok_or_else(|| "expected a day such as 2023-06-15".to_owned())
}
