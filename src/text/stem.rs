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
    /// Whether there is an algorithm for `lang`.
    #[must_use]
    pub fn knows(lang: Lang) -> bool {
        ALGORITHMS.iter().any(|(code, _)| *code == lang.code())
    }

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// (language, words that have one stem)
    const TOGETHER: &[(&str, &[&str])] = &[
        ("id", &["dikutip", "kutipan", "kutip"]),
        ("ms", &["dilaporkan", "laporan", "lapor"]),
        ("en", &["reported", "reports", "reporting"]),
        ("de", &["berichtet", "berichten"]),
    ];

    #[test]
    fn forms_of_a_word_meet() {
        for &(lang, words) in TOGETHER {
            let stemmer = Stemmer::new(Lang::from_code(lang).unwrap_or(Lang::UND));
            for word in words {
                assert_eq!(stemmer.stem(word), stemmer.stem(words[0]), "{lang}: {word}");
            }
        }
    }

    #[test]
    fn unknown_languages_and_figures_are_left_alone() {
        let ur = Stemmer::new(Lang::from_code("ur").unwrap_or(Lang::UND));
        assert_eq!(ur.stem("کہا"), "کہا");
        assert_eq!(Stemmer::new(Lang::EN).stem("f16s"), "f16s");
    }

    #[test]
    fn a_stemmer_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Stemmer>();
    }

    proptest! {
        #[test]
        fn any_word_of_any_language_is_stemmed(word in "\\PC{0,24}") {
            for (code, _) in ALGORITHMS {
                let stemmer = Stemmer::new(Lang::from_code(code).unwrap_or(Lang::UND));
                prop_assert!(word.is_empty() || stemmer.stem(&word).len() <= word.len() + 8);
            }
        }
    }
}
