//! Pairs that meet in a bucket of one band, from a table of signatures.
//!
//! **In** [`Signatures`] and the rows of the table that are to meet. **Out** pairs of rows, each with its estimate. A
//! band is sorted by itself and forgotten before the next, so the buckets of `n` texts take 8 to 16 bytes a text and
//! never more, however many bands there are; and bands can be worked on at the same time.
//!
//! A bucket larger than [`MAX_BUCKET`] is boilerplate, or one text a thousand times over: it is never squared. Its members
//! are paired with the first and with the one before, which is enough to chain those that are alike, and it is reported.

use crate::candidates::Bands;
use crate::sketch::{Signatures, hash};

/// Texts in a bucket that are all paired with one another.
pub const MAX_BUCKET: usize = 256;

/// An odd multiplier that scatters keys in its highest bits, from the digits of the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A bucket too large to be squared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LargeBucket {
    /// Its first row.
    pub first: u32,
    /// How many rows it holds.
    pub size: usize,
}

/// How the members of a bucket are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// Each with each, up to [`MAX_BUCKET`].
    Each,
    /// Each with the one before: for whoever takes every bucket for a group.
    Chain,
}

/// Gives the pairs of `rows`, smaller place first, that meet in band number `band`, and tells of large buckets.
///
/// `rows` are ascending places in the table. Pairs come in the order of no meaning, but always in the same one. Takes
/// O(`n log n`) for `n` rows, and what the pairs take.
pub fn meet(
    signatures: &Signatures,
    rows: &[u32],
    (bands, band): (Bands, u16),
    pairing: Pairing,
    mut give: impl FnMut(u32, u32),
) -> Vec<LargeBucket> {
    let width = usize::from(signatures.scheme().bytes);
    let length = usize::from(bands.rows) * width;
    let start = usize::from(band) * length;
    let key = |row: u32| key(&signatures.get(row as usize)[start..start + length]);
    let mut large = Vec::new();
    let mut bucket = |members: &mut dyn ExactSizeIterator<Item = u32>| {
        let members: Vec<u32> = members.collect();
        if pairing == Pairing::Chain {
            members.windows(2).for_each(|pair| give(pair[0], pair[1]));
        } else if members.len() > MAX_BUCKET {
            large.push(LargeBucket {
                first: members[0],
                size: members.len(),
            });
            give(members[0], members[1]);
            for pair in members[1..].windows(2) {
                give(members[0], pair[1]);
                give(pair[0], pair[1]);
            }
        } else {
            for (i, &a) in members.iter().enumerate() {
                members[i + 1..].iter().for_each(|&b| give(a, b));
            }
        }
    };
    if length <= 4 {
        let mut packed: Vec<u64> = rows
            .iter()
            .map(|&row| key(row) << 32 | u64::from(row))
            .collect();
        drop_lone(&mut packed);
        packed.sort_unstable();
        for members in packed.chunk_by(|x, y| x >> 32 == y >> 32) {
            if members.len() > 1 {
                bucket(&mut members.iter().map(|&packed| packed as u32));
            }
        }
    } else {
        let mut keyed: Vec<(u64, u32)> = rows.iter().map(|&row| (key(row), row)).collect();
        keyed.sort_unstable();
        for members in keyed.chunk_by(|x, y| x.0 == y.0) {
            if members.len() > 1 {
                bucket(&mut members.iter().map(|&(_, row)| row));
            }
        }
    }
    large
}

/// Drops rows whose key, the high half of a number, no other row has: most are such, and need not be sorted.
///
/// Keys are scattered over at least eight places for each row, so of nine rows that are alone one stays by chance.
fn drop_lone(packed: &mut Vec<u64>) {
    let places = (8 * packed.len()).next_power_of_two().max(64);
    let shift = 64 - places.trailing_zeros();
    let place = |packed: u64| {
        let place = (packed >> 32).wrapping_mul(SPREAD) >> shift;
        ((place / 64) as usize, 1 << (place % 64))
    };
    // For each place whether a key fell on it, and whether a second one did.
    let mut seen = vec![[0u64; 2]; places / 64];
    for &one in &*packed {
        let (word, bit) = place(one);
        let [first, second] = &mut seen[word];
        *second |= *first & bit;
        *first |= bit;
    }
    packed.retain(|&one| {
        let (word, bit) = place(one);
        seen[word][1] & bit != 0
    });
}

