//! What a pair of articles comes to in [`figures`](super::figures).
//!
//! **In** the [`Evidence`] of a pair, or its [`Overlap`] alone. **Out** its [`Figures`], or those it hardly exceeds.

use crate::verify::evidence::{COVERING, Evidence};
use crate::verify::figures::{Figure, Figures, N_FIGURES};
use crate::verify::mean;
use crate::verify::overlap::Overlap;

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
/// takes every shared shingle for part of a passage, and sentences to share as much as the whole texts. Those that have
/// no say in whether a text is derived are left out.
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
