//! Function words: words that every text of a language has, whatever it is about.
//!
//! **In** a language, or a word. **Out** whether the word says anything of the subject. The density of these words
//! tells a story from a menu, and they are left out of comparisons. The lists are in `data/stopwords`.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use super::lang::Lang;
use super::word_list::entries;

/// The function words of one language, in the normal form of [`tokens`](super::tokens::tokens).
#[derive(Debug)]
pub struct StopWords {
    lang: Lang,
    words: FxHashSet<&'static str>,
}

/// (language, its file)
pub(super) const FILES: &[(&str, &str)] = &[
    ("id", include_str!("data/stopwords/id.txt")),
    ("ms", include_str!("data/stopwords/ms.txt")),
    ("en", include_str!("data/stopwords/en.txt")),
    ("de", include_str!("data/stopwords/de.txt")),
    ("fr", include_str!("data/stopwords/fr.txt")),
    ("es", include_str!("data/stopwords/es.txt")),
    ("tr", include_str!("data/stopwords/tr.txt")),
    ("ru", include_str!("data/stopwords/ru.txt")),
    ("ar", include_str!("data/stopwords/ar.txt")),
    ("ur", include_str!("data/stopwords/ur.txt")),
];

static LISTS: LazyLock<Vec<StopWords>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|&(code, file)| StopWords {
            lang: Lang::from_code(code).unwrap_or(Lang::UND),
            words: entries(file).collect(),
        })
        .collect()
});

static NO_WORDS: LazyLock<StopWords> = LazyLock::new(|| StopWords {
    lang: Lang::UND,
    words: FxHashSet::default(),
});

static ALL_WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| FILES.iter().flat_map(|(_, file)| entries(file)).collect());

/// The function words of `lang`; an empty list for a language that has none here.
///
/// Costs a look at ten codes after the first call.
///
/// # Examples
/// ```
/// use silsilah::text::{Lang, stopwords::stopwords};
///
/// let words = stopwords(Lang::ID);
/// assert!(words.contains("karena") && !words.contains("kerana") && !words.contains("banjir"));
/// ```
#[must_use]
pub fn stopwords(lang: Lang) -> &'static StopWords {
    LISTS
        .iter()
        .find(|list| list.lang == lang)
        .unwrap_or(&NO_WORDS)
}

impl StopWords {
    /// Whether `form`, a [`Token::form`](super::Token::form), is one of them.
    #[must_use]
    pub fn contains(&self, form: &str) -> bool {
        self.words.contains(form)
    }

    /// All of them, in no useful order, for a caller who builds a set.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().copied()
    }

    /// Whether `form` is a function word of any language that has a list.
    #[must_use]
    pub fn any_language(form: &str) -> bool {
        ALL_WORDS.contains(form)
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the language has no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_words() {
        for (lang, word, other) in [
            ("id", "bahwa", "bahawa"),
            ("ms", "kerana", "karena"),
            ("en", "the", "yang"),
        ] {
            let words = stopwords(Lang::from_code(lang).unwrap_or(Lang::UND));
            assert!(words.contains(word) && !words.contains(other), "{lang}");
            assert!(StopWords::any_language(word) && StopWords::any_language(other));
        }
        assert!(!StopWords::any_language("banjir"));
    }

    #[test]
    fn a_language_without_a_list_has_no_words() {
        assert!(stopwords(Lang::UND).is_empty());
        assert_eq!(stopwords(Lang::ID).len(), entries(FILES[0].1).count());
    }
}
