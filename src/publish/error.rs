//! What keeps a publication from going on, in words that say what to do. No message holds a secret: stores strike them out.

use crate::finding::{Phrase, phrase};
use std::path::PathBuf;

/// Why a request to a store was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file is not there.
    Missing,
    /// The login was refused.
    Login,
    /// Reading is allowed, writing is not; what the server said.
    Denied(String),
    /// The disk or the quota is full.
    Full,
    /// The key of the server is not the one that is known.
    HostKey,
    /// The certificate of the server is not valid; why.
    Certificate(String),
    /// The clocks of the server and of this machine differ too much.
    Clock,
    /// What was read back is not what was written.
    Corrupt,
    /// The network or the server failed; trying again may help.
    Passing(String),
    /// Anything else, in the words of the server.
    Other(String),
}

impl Trouble {
    /// Whether trying again may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Passing(_) | Self::Corrupt)
    }
}

/// Why a publication did not start, or did not end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// `report.yaml` has no target of that name; those it has.
    UnknownTarget(String, Vec<String>),
    /// `report.yaml` has no target.
    NoTarget,
    /// Several targets, none named.
    WhichTarget(Vec<String>),
    /// The site was to be verified, and its address is not known.
    NoAddress,
    /// A secret that the environment does not hold; the variable.
    SecretMissing(String),
    /// Settings that the library refuses.
    Settings(String),
    /// A folder that is, holds or stands among the sources of the report.
    Sources(PathBuf),
    /// A request to the target failed; the path, if one is concerned.
    Store(Option<String>, Trouble),
    /// Somebody else publishes: owner, since when.
    Locked(String, String),
    /// This machine publishes there already.
    Busy,
    /// Somebody published between the plan and now.
    Overtaken,
    /// The manifest is of a later Millésime, or not readable.
    Manifest,
    /// Files that Millésime did not put there stand where the site would be written.
    InTheWay(Vec<String>),
    /// More pages and documents would be removed than allowed: how many, how many at most.
    Deletions(usize, usize),
    /// Past editions, already published, that would change.
    PastEditions(Vec<String>),
    /// There is no former publication to go back to, or none of that number.
    NoFormer,
    /// Nothing was published to that target yet.
    NeverPublished(String),
    /// That publication is not in the records of this machine.
    Unrecorded(u32),
    /// Files of a former publication that are neither on this machine nor on the target: how many.
    Lost(usize),
    /// The folder of records on this machine.
    Records(PathBuf, String),
}

