//! An article as numbers: what it shares with another can be counted without reading either again.
//!
//! **In** a [`CleanArticle`](crate::clean::CleanArticle), of which only the body counts: a caption or a related link
//! that two pages share says nothing of the story. **Out** [`Features`]: the body's words with their places, its
//! sentences as bags of telling items, the exact set of word shingles, and a [`Sketch`] of fixed size.
//!
//! A sketch finds candidates; verdicts are exact. A news article has about 200 to 400 word shingles, so the exact
//! set costs a few kilobytes and there is no reason to estimate once a pair is at hand.
//!
//! Each article is worked on alone: [`features`] is a pure function that may run anywhere, in any order.
//!
//! | text | signature over | compared as |
//! |---|---|---|
//! | 64 word-3 shingles or more | word-3 shingles | estimate, then exact |
//! | fewer | word-2 shingles | estimate, then exact |
//! | fewer than 20 words | nothing | equal words only |
//! | no words | nothing | equals nothing |

mod common;
mod features;
pub mod fracmin;
mod grams;
pub mod hash;
pub mod header;
mod houses;
mod keys;
pub mod minhash;
pub mod oneperm;
mod quotes;
mod relations;
pub mod shingler;
pub mod shingles;
pub mod signatures;
pub mod simhash;
mod speech;
mod standing;
mod tables;
mod vector;

use serde::{Deserialize, Serialize};

pub use common::CommonText;
pub use features::{Features, Item, ItemKind, Sentence, Word, features, features_beside};
pub use fracmin::FracMinHash;
pub use header::{Header, ShingleKind};
pub use minhash::MinHash;
pub use oneperm::OnePermutation;
pub use relations::{Related, Relations};
pub use shingler::Shingler;
pub use shingles::ShingleSet;
pub use signatures::Signatures;
pub use vector::UnitVector;

use crate::error::Result;

/// How articles are turned into numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Slots of the MinHash, 1 to 1024. Default 128: the estimate errs by .044 at most, and 32 × 4 bands fit.
    pub k: u16,
    /// Words in a shingle. Default 3; more makes the comparison stricter.
    pub shingle_words: u8,
    /// Texts with fewer shingles than this are sketched over shingles of two words. Default 64.
    pub short_text: usize,
    /// Texts with fewer words than this match only when equal. Default 20.
    pub exact_below: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            k: 128,
            shingle_words: 3,
            short_text: 64,
            exact_below: 20,
        }
    }
}

/// The fixed-size part of [`Features`]: what an index stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// What it was made with.
    pub header: Header,
    /// Signature of the shingle set; empty for a text below [`Config::exact_below`] words.
    pub minhash: MinHash,
    /// SimHash of the content words, weighted by how often each occurs.
    pub simhash: u64,
    /// Sample of the stemmed word pairs.
    pub pairs: FracMinHash,
    /// Hash of all words in order; `None` for a text without words.
    pub content: Option<u64>,
}

impl Sketch {
    /// The estimated Jaccard similarity of the two bodies' shingles, `0.0..=1.0`.
    ///
    /// Two texts with the same words in order give 1 even where they are too short for a signature; any other pair
    /// with such a text gives 0. See [`MinHash::jaccard`] for the error of the estimate. Takes O(`k`).
    ///
    /// # Errors
    /// [`ErrorKind::SketchMismatch`](crate::error::ErrorKind::SketchMismatch) if the sketches were made in
    /// different ways, a short text's word-2 shingles against a long one's word-3 shingles included.
    pub fn jaccard(&self, other: &Self) -> Result<f64> {
        self.header.check(&other.header)?;
        if self.content.is_some() && self.content == other.content {
            return Ok(1.0);
        }
        Ok(self.minhash.jaccard(&other.minhash))
    }
}
