//! The two kinds of figure that scores are made of.

use serde::{Deserialize, Serialize};

/// How many of the things asked for came out right.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Rate {
    /// Right ones.
    pub right: usize,
    /// All that were asked for.
    pub of: usize,
}

impl Rate {
    /// Counts one more.
    pub(super) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// The share, `0.0..=1.0`; 1 where nothing was asked for.
    #[must_use]
    pub fn share(self) -> f64 {
        if self.of == 0 {
            1.0
        } else {
            self.right as f64 / self.of as f64
        }
    }
}

/// Precision, recall, and their harmonic mean, each `0.0..=1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Prf {
    /// Share of what was found that is right; 1 where nothing was found.
    pub precision: f64,
    /// Share of what is right that was found; 1 where nothing is right.
    pub recall: f64,
    /// `2 * precision * recall / (precision + recall)`; 0 where both are.
    pub f1: f64,
}

impl Prf {
    /// From a precision and a recall.
    #[must_use]
    pub fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        Self {
            precision,
            recall,
            f1: if sum == 0.0 {
                0.0
            } else {
                2.0 * precision * recall / sum
            },
        }
    }

    /// From the number of hits among `gold` right and `found` things.
    #[must_use]
    pub fn of(hits: usize, gold: usize, found: usize) -> Self {
        let share = |of| Rate { right: hits, of }.share();
        Self::new(share(found), share(gold))
    }
}
