//! Media named by edges, and what is behind them, as inferred items with what is known of each.
//!
//! **In** a group's judgement and its edges. **Out** its [`Lineage`].

use std::collections::BTreeMap;

use crate::article::{ArticleIdx, Moment};
use crate::text::Lang;

use super::resolve::{Bench, Found};
use super::{Edge, Latent, Lineage, Parent, latent, time, wire};

impl Bench<'_, '_> {
    /// Turns the media named by edges, and what is behind them, into inferred items.
    pub(super) fn name_items(&self, found: Found) -> Lineage {
        let next = latent::chained(&self.drafts);
        let mut needed: BTreeMap<&String, usize> = BTreeMap::new();
        for (_, source) in &found.edges {
            let mut hop = source.as_ref();
            while let Some(id) = hop
                .and_then(|id| self.drafts.get_key_value(id))
                .map(|d| d.0)
            {
                needed.insert(id, 0);
                hop = next.get(id);
            }
        }
        for (i, place) in needed.values_mut().enumerate() {
            *place = i;
        }
        let mut lineage = Lineage {
            ties: found.ties,
            ..Lineage::default()
        };
        for &id in needed.keys() {
            let draft = &self.drafts[id];
            let first = draft.pages.first().copied();
            lineage.latents.push(Latent {
                id: self.latent_id(id, first),
                source: Some(id.clone()),
                basis: draft.basis.clone(),
                parent: next.get(id).and_then(|hop| needed.get(hop)).copied(),
                lang: Lang::UND,
                not_after: None,
                readings: Vec::new(),
            });
        }
        for (mut edge, source) in found.edges {
            if let Some(place) = source.and_then(|id| needed.get(&id).copied()) {
                edge.parent = Parent::Latent(place);
            }
            lineage.edges.push(edge);
        }
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for (item, edge) in found.unnamed {
            let place = *places.entry(item).or_insert_with(|| {
                lineage.latents.push(Latent {
                    id: self.latent_id("unknown", Some(edge.child)),
                    source: None,
                    basis: Vec::new(),
                    parent: None,
                    lang: Lang::UND,
                    not_after: None,
                    readings: Vec::new(),
                });
                lineage.latents.len() - 1
            });
            lineage.edges.push(Edge {
                parent: Parent::Latent(place),
                ..edge
            });
        }
        lineage
    }

    /// Gives each item what its branches tell: language, time and text.
    pub(super) fn reconstruct(&self, lineage: &mut Lineage) {
        let Lineage { latents, edges, .. } = lineage;
        let tops: Vec<ArticleIdx> = (0..self.group.members.len())
            .map(|page| self.group.members[self.top(page)].article)
            .collect();
        for (place, latent) in latents.iter_mut().enumerate() {
            let children: Vec<ArticleIdx> = edges
                .iter()
                .filter(|e| e.parent == Parent::Latent(place))
                .map(|e| e.child)
                .collect();
            let pages = children.iter().map(|&child| self.evidence.article(child));
            latent.lang = wire::most_common(pages.clone().map(|page| page.lang));
            let times = pages.filter_map(|page| Some(page.published.as_ref()?.end));
            latent.not_after = self.earliest(times.collect());
            if children.len() < 2 {
                continue;
            }
            let branches: BTreeMap<ArticleIdx, usize> = children.into_iter().zip(0..).collect();
            let members = self.group.members.iter().zip(&tops);
            let pages: Vec<(ArticleIdx, usize)> = members
                .filter_map(|(member, top)| Some((member.article, *branches.get(top)?)))
                .collect();
            latent.readings = wire::readings(self.evidence, &pages);
        }
    }

    /// The earliest of `times` that can be believed: one long before the next is a template's or a mistake.
    fn earliest(&self, mut times: Vec<Moment>) -> Option<Moment> {
        let seconds = |moment: &Moment| time::seconds(*moment, self.evidence.config);
        times.sort_by_key(seconds);
        let sorted: Vec<i64> = times.iter().map(seconds).collect();
        times.into_iter().nth(time::first_believed(&sorted)?)
    }

    /// The page that `page` descends from and that comes from none of the others.
    fn top(&self, page: usize) -> usize {
        let mut top = page;
        // A tree has no circle.
        while let Some(parent) = self.tree[top] {
            top = parent;
        }
        top
    }

    fn latent_id(&self, source: &str, first: Option<ArticleIdx>) -> String {
        let page = first.map_or("", |a| self.evidence.article(a).article.id.as_str());
        format!("latent:{source}:{page}")
    }
}
