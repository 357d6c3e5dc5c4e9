//! The order of two publication times that are known as intervals only.
//!
//! **In** two [`Published`] intervals. **Out** the probability that the first is the earlier one, if each true time
//! lies anywhere in its interval with equal chance. A day against a minute of that day gives a figure between, two
//! equal minutes give one half, and no clock is consulted.

use crate::article::{Basis, Moment, Published};

use super::Config;

/// A time stated to the minute stands for that whole minute.
const MINUTE: i64 = 60;

/// Seconds after which nobody takes up a wire item any more: a week.
pub(crate) const LONGEST_SILENCE: i64 = 7 * 24 * 3600;

/// What is known of the order of two pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Order {
    /// Probability that the first is earlier, by the stated times alone, `0.0..=1.0`.
    pub(super) earlier: f64,
    /// Probability that the stated order is wrong.
    pub(super) error: f64,
    /// Seconds from the end of the first interval to the start of the second; negative if they overlap or are in
    /// the other order.
    pub(super) gap: i64,
}

impl Order {
    /// The order of `first` and `second`; `None` if either time is unknown.
    pub(super) fn of(
        first: Option<&Published>,
        second: Option<&Published>,
        config: &Config,
    ) -> Option<Self> {
        let (first, second) = (first?, second?);
        let a = interval(first, config);
        let b = interval(second, config);
        let implied = first.basis >= Basis::Text || second.basis >= Basis::Text;
        Some(Self {
            earlier: chance_earlier(a, b),
            error: if implied {
                config.clock_error_text
            } else {
                config.clock_error
            },
            gap: b.0 - a.1,
        })
    }

    /// Whether the stated times leave no room for the first to be earlier.
    pub(super) fn surely_later(self) -> bool {
        self.earlier < 0.05
    }

    /// The log-likelihood ratio of these times if the second came from the first, against no relation:
    /// `ln(2 * (e + (1 - 2e) * q))` for an order `q` and an error rate `e`. Zero for `q = 1/2`.
    pub(super) fn weight(self) -> f64 {
        let error = self.error.clamp(1e-6, 0.5);
        (2.0 * (error + (1.0 - 2.0 * error) * self.earlier)).ln()
    }
}

/// The seconds `[start, end)` in which a page may have been published.
fn interval(published: &Published, config: &Config) -> (i64, i64) {
    let start = seconds(published.start, config);
    let end = seconds(published.end, config);
    (start, end.max(start) + MINUTE)
}

/// Seconds since 1970 of a moment, with the offset that is assumed where it states none.
pub(super) fn seconds(moment: Moment, config: &Config) -> i64 {
    moment.unix_seconds(config.assumed_offset())
}

/// The probability that a point of `a` lies before a point of `b`, both uniform and independent.
fn chance_earlier(a: (i64, i64), b: (i64, i64)) -> f64 {
    // Seconds from the start of `a` keep the squares far below the 53 bits of an f64.
    let at = |t: i64| (t - a.0) as f64;
    let (width_a, start_b, end_b) = (at(a.1), at(b.0), at(b.1));
    // The integral of the part of `a` that lies before `t`.
    let before = |t: f64| {
        let inside = t.clamp(0.0, width_a);
        inside * inside / 2.0 + (t - width_a).max(0.0) * width_a
    };
    ((before(end_b) - before(start_b)) / (width_a * (end_b - start_b))).clamp(0.0, 1.0)
}

/// Where the earliest of `sorted` seconds stands that can be believed: one long before the next is a template's or a
/// mistake. `None` if there is none at all.
pub(crate) fn first_believed(sorted: &[i64]) -> Option<usize> {
    let taken_up = sorted
        .windows(2)
        .position(|pair| pair[1] - pair[0] <= LONGEST_SILENCE);
    taken_up.or_else(|| sorted.len().checked_sub(1))
}

/// A length of time as an editor would say it: `40 min`, `5 h`, `3 days`.
pub(super) fn duration(seconds: i64) -> String {
    match seconds.abs() {
        s @ 0..7200 => format!("{} min", s / 60),
        s @ 7200..172_800 => format!("{} h", s / 3600),
        s => format!("{} days", s / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First and last hour.
    type Hours = (i64, i64);

    /// (name, first, second, probability that the first is earlier).
    const ORDERS: &[(&str, Hours, Hours, f64)] = &[
        ("apart", (0, 1), (2, 3), 1.0),
        ("apart, other way", (2, 3), (0, 1), 0.0),
        ("equal", (0, 1), (0, 1), 0.5),
        ("a quarter of the day is left", (0, 24), (6, 7), 6.5 / 24.0),
        ("half overlapping", (0, 2), (1, 3), 0.875),
        ("touching", (0, 1), (1, 2), 1.0),
    ];

    #[test]
    fn the_chance_of_an_order_is_the_area_before_the_diagonal() {
        for &(name, a, b, expected) in ORDERS {
            let seconds = |(s, e): Hours| (s * 3600, e * 3600);
            let found = chance_earlier(seconds(a), seconds(b));
            assert!((found - expected).abs() < 1e-9, "{name}: {found}");
            let back = chance_earlier(seconds(b), seconds(a));
            assert!((found + back - 1.0).abs() < 1e-9, "{name}: both ways");
        }
    }

    #[test]
    fn a_later_parent_is_punished_more_than_an_earlier_one_is_rewarded() {
        let order = |earlier| Order {
            earlier,
            error: 0.03,
            gap: 0,
        };
        assert!(order(0.5).weight().abs() < 1e-12);
        assert!((order(1.0).weight() - 1.94_f64.ln()).abs() < 1e-12);
        assert!((order(0.0).weight() - 0.06_f64.ln()).abs() < 1e-12);
    }
}
