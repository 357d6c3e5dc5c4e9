//! A thesaurus in the MyThes form of word processors.
//!
//! ```text
//! UTF-8                          the encoding of the file
//! banjir|2                       a word, and how many meanings follow
//! (n)|air bah|bah                a meaning: its class, and its synonyms
//! [ant]|kemarau                  antonyms, which are marked so, here or word by word
//! ```
//!
//! **In** the bytes of the file. **Out** pairs of words.

use std::borrow::Cow;

use super::utf8;
use crate::error::{Error, Result};

pub(super) fn pairs(name: &str, bytes: &[u8]) -> Result<Vec<[String; 2]>> {
    let text = decode(name, bytes)?;
    let mut lines = (1_u64..).zip(text.lines()).skip(1);
    let mut pairs = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        let entry = line.rsplit_once('|');
        let entry = entry.and_then(|(word, n)| Some((word, n.trim().parse::<usize>().ok()?)));
        let Some((word, n_meanings)) = entry else {
            let reason = "is not of the form word|number of meanings";
            return Err(Error::data(name, Some(number), reason));
        };
        for _ in 0..n_meanings {
            let Some((_, meaning)) = lines.next() else {
                let reason = format!("ends before the {n_meanings} meanings of {word:?}");
                return Err(Error::data(name, Some(number), reason));
            };
            let mut cells = meaning.split('|');
            if cells.next().is_some_and(is_antonym) {
                continue;
            }
            let synonyms = cells.filter(|cell| !is_antonym(cell)).map(plain);
            let other = synonyms.filter(|synonym| !synonym.is_empty() && *synonym != word);
            pairs.extend(other.map(|synonym| [word.to_owned(), synonym.to_owned()]));
        }
    }
    Ok(pairs)
}

fn is_antonym(cell: &str) -> bool {
    ["[ant]", "(antonym)"]
        .iter()
        .any(|mark| cell.contains(mark))
}

/// A synonym without the remark behind it: `water (generic term)`.
fn plain(cell: &str) -> &str {
    cell.split(" (").next().unwrap_or(cell).trim()
}

/// The text, by the encoding that its first line names.
fn decode<'b>(name: &str, bytes: &'b [u8]) -> Result<Cow<'b, str>> {
    let first = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    let encoding = String::from_utf8_lossy(first);
    let encoding = encoding.trim().trim_start_matches('\u{FEFF}');
    match encoding.to_ascii_uppercase().as_str() {
        "UTF-8" | "UTF8" | "US-ASCII" | "ASCII" => utf8(name, bytes).map(Cow::Borrowed),
        // Every byte is the code point of its letter.
        "ISO-8859-1" | "ISO8859-1" | "LATIN1" => Ok(bytes.iter().map(|&b| b as char).collect()),
        _ => {
            let named: String = encoding.chars().take(20).collect();
            let reason = format!(
                "the first line should name the encoding, UTF-8 or ISO-8859-1, and is {named:?}"
            );
            Err(Error::data(name, Some(1), reason))
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn synonyms_are_read_and_antonyms_are_not() {
        let file = "UTF-8\nbanjir|2\n[n]|air bah|bah\n[ant]|kemarau\nwet|1\n(adj)|damp|dry (antonym)|moist (similar term)\n";
        let expected = [
            ["banjir", "air bah"],
            ["banjir", "bah"],
            ["wet", "damp"],
            ["wet", "moist"],
        ];
        assert_eq!(pairs("t.dat", file.as_bytes()).unwrap(), expected);
        let latin = b"ISO-8859-1\ncaf\xe9|1\n(n)|bar\n";
        assert_eq!(pairs("t.dat", latin).unwrap(), [["café", "bar"]]);
    }

    /// (file, message)
    const FAULTS: &[(&str, &str)] = &[
        (
            "KOI8-R\na|1\n-|b\n",
            "t.dat:1: the first line should name the encoding, UTF-8 or ISO-8859-1, and is \"KOI8-R\"",
        ),
        (
            "",
            "t.dat:1: the first line should name the encoding, UTF-8 or ISO-8859-1, and is \"\"",
        ),
        (
            "UTF-8\nbanjir\n",
            "t.dat:2: is not of the form word|number of meanings",
        ),
        (
            "UTF-8\nbanjir|2\n[n]|bah\n",
            "t.dat:2: ends before the 2 meanings of \"banjir\"",
        ),
    ];

    #[test]
    fn what_is_not_a_thesaurus_is_refused() {
        for &(file, message) in FAULTS {
            assert_eq!(
                pairs("t.dat", file.as_bytes()).unwrap_err().to_string(),
                message
            );
        }
    }
}
