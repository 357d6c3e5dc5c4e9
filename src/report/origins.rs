//! How many independent voices stand behind a group of articles: outlets, their owners, and origins.
//!
//! Twelve outlets that reprint one agency are one origin. An article's origin is found by walking up: along its most
//! probable edge (a reused passage does not count, the rest of the text is its own), through the hops of a latent wire
//! item, and at the top to the far end of the chain that the top article declares. What has neither edge nor chain is
//! its outlet's own. Articles that only a tie joins have one origin, whatever the order among them.

use std::collections::BTreeMap;

use super::Results;
use crate::article::ArticleIdx;
use crate::lineage::{Edge, EdgeKind, Parent};

/// The most probable parent of each article that has one; of equals the first.
pub(super) fn best_edges<'r>(results: &Results<'r>) -> BTreeMap<ArticleIdx, &'r Edge> {
    best_of(&results.lineage.edges)
}

fn best_of<'e>(edges: impl IntoIterator<Item = &'e Edge>) -> BTreeMap<ArticleIdx, &'e Edge> {
    let mut best: BTreeMap<ArticleIdx, &Edge> = BTreeMap::new();
    for edge in edges {
        let known = best.entry(edge.child).or_insert(edge);
        if edge.probability > known.probability {
            *known = edge;
        }
    }
    best
}

/// The origin of every article, as a name that is equal for articles of one origin.
pub(super) fn origins(results: &Results<'_>) -> Vec<String> {
    let edges = results.lineage.edges.iter();
    let best = best_of(edges.filter(|edge| edge.kind != EdgeKind::Partial));
    let mut tied = BTreeMap::new();
    for tie in &results.lineage.ties {
        // The tie speaks through a member whose parent or chain is known, else through its first.
        let known = tie.members.iter().find(|member| {
            best.contains_key(member) || !results.attribution(**member).chain.main.is_empty()
        });
        if let Some(speaker) = known.or(tie.members.first()) {
            tied.extend(tie.members.iter().map(|member| (*member, *speaker)));
        }
    }
    results
        .pages()
        .map(|(idx, ..)| origin(results, &best, &tied, idx))
        .collect()
}

fn origin(
    results: &Results<'_>,
    best: &BTreeMap<ArticleIdx, &Edge>,
    tied: &BTreeMap<ArticleIdx, ArticleIdx>,
    mut at: ArticleIdx,
) -> String {
    // A walk longer than this has met an article twice; then the place where it stops is as good as any of the circle.
    for _ in 0..results.articles.len() {
        match best.get(&at).map(|edge| &edge.parent) {
            Some(Parent::Article(parent)) => at = *parent,
            Some(Parent::Latent(latent)) => return latent_origin(results, *latent),
            None => match tied.get(&at) {
                Some(speaker) if *speaker != at => at = *speaker,
                _ => break,
            },
        }
    }
    let attribution = results.attribution(at);
    if let Some(source) = attribution.chain.main.last() {
        return source.clone();
    }
    let outlet = attribution.outlet.as_ref().map(|outlet| outlet.id.clone());
    outlet.unwrap_or_else(|| format!("article:{}", results.id(at)))
}

/// The source at the top of a latent item.
fn latent_origin(results: &Results<'_>, mut at: usize) -> String {
    let latents = &results.lineage.latents;
    for _ in 0..latents.len() {
        match latents.get(at).and_then(|latent| latent.parent) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    let top = latents.get(at);
    top.map_or_else(String::new, |latent| {
        latent.source.clone().unwrap_or_else(|| latent.id.clone())
    })
}
