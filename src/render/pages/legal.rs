//! The pages that the law asks for: legal notice, accessibility statement, personal data.

use super::Content;
use crate::model;
use crate::render::Context;
use crate::render::inventory::Inventory;
use crate::render::shell::{self, Heading};
use crate::render::view::Link;
use crate::text::{Number, date, number};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// `legal` in `legal-notice.html`, `accessibility.html` and `personal-data.html`.
#[derive(Serialize, JsonSchema)]
struct View {
    /// Who publishes.
    publisher: Contact,
    /// Legal form and register number.
    legal_form: Option<String>,
    /// Director of publication.
    director: Option<String>,
    /// Who hosts.
    host: Contact,
    /// Data protection officer.
    data_officer: Option<Link>,
    /// Credits of pictures and texts.
    credits: Option<String>,
    /// Licence of the published data.
    data_licence: Option<String>,
    /// The audit, when one was made.
    audit: Option<Audit>,
    /// Where readers report an obstacle; the general contact when there is no other.
    accessibility_contact: Option<Link>,
    /// Services that host videos of the edition, and may show them once a reader agrees.
    video_services: BTreeSet<String>,
    /// The scheme of several years for accessibility.
    scheme: Option<Link>,
    /// The plan of this year that follows from it.
    action_plan: Option<Link>,
    /// What the site is made with; empty where that is what the theme uses.
    technologies: Vec<String>,
    /// When the edition was published, in words: the statement is renewed with it.
    updated: Option<String>,
    /// Public address of the site.
    address: Option<String>,
}

/// Name and ways to reach.
#[derive(Serialize, JsonSchema)]
struct Contact {
    /// Name.
    name: Option<String>,
    /// Postal address.
    address: Option<String>,
    /// Telephone.
    phone: Option<String>,
    /// E-mail.
    email: Option<Link>,
}

/// An accessibility audit.
#[derive(Serialize, JsonSchema)]
struct Audit {
    /// When, in words.
    date: String,
    /// Share of the criteria met: « 62 % ».
    rate: String,
    /// By whom.
    auditor: String,
    /// What does not conform.
    exceptions: Vec<String>,
    /// What is left so, with the reason and what is offered instead.
    derogations: Vec<String>,
    /// What the law does not hold to accessibility.
    exempt: Vec<String>,
    /// Browsers and screen readers it was tested with.
    environments: Vec<String>,
    /// Programs it was evaluated with.
    tools: Vec<String>,
    /// Pages that were tested.
    pages: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Own {
    legal: View,
}

/// Publisher, director, host (loi 2004-575, art. 1-1).
pub(super) fn notice(cx: &Context) -> Content {
    page(cx, "legal-notice.html", "legal-notice", "legal-notice-description")
}

/// Accessibility statement (loi 2005-102, art. 47; décret 2019-768).
pub(super) fn accessibility(cx: &Context) -> Content {
    page(cx, "accessibility.html", "accessibility", "accessibility-description")
}

/// Personal data and cookies.
pub(super) fn personal_data(cx: &Context) -> Content {
    page(cx, "personal-data.html", "personal-data", "personal-data-description")
}

fn page(cx: &Context, template: &'static str, title: &str, description: &str) -> Content {
    let lang = cx.edition.lang;
    let organisation = cx.report.organisation.of_name.as_ref().unwrap_or(&cx.report.organisation.name);
    let heading = Heading {
        title: cx.theme.say(lang, title, &[]),
        description: cx.theme.say(
            lang,
            description,
            &[("report", &shell::report_label(cx)), ("organisation", organisation)],
        ),
        ..Heading::default()
    };
    Content::new(cx, template, heading, &Own { legal: view(cx) })
}

fn view(cx: &Context) -> View {
    let legal = &cx.report.legal;
    let organisation = &cx.report.organisation;
    let contact_of_accessibility = legal.accessibility_contact.as_ref().or(organisation.contact.as_ref());
    View {
        publisher: contact(&legal.publisher),
        legal_form: legal.legal_form.clone(),
        director: legal.director.clone(),
        host: contact(&legal.host),
        data_officer: legal.data_officer.as_deref().map(shell::contact),
        credits: legal.credits.clone(),
        data_licence: legal.data_licence.clone(),
        audit: legal.audit.as_ref().map(|audit| Audit {
            date: date::print(audit.date, cx.edition.lang),
            rate: rate(audit, cx),
            auditor: audit.auditor.clone(),
            exceptions: audit.exceptions.clone(),
            derogations: audit.derogations.clone(),
            exempt: audit.exempt.clone(),
            environments: audit.environments.clone(),
            tools: audit.tools.clone(),
            pages: audit.pages.clone(),
        }),
        accessibility_contact: contact_of_accessibility.map(|text| shell::contact(text)),
        video_services: Inventory::of_edition(cx.report, cx.edition).services,
        scheme: legal.scheme.as_deref().map(shell::contact),
        action_plan: legal.action_plan.as_deref().map(shell::contact),
        technologies: legal.technologies.clone(),
        updated: cx.edition.published.map(|day| date::print(day, cx.edition.lang)),
        address: cx.report.address.clone(),
    }
}

fn contact(contact: &model::Contact) -> Contact {
    Contact {
        name: contact.name.clone(),
        address: contact.address.clone(),
        phone: contact.phone.clone(),
        email: contact.email.as_deref().map(shell::contact),
    }
}

fn rate(audit: &model::Audit, cx: &Context) -> String {
    let rate = audit.rate.normalize();
    let rate = Number::new(rate);
    cx.theme.say(cx.edition.lang, "percent", &[("n", &number::print(&rate, cx.edition.lang))])
}
