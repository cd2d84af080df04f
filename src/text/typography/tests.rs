//! The table of cases of French typography, and: correcting twice is correcting once.

use super::*;
use proptest::prelude::*;

/// Narrow no-break spaces shown as `_`, no-break spaces as `~`.
fn shown(text: &str) -> String {
    text.replace('\u{202f}', "_").replace('\u{a0}', "~")
}

fn french(text: &str) -> String {
    shown(&correct(text, None, Lang::Fr))
}

#[test]
fn french_runs() {
    for (typed, printed) in [
        // High punctuation
        ("Voici : oui", "Voici~: oui"),
        ("Voici: oui", "Voici~: oui"),
        ("Quoi ? Non ! Si ; oui", "Quoi_? Non_! Si_; oui"),
        ("Quoi? Non! Si; oui", "Quoi_? Non_! Si_; oui"),
        ("Quoi\u{a0}?! (!) [?]", "Quoi_?! (!) [?]"),
        ("Vraiment... ?", "Vraiment…_?"),
        ("mot\u{202f}:", "mot~:"),
        // Quotes
        ("« mot » et «mot»", "«~mot~» et «~mot~»"),
        ("il dit \"oui\".", "il dit «~oui~»."),
        ("\"il dit \"oui\" encore\"", "«~il dit “oui” encore~»"),
        ("« il dit \"oui\" »", "«~il dit “oui”~»"),
        ("l'\"amour\"", "l’«~amour~»"),
        ("un écran de 15\" neuf", "un écran de 15\" neuf"),
        ("(\"oui\")", "(«~oui~»)"),
        ("« Quoi ? »", "«~Quoi_?~»"),
        // Apostrophes
        ("l'hôpital d‘une jusqu´à", "l’hôpital d’une jusqu’à"),
        ("un mot 'cité' ici", "un mot ‘cité’ ici"),
        ("aujourd'hui, l'", "aujourd’hui, l’"),
        // Ellipsis and dash
        ("et puis... fin", "et puis… fin"),
        ("[...]", "[…]"),
        ("....", "...."),
        ("villes, etc...", "villes, etc."),
        ("villes, etc…", "villes, etc."),
        ("un mot - une incise -- fin", "un mot – une incise – fin"),
        ("Indre-et-Loire", "Indre-et-Loire"),
        // Ordinals and dates
        ("le 2ème, la 6eme, les 7èmes, 21ième", "le 2e, la 6e, les 7es, 21e"),
        ("la 1ère fois, les 1ères", "la 1re fois, les 1res"),
        ("au XXIème siècle", "au XXIe siècle"),
        ("le 1er septembre", "le 1er~septembre"),
        ("depuis le 1erseptembre", "depuis le 1er~septembre"),
        ("le 1erconfinement", "le 1er confinement"),
        ("le 07 avril 2020", "le 7~avril 2020"),
        ("31 mars 2022 et 16/12/2019", "31~mars 2022 et 16/12/2019"),
        ("à 8 h 30", "à 8~h~30"),
        // Numbers
        ("1272 actes", "1272 actes"),
        ("1 272 actes", "1_272 actes"),
        ("12 292 330 €", "12_292_330~€"),
        ("1 731 574,50€", "1_731_574,50~€"),
        ("12292330 €", "12_292_330~€"),
        ("1385168 euros", "1_385_168~euros"),
        ("30% et 30 %", "30~% et 30~%"),
        ("65.8 % ou 84.2%", "65,8~% ou 84,2~%"),
        ("1.234 %", "1.234~%"),
        ("20M€ et 3 Md€", "20~M€ et 3~Md€"),
        ("1,29 million", "1,29~million"),
        ("2.5 km", "2,5~km"),
        ("(- 1,52 %)", "(−1,52~%)"),
        ("soit de - 1,52 % par an", "soit de −1,52~% par an"),
        ("de + 6,07 %", "de +6,07~%"),
        ("recule de -1,52%", "recule de −1,52~%"),
        ("de 2 - 3 %", "de 2 - 3~%"),
        ("en 2022 300 personnes", "en 2022 300 personnes"),
        ("en 2022 12 300 personnes", "en 2022 12_300 personnes"),
        // Not grouped
        (
            "le 3608, la loi 2016-1547, L141-1, R165-25, MD24, T2A",
            "le 3608, la loi 2016-1547, L141-1, R165-25, MD24, T2A",
        ),
        ("Covid 19 200 cas", "Covid 19 200 cas"),
        ("02 47 12 34 56", "02 47 12 34 56"),
        ("0 800 123 456", "0 800 123 456"),
        ("123 456 789 00012", "123 456 789 00012"),
        // Held together
        ("n° 12, n°12, p. 12, art. 47", "n°~12, n°~12, p.~12, art.~47"),
        ("Dr Martin, M. Martin et Mme Martin", "Dr~Martin, M.~Martin et Mme~Martin"),
        // Left alone
        ("voir https://exemple.fr/a?b=c;d:e ou a.b@exemple.fr", "voir https://exemple.fr/a?b=c;d:e ou a.b@exemple.fr"),
        ("(https://exemple.fr/l'a...b)", "(https://exemple.fr/l'a...b)"),
        ("à 12:30, en 16:9, std::fmt, ./a'b/c.txt", "à 12:30, en 16:9, std::fmt, ./a'b/c.txt"),
        ("https://exemple.fr !", "https://exemple.fr_!"),
        ("rien à faire", "rien à faire"),
        (": début", ": début"),
        ("", ""),
    ] {
        assert_eq!(french(typed), printed, "{typed}");
    }
}

