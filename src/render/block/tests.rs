//! Blocks of a small edition → their HTML through the built-in theme.

use crate::markdown::Node;
use crate::model::{
    AssetId, Block, ChartBlock, ChartForm, DirectoryEntry, Display, Download, FigureId, PersonId, Picture, Shape,
    Speaker, Testimonial, Video, VideoSource,
};
use crate::render::prose::html;
use crate::render::sample::{figure, on_page, paragraph, report, row, text, words};

fn written(block: Block) -> String {
    let mut actes = figure("actes", "Actes", "67 915", "actes");
    actes.history = vec![row("2021", "93 000"), row("2022", "67 915")];
    let mut lieux = figure("lieux", "Lieux", "", "lieux");
    lieux.shape = Shape::Rows(vec![row("Artois", "3"), row("Somme", "5")]);
    let report = report(vec![actes, lieux, figure("manque", "Manque", "", "actes")]);
    on_page(&report, |cx, page| {
        html(&text(vec![Node::Directive(block)]), 3, "visites", cx, page).expect("sound templates")
    })
    .replace("&nbsp;", "\u{a0}")
}

fn picture(alternative: Option<&str>) -> Picture {
    Picture {
        asset: AssetId(0),
        alternative: alternative.map(str::to_owned),
        caption: words("La salle"),
        credit: Some("Caisse".to_owned()),
    }
}

fn video(source: VideoSource) -> Block {
    Block::Video(Video {
        title: words("Le film"),
        source,
        poster: None,
        credit: None,
        transcript: vec![paragraph("On y dit ceci.")],
    })
}

#[test]
fn several_people_say_one_thing() {
    let html = written(Block::Testimonial(Testimonial {
        speakers: vec![Speaker::Person(PersonId(0)), Speaker::Person(PersonId(1))],
        role: None,
        place: Some("Accueil".to_owned()),
        quote: vec![paragraph("Un."), paragraph("Deux.")],
    }));
    assert_eq!(html.matches("<li class=\"testimonial__speaker\">").count(), 2, "{html}");
    assert!(html.contains("<strong>Déléguée</strong>") && html.contains("<strong>Technicien</strong>"), "{html}");
    assert!(html.contains("<p class=\"testimonial__shared\">Accueil</p>"), "{html}");
    assert!(html.contains("<p>«\u{a0}Un.</p>\n<p>Deux.\u{a0}»</p>"), "{html}");
}

#[test]
fn a_remote_video_loads_nothing_before_consent() {
    let html = written(video(VideoSource::Provider {
        provider: "youtube".to_owned(),
        page: "https://www.youtube.com/watch?v=abc".to_owned(),
    }));
    assert!(!html.contains("<iframe") && !html.contains(" src="), "{html}");
    assert!(html.contains("data-video-src=\"https://www.youtube-nocookie.com/embed/abc\""), "{html}");
    assert!(html.contains("hidden>Accepter et afficher</button>"), "{html}");
    assert!(html.contains("href=\"https://www.youtube.com/watch?v=abc\""), "{html}");
    assert!(html.contains("hébergée par YouTube") && html.contains("On y dit ceci."), "{html}");
}

#[test]
fn a_video_of_the_report_plays_on_the_page() {
    let html = written(video(VideoSource::File { file: AssetId(1), captions: Some(AssetId(1)) }));
    assert!(html.contains("<video controls preload=\"none\"") && html.contains("<track kind=\"captions\""), "{html}");
    assert!(!html.contains("cookies"), "{html}");
}

#[test]
fn pictures_keep_their_place_and_say_what_they_show() {
    let shown = written(Block::Image(picture(Some("Une salle"))));
    assert!(shown.contains("alt=\"Une salle\" width=\"640\" height=\"480\""), "{shown}");
    assert!(shown.contains("aria-label=\"La salle Crédit\u{a0}: Caisse\""), "{shown}");
    let decorative = written(Block::Gallery { title: words("Photos"), pictures: vec![picture(None), picture(None)] });
    assert_eq!(decorative.matches("alt=\"\"").count(), 2, "{decorative}");
    assert!(decorative.contains("<h4 class=\"gallery__title\""), "{decorative}");
}

#[test]
fn figures_are_shown_as_asked() {
    let figures = |display| {
        written(Block::Figures { title: words("À retenir"), figures: vec![FigureId(0), FigureId(2)], display })
    };
    let tiles = figures(Display::Tiles);
    assert_eq!(tiles.matches("<li class=\"key-figure\">").count(), 2, "{tiles}");
    assert!(tiles.contains("<path d=\"M5 10 0 1h10z\"/></svg><span>27,0\u{a0}% de moins qu’en 2021</span>"), "{tiles}");
    assert!(tiles.contains("n.\u{a0}d."), "a missing value is said to be missing: {tiles}");
    let list = figures(Display::List);
    assert!(
        list.contains("<dl class=\"figure-list\">")
            && list.contains("<data value=\"67915\" data-figure=\"actes\">67\u{202f}915\u{a0}actes"),
        "{list}"
    );
    let table = figures(Display::Table);
    assert!(table.contains("<caption id=\"visites-figure-set\">À retenir</caption>"), "{table}");
    assert!(
        table.contains(
            "<td class=\"numeric\"><data value=\"67915\" data-figure=\"actes\">67\u{202f}915\u{a0}actes</data></td>"
        ),
        "{table}"
    );
}

#[test]
fn a_chart_is_called_by_its_finding() {
    let html = written(Block::Chart(ChartBlock {
        figure: FigureId(1),
        form: ChartForm::Bars,
        title: Some("La Somme en tête".to_owned()),
        height: None,
    }));
    assert!(
        html.contains("<figure class=\"chart col-wide\" role=\"figure\" aria-label=\"La Somme en tête Lieux\">"),
        "{html}"
    );
    assert!(html.contains("<p class=\"chart__title\">La Somme en tête</p>"), "{html}");
}

#[test]
fn a_directory_dates_its_entries() {
    let entry = DirectoryEntry {
        name: words("CPTS du Littoral"),
        date: Some("2019-12-16".parse().expect("a day")),
        text: vec![paragraph("45 communes.")],
    };
    let html = written(Block::Directory { title: words("Les CPTS"), entries: vec![entry] });
    assert!(html.contains("<time datetime=\"2019-12-16\">16\u{a0}décembre 2019</time>"), "{html}");
    assert!(html.contains("<dd><p>45 communes.</p>"), "{html}");
}

#[test]
fn a_document_says_what_is_downloaded() {
    let html = written(Block::Download(Download { title: words("Le plan"), file: AssetId(1) }));
    assert!(html.contains("download=\"plan.pdf\">Le plan <small>(PDF, 1,2\u{a0}Mo)</small></a>"), "{html}");
}

#[test]
fn a_figure_as_a_table_has_its_source_and_file() {
    let html = written(Block::Table { figure: FigureId(1), title: Some("Où ?".to_owned()) });
    assert!(html.starts_with("<div class=\"col-wide\">"), "{html}");
    assert!(html.contains("<caption id=\"table-lieux\">Où ?</caption>"), "{html}");
    assert!(html.contains("<th scope=\"row\">Artois</th>") && html.contains("donnees/lieux.csv"), "{html}");
}
