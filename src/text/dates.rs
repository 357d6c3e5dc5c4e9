//! Dates of a text.

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

use crate::article::Moment;

/// A day that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its bytes in the text, with weekday, brackets and time.
    pub range: Range<usize>,
    /// The year, if stated.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// The weekday, if stated.
    pub weekday: Option<Weekday>,
    /// The time of day, if stated.
    pub time: Option<Time>,
    /// Hours from UTC, if stated.
    pub offset: Option<Offset>,
}

impl DateMention {
    /// The day; without a stated year the one nearest to `near`.
    #[must_use]
    pub fn date(&self, near: Option<Date>) -> Option<Date> {
        let year = self.year.or(near.map(Date::year))?;
        Date::new(year, self.month, self.day).ok()
    }
}

/// A weekday without a date: `Kamis pagi`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekdayMention {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The day of the week.
    pub weekday: Weekday,
}

/// The dates of `text[range]`, in order.
#[must_use]
pub fn dates(text: &str, range: Range<usize>) -> Vec<DateMention> {
    let _ = (text, range);
    Vec::new()
}

/// The weekdays of `text[range]` that belong to no date.
#[must_use]
pub fn weekdays(text: &str, range: Range<usize>) -> Vec<WeekdayMention> {
    let _ = (text, range);
    Vec::new()
}

/// The first and last moment that the date field of a record can mean.
#[must_use]
pub fn parse_field(value: &str) -> Option<(Moment, Moment)> {
    let date: Date = value.trim().parse().ok()?;
    let moment = |h, m, s| Moment {
        local: date.at(h, m, s, 0),
        offset: None,
    };
    Some((moment(0, 0, 0), moment(23, 59, 59)))
}
