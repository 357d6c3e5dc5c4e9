//! What a signature was made with; signatures made in different ways refuse to be compared.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{ErrorKind, Result};
use crate::sketch::hash;
use crate::sketch::oneperm::OnePermutation;

/// Version of the words that shingles are made of: [`text::tokens`](crate::text::tokens).
pub const NORMALISER: u16 = 1;

/// Version of the stemmers and stop words behind [`FracMinHash`](super::FracMinHash) and the SimHash.
pub const LEXICON: u16 = 1;

/// The algorithm of the slots; new ones may be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Scheme {
    /// SuperMinHash in 32-bit slots, see [`MinHash`](super::MinHash).
    SuperMinHash32,
    /// One permutation with optimal densification, see [`OnePermutation`].
    OnePermutation {
        /// Bytes of a slot.
        bytes: u8,
        /// How often each shingle is thrown.
        throws: u8,
    },
}

impl From<OnePermutation> for Scheme {
    fn from(scheme: OnePermutation) -> Self {
        Self::OnePermutation {
            bytes: scheme.bytes,
            throws: scheme.throws,
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SuperMinHash32 => f.write_str("superminhash32"),
            Self::OnePermutation { bytes, throws } => {
                write!(f, "one-permutation bytes={bytes} throws={throws}")
            }
        }
    }
}

/// What one element of a shingle set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ShingleKind {
    /// So many consecutive words, at least 1.
    Words(u8),
}

impl ShingleKind {
    /// The number of words in one shingle, at least 1.
    #[must_use]
    pub fn n_words(self) -> usize {
        let Self::Words(n) = self;
        usize::from(n.max(1))
    }
}

/// Everything that decides what the slots of a signature mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Header {
    /// Algorithm of the slots.
    pub scheme: Scheme,
    /// Version of the hash functions, [`hash::VERSION`].
    pub version: u16,
    /// Number of slots.
    pub k: u16,
    /// What was put in.
    pub shingles: ShingleKind,
    /// Seed of the hash functions, [`hash::SEED`].
    pub seed: u64,
    /// Version of the word splitting and folding, [`NORMALISER`].
    pub normaliser: u16,
    /// Version of stemmers and stop words, [`LEXICON`].
    pub lexicon: u16,
}

impl Header {
    /// The header of signatures of `k` slots over `shingles`, as this version of the crate makes them.
    #[must_use]
    pub fn new(k: u16, shingles: ShingleKind) -> Self {
        Self {
            scheme: Scheme::SuperMinHash32,
            version: hash::VERSION,
            k,
            shingles,
            seed: hash::SEED,
            normaliser: NORMALISER,
            lexicon: LEXICON,
        }
    }

    /// The header of signatures by `scheme` over `shingles`; nothing in them depends on a lexicon.
    #[must_use]
    pub fn one_permutation(scheme: OnePermutation, shingles: ShingleKind) -> Self {
        Self {
            scheme: scheme.into(),
            lexicon: 0,
            ..Self::new(scheme.slots, shingles)
        }
    }

    /// Says whether signatures under `self` and `other` may be compared.
    ///
    /// # Errors
    /// [`ErrorKind::SketchMismatch`], naming both, if anything differs.
    pub fn check(&self, other: &Self) -> Result<()> {
        if self == other {
            return Ok(());
        }
        Err(ErrorKind::SketchMismatch {
            left: self.to_string(),
            right: other.to_string(),
        }
        .into())
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} v{} k={} words={} seed={:#x} normaliser={} lexicon={}",
            self.scheme,
            self.version,
            self.k,
            self.shingles.n_words(),
            self.seed,
            self.normaliser,
            self.lexicon
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_keeps_signatures_apart() {
        let own = Header::new(128, ShingleKind::Words(3));
        assert!(own.check(&own).is_ok());
        let others = [
            Header { version: 9, ..own },
            Header { k: 64, ..own },
            Header {
                shingles: ShingleKind::Words(2),
                ..own
            },
            Header { seed: 1, ..own },
            Header {
                normaliser: 9,
                ..own
            },
            Header { lexicon: 9, ..own },
        ];
        for other in others {
            let error = own.check(&other).expect_err("headers differ").to_string();
            assert!(error.contains(&own.to_string()), "{error}");
            assert!(error.contains(&other.to_string()), "{error}");
        }
    }
}
