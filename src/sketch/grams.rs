//! Runs of four letters: what is left of a word when its ending changes, and of a phrase when its spelling does.
//!
//! **In** the words of a body, in order. **Out** a fixed fraction of the hashes of all runs of [`LETTERS`] letters, the
//! same fraction of every text, ascending. Runs go across the gap between two words, so that neighbours count too. No
//! stemmer is needed: languages that have none here are compared by these above all.

use std::ops::Range;

use crate::sketch::hash;

/// Letters of a run, the gap between words counting as one.
const LETTERS: usize = 4;

/// One hash in so many is kept.
const SCALE: u64 = 4;

/// What stands between two words.
const GAP: char = '_';

/// The letters of a body as they are read, each with the index of its word.
#[derive(Default)]
pub(super) struct Letters {
    letters: Vec<(char, u32)>,
    n_words: u32,
}

impl Letters {
    /// The next word, in the normal form of [`Tokens`](crate::text::Tokens).
    pub(super) fn push(&mut self, word: &str) {
        let letters = [GAP].into_iter().chain(word.chars());
        self.letters
            .extend(letters.map(|letter| (letter, self.n_words)));
        self.n_words += 1;
    }

    /// The sampled hashes of runs outside the words of `aside`, ascending, without repeats.
    ///
    /// Takes a microsecond for a hundred words.
    pub(super) fn sample(&self, aside: &[Range<usize>]) -> Vec<u32> {
        let mut kept = Vec::new();
        let mut from = 0;
        let ends = aside.iter().map(|words| (words.start, words.end));
        for (start, end) in ends.chain([(self.n_words as usize, 0)]) {
            let at = |word: usize| self.letters.partition_point(|&(_, w)| (w as usize) < word);
            for run in self.letters[from..at(start).max(from)].windows(LETTERS) {
                let packed = run.iter().fold(0, |packed: u128, &(c, _)| {
                    packed << 21 | u128::from(u32::from(c))
                });
                let hash = hash::mix(packed as u64 ^ (packed >> 64) as u64);
                if hash <= u64::MAX / SCALE {
                    kept.push(hash as u32);
                }
            }
            from = at(end).max(from);
        }
        kept.sort_unstable();
        kept.dedup();
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(words: &[String]) -> Vec<u32> {
        let mut letters = Letters::default();
        for word in words {
            letters.push(word);
        }
        letters.sample(&[])
    }

    #[test]
    fn a_quarter_is_kept_and_the_same_one_of_every_text() {
        // Letters from an alphabet so large that hardly any run comes twice.
        let letter = |i| char::from_u32(0x4E00 + (hash::mix(i) % 20_000) as u32).unwrap_or('a');
        let word = |i: u64| (0..16).map(|j| letter(i * 16 + j)).collect();
        let words: Vec<String> = (0..2000).map(word).collect();
        let all = sample(&words);
        // Two thousand words of 17 letters with their gaps; four standard deviations of a binomial with p = 1/4.
        assert!(all.len().abs_diff(8500) < 320, "{}", all.len());
        let half = sample(&words[..1000]);
        assert!(half.iter().all(|gram| all.binary_search(gram).is_ok()));
        assert!(sample(&["abc".to_owned()]).len() <= 1 && sample(&[]).is_empty());
    }

    #[test]
    fn speech_is_left_out() {
        let words = ["kapal", "karam", "tolong", "teriaknya", "lantang"];
        let mut letters = Letters::default();
        for word in words {
            letters.push(word);
        }
        let own: Vec<String> = ["kapal", "karam"].map(str::to_owned).into();
        let rest: Vec<String> = ["lantang"].map(str::to_owned).into();
        let mut expected = [sample(&own), sample(&rest)].concat();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(letters.sample(std::slice::from_ref(&(2..4))), expected);
    }
}
