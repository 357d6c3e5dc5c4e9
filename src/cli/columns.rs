//! Two texts side by side in columns of a terminal.
//!
//! Widths are those of a terminal, where an ideograph takes two cells and a combining mark none.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What stands between the columns.
const GAP: &str = "  │  ";

/// How a character is shown. Each look but the plain one differs in more than its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As it is.
    Plain,
    /// The other side has the word.
    Same,
    /// The other side has another form of the word, or the value written in another way.
    Form,
    /// The other side has another value in its place.
    Differs,
    /// The other side does not state it.
    Alone,
    /// The other side has nothing like the sentence.
    Faint,
}

impl Look {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Same => AnsiColor::Green.on_default().bold(),
            Self::Form => AnsiColor::Green.on_default().italic(),
            Self::Differs => AnsiColor::Red.on_default().bold().underline(),
            Self::Alone => AnsiColor::Yellow.on_default(),
            Self::Faint => Style::new().dimmed(),
        }
    }
}

/// A text with a look for each of its characters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    text: String,
    looks: Vec<Look>,
}

impl Shown {
    pub(super) fn push(&mut self, c: char, look: Look) {
        self.text.push(c);
        self.looks.push(look);
    }

    pub(super) fn push_str(&mut self, text: &str, look: Look) {
        text.chars().for_each(|c| self.push(c, look));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text, with codes of a terminal for the looks if `colored`.
    fn paint(&self, colored: bool) -> String {
        if !colored {
            return self.text.clone();
        }
        let (mut out, mut now) = (String::new(), Look::Plain);
        for (c, &look) in self.text.chars().zip(&self.looks) {
            if look != now {
                // Writing to a String cannot fail.
                let _ = write!(out, "{:#}{}", now.style(), look.style());
                now = look;
            }
            out.push(c);
        }
        out + &format!("{:#}", now.style())
    }

    /// The words in lines of at most `width` cells; white space of any kind counts as one blank.
    fn wrap(&self, width: usize) -> Vec<Self> {
        let chars: Vec<(char, Look)> = self.text.chars().zip(self.looks.iter().copied()).collect();
        let words = chars
            .split(|(c, _)| c.is_whitespace())
            .filter(|word| !word.is_empty());
        let (mut lines, mut line) = (Vec::new(), Self::default());
        for word in words {
            let text: String = word.iter().map(|(c, _)| c).collect();
            if !line.is_empty() && line.text.width() + 1 + text.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            if let Some(&before) = line.looks.last() {
                // A blank inside a stretch of one look belongs to it.
                let look = if before == word[0].1 {
                    before
                } else {
                    Look::Plain
                };
                line.push(' ', look);
            }
            for &(c, look) in word {
                // A word longer than a line, as a web address, is cut.
                if line.text.width() + c.width().unwrap_or(0) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c, look);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// `left` and `right` side by side, in lines of at most `width` cells (20 at least), each ending in a line feed.
pub(super) fn side_by_side(left: &Shown, right: &Shown, width: usize, colored: bool) -> String {
    let column = (width.max(20) - GAP.width()) / 2;
    let (left, right) = (left.wrap(column), right.wrap(column));
    let mut out = String::new();
    for row in 0..left.len().max(right.len()) {
        let at = |lines: &[Shown]| lines.get(row).cloned().unwrap_or_default();
        let (l, r) = (at(&left), at(&right));
        let padding = " ".repeat(column.saturating_sub(l.text.width()));
        let line = format!("{}{padding}{GAP}{}", l.paint(colored), r.paint(colored));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// `text` behind `label`, in lines of at most `width` cells (20 at least), the later ones set in under the first.
pub(super) fn hanging(label: &str, text: &Shown, width: usize, colored: bool) -> String {
    let mut out = String::new();
    let blank = " ".repeat(label.width());
    for (i, line) in text.wrap(width.max(20) - label.width()).iter().enumerate() {
        out.push_str(if i == 0 { label } else { &blank });
        out.push_str(&line.paint(colored));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Shown {
        let mut shown = Shown::default();
        shown.push_str(text, Look::Plain);
        shown
    }

    #[test]
    fn looks_are_codes_and_take_no_cells() {
        let mut shown = plain("naik ");
        shown.push_str("45 kios", Look::Differs);
        let red = Look::Differs.style();
        assert_eq!(shown.paint(true), format!("naik {red}45 kios{red:#}"));
        assert_eq!(shown.paint(false), "naik 45 kios");
        let columns = side_by_side(&shown, &plain("turun"), 25, true);
        assert_eq!(
            columns,
            format!("naik {red}45{red:#}     │  turun\n{red}kios{red:#}        │\n")
        );
    }

    #[test]
    fn rows_line_up() {
        assert_eq!(
            side_by_side(
                &plain("Banjir surut di Demak."),
                &plain("Air surut."),
                25,
                false
            ),
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
                    for line in side_by_side(&plain(left), &plain(right), width, false).lines() {
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
                plain(text)
                    .wrap(width)
                    .iter()
                    .map(|l| l.text.replace(' ', ""))
                    .collect::<String>(),
                text.replace(' ', "")
            );
        }
    }
}
