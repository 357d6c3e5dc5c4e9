//! Lexicons: what differs between languages, as data.
//!
//! A lexicon is a TOML file of phrase lists, one list a class; docs/attribution.md tells what each class does. A new
//! language is a new file; a file for a language that is there adds to it, takes phrases away, or stands in its place.
//! [`lexicon_check`](super::lexicon_check) tells what is odd in a file beyond what is refused here.

use std::fmt::Write as _;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::lexicon::Class;
use crate::error::{Error, Result};
use crate::text::Lang;
use crate::text::tokens::tokens;

/// What a phrase of a lexicon stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// A cue of some class.
    Cue(Class),
    /// An unnamed medium or source, by registry id.
    Generic(String),
    /// A kind of medium that together with a country is an unnamed medium.
    GenericOf(String),
    /// A country, by ISO 3166 code.
    Country(String),
    /// A word to which scraping glues the cue behind it: "sepertidikutip".
    GluedHead,
    /// A small word inside names of media: "Well and Good".
    Joiner,
    /// An ending by which a domain is told from the end of a sentence.
    Ending,
}

/// Lists of words that are no cues, with their keys in lexicon files.
pub(super) const WORD_LISTS: &[(&str, Entry)] = &[
    ("glued_head", Entry::GluedHead),
    ("name_joiner", Entry::Joiner),
    ("domain_ending", Entry::Ending),
];

/// A phrase with what it stands for.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) text: String,
    pub(super) entry: Entry,
    /// Line of the file, from 1.
    pub(super) line: u64,
}

/// The phrases of one language.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// The language.
    pub(super) lang: Lang,
    /// Line on which it is stated.
    pub(super) lang_line: u64,
    /// Whether a case suffix follows an apostrophe behind a name.
    pub(super) suffix_after_apostrophe: bool,
    /// Whether it stands in the place of what was there for its language.
    pub(super) replace: bool,
    /// Phrases to take away from what was there, with their lines.
    pub(super) remove: Vec<(String, u64)>,
    /// Phrases with what they stand for, by class.
    pub(super) phrases: Vec<Phrase>,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Line, from 1; `None` for what is not there.
    pub line: Option<u64>,
    /// Why, as a lowercase fragment with advice.
    pub text: String,
    /// Whether the file cannot be used as it is.
    pub fault: bool,
}

/// The lexicons of all languages, one a language.
#[derive(Clone, Debug, Default)]
pub struct Lexicons(Vec<Lexicon>);

/// The lexicons built into the program: name and text.
const BUILTIN: &[(&str, &str)] = &[
    ("id.toml", include_str!("lexicons/id.toml")),
    ("ms.toml", include_str!("lexicons/ms.toml")),
    ("en.toml", include_str!("lexicons/en.toml")),
    ("tr.toml", include_str!("lexicons/tr.toml")),
    ("ar.toml", include_str!("lexicons/ar.toml")),
    ("es.toml", include_str!("lexicons/es.toml")),
    ("fr.toml", include_str!("lexicons/fr.toml")),
    ("de.toml", include_str!("lexicons/de.toml")),
    ("ru.toml", include_str!("lexicons/ru.toml")),
];

/// The grammar keeps the languages of a phrase as bits of a word.
const MAX_LANGUAGES: usize = 31;

impl Lexicons {
    /// The lexicons built into the program.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if one of them is not of its form, which a test excludes.
    pub fn builtin() -> Result<Self> {
        let mut lexicons = Self::default();
        for (name, text) in BUILTIN {
            lexicons.extend_from(name, text)?;
        }
        Ok(lexicons)
    }

