//! `package`: the site as it is published, in one file to hand over.

use super::args::{Format, Package};
use super::console::Console;
use super::{Exit, closing, gather};
use crate::finding::phrase;
use crate::output::{self, Wrapping};
use crate::publish::host;
use crate::text::Lang;
use std::path::{Path, PathBuf};

pub(super) fn run(asked: &Package, console: &Console) -> Exit {
    let path = asked.archive.clone().unwrap_or_else(|| default(&asked.workspace, console.lang));
    let Some(wrapping) = Wrapping::of(&path) else {
        let named = path.display();
        console.error(
            &phrase!("« {named} » ne dit pas la forme du paquet", "`{named}` does not tell the form of the package"),
            &phrase!("donnez un nom en .zip ou en .tar.gz", "give a name in .zip or .tar.gz"),
        );
        return Exit::Usage;
    };
    let (edition, date) = (asked.edition.as_deref(), asked.date);
    let workspace = match gather::production(&asked.workspace, edition, date, asked.pdf, console) {
        Ok(workspace) => workspace,
        Err(exit) => return exit,
    };
    gather::report(std::slice::from_ref(&workspace), Format::Text, gather::Extent::First, console);
    let (Some(rendered), Some(plan)) = (&workspace.built.rendered, &workspace.built.plan) else {
        console.tell(phrase!("aucun paquet n’a été écrit", "no package was written").get(console.lang));
        return Exit::Findings;
    };
    let site = host::dressed(rendered, asked.shown_by, plan.report.address.as_deref());
    match output::pack(&site, wrapping, &path) {
        Ok(packed) => {
            let (path, checksum, files) = (packed.path.display(), packed.checksum.display(), packed.files);
            let (fr, en) = (closing::size(packed.bytes, Lang::Fr), closing::size(packed.bytes, Lang::En));
            console.say(&phrase!("{path} : {files} fichiers, {fr}", "{path}: {files} files, {en}"));
            let sha256 = &packed.sha256;
            console.say(&phrase!("somme de contrôle dans {checksum} : {sha256}", "checksum in {checksum}: {sha256}"));
            Exit::Fine
        }
        Err(error) => console.output_error(&error),
    }
}

fn default(workspace: &Path, lang: Lang) -> PathBuf {
    let name = if lang == Lang::Fr { "rapport.zip" } else { "report.zip" };
    if workspace == Path::new(".") { PathBuf::from(name) } else { workspace.join(name) }
}
