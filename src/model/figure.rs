//! A figure of the ledger: a value, a history, a breakdown or a table.

use super::{Annotation, Break, Derivation, Revision};
use crate::finding::Place;
use crate::text::{Number, Unit};
use std::collections::BTreeMap;

/// Index of a figure in [`super::Edition::figures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub usize);

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Key, unique in its edition, the same from year to year.
    pub id: String,
    /// What it counts, in words.
    pub label: String,
    /// The value of this edition, when there is one.
    pub value: Option<Number>,
    /// What it counts.
    pub unit: Option<Unit>,
    /// Past values (oldest first), this edition's included when it is known: own `values`, else the same id in earlier editions.
    pub history: Vec<Row>,
    /// Breakdown or series.
    pub shape: Shape,
    /// What its categories are, in the singular: the heading of their column. Series read from a file hold their own.
    pub category: Option<String>,
    /// local, régional, national.
    pub scope: Option<Scope>,
    /// The day it was true, as printed.
    pub as_of: Option<String>,
    /// The period it covers, as printed.
    pub period: Option<String>,
    /// Who publishes it.
    pub source: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// What readers should know of some of its rows, in the order typed.
    pub annotations: Vec<Annotation>,
    /// What is counted, and how, for readers and for the comparison of editions.
    pub definition: Option<String>,
    /// How its value was computed, when it was not typed.
    pub derivation: Option<Derivation>,
    /// Past values that differ from what an earlier edition printed, oldest period first.
    pub revisions: Vec<Revision>,
    /// Where its history begins to count something else, oldest first.
    pub breaks: Vec<Break>,
    /// What was aimed at.
    pub target: Option<Number>,
    /// Which way is good.
    pub better: Option<Better>,
    /// Not final yet.
    pub provisional: bool,
    /// Why its small counts of people may be published; never published itself.
    pub small_counts: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// The form asked for.
    pub chart: Option<ChartForm>,
    /// Index of its chapter; `None` for a figure of the whole edition.
    pub chapter: Option<usize>,
    /// What its rows, periods and series were called in the language they were typed in → what they are called here: a text may cite
    /// them by either.
    pub names: BTreeMap<String, String>,
    /// Where it is defined.
    pub place: Place,
}

impl Figure {
    /// A figure that says nothing yet but what it is called.
    pub fn new(id: impl Into<String>, label: impl Into<String>, place: Place) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            value: None,
            unit: None,
            history: Vec::new(),
            shape: Shape::Scalar,
            category: None,
            scope: None,
            as_of: None,
            period: None,
            source: None,
            note: None,
            annotations: Vec::new(),
            definition: None,
            derivation: None,
            revisions: Vec::new(),
            breaks: Vec::new(),
            target: None,
            better: None,
            provisional: false,
            small_counts: None,
            owner: None,
            tags: Vec::new(),
            chart: None,
            chapter: None,
            names: BTreeMap::new(),
            place,
        }
    }
}

/// What a figure holds beside its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Nothing more.
    Scalar,
    /// Category → value, in the order typed.
    Rows(Vec<Row>),
    /// Series × category.
    Series(Grid),
}

/// One category or period and its value; `None` is a value that is missing, not zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Category, year or period, as printed.
    pub label: String,
    /// Its value.
    pub value: Option<Number>,
    /// Not final in the edition it comes from, nor stated again since.
    pub provisional: bool,
}

impl Row {
    /// A final value.
    pub fn new(label: impl Into<String>, value: Option<Number>) -> Self {
        Self { label: label.into(), value, provisional: false }
    }
}

/// Several series over the same categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Heading of the category column.
    pub category: Option<String>,
    /// Names of the series.
    pub series: Vec<String>,
    /// Category, then one value per series.
    pub rows: Vec<(String, Vec<Option<Number>>)>,
}

/// Where a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The body's own territory.
    Local,
    /// Its region.
    Regional,
    /// The country.
    National,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// How a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartForm {
    /// Horizontal bars, sorted as given: the default for categories.
    Bars,
    /// Columns: two to six dates.
    Columns,
    /// Lines: true time spacing, one to four series.
    Line,
    /// A line that holds each value until the next: prices, ceilings, staff.
    Step,
    /// A line over the field it leaves under it.
    Area,
    /// Two dates: where each series went from one to the other.
    Slope,
    /// One bar cut in parts that sum to the whole.
    Part,
    /// A ring cut in two or three parts.
    Donut,
    /// A share of 100, or a value and its target.
    Progress,
    /// Two or three bars per category: us and a reference.
    Grouped,
    /// Bars cut in two to four parts.
    Stacked,
    /// Two points per category and the way between them.
    Dumbbell,
    /// Bars on both sides of zero.
    Diverging,
    /// One small line per series, on a common scale.
    Multiples,
    /// Dates one under the other, each with its value and what happened.
    Timeline,
}

impl ChartForm {
    /// Every form.
    pub const ALL: [ChartForm; 15] = [
        ChartForm::Bars,
        ChartForm::Columns,
        ChartForm::Line,
        ChartForm::Step,
        ChartForm::Area,
        ChartForm::Slope,
        ChartForm::Part,
        ChartForm::Donut,
        ChartForm::Progress,
        ChartForm::Grouped,
        ChartForm::Stacked,
        ChartForm::Dumbbell,
        ChartForm::Diverging,
        ChartForm::Multiples,
        ChartForm::Timeline,
    ];
}
