//! Each rule is shown a page without fault, then the same page broken in one place.

use super::*;
use crate::render::Rendered;
use std::collections::BTreeSet;

const SOUND: &str = "<!doctype html><html lang=\"fr\"><head><meta name=\"viewport\" content=\"width=device-width\"><title>Visites | Rapport</title></head>\
<body><a href=\"#c\">Aller au contenu</a><header><nav aria-label=\"Chapitres\"><ol><li><a href=\"a\">Un</a></ol></nav></header>\
<main id=\"c\"><h1>Visites</h1><h2 id=\"t\">Détail</h2><!-- here --></main><footer><nav aria-label=\"Sommaire\"><a href=\"b\">Plan</a></nav></footer></body></html>";

fn criteria(html: &str) -> BTreeSet<&'static str> {
    faults(&Page::read("2022/index.html", html)).into_iter().map(|fault| fault.criterion).collect()
}

fn told(pages: &[(&str, &str)], elsewhere: &[&str]) -> Vec<Finding> {
    let rendered = Rendered::default();
    let mut pages: Vec<Review> =
        pages.iter().map(|(path, html)| Review::of(&Page::read(path, html), &rendered)).collect();
    check(&mut pages, elsewhere)
}

/// Criterion, and what stands in the content of a page that fails it.
const INSIDE: &[(&str, &str)] = &[
    ("1.1", "<img src=\"a.png\">"),
    ("1.1", "<svg viewBox=\"0 0 1 1\"><path d=\"\"/></svg>"),
    ("1.1", "<div role=\"img\"></div>"),
    ("1.2", "<img src=\"a.png\" alt=\"\" title=\"Décor\">"),
    ("1.3", "<img src=\"a.png\" alt=\"facade-2022.jpg\">"),
    ("1.9", "<figure><img src=\"a.png\" alt=\"La façade\"><figcaption>La façade</figcaption></figure>"),
    ("2.1", "<iframe src=\"a\"></iframe>"),
    ("4.3", "<video controls src=\"a\"></video>"),
    ("4.10", "<audio controls autoplay src=\"a\"></audio>"),
    ("4.11", "<audio src=\"a\"></audio>"),
    ("5.4", "<table><tr><th scope=\"col\">A</table>"),
    ("5.6", "<table><caption>A</caption><tr><td>A</table>"),
    ("5.7", "<table><caption>A</caption><tr><th>A</table>"),
    ("5.7", "<table><caption>A</caption><tr><th scope=\"col\">A<td headers=\"x\">B</table>"),
    ("5.8", "<table role=\"presentation\"><caption>A</caption><tr><td>A</table>"),
    ("6.1", "<a href=\"x\">En savoir plus</a>"),
    ("6.1", "<a href=\"x\" aria-label=\"Plan\">Sommaire</a>"),
    ("6.2", "<a href=\"x\"><span aria-hidden=\"true\">→</span></a>"),
    ("7.1", "<button type=\"button\"></button>"),
    ("7.1", "<div role=\"buton\">x</div>"),
    ("7.1", "<div aria-labelledby=\"x\">x</div>"),
    ("7.1", "<div aria-hidden=\"true\"><a href=\"x\">x y</a></div>"),
    ("7.3", "<div onclick=\"x()\">x</div>"),
    ("8.2", "<div><span></div>"),
    ("8.2", "<p id=\"t\">x</p>"),
    ("8.2", "<p class=\"a\" class=\"b\">x</p>"),
    ("8.8", "<span lang=\"anglais\">x</span>"),
    ("8.9", "<p> </p>"),
    ("8.10", "<span dir=\"gauche\">x</span>"),
    ("9.1", "<h4>x</h4>"),
    ("9.1", "<h3></h3>"),
    ("9.1", "<h1>x</h1>"),
    ("9.1", "<p role=\"heading\">x</p>"),
    ("9.2", "</main><main>x"),
    ("9.3", "<p>• un</p>"),
    ("9.3", "<ul><p>un</p></ul>"),
    ("9.3", "<div><li>un</div>"),
    ("10.1", "<center>x</center>"),
    ("10.1", "<p align=\"right\">x</p>"),
    ("11.1", "<input>"),
    ("11.1", "<label for=\"x\">x</label>"),
    ("11.9", "<form><button></button></form>"),
    ("11.9", "<input type=\"button\">"),
    ("12.6", "<nav>x</nav>"),
    ("12.8", "<p tabindex=\"3\">x</p>"),
    ("13.2", "<a href=\"x\" target=\"_blank\">Le bilan</a>"),
    ("13.8", "<marquee>x</marquee>"),
];

