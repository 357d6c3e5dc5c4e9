//! Source slots: reading the name that a cue calls for.
//!
//! Between a cue and its name stand words that name nothing: "dikutip dari *laman kantor berita resmi Iran,* IRNA".
//! A slot passes them, keeps what they say of the name ([`Seen`]), and hands over to [`name`](super::name). How much
//! the cue proves of an unknown name is its [`Mode`].

use std::ops::Range;

use super::claim::Source;
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::outlet::House;
use super::registry::{Kind, Registry};
use super::scan::Scan;
use super::trace::Trace;
use crate::text::Lang;

/// How much the cue before a slot proves of an unknown name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mode {
    /// Nothing: registry names alone.
    Known,
    /// Little: the name itself must look like a medium.
    Medium,
    /// Much: the name must look like a medium, or be one word with which the clause ends.
    Cautious,
    /// All: any name that does not begin like a person, an office or a place.
    Any,
}

/// A name on the page that stands, or may stand, for a source.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, read one by one"
)]
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// What it stands for.
    pub(crate) source: Source,
    /// Its kind, if the registry knows it.
    pub(crate) kind: Option<Kind>,
    /// Its words, an acronym in brackets included.
    pub(crate) words: Range<usize>,
    /// It is the outlet itself or one of its network.
    pub(crate) own: bool,
    /// It is where the news began (a platform, a public body, an organisation's own site), not a hop.
    pub(crate) origin: bool,
    /// A descriptor stands before it, as "kantor berita", or the name itself shows that it is a medium.
    pub(crate) shown: bool,
    /// The name is also an ordinary word, a place or initials, and no descriptor stands before it.
    pub(crate) risky: bool,
    /// It relays other agencies.
    pub(crate) relay: bool,
    /// How sure the reading of the name is, `0.0..=1.0`.
    pub(crate) quality: f64,
}

/// What every reading needs.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'p, 't> {
    pub(crate) registry: &'p Registry,
    pub(crate) scan: &'p Scan<'t>,
    pub(crate) house: &'p House,
    /// Language of the page.
    pub(crate) lang: Lang,
    /// Names that no registry knows and that this page credits elsewhere, by folded name.
    pub(crate) local: &'p [Local],
    /// Where decisions are noted for those who ask.
    pub(crate) trace: &'p Trace,
}

/// A name that no registry knows and that the page credits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Local {
    /// Letters and digits of the name, lower case.
    pub(crate) folded: String,
    /// It is shown to be a medium; else capitals inside it are all that speaks for it.
    pub(crate) shown: bool,
}

/// What was passed on the way from a cue to its name.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, read one by one"
)]
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen<'t> {
    /// "kantor berita", "harian": what follows is a medium.
    pub(crate) descriptor: bool,
    /// A word that says nothing of the name.
    pub(crate) filler: bool,
    /// "laman": a page of whoever follows.
    pub(crate) page: bool,
    /// "laman resmi": the page of an organisation.
    pub(crate) official: bool,
    /// A comma stands before the name.
    pub(crate) comma: bool,
    /// An unnamed medium and its words, should no name follow.
    generic: Option<(usize, Range<usize>)>,
    generic_of: Option<&'t str>,
}

/// Most words passed between a cue and its name.
const MAX_FILLERS: usize = 7;
const PASSED: ClassSet = ClassSet::of(&[
    Class::Filler,
    Class::Descriptor,
    Class::By,
    Class::From,
    Class::OfficialSite,
    Class::Staff,
]);
const PREPOSITION: ClassSet = ClassSet::of(&[Class::From, Class::By]);

