//! Sentences that say the same thing, each the other's best.
//!
//! **In** the sentences of two articles as bags of items, and the items' weights. **Out** pairs of sentences, with
//! the weight they share and the values that differ in the same place.
//!
//! Whole-document similarity cannot tell a rewrite from another report of the same event: both use the same words.
//! A rewrite also says them in the same sentences. So each sentence is given to the one most like it in the other
//! article, and only mutual choices count.
//!
//! The similarity of two sentences is the sum of squared weights of their shared items over the geometric mean of
//! the sums of each: a cosine in which a rare word counts much more than a common one. Where both have a vector of the
//! caller's (see [`vectors`](super::vectors)) and mean the same by it, their similarity is that cosine if it is larger.

use crate::candidates::DocumentFrequencies;
use crate::sketch::{Features, Item, ItemKind};
use crate::text::Lang;
use crate::verify::counterparts::Counterpart;
use crate::verify::vectors::on_both;

/// Sentences less alike than this are not paired, even if nothing is more alike.
const LEAST: f64 = 0.15;

/// Sentences at least this much alike can contradict one another.
const SAME_STATEMENT: f64 = 0.3;

/// About the share of a text's weight that its translation can have in common with it without a dictionary: names,
/// numbers, dates and loan words. What two languages share is measured against this part.
const ACROSS_LANGUAGES: f64 = 1.0 / 3.0;

/// Cosine of two centred vectors from which two sentences mean the same. See `docs/algorithms.md` for what was measured.
const SAME_MEANING: f64 = 0.5;

/// The largest share that two articles can have in common, by their languages.
pub(super) fn reach(a: &Features, b: &Features) -> f64 {
    let unknown = a.lang == Lang::UND || b.lang == Lang::UND;
    if unknown || a.lang.of_words() == b.lang.of_words() {
        1.0
    } else {
        ACROSS_LANGUAGES
    }
}

/// Two sentences, each the other's best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Aligned {
    /// Index into the first article's sentences.
    pub(super) a: usize,
    /// Index into the second article's sentences.
    pub(super) b: usize,
    /// `0.0..=1.0`.
    pub(super) similarity: f64,
    /// Sum of squared weights of what they share.
    pub(super) shared: f64,
    /// Whether their vectors say more than their words, so that `similarity` and `shared` are told by them.
    pub(super) by_meaning: bool,
}

/// How two articles' sentences go together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alignment {
    /// Pairs, in the order of the first article.
    pub(super) pairs: Vec<Aligned>,
    /// Share of the first article's weight that its partners share, `0.0..=1.0`.
    pub(super) share_a: f64,
    /// Share of the second article's weight that its partners share, `0.0..=1.0`.
    pub(super) share_b: f64,
    /// Similarity of the first sentences, `0.0..=1.0`.
    pub(super) lead: f64,
    /// Items that differ in the same place of aligned sentences: (of `a`, of `b`).
    pub(super) contradictions: Vec<(Item, Item)>,
}

impl Alignment {
    /// Pairs that follow one another in both articles, beyond what chance would put in order, as a share of the `n`
    /// sentences of the shorter article: `0.0..=1.0`.
    ///
    /// Of `m` pairs in random order about `2 √m` do.
    pub(super) fn in_order(&self, n: usize) -> f64 {
        // The least end of a chain of each length.
        let mut ends: Vec<usize> = Vec::new();
        for pair in &self.pairs {
            let at = ends.partition_point(|&end| end < pair.b);
            match ends.get_mut(at) {
                Some(end) => *end = pair.b,
                None => ends.push(pair.b),
            }
        }
        let chance = (2.0 * (self.pairs.len() as f64).sqrt()).min(ends.len() as f64);
        (ends.len() as f64 - chance) / (n as f64 - 2.0 * (n as f64).sqrt()).max(1.0)
    }
}

/// Squared weights of the keys of one article, in the order of [`Features::keys`].
pub(super) fn squared_weights(
    own: &Features,
    other: &Features,
    frequencies: &DocumentFrequencies,
) -> Vec<f64> {
    let among = frequencies.among([own.lang, other.lang]);
    own.keys
        .iter()
        .map(|&key| {
            let holders = 1 + usize::from(other.keys.binary_search(&key).is_ok());
            let weight = frequencies.weight(key, holders, among);
            weight * weight
        })
        .collect()
}

