//! Source slots: reading the name that a cue calls for.
//!
//! Half of the media that real pages credit are in nobody's registry, so a slot is *open*: after a cue that only a
//! medium can follow, a run of capital words is a name, unless it begins like a person, an office or a place. How
//! much a cue proves is its [`Mode`].

use super::claim::Source;
use super::lexicon::{Class, ClassSet};
use super::outlet::House;
use super::registry::{Kind, Record, Registry};
use super::scan::{BREAKS_NAME, Gap, Scan};
use crate::text::Lang;

/// How much the cue before a slot proves of an unknown name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mode {
    /// Nothing: registry names alone.
    Known,
    /// Little: the name itself must look like a medium.
    Medium,
    /// Much: a name of two words or more must look like a medium, since it may be a person.
    Cautious,
    /// All: any name that does not begin like a person, an office or a place.
    Any,
}

/// A name on the page that stands, or may stand, for a source.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// What it stands for.
    pub(crate) source: Source,
    /// Its kind, if the registry knows it.
    pub(crate) kind: Option<Kind>,
    /// Its words, an acronym in brackets included.
    pub(crate) words: std::ops::Range<usize>,
    /// It is the outlet itself or one of its network.
    pub(crate) own: bool,
    /// It is where the news began (a platform, a public body, an organisation's own site), not a hop.
    pub(crate) origin: bool,
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
}

/// Longest open name, in words.
const MAX_NAME: usize = 6;
/// Most words skipped between a cue and its name.
const MAX_FILLERS: usize = 7;
const ENDINGS: &[&str] = &[
    "com", "id", "co", "net", "org", "tv", "my", "uk", "go", "news", "info", "gov", "de", "tr",
];
const JOINERS: &[&str] = &[
    "of", "the", "and", "de", "del", "della", "dello", "di", "la", "le", "el", "al", "a", "e",
    "du", "des",
];
const SKIPPED: ClassSet = ClassSet::of(&[
    Class::Filler,
    Class::Descriptor,
    Class::By,
    Class::From,
    Class::OfficialSite,
    Class::Staff,
]);

impl<'p, 't> Reader<'p, 't> {
    /// Reads the name in the slot that begins at word `at`; fillers, descriptors and countries may come first.
    ///
    /// Words at or past `limit` belong to the next sentence.
    pub(crate) fn slot(&self, at: usize, limit: usize, mode: Mode) -> Option<Mention> {
        if at < limit && !self.may_pass(at, at, &Seen::default()) {
            return None;
        }
        self.filled(at, limit, mode)
    }

    /// Reads a medium that a descriptor announces from word `at` on: "Media pemerintah Iran", "harian X".
    pub(crate) fn described(&self, at: usize, limit: usize) -> Option<Mention> {
        self.filled(at, limit, Mode::Any)
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
            if word.generic_len > 0 && word.generic_len >= word.cue_len {
                seen.generic = word
                    .generic
                    .map(|g| (g as usize, at..i + word.generic_len as usize));
                seen.descriptor = true;
                i += word.generic_len as usize;
                continue;
            }
            if word.generic_of_len > 0 && word.generic_of_len >= word.cue_len {
                seen.generic_of = word.generic_of;
            }
            let possessive = word.country_len > 1
                && self.scan.words[i + word.country_len as usize - 1].form == "s";
            if word.country_len > 0 && (seen.descriptor || seen.filler || possessive) {
                i += word.country_len as usize;
                seen.foreign(self, word.country, at..i);
                continue;
            }
            if !word.cue.meets(SKIPPED) || self.begins_name(i, word.cue_len as usize, limit) {
                break;
            }
            seen.note(word.cue, &word.form);
            i += word.cue_len as usize;
        }
        let stop = i >= limit || i > at && !self.may_pass(i, at, &seen);
        let named = if stop {
            None
        } else {
            self.name(i, limit, mode, &seen)
        };
        named.or_else(|| self.unnamed(&seen))
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

