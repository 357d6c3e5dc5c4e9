//! SimHashes that differ in at most six bits, by multi-index hashing.
//!
//! 64 bits are cut into four blocks of 16. If two words differ in at most six bits, then in some block they differ
//! in at most one; so it is enough to look, in each of four sorted arrays, at the 17 block values within one bit.
//!
//! Source: M. Norouzi, A. Punjani and D. Fleet, "Fast exact search in Hamming space with multi-index hashing",
//! arXiv:1307.2982.

use crate::candidates::pairs::{Generator, Join, Proposal};
use crate::sketch::{Features, simhash};

/// Four blocks with at most one differing bit each cover this many bits, and three over.
const MOST_BITS: u32 = 6;
const BLOCKS: u32 = 4;
const BLOCK_BITS: u32 = 16;

/// Proposes pairs of near SimHashes.
pub(super) fn near(features: &[Features], join: &mut Join<'_>) {
    // The SimHash of a text too short for a signature rests on a few words and says nothing.
    let words: Vec<(u64, u32)> = features
        .iter()
        .zip(0..)
        .filter(|(f, _)| !f.sketch.minhash.is_empty())
        .map(|(f, i)| (f.sketch.simhash, i))
        .collect();
    let most = join.config.simhash_bits.min(MOST_BITS);
    let mut proposals = Vec::new();
    for block in 0..BLOCKS {
        let index = Index::new(&words, block, join.config.max_bucket);
        for &first in &index.crowded {
            join.warn(Generator::Simhash, join.config.max_bucket + 1, first);
        }
        for &(word, article) in &words {
            index.visit(word, |other, b| {
                let distance = simhash::distance(word, other);
                if article < b && distance <= most {
                    proposals.push(Proposal::new(article, b, 64 - distance));
                }
            });
        }
    }
    join.take(Generator::Simhash, proposals);
}

/// The words sorted by one of their blocks.
struct Index {
    block: u32,
    /// (word, article), by block value.
    sorted: Vec<(u64, u32)>,
    /// Where each block value starts in `sorted`.
    starts: Vec<u32>,
    /// First articles of block values that too many words have; those are visited up to the limit only.
    crowded: Vec<u32>,
    max_bucket: usize,
}

impl Index {
    fn new(words: &[(u64, u32)], block: u32, max_bucket: usize) -> Self {
        let mut sorted = words.to_vec();
        sorted.sort_unstable_by_key(|&(word, article)| (value(word, block), article));
        let mut starts = vec![0u32; (1 << BLOCK_BITS) + 1];
        for &(word, _) in words {
            starts[value(word, block) + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let crowded = starts
            .windows(2)
            .filter(|w| (w[1] - w[0]) as usize > max_bucket)
            .map(|w| sorted[w[0] as usize].1)
            .collect();
        Self {
            block,
            sorted,
            starts,
            crowded,
            max_bucket,
        }
    }

    /// Calls `see` for the words whose block is within one bit of that of `word`.
    fn visit(&self, word: u64, mut see: impl FnMut(u64, u32)) {
        let own = value(word, self.block);
        let flips = (0..BLOCK_BITS).map(|bit| own ^ 1 << bit);
        for value in std::iter::once(own).chain(flips) {
            let run = self.starts[value] as usize..self.starts[value + 1] as usize;
            for &(other, article) in self.sorted[run].iter().take(self.max_bucket) {
                see(other, article);
            }
        }
    }
}

/// Block number `block` of `word`.
fn value(word: u64, block: u32) -> usize {
    (word >> (block * BLOCK_BITS)) as usize & 0xFFFF
}
