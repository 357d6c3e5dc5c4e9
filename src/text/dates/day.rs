//! Day, month and year themselves, in each of their orders.

use super::super::lexemes::{Gap, Lexemes};
use super::words::{self, Month, Role};

/// A day found among the lexemes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: i8,
    /// First lexeme.
    pub(super) start: usize,
    /// One past the last lexeme.
    pub(super) next: usize,
    /// What must stand before it for it to be a date at all.
    pub(super) needs: Needs,
    /// Day and month are both figures that the other could be.
    pub(super) ambiguous: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    Nothing,
    /// A weekday or an opening bracket.
    WeekdayOrBracket,
    Weekday,
}

/// The date whose first figure, or whose day after a month's name, is lexeme `i`; lexemes before `floor` are taken.
pub(super) fn at(lexemes: &Lexemes<'_>, i: usize, floor: usize) -> Option<Stated> {
    let (value, n) = lexemes.digits(i)?;
    if n == 4 {
        return year_first(lexemes, i, year(value)?);
    }
    if n > 2 {
        return None;
    }
    let start = clean_start(lexemes, i, floor)?;
    let found = day_month_name(lexemes, i)
        .or_else(|| month_name_day(lexemes, i, floor))
        .or_else(|| figures(lexemes, i))
        .or_else(|| split_figures(lexemes, i))?;
    let start = start.min(found.start);
    // `COVID-19 Mei`: figures tied to a word are part of a name, unless a year says otherwise.
    let tied = start > 0 && lexemes.gap(start) == Gap::None && lexemes.is_mark(start - 1, &['-']);
    (!tied || found.year.is_some()).then_some(Stated { start, ..found })
}

/// The lexeme where a date with the figure `i` begins: `i`, or the first day of a range (`1-2/4`).
///
/// `None` if the figure is glued to a word or is the later part of a longer number.
fn clean_start(lexemes: &Lexemes<'_>, i: usize, floor: usize) -> Option<usize> {
    if i == 0 || lexemes.gap(i) != Gap::None {
        return Some(i);
    }
    if lexemes.is_word(i - 1) {
        return None;
    }
    let tied_digits = i >= 2
        && lexemes.gap(i - 1) == Gap::None
        && lexemes.digits(i - 2).is_some()
        && lexemes.is_mark(i - 1, &['/', '-', '–', '.', ':', ',']);
    if !tied_digits {
        return Some(i);
    }
    let from_to = i >= floor + 2 && lexemes.is_mark(i - 1, &['-', '–']);
    let (first, n) = lexemes.digits(i - 2)?;
    let (last, _) = lexemes.digits(i)?;
    (from_to && n <= 2 && (1..last).contains(&first)).then_some(i - 2)
}

/// `2025-02-27`, `2025/2/27`, `2025年2月27日`.
fn year_first(lexemes: &Lexemes<'_>, i: usize, year: i16) -> Option<Stated> {
    let between = |k: usize| match lexemes.mark(k) {
        Some(c @ ('-' | '/' | '.')) => Some(c),
        None if lexemes.slice(k) == "年" || lexemes.slice(k) == "月" => Some('年'),
        _ => None,
    };
    let separator = between(i + 1)?;
    let (month, m) = lexemes.digits(i + 2)?;
    let (day, d) = lexemes.digits(i + 4)?;
    let even = evenly_spaced(lexemes, i + 1) && evenly_spaced(lexemes, i + 3);
    let whole = between(i + 3)? == separator && m <= 2 && d <= 2 && even;
    let glued_before =
        i > 0 && lexemes.gap(i) == Gap::None && lexemes.is_mark(i - 1, &['-', '/', '.']);
    (whole && !glued_before).then_some(())?;
    checked(Some(year), month, day, i, i + 5)
}

