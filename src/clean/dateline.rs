//! The dateline at the beginning of a story, and the page's header that is glued to it.
//!
//! `JAKARTA (ANTARA) -`, `Bandung, HarianKota.com –`, `MOSCOW, Feb 27 (Reuters) -`, `/TASS/.`, `PENANG:`. A dateline is
//! at most nine words before a dash (or a colon after capitals), each of them a name, a number, a month or bracketed;
//! at least one sign beyond that is wanted, since a dash also stands behind an ordinary first word.

use std::sync::LazyLock;

use super::cues::{self, WordSet};
use super::lines::floor_boundary;
use super::outlet::domains;
use crate::text::dates;
use crate::text::stopwords::StopWords;
use crate::text::tokens::{self, tokens};

static MONTHS: WordSet = LazyLock::new(|| cues::word_set(include_str!("data/months.txt")));

/// Bytes in which a dateline must end.
const LONGEST: usize = 120;

/// The bytes of `line` that are a dateline with its dash; `None` if it has none.
pub(super) fn dateline(line: &str) -> Option<usize> {
    if let Some(end) = place_and_agency(line) {
        return Some(end);
    }
    let offset = line.len() - line.trim_start_matches(['-', '–', ' ', '•']).len();
    let mut end = first_part(&line[offset..])? + offset;
    // `KONTAN.CO.ID - GAZA. …`: the place may follow the name of the house.
    while let Some(more) = place_after(&line[end..]) {
        end += more;
    }
    Some(line[..end].trim_end().len())
}

/// The bytes up to and with the first separator, if what stands before it is the head of a dateline.
fn first_part(line: &str) -> Option<usize> {
    let window = &line[..floor_boundary(line, LONGEST)];
    if let Some(end) = slashed(window).or_else(|| bracketed_without_case(window)) {
        return Some(end);
    }
    for (at, c) in window.char_indices() {
        let head = window[..at].trim_end();
        match c {
            '-' | '–' | '—' | '|' => {
                let spaced = head.len() < at || head.ends_with(')');
                let dash = &window[at..];
                let end =
                    at + (dash.len() - dash.trim_start_matches(['-', '–', '—', '|', ' ']).len());
                let closed = end > at + c.len_utf8() || end == line.len() || c == '—';
                let rest = line[end..].trim_start();
                if closed && (spaced || is_capitals(head)) && is_head(head, rest) {
                    return Some(end);
                }
            }
            ':' if is_place_in_capitals(head) => {
                return line[at + 1..].starts_with(' ').then_some(at + 1);
            }
            '"' | '“' | '?' | '!' | ';' => return None,
            _ => {}
        }
    }
    None
}

/// `Ankara (AFP)` as a line of its own.
fn place_and_agency(line: &str) -> Option<usize> {
    let open = line.strip_suffix(')')?.rfind('(')?;
    let words = tokens::count(line);
    let place = line.starts_with(char::is_uppercase)
        && tokens::count(&line[..open]) <= 4
        && !line.contains(['.', '/', ':']);
    (words <= 6 && open > 0 && place && cues::begins_with_agency(&line[open..]))
        .then_some(line.len())
}

/// `MOSCOW, February 27. /TASS/.`: an agency between slashes.
fn slashed(window: &str) -> Option<usize> {
    let open = window.find('/')?;
    let close = open + 1 + window[open + 1..].find('/')?;
    let name = &window[open + 1..close];
    let apart = window[..open].ends_with(' ') && !name.starts_with(' ');
    let agency = apart && cues::begins_with_agency(name) && tokens::count(name) <= 3;
    let end = close + 1 + usize::from(window[close + 1..].starts_with('.'));
    (agency && tokens::count(&window[..open]) <= 8).then_some(end)
}

/// `لاہور (اے پی پی)`: in a script without capitals, a place or two and a name in brackets.
fn bracketed_without_case(window: &str) -> Option<usize> {
    let first = window.chars().find(|c| c.is_alphabetic())?;
    if first.is_lowercase() || first.is_uppercase() || !first.is_alphabetic() {
        return None;
    }
    let open = window.find('(')?;
    let close = open + window[open..].find(')')?;
    let before = tokens::count(&window[..open]);
    let name = tokens::count(&window[open..close]);
    let end = close + 1;
    let dash = &window[end..];
    let rest = dash.trim_start_matches([' ', '-', '–', '۔', ':']).len();
    ((1..=5).contains(&before) && (1..=5).contains(&name)).then_some(window.len() - rest)
}