impl Error {
    /// A request about `path` that failed.
    pub(super) fn at(path: &str) -> impl FnOnce(Trouble) -> Self + '_ {
        move |trouble| Self::Store(Some(path.to_owned()), trouble)
    }

    /// What happened; lower case, no full stop.
    pub fn message(&self) -> Phrase {
        match self {
            Self::UnknownTarget(name, _) => phrase!("la cible « {name} » n’existe pas", "there is no target `{name}`"),
            Self::NoTarget => phrase!("report.yaml ne dit pas où publier", "report.yaml does not say where to publish"),
            Self::WhichTarget(_) => phrase!("ce rapport a plusieurs cibles", "this report has several targets"),
            Self::NoAddress => {
                phrase!("l’adresse publique du site n’est pas connue", "the public address of the site is not known")
            }
            Self::SecretMissing(name) => phrase!("il manque le secret {name}", "the secret {name} is missing"),
            Self::Settings(why) => {
                phrase!("la cible ne peut pas être ouverte : {why}", "the target cannot be opened: {why}")
            }
            Self::Sources(path) => {
                let path = path.display();
                phrase!(
                    "la cible « {path} » est, contient ou touche les sources du rapport",
                    "the target `{path}` is, holds or stands among the sources of the report"
                )
            }
            Self::Store(path, trouble) => at(path.as_deref(), told(trouble)),
            Self::Locked(owner, since) => {
                phrase!(
                    "{owner} publie sur cette cible depuis {since}",
                    "{owner} has been publishing there since {since}"
                )
            }
            Self::Busy => phrase!(
                "une autre commande publie sur cette cible depuis cette machine",
                "another command publishes to this target from this machine"
            ),
            Self::Overtaken => phrase!(
                "quelqu’un d’autre a publié depuis que le plan a été fait",
                "somebody else has published since the plan was made"
            ),
            Self::Manifest => phrase!(
                "l’inventaire de la cible, .millesime/publication.json, ne peut pas être lu",
                "the inventory of the target, .millesime/publication.json, cannot be read"
            ),
            Self::InTheWay(paths) => {
                let (count, some) = (paths.len(), some(paths));
                phrase!(
                    "{count} fichier(s) de la cible, que Millésime n’y a pas mis, seraient remplacés : {some}",
                    "{count} file(s) of the target, which Millésime did not put there, would be replaced: {some}"
                )
            }
            Self::Deletions(count, most) => phrase!(
                "{count} pages ou documents seraient retirés, plus que les {most} admis",
                "{count} pages or documents would be removed, more than the {most} allowed"
            ),
            Self::PastEditions(names) => {
                let names = names.join(", ");
                phrase!(
                    "une édition déjà publiée changerait : {names}",
                    "an edition already published would change: {names}"
                )
            }
            Self::NoFormer => {
                phrase!("il n’y a pas de publication où revenir", "there is no publication to go back to")
            }
            Self::NeverPublished(name) => {
                phrase!("rien n’a encore été publié sur « {name} »", "nothing was published to `{name}` yet")
            }
            Self::Unrecorded(number) => phrase!(
                "la publication {number} n’a pas été gardée sur cette machine",
                "publication {number} was not kept on this machine"
            ),
            Self::Lost(count) => phrase!(
                "{count} fichiers de cette publication ne sont plus ni sur cette machine ni sur la cible",
                "{count} files of that publication are no longer on this machine nor on the target"
            ),
            Self::Records(path, why) => {
                let path = path.display();
                phrase!("impossible de tenir « {path} » : {why}", "cannot keep `{path}`: {why}")
            }
        }
    }

    /// What to do; lower case, no full stop.
    pub fn remedy(&self) -> Phrase {
        match self {
            Self::UnknownTarget(_, known) | Self::WhichTarget(known) => {
                let known = known.join(", ");
                phrase!(
                    "cibles : {known} ; nommez-en une : publish --to NOM, diff --published NOM",
                    "targets: {known}; name one: publish --to NAME, diff --published NAME"
                )
            }
            Self::NoTarget => phrase!(
                "ajoutez une cible sous « publication » ; millesime package fait un fichier à remettre",
                "add a target under `publish`; millesime package makes a file to hand over"
            ),
            Self::NoAddress => phrase!(
                "donnez-la : --verify https://…, ou « site » sous la cible dans report.yaml",
                "give it: --verify https://…, or `site` under the target in report.yaml"
            ),
            Self::SecretMissing(name) => phrase!(
                "donnez-le par l’environnement, sans l’écrire dans un fichier : export {name}='…'",
                "give it through the environment, without writing it in a file: export {name}='…'"
            ),
            Self::Sources(_) => {
                phrase!("choisissez un autre dossier dans report.yaml", "choose another folder in report.yaml")
            }
            Self::Settings(_) => phrase!("relisez cette cible dans report.yaml", "check this target in report.yaml"),
            Self::Store(_, trouble) => advice(trouble),
            Self::Locked(..) => phrase!(
                "attendez, ou demandez-lui ; si plus personne ne publie, recommencez avec --break-lock",
                "wait, or ask them; if nobody publishes any more, try again with --break-lock"
            ),
            Self::Busy => phrase!("attendez qu’elle finisse", "wait until it ends"),
            Self::Overtaken => phrase!("recommencez : le plan sera refait", "try again: the plan will be made anew"),
            Self::Manifest => phrase!(
                "mettez Millésime à jour ; si le fichier est abîmé, supprimez-le et recommencez avec --replace",
                "update Millésime; if the file is damaged, delete it and try again with --replace"
            ),
            Self::InTheWay(_) => phrase!(
                "déplacez-les, choisissez un autre dossier, ou remplacez-les avec --replace",
                "move them, choose another folder, or replace them with --replace"
            ),
            Self::Deletions(count, _) => phrase!(
                "vérifiez que rien n’a été oublié dans content/, puis recommencez avec --deletions {count}",
                "check that nothing was forgotten in content/, then try again with --deletions {count}"
            ),
            Self::PastEditions(_) => phrase!(
                "voyez avec --dry-run ce qui change ; si c’est voulu, recommencez avec --allow-past",
                "see with --dry-run what changes; if it is meant, try again with --allow-past"
            ),
            Self::NeverPublished(name) => phrase!(
                "voyez ce qui le serait : millesime publish --to {name} --dry-run",
                "see what would be: millesime publish --to {name} --dry-run"
            ),
            Self::NoFormer => phrase!("millesime history les énumère", "millesime history lists them"),
            Self::Lost(_) | Self::Unrecorded(_) => phrase!(
                "revenez en arrière depuis la machine qui l’avait publiée, ou publiez de nouveau ses sources",
                "go back from the machine that published it, or publish its sources again"
            ),
            Self::Records(..) => phrase!("vérifiez le dossier et le disque", "check the folder and the disk"),
        }
    }

    /// Whether the machine or the network is at fault rather than what was asked.
    pub fn is_of_the_machine(&self) -> bool {
        matches!(self, Self::Store(..) | Self::Records(..) | Self::Locked(..) | Self::Busy | Self::Overtaken)
    }
}

