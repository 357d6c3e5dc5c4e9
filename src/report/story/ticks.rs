//! The labels of a scale of time.
//!
//! **In** an axis and its clock, in minutes from UTC. **Out** places and labels at whole steps of the clock that the times are told by: minutes, hours,
//! days, months, years, as there is room.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::axis::{Axis, Stretch};
use super::clock::offset;

/// Steps of a scale of time in seconds, each with the format of its labels.
const STEPS: &[(i64, &str)] = &[
    (60, "%H:%M"),
    (300, "%H:%M"),
    (900, "%H:%M"),
    (3600, "%H:%M"),
    (3 * 3600, "%d %b %H:%M"),
    (6 * 3600, "%d %b %H:%M"),
    (12 * 3600, "%d %b %H:%M"),
    (86_400, "%d %b %Y"),
    (2 * 86_400, "%d %b %Y"),
    (7 * 86_400, "%d %b %Y"),
    (30 * 86_400, "%d %b %Y"),
    (91 * 86_400, "%b %Y"),
    (365 * 86_400, "%Y"),
    (5 * 365 * 86_400, "%Y"),
];

/// The least width between two labels.
const TICK: f64 = 120.0;

/// Where the labels of `axis` stand, and what they say; the first of each stretch says the year too. A later one that
/// would run into the next stretch's first is left out.
pub(super) fn ticks(axis: &Axis, clock: i64) -> Vec<(f64, String)> {
    let offset = offset(clock).unwrap_or(Offset::UTC);
    let nexts = axis.stretches.iter().skip(1).map(|stretch| stretch.left);
    let rooms = nexts.chain([f64::INFINITY]);
    let stretches = axis.stretches.iter().zip(rooms);
    let labels = stretches.map(|(stretch, room)| {
        let labels = of(stretch, offset).into_iter().enumerate();
        labels.filter(move |&(at, (x, _))| at == 0 || x + TICK <= room)
    });
    labels.flatten().map(|(_, label)| label).collect()
}

fn of(stretch: &Stretch, offset: Offset) -> Vec<(f64, String)> {
    let (width, span) = (stretch.right - stretch.left, stretch.to - stretch.from);
    let fits = |step: &&(i64, &str)| (span / step.0) as f64 * TICK <= width;
    let (step, usual) = *STEPS.iter().find(fits).unwrap_or(&STEPS[STEPS.len() - 1]);
    let shift = i64::from(offset.seconds());
    let mut at = (stretch.from + shift).div_euclid(step) * step - shift;
    if at < stretch.from {
        at += step;
    }
    // A stretch without a whole step in it is labelled by its end.
    let is_bare = at > stretch.to;
    let mut format = match (is_bare, usual.contains("%Y"), usual.contains("%H")) {
        (false, true, _) => usual,
        (false, false, true) => "%d %b %Y %H:%M",
        _ => "%d %b %Y",
    };
    at = at.min(stretch.to);
    let mut ticks = Vec::new();
    while at <= stretch.to {
        let part = (at - stretch.from) as f64 / span.max(1) as f64;
        let time = Timestamp::from_second(at).map(|time| time.to_zoned(TimeZone::fixed(offset)));
        let text = time.map_or(String::new(), |time| time.strftime(format).to_string());
        ticks.push((stretch.left + part * width, text));
        at += step;
        format = usual;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;
    /// Midnight of 2025-03-03 in western Indonesia.
    const MIDNIGHT: i64 = 1_740_934_800;

    /// (hours from that midnight: from, to; width; labels).
    const SCALES: &[(i64, i64, f64, &[&str])] = &[
        (
            0,
            10,
            640.0,
            &[
                "03 Mar 2025 00:00",
                "03 Mar 03:00",
                "03 Mar 06:00",
                "03 Mar 09:00",
            ],
        ),
        (1, 3, 640.0, &["03 Mar 2025 01:00", "02:00", "03:00"]),
        (
            0,
            6 * 24,
            640.0,
            &["03 Mar 2025", "05 Mar 2025", "07 Mar 2025", "09 Mar 2025"],
        ),
        // No midnight in it, and no room for less than a day.
        (1, 13, 60.0, &["03 Mar 2025"]),
        (0, 0, 10.0, &["03 Mar 2025 00:00"]),
    ];

    #[test]
    fn labels_stand_at_whole_steps_of_the_local_clock() {
        for &(from, to, right, expected) in SCALES {
            let stretch = Stretch {
                from: MIDNIGHT + from * HOUR,
                to: MIDNIGHT + to * HOUR,
                left: 0.0,
                right,
            };
            let axis = Axis {
                stretches: vec![stretch],
            };
            let ticks = ticks(&axis, 7 * 60);
            let labels: Vec<&str> = ticks.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(labels, expected, "{from} to {to} hours, {right} wide");
            assert!(ticks.iter().all(|(x, _)| (0.0..=right).contains(x)));
        }
    }

    #[test]
    fn a_scale_of_centuries_has_few_labels() {
        let axis = Axis::new(&[0, 200 * 365 * DAY], 0.0).map(|axis| ticks(&axis, 0).len());
        assert!(axis.is_some_and(|n| n < 50), "{axis:?}");
    }
}
