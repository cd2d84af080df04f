//! Figures of the ledger → CSV files: for spreadsheets and for machines.
//!
//! `;` between columns and a byte order mark, so that a double click opens them right in a French spreadsheet; numbers
//! raw and exact with a decimal point, so that a machine reads them without knowing the language; one header, always the
//! same columns. A missing value is an empty cell.

use super::Context;
use super::figure;
use crate::chart::Data;
use crate::model::{Figure, FigureId, Scope};
use crate::text::Number;
use std::borrow::Cow;

/// The file of one figure: category or period, one column per series with the unit, source, period.
pub fn figure(id: FigureId, cx: &Context) -> Vec<u8> {
    let entry = cx.edition.figure(id);
    let data = Data::of(entry);
    let unit = entry.unit.as_ref().map(|unit| unit.many.as_str());
    let value = say(cx, "figure-value");
    let mut head = vec![figure::corner(entry, cx)];
    head.extend(data.series.iter().map(|name| {
        let name = if name.is_empty() { value.as_str() } else { name };
        unit.map_or_else(|| name.to_owned(), |unit| format!("{name} ({unit})"))
    }));
    head.extend([say(cx, "figure-source-column"), say(cx, "figure-period")]);
    let period = entry.as_of.as_deref().or(entry.period.as_deref()).unwrap_or_default();
    let rows = data.rows.iter().map(|(label, values)| {
        let mut row = vec![text(label)];
        row.extend(values.iter().map(|value| raw(value.as_ref())));
        row.extend([text(entry.source.as_deref().unwrap_or_default()), text(period)]);
        row
    });
    write(&head, rows)
}

/// The file of all figures of an edition, in the order of the report: one row per figure.
pub fn all(cx: &Context) -> Vec<u8> {
    let keys = [
        "figure-chapter",
        "figure-id",
        "figure-label",
        "figure-value",
        "figure-qualifier",
        "figure-unit",
        "figure-scope",
        "figure-period",
        "figure-as-of-column",
        "figure-source-column",
        "figure-note",
    ];
    let head: Vec<String> = keys.iter().map(|key| say(cx, key)).collect();
    write(&head, cx.edition.figures.iter().map(|entry| row(entry, cx)))
}

fn row<'a>(entry: &'a Figure, cx: &Context<'a>) -> Vec<Cow<'a, str>> {
    let optional = |value: &'a Option<String>| text(value.as_deref().unwrap_or_default());
    let shown = figure::current(entry);
    let scope = entry.scope.map(|scope| {
        say(
            cx,
            match scope {
                Scope::Local => "figure-scope-local",
                Scope::Regional => "figure-scope-regional",
                Scope::National => "figure-scope-national",
            },
        )
    });
    let period = shown.as_ref().and_then(|(_, period)| period.clone()).or_else(|| entry.period.clone());
    vec![
        text(entry.chapter.map_or("", |chapter| &cx.edition.chapters[chapter].label)),
        text(&entry.id),
        text(&entry.label),
        raw(shown.as_ref().map(|(value, _)| value)),
        Cow::Borrowed(entry.qualifier.map_or("", |qualifier| qualifier.words(cx.edition.lang))),
        text(entry.unit.as_ref().map_or("", |unit| &unit.many)),
        Cow::Owned(scope.unwrap_or_default()),
        Cow::Owned(text(&period.unwrap_or_default()).into_owned()),
        optional(&entry.as_of),
        optional(&entry.source),
        optional(&entry.note),
    ]
}

fn say(cx: &Context, key: &str) -> String {
    cx.theme.say(cx.edition.lang, key, &[])
}

/// A value for machines: `12292330`, `-1.52`.
fn raw<'a>(value: Option<&Number>) -> Cow<'a, str> {
    Cow::Owned(value.map_or_else(String::new, |value| value.value.normalize().to_string()))
}

/// Text that no spreadsheet takes for a formula: the apostrophe is the spreadsheet's own mark of text.
fn text(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

fn write<'a>(head: &[String], rows: impl Iterator<Item = Vec<Cow<'a, str>>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let in_memory = "a vector takes every byte, and every row has as many cells as the head";
    writer.write_record(head.iter().map(|cell| text(cell).into_owned())).expect(in_memory);
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes())).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}

#[cfg(test)]
mod tests {
    use super::{all, figure as file};
    use crate::model::{FigureId, Grid, Shape};
    use crate::render::sample::{figure, on_page, report, row, value};

    fn lines(bytes: Vec<u8>) -> Vec<String> {
        String::from_utf8(bytes).expect("UTF-8").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn numbers_are_raw_and_missing_ones_are_empty() {
        let mut rates = figure("taux", "Taux", "", "%");
        rates.period = Some("2022".to_owned());
        rates.shape = Shape::Series(Grid {
            category: Some("Volet".to_owned()),
            series: vec!["Région".to_owned(), "France".to_owned()],
            rows: vec![("Chirurgie".to_owned(), vec![Some(value("−1,52")), None])],
        });
        let report = report(vec![rates]);
        let lines = lines(on_page(&report, |cx, _| file(FigureId(0), cx)));
        assert_eq!(
            lines,
            ["\u{feff}Volet;Région (%);France (%);Source;Période", "Chirurgie;-1.52;;Organisme, rapport 2022;2022"]
        );
    }

    #[test]
    fn no_cell_is_taken_for_a_formula_and_separators_are_quoted() {
        let mut rows = figure("lieux", "=HYPERLINK(\"x\")", "3", "actes");
        rows.shape = Shape::Rows(vec![row("+33;1", "12 292 330"), row("@lieu", "0")]);
        let report = report(vec![rows]);
        let (one, every) = on_page(&report, |cx, _| (lines(file(FigureId(0), cx)), lines(all(cx))));
        assert_eq!(one[1], "\"'+33;1\";12292330;Organisme, rapport 2022;");
        assert_eq!(one[2], "'@lieu;0;Organisme, rapport 2022;");
        assert_eq!(
            every[0],
            "\u{feff}Chapitre;Identifiant;Chiffre;Valeur;Nuance;Unité;Périmètre;Période;Au;Source;Note"
        );
        assert_eq!(every[1], "Coordonner;lieux;\"'=HYPERLINK(\"\"x\"\")\";3;;actes;;;;Organisme, rapport 2022;");
    }
}
