//! Lexicons: what differs between languages, as data.
//!
//! A lexicon is a TOML file of phrase lists, one list a [`Class`]; the grammar reads classes and never words. A new
//! language is a new file. docs/attribution.md tells what each class does.

use std::fmt;

use crate::error::{Error, Result};
use crate::text::Lang;

/// Defines the classes, their names in files and their number in a [`ClassSet`].
macro_rules! classes {
    ($($name:ident = $key:literal, $doc:literal;)*) => {
        /// What a phrase does in a credit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $(#[doc = $doc] $name,)* }

        impl Class {
            /// Every class with its key in lexicon files.
            const ALL: &'static [(&'static str, Class)] = &[$(($key, Class::$name),)*];
        }
    };
}

classes! {
    CopyPassive = "copy_passive", "Copying verb before its agent or, with `from`, its source: \"dilansir X\".";
    CopyActive = "copy_active", "Copying verb before its source: \"melansir X\".";
    CopyActiveWeak = "copy_active_weak", "The same for verbs that take persons as well: \"mengutip X\".";
    CopyFromBefore = "copy_from_before", "Behind two names, the first copies from the second (Turkish).";
    ReportPassive = "report_passive", "Reporting verb before its agent, which is a medium.";
    ReportPassiveWeak = "report_passive_weak", "The same for verbs that persons and offices do as well.";
    ReportPassiveKnown = "report_passive_known", "The same for verbs that say little: before known media alone.";
    ReportActive = "report_active", "Reporting verb after its subject.";
    ReportBefore = "report_before", "Bare reporting root before a medium: \"lapor X\".";
    ReportBeforeWeak = "report_before_weak", "The same for roots that persons use as well: \"kata X\".";
    Closing = "closing", "The formula with which an agency closes another's report: \"demikian X\".";
    ReportNoun = "report_noun", "Reporting noun before its medium: \"menurut laporan X\".";
    ReportNounWeak = "report_noun_weak", "The same for nouns that offices use as well: \"data X\".";
    From = "from", "The source of what was named before it.";
    By = "by", "The agent of a passive.";
    Via = "via", "The nearer medium.";
    Monitored = "monitored", "The nearer medium, which listened.";
    Recipient = "recipient", "The medium that words were given to.";
    RecipientWeak = "recipient_weak", "The same for words of many uses, before known media alone.";
    Interview = "interview", "An interview with the medium that held it: \"wawancara dengan X\".";
    RecipientAfter = "recipient_after", "The same, behind the name (Turkish).";
    Received = "received", "The medium that was handed a text.";
    Met = "met", "The medium that met or called the speaker.";
    Head = "head", "Before a cue, inside its span.";
    Filler = "filler", "Between a cue and its name.";
    Descriptor = "descriptor", "What a medium is: licenses the name after it.";
    OfficialSite = "official_site", "A page of an organisation: an origin, not a hop.";
    Page = "page", "A page or site of whoever follows.";
    Joint = "joint", "A republication formula that names both houses.";
    Copyright = "copyright", "Begins a copyright line.";
    PressRelease = "press_release", "A press release.";
    Post = "post", "A post on a platform.";
    Platform = "platform", "A platform on which anybody posts: an origin, whoever the account is.";
    List = "list", "Joins names of one rank.";
    Light = "light", "Between a name and its verb.";
    Negation = "negation", "Turns a verb around.";
    Verify = "verify", "What a cautious agency could not do.";
    Respond = "respond", "What an agency's request did not get.";
    Deny = "deny", "Denies a report.";
    Denied = "denied", "What is denied.";
    DeniedAfter = "denied_after", "The same, behind the name (Turkish).";
    Never = "never", "Denies having published.";
    Staff = "staff", "People of a medium.";
    BylineStaff = "byline_staff", "Names the medium whose staff wrote the text.";
    BylineTail = "byline_tail", "Names media that contributed, before them.";
    BylineAfter = "byline_after", "Names media that contributed, behind them.";
    SourceLabel = "source_label", "Label of a source line: \"Sumber: X\".";
    StaffLabel = "staff_label", "Label of a person's line, which ends a source line.";
    Anaphor = "anaphor", "Points back to what was named before.";
    SaidHe = "said_he", "Goes on with the words of the speaker before.";
    Says = "says", "Says words to somebody, and gives nothing else.";
    AuthorLabel = "author_label", "Label of an author line.";
    Image = "image", "Says that a credit is of a picture.";
    Republished = "republished", "Says where the whole text stood before.";
    RepublishedWhat = "republished_what", "What stood elsewhere before: an article, not a programme.";
    Related = "related", "Begins a link to another story.";
    Promo = "promo", "Begins a promotion of the house.";
    NotMedium = "not_medium", "Begins the name of a person or office.";
    Place = "place", "A place, which `from` may name.";
    Article = "article", "A foreign article, which belongs to the name behind it.";
    MediaWord = "media_word", "Makes an unknown name look like a medium.";
    MediaEnding = "media_ending", "Ends one-word names of media: \"Vivanews\". Not matched as a word.";
    Event = "event", "What happens to staff or companies: the name is a subject.";
    OwnRequest = "own_request", "The outlet asks for an answer.";
}

