//! Links to other stories inside a paragraph: `… kemarin. Baca juga: Harga Beras Naik Polisi mengatakan …`.
//!
//! Pages that lost their breaks run the headline of the link into the next sentence. It is cut out only as far as it
//! is certain: to the end of a short rest, to a mark between sentences, to a lost break (`NaikPolisi`), or, where the
//! headline is in title case, to where the capitals end. Otherwise the cue alone is cut, since the words behind it may
//! be the story's.

use std::sync::LazyLock;

use std::ops::Range;

use super::cues::{self, CueClass, WordSet};
use super::lines::{Line, Page, ends_in_stop, strip_closing, trim};
use crate::text::stopwords::StopWords;

static OPENERS: WordSet = LazyLock::new(|| cues::word_set(include_str!("data/openers.txt")));

/// Words of the longest headline.
const LONGEST: usize = 25;

/// The links in the words `words` of `line`, as bytes of the page, sorted and disjoint.
pub(super) fn links(page: &Page<'_>, line: &Line) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut cues = cues::inside(page.text, &page.words, &line.words, CueClass::Related);
    cues.retain(|cue| is_credible(page, line, cue));
    for (i, cue) in cues.iter().enumerate() {
        let start = page.words.get(cue.start).start;
        let overlaps = found.last().is_some_and(|l| start < l.end);
        if overlaps {
            continue;
        }
        let before = page.text[line.start..start].trim_end();
        let opened = before.ends_with(['(', '[']);
        let range = if opened {
            bracketed(page, line, line.start + before.len() - 1)
        } else {
            let last = cues.get(i + 1).map_or(line.words.end, |next| next.start);
            start..headline_end(page, line, cue.end..last)
        };
        found.push(trim(page.text, range));
    }
    found
}

/// A cue inside a line must open a sentence or be written like one, and be more than one common word.
fn is_credible(page: &Page<'_>, line: &Line, cue: &Range<usize>) -> bool {
    let first = page.words.get(cue.start);
    let before = strip_closing(&page.text[line.start..first.start]);
    let opens = before.is_empty() || ends_in_stop(before) || before.ends_with(['(', '[', ')', ']']);
    let telling = cue.len() >= 2 || first.form.len() >= 8;
    let capital = page.text[first.range()].starts_with(char::is_uppercase);
    telling && (opens || capital)
}

/// From the bracket at byte `open` to its end, or to the end of the line if it is not closed soon.
fn bracketed(page: &Page<'_>, line: &Line, open: usize) -> Range<usize> {
    let rest = &page.text[open..line.end];
    let close = rest.find([')', ']']).filter(|&at| at <= 250);
    match close {
        Some(at) => open..open + at + 1,
        None => open..rest.find(':').map_or(line.end, |at| open + at + 1),
    }
}

/// Where the headline that begins the words `words` certainly ends; they go to the end of the line or the next link.
fn headline_end(page: &Page<'_>, line: &Line, words: Range<usize>) -> usize {
    let text = page.text;
    let (from, last) = (words.start, words.end);
    let whole = if last < line.words.end {
        page.words.get(last).start
    } else {
        line.end
    };
    let mut capitals = 0;
    for w in from..last.min(from + LONGEST + 1) {
        let word = page.words.get(w);
        let raw = &text[word.range()];
        if w >= from + 3 {
            let before = page.words.get(w - 1);
            if let Some(end) = sentence_mark(text, before.end, word.start, before.form) {
                return end;
            }
        }
        if let Some(at) = lost_break(raw).filter(|_| w > from && last - w >= 6) {
            return word.start + at;
        }
        if w >= from + 4 && last - w > 3 {
            let titled = capitals * 10 >= (w - from) * 6;
            if opens_sentence(page, w) {
                return word.start;
            }
            if titled && is_small(raw, word.form) {
                return page.words.get(sentence_start(page, from, w)).start;
            }
        }
        capitals += usize::from(!is_small(raw, word.form));
    }
    if last - from <= LONGEST {
        whole
    } else {
        let cue_end = page.words.get(from.saturating_sub(1)).end;
        text[cue_end..line.end]
            .find(':')
            .map_or(cue_end, |at| cue_end + at + 1)
    }
}

/// Whether a word is written small that a headline in title case would not write so.
fn is_small(raw: &str, form: &str) -> bool {
    raw.starts_with(char::is_lowercase) && !StopWords::any_language(form)
}

/// Whether word `w` is one that opens sentences, with a capital, and goes on in small letters or with a comma:
/// `Sementara itu`, `Namun,`.
fn opens_sentence(page: &Page<'_>, w: usize) -> bool {
    let word = page.words.get(w);
    let capital = page.text[word.range()].starts_with(char::is_uppercase);
    let after = page.text[word.end..].trim_start();
    capital
        && after.starts_with(|c: char| c.is_lowercase() || c == ',')
        && OPENERS.contains(word.form)
}

/// The end of a sentence, or the beginning of a quotation, between two words.
fn sentence_mark(text: &str, from: usize, to: usize, before: &str) -> Option<usize> {
    let gap = &text[from..to];
    if let Some(at) = gap.find(['.', '?', '!', '…']) {
        let end = from + gap[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let spaced = text[end..to].contains(char::is_whitespace) || text[end..to].contains('"');
        return (spaced && before.chars().count() >= 3).then_some(end);
    }
    let opens = gap
        .find(['"', '“'])
        .filter(|&at| gap[..at].contains(char::is_whitespace));
    let opens = opens.or_else(|| gap.find("   "));
    opens.map(|at| from + at)
}

/// Where a capital follows a small letter inside a word, as where a break between lines was lost.
fn lost_break(word: &str) -> Option<usize> {
    let mut previous: Option<char> = None;
    let mut run = 0;
    for (at, c) in word.char_indices() {
        let small_before = previous.is_some_and(char::is_lowercase);
        let small_after = word[at..].chars().nth(1).is_some_and(char::is_lowercase);
        if c.is_uppercase() && small_before && small_after && run >= 3 {
            return Some(at);
        }
        run = if c.is_lowercase() { run + 1 } else { 0 };
        previous = Some(c);
    }
    None
}

/// Words of a headline behind which a name in capitals is more likely the next sentence's.
const USUAL: usize = 12;

/// The word that begins the sentence of which word `w` is the first in small letters.
///
/// A capitalised function word just before it does (`Untuk`); else the sentence may begin with a name, so that the
/// three words before, and all beyond the usual length of a headline, are left to it.
fn sentence_start(page: &Page<'_>, from: usize, w: usize) -> usize {
    let earliest = w.saturating_sub(4).max(from + 3).min(w);
    let opener = (earliest..w).rev().find(|&i| {
        let word = page.words.get(i);
        let capital = page.text[word.range()].starts_with(char::is_uppercase);
        capital && StopWords::any_language(word.form)
    });
    let name = w.saturating_sub(3).min(from + USUAL);
    opener.unwrap_or(name.max(from + 3).min(w))
}
