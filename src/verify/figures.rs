//! The figures that a score is made of: each a number from 0 to 1 with one meaning.

use crate::verify::evidence::{COVERING, Evidence};
use crate::verify::mean;
use crate::verify::overlap::Overlap;

/// How many there are.
pub const N_FIGURES: usize = TABLE.len();

/// One of the figures; its place in [`Figures`] is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Passage,
    LongPassage,
    Longest,
    Reuse,
    ReuseBoth,
    ShinglesBoth,
    Items,
    ItemsBoth,
    Phrases,
    Runs,
    RunsEither,
    RunWeight,
    OnlyHere,
    Letters,
    LettersBoth,
    LettersEither,
    Sentences,
    Restated,
    Covered,
    CoveredBoth,
    Lead,
    Title,
    Rare,
    Closeness,
    Ahead,
    ItemsLater,
    PhrasesLater,
    LettersLater,
    InOrder,
    Weight,
    Conflict,
    Contradictions,
    DaysApart,
    Collection,
}

/// Each figure with its name, as the table of coefficients has it, and what it means, with its range.
const TABLE: [(Figure, &str, &str); 34] = [
    (
        Figure::Passage,
        "passage",
        "w / (w + 50) for w words in passages outside quotation marks (0 to 1)",
    ),
    (
        Figure::LongPassage,
        "long_passage",
        "w / (w + 150) for the same (0 to 1)",
    ),
    (
        Figure::Longest,
        "longest",
        "l / (l + 50) for l equal words of the longest passage, less what of it is quoted (0 to 1)",
    ),
    (
        Figure::Reuse,
        "reuse",
        "words in passages outside quotation marks, as a share of the article with the larger share (0 to 1)",
    ),
    (
        Figure::ReuseBoth,
        "reuse_both",
        "the same of the article with the smaller share (0 to 1)",
    ),
    (
        Figure::ShinglesBoth,
        "shingles_both",
        "shingles that the other article has, as a share of the article with the smaller share (0 to 1)",
    ),
    (
        Figure::Items,
        "items",
        "squared-weight share of items that the other has, geometric mean of both sides (0 to 1)",
    ),
    (
        Figure::ItemsBoth,
        "items_both",
        "the same of the side with the smaller share (0 to 1)",
    ),
    (
        Figure::Phrases,
        "phrases",
        "square root of the same for pairs of neighbouring content words, geometric mean (0 to 1)",
    ),
    (
        Figure::Runs,
        "runs",
        "squared-weight share of runs of three words that the other has, quotations included, geometric mean (0 to 1)",
    ),
    (
        Figure::RunsEither,
        "runs_either",
        "the same of the side with the larger share (0 to 1)",
    ),
    (
        Figure::RunWeight,
        "run_weight",
        "s / (s + 50) for s the squared weight of the runs that both have, 1 for one that nobody else has (0 to 1)",
    ),
    (
        Figure::OnlyHere,
        "only_here",
        "r² / (r² + 20²) for r runs of three words, of those that at most one other article has, in the equal stretch with most of them, quotations included; less if items is below .3, since a quotation alone is no story (0 to 1)",
    ),
    (
        Figure::Letters,
        "letters",
        "the same as items for runs of four letters, or for beginnings of words in two languages, geometric mean (0 to 1)",
    ),
    (
        Figure::LettersBoth,
        "letters_both",
        "the same of the side with the smaller share (0 to 1)",
    ),
    (
        Figure::LettersEither,
        "letters_either",
        "the same of the side with the larger share (0 to 1)",
    ),
    (
        Figure::Sentences,
        "sentences",
        "share of weight that aligned sentences share, geometric mean of both sides (0 to 1)",
    ),
    (
        Figure::Restated,
        "restated",
        "aligned sentences with a similarity of .3 or more, as a share of the shorter article's and two more: one of one says little (0 to 1)",
    ),
    (
        Figure::Covered,
        "covered",
        "words in passages or in sentences aligned with a similarity of .3 or more, as a share of the article with the larger share (0 to 1)",
    ),
    (
        Figure::CoveredBoth,
        "covered_both",
        "the same of the article with the smaller share (0 to 1)",
    ),
    (
        Figure::Lead,
        "lead",
        "similarity of the first sentences (0 to 1)",
    ),
    (
        Figure::Title,
        "title",
        "similarity of the headlines, 0 if either has none (0 to 1)",
    ),
    (
        Figure::Rare,
        "rare",
        "r / (r + 10) for r shared items that at most one other article in 1000 has (0 to 1)",
    ),
    (
        Figure::Closeness,
        "closeness",
        "letters, as a part of the most that either shares with anyone (0 to 1)",
    ),
    (
        Figure::Ahead,
        "ahead",
        "by how much letters exceed the most that either shares with anyone else, as a part of them (0 to 1)",
    ),
    (
        Figure::ItemsLater,
        "items_later",
        "items, of the later article: squared-weight share of what it says that the earlier has; of either if neither is later (0 to 1)",
    ),
    (
        Figure::PhrasesLater,
        "phrases_later",
        "phrases, of the later article (0 to 1)",
    ),
    (
        Figure::LettersLater,
        "letters_later",
        "letters, of the later article (0 to 1)",
    ),
    (
        Figure::InOrder,
        "in_order",
        "sentences that follow one another in both, beyond what chance would put in order, as a share of the shorter article's (0 to 1)",
    ),
    (
        Figure::Weight,
        "weight",
        "s / (s + 500) for s the squared weight of all items that both have: a share of little is little (0 to 1)",
    ),
    (
        Figure::Conflict,
        "conflict",
        "weight of numbers and dates that each states alone, as a share of that and what both state (0 to 1)",
    ),
    (
        Figure::Contradictions,
        "contradictions",
        "c / (c + 2) for c values that differ in the same place (0 to 1)",
    ),
    (
        Figure::DaysApart,
        "days_apart",
        "d / (d + 3) for d days between the articles, 0 if either has no date (0 to 1)",
    ),
    (
        Figure::Collection,
        "collection",
        "logarithm of the articles of the collection in these languages, 1 from 30,000: more make names weigh more (0 to 1)",
    ),
];

