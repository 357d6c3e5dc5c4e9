//! One pair of articles: what they share, exactly, and what that means.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::ArticleIdx;

/// What two articles are to each other, without direction.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Near-verbatim.
    Copy,
    /// The same wire item reworded, abridged, spun or translated.
    Rewrite,
    /// One reuses a passage of the other.
    Partial,
    /// The same event; no derivation seen.
    SameStory,
}

/// A matched passage: the same words, or nearly, in both articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Bytes in the raw text of the first article.
    pub a: Range<usize>,
    /// Bytes in the raw text of the second article.
    pub b: Range<usize>,
    /// Share of matched words, `0.0..=1.0`.
    pub similarity: f64,
}

/// Two articles state different values in the same place.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// Bytes in the raw text of the first article.
    pub a: Range<usize>,
    /// Bytes in the raw text of the second article.
    pub b: Range<usize>,
    /// `number` or `date`.
    pub kind: &'static str,
}

/// A pair of articles that share something, with every figure the verdict rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The article with the smaller index.
    pub a: ArticleIdx,
    /// The article with the larger index.
    pub b: ArticleIdx,
    /// What they are to each other.
    pub verdict: Verdict,
    /// Probability that one derives from the other or both from one text, `0.0..=1.0`.
    pub score: f64,
    /// Exact Jaccard similarity of the bodies' word shingles, `0.0..=1.0`.
    pub jaccard: f64,
    /// Share of `a`'s shingles that `b` has, `0.0..=1.0`.
    pub containment_a_in_b: f64,
    /// Share of `b`'s shingles that `a` has, `0.0..=1.0`.
    pub containment_b_in_a: f64,
    /// Share of `a`'s body words inside matched passages or sentences, `0.0..=1.0`.
    pub coverage_a: f64,
    /// Share of `b`'s body words inside matched passages or sentences, `0.0..=1.0`.
    pub coverage_b: f64,
    /// Differing bits of the 64-bit SimHash, `0..=64`.
    pub simhash_distance: u32,
    /// Generators that proposed the pair, sorted: `attribution`, `lsh`, `postings`, `rare`, ….
    pub found_by: Vec<&'static str>,
    /// Matched passages, in the order of `a`.
    pub passages: Vec<Passage>,
    /// Values that differ in the same place.
    pub contradictions: Vec<Contradiction>,
    /// The figures in words, strongest first.
    pub reasons: Vec<String>,
}
