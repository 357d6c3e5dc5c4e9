//! Tables: stretches of a body that are mostly numbers, as a list of prices, rates or scores.
//!
//! **In** which words of a body are numbers. **Out** where it is a table. Flattened pages run the rows of a table
//! together. Two papers that print one official list have it from whoever issues it, so that sharing it is no sign that
//! the one wrote from the other.

use std::ops::Range;

/// Words of a stretch that is looked at, some four rows.
const WINDOW: usize = 24;

/// Numbers in a window from which it is a table, a figure of three groups of digits counting as three. Four in seven words
/// of a row are numbers; of a sentence that lists sums with their dates, three in eight.
const NUMBERS: usize = 13;

/// Where words are a table, from its first number to its last, as ascending ranges of indexes. `is_number` says of each
/// word whether it has a digit.
pub(super) fn tables(is_number: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut numbers = 0;
    for (i, &is) in is_number.iter().enumerate() {
        numbers += usize::from(is);
        let Some(start) = (i + 1).checked_sub(WINDOW) else {
            continue;
        };
        if numbers >= NUMBERS {
            match found.last_mut() {
                Some(last) if last.end >= start => last.end = i + 1,
                _ => found.push(start..i + 1),
            }
        }
        numbers -= usize::from(is_number[start]);
    }
    for table in &mut found {
        let of_table = &is_number[table.clone()];
        let leading = of_table.iter().take_while(|&&is| !is).count();
        let trailing = of_table.iter().rev().take_while(|&&is| !is).count();
        *table = table.start + leading..table.end - trailing;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<bool> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words
            .map(|word| word.bytes().any(|b| b.is_ascii_digit()))
            .collect()
    }

    const PROSE: &str = "Harga emas naik Rp8.000 menjadi Rp1.684.000 per gram pada Rabu (12/2/2025), setelah sehari \
        sebelumnya sempat turun. Penjual di pasar kota mengaku pembeli tetap ramai sejak pagi dan stok kepingan kecil \
        hampir habis. Harga beli kembali ikut naik ke Rp1.535.000 per gram.";

    const ROWS: &str = "0,5 gram: Rp892.000 1 gram: Rp1.684.000 2 gram: Rp3.308.000 5 gram: Rp8.195.000 10 gram: \
        Rp16.335.000 25 gram: Rp40.712.000";

    #[test]
    fn rows_of_numbers_are_a_table_and_a_sentence_with_figures_is_none() {
        assert!(tables(&numbers(PROSE)).is_empty());
        assert!(tables(&[]).is_empty());
        let (before, rows) = (numbers(PROSE).len(), numbers(ROWS).len());
        let page = format!(
            "{PROSE} Rincian per keping: {ROWS} Pajak dipotong oleh penjual saat transaksi."
        );
        let found = tables(&numbers(&page));
        let expected = before + 3..before + 3 + rows;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].end, expected.end);
        assert!(found[0].start.abs_diff(expected.start) <= WINDOW - NUMBERS);
    }
}
