//! The geometry of digits, ribbons and icons.

use super::digits::Run;
use super::*;
use proptest::prelude::*;

fn values() -> Vec<Vec<f64>> {
    vec![
        vec![53.0, 22460.0, 20.0, 30.0],
        vec![2701.0, 91.7, 620.0, 6.0],
        vec![67915.0, 391.0, 1272.0, 3167.0],
        vec![76.0, 85.7, 48000.0, 1732.0],
        vec![615.0, 401.0, 37.0, 978.0],
    ]
}

/// The ends of all runs of the paths of a drawing.
fn points(svg: &str) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for d in svg.split(" d=\"").skip(1).map(|d| d.split('"').next().unwrap()) {
        let (mut x, mut y) = (0.0, 0.0);
        let starts: Vec<usize> = d.match_indices(char::is_alphabetic).map(|(at, _)| at).chain([d.len()]).collect();
        for command in starts.windows(2).map(|ends| &d[ends[0]..ends[1]]) {
            let numbers: Vec<f64> = command[1..].split(' ').filter_map(|number| number.parse().ok()).collect();
            match (&command[..1], numbers.as_slice()) {
                ("H", [to]) => x = *to,
                ("V", [to]) => y = *to,
                (_, [.., to_x, to_y]) => (x, y) = (*to_x, *to_y),
                _ => {}
            }
            points.push((x, y));
        }
    }
    points
}

#[test]
fn ribbons_fill_the_stroke() {
    for n in 2..=7 {
        let figures: Vec<f64> = (0..n).map(|i| f64::from(i * i) * 40.0).collect();
        let ribbons = ribbons(&figures, Scale::of(figures.iter().copied()), GAP);
        let first = ribbons[0];
        let last = ribbons[ribbons.len() - 1];
        assert!((first.offset + first.width / 2.0 - HALF).abs() < 1e-9);
        assert!((last.offset - last.width / 2.0 + HALF).abs() < 1e-9);
        for pair in ribbons.windows(2) {
            let gap = (pair[0].offset - pair[0].width / 2.0) - (pair[1].offset + pair[1].width / 2.0);
            assert!((gap - GAP).abs() < 1e-9);
        }
        let thin = ribbons.iter().map(|ribbon| ribbon.width).fold(f64::INFINITY, f64::min);
        let thick = ribbons.iter().map(|ribbon| ribbon.width).fold(0.0, f64::max);
        assert!(thick / thin < 1.3 / 0.3 + 1e-9, "{thick} {thin}");
    }
}

#[test]
fn no_arc_is_tighter_than_the_stroke() {
    for digit in 0..10 {
        for run in strokes(digit).iter().flat_map(|stroke| stroke.runs) {
            if let Run::Right(radius, _) | Run::Left(radius, _) = run {
                assert!(*radius > HALF, "{digit}");
            }
        }
    }
}

#[test]
fn digits_stay_in_their_box_and_fill_it() {
    for glyph in year("0123456789", &values()) {
        let points = points(&glyph.svg);
        let right = f64::from(width(glyph.digit)) - HALF;
        for (x, y) in &points {
            assert!(*x >= -HALF && *x <= right && *y >= -HALF && *y <= 200.0 + HALF, "{}: {x} {y}", glyph.digit);
        }
        let lowest = points.iter().map(|(_, y)| *y).fold(0.0, f64::max);
        let round = matches!(glyph.digit, 0 | 8);
        assert!(round || lowest > 200.0, "{}: {lowest}", glyph.digit);
    }
}

#[test]
fn the_first_ribbon_of_a_two_is_where_it_was_designed() {
    let two = &year("2022", &values())[2];
    assert!(two.svg.contains(
        "<path class=\"ribbon ribbon--1\" stroke-width=\"7.2\" d=\"M-37 -33.4H100A83.4 83.4 0 0 1 100 133.4H50A16.6 16.6 0 0 0 50 166.6H187\"/>"
    ), "{}", two.svg);
}

#[test]
fn a_closed_digit_closes_and_a_second_stroke_has_its_ground() {
    let digits = year("0348", &values());
    assert_eq!(digits[0].svg.matches('Z').count(), 5);
    for digit in &digits[1..] {
        assert_eq!(digit.svg.matches("ribbon--ground").count(), 1);
        assert!(digit.svg.contains("stroke-width=\"78.4\""));
    }
}

#[test]
fn few_or_many_figures_make_two_to_seven_ribbons() {
    let ribbons = |chapters: usize| year("2", &vec![vec![1.0]; chapters])[0].svg.matches("<path").count();
    assert_eq!([0, 1, 2, 7, 9].map(ribbons), [2, 2, 2, 7, 7]);
    let strokes = |figures: usize| numeral(2, &vec![1.0; figures], &[])[0].svg.matches("<path").count();
    assert_eq!([0, 1, 3, 5, 8].map(strokes), [2, 2, 3, 5, 5]);
    assert_eq!(numeral(12, &[1.0], &[]).iter().map(|glyph| glyph.digit).collect::<Vec<_>>(), [1, 2]);
    assert!(year("édition", &values()).is_empty());
}

#[test]
fn a_loop_ends_where_it_began() {
    for widest in 1..400 {
        for d in year("8", &[vec![f64::from(widest)], vec![1.0]])[0].svg.split(" d=\"M").skip(1) {
            let numbers = |text: &str| text.split([' ', 'H', 'A']).map(str::to_owned).collect::<Vec<_>>();
            let (d, _) = d.split_once("Z\"").unwrap();
            let d = numbers(d);
            assert_eq!(d[..2], d[d.len() - 2..], "{widest}");
        }
    }
}

#[test]
fn the_icon_stands_alone() {
    let icon = favicon("2022", &values(), &["#2438b8", "#00866a"]);
    assert!(icon.starts_with("<svg xmlns=") && !icon.contains("class="));
    assert_eq!(icon.matches("#2438b8").count(), 3);
    assert_eq!(favicon("2022", &values(), &[] as &[&str]).matches("<path").count(), 5);
    assert_eq!(favicon("", &values(), &["#000000"]), "");
}

proptest! {
    #[test]
    fn any_figures_make_a_year(name in "[0-9]{1,4}", values in prop::collection::vec(prop::collection::vec(any::<f64>(), 0..5), 0..9)) {
        for glyph in year(&name, &values).iter().chain(&past_year(&name, &values)) {
            prop_assert!(!glyph.svg.contains("NaN") && !glyph.svg.contains("inf"));
            for width in glyph.svg.split("stroke-width=\"").skip(1) {
                prop_assert!(width.split('"').next().unwrap().parse::<f64>().unwrap() > 0.0);
            }
        }
    }
}
