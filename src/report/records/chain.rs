//! `chains.jsonl`: the provenance that each page states.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line;
use crate::article::ArticleIdx;
use crate::report::{Format, Results};

/// The chain of one article, by source ids. There is a line for every article, sorted by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChainRecord {
    /// The article's id.
    pub article: String,
    /// The main branch, nearest hop first; empty when the page credits nobody.
    pub main: Vec<String>,
    /// All branches, the main one first.
    pub branches: Vec<Vec<String>>,
    /// Primary sources behind the last hop: a ministry, a press release, a post.
    pub origin: Vec<String>,
    /// Sources that are not credited and show nevertheless: houses whose voice leaks through, then the source that
    /// most pages with this text credit, where this page credits no medium.
    pub implied: Vec<String>,
    /// Whether the page credits anybody: there is a branch or an origin.
    pub declared: bool,
}

impl ChainRecord {
    /// The chain of article `idx`.
    #[must_use]
    pub fn new(results: &Results<'_>, idx: ArticleIdx) -> Self {
        let mut chain = results.attribution(idx).chain.clone();
        for source in results.lineage.implied_of(idx) {
            if !chain.implied.iter().any(|known| known == source) {
                chain.implied.push(source.to_owned());
            }
        }
        Self {
            article: results.id(idx).to_owned(),
            declared: !chain.branches.is_empty() || !chain.origin.is_empty(),
            main: chain.main,
            branches: chain.branches,
            origin: chain.origin,
            implied: chain.implied,
        }
    }
}

/// Writes `chains.jsonl`.
pub struct Chains;

impl Format for Chains {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        results
            .pages()
            .try_for_each(|(idx, ..)| line(out, &ChainRecord::new(results, idx)))
    }
}