    /// Adds the phrases of `text`, the contents of a lexicon file called `name`.
    ///
    /// A language that is not there is added. For one that is, `remove` takes phrases out of every class first;
    /// `replace = true` takes all of them.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with the line of the first fault: a file that is not TOML, an
    /// unknown class, a value that is not a list of phrases, a phrase without words, an unknown language, or more than
    /// 31 languages in all. Nothing is added then.
    pub fn extend_from(&mut self, name: &str, text: &str) -> Result<()> {
        let (lexicon, mut faults) = Lexicon::read(text);
        faults.sort();
        if let Some(first) = faults.into_iter().next() {
            return Err(Error::data(name, first.line, first.text));
        }
        let n = self.0.len();
        match self.0.iter_mut().find(|l| l.lang == lexicon.lang) {
            Some(known) if lexicon.replace => *known = lexicon,
            Some(known) => known.merge(lexicon),
            None if n == MAX_LANGUAGES => {
                return Err(Error::data(name, None, format!("more than {n} languages")));
            }
            None => self.0.push(lexicon),
        }
        Ok(())
    }

    /// The languages, in the order in which they were added, each with the number of its phrases.
    pub fn languages(&self) -> impl Iterator<Item = (Lang, usize)> {
        self.0.iter().map(|l| (l.lang, l.phrases.len()))
    }

    /// The lexicon of `lang` as a file that [`extend_from`](Self::extend_from) reads; `None` if there is none.
    #[must_use]
    pub fn to_toml(&self, lang: Lang) -> Option<String> {
        self.get(lang).map(Lexicon::to_toml)
    }

    pub(super) fn get(&self, lang: Lang) -> Option<&Lexicon> {
        self.0.iter().find(|l| l.lang == lang)
    }

    pub(super) fn as_slice(&self) -> &[Lexicon] {
        &self.0
    }
}

/// The words of a phrase in normal form: what is matched.
pub(super) fn normal(phrase: &str) -> String {
    let words = tokens(phrase);
    let forms: Vec<&str> = words.iter().map(|word| word.form).collect();
    forms.join(" ")
}