    /// Whether a capital filler such as `Media` or `Harian` is the first word of a name: a capital word follows.
    fn begins_name(&self, i: usize, len: usize, limit: usize) -> bool {
        let words = &self.scan.words;
        let lower_before = i > 0 && !words[i].gap.has(Gap::STOP);
        !self.scan.caseless
            && lower_before
            && words[i].capital
            && len == 1
            && !words[i]
                .alone
                .meets(ClassSet::of(&[Class::From, Class::By]))
            && words[i].form != "kantor"
            && i + 1 < limit
            && words[i + 1].capital
            && words[i + 1].gap == Gap::SPACE
            && words[i + 1].name.is_none()
            && words[i + 1].country.is_none()
            && words[i + 1].alone.is_empty()
    }

    /// The name that begins right at word `i`.
    fn name(&self, i: usize, limit: usize, mode: Mode, seen: &Seen<'_>) -> Option<Mention> {
        let run = self.run(i, limit).max(if mode >= Mode::Cautious {
            self.caseless_run(i, limit)
        } else {
            0
        });
        if let Some((record, len)) = self.registry_name(i, mode) {
            let longer =
                record.is_risky(&self.text(i, i + len)) && run > len && record.kind != Kind::Agency;
            let qualified =
                (i + len..i + run).all(|j| self.scan.words[j].alone.has(Class::MediaWord));
            let another = longer && !qualified;
            if !another {
                let end = self.with_acronym(i + self.qualified(i, len, run), limit);
                return Some(self.known(record, i..i + len, end, seen));
            }
        }
        self.open(i, run, limit, mode, seen)
    }

    /// The registry's name at word `i` with its length, if its case allows it.
    fn registry_name(&self, i: usize, mode: Mode) -> Option<(&'p Record, usize)> {
        let word = &self.scan.words[i];
        let record = &self.registry.records()[word.name? as usize];
        let len = word.name_len as usize;
        // "Ani" is a person, "ANI" an agency.
        let shouted = record
            .risky_aliases
            .iter()
            .any(|a| a.chars().all(char::is_uppercase) && a.eq_ignore_ascii_case(&word.form));
        if shouted && len == 1 && !word.upper && !self.scan.caseless {
            return None;
        }
        let proper = (i..i + len).any(|j| {
            self.scan.words[j].capital || self.scan.words[j].camel || self.scan.words[j].digit
        });
        let letters = self.scan.text[word.start..word.end]
            .chars()
            .next()
            .is_some_and(|c| c.is_lowercase());
        let domain = len > 1 && self.scan.words[i + 1].gap == Gap::STOP;
        let surface = || self.text(i, i + len);
        // A small letter is a name's own ("detikcom"), or a slip where nothing but a medium can follow.
        let own_case = || {
            record
                .names()
                .any(|n| n.starts_with(char::is_lowercase) && n == surface())
        };
        let slip = || (mode == Mode::Any || own_case()) && !record.is_risky(&surface());
        let allowed = domain || proper || !letters || self.scan.caseless || slip();
        allowed.then_some((record, len))
    }

    /// A registry name that fills the words `from..to` in any case, for credits in brackets: `(ant/rol)`.
    pub(crate) fn whole(&self, from: usize, to: usize) -> Option<Mention> {
        let word = &self.scan.words[from];
        let record = &self.registry.records()[word.name? as usize];
        let len = word.name_len as usize;
        let end = self.with_acronym(from + len, to);
        (end >= to && record.kind.is_medium())
            .then(|| self.known(record, from..from + len, to, &Seen::default()))
    }

    /// A registry name outside any slot: proper, and not a part of a longer name.
    pub(crate) fn bare(&self, i: usize, limit: usize) -> Option<Mention> {
        let (record, len) = self.registry_name(i, Mode::Known)?;
        let word = &self.scan.words[i];
        if i > 0 && word.gap == Gap::SPACE {
            let before = &self.scan.words[i - 1];
            let part = before.capital
                && before.alone.is_empty()
                && before.country.is_none()
                && before.name.is_none();
            if part && !self.scan.caseless && (len == 1 || record.is_risky(&self.text(i, i + len)))
            {
                return None;
            }
        }
        let run = self.run(i, limit);
        let risky = record.is_risky(&self.text(i, i + len));
        if risky
            && run > len
            && !self.scan.words[i + len].alone.has(Class::MediaWord)
            && !self.scan.caseless
        {
            return None;
        }
        let end = self.with_acronym(i + self.qualified(i, len, run), limit);
        Some(self.known(record, i..i + len, end, &Seen::default()))
    }

