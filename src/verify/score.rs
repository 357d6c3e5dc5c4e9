//! Two numbers from all figures: is one text from the other, and is it so as a whole?
//!
//! Each is a logistic function with a table of coefficients, or the noisy "or" of two: a text can be another's by its
//! passages or sentence by sentence, and much of the one is not made up for by a little of both. The table is data
//! (`data/coefficients.tsv`), read once, with a version and the way it was made in its first lines. Articles in one
//! language, in a language without a stemmer, and in two languages have coefficients of their own: fewer words can meet
//! in the latter two, so the same overlap says more; and each has the score from which it is best to say yes. Signs are
//! held to what the figures mean: a pair that shares more never scores less.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::verify::evidence::Evidence;
use crate::verify::figures::{Figures, N_FIGURES, NAMES};
use crate::verify::overlap::Overlap;
use crate::verify::tally;

/// What is asked of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// Whether one text, or a part of it, is from the other, or both from a third.
    Derived,
    /// Whether it is so as a whole.
    Whole,
}

impl Question {
    /// Both, in the order of the table.
    pub const ALL: [Self; 2] = [Self::Derived, Self::Whole];

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Derived => "derived",
            Self::Whole => "whole",
        }
    }
}

/// How much two languages let be seen of what two texts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// One language, with a stemmer here.
    One,
    /// One language without a stemmer: a word in another form is another word.
    Unstemmed,
    /// Two languages: names, numbers and loan words are what they can share.
    Two,
}

impl Tongue {
    /// All, in the order of the table.
    pub const ALL: [Self; 3] = [Self::One, Self::Unstemmed, Self::Two];

    /// Its name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one language",
            Self::Unstemmed => "one without stemmer",
            Self::Two => "two languages",
        }
    }

    pub(super) fn of(common: &Overlap) -> Self {
        match common {
            _ if common.across => Self::Two,
            _ if common.unstemmed => Self::Unstemmed,
            _ => Self::One,
        }
    }
}

/// The logistic function: the probability, `0.0..=1.0`, of what has these log-odds.
#[must_use]
pub fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// A logistic function of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    /// The log-odds of a pair whose figures are all 0.
    pub bias: f64,
    /// What each figure adds to the log-odds at 1.
    pub coefficients: [f64; N_FIGURES],
}

impl Logistic {
    /// The probability, `0.0..=1.0`.
    #[must_use]
    pub fn of(&self, figures: &Figures) -> f64 {
        logistic(self.odds(figures))
    }

    /// The log-odds.
    #[must_use]
    pub fn odds(&self, figures: &Figures) -> f64 {
        let weighed = figures.iter().zip(&self.coefficients).map(|(x, c)| x * c);
        self.bias + weighed.sum::<f64>()
    }
}

/// Ways in which a text can be another's, any of which will do: a noisy "or" of logistic functions.
#[derive(Clone, Debug, PartialEq)]
pub struct Ways(pub Vec<Logistic>);

impl Ways {
    /// The probability that it is so in one way at least, `0.0..=1.0`.
    #[must_use]
    pub fn of(&self, figures: &Figures) -> f64 {
        let in_none: f64 = self.0.iter().map(|way| 1.0 - way.of(figures)).product();
        1.0 - in_none
    }
}

/// What the table has for a question and a tongue.
struct Entry {
    ways: Ways,
    decision: f64,
}

impl Entry {
    /// The columns whose heads begin with `name`.
    fn read(name: &str) -> Self {
        let rows: Vec<Vec<&str>> = include_str!("data/coefficients.tsv")
            .lines()
            .map(|line| line.split('\t').collect())
            .collect();
        let row = |first: &str| rows.iter().find(|cells| cells[0] == first);
        let heads = row("# figure").into_iter().flatten().enumerate();
        let columns = heads.filter(|(_, head)| head.starts_with(name));
        let columns: Vec<usize> = columns.map(|(place, _)| place).collect();
        let value = |first: &str, column: usize| {
            let cell = row(first).and_then(|cells| cells.get(column));
            cell.and_then(|cell| cell.parse().ok()).unwrap_or(0.0)
        };
        let way = |&column: &usize| Logistic {
            bias: value("bias", column),
            coefficients: NAMES.map(|figure| value(figure, column)),
        };
        Self {
            ways: Ways(columns.iter().map(way).collect()),
            decision: columns
                .first()
                .map_or(0.5, |&column| value("decision", column)),
        }
    }
}

/// By question, then by tongue.
static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let questions = Question::ALL.into_iter();
    let columns = questions.flat_map(|question| Tongue::ALL.map(|tongue| (question, tongue)));
    columns
        .map(|(question, tongue)| Entry::read(&format!("{}, {}", question.name(), tongue.name())))
        .collect()
});

fn entry(question: Question, tongue: Tongue) -> &'static Entry {
    &TABLE[question as usize * Tongue::ALL.len() + tongue as usize]
}

/// The score from which the answer is yes for a pair with this overlap.
pub(super) fn decision(question: Question, common: &Overlap) -> f64 {
    entry(question, Tongue::of(common)).decision
}

/// The answer to each question for a pair, `0.0..=1.0`, in the order of [`Question::ALL`].
pub(super) fn scores(evidence: &Evidence) -> [f64; 2] {
    let figures = tally::of(evidence);
    let tongue = Tongue::of(&evidence.common);
    Question::ALL.map(|question| entry(question, tongue).ways.of(&figures))
}

/// A score that a pair with this overlap hardly exceeds.
pub(super) fn hope(common: &Overlap) -> f64 {
    entry(Question::Derived, Tongue::of(common))
        .ways
        .of(&tally::hope(common))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::figures::N_AGAINST;

    #[test]
    fn either_way_is_enough() {
        let way = |bias| Logistic {
            bias,
            coefficients: [0.0; N_FIGURES],
        };
        let even = Ways(vec![way(0.0), way(0.0)]).of(&[0.0; N_FIGURES]);
        assert!((even - 0.75).abs() < 1e-12);
        let sure = Ways(vec![way(-9.0), way(9.0)]).of(&[0.0; N_FIGURES]);
        assert!(sure > 0.999);
    }

    /// A misspelt name would silently count as zero.
    #[test]
    fn the_table_names_every_figure_with_the_sign_of_its_meaning() {
        let lines: Vec<Vec<&str>> = include_str!("data/coefficients.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let names: Vec<&str> = lines.iter().map(|cells| cells[0]).collect();
        assert_eq!(names[..2], ["decision", "bias"]);
        assert_eq!(names[2..], NAMES);
        for (entry, n_ways) in TABLE.iter().zip([2, 1, 1, 2, 1, 1]) {
            assert_eq!(entry.ways.0.len(), n_ways);
            assert!((0.3..=0.5).contains(&entry.decision), "{}", entry.decision);
        }
        for (place, cells) in lines[2..].iter().enumerate() {
            for value in &cells[1..9] {
                let value: f64 = value.parse().unwrap_or(f64::NAN);
                let fits = if place >= NAMES.len() - N_AGAINST {
                    value <= 0.0
                } else {
                    value >= 0.0
                };
                assert!(fits, "{} {value}", cells[0]);
            }
        }
    }
}