/// Aligns the sentences of `a` and `b`; the weights are those of [`squared_weights`], and `counterparts` are words of
/// the one that stand for words of the other.
///
/// Takes O(`s t`) for `s` and `t` sentences, and a little for every item that both have.
pub(super) fn align(
    a: &Features,
    b: &Features,
    weights: [&[f64]; 2],
    counterparts: &[Counterpart],
) -> Alignment {
    let [weights_a, weights_b] = weights;
    let totals_a = totals(a, weights_a);
    let totals_b = totals(b, weights_b);
    let n_b = b.sentences.len();
    let mut shared = shared_weights(a, b, weights_a);
    for pair in counterparts {
        for &(_, i) in said(a, a.keys[pair.a]) {
            for &(_, j) in said(b, b.keys[pair.b]) {
                shared[i as usize * n_b + j as usize] += pair.weight;
            }
        }
    }
    // The roots are taken once a sentence, not once a pair of them.
    let (roots_a, roots_b) = (inverse_roots(&totals_a), inverse_roots(&totals_b));
    let reach = reach(a, b);
    let lexical =
        |i: usize, j: usize| (shared[i * n_b + j] * roots_a[i] * roots_b[j] / reach).min(1.0);
    let meanings = Meanings::new(a, b, &totals_a, &totals_b);
    let meaning = |i: usize, j: usize| meanings.get(i, j);
    let similarity = |i: usize, j: usize| lexical(i, j).max(meaning(i, j));
    let best_of_b: Vec<usize> = (0..n_b)
        .map(|j| best(a.sentences.len(), |i| similarity(i, j)))
        .collect();
    let mut pairs = Vec::new();
    for i in 0..a.sentences.len() {
        let j = best(n_b, |j| similarity(i, j));
        if j < n_b && best_of_b[j] == i && similarity(i, j) >= LEAST {
            let by_meaning = meaning(i, j) > lexical(i, j);
            pairs.push(Aligned {
                a: i,
                b: j,
                similarity: similarity(i, j),
                shared: if by_meaning {
                    // What sentences of this similarity share when words tell of it.
                    meaning(i, j) * (totals_a[i] * totals_b[j]).sqrt() * reach
                } else {
                    shared[i * n_b + j]
                },
                by_meaning,
            });
        }
    }
    let matched: f64 = pairs.iter().map(|p| p.shared).sum();
    let share = |totals: &[f64]| {
        let all: f64 = totals.iter().sum();
        if all > 0.0 {
            (matched / all / reach).min(1.0)
        } else {
            0.0
        }
    };
    Alignment {
        share_a: share(&totals_a),
        share_b: share(&totals_b),
        lead: if a.sentences.is_empty() || n_b == 0 {
            0.0
        } else {
            similarity(0, 0)
        },
        contradictions: contradictions(a, b, &pairs),
        pairs,
    }
}

/// How much two sentences mean the same by their vectors.
struct Meanings {
    n_b: usize,
    /// Row by row; empty where either article has no vectors.
    cosines: Vec<f64>,
}

impl Meanings {
    /// Those of sentences that say something outside quotation marks: speech is the speaker's, in any words.
    fn new(a: &Features, b: &Features, totals_a: &[f64], totals_b: &[f64]) -> Self {
        let n_b = b.sentences.len();
        let mut cosines = Vec::new();
        if on_both(a, b) {
            cosines.resize(a.sentences.len() * n_b, 0.0);
            for (i, x) in a.vectors.iter().enumerate() {
                for (j, y) in b.vectors.iter().enumerate() {
                    if let (Some(x), Some(y)) = (x, y)
                        && totals_a[i] > 0.0
                        && totals_b[j] > 0.0
                    {
                        let cosine = x.cosine(y);
                        if cosine >= SAME_MEANING {
                            cosines[i * n_b + j] = cosine;
                        }
                    }
                }
            }
        }
        Self { n_b, cosines }
    }

    /// The cosine of sentences `i` and `j` if they mean the same, else 0.
    fn get(&self, i: usize, j: usize) -> f64 {
        self.cosines.get(i * self.n_b + j).copied().unwrap_or(0.0)
    }
}

/// `1 / √x` of each, and 0 for 0.
fn inverse_roots(totals: &[f64]) -> Vec<f64> {
    let inverse = |&x: &f64| if x > 0.0 { x.sqrt().recip() } else { 0.0 };
    totals.iter().map(inverse).collect()
}

/// The place of the largest value of `0..n`, the first of equals; `n` if there is none.
fn best(n: usize, value: impl Fn(usize) -> f64) -> usize {
    (0..n)
        .map(|i| (value(i), i))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map_or(n, |(_, i)| i)
}

/// The summed weight of each sentence.
fn totals(f: &Features, weights: &[f64]) -> Vec<f64> {
    let mut totals = vec![0.0; f.sentences.len()];
    for said in f.places.chunk_by(|x, y| x.0 == y.0) {
        let weight = f.keys.binary_search(&said[0].0).map_or(0.0, |i| weights[i]);
        for &(_, sentence) in said {
            totals[sentence as usize] += weight;
        }
    }
    totals
}

