//! One pass over the words of a page: names, cues, case and the punctuation between words.
//!
//! **In** a text and the [`Vocabulary`]. **Out** a [`Scan`]: every word with the longest cue and the longest
//! registry name that begin there. The grammar works on this and never looks at characters again.

use std::borrow::Cow;

use super::lexicon::{Class, ClassSet, Entry, Lexicon};
use super::phrases::Phrases;
use super::registry::{Kind, Registry};
use crate::error::Result;
use crate::text::Lang;
use crate::text::tokens::{Tokens, tokens};

/// Names and cues of all languages in one automaton.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    phrases: Phrases<Meaning>,
    /// One-word passive copying verbs with their lexicons, to recognise misspelt ones.
    passives: Vec<(Box<str>, u32)>,
    langs: Vec<Lang>,
    suffixed: u32,
    all: u32,
}

/// What a phrase means, and in which lexicons.
#[derive(Clone, Debug)]
struct Meaning {
    /// Bit `i`: lexicon `i`; all bits for a name.
    lexicons: u32,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Cue(ClassSet),
    /// Index into the registry's records.
    Name(u32),
    Generic(u32),
    /// Generic when a country follows: the id to give.
    GenericOf(Box<str>),
    Country([u8; 2]),
}

impl Vocabulary {
    /// The names of `registry` and the phrases of `lexicons`; a generic id that the registry lacks is dropped.
    pub(crate) fn new(registry: &Registry, lexicons: &[Lexicon]) -> Result<Self> {
        let mut phrases = Phrases::new();
        let mut passives = Vec::new();
        let index = |id: &str| {
            registry
                .records()
                .iter()
                .position(|r| r.id == id)
                .map(|at| at as u32)
        };
        for (i, lexicon) in lexicons.iter().enumerate() {
            for (phrase, entry) in &lexicon.phrases {
                if *entry == Entry::Cue(Class::CopyPassive)
                    && phrase.len() >= 8
                    && !phrase.contains(' ')
                {
                    passives.push((phrase.to_lowercase().into(), 1 << i));
                }
                let what = match entry {
                    Entry::Cue(class) => What::Cue(ClassSet::of(&[*class])),
                    Entry::Generic(id) => match index(id) {
                        Some(at) => What::Generic(at),
                        None => continue,
                    },
                    Entry::GenericOf(id) => What::GenericOf(id.as_str().into()),
                    Entry::Country(code) => match code.as_bytes() {
                        [a, b] => What::Country([*a, *b]),
                        _ => continue,
                    },
                };
                phrases.insert(
                    phrase,
                    Meaning {
                        lexicons: 1 << i,
                        what,
                    },
                );
            }
        }
        for (at, record) in registry.records().iter().enumerate() {
            let what = if record.kind == Kind::Generic {
                What::Generic(at as u32)
            } else {
                What::Name(at as u32)
            };
            for name in record.names() {
                phrases.insert(
                    name,
                    Meaning {
                        lexicons: u32::MAX,
                        what: what.clone(),
                    },
                );
                // "Suaracom": punctuation removed from a domain.
                if let Some((stem, "com" | "id" | "net")) = name.split_once('.') {
                    if let Some((_, ending)) = name.split_once('.') {
                        phrases.insert(
                            &format!("{stem}{ending}"),
                            Meaning {
                                lexicons: u32::MAX,
                                what: what.clone(),
                            },
                        );
                    }
                }
            }
        }
        let suffixed = lexicons
            .iter()
            .enumerate()
            .filter(|(_, l)| l.suffix_after_apostrophe)
            .fold(0, |m, (i, _)| m | 1 << i);
        let langs: Vec<Lang> = lexicons.iter().map(|l| l.lang).collect();
        let all = (1_u64 << langs.len()).wrapping_sub(1) as u32;
        Ok(Self {
            phrases,
            passives,
            langs,
            suffixed,
            all,
        })
    }

    /// The lexicons for a page of language `lang`: its own, its twin's (Indonesian and Malay), or all.
    fn active(&self, lang: Lang) -> u32 {
        let twin = |l: Lang| match l {
            Lang::ID => Lang::MS,
            Lang::MS => Lang::ID,
            other => other,
        };
        let mask = self
            .langs
            .iter()
            .enumerate()
            .filter(|(_, l)| **l == lang || **l == twin(lang))
            .fold(0, |m, (i, _)| m | 1 << i);
        if mask == 0 { self.all } else { mask }
    }
}

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
    fn of(between: &str) -> Self {
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

/// One word of a page.
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
        let mut words: Vec<Word<'t>> = Vec::with_capacity(tokens.len() + 8);
        let mut numbers: Vec<Option<u32>> = Vec::with_capacity(tokens.len() + 8);
        for token in tokens.iter() {
            push_word(
                text,
                token.form,
                token.start,
                token.end,
                &vocabulary.phrases,
                &mut words,
                &mut numbers,
            );
        }
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
        }
    }

    /// The words that lie in the bytes `from..to`, as a range of indexes.
    pub(crate) fn within(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|w| w.start < from);
        let end = self.words.partition_point(|w| w.start < to);
        start..end.max(start)
    }
}

