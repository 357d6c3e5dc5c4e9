//! FracMinHash: a fixed fraction of a set, the same fraction of every set.
//!
//! **In** hashes. **Out** those below a fixed bound, sorted. Unlike a MinHash the sample grows with the text, so it
//! estimates *containment* of a short text in a long one, and its members are postings: two texts that share
//! several sampled hashes meet in an inverted index.
//!
//! Source: L. Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash and minimum
//! metagenome covers", bioRxiv 2022.01.11.475838.

use crate::sketch::shingles::{ratio, shared};

/// One hash in so many is kept.
pub const SCALE: u64 = 4;

/// The sampled hashes of a set, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FracMinHash(Vec<u64>);

impl FracMinHash {
    /// The sample of `hashes` at one in [`SCALE`].
    #[must_use]
    pub fn new(hashes: impl IntoIterator<Item = u64>) -> Self {
        let mut kept: Vec<u64> = hashes
            .into_iter()
            .filter(|&h| h <= u64::MAX / SCALE)
            .collect();
        kept.sort_unstable();
        kept.dedup();
        Self(kept)
    }

    /// The sampled hashes, ascending.
    #[must_use]
    pub fn as_slice(&self) -> &[u64] {
        &self.0
    }

    /// The estimated share of this set that `other` has, `0.0..=1.0`; 0 for an empty sample.
    ///
    /// For `n` sampled hashes and a true containment `c` the standard error is `sqrt(c (1 - c) / n)`.
    #[must_use]
    pub fn containment_in(&self, other: &Self) -> f64 {
        ratio(shared(&self.0, &other.0), self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn keeps_about_one_in_scale_and_the_same_ones() {
        let all = FracMinHash::new((0..8000).map(mix));
        let n = all.as_slice().len();
        // Four standard deviations of a binomial with p = 1/4.
        assert!(n.abs_diff(2000) < 155, "{n}");
        let half = FracMinHash::new((0..4000).map(mix));
        assert!((half.containment_in(&all) - 1.0).abs() < 1e-12);
        assert!((all.containment_in(&half) - 0.5).abs() < 0.05);
    }
}