impl<'t> Reader<'_, 't> {
    /// Reads the name in the slot that begins at word `at`.
    ///
    /// Words at or past `limit` belong to the next sentence.
    pub(crate) fn slot(&self, at: usize, limit: usize, mode: Mode) -> Option<Mention> {
        let open = at < limit && self.may_pass(at, at, &Seen::default());
        if open {
            self.filled(at, limit, mode)
        } else {
            None
        }
    }

    /// Reads a medium that a descriptor announces from word `at` on: "Media pemerintah Iran", "harian X".
    pub(crate) fn described(&self, at: usize, limit: usize) -> Option<Mention> {
        self.filled(at, limit, Mode::Medium)
    }

    /// Reads the name that begins at word `at` whatever mark stands before it.
    pub(crate) fn slot_after_mark(&self, at: usize, limit: usize, mode: Mode) -> Option<Mention> {
        let plain = self.may_pass(at, at, &Seen::default());
        if plain {
            self.slot(at, limit, mode)
        } else {
            self.name(at, limit, mode, &Seen::default())
        }
    }

    fn filled(&self, at: usize, limit: usize, mode: Mode) -> Option<Mention> {
        let mut i = at;
        let mut seen = Seen::default();
        while i < limit && i < at + MAX_FILLERS && (i == at || self.may_pass(i, at, &seen)) {
            let word = &self.scan.words[i];
            if self
                .registry_name(i, mode)
                .is_some_and(|(_, len)| len >= word.cue_len as usize)
            {
                break;
            }
            // "menurut majalah itu" points back to a medium that was named.
            if word.alone.has(Class::Anaphor) && seen.descriptor {
                return self.unnamed(&seen);
            }
            let passed = self
                .pass_generic(&mut seen, i, at)
                .or_else(|| self.pass_country(&mut seen, i, at));
            let next = match passed {
                Some(next) => next,
                None if self.passes(i, limit, at, &seen) => {
                    seen.note(word.cue);
                    i + word.cue_len as usize
                }
                None => break,
            };
            // An unnamed source that is no medium ends the slot: "dari berbagai sumber", "seorang pejabat".
            if seen
                .generic
                .as_ref()
                .is_some_and(|(record, _)| !self.is_media(*record))
            {
                return self.unnamed(&seen);
            }
            i = next;
        }
        // "Kantor Berita Nasional (KBN)": the acronym is all the name there is.
        if seen.descriptor && i < limit && self.with_acronym(i, limit) > i {
            let mention = self.name(i, i + 1, Mode::Any, &seen);
            if mention.is_some() {
                return mention;
            }
        }
        if i < limit && (i == at || self.may_pass(i, at, &seen)) {
            seen.comma = i > at && self.scan.words[i].gap.has(Gap::COMMA);
            if let Some(mention) = self.name(i, limit, mode, &seen) {
                return Some(mention);
            }
        }
        self.unnamed(&seen)
    }

    /// Passes the words for an unnamed medium; returns the word after them.
    fn pass_generic(&self, seen: &mut Seen<'t>, i: usize, at: usize) -> Option<usize> {
        let word = &self.scan.words[i];
        if word.generic_of_len > 0 && word.generic_of_len >= word.cue_len {
            seen.generic_of = word.generic_of;
        }
        let record = word.generic.filter(|_| word.generic_len >= word.cue_len)?;
        let end = i + word.generic_len as usize;
        // "media Global Times": a capital word that a capital word follows begins a name.
        let words = &self.scan.words;
        let goes_on = words
            .get(end)
            .is_some_and(|w| w.capital && w.gap == Gap::SPACE);
        if goes_on && word.generic_len > 1 && words[end - 1].capital && !self.scan.caseless {
            return None;
        }
        seen.generic = Some((record as usize, at..end));
        seen.descriptor = true;
        Some(end)
    }

    /// Passes a country between a descriptor and a name, or one with a possessive: "Israel's Channel 12".
    fn pass_country(&self, seen: &mut Seen<'t>, i: usize, at: usize) -> Option<usize> {
        let word = &self.scan.words[i];
        let end = i + word.country_len as usize;
        let possessive = word.country_len > 1 && self.scan.words[end - 1].form == "s";
        if word.country_len == 0 || !(seen.descriptor || seen.filler || possessive) {
            return None;
        }
        // "akhbar China Press": the country is a part of the name.
        let next = self
            .scan
            .words
            .get(end)
            .filter(|w| w.gap == Gap::SPACE && w.capital);
        if !possessive && next.is_some_and(|w| w.alone.has(Class::MediaWord)) {
            return None;
        }
        self.foreign(seen, word.country, at..end);
        Some(end)
    }

    /// "media" with a country behind it: the media of that country, its state television, or its one agency.
    fn foreign(&self, seen: &mut Seen<'t>, country: Option<[u8; 2]>, words: Range<usize>) {
        let (Some(id), Some(country)) = (seen.generic_of, country) else {
            return;
        };
        let code = String::from_utf8_lossy(&country).to_lowercase();
        let records = self.registry.records();
        if id == "agency" {
            // "kantor berita nasional Kuwait": the country has one agency, or the words name none.
            let of = |r: &super::registry::Record| {
                r.kind == Kind::Agency && r.country.eq_ignore_ascii_case(&code)
            };
            let mut agencies = (0..records.len()).filter(|&at| of(&records[at]));
            if let (Some(at), None) = (agencies.next(), agencies.next()) {
                seen.generic = Some((at, words));
            }
            return;
        }
        let id = match id {
            "gen-state-tv" => format!("gen-state-tv-{code}"),
            "gen-foreign-media" if self.house.country.eq_ignore_ascii_case(&code) => {
                "gen-local-media".to_owned()
            }
            id => id.to_owned(),
        };
        let position = |id: &str| records.iter().position(|r| r.id == id);
        seen.generic = position(&id)
            .or_else(|| position("gen-state-media"))
            .map(|at| (at, words));
        seen.descriptor = true;
    }

    /// Whether the words at `i` name nothing and may be passed.
    fn passes(&self, i: usize, limit: usize, at: usize, seen: &Seen<'_>) -> bool {
        let word = &self.scan.words[i];
        // "media daripada Parlimen": behind a descriptor a preposition begins something else.
        let elsewhere = word.cue.meets(PREPOSITION) && i > at && seen.descriptor;
        word.cue.meets(PASSED) && !elsewhere && !self.begins_name(i, limit)
    }

    /// Whether the slot may go on over the punctuation before word `i`.
    fn may_pass(&self, i: usize, at: usize, seen: &Seen<'_>) -> bool {
        let gap = self.scan.words[i].gap;
        if gap.has(Gap::LINE.or(Gap::CLOSE).or(Gap::PIPE))
            || gap.has(Gap::STOP) && gap.has(Gap::SPACE)
        {
            return false;
        }
        if gap.has(Gap::COMMA) {
            return i > at && seen.descriptor;
        }
        !gap.has(Gap::OPEN.or(Gap::STOP).or(Gap::COLON))
    }

    /// Whether a capital filler such as `Media` or `Harian` is the first word of a name: a capital word follows that
    /// means nothing else.
    fn begins_name(&self, i: usize, limit: usize) -> bool {
        let words = &self.scan.words;
        let inside =
            i > 0 && !words[i].gap.has(Gap::STOP) && words[i].cue_len == 1 && i + 1 < limit;
        if !inside || self.scan.caseless || !words[i].capital || words[i].alone.meets(PREPOSITION) {
            return false;
        }
        let next = &words[i + 1];
        let media = ClassSet::of(&[
            Class::MediaWord,
            Class::Descriptor,
            Class::Filler,
            Class::Page,
        ]);
        let plain = next.name.is_none() && next.country.is_none() && next.alone.only(media);
        next.capital && next.gap == Gap::SPACE && plain
    }

    /// Whether record `at` stands for media, not for officials or papers.
    fn is_media(&self, at: usize) -> bool {
        let record = &self.registry.records()[at];
        record.kind != Kind::Generic || record.id.ends_with("-media") || record.id.contains("-tv")
    }

    /// An unnamed medium, where no name follows the words for it.
    fn unnamed(&self, seen: &Seen<'_>) -> Option<Mention> {
        let (record, words) = seen.generic.clone()?;
        let record = &self.registry.records()[record];
        Some(Mention {
            quality: 0.87,
            ..self.known(record, words.clone(), words.end, seen)
        })
    }
}

impl Seen<'_> {
    fn note(&mut self, cue: ClassSet) {
        self.descriptor |= cue.has(Class::Descriptor);
        self.filler |= cue.has(Class::Filler);
        self.page |= cue.has(Class::Page);
        self.official |= cue.has(Class::OfficialSite);
    }
}