fn some(paths: &[String]) -> String {
    let more = if paths.len() > 3 { ", …" } else { "" };
    paths.iter().take(3).cloned().collect::<Vec<_>>().join(", ") + more
}

fn at(path: Option<&str>, told: Phrase) -> Phrase {
    let (fr, en) = (&told.fr, &told.en);
    match path {
        Some(path) => phrase!("« {path} » : {fr}", "`{path}`: {en}"),
        None => told,
    }
}

fn told(trouble: &Trouble) -> Phrase {
    match trouble {
        Trouble::Missing => phrase!("le fichier n’y est plus", "the file is no longer there"),
        Trouble::Login => {
            phrase!("l’hébergeur refuse l’identifiant ou le secret", "the host refuses the login or the secret")
        }
        Trouble::Denied(why) => phrase!("l’hébergeur refuse d’écrire : {why}", "the host refuses to write: {why}"),
        Trouble::Full => phrase!("il n’y a plus de place chez l’hébergeur", "there is no room left at the host"),
        Trouble::HostKey => phrase!(
            "le serveur ne présente pas la clé attendue : ce n’est peut-être pas le bon",
            "the server does not show the expected key: it may not be the right one"
        ),
        Trouble::Certificate(why) => {
            phrase!(
                "le certificat du serveur n’est pas valable : {why}",
                "the certificate of the server is not valid: {why}"
            )
        }
        Trouble::Clock => phrase!(
            "l’horloge de cette machine n’est pas celle du serveur : il refuse la demande",
            "the clock of this machine is not that of the server, which refuses the request"
        ),
        Trouble::Corrupt => phrase!(
            "ce qui a été relu n’est pas ce qui avait été écrit",
            "what was read back is not what had been written"
        ),
        Trouble::Passing(why) => phrase!("l’hébergeur ne répond pas : {why}", "the host does not answer: {why}"),
        Trouble::Other(why) => phrase!("l’hébergeur a répondu : {why}", "the host answered: {why}"),
    }
}

fn advice(trouble: &Trouble) -> Phrase {
    match trouble {
        Trouble::Login => phrase!(
            "vérifiez l’identifiant dans report.yaml et le secret dans l’environnement : ils ont pu changer",
            "check the login in report.yaml and the secret in the environment: they may have changed"
        ),
        Trouble::Denied(_) => phrase!(
            "demandez à l’hébergeur le droit d’écrire dans ce dossier",
            "ask the host for the right to write in that folder"
        ),
        Trouble::Full => phrase!(
            "libérez de la place ou agrandissez le quota, puis recommencez : ce qui est envoyé ne le sera pas deux fois",
            "make room or raise the quota, then try again: what was sent will not be sent twice"
        ),
        Trouble::HostKey => phrase!(
            "comparez l’empreinte avec celle que donne l’hébergeur, puis : ssh-keyscan SERVEUR >> ~/.ssh/known_hosts",
            "compare the fingerprint with the one the host gives, then: ssh-keyscan SERVER >> ~/.ssh/known_hosts"
        ),
        Trouble::Certificate(_) => phrase!(
            "prévenez l’hébergeur, et vérifiez l’adresse et l’heure de cette machine ; rien n’a été envoyé",
            "tell the host, and check the address and the clock of this machine; nothing was sent"
        ),
        Trouble::Clock => phrase!(
            "mettez cette machine à l’heure, de préférence automatiquement, puis recommencez ; rien n’a été envoyé",
            "set the clock of this machine, preferably automatically, then try again; nothing was sent"
        ),
        Trouble::Passing(why) if is_nowhere(why) => phrase!(
            "vérifiez l’adresse de la cible dans report.yaml, et que cette machine a le réseau, puis recommencez",
            "check the address of the target in report.yaml, and that this machine has the network, then try again"
        ),
        Trouble::Missing | Trouble::Corrupt | Trouble::Passing(_) | Trouble::Other(_) => phrase!(
            "recommencez : la publication reprendra où elle s’est arrêtée, les lecteurs ne voient rien d’inachevé",
            "try again: the publication will go on where it stopped, readers see nothing unfinished"
        ),
    }
}

/// Whether nobody was reached at the address, by the words of the system and of its libraries.
fn is_nowhere(why: &str) -> bool {
    let words =
        ["resolve hostname", "name or service not known", "failed to lookup", "connection refused", "no route to host"];
    let why = why.to_lowercase();
    words.iter().any(|word| why.contains(word))
}