#[test]
fn what_precedes_the_run_counts() {
    for (before, typed, printed) in [
        (Some('t'), "!", "_!"),
        (Some(' '), "!", "!"),
        (None, "!", "!"),
        (Some('t'), "\" dit-il", "~» dit-il"),
        (Some(' '), "\"", "«~"),
        (Some('«'), "mot", "mot"),
        (Some('l'), "'hôpital", "’hôpital"),
        (Some('7'), " avril", "~avril"),
        (Some('3'), "%", "~%"),
    ] {
        assert_eq!(shown(&correct(typed, before, Lang::Fr)), printed, "{before:?} {typed}");
    }
}

#[test]
fn english_runs() {
    for (typed, printed) in [
        ("\"It's 'fine'\", he said: yes!", "“It’s ‘fine’”, he said: yes!"),
        ("wait... 65.8 %", "wait… 65.8 %"),
        ("the '90s", "the ’90s"),
    ] {
        assert_eq!(correct(typed, None, Lang::En), printed, "{typed}");
    }
}

#[test]
fn what_is_rewritten_is_noted() {
    let text = "é : le 2ème, 65.8 % et l'été";
    let (_, fixes) = correct_noting(text, Some('x'), Lang::Fr);
    let seen: Vec<_> = fixes.iter().map(|fix| (fix.from.as_str(), fix.to.as_str())).collect();
    assert_eq!(seen, [("2ème", "2e"), ("65.8", "65,8")]);
    assert!(fixes.iter().all(|fix| text[fix.range.clone()] == fix.from));
    assert!(correct_noting("le 2e", None, Lang::Fr).1.is_empty());
}

#[test]
fn ordinals_are_found() {
    let text =
        "Le 1er, la 1re, le 2e, les 3es, la 2nde, François Ier, XXIe, Ve, Ce MD24e 1e 3608 Le https://a.fr/2e été-1er";
    let found: Vec<_> = ordinals(text).map(|ordinal| (ordinal.base, ordinal.superscript)).collect();
    assert_eq!(
        found,
        [
            ("1", "er"),
            ("1", "re"),
            ("2", "e"),
            ("3", "es"),
            ("2", "nde"),
            ("I", "er"),
            ("XXI", "e"),
            ("V", "e"),
            ("1", "er")
        ]
    );
    for ordinal in ordinals(text) {
        assert_eq!(text[ordinal.range], format!("{}{}", ordinal.base, ordinal.superscript));
    }
}

/// Pieces that rules look at, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ \u{a0}\u{202f}\n]{1,2}",
        "[«»“”\"'’‘.…:;!?()/%€°+-]",
        "[0-9]{1,5}",
        "[a-zA-ZéÀ]{1,4}",
        Just("1er".to_owned()),
        Just("2ème".to_owned()),
        Just("avril".to_owned()),
        Just("n°".to_owned()),
        Just("M€".to_owned()),
        Just("etc...".to_owned()),
        Just("65.8 %".to_owned()),
        Just(" - ".to_owned()),
        Just("http://a".to_owned()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn correcting_twice_is_correcting_once(text in pieces(), before in proptest::option::of(any::<char>())) {
        for lang in Lang::ALL {
            let once = correct(&text, before, lang).into_owned();
            prop_assert_eq!(&correct(&once, before, lang), &once, "{:?}", text);
        }
    }

    #[test]
    fn letters_and_digits_survive(text in any::<String>(), before in proptest::option::of(any::<char>())) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let (printed, fixes) = correct_noting(&text, before, Lang::Fr);
        if fixes.is_empty() {
            prop_assert_eq!(letters(&printed), letters(&text));
        }
        prop_assert_eq!(ordinals(&text).filter(|ordinal| ordinal.range.end > text.len()).count(), 0);
    }
}
