//! Stretches of speech: what two pages share inside quotation marks, both may have heard.
//!
//! **In** a text and a stretch of it. **Out** the bytes between the marks of each quotation, in order.

use std::ops::Range;

/// A quotation that runs longer than this many bytes is a mark that nobody closed.
const LONGEST: usize = 1500;

/// The insides of the quotations in `text[range]`, in order, not overlapping.
///
/// Curly, low and angle marks pair with their closing form; straight marks, and two single ones that stand for a double
/// one, with the next. A mark that by the space around it begins a quotation ends one that is open, as a speech of several
/// paragraphs has it, and one that by that space ends a quotation begins none: a page that lost a mark is not read inside
/// out. A quotation ends with its paragraph: a mark left open is dropped. Single marks alone are apostrophes too often to
/// be counted.
pub(super) fn quotes(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut at = range.start;
    while let Some(c) = text[at..range.end].chars().next() {
        let Some((mark, length)) = mark(&text[at..range.end]) else {
            let is_over = |(_, start): (char, usize)| c == '\n' || at - start > LONGEST;
            open = open.filter(|&quote| !is_over(quote));
            at += c.len_utf8();
            continue;
        };
        let end = at + length;
        let faces = Faces::of(&text[range.start..at], &text[end..range.end]);
        let (ends, begins) = match open {
            Some((opening, _)) => (
                faces == Faces::Right || closes(opening, mark),
                faces == Faces::Right,
            ),
            None => (false, faces != Faces::Left),
        };
        if ends {
            found.extend(open.take().map(|(_, start)| start..at));
        }
        if begins && mark != '»' {
            open = Some((mark, end));
        }
        at = end;
    }
    found
}

/// The quotation mark that `text` begins with, and its bytes: some pages write two single marks for a double one, and
/// some the name of the mark.
fn mark(text: &str) -> Option<(char, usize)> {
    const SPELT: [(&str, char); 5] = [
        ("&quot;", '"'),
        ("''", '"'),
        ("``", '“'),
        ("‘‘", '“'),
        ("’’", '”'),
    ];
    let spelt = SPELT
        .iter()
        .find(|(spelling, _)| text.starts_with(spelling));
    spelt
        .map(|&(spelling, mark)| (mark, spelling.len()))
        .or_else(|| {
            let mark = text.chars().next()?;
            "\"“”„«»".contains(mark).then(|| (mark, mark.len_utf8()))
        })
}

/// Which way a mark opens, by the space or the point on one side of it alone.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Faces {
    /// Text stands before it: it ends what that is part of.
    Left,
    /// Text stands behind it.
    Right,
    /// Text or space on both sides.
    Either,
}

impl Faces {
    fn of(before: &str, behind: &str) -> Self {
        let is_space_or =
            |c: Option<char>, of: &str| c.is_none_or(|c| c.is_whitespace() || of.contains(c));
        match (
            is_space_or(before.chars().next_back(), "([–—"),
            is_space_or(behind.chars().next(), ",.;:!?)]–—"),
        ) {
            (true, false) => Self::Right,
            (false, true) => Self::Left,
            _ => Self::Either,
        }
    }
}

/// Whether `c` ends what `mark` began; pages mix curly and straight marks in one quotation.
fn closes(mark: char, c: char) -> bool {
    match mark {
        '«' => c == '»',
        '„' => matches!(c, '“' | '”' | '"'),
        _ => matches!(c, '”' | '"'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_kinds() {
        for (text, expected) in [
            ("kata dia, \"hujan lagi\".", vec!["hujan lagi"]),
            ("“satu” dan “dua”", vec!["satu", "dua"]),
            ("“campur\" aduk", vec!["campur"]),
            ("„so“ sagte er", vec!["so"]),
            ("«oui» dit-il", vec!["oui"]),
            ("\"tak ditutup\nparagraf \"baru\"", vec!["baru"]),
            (
                "''dua tunggal'', ‘‘dua lengkung’’",
                vec!["dua tunggal", "dua lengkung"],
            ),
            ("kata dia, &quot;nama tanda&quot;.", vec!["nama tanda"]),
            (" spasi \" di dalam \" juga", vec![" di dalam "]),
            ("\"satu. \"dua\", katanya", vec!["satu. ", "dua"]),
            ("hilang\", katanya. \"ada\", katanya", vec!["ada"]),
            ("tanpa kutipan", vec![]),
        ] {
            let found: Vec<&str> = quotes(text, 0..text.len())
                .into_iter()
                .map(|r| &text[r])
                .collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
