//! Words of a text in one normal form, each with its place in the raw text.
//!
//! A word is a longest run of letters, marks and digits. Characters that nobody sees (soft hyphens, zero-width
//! joiners, variation selectors, tags) neither end a word nor enter its form: 793 of 28,000 real Indonesian pages
//! carry soft hyphens inside words. Nor do the vowel signs and the tatweel of Arabic script, which a writer may set or
//! leave out. Scripts written without spaces give one word a character, and a digit beside a letter of Arabic script begins
//! a word: at a third of all numbers in Urdu pages the space between is left out.
//!
//! The form of a word is [`folded`] of it: compatibility form (NFKC), lower case. What that loses: `İ` and `I` both
//! give `i`, so Turkish *ılık* and *ILIK* stay apart while *İSTANBUL* meets *istanbul*.

use std::ops::Range;

/// The words of a text, in order; one allocation for all forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Every stretch in lower case, so that forms of ASCII words lie in it; those of other words stand behind.
    forms: String,
    bounds: Vec<Bounds>,
}

/// Where a word and its form are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bounds {
    form_start: u32,
    form_end: u32,
    start: u32,
    end: u32,
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Lower-case compatibility form without invisible characters.
    pub form: &'t str,
    /// First byte in the raw text.
    pub start: usize,
    /// One past the last byte in the raw text.
    pub end: usize,
}

impl Token<'_> {
    /// Its bytes in the raw text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Tokens {
    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bounds.is_empty()
    }

    /// Word `i`.
    ///
    /// # Panics
    /// If `i` is not less than [`len`](Self::len).
    #[must_use]
    pub fn get(&self, i: usize) -> Token<'_> {
        let b = self.bounds[i];
        Token {
            form: &self.forms[b.form_start as usize..b.form_end as usize],
            start: b.start as usize,
            end: b.end as usize,
        }
    }

    /// All words, in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token<'_>> + DoubleEndedIterator + '_ {
        (0..self.len()).map(|i| self.get(i))
    }

    /// Adds the words of `text[range]`, with positions in `text`.
    ///
    /// # Panics
    /// If `range` is not within `text` or cuts a character.
    pub fn extend_from(&mut self, text: &str, range: Range<usize>) {
        let base = range.start;
        let slice = &text[range];
        let lower = self.forms.len();
        self.forms.push_str(slice);
        self.forms[lower..].make_ascii_lowercase();
        self.bounds.reserve(slice.len() / BYTES_A_WORD + 1);
        each_word(slice, |word, is_ascii| {
            let (form_start, form_end) = if is_ascii {
                (lower + word.start, lower + word.end)
            } else {
                let form_start = self.forms.len();
                fold_into(&mut self.forms, &slice[word.clone()]);
                (form_start, self.forms.len())
            };
            // Signs that leave no form are no word.
            if form_start < form_end {
                self.bounds.push(Bounds {
                    form_start: form_start as u32,
                    form_end: form_end as u32,
                    start: (base + word.start) as u32,
                    end: (base + word.end) as u32,
                });
            }
        });
    }
}

/// Bytes from one word to the next in Latin script, to reserve memory by.
const BYTES_A_WORD: usize = 6;

/// Calls `found(bytes, whether they are ASCII)` for every word of `text` in order.
///
/// Most words are ASCII, and most of what ends them; only the others are read by characters.
fn each_word(text: &str, mut found: impl FnMut(Range<usize>, bool)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        at += bytes[at..]
            .iter()
            .take_while(|&&b| ASCII_WORD[usize::from(b)])
            .count();
        if bytes.get(at).is_none_or(u8::is_ascii) {
            if start < at {
                found(start..at, true);
            }
            at += 1;
            continue;
        }
        let len = word_len(&text[start..]);
        if len > 0 {
            let is_ascii = start + len == at;
            found(start..start + len, is_ascii);
        }
        // Past the character that is of no word, or was not joined to this one.
        at = start + len.max(text[start..].chars().next().map_or(1, char::len_utf8));
    }
}

/// Which bytes are ASCII letters and digits.
static ASCII_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The length of the word that `text` begins with; 0 if its first character is of none.
pub(super) fn word_len(text: &str) -> usize {
    let mut end = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if is_word(c) && (at == 0 || !stands_alone(c)) {
            if last.is_some_and(|last| are_glued(last, c)) {
                break;
            }
            last = Some(c);
            end = at + c.len_utf8();
        } else if at == 0 || !is_invisible(c) {
            break;
        }
        if at == 0 && stands_alone(c) {
            break;
        }
    }
    end
}

/// The number of words of `text`, as of [`tokens`]; nothing is allocated for words in ASCII.
///
/// # Examples
/// ```
/// assert_eq!(silsilah::text::tokens::count("Lavrov, di\u{AD}kutip Antara"), 3);
/// ```
#[must_use]
pub fn count(text: &str) -> usize {
    let mut n = 0;
    each_word(text, |word, is_ascii| {
        n += usize::from(is_ascii || !folded(&text[word]).is_empty());
    });
    n
}

/// The words of `text`.
///
/// Takes one pass; costs two allocations however long the text is.
///
/// # Examples
/// ```
/// let words = silsilah::text::tokens::tokens("Lavrov, di\u{AD}kutip Antara");
/// let forms: Vec<&str> = words.iter().map(|t| t.form).collect();
/// assert_eq!(forms, ["lavrov", "dikutip", "antara"]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    tokens.extend_from(text, 0..text.len());
    tokens
}

