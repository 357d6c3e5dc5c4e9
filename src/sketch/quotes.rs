//! Stretches of speech: what two pages share inside quotation marks, both may have heard.
//!
//! **In** a text and a stretch of it. **Out** the bytes between the marks of each quotation, in order.

use std::ops::Range;

/// A quotation that runs longer than this many bytes is a mark that nobody closed.
const LONGEST: usize = 1500;

/// The insides of the quotations in `text[range]`, in order, not overlapping.
///
/// Curly, low and angle marks pair with their closing form; straight marks pair with the next one. A quotation ends
/// with its paragraph: a mark left open is dropped. Single marks are apostrophes too often to be counted.
pub(super) fn quotes(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match open {
            Some((_, start)) if c == '\n' || at - start > LONGEST => open = None,
            Some((mark, start)) if closes(mark, c) => {
                found.push(start..at);
                open = None;
            }
            None if matches!(c, '"' | '“' | '”' | '„' | '«') => {
                open = Some((c, at + c.len_utf8()));
            }
            _ => {}
        }
    }
    found
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
