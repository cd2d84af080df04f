//! The entries of an edition as typed → its figures: computed, completed with their past, checked.

use super::check::{self, Check};
use super::compute::{self, Computation, Quantity};
use super::formula::Reference;
use super::history::{self, Past, Told};
use super::settled::Settled;
use super::units::Counts;
use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::model::{Figure, FigureId};
use crate::text::{Lang, Number, Qualifier};
use std::collections::{BTreeMap, BTreeSet};

/// One entry of `figures.yaml`, read but not settled.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As typed; its history holds its own past values alone.
    pub figure: Figure,
    /// How its value is computed, and where that is written.
    pub computed: Option<(Computation, Place)>,
    /// Decimals asked for.
    pub decimals: Option<u32>,
    /// What stands before its value.
    pub qualifier: Option<Qualifier>,
    /// What must hold.
    pub checks: Vec<Check>,
    /// What is said of its history.
    pub told: Told,
    /// Some of its values could not be read, and were reported: nothing more can be said of it.
    pub is_unread: bool,
}

/// Settles the figures of an edition: `earlier` are those of the editions before, the oldest first. Gives them with those that could
/// not be.
///
/// What cannot be computed is reported; a zero stands in for it, so that what cites it is not reported too.
pub fn settle(
    entries: Vec<Entry>,
    year: Option<i32>,
    earlier: &[Past],
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> (Vec<Figure>, BTreeSet<FigureId>) {
    let ids: BTreeMap<String, usize> =
        entries.iter().enumerate().rev().map(|(index, entry)| (entry.figure.id.clone(), index)).collect();
    let mut ledger = Settled { lang, figures: vec![None; entries.len()], exact: vec![None; entries.len()], ids };
    let inputs: Vec<BTreeSet<usize>> = entries
        .iter()
        .map(|entry| {
            let named = entry.computed.iter().flat_map(|(computation, _)| computation.references());
            let named = named.filter_map(|reference| ledger.ids.get(&reference.id).copied());
            // The sum of its own rows is no circle.
            let is_own_sum = matches!(&entry.computed, Some((Computation::Rows(_), _)));
            named.filter(|&input| !(is_own_sum && ledger.ids.get(&entry.figure.id) == Some(&input))).collect()
        })
        .collect();
    let mut failed: Vec<bool> = entries.iter().map(|entry| entry.is_unread).collect();
    for index in order(&inputs) {
        let entry = &entries[index];
        let mut figure = entry.figure.clone();
        if let Some((computation, place)) = entry.computed.as_ref().filter(|_| !failed[index]) {
            ledger.figures[index] = Some(figure.clone());
            let result = match inputs[index].iter().any(|&input| failed[input]) {
                true => Err(None),
                false => computed(&mut figure, computation, place, entry, &ledger).map_err(Some),
            };
            match result {
                Ok(exact) => ledger.exact[index] = Some(exact.value),
                Err(finding) => {
                    findings.extend(finding.map(|finding| *finding));
                    failed[index] = true;
                    figure.value = Some(Number::new(rust_decimal::Decimal::ZERO));
                }
            }
        }
        if !failed[index] {
            history::settle(&mut figure, &entry.told, year, earlier, lang, findings);
            for number in figure.history.iter_mut().filter_map(|row| row.value.as_mut()) {
                *number = number.with_decimals(entry.decimals.unwrap_or(number.decimals));
            }
        }
        ledger.figures[index] = Some(figure);
    }
    circles(&entries, &inputs, &ledger, findings);
    for (index, entry) in entries.iter().enumerate() {
        if !failed[index] && ledger.figures[index].is_some() {
            check::figure(index, &entry.checks, &ledger, &failed, findings);
        }
    }
    check::edition(&ledger, &failed, findings);
    let left = |index: &usize| failed[*index] || ledger.figures[*index].is_none();
    let unsettled = (0..entries.len()).filter(left).map(FigureId).collect();
    let settled = ledger.figures.into_iter().zip(entries).map(|(settled, entry)| {
        settled.unwrap_or(Figure { value: Some(Number::new(rust_decimal::Decimal::ZERO)), ..entry.figure })
    });
    (settled.collect(), unsettled)
}

/// Inputs before what is computed from them, else the order of the files; what goes in circles is left out.
fn order(inputs: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = inputs.iter().map(BTreeSet::len).collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); inputs.len()];
    for (index, named) in inputs.iter().enumerate() {
        named.iter().for_each(|&input| users[input].push(index));
    }
    let mut ready: Vec<usize> = (0..inputs.len()).rev().filter(|&index| waiting[index] == 0).collect();
    let mut order = Vec::new();
    while let Some(index) = ready.pop() {
        order.push(index);
        for &user in users[index].iter().rev() {
            waiting[user] -= 1;
            if waiting[user] == 0 {
                ready.push(user);
            }
        }
    }
    order
}

