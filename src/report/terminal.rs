//! Text from the web, made safe to print on a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that would act on a terminal, or hide what is written, shown as its code.
///
/// Control characters (so also escape sequences and line ends: the result is one line), bidirectional controls, line
/// and paragraph separators, zero-width spaces, and tag characters become `\n`, `\t`, `\r` or `\u{1b}`. Joiners stay:
/// Arabic and Indic scripts need them. Costs one pass, and no allocation if there is nothing to show.
///
/// # Examples
/// ```
/// use silsilah::report::terminal::sanitize;
///
/// assert_eq!(sanitize("Banjir \u{1b}[31mDemak"), r"Banjir \u{1b}[31mDemak");
/// ```
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(acts) else {
        return Cow::Borrowed(text);
    };
    let (plain, rest) = text.split_at(first);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(plain);
    for c in rest.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if acts(c) => {
                // Writing to a String cannot fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether `c` would act on a terminal or is not seen on it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown() {
        for (name, text, expected) in [
            (
                "plain",
                "Banjir – Demak “surut” 雨",
                "Banjir – Demak “surut” 雨",
            ),
            ("joiner", "می\u{200C}خواهم", "می\u{200C}خواهم"),
            (
                "colour",
                "\u{1b}[31mred\u{1b}[0m",
                r"\u{1b}[31mred\u{1b}[0m",
            ),
            ("title", "\u{1b}]0;x\u{7}", r"\u{1b}]0;x\u{7}"),
            ("C1", "\u{9b}2J", r"\u{9b}2J"),
            ("line ends", "a\r\nb\tc", r"a\r\nb\tc"),
            (
                "bidi",
                "\u{202e}txt.exe\u{2066}",
                r"\u{202e}txt.exe\u{2066}",
            ),
            ("tags", "x\u{e0041}", r"x\u{e0041}"),
            ("nul", "a\0b", r"a\u{0}b"),
        ] {
            assert_eq!(sanitize(text), expected, "{name}");
        }
        assert!(matches!(sanitize("Demak"), Cow::Borrowed(_)));
    }
}