/// `27 Februari 2025`, `27th of Feb`, `26-FEB-1987`, `15. Juli 2018`.
fn day_month_name(lexemes: &Lexemes<'_>, i: usize) -> Option<Stated> {
    let (day, _) = lexemes.digits(i)?;
    let mut k = i + 1;
    let mut separator = None;
    if lexemes.gap(k) == Gap::None
        && (has_role(lexemes, k, Role::Ordinal) || lexemes.is_mark(k, &['.', 'º']))
    {
        k += 1;
    } else if lexemes.gap(k) == Gap::None && lexemes.is_mark(k, &['-', '/']) {
        separator = lexemes.mark(k);
        k += 1;
    }
    if lexemes.gap(k) == Gap::Space && has_role(lexemes, k, Role::Of) {
        k += 1;
    }
    let month = month_name(lexemes, k)?;
    if lexemes.gap(k) == Gap::Line {
        return None;
    }
    k += 1;
    // The stop of `Feb. 2025` is part of the date, that of `12 Februari.` ends the sentence.
    let stop = lexemes.gap(k) == Gap::None && lexemes.is_mark(k, &['.']);
    let (year, mut next) = year_after(lexemes, k + usize::from(stop), separator);
    if year.is_none() {
        next = k;
    }
    checked(year, month.number, day, i, next)
}

/// `Feb. 27, 2025`, `DECEMBER 9, 2022`; without a year only for months that English names so.
fn month_name_day(lexemes: &Lexemes<'_>, i: usize, floor: usize) -> Option<Stated> {
    let (day, _) = lexemes.digits(i)?;
    let dotted = i > 0 && lexemes.gap(i - 1) == Gap::None && lexemes.is_mark(i - 1, &['.']);
    let name = i
        .checked_sub(if dotted { 2 } else { 1 })
        .filter(|&k| k >= floor)?;
    let month = month_name(lexemes, name)?;
    if lexemes.gap(i) != Gap::Space {
        return None;
    }
    let ordinal = lexemes.gap(i + 1) == Gap::None && has_role(lexemes, i + 1, Role::Ordinal);
    let after = if ordinal { i + 2 } else { i + 1 };
    let (year, next) = year_after(lexemes, after, None);
    let tied = lexemes.gap(after) == Gap::None
        && (lexemes.is_word(after)
            || lexemes.is_mark(after, &['%', '/'])
            || lexemes.is_mark(after, &['.', ',', ':', '-'])
                && lexemes.gap(after + 1) == Gap::None
                && lexemes.digits(after + 1).is_some());
    let english = month.english && lexemes.is_capital(name) && !tied;
    (year.is_some() || english).then_some(())?;
    checked(year, month.number, day, name, next)
}

/// `27/2/2025`, `27.02.2025`, `(27/2)`.
fn figures(lexemes: &Lexemes<'_>, i: usize) -> Option<Stated> {
    let separator = lexemes
        .mark(i + 1)
        .filter(|c| ['/', '-', '.'].contains(c))?;
    let (first, _) = lexemes.digits(i)?;
    let (second, n) = lexemes.digits(i + 2)?;
    if n > 2 || !evenly_spaced(lexemes, i + 1) {
        return None;
    }
    let more = |k: usize| {
        lexemes.is_mark(k, &['/', '-', '.', ':', '–']) && lexemes.digits(k + 1).is_some()
    };
    let third = more(i + 3) && lexemes.gap(i + 3) == lexemes.gap(i + 1);
    if !third {
        let glued = more(i + 3) && lexemes.gap(i + 3) == Gap::None;
        let needs = if separator == '/' {
            Needs::WeekdayOrBracket
        } else {
            Needs::Weekday
        };
        let found = checked(None, second, first, i, i + 3).filter(|_| !glued)?;
        return Some(Stated { needs, ..found });
    }
    let (y, n) = lexemes.digits(i + 4)?;
    let whole = lexemes.mark(i + 3) == Some(separator)
        && evenly_spaced(lexemes, i + 3)
        && !(more(i + 5) && lexemes.gap(i + 5) == Gap::None);
    whole.then_some(())?;
    let (year, needs) = match n {
        4 => (year(y)?, Needs::Nothing),
        2 if separator == '/' => (short_year(y), Needs::Nothing),
        2 => (short_year(y), Needs::WeekdayOrBracket),
        _ => return None,
    };
    let found = checked(Some(year), second, first, i, i + 5)
        .or_else(|| checked(Some(year), first, second, i, i + 5))?;
    Some(Stated {
        needs,
        ambiguous: first <= 12 && second <= 12,
        ..found
    })
}

