//! A plan, a publication, a history → what people and machines read.

use crate::cli::closing;
use crate::finding::{Phrase, phrase};
use crate::model::{PublishTarget, Storage};
use crate::publish::{Change, Done, Fault, Past, Plan};
use crate::text::Lang;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Addresses of one kind shown before « … ».
const SHOWN: usize = 8;

/// Where a target is, for people.
fn place(target: &PublishTarget) -> String {
    match &target.place {
        Storage::Folder { path } => path.clone(),
        Storage::Sftp { address, user, folder, .. } => {
            let user = user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
            format!("sftp://{user}{address}/{}", folder.trim_start_matches('/'))
        }
        Storage::Webdav { address, folder, .. } | Storage::Ftp { address, folder, .. } => {
            format!("{address}/{}", folder.trim_start_matches('/'))
        }
        Storage::S3 { bucket, folder, .. } => format!("s3://{bucket}/{}", folder.trim_start_matches('/')),
        Storage::Azure { account, container, folder, .. } => {
            format!("azure://{account}/{container}/{}", folder.trim_start_matches('/'))
        }
        Storage::Gcs { bucket, folder, .. } => format!("gs://{bucket}/{}", folder.trim_start_matches('/')),
    }
}

fn size(bytes: u64, lang: Lang) -> String {
    closing::size(usize::try_from(bytes).unwrap_or(usize::MAX), lang)
}

/// The plan for people; `editions` are those of the report, the latest first.
pub(super) fn plan(target: &PublishTarget, plan: &Plan, editions: &[&str], lang: Lang) -> String {
    let fr = lang == Lang::Fr;
    let (name, place) = (&target.name, place(target));
    let mut lines =
        vec![if fr { format!("cible « {name} » : {place}") } else { format!("target `{name}`: {place}") }];
    if let Some(past) = plan.former().map(|former| &former.publication) {
        lines.push(format!("  {}", online(past).get(lang)));
    }
    if plan.resumes {
        let text = phrase!(
            "une publication s’y est interrompue : celle-ci prendra la suite",
            "a publication was interrupted there: this one will take over"
        );
        lines.push(format!("  {}", text.get(lang)));
    }
    for (change, french, english) in [
        (Change::New, "nouveaux", "new"),
        (Change::Changed, "modifiés", "changed"),
        (Change::Restored, "rétablis", "restored"),
    ] {
        let uploads = plan.uploads.iter().filter(|(_, upload)| upload.change == change);
        let paths: Vec<&str> = uploads.clone().map(|(path, _)| path.as_str()).collect();
        let bytes = uploads.map(|(_, upload)| upload.entry.size).sum();
        lines.extend(counted(if fr { french } else { english }, &paths, Some(size(bytes, lang))));
    }
    let lost = plan.lost();
    lines.extend(counted(if fr { "retirés" } else { "removed" }, &lost, None));
    let (same, french, english) = (plan.unchanged, "inchangés", "unchanged");
    lines.push(format!("  {:<10} {same:>5}", if fr { french } else { english }));
    for edition in editions.iter().skip(1) {
        let count = plan.changed_in(edition);
        if count > 0 {
            let text = phrase!(
                "attention : {count} fichier(s) de l’édition {edition}, déjà publiée, changent",
                "mind: {count} file(s) of the edition {edition}, already published, change"
            );
            lines.push(format!("  {}", text.get(lang)));
        }
    }
    lines.join("\n")
}

/// Which publication is on line.
pub(in crate::cli) fn online(past: &Past) -> Phrase {
    let (number, by, day) = (past.number, &past.by, moment(past));
    phrase!("en ligne : publication {number}, du {day}, par {by}", "on line: publication {number}, of {day}, by {by}")
}

fn counted(name: &str, paths: &[&str], size: Option<String>) -> Vec<String> {
    if paths.is_empty() {
        return Vec::new();
    }
    let size = size.map(|size| format!("   {size}")).unwrap_or_default();
    let mut lines = vec![format!("  {name:<10} {:>5}{size}", paths.len())];
    lines.extend(paths.iter().take(SHOWN).map(|path| format!("      {path}")));
    if paths.len() > SHOWN {
        lines.push("      …".to_owned());
    }
    lines
}

