//! Dates and weekdays that a text names.
//!
//! **In** a text, or the date field of a record. **Out** what it says, no more: `(28/4)` has no year until
//! [`DateMention::date`] is given a day to be near to.
//!
//! The reader looks at every run of digits and asks whether a date stands there: year first (`2025-02-27`), day and
//! month name (`27 Februari 2025`), month name and day (`Feb. 27, 2025`), or day and month in figures (`27/2/2025`).
//! Day and month in figures without a year need a bracket or a weekday, since `3/4` may be a fraction or a score. Then
//! it widens the find: a weekday before it, brackets around it, a time and zone after or before it. Day stands before
//! month, as Indonesia and Malaysia write; the other order is read where only that makes a date, or fits the weekday.
//! The names are in `data/months.tsv`, `weekdays.tsv`, `zones.tsv` and `date_words.tsv`.

mod clock;
mod day;

mod field;
mod mention;
pub(super) mod words;

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

pub use field::parse_field;

use super::lexemes::{self, Gap, Lexemes};
use words::{Role, Use};

/// A day that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its bytes in the text, with weekday, brackets and time: `Rabu (2/4/2025)`.
    pub range: Range<usize>,
    /// The year, if stated; a year of two figures is one of 1970 to 2069.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, and not more than the month has (29 February needs a leap year only where the year is stated).
    pub day: i8,
    /// The weekday, if stated; it need not be that of the date.
    pub weekday: Option<Weekday>,
    /// The time of day, if stated.
    pub time: Option<Time>,
    /// The zone of the time, if stated (WIB is +07:00).
    pub offset: Option<Offset>,
}

impl DateMention {
    /// The day. Without a stated year it is the one nearest to `near`, of the stated weekday if one year gives that.
    ///
    /// `None` where neither a year is stated nor `near` given, or for 29 February with no leap year about.
    ///
    /// # Examples
    /// ```
    /// use jiff::civil::date;
    /// use silsilah::text::dates::dates;
    ///
    /// let text = "kata juru bicara itu, Selasa (31/12).";
    /// let mention = &dates(text, 0..text.len())[0];
    /// assert_eq!(&text[mention.range.clone()], "Selasa (31/12)");
    /// assert_eq!(mention.date(Some(date(2025, 1, 2))), Some(date(2024, 12, 31)));
    /// ```
    #[must_use]
    pub fn date(&self, near: Option<Date>) -> Option<Date> {
        if let Some(year) = self.year {
            return Date::new(year, self.month, self.day).ok();
        }
        let near = near?;
        (-1..=1)
            .filter_map(|step| Date::new(near.year() + step, self.month, self.day).ok())
            .min_by_key(|day| {
                let wrong = self.weekday.is_some_and(|weekday| weekday != day.weekday());
                (wrong, day.duration_since(near).as_secs().abs())
            })
    }
}

/// A weekday that belongs to no date: `Rabu`, `Kamis pagi`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekdayMention {
    /// Its bytes in the text, with the part of the day.
    pub range: Range<usize>,
    /// The day of the week.
    pub weekday: Weekday,
}

impl WeekdayMention {
    /// The last such day on or before `published`: news name the days just past.
    #[must_use]
    pub fn date(&self, published: Date) -> Option<Date> {
        let back = published.weekday().since(self.weekday);
        published.checked_sub(jiff::Span::new().days(back)).ok()
    }
}

/// The dates of `text[range]`, in order, not overlapping.
///
/// Dates that no calendar has (31/2, 45/13) are refused. One pass; about 30 µs for 400 words.
///
/// # Panics
/// If `range` is not within `text` or cuts a character.
///
/// # Examples
/// ```
/// use jiff::civil::{Weekday, date, time};
/// use silsilah::text::dates::dates;
///
/// let line = "Kamis, 3 April 2025 - 04:08 WIB";
/// let mention = &dates(line, 0..line.len())[0];
/// assert_eq!(mention.date(None), Some(date(2025, 4, 3)));
/// assert_eq!(mention.weekday, Some(Weekday::Thursday));
/// assert_eq!(mention.time, Some(time(4, 8, 0, 0)));
/// ```
#[must_use]
pub fn dates(text: &str, range: Range<usize>) -> Vec<DateMention> {
    // Most stretches have no figure, and no date has none.
    if !text[range.clone()].contains(lexemes::is_digit) {
        return Vec::new();
    }
    let lexemes = Lexemes::new(text, range);
    let found = mention::find(&lexemes);
    found.into_iter().map(|(_, mention)| mention).collect()
}