/// Whether `head`, the words before a dash, can be a dateline; `rest` is what follows.
fn is_head(head: &str, rest: &str) -> bool {
    let words = tokens(head);
    if words.is_empty() || words.len() > 8 || head.contains(['/', '|', '@']) {
        return false;
    }
    if cues::of_line(head, &words, &(0..words.len())).is_some() {
        return false;
    }
    let house = !domains(head).is_empty();
    let dated = dates::dates(head, 0..head.len());
    let bracket = head.find('(');
    let named = words.iter().all(|w| {
        let raw = &head[w.range()];
        let starts_lower = raw.starts_with(char::is_lowercase);
        let in_bracket = bracket.is_some_and(|open| w.start > open);
        !starts_lower
            || in_bracket
            || house
            || dated.iter().any(|d| d.range.contains(&w.start))
            || is_month(w.form)
    });
    if !named {
        return false;
    }
    let begins = rest.is_empty() || !rest.starts_with(char::is_lowercase);
    let signed = house || bracket.is_some() && head.ends_with(')') || head.contains(',');
    let loud = is_capitals(head.split('(').next().unwrap_or(head));
    loud || signed && (begins || house) || begins && words.len() <= 2
}

/// Whether `head` is one to three words in capitals, none of them a function word: `PETALING JAYA`, but not `JUST IN`.
fn is_place_in_capitals(head: &str) -> bool {
    let words = tokens(head);
    (1..=3).contains(&words.len())
        && is_capitals(head)
        && head.starts_with(char::is_uppercase)
        && !words.iter().any(|w| StopWords::any_language(w.form))
        && cues::of_line(head, &words, &(0..words.len())).is_none()
}

/// Whether most letters of `text` are capitals and there are at least three.
fn is_capitals(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    upper >= 3 && lower * 2 <= upper
}

fn is_month(form: &str) -> bool {
    MONTHS.contains(form)
}

/// `GAZA. …` or `JAKARTA - …` behind the first part of a dateline.
fn place_after(rest: &str) -> Option<usize> {
    let window = &rest[..floor_boundary(rest, 40)];
    let end = window.find(['.', '-', '–', '—'])?;
    let place = window[..end].trim();
    let after = &window[end..];
    let dash = after.len() - after.trim_start_matches(['.', '-', '–', '—', ' ']).len();
    let whole = place.chars().all(|c| c.is_uppercase() || c == ' ');
    let spaced = after[..dash].ends_with(' ');
    (whole && place.len() >= 3 && spaced && tokens::count(place) <= 3).then_some(end + dash)
}

/// The bytes of `line` that are the page's header, glued to the story without a break:
/// `HarianKota.com || Senin, 03 Mar 2025, 09:10 WIBBANDUNG - Wali kota …`.
///
/// A header ends in a date with a time of day, and the next word begins a sentence.
pub(super) fn header(line: &str) -> Option<usize> {
    let window = floor_boundary(line, LONGEST);
    let date = dates::dates(line, 0..window)
        .into_iter()
        .find(|d| d.year.is_some() && d.time.is_some())?;
    if tokens::count(&line[..date.range.start]) > 8 {
        return None;
    }
    let zone = zone_at(&line[date.range.end..]).map_or(0, |(len, _)| len);
    let end = date.range.end + zone;
    let rest = line[end..].trim_start_matches([' ', '|', '-', '·', '\u{A0}']);
    let begins = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
    (begins && tokens::count(rest) >= 5).then_some(end)
}

/// An Indonesian time zone at the beginning of `text`, even glued to what follows: its bytes and hours from UTC.
pub(super) fn zone_at(text: &str) -> Option<(usize, i8)> {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    [("WITA", 8), ("WIB", 7), ("WIT", 9)]
        .into_iter()
        .find(|(name, _)| trimmed.starts_with(name))
        .map(|(name, hours)| (skipped + name.len(), hours))
}