impl Lexicon {
    /// Reads a lexicon file; what is wrong with it, and what could be read all the same.
    pub(super) fn read(text: &str) -> (Self, Vec<Finding>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reading = Reading {
            text,
            lexicon: Self {
                lang: Lang::UND,
                lang_line: 0,
                suffix_after_apostrophe: false,
                replace: false,
                remove: Vec::new(),
                phrases: Vec::new(),
            },
            faults: Vec::new(),
        };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            reading.fault(at, error.message().to_owned());
        }
        for (key, value) in table.get_ref() {
            reading.entry(key, value);
        }
        if reading.lexicon.lang == Lang::UND && reading.faults.is_empty() {
            reading.faults.push(Finding {
                line: None,
                text: "no language: add a line like lang = \"id\"".to_owned(),
                fault: true,
            });
        }
        (reading.lexicon, reading.faults)
    }

    /// Takes in a file for the same language.
    fn merge(&mut self, file: Self) {
        let gone: Vec<String> = file
            .remove
            .iter()
            .map(|(phrase, _)| normal(phrase))
            .collect();
        self.phrases.retain(|p| !gone.contains(&normal(&p.text)));
        self.phrases.extend(file.phrases);
        self.suffix_after_apostrophe |= file.suffix_after_apostrophe;
    }

    fn to_toml(&self) -> String {
        let mut out = format!("lang = \"{}\"\n", self.lang);
        if self.suffix_after_apostrophe {
            out.push_str("suffix_after_apostrophe = true\n");
        }
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let list = |wanted: &Entry| {
            let phrases = self.phrases.iter().filter(|p| p.entry == *wanted);
            phrases
                .map(|p| quoted(&p.text))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let classes = Class::ALL
            .iter()
            .map(|(key, class)| (*key, Entry::Cue(*class)));
        for (key, entry) in classes.chain(WORD_LISTS.iter().cloned()) {
            let phrases = list(&entry);
            if !phrases.is_empty() {
                let _ = writeln!(out, "{key} = [{phrases}]");
            }
        }
        for table in ["generic", "generic_country", "country"] {
            let mut lines: Vec<String> = Vec::new();
            for phrase in &self.phrases {
                let line = match (table, &phrase.entry) {
                    ("generic", Entry::Generic(id)) | ("country", Entry::Country(id)) => {
                        format!("{} = [{}]\n", quoted(id), list(&phrase.entry))
                    }
                    ("generic_country", Entry::GenericOf(id)) => {
                        format!("{} = {}\n", quoted(&phrase.text), quoted(id))
                    }
                    _ => continue,
                };
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            if !lines.is_empty() {
                let _ = write!(out, "\n[{table}]\n{}", lines.concat());
            }
        }
        out
    }
}

/// A file being read.
struct Reading<'t> {
    text: &'t str,
    lexicon: Lexicon,
    faults: Vec<Finding>,
}

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl Reading<'_> {
    /// The line of byte `at`, from 1.
    fn line(&self, at: usize) -> u64 {
        let before = self.text.get(..at).unwrap_or(self.text);
        1 + before.matches('\n').count() as u64
    }

    fn fault(&mut self, at: usize, text: String) {
        let line = Some(self.line(at));
        self.faults.push(Finding {
            line,
            text,
            fault: true,
        });
    }

    /// Reads one key of the file.
    fn entry(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let at = key.span().start;
        let name: &str = key.get_ref();
        match (name, value.get_ref()) {
            ("lang", DeValue::String(code)) => match Lang::from_code(code) {
                Some(lang) => (self.lexicon.lang, self.lexicon.lang_line) = (lang, self.line(at)),
                None => self.fault(
                    at,
                    format!("lang = {code:?} is not an ISO 639 code like \"id\""),
                ),
            },
            ("suffix_after_apostrophe", DeValue::Boolean(on)) => {
                self.lexicon.suffix_after_apostrophe = *on;
            }
            ("replace", DeValue::Boolean(on)) => self.lexicon.replace = *on,
            ("remove", _) => {
                let phrases = self.phrases("remove", value);
                self.lexicon.remove.extend(phrases);
            }
            ("generic", DeValue::Table(table)) => self.table(table, Entry::Generic),
            ("country", DeValue::Table(table)) => self.table(table, Entry::Country),
            ("generic_country", DeValue::Table(table)) => {
                for (phrase, id) in table {
                    let at = phrase.span().start;
                    match id.get_ref().as_str() {
                        Some(id) => {
                            let entry = Entry::GenericOf(id.to_owned());
                            self.push(phrase.get_ref(), at, entry);
                        }
                        None => self.fault(
                            at,
                            format!(
                                "generic_country: {:?} is not a registry id",
                                phrase.get_ref()
                            ),
                        ),
                    }
                }
            }
            _ => self.class(name, at, value),
        }
    }

    /// Reads a list of phrases of one class.
    fn class(&mut self, name: &str, at: usize, value: &Value<'_>) {
        let class = Class::ALL.iter().find(|(key, _)| *key == name);
        let class = class.map(|(_, class)| Entry::Cue(*class));
        let words = || WORD_LISTS.iter().find(|(key, _)| *key == name);
        if let Some(entry) = class.or_else(|| words().map(|(_, entry)| entry.clone())) {
            self.list(name, value, &entry);
            return;
        }
        let near = near_class(name).map_or_else(
            || "docs/attribution.md lists the classes".to_owned(),
            |near| format!("did you mean {near:?}?"),
        );
        self.fault(at, format!("unknown class {name:?}; {near}"));
    }

    fn table(&mut self, table: &DeTable<'_>, make: impl Fn(String) -> Entry) {
        for (id, list) in table {
            self.list(id.get_ref(), list, &make(id.get_ref().to_string()));
        }
    }

    fn list(&mut self, name: &str, value: &Value<'_>, entry: &Entry) {
        for (phrase, line) in self.phrases(name, value) {
            self.lexicon.phrases.push(Phrase {
                text: phrase,
                entry: entry.clone(),
                line,
            });
        }
    }

    fn push(&mut self, phrase: &str, at: usize, entry: Entry) {
        let line = self.line(at);
        let text = phrase.to_owned();
        self.lexicon.phrases.push(Phrase { text, entry, line });
    }

    /// The phrases of a list with their lines; faults for what is no phrase.
    fn phrases(&mut self, name: &str, value: &Value<'_>) -> Vec<(String, u64)> {
        let not_a_list = format!("{name} is not a list of phrases like [\"dikutip\"]");
        let Some(list) = value.get_ref().as_array() else {
            self.fault(value.span().start, not_a_list);
            return Vec::new();
        };
        let mut phrases = Vec::new();
        for phrase in list {
            let at = phrase.span().start;
            match phrase.get_ref().as_str() {
                None => self.fault(at, not_a_list.clone()),
                Some("") => self.fault(at, format!("{name} holds an empty phrase")),
                Some(text) if normal(text).is_empty() => {
                    let why = "holds no letter or digit and never matches";
                    self.fault(at, format!("{name}: {text:?} {why}"));
                }
                Some(text) => phrases.push((text.to_owned(), self.line(at))),
            }
        }
        phrases
    }
}

