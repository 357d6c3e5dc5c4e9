//! Two numbers from all figures: is one text from the other, and is it so as a whole?
//!
//! Each is a logistic function with a table of coefficients. The table is data (`data/coefficients.tsv`), read once,
//! with a version and the way it was made in its first lines. Articles in one language, in a language without a
//! stemmer, and in two languages have coefficients of their own: fewer words can meet in the latter two, so the same
//! overlap says more. Signs are held to what the figures mean: a pair that shares more never scores less.

use std::sync::LazyLock;

use crate::verify::evidence::Evidence;
use crate::verify::figures::{self, Figures, N_FIGURES, NAMES};
use crate::verify::overlap::Overlap;

/// What is asked of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether one text, or a part of it, is from the other, or both from a third.
    Derived,
    /// Whether it is so as a whole.
    Whole,
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
        let weighed = figures.iter().zip(&self.coefficients).map(|(x, c)| x * c);
        1.0 / (1.0 + (-(self.bias + weighed.sum::<f64>())).exp())
    }

    /// That of a column of the table.
    fn read(column: usize) -> Self {
        let value = |name: &str| {
            include_str!("data/coefficients.tsv")
                .lines()
                .map(|line| line.split('\t').collect::<Vec<_>>())
                .find(|cells| cells[0] == name)
                .and_then(|cells| cells.get(column)?.parse().ok())
                .unwrap_or(0.0)
        };
        Self {
            bias: value("bias"),
            coefficients: NAMES.map(value),
        }
    }
}

/// By question, then by tongue.
static TABLE: LazyLock<[Logistic; 6]> = LazyLock::new(|| [1, 2, 3, 4, 5, 6].map(Logistic::read));

fn model(question: Question, tongue: Tongue) -> &'static Logistic {
    &TABLE[question as usize * Tongue::ALL.len() + tongue as usize]
}

/// The answer for a pair, `0.0..=1.0`.
pub(super) fn score(question: Question, evidence: &Evidence) -> f64 {
    model(question, Tongue::of(&evidence.common)).of(&figures::of(evidence))
}

/// A score that a pair with this overlap hardly exceeds.
pub(super) fn hope(common: &Overlap) -> f64 {
    model(Question::Derived, Tongue::of(common)).of(&figures::hope(common))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::figures::N_AGAINST;

    /// A misspelt name would silently count as zero.
    #[test]
    fn the_table_names_every_figure_with_the_sign_of_its_meaning() {
        let lines: Vec<Vec<&str>> = include_str!("data/coefficients.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let names: Vec<&str> = lines.iter().map(|cells| cells[0]).collect();
        assert_eq!(names[0], "bias");
        assert_eq!(names[1..], NAMES);
        for (place, cells) in lines[1..].iter().enumerate() {
            for value in &cells[1..7] {
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
