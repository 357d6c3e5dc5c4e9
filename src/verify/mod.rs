//! One pair of articles: what they share, exactly, and what that means.
//!
//! **In** two articles with their [`Features`], and the [`Collection`] they are part of. **Out** a
//! [`Match`] with every figure the verdict rests on, or nothing for an unrelated pair. Nothing is estimated here:
//! shingle sets, passages and sentences are compared as they are.
//!
//! Five kinds of evidence are weighed against one another:
//! * *words in order*: Jaccard similarity, containment, passages. Strong, but speech, a caption or a tweet can be
//!   quoted by pages that otherwise have nothing of one another, so words inside quotation marks do not count;
//! * *sentences that say the same*: mutual-best alignment over rare stems, names, numbers and dates. Finds rewrites,
//!   where words in order are gone;
//! * *items and phrases that both have*, rare ones above all: nearly as telling as sentences, and cheap, so that a
//!   pair that cannot reach a verdict with what it shares is given up before its sentences are read;
//! * *facts that differ*: other numbers and dates in the same frame speak of a template or of another day;
//! * *headlines*.
//!
//! [`score`](Match::score) is a function of these, monotone in each, and [`whole`](Match::whole) another, made of logistic ones;
//! coefficients in `data/coefficients.tsv`. A language without a stemmer, and two languages, have coefficients of their own.
//!
//! | verdict | when |
//! |---|---|
//! | `copy` | derived: score ≥ .45 to .49, by languages; and w3 Jaccard ≥ .5, or containment ≥ .8 with the shorter text ≥ .5 of the longer |
//! | `rewrite` | derived, not a copy, the score of the question whether it is so of the whole ≥ .38 to .42, and coverage of the better-covered article ≥ .5 and of both together ≥ .75, or two languages |
//! | `partial` | derived and not that; or 60 reused words outside quotation marks, a tenth of either |
//! | `same_story` | score ≥ .1 |

mod alignment;
mod collection;
mod counterparts;
mod evidence;
pub mod figures;
mod overlap;
mod passages;
mod score;
pub mod side_by_side;
mod spin;
mod tally;
pub mod vectors;
mod verdict;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::ArticleIdx;
use crate::candidates::Candidate;
use crate::clean::CleanArticle;
use crate::sketch::{Features, Item, ItemKind};
use evidence::Evidence;
use figures::Figures;
use overlap::Overlap;

pub use collection::Collection;
pub use score::{Logistic, Question, Tongue, Ways, logistic};
pub use side_by_side::{SideBySide, side_by_side};
pub use spin::{Spin, spin};
pub use verdict::Config;

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
    /// Probability that this is so of the whole and not of a part, `0.0..=1.0`.
    pub whole: f64,
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
    /// Whether a passage stands at the beginning of both bodies: what is cut is cut from the end.
    pub from_the_top: bool,
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

impl Match {
    /// The same with the articles in the other order; `reasons`, which name the first and the second, are taken as
    /// they are.
    #[must_use]
    pub fn turned(&self, reasons: Vec<String>) -> Self {
        let mut passages: Vec<Passage> = self
            .passages
            .iter()
            .map(|p| Passage {
                a: p.b.clone(),
                b: p.a.clone(),
                similarity: p.similarity,
            })
            .collect();
        passages.sort_by_key(|p| (p.a.start, p.b.start));
        let mut contradictions: Vec<Contradiction> = self
            .contradictions
            .iter()
            .map(|c| Contradiction {
                a: c.b.clone(),
                b: c.a.clone(),
                kind: c.kind,
            })
            .collect();
        contradictions.sort_by_key(|c| (c.a.start, c.b.start));
        Self {
            a: self.b,
            b: self.a,
            containment_a_in_b: self.containment_b_in_a,
            containment_b_in_a: self.containment_a_in_b,
            coverage_a: self.coverage_b,
            coverage_b: self.coverage_a,
            passages,
            contradictions,
            reasons,
            ..self.clone()
        }
    }
}

/// One article of a pair.
#[derive(Clone, Copy, Debug)]
pub struct Side<'p> {
    /// The page.
    pub page: &'p CleanArticle,
    /// Its features.
    pub features: &'p Features,
}

/// Words before which a passage is at the beginning: a byline and a place may come first.
const TOP: usize = 12;

/// `part / whole`, and 0 for nothing of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The geometric mean.
fn mean([x, y]: [f64; 2]) -> f64 {
    (x * y).sqrt()
}

