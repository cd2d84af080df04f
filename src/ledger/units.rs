//! What two values count → what their sum, their product or their quotient counts.

use super::exact::Exact;
use crate::text::{Unit, UnitKind};

/// What a value counts while it is computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Counts {
    /// A number of the formula itself: it takes whatever it is added to.
    Free,
    /// A figure without a unit.
    Nothing,
    /// A quotient of two values that count the same: one hundred times it is a percentage.
    Share,
    Percent,
    Points,
    Unit(Unit),
    /// `€/dossier`, `actes par patient`.
    Per(Unit, Unit),
    /// Words that are counted together, or a product that has no name: only the author can name it.
    Unnamed,
}

/// Two values that cannot be added or subtracted, or a product that counts nothing.
pub(super) struct Misfit;

impl Counts {
    /// What a unit stands for.
    pub(super) fn of(unit: Option<&Unit>) -> Self {
        let Some(unit) = unit else { return Self::Nothing };
        let parts = unit
            .many
            .split_once('/')
            .or_else(|| unit.many.split_once(" par "))
            .or_else(|| unit.many.split_once(" per "));
        match (unit.kind, parts) {
            (UnitKind::Percent, _) => Self::Percent,
            (UnitKind::Points, _) => Self::Points,
            (_, Some((over, under))) => Self::Per(Unit::new(over, None), Unit::new(under, None)),
            _ => Self::Unit(unit.clone()),
        }
    }

    /// The unit it is printed with; `None` where there is none to print.
    pub(super) fn unit(&self) -> Option<Unit> {
        match self {
            Self::Free | Self::Nothing | Self::Share | Self::Unnamed => None,
            Self::Percent => Some(Unit::percent()),
            Self::Points => Some(Unit::points()),
            Self::Unit(unit) => Some(unit.clone()),
            Self::Per(over, under) if over.kind == UnitKind::Currency => {
                Some(Unit::new(&format!("{}/{}", over.many, under.one), None))
            }
            Self::Per(over, under) => Some(Unit {
                one: format!("{} par {}", over.one, under.one),
                many: format!("{} par {}", over.many, under.one),
                kind: UnitKind::Counted,
            }),
        }
    }

    /// What a sum counts.
    pub(super) fn plus(&self, other: &Self) -> Result<Self, Misfit> {
        match (self, other) {
            (Self::Free, known) | (known, Self::Free) => Ok(known.clone()),
            (Self::Percent, Self::Points) | (Self::Points, Self::Percent) => Ok(Self::Percent),
            (Self::Nothing | Self::Share, Self::Nothing | Self::Share) => Ok(Self::Nothing),
            (Self::Unnamed, Self::Unnamed) => Ok(Self::Unnamed),
            // Contacts and visits may be counted together, under a word that the author chooses.
            (Self::Unit(a), Self::Unit(b)) if !same(a, b) && is_counted(a) && is_counted(b) => Ok(Self::Unnamed),
            (Self::Unit(a), Self::Unnamed) | (Self::Unnamed, Self::Unit(a)) if is_counted(a) => Ok(Self::Unnamed),
            (a, b) if a.is_same(b) => Ok(a.clone()),
            _ => Err(Misfit),
        }
    }

    /// What a difference counts: that of two percentages is in points.
    pub(super) fn minus(&self, other: &Self) -> Result<Self, Misfit> {
        match (self, other) {
            (Self::Percent, Self::Percent) => Ok(Self::Points),
            _ => self.plus(other),
        }
    }

    /// What a product counts, and what it must still be multiplied by: 30 % of something is 0,3 times it.
    pub(super) fn times(&self, other: &Self, hundred: bool) -> (Self, Option<Exact>) {
        match (self, other) {
            (Self::Share, Self::Free) | (Self::Free, Self::Share) if hundred => (Self::Percent, None),
            // A hundred times some per others is a percentage of the others.
            (Self::Per(a, b), Self::Free) | (Self::Free, Self::Per(a, b))
                if hundred && is_counted(a) && is_counted(b) =>
            {
                (Self::Percent, None)
            }
            (Self::Per(..), Self::Free) | (Self::Free, Self::Per(..)) if hundred => (Self::Unnamed, None),
            (Self::Free, known) | (known, Self::Free) => (known.clone(), None),
            (Self::Percent, known) | (known, Self::Percent) => (known.clone(), Some(Exact::HUNDREDTH)),
            (Self::Nothing | Self::Share, known) | (known, Self::Nothing | Self::Share) => (known.clone(), None),
            (Self::Per(over, under), Self::Unit(by)) | (Self::Unit(by), Self::Per(over, under)) if same(under, by) => {
                (Self::Unit(over.clone()), None)
            }
            _ => (Self::Unnamed, None),
        }
    }

