//! One number from all figures: a logistic function with a table of coefficients.
//!
//! The table is data (`data/coefficients.tsv`), read once, with a version and the way it was made in its first lines.
//! It has a column for two articles in one language and another for two languages, where only names, numbers and loan
//! words can meet. Signs are held to what the figures mean: so a pair that shares more never scores less.

use std::sync::LazyLock;

use crate::verify::evidence::{COVERING, Evidence};
use crate::verify::overlap::Overlap;

/// Names of the figures, in the order of [`figures`].
const NAMES: [&str; 12] = [
    "passage",
    "long_passage",
    "reuse",
    "items",
    "phrases",
    "sentences",
    "restated",
    "rare",
    "conflict",
    "contradictions",
    "collection",
    "unstemmed",
];

/// Words in passages that count for half of what any number of words can say; of two kinds, since fifty words are much
/// for a brief and little for a feature.
const HALF_PASSAGE: [f64; 2] = [50.0, 150.0];

/// Rare items that count for half of what any number of them can say.
const HALF_RARE: f64 = 10.0;

/// Contradictions that count for half of what any number of them can say.
const HALF_CONTRADICTIONS: f64 = 2.0;

/// Articles of the collection, in thousands, from which weights are as sharp as they get.
const LARGE_COLLECTION: f64 = 30.0;

struct Coefficients {
    bias: f64,
    of_figures: [f64; NAMES.len()],
}

impl Coefficients {
    /// Those of a column of the table.
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
            of_figures: NAMES.map(value),
        }
    }

    fn score(&self, figures: &[f64; NAMES.len()]) -> f64 {
        let weighed = figures.iter().zip(&self.of_figures).map(|(x, c)| x * c);
        1.0 / (1.0 + (-(self.bias + weighed.sum::<f64>())).exp())
    }
}

/// For articles in one language, and in two.
static TABLE: LazyLock<[Coefficients; 2]> = LazyLock::new(|| [1, 2].map(Coefficients::read));

/// The score of a pair, `0.0..=1.0`.
pub(super) fn score(evidence: &Evidence) -> f64 {
    TABLE[usize::from(evidence.common.across)].score(&figures(evidence))
}

/// A score that a pair with this overlap hardly exceeds, however its words and sentences lie: an estimate that takes
/// every shared shingle for part of a passage, and sentences to share as much as the whole texts.
pub(super) fn hope(common: &Overlap) -> f64 {
    let mut figures = of_overlap(common);
    let words = (common.shingles * SHINGLE_REACH) as f64;
    let items = mean(common.items);
    figures[0] = saturate(words, HALF_PASSAGE[0]);
    figures[1] = saturate(words, HALF_PASSAGE[1]);
    figures[2] = (words / common.words.max(1) as f64).min(1.0);
    figures[5] = items;
    figures[6] = (items * 3.0).min(1.0);
    TABLE[usize::from(common.across)].score(&figures)
}

/// Words of a passage that one shared shingle can account for.
const SHINGLE_REACH: usize = 4;

fn mean([x, y]: [f64; 2]) -> f64 {
    (x * y).sqrt()
}

fn saturate(x: f64, half: f64) -> f64 {
    x / (x + half)
}

/// The figures that need no sentences; the others are 0.
fn of_overlap(common: &Overlap) -> [f64; NAMES.len()] {
    let thousands = common.n_articles as f64 / 1000.0;
    [
        0.0,
        0.0,
        0.0,
        mean(common.items),
        mean(common.phrases).sqrt(),
        0.0,
        0.0,
        saturate(common.rare as f64, HALF_RARE),
        common.facts.conflict,
        0.0,
        (thousands.ln_1p() / LARGE_COLLECTION.ln_1p()).min(1.0),
        f64::from(u8::from(common.unstemmed)),
    ]
}

/// The figures of a pair, each `0.0..=1.0`.
fn figures(e: &Evidence) -> [f64; NAMES.len()] {
    let mut figures = of_overlap(&e.common);
    let restated = e
        .alignment
        .pairs
        .iter()
        .filter(|p| p.similarity >= COVERING);
    figures[0] = saturate(e.passage_words as f64, HALF_PASSAGE[0]);
    figures[1] = saturate(e.passage_words as f64, HALF_PASSAGE[1]);
    figures[2] = e.reuse[0].max(e.reuse[1]);
    figures[5] = mean([e.alignment.share_a, e.alignment.share_b]);
    figures[6] = restated.count() as f64 / e.shorter.max(1) as f64;
    figures[9] = saturate(e.alignment.contradictions.len() as f64, HALF_CONTRADICTIONS);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for cells in lines {
            let against = ["bias", "conflict", "contradictions", "collection"];
            for value in &cells[1..3] {
                let value: f64 = value.parse().unwrap_or(f64::NAN);
                let fits = if against.contains(&cells[0]) {
                    value <= 0.0
                } else {
                    value >= 0.0
                };
                assert!(fits, "{} {value}", cells[0]);
            }
        }
    }
}
