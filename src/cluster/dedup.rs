//! Groups of near-identical texts: exact similarity, found by banding.
//!
//! **In** texts, one at a time. **Out** groups in which every text has, with some other text of the group, an exact
//! Jaccard similarity of word shingles at or above a threshold.
//!
//! Signatures only propose pairs; a pair counts when the shingle sets themselves say so, so no text is ever dropped
//! on an estimate. What banding may *miss* is known: a pair of similarity .7 is found with probability .9998, one at
//! .5 with .87 under 32 × 4 bands; for thresholds below .6, 64 × 2 bands are used, which find .5 with 1 − 10⁻⁸.
//!
//! Groups are connected components, as a filter for training data needs them: a group may be a chain whose ends
//! share little. [`Group::min_similarity`] and [`Group::bridges`] say when that is so.
//!
//! A text of fewer words than a shingle is known by all its words; a text without words equals nothing.

use crate::candidates::{Bands, band_keys};
use crate::cluster::graph::{Groups, bridges};
use crate::error::{Error, Result, Warning};
use crate::sketch::{MinHash, ShingleKind, ShingleSet, hash};
use crate::text::tokens::tokens;

/// Slots of a signature; both band presets use all of them.
const SLOTS: u16 = 128;

/// Words in a shingle.
const SHINGLE: ShingleKind = ShingleKind::Words(5);

/// Below this threshold wide bands are needed to find pairs.
const WIDE_BELOW: f64 = 0.6;

/// A bucket of more distinct texts than this is boilerplate: its texts are compared with their neighbours only.
const MAX_BUCKET: usize = 1000;

/// Groups of more distinct texts than this have their minimum taken over so many of them, evenly spaced.
const MAX_COMPARED: usize = 500;

/// Texts that hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their numbers in the order of insertion, ascending; two or more.
    pub members: Vec<usize>,
    /// The lowest exact similarity of any two members, `0.0..=1.0`.
    ///
    /// In a group of more than 500 distinct texts it is the lowest among 500 of them, an upper bound.
    pub min_similarity: f64,
    /// Pairs at or above the threshold without which the group falls apart, sorted; the first of twins stands for
    /// them. Not looked for in a group of more than 500 distinct texts.
    pub bridges: Vec<[usize; 2]>,
}

/// An index of texts that finds near-duplicates, one text at a time or all at once.
///
/// Takes about 3 KB a text of 400 words.
///
/// # Examples
/// ```
/// use silsilah::cluster::Deduplicator;
///
/// let mut index = Deduplicator::new(0.5)?;
/// index.insert("Banjir merendam tiga desa di hilir sungai sejak Minggu malam, kata kepala desa.");
/// index.insert("Pasar ikan dibuka kembali setelah perbaikan atap selesai pekan lalu.");
/// index.insert("Banjir merendam tiga desa di hilir sungai sejak Minggu malam, kata seorang warga.");
///
/// let groups = index.groups();
/// assert_eq!(groups.len(), 1);
/// assert_eq!(groups[0].members, [0, 2]);
///
/// let found = index.query("Banjir merendam tiga desa di hilir sungai sejak Minggu malam.");
/// assert_eq!(found[0].0, 0);
/// # Ok::<(), silsilah::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Deduplicator {
    threshold: f64,
    bands: Bands,
    sets: Vec<ShingleSet>,
    buckets: Runs,
}

impl Deduplicator {
    /// An empty index for pairs of similarity `threshold` or more.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if `threshold` is not above 0 and at most 1.
    pub fn new(threshold: f64) -> Result<Self> {
        if !(threshold > 0.0 && threshold <= 1.0) {
            let reason = format!("{threshold}; give a similarity above 0 and at most 1");
            return Err(Error::value("threshold", reason));
        }
        Ok(Self {
            threshold,
            bands: if threshold < WIDE_BELOW {
                Bands::WIDE
            } else {
                Bands::COPY
            },
            sets: Vec::new(),
            buckets: Runs::default(),
        })
    }

