//! A text cut into runs of letters, runs of digits and single marks: what dates and numbers are read from.
//!
//! Unlike [`tokens`](super::tokens), which keep words only, marks count here: `28/4`, `17.57` and `(3)` differ by
//! nothing else. White space is not kept but remembered, since `2 - 1` and `2-1` may differ too.

use std::ops::Range;

use super::tokens::is_invisible;

/// What stands between a lexeme and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Spaces within the line.
    Space,
    /// The end of a line, or the beginning of the text.
    Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and their marks; an apostrophe between letters belongs to the word.
    Word,
    /// Decimal digits of any script.
    Digits,
    /// One other visible character.
    Mark(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    pub(super) gap: Gap,
    start: u32,
    end: u32,
}

/// The lexemes of a stretch of text.
pub(super) struct Lexemes<'t> {
    text: &'t str,
    items: Vec<Lexeme>,
}

impl<'t> Lexemes<'t> {
    /// Cuts `text[range]`; positions are in `text`. One pass and one allocation.
    pub(super) fn new(text: &'t str, range: Range<usize>) -> Self {
        let base = range.start;
        let slice = &text[range];
        let mut items: Vec<Lexeme> = Vec::with_capacity(slice.len() / 5 + 4);
        let mut gap = Gap::Line;
        let mut next = 0;
        while let Some(c) = slice[next..].chars().next() {
            let at = next;
            next += c.len_utf8();
            let Some(kind) = kind_of(c) else {
                if matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}') {
                    gap = Gap::Line;
                } else if c.is_whitespace() {
                    gap = gap.max(Gap::Space);
                }
                continue;
            };
            // The rest of a run in ASCII is taken at once.
            next += match kind {
                Kind::Word => run(&slice[next..], u8::is_ascii_alphabetic),
                Kind::Digits => run(&slice[next..], u8::is_ascii_digit),
                Kind::Mark(_) => 0,
            };
            let (start, end) = ((base + at) as u32, (base + next) as u32);
            let grows = kind == Kind::Word || kind == Kind::Digits;
            match items.last_mut() {
                Some(last) if grows && last.kind == kind && gap == Gap::None => last.end = end,
                _ => {
                    items.push(Lexeme {
                        kind,
                        gap,
                        start,
                        end,
                    });
                    if kind == Kind::Word {
                        join_apostrophe(&mut items);
                    }
                }
            }
            gap = Gap::None;
        }
        Self { text, items }
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Bytes from the first byte of lexeme `from` to the last of lexeme `to - 1`; both must exist.
    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.items[from].start as usize..self.items[to - 1].end as usize
    }

    /// The text of a range of bytes, which must be one that [`range`](Self::range) gave.
    pub(super) fn text(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    /// The words themselves.
    pub(super) fn slice(&self, i: usize) -> &'t str {
        match self.items.get(i) {
            Some(item) => &self.text[item.start as usize..item.end as usize],
            None => "",
        }
    }

    /// The space before lexeme `i`; past the end it is the end of a line.
    pub(super) fn gap(&self, i: usize) -> Gap {
        self.items.get(i).map_or(Gap::Line, |item| item.gap)
    }

    pub(super) fn mark(&self, i: usize) -> Option<char> {
        match self.items.get(i)?.kind {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, i: usize, marks: &[char]) -> bool {
        self.mark(i).is_some_and(|c| marks.contains(&c))
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|x| x.kind == Kind::Word)
    }

    pub(super) fn is_digits(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|x| x.kind == Kind::Digits)
    }

    /// The digits at `i` in European figures, however many.
    pub(super) fn figures(&self, i: usize) -> String {
        let digits = self.slice(i).chars().filter_map(digit);
        digits.filter_map(|d| char::from_digit(d, 10)).collect()
    }

    /// The value of a run of at most nine digits, and how many there are.
    pub(super) fn digits(&self, i: usize) -> Option<(u32, usize)> {
        if self.items.get(i)?.kind != Kind::Digits {
            return None;
        }
        let (mut value, mut n) = (0_u32, 0);
        for digit in self.slice(i).chars().filter_map(digit) {
            value = value.checked_mul(10)?.checked_add(digit)?;
            n += 1;
        }
        (n <= 9).then_some((value, n))
    }

    /// The word at `i` in lower case, without invisible characters and with one kind of apostrophe, in `buffer`.
    ///
    /// `None` for other lexemes and for words too long to stand in any list.
    pub(super) fn lower<'b>(&self, i: usize, buffer: &'b mut String) -> Option<&'b str> {
        const LONGEST: usize = 48;
        if !self.is_word(i) || self.slice(i).len() > LONGEST {
            return None;
        }
        buffer.clear();
        if self.slice(i).is_ascii() {
            buffer.push_str(self.slice(i));
            buffer.make_ascii_lowercase();
            return Some(buffer);
        }
        for c in self.slice(i).chars().filter(|&c| !is_invisible(c)) {
            match c {
                '’' | '‘' | '`' | 'ʼ' => buffer.push('\''),
                // A dotted capital İ would leave a combining dot behind.
                'İ' => buffer.push('i'),
                _ => buffer.extend(c.to_lowercase()),
            }
        }
        Some(buffer)
    }

    /// Whether the word at `i` begins with a capital, or with a letter of a script that has none.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.slice(i).starts_with(|c: char| !c.is_lowercase())
    }
}

/// The number of bytes at the beginning of `text` that are of a class.
fn run(text: &str, class: impl Fn(&u8) -> bool) -> usize {
    text.bytes().take_while(|b| class(b)).count()
}

/// Makes `Jum'at` one word: letter, apostrophe, letter, without spaces.
fn join_apostrophe(items: &mut Vec<Lexeme>) {
    let [.., before, mark, letter] = items.as_slice() else {
        return;
    };
    let apostrophe = matches!(mark.kind, Kind::Mark('\'' | '’' | '‘' | '`'));
    if apostrophe
        && before.kind == Kind::Word
        && mark.gap == Gap::None
        && letter.gap == Gap::None
        && before.end == mark.start
    {
        let (at, end) = (items.len() - 3, letter.end);
        items[at].end = end;
        items.truncate(at + 1);
    }
}

/// The kind of a visible character; `None` for spaces and for what nobody sees.
fn kind_of(c: char) -> Option<Kind> {
    if c.is_ascii_digit() {
        Some(Kind::Digits)
    } else if c.is_ascii_alphabetic() {
        Some(Kind::Word)
    } else if c.is_ascii_graphic() {
        Some(Kind::Mark(c))
    } else if c.is_ascii() || c.is_whitespace() || is_invisible(c) {
        None
    } else if digit(c).is_some() {
        Some(Kind::Digits)
    } else if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
        Some(Kind::Word)
    } else {
        Some(Kind::Mark(c))
    }
}

/// Whether `c` is a decimal digit that a date or number may be written in.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || !c.is_ascii() && digit(c).is_some()
}

/// The value of a decimal digit: European, Arabic, Persian and Urdu, Devanagari, Bengali, or full width.
pub(super) fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];
    ZEROS
        .iter()
        .find_map(|&zero| (c as u32).checked_sub(zero as u32).filter(|&d| d < 10))
}
