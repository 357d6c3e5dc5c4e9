//! One number from all figures: a logistic function with a table of coefficients.
//!
//! The table is data (`data/coefficients.tsv`), read once, with a version in its first line. Its coefficients were
//! fitted on pairs labelled by people, in six languages, each set and each side of it with equal weight, and with
//! their signs held to what the figures mean: so a pair that shares more never scores less.

use std::sync::LazyLock;

use crate::verify::evidence::Evidence;

/// Names of the figures, in the order of [`figures`].
const NAMES: [&str; 9] = [
    "words",
    "reuse_most",
    "reuse_least",
    "passage",
    "items_most",
    "items_both",
    "sentences",
    "restated",
    "conflict",
];

/// Words in passages that count for half of what any number of words can say.
const HALF_PASSAGE: f64 = 50.0;

/// Share of weight in aligned sentences that independent reports of one event seldom exceed.
const SAME_EVENT: f64 = 0.3;

struct Coefficients {
    bias: f64,
    of_figures: [f64; NAMES.len()],
}

static TABLE: LazyLock<Coefficients> = LazyLock::new(|| {
    let value = |name: &str| {
        include_str!("data/coefficients.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .find(|(figure, _)| *figure == name)
            .and_then(|(_, rest)| rest.split('\t').next()?.parse().ok())
            .unwrap_or(0.0)
    };
    Coefficients {
        bias: value("bias"),
        of_figures: NAMES.map(value),
    }
});

/// The score of a pair, `0.0..=1.0`.
pub(super) fn score(evidence: &Evidence) -> f64 {
    let sum: f64 = figures(evidence)
        .iter()
        .zip(&TABLE.of_figures)
        .map(|(figure, coefficient)| figure * coefficient)
        .sum();
    1.0 / (1.0 + (-(TABLE.bias + sum)).exp())
}

/// The figures of a pair, each `0.0..=1.0`.
fn figures(e: &Evidence) -> [f64; NAMES.len()] {
    let mean = |[x, y]: [f64; 2]| (x * y).sqrt();
    let sentences = mean([e.alignment.share_a, e.alignment.share_b]);
    [
        e.jaccard.sqrt(),
        e.reuse[0].max(e.reuse[1]),
        e.reuse[0].min(e.reuse[1]),
        e.passage_words as f64 / (e.passage_words as f64 + HALF_PASSAGE),
        e.overlap[0].max(e.overlap[1]),
        mean(e.overlap),
        sentences,
        (sentences - SAME_EVENT).max(0.0) / (1.0 - SAME_EVENT),
        e.facts.conflict,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A misspelt name would silently count as zero.
    #[test]
    fn the_table_names_every_figure_with_the_sign_of_its_meaning() {
        let lines: Vec<(&str, f64)> = include_str!("data/coefficients.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let mut cells = line.split('\t');
                let name = cells.next().unwrap_or_default();
                let value = cells.next().and_then(|v| v.parse().ok());
                (name, value.unwrap_or(f64::NAN))
            })
            .collect();
        let names: Vec<&str> = lines.iter().map(|l| l.0).collect();
        assert_eq!(names[0], "bias");
        assert_eq!(names[1..], NAMES);
        for (name, value) in lines {
            let negative = matches!(name, "bias" | "conflict");
            assert!(
                if negative { value <= 0.0 } else { value >= 0.0 },
                "{name} {value}"
            );
        }
    }
}
