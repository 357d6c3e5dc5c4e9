//! `compare --format json`: two articles, what they are to each other, and sentence beside sentence.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ContradictionRecord, EdgeRecord, Interval, LatentRecord, LineageRecord, PairRecord,
    PassageRecord, TieRecord, six,
};
use crate::article::{ArticleIdx, CodePoints};
use crate::report::Results;
use crate::verify::side_by_side::{FactKind, RowKind, SideBySide, Standing, WordKind};
use crate::verify::{Match, Verdict};

/// Two articles in the order in which they were named. Positions are `[start, end)` in code points of the raw texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparisonRecord {
    /// The article that was named first.
    pub a: String,
    /// The article that was named second.
    pub b: String,
    /// What they are to each other; null if they are unrelated, and then every figure is null too.
    pub verdict: Option<Verdict>,
    /// Calibrated probability that one derives from the other or both from one text.
    #[schemars(range(min = 0, max = 1))]
    pub score: Option<f64>,
    /// Exact Jaccard similarity of the bodies' word shingles.
    #[schemars(range(min = 0, max = 1))]
    pub jaccard: Option<f64>,
    /// Share of `a`'s shingles that `b` has.
    #[schemars(range(min = 0, max = 1))]
    pub containment_a_in_b: Option<f64>,
    /// Share of `b`'s shingles that `a` has.
    #[schemars(range(min = 0, max = 1))]
    pub containment_b_in_a: Option<f64>,
    /// Share of `a`'s body words inside matched passages or sentences.
    #[schemars(range(min = 0, max = 1))]
    pub coverage_a: Option<f64>,
    /// Share of `b`'s body words inside matched passages or sentences.
    #[schemars(range(min = 0, max = 1))]
    pub coverage_b: Option<f64>,
    /// Differing bits of the 64-bit SimHash.
    #[schemars(range(min = 0, max = 64))]
    pub simhash_distance: Option<u32>,
    /// Generators that proposed the pair, sorted.
    pub found_by: Vec<String>,
    /// The figures in words, strongest first; "first" is `a`.
    pub reasons: Vec<String>,
    /// Passages that both have, in the order of `a`.
    pub passages: Vec<PassageRecord>,
    /// Values that differ in the same place.
    pub contradictions: Vec<ContradictionRecord>,
    /// The two articles and their sentences.
    pub sides: Sides,
    /// What goes together, in the order of `a`; every sentence is in exactly one row.
    pub rows: Vec<RowRecord>,
    /// Who took from whom, as in `lineage.jsonl`.
    pub lineage: Vec<LineageRecord>,
}

/// The two articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sides {
    /// The article that was named first.
    pub a: SideRecord,
    /// The article that was named second.
    pub b: SideRecord,
}

/// One article of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SideRecord {
    /// The headline: the record's, else the page's.
    pub title: Option<String>,
    /// ISO 639-1 code of the body's language; `und` if none was recognised.
    pub lang: String,
    /// When it was published, if anything tells.
    pub published: Option<Interval>,
    /// Ids of the media that it credits, nearest first.
    pub credits: Vec<String>,
    /// The sentences of its body, in order.
    pub sentences: Vec<SentenceRecord>,
}

/// A sentence of a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceRecord {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its text.
    pub text: String,
    /// Whether most of it stands inside quotation marks, so that it is no evidence.
    pub is_quoted: bool,
    /// Its numbers, dates and names.
    pub facts: Vec<FactRecord>,
}

/// A number, date or name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactRecord {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What it is.
    pub kind: FactKind,
    /// What the other article has for it.
    pub standing: Standing,
}

/// Sentences of either article that go together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RowRecord {
    /// How they go together.
    pub kind: RowKind,
    /// Indexes into `sides.a.sentences`.
    pub a: Vec<usize>,
    /// Indexes into `sides.b.sentences`.
    pub b: Vec<usize>,
    /// How much the two sides share; 0 for one side alone.
    #[schemars(range(min = 0, max = 1))]
    pub similarity: f64,
    /// Whether vectors of the sentences say so, and more than their words; absent for false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_meaning: bool,
    /// Words that stand for one another.
    pub words: Vec<WordRecord>,
}

