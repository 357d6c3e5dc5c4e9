//! Chance and other words for [`tradition`](super): everything that one seed decides.
//!
//! **In** a seed and the words of all items. **Out** throws, and for a word another of about its frequency.

use std::collections::BTreeMap;

use super::edit::Item;
use crate::sketch::hash::{self, Stream, mix};

/// Throws of one seed.
pub(super) struct Dice(Stream);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(Stream::new(seed))
    }

    pub(super) fn draw(&mut self) -> u64 {
        self.0.draw()
    }

    /// A number of `0.0..1.0`.
    pub(super) fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with `probability`.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A number of `0..n`; 0 for `n` = 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.draw()) * n as u128) >> 64) as usize
    }

    /// A throw of the normal distribution, mean 0, deviation 1 (Box and Muller 1958).
    pub(super) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A number of minutes of `0..n`.
    pub(super) fn minutes(&mut self, n: u32) -> i64 {
        (self.unit() * f64::from(n)) as i64
    }

    /// Minutes between a page and what is made of it: log-normal, median 90, at least one.
    pub(super) fn delay(&mut self) -> i64 {
        (90.0 * (1.2 * self.normal()).exp()).clamp(1.0, 3.0 * 24.0 * 60.0) as i64
    }
}

/// Words that may stand for one another: those of about the same frequency.
pub(super) struct Pool {
    /// From frequent to rare.
    words: Vec<String>,
    rank: BTreeMap<String, usize>,
}

/// Words have neighbours up to this far in the order of frequency.
const NEIGHBOURS: u64 = 60;

impl Pool {
    /// The words of four letters or more in `items`.
    pub(super) fn new(items: &[Item]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in items.iter().flat_map(Item::words) {
            let bare = bare(word);
            if bare.chars().count() >= 4 && bare.chars().all(char::is_alphabetic) {
                *counts.entry(bare).or_default() += 1;
            }
        }
        let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let words: Vec<String> = words.into_iter().map(|(w, _)| w.to_owned()).collect();
        let rank = words.iter().cloned().zip(0..).collect();
        Self { words, rank }
    }

    /// Another word for `word`, the same for the same `choice`; `None` for a word that is not in the pool.
    pub(super) fn other(&self, word: &str, choice: u64) -> Option<String> {
        let bare = bare(word);
        let rank = *self.rank.get(bare)?;
        let drawn = mix(choice ^ hash::word(bare));
        let step = 1 + (drawn % NEIGHBOURS) as usize;
        let other = if drawn >> 63 == 0 && rank >= step {
            rank - step
        } else {
            (rank + step) % self.words.len()
        };
        Some(word.replacen(bare, &self.words[other], 1))
    }
}

/// A word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
