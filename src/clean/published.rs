//! When a page was published, as an interval.
//!
//! The record's field comes first, then a date in the page's head, then the date in the address, then what the story
//! says of its own day: a date in the dateline, or a date with a word beside it that places it from the day of writing
//! (`Kamis (6/3/2025), besok` was written on the fifth). A date of an event alone says nothing: stories tell of past
//! days and of coming ones.
//!
//! Templates print dates that have nothing to do with the story. A page cannot be older than what it tells as past;
//! such a date is refused, with a warning. Dates below the story belong to other stories and are never read.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{Span as Days, ToSpan};
use rustc_hash::FxHashSet;

use super::cues::{self, WordSet};
use super::dateline::zone_at;
use super::lines::{Page, ceil_boundary, floor_boundary};
use crate::article::{Article, Basis, Moment, Published, Span, SpanKind};
use crate::error::Warning;
use crate::text::dates::{self, DateMention};
use crate::text::sentences::sentences;
use crate::text::tokens::tokens;

/// Paragraphs in which a word like `besok` is about the story's own day.
const LEAD: usize = 4;

/// Bytes of a story in which dates are looked for; more would cost time and tell nothing new.
const REACH: usize = 60_000;

/// When the page was published, if anything tells.
pub(super) fn published(
    article: &Article,
    page: &Page<'_>,
    spans: &[Span],
    warnings: &mut Vec<Warning>,
) -> Option<Published> {
    let id = article.id.as_str();
    let field = article
        .published
        .as_deref()
        .filter(|f| !f.trim().is_empty());
    let stated = field.and_then(dates::parse_field);
    if let (Some(field), None) = (field, stated) {
        let message =
            format!("the record's date {field:?} cannot be read; the page is asked instead");
        warnings.push(Warning::new("unreadable-date", id, message));
    }
    let found = stated
        .map(|(start, end)| interval(start, end, Basis::Field))
        .or_else(|| {
            let told = told_dates(page, spans);
            let (own, refused) = on_page(page, spans, &told);
            if let Some((date, event)) = refused {
                let message = format!(
                    "the page is dated {date} but tells of {event} as past; the date is taken for the template's"
                );
                warnings.push(Warning::new("template-date", id, message));
            }
            own.or_else(|| in_address(article.url.as_deref()?))
                .or_else(|| in_story(page, spans, &told))
        });
    if let (Some(found), Some((_, fetched))) = (
        &found,
        article.fetched.as_deref().and_then(dates::parse_field),
    ) {
        let zone = Offset::constant(7);
        if fetched.unix_seconds(zone) < found.start.unix_seconds(zone) {
            let message = format!(
                "fetched {fetched}, before the stated publication {}",
                found.start
            );
            warnings.push(Warning::new("fetched-before-published", id, message));
        }
    }
    found
}

fn interval(start: Moment, end: Moment, basis: Basis) -> Published {
    Published { start, end, basis }
}

/// The whole of the days `first..=last`.
fn days(first: Date, last: Date, offset: Option<Offset>, basis: Basis) -> Published {
    let moment = |date: Date, time: Time| Moment {
        local: DateTime::from_parts(date, time),
        offset,
    };
    let start = moment(first, Time::midnight());
    interval(start, moment(last, Time::constant(23, 59, 59, 0)), basis)
}

/// A date that the story gives in full.
struct Told {
    date: Date,
    /// In a sentence about what has been.
    past: bool,
}

/// The full dates of the story.
fn told_dates(page: &Page<'_>, spans: &[Span]) -> Vec<Told> {
    let mut told = Vec::new();
    let mut left = REACH;
    for span in spans.iter().filter(|s| s.kind == SpanKind::Body) {
        let end = floor_boundary(page.text, span.end.min(span.start + left));
        let mentions = dates::dates(page.text, span.start..end);
        let full = |d: &DateMention| d.year.is_some();
        if mentions.iter().any(full) {
            let cut = sentences(page.text, span.start..end);
            // Judged once each: a table of figures may be one sentence with a thousand dates.
            let mut judged = vec![None; cut.len()];
            for mention in mentions.iter().filter(|d| full(d)) {
                let at = cut.partition_point(|s| s.end <= mention.range.start);
                let sentence = cut.get(at).filter(|s| s.contains(&mention.range.start));
                if let Some(date) = mention.date(None) {
                    let past = sentence.is_some_and(|s| {
                        *judged[at].get_or_insert_with(|| is_past(&page.text[s.clone()]))
                    });
                    told.push(Told { date, past });
                }
            }
        }
        left -= (end - span.start).min(left);
        if left == 0 {
            break;
        }
    }
    told
}

/// The words of `data/tense.tsv` of one tense.
fn words_of_tense(tense: &str) -> FxHashSet<&'static str> {
    cues::rows(include_str!("data/tense.tsv"))
        .into_iter()
        .filter_map(|row| row.split_once('\t'))
        .filter(|(t, _)| *t == tense)
        .map(|(_, form)| form)
        .collect()
}

static PAST: WordSet = LazyLock::new(|| words_of_tense("past"));
static FUTURE: WordSet = LazyLock::new(|| words_of_tense("future"));

/// Whether a sentence speaks of what has been, and of nothing to come.
fn is_past(sentence: &str) -> bool {
    let words = tokens(sentence);
    let has = |tense: &WordSet| words.iter().any(|w| tense.contains(w.form));
    has(&PAST) && !has(&FUTURE)
}