    /// The shingle set that [`insert_set`](Self::insert_set) takes; a pure function that may run on any thread.
    #[must_use]
    pub fn shingles(text: &str) -> ShingleSet {
        let words: Vec<u64> = tokens(text).iter().map(|t| hash::word(t.form)).collect();
        ShingleSet::new(&words, SHINGLE)
    }

    /// Adds a text and returns its number, from 0.
    pub fn insert(&mut self, text: &str) -> usize {
        self.insert_set(Self::shingles(text))
    }

    /// Adds a text by its shingles and returns its number, from 0.
    pub fn insert_set(&mut self, set: ShingleSet) -> usize {
        let number = self.sets.len();
        let keys = self.keys(&set);
        self.buckets
            .add(keys.into_iter().map(|key| (key, number as u32)));
        self.sets.push(set);
        number
    }

    /// The number of texts added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// Whether no text was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// The texts whose similarity to `text` is at or above the threshold, with it; the most similar first, equals
    /// by number.
    #[must_use]
    pub fn query(&self, text: &str) -> Vec<(usize, f64)> {
        let set = Self::shingles(text);
        let mut met: Vec<u32> = self
            .keys(&set)
            .iter()
            .flat_map(|&key| self.buckets.get(key))
            .collect();
        met.sort_unstable();
        met.dedup();
        let mut found: Vec<(usize, f64)> = met
            .into_iter()
            .map(|i| (i as usize, set.jaccard(&self.sets[i as usize])))
            .filter(|&(_, similarity)| similarity >= self.threshold)
            .collect();
        found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        found
    }

    /// Adds all texts of `other` after those of this index: its text 0 gets the number [`len`](Self::len).
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the thresholds differ.
    pub fn merge(mut self, other: Self) -> Result<Self> {
        if self.threshold.to_bits() != other.threshold.to_bits() {
            let reason = format!(
                "{} and {} cannot be merged",
                self.threshold, other.threshold
            );
            return Err(Error::value("threshold", reason));
        }
        let shift = self.sets.len() as u32;
        self.buckets.add(
            other
                .buckets
                .sorted()
                .into_iter()
                .map(|(key, i)| (key, i + shift)),
        );
        self.sets.extend(other.sets);
        Ok(self)
    }

