//! What a pair is measured against: how common the things it shares are, and how near others come.

use crate::article::ArticleIdx;
use crate::candidates::{Candidate, DocumentFrequencies};
use crate::sketch::{Features, Relations, shingles};
use crate::verify::{mean, overlap};

/// A collection as seen from one of its pairs.
///
/// Built once for all pairs; an [`ArticleIdx`] is a place in the features it was built from.
#[derive(Clone, Debug, PartialEq)]
pub struct Collection<'r> {
    /// Which words may stand for which.
    pub(super) relations: &'r Relations,
    frequencies: DocumentFrequencies,
    /// Summed squared weights of each article's runs of letters, and of the beginnings of its words.
    weights: Vec<[f64; 2]>,
    /// Summed squared weights of each article's runs of three words.
    run_weights: Vec<f64>,
    /// The two largest means of [`letters`](Self::letters) that each article has with others in its language, and with
    /// others in another.
    nearest: Vec<[[f64; 2]; 2]>,
}

impl<'r> Collection<'r> {
    /// The collection of `features`, of which `candidates` may be compared, with words that may stand for one another;
    /// `frequencies` count `features`, and what other articles there are.
    ///
    /// Takes time linear in items and runs of letters, and some microseconds for each candidate.
    #[must_use]
    pub fn new(
        features: &[Features],
        candidates: &[Candidate],
        relations: &'r Relations,
        frequencies: DocumentFrequencies,
    ) -> Self {
        let mut collection = Self {
            relations,
            frequencies,
            weights: Vec::with_capacity(features.len()),
            run_weights: Vec::with_capacity(features.len()),
            nearest: vec![[[0.0; 2]; 2]; features.len()],
        };
        for f in features {
            let sum = |keys: &[u32], across| -> f64 {
                let weights = keys.iter().map(|&key| collection.weight(key, 1, across));
                weights.sum()
            };
            let sums = [sum(&f.grams, false), sum(&f.cognates, true)];
            collection.weights.push(sums);
            let sum = f.run_keys().map(|run| collection.run_weight(run, 1)).sum();
            collection.run_weights.push(sum);
        }
        for pair in candidates {
            let (a, b) = (&features[pair.a.get()], &features[pair.b.get()]);
            let share = mean(collection.letters([pair.a, pair.b], a, b));
            let across = usize::from(overlap::are_across(a, b));
            for of in [pair.a, pair.b] {
                let [nearest, next] = &mut collection.nearest[of.get()][across];
                *next = next.max(share.min(*nearest));
                *nearest = nearest.max(share);
            }
        }
        collection
    }

    /// How common each item is.
    #[must_use]
    pub fn frequencies(&self) -> &DocumentFrequencies {
        &self.frequencies
    }

    /// The squared-weight shares of the runs of letters of `a` and of `b` that the other has, each `0.0..=1.0`; of two
    /// languages, those of the beginnings of words.
    pub(super) fn letters(&self, of: [ArticleIdx; 2], a: &Features, b: &Features) -> [f64; 2] {
        let across = overlap::are_across(a, b);
        let (of_a, of_b) = if across {
            (&a.cognates, &b.cognates)
        } else {
            (&a.grams, &b.grams)
        };
        let (mut both, mut alone) = (0.0, 0.0);
        shingles::each_shared(of_a, of_b, |&key| {
            both += self.weight(key, 2, across);
            alone += self.weight(key, 1, across);
        });
        of.map(|article| {
            let whole = self.weights[article.get()][usize::from(across)] - alone + both;
            if whole > 0.0 { both / whole } else { 0.0 }
        })
    }

    /// The runs of three words that `a` and `b` both have.
    pub(super) fn runs(&self, of: [ArticleIdx; 2], a: &Features, b: &Features) -> Runs {
        let (mut both, mut alone) = (0.0, 0.0);
        let mut only_here = Vec::new();
        let mut rest = b.runs.as_slice();
        for places in a.runs.chunk_by(|x, y| x.0 == y.0) {
            let run = places[0].0;
            rest = &rest[rest.iter().take_while(|other| other.0 < run).count()..];
            if rest.first().is_none_or(|other| other.0 != run) {
                continue;
            }
            both += self.run_weight(run, 2);
            alone += self.run_weight(run, 1);
            if self.frequencies.of_run(run) <= HOLDERS {
                only_here.extend(places.iter().map(|&(_, place)| place));
            }
        }
        only_here.sort_unstable();
        Runs {
            weight: both,
            shares: of.map(|article| {
                let whole = self.run_weights[article.get()] - alone + both;
                if whole > 0.0 { both / whole } else { 0.0 }
            }),
            only_here,
        }
    }

    /// The mean `share` of letters of two articles, in two languages if `across`, against the largest that either has
    /// with anyone in its language, or in another.
    pub(super) fn closeness(&self, of: [ArticleIdx; 2], share: f64, across: bool) -> Closeness {
        let (mut nearest, mut other) = (share, 0.0_f64);
        for [first, second] in of.map(|article| self.nearest[article.get()][usize::from(across)]) {
            nearest = nearest.max(first);
            other = other.max(if first > share { first } else { second });
        }
        let part = |x: f64, whole: f64| if whole > 0.0 { x / whole } else { 0.0 };
        Closeness {
            to_nearest: part(share, nearest),
            ahead: part((share - other).max(0.0), share),
        }
    }

    fn run_weight(&self, run: u32, own: usize) -> f64 {
        self.frequencies.run_weight(run, own).powi(2)
    }

    fn weight(&self, key: u32, own: usize, across: bool) -> f64 {
        let weight = if across {
            self.frequencies.cognate_weight(key, own)
        } else {
            self.frequencies.gram_weight(key, own)
        };
        weight * weight
    }
}

/// Articles that have a run of words which is the two's own: they and, at most, one more that copied it as well.
const HOLDERS: usize = 3;

/// The runs of three words that two articles both have, quotations included.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Runs {
    /// Their squared weight, 1 for one that nobody else has.
    pub(super) weight: f64,
    /// What share of the squared weight of each article's runs that is, `0.0..=1.0`.
    pub(super) shares: [f64; 2],
    /// Where in the first article those begin that hardly any other article has, ascending.
    pub(super) only_here: Vec<u32>,
}

/// How a pair stands beside the other pairs of its articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Closeness {
    /// What the two share as a part of the most that either shares with anyone: `0.0..=1.0`, and 1 where they are each
    /// other's nearest.
    pub(super) to_nearest: f64,
    /// By how much it exceeds the most that either shares with anyone else, as a part of it: `0.0..=1.0`.
    pub(super) ahead: f64,
}