    /// What a quotient counts, and what it must still be multiplied by.
    pub(super) fn over(&self, other: &Self) -> (Self, Option<Exact>) {
        match (self, other) {
            (Self::Free, Self::Free) => (Self::Free, None),
            (known, Self::Free) => (known.clone(), None),
            (Self::Percent, Self::Percent) | (Self::Points, Self::Points) => (Self::Share, None),
            (Self::Free, Self::Percent) => (Self::Nothing, Some(Exact::HUNDRED)),
            (known, Self::Percent) => (known.clone(), Some(Exact::HUNDRED)),
            (Self::Nothing | Self::Share, Self::Nothing | Self::Share) => (Self::Share, None),
            (a, b) if a.is_same(b) => (Self::Share, None),
            (known, Self::Nothing | Self::Share) => (known.clone(), None),
            (Self::Unit(by), Self::Per(over, under)) if same(over, by) => (Self::Unit(under.clone()), None),
            // A part of what several words count together.
            (Self::Unnamed, Self::Unnamed) => (Self::Share, None),
            (Self::Unit(over), Self::Unnamed) if is_counted(over) => (Self::Share, None),
            (Self::Unit(over), Self::Unit(under)) => (Self::Per(over.clone(), under.clone()), None),
            _ => (Self::Unnamed, None),
        }
    }

    /// Whether the unit an author wrote can stand for what was computed. Words that are counted are the author's to choose.
    pub(super) fn may_be(&self, stated: &Unit) -> bool {
        match (self, stated.kind) {
            (Self::Free | Self::Nothing, _) => true,
            (Self::Percent, UnitKind::Percent | UnitKind::Points)
            | (Self::Points, UnitKind::Points | UnitKind::Percent) => true,
            (Self::Share | Self::Unnamed, kind) => kind == UnitKind::Counted,
            (Self::Unit(unit) | Self::Per(unit, _), kind) => unit.kind == kind,
            _ => false,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unit(a), Self::Unit(b)) => same(a, b),
            (Self::Per(a, b), Self::Per(c, d)) => same(a, c) && same(b, d),
            (a, b) => a == b && *a != Self::Unnamed,
        }
    }
}

fn is_counted(unit: &Unit) -> bool {
    unit.kind == UnitKind::Counted
}

/// Whether two units count the same, however their singular and plural were written.
pub(super) fn same(a: &Unit, b: &Unit) -> bool {
    a.kind == b.kind && (a.many == b.many || a.one == b.one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(unit: &str) -> Counts {
        match unit {
            "" => Counts::Nothing,
            "1" => Counts::Free,
            unit => Counts::of(Some(&Unit::new(unit, None))),
        }
    }

    fn name(counts: &Counts) -> String {
        counts.unit().map_or_else(|| format!("{counts:?}"), |unit| unit.many)
    }

    #[test]
    fn sums_need_one_unit() {
        for (a, b, sum, difference) in [
            ("actes", "acte", "actes", "actes"),
            ("%", "%", "%", "points"),
            ("%", "points", "%", "%"),
            ("€", "1", "€", "€"),
            ("", "", "Nothing", "Nothing"),
            ("contacts", "visites", "Unnamed", "Unnamed"),
            ("€/dossier", "€/dossier", "€/dossier", "€/dossier"),
            ("€", "dossiers", "", ""),
            ("%", "actes", "", ""),
            ("", "actes", "", ""),
            ("€", "$", "", ""),
        ] {
            let said = |counts: Result<Counts, Misfit>| counts.map_or_else(|_| String::new(), |counts| name(&counts));
            assert_eq!(said(counts(a).plus(&counts(b))), sum, "{a} + {b}");
            assert_eq!(said(counts(a).minus(&counts(b))), difference, "{a} − {b}");
        }
    }

    #[test]
    fn quotients_and_products_follow_units() {
        for (a, b, product, quotient) in [
            ("actes", "actes", "Unnamed", "Share"),
            ("€", "dossiers", "Unnamed", "€/dossier"),
            ("actes", "patients", "Unnamed", "actes par patient"),
            ("€/dossier", "dossiers", "€", "Unnamed"),
            ("%", "actes", "actes", "Unnamed"),
            ("actes", "%", "actes", "actes"),
            ("actes", "1", "actes", "actes"),
            ("", "", "Nothing", "Share"),
        ] {
            assert_eq!(name(&counts(a).times(&counts(b), false).0), product, "{a} × {b}");
            assert_eq!(name(&counts(a).over(&counts(b)).0), quotient, "{a} ÷ {b}");
        }
        assert_eq!(counts("€").over(&counts("€/dossier")).0.unit().map(|unit| unit.many).as_deref(), Some("dossiers"));
        assert_eq!(Counts::Share.times(&Counts::Free, true).0, Counts::Percent);
    }

    #[test]
    fn an_author_names_words_but_not_money() {
        let percent = Unit::percent();
        assert!(
            !Counts::Share.may_be(&percent) && Counts::Percent.may_be(&percent) && Counts::Nothing.may_be(&percent)
        );
        assert!(!counts("€").may_be(&Unit::new("dossiers", None)) && !counts("actes").may_be(&Unit::new("€", None)));
        assert!(counts("actes").may_be(&Unit::new("téléconsultations", None)));
        assert!(Counts::Share.may_be(&Unit::new("fois", None)) && !Counts::Share.may_be(&Unit::new("€", None)));
    }
}
