//! The scale of time of a story.
//!
//! **In** times. **Out** an [`Axis`]: where each stands, with the long stretches left out in which nothing came.

use serde::Serialize;

use super::WIDTH;

/// Width of a break of the scale of time.
pub(super) const BREAK: f64 = 40.0;
/// What is not longer is never broken, in seconds: a week.
const LONG: i64 = 7 * 86_400;

/// A scale of time: stretches in which something came, and between them breaks of [`BREAK`] units where nothing did for
/// most of the time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::report) struct Axis {
    /// At least one, in order.
    pub(in crate::report) stretches: Vec<Stretch>,
}

/// A stretch of the scale: `from` stands at `left`, `to` at `right`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(in crate::report) struct Stretch {
    /// Seconds since 1970.
    pub(in crate::report) from: i64,
    /// Seconds since 1970, not before `from`.
    pub(in crate::report) to: i64,
    pub(in crate::report) left: f64,
    pub(in crate::report) right: f64,
}

impl Axis {
    /// A scale for these times, sorted, from `left` to [`WIDTH`]; `None` if all are one.
    pub(super) fn new(times: &[i64], left: f64) -> Option<Self> {
        let (first, last) = (*times.first()?, *times.last()?);
        if first == last {
            return None;
        }
        // More than half of the whole: there is at most one such gap in what is left each time.
        let mut stretches = vec![(first, last)];
        while let Some(&(from, to)) = stretches.last() {
            let inside = times.iter().filter(|&&time| from <= time && time <= to);
            let inside: Vec<i64> = inside.copied().collect();
            let gap = inside
                .windows(2)
                .map(|pair| (pair[1] - pair[0], pair))
                .max();
            match gap {
                Some((gap, pair)) if 2 * gap > to - from && gap > LONG && stretches.len() < 3 => {
                    let (before, after) = ((from, pair[0]), (pair[1], to));
                    stretches.pop();
                    // What is the longer of the two may be broken again.
                    let mut parts = [before, after];
                    parts.sort_by_key(|(from, to)| to - from);
                    stretches.extend(parts);
                }
                _ => break,
            }
        }
        stretches.sort_unstable();
        let total: i64 = stretches.iter().map(|(from, to)| to - from).sum();
        let breaks = stretches.len() as f64 - 1.0;
        let unit = (WIDTH - left - breaks * BREAK) / total.max(1) as f64;
        let mut x = left;
        let placed = stretches.into_iter().map(|(from, to)| {
            let right = x + unit * (to - from) as f64;
            let stretch = Stretch {
                from,
                to,
                left: round(x),
                right: round(right),
            };
            x = right + BREAK;
            stretch
        });
        Some(Self {
            stretches: placed.collect(),
        })
    }

    /// Where the first time stands.
    pub(super) fn start(&self) -> f64 {
        self.stretches.first().map_or(0.0, |stretch| stretch.left)
    }

    /// Where a time of the scale stands; one in a break stands at its edge.
    pub(super) fn place(&self, seconds: i64) -> f64 {
        let of = |stretch: &Stretch| {
            let span = (stretch.to - stretch.from).max(1) as f64;
            let part = ((seconds - stretch.from) as f64 / span).clamp(0.0, 1.0);
            stretch.left + part * (stretch.right - stretch.left)
        };
        let before = self
            .stretches
            .iter()
            .rev()
            .find(|stretch| stretch.from <= seconds);
        before.or(self.stretches.first()).map_or(0.0, of)
    }
}

/// Tenths are finer than a pixel, and keep files small.
pub(super) fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn a_gap_that_is_most_of_the_time_is_a_break() {
        // A template's date two years before the rest.
        let times = [0, DAY, 700 * DAY, 700 * DAY + 3600, 701 * DAY];
        let axis = Axis::new(&times, 20.0).map(|axis| axis.stretches);
        let spans: Vec<(i64, i64)> = axis
            .iter()
            .flatten()
            .map(|stretch| (stretch.from, stretch.to))
            .collect();
        assert_eq!(spans, [(0, DAY), (700 * DAY, 701 * DAY)]);
        // A day is as wide on either side.
        let axis = axis.unwrap_or_default();
        let widths: Vec<f64> = axis
            .iter()
            .map(|stretch| stretch.right - stretch.left)
            .collect();
        assert!((widths[0] - widths[1]).abs() < 0.2, "{widths:?}");
        assert!((axis[1].left - axis[0].right - BREAK).abs() < 0.2);
        assert!((axis[1].right - WIDTH).abs() < 0.2);
    }

    #[test]
    fn time_goes_to_the_right() {
        for times in [
            vec![0, 3600],
            vec![0, 3 * DAY, 30 * DAY, 900 * DAY],
            vec![-900 * DAY, 0, 1],
        ] {
            let Some(axis) = Axis::new(&times, 0.0) else {
                unreachable!("two times at least")
            };
            let places: Vec<f64> = times.iter().map(|&time| axis.place(time)).collect();
            assert!(places.is_sorted(), "{times:?}: {places:?}");
            assert!(places.iter().all(|x| (0.0..=WIDTH + 0.1).contains(x)));
        }
        assert_eq!(Axis::new(&[5, 5], 0.0), None);
        assert_eq!(Axis::new(&[], 0.0), None);
    }
}
