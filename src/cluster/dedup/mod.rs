//! Groups of near-identical texts: exact similarity, found by banding.
//!
//! **In** texts, one at a time. **Out** groups in which every text has, with some other text of the group, an exact
//! Jaccard similarity of word 5-shingles at or above a threshold.
//!
//! ```text
//! text ─ words ─ shingles ─ fingerprint, signature ─┐         ┌─ buckets of a band ─┐
//! text ─ …                                          ├─ Index ─┼─ …                  ├─ pairs ─ compared exactly ─ groups
//! text ─ …                                          ┘         └─ …                  ┘
//! ```
//!
//! Signatures only propose pairs; a pair counts when the shingle sets themselves say so, so no text is ever dropped
//! on an estimate. What banding may *miss* is known: a pair at the threshold is found with probability .995 at least, one
//! above it more surely ([`Bands::for_threshold`](crate::candidates::Bands::for_threshold)).
//!
//! Groups are connected components, as a filter for training data needs them: a group may be a chain whose ends
//! share little. [`Group::min_similarity`] and [`Group::bridges`] say when that is so. With [`Linkage::Complete`] every
//! two texts of a group are alike, and there are no chains.
//!
//! A text of fewer words than a shingle is known by all its words; a text without words equals nothing.
//!
//! [`Deduplicator`] does all of it in the memory of one process. [`pipeline::dedup`](crate::pipeline::dedup) does the same
//! over files with [`Index`], [`components`] and [`Comparer`], and holds no text's shingles.

mod index;
mod overlap;
mod plan;
mod resolve;
mod runs;

pub use index::{Found, Index, Task, Workspace};
pub use plan::{Linkage, SHINGLE, Settings};
pub use resolve::{Comparer, Resolved, Source, components};

use crate::candidates::buckets::{self, LargeBucket, MAX_BUCKET};
use crate::cluster::graph::Groups;
use crate::error::{Result, Warning};
use crate::sketch::hash;
use overlap::Overlap;
use runs::Runs;

/// Texts that hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Their numbers in the order of insertion, ascending; two or more.
    pub members: Vec<usize>,
    /// The lowest exact similarity of any two members, `0.0..=1.0`.
    ///
    /// In a group of more than 500 distinct texts it is the lowest among 500 of them, an upper bound. `None` where pairs
    /// were not compared.
    pub min_similarity: Option<f64>,
    /// The lowest exact containment of any two members, `0.0..=1.0`: shingles that both have, as a share of those of the
    /// one with fewer. Taken over the same pairs as [`min_similarity`](Self::min_similarity).
    pub min_containment: Option<f64>,
    /// Pairs at or above the threshold without which the group falls apart, sorted; the first of twins stands for
    /// them. Not looked for in a group of more than 500 distinct texts.
    pub bridges: Vec<[usize; 2]>,
}

/// Proposed pairs of all tasks as one list: sorted, each once.
///
/// Taking tasks in, a few at a time, keeps the memory near that of the result.
#[derive(Clone, Debug, Default)]
pub struct Proposed {
    /// The pairs so far.
    pub pairs: Vec<(u32, u32)>,
    large: Vec<LargeBucket>,
}