/// Where `key` is said outside quotation marks.
fn said(f: &Features, key: u32) -> &[(u32, u32)] {
    let rest = &f.places[f.places.partition_point(|p| p.0 < key)..];
    &rest[..rest.partition_point(|p| p.0 == key)]
}

/// For each pair of sentences the summed weight of the items they share, row by row.
fn shared_weights(a: &Features, b: &Features, weights: &[f64]) -> Vec<f64> {
    let n_b = b.sentences.len();
    let mut shared = vec![0.0; a.sentences.len() * n_b];
    let mut rest = b.places.as_slice();
    for run in a.places.chunk_by(|x, y| x.0 == y.0) {
        let key = run[0].0;
        rest = &rest[rest.partition_point(|p| p.0 < key)..];
        let others = &rest[..rest.partition_point(|p| p.0 == key)];
        if others.is_empty() {
            continue;
        }
        let weight = a.keys.binary_search(&key).map_or(0.0, |i| weights[i]);
        for &(_, i) in run {
            for &(_, j) in others {
                shared[i as usize * n_b + j as usize] += weight;
            }
        }
    }
    shared
}

/// Numbers and dates that stand in the same place of aligned sentences and differ.
///
/// A value that the other article states anywhere is no contradiction, only another order.
fn contradictions(a: &Features, b: &Features, pairs: &[Aligned]) -> Vec<(Item, Item)> {
    let mut found = Vec::new();
    for pair in pairs.iter().filter(|p| p.similarity >= SAME_STATEMENT) {
        let values = |f: &Features, other: &Features, sentence: usize| -> Vec<Item> {
            f.sentences[sentence]
                .items
                .iter()
                .filter(|item| matches!(item.kind, ItemKind::Number | ItemKind::Date))
                .filter(|item| other.keys.binary_search(&item.key).is_err())
                .copied()
                .collect()
        };
        let others = values(b, a, pair.b);
        for x in values(a, b, pair.a) {
            let place = others
                .iter()
                .find(|y| x.kind == y.kind && same_place(a, b, &x, y) && !same_words(a, b, &x, y));
            if let Some(y) = place {
                found.push((x, *y));
            }
        }
    }
    found.sort_unstable_by_key(|(x, y)| (x.word, y.word));
    found
}

/// Whether one of two items is said in the words of the other: a Monday of another week, in a text that came out again,
/// or a number without the unit that stands elsewhere (`0,75 sampai 2 hektare`).
fn same_words(a: &Features, b: &Features, x: &Item, y: &Item) -> bool {
    let forms = |f: &Features, item: &Item| {
        let words = item.word as usize..item.word as usize + usize::from(item.n_words);
        f.words[words].iter().map(|w| w.form).collect::<Vec<_>>()
    };
    let (x, y) = (forms(a, x), forms(b, y));
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    long.starts_with(&short) || long.ends_with(&short)
}

/// Whether the words before or after two items are the same.
fn same_place(a: &Features, b: &Features, x: &Item, y: &Item) -> bool {
    let form = |f: &Features, i: Option<usize>| i.and_then(|i| f.words.get(i)).map(|w| w.form);
    let before = |f, item: &Item| form(f, (item.word as usize).checked_sub(1));
    let after = |f, item: &Item| form(f, Some(item.word as usize + usize::from(item.n_words)));
    let equal = |p: Option<u32>, q: Option<u32>| p.is_some() && p == q;
    equal(before(a, x), before(b, y)) || equal(after(a, x), after(b, y))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of the second article, in the order of their partners in the first.
    fn alignment(order: &[usize]) -> Alignment {
        let pair = |(a, &b): (usize, &usize)| Aligned {
            a,
            b,
            similarity: 0.5,
            shared: 1.0,
            by_meaning: false,
        };
        Alignment {
            pairs: order.iter().enumerate().map(pair).collect(),
            ..Alignment::default()
        }
    }

    #[test]
    fn sentences_in_order_count_beyond_chance() {
        let straight: Vec<usize> = (0..16).collect();
        assert!((alignment(&straight).in_order(16) - 1.0).abs() < 1e-12);
        let turned: Vec<usize> = (0..16).rev().collect();
        assert!(alignment(&turned).in_order(16).abs() < 1e-12);
        // As many as chance puts in order say nothing; half of a longer article says half.
        assert!(alignment(&straight[..4]).in_order(16).abs() < 1e-12);
        assert!((0.3..0.5).contains(&alignment(&straight).in_order(36)));
        assert!(alignment(&[]).in_order(0).abs() < 1e-12);
    }
}
