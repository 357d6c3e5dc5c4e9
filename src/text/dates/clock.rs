//! Times of day and their zones: `17:57 WIB`, `pukul 17.57`, `9:54 pm PDT`, `10:00:00+07:00`.

use jiff::civil::Time;
use jiff::tz::Offset;

use super::super::lexemes::{Gap, Lexemes};
use super::words;

/// A time of day found among the lexemes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) offset: Option<Offset>,
    /// One past the last lexeme.
    pub(super) next: usize,
    /// It can be nothing else: it has a colon, a zone, or am or pm. `17.57` alone may be a number.
    pub(super) certain: bool,
}

/// The time of day that begins at lexeme `k`.
pub(super) fn at(lexemes: &Lexemes<'_>, k: usize) -> Option<Clock> {
    let (hour, n) = lexemes.digits(k)?;
    if n > 2 {
        return None;
    }
    let mut next = k + 1;
    let (mut minute, mut second) = (0, 0);
    let separator = lexemes.mark(next).filter(|c| [':', '.'].contains(c));
    let minutes = separator.and_then(|_| two_digits(lexemes, next));
    if let Some(value) = minutes {
        minute = value;
        next += 2;
        if lexemes.mark(next) == separator
            && let Some(value) = two_digits(lexemes, next)
        {
            second = value.min(59);
            next = past_fraction(lexemes, next + 2);
        }
    }
    let half = half_of_day(lexemes, next);
    let (late, after) = half.unwrap_or((false, next));
    if minutes.is_none() && half.is_none() {
        return None;
    }
    let hour = match (half, hour) {
        (None, 0..24) => hour,
        // The end of the day, as some systems write it.
        (None, 24) if minute == 0 => 0,
        (Some(_), 1..=12) => hour % 12 + if late { 12 } else { 0 },
        _ => return None,
    };
    let zone = zone_at(lexemes, after);
    let (offset, next) = zone.map_or((None, after), |(offset, next)| (Some(offset), next));
    Some(Clock {
        time: Time::new(hour as i8, minute as i8, second as i8, 0).ok()?,
        offset,
        next,
        certain: half.is_some()
            || offset.is_some()
            || (minutes.is_some() && separator == Some(':')),
    })
}

/// The two figures after the separator `k`: minutes or seconds; a colon may stand between spaces.
fn two_digits(lexemes: &Lexemes<'_>, k: usize) -> Option<u32> {
    let glued = lexemes.gap(k) == Gap::None && lexemes.gap(k + 1) == Gap::None;
    let spaced = lexemes.gap(k) == Gap::Space && lexemes.gap(k + 1) == Gap::Space;
    let (value, n) = lexemes.digits(k + 1)?;
    let fits = n == 2 && value <= 60 && (glued || spaced && lexemes.is_mark(k, &[':']));
    fits.then_some(value)
}

/// The lexeme after a fraction of a second at `k`, or `k`.
fn past_fraction(lexemes: &Lexemes<'_>, k: usize) -> usize {
    let fraction = lexemes.is_mark(k, &['.', ','])
        && lexemes.gap(k) == Gap::None
        && lexemes.gap(k + 1) == Gap::None
        && lexemes.digits(k + 1).is_some();
    if fraction { k + 2 } else { k }
}

/// Whether `am` or `pm` stands at `k` (true for pm), and the lexeme after it.
fn half_of_day(lexemes: &Lexemes<'_>, k: usize) -> Option<(bool, usize)> {
    if lexemes.gap(k) == Gap::Line {
        return None;
    }
    let letters = lexemes.slice(k);
    let late = letters.starts_with(['p', 'P']);
    match letters {
        "am" | "pm" | "AM" | "PM" | "Am" | "Pm" => Some((late, k + 1)),
        "a" | "p" | "A" | "P"
            if lexemes.is_mark(k + 1, &['.']) && matches!(lexemes.slice(k + 2), "m" | "M") =>
        {
            let dot = lexemes.is_mark(k + 3, &['.']) && lexemes.gap(k + 3) == Gap::None;
            Some((late, k + if dot { 4 } else { 3 }))
        }
        _ => None,
    }
}

/// The zone at `k`, by name or in figures, and the lexeme after it.
fn zone_at(lexemes: &Lexemes<'_>, k: usize) -> Option<(Offset, usize)> {
    if lexemes.gap(k) == Gap::Line {
        return None;
    }
    if lexemes.is_mark(k, &['(']) && lexemes.is_mark(k + 2, &[')']) {
        return Some((zone_name(lexemes, k + 1)?.0, k + 3));
    }
    zone_name(lexemes, k).or_else(|| signed_hours(lexemes, k, false))
}

/// `WIB`, `GMT`, `UTC+7`, `Z`.
fn zone_name(lexemes: &Lexemes<'_>, k: usize) -> Option<(Offset, usize)> {
    let name = lexemes.slice(k);
    if !lexemes.is_word(k) || name.len() > 4 || (name.len() == 1 && lexemes.gap(k) != Gap::None) {
        return None;
    }
    let offset = words::zone(&name.to_ascii_uppercase())?;
    let shifted = (offset == Offset::UTC && name.len() == 3)
        .then(|| signed_hours(lexemes, k + 1, true))
        .flatten();
    shifted.or(Some((offset, k + 1)))
}

/// `+07:00`, `+0700`, `-05`; after GMT or UTC (`named`) also `+7`.
///
/// A minus with spaces about it is a dash, and `10:00-12:00` a span of hours, unless four figures follow.
fn signed_hours(lexemes: &Lexemes<'_>, k: usize, named: bool) -> Option<(Offset, usize)> {
    let sign = match lexemes.mark(k)? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let (value, n) = lexemes.digits(k + 1)?;
    // Four lexemes back stands the colon before the minutes or seconds of a time with seconds, or the `T` of a time
    // without; a span of hours has neither.
    let machine_made =
        k >= 4 && (lexemes.is_mark(k - 4, &[':']) || matches!(lexemes.slice(k - 4), "T" | "t"));
    let glued = lexemes.gap(k + 1) == Gap::None
        && (named || n == 4 || sign > 0 || (lexemes.gap(k) == Gap::None && machine_made));
    let with_minutes = n <= 2 && lexemes.is_mark(k + 2, &[':']) && lexemes.gap(k + 2) == Gap::None;
    let (hours, minutes, next) = match n {
        4 => (value / 100, value % 100, k + 2),
        1 | 2 if with_minutes => (value, two_digits(lexemes, k + 2)?, k + 4),
        1 if !named => return None,
        1 | 2 => (value, 0, k + 2),
        _ => return None,
    };
    (glued && hours <= 14 && minutes < 60).then_some(())?;
    let seconds = sign * i32::try_from(hours * 3600 + minutes * 60).ok()?;
    Some((Offset::from_seconds(seconds).ok()?, next))
}
