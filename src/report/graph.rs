//! The lineage as nodes and arrows, for the formats of graph tools.
//!
//! Text flows along the arrows: from parent to child. Articles without any edge or tie are left out.

use std::collections::BTreeSet;

use super::Results;
use crate::article::ArticleIdx;
use crate::lineage::{CreditLabel, EdgeKind, Parent};

/// The graph.
pub(super) struct Graph {
    /// Articles in the order of their ids, then wire items.
    pub(super) nodes: Vec<Node>,
    pub(super) arrows: Vec<Arrow>,
}

/// An article, or a wire item that is not in the collection.
pub(super) struct Node {
    /// A short name made of letters and digits, unique in the graph.
    pub(super) key: String,
    /// The id in the files of the run.
    pub(super) id: String,
    pub(super) title: String,
    /// Name of the outlet, or of the source of a wire item.
    pub(super) outlet: String,
    /// Start of the publication interval; empty if unknown.
    pub(super) published: String,
    pub(super) is_latent: bool,
}

/// A connection of two nodes.
pub(super) struct Arrow {
    /// Key of the parent, or of a member of a tie.
    pub(super) from: String,
    /// Key of the child, or of the next member of a tie.
    pub(super) to: String,
    pub(super) relation: Relation,
}

/// What an arrow means.
pub(super) enum Relation {
    /// The child derives from the parent.
    Edge {
        kind: EdgeKind,
        credit: CreditLabel,
        probability: f64,
        share: f64,
    },
    /// A wire item was taken from another, as a credit declares.
    Relay,
    /// One text, no order: the members of a tie in a row.
    Tie,
}

impl Graph {
    pub(super) fn new(results: &Results<'_>) -> Self {
        let lineage = results.lineage;
        let mut articles: BTreeSet<ArticleIdx> =
            lineage.edges.iter().map(|edge| edge.child).collect();
        articles.extend(lineage.edges.iter().filter_map(|edge| match edge.parent {
            Parent::Article(idx) => Some(idx),
            Parent::Latent(_) => None,
        }));
        articles.extend(lineage.ties.iter().flat_map(|tie| &tie.members));
        let article_nodes = articles.into_iter().map(|idx| article_node(results, idx));
        let latent_nodes = lineage.latents.iter().enumerate().map(|(at, latent)| {
            let source = latent.source.as_deref().unwrap_or_default();
            Node {
                key: latent_key(at),
                id: latent.id.clone(),
                title: String::new(),
                outlet: results.source_name(source).to_owned(),
                published: String::new(),
                is_latent: true,
            }
        });
        Self {
            nodes: article_nodes.chain(latent_nodes).collect(),
            arrows: arrows(results),
        }
    }
}

fn article_key(idx: ArticleIdx) -> String {
    format!("a{}", idx.0)
}

fn latent_key(at: usize) -> String {
    format!("w{at}")
}

fn article_node(results: &Results<'_>, idx: ArticleIdx) -> Node {
    let page = results.page(idx);
    let outlet = results.attribution(idx).outlet.as_ref();
    Node {
        key: article_key(idx),
        id: results.id(idx).to_owned(),
        title: page.title.clone().unwrap_or_default(),
        outlet: outlet.map_or_else(String::new, |outlet| outlet.name.clone()),
        published: page
            .published
            .map_or_else(String::new, |p| p.start.to_string()),
        is_latent: false,
    }
}

fn arrows(results: &Results<'_>) -> Vec<Arrow> {
    let lineage = results.lineage;
    let relays = lineage
        .latents
        .iter()
        .enumerate()
        .filter_map(|(at, latent)| {
            Some(Arrow {
                from: latent_key(latent.parent?),
                to: latent_key(at),
                relation: Relation::Relay,
            })
        });
    let edges = lineage.edges.iter().map(|edge| Arrow {
        from: match edge.parent {
            Parent::Article(idx) => article_key(idx),
            Parent::Latent(at) => latent_key(at),
        },
        to: article_key(edge.child),
        relation: Relation::Edge {
            kind: edge.kind,
            credit: edge.credit,
            probability: edge.probability,
            share: edge.share,
        },
    });
    let ties = lineage.ties.iter().flat_map(|tie| {
        tie.members.windows(2).map(|pair| Arrow {
            from: article_key(pair[0]),
            to: article_key(pair[1]),
            relation: Relation::Tie,
        })
    });
    relays.chain(edges).chain(ties).collect()
}

/// The name of `kind` in files.
pub(super) fn kind_name(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Copy => "copy",
        EdgeKind::Rewrite => "rewrite",
        EdgeKind::Partial => "partial",
        EdgeKind::Translation => "translation",
        EdgeKind::Update => "update",
    }
}

/// The name of `credit` in files.
pub(super) fn credit_name(credit: CreditLabel) -> &'static str {
    match credit {
        CreditLabel::CreditedMatched => "credited_matched",
        CreditLabel::CreditedAbsent => "credited_absent",
        CreditLabel::Uncredited => "uncredited",
        CreditLabel::Miscredited => "miscredited",
        CreditLabel::CommonSource => "common_source",
        CreditLabel::Undecided => "undecided",
    }
}
