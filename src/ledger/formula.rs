//! « a / b * 100 » → the computation it asks for. Arithmetic over ids, with numbers as people write them.

use crate::finding::{Code, Finding, Phrase, Place, phrase};
use crate::text::{Lang, Number, number};
use std::ops::Range;

/// More operations than that are better said in several figures; it also bounds how deep a formula goes.
const MOST: usize = 100;

/// A value of the ledger that a formula names: `actes`, `actes[2021]`, `certificats[Sur papier]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Key of the figure.
    pub id: String,
    /// The period or the category asked for; `Série, catégorie` for a table.
    pub of: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What is computed.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A number of the formula itself, with its unit when one is written.
    Number(Number, Option<String>),
    /// A value of the ledger.
    Value(Reference),
    /// `−x`
    Opposite(Box<Expression>),
    /// Two operands; the place is that of the whole operation.
    Operation(Box<Expression>, Operator, Box<Expression>, Place),
}

/// `+`, `−`, `×` or `÷`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `−`
    Minus,
    /// `×`
    Times,
    /// `÷`
    Over,
}

impl Operator {
    /// The sign people read.
    pub fn sign(self) -> char {
        match self {
            Operator::Plus => '+',
            Operator::Minus => '−',
            Operator::Times => '×',
            Operator::Over => '÷',
        }
    }

    /// The higher binds first.
    pub(super) fn rank(self) -> u8 {
        match self {
            Operator::Plus | Operator::Minus => 0,
            Operator::Times | Operator::Over => 1,
        }
    }
}

impl Reference {
    /// Reads `actes`, `actes[2021]`.
    ///
    /// # Errors
    /// A finding when it is more or less than one value.
    pub fn read(text: &str, lang: Lang, place: &dyn Fn(Range<usize>) -> Place) -> Result<Self, Box<Finding>> {
        match Expression::read(text, lang, place)? {
            Expression::Value(reference) => Ok(reference),
            _ => {
                Err(refused(place(0..text.len()), phrase!("un identifiant est attendu ici", "an id is expected here"))
                    .remedy(phrase!(
                        "écrivez l’identifiant d’un chiffre ; un calcul s’écrit sous « formule »",
                        "write the id of a figure; a computation is written under `formula`"
                    ))
                    .into())
            }
        }
    }
}

impl Expression {
    /// `a ÷ b`
    pub fn ratio(part: Reference, whole: Reference, place: Place) -> Self {
        Self::Operation(Box::new(Self::Value(part)), Operator::Over, Box::new(Self::Value(whole)), place)
    }

    /// `a ÷ b × 100`
    pub fn share(part: Reference, whole: Reference, place: Place) -> Self {
        let hundred = Self::Number(Number::new(rust_decimal::Decimal::ONE_HUNDRED), None);
        Self::Operation(Box::new(Self::ratio(part, whole, place.clone())), Operator::Times, Box::new(hundred), place)
    }

    /// Reads a formula; `place` turns bytes of it into a place of the file.
    ///
    /// # Errors
    /// The first thing that cannot be read, with what to write instead.
    pub fn read(text: &str, lang: Lang, place: &dyn Fn(Range<usize>) -> Place) -> Result<Self, Box<Finding>> {
        let tokens = tokens(text, lang, place)?;
        let mut parser = Parser { tokens: &tokens, at: 0, end: text.len(), operations: 0, depth: 0, place };
        let (expression, _) = parser.sum()?;
        match parser.next() {
            None => Ok(expression),
            Some((Token::Close, span)) => Err(parser.refuse(
                span.clone(),
                phrase!("cette parenthèse n’a pas été ouverte", "this parenthesis was not opened"),
                phrase!("retirez-la, ou ajoutez « ( » avant", "remove it, or add `(` before"),
            )),
            Some((_, span)) => Err(parser.refuse(
                span.clone(),
                phrase!("il manque un signe avant ceci", "a sign is missing before this"),
                phrase!("écrivez +, −, × ou ÷ (ou + - * /) entre deux valeurs", "write + - * or / between two values"),
            )),
        }
    }

