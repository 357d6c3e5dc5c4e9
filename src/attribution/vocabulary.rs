//! Names of the registry and cues of all lexicons in one automaton.

use super::lexicon::{Class, ClassSet};
use super::lexicons::{Entry, Lexicon, Phrase};
use super::phrases::Phrases;
use super::registry::{Kind, Registry};
use crate::text::Lang;

/// Names and cues of all languages in one automaton.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    pub(super) phrases: Phrases<Meaning>,
    /// One-word passive copying verbs with their lexicons, to recognise misspelt ones.
    pub(super) passives: Vec<(Box<str>, u32)>,
    /// Endings of one-word names of media, in any language.
    pub(super) endings: Vec<Box<str>>,
    pub(super) lists: WordLists,
    pub(super) langs: Vec<Lang>,
    pub(super) suffixed: u32,
    pub(super) all: u32,
}

/// Lists of words that are no cues; those of all languages, since names travel.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordLists {
    /// Words to which scraping glues the cue behind them: "sepertidikutip".
    pub(super) glued_heads: WordList,
    /// Words that may stand between two words of a name: "Well and Good".
    pub(super) joiners: WordList,
    /// What a domain may end in, which tells it from a sentence without a space behind its stop.
    pub(super) endings: WordList,
}

impl WordLists {
    /// Adds `word` to the list that `entry` says, if it is one.
    fn take(&mut self, word: &str, entry: &Entry) {
        match entry {
            Entry::GluedHead => self.glued_heads.push(word),
            Entry::Joiner => self.joiners.push(word),
            Entry::Ending => self.endings.push(word),
            _ => {}
        }
    }
}

/// A few words that every word of a page is held against; the first byte rules most of them out.
#[derive(Clone, Debug)]
pub(super) struct WordList {
    first: [bool; 256],
    words: Vec<Box<str>>,
}

impl Default for WordList {
    fn default() -> Self {
        Self {
            first: [false; 256],
            words: Vec::new(),
        }
    }
}

impl WordList {
    fn push(&mut self, word: &str) {
        if let Some(first) = word.bytes().next() {
            self.first[usize::from(first)] = true;
            self.words.push(word.into());
        }
    }

    fn may_begin(&self, form: &str) -> bool {
        form.bytes()
            .next()
            .is_some_and(|b| self.first[usize::from(b)])
    }

    /// Whether `form` is one of them.
    pub(super) fn has(&self, form: &str) -> bool {
        self.may_begin(form) && self.words.iter().any(|word| **word == *form)
    }

    /// The length in bytes of the first of them that `form` begins with.
    pub(super) fn begins(&self, form: &str) -> Option<usize> {
        let heads = self.may_begin(form).then_some(&self.words)?;
        let head = heads.iter().find(|head| form.starts_with(&***head))?;
        Some(head.len())
    }
}

/// What a phrase means, and in which lexicons.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// Bit `i`: lexicon `i`; all bits for a name.
    pub(super) lexicons: u32,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
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
    pub(crate) fn new(registry: &Registry, lexicons: &[Lexicon]) -> Self {
        let mut phrases = Phrases::new();
        let mut passives = Vec::new();
        let mut endings: Vec<Box<str>> = Vec::new();
        let mut lists = WordLists::default();
        let index = |id: &str| {
            registry
                .records()
                .iter()
                .position(|r| r.id == id)
                .map(|at| at as u32)
        };
        for (i, lexicon) in lexicons.iter().enumerate() {
            for Phrase {
                text: phrase,
                entry,
                ..
            } in &lexicon.phrases
            {
                if *entry == Entry::Cue(Class::CopyPassive)
                    && phrase.len() >= 8
                    && !phrase.contains(' ')
                {
                    passives.push((phrase.to_lowercase().into(), 1 << i));
                }
                if *entry == Entry::Cue(Class::MediaEnding) {
                    endings.push(phrase.to_lowercase().into());
                    continue;
                }
                let what = match entry {
                    Entry::Cue(class) => What::Cue(ClassSet::of(&[*class])),
                    Entry::Generic(id) => match index(id) {
                        Some(at) => What::Generic(at),
                        None => continue,
                    },
                    Entry::GluedHead | Entry::Joiner | Entry::Ending => {
                        lists.take(phrase, entry);
                        continue;
                    }
                    Entry::GenericOf(id) => What::GenericOf(id.as_str().into()),
                    Entry::Country(code) => match code.as_bytes() {
                        [a, b] => What::Country([*a, *b]),
                        _ => continue,
                    },
                };
                // Media name themselves in their own language everywhere, and copyright lines too.
                let everywhere = matches!(
                    entry,
                    Entry::Cue(
                        Class::Article | Class::Platform | Class::MediaWord | Class::Copyright
                    )
                );
                let lexicons = if everywhere { u32::MAX } else { 1 << i };
                phrases.insert(phrase, Meaning { lexicons, what });
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
                if let Some((stem, "com" | "id" | "net")) = name.split_once('.')
                    && let Some((_, ending)) = name.split_once('.')
                {
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
        let suffixed = lexicons
            .iter()
            .enumerate()
            .filter(|(_, l)| l.suffix_after_apostrophe)
            .fold(0, |m, (i, _)| m | 1 << i);
        let langs: Vec<Lang> = lexicons.iter().map(|l| l.lang).collect();
        let all = (1_u64 << langs.len()).wrapping_sub(1) as u32;
        Self {
            phrases,
            passives,
            endings,
            lists,
            langs,
            suffixed,
            all,
        }
    }

    /// The lexicons for a page of language `lang`: its own, its twin's (Indonesian and Malay), or all.
    pub(super) fn active(&self, lang: Lang) -> u32 {
        let mask = self.of(lang);
        if mask == 0 { self.all } else { mask }
    }

    /// Whether there is a lexicon for pages of language `lang`; if the language is not known, there may be.
    pub(super) fn knows(&self, lang: Lang) -> bool {
        lang == Lang::UND || self.of(lang) != 0
    }

    fn of(&self, lang: Lang) -> u32 {
        let twin = |l: Lang| match l {
            Lang::ID => Lang::MS,
            Lang::MS => Lang::ID,
            other => other,
        };
        self.langs
            .iter()
            .enumerate()
            .filter(|(_, l)| **l == lang || **l == twin(lang))
            .fold(0, |m, (i, _)| m | 1 << i)
    }
}