/// Whether `c` can be part of a word.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // Typographic quotes, dashes and spaces are most of what is not ASCII in Latin script.
    if matches!(c, '\u{A0}'..='\u{A9}' | '\u{2000}'..='\u{205F}') {
        return false;
    }
    !is_invisible(c) && (c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c))
}

/// Whether `c` is written but not seen.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether `c` belongs to a script written without spaces between words.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{30FF}'
        | '\u{31F0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `last` and `c` are a digit and a letter of Arabic script, between which many leave out the space.
fn are_glued(last: char, c: char) -> bool {
    last.is_numeric() && is_arabic(c) || is_arabic(last) && c.is_numeric()
}

/// Whether `c` is a letter or mark of Arabic script.
fn is_arabic(c: char) -> bool {
    !c.is_numeric()
        && matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether `c` is a sign of Arabic script that writers may leave out: vowel signs, and the tatweel that stretches.
fn is_optional(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}')
}

/// The normal form of `word`, as in [`Token::form`]: compatibility form and lower case, without what nobody sees and
/// without signs that may be left out.
///
/// # Examples
/// ```
/// use silsilah::text::tokens::folded;
///
/// assert_eq!(folded("Di\u{AD}KUTIP"), "dikutip");
/// assert_eq!(folded("قــال"), folded("قَالَ"));
/// ```
#[must_use]
pub fn folded(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    fold_into(&mut form, word);
    form
}

/// Appends the normal form of `word`.
pub(super) fn fold_into(forms: &mut String, word: &str) {
    use unicode_normalization::UnicodeNormalization;
    if word.is_ascii() {
        let start = forms.len();
        forms.push_str(word);
        forms[start..].make_ascii_lowercase();
        return;
    }
    // Marks join their letter only now: `e` and an acute after a soft hyphen are `é` to a reader. Signs that may be
    // left out go after the joining, since the madda of a decomposed `آ` is no vowel sign.
    let seen = word.chars().filter(|&c| !is_invisible(c));
    let joined = seen.nfkc().filter(|&c| !is_optional(c));
    let lower = joined.flat_map(char::to_lowercase);
    // Compatibility forms may hold spaces (`ﷺ`), and the lower case of `İ` a dot over the i.
    forms.extend(lower.filter(|&c| c != '\u{307}' && is_word(c)).nfc());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// (name, text, forms set apart by spaces)
    const FORMS: &[(&str, &str, &str)] = &[
        (
            "case and marks",
            "Rusia–AS, “bertemu” 2 kali!",
            "rusia as bertemu 2 kali",
        ),
        ("soft hyphen", "di\u{AD}ku\u{200B}tip", "dikutip"),
        ("decomposed", "Cafe\u{301} café", "café café"),
        ("dotted capital", "İSTANBUL", "istanbul"),
        ("full width and ligature", "ＡＢＣ ﬁlm", "abc film"),
        ("vowel signs and tatweel", "قَالَ قــال ـ", "قال قال"),
        ("Urdu", "وزیرِ اعظم", "وزیر اعظم"),
        (
            "digits beside letters of Arabic script",
            "17ویں نمبر،۱۴رکنی شہزاد16",
            "17 ویں نمبر ۱۴ رکنی شہزاد 16",
        ),
        ("digits beside Latin letters", "Rp52 B737", "rp52 b737"),
        ("no spaces", "東京で", "東 京 で"),
        ("hyphen", "Pikiran-Rakyat.com", "pikiran rakyat com"),
        ("nothing", " — … ", ""),
    ];

    #[test]
    fn forms_are_what_readers_read() {
        for &(name, text, forms) in FORMS {
            check(name, text, forms);
        }
    }

    #[track_caller]
    fn check(name: &str, text: &str, forms: &str) {
        let words = tokens(text);
        let found: Vec<&str> = words.iter().map(|t| t.form).collect();
        assert_eq!(
            found,
            forms.split_whitespace().collect::<Vec<_>>(),
            "{name}"
        );
    }

    #[test]
    fn positions_are_those_of_the_whole_text() {
        let text = "é Antara dan Anadolu";
        let mut words = Tokens::default();
        words.extend_from(text, 0..2);
        words.extend_from(text, 3..9);
        assert_eq!(words.len(), 2);
        assert_eq!(&text[words.get(1).range()], "Antara");
        assert_eq!(words.get(1).form, "antara");
    }

    proptest! {
        #[test]
        fn every_word_is_the_fold_of_its_slice(text in "([A-Za-zÀ-ÿ0-9]|[\u{AD}\u{200D}\u{300}-\u{308}\u{640}-\u{655}\u{E000}]|[^a]){0,40}") {
            let mut last = 0;
            for word in tokens(&text).iter() {
                prop_assert!(last <= word.start && word.start < word.end);
                last = word.end;
                let slice = text.get(word.range());
                prop_assert!(slice.is_some(), "cuts a character");
                let visible: String = slice.unwrap_or_default().chars().filter(|&c| !is_invisible(c)).collect();
                prop_assert_eq!(word.form, folded(&visible));
                prop_assert!(!word.form.is_empty());
                prop_assert_eq!(folded(word.form), word.form, "folding twice changes nothing");
            }
            prop_assert_eq!(count(&text), tokens(&text).len());
        }
    }
}