    /// The values it names, from left to right.
    pub fn references(&self) -> Vec<&Reference> {
        match self {
            Self::Number(..) => Vec::new(),
            Self::Value(reference) => vec![reference],
            Self::Opposite(inner) => inner.references(),
            Self::Operation(a, _, b, _) => [a.references(), b.references()].concat(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(Number, Option<String>),
    Value(Reference),
    Sign(Operator),
    Open,
    Close,
}

fn refused(place: Place, message: Phrase) -> Finding {
    Finding::new(Code::FigureFormula, place, message)
}

fn tokens(
    text: &str,
    lang: Lang,
    place: &dyn Fn(Range<usize>) -> Place,
) -> Result<Vec<(Token, Range<usize>)>, Box<Finding>> {
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let word = word(rest);
        let after_value = matches!(tokens.last(), Some((Token::Number(..) | Token::Value(_) | Token::Close, _)));
        let (token, length) = match c {
            '+' => (Token::Sign(Operator::Plus), 1),
            '-' | '−' | '–' => (Token::Sign(Operator::Minus), c.len_utf8()),
            '*' | '×' | '·' => (Token::Sign(Operator::Times), c.len_utf8()),
            '/' | '÷' => (Token::Sign(Operator::Over), c.len_utf8()),
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            'x' | 'X' if word == 1 && after_value => (Token::Sign(Operator::Times), 1),
            '0'..='9' if rest[..word].bytes().all(|byte| !byte.is_ascii_alphabetic()) => {
                let length = amount(rest);
                let reading = number::read(&rest[..length], lang).map_err(|_| {
                    let typed = &rest[..length];
                    refused(
                        place(at..at + length),
                        phrase!("« {typed} » n’est pas un nombre sûr", "`{typed}` is not a sure number"),
                    )
                    .remedy(phrase!("écrivez par exemple 12,5 ou 1 000", "write for instance 12.5 or 1,000"))
                })?;
                (Token::Number(reading.number, reading.unit), length)
            }
            _ if word > 0 => {
                let (of, length) = match rest[word..].strip_prefix('[') {
                    None => (None, word),
                    Some(inner) => {
                        let end = inner.find(']').ok_or_else(|| {
                            refused(
                                place(at + word..text.len()),
                                phrase!("ce crochet n’est pas fermé", "this bracket is not closed"),
                            )
                            .remedy(phrase!(
                                "ajoutez « ] » après l’année ou la ligne",
                                "add `]` after the year or the row"
                            ))
                        })?;
                        (Some(inner[..end].trim().to_owned()), word + 1 + end + 1)
                    }
                };
                (Token::Value(Reference { id: rest[..word].to_owned(), of, place: place(at..at + length) }), length)
            }
            _ => {
                return Err(refused(
                    place(at..at + c.len_utf8()),
                    phrase!("« {c} » ne fait pas partie d’un calcul", "`{c}` is no part of a computation"),
                )
                .remedy(phrase!(
                    "un calcul s’écrit avec des identifiants, des nombres, + - * / et des parenthèses",
                    "a computation is written with ids, numbers, + - * / and parentheses"
                ))
                .into());
            }
        };
        tokens.push((token, at..at + length));
        at += length;
    }
    Ok(tokens)
}

/// Length of the word `text` begins with: a hyphen belongs to it between two letters or digits, as in ids.
fn word(text: &str) -> usize {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let joins = c == '-' && at > 0 && text[at + 1..].starts_with(char::is_alphanumeric);
        if !(c.is_alphanumeric() || c == '_' || joins) {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Length of the number `text` begins with: its groups of digits, its decimals, and a sign or a word of scale after them.
fn amount(text: &str) -> usize {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let digit_follows = text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        if !(c.is_ascii_digit() || digit_follows && (c.is_whitespace() || c == ',' || c == '.')) {
            break;
        }
        length = at + c.len_utf8();
    }
    let rest = &text[length..];
    let tail = rest.trim_start();
    let units = ["%", "€", "k€", "M€", "Md€", "millions", "million", "milliards", "milliard"];
    let unit =
        units.iter().find(|unit| tail.starts_with(**unit) && !tail[unit.len()..].starts_with(char::is_alphanumeric));
    unit.map_or(length, |unit| length + (rest.len() - tail.len()) + unit.len())
}

struct Parser<'a> {
    tokens: &'a [(Token, Range<usize>)],
    at: usize,
    end: usize,
    operations: usize,
    depth: usize,
    place: &'a dyn Fn(Range<usize>) -> Place,
}

type Parsed = Result<(Expression, Range<usize>), Box<Finding>>;

impl<'a> Parser<'a> {
    fn next(&mut self) -> Option<&'a (Token, Range<usize>)> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        token
    }

    fn sign(&mut self, rank: u8) -> Option<Operator> {
        match self.tokens.get(self.at) {
            Some((Token::Sign(sign), _)) if sign.rank() == rank => {
                self.at += 1;
                Some(*sign)
            }
            _ => None,
        }
    }

    fn refuse(&self, span: Range<usize>, message: Phrase, remedy: Phrase) -> Box<Finding> {
        Box::new(refused((self.place)(span), message).remedy(remedy))
    }

    fn sum(&mut self) -> Parsed {
        self.operations(0, Self::product)
    }

    fn product(&mut self) -> Parsed {
        self.operations(1, Self::operand)
    }

    fn operations(&mut self, rank: u8, operand: fn(&mut Self) -> Parsed) -> Parsed {
        let (mut left, mut span) = operand(self)?;
        while let Some(sign) = self.sign(rank) {
            let (right, end) = operand(self)?;
            span.end = end.end;
            self.count(&span)?;
            left = Expression::Operation(Box::new(left), sign, Box::new(right), (self.place)(span.clone()));
        }
        Ok((left, span))
    }

    fn count(&mut self, span: &Range<usize>) -> Result<(), Box<Finding>> {
        self.operations += 1;
        if self.operations > MOST || self.depth > MOST {
            return Err(self.refuse(
                span.clone(),
                phrase!("cette formule a plus de {MOST} opérations", "this formula has more than {MOST} operations"),
                phrase!(
                    "faites-en plusieurs chiffres, ou « total_de: [a, b, …] »",
                    "make several figures of it, or `total_of: [a, b, …]`"
                ),
            ));
        }
        Ok(())
    }

    fn operand(&mut self) -> Parsed {
        match self.next() {
            Some((Token::Number(number, unit), span)) => Ok((Expression::Number(*number, unit.clone()), span.clone())),
            Some((Token::Value(reference), span)) => Ok((Expression::Value(reference.clone()), span.clone())),
            Some((Token::Sign(Operator::Minus), span)) => {
                self.depth += 1;
                self.count(span)?;
                let (inner, end) = self.operand()?;
                self.depth -= 1;
                Ok((Expression::Opposite(Box::new(inner)), span.start..end.end))
            }
            Some((Token::Open, span)) => {
                self.depth += 1;
                self.count(span)?;
                let (inner, _) = self.sum()?;
                self.depth -= 1;
                match self.next() {
                    Some((Token::Close, end)) => Ok((inner, span.start..end.end)),
                    _ => Err(self.refuse(
                        span.clone(),
                        phrase!("cette parenthèse n’est pas fermée", "this parenthesis is not closed"),
                        phrase!("ajoutez « ) »", "add `)`"),
                    )),
                }
            }
            Some((_, span)) => Err(self.missing(span.clone())),
            None => Err(self.missing(self.end..self.end)),
        }
    }

    fn missing(&self, span: Range<usize>) -> Box<Finding> {
        self.refuse(
            span,
            phrase!("une valeur est attendue ici", "a value is expected here"),
            phrase!("écrivez l’identifiant d’un chiffre ou un nombre", "write the id of a figure or a number"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn read(text: &str) -> Result<Expression, Box<Finding>> {
        let file = Arc::from("figures.yaml");
        Expression::read(text, Lang::Fr, &|span| Place::new(&file, span))
    }

    /// With all its parentheses.
    fn said(expression: &Expression) -> String {
        match expression {
            Expression::Number(number, unit) => {
                format!("{}{}", number.value.normalize(), unit.as_deref().unwrap_or_default())
            }
            Expression::Value(Reference { id, of: None, .. }) => id.clone(),
            Expression::Value(Reference { id, of: Some(of), .. }) => format!("{id}[{of}]"),
            Expression::Opposite(inner) => format!("−{}", said(inner)),
            Expression::Operation(a, sign, b, _) => format!("({} {} {})", said(a), sign.sign(), said(b)),
        }
    }

    #[test]
    fn formulas_are_read_as_people_write_them() {
        for (typed, meant) in [
            ("a / b * 100", "((a ÷ b) × 100)"),
            ("a ÷ b × 100", "((a ÷ b) × 100)"),
            ("a - b - c", "((a − b) − c)"),
            ("a + b * c", "(a + (b × c))"),
            ("(a + b) x 2", "((a + b) × 2)"),
            ("indus-infirmiers/montant-controle", "(indus-infirmiers ÷ montant-controle)"),
            ("actes-2022 −actes-2021", "(actes-2022 − actes-2021)"),
            ("actes[2022] – actes[2021]", "(actes[2022] − actes[2021])"),
            ("certificats[Sur papier] * 12,5", "(certificats[Sur papier] × 12.5)"),
            ("1 000 * a", "(1000 × a)"),
            ("a * 30 %", "(a × 30%)"),
            ("2 millions + a", "(2000000 + a)"),
            ("-a * -(b)", "(−a × −b)"),
            ("2022-actes + 12-5", "((2022-actes + 12) − 5)"),
            ("x x x", "(x × x)"),
        ] {
            assert_eq!(read(typed).map(|expression| said(&expression)).ok().as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_pointed_at() {
        for (typed, at) in [
            ("", ""),
            ("a +", ""),
            ("a b", "b"),
            ("(a", "("),
            ("a)", ")"),
            ("a + * b", "*"),
            ("a[2021 + b", "[2021 + b"),
            ("1.234 * a", "1.234"),
            ("a = b", "="),
            ("08 + a", "08"),
        ] {
            let finding = read(typed).expect_err(typed);
            assert_eq!(&typed[finding.place.expect("a place").span], at, "{typed}");
            assert!(finding.remedy.is_some());
        }
    }

    #[test]
    fn a_formula_is_not_bottomless() {
        for typed in ["(".repeat(10_000), "-".repeat(10_000), vec!["a"; 10_000].join("+")] {
            assert!(read(&typed).is_err());
        }
    }

    /// A formula and how it is meant, with all its parentheses.
    fn formulas() -> impl Strategy<Value = Expression> {
        let place = || Place::file(&Arc::from("figures.yaml"));
        let leaf = prop_oneof![
            (0_i64..1_000_000, 0_u32..4).prop_map(|(mantissa, scale)| {
                Expression::Number(Number::new(rust_decimal::Decimal::new(mantissa, scale).normalize()), None)
            }),
            "[a-w][a-w0-9]{0,4}(-[a-w0-9]{1,4})?"
                .prop_map(move |id| { Expression::Value(Reference { id, of: None, place: place() }) }),
        ];
        let sign =
            prop_oneof![Just(Operator::Plus), Just(Operator::Minus), Just(Operator::Times), Just(Operator::Over)];
        leaf.prop_recursive(5, 24, 2, move |inner| {
            (inner.clone(), sign.clone(), inner)
                .prop_map(move |(a, sign, b)| Expression::Operation(Box::new(a), sign, Box::new(b), place()))
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(expression in formulas()) {
            let typed = said(&expression).replace('.', ",");
            let read = read(&typed).map_err(|finding| TestCaseError::fail(format!("{typed}: {}", finding.message.fr)))?;
            prop_assert_eq!(said(&read), said(&expression));
        }

        #[test]
        fn nothing_makes_the_reader_stumble(text in "[-a-z0-9 +*/()\\[\\]×÷−,.%€é]{0,40}") {
            if let Err(finding) = read(&text) {
                let span = finding.place.expect("a place").span;
                prop_assert!(text.get(span).is_some());
            }
        }
    }
}