    /// The groups of all texts, in the order of their first members.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        self.grouping().0
    }

    /// [`groups`](Self::groups), and warnings of buckets too large to compare all pairs of.
    #[must_use]
    pub fn grouping(&self) -> (Vec<Group>, Vec<Warning>) {
        let mut groups = Groups::new(self.sets.len());
        // Twins first: each further copy of a text costs nothing below.
        let twins = self.join_twins(&mut groups);
        let mut warnings = Vec::new();
        for bucket in self.buckets.sorted().chunk_by(|x, y| x.0 == y.0) {
            let texts: Vec<u32> = bucket
                .iter()
                .map(|&(_, i)| i)
                .filter(|&i| twins[i as usize] == i)
                .collect();
            if texts.len() > MAX_BUCKET {
                warnings.push(Warning::new(
                    "large-bucket",
                    format!("text number {}", texts[0]),
                    format!(
                        "{} texts in one bucket, more than {MAX_BUCKET}: compared with the first and the one before only",
                        texts.len()
                    ),
                ));
            }
            self.join_bucket(&texts, &mut groups);
        }
        let described = groups
            .members()
            .iter()
            .map(|g| self.describe(g, &twins))
            .collect();
        warnings.sort();
        warnings.dedup();
        (described, warnings)
    }

    /// Joins texts with the same shingles; gives for each text the first of its twins.
    fn join_twins(&self, groups: &mut Groups) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.sets.len() as u32).collect();
        let set = |i: u32| self.sets[i as usize].as_slice();
        order.sort_unstable_by(|&x, &y| set(x).cmp(set(y)).then(x.cmp(&y)));
        let mut first = order.clone();
        for twins in order.chunk_by(|&x, &y| set(x) == set(y)) {
            for &i in twins {
                // A text without words equals nothing, not even another one.
                first[i as usize] = if set(i).is_empty() { i } else { twins[0] };
                groups.join(first[i as usize], i);
            }
        }
        first
    }

    /// Joins the texts of a bucket that are similar; two that hang together already are not compared.
    fn join_bucket(&self, texts: &[u32], groups: &mut Groups) {
        let large = texts.len() > MAX_BUCKET;
        for (i, &x) in texts.iter().enumerate() {
            for (j, &y) in texts[..i].iter().enumerate() {
                if large && j > 0 && j + 1 < i {
                    continue;
                }
                if groups.find(x) != groups.find(y) && self.similar(x, y) {
                    groups.join(x, y);
                }
            }
        }
    }

    fn similar(&self, x: u32, y: u32) -> bool {
        let (x, y) = (&self.sets[x as usize], &self.sets[y as usize]);
        x.jaccard_bound(y) >= self.threshold && x.jaccard(y) >= self.threshold
    }

    fn describe(&self, members: &[u32], twins: &[u32]) -> Group {
        let distinct: Vec<u32> = members
            .iter()
            .copied()
            .filter(|&i| twins[i as usize] == i)
            .collect();
        let step = distinct.len().div_ceil(MAX_COMPARED).max(1);
        let compared: Vec<u32> = distinct.iter().copied().step_by(step).collect();
        let mut lowest = 1.0f64;
        let mut edges = Vec::new();
        for (i, &x) in compared.iter().enumerate() {
            for (j, &y) in compared.iter().enumerate().skip(i + 1) {
                let similarity = self.sets[x as usize].jaccard(&self.sets[y as usize]);
                lowest = lowest.min(similarity);
                if similarity >= self.threshold {
                    edges.push((i as u32, j as u32));
                }
            }
        }
        let found = if step == 1 {
            bridges(compared.len(), &edges)
        } else {
            Vec::new()
        };
        Group {
            members: members.iter().map(|&i| i as usize).collect(),
            min_similarity: lowest,
            bridges: found
                .into_iter()
                .map(|(i, j)| [i, j].map(|i| compared[i as usize] as usize))
                .collect(),
        }
    }

    fn keys(&self, set: &ShingleSet) -> Vec<u64> {
        // `SLOTS` is within the range that `MinHash` takes, so there is always a signature.
        MinHash::new(set.as_slice(), SLOTS)
            .map(|minhash| band_keys(&minhash, SHINGLE, self.bands))
            .unwrap_or_default()
    }
}

/// Buckets as sorted arrays of (key, text), each at least twice as long as the next.
///
/// Adding one text costs O(`log n`) amortised, like counting in binary: equal lengths are merged. Looking a key up
/// takes a binary search in each array.
///
/// Source: J. Bentley and J. Saxe, "Decomposable searching problems I: static-to-dynamic transformation", 1980.
#[derive(Clone, Debug, Default)]
struct Runs(Vec<Vec<(u64, u32)>>);

impl Runs {
    fn add(&mut self, entries: impl Iterator<Item = (u64, u32)>) {
        let mut new: Vec<(u64, u32)> = entries.collect();
        new.sort_unstable();
        while let Some(last) = self.0.pop_if(|last| last.len() < 2 * new.len()) {
            new = merge(&last, &new);
        }
        if !new.is_empty() {
            self.0.push(new);
        }
    }

    /// The texts in bucket `key`.
    fn get(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(move |run| {
            let start = run.partition_point(|&(k, _)| k < key);
            run[start..]
                .iter()
                .take_while(move |&&(k, _)| k == key)
                .map(|&(_, i)| i)
        })
    }

    /// All entries, sorted.
    fn sorted(&self) -> Vec<(u64, u32)> {
        self.0
            .iter()
            .rev()
            .fold(Vec::new(), |all, run| merge(&all, run))
    }
}

