//! Where the lines of a text end.
//!
//! **In** a text. **Out** its lines, as bytes. Pages are flattened block by block, so a line end of any system or script
//! ends a block.

use std::ops::Range;

use memchr::memchr3;

/// Whether `c` ends a line.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines of `text` without their ends, in order, empty ones too.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = line_end(text, start);
        next = end.as_ref().map(|end| end.end);
        Some(start..end.map_or(text.len(), |end| end.start))
    })
}

/// The first line end at or behind byte `from`.
fn line_end(text: &str, mut from: usize) -> Option<Range<usize>> {
    loop {
        // These bytes begin the line ends, and other characters too.
        let rest = &text.as_bytes()[from..];
        let near = memchr3(b'\n', b'\r', 0xE2, rest);
        let nearest = memchr3(0xB, 0xC, 0xC2, &rest[..near.unwrap_or(rest.len())]).or(near)?;
        let at = from + nearest;
        let c = text[at..].chars().next()?;
        if is_line_end(c) {
            return Some(at..at + c.len_utf8());
        }
        from = at + c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_what_line_ends_set_apart(text in "([a\n\r\u{B}\u{C}]|[\u{84}-\u{86}]|[\u{2027}-\u{202A}]){0,30}") {
            let found: Vec<&str> = lines(&text).map(|line| &text[line]).collect();
            prop_assert_eq!(found, text.split(is_line_end).collect::<Vec<_>>());
        }
    }
}
