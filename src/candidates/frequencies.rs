//! In how many articles each item occurs, counted in parts that merge.
//!
//! **In** the features of a collection. **Out** [`DocumentFrequencies`], and from them how much an item weighs. What is
//! weighed by words is weighed among the articles of its language.

use std::collections::BTreeMap;
use std::io;

use crate::error::{Error, Result};
use crate::sketch::Features;
use crate::sketch::header::LEXICON;
use crate::text::Lang;

/// How a file of frequencies begins.
const MAGIC: &[u8; 28] = b"silsilah document frequency\n";

/// Articles of an imagined background in which the item does not occur.
///
/// In a collection of twelve pages on one event every shared word is common, and counting would call none of them
/// telling. The background keeps weights of content words near one another until the collection is large enough to
/// know better.
const BACKGROUND: f64 = 1000.0;

/// Document frequencies of item keys, of runs of three words, of sampled runs of letters, and of beginnings of words.
///
/// Two parts of a collection may be counted apart and merged, in any order, with the same result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFrequencies {
    n_articles: u32,
    /// Articles in each language of words.
    in_language: BTreeMap<Lang, u32>,
    items: Counts,
    runs: Counts,
    grams: Counts,
    cognates: Counts,
}

impl DocumentFrequencies {
    /// Counts the items, runs of words and runs of letters of `features`. Takes O(`m log m`) for `m` of them.
    #[must_use]
    pub fn count(features: &[Features]) -> Self {
        let of =
            |keys: fn(&Features) -> &Vec<u32>| Counts::of(features.iter().flat_map(keys).copied());
        let mut in_language = BTreeMap::new();
        for f in features {
            *in_language.entry(f.lang.of_words()).or_default() += 1;
        }
        Self {
            n_articles: features.len() as u32,
            in_language,
            items: of(|f| &f.keys),
            runs: Counts::of(features.iter().flat_map(Features::run_keys)),
            grams: of(|f| &f.grams),
            cognates: of(|f| &f.cognates),
        }
    }

