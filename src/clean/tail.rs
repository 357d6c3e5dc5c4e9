//! What follows the last sentence of a story in its paragraph: the credit, `(Antara)`, `– Bernama`, `ANTARA | NAME`,
//! `Sumber: …`, `Artikel ini telah tayang di …`, an editor's initials; and the call to subscribe.
//!
//! A credit stands behind a full sentence. That is what tells `… hari ini. (Antara)` from `… Badan Gizi (BGN)`.

use std::ops::Range;

use super::caption;
use super::cues::{self, CueClass};
use super::lines::{Page, ceil_boundary, ends_in_stop, strip_closing};
use crate::text::tokens::{self, tokens};

/// Words at the end of a paragraph in which a credit with a cue is looked for.
const REACH: usize = 60;

/// Words of the longest credit behind a label of one or two words: `Sumber: …`.
const LABELLED: usize = 25;

/// Where the credit at the end of `range`, the last paragraph of a story, begins; `None` if it has none.
///
/// `words` are the paragraph's. The result is a byte of the page, greater than `range.start`.
pub(super) fn credit(page: &Page<'_>, range: &Range<usize>, words: &Range<usize>) -> Option<usize> {
    let mut end = with_cue(page, range, words).unwrap_or(range.end);
    // Several may follow each other: `… kemarin. (ANTARA) Editor: Rina`.
    for _ in 0..3 {
        let body = page.text[range.start..end].trim_end();
        let found = caption::picture_tail(body)
            .or_else(|| bracket(body))
            .or_else(|| dash(body))
            .or_else(|| bar(body))
            .or_else(|| agency(body));
        let Some(start) = found else {
            break;
        };
        if start == 0 {
            break;
        }
        end = range.start + start;
    }
    (end < range.end && end > range.start).then_some(end)
}

/// The word of `range`, the last paragraph of a story, from which on it is a call to subscribe or to follow, behind a
/// sentence and with no credit after it: `… kemarin. Dapatkan update berita pilihan …`; `None` if it has none.
pub(super) fn call(page: &Page<'_>, range: &Range<usize>, words: &Range<usize>) -> Option<usize> {
    let mut near = words.end.saturating_sub(REACH).max(words.start + 1)..words.end;
    let call = near.find(|&w| {
        cues::opens(page.text, &page.words, w..words.end, CueClass::Promo)
            && follows_sentence(&page.text[range.start..page.words.get(w).start])
    })?;
    let has_credit = [CueClass::Credit, CueClass::Byline]
        .into_iter()
        .any(|class| !cues::inside(page.text, &page.words, &(call..words.end), class).is_empty());
    (!has_credit).then_some(call)
}

/// Whether a short line is nothing but a credit: `(rin)`, `- Bernama`, `ANTARA | NAME`.
pub(super) fn is_credit_line(line: &str) -> bool {
    let words = tokens(line);
    if words.is_empty() || words.len() > 6 || ends_in_stop(line) {
        return false;
    }
    let capital = |part: &str| part.trim_start().starts_with(char::is_uppercase);
    if words.iter().all(|w| cues::is_agency(w.form)) {
        return true;
    }
    let bracketed = line.starts_with(['(', '[']) && line.ends_with([')', ']']);
    let name = line.trim_start_matches(['-', '–', '—', ' ']);
    let dashed = name.len() < line.len() && words.len() <= 3 && capital(name);
    let barred = line
        .split_once('|')
        .is_some_and(|(l, r)| capital(l) && capital(r));
    let dated = line.bytes().filter(u8::is_ascii_digit).count() > 3;
    (bracketed || dashed || barred) && !dated
}

