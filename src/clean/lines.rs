//! The lines of a page and what can be measured on one without knowing its neighbours.
//!
//! **In** the raw text. **Out** one [`Line`] for every line that is not blank, with its words, the share of function
//! words, capitals and how it ends. The idea (Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow
//! Text Features", 2010, for pages that still have their markup): prose has many words, a steady share of function
//! words, and ends like a sentence; menus have none of these.
//!
//! Text that was set in columns has a break every 60 to 80 characters; such lines are joined to paragraphs first,
//! since half a sentence looks like a menu.

use std::ops::Range;

use crate::text::line_ends;
use crate::text::stopwords::StopWords;
use crate::text::tokens::{Tokens, is_invisible, tokens};

/// A page cut into lines, with its words.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) words: Tokens,
    pub(super) lines: Vec<Line>,
    /// Whether the table of function words knows the language of the page; if not, their share says nothing.
    pub(super) has_stop_words: bool,
}

/// One line that is not blank, or one paragraph of a text set in columns.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// First byte, past white space.
    pub(super) start: usize,
    /// One past the last byte that is not white space.
    pub(super) end: usize,
    /// Its words, as indexes into [`Page::words`].
    pub(super) words: Range<usize>,
    /// How many of them are function words.
    pub(super) n_stop: usize,
    /// How many of them begin with a capital.
    pub(super) n_capital: usize,
    /// Whether it ends like a sentence, quotes and one short bracket aside.
    pub(super) ends_sentence: bool,
    /// Whether it opens with the mark of a list.
    pub(super) bulleted: bool,
}

impl Line {
    pub(super) fn n_words(&self) -> usize {
        self.words.len()
    }

    /// Share of function words, `0.0..=1.0`.
    pub(super) fn stop_density(&self) -> f64 {
        self.n_stop as f64 / self.n_words().max(1) as f64
    }

    /// Share of words with a capital, `0.0..=1.0`.
    pub(super) fn capital_share(&self) -> f64 {
        self.n_capital as f64 / self.n_words().max(1) as f64
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'t> Page<'t> {
    /// Cuts and measures `text`; one pass over its words.
    pub(super) fn new(text: &'t str) -> Self {
        let words = tokens(text);
        let lines: Vec<Line> = cut(text, &words)
            .map(|(range, own)| measure(text, &words, range, own))
            .collect();
        let has_stop_words = knows_language(&lines);
        Self {
            text,
            words,
            lines,
            has_stop_words,
        }
    }

    /// The raw text of `line`.
    pub(super) fn slice(&self, line: &Line) -> &'t str {
        &self.text[line.range()]
    }

    /// The words of `line` in normal form: what two lines must share to be the same line.
    pub(super) fn folded(&self, line: &Line) -> String {
        let mut folded = String::with_capacity(line.end - line.start);
        fold_line(&self.words, line.words.clone(), &mut folded);
        folded
    }
}

/// Puts the words `own` in normal form into `folded`, joined by one space.
pub(super) fn fold_line(words: &Tokens, own: Range<usize>, folded: &mut String) {
    folded.clear();
    for i in own {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(words.get(i).form);
    }
}

/// The lines of `text` that are not blank, or its paragraphs if it is set in columns: bytes, and indexes into its `words`.
pub(super) fn cut(
    text: &str,
    words: &Tokens,
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let mut next = 0;
    paragraphs(text, line_ranges(text))
        .into_iter()
        .map(move |range| {
            let first = next;
            while next < words.len() && words.get(next).start < range.end {
                next += 1;
            }
            (range, first..next)
        })
}

/// Where the lines of `text` are that are not blank, without white space at their ends.
fn line_ranges(text: &str) -> Vec<Range<usize>> {
    line_ends::lines(text)
        .map(|line| trim(text, line))
        .filter(|line| !line.is_empty())
        .collect()
}

/// `range` without white space at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = start + slice.trim().len();
    start..end
}

/// Joins the lines of a text set in columns to paragraphs; other texts are left as they are.
///
/// A text counts as set in columns if at least a third of its breaks stand between two lines of which the first does
/// not end a sentence, is at least 40 bytes long, and the second goes on in lower case.
fn paragraphs(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let goes_on = |a: &Range<usize>, b: &Range<usize>| {
        a.len() >= 40
            && !ends_sentence(&text[a.clone()])
            && text[b.clone()].starts_with(char::is_lowercase)
    };
    let carried = ranges.windows(2).filter(|w| goes_on(&w[0], &w[1])).count();
    if carried < 2 || carried * 3 < ranges.len() - 1 {
        return ranges;
    }
    let mut lengths: Vec<usize> = ranges.iter().map(Range::len).collect();
    lengths.sort_unstable();
    let column = lengths[lengths.len() * 3 / 4];
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut last_len = 0;
    for range in ranges {
        let len = range.len();
        match joined.last_mut() {
            Some(open)
                if last_len * 10 >= column * 7 && only_a_break(&text[open.end..range.start]) =>
            {
                open.end = range.end;
            }
            _ => joined.push(range),
        }
        last_len = len;
    }
    joined
}

/// Whether white space between two lines is a single break without indent, so that the second may go on the first.
fn only_a_break(gap: &str) -> bool {
    let rest = gap.trim_start_matches([' ', '\t']);
    matches!(rest, "\n" | "\r\n" | "\r" | "\n " | "\r\n ")
}

fn measure(text: &str, words: &Tokens, range: Range<usize>, own: Range<usize>) -> Line {
    let stop = StopWords::any_language;
    let mut line = Line {
        start: range.start,
        end: range.end,
        words: own.clone(),
        n_stop: 0,
        n_capital: 0,
        ends_sentence: ends_sentence(&text[range.clone()]),
        bulleted: text[range].starts_with(['•', '·', '▪', '■', '►', '»', '|', '›', '‣']),
    };
    for i in own {
        let word = words.get(i);
        line.n_stop += usize::from(stop(word.form));
        line.n_capital += usize::from(text[word.range()].starts_with(char::is_uppercase));
    }
    line
}

/// Whether the table of function words fits the long lines of a page: one word in twenty is the least of any language
/// in the table, and about none of a language that is not.
fn knows_language(lines: &[Line]) -> bool {
    let long = lines.iter().filter(|l| l.n_words() >= 12);
    let (stop, all) = long.fold((0, 0), |(s, n), l| (s + l.n_stop, n + l.n_words()));
    stop * 20 >= all
}

/// Whether `line` ends like a sentence, looking past closing quotes and one bracket of at most 40 bytes.
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = strip_closing(line);
    if ends_in_stop(bare) {
        return true;
    }
    let Some(open) = bare
        .strip_suffix([')', ']'])
        .and_then(|inner| inner.rfind(['(', '[']))
    else {
        return false;
    };
    bare.len() - open <= 40 && ends_in_stop(strip_closing(&bare[..open]))
}

/// Whether `text` ends in a mark that ends sentences, in any of the scripts met.
pub(super) fn ends_in_stop(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '۔', '।', '。', '！', '？', '؟'])
}

/// `text` without the quotes, invisible characters and white space at its end.
pub(super) fn strip_closing(text: &str) -> &str {
    text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || is_invisible(c)
            || matches!(
                c,
                '"' | '\'' | '”' | '’' | '»' | '“' | '‘' | '«' | '*' | '`'
            )
    })
}

/// The last border between characters of `text` that is not after byte `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first border between characters of `text` that is not before byte `at`.
pub(super) fn ceil_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