impl Proposed {
    /// Adds what tasks have found, in any order.
    pub fn take(&mut self, found: impl IntoIterator<Item = Found>) {
        for one in found {
            self.pairs.extend(one.pairs);
            self.large.extend(one.large);
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
    }

    /// A warning for each text that leads buckets too large to be squared; `name` says what it is called.
    pub fn warnings(&self, name: impl Fn(usize) -> String) -> Vec<Warning> {
        let mut large = self.large.clone();
        large.sort_unstable();
        let by_first = large.chunk_by(|x, y| x.first == y.first);
        let largest = by_first.filter_map(|of_one| of_one.last());
        largest
            .map(|bucket| {
                let message = format!(
                    "{} different texts in one bucket, more than {MAX_BUCKET}: compared with the first and the one before only",
                    bucket.size
                );
                Warning::new("large-bucket", name(bucket.first as usize), message)
            })
            .collect()
    }
}

/// Groups with their twins, in the order of their first members; those that are all below number `frozen` are left out.
#[must_use]
pub fn with_twins(resolved: &[Resolved], twins: &[u32], frozen: u32) -> Vec<Group> {
    let mut all = Groups::new(twins.len());
    for (&first, i) in twins.iter().zip(0..) {
        all.join(first, i);
    }
    for group in resolved {
        group.members.windows(2).for_each(|pair| {
            all.join(pair[0], pair[1]);
        });
    }
    let mut described: Vec<(u32, &Resolved)> = resolved
        .iter()
        .map(|group| (group.members[0], group))
        .collect();
    described.sort_unstable_by_key(|&(first, _)| first);
    let groups = all
        .members()
        .into_iter()
        .filter(|group| group.last().is_some_and(|&last| last >= frozen));
    groups
        .map(|members| {
            let found = described.binary_search_by_key(&members[0], |&(first, _)| first);
            let of_distinct = found.ok().map(|at| described[at].1);
            Group {
                min_similarity: of_distinct.map_or(Some(1.0), |group| group.min_similarity),
                min_containment: of_distinct.map_or(Some(1.0), |group| group.min_containment),
                bridges: of_distinct.map_or(Vec::new(), |group| {
                    group
                        .bridges
                        .iter()
                        .map(|&(x, y)| [x as usize, y as usize])
                        .collect()
                }),
                members: members.into_iter().map(|i| i as usize).collect(),
            }
        })
        .collect()
}

/// An index of texts that finds near-duplicates, one text at a time or all at once.
///
/// Takes about 3.5 KB a text of 400 words, most of it the exact shingles.
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
///
/// // A part that was built elsewhere, as on another thread or machine.
/// let mut other = Deduplicator::new(0.5)?;
/// other.insert("Pasar ikan dibuka kembali setelah perbaikan atap selesai pekan lalu!");
/// let all = index.merge(other)?;
/// assert_eq!(all.groups()[1].members, [1, 3]);
/// # Ok::<(), silsilah::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Deduplicator {
    index: Index,
    /// The exact shingles of each text, each once.
    sets: Vec<Vec<u64>>,
    buckets: Runs,
    work: Workspace,
    overlap: Overlap,
}

impl Deduplicator {
    /// An empty index for pairs of similarity `threshold` or more.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if `threshold` is not above 0 and at most 1.
    pub fn new(threshold: f64) -> Result<Self> {
        Self::with_settings(Settings {
            threshold,
            ..Settings::default()
        })
    }

    /// An empty index with `settings`.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if a setting is out of its range.
    pub fn with_settings(settings: Settings) -> Result<Self> {
        Ok(Self {
            index: Index::new(settings)?,
            sets: Vec::new(),
            buckets: Runs::default(),
            work: Workspace::default(),
            overlap: Overlap::default(),
        })
    }

    /// Adds a text and returns its number, from 0.
    pub fn insert(&mut self, text: &str) -> usize {
        let number = self.sets.len();
        let shingles = self.work.shingler.shingles(text, SHINGLE);
        self.index.add_shingles(shingles, &mut self.work.bins);
        self.sets.push(self.overlap.fill(shingles));
        let keys = self.keys(&self.sets[number], &mut Workspace::default());
        self.buckets
            .add(keys.into_iter().map(|key| (key, number as u32)));
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
        let (mut work, mut overlap) = (Workspace::default(), Overlap::default());
        let set = overlap.fill(work.shingler.shingles(text, SHINGLE));
        let keys = self.keys(&set, &mut work);
        let mut met: Vec<u32> = keys.iter().flat_map(|&key| self.buckets.get(key)).collect();
        met.sort_unstable();
        met.dedup();
        let similarity = |i: u32| {
            let other = &self.sets[i as usize];
            let shared = overlap.count(other);
            crate::sketch::shingles::ratio(shared, set.len() + other.len() - shared)
        };
        let mut found: Vec<(usize, f64)> = met
            .into_iter()
            .map(|i| (i as usize, similarity(i)))
            .filter(|&(_, similarity)| similarity >= self.index.plan.threshold)
            .collect();
        found.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        found
    }

    /// Adds all texts of `other` after those of this index: its text 0 gets the number [`len`](Self::len).
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the settings differ.
    pub fn merge(mut self, other: Self) -> Result<Self> {
        self.index.append_all(&other.index)?;
        let shift = self.sets.len() as u32;
        let moved = other.buckets.sorted().into_iter();
        self.buckets.add(moved.map(|(key, i)| (key, i + shift)));
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
        let twins = self.index.twins();
        let mut proposed = Proposed::default();
        for task in self.index.tasks() {
            proposed.take([self.index.find(task, &twins, 0)]);
        }
        let mut comparer = Comparer::new(self);
        let components = components(self.len(), &proposed.pairs);
        // The shingles are at hand, so reading them cannot fail.
        let resolved = components
            .iter()
            .map(|pairs| self.index.resolve(pairs, 0, &mut comparer));
        let resolved: Vec<Resolved> = resolved.filter_map(Result::ok).flatten().collect();
        let warnings = proposed.warnings(|i| format!("text number {i}"));
        (with_twins(&resolved, &twins, 0), warnings)
    }