/// What was done, in a line.
pub(super) fn done(target: &PublishTarget, done: &Done) -> Phrase {
    let (number, name, sent, removed) = (done.publication.number, &target.name, done.sent, done.removed);
    let (fr, en) = (size(done.bytes, Lang::Fr), size(done.bytes, Lang::En));
    let mut said = phrase!(
        "publication {number} en ligne sur « {name} » : {sent} fichier(s) envoyés et relus, {fr} ; {removed} retiré(s)",
        "publication {number} on line at `{name}`: {sent} file(s) sent and read back, {en}; {removed} removed"
    );
    if done.unkept > 0 {
        let unkept = done.unkept;
        said.fr += &format!(" ; {unkept} fichier(s) d’avant n’ont pu être gardés pour revenir en arrière");
        said.en += &format!("; {unkept} former file(s) could not be kept for going back");
    }
    said
}

fn moment(past: &Past) -> String {
    past.published.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The history for people.
pub(super) fn history(past: &[Past], lang: Lang) -> String {
    if past.is_empty() {
        return format!("{}\n", phrase!("aucune publication", "no publication").get(lang));
    }
    let line = |past: &Past| {
        let (number, files, bytes) = (past.number, past.files, size(past.bytes, lang));
        let back =
            past.back_to.map(|number| phrase!(" (retour à la {number})", " (back to {number})").get(lang).to_owned());
        let files = if lang == Lang::Fr { format!("{files} fichiers") } else { format!("{files} files") };
        format!("{number:>4}  {}  {}  {files}, {bytes}{}\n", moment(past), past.by, back.unwrap_or_default())
    };
    past.iter().map(line).collect()
}

/// The history for machines.
pub(super) fn history_json(target: &str, past: &[Past]) -> String {
    format!("{:#}\n", json!({ "target": target, "publications": past }))
}

/// A plan and what came of it, for machines.
pub(super) fn json(
    target: &PublishTarget,
    plan: &Plan,
    done: Option<&Done>,
    faults: Option<&(BTreeMap<Fault, Vec<String>>, String)>,
) -> String {
    let verified = faults.map(|(faults, address)| {
        let faults: BTreeMap<&str, &Vec<String>> = faults.iter().map(|(fault, paths)| (fault.slug(), paths)).collect();
        json!({ "address": address, "faults": faults })
    });
    let slug = |change| match change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Restored => "restored",
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for upload in plan.uploads.values() {
        *counts.entry(slug(upload.change)).or_default() += 1;
    }
    let uploads: Vec<Value> = plan
        .uploads
        .iter()
        .map(|(path, upload)| {
            json!({ "path": path, "change": slug(upload.change), "bytes": upload.entry.size, "hash": upload.entry.hash })
        })
        .collect();
    let json = json!({
        "target": target.name,
        "former": plan.former().map(|former| &former.publication),
        "resumes": plan.resumes,
        "counts": counts,
        "unchanged": plan.unchanged,
        "bytes": plan.bytes(),
        "uploads": uploads,
        "removed": plan.lost(),
        "publication": done.map(|done| &done.publication),
        "sent": done.map(|done| done.sent),
        "verified": verified,
    });
    format!("{json:#}\n")
}

/// What a verification found, for people.
pub(super) fn faults(address: &str, faults: &BTreeMap<Fault, Vec<String>>, lang: Lang) -> Vec<String> {
    if faults.is_empty() {
        let all = phrase!(
            "{address} : états, contenus, types, caches et en-têtes sont ceux qu’il faut",
            "{address}: status, contents, types, caching and headers are as they should be"
        );
        return vec![all.get(lang).to_owned()];
    }
    let line = |(fault, paths): (&Fault, &Vec<String>)| {
        let (message, remedy) = fault.phrases();
        let severity = match (fault.is_serious(), lang) {
            (true, Lang::Fr) => "erreur",
            (true, Lang::En) => "error",
            (false, Lang::Fr) => "conseil",
            (false, Lang::En) => "advice",
        };
        let (slug, first, more) = (fault.slug(), &paths[0], paths.len() - 1);
        let more = match (more, lang) {
            (0, _) => String::new(),
            (_, Lang::Fr) => format!(" (et {more} de plus)"),
            (_, Lang::En) => format!(" (and {more} more)"),
        };
        format!("{severity}[{slug}]: {address}{first}{more} {}\n  = {}", message.get(lang), remedy.get(lang))
    };
    faults.iter().map(line).collect()
}
