//! Sentences of a text.

use std::ops::Range;

/// The sentences of `text[range]`, as bytes of `text`.
#[must_use]
pub fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let mut from = start;
        let pieces: Vec<&str> = line.split_inclusive(". ").collect();
        for piece in pieces {
            let trimmed = piece.trim();
            if !trimmed.is_empty() {
                let lead = piece.len() - piece.trim_start().len();
                out.push(from + lead..from + lead + trimmed.len());
            }
            from += piece.len();
        }
        start += line.len();
    }
    out
}