/// The key of a band: its bytes as a number, or a hash of them where there are more than eight.
#[must_use]
pub fn key(band: &[u8]) -> u64 {
    let number = |bytes: &[u8]| {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        u64::from_le_bytes(eight)
    };
    // Lengths that the compiler knows spare a call.
    if let Ok(four) = <[u8; 4]>::try_from(band) {
        return u32::from_le_bytes(four).into();
    }
    if band.len() <= 8 {
        return number(band);
    }
    band.chunks(8)
        .fold(0, |key, bytes| hash::mix(key ^ number(bytes)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sketch::ShingleKind;
    use crate::sketch::oneperm::{Bins, OnePermutation};

    fn table(texts: &[Vec<u64>], slots: u16, bytes: u8) -> Signatures {
        let scheme = OnePermutation {
            slots,
            bytes,
            throws: 1,
        };
        let mut table = Signatures::new(scheme, ShingleKind::Words(5)).unwrap();
        let mut bins = Bins::default();
        for text in texts {
            scheme.throw(text, &mut bins);
            table.push(&bins);
        }
        table
    }

    /// Texts of numbers that overlap by turns.
    fn texts(n: u64) -> Vec<Vec<u64>> {
        (0..n)
            .map(|i| {
                (i % 7 * 100 + i..i % 7 * 100 + i + 60)
                    .map(hash::mix)
                    .collect()
            })
            .collect()
    }

    #[test]
    fn pairs_are_those_that_agree_in_the_band() {
        for (bands, rows, bytes) in [(16, 4, 1), (8, 8, 1), (32, 2, 2), (8, 8, 2)] {
            let bands = Bands { bands, rows };
            let table = table(&texts(60), 64, bytes);
            let all: Vec<u32> = (0..60).collect();
            let mut n_pairs = 0;
            for band in 0..bands.bands {
                let length = usize::from(rows) * usize::from(bytes);
                let at = usize::from(band) * length;
                let of = |i: u32| &table.get(i as usize)[at..at + length];
                let mut expected = BTreeSet::new();
                for &a in &all {
                    expected.extend(
                        all.iter()
                            .filter(|&&b| a < b && of(a) == of(b))
                            .map(|&b| (a, b)),
                    );
                }
                let mut found = BTreeSet::new();
                meet(&table, &all, (bands, band), Pairing::Each, |a, b| {
                    assert!(found.insert((a, b)));
                });
                n_pairs += found.len();
                assert_eq!(found, expected, "{bands:?} {bytes}");
            }
            assert!(n_pairs > 20, "{n_pairs}");
        }
    }

    #[test]
    fn a_large_bucket_is_not_squared() {
        let same = vec![texts(1).remove(0); MAX_BUCKET + 1];
        let table = table(&same, 64, 1);
        let all: Vec<u32> = (0..same.len() as u32).collect();
        let (mut n, bands) = (0, Bands { bands: 16, rows: 4 });
        let large = meet(&table, &all, (bands, 0), Pairing::Each, |a, b| {
            assert!(a == 0 || a + 1 == b);
            n += 1;
        });
        assert_eq!(
            large,
            [LargeBucket {
                first: 0,
                size: MAX_BUCKET + 1
            }]
        );
        assert_eq!(n, 2 * MAX_BUCKET - 1);
        let mut n = 0;
        assert!(meet(&table, &all[..9], (bands, 3), Pairing::Chain, |_, _| n += 1).is_empty());
        assert_eq!(n, 8);
    }
}