/// Words that follow one another on both sides and stand for one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WordRecord {
    /// `[start, end)` in code points of `a`'s raw text.
    pub a: [usize; 2],
    /// `[start, end)` in code points of `b`'s raw text.
    pub b: [usize; 2],
    /// In what they agree.
    pub kind: WordKind,
}

impl ComparisonRecord {
    /// The record of the two articles at `sides`; `found` and `rows` are in that order too.
    #[must_use]
    pub fn new(
        results: &Results<'_>,
        sides: [ArticleIdx; 2],
        found: Option<&Match>,
        rows: &SideBySide,
    ) -> Self {
        let [a, b] = sides;
        let pair = found.map(|found| PairRecord::new(results, found));
        let figure = |of: fn(&PairRecord) -> f64| pair.as_ref().map(of);
        let points = [results.points(a), results.points(b)];
        Self {
            a: results.id(a).to_owned(),
            b: results.id(b).to_owned(),
            verdict: pair.as_ref().map(|p| p.verdict),
            score: figure(|p| p.score),
            jaccard: figure(|p| p.jaccard),
            containment_a_in_b: figure(|p| p.containment_a_in_b),
            containment_b_in_a: figure(|p| p.containment_b_in_a),
            coverage_a: figure(|p| p.coverage_a),
            coverage_b: figure(|p| p.coverage_b),
            simhash_distance: pair.as_ref().map(|p| p.simhash_distance),
            sides: Sides {
                a: side(results, a, rows, 0),
                b: side(results, b, rows, 1),
            },
            rows: rows
                .rows
                .iter()
                .map(|row| RowRecord {
                    kind: row.kind,
                    a: row.a.clone(),
                    b: row.b.clone(),
                    similarity: six(row.similarity),
                    by_meaning: row.by_meaning,
                    words: row
                        .words
                        .iter()
                        .map(|run| WordRecord {
                            a: points[0].range(&run.a),
                            b: points[1].range(&run.b),
                            kind: run.kind,
                        })
                        .collect(),
                })
                .collect(),
            lineage: lineage(results),
            found_by: pair
                .as_ref()
                .map(|p| p.found_by.clone())
                .unwrap_or_default(),
            reasons: pair.as_ref().map(|p| p.reasons.clone()).unwrap_or_default(),
            contradictions: pair
                .as_ref()
                .map(|p| p.contradictions.clone())
                .unwrap_or_default(),
            passages: pair.map(|p| p.passages).unwrap_or_default(),
        }
    }
}

fn side(results: &Results<'_>, idx: ArticleIdx, rows: &SideBySide, place: usize) -> SideRecord {
    let (page, points) = (results.page(idx), results.points(idx));
    let range = |points: &CodePoints<'_>, span: &Range<usize>| points.range(span);
    let sentences = rows.sentences[place].iter().map(|sentence| {
        let [start, end] = range(points, &sentence.span);
        let facts = sentence.facts.iter().map(|fact| {
            let [start, end] = range(points, &fact.span);
            FactRecord {
                start,
                end,
                kind: fact.kind,
                standing: fact.standing,
            }
        });
        SentenceRecord {
            start,
            end,
            text: page.article.text[sentence.span.clone()].to_owned(),
            is_quoted: sentence.is_quoted,
            facts: facts.collect(),
        }
    });
    SideRecord {
        title: page.title.clone(),
        lang: page.lang.to_string(),
        published: page.published.as_ref().map(Interval::from),
        credits: results.attribution(idx).chain.main.clone(),
        sentences: sentences.collect(),
    }
}

fn lineage(results: &Results<'_>) -> Vec<LineageRecord> {
    let lineage = results.lineage;
    let latents = lineage
        .latents
        .iter()
        .map(|l| LineageRecord::Latent(LatentRecord::new(results, l)));
    let edges = lineage
        .edges
        .iter()
        .map(|e| LineageRecord::Edge(EdgeRecord::new(results, e)));
    let ties = lineage
        .ties
        .iter()
        .map(|t| LineageRecord::Tie(TieRecord::new(results, t)));
    latents.chain(edges).chain(ties).collect()
}
