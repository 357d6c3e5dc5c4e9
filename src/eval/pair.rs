//! Pairs found, held against labelled pairs.
//!
//! **In** labelled pairs, and the pairs that a run wrote with their verdicts. **Out** [`PairFigures`]. A labelled pair
//! is hit when the run wrote it, in either order, with one of the verdicts asked about; pairs without a label are not
//! judged.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::figure::{Prf, Rate};

/// A labelled pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldPair {
    /// One article.
    pub a: String,
    /// The other.
    pub b: String,
    /// What they are to each other.
    pub label: String,
}

/// A pair as a run states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPair {
    /// One article.
    pub a: String,
    /// The other.
    pub b: String,
    /// The verdict's name.
    pub verdict: String,
}

/// Which labels and verdicts count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Labels that should be hit.
    pub positive: Vec<String>,
    /// Labels that should not; empty: every label that is not positive.
    pub negative: Vec<String>,
    /// Verdicts that hit.
    pub verdicts: Vec<String>,
}

impl Default for Question {
    /// Whether one text was reused: `copy`, `rewrite` and `partial`, as labels and as verdicts.
    fn default() -> Self {
        let reuse = ["copy", "rewrite", "partial"].map(str::to_owned).to_vec();
        Self {
            positive: reuse.clone(),
            negative: Vec::new(),
            verdicts: reuse,
        }
    }
}

/// How well verdicts agree with labels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PairFigures {
    /// Over the labels asked about.
    pub overall: Prf,
    /// For each label, how many of its pairs were hit; for a negative label few is good.
    pub hits: BTreeMap<String, Rate>,
}

/// Scores pairs against labelled pairs; takes O(n log n).
#[must_use]
pub fn score(gold: &[GoldPair], found: &[FoundPair], question: &Question) -> PairFigures {
    let hit: BTreeSet<(&str, &str)> = found
        .iter()
        .filter(|p| question.verdicts.contains(&p.verdict))
        .map(|p| sorted(&p.a, &p.b))
        .collect();
    let mut hits: BTreeMap<String, Rate> = BTreeMap::new();
    for pair in gold {
        hits.entry(pair.label.clone())
            .or_default()
            .add(hit.contains(&sorted(&pair.a, &pair.b)));
    }
    let (mut right, mut wanted, mut wrong) = (0, 0, 0);
    for (label, rate) in &hits {
        if question.positive.contains(label) {
            right += rate.right;
            wanted += rate.of;
        } else if question.negative.is_empty() || question.negative.contains(label) {
            wrong += rate.right;
        }
    }
    PairFigures {
        overall: Prf::of(right, wanted, right + wrong),
        hits,
    }
}

fn sorted<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_verdict_and_label_count() {
        let gold = [
            ("a", "b", "copy"),
            ("a", "c", "rewrite"),
            ("a", "d", "template"),
            ("a", "e", "same_event"),
        ]
        .map(|(a, b, label)| GoldPair {
            a: a.into(),
            b: b.into(),
            label: label.into(),
        });
        let found = [
            ("b", "a", "copy"),
            ("a", "c", "same_story"),
            ("a", "d", "rewrite"),
            ("a", "e", "partial"),
            ("x", "y", "copy"),
        ]
        .map(|(a, b, verdict)| FoundPair {
            a: a.into(),
            b: b.into(),
            verdict: verdict.into(),
        });
        let figures = score(&gold, &found, &Question::default());
        assert_eq!(figures.overall, Prf::new(1.0 / 3.0, 0.5));
        assert_eq!(figures.hits["rewrite"], Rate { right: 0, of: 1 });
        let strict = Question {
            negative: vec!["template".into()],
            ..Question::default()
        };
        assert_eq!(score(&gold, &found, &strict).overall, Prf::new(0.5, 0.5));
    }
}
