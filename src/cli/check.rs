//! `check`: all findings, no output; on request the list of an accessibility audit and the weight of every page.

use super::Exit;
use super::args::{Check, Format};
use super::console::Console;
use super::gather::{self, Workspace};
use super::lists;
use crate::check;
use crate::finding::phrase;
use serde_json::{Value, json};

pub(super) fn run(check: &Check, console: &Console) -> Exit {
    let wants_lists = check.accessibility || check.weights;
    if wants_lists && check.common.format == Format::Sarif {
        console.error(
            &phrase!("SARIF ne sait dire que des constats", "SARIF can only tell findings"),
            &phrase!("demandez --format text ou json", "ask for --format text or json"),
        );
        return Exit::Usage;
    }
    let workspaces = match gather::build(&check.common, console) {
        Ok(workspaces) => workspaces,
        Err(exit) => return exit,
    };
    match check.common.format {
        Format::Json if wants_lists => {
            let lists: Vec<Value> =
                workspaces.iter().filter_map(|workspace| json_lists(workspace, check, console)).collect();
            gather::report_json(&workspaces, json!({ "lists": lists }), console);
        }
        format => gather::report(&workspaces, format, gather::Extent::All, console),
    }
    if workspaces.iter().all(|workspace| workspace.built.findings.is_empty()) && check.common.format == Format::Text {
        console.say(&phrase!("rien à signaler", "nothing to report"));
    }
    if wants_lists && check.common.format == Format::Text {
        workspaces.iter().for_each(|workspace| print_lists(workspace, check, console));
    }
    match workspaces.iter().any(|workspace| workspace.is_denied(check.common.deny)) {
        true => Exit::Findings,
        false => Exit::Fine,
    }
}

fn print_lists(workspace: &Workspace, check: &Check, console: &Console) {
    let (Some(rendered), Some(plan)) = (&workspace.built.rendered, &workspace.built.plan) else {
        console.tell(
            phrase!("les pages n’ont pas pu être construites : pas de liste", "the pages could not be built: no list")
                .get(console.lang),
        );
        return;
    };
    if check.accessibility {
        console.print(&lists::audit(&check::audit(rendered, &plan.site.pages), console.lang));
    }
    if check.weights {
        console.print(&lists::weights(&check::weigh(rendered), console.lang));
    }
}

fn json_lists(workspace: &Workspace, check: &Check, console: &Console) -> Option<Value> {
    let (rendered, plan) = (workspace.built.rendered.as_ref()?, workspace.built.plan.as_ref()?);
    let mut lists = json!({ "workspace": workspace.root });
    if check.accessibility {
        lists["accessibility"] = lists::audit_json(&check::audit(rendered, &plan.site.pages), console.lang);
    }
    if check.weights {
        lists["weights"] = json!(check::weigh(rendered));
    }
    Some(lists)
}
