//! What `check` prints on request: the list of an accessibility audit, and the weight of every page.

use crate::check::accessibility::{Audit, Line, Machine, State, VERSION};
use crate::check::budget::{self, Weight};
use crate::finding::{Phrase, phrase};
use crate::text::Lang;
use serde_json::{Value, json};
use std::fmt::Write;

/// The list of an audit, for people.
pub(super) fn audit(audit: &Audit, lang: Lang) -> String {
    let (pages, criteria) = (audit.pages, audit.lines.len());
    let title = phrase!(
        "RGAA {VERSION} : {criteria} critères, {pages} pages",
        "RGAA {VERSION}: {criteria} criteria, {pages} pages"
    );
    let mut out = title.get(lang).to_owned() + "\n";
    let states = [
        (State::Fails, phrase!("Non conformes, à corriger", "Failed, to correct")),
        (State::Passes, phrase!("Contrôlés par le programme : aucune faute", "Judged by the program: no fault")),
        (State::Made, phrase!("Tenus par la façon dont le site est fait", "Met by the way the site is made")),
        (State::NotApplicable, phrase!("Sans objet dans ce site", "Not applicable to this site")),
    ];
    for (state, title) in states {
        let lines: Vec<&Line> = audit.lines.iter().filter(|line| line.state() == state).collect();
        section(&mut out, &title, lines.len(), lang);
        for line in lines {
            row(&mut out, line, counts(line, audit.pages).get(lang), lang);
            let more = match state {
                State::Fails => Some(line.fails.join(", ")),
                State::Made => line.criterion.met().map(|met| met.get(lang).to_owned()),
                _ => None,
            };
            more.into_iter().for_each(|more| detail(&mut out, &more));
        }
    }
    let human: Vec<(&Line, Phrase)> = audit
        .lines
        .iter()
        .filter(|line| line.state() != State::NotApplicable)
        .filter_map(|line| Some((line, line.criterion.human()?)))
        .collect();
    section(&mut out, &phrase!("À vérifier par une personne", "For a person to check"), human.len(), lang);
    for (line, what) in human {
        row(&mut out, line, "[ ]", lang);
        detail(&mut out, what.get(lang));
    }
    section(&mut out, &phrase!("Échantillon à auditer", "Sample to audit"), audit.sample.len(), lang);
    for page in &audit.sample {
        let none = phrase!("(aucune page)", "(no such page)");
        let path = page.path.as_deref().unwrap_or(none.get(lang));
        let _ = writeln!(out, "  {:<42} {path}", page.reason.get(lang));
    }
    out
}

fn section(out: &mut String, title: &Phrase, count: usize, lang: Lang) {
    let _ = writeln!(out, "\n{} ({count})", title.get(lang));
}

fn row(out: &mut String, line: &Line, mark: &str, lang: Lang) {
    let _ = writeln!(out, "  {:<6} {mark:<12} {}", line.criterion.number, line.criterion.title().get(lang));
}

fn detail(out: &mut String, text: &str) {
    let _ = writeln!(out, "  {:<6} {:<12} {text}", "", "");
}

/// « 3 sur 20 », « 62 pages ».
fn counts(line: &Line, pages: usize) -> Phrase {
    let (fails, applies) = (line.fails.len(), line.applies);
    match line.state() {
        State::Fails => phrase!("{fails} sur {applies}", "{fails} of {applies}"),
        State::Passes if line.criterion.machine == Some(Machine::Sources) => phrase!("sources", "sources"),
        State::Passes if applies == pages => phrase!("toutes", "all"),
        State::Passes => phrase!("{applies} pages", "{applies} pages"),
        _ => phrase!("", ""),
    }
}

/// The same for machines. `pass`, `fail` and `not_applicable` count pages; `failing` names them.
pub(super) fn audit_json(audit: &Audit, lang: Lang) -> Value {
    let criteria = audit.lines.iter().map(|line| {
        let criterion = &line.criterion;
        let by_page = criterion.machine == Some(Machine::Pages);
        json!({
            "number": criterion.number,
            "title": criterion.title().get(lang),
            "state": match line.state() {
                State::Fails => "fail",
                State::Passes => "pass",
                State::Made => "met",
                State::NotApplicable => "not-applicable",
                State::Open => "open",
            },
            "machine": criterion.machine,
            "pass": by_page.then(|| line.applies.saturating_sub(line.fails.len())),
            "fail": by_page.then_some(line.fails.len()),
            "not_applicable": audit.pages - line.applies,
            "failing": line.fails,
            "met": criterion.met().map(|met| met.get(lang).to_owned()),
            "human": criterion.human().map(|human| human.get(lang).to_owned()),
        })
    });
    let sample = audit.sample.iter().map(|page| json!({"reason": page.reason.get(lang), "page": page.path}));
    json!({
        "rgaa": VERSION,
        "pages": audit.pages,
        "criteria": criteria.collect::<Vec<_>>(),
        "sample": sample.collect::<Vec<_>>(),
    })
}

/// The weight of every page in kilobytes, the heaviest first, for people.
pub(super) fn weights(weights: &[Weight], lang: Lang) -> String {
    let kilobytes = |bytes: usize| match bytes.div_ceil(100) {
        tenths if lang == Lang::Fr => format!("{},{}", tenths / 10, tenths % 10),
        tenths => format!("{}.{}", tenths / 10, tenths % 10),
    };
    let titles = match lang {
        Lang::Fr => ["total", "HTML", "styles", "script", "autres", "fichiers", "médias"],
        Lang::En => ["total", "HTML", "styles", "script", "other", "files", "media"],
    };
    let line = |cells: [String; 7], page: &str| {
        cells.iter().map(|cell| format!("{cell:>9}")).collect::<String>() + "  " + page + "\n"
    };
    let title = phrase!("Poids d’une première visite, en ko, compressé", "Weight of a first visit, in kB, compressed");
    let mut out = format!("{}\n\n", title.get(lang));
    out += &line(titles.map(str::to_owned), "");
    let limits = [budget::PAGE, budget::TEXTS, budget::STYLES, budget::SCRIPT].map(kilobytes);
    let [page, texts, styles, script] = limits;
    let mut sorted: Vec<&Weight> = weights.iter().collect();
    sorted.sort_by_key(|weight| (std::cmp::Reverse(weight.total()), &weight.page));
    for weight in sorted {
        let sizes = [weight.total(), weight.html, weight.styles, weight.script, weight.other].map(kilobytes);
        let [total, html, styles, script, other] = sizes;
        out += &line(
            [total, html, styles, script, other, weight.requests.to_string(), kilobytes(weight.media)],
            &weight.page,
        );
    }
    let requests = budget::REQUESTS;
    let limits = phrase!(
        "Budget d’une page : {page} en tout, {texts} de HTML, styles et scripts, dont {styles} de styles et {script} de scripts ; {requests} fichiers ; médias à part",
        "Budget of a page: {page} in all, {texts} of HTML, styles and scripts, of which {styles} of styles and {script} of scripts; {requests} files; media apart"
    );
    out + "\n" + limits.get(lang) + "\n"
}
