//! The gallery that `new gallery` makes: it builds without a finding in both languages, every form is in it, and every
//! drawing is as it was: `tests/gallery/LANG/ID.svg`.

use crate::harness::{compare, none, site, tests};
use millesime::output;
use millesime::project::scaffold;
use millesime::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// The drawings of a gallery by the id of their figure.
fn drawings(lang: Lang) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    output::create_in_empty(folder.path(), &scaffold::gallery(lang)).unwrap();
    let site = site(folder.path());
    let mut drawings = BTreeMap::new();
    // The pages of the chapters show each drawing in the form asked for.
    let pages = site.iter().filter(|(path, _)| path.split('/').count() == 3 && path.ends_with("index.html"));
    for (_, html) in pages.filter(|(_, html)| html.contains("highlight__panel")) {
        for piece in html.split("<svg class=\"plot ").skip(1) {
            let end = piece.find("\n</svg>").unwrap_or_else(|| piece.rfind("</svg>").unwrap() - 1);
            let svg = format!("<svg class=\"plot {}\n</svg>\n", &piece[..end]);
            let id = svg.split("aria-labelledby=\"chart-").nth(1).unwrap().split("-t ").next().unwrap().to_owned();
            drawings.entry(id).or_insert(svg);
        }
    }
    drawings
}

#[test]
fn every_drawing_of_the_gallery_is_as_it_was() {
    let mut failures = Vec::new();
    for lang in Lang::ALL {
        let folder = tests("gallery").join(lang.code());
        let drawings = drawings(lang);
        for (id, svg) in &drawings {
            failures.extend(compare(&folder.join(format!("{id}.svg")), svg).err());
        }
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !drawings.contains_key(name.trim_end_matches(".svg")) {
                failures.push(format!("tests/gallery/{}/{name} is of no drawing", lang.code()));
            }
        }
    }
    none(failures);
}

#[test]
fn every_form_is_in_the_gallery() {
    for lang in Lang::ALL {
        let forms: BTreeSet<String> = drawings(lang)
            .values()
            .map(|svg| svg.split("plot--").nth(1).unwrap().split(['"', ' ']).next().unwrap().to_owned())
            .collect();
        let all = "area bars columns diverging donut dumbbell grouped line multiples part progress slope stacked step timeline";
        assert_eq!(forms.iter().map(String::as_str).collect::<Vec<_>>().join(" "), all, "{lang:?}");
    }
}

/// Colours come from the theme: a drawing holds no style, no script and no colour, and its words are text.
#[test]
fn a_drawing_holds_no_style_script_or_colour() {
    let mut failures = Vec::new();
    for (id, svg) in drawings(Lang::Fr) {
        for tag in svg.split('<').skip(1).filter_map(|piece| piece.split('>').next()) {
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
            let known = "svg title desc defs pattern rect line circle polygon text tspan";
            if !known.split(' ').any(|known| known == name) {
                failures.push(format!("{id}: <{name}>"));
            }
            for (attribute, value) in tag.split('"').collect::<Vec<_>>().chunks_exact(2).map(|pair| (pair[0], pair[1]))
            {
                let attribute = attribute.trim_start_matches(name).trim().trim_end_matches('=');
                let is_paint = ["fill", "stroke"].contains(&attribute);
                if attribute == "style" || attribute.starts_with("on") || (is_paint && !value.starts_with("url(#")) {
                    failures.push(format!("{id}: {attribute}=\"{value}\""));
                }
            }
        }
        if !svg.contains("<text") || !svg.contains("<title") || !svg.contains("<desc") {
            failures.push(format!("{id}: no text, title or description"));
        }
    }
    none(failures);
}
