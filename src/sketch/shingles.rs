//! Exact sets of word shingles: the truth that signatures estimate.
//!
//! **In** the hashes of a text's words. **Out** a sorted set of 64-bit shingle hashes, and from two sets the exact
//! Jaccard similarity and containment. A news article of 400 words makes a set of about 3 KB; two different
//! shingles share a hash with probability 2⁻⁶⁴.

use crate::sketch::hash;
use crate::sketch::header::ShingleKind;

/// A set of shingles: sorted, without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ShingleSet(Vec<u64>);

impl ShingleSet {
    /// The shingles of `kind` over `words`, the hashes of a text's words in order.
    ///
    /// A text shorter than one shingle gives one shingle of all its words, so that equal short texts are equal;
    /// a text without words gives the empty set. Takes O(`n log n`) for `n` words.
    #[must_use]
    pub fn new(words: &[u64], kind: ShingleKind) -> Self {
        if words.is_empty() {
            return Self::default();
        }
        let n = kind.n_words().min(words.len());
        words.windows(n).map(hash::combine).collect()
    }

    /// The hashes, ascending.
    #[must_use]
    pub fn as_slice(&self) -> &[u64] {
        &self.0
    }

    /// The number of distinct shingles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the text had no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The exact Jaccard similarity |A∩B| / |A∪B|, `0.0..=1.0`; an empty set equals nothing, not even itself.
    ///
    /// Takes O(`|A| + |B|`) and does not allocate.
    #[must_use]
    pub fn jaccard(&self, other: &Self) -> f64 {
        let shared = shared(&self.0, &other.0);
        ratio(shared, self.len() + other.len() - shared)
    }

    /// The share of this set that `other` has, `0.0..=1.0`; 0 for an empty set.
    #[must_use]
    pub fn containment_in(&self, other: &Self) -> f64 {
        ratio(shared(&self.0, &other.0), self.len())
    }

    /// An upper bound of [`jaccard`](Self::jaccard) from the sizes alone.
    #[must_use]
    pub fn jaccard_bound(&self, other: &Self) -> f64 {
        ratio(self.len().min(other.len()), self.len().max(other.len()))
    }
}

impl FromIterator<u64> for ShingleSet {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut hashes: Vec<u64> = hashes.into_iter().collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.shrink_to_fit();
        Self(hashes)
    }
}

/// The number of values that two ascending slices without repeats share.
#[must_use]
pub fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        // Without branches: which of two random hashes is larger cannot be predicted.
        let order = a[i].cmp(&b[j]);
        both += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    both
}

/// Calls `visit` with every value that two ascending slices without repeats share, in order.
pub fn each_shared<T: Ord>(a: &[T], b: &[T], mut visit: impl FnMut(&T)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let order = a[i].cmp(&b[j]);
        if order.is_eq() {
            visit(&a[i]);
        }
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
}

/// `part / whole`, and 0 for nothing of nothing.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const W2: ShingleKind = ShingleKind::Words(2);

    fn set(text: &str) -> ShingleSet {
        let words: Vec<u64> = text
            .split(' ')
            .filter(|w| !w.is_empty())
            .map(hash::word)
            .collect();
        ShingleSet::new(&words, W2)
    }

    #[test]
    fn figures_by_hand() {
        let wire = set("hujan lebat turun di bogor");
        let copy = set("hujan lebat turun di depok");
        assert_eq!((wire.len(), copy.len()), (4, 4));
        assert!((wire.jaccard(&copy) - 0.6).abs() < 1e-12);
        assert!((wire.containment_in(&copy) - 0.75).abs() < 1e-12);
        assert!((set("hujan lebat").containment_in(&wire) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_equals_nothing() {
        let empty = set("");
        assert!(empty.is_empty());
        assert!(empty.jaccard(&empty).abs() < 1e-12);
        assert!(empty.containment_in(&set("hujan lebat")).abs() < 1e-12);
    }

    #[test]
    fn a_text_shorter_than_a_shingle_equals_only_itself() {
        assert!((set("hujan").jaccard(&set("hujan")) - 1.0).abs() < 1e-12);
        assert!(set("hujan").jaccard(&set("lebat")).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn jaccard_agrees_with_sets(a in prop::collection::vec(0u64..60, 0..80), b in prop::collection::vec(0u64..60, 0..80)) {
            let (x, y): (BTreeSet<u64>, BTreeSet<u64>) = (a.iter().copied().collect(), b.iter().copied().collect());
            let both = x.intersection(&y).count();
            let any = x.union(&y).count();
            let (a, b): (ShingleSet, ShingleSet) = (a.into_iter().collect(), b.into_iter().collect());
            prop_assert!((a.jaccard(&b) - ratio(both, any)).abs() < 1e-12);
            prop_assert!((a.containment_in(&b) - ratio(both, x.len())).abs() < 1e-12);
            prop_assert!(a.jaccard(&b) <= a.jaccard_bound(&b) + 1e-12);
        }
    }
}
