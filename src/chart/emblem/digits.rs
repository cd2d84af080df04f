//! The centre-lines of the ten digits.
//!
//! A digit stands in a box from −37 to 187 by −37 to 237; `1` is narrower. Runs are tangent to each other, so that a
//! line beside the centre-line is exact: a straight run shifts, an arc gets a larger or a smaller radius.

use super::GAP;

/// Half of the width of all ribbons together: what centre-lines keep from the box.
pub(super) const HALF: f64 = 37.0;

/// A part of a centre-line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    /// Straight on, for a length.
    Ahead(f64),
    /// An arc to the right: radius, degrees.
    Right(f64, f64),
    /// An arc to the left: radius, degrees.
    Left(f64, f64),
}

/// One stroke of the pen.
#[derive(Debug)]
pub(super) struct Stroke {
    /// Where it begins.
    pub(super) start: (f64, f64),
    /// Where it heads, in degrees: 0 is right, 90 down.
    pub(super) heading: f64,
    /// What it does.
    pub(super) runs: &'static [Run],
    /// It ends where it began.
    pub(super) closed: bool,
}

const RIGHT: f64 = 0.0;
const DOWN: f64 = 90.0;
const LEFT: f64 = 180.0;
const UP: f64 = 270.0;

use Run::{Ahead, Left, Right};

const fn stroke(start: (f64, f64), heading: f64, runs: &'static [Run]) -> Stroke {
    Stroke { start, heading, runs, closed: false }
}

/// Width of the box of a digit.
pub(super) fn width(digit: u8) -> u32 {
    if digit == 1 { 150 } else { 224 }
}

/// The strokes of a digit, in the order they are drawn.
pub(super) fn strokes(digit: u8) -> &'static [Stroke] {
    DIGITS[usize::from(digit % 10)]
}

static DIGITS: [&[Stroke]; 10] = [
    &[Stroke {
        start: (0.0, 75.0),
        heading: UP,
        runs: &[Right(75.0, 180.0), Ahead(50.0), Right(75.0, 180.0), Ahead(50.0)],
        closed: true,
    }],
    &[stroke((-HALF, 0.0), RIGHT, &[Ahead(HALF + 26.0), Right(50.0, 90.0), Ahead(150.0 + HALF)])],
    &[stroke(
        (-HALF, 0.0),
        RIGHT,
        &[Ahead(100.0 + HALF), Right(50.0, 180.0), Ahead(50.0), Left(50.0, 180.0), Ahead(100.0 + HALF)],
    )],
    &[
        stroke((-HALF, 0.0), RIGHT, &[Ahead(100.0 + HALF), Right(50.0, 180.0), Ahead(70.0)]),
        stroke((30.0, 100.0), RIGHT, &[Ahead(70.0), Right(50.0, 180.0), Ahead(100.0 + HALF)]),
    ],
    // The arm meets the stem without crossing it.
    &[
        stroke((0.0, -HALF), DOWN, &[Ahead(50.0 + HALF), Left(50.0, 90.0), Ahead(100.0 - HALF)]),
        stroke((150.0, -HALF), DOWN, &[Ahead(200.0 + 2.0 * HALF)]),
    ],
    &[stroke(
        (150.0 + HALF, 0.0),
        LEFT,
        &[Ahead(100.0 + HALF), Left(50.0, 180.0), Ahead(50.0), Right(50.0, 180.0), Ahead(100.0 + HALF)],
    )],
    // The bowl ends as far from the stem as ribbons are from each other; so does that of the 9.
    &[stroke(
        (150.0 + HALF, 0.0),
        LEFT,
        &[
            Ahead(75.0 + HALF),
            Left(75.0, 90.0),
            Ahead(75.0),
            Left(50.0, 90.0),
            Ahead(50.0),
            Left(50.0, 180.0),
            Ahead(100.0 - HALF - GAP),
        ],
    )],
    // A leaning leg, upright again at its foot.
    &[stroke(
        (-HALF, 0.0),
        RIGHT,
        &[Ahead(100.0 + HALF), Right(50.0, 125.0), Ahead(80.0), Left(60.0, 35.0), Ahead(58.4)],
    )],
    &[
        Stroke {
            start: (50.0, 0.0),
            heading: RIGHT,
            runs: &[Ahead(50.0), Right(50.0, 180.0), Ahead(50.0), Right(50.0, 180.0)],
            closed: true,
        },
        Stroke {
            start: (50.0, 100.0),
            heading: RIGHT,
            runs: &[Ahead(50.0), Right(50.0, 180.0), Ahead(50.0), Right(50.0, 180.0)],
            closed: true,
        },
    ],
    &[stroke(
        (-HALF, 200.0),
        RIGHT,
        &[
            Ahead(75.0 + HALF),
            Left(75.0, 90.0),
            Ahead(75.0),
            Left(50.0, 90.0),
            Ahead(50.0),
            Left(50.0, 180.0),
            Ahead(100.0 - HALF - GAP),
        ],
    )],
];
