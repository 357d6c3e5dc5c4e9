//! What a word, a number or a date is known by when two articles are compared.
//!
//! **In** words and sentences. **Out** 32-bit keys. A content word's key is the hash of its folded stem, whether it
//! is part of a name or not: headlines and sentence starts make the difference between the two a guess, and the
//! fold brings spellings of one name together in either case. A date's key is its month and day, since most pages
//! leave out the year, and a weekday's that of the last such day before the text was published; a number's key is its
//! value and unit.

use std::ops::Range;

use jiff::civil::Date;

use crate::article::Published;
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
    /// The day of the text, by which a weekday is a date.
    day: Option<Date>,
}

impl Reader {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            stemmer: Stemmer::new(lang),
            stop: stopwords(lang),
            day: None,
        }
    }

    /// The same for a text published then: if that is known to the day, weekdays are dates.
    pub(super) fn of_day(mut self, published: Option<Published>) -> Self {
        self.day = day(published);
        self
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
                key: month_and_day(d.month, d.day),
                bytes: d.range,
            })
            .collect();
        if let Some(day) = self.day {
            let weekdays = dates::weekdays(text, range.clone()).into_iter();
            facts.extend(weekdays.filter_map(|mention| {
                Some(Fact {
                    kind: ItemKind::Date,
                    key: day_key(mention.date(day)?),
                    bytes: mention.range,
                })
            }));
        }
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

/// Words of a sentence that are hardly ever exceeded: more are a text without stops, a list, a transcript.
const LONG: usize = 60;

/// The sentences of `text[range]`, in order; one of more than [`LONG`] words in parts of at most half of them, since the
/// whole of a text without stops would otherwise be one sentence, and like any other on its subject.
pub(super) fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for sentence in split::sentences(text, range) {
        let said = &text[sentence.clone()];
        let gaps = said.char_indices().filter(|(_, c)| c.is_whitespace());
        let gaps: Vec<usize> = gaps.map(|(at, _)| sentence.start + at).collect();
        let mut start = sentence.start;
        if gaps.len() >= LONG {
            let n_parts = (2 * gaps.len()).div_ceil(LONG);
            for part in 1..n_parts {
                let cut = gaps[part * gaps.len() / n_parts];
                parts.push(start..cut);
                start = cut;
            }
        }
        parts.push(start..sentence.end);
    }
    parts
}

/// The day of what was published then, by the clock of the page, if it is known to the day.
pub(super) fn day(published: Option<Published>) -> Option<Date> {
    let [start, end] = published.map(|p| [p.start, p.end].map(|moment| moment.local.date()))?;
    (start == end).then_some(start)
}

/// The key of a day, whatever its year.
pub(super) fn day_key(day: Date) -> u32 {
    month_and_day(day.month(), day.day())
}

fn month_and_day(month: i8, day: i8) -> u32 {
    key_of(&format!("{month:02}-{day:02}"))
}

/// The key of a normal form; never [`Word::STOP`].
fn key_of(form: &str) -> u32 {
    (hash::word(form) as u32).max(Word::STOP + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_stops_is_taken_in_parts() {
        let word = "kata ";
        for (n_words, n_parts) in [(1, 1), (60, 1), (61, 2), (500, 17)] {
            let text = word.repeat(n_words);
            let parts = sentences(&text, 0..text.len());
            assert_eq!(parts.len(), n_parts, "{n_words} words");
            let words = |part: &Range<usize>| text[part.clone()].split_whitespace().count();
            assert_eq!(parts.iter().map(words).sum::<usize>(), n_words);
            assert!(n_parts == 1 || parts.iter().all(|part| words(part) <= 31));
        }
    }

    #[test]
    fn a_weekday_is_the_last_such_day_before_its_text() {
        use jiff::civil::date;

        let dates = |text: &str, reader: Reader| -> Vec<u32> {
            let facts = reader.facts(text, 0..text.len());
            let dates = facts.iter().filter(|fact| fact.kind == ItemKind::Date);
            dates.map(|fact| fact.key).collect()
        };
        let of = |lang, day| Reader {
            day,
            ..Reader::new(lang)
        };
        let stated = dates("pada 11 September 2025", of(Lang::ID, None));
        let friday = Some(date(2025, 9, 12));
        assert_eq!(
            dates("kata Rina, Kamis, di kantornya", of(Lang::ID, friday)),
            stated
        );
        assert_eq!(dates("he said on Thursday", of(Lang::EN, friday)), stated);
        assert_ne!(dates("he said on Friday", of(Lang::EN, friday)), stated);
        assert!(dates("he said on Thursday", of(Lang::EN, None)).is_empty());
    }
}