/// Computes the value of a figure; its unit is the one stated, when that can be, else the one that follows.
fn computed(
    figure: &mut Figure,
    computation: &Computation,
    place: &Place,
    entry: &Entry,
    ledger: &Settled,
) -> Result<Quantity, Box<Finding>> {
    let mut quantity = compute::compute(computation, ledger, place)?;
    match &figure.unit {
        Some(stated) if !quantity.counts.may_be(stated) => {
            return Err(Box::new(other_unit(&quantity.counts, &stated.many, place)));
        }
        Some(stated) => quantity.counts = Counts::of(Some(stated)),
        None if quantity.counts == Counts::Unnamed => {
            return Err(Finding::new(
                Code::FigureUnits,
                place.clone(),
                phrase!("ce calcul réunit des unités différentes", "this computation joins different units"),
            )
            .remedy(phrase!("dites ce que compte le résultat : « unite: … »", "say what the result counts: `unit: …`"))
            .into());
        }
        None => figure.unit = quantity.counts.unit(),
    }
    let number = quantity.number(entry.decimals).ok_or_else(|| {
        Finding::new(Code::FigureFormula, place.clone(), phrase!("le résultat est trop long", "the result is too long"))
            .remedy(phrase!("demandez moins de décimales", "ask for fewer decimals"))
    })?;
    let derivation = compute::derivation(computation, ledger)?;
    // What comes from approximate values is approximate.
    let is_approximate = derivation.inputs().any(|input| input.value.qualifier.is_some());
    figure.value = Some(number.qualified(entry.qualifier.or(is_approximate.then_some(Qualifier::About))));
    figure.derivation = Some(derivation);
    Ok(quantity)
}

fn other_unit(counts: &Counts, stated: &str, place: &Place) -> Finding {
    let Phrase { fr, en } = compute::name(counts);
    let finding = Finding::new(
        Code::FigureUnits,
        place.clone(),
        phrase!(
            "ce calcul donne {fr}, l’unité écrite est « {stated} »",
            "this computation gives {en}, the unit written is `{stated}`"
        ),
    );
    finding.remedy(match counts {
        Counts::Share if stated.starts_with('%') => {
            phrase!(
                "une part s’écrit « part_de », ou se multiplie par 100",
                "a share is written `share_of`, or multiplied by 100"
            )
        }
        _ => phrase!("retirez « unite », ou corrigez le calcul", "remove `unit`, or correct the computation"),
    })
}

/// Figures that are computed from themselves, each circle said once; what only follows from a circle is not reported.
fn circles(entries: &[Entry], inputs: &[BTreeSet<usize>], ledger: &Settled, findings: &mut Vec<Finding>) {
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for start in (0..entries.len()).filter(|&index| ledger.figures[index].is_none()) {
        let mut path = Vec::new();
        let mut at = start;
        // Whatever is left is computed from something that is left: walking on always comes back.
        while !path.contains(&at) {
            path.push(at);
            let Some(&next) = inputs[at].iter().find(|&&input| ledger.figures[input].is_none()) else { break };
            at = next;
        }
        let circle = &path[path.iter().position(|&step| step == at).unwrap_or(0)..];
        if circle.iter().any(|step| !told.insert(*step)) {
            continue;
        }
        let names: Vec<&str> =
            circle.iter().chain(circle.first()).map(|&step| entries[step].figure.id.as_str()).collect();
        let (chain, first) = (names.join(" → "), &entries[circle[0]]);
        let place = first.computed.as_ref().map_or(&first.figure.place, |(_, place)| place);
        let mut finding = Finding::new(
            Code::FigureCircle,
            place.clone(),
            phrase!("ce calcul tourne en rond : {chain}", "this computation goes in circles: {chain}"),
        )
        .remedy(phrase!("donnez une valeur à l’un de ces chiffres", "give a value to one of these figures"));
        for &step in &circle[1..] {
            let place = entries[step].computed.as_ref().map_or(&entries[step].figure.place, |(_, place)| place);
            let id = &entries[step].figure.id;
            finding = finding.note_at(place.clone(), phrase!("le calcul de « {id} »", "the computation of `{id}`"));
        }
        findings.push(finding);
    }
}

/// Whether the inputs of a check could all be settled.
pub(super) fn are_settled(references: &[&Reference], ledger: &Settled, failed: &[bool]) -> bool {
    references
        .iter()
        .filter_map(|reference| ledger.ids.get(&reference.id))
        .all(|&index| ledger.figures[index].is_some() && !failed[index])
}
