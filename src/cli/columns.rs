//! Two texts side by side in columns of a terminal.
//!
//! Widths are those of a terminal, where an ideograph takes two cells and a combining mark none.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What stands between the columns.
const GAP: &str = "  │  ";

/// `left` and `right` side by side, in lines of at most `width` cells (20 at least), each ending in a line feed.
pub(super) fn side_by_side(left: &str, right: &str, width: usize) -> String {
    let column = (width.max(20) - GAP.width()) / 2;
    let (left, right) = (wrap(left, column), wrap(right, column));
    let mut out = String::new();
    for row in 0..left.len().max(right.len()) {
        let at = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
        let (l, r) = (at(&left), at(&right));
        let padding = " ".repeat(column - l.width());
        out.push_str(format!("{l}{padding}{GAP}{r}").trim_end());
        out.push('\n');
    }
    out
}

/// `text` behind `label`, in lines of at most `width` cells (20 at least), the later ones set in under the first.
pub(super) fn hanging(label: &str, text: &str, width: usize) -> String {
    let mut out = String::new();
    let blank = " ".repeat(label.width());
    for (i, line) in wrap(text, width.max(20) - label.width()).iter().enumerate() {
        out.push_str(if i == 0 { label } else { &blank });
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The words of `text` in lines of at most `width` cells; white space of any kind counts as one blank.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            // A word longer than a line, as a web address, is cut.
            if line.width() + c.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_line_up() {
        assert_eq!(
            side_by_side("Banjir surut di Demak.", "Air surut.", 25),
            "Banjir      │  Air surut.\nsurut di    │\nDemak.      │\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let texts = [
            "https://contoh.example/berita/2025/03/04/banjir-surut-di-demak-setelah-tiga-hari",
            "台北的地震 dirasakan 台北的地震台北的地震台北的地震 hingga pulau lain",
            "",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        ];
        for left in texts {
            for right in texts {
                for width in [0, 20, 33, 80] {
                    for line in side_by_side(left, right, width).lines() {
                        assert!(line.width() <= width.max(20), "{width}: {line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_word_is_lost() {
        let text = "satu dua tiga empat lima enam tujuh";
        for width in 1..40 {
            assert_eq!(
                wrap(text, width).concat().replace(' ', ""),
                text.replace(' ', "")
            );
        }
    }
}