/// The figures of a pair, whatever they come to, and what its languages let be seen; for fitting the coefficients.
///
/// `None` if either body is empty, or both share too little to be measured.
#[must_use]
pub fn measure(
    pair: &Candidate,
    a: Side<'_>,
    b: Side<'_>,
    collection: &Collection<'_>,
) -> Option<(Tongue, Figures)> {
    if a.features.words.is_empty() || !Evidence::may_share(a.features, b.features) {
        return None;
    }
    let overlap = Overlap::measure(pair, a.features, b.features, collection);
    let tongue = Tongue::of(&overlap);
    let evidence = Evidence::measure(&a, &b, overlap);
    Some((tongue, tally::of(&evidence)))
}

/// Compares the two articles of `candidate`, `a` being the one with the smaller index.
///
/// Returns `None` for a pair that has nothing to do with each other. Takes some 50 µs for two articles of 400 words.
#[must_use]
pub fn verify(
    candidate: &Candidate,
    a: Side<'_>,
    b: Side<'_>,
    collection: &Collection<'_>,
    config: &Config,
) -> Option<Match> {
    // What the words share bounds nothing where sentences may meet without a word in common.
    let by_meaning = vectors::on_both(a.features, b.features);
    if a.features.words.is_empty() || !by_meaning && !Evidence::may_share(a.features, b.features) {
        return None;
    }
    let overlap = Overlap::measure(candidate, a.features, b.features, collection);
    if !by_meaning && score::hope(&overlap) < config.same_story {
        return None;
    }
    let evidence = Evidence::measure(&a, &b, overlap);
    let [score, whole] = score::scores(&evidence);
    let verdict = verdict::verdict(&evidence, score, whole, config)?;
    Some(Match {
        a: candidate.a,
        b: candidate.b,
        verdict,
        score: if evidence.identical { 1.0 } else { score },
        whole: if evidence.identical { 1.0 } else { whole },
        jaccard: evidence.jaccard,
        containment_a_in_b: evidence.containment[0],
        containment_b_in_a: evidence.containment[1],
        coverage_a: evidence.coverage[0],
        coverage_b: evidence.coverage[1],
        from_the_top: evidence.runs.iter().any(|run| run.a.0.max(run.b.0) < TOP),
        simhash_distance: evidence.simhash_distance,
        found_by: candidate.found_by.clone(),
        passages: passages(&evidence, a.features, b.features),
        contradictions: contradictions(&evidence, a.features, b.features),
        reasons: verdict::reasons(&evidence, config),
    })
}

/// The passages of a pair, and the aligned sentences that lie in none, in the order of `a`.
fn passages(evidence: &Evidence, a: &Features, b: &Features) -> Vec<Passage> {
    let mut found: Vec<Passage> = evidence
        .runs
        .iter()
        .map(|run| Passage {
            a: bytes(a, &(run.a.0..run.a.1)),
            b: bytes(b, &(run.b.0..run.b.1)),
            similarity: run.similarity(),
        })
        .collect();
    for pair in &evidence.alignment.pairs {
        let words_a = &a.sentences[pair.a].words;
        let words_b = &b.sentences[pair.b].words;
        let apart =
            |words: &Range<usize>, run: (usize, usize)| words.end <= run.0 || run.1 <= words.start;
        let new = evidence
            .runs
            .iter()
            .all(|run| apart(words_a, run.a) && apart(words_b, run.b));
        if new && pair.similarity >= evidence::COVERING {
            found.push(Passage {
                a: bytes(a, words_a),
                b: bytes(b, words_b),
                similarity: pair.similarity.min(1.0),
            });
        }
    }
    found.sort_by_key(|p| (p.a.start, p.b.start));
    found
}

fn contradictions(evidence: &Evidence, a: &Features, b: &Features) -> Vec<Contradiction> {
    let words = |item: &Item| item.word as usize..item.word as usize + usize::from(item.n_words);
    evidence
        .alignment
        .contradictions
        .iter()
        .map(|(x, y)| Contradiction {
            a: bytes(a, &words(x)),
            b: bytes(b, &words(y)),
            kind: if x.kind == ItemKind::Date {
                "date"
            } else {
                "number"
            },
        })
        .collect()
}

/// The bytes of a range of words, which may not be empty; its first word to its last.
fn bytes(f: &Features, words: &Range<usize>) -> Range<usize> {
    match f.words.get(words.clone()) {
        Some([first, .., last]) => first.start as usize..last.end as usize,
        Some([only]) => only.start as usize..only.end as usize,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests;
