//! Text that a page has in common with its collection, and that is no evidence of derivation.
//!
//! **In** the features of a collection. **Out** [`CommonText`]: its [`StandingText`] and its [`Speech`].

use std::ops::Range;

use crate::sketch::features::{Features, Word};
use crate::sketch::speech::Speech;
use crate::sketch::standing::StandingText;

/// What stands in many stories of a collection, and what its speakers said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommonText {
    pub(super) standing: StandingText,
    pub(super) speech: Speech,
}

impl CommonText {
    /// The common text of a collection. Takes O(`m log m`) time and some 10 bytes for each of its `m` words.
    #[must_use]
    pub fn find(features: &[Features]) -> Self {
        Self {
            standing: StandingText::find(features),
            speech: Speech::find(features),
        }
    }

    /// What of `words` is the text of many pages: standing text and `tables`. If that is over three quarters of them the
    /// tables are left, since then they are the story.
    pub(super) fn of_many(&self, words: &[Word], tables: &[Range<usize>]) -> Vec<Range<usize>> {
        let standing = self.standing.within(words);
        let both = united(standing.iter().chain(tables).cloned());
        if n_words(&both) * 4 > words.len() * 3 {
            standing
        } else {
            both
        }
    }

    /// What of `words` is no evidence: the `quoted`, what others quote, and what is `of_many`. Of a text that is nearly
    /// all speech, the speech is the story: then nothing is left in `quoted`.
    pub(super) fn aside(
        &self,
        words: &[Word],
        quoted: &mut Vec<Range<usize>>,
        of_many: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let heard = self.speech.within(words);
        let mut speech = united(quoted.iter().cloned().chain(heard));
        if n_words(&speech) * 4 > words.len() * 3 {
            quoted.clear();
            speech.clear();
        }
        united(speech.into_iter().chain(of_many.iter().cloned()))
    }

    /// Whether `f` has some that is not the whole of it, beside its own quotations. Takes two look-ups for each word.
    #[must_use]
    pub fn is_in(&self, f: &Features) -> bool {
        let is_quoted = |range: &Range<usize>| {
            let mut own = f.quoted.iter();
            own.any(|q| q.start <= range.start && range.end <= q.end)
        };
        !self.standing.within(&f.words).is_empty()
            || !self.speech.within(&f.words).iter().all(is_quoted)
    }
}

/// The same indexes as ascending ranges that do not touch.
fn united(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = ranges.collect();
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|range, last| {
        let touches = range.start <= last.end;
        if touches {
            last.end = last.end.max(range.end);
        }
        touches
    });
    ranges
}

fn n_words(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(Range::len).sum()
}

#[cfg(test)]
#[expect(
    clippy::single_range_in_vec_init,
    reason = "one range is as good as several"
)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_are_one() {
        let ranges = [8..9, 0..3, 3..5, 1..2];
        assert_eq!(united(ranges.into_iter()), [0..5, 8..9]);
    }

    /// (words of a hundred that are quoted or a table, whether they are set aside)
    const CASES: &[(usize, bool)] = &[(75, true), (76, false)];

    const WORD: Word = Word {
        form: 1,
        key: 1,
        start: 0,
        end: 1,
    };

    #[test]
    fn where_nearly_all_is_a_table_it_is_the_story() {
        for &(tabled, is_aside) in CASES {
            let of_many = CommonText::default().of_many(&[WORD; 100], &[0..tabled]);
            assert_eq!(of_many.len(), usize::from(is_aside), "{tabled}");
        }
    }

    #[test]
    fn where_nearly_all_is_speech_it_is_the_story() {
        for &(said, is_aside) in CASES {
            let mut quoted = vec![0..said];
            let aside = CommonText::default().aside(&[WORD; 100], &mut quoted, &[98..100]);
            assert_eq!(quoted.is_empty(), !is_aside, "{said}");
            assert_eq!(aside.contains(&(0..said)), is_aside, "{said}");
            assert!(aside.contains(&(98..100)), "{said}");
        }
    }
}
