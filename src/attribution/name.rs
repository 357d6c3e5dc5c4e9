//! Names: which words are one name, and what it stands for.
//!
//! Half of the media that real pages credit are in nobody's registry, so a slot is *open*: after a cue that only a
//! medium can follow, a run of capital words is a name, unless it begins like a person, an office or a place.

use std::ops::Range;

use super::claim::Source;
use super::explain::Reason;
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::networks::network_of;
use super::registry::{Kind, Record};
use super::scan::{BREAKS_NAME, Word};
use super::sentence::OPENERS;
use super::slot::{Mention, Mode, Reader, Seen};
use crate::text::tokens::is_invisible;

/// Longest open name, in words.
const MAX_NAME: usize = 6;
/// Parts of the domains of public bodies.
const PUBLIC: &[&str] = &["go", "gov"];

impl<'p, 't> Reader<'p, 't> {
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
    fn mentions(&self, i: usize, run: usize) -> usize {
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
    fn is_abbreviation(&self, i: usize, record: &Record) -> bool {
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
        if name[0].alone.has(Class::Place) || country {
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
            Mode::Medium | Mode::Known => sign || described,
        };
        if !enough {
            return refused(Reason::WeakCue);
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
    fn small_name(&self, i: usize, limit: usize) -> bool {
        let word = &self.scan.words[i];
        let plain = word.alone.is_empty() && !word.capital && !word.digit;
        plain && self.scan.ends_like_medium(i) && self.closes(i + 1, limit)
    }

    /// On a page without capitals: one or two words that mean nothing else, up to a comma.
    fn caseless_run(&self, i: usize, limit: usize) -> usize {
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

/// Whether `gap` may stand inside a name.
fn joins(gap: Gap) -> bool {
    gap == Gap::SPACE || gap.only(Gap::DASH.or(Gap::MARK)) || gap.only(Gap::AND.or(Gap::SPACE))
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
