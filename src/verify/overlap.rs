//! What two articles have in common when each is taken as a bag: items, phrases, facts.
//!
//! **In** the features of two articles and the frequencies of the collection. **Out** [`Overlap`]: shares of squared
//! weight, rare items, and the numbers and dates that differ. It needs no sentence and no word to be compared with
//! another, so it is a tenth of the work of comparing a pair, and tells most chance pairs from the rest.

use crate::candidates::{Candidate, DocumentFrequencies};
use crate::sketch::{Features, ItemKind, shingles};
use crate::text::Lang;
use crate::text::stem::Stemmer;
use crate::verify::collection::{Closeness, Collection, Runs};
use crate::verify::counterparts::{self, Counterpart};
use crate::verify::{alignment, mean};

/// An item of which it is known that at most one other article in so many has it is rare; so the count of them is much
/// the same in a collection of a thousand and of thirty thousand.
const RARE: f64 = 1000.0;

/// Two articles as bags.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Overlap {
    /// Squared weights of each article's keys, in their order.
    pub(super) weights: [Vec<f64>; 2],
    /// Squared weight of what both say, each item counted once.
    pub(super) shared_weight: f64,
    /// Words of either that stand for one of the other without being the same.
    pub(super) counterparts: Vec<Counterpart>,
    /// Squared-weight share of each article's items that the other has, itself or in another word.
    pub(super) items: [f64; 2],
    /// The same share of pairs of neighbouring content words.
    pub(super) phrases: [f64; 2],
    /// Runs of three words that both have.
    pub(super) runs: Runs,
    /// Squared-weight share of each article's runs of letters that the other has; of two languages, of the beginnings
    /// of its words.
    pub(super) letters: [f64; 2],
    /// `letters` beside what the two articles have in common with others.
    pub(super) closeness: Closeness,
    /// Which of the two is the later one, if their dates tell.
    pub(super) later: Option<usize>,
    /// Numbers and dates, shared and not.
    pub(super) facts: Facts,
    /// Items that both have and hardly anyone else.
    pub(super) rare: usize,
    /// Shared word shingles.
    pub(super) shingles: usize,
    /// Words of the shorter body.
    pub(super) words: usize,
    /// Whether the articles are in different languages.
    pub(super) across: bool,
    /// Whether either language has no stemmer, so that a word in another form is another word.
    pub(super) unstemmed: bool,
    /// Articles of the collection that are in these languages, which the weights come from.
    pub(super) n_articles: usize,
}

impl Overlap {
    /// Measures a pair. Takes some microseconds for articles of 300 words.
    pub(super) fn measure(
        pair: &Candidate,
        fa: &Features,
        fb: &Features,
        collection: &Collection<'_>,
    ) -> Self {
        let frequencies = collection.frequencies();
        let weights = [
            alignment::squared_weights(fa, fb, frequencies),
            alignment::squared_weights(fb, fa, frequencies),
        ];
        let across = are_across(fa, fb);
        let counterparts =
            counterparts::counterparts(fa, fb, [&weights[0], &weights[1]], collection.relations);
        let in_other_words: f64 = counterparts.iter().map(|pair| pair.weight).sum();
        let (of_a, all_a) = said(fa, fb, &weights[0]);
        let (of_b, all_b) = said(fb, fa, &weights[1]);
        let reach = alignment::reach(fa, fb);
        let part = |both: f64, all: f64| {
            if all > 0.0 {
                ((both + in_other_words) / all / reach).min(1.0)
            } else {
                0.0
            }
        };
        let letters = collection.letters([pair.a, pair.b], fa, fb);
        Self {
            items: [part(of_a, all_a), part(of_b, all_b)],
            shared_weight: of_a.min(of_b) + in_other_words,
            counterparts,
            runs: collection.runs([pair.a, pair.b], fa, fb),
            letters,
            later: later(fa, fb),
            closeness: collection.closeness([pair.a, pair.b], mean(letters), across),
            phrases: [phrases(fa, fb, &weights[0]), phrases(fb, fa, &weights[1])],
            facts: Facts::compare(fa, fb, &weights[0], &weights[1]),
            rare: rare_shared(fa, fb, frequencies),
            shingles: shingles::shared(fa.shingles.as_slice(), fb.shingles.as_slice()),
            words: fa.words.len().min(fb.words.len()),
            across,
            unstemmed: [fa, fb]
                .iter()
                .any(|f| f.lang != Lang::UND && !Stemmer::knows(f.lang)),
            n_articles: frequencies.among([fa.lang, fb.lang]),
            weights,
        }
    }
}

impl Overlap {
    /// What the later article has of a share of each; the larger of both if neither is known to be later.
    pub(super) fn of_later(&self, shares: [f64; 2]) -> f64 {
        self.later
            .map_or(shares[0].max(shares[1]), |later| shares[later])
    }
}

/// Which of two articles is from after the other.
pub(super) fn later(fa: &Features, fb: &Features) -> Option<usize> {
    let (a, b) = (fa.published?, fb.published?);
    // A day ends where the next begins.
    if a.1 <= b.0 && a.0 < b.0 {
        Some(1)
    } else if b.1 <= a.0 && b.0 < a.0 {
        Some(0)
    } else {
        None
    }
}

/// Whether two articles are in different languages, so that only names, numbers and loans can meet.
pub(super) fn are_across(fa: &Features, fb: &Features) -> bool {
    alignment::reach(fa, fb) < 1.0
}

/// The squared weight of what `own` says outside quotation marks: of the keys that `other` has too, and of all.
fn said(own: &Features, other: &Features, weights: &[f64]) -> (f64, f64) {
    let (mut both, mut all) = (0.0, 0.0);
    for said in own.places.chunk_by(|x, y| x.0 == y.0) {
        let key = said[0].0;
        let weight = own.keys.binary_search(&key).map_or(0.0, |i| weights[i]);
        all += weight;
        if other.places.binary_search_by_key(&key, |&(k, _)| k).is_ok() {
            both += weight;
        }
    }
    (both, all)
}

/// The share of the weight of neighbouring content words in `own` that `other` has as neighbours too.
///
/// A pair weighs the square of the sum of what its words weigh: a count of pairs would need far more memory than one
/// of words, and says nearly the same.
fn phrases(own: &Features, other: &Features, weights: &[f64]) -> f64 {
    let root = |key| {
        own.keys
            .binary_search(&key)
            .map_or(0.0, |i| weights[i].sqrt())
    };
    let (mut both, mut all) = (0.0, 0.0);
    let mut rest = other.neighbours.as_slice();
    for of_left in own.neighbours.chunk_by(|x, y| x.0 == y.0) {
        let left = root(of_left[0].0);
        for &(key, right) in of_left {
            let weight = (left + root(right)).powi(2);
            all += weight;
            rest = &rest[rest.partition_point(|&pair| pair < (key, right))..];
            if rest.first() == Some(&(key, right)) {
                both += weight;
            }
        }
    }
    if all > 0.0 { both / all } else { 0.0 }
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

/// How many items both have outside quotation marks that few others do.
fn rare_shared(fa: &Features, fb: &Features, frequencies: &DocumentFrequencies) -> usize {
    let among = frequencies.among([fa.lang, fb.lang]);
    let mut keys: Vec<u32> = fa.places.iter().map(|&(key, _)| key).collect();
    keys.dedup();
    let is_shared = |key: &&u32| fb.places.binary_search_by_key(*key, |&(k, _)| k).is_ok();
    keys.iter()
        .filter(|&&key| frequencies.weight(key, 2, among) >= RARE.ln())
        .filter(is_shared)
        .count()
}
