//! Which words hang together as one name: capital words, small words between them, the parts of a domain.
//!
//! **In** the words of a page and where a name may begin. **Out** how many of them it takes. What the name stands for is
//! for [`name`](super::name) to say.

use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::scan::BREAKS_NAME;
use super::slot::Reader;
use crate::text::tokens::is_invisible;

/// Longest open name, in words.
pub(super) const MAX_NAME: usize = 6;

impl Reader<'_, '_> {
    /// Whether a clause ends before word `at`: nothing of the name's own phrase follows.
    pub(crate) fn closes(&self, at: usize, limit: usize) -> bool {
        let ends = Gap::COMMA
            .or(Gap::STOP)
            .or(Gap::OPEN)
            .or(Gap::CLOSE)
            .or(Gap::QUOTE)
            .or(Gap::LINE)
            .or(Gap::DASH);
        let Some(word) = self.scan.words.get(at).filter(|_| at < limit) else {
            return true;
        };
        let goes_on = ClassSet::of(&[
            Class::Light,
            Class::Head,
            Class::CopyPassive,
            Class::From,
            Class::List,
            Class::Via,
        ]);
        word.gap.has(ends) || word.alone.meets(goes_on) || word.digit
    }

    /// The number of words from `i` that can be one name: capital words, joiners between them, the parts of a domain.
    pub(crate) fn run(&self, i: usize, limit: usize) -> usize {
        let words = &self.scan.words;
        let mut n = 0;
        let mut after_domain = false;
        while n < MAX_NAME && i + n < limit {
            let word = &words[i + n];
            let in_domain = n > 0 && self.continues_domain(i + n, limit);
            // "kabarsenja.com Sampai": what follows a domain is no part of the name.
            if n > 0 && !in_domain && (after_domain || !joins(word.gap)) {
                break;
            }
            after_domain = in_domain;
            let starts_domain = n == 0 && self.continues_domain(i + 1, limit);
            let proper = word.capital || word.camel || n > 0 && word.digit || starts_domain;
            let cased = !self.scan.caseless || self.continues_domain(i + n + 1, limit);
            if in_domain || proper && cased && !self.breaks(i + n, n) {
                n += 1;
            } else if n > 0 && self.joins_names(i + n, limit) {
                n += 2;
            } else {
                break;
            }
        }
        n
    }

    /// Whether word `j` ends a name that has `n` words so far.
    fn breaks(&self, j: usize, n: usize) -> bool {
        let words = &self.scan.words;
        let label = words[j].alone.has(Class::StaffLabel)
            && words.get(j + 1).is_some_and(|w| w.gap.has(Gap::COLON));
        let cue = words[j].alone.meets(BREAKS_NAME) && !(words[j].upper && n > 0);
        label || cue || words[j].cue.has(Class::Related)
    }

    /// "dikutip dari cnnindonesia.": a small letter is a slip where the word ends as names of media do.
    pub(super) fn small_name(&self, i: usize, limit: usize) -> bool {
        let word = &self.scan.words[i];
        let plain = word.alone.is_empty() && !word.capital && !word.digit;
        plain && self.scan.ends_like_medium(i) && self.closes(i + 1, limit)
    }

    /// On a page without capitals: one or two words that mean nothing else, up to a comma.
    pub(super) fn caseless_run(&self, i: usize, limit: usize) -> usize {
        let words = &self.scan.words;
        if !self.scan.caseless {
            return 0;
        }
        let ends = |n: usize| i + n < limit && words[i + n].gap.has(Gap::COMMA);
        let plain = |n: usize| {
            (i..i + n).all(|j| j < limit && words[j].alone.is_empty() && !words[j].digit)
        };
        (1..=2).find(|&n| plain(n) && ends(n)).unwrap_or(0)
    }

    /// Whether word `j` is a part of a domain that began before it: `Kompas.com`, `KOMPAS . com`, `news.site.co.id`.
    ///
    /// Looks at most [`MAX_NAME`] words ahead for the ending, so that a page of dots costs no more than any other.
    fn continues_domain(&self, j: usize, limit: usize) -> bool {
        let words = &self.scan.words;
        let dot = Gap::STOP.or(Gap::SPACE);
        for word in &words[j.min(words.len())
            ..limit
                .min(words.len())
                .min(j + MAX_NAME)
                .max(j.min(words.len()))]
        {
            if !word.gap.has(Gap::STOP) || !word.gap.only(dot) {
                return false;
            }
            if (!word.capital || word.upper) && self.scan.lists.endings.has(&word.form) {
                return true;
            }
            if word.gap.has(Gap::SPACE) || word.capital {
                return false;
            }
        }
        false
    }

    /// Whether word `j` is a small word inside a name: `Well and Good`, `The Diary of a CEO`.
    fn joins_names(&self, j: usize, limit: usize) -> bool {
        let words = &self.scan.words;
        if j + 1 >= limit || words[j].gap != Gap::SPACE || words[j + 1].gap != Gap::SPACE {
            return false;
        }
        let joiner = |k: usize| self.scan.lists.joiners.has(&words[k].form);
        let name_after =
            words[j + 1].capital || joiner(j + 1) && j + 2 < limit && words[j + 2].capital;
        joiner(j)
            && !words[j].alone.has(Class::List)
            && name_after
            && !words[j + 1].alone.meets(BREAKS_NAME)
    }

    /// Whether word `i` goes on a name that began before it: the second half of `Head of Digital Sales`.
    pub(super) fn continues_name(&self, i: usize) -> bool {
        let words = &self.scan.words;
        i > 1
            && self.scan.lists.joiners.has(&words[i - 1].form)
            && !words[i - 1].alone.has(Class::List)
            && words[i - 2].capital
            && words[i - 1].gap == Gap::SPACE
            && words[i].gap == Gap::SPACE
    }

    /// Takes in an acronym in brackets: `Associated Press (AP)`.
    pub(crate) fn with_acronym(&self, end: usize, limit: usize) -> usize {
        let words = &self.scan.words;
        let Some(word) = words.get(end).filter(|_| end < limit) else {
            return end;
        };
        let inside = word.gap.has(Gap::OPEN) && word.gap.only(Gap::OPEN.or(Gap::SPACE));
        let closed = words.get(end + 1).is_none_or(|w| w.gap.has(Gap::CLOSE));
        if inside && closed && word.upper {
            end + 1
        } else {
            end
        }
    }

    /// The raw text of words `from..to`, without characters that nobody sees.
    pub(crate) fn text(&self, from: usize, to: usize) -> String {
        let words = &self.scan.words;
        self.scan.text[words[from].start..words[to - 1].end]
            .chars()
            .filter(|c| !is_invisible(*c))
            .collect()
    }
}

/// Whether `gap` may stand inside a name.
fn joins(gap: Gap) -> bool {
    gap == Gap::SPACE || gap.only(Gap::DASH.or(Gap::MARK)) || gap.only(Gap::AND.or(Gap::SPACE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_space_and_tight_marks_join_names() {
        assert!(
            joins(Gap::SPACE)
                && joins(Gap::DASH)
                && !joins(Gap::COMMA)
                && !joins(Gap::DASH.or(Gap::SPACE))
        );
    }
}
