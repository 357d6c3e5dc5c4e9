//! Every figure that a verdict rests on, measured on one pair.

use bitvec::vec::BitVec;

use crate::sketch::{Features, shingles, simhash};
use crate::verify::alignment::{self, Alignment};
use crate::verify::overlap::{self, Overlap};
use crate::verify::passages::{self, Run, Tile};
use crate::verify::{Side, share};

/// Shortest passage, in equal words.
const PASSAGE_WORDS: usize = 8;

/// A passage whose equal words are a smaller share than this is a string of set phrases.
const PASSAGE_SIMILARITY: f64 = 0.5;

/// Aligned sentences at least this much alike cover their words.
pub(super) const COVERING: f64 = 0.3;

/// What two articles share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Evidence {
    /// Exact Jaccard similarity of the shingle sets.
    pub(super) jaccard: f64,
    /// Share of `a`'s shingles that `b` has, and the reverse.
    pub(super) containment: [f64; 2],
    /// Share of each article's words outside quotation marks that stand in a passage.
    pub(super) reuse: [f64; 2],
    /// Share of each article's words in passages or aligned sentences.
    pub(super) coverage: [f64; 2],
    /// The same share of each article's words that are not set aside.
    pub(super) own_coverage: [f64; 2],
    /// Items, phrases and facts that both have.
    pub(super) common: Overlap,
    /// Sentences each the other's best.
    pub(super) alignment: Alignment,
    /// Passages, by their place in `a`.
    pub(super) runs: Vec<Run>,
    /// Similarity of the headlines, `0.0..=1.0`; `None` if either has none.
    pub(super) title: Option<f64>,
    /// Differing bits of the SimHashes.
    pub(super) simhash_distance: u32,
    /// Whether both bodies have the same words in the same order.
    pub(super) identical: bool,
    /// Sentences of the article with fewer.
    pub(super) shorter: usize,
    /// Words of the shorter body as a share of the longer one.
    pub(super) length_ratio: f64,
    /// Words outside quotation marks that stand in a passage, of the article with fewer.
    pub(super) passage_words: usize,
    /// Equal words of the longest passage, less those that are set aside.
    pub(super) longest: usize,
    /// Runs of three words that hardly any other article has, quotations included: the most in one tile.
    pub(super) only_here: usize,
    /// Days between the two; `None` if either has no date.
    pub(super) days_apart: Option<f64>,
    /// Days from the day of the one to that of the other, if each names the day it is of and not the other's.
    pub(super) own_days: Option<f64>,
    /// Whether either has text beside its quotations that is set aside: what others quote, what comes back, a table.
    pub(super) common_text: bool,
}

/// One in so many items must be shared for a pair to be measured, unless it shares words in order.
const LEAST_ITEMS: usize = 15;

/// Shared shingles from which a pair is measured.
const LEAST_SHINGLES: usize = 3;

impl Evidence {
    /// Whether a pair may share enough to be worth measuring: a quick test that most chance candidates fail.
    ///
    /// Three shingles, or a fifteenth of either article's items by count; in two languages, of its beginnings of words.
    /// A pair below both has no passage and scores near nothing.
    pub(super) fn may_share(fa: &Features, fb: &Features) -> bool {
        let (keys_a, keys_b) = if overlap::are_across(fa, fb) {
            (&fa.cognates, &fb.cognates)
        } else {
            (&fa.keys, &fb.keys)
        };
        let items = shingles::shared(keys_a, keys_b);
        let fewer = keys_a.len().min(keys_b.len());
        items * LEAST_ITEMS >= fewer
            || shingles::shared(fa.shingles.as_slice(), fb.shingles.as_slice()) >= LEAST_SHINGLES
    }

