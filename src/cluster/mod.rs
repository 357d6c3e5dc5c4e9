//! Families of articles from verified pairs, without the giants that chaining makes.
//!
//! **In** the [`Match`](crate::verify::Match)es of a collection. **Out** [`Family`] groups at three levels, never
//! one id for all: copies are near-verbatim, a family goes back to one wire item, a story is one event.
//!
//! Connected components would chain write-thrus, roundups and two-source pages into one giant: see [`families()`]
//! for the rule that is used instead. [`dedup`] is the other, simpler job: groups of texts with a similarity above
//! a threshold, where chaining is reported but not prevented.

pub mod dedup;
mod families;
mod graph;
mod guests;

use serde::{Deserialize, Serialize};

pub use dedup::Deduplicator;
pub use families::families;

use crate::article::ArticleIdx;

/// How close the members of a family are.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Near-verbatim copies of one another.
    Copy,
    /// The same wire item, reworded or not.
    Family,
    /// The same event.
    Story,
}

/// A group of articles at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// How close the members are.
    pub level: Level,
    /// Members, sorted; each with the share of its body that belongs here, `0.0..=1.0`.
    pub members: Vec<Member>,
    /// The lowest score of any pair of members that was verified; 0 if some pair was not found at all.
    pub min_score: f64,
    /// Pairs without which the family falls apart, sorted.
    pub bridges: Vec<[ArticleIdx; 2]>,
}

/// An article's part in a family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    /// The article.
    pub article: ArticleIdx,
    /// Share of its body that belongs to the family, `0.0..=1.0`.
    pub share: f64,
}

/// When groups are merged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Mean score between two groups from which they are one, for copies and families. Default .45: about where the score
    /// of a pair says yes.
    pub mean_score: f64,
    /// The same for stories, whose pairs score low by nature. Default .2.
    pub mean_score_story: f64,
    /// Most pairs that must speak for a merge; a pair never verified counts as 0. Default 4.
    pub counted_pairs: u64,
    /// Share of an article's body from which a reused passage makes it a member of a further family, and share of the
    /// other's that it must be. Default .15.
    pub least_share: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            mean_score: 0.45,
            mean_score_story: 0.2,
            counted_pairs: 4,
            least_share: 0.15,
        }
    }
}

impl Config {
    /// The mean score needed at `level`.
    fn least_mean(&self, level: Level) -> f64 {
        match level {
            Level::Copy | Level::Family => self.mean_score,
            Level::Story => self.mean_score_story,
        }
    }
}
