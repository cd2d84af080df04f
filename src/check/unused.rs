//! A figure that was entered is meant to be read: those that nothing uses are told to the team, file by file.

use crate::finding::{Code, Finding, phrase};
use crate::model::{Edition, Figure, Report};
use crate::render::uses;
use std::collections::{BTreeMap, BTreeSet};

/// One finding for each file with figures that no text, tile, chart or cover of the edition shows, in any language, that no
/// other figure is computed from, and that give no later edition its past.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let used: BTreeSet<(&str, &str)> = report.editions.iter().flat_map(|edition| used(edition, report)).collect();
    let mut unused: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for edition in report.editions.iter().filter(|edition| edition.lang == report.languages[0]) {
        for figure in edition.figures.iter().filter(|figure| !used.contains(&(&edition.name, &figure.id))) {
            unused.entry(&figure.place.file).or_default().push(figure);
        }
    }
    unused.into_values().map(|figures| finding(&figures)).collect()
}

/// The figures that an edition uses, its own and those of earlier editions: edition, id.
fn used<'r>(edition: &'r Edition, report: &'r Report) -> Vec<(&'r str, &'r str)> {
    let name = edition.name.as_str();
    let mut used = Vec::new();
    for (figure, pages) in edition.figures.iter().zip(uses(edition)) {
        if !pages.is_empty() {
            used.push((name, figure.id.as_str()));
        }
        let inputs = figure.derivation.iter().flat_map(|derivation| derivation.inputs());
        used.extend(inputs.map(|input| (name, input.figure.as_str())));
        let earlier = report.editions.iter().filter(|other| other.name < edition.name);
        used.extend(earlier.map(|other| (other.name.as_str(), figure.id.as_str())));
    }
    used
}

fn finding(figures: &[&Figure]) -> Finding {
    let first = figures[0];
    let ids: Vec<&str> = figures.iter().map(|figure| figure.id.as_str()).collect();
    let (count, ids) = (ids.len(), ids.join(", "));
    let message = match count {
        1 => phrase!("« {ids} » ne sert nulle part", "`{ids}` is used nowhere"),
        _ => phrase!("{count} chiffres ne servent nulle part : {ids}", "{count} figures are used nowhere: {ids}"),
    };
    Finding::new(Code::FigureUnused, first.place.clone(), message)
        .remedy(phrase!("citez-les dans un texte, ou retirez-les", "cite them in a text, or remove them"))
}
