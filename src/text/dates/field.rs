//! The date field of a record, in any of the shapes that exports use.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::dates;
use crate::article::Moment;

/// The first and last moment that the date field of a record can mean.
///
/// Reads RFC 3339 and its looser relatives (no offset, a space for `T`, a fraction of a second), RFC 2822,
/// `26-FEB-1987 15:01:01.79`, `20250227`, Unix time in seconds, milliseconds or microseconds, and every shape with a
/// year that [`dates`] reads, with words before it (`Published: 27 Feb 2025`). Fractions of a second are dropped.
///
/// A bare day lasts from 00:00:00 to 23:59:59; a time to the minute or better gives two equal moments. `None` where no
/// day of a stated year is found.
///
/// # Examples
/// ```
/// use silsilah::text::dates::parse_field;
///
/// let (start, end) = parse_field("2025-02-27").unwrap();
/// assert_eq!((start.to_string(), end.to_string()), ("2025-02-27T00:00:00".into(), "2025-02-27T23:59:59".into()));
/// let (start, end) = parse_field("Sabtu, 01 Mar 2025, 01:20 WIB").unwrap();
/// assert_eq!(start, end);
/// assert_eq!(start.to_string(), "2025-03-01T01:20:00+07:00");
/// ```
#[must_use]
pub fn parse_field(value: &str) -> Option<(Moment, Moment)> {
    let value = value.trim();
    if value.starts_with(|c: char| c.is_ascii_digit())
        && value.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && let Some(found) = number(value)
    {
        return Some(found);
    }
    let mention = dates(value, 0..value.len())
        .into_iter()
        .find(|mention| mention.year.is_some())?;
    let day = mention.date(None)?;
    Some(match mention.time {
        Some(time) => {
            let moment = Moment {
                local: DateTime::from_parts(day, time),
                offset: mention.offset,
            };
            (moment, moment)
        }
        None => whole_day(day),
    })
}

/// `20250227`, or Unix time by its number of figures; a decimal fraction is dropped.
fn number(value: &str) -> Option<(Moment, Moment)> {
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    let number: i64 = whole.parse().ok()?;
    if whole.len() == 8 {
        let year = i16::try_from(number / 10_000).ok()?;
        let (month, day) = ((number / 100 % 100) as i8, (number % 100) as i8);
        return Date::new(year, month, day).ok().map(whole_day);
    }
    let instant = match whole.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        15 | 16 => Timestamp::from_microsecond(number),
        _ => return None,
    };
    let whole_second = Timestamp::from_second(instant.ok()?.as_second()).ok()?;
    let moment = Moment {
        local: Offset::UTC.to_datetime(whole_second),
        offset: Some(Offset::UTC),
    };
    Some((moment, moment))
}

/// From the first to the last second of `day`.
fn whole_day(day: Date) -> (Moment, Moment) {
    let moment = |time| Moment {
        local: DateTime::from_parts(day, time),
        offset: None,
    };
    (
        moment(Time::midnight()),
        moment(Time::constant(23, 59, 59, 0)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (field, first moment, last moment)
    const FIELDS: &[(&str, &str, &str)] = &[
        ("2025-02-27T10:00:00Z", "2025-02-27T10:00:00Z", "="),
        (
            "2025-02-27T10:00:00+07:00",
            "2025-02-27T10:00:00+07:00",
            "=",
        ),
        (
            "2025-02-27T10:00:00.250+0700",
            "2025-02-27T10:00:00+07:00",
            "=",
        ),
        ("2025-02-27 10:00:00", "2025-02-27T10:00:00", "="),
        ("2025-02-27 10:00", "2025-02-27T10:00:00", "="),
        ("2025-02-27", "2025-02-27T00:00:00", "2025-02-27T23:59:59"),
        ("2025-02-27T10:00-05:00", "2025-02-27T10:00:00-05:00", "="),
        ("26-FEB-1987 15:01:01.79RM", "1987-02-26T15:01:01", "="),
        (" 7-MAR-1987 04:18:23.12", "1987-03-07T04:18:23", "="),
        ("20250227", "2025-02-27T00:00:00", "2025-02-27T23:59:59"),
        ("Thu, 27 Feb 2025 10:00:00 GMT", "2025-02-27T10:00:00Z", "="),
        (
            "Thu, 27 Feb 2025 10:00:00 -0500",
            "2025-02-27T10:00:00-05:00",
            "=",
        ),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01", "="),
        ("1740650400", "2025-02-27T10:00:00Z", "="),
        ("1740650400.75", "2025-02-27T10:00:00Z", "="),
        ("1740650400123", "2025-02-27T10:00:00Z", "="),
        ("Kamis, 3 April 2025 - 04:08", "2025-04-03T04:08:00", "="),
        (
            "Published: July 15, 2018",
            "2018-07-15T00:00:00",
            "2018-07-15T23:59:59",
        ),
        ("27.02.2025", "2025-02-27T00:00:00", "2025-02-27T23:59:59"),
    ];

    #[test]
    fn fields_of_every_export_are_read() {
        for &(value, first, last) in FIELDS {
            let found = parse_field(value).map(|(a, b)| (a.to_string(), b.to_string()));
            let last = if last == "=" { first } else { last };
            assert_eq!(found, Some((first.into(), last.into())), "{value:?}");
        }
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for value in [
            "",
            "kemarin",
            "12",
            "20251345",
            "(28/4)",
            "2025",
            "99999999999999999999",
            "2025-02-30",
        ] {
            assert_eq!(parse_field(value), None, "{value:?}");
        }
    }
}
