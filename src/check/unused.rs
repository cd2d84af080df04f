//! A figure that was entered is meant to be read: those that nothing uses are told to the team, file by file.

use crate::finding::{Code, Finding, phrase};
use crate::model::{Edition, Figure, Report};
use crate::render::uses;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One finding for each file with figures that no text, tile, chart or cover of the edition shows, in any language, that no
/// other figure is computed from, and that give no later edition its past.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let used: BTreeSet<(&str, &str)> = report.editions.par_iter().flat_map_iter(|edition| used(edition)).collect();
    let mut unused: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    // What the editions after show, of which each is the past: the latest edition comes first.
    let mut later: BTreeSet<&str> = BTreeSet::new();
    for edition in report.editions.iter().filter(|edition| edition.lang == report.languages[0]) {
        let is_used =
            |figure: &Figure| used.contains(&(&edition.name, &figure.id)) || later.contains(figure.id.as_str());
        for figure in edition.figures.iter().filter(|figure| !is_used(figure)) {
            unused.entry(&figure.place.file).or_default().push(figure);
        }
        later.extend(edition.figures.iter().map(|figure| figure.id.as_str()));
    }
    unused.into_values().map(|figures| finding(&figures)).collect()
}

/// The figures that an edition uses: edition, id.
fn used(edition: &Edition) -> Vec<(&str, &str)> {
    let name = edition.name.as_str();
    let mut used = Vec::new();
    for (figure, pages) in edition.figures.iter().zip(uses(edition)) {
        if !pages.is_empty() {
            used.push((name, figure.id.as_str()));
        }
        let inputs = figure.derivation.iter().flat_map(|derivation| derivation.inputs());
        used.extend(inputs.map(|input| (name, input.figure.as_str())));
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
