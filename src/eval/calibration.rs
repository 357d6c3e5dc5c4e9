//! Whether probabilities mean what they say: of all that was given .9, nine in ten should be right.
//!
//! **In** probabilities, each with what came true. **Out** a [`Calibration`]: ten bins of equal width, and the expected
//! calibration error, the mean distance between what was promised and what was kept, weighed by the size of the bins
//! (M. Naeini, G. Cooper and M. Hauskrecht, *Obtaining well calibrated probabilities using Bayesian binning*, 2015).

use serde::{Deserialize, Serialize};

/// Bins of equal width over `0.0..=1.0`.
const BINS: usize = 10;

/// Probabilities held against what came true.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Calibration {
    /// Mean distance of promised and kept, weighed by the size of the bins, `0.0..=1.0`; 0 where nothing was promised.
    pub expected_error: f64,
    /// Bins that hold anything, from low to high.
    pub bins: Vec<Bin>,
}

/// What was promised about the same, and how much of it came true.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Bin {
    /// Lower end, included.
    pub from: f64,
    /// Upper end, excluded but for 1.
    pub to: f64,
    /// How many there are.
    pub n: usize,
    /// Mean probability promised, `0.0..=1.0`.
    pub promised: f64,
    /// Share that came true, `0.0..=1.0`.
    pub kept: f64,
}

impl Calibration {
    /// Over `promises`, each a probability `0.0..=1.0` and whether it came true. Takes O(n).
    #[must_use]
    pub fn of(promises: &[(f64, bool)]) -> Self {
        let mut sums = [(0_usize, 0.0_f64, 0_usize); BINS];
        for &(probability, kept) in promises {
            let above = (1..BINS).filter(|&i| probability >= i as f64 / BINS as f64);
            let bin = &mut sums[above.count()];
            *bin = (bin.0 + 1, bin.1 + probability, bin.2 + usize::from(kept));
        }
        let bins: Vec<Bin> = sums
            .iter()
            .enumerate()
            .filter(|(_, (n, ..))| *n > 0)
            .map(|(i, &(n, sum, kept))| Bin {
                from: i as f64 / BINS as f64,
                to: (i + 1) as f64 / BINS as f64,
                n,
                promised: sum / n as f64,
                kept: kept as f64 / n as f64,
            })
            .collect();
        let gap = |bin: &Bin| (bin.promised - bin.kept).abs() * bin.n as f64;
        let total = promises.len().max(1) as f64;
        Self {
            expected_error: bins.iter().map(gap).sum::<f64>() / total,
            bins,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_distance_of_promised_and_kept() {
        let promises = [
            (0.95, true),
            (0.95, true),
            (0.95, false),
            (1.0, true),
            (0.5, false),
        ];
        let calibration = Calibration::of(&promises);
        let sizes: Vec<usize> = calibration.bins.iter().map(|b| b.n).collect();
        assert_eq!(sizes, [1, 4]);
        // 3.85 promised and 3 kept in the upper bin, .5 and none in the lower: (0.85 + 0.5) / 5.
        assert!(
            (calibration.expected_error - 0.27).abs() < 1e-9,
            "{calibration:?}"
        );
        assert_eq!(Calibration::of(&[]), Calibration::default());
    }
}