/// The weekdays of `text[range]` that belong to no date, in order.
///
/// Abbreviations (`Sun`, `Sat`) are left out, and `Minggu` where it may mean *week*.
///
/// # Panics
/// If `range` is not within `text` or cuts a character.
#[must_use]
pub fn weekdays(text: &str, range: Range<usize>) -> Vec<WeekdayMention> {
    let lexemes = Lexemes::new(text, range);
    let mut taken = mention::find(&lexemes).into_iter().peekable();
    let mut buffer = String::new();
    let mut out = Vec::new();
    for i in 0..lexemes.len() {
        while taken.next_if(|(items, _)| items.end <= i).is_some() {}
        if taken.peek().is_some_and(|(items, _)| items.contains(&i)) {
            continue;
        }
        let Some((weekday, condition)) = lexemes.lower(i, &mut buffer).and_then(words::weekday)
        else {
            continue;
        };
        if !stands_alone(&lexemes, i, condition) {
            continue;
        }
        let mut end = i + 1;
        while lexemes.gap(end) == Gap::Space
            && let Some(lower) = lexemes.lower(end, &mut buffer)
            && (words::plays(lower, Role::Part) || lower == "hari" && end > i + 1)
        {
            end += 1;
        }
        out.push(WeekdayMention {
            range: lexemes.range(i, end),
            weekday,
        });
    }
    out
}

