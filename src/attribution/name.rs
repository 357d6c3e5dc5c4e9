//! Names: what the words of a name stand for, and whether the cue before them is enough to take them for a medium.
//!
//! Half of the media that real pages credit are in nobody's registry, so a slot is *open*: after a cue that only a
//! medium can follow, a run of capital words is a name, unless it begins like a person, an office or a place.

use std::ops::Range;

use super::claim::Source;
use super::explain::Reason;
use super::gap::Gap;
use super::lexicon::Class;
use super::networks::network_of;
use super::registry::{Kind, Record};
use super::slot::{Mention, Mode, Reader, Seen};

/// Parts of the domains of public bodies and universities.
const PUBLIC: &[&str] = &["go", "gov", "ac", "edu"];

impl<'p> Reader<'p, '_> {
    /// The name that begins right at word `i`.
    pub(crate) fn name(
        &self,
        i: usize,
        limit: usize,
        mode: Mode,
        seen: &Seen<'_>,
    ) -> Option<Mention> {
        let open_run = if mode >= Mode::Cautious {
            self.caseless_run(i, limit)
        } else {
            0
        };
        let small = mode == Mode::Any && self.small_name(i, limit);
        let run = self.run(i, limit).max(open_run).max(usize::from(small));
        if let Some((record, len)) = self.registry_name(i, mode) {
            // "Merdeka Centre" is not Merdeka, but "CNN Business" is CNN.
            let longer = run > len && record.is_risky(&self.text(i, i + len));
            if !longer || self.scan.words[i + run - 1].alone.has(Class::MediaWord) {
                let end = self.with_acronym(i + qualified(len, run, self.scan.caseless), limit);
                return Some(self.known(record, i..i + len, end, seen));
            }
        }
        self.open(i, run, limit, mode, seen)
    }

    /// The registry's name at word `i` with its length, if its case allows it.
    pub(crate) fn registry_name(&self, i: usize, mode: Mode) -> Option<(&'p Record, usize)> {
        let words = &self.scan.words;
        let word = &words[i];
        let record = &self.registry.records()[word.name? as usize];
        let len = word.name_len as usize;
        let refused = |reason| self.trace.refuse(i..i + len, reason);
        if self.is_handle(i) {
            return refused(Reason::Handle);
        }
        let small = len == 1 && !word.upper && !self.scan.caseless;
        if small && mode < Mode::Any && shouted(record, &word.form) {
            return refused(Reason::OrdinaryWord);
        }
        let proper = words[i..i + len]
            .iter()
            .any(|w| w.capital || w.camel || w.digit);
        let letters = self.scan.text[word.start..word.end].starts_with(char::is_lowercase);
        let domain = len > 1 && words[i + 1].gap == Gap::STOP;
        // On a page of small letters "kata ani" is a person.
        let homograph = self.scan.caseless && !proper && len == 1 && record.is_risky(&word.form);
        if homograph && mode < Mode::Any {
            return refused(Reason::OrdinaryWord);
        }
        if domain || proper || !letters || self.scan.caseless {
            let whole = self.whole_symbol(record, i, len).then_some((record, len));
            return whole.or_else(|| refused(Reason::OrdinaryWord));
        }
        // A small letter is a name's own ("detikcom"), or a slip where nothing but a medium can follow.
        let surface = self.text(i, i + len);
        let own_case = record
            .names()
            .any(|n| n.starts_with(char::is_lowercase) && n == surface);
        if (mode == Mode::Any || own_case) && !record.is_risky(&surface) {
            Some((record, len))
        } else {
            refused(Reason::OrdinaryWord)
        }
    }

    /// `Vietnam+` is a medium, `Vietnam` a country: a name that ends in a symbol needs it.
    fn whole_symbol(&self, record: &Record, i: usize, len: usize) -> bool {
        // Hardly any name ends in a symbol.
        if !record.names().any(|n| n.ends_with('+')) {
            return true;
        }
        let surface = self.text(i, i + len).to_lowercase();
        let after = self.scan.text[self.scan.words[i + len - 1].end..]
            .chars()
            .next();
        let mut with_symbol = record.names().filter(|n| n.ends_with('+'));
        let plain = record.names().any(|n| {
            !n.ends_with('+') && super::registry::fold(n) == super::registry::fold(&surface)
        });
        plain || after == Some('+') || !with_symbol.any(|n| n.to_lowercase().starts_with(&surface))
    }

    /// Whether word `i` is a part of a handle: `@Strategi_Bisnis`.
    fn is_handle(&self, i: usize) -> bool {
        let before = self.scan.text[..self.scan.words[i].start]
            .chars()
            .next_back();
        matches!(before, Some('@' | '_' | '#'))
    }

    /// A registry name outside any slot: proper, and not a part of a longer name.
    pub(crate) fn bare(&self, i: usize, limit: usize) -> Option<Mention> {
        let (record, len) = self.registry_name(i, Mode::Known)?;
        let words = &self.scan.words;
        let risky = record.is_risky(&self.text(i, i + len));
        // "Nusa Tenggara Barat (NTB)" is a province, not the agency.
        if len == 1 && self.is_abbreviation(i, record) {
            return self.trace.refuse(i..i + len, Reason::OrdinaryWord);
        }
        let part_of_name = || self.trace.refuse(i..i + len, Reason::PartOfName);
        // "Robinsar-Fajar" is one name.
        if i > 0 && words[i].gap == Gap::DASH && words[i - 1].capital {
            return part_of_name();
        }
        if i > 0 && words[i].gap == Gap::SPACE && !self.scan.caseless && (len == 1 || risky) {
            let before = &words[i - 1];
            if before.capital
                && before.alone.is_empty()
                && before.country.is_none()
                && before.name.is_none()
            {
                return part_of_name();
            }
        }
        let run = self.run(i, limit);
        if risky
            && run > len
            && !words[i + run - 1].alone.has(Class::MediaWord)
            && !self.scan.caseless
        {
            return part_of_name();
        }
        let end = self.with_acronym(i + qualified(len, run, self.scan.caseless), limit);
        Some(self.known(record, i..i + len, end, &Seen::default()))
    }

    /// A registry name that fills the words `from..to` in any case, for credits in brackets: `(ant/rol)`.
    pub(crate) fn whole(&self, from: usize, to: usize) -> Option<Mention> {
        let word = &self.scan.words[from];
        let record = &self.registry.records()[word.name? as usize];
        let len = word.name_len as usize;
        let end = self.with_acronym(from + len, to);
        // "(sky/ada)" are reporters; agencies are written small as well.
        let code = word.form == self.scan.text[word.start..word.end]
            && record.kind != Kind::Agency
            && record.is_risky(&word.form);
        (end >= to && record.kind.is_medium() && !code)
            .then(|| self.known(record, from..from + len, to, &Seen::default()))
    }

    /// The mention of `record` by the words `named`, which end at `end` with an acronym or qualifier.
    pub(crate) fn known(
        &self,
        record: &Record,
        named: Range<usize>,
        end: usize,
        seen: &Seen<'_>,
    ) -> Mention {
        let surface = self.text(named.start, named.end);
        let risky = record.is_risky(&surface) && !seen.descriptor;
        let paper = matches!(
            record.id.as_str(),
            "gen-official" | "gen-press-release" | "gen-city-gov"
        );
        Mention {
            own: self.house.is(self.registry, &record.id, &surface),
            source: Source {
                id: record.id.clone(),
                name: record.name.clone(),
                surface,
            },
            kind: Some(record.kind),
            words: named.start..end,
            origin: !record.kind.is_medium() || paper,
            shown: true,
            risky,
            relay: record.relay,
            quality: if risky { 0.97 } else { 1.0 },
        }
    }

    /// The capital words `i..i + run` as a name that no registry knows.
    fn open(
        &self,
        i: usize,
        run: usize,
        limit: usize,
        mode: Mode,
        seen: &Seen<'_>,
    ) -> Option<Mention> {
        let local = self.is_local(i, run);
        if run == 0 {
            return None;
        }
        let refused = |reason| self.trace.refuse(i..i + run, reason);
        if mode == Mode::Known && !seen.descriptor && !local {
            return refused(Reason::WeakCue);
        }
        if self.is_handle(i) {
            return refused(Reason::Handle);
        }
        let words = &self.scan.words;
        let name = &words[i..i + run];
        let country = name[0].country.is_some() && run == name[0].country_len as usize;
        // "China Post" is a paper, "Jakarta Selatan" is not.
        let media = run > 1 && name[run - 1].alone.has(Class::MediaWord);
        if name[0].alone.has(Class::Place) && !media || country {
            return refused(Reason::Place);
        }
        if name[0].alone.has(Class::PressRelease) || name[0].alone.has(Class::Post) {
            return refused(Reason::StatementWord);
        }
        let surface = self.text(i, i + run);
        let domain = surface.contains('.') && !surface.contains(' ');
        let named = domain
            || run == 1 && (self.scan.ends_like_medium(i) || self.is_spelt_out(i))
            || name.iter().any(|w| w.alone.has(Class::MediaWord));
        // "TechPesisir": a sign, but companies and persons have it as well.
        let camel = name.iter().any(|w| w.camel && w.form.len() > 4);
        let sign = named || camel;
        // An office's own page is where the news began; an office elsewhere is no source of text.
        let office = name[0].alone.has(Class::NotMedium)
            || run > 1 && name[run - 1].alone.has(Class::NotMedium)
            || !(sign || seen.descriptor) && name.iter().any(|w| w.alone.has(Class::NotMedium));
        if office && !seen.page {
            return refused(Reason::PersonOrOffice);
        }
        let single = self.is_single(i, run);
        let acronym = run == 1 && name[0].upper && name[0].form.chars().count() <= 5;
        let described = seen.descriptor && (!seen.comma || sign || acronym);
        let enough = match mode {
            _ if local => true,
            Mode::Any => !seen.comma || sign || acronym,
            Mode::Cautious => sign || described || single && self.closes(i + run, limit),
            Mode::Medium | Mode::Known => named || described,
        };
        if !enough {
            return refused(Reason::WeakCue);
        }
        // "laporan eConomy 2025" is a paper of that year, "RM5,000" a sum.
        let dated = run > 1 && name[run - 1].digit && name[run - 1].form.len() == 4;
        let sum = words
            .get(i + run)
            .is_some_and(|w| w.digit && w.gap == Gap::COMMA);
        if dated && !seen.descriptor || sum {
            return refused(Reason::PersonOrOffice);
        }
        // "laporan yang dikutip Meutya": the page speaks of her, and nothing but the cue speaks for a medium.
        let bare = !named && !seen.descriptor && !local;
        if bare && !name[0].upper && self.mentions(i, run) > 1 {
            return refused(Reason::PersonOrOffice);
        }
        let end = self.with_acronym(i + run, limit);
        let near = mode == Mode::Any && !name[0].upper && !name.iter().any(|w| w.camel || w.digit);
        let known = self
            .registry
            .find(&surface)
            .or_else(|| near.then(|| self.registry.find_near(&surface)).flatten());
        if let Some(record) = known {
            return Some(Mention {
                quality: 0.9,
                ..self.known(record, i..i + run, end, seen)
            });
        }
        Some(Mention {
            words: i..end,
            origin: seen.official
                || office
                || seen.page && acronym
                || name[0].cue.has(Class::Platform)
                || domain && name.iter().skip(1).any(|w| PUBLIC.contains(&&*w.form)),
            shown: named || seen.descriptor && !seen.comma,
            quality: if sign || described { 0.92 } else { 0.87 },
            ..self.unknown(i, run)
        })
    }

    /// The words `i..i + run` as the name of a medium that no registry knows.
    pub(crate) fn unknown(&self, i: usize, run: usize) -> Mention {
        let surface = self.text(i, i + run);
        let network = network_of(&surface);
        Mention {
            own: self.house.is(self.registry, "", &surface),
            source: Source {
                id: network.map_or_else(|| format!("unknown:{surface}"), |n| n.id.clone()),
                name: network.map_or_else(|| surface.clone(), |n| n.name.clone()),
                surface,
            },
            kind: None,
            words: i..i + run,
            origin: false,
            shown: false,
            risky: false,
            relay: false,
            quality: 0.87,
        }
    }
}

/// Length of a registry name of `len` words in a run of `run` capital words, with up to three that qualify it.
fn qualified(len: usize, run: usize, caseless: bool) -> usize {
    if caseless {
        len
    } else {
        run.clamp(len, len + 3)
    }
}

/// Whether the record knows `form` as an acronym alone: "Ani" is a person, "ANI" an agency.
fn shouted(record: &Record, form: &str) -> bool {
    let acronym = |a: &String| a.chars().all(char::is_uppercase) && a.eq_ignore_ascii_case(form);
    let named = |n: &str| n.eq_ignore_ascii_case(form) && !n.chars().all(char::is_uppercase);
    record
        .aliases
        .iter()
        .chain(&record.risky_aliases)
        .any(acronym)
        && !record.names().any(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualifiers_stay_with_their_name() {
        assert_eq!(
            (
                qualified(1, 1, false),
                qualified(1, 2, false),
                qualified(1, 6, false),
                qualified(1, 3, true)
            ),
            (1, 2, 4, 1)
        );
    }
}