fn merge(left: &[(u64, u32)], right: &[(u64, u32)]) -> Vec<(u64, u32)> {
    let mut all = Vec::with_capacity(left.len() + right.len());
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i] <= right[j] {
            all.push(left[i]);
            i += 1;
        } else {
            all.push(right[j]);
            j += 1;
        }
    }
    all.extend_from_slice(&left[i..]);
    all.extend_from_slice(&right[j..]);
    all
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn index(texts: &[&str], threshold: f64) -> Deduplicator {
        let mut index = Deduplicator::new(threshold).unwrap();
        for text in texts {
            index.insert(text);
        }
        index
    }

    fn members(index: &Deduplicator) -> Vec<Vec<usize>> {
        index.groups().into_iter().map(|g| g.members).collect()
    }

    #[test]
    fn short_and_empty_texts() {
        let texts = ["", "  ", "Gempa!", "gempa", "gempa bumi", "Gempa bumi."];
        assert_eq!(members(&index(&texts, 0.8)), [vec![2, 3], vec![4, 5]]);
    }

    #[test]
    fn thresholds_out_of_range_are_refused() {
        for threshold in [0.0, -1.0, 1.5, f64::NAN] {
            assert!(Deduplicator::new(threshold).is_err(), "{threshold}");
        }
        let error = Deduplicator::new(2.0).unwrap_err().to_string();
        assert_eq!(
            error,
            "threshold: 2; give a similarity above 0 and at most 1"
        );
    }

    /// A text of the words `from..to`.
    fn stretch(from: u32, to: u32) -> String {
        let words: Vec<String> = (from..to).map(|i| format!("kata{i}")).collect();
        words.join(" ")
    }

    #[test]
    fn a_chain_is_reported() {
        let texts = [stretch(0, 100), stretch(20, 120), stretch(40, 140)];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let groups = index(&texts, 0.6).groups();
        assert_eq!(groups[0].members, [0, 1, 2]);
        assert_eq!(groups[0].bridges, [[0, 1], [1, 2]]);
        // The ends share 56 shingles of 136.
        assert!((groups[0].min_similarity - 56.0 / 136.0).abs() < 1e-12);
    }

    #[test]
    fn many_twins_are_one_group() {
        let text = stretch(0, 60);
        let texts: Vec<&str> = (0..1500).map(|_| text.as_str()).collect();
        let groups = index(&texts, 0.8).groups();
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].members.len(), 1500);
        assert!((groups[0].min_similarity - 1.0).abs() < 1e-12);
    }

    #[test]
    fn merged_parts_equal_the_whole() {
        let texts: Vec<String> = (0..40u32)
            .map(|i| stretch(i % 7 * 200 + i, i % 7 * 200 + 90))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let whole = index(&texts, 0.5);
        let merged = index(&texts[..13], 0.5)
            .merge(index(&texts[13..], 0.5))
            .unwrap();
        assert_eq!(whole.groups(), merged.groups());
        assert_eq!(whole.query(texts[3]), merged.query(texts[3]));
        assert!(index(&[], 0.5).merge(index(&[], 0.6)).is_err());
    }

    proptest! {
        /// At thresholds where banding misses nothing to speak of, groups are those of comparing all pairs.
        #[test]
        fn groups_agree_with_brute_force(stretches in prop::collection::vec((0u32..60, 20u32..80), 1..25)) {
            let texts: Vec<String> = stretches.iter().map(|&(from, n)| stretch(from, from + n)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let index = index(&texts, 0.75);
            let sets: Vec<ShingleSet> = texts.iter().map(|t| Deduplicator::shingles(t)).collect();
            let mut groups = Groups::new(texts.len());
            for i in 0..texts.len() {
                for j in 0..i {
                    if sets[i].jaccard(&sets[j]) >= 0.75 {
                        groups.join(i as u32, j as u32);
                    }
                }
            }
            let expected: Vec<Vec<usize>> = groups.members().into_iter()
                .map(|g| g.into_iter().map(|i| i as usize).collect()).collect();
            prop_assert_eq!(members(&index), expected);
        }
    }
}