/// Their names, in order.
pub const NAMES: [&str; N_FIGURES] = {
    let mut names = [""; N_FIGURES];
    let mut i = 0;
    while i < N_FIGURES {
        names[i] = TABLE[i].1;
        i += 1;
    }
    names
};

/// What each means, in the same order.
pub const MEANINGS: [&str; N_FIGURES] = {
    let mut meanings = [""; N_FIGURES];
    let mut i = 0;
    while i < N_FIGURES {
        meanings[i] = TABLE[i].2;
        i += 1;
    }
    meanings
};

/// How many of [`NAMES`], counted from the end, speak against derivation.
pub const N_AGAINST: usize = 4;

/// The place of the one that says nothing of a pair: the size of the collection.
pub const COLLECTION: usize = Figure::Collection as usize;

/// The places of those that tell only whether it is so of the whole: a part can be all that one article has.
pub const OF_THE_WHOLE: [usize; 2] = [Figure::Covered as usize, Figure::CoveredBoth as usize];

/// What a pair of articles comes to, one number for each of [`NAMES`], each `0.0..=1.0`.
pub type Figures = [f64; N_FIGURES];

/// Figures by name while they are gathered; those that nobody sets are 0.
struct Gathered(Figures);

impl Gathered {
    fn set(&mut self, figure: Figure, value: f64) {
        self.0[figure as usize] = value;
    }
}

/// Words in passages that count for half of what any number of them can say; of two kinds, since fifty words are much
/// for a brief and little for a feature.
const HALF_PASSAGE: [f64; 2] = [50.0, 150.0];

/// Rare items that count for half of what any number of them can say.
const HALF_RARE: f64 = 10.0;

/// Squared weight of shared items that counts for half of what any of it can say.
const HALF_WEIGHT: f64 = 500.0;

/// Squared weight of shared runs that counts for half of what any of it can say.
const HALF_RUN_WEIGHT: f64 = 50.0;

/// Runs that only the two have, in one stretch, that count for half of what any number of them can say.
const HALF_ONLY_HERE: f64 = 20.0;

/// Items from which what only the two have says all it can.
const SAME_SUBJECT: f64 = 0.3;

/// Contradictions that count for half of what any number of them can say.
const HALF_CONTRADICTIONS: f64 = 2.0;

/// Days that count for half of what any number of them can say.
const HALF_DAYS: f64 = 3.0;

/// Articles of the collection, in thousands, from which weights are as sharp as they get.
const LARGE_COLLECTION: f64 = 30.0;

/// Sentences that count as not aligned beside those of the shorter article: of few sentences chance aligns many.
const UNSEEN_SENTENCES: f64 = 2.0;

/// Words of a passage that one shared shingle can account for.
const SHINGLE_REACH: usize = 4;

fn saturate(x: f64, half: f64) -> f64 {
    x / (x + half)
}

/// What a stretch that only two articles have says, if so many runs of three words are in it.
fn only_here(n_runs: usize, common: &Overlap) -> f64 {
    let squared = (n_runs * n_runs) as f64;
    let same_subject = (mean(common.items) / SAME_SUBJECT).min(1.0);
    saturate(squared, HALF_ONLY_HERE * HALF_ONLY_HERE) * same_subject
}

fn least([x, y]: [f64; 2]) -> f64 {
    x.min(y)
}

