//! Pairs of articles that may share text, without looking at all pairs.
//!
//! **In** the [`Features`] of every article. **Out** [`Candidates`]: sorted, unique pairs, each with the generators
//! that proposed it; [`verify`](crate::verify) decides. Nothing here reads article text.
//!
//! No single index finds everything. Near-verbatim copies agree in whole bands of their signatures; a rewrite
//! shares almost no shingle, but still the same few rare words, names and figures. So several generators work side
//! by side and their pairs are joined:
//!
//! | name | proposes pairs that | finds |
//! |---|---|---|
//! | `exact` | have the same words in the same order | twins, whatever their number |
//! | `lsh` | agree in a band of the MinHash | copies, light edits |
//! | `simhash` | differ in at most 6 bits of the SimHash | copies |
//! | `postings` | share 2 sampled pairs of stems | abridged and reworded texts |
//! | `rare` | share 3 stems or figures that few articles have | rewrites, translations |
//! | `quotes` | share a quotation of 6 words | shared speech |
//! | `across` | are in two languages, and nearest by the beginnings of their words | translations |
//! | `credits` | credit one source, or one the other, within 3 days, and share a stem or figure that few have | what agencies sent |
//!
//! A bucket or posting list that holds very many articles is a template, not a story: it is never squared. What
//! each generator may propose for one article is bounded, so the number of pairs grows with the number of articles.

mod across;
mod bands;
pub mod buckets;
mod credits;
mod frequencies;
mod hamming;
mod pairs;
mod postings;

use serde::{Deserialize, Serialize};

pub use bands::{Bands, WANTED, band_keys};
pub use frequencies::DocumentFrequencies;

use crate::article::ArticleIdx;
use crate::error::Warning;
use crate::sketch::Features;
use pairs::{Generator, Join};

/// Which pairs are proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How signatures are cut into bands. Default `wide`: rewrites live at low similarity.
    pub bands: Bands,
    /// Largest bucket or group that is expanded into all its pairs. Default 100; larger ones are linked to their
    /// first four articles only, and reported.
    pub max_bucket: usize,
    /// Largest differing bits of two SimHashes, 0 to 6. Default 6.
    pub simhash_bits: u32,
    /// Sampled pairs of stems that must be shared. Default 2.
    pub shared_pairs: u32,
    /// Rare items that must be shared. Default 3.
    pub shared_rare: u32,
    /// Articles that may have an item for it to be rare. Default 30.
    pub rare_df: usize,
    /// Most pairs that one generator may propose for one article; the strongest stay. Default 64.
    pub per_article: usize,
    /// Days that may lie between two articles. Default none: any; an undated article is compared with all.
    pub window_days: Option<f64>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            bands: Bands::WIDE,
            max_bucket: 100,
            simhash_bits: 6,
            shared_pairs: 2,
            shared_rare: 3,
            rare_df: 30,
            per_article: 64,
            window_days: None,
        }
    }
}

/// Two articles that may share text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The article with the smaller index.
    pub a: ArticleIdx,
    /// The article with the larger index.
    pub b: ArticleIdx,
    /// Names of the generators that proposed the pair, sorted.
    pub found_by: Vec<&'static str>,
}

/// All proposed pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Sorted by `a`, then `b`; each pair once.
    pub pairs: Vec<Candidate>,
    /// How many pairs each generator proposed, in the order of the table above; a pair may be counted by several.
    pub counts_by_generator: Vec<(&'static str, usize)>,
    /// Buckets too large to expand.
    pub warnings: Vec<Warning>,
}

/// Proposes pairs among `features`, whose places are the articles' indexes.
///
/// Serial; takes about O(`n log n`) for `n` articles, since every list that is expanded is bounded.
///
/// # Examples
/// ```
/// use silsilah::candidates;
///
/// let found = candidates::find(&[], &candidates::Config::default());
/// assert!(found.pairs.is_empty());
/// ```
#[must_use]
pub fn find(features: &[Features], config: &Config) -> Candidates {
    let mut join = Join::new(features, config);
    bands::exact(features, &mut join);
    bands::lsh(features, &mut join);
    hamming::near(features, &mut join);
    postings::shared(
        Generator::Postings,
        |f| f.sketch.pairs.as_slice().to_vec(),
        config.shared_pairs,
        &mut join,
    );
    postings::shared(
        Generator::Rare,
        |f| f.keys.iter().map(|&key| u64::from(key)).collect(),
        config.shared_rare,
        &mut join,
    );
    postings::shared(Generator::Quotes, |f| f.quote_hashes.clone(), 1, &mut join);
    across::nearest(features, &mut join);
    credits::joined(&mut join);
    join.finish()
}

#[cfg(test)]
mod tests;
