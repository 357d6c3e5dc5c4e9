//! Cue words: what a line says of itself.
//!
//! **In** the words of a line. **Out** its [`CueClass`], if a pattern of `data/cues.tsv` fits. A pattern is a row of
//! words in normal form, so that case, punctuation, spacing (`Baca  juga :`) and invisible characters do not matter.
//! `#` stands for any number; a colon at the end of a pattern must be on the page too. What differs between languages
//! is in the table, not here.

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::tokens::{Tokens, tokens};

/// What a cue says of the line it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum CueClass {
    /// Another story's headline follows, in the same line or in those below.
    Related,
    /// A block of other stories begins.
    Section,
    /// The page's foot or its readers' comments begin.
    Foot,
    /// A piece of the frame: share bar, menu entry, advertisement mark.
    Frame,
    /// An invitation of the house, which may name it.
    Promo,
    /// Who holds the rights.
    Copyright,
    /// Who wrote it, and when.
    Byline,
    /// Whose text it is.
    Credit,
    /// The words of a picture.
    Caption,
    /// Whose picture it is.
    Image,
}

/// Where in a line a cue must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// It is the line.
    Whole,
    /// It opens the line.
    Start,
    /// Anywhere in a line of at most [`SHORT`] words.
    Within,
}

/// Words of the longest line in which a [`Place::Within`] cue is looked for.
const SHORT: usize = 40;

/// A cue found on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) class: CueClass,
    /// Its words, as indexes into the page's.
    pub(super) words: Range<usize>,
}

struct Pattern {
    class: CueClass,
    place: Place,
    words: Vec<Box<str>>,
    colon: bool,
}

/// The rows of `data/cues.tsv`.
struct Table {
    by_first_word: FxHashMap<Box<str>, Vec<Pattern>>,
    /// Those that begin with `#`.
    by_number: Vec<Pattern>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("data/cues.tsv")));

impl Table {
    /// Reads the table; a row that is not of its form is left out (a test counts them).
    fn read(source: &str) -> Self {
        let mut by_first_word: FxHashMap<Box<str>, Vec<Pattern>> = FxHashMap::default();
        for pattern in source.lines().filter_map(parse) {
            let first = pattern.words[0].clone();
            by_first_word.entry(first).or_default().push(pattern);
        }
        let by_number = by_first_word.remove("#").unwrap_or_default();
        Self {
            by_first_word,
            by_number,
        }
    }

    /// The patterns that may begin with the word `form`.
    fn beginning(&self, form: &str) -> &[Pattern] {
        if is_number(form) {
            &self.by_number
        } else {
            self.by_first_word.get(form).map_or(&[], Vec::as_slice)
        }
    }
}

/// One row: class, place, language (for the reader only), pattern.
fn parse(row: &str) -> Option<Pattern> {
    let mut fields = row.split('\t');
    let class = match fields.next()? {
        "related" => CueClass::Related,
        "section" => CueClass::Section,
        "foot" => CueClass::Foot,
        "frame" => CueClass::Frame,
        "promo" => CueClass::Promo,
        "copyright" => CueClass::Copyright,
        "byline" => CueClass::Byline,
        "credit" => CueClass::Credit,
        "caption" => CueClass::Caption,
        "image" => CueClass::Image,
        _ => return None,
    };
    let place = match fields.next()? {
        "whole" => Place::Whole,
        "start" => Place::Start,
        "within" => Place::Within,
        _ => return None,
    };
    let pattern = fields.nth(1)?;
    let words: Vec<Box<str>> = pattern
        .trim_end_matches(':')
        .split_whitespace()
        .map(Box::from)
        .collect();
    (!words.is_empty()).then(|| Pattern {
        class,
        place,
        words,
        colon: pattern.ends_with(':'),
    })
}

fn is_number(form: &str) -> bool {
    form.bytes().all(|b| b.is_ascii_digit())
}

/// The cue of the line with the words `line`, if any: the tightest place wins, then the longest pattern.
pub(super) fn of_line(text: &str, words: &Tokens, line: &Range<usize>) -> Option<Cue> {
    let mut best: Option<(Place, usize, Cue)> = None;
    let looked_at = if line.len() <= SHORT { line.len() } else { 1 };
    for at in line.start..line.start + looked_at.min(line.len()) {
        for pattern in TABLE.beginning(words.get(at).form) {
            let Some(found) = fits(pattern, text, words, at..line.end) else {
                continue;
            };
            let stands = match pattern.place {
                Place::Whole => found == *line,
                Place::Start => at == line.start,
                Place::Within => line.len() <= SHORT,
            };
            let rank = (pattern.place, usize::MAX - found.len());
            if stands && best.as_ref().is_none_or(|(p, n, _)| rank < (*p, *n)) {
                let cue = Cue {
                    class: pattern.class,
                    words: found,
                };
                best = Some((rank.0, rank.1, cue));
            }
        }
    }
    best.map(|(_, _, cue)| cue)
}

