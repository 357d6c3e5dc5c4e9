//! `pairs.jsonl`: articles that share something, and what.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{line, six};
use crate::report::{Format, Results};
use crate::verify::{Match, Verdict};

/// Two articles that share something. Lines are sorted by `a`, then `b`; unrelated pairs are not written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PairRecord {
    /// The article with the smaller id.
    pub a: String,
    /// The article with the larger id.
    pub b: String,
    /// What they are to each other, without direction.
    pub verdict: Verdict,
    /// Calibrated probability that one derives from the other or both from one text.
    #[schemars(range(min = 0, max = 1))]
    pub score: f64,
    /// Exact Jaccard similarity of the bodies' word shingles.
    #[schemars(range(min = 0, max = 1))]
    pub jaccard: f64,
    /// Share of `a`'s shingles that `b` has.
    #[schemars(range(min = 0, max = 1))]
    pub containment_a_in_b: f64,
    /// Share of `b`'s shingles that `a` has.
    #[schemars(range(min = 0, max = 1))]
    pub containment_b_in_a: f64,
    /// Differing bits of the 64-bit SimHash.
    #[schemars(range(min = 0, max = 64))]
    pub simhash_distance: u32,
    /// Generators that proposed the pair, sorted.
    pub found_by: Vec<String>,
    /// Passages that both have, in the order of `a`.
    pub passages: Vec<PassageRecord>,
    /// Values that differ in the same place.
    pub contradictions: Vec<ContradictionRecord>,
    /// The figures in words, strongest first.
    pub reasons: Vec<String>,
    /// Share of `a`'s body words inside matched passages or sentences.
    #[schemars(range(min = 0, max = 1))]
    pub coverage_a: f64,
    /// Share of `b`'s body words inside matched passages or sentences.
    #[schemars(range(min = 0, max = 1))]
    pub coverage_b: f64,
}

/// The same words, or nearly, in both articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PassageRecord {
    /// `[start, end)` in code points of `a`'s raw text.
    pub a: [usize; 2],
    /// `[start, end)` in code points of `b`'s raw text.
    pub b: [usize; 2],
    /// Share of words that match.
    #[schemars(range(min = 0, max = 1))]
    pub similarity: f64,
}

/// Two values in the same place that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContradictionRecord {
    /// `[start, end)` in code points of `a`'s raw text.
    pub a: [usize; 2],
    /// `[start, end)` in code points of `b`'s raw text.
    pub b: [usize; 2],
    /// `number` or `date`.
    pub kind: String,
}

impl PairRecord {
    /// The record of `pair`.
    #[must_use]
    pub fn new(results: &Results<'_>, pair: &Match) -> Self {
        let (a, b) = (results.points(pair.a), results.points(pair.b));
        let passages = pair.passages.iter().map(|passage| PassageRecord {
            a: a.range(&passage.a),
            b: b.range(&passage.b),
            similarity: six(passage.similarity),
        });
        let contradictions = pair.contradictions.iter().map(|found| ContradictionRecord {
            a: a.range(&found.a),
            b: b.range(&found.b),
            kind: found.kind.to_owned(),
        });
        Self {
            a: results.id(pair.a).to_owned(),
            b: results.id(pair.b).to_owned(),
            verdict: pair.verdict,
            score: six(pair.score),
            jaccard: six(pair.jaccard),
            containment_a_in_b: six(pair.containment_a_in_b),
            containment_b_in_a: six(pair.containment_b_in_a),
            simhash_distance: pair.simhash_distance,
            found_by: pair.found_by.iter().map(|&name| name.to_owned()).collect(),
            passages: passages.collect(),
            contradictions: contradictions.collect(),
            reasons: pair.reasons.clone(),
            coverage_a: six(pair.coverage_a),
            coverage_b: six(pair.coverage_b),
        }
    }
}

/// Writes `pairs.jsonl`.
pub struct Pairs;

impl Format for Pairs {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut pairs: Vec<&Match> = results.matches.iter().collect();
        pairs.sort_by_key(|pair| (pair.a, pair.b));
        pairs
            .into_iter()
            .try_for_each(|pair| line(out, &PairRecord::new(results, pair)))
    }
}
