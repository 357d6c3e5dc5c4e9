//! Stems: a word without its prefixes and endings, so that *menyerang*, *diserang* and *serangan* can meet.
//!
//! The algorithms are those of the Snowball project; Malay shares the affixes of Indonesian and uses its algorithm
//! (F. Tala, *A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia*, 2003). A stem is a key for
//! comparison, not a dictionary word: *menyerang* gives `yerang`, which its twin in another text gives as well.

use std::borrow::Cow;

use snowball_stemmers_rs::Algorithm;

use super::lang::Lang;

/// Stems the words of one language.
pub struct Stemmer {
    snowball: Option<snowball_stemmers_rs::Stemmer>,
}

/// (language, its algorithm)
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("id", Algorithm::Indonesian),
    ("ms", Algorithm::Indonesian),
    ("en", Algorithm::English),
    ("de", Algorithm::German),
    ("fr", Algorithm::French),
    ("es", Algorithm::Spanish),
    ("tr", Algorithm::Turkish),
    ("ru", Algorithm::Russian),
    ("ar", Algorithm::Arabic),
    ("fa", Algorithm::Persian),
    ("pt", Algorithm::Portuguese),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("pl", Algorithm::Polish),
    ("uk", Algorithm::Ukrainian),
    ("sv", Algorithm::Swedish),
    ("da", Algorithm::Danish),
    ("no", Algorithm::Norwegian),
    ("nb", Algorithm::Norwegian),
    ("fi", Algorithm::Finnish),
    ("hu", Algorithm::Hungarian),
    ("ro", Algorithm::Romanian),
    ("cs", Algorithm::Czech),
    ("el", Algorithm::Greek),
    ("hi", Algorithm::Hindi),
    ("ta", Algorithm::Tamil),
];

impl Stemmer {
    /// The stemmer of `lang`; for a language without an algorithm it leaves words as they are.
    ///
    /// Costs nothing to speak of; keep one per language all the same.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let snowball = ALGORITHMS
            .iter()
            .find(|(code, _)| *code == lang.code())
            .map(|&(_, algorithm)| snowball_stemmers_rs::Stemmer::create(algorithm));
        Self { snowball }
    }

    /// The stem of `form`, which is expected in lower case, as [`Token::form`](super::Token::form) is.
    ///
    /// Words with a digit are not stemmed. Takes about half a microsecond a word.
    #[must_use]
    pub fn stem<'a>(&self, form: &'a str) -> Cow<'a, str> {
        match &self.snowball {
            Some(snowball) if !form.bytes().any(|b| b.is_ascii_digit()) => snowball.stem(form),
            _ => Cow::Borrowed(form),
        }
    }
}
