//! Words that stand for one another: synonyms of one language, and translations between two.
//!
//! **In** the tables of this project, or a file that a user has: a thesaurus in the MyThes form of word processors, a
//! dictionary in the form of the `dictd` server, or a table of two columns. **Out** [`WordList`]s: pairs of words with
//! their languages. What a pair counts for is decided in [`verify`](crate::verify).
//!
//! The built-in tables are small and written for this project. Larger ones are loaded at run time, and never part of it.

mod dictd;
mod mythes;

use super::lang::Lang;
use super::word_list::rows;
use crate::error::{Error, Result};

/// English and Indonesian words of news.
pub(super) const EN_ID: &str = include_str!("data/related/en-id.tsv");

/// Indonesian words, and rarer ones that a spinner puts in their place.
pub(super) const SPIN_ID: &str = include_str!("data/related/spin-id.tsv");

/// Pairs of words that may stand for one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordList {
    /// The language of the first and of the second word of each pair.
    pub langs: [Lang; 2],
    /// The pairs, in lower case or as the file has them; either side may be a phrase.
    pub pairs: Vec<[String; 2]>,
}

impl WordList {
    /// English and Indonesian words of news.
    #[must_use]
    pub fn english_indonesian() -> Self {
        Self {
            langs: [Lang::EN, Lang::ID],
            pairs: owned(EN_ID),
        }
    }

    /// Indonesian words of news, each with a rarer one that spinners put in its place.
    #[must_use]
    pub fn spun_indonesian() -> Self {
        Self {
            langs: [Lang::ID, Lang::ID],
            pairs: owned(SPIN_ID),
        }
    }

    /// The synonyms of a thesaurus in the MyThes form, in language `lang`; antonyms are left out.
    ///
    /// `name` is what messages call the file. The first line names the encoding: UTF-8, ISO-8859-1 or US-ASCII.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with the line, if the encoding is another, or an entry is not
    /// of its form.
    pub fn mythes(name: &str, bytes: &[u8], lang: Lang) -> Result<Self> {
        let pairs = mythes::pairs(name, bytes)?;
        Ok(Self {
            langs: [lang, lang],
            pairs,
        })
    }

    /// The translations of a dictionary of the `dictd` server: its index, and its articles, unpacked.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with the line of the index that is not of its form, or points
    /// past the articles.
    pub fn dictd(name: &str, index: &[u8], articles: &[u8], langs: [Lang; 2]) -> Result<Self> {
        let pairs = dictd::pairs(name, index, articles)?;
        Ok(Self { langs, pairs })
    }

    /// A table of two columns set apart by a tab; `#` begins a comment, further columns are not read.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with the line that has no second column, or if the table is
    /// not UTF-8.
    pub fn tsv(name: &str, bytes: &[u8], langs: [Lang; 2]) -> Result<Self> {
        let text = utf8(name, bytes)?;
        let mut pairs = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t').map(str::trim);
            match (cells.next(), cells.next()) {
                (Some(left), Some(right)) if !left.is_empty() && !right.is_empty() => {
                    pairs.push([left.to_owned(), right.to_owned()]);
                }
                _ => {
                    let reason = "has no second column; a line is a word, a tab, and a word";
                    return Err(Error::data(name, Some(number), reason));
                }
            }
        }
        Ok(Self { langs, pairs })
    }
}

fn owned(table: &'static str) -> Vec<[String; 2]> {
    rows(table)
        .map(|row: [&str; 2]| row.map(str::to_owned))
        .collect()
}

fn utf8<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|fault| {
        let before = &bytes[..fault.valid_up_to()];
        let line = before.split(|&b| b == b'\n').count() as u64;
        Error::data(name, Some(line), "is not UTF-8")
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_two_columns() {
        let langs = [Lang::EN, Lang::ID];
        let table = "# words\nflood\tbanjir\n\nwater\tair\tnoun\n";
        let list = WordList::tsv("w.tsv", table.as_bytes(), langs).unwrap();
        assert_eq!(list.pairs, [["flood", "banjir"], ["water", "air"]]);
        let fault = WordList::tsv("w.tsv", b"flood\tbanjir\nwater\n", langs).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "w.tsv:2: has no second column; a line is a word, a tab, and a word"
        );
        let fault = WordList::tsv("w.tsv", b"flood\tbanjir\n\xff\n", langs).unwrap_err();
        assert_eq!(fault.to_string(), "w.tsv:2: is not UTF-8");
    }
}
