//! The data files beside the code: what differs between languages is read from them, never written into the code.
//!
//! A file has one entry a line and `#` before a comment; a `.tsv` has columns set apart by one tab. Files are part of
//! the program (`include_str!`) and parsed once, at first use. A test reads every one of them.

/// The entries of a data file, in order, without comments and blank lines.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a file of `N` columns; a line with fewer is left out, which the tests of this module refuse.
pub(super) fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    entries(file).filter_map(|line| {
        let mut cells = line.split('\t');
        let mut row = [""; N];
        for cell in &mut row {
            *cell = cells.next()?;
        }
        cells.next().is_none().then_some(row)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::{dates::words, lang, names, numbers, related, sentences, stopwords};
    use super::*;

    /// (name, file, columns, columns that together name an entry)
    const FILES: &[(&str, &str, usize, &[usize])] = &[
        ("malay_spelling", lang::MALAY_SPELLING, 2, &[0]),
        ("iso639", lang::ISO639, 2, &[0]),
        ("abbreviations", sentences::ABBREVIATIONS, 2, &[0]),
        ("domain_endings", sentences::DOMAIN_ENDINGS, 1, &[0]),
        ("months", words::MONTHS, 4, &[0]),
        ("weekdays", words::WEEKDAYS, 4, &[0]),
        ("zones", words::ZONES, 2, &[0]),
        ("date_words", words::DATE_WORDS, 2, &[0, 1]),
        ("number_words", numbers::NUMBER_WORDS, 4, &[0, 3]),
        ("units", numbers::UNITS, 3, &[0, 2]),
        ("decimal_comma", numbers::DECIMAL_COMMA, 1, &[0]),
        ("titles", names::TITLES, 1, &[0]),
        ("name_links", names::LINKS, 1, &[0]),
        ("places", names::PLACES, 2, &[0]),
        ("en-id", related::EN_ID, 2, &[0, 1]),
        ("spin-id", related::SPIN_ID, 2, &[0, 1]),
    ];

    #[test]
    fn every_file_has_whole_rows_and_no_entry_twice() {
        let lists = stopwords::FILES
            .iter()
            .map(|&(name, file)| (name, file, 1, &[0_usize][..]));
        for (name, file, columns, key) in FILES.iter().copied().chain(lists) {
            check(name, file, columns, key);
        }
    }

    #[track_caller]
    fn check(name: &str, file: &'static str, columns: usize, key: &[usize]) {
        let mut seen = HashSet::new();
        for entry in entries(file) {
            let cells: Vec<&str> = entry.split('\t').collect();
            assert_eq!(cells.len(), columns, "{name}: {entry:?}");
            assert!(
                cells.iter().all(|c| !c.is_empty() && c.trim() == *c),
                "{name}: {entry:?}"
            );
            let entry_key: Vec<&str> = key.iter().map(|&i| cells[i]).collect();
            assert!(seen.insert(entry_key), "{name}: twice: {entry:?}");
        }
        assert!(!seen.is_empty(), "{name} is empty");
    }

    #[test]
    fn words_are_in_the_form_they_are_looked_up_by() {
        let by_token = [lang::MALAY_SPELLING]
            .into_iter()
            .chain(stopwords::FILES.iter().map(|f| f.1));
        for entry in by_token.flat_map(entries) {
            let word = entry.split('\t').next().unwrap_or_default();
            assert_eq!(super::super::tokens::folded(word), word);
        }
        for file in [
            words::MONTHS,
            words::WEEKDAYS,
            words::DATE_WORDS,
            numbers::NUMBER_WORDS,
            numbers::UNITS,
        ] {
            for entry in entries(file) {
                let word = entry.split('\t').next().unwrap_or_default();
                assert_eq!(word.to_lowercase(), word);
            }
        }
    }
}