/// Criterion, what is replaced in the page, and by what.
const AROUND: &[(&str, &str, &str)] = &[
    ("8.1", "<!doctype html>", ""),
    ("8.3", " lang=\"fr\"", ""),
    ("8.5", "<title>Visites | Rapport</title>", ""),
    ("8.6", "Visites | Rapport", "Untitled"),
    ("10.4", "width=device-width", "width=device-width, maximum-scale=1.0"),
    ("12.7", "<a href=\"#c\">Aller au contenu</a>", ""),
    ("13.1", "<meta name=\"viewport\" ", "<meta http-equiv=\"refresh\" "),
];

#[test]
fn a_sound_page_has_no_fault() {
    assert_eq!(criteria(SOUND), BTreeSet::new());
    let sound = "<figure role=\"figure\" aria-label=\"A\"><img alt=\"B\" src=\"c\"><figcaption>A</figcaption></figure>\
        <svg role=\"img\" aria-label=\"x\"></svg><svg aria-hidden=\"true\"></svg><label>Nom <input></label>\
        <a href=\"x\" target=\"_blank\">Le bilan (nouvelle fenêtre)</a><a href=\"y\">Suite<span class=\"h\"> : les visites</span></a>\
        <table aria-labelledby=\"t\"><tr><th scope=\"row\">A<td>B</table><video controls muted src=\"x\"></video><p role=\"status\"></p>\
        <section hidden><h4></h4></section>";
    assert_eq!(criteria(&SOUND.replace("<!-- here -->", sound)), BTreeSet::new());
}

#[test]
fn every_rule_sees_its_fault_and_no_other() {
    let inside = INSIDE.iter().map(|(criterion, fault)| (*criterion, SOUND.replace("<!-- here -->", fault)));
    let around = AROUND.iter().map(|(criterion, from, to)| (*criterion, SOUND.replace(from, to)));
    for (criterion, html) in inside.chain(around) {
        assert_eq!(criteria(&html), BTreeSet::from([criterion]), "{html}");
    }
}

#[test]
fn a_fault_of_many_pages_is_told_once() {
    let broken = SOUND.replace("<!-- here -->", "<img src=\"a.png\">");
    let title = |name: &str| broken.replace("Visites |", name);
    let (one, two, three) = (title("Un"), title("Deux"), title("Trois"));
    let pages = [("a.html", one.as_str()), ("b.html", &two), ("c.html", &three)];
    assert_eq!(told(&pages, &["1.1"]), []);
    let findings = told(&pages, &[]);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].message.fr, "RGAA 1.1 : une image n’a pas d’alternative");
    assert_eq!(findings[0].notes[0].text.fr, "page « a.html » et 2 autres : <img src=\"a.png\">");
}

#[test]
fn pages_have_titles_of_their_own_but_for_copies() {
    let other = SOUND.replace("<h1>Visites", "<h1>Autre");
    let found = |second: &str| told(&[("a.html", SOUND), ("b.html", second)], &[]).len();
    let untranslated = other.replace("lang=\"fr\"", "lang=\"en\"");
    assert_ne!(untranslated, other);
    assert_eq!((found(&other), found(SOUND), found(&untranslated)), (1, 0, 0));
}
