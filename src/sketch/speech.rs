//! Speech that some page of the collection sets in quotation marks, wherever else it stands.
//!
//! **In** the features of a collection. **Out** [`Speech`]: which runs of eight words someone quotes, and where an article
//! has them. One reporter quotes a speaker, another reports the same words without marks, a page embeds the post that a
//! third one quotes: all three have them from the speaker, not from one another.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::sketch::{Features, Word, standing};

/// The runs of words that someone quotes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Speech {
    runs: FxHashSet<u64>,
}

impl Speech {
    /// The speech of a collection. Takes 9 bytes for each quoted word.
    pub(super) fn find(features: &[Features]) -> Self {
        let quotations = features
            .iter()
            .flat_map(|f| f.quoted.iter().map(|range| &f.words[range.clone()]));
        Self {
            runs: quotations.flat_map(standing::runs).collect(),
        }
    }

    /// Where `words` are speech, as ascending ranges of indexes.
    pub(super) fn within(&self, words: &[Word]) -> Vec<Range<usize>> {
        standing::covered(words, |run| self.runs.contains(&run))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::clean::{self, TemplateLines};
    use crate::sketch::{self, Config};

    const SAID: &str = "jembatan itu akan dibuka lagi sebelum musim panen tiba tahun depan";

    fn article(text: String) -> Features {
        let page = clean::clean(
            Article::new("a", text),
            &clean::Config::default(),
            &TemplateLines::default(),
        )
        .page;
        sketch::features(&page, &Config::default()).unwrap()
    }

    #[test]
    fn what_one_page_quotes_is_speech_in_all() {
        let quoting = article(format!(
            "Bupati berjanji kepada warga di balai desa kemarin sore, \"{SAID},\" kata dia kepada wartawan setempat."
        ));
        let telling = article(format!(
            "Menurut bupati, {SAID}. Warga menyambut janji itu dengan tepuk tangan."
        ));
        let speech = Speech::find(std::slice::from_ref(&quoting));
        let said = SAID.split(' ').count();
        assert_eq!(speech.within(&telling.words), vec![2..2 + said]);
        assert_eq!(speech.within(&quoting.words), quoting.quoted);
        assert!(Speech::find(&[telling]).within(&quoting.words).is_empty());
    }
}
