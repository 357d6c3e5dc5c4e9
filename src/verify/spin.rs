//! How much of an article reads as if a spinner had put rarer words in the place of common ones.
//!
//! **In** one article, and the [`Relations`] that are known. **Out** the words
//! that have a far commoner synonym, as a share of all: the spin score. No source of the article is needed.
//!
//! A spinner takes synonyms from a list and cannot hear which of them people write, so that a spun text is full of words
//! that its readers know and its colleagues do not use. A table of such words, with the common one that each stands for,
//! tells them; it was written for this project. A thesaurus does not do: nearly every word has some synonym that is far
//! commoner, so that scores of plain pages rise as much as those of spun ones.

use std::ops::Range;

use crate::sketch::{Features, ItemKind, Relations};

/// Words of which fewer give no score: a single rare word would be much of it.
const LEAST_WORDS: usize = 50;

/// The rare words of an article that have a far commoner synonym.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spin {
    /// Such words as a share of all words of the body, `0.0..=1.0`.
    pub score: f64,
    /// Bytes of each in the raw text, in order, and the common word for it.
    pub words: Vec<(Range<usize>, String)>,
}

/// The spin of an article; `None` if it has fewer than 50 words, or no table is known for its language.
///
/// Takes a look-up for each word.
#[must_use]
pub fn spin(f: &Features, relations: &Relations) -> Option<Spin> {
    let table = relations.spun(f.lang)?;
    if f.words.len() < LEAST_WORDS {
        return None;
    }
    // A name may be spelt like a rare word.
    let mut names: Vec<u32> = f
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.items)
        .filter(|item| item.kind != ItemKind::Stem)
        .map(|item| item.key)
        .collect();
    names.sort_unstable();
    let mut words = Vec::new();
    for word in &f.words {
        if let Some(common) = table.get(&word.form)
            && names.binary_search(&word.key).is_err()
        {
            words.push((word.start as usize..word.end as usize, common.clone()));
        }
    }
    Some(Spin {
        score: words.len() as f64 / f.words.len() as f64,
        words,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::clean::{self, TemplateLines};
    use crate::sketch;

    fn features(text: &str) -> Features {
        let article = Article::new("a", text);
        let page = clean::clean(
            article,
            &clean::Config::default(),
            &TemplateLines::default(),
        )
        .page;
        sketch::features(&page, &sketch::Config::default()).unwrap()
    }

    const PLAIN: &str = "Pemerintah kabupaten membuka kembali jalan desa yang sempat tertutup lumpur, dan warga yang \
        mengungsi mulai pulang ke rumah masing-masing sejak Senin pagi. Bupati mengatakan alat berat akan tetap \
        disiagakan sampai musim hujan berakhir, karena lereng di atas desa itu belum stabil dan retakan yang lama \
        masih terlihat di beberapa titik di sepanjang jalan menuju pasar.";

    #[test]
    fn the_words_of_a_spinner_are_counted() {
        let relations = Relations::builtin();
        let plain = spin(&features(PLAIN), &relations).unwrap();
        assert!(plain.words.is_empty(), "{plain:?}");
        let spun = PLAIN.replace("yang", "nan");
        let spun = spin(&features(&spun), &relations).unwrap();
        assert_eq!(spun.words.len(), 3, "{spun:?}");
        assert!(spun.words.iter().all(|(_, common)| common == "yang"));
        assert!(spun.score > 0.05);
        assert_eq!(
            spin(&features("Terlalu pendek nan singkat."), &relations),
            None
        );
    }
}
