//! Families of articles from verified pairs, without the giants that chaining makes.

use serde::{Deserialize, Serialize};

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