/// Adds a word, split in two where a cue is glued to its neighbour.
fn push_word<'t>(
    text: &'t str,
    form: &'t str,
    start: usize,
    end: usize,
    phrases: &Phrases<Meaning>,
    words: &mut Vec<Word<'t>>,
    numbers: &mut Vec<Option<u32>>,
) {
    let raw = &text[start..end];
    let no = phrases.word(form);
    if no.is_none() && raw.is_ascii() && form.len() == raw.len() {
        if let Some(at) = glued(raw, form, phrases) {
            push_word(
                text,
                &form[..at],
                start,
                start + at,
                phrases,
                words,
                numbers,
            );
            push_word(text, &form[at..], start + at, end, phrases, words, numbers);
            return;
        }
        if let Some(read) = misread(raw).filter(|f| phrases.word(f).is_some()) {
            numbers.push(phrases.word(&read));
            words.push(Word::new(raw, Cow::Owned(read), start, end));
            return;
        }
    }
    numbers.push(no);
    words.push(Word::new(raw, Cow::Borrowed(form), start, end));
}

impl<'t> Word<'t> {
    fn new(raw: &str, form: Cow<'t, str>, start: usize, end: usize) -> Self {
        let mut letters = raw.chars().filter(|c| c.is_alphabetic());
        let upper = raw.chars().filter(|c| c.is_uppercase()).count();
        let camel = raw
            .chars()
            .zip(raw.chars().skip(1))
            .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
        Self {
            form,
            start,
            end,
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            upper: upper >= 2 && letters.all(char::is_uppercase),
            camel,
            digit: raw.starts_with(|c: char| c.is_numeric()),
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

/// Where two known words are glued: at a capital after a small letter (`dariAntara`), or after a short head
/// (`sepertidikutip`).
fn glued(raw: &str, form: &str, phrases: &Phrases<Meaning>) -> Option<usize> {
    let bytes = raw.as_bytes();
    let known = |part: &str| part.len() >= 2 && phrases.word(part).is_some();
    let at_capital = (1..bytes.len())
        .filter(|&i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase())
        .find(|&i| {
            known(&form[i..]) && (known(&form[..i]) || opens(&form[i..], phrases))
                || leads(&form[..i], phrases)
        });
    let heads = ["seperti", "sebagaimana", "yang", "dari", "dan", "demikian"];
    at_capital.or_else(|| {
        let head = heads.iter().find(|h| form.starts_with(**h))?.len();
        (form.len() >= head + 6 && form.is_char_boundary(head) && known(&form[head..]))
            .then_some(head)
    })
}

/// Whether `form` by itself is a copying verb, which may be glued to any word: `…DiboikotDilansir`.
fn opens(form: &str, phrases: &Phrases<Meaning>) -> bool {
    alone_in(
        form,
        phrases,
        ClassSet::of(&[Class::CopyPassive, Class::CopyActive]),
    )
}

/// Whether `form` by itself comes right before a name, whatever it is: `lamanBusiness`, `dariAFP`.
fn leads(form: &str, phrases: &Phrases<Meaning>) -> bool {
    form.len() >= 4
        && alone_in(
            form,
            phrases,
            ClassSet::of(&[Class::From, Class::By, Class::Filler, Class::CopyPassive]),
        )
}

/// Whether the one word `form` is a cue of some class of `classes`.
fn alone_in(form: &str, phrases: &Phrases<Meaning>, classes: ClassSet) -> bool {
    let mut found = false;
    phrases.at(&[phrases.word(form)], |_, meanings| {
        found |= meanings
            .iter()
            .any(|m| matches!(m.what, What::Cue(c) if c.meets(classes)));
    });
    found
}

/// The word behind characters that scanners confuse: a small `l` among capitals is an `I`, a zero inside a word an `o`.
fn misread(raw: &str) -> Option<String> {
    let capitals = raw.bytes().filter(u8::is_ascii_uppercase).count();
    let shouting = capitals * 2 > raw.len();
    let confused = |b: u8| b == b'0' || shouting && b == b'l';
    if !raw.bytes().any(confused) || raw.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let read = raw.chars().map(|c| match c {
        '0' => 'o',
        'l' if shouting => 'i',
        c => c.to_ascii_lowercase(),
    });
    Some(read.collect())
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
                    (word.name, word.name_len) = (Some(*at), len)
                }
                What::Generic(at) if len > word.generic_len => {
                    (word.generic, word.generic_len) = (Some(*at), len)
                }
                What::GenericOf(id) if len > word.generic_of_len => {
                    (word.generic_of, word.generic_of_len) = (Some(&**id), len);
                }
                What::Country(code) if len > word.country_len => {
                    (word.country, word.country_len) = (Some(*code), len)
                }
                _ => {}
            }
        }
    });
}

/// Marks words that are a copying verb but for one letter, where a preposition behind shows what they are: "Dlansir dari".
fn misspelt(words: &mut [Word<'_>], vocabulary: &Vocabulary, active: u32) {
    const PREPOSITION: ClassSet = ClassSet::of(&[Class::From, Class::By]);
    for i in 1..words.len() {
        let (word, next) = (&words[i - 1], &words[i]);
        let unknown = word.cue.is_empty() && word.name.is_none() && word.form.len() >= 7;
        if !unknown || !next.alone.meets(PREPOSITION) || next.gap != Gap::SPACE {
            continue;
        }
        let near = |(verb, lexicons): &(Box<str>, u32)| {
            lexicons & active != 0
                && verb.len().abs_diff(word.form.len()) <= 1
                && strsim::osa_distance(verb, &word.form) == 1
        };
        if vocabulary.passives.iter().any(near) {
            let classes = ClassSet::of(&[Class::CopyPassive]);
            (words[i - 1].cue, words[i - 1].alone, words[i - 1].cue_len) = (classes, classes, 1);
        }
    }
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
    Class::Negation,
    Class::Related,
    Class::Promo,
    Class::SourceLabel,
]);
