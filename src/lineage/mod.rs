//! Who copied whom: text evidence and credits joined into edges with reasons.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::ArticleIdx;

/// Where an article's text came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parent {
    /// Another article of the collection.
    Article(ArticleIdx),
    /// A wire item that is not in the collection: index into [`Lineage::latents`].
    Latent(usize),
}

/// How the child's text relates to the parent's.
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
pub enum EdgeKind {
    /// Near-verbatim.
    Copy,
    /// Reworded, abridged or spun.
    Rewrite,
    /// A passage is reused.
    Partial,
    /// In another language.
    Translation,
    /// A later version by the same outlet.
    Update,
}

/// How the child's credits agree with where its text comes from.
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
#[serde(rename_all = "snake_case")]
pub enum CreditLabel {
    /// The child credits the parent, and the text matches it.
    CreditedMatched,
    /// The child credits a source of which the collection holds no text.
    CreditedAbsent,
    /// The text matches; the child credits nobody for it.
    Uncredited,
    /// The child credits another source than the one its text matches.
    Miscredited,
    /// Both took it from one source.
    CommonSource,
    /// Not decided.
    Undecided,
}

/// Why an edge is believed, with its weight in the sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// A stable name: `containment`, `credit`, `time`, ….
    pub kind: &'static str,
    /// Log-odds it adds (natural logarithm); negative speaks against.
    pub weight: f64,
    /// In words.
    pub text: String,
    /// Bytes in the child's text, where there are any to show.
    pub child_span: Option<Range<usize>>,
    /// Bytes in the parent's text.
    pub parent_span: Option<Range<usize>>,
}

/// A derivation.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The derived article.
    pub child: ArticleIdx,
    /// What it derives from.
    pub parent: Parent,
    /// Probability among all candidate parents of the child, `0.0..=1.0`.
    pub probability: f64,
    /// How the texts relate.
    pub kind: EdgeKind,
    /// How the credits agree with it.
    pub credit: CreditLabel,
    /// Share of the child's body that comes from the parent, `0.0..=1.0`.
    pub share: f64,
    /// Why, strongest first.
    pub reasons: Vec<Reason>,
}

/// A wire item that is not in the collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Latent {
    /// `latent:<source>:<first member's id>` or alike; unique in a run.
    pub id: String,
    /// The credited source's id, if one is credited.
    pub source: Option<String>,
    /// The claims it rests on: article, and index into that article's claims.
    pub basis: Vec<(ArticleIdx, usize)>,
    /// A latent item that this one was taken from, in turn: outlet ← Antara ← Anadolu.
    pub parent: Option<usize>,
}

/// Articles among which no order can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The articles, sorted.
    pub members: Vec<ArticleIdx>,
    /// Why no order can be told.
    pub reason: String,
}

/// Everything found about who took from whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Wire items that are not in the collection.
    pub latents: Vec<Latent>,
    /// Derivations, sorted by child, then parent.
    pub edges: Vec<Edge>,
    /// Undecided orders.
    pub ties: Vec<Tie>,
}
