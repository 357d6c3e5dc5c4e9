//! Pages that share text while none of them can be where it is from, and none names a source: an unnamed item.
//!
//! **In** a group's judgement. **Out** edges to that item.

use std::collections::BTreeMap;

use super::reasons::count;
use super::resolve::{Bench, Found};
use super::weigh::Candidate;
use super::{CreditLabel, Edge, EdgeKind, Parent, Reason, latent};

impl Bench<'_, '_> {
    /// Pages that share text, of which none can be the other's parent and none names a source: one unnamed item.
    pub(super) fn unknown_source(&self, classes: &[usize], found: &mut Found) {
        if self.is_collated {
            self.unseen_item(classes, found);
            return;
        }
        let has_no_parent = |i: usize| {
            let credits_nobody = latent::branches(self.evidence, &self.group.members[i])
                .next()
                .is_none();
            credits_nobody && self.tree[i].is_none() && self.weighed[i].best_unseen().is_none()
        };
        for (child, weighed) in self.weighed.iter().enumerate() {
            let closest = weighed
                .candidates
                .iter()
                .filter(|c| has_no_parent(child) && has_no_parent(c.parent))
                .filter(|c| classes[c.parent] != classes[child])
                .filter(|c| c.score <= 0.0 && self.score(c.parent, child) <= 0.0)
                .reduce(|best, c| if c.share > best.share { c } else { best });
            let Some(closest) = closest else { continue };
            let other = self.group.members[closest.parent].article;
            let text = format!(
                "this page shares text with {}, neither can be taken from the other, and neither credits anyone",
                self.evidence.article(other).article.id
            );
            let reason = Reason::new("common_source", -closest.score, text);
            let edge = self.to_unnamed(child, self.posterior.root[child], closest, Some(reason));
            found.unnamed.push((0, edge));
        }
    }

    /// Two pages or more that come from none of the others, while all share text: they had it from one item that is
    /// not in the collection, and that none of them names.
    fn unseen_item(&self, classes: &[usize], found: &mut Found) {
        let from_outside: Vec<usize> = (0..self.weighed.len())
            .filter(|&page| self.tree[page].is_none() && self.group.members[page].leaks)
            .filter(|&page| self.weighed[page].is_collated)
            .filter(|&page| self.weighed[page].best_unseen().is_none())
            .filter(|&page| !self.weighed[page].candidates.is_empty())
            .collect();
        for (item, pages) in self.items_of(&from_outside).into_iter().enumerate() {
            if pages.len() > 1 && !self.are_of_one_house(&pages) {
                self.of_unseen(item, &pages, classes, found);
            }
        }
    }

    /// Whether `pages` are known to be of one outlet, whose own versions need no item from outside.
    fn are_of_one_house(&self, pages: &[usize]) -> bool {
        let article = |page: usize| self.group.members[page].article;
        pages
            .windows(2)
            .all(|pair| self.evidence.same_house(article(pair[0]), article(pair[1])))
    }

    /// Pages from outside, parted by item: those that share a whole text. A page that merges two items joins two sets
    /// of pages in one family, but neither set with the other.
    fn items_of(&self, pages: &[usize]) -> Vec<Vec<usize>> {
        let mut item: BTreeMap<usize, usize> = pages.iter().map(|&page| (page, page)).collect();
        let near = |page: usize, partial: bool| {
            let candidates = self.weighed[page].candidates.iter();
            candidates
                .filter(move |c| (c.kind == EdgeKind::Partial) == partial)
                .filter(|c| pages.contains(&c.parent))
        };
        for &page in pages {
            for candidate in near(page, false) {
                let (one, other) = (item[&page], item[&candidate.parent]);
                for of in item.values_mut().filter(|of| **of == one.max(other)) {
                    *of = one.min(other);
                }
            }
        }
        // A page that has but passages in common with others goes where it has most.
        for &page in pages {
            let closest =
                near(page, true).reduce(|best, c| if c.share > best.share { c } else { best });
            if let Some(closest) = closest
                && near(page, false).next().is_none()
            {
                item.insert(page, item[&closest.parent]);
            }
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (page, of) in item {
            parts.entry(of).or_default().push(page);
        }
        parts.into_values().collect()
    }

    /// The edges of `pages` to the unseen item number `item`.
    fn of_unseen(&self, item: usize, pages: &[usize], classes: &[usize], found: &mut Found) {
        for &page in pages {
            let weighed = &self.weighed[page];
            let probability = self.posterior.root[page] * (-weighed.root()).exp();
            let tied = (0..classes.len()).any(|p| p != page && classes[p] == classes[page]);
            if tied || probability < self.evidence.config.min_shown {
                continue;
            }
            let candidates = weighed.candidates.iter();
            let closest = candidates.reduce(|best, c| if c.share > best.share { c } else { best });
            if let Some(closest) = closest {
                let edge = self.to_unnamed(page, probability, closest, self.against_pages(page));
                found.unnamed.push((item, edge));
            }
        }
    }

    /// The edge of page `child` to an item that nobody names, which `closest` shares.
    fn to_unnamed(
        &self,
        child: usize,
        probability: f64,
        closest: &Candidate,
        reason: Option<Reason>,
    ) -> Edge {
        Edge {
            child: self.group.members[child].article,
            // `name_items` sets the place.
            parent: Parent::Latent(0),
            probability,
            kind: closest.kind,
            credit: if probability >= self.evidence.config.min_probability {
                CreditLabel::CommonSource
            } else {
                CreditLabel::Undecided
            },
            share: closest.share,
            reasons: reason.into_iter().collect(),
        }
    }

    /// What speaks for a page laid against others having come from none of them: what speaks against the likeliest.
    pub(super) fn against_pages(&self, page: usize) -> Option<Reason> {
        let weighed = &self.weighed[page];
        let candidates = &weighed.candidates;
        let best = candidates.iter().map(|c| c.score).reduce(f64::max);
        let best = best.filter(|_| weighed.is_collated)?;
        let sharing = count(candidates.len(), "page", "pages");
        let text = if best > 0.0 {
            format!("of {sharing} of this story that share its text, one may be where it is from")
        } else {
            format!(
                "{sharing} of this story share its text, and more speaks against each as its parent than for it"
            )
        };
        Some(Reason::new("common_source", -best, text))
    }

    /// The log-odds of `child` having come from `parent`; no match is no chance.
    fn score(&self, child: usize, parent: usize) -> f64 {
        let mut candidates = self.weighed[child].candidates.iter();
        candidates
            .find(|c| c.parent == parent)
            .map_or(f64::NEG_INFINITY, |c| c.score)
    }
}