/// The key of the class that is spelt most like `name`.
fn near_class(name: &str) -> Option<&'static str> {
    let keys = Class::ALL.iter().map(|(key, _)| *key);
    let keys = keys.chain(WORD_LISTS.iter().map(|(key, _)| *key));
    keys.map(|key| (strsim::osa_distance(key, name), key))
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn built_in_lexicons_are_of_their_form() {
        let lexicons = Lexicons::builtin().map_err(|e| e.to_string());
        assert!(
            lexicons.as_ref().is_ok_and(|l| l.0.len() == BUILTIN.len()),
            "{lexicons:?}"
        );
    }

    #[test]
    fn a_wrong_lexicon_says_where_and_why() {
        for (text, message) in [
            (
                "copy_passive = [\"dikutip\"]",
                "x.toml: no language: add a line like lang = \"id\"",
            ),
            (
                "lang = \"id\"\ncopy = []",
                "x.toml:2: unknown class \"copy\"; docs/attribution.md lists the classes",
            ),
            (
                "lang = \"id\"\nfrom = \"dari\"",
                "x.toml:2: from is not a list of phrases like [\"dikutip\"]",
            ),
            ("lang = \"id\"\nfrom = [", "x.toml:2: "),
        ] {
            let got = Lexicons::default()
                .extend_from("x.toml", text)
                .map_err(|e| e.to_string());
            assert!(
                got.as_ref().is_err_and(|e| e.starts_with(message)),
                "{text:?}: {got:?}"
            );
        }
    }

    #[test]
    fn a_lexicon_is_written_as_it_is_read() {
        let lexicons = Lexicons::builtin().unwrap();
        let sorted = |lexicon: &Lexicon| {
            let mut all: Vec<String> = lexicon
                .phrases
                .iter()
                .map(|p| format!("{:?} {}", p.entry, p.text))
                .collect();
            all.sort();
            all.dedup();
            all
        };
        for lexicon in &lexicons.0 {
            let (read, faults) = Lexicon::read(&lexicon.to_toml());
            assert_eq!(faults, [], "{}", lexicon.lang);
            assert_eq!(sorted(&read), sorted(lexicon), "{}", lexicon.lang);
            assert_eq!(
                read.suffix_after_apostrophe,
                lexicon.suffix_after_apostrophe
            );
        }
    }

    #[test]
    fn a_file_adds_takes_away_or_replaces() {
        let n = |lexicons: &Lexicons, lang: &str| {
            let lang = Lang::from_code(lang).unwrap();
            lexicons.get(lang).map_or(0, |l| l.phrases.len())
        };
        let mut lexicons = Lexicons::builtin().unwrap();
        let before = n(&lexicons, "de");
        lexicons
            .extend_from("new", "lang = \"nl\"\nlist = [\"en\"]")
            .unwrap();
        assert_eq!(n(&lexicons, "nl"), 1);
        lexicons
            .extend_from("more", "lang = \"de\"\nlist = [\"sowie\"]")
            .unwrap();
        assert_eq!(n(&lexicons, "de"), before + 1);
        lexicons
            .extend_from("less", "lang = \"de\"\nremove = [\"Sowie\"]")
            .unwrap();
        assert_eq!(n(&lexicons, "de"), before);
        lexicons
            .extend_from("other", "lang = \"de\"\nreplace = true\nlist = [\"und\"]")
            .unwrap();
        assert_eq!(n(&lexicons, "de"), 1);
    }
}