/// `22 ( 9 / 2017 )`: what a careless tokeniser makes of `(22/9/2017)`.
fn split_figures(lexemes: &Lexemes<'_>, i: usize) -> Option<Stated> {
    let (day, _) = lexemes.digits(i)?;
    let (month, m) = lexemes.digits(i + 2)?;
    let (y, n) = lexemes.digits(i + 4)?;
    let shape = lexemes.is_mark(i + 1, &['('])
        && lexemes.is_mark(i + 3, &['/'])
        && lexemes.is_mark(i + 5, &[')']);
    (shape && m <= 2 && n == 4).then_some(())?;
    checked(Some(year(y)?), month, day, i, i + 6)
}

/// The year that follows a month or day at `k`, and the lexeme after it; `separator` stood between day and month.
fn year_after(lexemes: &Lexemes<'_>, k: usize, separator: Option<char>) -> (Option<i16>, usize) {
    let mut at = k;
    let mut short = false;
    if lexemes.gap(k) != Gap::Line {
        let again = separator.is_some() && lexemes.mark(k) == separator;
        short = again || lexemes.is_mark(k, &['\'', '’']);
        if short || lexemes.is_mark(k, &[',']) || has_role(lexemes, k, Role::Year) {
            at += 1;
        }
    }
    if lexemes.gap(at) == Gap::Line {
        return (None, k);
    }
    match lexemes.digits(at) {
        Some((value, 4)) if (1500..=2100).contains(&value) => (Some(value as i16), at + 1),
        Some((value, 2)) if short => (Some(short_year(value)), at + 1),
        _ => (None, k),
    }
}

/// The month named at lexeme `k`.
fn month_name(lexemes: &Lexemes<'_>, k: usize) -> Option<Month> {
    let mut buffer = String::new();
    let month = words::month(lexemes.lower(k, &mut buffer)?)?;
    (!month.capital || lexemes.is_capital(k)).then_some(month)
}

/// Whether the word at `k` plays `role`.
pub(super) fn has_role(lexemes: &Lexemes<'_>, k: usize, role: Role) -> bool {
    let mut buffer = String::new();
    lexemes
        .lower(k, &mut buffer)
        .is_some_and(|lower| words::plays(lower, role))
}

/// Whether the separator at `k` has the same space, and no line end, on both sides.
fn evenly_spaced(lexemes: &Lexemes<'_>, k: usize) -> bool {
    lexemes.gap(k) == lexemes.gap(k + 1) && lexemes.gap(k) != Gap::Line
}

/// A year of four figures that news may name in figures only.
fn year(value: u32) -> Option<i16> {
    (1900..=2100).contains(&value).then_some(value as i16)
}

/// A year of two figures, in 1970 to 2069.
fn short_year(value: u32) -> i16 {
    let value = value as i16;
    if value < 70 {
        2000 + value
    } else {
        1900 + value
    }
}

/// The day, if the calendar has it.
fn checked(year: Option<i16>, month: u32, day: u32, start: usize, next: usize) -> Option<Stated> {
    let month = i8::try_from(month).ok()?;
    let day = i8::try_from(day).ok()?;
    // Without a year 29 February is possible.
    jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(Stated {
        year,
        month,
        day,
        start,
        next,
        needs: Needs::Nothing,
        ambiguous: false,
    })
}