    /// The counts of both parts together. Takes time linear in their number of keys.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        for (lang, n) in other.in_language {
            let all = self.in_language.entry(lang).or_default();
            *all = all.saturating_add(n);
        }
        Self {
            n_articles: self.n_articles.saturating_add(other.n_articles),
            in_language: self.in_language,
            items: self.items.merge(other.items),
            runs: self.runs.merge(other.runs),
            grams: self.grams.merge(other.grams),
            cognates: self.cognates.merge(other.cognates),
        }
    }

    /// Writes the counts, but for what one article alone has: of a large collection most runs of words are such.
    ///
    /// The form is binary, little-endian, and changes with the version of stemmers and stop words, which it notes.
    ///
    /// # Errors
    /// Whatever `out` returns.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(MAGIC)?;
        out.write_all(&u32::from(LEXICON).to_le_bytes())?;
        out.write_all(&self.n_articles.to_le_bytes())?;
        out.write_all(&(self.in_language.len() as u32).to_le_bytes())?;
        for (lang, n) in &self.in_language {
            let mut code = [0; 4];
            code[..lang.code().len()].copy_from_slice(lang.code().as_bytes());
            out.write_all(&code)?;
            out.write_all(&n.to_le_bytes())?;
        }
        for table in [&self.items, &self.runs, &self.grams, &self.cognates] {
            let several = || table.counts.iter().filter(|&&(_, n)| n > 1);
            out.write_all(&(several().count() as u32).to_le_bytes())?;
            for (key, n) in several() {
                out.write_all(&key.to_le_bytes())?;
                out.write_all(&n.to_le_bytes())?;
            }
        }
        Ok(())
    }

    /// Reads what [`write`](Self::write) wrote; `name` is for messages.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if `bytes` are something else, or of another version.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self> {
        let fault = |reason: &str| Error::data(name, None, reason);
        let numbers = bytes
            .strip_prefix(MAGIC)
            .ok_or_else(|| fault("holds no document frequencies"))?;
        let mut numbers = numbers
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let mut number = || numbers.next().ok_or_else(|| fault("ends too early"));
        if number()? != u32::from(LEXICON) {
            return Err(fault("was made with other stemmers; make it again"));
        }
        let n_articles = number()?;
        let mut in_language = BTreeMap::new();
        for _ in 0..number()? {
            let code = number()?.to_le_bytes();
            let code = std::str::from_utf8(&code).unwrap_or_default();
            let lang = Lang::from_code(code.trim_end_matches('\0'));
            in_language.insert(lang.ok_or_else(|| fault("names no language"))?, number()?);
        }
        let mut table = || {
            let n = number()?;
            let counts = (0..n).map(|_| Ok((number()?, number()?)));
            let counts: Vec<(u32, u32)> = counts.collect::<Result<_>>()?;
            if counts.is_sorted_by(|x, y| x.0 < y.0) {
                Ok(Counts::new(counts))
            } else {
                Err(fault("has keys out of order"))
            }
        };
        Ok(Self {
            n_articles,
            in_language,
            items: table()?,
            runs: table()?,
            grams: table()?,
            cognates: table()?,
        })
    }

    /// The number of articles counted.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.n_articles as usize
    }

    /// The number of articles among which two in these languages are: those that are in either. A word that is rare
    /// among all is nothing special if hardly any article is in its language.
    #[must_use]
    pub fn among(&self, langs: [Lang; 2]) -> usize {
        let [a, b] = langs.map(Lang::of_words);
        if a == Lang::UND || b == Lang::UND {
            return self.n_articles();
        }
        let of = |lang| self.in_language.get(&lang).copied().unwrap_or(0);
        let both = if a == b { of(a) } else { of(a) + of(b) };
        (both + of(Lang::UND)) as usize
    }

    /// The number of articles that have the item `key`.
    #[must_use]
    pub fn get(&self, key: u32) -> usize {
        self.items.get(key)
    }

    /// The number of articles that have the run of three words `run`.
    #[must_use]
    pub fn of_run(&self, run: u32) -> usize {
        self.runs.get(run)
    }

    /// The inverse document frequency of the item `key` among *other* articles than the `own` ones that are being
    /// compared.
    ///
    /// `own` is how many of the compared articles have the key (1 or 2 for a pair): leaving them out makes the
    /// weight of a word that only these two share the same as that of a word that only one of them has. The value
    /// is `ln((n + 1000) / (df + 1))` for the `n` articles [`among`](Self::among) which they are, about 7 for a word
    /// that nobody else uses.
    #[must_use]
    pub fn weight(&self, key: u32, own: usize, among: usize) -> f64 {
        inverse(self.items.get(key), own, among)
    }

    /// The same for a run of three words, as a part of that of one that nobody else has: `0.0..=1.0`.
    #[must_use]
    pub fn run_weight(&self, run: u32, own: usize) -> f64 {
        let all = self.n_articles();
        inverse(self.runs.get(run), own, all) / inverse(0, own, all)
    }

    /// The same for a run of letters.
    #[must_use]
    pub fn gram_weight(&self, gram: u32, own: usize) -> f64 {
        inverse(self.grams.get(gram), own, self.n_articles())
    }

    /// The same for the beginning of a word.
    #[must_use]
    pub fn cognate_weight(&self, cognate: u32, own: usize) -> f64 {
        inverse(self.cognates.get(cognate), own, self.n_articles())
    }
}

/// The inverse document frequency of what `holders` of `among` articles have, `own` of them left out.
fn inverse(holders: usize, own: usize, among: usize) -> f64 {
    let elsewhere = holders.saturating_sub(own) as f64;
    let others = among.saturating_sub(own) as f64;
    // A name may be in articles of other languages too.
    ((others.max(elsewhere) + BACKGROUND) / (elsewhere + 1.0)).ln()
}

/// How many articles have each key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counts {
    /// (key, articles that have it), ascending.
    counts: Vec<(u32, u32)>,
    /// Where in `counts` the keys with each value of their first bits start; one more than there are values.
    starts: Vec<u32>,
}

/// First bits of a key that find its place: keys are hashes, so that few share them even in a large collection.
const PLACE_BITS: u32 = 16;

impl Counts {
    /// `counts`, which ascend, ready to be asked.
    fn new(counts: Vec<(u32, u32)>) -> Self {
        let start = |place| {
            counts.partition_point(|&(key, _)| key >> (u32::BITS - PLACE_BITS) < place) as u32
        };
        let starts = (0..=1 << PLACE_BITS).map(start).collect();
        Self { counts, starts }
    }