/// Whether the weekday name at `i` counts without a date.
fn stands_alone(lexemes: &Lexemes<'_>, i: usize, condition: Use) -> bool {
    match condition {
        Use::Always => true,
        Use::Capital => lexemes.is_capital(i),
        Use::Week => {
            let mut buffer = String::new();
            let head = i == 0 || lexemes.is_mark(i - 1, &['.', '!', '?', '"', '“', '”', ')']);
            let next = lexemes.lower(i + 1, &mut buffer);
            lexemes.is_capital(i) && !(head && next.is_some_and(|w| words::plays(w, Role::Week)))
        }
        Use::BesideDate => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// (text, its only date as written, what it says: year-month-day, weekday, time, zone)
    const SHAPES: &[(&str, &str, &str)] = &[
        (
            "kata dia, Rabu (2/4/2025).",
            "Rabu (2/4/2025)",
            "2025-4-2 Wednesday",
        ),
        ("Rabu(2/4/2025)", "Rabu(2/4/2025)", "2025-4-2 Wednesday"),
        ("katanya (28/4).", "(28/4)", "?-4-28"),
        ("selasa (22/4) malam", "selasa (22/4)", "?-4-22 Tuesday"),
        ("Kamis malam, (3/4)", "Kamis malam, (3/4)", "?-4-3 Thursday"),
        ("pada Rabu 2/4 lalu", "Rabu 2/4", "?-4-2 Wednesday"),
        ("Sabtu-Minggu (1-2/3)", "Minggu (1-2/3)", "?-3-2 Sunday"),
        (
            "Jumat 7 Maret 2025",
            "Jumat 7 Maret 2025",
            "2025-3-7 Friday",
        ),
        ("Jum’at (7/3/25)", "Jum’at (7/3/25)", "2025-3-7 Friday"),
        (
            "Sabtu, 01 Mar 2025, 01:20 WIB",
            "Sabtu, 01 Mar 2025, 01:20 WIB",
            "2025-3-1 Saturday 01:20:00 +07",
        ),
        (
            "Kamis, 3 April 2025 - 04:08",
            "Kamis, 3 April 2025 - 04:08",
            "2025-4-3 Thursday 04:08:00",
        ),
        (
            "27 Februari 2025 - 17:57 WIB",
            "27 Februari 2025 - 17:57 WIB",
            "2025-2-27 17:57:00 +07",
        ),
        (
            "27 Februari 2025 | 17.57 Wib",
            "27 Februari 2025 | 17.57 Wib",
            "2025-2-27 17:57:00 +07",
        ),
        (
            "Selasa, 4 Maret 2025 pukul 17.57 WITA",
            "Selasa, 4 Maret 2025 pukul 17.57 WITA",
            "2025-3-4 Tuesday 17:57:00 +08",
        ),
        (
            "9:54 pm PDT, Sunday, July 15, 2018",
            "9:54 pm PDT, Sunday, July 15, 2018",
            "2018-7-15 Sunday 21:54:00 -07",
        ),
        (
            "10:05 a.m. on Monday, March 3, 2025",
            "10:05 a.m. on Monday, March 3, 2025",
            "2025-3-3 Monday 10:05:00",
        ),
        ("DECEMBER 9, 2022", "DECEMBER 9, 2022", "2022-12-9"),
        ("MOSCOW, Feb. 27, 2025 (X) --", "Feb. 27, 2025", "2025-2-27"),
        ("MOSCOW, Feb 27 (X) --", "Feb 27", "?-2-27"),
        ("27 Feb 2025", "27 Feb 2025", "2025-2-27"),
        ("the 3rd of March 2025", "3rd of March 2025", "2025-3-3"),
        (
            "2025-02-27T10:00:00Z",
            "2025-02-27T10:00:00Z",
            "2025-2-27 10:00:00 +00",
        ),
        (
            "2025-02-27 10:00:00.123456-05:00",
            "2025-02-27 10:00:00.123456-05:00",
            "2025-2-27 10:00:00 -05",
        ),
        ("2025/02/27", "2025/02/27", "2025-2-27"),
        ("18 Mac 2024", "18 Mac 2024", "2024-3-18"),
        (
            "Isnin, 5 Ogos 2024",
            "Isnin, 5 Ogos 2024",
            "2024-8-5 Monday",
        ),
        ("2 Disember", "2 Disember", "?-12-2"),
        ("31 Agt 2024", "31 Agt 2024", "2024-8-31"),
        (
            "Sabtu ( 14 / 9 / 2019 ) ,",
            "Sabtu ( 14 / 9 / 2019 )",
            "2019-9-14 Saturday",
        ),
        (
            "Jumat 22 ( 9 / 2017 )",
            "Jumat 22 ( 9 / 2017 )",
            "2017-9-22 Friday",
        ),
        (
            "Rabu (2/4/2025, pukul 10.00 WIB)",
            "Rabu (2/4/2025, pukul 10.00 WIB)",
            "2025-4-2 Wednesday 10:00:00 +07",
        ),
        ("(Rabu, 2/4)", "(Rabu, 2/4)", "?-4-2 Wednesday"),
        ("(2 April 2025 di Solo)", "2 April 2025", "2025-4-2"),
        (
            "Wednesday 4/2/2025",
            "Wednesday 4/2/2025",
            "2025-4-2 Wednesday",
        ),
        ("7/15/2018", "7/15/2018", "2018-7-15"),
        (
            "am 15. Juli 2018 um 17:30",
            "15. Juli 2018 um 17:30",
            "2018-7-15 17:30:00",
        ),
        ("15 de julio de 2018", "15 de julio de 2018", "2018-7-15"),
        (
            "в среду, 27 февраля 2025 года",
            "среду, 27 февраля 2025",
            "2025-2-27 Wednesday",
        ),
        ("2025年2月27日", "2025年2月27", "2025-2-27"),
        ("٢٧ فبراير ٢٠٢٥", "٢٧ فبراير ٢٠٢٥", "2025-2-27"),
        (
            "26-FEB-1987 15:01:01.79",
            "26-FEB-1987 15:01:01.79",
            "1987-2-26 15:01:01",
        ),
        (
            "Thu, 27 Feb 2025 10:00:00 +0700",
            "Thu, 27 Feb 2025 10:00:00 +0700",
            "2025-2-27 Thursday 10:00:00 +07",
        ),
        (
            "3 April 2025 08:00-10:00 WIB",
            "3 April 2025 08:00",
            "2025-4-3 08:00:00",
        ),
        (
            "20:15 UTC+3, 1 Mei 2024",
            "20:15 UTC+3, 1 Mei 2024",
            "2024-5-1 20:15:00 +03",
        ),
        ("sejak 12 Februari.", "12 Februari", "?-2-12"),
        ("COVID-19 Mei 2021", "19 Mei 2021", "2021-5-19"),
        ("29/2/2024", "29/2/2024", "2024-2-29"),
    ];

    #[test]
    fn every_shape_is_read_whole() {
        for &(text, written, says) in SHAPES {
            check(text, written, says);
        }
    }

    #[track_caller]
    fn check(text: &str, written: &str, says: &str) {
        let found = dates(text, 0..text.len());
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert_eq!(&text[found[0].range.clone()], written, "{text:?}");
        assert_eq!(say(&found[0]), says, "{text:?}");
    }

    fn say(m: &DateMention) -> String {
        let year = m.year.map_or("?".into(), |y| y.to_string());
        let parts = [
            Some(format!("{year}-{}-{}", m.month, m.day)),
            m.weekday.map(|weekday| format!("{weekday:?}")),
            m.time.map(|time| time.to_string()),
            m.offset.map(|offset| offset.to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in [
            "(31/2)",
            "45/13/2024",
            "menang 3/4",
            "skor (3-1)",
            "29/2/2023",
            "nomor 1.250.500",
            "versi 2.4.1",
            "10.0.0.12",
            "pukul 17.57",
            "Maret 2025",
            "halaman 3 dari 4",
            "pasal 27/2/3/2025",
            "(3/4 dari total)",
            "Rp2.500",
            "Pada Mei 20 orang hilang",
            "2 mar",
            "B20 mei",
            "Senin\n3/4",
            "tahun\n2025\n02\n27",
        ] {
            assert_eq!(dates(text, 0..text.len()), [], "{text:?}");
        }
    }

    #[test]
    fn several_dates_keep_their_own_neighbours() {
        let text = "Senin (3/3) dan Rabu (5/3/2025), terbit 6 Maret 2025 10:00";
        let said: Vec<String> = dates(text, 0..text.len()).iter().map(say).collect();
        assert_eq!(
            said,
            ["?-3-3 Monday", "2025-3-5 Wednesday", "2025-3-6 10:00:00"]
        );
    }

    #[test]
    fn a_missing_year_is_the_nearest_that_fits() {
        let day = |text: &str, near| dates(text, 0..text.len())[0].date(near);
        assert_eq!(day("(31/12)", None), None);
        assert_eq!(
            day("(31/12)", Some(date(2025, 1, 3))),
            Some(date(2024, 12, 31))
        );
        assert_eq!(
            day("(2/1)", Some(date(2024, 12, 30))),
            Some(date(2025, 1, 2))
        );
        // 28 April is a Monday in 2025; in 2024, which is nearer, it is a Sunday.
        assert_eq!(
            day("Senin (28/4)", Some(date(2024, 10, 20))),
            Some(date(2025, 4, 28))
        );
        assert_eq!(day("(29/2)", Some(date(2022, 6, 1))), None);
    }

    #[test]
    fn weekdays_stand_alone() {
        let text = "Pada Rabu pagi dan selasa, bukan Kamis (3/4). Minggu lalu, the Sun said; hari Minggu. Isnin";
        let found = weekdays(text, 0..text.len());
        let written: Vec<&str> = found.iter().map(|w| &text[w.range.clone()]).collect();
        assert_eq!(written, ["Rabu pagi", "selasa", "Minggu", "Isnin"]);
        assert_eq!(found[0].date(date(2025, 4, 3)), Some(date(2025, 4, 2)));
        assert_eq!(found[0].date(date(2025, 4, 2)), Some(date(2025, 4, 2)));
    }

    #[test]
    fn ranges_are_positions_in_the_whole_text() {
        let text = "é 1/1/2020 lalu (2/4/2025).";
        let found = dates(text, "é 1/1/2020".len()..text.len());
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].range.clone()], "(2/4/2025)");
    }

    #[test]
    fn invisible_characters_do_not_hide_a_month() {
        let text = "27 Feb\u{AD}ruari\u{200B} 2025";
        assert_eq!(say(&dates(text, 0..text.len())[0]), "2025-2-27");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([0-9]{1,4}|[-/.:,() \n]|Mar|Rabu|pukul|WIB|pm|[^a]){0,40}") {
            let mut last = 0;
            for mention in dates(&text, 0..text.len()) {
                prop_assert!(mention.range.start >= last && !mention.range.is_empty());
                last = mention.range.end;
                prop_assert!(text.get(mention.range).is_some());
                prop_assert!(Date::new(mention.year.unwrap_or(2024), mention.month, mention.day).is_ok());
            }
            for mention in weekdays(&text, 0..text.len()) {
                prop_assert!(text.get(mention.range).is_some());
            }
            if let Some((start, end)) = parse_field(&text) {
                prop_assert!(start.local <= end.local);
            }
        }

        #[test]
        fn a_printed_day_is_read_back(year in 1950_i16..2069, ordinal in 1_i16..=365) {
            let day = date(year, 1, 1).checked_add(jiff::Span::new().days(ordinal - 1)).unwrap_or_default();
            for text in [
                day.to_string(),
                format!("{}/{}/{}", day.day(), day.month(), day.year()),
                format!("({} / {} / {})", day.day(), day.month(), day.year()),
            ] {
                let found = dates(&text, 0..text.len());
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(found[0].date(None), Some(day), "{}", text);
            }
        }
    }
}
