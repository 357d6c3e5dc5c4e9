//! A day with all that belongs to it: weekday, brackets, time and zone.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::super::lexemes::{Gap, Lexemes};
use super::DateMention;
use super::clock::{self, Clock};
use super::day::{self, Needs, Stated, has_role};
use super::words::{self, Role, Use};

/// What stands before a date and belongs to it.
struct Before {
    /// First lexeme of weekday, bracket or date.
    start: usize,
    weekday: Option<Weekday>,
    /// A bracket was opened.
    open: bool,
    /// The bracket stands after the weekday, if there is one.
    bracket: Option<usize>,
}

/// The dates among the lexemes, with the lexemes of each.
pub(super) fn find(lexemes: &Lexemes<'_>) -> Vec<(Range<usize>, DateMention)> {
    let mut found: Vec<(Range<usize>, DateMention)> = Vec::new();
    let (mut i, mut floor) = (0, 0);
    while i < lexemes.len() {
        match day::at(lexemes, i, floor).and_then(|day| widen(lexemes, day, floor)) {
            Some((items, mention)) => {
                i = items.end.max(i + 1);
                floor = i;
                found.push((items, mention));
            }
            None => i += 1,
        }
    }
    found
}

/// The whole mention around `day`; `None` if it needs a neighbour that is not there.
fn widen(lexemes: &Lexemes<'_>, day: Stated, floor: usize) -> Option<(Range<usize>, DateMention)> {
    let before = before(lexemes, day.start, floor);
    let mut start = before.start;
    let mut next = day.next;
    let mut open = before.open;
    close(lexemes, &mut next, &mut open);
    let mut clock = clock_after(lexemes, next);
    if let Some(clock) = clock {
        next = clock.next;
        close(lexemes, &mut next, &mut open);
    }
    let bracketed = before.open && !open;
    match day.needs {
        Needs::WeekdayOrBracket if before.weekday.is_none() && !bracketed => return None,
        Needs::Weekday if before.weekday.is_none() => return None,
        _ => {}
    }
    if open && before.bracket == Some(start) {
        // The bracket holds more than the date and is not part of it.
        start += 1;
    }
    if clock.is_none()
        && let Some((first, found)) = clock_before(lexemes, start, floor)
    {
        start = first;
        clock = Some(found);
    }
    let (month, day_of_month) = in_order(day, before.weekday);
    let mention = DateMention {
        range: lexemes.range(start, next),
        year: day.year,
        month,
        day: day_of_month,
        weekday: before.weekday,
        time: clock.map(|c| c.time),
        offset: clock.and_then(|c| c.offset),
    };
    Some((start..next, mention))
}

/// Steps over a closing bracket at `next`, if one is open.
fn close(lexemes: &Lexemes<'_>, next: &mut usize, open: &mut bool) {
    if *open && lexemes.gap(*next) != Gap::Line && lexemes.is_mark(*next, &[')', ']']) {
        *next += 1;
        *open = false;
    }
}

/// Month and day; the other way round if only that fits the weekday.
fn in_order(day: Stated, weekday: Option<Weekday>) -> (i8, i8) {
    let on = |month, day_of_month| {
        let date = Date::new(day.year?, month, day_of_month).ok()?;
        Some(date.weekday())
    };
    let swap = day.ambiguous
        && weekday.is_some()
        && on(day.month, day.day) != weekday
        && on(day.day, day.month) == weekday;
    if swap {
        (day.day, day.month)
    } else {
        (day.month, day.day)
    }
}

/// Brackets and weekday before lexeme `start`, no further than `floor` and on the same line.
fn before(lexemes: &Lexemes<'_>, start: usize, floor: usize) -> Before {
    const MAX_SMALL_WORDS: usize = 5;
    let mut out = Before {
        start,
        weekday: None,
        open: false,
        bracket: None,
    };
    let opens =
        |k: usize| k > floor && lexemes.gap(k) != Gap::Line && lexemes.is_mark(k - 1, &['(', '[']);
    if opens(start) {
        out.open = true;
        out.start -= 1;
        out.bracket = Some(out.start);
    }
    let mut k = out.start;
    for _ in 0..MAX_SMALL_WORDS {
        let small = k > floor
            && lexemes.gap(k) != Gap::Line
            && (lexemes.is_mark(k - 1, &[',', '.'])
                || has_role(lexemes, k - 1, Role::Part)
                || has_role(lexemes, k - 1, Role::Between));
        if !small {
            break;
        }
        k -= 1;
    }
    if k > floor
        && lexemes.gap(k) != Gap::Line
        && let Some(weekday) = weekday_at(lexemes, k - 1)
    {
        out.weekday = Some(weekday);
        out.start = k - 1;
        if !out.open && opens(k - 1) {
            out.open = true;
            out.start = k - 2;
            out.bracket = Some(k - 2);
        }
    }
    out
}

/// The weekday at lexeme `k`, beside a date. A full stop after it (`Wed.`) fits abbreviations only.
fn weekday_at(lexemes: &Lexemes<'_>, k: usize) -> Option<Weekday> {
    let mut buffer = String::new();
    let (weekday, condition) = words::weekday(lexemes.lower(k, &mut buffer)?)?;
    let shown = condition == Use::Always || lexemes.is_capital(k);
    let ended = lexemes.is_mark(k + 1, &['.']) && condition != Use::BesideDate;
    (shown && !ended).then_some(weekday)
}

/// The time that follows a date at lexeme `k`, over commas, dashes and small words.
fn clock_after(lexemes: &Lexemes<'_>, mut k: usize) -> Option<Clock> {
    const MAX_STEPS: usize = 3;
    let mut announced = false;
    for _ in 0..=MAX_STEPS {
        if lexemes.gap(k) == Gap::Line {
            return None;
        }
        if let Some(clock) = clock::at(lexemes, k) {
            return (clock.certain || announced).then_some(clock);
        }
        match lexemes.mark(k) {
            Some(',' | '@' | '/' | ':') => {}
            Some('-' | '–' | '—' | '|' | '•' | '·') => announced = true,
            None if has_role(lexemes, k, Role::Clock) => announced = true,
            _ => return None,
        }
        k += 1;
    }
    None
}

/// The time that ends before lexeme `start`, and its first lexeme: `9:54 pm PDT, Sunday, …`.
fn clock_before(lexemes: &Lexemes<'_>, start: usize, floor: usize) -> Option<(usize, Clock)> {
    const MAX_LEXEMES: usize = 13;
    let from = floor.max(start.saturating_sub(MAX_LEXEMES));
    (from..start).find_map(|first| {
        let glued = first > 0
            && lexemes.gap(first) == Gap::None
            && !lexemes.is_mark(first - 1, &['(', '[']);
        let clock = clock::at(lexemes, first).filter(|c| c.certain && !glued && c.next <= start)?;
        let one_line = (first + 1..=start).all(|k| lexemes.gap(k) != Gap::Line);
        let between = (clock.next..start).all(|k| {
            lexemes.is_mark(k, &[',', '-', '–', '—', '|', '•', '·', '/'])
                || has_role(lexemes, k, Role::Between)
                || has_role(lexemes, k, Role::Clock)
        });
        (one_line && between).then_some((first, clock))
    })
}
