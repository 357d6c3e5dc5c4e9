//! The lineages of groups, put together.
//!
//! **In** the [`Lineage`] of each group. **Out** the one of the collection: inferred items numbered through, ids unique,
//! edges sorted.

use std::collections::BTreeSet;

use super::{Lineage, Parent};

/// Puts the lineages of groups together: inferred items get places and ids of their own, the rest is sorted.
///
/// The order of `parts` decides the order of [`Lineage::latents`], and nothing else.
#[must_use]
pub fn join(parts: impl IntoIterator<Item = Lineage>) -> Lineage {
    let mut whole = Lineage::default();
    let mut ids = BTreeSet::new();
    for part in parts {
        let offset = whole.latents.len();
        for mut latent in part.latents {
            latent.parent = latent.parent.map(|p| p + offset);
            latent.id = unused(latent.id, &ids);
            ids.insert(latent.id.clone());
            whole.latents.push(latent);
        }
        whole.edges.extend(part.edges.into_iter().map(|mut edge| {
            if let Parent::Latent(place) = &mut edge.parent {
                *place += offset;
            }
            edge
        }));
        whole.ties.extend(part.ties);
        whole.implied.extend(part.implied);
    }
    whole
        .edges
        .sort_by(|a, b| (a.child, &a.parent).cmp(&(b.child, &b.parent)));
    whole.ties.sort_by(|a, b| a.members.cmp(&b.members));
    whole.implied.sort();
    whole.implied.dedup();
    whole
}

/// `id`, or `id` with the first number that makes it new.
fn unused(id: String, taken: &BTreeSet<String>) -> String {
    if !taken.contains(&id) {
        return id;
    }
    let mut numbered = (2..).map(|n: u64| format!("{id}:{n}"));
    numbered.find(|new| !taken.contains(new)).unwrap_or(id)
}
