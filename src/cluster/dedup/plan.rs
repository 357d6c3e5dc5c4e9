//! What a deduplication looks for, and how: threshold, bands, and which text is signed in which way.

use crate::candidates::Bands;
use crate::error::{Error, Result};
use crate::sketch::oneperm::{MAX_SLOTS, OnePermutation};
use crate::sketch::{ShingleKind, Signatures};

/// Words in a shingle.
pub const SHINGLE: ShingleKind = ShingleKind::Words(5);

/// Slots of a signature, unless the bands ask for more.
const SLOTS: u16 = 128;

/// How often each shingle of a short text is thrown: 30 shingles then fill as many slots as 240.
const THROWS: u8 = 8;

/// A text that fills less than this share of the slots in one throw is short: in 128 slots one of some 210 shingles.
const SHORT: f64 = 0.81;

/// Settings of a deduplication.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Exact Jaccard similarity of word-5 shingles that joins two texts, above 0 and at most 1; default 0.7.
    pub threshold: f64,
    /// How signatures are cut into bands; default [`Bands::for_threshold`].
    pub bands: Option<Bands>,
    /// Whether a pair counts only when the shingles themselves say so; default `true`. Without it every bucket is a
    /// group, and a bucket can be wrong.
    pub verify: bool,
    /// What keeps a group together; default [`Linkage::Single`].
    pub linkage: Linkage,
}

/// What keeps a group of near-duplicates together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Linkage {
    /// Every text is like some other one: connected components, which may be chains.
    #[default]
    Single,
    /// Every text is like every other one, so nothing chains.
    ///
    /// Texts come in the order of insertion; each joins the first group that it fits wholly, among those that
    /// banding proposes, or begins a new one. Two groups may therefore hold texts that are like one another. Takes up to
    /// `n²/2` comparisons for a group of `n` distinct texts. Needs [`Settings::verify`].
    Complete,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threshold: 0.7,
            bands: None,
            verify: true,
            linkage: Linkage::Single,
        }
    }
}

/// Settings, checked and worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) threshold: f64,
    pub(super) verify: bool,
    pub(super) linkage: Linkage,
    pub(super) bands: Bands,
    /// How long texts are signed.
    pub(super) long: OnePermutation,
    /// How short ones are.
    pub(super) short: OnePermutation,
    /// Slots filled by one throw below which a text is signed as a short one.
    pub(super) short_below: usize,
    /// Slots filled by one throw from which a text is signed as a long one.
    pub(super) long_from: usize,
}

impl Plan {
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if a setting is out of its range.
    pub(super) fn new(settings: Settings) -> Result<Self> {
        let threshold = settings.threshold;
        if !(threshold > 0.0 && threshold <= 1.0) {
            let reason = format!("{threshold}; give a similarity above 0 and at most 1");
            return Err(Error::value("threshold", reason));
        }
        if settings.linkage == Linkage::Complete && !settings.verify {
            let reason = "complete needs exact comparison; leave it out, or compare pairs exactly";
            return Err(Error::value("linkage", reason));
        }
        let bands = settings
            .bands
            .unwrap_or_else(|| Bands::for_threshold(threshold, SLOTS));
        let n_slots = u32::from(bands.bands) * u32::from(bands.rows);
        if n_slots == 0 || n_slots > u32::from(MAX_SLOTS) {
            let reason = format!(
                "{} bands of {} rows; give at least 1 of each and at most {MAX_SLOTS} slots in all",
                bands.bands, bands.rows
            );
            return Err(Error::value("bands", reason));
        }
        let slots = SLOTS.max(n_slots as u16);
        // Three bytes of key at least, or unlike texts would meet by chance.
        let bytes = match bands.rows {
            1 => 4,
            2 => 2,
            _ => 1,
        };
        let long = OnePermutation {
            slots,
            bytes,
            throws: 1,
        };
        let (short_below, long_from) = bounds(f64::from(slots), threshold);
        Ok(Self {
            threshold,
            verify: settings.verify,
            linkage: settings.linkage,
            bands,
            long,
            short: OnePermutation {
                throws: THROWS,
                ..long
            },
            short_below,
            long_from,
        })
    }

    /// An empty table for signatures by `scheme`.
    pub(super) fn table(scheme: OnePermutation) -> Result<Signatures> {
        Signatures::new(scheme, SHINGLE)
    }
}

/// Filled slots below which a text is short, and from which it is long; texts between are both.
///
/// Two texts of similarity `threshold` differ in their number of shingles by that factor at most. So if the larger one is
/// not short, the smaller one has at least that many shingles, and fills so many slots less four standard deviations,
/// which are a thirtieth of the slots each at most. From there on every text is signed as a long one too, so that the two
/// meet as long texts; and if the larger one is short, so is the smaller.
fn bounds(slots: f64, threshold: f64) -> (usize, usize) {
    let shingles = -(1.0 - SHORT).ln() * slots;
    let least = slots * (1.0 - (-threshold * shingles / slots).exp());
    let spread = 4.0 * slots.sqrt() / 3.0;
    let long_from = (least - spread).max(1.0);
    (whole((SHORT * slots).ceil()), whole(long_from))
}

/// A number of slots, which is between 1 and [`MAX_SLOTS`].
#[expect(clippy::cast_sign_loss, reason = "numbers of slots are positive")]
fn whole(slots: f64) -> usize {
    slots as usize
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn settings_out_of_range_are_refused() {
        let with = |threshold, bands, rows| {
            let bands = Some(Bands { bands, rows });
            Plan::new(Settings {
                threshold,
                bands,
                ..Settings::default()
            })
            .unwrap_err()
            .to_string()
        };
        assert_eq!(
            with(2.0, 16, 8),
            "threshold: 2; give a similarity above 0 and at most 1"
        );
        let estimated = Plan::new(Settings {
            verify: false,
            linkage: Linkage::Complete,
            ..Settings::default()
        });
        assert_eq!(
            estimated.unwrap_err().to_string(),
            "linkage: complete needs exact comparison; leave it out, or compare pairs exactly"
        );
        for (bands, rows) in [(0, 8), (16, 0), (200, 200)] {
            let expected = format!(
                "bands: {bands} bands of {rows} rows; give at least 1 of each and at most 1024 slots in all"
            );
            assert_eq!(with(0.7, bands, rows), expected);
        }
    }

    #[test]
    fn a_plan_follows_from_the_threshold() {
        let plan = Plan::new(Settings::default()).unwrap();
        assert_eq!(plan.bands, Bands { bands: 32, rows: 4 });
        assert_eq!((plan.long.slots, plan.long.bytes), (128, 1));
        assert!(plan.long_from < plan.short_below, "{plan:?}");
        let low = Plan::new(Settings {
            threshold: 0.3,
            ..Settings::default()
        })
        .unwrap();
        assert_eq!((low.bands.rows, low.long.bytes), (2, 2));
        assert!(low.long_from < plan.long_from, "{low:?}");
    }
}
