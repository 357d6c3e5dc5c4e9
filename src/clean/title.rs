//! The headline that a page shows.
//!
//! It stands above the story and is longer than a menu entry; a line that the page repeats, or that the record's
//! headline begins with, is it for certain.

use rustc_hash::FxHashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::lines::{Line, Page};
use super::role::Role;
use crate::article::SpanKind;
use crate::text::tokens::tokens;

/// The line of the headline, if the page shows one above line `story`.
///
/// With `known`, the record's headline in normal form, only a line that agrees with it is taken.
pub(super) fn of_page(
    page: &Page<'_>,
    roles: &[Role],
    story: Option<usize>,
    known: &str,
) -> Option<usize> {
    let story = story?;
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for line in page.lines.iter().filter(|l| can_be_title(page, l)) {
        *seen.entry(key(page, line)).or_default() += 1;
    }
    let mut best: Option<(usize, usize)> = None;
    for i in 0..story {
        let line = &page.lines[i];
        if !can_be_title(page, line) || !matches!(roles[i], Role::Plain | Role::Template) {
            continue;
        }
        if !known.is_empty() {
            if agrees(&page.folded(line), known) {
                return Some(i);
            }
            continue;
        }
        let repeated = seen.get(&key(page, line)).is_some_and(|&n| n > 1);
        let above_byline = roles[i + 1..(i + 4).min(story)]
            .iter()
            .any(|r| matches!(r, Role::Date | Role::Cued(super::cues::CueClass::Byline)));
        if line.n_words() > 20 && !repeated && !above_byline {
            continue;
        }
        let score =
            line.n_words().min(8) + 4 * usize::from(repeated) + 4 * usize::from(above_byline);
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}

/// Marks the headline, and its repetitions, in the head of the page.
pub(super) fn mark(
    page: &Page<'_>,
    kinds: &mut [SpanKind],
    title: Option<usize>,
    story: Option<usize>,
    known: &str,
) {
    let head = story.unwrap_or(0);
    let shown = title.map(|i| page.folded(&page.lines[i]));
    for (i, (line, kind)) in page
        .lines
        .iter()
        .zip(kinds.iter_mut())
        .take(head)
        .enumerate()
    {
        // What stands above the headline and is no sentence is a section's name.
        if title.is_some_and(|t| i < t) && *kind == SpanKind::Body && !line.ends_sentence {
            *kind = SpanKind::Boilerplate;
        }
        if !matches!(kind, SpanKind::Body | SpanKind::Boilerplate) || line.n_words() < 2 {
            continue;
        }
        let folded = page.folded(line);
        if shown.as_ref() == Some(&folded) || !known.is_empty() && agrees(&folded, known) {
            *kind = SpanKind::Title;
        }
    }
}

/// The words of a headline in normal form, as lines are compared with it.
pub(super) fn folded(title: &str) -> String {
    let words = tokens(title);
    words.iter().map(|t| t.form).collect::<Vec<_>>().join(" ")
}

fn key(page: &Page<'_>, line: &Line) -> u64 {
    xxh3_64(page.folded(line).as_bytes())
}

/// Four to thirty words that do not end in a full stop.
fn can_be_title(page: &Page<'_>, line: &Line) -> bool {
    (4..=30).contains(&line.n_words())
        && !page.slice(line).ends_with(['.', ':', '…', ','])
        && !line.bulleted
}

/// Whether a line is the known headline, or either is the beginning of the other (records cut long headlines).
fn agrees(line: &str, known: &str) -> bool {
    line == known
        || line.len() >= 20 && known.starts_with(line)
        || known.len() >= 20 && line.starts_with(known)
}