    /// Counts the keys of all articles, of which none has a key twice.
    fn of(keys: impl Iterator<Item = u32>) -> Self {
        let mut keys: Vec<u32> = keys.collect();
        keys.sort_unstable();
        let counts = keys
            .chunk_by(|x, y| x == y)
            .map(|run| (run[0], run.len() as u32))
            .collect();
        Self::new(counts)
    }

    fn merge(self, other: Self) -> Self {
        let mut counts = Vec::with_capacity(self.counts.len().max(other.counts.len()));
        let (mut left, mut right) = (
            self.counts.into_iter().peekable(),
            other.counts.into_iter().peekable(),
        );
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if l.0 == r.0 => {
                    let sum = (l.0, l.1.saturating_add(r.1));
                    left.next();
                    right.next();
                    Some(sum)
                }
                (Some(l), Some(r)) if r.0 < l.0 => right.next(),
                (Some(_), _) => left.next(),
                (None, _) => right.next(),
            };
            match next {
                Some(count) => counts.push(count),
                None => break,
            }
        }
        Self::new(counts)
    }

    fn get(&self, key: u32) -> usize {
        let place = (key >> (u32::BITS - PLACE_BITS)) as usize;
        let Some(&[start, end]) = self.starts.get(place..place + 2) else {
            return 0;
        };
        let near = &self.counts[start as usize..end as usize];
        match near.binary_search_by_key(&key, |&(k, _)| k) {
            Ok(i) => near[i].1 as usize,
            Err(_) => 0,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn part(counts: &[(u32, u32)], n_articles: u32) -> DocumentFrequencies {
        DocumentFrequencies {
            n_articles,
            in_language: BTreeMap::from([(Lang::ID, n_articles)]),
            items: Counts::new(counts.to_vec()),
            runs: Counts::new(counts.iter().map(|&(key, n)| (key + 5, n)).collect()),
            grams: Counts::new(counts.iter().map(|&(key, n)| (key + 7, n)).collect()),
            cognates: Counts::new(counts.iter().map(|&(key, n)| (key + 9, n)).collect()),
        }
    }

    #[test]
    fn what_several_articles_have_is_read_as_it_was_written() {
        let all = part(&[(1, 2), (2, 1), (0xFFFF_0000, 40)], 50);
        let mut bytes = Vec::new();
        all.write(&mut bytes).unwrap();
        let read = DocumentFrequencies::read("a.df", &bytes).unwrap();
        assert_eq!(read, part(&[(1, 2), (0xFFFF_0000, 40)], 50));
        let mut reversed = Vec::new();
        let mut unsorted = all.clone();
        unsorted.cognates.counts.reverse();
        unsorted.write(&mut reversed).unwrap();
        for (bytes, reason) in [
            (&bytes[..bytes.len() - 4], "ends too early"),
            (&b"{}"[..], "holds no document frequencies"),
            (&reversed[..], "has keys out of order"),
        ] {
            let fault = DocumentFrequencies::read("a.df", bytes).unwrap_err();
            assert!(fault.to_string().contains(reason), "{fault}");
        }
    }

    #[test]
    fn parts_merge_in_any_order() {
        let (a, b, c) = (
            part(&[(1, 2), (5, 1)], 3),
            part(&[(2, 1), (5, 4)], 4),
            part(&[], 1),
        );
        let whole = part(&[(1, 2), (2, 1), (5, 5)], 8);
        assert_eq!(a.clone().merge(b.clone()).merge(c.clone()), whole);
        assert_eq!(c.merge(b).merge(a), whole);
    }

    #[test]
    fn a_word_that_only_the_pair_shares_weighs_as_much_as_one_that_only_one_has() {
        let all = part(&[(1, 2), (2, 1), (3, 40)], 50);
        assert!((all.weight(1, 2, 50) - all.weight(2, 1, 50)).abs() < 0.01);
        assert!(all.weight(3, 2, 50) < all.weight(1, 2, 50));
    }

    #[test]
    fn articles_are_among_those_of_their_languages() {
        let mut all = part(&[], 9);
        all.in_language = BTreeMap::from([(Lang::ID, 5), (Lang::EN, 3), (Lang::UND, 1)]);
        assert_eq!(all.among([Lang::ID, Lang::MS]), 6);
        assert_eq!(all.among([Lang::EN, Lang::ID]), 9);
        assert_eq!(all.among([Lang::EN, Lang::EN]), 4);
        assert_eq!(all.among([Lang::EN, Lang::UND]), 9);
    }
}