/// The figures that need no sentences.
fn of_overlap(common: &Overlap) -> Gathered {
    use Figure as F;
    let mut figures = Gathered([0.0; N_FIGURES]);
    let mut set = |figure, value| figures.set(figure, value);
    set(F::Items, mean(common.items));
    set(F::ItemsBoth, least(common.items));
    set(F::Phrases, mean(common.phrases).sqrt());
    set(F::Runs, mean(common.runs.shares));
    set(
        F::RunsEither,
        common.runs.shares[0].max(common.runs.shares[1]),
    );
    set(F::RunWeight, saturate(common.runs.weight, HALF_RUN_WEIGHT));
    set(F::Letters, mean(common.letters));
    set(F::LettersBoth, least(common.letters));
    set(F::LettersEither, common.letters[0].max(common.letters[1]));
    set(F::Rare, saturate(common.rare as f64, HALF_RARE));
    set(F::Closeness, common.closeness.to_nearest);
    set(F::Ahead, common.closeness.ahead);
    set(F::ItemsLater, common.of_later(common.items));
    set(F::PhrasesLater, common.of_later(common.phrases).sqrt());
    set(F::LettersLater, common.of_later(common.letters));
    set(F::Weight, saturate(common.shared_weight, HALF_WEIGHT));
    set(F::Conflict, common.facts.conflict);
    let thousands = common.n_articles as f64 / 1000.0;
    let size = thousands.ln_1p() / LARGE_COLLECTION.ln_1p();
    set(F::Collection, size.min(1.0));
    figures
}

/// Figures that those of a pair with this overlap hardly exceed, however its words and sentences lie: an estimate that
/// takes every shared shingle for part of a passage, and sentences to share as much as the whole texts.
pub(super) fn hope(common: &Overlap) -> Figures {
    use Figure as F;
    let mut figures = of_overlap(common);
    let mut set = |figure, value| figures.set(figure, value);
    let words = (common.shingles * SHINGLE_REACH) as f64;
    let reuse = (words / common.words.max(1) as f64).min(1.0);
    let items = mean(common.items);
    let restated = (items * 3.0).min(1.0);
    set(F::Passage, saturate(words, HALF_PASSAGE[0]));
    set(F::LongPassage, saturate(words, HALF_PASSAGE[1]));
    set(F::Longest, saturate(words, HALF_PASSAGE[0]));
    set(F::Reuse, reuse);
    set(F::ReuseBoth, reuse);
    set(F::ShinglesBoth, reuse);
    set(F::OnlyHere, only_here(common.runs.only_here.len(), common));
    set(F::Sentences, items);
    set(F::Restated, restated);
    set(F::Covered, restated.max(reuse));
    set(F::CoveredBoth, restated.max(reuse));
    set(F::Lead, restated);
    set(F::Title, 0.5);
    set(F::InOrder, (items * 2.0).min(1.0));
    figures.0
}

/// The figures of a pair.
pub(super) fn of(e: &Evidence) -> Figures {
    use Figure as F;
    let mut figures = of_overlap(&e.common);
    let mut set = |figure, value| figures.set(figure, value);
    let alignment = &e.alignment;
    let pairs = alignment.pairs.iter();
    let restated = pairs.filter(|p| p.similarity >= COVERING).count();
    set(
        F::Passage,
        saturate(e.passage_words as f64, HALF_PASSAGE[0]),
    );
    set(
        F::LongPassage,
        saturate(e.passage_words as f64, HALF_PASSAGE[1]),
    );
    set(F::Longest, saturate(e.longest as f64, HALF_PASSAGE[0]));
    set(F::OnlyHere, only_here(e.only_here, &e.common));
    set(F::Reuse, e.reuse[0].max(e.reuse[1]));
    set(F::ReuseBoth, least(e.reuse));
    set(F::ShinglesBoth, least(e.containment));
    set(F::Sentences, mean([alignment.share_a, alignment.share_b]));
    set(
        F::Restated,
        restated as f64 / (e.shorter as f64 + UNSEEN_SENTENCES),
    );
    set(F::Covered, e.coverage[0].max(e.coverage[1]));
    set(F::CoveredBoth, least(e.coverage));
    set(F::Lead, alignment.lead);
    set(F::Title, e.title.unwrap_or(0.0));
    set(F::InOrder, alignment.in_order(e.shorter));
    let contradictions = alignment.contradictions.len() as f64;
    set(
        F::Contradictions,
        saturate(contradictions, HALF_CONTRADICTIONS),
    );
    set(
        F::DaysApart,
        saturate(e.days_apart.unwrap_or(0.0), HALF_DAYS),
    );
    figures.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_at_their_own_place() {
        for (place, (figure, name, _)) in TABLE.iter().enumerate() {
            assert_eq!(*figure as usize, place, "{name}");
        }
    }
}
