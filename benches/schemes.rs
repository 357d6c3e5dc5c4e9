//! Which MinHash: time for a signature, and how many pairs each scheme finds with the same bands.
//!
//! Prints a table. Pairs of sets of random shingles with a known similarity are signed in 128 slots by each scheme; found
//! is a pair that agrees in a whole band. All schemes estimate the same similarity, so what they find with the same bands
//! should be the same, and equal to theory; what differs is the time, and what short texts do.

#![expect(clippy::print_stdout, reason = "it prints a table")]

use std::time::Instant;

use silsilah::sketch::hash::mix;
use silsilah::sketch::oneperm::Bins;
use silsilah::sketch::{MinHash, OnePermutation};

const SLOTS: usize = 128;
const PAIRS: u64 = 4000;

/// A scheme: from shingles to 128 slots.
type Sign = fn(&[u64]) -> Vec<u32>;

const SCHEMES: [(&str, Sign); 6] = [
    ("one permutation, 1 throw, 1 byte", |s| {
        one_permutation(s, 1, 1)
    }),
    ("one permutation, 8 throws, 1 byte", |s| {
        one_permutation(s, 8, 1)
    }),
    ("one permutation, 1 throw, 4 bytes", |s| {
        one_permutation(s, 1, 4)
    }),
    ("bucket sketch, 4 bytes", buckets),
    ("128 affine functions of 32 bits", affine),
    ("SuperMinHash", super_min_hash),
];

fn one_permutation(shingles: &[u64], throws: u8, bytes: u8) -> Vec<u32> {
    let scheme = OnePermutation {
        slots: SLOTS as u16,
        bytes,
        throws,
    };
    let (mut bins, mut out) = (Bins::default(), Vec::new());
    scheme.throw(shingles, &mut bins);
    scheme.sign(&bins, &mut out);
    let slots = out.chunks_exact(usize::from(bytes));
    slots
        .map(|slot| {
            slot.iter()
                .rev()
                .fold(0, |value, &byte| value << 8 | u32::from(byte))
        })
        .collect()
}

/// The least shingle of each of 128 buckets: one permutation that leaves empty buckets empty.
///
/// An empty bucket is a value like any other, so two texts that both leave it empty agree in it.
fn buckets(shingles: &[u64]) -> Vec<u32> {
    let mut least = [u32::MAX; SLOTS];
    for &shingle in shingles {
        let slot = &mut least[shingle as usize % SLOTS];
        *slot = (*slot).min((shingle >> 32) as u32);
    }
    least.to_vec()
}

/// The least of `a x + b` for 128 pairs of `a` and `b`; the classic, in the form that vectors do best.
fn affine(shingles: &[u64]) -> Vec<u32> {
    let a: [u32; SLOTS] = std::array::from_fn(|i| (mix(i as u64) >> 32) as u32 | 1);
    let b: [u32; SLOTS] = std::array::from_fn(|i| (mix(i as u64 + 1000) >> 32) as u32);
    let mut least = [u32::MAX; SLOTS];
    for &shingle in shingles {
        let x = (shingle >> 32) as u32;
        for ((least, a), b) in least.iter_mut().zip(&a).zip(&b) {
            *least = (*least).min(x.wrapping_mul(*a).wrapping_add(*b));
        }
    }
    least.to_vec()
}

fn super_min_hash(shingles: &[u64]) -> Vec<u32> {
    MinHash::new(shingles, SLOTS as u16).map_or(Vec::new(), |signature| signature.slots().to_vec())
}

/// Two sets of `n` shingles that share `shared`.
fn pair(n: u64, shared: u64, seed: u64) -> (Vec<u64>, Vec<u64>) {
    let value = |i: u64| mix(seed << 20 | i);
    let one = (0..n).map(value).collect();
    (one, (n - shared..2 * n - shared).map(value).collect())
}

fn found(sign: Sign, n: u64, shared: u64, rows: usize) -> f64 {
    let met = |seed: &u64| {
        let (one, other) = pair(n, shared, *seed);
        let (one, other) = (sign(&one), sign(&other));
        let mut bands = one.chunks_exact(rows).zip(other.chunks_exact(rows));
        bands.any(|(a, b)| a == b)
    };
    (1..=PAIRS).filter(met).count() as f64 / PAIRS as f64
}

/// Nanoseconds for a signature of `n` shingles: the least of five times a thousand.
fn time(sign: Sign, n: u64) -> f64 {
    let texts: Vec<Vec<u64>> = (0..1000).map(|seed| pair(n, 0, seed).0).collect();
    let once = || {
        let begun = Instant::now();
        let length: usize = texts.iter().map(|text| sign(text).len()).sum();
        assert_eq!(length, 1000 * SLOTS);
        begun.elapsed().as_secs_f64() * 1e6
    };
    (0..5).map(|_| once()).fold(f64::INFINITY, f64::min)
}

fn main() {
    println!(
        "| scheme | ns, 60 shingles | ns, 400 shingles | 60, J .7, 16 × 8 | 400, J .7, 16 × 8 | 60, J .5, 32 × 4 | 400, J .5, 32 × 4 |"
    );
    println!("|---|---|---|---|---|---|---|");
    let theory = |j: f64, rows: i32, bands: i32| 1.0 - (1.0 - j.powi(rows)).powi(bands);
    // 60 and 400 shingles of which 49 and 329 are shared have a similarity of .69 and .6985; 40 and 267 of .5 and .5009.
    println!(
        "| theory | | | {:.3} | {:.3} | {:.3} | {:.3} |",
        theory(49.0 / 71.0, 8, 16),
        theory(329.0 / 471.0, 8, 16),
        theory(0.5, 4, 32),
        theory(267.0 / 533.0, 4, 32)
    );
    for (name, sign) in SCHEMES {
        println!(
            "| {name} | {:.0} | {:.0} | {:.3} | {:.3} | {:.3} | {:.3} |",
            time(sign, 60),
            time(sign, 400),
            found(sign, 60, 49, 8),
            found(sign, 400, 329, 8),
            found(sign, 60, 40, 4),
            found(sign, 400, 267, 4)
        );
    }
}