/// A cue of a credit behind a sentence near the end: from there on all is credit.
fn with_cue(page: &Page<'_>, range: &Range<usize>, words: &Range<usize>) -> Option<usize> {
    let near = words.end.saturating_sub(REACH).max(words.start)..words.end;
    let credits = cues::inside(page.text, &page.words, &near, CueClass::Credit);
    let names = cues::inside(page.text, &page.words, &near, CueClass::Byline);
    let rights = near.clone().filter(|&w| {
        let word = page.words.get(w);
        let mark = page.text[..word.start].trim_end().ends_with('©');
        mark || word.form == "copyright"
    });
    // The block of an agency, `Pewarta: … Editor: … Copyright ©`, needs no sentence before it.
    let has_rights = rights.clone().next().is_some();
    // A short label far from the end has story behind it.
    let reaches =
        |cue: &Range<usize>| has_rights || cue.len() >= 3 || words.end - cue.start <= LABELLED;
    let starts = credits
        .into_iter()
        .chain(names)
        .filter(reaches)
        .map(|cue| cue.start);
    starts
        .map(|w| (page.words.get(w).start, has_rights))
        .chain(rights.map(|w| (page.words.get(w).start, false)))
        .filter(|&(at, _)| at > range.start)
        .filter(|&(at, sure)| sure || follows_sentence(&page.text[range.start..at]))
        .map(|(at, _)| at)
        .min()
}

/// Whether `before` ends in a sentence, a bracket or a copyright mark.
fn follows_sentence(before: &str) -> bool {
    let bare = strip_closing(before.trim_end_matches(['(', '[', ' ', '©', '|']));
    ends_in_stop(bare) || bare.ends_with([')', ']'])
}

/// A bracket at the end: a name or initials, behind a sentence; or initials of a desk without one.
fn bracket(body: &str) -> Option<usize> {
    let inner = body.trim_end_matches('.').strip_suffix([')', ']'])?;
    let open = inner.rfind(['(', '['])?;
    let content = inner[open + 1..].trim();
    let n = tokens::count(content);
    if n > 6 || content.len() > 60 || content.ends_with(['.', '!', '?', ',']) {
        return None;
    }
    let desk = content.contains('/') && tokens(content).iter().all(|w| w.form.len() <= 5) && n >= 2;
    let dated = content.bytes().filter(u8::is_ascii_digit).count() > 3;
    let numbers = n > 0 && content.bytes().all(|b| !b.is_ascii_alphabetic()) && content.is_ascii();
    let before = strip_closing(&body[..open]);
    let behind_sentence = ends_in_stop(before) && !dated && !numbers;
    (behind_sentence || desk && !dated && !numbers && !before.is_empty()).then_some(open)
}

/// A dash and a name at the end, behind a sentence: `– Bernama`, `-- UTUSAN ONLINE`.
fn dash(body: &str) -> Option<usize> {
    let at = body.rfind(['-', '–', '—'])?;
    let name = body[at..].trim_start_matches(['-', '–', '—', ' ', '\u{A0}']);
    let before = body[..at].trim_end_matches(['-', '–', '—']);
    let n = tokens::count(name);
    let capital = name.starts_with(char::is_uppercase)
        && name
            .split_whitespace()
            .all(|w| !w.starts_with(char::is_lowercase));
    let sentence =
        ends_in_stop(strip_closing(before)) || before.trim_end().ends_with([')', '”', '"']);
    ((1..=3).contains(&n) && name.len() <= 30 && capital && sentence && !ends_in_stop(name))
        .then(|| before.trim_end().len())
}

/// `ANTARA | NAME` at the end, behind a sentence.
fn bar(body: &str) -> Option<usize> {
    let at = body.rfind('|')?;
    let start = body[..at].rfind(['.', '!', '?', '"', '”', '\n'])? + 1;
    let start = ceil_boundary(body, start).min(at);
    let left = tokens::count(&body[start..at]);
    let right = tokens::count(&body[at..]);
    let name = body[start..].trim_start();
    ((1..=4).contains(&left) && (1..=6).contains(&right) && name.starts_with(char::is_uppercase))
        .then_some(body.len() - name.len())
}

/// An agency alone behind the last sentence: `… sejak kemarin. Reuters`.
fn agency(body: &str) -> Option<usize> {
    let (before, name) = body.rsplit_once(char::is_whitespace)?;
    let capital = name.starts_with(char::is_uppercase);
    let whole = tokens::count(name) == 1 && name.chars().all(char::is_alphabetic);
    (capital && whole && cues::begins_with_agency(name) && ends_in_stop(strip_closing(before)))
        .then_some(body.len() - name.len())
}