    /// The bucket keys of a text: kind of signature, band and its bytes.
    fn keys(&self, shingles: &[u64], work: &mut Workspace) -> Vec<u64> {
        let length = self.index.band_length();
        let n_bands = usize::from(self.index.plan.bands.bands);
        let signed = self.index.sign(shingles, &mut work.bins);
        let of_kind = |(is_short, signature): (bool, Vec<u8>)| {
            let bands = signature.chunks_exact(length).take(n_bands).zip(0u64..);
            bands
                .map(|(band, i)| {
                    hash::mix(hash::mix(i << 1 | u64::from(is_short)) ^ buckets::key(band))
                })
                .collect::<Vec<u64>>()
        };
        signed.into_iter().flat_map(of_kind).collect()
    }
}

impl Source for Deduplicator {
    type Work = ();

    fn shingles(&self, number: u32, (): &mut (), shingles: &mut Vec<u64>) -> Result<()> {
        shingles.extend_from_slice(&self.sets[number as usize]);
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::candidates::Bands;
    use crate::sketch::{ShingleSet, Shingler};

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
        assert_eq!(groups[0].min_similarity, Some(56.0 / 136.0));
        assert_eq!(groups[0].min_containment, Some(56.0 / 96.0));
    }

    #[test]
    fn many_twins_are_one_group() {
        let text = stretch(0, 60);
        let texts: Vec<&str> = (0..1500).map(|_| text.as_str()).collect();
        let groups = index(&texts, 0.8).groups();
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].members.len(), 1500);
        assert_eq!(groups[0].min_similarity, Some(1.0));
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
        /// With bands that miss nothing to speak of, groups are those of comparing all pairs.
        #[test]
        fn groups_agree_with_brute_force(stretches in prop::collection::vec((0u32..60, 20u32..80), 1..25)) {
            let texts: Vec<String> = stretches.iter().map(|&(from, n)| stretch(from, from + n)).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let bands = Some(Bands { bands: 128, rows: 1 });
            let mut index = Deduplicator::with_settings(Settings { threshold: 0.75, bands, ..Settings::default() }).unwrap();
            for text in &texts {
                index.insert(text);
            }
            let sets: Vec<ShingleSet> = texts.iter()
                .map(|t| Shingler::default().shingles(t, SHINGLE).iter().copied().collect()).collect();
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

        /// No two texts of a group are below the threshold, and no text that is like another one stays alone for the
        /// want of one it fits.
        #[test]
        fn complete_linkage_holds_no_chain(stretches in prop::collection::vec((0u32..60, 20u32..80), 1..25)) {
            let texts: Vec<String> = stretches.iter().map(|&(from, n)| stretch(from, from + n)).collect();
            let bands = Some(Bands { bands: 128, rows: 1 });
            let settings = Settings { threshold: 0.6, bands, linkage: Linkage::Complete, ..Settings::default() };
            let mut index = Deduplicator::with_settings(settings).unwrap();
            for text in &texts {
                index.insert(text);
            }
            let sets: Vec<ShingleSet> = texts.iter()
                .map(|t| Shingler::default().shingles(t, SHINGLE).iter().copied().collect()).collect();
            let groups = index.groups();
            let mut is_alone = vec![true; texts.len()];
            for group in &groups {
                let pairs = || group.members.iter().flat_map(|&i| group.members.iter().map(move |&j| (i, j)));
                let lowest = pairs().map(|(i, j)| sets[i].jaccard(&sets[j])).fold(1.0, f64::min);
                prop_assert!(lowest >= 0.6);
                prop_assert_eq!(group.min_similarity, Some(lowest));
                group.members.iter().for_each(|&i| is_alone[i] = false);
            }
            for i in 0..texts.len() {
                for j in 0..i {
                    prop_assert!(!is_alone[i] || !is_alone[j] || sets[i].jaccard(&sets[j]) < 0.6);
                }
            }
        }
    }
}
