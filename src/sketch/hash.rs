//! Every hash of the crate: the only file that names a hash function or a seed.
//!
//! **In** words. **Out** 64-bit hashes that are the same on every machine and in every run.
//!
//! A word is hashed once; a shingle combines the hashes of its words, so no shingle is ever built as a string. What a
//! stored signature means hangs on this file: a change here needs a new [`VERSION`], and the literals in the tests say
//! when that is.
//!
//! There are two families. [`word`] and [`combine`] are for features, where a page is cleaned and stemmed and a hash
//! is a small part of the cost. [`form`] and [`shingle`] are for deduplication, where hashing is a third of all work:
//! one multiplication a word and one a shingle, instead of one call of XXH3 and five multiplications.

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

/// Multipliers of [`form`] and [`shingle`], from the digits of the square roots of 2, 3, 5 and 7; each is odd.
const ROOTS: [u64; 4] = [
    0x6A09_E667_F3BC_C909,
    0xBB67_AE85_84CA_A73B,
    0x3C6E_F372_FE94_F82B,
    0xA54F_F53A_5F1D_36F1,
];

/// The 128-bit product of two numbers, its halves laid over one another.
#[inline]
fn folded_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

/// The hash of a word of `bytes`, whose first 16 are `head`, little-endian and with zeros behind a shorter word.
///
/// Up to 16 bytes it is one product: nothing in it depends on the length of the word, which no processor can guess.
/// Longer words, of which there are few, are hashed by XXH3.
#[inline]
#[must_use]
pub fn form(bytes: &[u8], head: u128) -> u64 {
    if bytes.len() > 16 {
        return long_form(bytes);
    }
    let (low, high) = (head as u64, (head >> 64) as u64);
    folded_product(low ^ ROOTS[0], high ^ ROOTS[1] ^ bytes.len() as u64)
}

/// Kept apart, so that [`form`] is small enough to stand in a loop.
#[cold]
#[inline(never)]
fn long_form(bytes: &[u8]) -> u64 {
    xxh3_64_with_seed(bytes, SEED)
}

/// The hash of consecutive words, at least one, given by theirs; never 0, so that 0 can mark an empty place.
///
/// Word `i` is turned left by `13 i` bits; all are laid over one another and scattered by one product.
#[inline]
#[must_use]
pub fn shingle(words: &[u64]) -> u64 {
    let turned = words.iter().zip((0..).step_by(13));
    let laid = turned.fold(0, |sum, (word, by)| sum ^ word.rotate_left(by));
    folded_product(laid ^ ROOTS[2], ROOTS[3]).max(1)
}

/// A bijection of 64 bits under which neighbours part: the finaliser of SplitMix64.
///
/// Source: G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[inline]
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
    use crate::text::scan::Scanner;

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

    /// The form of `word` as a scanner gives it.
    fn hashed(word: &str) -> u64 {
        let mut hash = 0;
        Scanner::default().each_run(word, |run| {
            hash = run.forms().map(|f| form(f.bytes, f.head)).sum();
        });
        hash
    }

    /// Stored signatures depend on these values too.
    #[test]
    fn known_answers_of_deduplication() {
        let words = ["banjir", "merendam", "tiga", "desa", "di"].map(hashed);
        let found = [
            words[0],
            hashed("é"),
            hashed("pertanggungjawaban"),
            shingle(&words),
            shingle(&words[..1]),
        ];
        let expected = [
            0xAE34_F731_2FA4_9069,
            0xEE83_0B30_04E7_41F1,
            0x1C41_A46A_F326_522C,
            0xB4C3_8F0F_A131_257C,
            0x8791_7EA0_F991_A8C1,
        ];
        assert_eq!(found, expected, "{found:#x?}");
    }

    /// A product of few bits could send two words to one hash; among two million short ones none does.
    #[test]
    fn short_words_do_not_collide() {
        let mut hashes = Vec::new();
        let mut word = *b"aaaa0000";
        for i in 0..2_000_000u32 {
            let mut rest = i;
            for byte in &mut word[..5] {
                *byte = b'a' + (rest % 26) as u8;
                rest /= 26;
            }
            let length = 5 + (i % 4) as usize;
            let mut head = [0; 16];
            head[..length].copy_from_slice(&word[..length]);
            hashes.push(form(&word[..length], u128::from_le_bytes(head)));
        }
        hashes.sort_unstable();
        assert!(hashes.windows(2).all(|pair| pair[0] != pair[1]));
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
