//! Small counts of people may tell who they are: below eleven they are published with a reason, or not at all.
//!
//! Eleven is the least number of people that a published table of French health data may show. Percentages, amounts and things
//! that are counted (acts, files, meetings, doctors as a profession) are none of this rule's concern.

use crate::finding::{Code, Finding, phrase};
use crate::model::{Figure, Report, Row, Shape};
use crate::text::fold::fold;
use crate::text::{Lang, Number, UnitKind, number, words};
use rust_decimal::Decimal;

/// The smallest count that hides people in a crowd.
const LEAST: u32 = 11;

/// Cells named in a message.
const NAMED: usize = 4;

/// First words of units that count people for what happens to their body or their rights, without accents, in the singular.
const PEOPLE: &[&str] = &[
    "adolescent",
    "allocataire",
    "assure",
    "ayant",
    "baby",
    "beneficiaire",
    "beneficiary",
    "birth",
    "boy",
    "case",
    "cas",
    "child",
    "children",
    "death",
    "deces",
    "enfant",
    "femme",
    "fille",
    "garcon",
    "girl",
    "homme",
    "hospitalise",
    "individu",
    "individual",
    "infant",
    "malade",
    "man",
    "men",
    "mere",
    "naissance",
    "nourrisson",
    "nouveau-ne",
    "patient",
    "patiente",
    "people",
    "person",
    "personne",
    "resident",
    "residente",
    "suicide",
    "survivor",
    "victim",
    "victime",
    "woman",
    "women",
];

/// Words that make a unit a rate: `patients par médecin`.
const RATE: &[&str] = &["par", "per", "pour", "sur"];

/// Words that name a total among the rows.
const TOTAL: &[&str] = &["total", "ensemble", "all"];

/// Small counts that nobody gave a reason for.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let first = report.languages.first();
    // A translated edition holds the same figures.
    let editions = report.editions.iter().filter(|edition| first.is_none_or(|first| edition.lang == *first));
    let figures = editions.flat_map(|edition| &edition.figures);
    figures
        .filter(|figure| figure.small_counts.is_none() && counts_people(figure))
        .flat_map(|figure| [shown(figure), guessed(figure)])
        .flatten()
        .collect()
}

/// Whether a figure counts people: by its unit, else by how its label begins.
fn counts_people(figure: &Figure) -> bool {
    let Some(unit) = &figure.unit else {
        let label = fold(&figure.label);
        let start = ["nombre de ", "nombre d'", "number of "].iter().find_map(|start| label.strip_prefix(start));
        return is_people(start.unwrap_or(&label));
    };
    unit.kind == UnitKind::Counted && is_people(&fold(&unit.one))
}

fn is_people(folded: &str) -> bool {
    let mut words = folded.split([' ', ',']);
    let first = words.next().unwrap_or_default();
    let is_word = PEOPLE.contains(&first) || first.strip_suffix(['s', 'x']).is_some_and(|one| PEOPLE.contains(&one));
    is_word && !folded.contains('/') && !words.any(|word| RATE.contains(&word))
}

/// A count of one to ten. None is nobody, and tells nothing.
fn is_small(number: Decimal) -> bool {
    number.is_integer() && number > Decimal::ZERO && number < LEAST.into()
}

/// Small counts that stand in the figure.
fn shown(figure: &Figure) -> Option<Finding> {
    let cells = cells(figure);
    let small: Vec<&(String, Number)> = cells.iter().filter(|(_, number)| is_small(number.value)).collect();
    if small.is_empty() {
        return None;
    }
    let id = &figure.id;
    let (fr, en) = (listed(&small, Lang::Fr), listed(&small, Lang::En));
    Some(
        Finding::new(
            Code::SmallCount,
            figure.place.clone(),
            phrase!("« {id} » compte moins de {LEAST} personnes : {fr}", "`{id}` counts fewer than {LEAST} people: {en}"),
        )
        .remedy(phrase!(
            "regroupez ces valeurs ou écrivez « n. d. » ; si nul ne peut être reconnu, ajoutez « petits_effectifs: » et le motif",
            "merge these values or write `null`; if nobody can be recognised, add `small_counts:` and the reason"
        )),
    )
}

/// The values of a figure and what each is of; its own value is named by nothing.
fn cells(figure: &Figure) -> Vec<(String, Number)> {
    let rows = |rows: &[Row]| rows.iter().filter_map(|row| Some((row.label.clone(), row.value?))).collect::<Vec<_>>();
    let mut cells = match figure.history.as_slice() {
        [] | [_] => figure.value.iter().map(|value| (String::new(), *value)).collect(),
        history => rows(history),
    };
    match &figure.shape {
        Shape::Scalar => {}
        Shape::Rows(breakdown) => cells.extend(rows(breakdown)),
        Shape::Series(grid) => {
            for (category, values) in &grid.rows {
                let of = grid.series.iter().zip(values).filter_map(|(series, value)| Some((series, (*value)?)));
                cells.extend(of.map(|(series, value)| (format!("{category}, {series}"), value)));
            }
        }
    }
    cells
}

/// « Ablon (7), Briis (3) et 2 autres ».
fn listed(small: &[&(String, Number)], lang: Lang) -> String {
    // One more is named rather than said to be one other.
    let count = if small.len() == NAMED + 1 { NAMED + 1 } else { NAMED };
    let mut named: Vec<String> = small
        .iter()
        .take(count)
        .map(|(name, value)| match (name.as_str(), number::print(value, lang)) {
            ("", value) => value,
            (name, value) => format!("{name} ({value})"),
        })
        .collect();
    let others = small.len() - named.len();
    named.extend((others > 0).then(|| match lang {
        Lang::Fr => format!("{others} autres"),
        Lang::En => format!("{others} others"),
    }));
    words::list(&named, lang)
}

/// The one value that was left out, when the total and the others give it away.
fn guessed(figure: &Figure) -> Option<Finding> {
    let Shape::Rows(rows) = &figure.shape else { return None };
    let is_total = |row: &&Row| TOTAL.contains(&fold(&row.label).split(' ').next().unwrap_or_default());
    let total = rows.iter().find(is_total).and_then(|row| row.value).or(figure.value)?;
    let parts = || rows.iter().filter(|row| !is_total(row));
    let mut hidden = parts().filter(|row| row.value.is_none());
    let (Some(row), None) = (hidden.next(), hidden.next()) else { return None };
    let known = parts().filter_map(|row| row.value).try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))?;
    let left = total.value.checked_sub(known)?;
    if !is_small(left) {
        return None;
    }
    let (id, row) = (&figure.id, &row.label);
    let sum = |lang: Lang| [total.value, known, left].map(|value| number::print(&Number::new(value.normalize()), lang));
    let ([total, known, left], [all, others, rest]) = (sum(Lang::Fr), sum(Lang::En));
    Some(
        Finding::new(
            Code::SmallCount,
            figure.place.clone(),
            phrase!(
                "« {id} » laisse deviner « {row} » : {total} − {known} = {left}",
                "`{id}` gives `{row}` away: {all} − {others} = {rest}"
            ),
        )
        .remedy(phrase!(
            "masquez une autre valeur ou le total ; si nul ne peut être reconnu, ajoutez « petits_effectifs: » et le motif",
            "hide another value or the total; if nobody can be recognised, add `small_counts:` and the reason"
        )),
    )
}