/// Every cue of `class` that may stand inside running text, as words of the page: those with a colon, and those of
/// at least three words.
pub(super) fn inside(
    text: &str,
    words: &Tokens,
    range: &Range<usize>,
    class: CueClass,
) -> Vec<Range<usize>> {
    let at_word = |at: usize| {
        TABLE
            .beginning(words.get(at).form)
            .iter()
            .filter(|p| p.class == class && (p.colon || p.words.len() >= 3))
            .filter_map(|p| fits(p, text, words, at..range.end))
            .max_by_key(ExactSizeIterator::len)
    };
    range.clone().filter_map(at_word).collect()
}

/// Whether `range` begins with a cue that opens a line of `class`.
pub(super) fn opens(text: &str, words: &Tokens, range: Range<usize>, class: CueClass) -> bool {
    let patterns = TABLE.beginning(words.get(range.start).form).iter();
    let mut openers = patterns.filter(|p| p.class == class && p.place == Place::Start);
    openers.any(|p| fits(p, text, words, range.clone()).is_some())
}

/// The words that `pattern` covers if it stands at the beginning of `range`.
fn fits(
    pattern: &Pattern,
    text: &str,
    words: &Tokens,
    range: Range<usize>,
) -> Option<Range<usize>> {
    let end = range.start + pattern.words.len();
    if end > range.end {
        return None;
    }
    let same = |(i, want): (usize, &str)| {
        let form = words.get(i).form;
        want == form || want == "#" && is_number(form)
    };
    let wanted = pattern.words.iter().map(|w| &**w);
    let all = (range.start..end).zip(wanted).all(same);
    let colon = !pattern.colon
        || text[words.get(end - 1).end..]
            .trim_start()
            .starts_with([':', '：']);
    (all && colon).then_some(range.start..end)
}

/// Whether `line` is not language at all: an address, a script, a template mark.
pub(super) fn is_machine_text(line: &str) -> bool {
    static MARKS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(rows(include_str!("data/machine.txt"))).ok());
    if line.len() > 4000 {
        return false;
    }
    let address = line.len() >= 12 && !line.contains(char::is_whitespace) && {
        line.contains("://") || line.starts_with("www.") || line.matches('/').count() >= 3
    };
    let entities = line.starts_with('&') && line.split_whitespace().all(is_entity);
    address || entities || MARKS.as_ref().is_some_and(|marks| marks.is_match(line))
}

/// Whether `piece` is the name of a character that was escaped once too often: `&amp;nbsp;`.
fn is_entity(piece: &str) -> bool {
    piece.starts_with('&')
        && piece.len() <= 24
        && piece
            .trim_matches(['&', ';'])
            .split(['&', ';'])
            .all(|name| {
                name.starts_with('#')
                    || matches!(name, "amp" | "nbsp" | "quot" | "lt" | "gt" | "shy")
            })
}

/// A table of words in normal form, one a line.
pub(super) type WordSet = LazyLock<FxHashSet<&'static str>>;

/// The words of a data file.
pub(super) fn word_set(source: &'static str) -> FxHashSet<&'static str> {
    rows(source).into_iter().collect()
}

/// The agencies by whose name a picture or text credit is known (`data/agencies.txt`), in normal form.
pub(super) fn is_agency(form: &str) -> bool {
    static NAMES: WordSet = LazyLock::new(|| word_set(include_str!("data/agencies.txt")));
    NAMES.contains(form)
}

/// Whether the page's text `name` is one word or more of which the first is an agency.
pub(super) fn begins_with_agency(name: &str) -> bool {
    tokens(name)
        .iter()
        .next()
        .is_some_and(|w| is_agency(w.form))
}

/// The lines of a data file, without comments.
pub(super) fn rows(source: &'static str) -> Vec<&'static str> {
    let lines = source.lines().map(str::trim);
    lines
        .filter(|l| !l.is_empty() && !l.starts_with("# "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_of_its_form() {
        for row in rows(include_str!("data/cues.tsv")) {
            let pattern = parse(row);
            assert!(pattern.is_some(), "{row:?}");
            for word in pattern.into_iter().flat_map(|p| p.words) {
                let forms: Vec<String> = tokens(&word).iter().map(|t| t.form.to_owned()).collect();
                assert!(
                    &*word == "#" || forms == [word.to_string()],
                    "{row:?}: {word:?}"
                );
            }
        }
    }

    #[test]
    fn cues_are_found_whatever_their_dress() {
        for (line, class) in [
            ("Baca  juga : Panen raya tiba", Some(CueClass::Related)),
            ("BacaJuga:", Some(CueClass::Related)),
            ("Share on FacebookShare on Twitter", Some(CueClass::Frame)),
            ("412 shares", Some(CueClass::Frame)),
            ("Sumber : Kantor Desa", Some(CueClass::Credit)),
            ("Sumber air itu kering.", None),
            ("Foto: Rina", Some(CueClass::Image)),
        ] {
            let words = tokens(line);
            let cue = of_line(line, &words, &(0..words.len()));
            assert_eq!(cue.map(|c| c.class), class, "{line:?}");
        }
    }
}