    /// Length of a registry name with the words that only qualify it: `CNN Business`, `ESPN FC`.
    fn qualified(&self, i: usize, len: usize, run: usize) -> usize {
        run.max(len)
            .min(len + 3)
            .max(len)
            .min(if self.scan.caseless { len } else { usize::MAX })
            .max(len)
            .min(self.scan.words.len() - i)
    }

    fn known(
        &self,
        record: &Record,
        named: std::ops::Range<usize>,
        end: usize,
        seen: &Seen<'_>,
    ) -> Mention {
        let surface = self.text(named.start, named.end);
        let risky = record.is_risky(&surface);
        let quality = if risky && !seen.descriptor { 0.9 } else { 1.0 };
        Mention {
            own: self.house.is(self.registry, &record.id, &surface),
            source: Source {
                id: record.id.clone(),
                name: record.name.clone(),
                surface,
            },
            kind: Some(record.kind),
            words: named.start..end,
            origin: !record.kind.is_medium()
                || record.id == "gen-official"
                || record.id == "gen-press-release",
            relay: record.relay,
            quality,
        }
    }

    /// An unnamed medium, where no name follows the words for it.
    fn unnamed(&self, seen: &Seen<'_>) -> Option<Mention> {
        let (record, words) = seen.generic.clone()?;
        let record = &self.registry.records()[record];
        Some(Mention {
            quality: 0.6,
            ..self.known(record, words.clone(), words.end, seen)
        })
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
        if run == 0 || mode == Mode::Known && !seen.descriptor {
            return None;
        }
        let words = &self.scan.words;
        let refused = ClassSet::of(&[
            Class::NotMedium,
            Class::Place,
            Class::PressRelease,
            Class::Post,
        ]);
        if words[i].alone.meets(refused)
            || words[i].country.is_some() && run == words[i].country_len as usize
        {
            return None;
        }
        let surface = self.text(i, i + run);
        let domain = surface.contains('.') && !surface.contains(' ');
        let sign =
            domain || (i..i + run).any(|j| words[j].alone.has(Class::MediaWord) || words[j].camel);
        let enough = match mode {
            Mode::Any => true,
            Mode::Cautious => sign || seen.descriptor || run == 1,
            Mode::Medium | Mode::Known => sign || seen.descriptor,
        };
        if !enough {
            return None;
        }
        let own = self.house.is(self.registry, "", &surface);
        let end = self.with_acronym(i + run, limit);
        if let Some(record) = self.registry.find(&surface).or_else(|| {
            (!words[i].upper)
                .then(|| self.registry.find_near(&surface))
                .flatten()
        }) {
            return Some(Mention {
                quality: 0.85,
                ..self.known(record, i..i + run, end, seen)
            });
        }
        let acronym = run == 1 && words[i].upper && words[i].form.chars().count() <= 5;
        Some(Mention {
            source: Source {
                id: format!("unknown:{surface}"),
                name: surface.clone(),
                surface,
            },
            kind: None,
            words: i..end,
            own,
            origin: seen.official || seen.page && acronym,
            relay: false,
            quality: if sign || seen.descriptor { 0.9 } else { 0.8 },
        })
    }

