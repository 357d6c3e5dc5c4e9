//! One pass over the words of a page: names, cues, case and the punctuation between words.
//!
//! **In** a text and the [`Vocabulary`]. **Out** a [`Scan`]: every word with the longest cue and the longest
//! registry name that begin there. The grammar works on this and never looks at characters again.

use std::borrow::Cow;
use std::ops::Range;

use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::repair::{glued, misread, misspelt};
use super::vocabulary::{Vocabulary, What, WordLists};
use crate::text::Lang;
use crate::text::tokens::{Tokens, tokens};

/// One word of a page.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, read one by one"
)]
#[derive(Clone, Debug)]
pub(crate) struct Word<'t> {
    /// Normal form.
    pub(crate) form: Cow<'t, str>,
    /// First byte in the raw text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Begins with a capital letter.
    pub(crate) capital: bool,
    /// All its letters are capital, and there are two or more.
    pub(crate) upper: bool,
    /// A capital after a small letter: `FourFourTwo`.
    pub(crate) camel: bool,
    /// Begins with a digit.
    pub(crate) digit: bool,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Classes of the longest cue that begins here, and its length in words.
    pub(crate) cue: ClassSet,
    pub(crate) cue_len: u8,
    /// Classes of this one word as a cue.
    pub(crate) alone: ClassSet,
    /// The longest registry name that begins here, and its length in words.
    pub(crate) name: Option<u32>,
    pub(crate) name_len: u8,
    /// An unnamed medium.
    pub(crate) generic: Option<u32>,
    pub(crate) generic_len: u8,
    /// An unnamed medium if a country follows it.
    pub(crate) generic_of: Option<&'t str>,
    pub(crate) generic_of_len: u8,
    /// A country.
    pub(crate) country: Option<[u8; 2]>,
    pub(crate) country_len: u8,
}

/// The words of a page.
#[derive(Debug)]
pub(crate) struct Scan<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word<'t>>,
    /// The page has no capital letters to speak of, so a small letter proves nothing.
    pub(crate) caseless: bool,
    /// Case suffixes follow names after an apostrophe.
    pub(crate) suffixed: bool,
    /// Endings of one-word names of media.
    endings: &'t [Box<str>],
    /// Words of which names and domains are made.
    pub(crate) lists: &'t WordLists,
}

/// The words of `text` as [`Tokens`]; kept apart from [`Scan`], which borrows them.
pub(crate) fn words_of(text: &str) -> Tokens {
    tokens(text)
}

impl<'t> Scan<'t> {
    /// Finds every name and cue in `text`, a page of language `lang` whose words are `tokens`.
    pub(crate) fn new(
        text: &'t str,
        tokens: &'t Tokens,
        lang: Lang,
        vocabulary: &'t Vocabulary,
    ) -> Self {
        let active = vocabulary.active(lang);
        let mut builder = Builder {
            text,
            vocabulary,
            words: Vec::with_capacity(tokens.len() + 8),
            numbers: Vec::with_capacity(tokens.len() + 8),
        };
        for token in tokens.iter() {
            builder.push(token.form, token.range());
        }
        let Builder {
            mut words, numbers, ..
        } = builder;
        let mut end = 0;
        for word in &mut words {
            word.gap = Gap::of(&text[end..word.start]);
            end = word.end;
        }
        for i in 0..words.len() {
            mark(&mut words, i, &numbers, vocabulary, active);
        }
        misspelt(&mut words, vocabulary, active);
        let capitals = words.iter().filter(|w| w.capital).count();
        let caseless = words.len() >= 20 && capitals * 50 < words.len();
        let suffixed = active & vocabulary.suffixed != 0;
        Self {
            text,
            words,
            caseless,
            suffixed,
            endings: &vocabulary.endings,
            lists: &vocabulary.lists,
        }
    }

    /// Whether word `i` is glued of something and an ending that names of media have: `Vivanews`, `cnnindonesia`.
    pub(crate) fn ends_like_medium(&self, i: usize) -> bool {
        let form = &self.words[i].form;
        let long = |ending: &str| form.len() >= ending.len() + 3;
        let mut endings = self.endings.iter();
        endings.any(|ending| long(ending) && form.ends_with(&**ending))
    }

    /// The words that lie in the bytes `from..to`, as a range of indexes.
    pub(crate) fn within(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.words.partition_point(|w| w.start < from);
        let end = self.words.partition_point(|w| w.start < to);
        start..end.max(start)
    }
}

