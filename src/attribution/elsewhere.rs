//! What the rest of a page tells of a name: whether it speaks of a bearer, spells an acronym out, or credits the name.
//!
//! **In** the words of a name. **Out** yes or no. A person who speaks is introduced, and so is a company that a story is
//! about; a medium that is credited need not be. So what stands elsewhere on the page tells one from the other where
//! the cue before a name does not.

use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::{Kind, Record};
use super::scan::Word;
use super::sentence::OPENERS;
use super::slot::{Mention, Reader};

impl<'t> Reader<'_, 't> {
    /// Whether word `i`, which may be capital for beginning a sentence, is a proper name elsewhere on the page: capital
    /// inside a clause, behind a small word.
    pub(crate) fn is_proper(&self, i: usize) -> bool {
        let words = &self.scan.words;
        let form = &words[i].form;
        words[i].capital
            && words.windows(2).any(|pair| {
                pair[1].capital
                    && pair[1].gap == Gap::SPACE
                    && !pair[0].capital
                    && pair[1].form == *form
            })
    }

    /// Whether the page speaks of the bearer of the name `i..i + run` elsewhere, apart from credits: a person who speaks,
    /// or a company that the story is about, is introduced; a medium need not be.
    pub(crate) fn introduced(&self, i: usize, run: usize) -> bool {
        self.mentions(i, run) > 0
    }

    /// How often the page names `i..i + run` elsewhere, apart from credits. Takes one pass over its words.
    pub(super) fn mentions(&self, i: usize, run: usize) -> usize {
        const BEHIND: ClassSet = ClassSet::of(&[
            Class::ReportActive,
            Class::CopyActive,
            Class::CopyActiveWeak,
            Class::CopyPassive,
        ]);
        let words = &self.scan.words;
        let name = &words[i..i + run];
        let credited = |j: usize| {
            let before = j.checked_sub(1).map(|p| words[p].alone).unwrap_or_default();
            let behind = words.get(j + run).map(|w| w.alone).unwrap_or_default();
            before.meets(OPENERS) || behind.meets(BEHIND)
        };
        let same = |j: usize| {
            words[j..j + run]
                .iter()
                .zip(name)
                .all(|(a, b)| a.form == b.form)
        };
        let last = (words.len() + 1).saturating_sub(run);
        let others = (0..last).filter(|&j| j != i && words[j].capital);
        others.filter(|&j| same(j) && !credited(j)).count()
    }

    /// Whether words `i..i + run` are one word, perhaps hyphenated or behind an article: `Marca`, `Al-Masri`, `The Wave`.
    pub(crate) fn is_single(&self, i: usize, run: usize) -> bool {
        let words = &self.scan.words[i..i + run];
        let bare = match words {
            [article, rest @ ..] if article.alone.has(Class::Article) => rest,
            all => all,
        };
        !bare.is_empty() && bare[1..].iter().all(|w| w.gap == Gap::DASH)
    }

    /// Whether word `i` is an acronym for the name before it, a medium: "Coastal News Network, CNN".
    pub(crate) fn is_spelt_out(&self, i: usize) -> bool {
        let name = self.spelt_out(i);
        name.iter().any(|w| w.alone.has(Class::MediaWord))
    }

    /// Whether word `i` abbreviates the words before it, and these name something else than `record`.
    pub(super) fn is_abbreviation(&self, i: usize, record: &Record) -> bool {
        let name = self.spelt_out(i);
        let folded: String = name.iter().map(|w| &*w.form).collect();
        let media = ClassSet::of(&[Class::MediaWord, Class::Descriptor]);
        !name.is_empty()
            && !name.iter().any(|w| w.alone.meets(media))
            && record.names().all(|n| super::registry::fold(n) != folded)
    }

    /// The capital words before word `i` whose initials it is; none if it is no such acronym.
    fn spelt_out(&self, i: usize) -> &[Word<'t>] {
        let words = &self.scan.words;
        let marked = words[i].upper && words[i].gap.has(Gap::COMMA.or(Gap::OPEN));
        let from = i.checked_sub(words[i].form.chars().count());
        let Some(from) = from.filter(|_| marked) else {
            return &[];
        };
        let name = &words[from..i];
        let initials = name.iter().filter_map(|w| w.form.chars().next());
        if name.iter().all(|w| w.capital) && initials.eq(words[i].form.chars()) {
            name
        } else {
            &[]
        }
    }

    /// Whether a name that means something else as well means that here: the page speaks of a Fajar.
    ///
    /// Agencies are believed: their names stand on pages of all kinds for nothing but themselves.
    pub(crate) fn is_homograph(&self, mention: &Mention) -> bool {
        let words = &mention.words;
        mention.risky
            && mention.kind != Some(Kind::Agency)
            && words.len() == 1
            && self.introduced(words.start, 1)
    }

    /// Whether this page credits the name of words `i..i + run` elsewhere, so that a weak cue is enough. A name for
    /// which capitals inside it speak alone must be relayed here: "tulis TechPesisir, seperti dikutip Antara".
    pub(crate) fn is_local(&self, i: usize, run: usize) -> bool {
        if self.local.is_empty() || run == 0 {
            return false;
        }
        let words = &self.scan.words[i..i + run];
        let folded: String = words.iter().map(|w| &*w.form).collect();
        let mut known = self.local.iter().filter(|l| l.folded == folded);
        known.any(|l| l.shown || self.is_relayed(i + run))
    }

    /// Whether a copying verb follows at word `at`: "menurut Daily Pesisir, seperti dikutip Antara".
    pub(crate) fn is_relayed(&self, at: usize) -> bool {
        let words = &self.scan.words;
        let near = words.get(at..words.len().min(at + 3)).unwrap_or_default();
        let heads = near.iter().take_while(|w| w.alone.has(Class::Head)).count();
        near.get(heads)
            .is_some_and(|w| w.cue.has(Class::CopyPassive))
            && near[..=heads]
                .iter()
                .all(|w| w.gap.only(Gap::SPACE.or(Gap::COMMA)))
    }
}