    /// Measures a pair. Takes some ten microseconds for articles of 300 words that share little, more for copies.
    pub(super) fn measure(a: &Side<'_>, b: &Side<'_>, common: Overlap) -> Self {
        let (fa, fb) = (a.features, b.features);
        let weights = [&common.weights[0], &common.weights[1]].map(Vec::as_slice);
        let alignment = alignment::align(fa, fb, weights, &common.counterparts);
        let tiles = passages::tiles(fa, fb);
        let runs: Vec<Run> = passages::runs(&tiles, &fa.words, &fb.words)
            .into_iter()
            .filter(|r| r.matched >= PASSAGE_WORDS && r.similarity() >= PASSAGE_SIMILARITY)
            .collect();
        let masks = [
            mask(fa.words.len(), runs.iter().map(|r| r.a)),
            mask(fb.words.len(), runs.iter().map(|r| r.b)),
        ];
        let own_words = own_words(fa, fb, &tiles);
        let reused = [
            own_part(&masks[0], &own_words[0]),
            own_part(&masks[1], &own_words[1]),
        ];
        let covered = covered(fa, fb, masks, &alignment);
        let own = |i: usize, (start, end): (usize, usize)| own_words[i][start..end].count_ones();
        let longest = runs
            .iter()
            .map(|run| run.matched.min(own(0, run.a)).min(own(1, run.b)));
        let longest = longest.max().unwrap_or(0);
        let only_here = tiles
            .iter()
            .map(|tile| runs_within(&common.runs.only_here, tile));
        let only_here = only_here.max().unwrap_or(0);
        Self {
            jaccard: fa.shingles.jaccard(&fb.shingles),
            containment: [
                fa.shingles.containment_in(&fb.shingles),
                fb.shingles.containment_in(&fa.shingles),
            ],
            reuse: reused.map(|(part, whole)| share(part, whole)),
            coverage: [0, 1].map(|i| share(covered[i].count_ones(), covered[i].len())),
            own_coverage: [0, 1].map(|i| {
                let (part, whole) = own_part(&covered[i], &own_words[i]);
                share(part, whole)
            }),
            common,
            alignment,
            runs,
            title: title(a, b),
            simhash_distance: simhash::distance(fa.sketch.simhash, fb.sketch.simhash),
            identical: fa.sketch.content.is_some() && fa.sketch.content == fb.sketch.content,
            shorter: fa.sentences.len().min(fb.sentences.len()),
            length_ratio: share(
                fa.words.len().min(fb.words.len()),
                fa.words.len().max(fb.words.len()),
            ),
            passage_words: reused[0].0.min(reused[1].0),
            longest,
            only_here,
            days_apart: days_apart(fa, fb),
            own_days: own_days(fa, fb),
            common_text: [fa, fb].iter().any(|f| f.aside != f.quoted),
        }
    }
}

/// How many of the runs of three words that begin at `places` of the first article lie in `tile`.
fn runs_within(places: &[u32], tile: &Tile) -> usize {
    let before = |word: usize| places.partition_point(|&place| (place as usize) < word);
    before(tile.a + tile.len - 2) - before(tile.a)
}

/// A bit for each of `n` words, set inside the ranges.
fn mask(n: usize, ranges: impl Iterator<Item = (usize, usize)>) -> BitVec {
    let mut mask = BitVec::repeat(false, n);
    for (start, end) in ranges {
        mask[start..end].fill(true);
    }
    mask
}

/// The words of each article that are not set aside: neither there nor where the other has the same words. One reporter
/// quotes what another tells as it was said.
fn own_words(fa: &Features, fb: &Features, tiles: &[Tile]) -> [BitVec; 2] {
    let [mut a, mut b] = [fa, fb].map(|f| {
        let mut own = BitVec::repeat(true, f.words.len());
        for range in &f.aside {
            own[range.clone()].fill(false);
        }
        own
    });
    for tile in tiles {
        for (i, j) in (tile.a..).zip(tile.b..).take(tile.len) {
            let is_own = a[i] && b[j];
            a.set(i, is_own);
            b.set(j, is_own);
        }
    }
    [a, b]
}

/// How many words `mask` and `own` have in common, and how many `own` has.
fn own_part(mask: &BitVec, own: &BitVec) -> (usize, usize) {
    ((own.clone() & mask).count_ones(), own.count_ones())
}

/// The words of each article that stand in passages or aligned sentences.
fn covered(fa: &Features, fb: &Features, masks: [BitVec; 2], alignment: &Alignment) -> [BitVec; 2] {
    let [mut mask_a, mut mask_b] = masks;
    for pair in alignment.pairs.iter().filter(|p| p.similarity >= COVERING) {
        mask_a[fa.sentences[pair.a].words.clone()].fill(true);
        mask_b[fb.sentences[pair.b].words.clone()].fill(true);
    }
    [mask_a, mask_b]
}

const SECONDS_PER_DAY: f64 = 86_400.0;

/// See [`Evidence::own_days`].
fn own_days(fa: &Features, fb: &Features) -> Option<f64> {
    let has = |f: &Features, day: u32| f.keys.binary_search(&day).is_ok();
    let own =
        |f: &Features, other: &Features| f.day.is_some_and(|day| has(f, day) && !has(other, day));
    let seconds = fa.published?.0.abs_diff(fb.published?.0);
    // From morning to evening is no day, and from evening to morning is one.
    (own(fa, fb) && own(fb, fa)).then_some((seconds as f64 / SECONDS_PER_DAY).round().max(1.0))
}

/// Days between two intervals, 0 if they touch.
fn days_apart(fa: &Features, fb: &Features) -> Option<f64> {
    let (a, b) = (fa.published?, fb.published?);
    let seconds = (b.0 - a.1).max(a.0 - b.1).max(0);
    Some(seconds as f64 / SECONDS_PER_DAY)
}

fn title(a: &Side<'_>, b: &Side<'_>) -> Option<f64> {
    let (a, b) = (a.page.title.as_ref()?, b.page.title.as_ref()?);
    Some(strsim::sorensen_dice(&a.to_lowercase(), &b.to_lowercase()))
}
