//! What the times of pages say: a moment, the offset of their clock, and how a picture tells it.
//!
//! **In** a time as a run writes it: RFC 3339, or without an offset. **Out** seconds, offsets, labels. A picture has one
//! clock, that of most of its pages; where a page's differs, its label says so.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};

/// `time`, of a clock `assumed` minutes from UTC where it does not say, as seconds since 1970.
pub(super) fn seconds(time: &str, assumed: i64) -> Option<i64> {
    if let Ok(time) = time.parse::<Timestamp>() {
        return Some(time.as_second());
    }
    let time: DateTime = time.parse().ok()?;
    let zone = TimeZone::fixed(offset(assumed)?);
    Some(time.to_zoned(zone).ok()?.timestamp().as_second())
}

/// Minutes from UTC of the clock that most of `times` are told by, those without an offset by the `assumed` one.
pub(super) fn common<'t>(times: impl Iterator<Item = &'t str>, assumed: i64) -> i64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for time in times {
        *counts.entry(stated(time).unwrap_or(assumed)).or_default() += 1;
    }
    let most = counts
        .iter()
        .max_by_key(|&(minutes, n)| (*n, *minutes == assumed, -minutes));
    most.map_or(assumed, |(minutes, _)| *minutes)
}

/// `2025-03-07 11:05` in a picture whose clock is `minutes` from UTC; with its offset if it has another, without the
/// clock at midnight, which mostly stands for a day.
pub(super) fn told(time: &str, minutes: i64) -> String {
    let said = time.get(..16).unwrap_or(time).replace('T', " ");
    match (said.strip_suffix(" 00:00"), stated(time)) {
        (Some(day), _) => day.to_owned(),
        (None, Some(own)) if own != minutes => format!("{said} {}", named(own)),
        _ => said,
    }
}

/// `UTC`, `UTC+07:00`.
pub(super) fn named(minutes: i64) -> String {
    if minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `minutes` from UTC as an offset, if there is such a one.
pub(super) fn offset(minutes: i64) -> Option<Offset> {
    let seconds = i32::try_from(minutes * 60).ok()?;
    Offset::from_seconds(seconds).ok()
}

fn stated(time: &str) -> Option<i64> {
    let offset = Pieces::parse(time).ok()?.to_numeric_offset()?;
    Some(i64::from(offset.seconds() / 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_without_an_offset_are_taken_to_have_the_assumed_one() {
        for (time, expected) in [
            ("1970-01-01T07:00:00", Some(0)),
            ("1970-01-01T07:00:00+07:00", Some(0)),
            ("1970-01-01T00:00:00Z", Some(0)),
            ("1970-01-02", Some(17 * 3600)),
            ("yesterday", None),
        ] {
            assert_eq!(seconds(time, 420), expected, "{time}");
        }
    }

    #[test]
    fn a_picture_is_told_by_the_clock_of_most_of_its_pages() {
        let (jakarta, washington) = ("2025-03-07T11:05:00+07:00", "2025-03-07T00:05:00-04:00");
        for (times, expected) in [
            (vec![], 420),
            (vec!["2025-03-07T11:05:00", washington], 420),
            (vec![jakarta, washington, washington], -240),
            (vec!["2025-03-07T04:05:00Z"], 0),
        ] {
            assert_eq!(common(times.iter().copied(), 420), expected, "{times:?}");
        }
        for (time, expected) in [
            (jakarta, "2025-03-07 11:05"),
            ("2025-03-07T11:05:00", "2025-03-07 11:05"),
            (washington, "2025-03-07 00:05 UTC-04:00"),
            ("2025-03-07T00:00:00-04:00", "2025-03-07"),
            ("2025-03-07", "2025-03-07"),
        ] {
            assert_eq!(told(time, 420), expected, "{time}");
        }
        assert_eq!(named(-210), "UTC-03:30");
        assert_eq!(named(0), "UTC");
    }
}
