//! A portrait may be shown only as long as its written authorisation holds.

use crate::finding::{Code, Finding, phrase};
use crate::model::Report;
use crate::text::{Date, Lang, date};

/// People whose authorisation has ended on the day `date`.
pub(super) fn check(report: &Report, date: Date) -> Vec<Finding> {
    report
        .people
        .iter()
        .filter_map(|person| {
            let (until, place) = person.rights_until.as_ref().filter(|(until, _)| *until < date)?;
            let id = &person.id;
            let (fr, en) = (date::print(*until, Lang::Fr), date::print(*until, Lang::En));
            Some(
                Finding::new(
                    Code::RightsExpired,
                    place.clone(),
                    phrase!(
                        "l’autorisation de « {id} » a pris fin le {fr}",
                        "the authorisation of `{id}` ended on {en}"
                    ),
                )
                .remedy(phrase!("renouvelez-la, ou retirez le portrait", "renew it, or remove the portrait")),
            )
        })
        .collect()
}
