//! The figures that a score is made of: each a number from 0 to 1 with one meaning.

use crate::verify::evidence::{COVERING, Evidence};
use crate::verify::mean;
use crate::verify::overlap::Overlap;

/// How many there are.
pub const N_FIGURES: usize = 24;

/// Their names, in order, as the table of coefficients has them.
pub const NAMES: [&str; N_FIGURES] = [
    "passage",
    "long_passage",
    "reuse",
    "reuse_both",
    "shingles_both",
    "items",
    "items_both",
    "phrases",
    "letters",
    "letters_both",
    "sentences",
    "restated",
    "lead",
    "title",
    "rare",
    "closeness",
    "items_later",
    "phrases_later",
    "letters_later",
    "in_order",
    "conflict",
    "contradictions",
    "days_apart",
    "collection",
];

/// What each means, in the same order, with its range where that is not plain.
pub const MEANINGS: [&str; N_FIGURES] = [
    "w / (w + 50) for w words in passages outside quotation marks (0 to 1)",
    "w / (w + 150) for the same (0 to 1)",
    "words in passages outside quotation marks, as a share of the article with the larger share (0 to 1)",
    "the same of the article with the smaller share (0 to 1)",
    "shingles that the other article has, as a share of the article with the smaller share (0 to 1)",
    "squared-weight share of items that the other has, geometric mean of both sides (0 to 1)",
    "the same of the side with the smaller share (0 to 1)",
    "square root of the same for pairs of neighbouring content words, geometric mean (0 to 1)",
    "the same for runs of four letters, or for beginnings of words in two languages, geometric mean (0 to 1)",
    "the same of the side with the smaller share (0 to 1)",
    "share of weight that aligned sentences share, geometric mean of both sides (0 to 1)",
    "aligned sentences with a similarity of .3 or more, as a share of the shorter article's (0 to 1)",
    "similarity of the first sentences (0 to 1)",
    "similarity of the headlines, 0 if either has none (0 to 1)",
    "r / (r + 10) for r shared items that at most 30 other articles have (0 to 1)",
    "letters, as a part of the most that either shares with anyone (0 to 1)",
    "items, of the later article: squared-weight share of what it says that the earlier has; of either if neither is later (0 to 1)",
    "phrases, of the later article (0 to 1)",
    "letters, of the later article (0 to 1)",
    "sentences that follow one another in both, beyond what chance would put in order, as a share of the shorter article's (0 to 1)",
    "weight of numbers and dates that each states alone, as a share of that and what both state (0 to 1)",
    "c / (c + 2) for c values that differ in the same place (0 to 1)",
    "d / (d + 3) for d days between the articles, 0 if either has no date (0 to 1)",
    "logarithm of the articles of the collection, 1 from 30,000: more make names weigh more (0 to 1)",
];

/// How many of [`NAMES`], counted from the end, speak against derivation.
pub const N_AGAINST: usize = 4;

/// What a pair of articles comes to, one number for each of [`NAMES`], each `0.0..=1.0`.
pub type Figures = [f64; N_FIGURES];

/// Words in passages that count for half of what any number of them can say; of two kinds, since fifty words are much
/// for a brief and little for a feature.
const HALF_PASSAGE: [f64; 2] = [50.0, 150.0];

/// Rare items that count for half of what any number of them can say.
const HALF_RARE: f64 = 10.0;

/// Contradictions that count for half of what any number of them can say.
const HALF_CONTRADICTIONS: f64 = 2.0;

/// Days that count for half of what any number of them can say.
const HALF_DAYS: f64 = 3.0;

/// Articles of the collection, in thousands, from which weights are as sharp as they get.
const LARGE_COLLECTION: f64 = 30.0;

/// Words of a passage that one shared shingle can account for.
const SHINGLE_REACH: usize = 4;

fn saturate(x: f64, half: f64) -> f64 {
    x / (x + half)
}

fn least([x, y]: [f64; 2]) -> f64 {
    x.min(y)
}

/// The figures that need no sentences, by their names; the others are 0.
fn of_overlap(common: &Overlap) -> Figures {
    let mut figures = [0.0; N_FIGURES];
    let [
        ..,
        items,
        items_both,
        phrases,
        letters,
        letters_both,
        _,
        _,
        _,
        _,
        rare,
        closeness,
        items_later,
        phrases_later,
        letters_later,
        _,
        conflict,
        _,
        _,
        collection,
    ] = &mut figures;
    *items_later = common.of_later(common.items);
    *phrases_later = common.of_later(common.phrases).sqrt();
    *letters_later = common.of_later(common.letters);

    *items = mean(common.items);
    *items_both = least(common.items);
    *phrases = mean(common.phrases).sqrt();
    *letters = mean(common.letters);
    *letters_both = least(common.letters);
    *rare = saturate(common.rare as f64, HALF_RARE);
    *closeness = common.closeness;
    *conflict = common.facts.conflict;
    let thousands = common.n_articles as f64 / 1000.0;
    *collection = (thousands.ln_1p() / LARGE_COLLECTION.ln_1p()).min(1.0);
    figures
}

/// Figures that those of a pair with this overlap hardly exceed, however its words and sentences lie: an estimate that
/// takes every shared shingle for part of a passage, and sentences to share as much as the whole texts.
pub(super) fn hope(common: &Overlap) -> Figures {
    let mut figures = of_overlap(common);
    let words = (common.shingles * SHINGLE_REACH) as f64;
    let items = mean(common.items);
    let [passage, long_passage, reuse, reuse_both, shingles_both, ..] = &mut figures;
    *passage = saturate(words, HALF_PASSAGE[0]);
    *long_passage = saturate(words, HALF_PASSAGE[1]);
    *reuse = (words / common.words.max(1) as f64).min(1.0);
    *reuse_both = *reuse;
    *shingles_both = *reuse;
    let [
        ..,
        sentences,
        restated,
        lead,
        title,
        _,
        _,
        _,
        _,
        _,
        in_order,
        _,
        _,
        _,
        _,
    ] = &mut figures;
    *in_order = (items * 2.0).min(1.0);
    *sentences = items;
    *restated = (items * 3.0).min(1.0);
    *lead = *restated;
    *title = 0.5;
    figures
}

/// The figures of a pair.
pub(super) fn of(e: &Evidence) -> Figures {
    let mut figures = of_overlap(&e.common);
    let restatements = e
        .alignment
        .pairs
        .iter()
        .filter(|p| p.similarity >= COVERING);
    let [passage, long_passage, reuse, reuse_both, shingles_both, ..] = &mut figures;
    *passage = saturate(e.passage_words as f64, HALF_PASSAGE[0]);
    *long_passage = saturate(e.passage_words as f64, HALF_PASSAGE[1]);
    *reuse = e.reuse[0].max(e.reuse[1]);
    *reuse_both = least(e.reuse);
    *shingles_both = least(e.containment);
    let [
        ..,
        sentences,
        restated,
        lead,
        title,
        _,
        _,
        _,
        _,
        _,
        in_order,
        _,
        contradictions,
        days_apart,
        _,
    ] = &mut figures;
    *in_order = e.alignment.in_order(e.shorter);
    *sentences = mean([e.alignment.share_a, e.alignment.share_b]);
    *restated = restatements.count() as f64 / e.shorter.max(1) as f64;
    *lead = e.alignment.lead;
    *title = e.title.unwrap_or(0.0);
    *contradictions = saturate(e.alignment.contradictions.len() as f64, HALF_CONTRADICTIONS);
    *days_apart = saturate(e.days_apart.unwrap_or(0.0), HALF_DAYS);
    figures
}
