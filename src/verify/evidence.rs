//! Every figure that a verdict rests on, measured on one pair.

use bitvec::vec::BitVec;

use crate::candidates::DocumentFrequencies;
use crate::sketch::{Features, ItemKind, shingles, simhash};
use crate::verify::alignment::{self, Alignment};
use crate::verify::passages::{self, Run};
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
    /// Squared-weight share of each article's items that the other has.
    pub(super) overlap: [f64; 2],
    /// Numbers and dates, shared and not.
    pub(super) facts: Facts,
    /// Items that both have and hardly anyone else.
    pub(super) rare_shared: usize,
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
    /// Words of the shorter body as a share of the longer one.
    pub(super) length_ratio: f64,
    /// Words of `a` outside quotation marks that stand in a passage.
    pub(super) passage_words: usize,
}

/// One in so many items must be shared for a pair to be measured, unless it shares words in order.
const LEAST_ITEMS: usize = 15;

/// Shared shingles from which a pair is measured.
const LEAST_SHINGLES: usize = 3;

/// An item that at most this many other articles have is rare.
const RARE_ELSEWHERE: usize = 30;

impl Evidence {
    /// Whether a pair may share enough to be worth measuring: a quick test that most chance candidates fail.
    ///
    /// Three shingles, or a fifteenth of either article's items by count. A pair below both has no passage and
    /// scores near nothing.
    pub(super) fn may_share(fa: &Features, fb: &Features) -> bool {
        let items = shingles::shared(&fa.keys, &fb.keys);
        let fewer = fa.keys.len().min(fb.keys.len());
        items * LEAST_ITEMS >= fewer
            || shingles::shared(fa.shingles.as_slice(), fb.shingles.as_slice()) >= LEAST_SHINGLES
    }

    /// Measures a pair. Takes some ten microseconds for articles of 300 words that share little, more for copies.
    pub(super) fn measure(a: &Side<'_>, b: &Side<'_>, frequencies: &DocumentFrequencies) -> Self {
        let (fa, fb) = (a.features, b.features);
        let weights_a = alignment::squared_weights(fa, fb, frequencies);
        let weights_b = alignment::squared_weights(fb, fa, frequencies);
        let alignment = alignment::align(fa, fb, &weights_a, &weights_b);
        let tiles = passages::tiles(fa, fb);
        let runs: Vec<Run> = passages::runs(&tiles, &fa.words, &fb.words)
            .into_iter()
            .filter(|r| r.matched >= PASSAGE_WORDS && r.similarity() >= PASSAGE_SIMILARITY)
            .collect();
        let masks = [
            mask(fa.words.len(), runs.iter().map(|r| r.a)),
            mask(fb.words.len(), runs.iter().map(|r| r.b)),
        ];
        let reused = [unquoted(fa, &masks[0]), unquoted(fb, &masks[1])];
        Self {
            jaccard: fa.shingles.jaccard(&fb.shingles),
            containment: [
                fa.shingles.containment_in(&fb.shingles),
                fb.shingles.containment_in(&fa.shingles),
            ],
            reuse: reused.map(|(part, whole)| share(part, whole)),
            coverage: coverage(fa, fb, masks, &alignment),
            overlap: [overlap(fa, fb, &weights_a), overlap(fb, fa, &weights_b)],
            facts: Facts::compare(fa, fb, &weights_a, &weights_b),
            rare_shared: rare_shared(fa, fb, frequencies),
            alignment,
            runs,
            title: title(a, b),
            simhash_distance: simhash::distance(fa.sketch.simhash, fb.sketch.simhash),
            identical: fa.sketch.content.is_some() && fa.sketch.content == fb.sketch.content,
            length_ratio: share(
                fa.words.len().min(fb.words.len()),
                fa.words.len().max(fb.words.len()),
            ),
            passage_words: reused[0].0.min(reused[1].0),
        }
    }
}

/// A bit for each of `n` words, set inside the ranges.
fn mask(n: usize, ranges: impl Iterator<Item = (usize, usize)>) -> BitVec {
    let mut mask = BitVec::repeat(false, n);
    for (start, end) in ranges {
        mask[start..end].fill(true);
    }
    mask
}

/// How many words outside quotation marks `mask` has, of how many.
fn unquoted(f: &Features, mask: &BitVec) -> (usize, usize) {
    let mut own = BitVec::<usize>::repeat(true, f.words.len());
    for quote in &f.quoted {
        own[quote.clone()].fill(false);
    }
    let n = own.count_ones();
    own &= mask;
    (own.count_ones(), n)
}

