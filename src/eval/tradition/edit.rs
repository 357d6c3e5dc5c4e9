//! What editors do to a text: cut, change words, exchange sentences, add and merge.
//!
//! **In** the text of a page and the dice. **Out** the text that an editor of one kind makes of it.

use std::ops::Range;

use super::words::{Dice, Pool, bare};
use crate::sketch::hash::{self, mix};
use crate::text::sentences::sentences;

/// A text as sentences of words; the words keep their marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    sentences: Vec<Vec<String>>,
}

/// Sentences that a wire item must have.
const SENTENCES: usize = 8;
/// Words that a wire item must have.
const WORDS: usize = 120;
/// Sentences that every page keeps.
const KEPT: usize = 3;

impl Item {
    /// The stretches `ranges` of `text` (a page's body) as an item; `None` if that is too short to be told from its
    /// copies, or too long to be a wire item (sixty sentences).
    #[must_use]
    pub fn of(text: &str, ranges: impl IntoIterator<Item = Range<usize>>) -> Option<Self> {
        let words = |range: Range<usize>| -> Vec<String> {
            text[range].split_whitespace().map(str::to_owned).collect()
        };
        let sentences: Vec<Vec<String>> = ranges
            .into_iter()
            .flat_map(|range| sentences(text, range))
            .map(words)
            .filter(|s| s.len() >= 4)
            .collect();
        let item = Self { sentences };
        let fits = (SENTENCES..=60).contains(&item.sentences.len());
        (fits && item.words().count() >= WORDS).then_some(item)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.sentences.iter().flatten().map(String::as_str)
    }

    /// The text, two sentences a paragraph.
    #[must_use]
    pub fn text(&self) -> String {
        let told: Vec<String> = self.sentences.iter().map(|s| s.join(" ")).collect();
        let paragraphs: Vec<String> = told.chunks(2).map(|p| p.join(" ")).collect();
        paragraphs.join("\n")
    }

    /// A headline: the first words of the first sentence.
    pub(super) fn title(&self) -> String {
        let first = self.sentences.first().map_or(&[][..], Vec::as_slice);
        first[..first.len().min(8)].join(" ")
    }

    /// This text with the second half of `guest` behind it; `None` if either is too short for that.
    pub(super) fn merged(&self, guest: &Self) -> Option<Self> {
        let half = guest.sentences.len() / 2;
        if half < KEPT || self.sentences.len() < 2 * KEPT {
            return None;
        }
        let sentences = [&self.sentences, &guest.sentences[half..]].concat();
        Some(Self { sentences })
    }
}

/// Who makes pages of pages.
pub(super) struct Editor<'a> {
    pub(super) pool: &'a Pool,
    /// Where added sentences come from.
    pub(super) others: &'a [Item],
    /// All kinds of editors; else the first alone.
    pub(super) mixed: bool,
}

/// What an editor is like.
enum Kind {
    Keeps,
    Rewords,
    Spins,
    Adds,
    Turns,
}

impl Editor<'_> {
    /// A page made of `item`.
    pub(super) fn edit(&self, item: &Item, dice: &mut Dice) -> Item {
        let kind = match dice.unit() {
            _ if !self.mixed => Kind::Keeps,
            x if x < 0.35 => Kind::Keeps,
            x if x < 0.60 => Kind::Rewords,
            x if x < 0.75 => Kind::Spins,
            x if x < 0.90 => Kind::Adds,
            _ => Kind::Turns,
        };
        let mut sentences = cut(&item.sentences, dice);
        let touched = if matches!(kind, Kind::Rewords) {
            0.67
        } else {
            0.1
        };
        for sentence in &mut sentences {
            if dice.chance(touched) {
                self.touch_up(sentence, dice);
            }
        }
        match kind {
            Kind::Keeps | Kind::Rewords => {}
            Kind::Spins => {
                let choice = dice.draw();
                for word in sentences.iter_mut().flatten() {
                    if mix(choice ^ hash::word(bare(word))).is_multiple_of(4)
                        && let Some(other) = self.pool.other(word, choice)
                    {
                        *word = other;
                    }
                }
            }
            Kind::Adds => {
                let other = &self.others[dice.below(self.others.len())].sentences;
                let n = (1 + dice.below(4)).min(other.len());
                let from = dice.below(other.len() - n + 1);
                let place = 1 + dice.below(sentences.len());
                let added = other[from..from + n].iter().cloned();
                let rest = sentences.split_off(place.min(sentences.len()));
                sentences.extend(added.chain(rest));
            }
            Kind::Turns => {
                for i in 1..sentences.len() {
                    if dice.chance(0.3) {
                        sentences.swap(i - 1, i);
                    }
                }
            }
        }
        Item { sentences }
    }

    /// One to three words of a sentence are changed, or one is left out.
    fn touch_up(&self, sentence: &mut Vec<String>, dice: &mut Dice) {
        if dice.chance(0.25) {
            sentence.remove(dice.below(sentence.len()));
            return;
        }
        for _ in 0..=dice.below(3) {
            let i = dice.below(sentence.len());
            if let Some(other) = self.pool.other(&sentence[i], dice.draw()) {
                sentence[i] = other;
            }
        }
    }
}

/// The end is cut off in one case of two, and one sentence in ten is left out.
fn cut(sentences: &[Vec<String>], dice: &mut Dice) -> Vec<Vec<String>> {
    let kept = if dice.chance(0.5) {
        // Two fifths at least.
        let least = (2 * sentences.len()).div_ceil(5);
        least + dice.below(sentences.len() - least + 1)
    } else {
        sentences.len()
    };
    let whole = &sentences[..kept.max(KEPT).min(sentences.len())];
    let dropped: Vec<bool> = whole.iter().map(|_| dice.chance(0.1)).collect();
    let left: Vec<Vec<String>> = whole
        .iter()
        .zip(&dropped)
        .filter(|(_, dropped)| !**dropped)
        .map(|(s, _)| s.clone())
        .collect();
    if left.len() < KEPT.min(whole.len()) {
        whole.to_vec()
    } else {
        left
    }
}
