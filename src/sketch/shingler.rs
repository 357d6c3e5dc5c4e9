//! From a text to the hashes of its shingles in one pass, without a string or an allocation on the way.
//!
//! **In** a text. **Out** the hash of every run of `n` consecutive words, in order, repeats included, in a buffer that the
//! next text takes over; and a fingerprint of all of them. Words are those of [`text::scan`](crate::text::scan), hashes
//! those of [`hash::form`] and [`hash::shingle`].

use std::num::NonZeroU64;

use crate::sketch::hash;
use crate::sketch::header::ShingleKind;
use crate::text::scan::Scanner;

/// What a text's shingles are made in.
#[derive(Clone, Debug, Default)]
pub struct Shingler {
    scanner: Scanner,
    words: Vec<u64>,
    shingles: Vec<u64>,
}

impl Shingler {
    /// The hashes of the shingles of `text`, in order; none is 0.
    ///
    /// A text shorter than one shingle gives one shingle of all its words, so that equal short texts are equal; a text
    /// without words gives none.
    ///
    /// # Examples
    /// ```
    /// use silsilah::sketch::{Shingler, ShingleKind};
    ///
    /// let mut shingler = Shingler::default();
    /// let kind = ShingleKind::Words(5);
    /// assert_eq!(shingler.shingles("Banjir merendam tiga desa di hilir", kind).len(), 2);
    /// let short = shingler.shingles("Banjir surut", kind).to_vec();
    /// assert_eq!(shingler.shingles("banjir, surut!", kind), short);
    /// assert!(shingler.shingles("—", kind).is_empty());
    /// ```
    pub fn shingles(&mut self, text: &str, kind: ShingleKind) -> &[u64] {
        let words = &mut self.words;
        words.clear();
        self.scanner.each_run(text, |run| {
            words.extend(run.forms().map(|form| hash::form(form.bytes, form.head)));
        });
        self.shingles.clear();
        match (kind.n_words(), words.as_slice()) {
            (_, []) => {}
            // A length that the compiler knows makes this loop four times as fast.
            (5, words) if words.len() >= 5 => {
                let five = words.windows(5).filter_map(|w| w.first_chunk::<5>());
                self.shingles.extend(five.map(|five| hash::shingle(five)));
            }
            (n, words) => {
                let runs = words.windows(n.min(words.len()));
                self.shingles.extend(runs.map(hash::shingle));
            }
        }
        &self.shingles
    }
}

/// A number that texts with the same shingles, as often each, have in common, and no two others but by chance of 2⁻⁶⁴.
///
/// `None` for no shingles, which equal nothing.
#[must_use]
pub fn fingerprint(shingles: &[u64]) -> Option<NonZeroU64> {
    let sum = shingles
        .iter()
        .fold(0u64, |sum, &shingle| sum.wrapping_add(shingle));
    let number = hash::mix(sum ^ hash::mix(shingles.len() as u64));
    let number = NonZeroU64::new(number).unwrap_or(NonZeroU64::MAX);
    (!shingles.is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_those_of_the_words_apart() {
        let text = "Kepala desa Tirta, “Sugeng”, mengatakan 340 keluarga memutar sejauh 10 km.";
        let mut words = Vec::new();
        Scanner::default().each_run(text, |run| {
            words.extend(run.forms().map(|form| hash::form(form.bytes, form.head)));
        });
        for n in 1..=13 {
            let expected: Vec<u64> = words
                .windows(n.min(words.len()))
                .map(hash::shingle)
                .collect();
            let kind = ShingleKind::Words(n as u8);
            assert_eq!(Shingler::default().shingles(text, kind), expected, "{n}");
        }
    }

    #[test]
    fn fingerprints_tell_texts_apart() {
        let of = |text| fingerprint(Shingler::default().shingles(text, ShingleKind::Words(2)));
        assert_eq!(of("hujan lebat"), of("Hujan lebat."));
        assert_ne!(of("hujan lebat"), of("lebat hujan"));
        assert_ne!(of("hujan hujan"), of("hujan hujan hujan"));
        assert_eq!(of(""), None);
    }
}
