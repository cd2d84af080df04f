//! `publish:` in `report.yaml` → the targets. What each storage needs is asked for here; a secret that was written down is refused,
//! without being shown.

use super::fields::{At, Fields};
use super::layout::Path;
use super::vocabulary::{HOSTS, STORAGES, StorageKind, folded_key};
use super::yaml::{Node, Value};
use crate::finding::{Code, Finding, Place, phrase};
use crate::model::{Host, PublishTarget, Storage};
use crate::text::Lang;

/// Transfers at the same time when nothing is said: what the smallest hosts allow.
const CONNECTIONS: usize = 4;
/// Most transfers at the same time.
const MOST_CONNECTIONS: usize = 16;

/// How the address of a web service begins.
const WEB: [&str; 2] = ["https://", "http://"];

/// Words of keys that would hold a secret.
const SECRETS: [&str; 9] =
    ["password", "mot_de_passe", "passe", "secret", "secret_key", "access_key", "account_key", "token", "jeton"];

/// Reads the targets, by name; those that cannot be used are left out, with their findings.
pub(super) fn read(file: &Path, node: &Node, lang: Lang, findings: &mut Vec<Finding>) -> Vec<PublishTarget> {
    let entries = Fields::of(file, node, lang, findings).entries_of(node).unwrap_or_default();
    let mut targets: Vec<PublishTarget> = Vec::new();
    for (key, node) in entries {
        if let Some(secret) = written_secret(node) {
            findings.push(secret_written(file, &key.name, &secret));
            continue;
        }
        if key.name.is_empty() || !key.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            let name = &key.name;
            findings.push(
                Finding::new(
                    Code::IdInvalid,
                    Place::new(file, key.span.clone()),
                    phrase!("« {name} » ne peut pas nommer une cible", "`{name}` cannot name a target"),
                )
                .remedy(phrase!(
                    "écrivez des lettres sans accent, des chiffres et des traits d’union, comme « production »",
                    "write letters without accents, digits and hyphens, such as `production`"
                )),
            );
            continue;
        }
        targets.extend(target(&key.name, Fields::of(file, node, lang, findings)));
    }
    targets
}

fn target(name: &str, mut fields: Fields) -> Option<PublishTarget> {
    let seen = fields.seen();
    let kind = fields.choice("kind", STORAGES);
    if kind.is_none() && fields.seen() == seen {
        fields.missing("kind");
    }
    let host: Option<Host> = fields.choice("host", HOSTS);
    let site = fields.text("site").and_then(|site| super::workspace::site_address(&mut fields, site));
    let compress = fields.boolean("compress").unwrap_or(false);
    let connections = connections(&mut fields);
    let place = kind.and_then(|kind| storage(kind, &mut fields));
    if kind.is_none() {
        // What the rest should be is not known: it is read so that it is not told to be unknown.
        for key in ["address", "folder", "user", "key", "bucket", "region", "virtual_host", "account", "container"] {
            let _ = fields.node(key);
        }
    }
    fields.finish();
    Some(PublishTarget { name: name.to_owned(), place: place?, host, site, compress, connections })
}

fn connections(fields: &mut Fields) -> usize {
    let Some(typed) = fields.text("connections") else { return CONNECTIONS };
    match typed.value.parse() {
        Ok(count) if (1..=MOST_CONNECTIONS).contains(&count) => count,
        _ => {
            let text = &typed.value;
            let message =
                phrase!("« {text} » n’est pas un nombre de connexions", "`{text}` is not a number of connections");
            fields.find(Code::ValueType, typed.span, message).remedy = Some(phrase!(
                "écrivez un nombre de 1 à {MOST_CONNECTIONS}",
                "write a number from 1 to {MOST_CONNECTIONS}"
            ));
            CONNECTIONS
        }
    }
}