/// A set of classes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ClassSet(u128);

impl ClassSet {
    /// The set of `classes`.
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether `class` is in the set.
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether the sets share a class.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no class but those of `other` is in the set.
    pub(crate) const fn only(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Adds the classes of `other`.
    pub(crate) fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(
                Class::ALL
                    .iter()
                    .filter(|(_, c)| self.has(*c))
                    .map(|(key, _)| key),
            )
            .finish()
    }
}

/// What a phrase of a lexicon stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entry {
    /// A cue of some class.
    Cue(Class),
    /// An unnamed medium or source, by registry id.
    Generic(String),
    /// A kind of medium that together with a country is an unnamed medium.
    GenericOf(String),
    /// A country, by ISO 3166 code.
    Country(String),
}

/// The phrases of one language.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    /// The language.
    pub(crate) lang: Lang,
    /// Whether a case suffix follows an apostrophe behind a name.
    pub(crate) suffix_after_apostrophe: bool,
    /// Phrases with what they stand for, in the order of the file.
    pub(crate) phrases: Vec<(String, Entry)>,
}

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

impl Lexicon {
    /// The lexicons built into the program.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if one of them is not of its form, which a test excludes.
    pub(crate) fn builtin() -> Result<Vec<Self>> {
        BUILTIN
            .iter()
            .map(|(name, text)| Self::parse(name, text))
            .collect()
    }

    /// Reads a lexicon file called `name`.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data), with the line where TOML knows it, for a file that is
    /// not TOML, an unknown class, a value that is not a list of phrases, or a missing `lang`.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
            let line = e
                .span()
                .map(|s| 1 + text[..s.start].matches('\n').count() as u64);
            Error::data(name, line, e.message().to_owned())
        })?;
        let mut lexicon = Self {
            lang: Lang::UND,
            suffix_after_apostrophe: false,
            phrases: Vec::new(),
        };
        for (key, value) in &table {
            lexicon.read(name, key, value)?;
        }
        if lexicon.lang == Lang::UND {
            return Err(Error::data(
                name,
                None,
                "no language: add a line like lang = \"id\"",
            ));
        }
        Ok(lexicon)
    }

    fn read(&mut self, name: &str, key: &str, value: &toml::Value) -> Result<()> {
        let wrong = |reason: String| Err(Error::data(name, None, reason));
        match (key, value) {
            ("lang", toml::Value::String(code)) => match Lang::from_code(code) {
                Some(lang) => self.lang = lang,
                None => {
                    return wrong(format!(
                        "lang = {code:?} is not an ISO 639 code like \"id\""
                    ));
                }
            },
            ("suffix_after_apostrophe", toml::Value::Boolean(on)) => {
                self.suffix_after_apostrophe = *on;
            }
            ("generic" | "country", toml::Value::Table(table)) => {
                for (id, list) in table {
                    let make = if key == "generic" {
                        Entry::Generic
                    } else {
                        Entry::Country
                    };
                    self.list(name, id, list, &make(id.clone()))?;
                }
            }
            ("generic_country", toml::Value::Table(table)) => {
                for (phrase, id) in table {
                    let Some(id) = id.as_str() else {
                        return wrong(format!("generic_country.{phrase:?} is not a registry id"));
                    };
                    self.phrases
                        .push((phrase.clone(), Entry::GenericOf(id.to_owned())));
                }
            }
            _ => match Class::ALL.iter().find(|(k, _)| *k == key) {
                Some((_, class)) => self.list(name, key, value, &Entry::Cue(*class))?,
                None => {
                    return wrong(format!(
                        "unknown class {key:?}; docs/attribution.md lists the classes"
                    ));
                }
            },
        }
        Ok(())
    }

    fn list(&mut self, name: &str, key: &str, value: &toml::Value, entry: &Entry) -> Result<()> {
        let not_a_list = || {
            Error::data(
                name,
                None,
                format!("{key} is not a list of phrases like [\"dikutip\"]"),
            )
        };
        for phrase in value.as_array().ok_or_else(not_a_list)? {
            let phrase = phrase.as_str().ok_or_else(not_a_list)?;
            self.phrases.push((phrase.to_owned(), entry.clone()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_lexicons_are_of_their_form() {
        let lexicons = Lexicon::builtin().map_err(|e| e.to_string());
        assert!(
            lexicons.as_ref().is_ok_and(|l| l.len() == BUILTIN.len()),
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
                "x.toml: unknown class \"copy\"; docs/attribution.md lists the classes",
            ),
            (
                "lang = \"id\"\nfrom = \"dari\"",
                "x.toml: from is not a list of phrases like [\"dikutip\"]",
            ),
            ("lang = \"id\"\nfrom = [", "x.toml:2: "),
        ] {
            let got = Lexicon::parse("x.toml", text).map_err(|e| e.to_string());
            assert!(
                got.as_ref().is_err_and(|e| e.starts_with(message)),
                "{text:?}: {got:?}"
            );
        }
    }
}
