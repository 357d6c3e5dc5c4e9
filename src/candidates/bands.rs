//! Banding: articles whose signatures agree in a whole band meet in a bucket.
//!
//! A signature of `k >= bands * rows` slots is cut into bands; a pair of similarity `s` meets in at least one with
//! probability `1 - (1 - s^rows)^bands`. Buckets are runs of equal keys in a sorted array, so an index of `n`
//! articles is `bands * n` pairs of a key and a number and nothing else.
//!
//! Source: J. Leskovec, A. Rajaraman and J. Ullman, *Mining of Massive Datasets*, section 3.4.

use serde::{Deserialize, Serialize};

use crate::candidates::pairs::{Generator, Join, Proposal};
use crate::sketch::{Features, MinHash, ShingleKind, hash};

/// How surely [`Bands::for_threshold`] finds a pair at the threshold; pairs above it are found more surely.
pub const WANTED: f64 = 0.995;

/// More rows in a band would tell nothing more: eight bytes are equal by chance once in 2⁶⁴ times.
const MAX_ROWS: u16 = 8;

/// How a signature is cut. Slots past `bands * rows` are not used; bands past the last slot are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// Number of bands.
    pub bands: u16,
    /// Slots in a band.
    pub rows: u16,
}

impl Bands {
    /// 32 × 4, for copies: finds similarity .7 with probability .9998, .5 with .87, .1 with .003.
    pub const COPY: Self = Self { bands: 32, rows: 4 };
    /// 64 × 2, for rewrites: finds similarity .5 with probability 1 − 10⁻⁸, .2 with .93, .1 with .47.
    pub const WIDE: Self = Self { bands: 64, rows: 2 };

    /// The bands into which `slots` slots are cut for pairs of similarity `threshold` and more.
    ///
    /// With as many rows as still find a pair at the threshold with probability [`WANTED`], since every row more keeps
    /// unlike texts apart; and with all the bands that there are slots for, since each one more finds more.
    ///
    /// # Examples
    /// ```
    /// use silsilah::candidates::Bands;
    ///
    /// assert_eq!(Bands::for_threshold(0.7, 128), Bands { bands: 32, rows: 4 });
    /// assert_eq!(Bands::for_threshold(0.5, 128), Bands { bands: 42, rows: 3 });
    /// ```
    #[must_use]
    pub fn for_threshold(threshold: f64, slots: u16) -> Self {
        let cut = |rows: u16| Self {
            bands: slots / rows,
            rows,
        };
        let cuts = (1..=MAX_ROWS.min(slots)).rev().map(cut);
        let mut enough = cuts.filter(|bands| bands.recall(threshold) >= WANTED);
        enough.next().unwrap_or_else(|| cut(1))
    }

    /// The probability that a pair of similarity `similarity` meets in some band, `0.0..=1.0`.
    ///
    /// # Examples
    /// ```
    /// use silsilah::candidates::Bands;
    ///
    /// assert!(Bands::COPY.recall(0.7) > 0.999);
    /// assert!(Bands::COPY.recall(0.1) < 0.004);
    /// ```
    #[must_use]
    pub fn recall(self, similarity: f64) -> f64 {
        1.0 - (1.0 - similarity.powi(i32::from(self.rows))).powi(i32::from(self.bands))
    }
}

/// The bucket keys of a signature, one a band; none for an empty signature.
///
/// Keys of different bands, or of signatures over different shingles, are different.
#[must_use]
pub fn band_keys(minhash: &MinHash, shingles: ShingleKind, bands: Bands) -> Vec<u64> {
    let rows = usize::from(bands.rows.max(1));
    let kind = shingles.n_words() as u64;
    minhash
        .slots()
        .chunks_exact(rows)
        .take(usize::from(bands.bands))
        .enumerate()
        .map(|(band, slots)| {
            let tag = hash::mix(kind << 32 | band as u64);
            slots
                .iter()
                .fold(tag, |key, &slot| hash::mix(key ^ u64::from(slot)))
        })
        .collect()
}

/// Links twins: articles of the same words in the same order.
pub(super) fn exact(features: &[Features], join: &mut Join<'_>) {
    let mut all: Vec<(u64, u32)> = features
        .iter()
        .zip(0..)
        .filter_map(|(f, i)| Some((f.sketch.content?, i)))
        .collect();
    all.sort_unstable();
    let mut pairs = Vec::new();
    for twins in all.chunk_by(|x, y| x.0 == y.0) {
        // The same words always belong together, so the window does not apply, and a chain of links is enough.
        expand(twins, join.config.max_bucket, |a, b| pairs.push((a, b)));
    }
    join.take_all(Generator::Exact, &pairs);
}

/// Proposes pairs that meet in a bucket.
pub(super) fn lsh(features: &[Features], join: &mut Join<'_>) {
    let mut all: Vec<(u64, u32)> = Vec::new();
    for (f, i) in features.iter().zip(0..) {
        let keys = band_keys(
            &f.sketch.minhash,
            f.sketch.header.shingles,
            join.config.bands,
        );
        all.extend(keys.into_iter().map(|key| (key, i)));
    }
    all.sort_unstable();
    let mut proposals = Vec::new();
    for bucket in all.chunk_by(|x, y| x.0 == y.0) {
        if !expand(bucket, join.config.max_bucket, |a, b| {
            proposals.push(Proposal::new(a, b, 1));
        }) {
            join.warn(Generator::Lsh, bucket.len(), bucket[0].1);
        }
    }
    join.take(Generator::Lsh, proposals);
}

/// Members of a large bucket to which all others are linked.
///
/// As many as [`cluster`](crate::cluster::Config::counted_pairs) asks for before it believes that two groups are one; a
/// single link would leave the twins beyond the first hundred outside their family.
pub(super) const HUBS: usize = 4;

/// Gives all pairs of a bucket, or of one above `max` only those with its first [`HUBS`]; whether it gave all.
pub(super) fn expand(bucket: &[(u64, u32)], max: usize, mut give: impl FnMut(u32, u32)) -> bool {
    let small = bucket.len() <= max;
    let firsts = if small { bucket.len() } else { HUBS };
    for (i, &(_, a)) in bucket.iter().enumerate().take(firsts) {
        for &(_, b) in &bucket[i + 1..] {
            give(a, b);
        }
    }
    small
}
