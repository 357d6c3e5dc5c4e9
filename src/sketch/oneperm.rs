//! One-permutation MinHash with optimal densification: a signature in one look at each shingle.
//!
//! **In** the hashes of a text's shingles, repeats allowed. **Out** `k` slots of one, two or four bytes; the share of
//! slots in which two signatures agree estimates the Jaccard similarity of the sets.
//!
//! A hash falls into one of `k` bins by its high half, and the bin keeps the smallest low half; where other schemes do
//! `k` steps for a shingle, this one does one. A bin in which nothing fell borrows the value of a bin that is chosen by
//! the empty bin's number alone, so that two texts borrow alike. Of each value only the lowest bytes are stored: they are
//! as random as the whole, and unequal values agree in one byte once in 256 times, which the estimate takes into account.
//!
//! **Short texts.** A text of 60 shingles leaves most of 128 bins empty, and borrowed slots say nothing new: bands of such
//! slots stand and fall together. Each shingle may therefore be thrown several times ([`OnePermutation::throws`]), each
//! time by another hash; the similarity of the sets of throws is that of the sets of shingles. See
//! [`Deduplicator`](crate::cluster::Deduplicator) for which text is thrown how often.
//!
//! Sources: P. Li, A. Owen and C.-H. Zhang, "One permutation hashing", NIPS 2012; A. Shrivastava, "Optimal densification
//! for fast and accurate minwise hashing", ICML 2017; P. Li and A. C. König, "b-bit minwise hashing", WWW 2010.

use crate::error::{Error, Result};
use crate::sketch::hash;

/// The largest number of slots.
pub const MAX_SLOTS: u16 = 1024;

/// An empty bin.
const EMPTY: u32 = u32::MAX;

/// The parameters of signatures; those with equal parameters can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OnePermutation {
    /// Number of slots, 1 to [`MAX_SLOTS`].
    pub slots: u16,
    /// Bytes of a slot: 1, 2 or 4.
    pub bytes: u8,
    /// How often each shingle is thrown, at least once.
    pub throws: u8,
}

/// The bins of a text at work, to be used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Bins {
    least: Vec<u32>,
    n_filled: usize,
}

impl Bins {
    /// Bins in which something fell.
    ///
    /// It depends on the set of shingles alone, and hardly differs between similar sets.
    #[must_use]
    pub fn n_filled(&self) -> usize {
        self.n_filled
    }
}

impl OnePermutation {
    /// Checks the parameters.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if one is out of its range.
    pub fn check(self) -> Result<()> {
        if !(1..=MAX_SLOTS).contains(&self.slots) {
            let reason = format!("{} slots; give 1 to {MAX_SLOTS}", self.slots);
            return Err(Error::value("slots", reason));
        }
        if ![1, 2, 4].contains(&self.bytes) || self.throws == 0 {
            let reason = format!(
                "{} bytes, {} throws; give 1, 2 or 4 bytes and 1 throw or more",
                self.bytes, self.throws
            );
            return Err(Error::value("slot", reason));
        }
        Ok(())
    }

    /// Bytes of a signature.
    #[must_use]
    pub fn length(self) -> usize {
        usize::from(self.slots) * usize::from(self.bytes)
    }

    /// Throws `shingles` into `bins`, which are emptied first.
    ///
    /// Takes about a nanosecond a shingle and throw.
    pub fn throw(self, shingles: &[u64], bins: &mut Bins) {
        let k = u64::from(self.slots);
        bins.least.clear();
        bins.least.resize(usize::from(self.slots), EMPTY);
        let mut put = |hash: u64| {
            let bin = (((hash >> 32) * k) >> 32) as usize;
            let least = &mut bins.least[bin];
            *least = (hash as u32).min(*least);
        };
        shingles.iter().copied().for_each(&mut put);
        for throw in 1..self.throws {
            let salt = u64::from(throw) << 56;
            for &shingle in shingles {
                put(hash::mix(shingle ^ salt));
            }
        }
        bins.n_filled = bins.least.iter().filter(|&&value| value != EMPTY).count();
    }

    /// Appends the signature of what is in `bins` to `out`: [`length`](Self::length) bytes, slots little-endian.
    ///
    /// Bins in which nothing fell give a signature of nothing, zeros; keep it from being compared.
    pub fn sign(self, bins: &Bins, out: &mut Vec<u8>) {
        let (width, start) = (usize::from(self.bytes), out.len());
        out.resize(start + self.length(), 0);
        if bins.n_filled == 0 {
            return;
        }
        if width == 1 {
            // As below, in a loop that the compiler makes vector instructions of.
            let slots = out[start..].iter_mut().zip(&bins.least);
            slots.for_each(|(slot, &value)| *slot = value as u8);
        }
        for ((i, &value), slot) in (0..)
            .zip(&bins.least)
            .zip(out[start..].chunks_exact_mut(width))
        {
            if value == EMPTY {
                slot.copy_from_slice(&self.borrowed(i, bins).to_le_bytes()[..width]);
            } else if width > 1 {
                slot.copy_from_slice(&value.to_le_bytes()[..width]);
            }
        }
    }

    /// What the empty bin `i` borrows.
    fn borrowed(self, i: u64, bins: &Bins) -> u32 {
        let others = (0..)
            .map(|attempt| ((hash::mix(i << 32 | attempt) >> 32) * u64::from(self.slots)) >> 32);
        let mut values = others.map(|other| bins.least[other as usize]);
        values.find(|&value| value != EMPTY).unwrap_or(EMPTY)
    }

