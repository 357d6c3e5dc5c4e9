//! A story as a forest: each page under the one that its text most probably comes from.

use std::collections::{BTreeMap, BTreeSet};

use super::Results;
use super::origins::best_edges;
use crate::article::ArticleIdx;
use crate::cluster::Family;
use crate::lineage::{Edge, Parent};

/// A line of the forest.
pub(super) struct Row<'r> {
    /// For every step from the root down to this node, whether it is the last child of its parent; empty for a root.
    pub(super) path: Vec<bool>,
    /// The article or wire item.
    pub(super) node: Parent,
    /// How an article hangs on its parent; `None` for roots, and for wire items under wire items.
    pub(super) edge: Option<&'r Edge>,
    /// Whether the node is in a tie and so stands where it stands for want of an order.
    pub(super) is_tied: bool,
}

/// The rows of `story`, depth first; trees come before single pages, each by article id.
///
/// A circle of edges has no root and is left out; lineage makes none.
pub(super) fn rows<'r>(results: &Results<'r>, story: &Family) -> Vec<Row<'r>> {
    let members: BTreeSet<ArticleIdx> = story.members.iter().map(|member| member.article).collect();
    let tied: BTreeSet<ArticleIdx> = results
        .lineage
        .ties
        .iter()
        .flat_map(|tie| tie.members.iter().copied())
        .collect();
    let mut best = best_edges(results);
    best.retain(|child, edge| {
        let inside = match &edge.parent {
            Parent::Article(parent) => members.contains(parent),
            Parent::Latent(_) => true,
        };
        members.contains(child) && inside
    });
    let (children, tops) = children(results, &best);
    let single = members.iter().filter(|idx| !best.contains_key(idx));
    let mut roots: Vec<Parent> = single
        .map(|idx| Parent::Article(*idx))
        .chain(tops)
        .collect();
    roots.sort_by_key(|root| (!children.contains_key(root), root.clone()));

    walk(&children, roots)
        .into_iter()
        .map(|step| Row {
            is_tied: matches!(&step.node, Parent::Article(idx) if tied.contains(idx)),
            path: step.path,
            node: step.node,
            edge: step.link.flatten(),
        })
        .collect()
}

/// A node that was come by.
pub(super) struct Step<N, L> {
    /// For every step from the root down to this node, whether it is the last child of its parent; empty for a root.
    pub(super) path: Vec<bool>,
    pub(super) node: N,
    /// What joins it to its parent; `None` for a root.
    pub(super) link: Option<L>,
}

/// The nodes under `roots`, depth first, children in their order.
///
/// What only a circle leads to is under no root and is left out.
pub(super) fn walk<N: Ord + Clone, L: Clone>(
    children: &BTreeMap<N, Vec<(N, L)>>,
    roots: Vec<N>,
) -> Vec<Step<N, L>> {
    let mut steps = Vec::new();
    // Taken from the end, so what comes first is pushed last.
    let mut open: Vec<(N, Option<L>, Vec<bool>)> = roots
        .into_iter()
        .rev()
        .map(|root| (root, None, Vec::new()))
        .collect();
    while let Some((node, link, path)) = open.pop() {
        let below = children.get(&node).map_or(&[][..], Vec::as_slice);
        for (i, (child, link)) in below.iter().enumerate().rev() {
            let mut path = path.clone();
            path.push(i + 1 == below.len());
            open.push((child.clone(), Some(link.clone()), path));
        }
        steps.push(Step { path, node, link });
    }
    steps
}

/// What hangs on each node: articles by their edge, wire items by the relay that a credit declares.
type Children<'r> = BTreeMap<Parent, Vec<(Parent, Option<&'r Edge>)>>;

/// The children of each node, and the wire items that hang on nothing.
fn children<'r>(
    results: &Results<'r>,
    best: &BTreeMap<ArticleIdx, &'r Edge>,
) -> (Children<'r>, Vec<Parent>) {
    let latents = &results.lineage.latents;
    let mut children = Children::new();
    let (mut tops, mut seen) = (Vec::new(), BTreeSet::new());
    for (child, edge) in best {
        let below = children.entry(edge.parent.clone()).or_default();
        below.push((Parent::Article(*child), Some(edge)));
        let Parent::Latent(mut at) = edge.parent else {
            continue;
        };
        // Up the relays, as far as no other child has been.
        while seen.insert(at) {
            match latents.get(at).and_then(|latent| latent.parent) {
                Some(parent) => {
                    let below = children.entry(Parent::Latent(parent)).or_default();
                    below.push((Parent::Latent(at), None));
                    at = parent;
                }
                None => tops.push(Parent::Latent(at)),
            }
        }
    }
    (children, tops)
}