/// The words of a page as they are read.
struct Builder<'t> {
    text: &'t str,
    vocabulary: &'t Vocabulary,
    words: Vec<Word<'t>>,
    /// The number of each word among those of all phrases.
    numbers: Vec<Option<u32>>,
}

impl<'t> Builder<'t> {
    /// Adds the word at the bytes `at`, split in two where a cue is glued to its neighbour.
    fn push(&mut self, form: &'t str, at: Range<usize>) {
        let raw = &self.text[at.clone()];
        let no = self.vocabulary.phrases.word(form);
        if no.is_none() && raw.is_ascii() && form.len() == raw.len() {
            if let Some(len) = glued(raw, form, self.vocabulary) {
                let border = at.start + len;
                self.push(&form[..len], at.start..border);
                self.push(&form[len..], border..at.end);
                return;
            }
            if let Some(read) = misread(raw)
                && let Some(no) = self.vocabulary.phrases.word(&read)
            {
                self.add(Cow::Owned(read), at, Some(no));
                return;
            }
        }
        self.add(Cow::Borrowed(form), at, no);
    }

    fn add(&mut self, form: Cow<'t, str>, at: Range<usize>, no: Option<u32>) {
        self.numbers.push(no);
        self.words.push(Word::new(&self.text[at.clone()], form, at));
    }
}

impl<'t> Word<'t> {
    fn new(raw: &str, form: Cow<'t, str>, at: Range<usize>) -> Self {
        let (mut n_upper, mut all_upper, mut camel) = (0, true, false);
        let mut after_small = false;
        // Most words are written in small letters, as their form is.
        if !(raw.is_ascii() && *raw == *form) {
            for c in raw.chars() {
                let upper = c.is_uppercase();
                n_upper += usize::from(upper);
                all_upper &= upper || !c.is_alphabetic();
                camel |= upper && after_small;
                after_small = c.is_lowercase();
            }
        }
        Self {
            form,
            start: at.start,
            end: at.end,
            capital: n_upper > 0 && raw.starts_with(char::is_uppercase),
            upper: n_upper >= 2 && all_upper,
            camel,
            digit: raw.starts_with(char::is_numeric),
            gap: Gap::default(),
            cue: ClassSet::default(),
            cue_len: 0,
            alone: ClassSet::default(),
            name: None,
            name_len: 0,
            generic: None,
            generic_len: 0,
            generic_of: None,
            generic_of_len: 0,
            country: None,
            country_len: 0,
        }
    }
}

/// Notes on word `i` the longest phrases that begin there.
fn mark<'t>(
    words: &mut [Word<'t>],
    i: usize,
    numbers: &[Option<u32>],
    vocabulary: &'t Vocabulary,
    active: u32,
) {
    let (head, _) = words.split_at_mut(i + 1);
    let word = &mut head[i];
    vocabulary.phrases.at(&numbers[i..], |len, meanings| {
        let len = len as u8;
        for meaning in meanings.iter().filter(|m| m.lexicons & active != 0) {
            match &meaning.what {
                What::Cue(classes) => {
                    if len > word.cue_len {
                        (word.cue, word.cue_len) = (ClassSet::default(), len);
                    }
                    word.cue.insert(*classes);
                    if len == 1 {
                        word.alone.insert(*classes);
                    }
                }
                What::Name(at) if len > word.name_len => {
                    (word.name, word.name_len) = (Some(*at), len);
                }
                What::Generic(at) if len > word.generic_len => {
                    (word.generic, word.generic_len) = (Some(*at), len);
                }
                What::GenericOf(id) if len > word.generic_of_len => {
                    (word.generic_of, word.generic_of_len) = (Some(&**id), len);
                }
                What::Country(code) if len > word.country_len => {
                    (word.country, word.country_len) = (Some(*code), len);
                }
                _ => {}
            }
        }
    });
}

/// Classes that end a name: a word with one of them is never part of an open name.
pub(crate) const BREAKS_NAME: ClassSet = ClassSet::of(&[
    Class::CopyPassive,
    Class::CopyActive,
    Class::CopyActiveWeak,
    Class::ReportPassive,
    Class::ReportPassiveWeak,
    Class::ReportActive,
    Class::ReportBefore,
    Class::ReportBeforeWeak,
    Class::Head,
    Class::List,
    Class::Light,
    Class::From,
    Class::By,
    Class::Recipient,
    Class::Interview,
    Class::Negation,
    Class::Related,
    Class::Promo,
    Class::SourceLabel,
]);