fn storage(kind: StorageKind, fields: &mut Fields) -> Option<Storage> {
    let plain = |text: Option<At<String>>| text.map(|text| text.value.trim().to_owned());
    if kind == StorageKind::Folder {
        return plain(fields.required("folder")).map(|path| Storage::Folder { path });
    }
    let folder = plain(fields.text("folder")).unwrap_or_default();
    // `None` is an address that was refused.
    let web = |fields: &mut Fields| match fields.text("address") {
        None => Some(None),
        Some(typed) => address(typed, &WEB, fields).map(Some),
    };
    match kind {
        StorageKind::Folder => None,
        StorageKind::Sftp => {
            let (user, key) = (plain(fields.text("user")), plain(fields.text("key")));
            let address = plain(fields.required("address"))?;
            let address = address.strip_prefix("sftp://").unwrap_or(&address).trim_end_matches('/').to_owned();
            Some(Storage::Sftp { address, user, key, folder })
        }
        StorageKind::Webdav => {
            let user = plain(fields.text("user"));
            let typed = fields.required("address")?;
            Some(Storage::Webdav { address: address(typed, &WEB, fields)?, user, folder })
        }
        StorageKind::S3 => {
            let virtual_host = fields.boolean("virtual_host").unwrap_or(false);
            let (region, address) = (plain(fields.text("region")), web(fields)?);
            // Stores that are not Amazon's take any name of a region, most of them.
            let region = region.or(address.is_some().then(|| "auto".to_owned()));
            if region.is_none() {
                fields.missing("region");
            }
            let bucket = plain(fields.required("bucket"))?;
            Some(Storage::S3 { address, bucket, region: region?, virtual_host, folder })
        }
        StorageKind::Azure => {
            let (account, container) = (plain(fields.required("account")), plain(fields.required("container")));
            let address = web(fields)?;
            let account = account?;
            let address = address.unwrap_or_else(|| format!("https://{account}.blob.core.windows.net"));
            Some(Storage::Azure { address, account, container: container?, folder })
        }
        StorageKind::Gcs => {
            let (bucket, address) = (plain(fields.required("bucket")), web(fields)?);
            Some(Storage::Gcs { address, bucket: bucket?, folder })
        }
        StorageKind::Ftp => {
            let user = plain(fields.text("user"));
            let typed = fields.required("address")?;
            Some(Storage::Ftp { address: address(typed, &["ftps://", "ftp://"], fields)?, user, folder })
        }
    }
}

/// An address of one of the schemes, without its final slash.
fn address(typed: At<String>, schemes: &[&str], fields: &mut Fields) -> Option<String> {
    let text = typed.value.trim().trim_end_matches('/').to_owned();
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '"', '?', '#', '@'])) {
        return Some(text);
    }
    let message = phrase!("« {text} » n’est pas l’adresse d’un serveur", "`{text}` is not the address of a server");
    let example = schemes[0];
    fields.find(Code::ValueType, typed.span, message).remedy = Some(phrase!(
        "écrivez par exemple {example}serveur.example.org",
        "write for instance {example}server.example.org"
    ));
    None
}

/// The key of a target that holds a secret: a password of its own, or one inside an address.
fn written_secret(node: &Node) -> Option<String> {
    let Value::Map(map) = &node.value else { return None };
    map.iter().find_map(|(key, value)| {
        let named = SECRETS.contains(&folded_key(&key.name).as_str());
        let inside = matches!(&value.value, Value::Scalar(text) if holds_password(text));
        (named || inside).then(|| key.name.clone())
    })
}

/// `https://user:password@host`.
fn holds_password(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split('/').next().and_then(|authority| authority.rsplit_once('@')).is_some_and(|(user, _)| user.contains(':'))
}

/// The place is the file alone: an excerpt would show the secret.
fn secret_written(file: &Path, target: &str, key: &str) -> Finding {
    let name = crate::model::secret_name(target, "PASSWORD");
    Finding::new(
        Code::SecretWritten,
        Place::file(file),
        phrase!(
            "la cible « {target} » contient un secret, sous « {key} » : qui lit ce fichier pourrait publier à votre place",
            "the target `{target}` holds a secret, under `{key}`: whoever reads this file could publish in your place"
        ),
    )
    .remedy(phrase!(
        "retirez-le, changez-le là où il sert, et donnez-le par l’environnement, comme {name}",
        "remove it, change it where it is used, and give it through the environment, such as {name}"
    ))
}
