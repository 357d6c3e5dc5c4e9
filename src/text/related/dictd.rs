//! A dictionary of the `dictd` server: an index of headwords, and their articles.
//!
//! A line of the index is a headword, and the place and length of its article in bytes, as numbers to the base 64. An
//! article has the headword with its sound and class in the first line; the translations stand in the second, or behind
//! the number of each sense:
//!
//! ```text
//! agree /əˈɡɹiː/ <v>             agriculture /ˈæɡɹɪˌkʌltʃə/ <n>
//! 1. berjanji                    pertanian, agrikultura
//! to come to terms               the art of tilling the soil
//! 2. menyetujui
//! to yield assent
//! ```
//!
//! What stands elsewhere are definitions and examples.
//!
//! **In** the bytes of the files. **Out** pairs of words.

use super::utf8;
use crate::error::{Error, Result};

/// Words that a translation has at most; more are a definition.
const LONGEST: usize = 3;

pub(super) fn pairs(name: &str, index: &[u8], articles: &[u8]) -> Result<Vec<[String; 2]>> {
    let mut pairs = Vec::new();
    for (number, line) in (1..).zip(utf8(name, index)?.lines()) {
        let mut cells = line.split('\t');
        let (Some(word), Some(start), Some(len)) = (
            cells.next(),
            cells.next().and_then(base64),
            cells.next().and_then(base64),
        ) else {
            let reason = "is not of the form headword, place, length";
            return Err(Error::data(name, Some(number), reason));
        };
        // What the dictionary says of itself.
        if word.starts_with("00database") || word.starts_with("00-database") {
            continue;
        }
        let article = start
            .checked_add(len)
            .and_then(|end| articles.get(start..end));
        let Some(article) = article else {
            let reason = format!("the article of {word:?} lies past the end of the articles");
            return Err(Error::data(name, Some(number), reason));
        };
        let article = String::from_utf8_lossy(article);
        let translations = translations(&article);
        pairs.extend(translations.map(|other| [word.to_owned(), other.to_owned()]));
    }
    Ok(pairs)
}

/// The translations of an article.
fn translations(article: &str) -> impl Iterator<Item = &str> {
    let lines = article.lines().enumerate().skip(1);
    let listed = lines.filter_map(|(i, line)| sense(line).or((i == 1).then_some(line)));
    let cells = listed.flat_map(|line| line.split([',', ';']));
    let plain = cells.map(|cell| {
        cell.split(['(', '[', '<'])
            .next()
            .unwrap_or_default()
            .trim()
    });
    plain.filter(|cell| (1..=LONGEST).contains(&cell.split_whitespace().count()))
}

/// What stands behind the number of a sense, without the number of the next, which may close the line.
fn sense(line: &str) -> Option<&str> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = line.trim().split_once(". ")?;
    if !number(first) {
        return None;
    }
    let next = rest
        .strip_suffix('.')
        .and_then(|rest| rest.rsplit_once(' '));
    Some(match next {
        Some((before, last)) if number(last) => before,
        _ => rest,
    })
}

/// Digits of a number to the base 64, by value.
const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A number to the base 64.
fn base64(digits: &str) -> Option<usize> {
    let mut value = (!digits.is_empty()).then_some(0_usize)?;
    for byte in digits.bytes() {
        let digit = DIGITS.iter().position(|&d| d == byte)?;
        value = value.checked_mul(64)?.checked_add(digit)?;
    }
    Some(value)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const ARTICLES: &str = "about this\nagree /x/ <v>\n1. berjanji\nto come to terms\n2. menyetujui, sepakat 2.\nto \
        yield assent, to accede\nrain /x/ <n>\nhujan (air), rintik\n3. a word too many for it\n";

    #[test]
    fn translations_are_told_from_definitions() {
        let at = |word: &str| ARTICLES.find(word).unwrap();
        let (agree, rain) = (at("agree"), at("rain /"));
        let digits = |n: usize| {
            let digit = |d: usize| char::from(DIGITS[d]);
            format!("{}{}", digit(n / 64), digit(n % 64))
        };
        let line = |word: &str, start: usize, end: usize| {
            format!("{word}\t{}\t{}\n", digits(start), digits(end - start))
        };
        let index = [
            line("00databaseinfo", 0, agree),
            line("agree", agree, rain),
            line("rain", rain, ARTICLES.len()),
        ]
        .concat();
        let expected = [
            ["agree", "berjanji"],
            ["agree", "menyetujui"],
            ["agree", "sepakat"],
            ["rain", "hujan"],
            ["rain", "rintik"],
        ];
        assert_eq!(
            pairs("d.index", index.as_bytes(), ARTICLES.as_bytes()).unwrap(),
            expected
        );
    }

    /// (index, message)
    const FAULTS: &[(&str, &str)] = &[
        (
            "rain\tA\n",
            "d.index:1: is not of the form headword, place, length",
        ),
        (
            "rain\tA\t?\n",
            "d.index:1: is not of the form headword, place, length",
        ),
        (
            "rain\tB\t//\n",
            "d.index:1: the article of \"rain\" lies past the end of the articles",
        ),
        (
            "rain\t//////////////\tB\n",
            "d.index:1: is not of the form headword, place, length",
        ),
    ];

    #[test]
    fn what_is_not_an_index_is_refused() {
        for &(index, message) in FAULTS {
            let fault = pairs("d.index", index.as_bytes(), ARTICLES.as_bytes()).unwrap_err();
            assert_eq!(fault.to_string(), message);
        }
    }
}