fn coverage(fa: &Features, fb: &Features, masks: [BitVec; 2], alignment: &Alignment) -> [f64; 2] {
    let [mut mask_a, mut mask_b] = masks;
    for pair in alignment.pairs.iter().filter(|p| p.similarity >= COVERING) {
        mask_a[fa.sentences[pair.a].words.clone()].fill(true);
        mask_b[fb.sentences[pair.b].words.clone()].fill(true);
    }
    [mask_a, mask_b].map(|mask| share(mask.count_ones(), mask.len()))
}

/// The share of the squared weights of what `own` says outside quotation marks that belongs to keys of `other`.
fn overlap(own: &Features, other: &Features, weights: &[f64]) -> f64 {
    let (mut both, mut all) = (0.0, 0.0);
    for said in own.places.chunk_by(|x, y| x.0 == y.0) {
        let key = said[0].0;
        let weight = own.keys.binary_search(&key).map_or(0.0, |i| weights[i]);
        all += weight;
        if other.places.binary_search_by_key(&key, |&(k, _)| k).is_ok() {
            both += weight;
        }
    }
    if all > 0.0 {
        (both / all / alignment::reach(own, other)).min(1.0)
    } else {
        0.0
    }
}

/// Numbers and dates that two articles state.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// How many both state.
    pub(super) shared: usize,
    /// How many the article with fewer such states alone.
    pub(super) apart: usize,
    /// Weight of what each states alone, of the article with less, as a share of that and what both state:
    /// `0.0..1.0`. One fact of full weight is added to the whole, so that a single odd figure is no conflict.
    pub(super) conflict: f64,
}

/// Digits from which a number is telling in full: a "3" is in any two texts by chance.
const TELLING_DIGITS: u32 = 4;

/// Squared weight of an item that no other article has, in a collection of a few thousand.
const FULL_WEIGHT: f64 = 60.0;

impl Facts {
    fn compare(fa: &Features, fb: &Features, weights_a: &[f64], weights_b: &[f64]) -> Self {
        let (a, b) = (values(fa, weights_a), values(fb, weights_b));
        let has =
            |list: &[(u32, f64)], key: u32| list.binary_search_by_key(&key, |&(k, _)| k).is_ok();
        let (both, only_a): (Vec<_>, Vec<_>) = a.iter().partition(|&&(key, _)| has(&b, key));
        let only_b: Vec<(u32, f64)> = b
            .iter()
            .filter(|&&(key, _)| !has(&a, key))
            .copied()
            .collect();
        let weight = |list: &[(u32, f64)]| -> f64 { list.iter().map(|&(_, weight)| weight).sum() };
        let apart = weight(&only_a).min(weight(&only_b));
        Self {
            shared: both.len(),
            apart: only_a.len().min(only_b.len()),
            conflict: apart / (weight(&both) + apart + FULL_WEIGHT),
        }
    }
}

/// The numbers and dates of an article with their weights, by key.
fn values(f: &Features, weights: &[f64]) -> Vec<(u32, f64)> {
    let mut values: Vec<(u32, f64)> = f
        .sentences
        .iter()
        .flat_map(|s| &s.items)
        .filter(|item| matches!(item.kind, ItemKind::Number | ItemKind::Date))
        .map(|item| {
            let weight = f.keys.binary_search(&item.key).map_or(0.0, |i| weights[i]);
            let digits: u32 = f.words[item.word as usize..]
                .iter()
                .take(usize::from(item.n_words))
                .map(|w| w.end - w.start)
                .sum();
            let telling = f64::from(digits.min(TELLING_DIGITS)) / f64::from(TELLING_DIGITS);
            (item.key, weight * telling)
        })
        .collect();
    values.sort_unstable_by_key(|&(key, _)| key);
    values.dedup_by_key(|&mut (key, _)| key);
    values
}

fn rare_shared(fa: &Features, fb: &Features, frequencies: &DocumentFrequencies) -> usize {
    fa.keys
        .iter()
        .filter(|key| fb.keys.binary_search(key).is_ok())
        .filter(|&&key| frequencies.get(key) <= RARE_ELSEWHERE + 2)
        .count()
}

fn title(a: &Side<'_>, b: &Side<'_>) -> Option<f64> {
    let (a, b) = (a.page.title.as_ref()?, b.page.title.as_ref()?);
    Some(strsim::sorensen_dice(&a.to_lowercase(), &b.to_lowercase()))
}