    /// The number of words from `i` that can be one name: capital words, joiners between them, the parts of a domain.
    pub(crate) fn run(&self, i: usize, limit: usize) -> usize {
        let words = &self.scan.words;
        let mut n = 0;
        while n < MAX_NAME && i + n < limit {
            let word = &words[i + n];
            let in_domain = n > 0 && self.continues_domain(i + n, limit);
            if n > 0 && !in_domain && !joins(word.gap) {
                break;
            }
            let proper = word.capital
                || word.camel
                || n > 0 && word.digit
                || n == 0 && self.continues_domain(i + 1, limit);
            let breaks = word.alone.meets(BREAKS_NAME) && !(word.upper && n > 0);
            if in_domain
                || proper
                    && !breaks
                    && !(self.scan.caseless && !self.continues_domain(i + n + 1, limit))
            {
                n += 1;
            } else if n > 0 && self.joins_names(i + n, limit) {
                n += 2;
            } else {
                break;
            }
        }
        n
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
    fn continues_domain(&self, j: usize, limit: usize) -> bool {
        let words = &self.scan.words;
        if j >= limit.min(words.len())
            || !words[j].gap.has(Gap::STOP)
            || !words[j].gap.only(Gap::STOP.or(Gap::SPACE))
        {
            return false;
        }
        let ending = ENDINGS.contains(&&*words[j].form) && (!words[j].capital || words[j].upper);
        ending
            || !words[j].gap.has(Gap::SPACE)
                && !words[j].capital
                && self.continues_domain(j + 1, limit)
    }

    /// Whether word `j` is a small word inside a name: `Well and Good`, `The Diary of a CEO`.
    fn joins_names(&self, j: usize, limit: usize) -> bool {
        let words = &self.scan.words;
        j + 1 < limit
            && words[j].gap == Gap::SPACE
            && words[j + 1].gap == Gap::SPACE
            && JOINERS.contains(&&*words[j].form)
            && !words[j].alone.has(Class::List)
            && (words[j + 1].capital
                || JOINERS.contains(&&*words[j + 1].form) && j + 2 < limit && words[j + 2].capital)
            && !words[j + 1].alone.meets(BREAKS_NAME)
    }

    /// Takes in an acronym in brackets: `Associated Press (AP)`.
    fn with_acronym(&self, end: usize, limit: usize) -> usize {
        let words = &self.scan.words;
        let inside = end < limit.min(words.len())
            && words[end].gap.has(Gap::OPEN)
            && words[end].gap.only(Gap::OPEN.or(Gap::SPACE));
        let closed = words.get(end + 1).is_none_or(|w| w.gap.has(Gap::CLOSE));
        if inside && closed && words[end].upper {
            end + 1
        } else {
            end
        }
    }

    /// The raw text of words `from..to`.
    pub(crate) fn text(&self, from: usize, to: usize) -> String {
        let words = &self.scan.words;
        self.scan.text[words[from].start..words[to - 1].end]
            .chars()
            .filter(|c| !crate::text::tokens::is_invisible(*c))
            .collect()
    }
}

/// Whether `gap` may stand inside a name.
fn joins(gap: Gap) -> bool {
    let tight = Gap::DASH.or(Gap::MARK);
    gap == Gap::SPACE
        || gap.only(tight)
        || gap.only(Gap::AND.or(Gap::SPACE))
        || gap.only(Gap::DASH.or(Gap::SPACE)) && !gap.has(Gap::SPACE)
}

/// What was passed on the way from a cue to its name.
#[derive(Clone, Debug, Default)]
struct Seen<'t> {
    descriptor: bool,
    filler: bool,
    /// "laman": a page of whoever follows.
    page: bool,
    /// "laman resmi": the page of an organisation.
    official: bool,
    generic: Option<(usize, std::ops::Range<usize>)>,
    generic_of: Option<&'t str>,
}

impl Seen<'_> {
    fn note(&mut self, cue: ClassSet, form: &str) {
        self.descriptor |= cue.has(Class::Descriptor);
        self.filler |= cue.has(Class::Filler);
        self.page |= matches!(form, "laman" | "situs" | "website" | "web" | "portal");
        self.official |= cue.has(Class::OfficialSite);
    }

    /// "media" with a country behind it: the media of that country, or its state television.
    fn foreign(
        &mut self,
        reader: &Reader<'_, '_>,
        country: Option<[u8; 2]>,
        words: std::ops::Range<usize>,
    ) {
        let (Some(id), Some(country)) = (self.generic_of, country) else {
            return;
        };
        let code = String::from_utf8_lossy(&country).to_lowercase();
        let records = reader.registry.records();
        if id == "agency" {
            // "kantor berita nasional Kuwait": the country has one agency, or the words name none.
            let mut agencies = records
                .iter()
                .enumerate()
                .filter(|(_, r)| r.kind == Kind::Agency && r.country.eq_ignore_ascii_case(&code));
            if let (Some((at, _)), None) = (agencies.next(), agencies.next()) {
                self.generic = Some((at, words));
            }
            return;
        }
        let id = match id {
            "gen-state-tv" => format!("gen-state-tv-{code}"),
            "gen-foreign-media" if reader.house.country.eq_ignore_ascii_case(&code) => {
                "gen-local-media".to_owned()
            }
            id => id.to_owned(),
        };
        let found = records
            .iter()
            .position(|r| r.id == id)
            .or_else(|| records.iter().position(|r| r.id == "gen-state-media"));
        self.generic = found.map(|at| (at, words));
        self.descriptor = true;
    }
}
