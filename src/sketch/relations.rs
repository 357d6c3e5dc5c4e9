//! Words that stand for one another, by the keys that articles are compared by.
//!
//! **In** [`WordList`]s. **Out** for a key of one language the keys of another, or of the same, that may stand for it; and
//! which words a spinner's list has for which. A word of a list is read as one of an article is: tokens, stop words,
//! stem, fold.
//!
//! Malay and Indonesian share their words here as they do elsewhere.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::sketch::features::Word;
use crate::sketch::{hash, keys};
use crate::text::related::WordList;
use crate::text::{Lang, tokens::tokens};

/// Content words of a phrase that are related one by one; a longer phrase is a definition.
const LONGEST: usize = 2;

/// Keys that may stand for a key.
pub type Related = FxHashMap<u32, Vec<u32>>;

/// Which words may stand for which.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// By the language of the key, then that of the related keys.
    tables: BTreeMap<[Lang; 2], Related>,
    /// By language, then by the hash of a form: the common word in whose place a spinner puts it.
    spun: BTreeMap<Lang, FxHashMap<u32, String>>,
}

impl Relations {
    /// Those of the built-in tables; takes a millisecond.
    #[must_use]
    pub fn builtin() -> Self {
        let mut relations = Self::default();
        relations.add(&WordList::english_indonesian());
        let spun = WordList::spun_indonesian();
        relations.add(&spun);
        relations.add_spun(&spun);
        relations
    }

    /// Adds the pairs of `list`, either way. Words of one key, and phrases of more than two content words, add nothing.
    pub fn add(&mut self, list: &WordList) {
        let langs = list.langs.map(tongue);
        let [left, right] = langs.map(keys::Reader::new);
        for [one, other] in &list.pairs {
            let (one, other) = (content(&left, one), content(&right, other));
            // A synonym of one language is one word, or its words mean something else.
            let most = if langs[0] == langs[1] { 1 } else { LONGEST };
            if one.len().max(other.len()) > most {
                continue;
            }
            for &x in &one {
                for &y in other.iter().filter(|&&y| y != x) {
                    self.relate(langs, x, y);
                    self.relate([langs[1], langs[0]], y, x);
                }
            }
        }
    }

    /// Adds words that a spinner's list has: the first of each pair of `list` is the common one.
    fn add_spun(&mut self, list: &WordList) {
        let table = self.spun.entry(tongue(list.langs[1])).or_default();
        for [common, rare] in &list.pairs {
            table.insert(hash::word(rare) as u32, common.clone());
        }
    }

    fn relate(&mut self, langs: [Lang; 2], key: u32, other: u32) {
        let related = self
            .tables
            .entry(langs)
            .or_default()
            .entry(key)
            .or_default();
        if let Err(place) = related.binary_search(&other) {
            related.insert(place, other);
        }
    }

    /// The keys of language `to` that may stand for those of language `from`; none for a pair of languages without a
    /// table.
    #[must_use]
    pub fn between(&self, from: Lang, to: Lang) -> Option<&Related> {
        self.tables.get(&[tongue(from), tongue(to)])
    }

    /// The common words in whose place spinners put rare ones, by the hash of the rare form; none for a language
    /// without a table.
    #[must_use]
    pub fn spun(&self, lang: Lang) -> Option<&FxHashMap<u32, String>> {
        self.spun.get(&tongue(lang))
    }
}

/// A language as far as its words are concerned.
fn tongue(lang: Lang) -> Lang {
    if lang == Lang::MS { Lang::ID } else { lang }
}

/// The keys of the content words of a phrase, each once.
fn content(reader: &keys::Reader, phrase: &str) -> Vec<u32> {
    let tokens = tokens(phrase);
    let mut keys: Vec<u32> = tokens
        .iter()
        .map(|token| reader.key(token.form).0)
        .collect();
    keys.retain(|&key| key != Word::STOP);
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(relations: &Relations, langs: [Lang; 2], word: &str) -> usize {
        let key = content(&keys::Reader::new(langs[0]), word);
        let table = relations.between(langs[0], langs[1]);
        table.map_or(0, |table| {
            key.iter()
                .filter_map(|key| table.get(key))
                .map(Vec::len)
                .sum()
        })
    }

    #[test]
    fn words_are_related_either_way_by_what_they_are_known_by() {
        let pair = |x: &str, y: &str| [x.to_owned(), y.to_owned()];
        let mut relations = Relations::default();
        relations.add(&WordList {
            langs: [Lang::EN, Lang::ID],
            pairs: vec![
                pair("killing", "pembunuhan"),
                pair("ceasefire", "gencatan senjata"),
                pair("of", "dari"),
                pair("long winding muddy road", "panjang"),
            ],
        });
        let (there, back) = ([Lang::EN, Lang::MS], [Lang::ID, Lang::EN]);
        for (langs, word, n) in [
            (there, "killings", 1),
            (there, "ceasefire", 2),
            (there, "of", 0),
            (there, "long", 0),
            (back, "pembunuhan", 1),
            (back, "senjata", 1),
            ([Lang::EN, Lang::EN], "killings", 0),
        ] {
            assert_eq!(related(&relations, langs, word), n, "{word}");
        }
    }

    #[test]
    fn the_built_in_tables_relate_words() {
        let relations = Relations::builtin();
        assert!(related(&relations, [Lang::EN, Lang::ID], "flood") > 0);
        let nan = hash::word("nan") as u32;
        let spun = relations.spun(Lang::ID).and_then(|table| table.get(&nan));
        assert_eq!(spun.map(String::as_str), Some("yang"));
    }
}
