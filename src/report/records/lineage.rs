//! `lineage.jsonl`: wire items that are not in the collection, then derivations, then orders left open.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{line, six};
use crate::lineage::{CreditLabel, Edge, EdgeKind, Latent, Parent, Tie};
use crate::report::{Format, Results};
use crate::text::Lang;

/// A line of the lineage: nodes first, then edges sorted by child, then ties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum LineageRecord {
    /// A wire item that is not in the collection.
    Latent(LatentRecord),
    /// A derivation.
    Edge(EdgeRecord),
    /// Articles among which no order can be told.
    Tie(TieRecord),
}

/// A wire item that is not in the collection, known by those who credit it or share its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LatentRecord {
    /// `latent:…`, unique in the run.
    pub id: String,
    /// Id of the source that is credited for it, if one is.
    pub source: Option<String>,
    /// The claims that it rests on.
    pub basis: Vec<ClaimRef>,
    /// ISO 639 code of the language that most pages made of it are in; absent where none tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The time of the earliest page made of it directly, by which it was there (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<String>,
    /// Its text as far as two branches or more let it be reconstructed: the readings, joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its sentences in order; absent where fewer than two pages were made of it directly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<ReadingRecord>,
    /// Id of the wire item that it was taken from in turn, if that is declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A sentence of a latent item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingRecord {
    /// In the wording that most branches have.
    pub text: String,
    /// Branches that have it, two or more: pages made of the item directly, with what was made of them.
    pub support: usize,
    /// The articles that have it, in some wording.
    pub witnesses: Vec<String>,
}

/// A claim, found in `claims.jsonl` by article and position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRef {
    /// The article's id.
    pub article: String,
    /// First code point of the claim.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
}

/// A derivation: the text of `child` comes from `parent`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EdgeRecord {
    /// The derived article's id.
    pub child: String,
    /// Id of an article or of a latent node.
    pub parent: String,
    /// Probability among all candidate parents of the child.
    #[schemars(range(min = 0, max = 1))]
    pub probability: f64,
    /// How the texts relate.
    pub kind: EdgeKind,
    /// How the child's credits agree with it.
    pub credit: CreditLabel,
    /// Share of the child's body that comes from the parent.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Why, strongest first.
    pub reasons: Vec<ReasonRecord>,
}

/// Why a derivation is believed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReasonRecord {
    /// A stable name of the evidence: `containment`, `credit`, `time`, ….
    pub kind: String,
    /// Log-odds that it adds (natural logarithm); negative speaks against.
    pub weight: f64,
    /// In words.
    pub text: String,
    /// `[start, end)` in code points of the child's raw text, where there is something to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a: Option<[usize; 2]>,
    /// `[start, end)` in code points of the parent's raw text, where there is something to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b: Option<[usize; 2]>,
}

/// Articles that share a text, of which no first can be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TieRecord {
    /// Their ids, sorted.
    pub members: Vec<String>,
    /// Why no order can be told.
    pub reason: String,
}

impl LatentRecord {
    /// The record of `latent`.
    #[must_use]
    pub fn new(results: &Results<'_>, latent: &Latent) -> Self {
        let basis = latent.basis.iter().filter_map(|&(idx, claim)| {
            let claim = results.attribution(idx).claims.get(claim)?;
            let [start, end] = results.points(idx).range(&claim.span);
            Some(ClaimRef {
                article: results.id(idx).to_owned(),
                start,
                end,
            })
        });
        // One phrase may make two claims.
        let mut basis: Vec<ClaimRef> = basis.collect();
        basis.dedup();
        let parent = latent.parent.and_then(|at| results.lineage.latents.get(at));
        Self {
            id: latent.id.clone(),
            source: latent.source.clone(),
            basis,
            lang: (latent.lang != Lang::UND).then(|| latent.lang.to_string()),
            not_after: latent.not_after.map(|moment| moment.to_string()),
            text: latent.text(),
            readings: latent
                .readings
                .iter()
                .map(|reading| ReadingRecord {
                    text: reading.text.clone(),
                    support: reading.n_branches,
                    witnesses: reading
                        .witnesses
                        .iter()
                        .map(|&idx| results.id(idx).to_owned())
                        .collect(),
                })
                .collect(),
            parent: parent.map(|parent| parent.id.clone()),
        }
    }
}

impl EdgeRecord {
    /// The record of `edge`.
    #[must_use]
    pub fn new(results: &Results<'_>, edge: &Edge) -> Self {
        let (parent, parent_points) = match edge.parent {
            Parent::Article(idx) => (results.id(idx), Some(results.points(idx))),
            Parent::Latent(at) => (
                results
                    .lineage
                    .latents
                    .get(at)
                    .map_or("", |latent| &latent.id),
                None,
            ),
        };
        let child_points = results.points(edge.child);
        let reasons = edge.reasons.iter().map(|reason| ReasonRecord {
            kind: reason.kind.to_owned(),
            weight: six(reason.weight),
            text: reason.text.clone(),
            a: reason
                .child_span
                .as_ref()
                .map(|span| child_points.range(span)),
            // A latent item has no text to point into.
            b: reason
                .parent_span
                .as_ref()
                .zip(parent_points)
                .map(|(span, points)| points.range(span)),
        });
        Self {
            child: results.id(edge.child).to_owned(),
            parent: parent.to_owned(),
            probability: six(edge.probability),
            kind: edge.kind,
            credit: edge.credit,
            share: six(edge.share),
            reasons: reasons.collect(),
        }
    }
}

impl TieRecord {
    /// The record of `tie`.
    #[must_use]
    pub fn new(results: &Results<'_>, tie: &Tie) -> Self {
        Self {
            members: tie
                .members
                .iter()
                .map(|&idx| results.id(idx).to_owned())
                .collect(),
            reason: tie.reason.clone(),
        }
    }
}

/// Writes `lineage.jsonl`.
pub struct LineageLines;

impl Format for LineageLines {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let lineage = results.lineage;
        for latent in &lineage.latents {
            line(
                out,
                &LineageRecord::Latent(LatentRecord::new(results, latent)),
            )?;
        }
        let mut edges: Vec<&Edge> = lineage.edges.iter().collect();
        edges.sort_by_key(|edge| (edge.child, edge.parent.clone()));
        for edge in edges {
            line(out, &LineageRecord::Edge(EdgeRecord::new(results, edge)))?;
        }
        for tie in &lineage.ties {
            line(out, &LineageRecord::Tie(TieRecord::new(results, tie)))?;
        }
        Ok(())
    }
}
