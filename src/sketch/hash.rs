//! Every hash of the crate: the only file that names a hash function or a seed.
//!
//! **In** words. **Out** 64-bit hashes that are the same on every machine and in every run.
//!
//! A word is hashed once (XXH3 of its normal form); a shingle combines the hashes of its words, so no shingle is
//! ever built as a string. What a stored signature means hangs on this file: a change here needs a new
//! [`VERSION`], and the literals in the tests say when that is.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Seed of all hashes; stored with every signature.
pub const SEED: u64 = 0x5349_4C53_494C_4148;

/// Version of the functions in this file.
pub const VERSION: u16 = 1;

/// Odd multiplier of [`combine`], from the digits of the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of one word.
#[must_use]
pub fn word(form: &str) -> u64 {
    xxh3_64_with_seed(form.as_bytes(), SEED)
}

/// The hash of words in order; other order, other hash.
///
/// No words give a fixed value of their own. Takes one 128-bit multiplication a word.
#[must_use]
pub fn combine(words: &[u64]) -> u64 {
    let folded = words.iter().fold(SEED, |sum, &word| {
        let product =
            u128::from(sum.rotate_left(23) ^ word) * u128::from(GOLDEN ^ word.rotate_left(32) | 1);
        (product as u64) ^ (product >> 64) as u64
    });
    mix(folded)
}

/// A bijection of 64 bits under which neighbours part: the finaliser of SplitMix64.
///
/// Source: G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[must_use]
pub fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A stream of pseudo-random numbers that one hash determines (SplitMix64).
#[derive(Clone, Debug)]
pub struct Stream(u64);

impl Stream {
    /// The stream of `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stored signatures depend on these values: if one must change, so must [`VERSION`].
    #[test]
    fn known_answers() {
        let minister = combine(&[word("menteri"), word("luar"), word("negeri")]);
        let found = [
            word("lavrov"),
            word(""),
            combine(&[]),
            minister,
            mix(1),
            Stream::new(7).draw(),
        ];
        let expected = [
            0x57DD_431C_AD4C_755D,
            0x611A_275C_6C7E_5162,
            0xA6BF_F2CF_7409_A371,
            0xE687_8EE0_7939_E4EA,
            0x5692_161D_100B_05E5,
            0x63CB_E1E4_5932_0DD7,
        ];
        assert_eq!(found, expected, "{found:#x?}");
    }

    #[test]
    fn order_and_number_of_words_matter() {
        let (a, b) = (word("rusia"), word("turki"));
        let all = [
            combine(&[]),
            combine(&[a]),
            combine(&[b]),
            combine(&[a, b]),
            combine(&[b, a]),
            combine(&[a, a]),
        ];
        for (i, x) in all.iter().enumerate() {
            assert!(all[i + 1..].iter().all(|y| x != y), "{i}");
        }
    }
}
