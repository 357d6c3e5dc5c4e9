//! What a word, a number or a date is known by when two articles are compared.
//!
//! **In** words and sentences. **Out** 32-bit keys. A content word's key is the hash of its folded stem, whether it
//! is part of a name or not: headlines and sentence starts make the difference between the two a guess, and the
//! fold brings spellings of one name together in either case. A date's key is its month and day, since most pages
//! leave out the year; a number's key is its value and unit.

use std::ops::Range;

use crate::sketch::features::{ItemKind, Word};
use crate::sketch::hash;
use crate::text::stem::Stemmer;
use crate::text::stopwords::{StopWords, stopwords};
use crate::text::{Lang, dates, names, numbers, sentences as split};

/// Letters by which a loan is known again in another language, whatever its ending: *konfirmasi*, *confirm*.
const BEGINNING: usize = 5;

/// A number, date or name in a sentence.
pub(super) struct Fact {
    pub(super) kind: ItemKind,
    /// Bytes in the raw text.
    pub(super) bytes: Range<usize>,
    pub(super) key: u32,
}

/// Reads keys from text of one language.
pub(super) struct Reader {
    lang: Lang,
    stemmer: Stemmer,
    stop: &'static StopWords,
}

impl Reader {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            stemmer: Stemmer::new(lang),
            stop: stopwords(lang),
        }
    }

    /// The key of a word, and that of its beginning; [`Word::STOP`] for a function word or a single letter.
    pub(super) fn key(&self, form: &str) -> (u32, u32) {
        let is_letter = form.len() == 1 && !form.as_bytes()[0].is_ascii_digit();
        if is_letter || self.stop.contains(form) {
            return (Word::STOP, Word::STOP);
        }
        let folded = names::fold(&self.stemmer.stem(form));
        let beginning = folded.char_indices().nth(BEGINNING);
        let beginning = &folded[..beginning.map_or(folded.len(), |(at, _)| at)];
        (key_of(&folded), key_of(beginning))
    }

    /// The dates, numbers and names of a sentence; dates first, so that their digits are not numbers too.
    pub(super) fn facts(&self, text: &str, range: Range<usize>) -> Vec<Fact> {
        let mut facts: Vec<Fact> = dates::dates(text, range.clone())
            .into_iter()
            .map(|d| Fact {
                kind: ItemKind::Date,
                key: key_of(&format!("{:02}-{:02}", d.month, d.day)),
                bytes: d.range,
            })
            .collect();
        let numbers = numbers::numbers(text, range.clone(), self.lang);
        facts.extend(numbers.into_iter().map(|n| Fact {
            kind: ItemKind::Number,
            key: key_of(&match &n.unit {
                Some(unit) => format!("{} {unit}", n.value),
                None => n.value.to_string(),
            }),
            bytes: n.range,
        }));
        let names = names::names(text, range, self.lang);
        facts.extend(names.into_iter().map(|n| Fact {
            kind: ItemKind::Name,
            key: Word::STOP,
            bytes: n.range,
        }));
        facts
    }
}

/// The sentences of `text[range]`, in order.
pub(super) fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    split::sentences(text, range)
}

/// The key of a normal form; never [`Word::STOP`].
fn key_of(form: &str) -> u32 {
    (hash::word(form) as u32).max(Word::STOP + 1)
}
