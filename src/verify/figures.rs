//! The figures that a score is made of: each a number from 0 to 1 with one meaning.

/// How many there are.
pub const N_FIGURES: usize = TABLE.len();

/// One of the figures; its place in [`Figures`] is its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
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