/// The first date in the page's head, and one that was refused with the event that refutes it.
fn on_page(
    page: &Page<'_>,
    spans: &[Span],
    told: &[Told],
) -> (Option<Published>, Option<(Date, Date)>) {
    let head = spans
        .iter()
        .take_while(|s| s.kind != SpanKind::Body)
        .filter(|s| matches!(s.kind, SpanKind::Byline | SpanKind::Boilerplate))
        .filter(|s| s.end - s.start <= 300);
    let mut refused = None;
    let mut day_only = None;
    for mention in head.flat_map(|s| dates::dates(page.text, s.range())) {
        let Some(date) = mention.year.and_then(|_| mention.date(None)) else {
            continue;
        };
        let latest = told.iter().filter(|t| t.past).map(|t| t.date).max();
        // One day of grace: a page of yesterday evening here may tell of tomorrow morning there.
        let limit = date.checked_add(1.day()).unwrap_or(date);
        if let Some(event) = latest.filter(|&event| event > limit) {
            refused = refused.or(Some((date, event)));
            continue;
        }
        let published = of_mention(page, &mention, date);
        if mention.time.is_some() {
            return (Some(published), refused);
        }
        day_only = day_only.or(Some(published));
    }
    (day_only, refused)
}

/// A date of the page's head: a moment if it has a time of day, else the day.
fn of_mention(page: &Page<'_>, mention: &DateMention, date: Date) -> Published {
    let glued = zone_at(&page.text[mention.range.end..]).map(|(_, h)| Offset::constant(h));
    let offset = mention.offset.or(glued);
    match mention.time {
        Some(time) => {
            let moment = Moment {
                local: DateTime::from_parts(date, time),
                offset,
            };
            interval(moment, moment, Basis::Page)
        }
        None => days(date, date, offset, Basis::Page),
    }
}

/// The day in an address: `/2025/03/06/`.
fn in_address(url: &str) -> Option<Published> {
    let parts: Vec<&str> = url.split(['/', '?']).collect();
    let date = parts.windows(3).find_map(|w| {
        let (y, m, d) = (w[0].parse().ok()?, w[1].parse().ok()?, w[2].parse().ok()?);
        let plausible = (1990..=2100).contains(&y) && w[0].len() == 4;
        Date::new(y, m, d).ok().filter(|_| plausible)
    })?;
    Some(days(date, date, None, Basis::Field))
}

/// What the story says of its own day.
fn in_story(page: &Page<'_>, spans: &[Span], told: &[Told]) -> Option<Published> {
    let near = told.first().map(|t| t.date);
    let datelines = spans.iter().filter(|s| s.kind == SpanKind::Dateline);
    let filed = datelines
        .flat_map(|s| dates::dates(page.text, s.range()))
        .find_map(|d| d.date(near));
    if let Some(day) = filed {
        let next = day.checked_add(1.day()).unwrap_or(day);
        return Some(days(day, next, None, Basis::Text));
    }
    let lead = spans.iter().filter(|s| s.kind == SpanKind::Body).take(LEAD);
    let day = lead
        .flat_map(|s| {
            let end = floor_boundary(page.text, s.end.min(s.start + REACH));
            relative_days(page.text, s.start..end)
        })
        .next()?;
    Some(days(day, day, None, Basis::Text))
}

/// The words of `data/days.tsv`, and how many days each lies from the day of writing.
static DAYS: LazyLock<Vec<(&str, i64)>> = LazyLock::new(|| {
    cues::rows(include_str!("data/days.tsv"))
        .into_iter()
        .filter_map(|row| row.split_once('\t'))
        .filter_map(|(word, n)| Some((word, n.parse().ok()?)))
        .collect()
});

/// The days of writing that dates with a word like `besok` beside them imply.
fn relative_days(text: &str, range: Range<usize>) -> Vec<Date> {
    let mentions = dates::dates(text, range.clone());
    let implied = mentions.iter().filter_map(|mention| {
        let date = mention.year.and_then(|_| mention.date(None))?;
        let before = last_words(&text[range.start..mention.range.start]);
        let after = first_words(&text[mention.range.end..range.end]);
        let own = &text[mention.range.clone()];
        let own_words: Vec<String> = tokens(own).iter().map(|t| t.form.to_owned()).collect();
        let ahead = own_words.join(" ");
        let (_, n) = DAYS.iter().find(|(word, _)| {
            let (first, last) = (format!("{word} "), format!(" {word}"));
            let beside = format!(" {before}").ends_with(&last);
            beside
                || format!("{after} ").starts_with(&first)
                || format!("{ahead} ").starts_with(&first)
        })?;
        let back: Days = n.checked_neg()?.days();
        date.checked_add(back).ok()
    });
    implied.collect()
}

/// The last two words of `text` in normal form; nothing if a sentence ends behind them.
fn last_words(text: &str) -> String {
    let from = ceil_boundary(text, text.len().saturating_sub(40));
    let words = tokens(&text[from..]);
    let last = words.iter().skip(words.len().saturating_sub(2));
    last.map(|t| t.form.to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first two words of `text` in normal form; nothing if a sentence ends before them.
fn first_words(text: &str) -> String {
    let head = &text[..floor_boundary(text, 40)];
    let words = tokens(head);
    let Some(first) = words.iter().next() else {
        return String::new();
    };
    if head[..first.start].contains(['.', '!', '?']) {
        return String::new();
    }
    words
        .iter()
        .take(2)
        .map(|t| t.form.to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