    /// The estimated similarity of the sets behind two signatures, `0.0..=1.0`.
    ///
    /// For sets of many more shingles than slots the standard error is `sqrt(j (1 - j) / k)`.
    #[must_use]
    pub fn similarity(self, left: &[u8], right: &[u8]) -> f64 {
        let agree = match self.bytes {
            1 => agreeing::<1>(left, right),
            2 => agreeing::<2>(left, right),
            _ => agreeing::<4>(left, right),
        };
        let share = agree as f64 / f64::from(self.slots);
        let chance = 0.5f64.powi(8 * i32::from(self.bytes));
        ((share - chance) / (1.0 - chance)).max(0.0)
    }
}

/// In how many slots of `N` bytes two signatures agree.
fn agreeing<const N: usize>(left: &[u8], right: &[u8]) -> usize {
    // Sixty-four at a time into a byte of its own, which the compiler adds up in vectors.
    let slots = left.chunks(N * 64).zip(right.chunks(N * 64));
    slots
        .map(|(left, right)| {
            let pairs = left.chunks_exact(N).zip(right.chunks_exact(N));
            usize::from(pairs.map(|(a, b)| u8::from(a == b)).sum::<u8>())
        })
        .sum()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    const PLAIN: OnePermutation = OnePermutation {
        slots: 128,
        bytes: 1,
        throws: 1,
    };

    fn sign(scheme: OnePermutation, shingles: &[u64]) -> Vec<u8> {
        scheme.check().unwrap();
        let (mut bins, mut out) = (Bins::default(), Vec::new());
        scheme.throw(shingles, &mut bins);
        scheme.sign(&bins, &mut out);
        assert_eq!(out.len(), scheme.length());
        out
    }

    /// Stored signatures depend on these values: if one must change, so must [`hash::VERSION`].
    #[test]
    fn known_answers() {
        let shingles: Vec<u64> = (1..51).map(mix).collect();
        let eight = |bytes, throws| OnePermutation {
            slots: 8,
            bytes,
            throws,
        };
        let found = [
            sign(eight(1, 1), &shingles),
            sign(eight(1, 1), &shingles[..2]),
            sign(eight(1, 8), &shingles),
            sign(eight(2, 1), &shingles)[..8].to_vec(),
            sign(eight(4, 1), &shingles)[..8].to_vec(),
        ];
        let expected = [
            [57, 252, 101, 75, 215, 131, 56, 247],
            [229, 138, 229, 138, 138, 229, 138, 138],
            [17, 152, 101, 190, 157, 126, 185, 20],
            [57, 21, 252, 14, 101, 241, 75, 121],
            [57, 21, 234, 52, 252, 14, 42, 51],
        ];
        assert_eq!(found, expected);
        assert_eq!(sign(eight(1, 1), &[]), [0; 8]);
    }

    #[test]
    fn parameters_out_of_range_are_refused() {
        for (slots, bytes, throws, message) in [
            (0, 1, 1, "slots: 0 slots; give 1 to 1024"),
            (1025, 1, 1, "slots: 1025 slots; give 1 to 1024"),
            (
                8,
                3,
                1,
                "slot: 3 bytes, 1 throws; give 1, 2 or 4 bytes and 1 throw or more",
            ),
            (
                8,
                1,
                0,
                "slot: 1 bytes, 0 throws; give 1, 2 or 4 bytes and 1 throw or more",
            ),
        ] {
            let scheme = OnePermutation {
                slots,
                bytes,
                throws,
            };
            assert_eq!(scheme.check().unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn order_and_repeats_do_not_matter() {
        let shingles: Vec<u64> = (0..90).map(mix).collect();
        let twice: Vec<u64> = shingles.iter().rev().chain(&shingles).copied().collect();
        for throws in [1, 8] {
            let scheme = OnePermutation { throws, ..PLAIN };
            assert_eq!(sign(scheme, &shingles), sign(scheme, &twice));
        }
    }

    /// The estimate is unbiased and errs no more than stated; with eight throws short texts err as little as long ones.
    #[test]
    fn the_error_is_within_what_is_stated() {
        const RUNS: u64 = 400;
        for (n, shared, throws) in [
            (40u64, 27u64, 8),
            (60, 50, 8),
            (1000, 334, 1),
            (1000, 900, 1),
        ] {
            for bytes in [1, 2, 4] {
                let scheme = OnePermutation {
                    bytes,
                    throws,
                    ..PLAIN
                };
                let j = shared as f64 / (2 * n - shared) as f64;
                let (mut sum, mut squares) = (0.0, 0.0);
                for run in 0..RUNS {
                    let value = |i: u64| mix(run * 1_000_003 + i);
                    let a: Vec<u64> = (0..n).map(value).collect();
                    let b: Vec<u64> = (n - shared..2 * n - shared).map(value).collect();
                    let off = scheme.similarity(&sign(scheme, &a), &sign(scheme, &b)) - j;
                    sum += off;
                    squares += off * off;
                }
                let stated = (j * (1.0 - j) / 128.0).sqrt();
                let rmse = (squares / RUNS as f64).sqrt();
                assert!(
                    (sum / RUNS as f64).abs() < stated / 4.0,
                    "bias at {n}, {j}, {bytes}"
                );
                assert!(
                    rmse < stated * 1.25,
                    "error {rmse} > {stated} at {n}, {j}, {bytes}"
                );
            }
        }
    }
}
