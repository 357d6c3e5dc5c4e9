//! The punctuation between two words, as a set of marks.

/// What stands between a word and the word before it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Gap(u16);

macro_rules! gaps {
    ($($name:ident $bit:literal $chars:pat,)*) => {
        impl Gap {
            $(pub(crate) const $name: Self = Self(1 << $bit);)*

            fn add(&mut self, c: char) {
                match c {
                    $($chars => self.0 |= Self::$name.0,)*
                    c if c.is_whitespace() => self.0 |= Self::SPACE.0,
                    _ => {}
                }
            }
        }
    };
}

gaps! {
    SPACE 0 ' ' | '\u{A0}' | '\t',
    COMMA 1 ',' | ';' | '،' | '、',
    STOP 2 '.' | '!' | '?' | '…' | '۔' | '؟' | '。',
    LINE 3 '\n' | '\r',
    OPEN 4 '(' | '[' | '{' | '（' | '【',
    CLOSE 5 ')' | ']' | '}' | '）' | '】',
    QUOTE 6 '"' | '“' | '”' | '„' | '«' | '»',
    SLASH 7 '/' | '\\',
    DASH 8 '-' | '–' | '—' | '―' | '−',
    COLON 9 ':',
    PIPE 10 '|' | '•' | '·',
    AND 11 '&' | '+',
    MARK 12 '\'' | '’' | '‘' | '`' | '@' | '©' | '#' | '_' | '=' | '%' | '$' | '*' | '<' | '>' | '~' | '^' | '€' | '£',
}

impl Gap {
    /// The marks of `between`.
    pub(crate) fn of(between: &str) -> Self {
        let mut gap = Self::default();
        between.chars().for_each(|c| gap.add(c));
        gap
    }

    /// Whether any of `marks` is there.
    pub(crate) const fn has(self, marks: Self) -> bool {
        self.0 & marks.0 != 0
    }

    /// Both sets of marks.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing but marks of `marks` is there.
    pub(crate) const fn only(self, marks: Self) -> bool {
        self.0 & !marks.0 == 0
    }
}
