//! One group's lineage: candidates weighed, the best tree found, and what it leaves open said.
//!
//! **In** a group. **Out** its edges, inferred items and ties, as the equations of [`lineage`](super) have it.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;
use crate::attribution::Relation;

use super::arborescence::{self, Arc};
use super::evidence::Evidence;
use super::group::{Group, Member};
use super::latent::{self, Draft, Unseen};
use super::posterior::{self, Posterior};
use super::reasons::log_odds;
use super::weigh::{Candidate, Weighed, sum, weigh};
use super::{CreditLabel, Edge, Latent, Lineage, Parent, Reason, Tie};

/// A group's judgement while it is made.
struct Bench<'g, 'a> {
    evidence: &'g Evidence<'a>,
    group: &'g Group,
    drafts: BTreeMap<String, Draft>,
    weighed: Vec<Weighed>,
    /// For each page its parent in the best tree.
    tree: Vec<Option<usize>>,
    posterior: Posterior,
    /// For each page and candidate, where its probability stands in the posterior.
    offsets: Vec<usize>,
}

/// The lineage of one group; it holds only indexes of its own inferred items, which [`join`](super::join) renumbers.
///
/// Takes O(`n^3`) for `n` members up to [`Config::max_exact`](super::Config::max_exact), O(`n * m`) beyond, for `m`
/// matches.
#[must_use]
pub fn infer_group(evidence: &Evidence<'_>, group: &Group) -> Lineage {
    let bench = Bench::new(evidence, group);
    let classes = bench.tie_classes();
    let mut found = Found::default();
    for (child, member) in group.members.iter().enumerate() {
        bench.decide(child, member, &classes, &mut found);
    }
    bench.unknown_source(&classes, &mut found);
    found.ties = bench.ties(&classes);
    bench.name_items(found)
}

/// Edges whose parents outside the collection are still named by their medium.
#[derive(Default)]
struct Found {
    edges: Vec<(Edge, Option<String>)>,
    /// Pages of one source that nobody names.
    unnamed: Vec<(ArticleIdx, Edge)>,
    ties: Vec<Tie>,
}

impl<'g, 'a> Bench<'g, 'a> {
    fn new(evidence: &'g Evidence<'a>, group: &'g Group) -> Self {
        let drafts = latent::drafts(evidence, group);
        let weighed: Vec<Weighed> = (0..group.members.len())
            .map(|child| weigh(evidence, group, child, &drafts))
            .collect();
        let root: Vec<f64> = weighed.iter().map(Weighed::root).collect();
        // The best tree takes one item a page, so its root arcs weigh as much as the best way from outside alone.
        let best_root: Vec<f64> = weighed
            .iter()
            .map(|w| w.best_unseen().map_or(0.0, |u| sum(&u.reasons)))
            .collect();
        let mut arcs = Vec::new();
        let mut offsets = Vec::with_capacity(weighed.len());
        for (child, weighed) in weighed.iter().enumerate() {
            offsets.push(arcs.len());
            arcs.extend(weighed.candidates.iter().map(|c| Arc {
                child,
                parent: c.parent,
                weight: c.score + c.prior,
            }));
        }
        Self {
            evidence,
            group,
            drafts,
            tree: arborescence::maximum(&best_root, &arcs),
            posterior: posterior::posterior(&root, &arcs, evidence.config.max_exact),
            weighed,
            offsets,
        }
    }

    /// The probability of candidate `i` of page `child`.
    fn probability(&self, child: usize, i: usize) -> f64 {
        self.posterior.arcs[self.offsets[child] + i]
    }

    /// The probability of an inferred item: its part of the page's way from outside.
    fn unseen_probability(&self, child: usize, unseen: &Unseen) -> f64 {
        let part = (sum(&unseen.reasons) - self.weighed[child].root()).exp();
        self.posterior.root[child] * part
    }

    /// Whether some parent of page `child` is probable enough to be named.
    fn is_decided(&self, child: usize) -> bool {
        let weighed = &self.weighed[child];
        let articles = (0..weighed.candidates.len()).map(|i| self.probability(child, i));
        let unseen = weighed.outside.rivals.iter();
        articles
            .chain(unseen.map(|u| self.unseen_probability(child, u)))
            .any(|p| p >= self.evidence.config.min_probability)
    }

    /// For each page the first page of its tie; itself where there is none.
    ///
    /// Two pages tie if one surely has to do with the other (both log-odds are positive), their log-odds differ by
    /// less than the bar of a decision, and neither has a decided parent.
    fn tie_classes(&self) -> Vec<usize> {
        let bar = log_odds(self.evidence.config.min_probability);
        let mut class: Vec<usize> = (0..self.weighed.len()).collect();
        for (child, weighed) in self.weighed.iter().enumerate() {
            for there in weighed.candidates.iter().filter(|c| c.parent < child) {
                let back = self.weighed[there.parent]
                    .candidates
                    .iter()
                    .find(|c| c.parent == child);
                let Some(back) = back else { continue };
                let open = (there.score - back.score).abs() < bar
                    && there.score.min(back.score) > 0.0
                    && !self.is_decided(child)
                    && !self.is_decided(there.parent);
                if open {
                    let (one, other) = (class[child], class[there.parent]);
                    for c in &mut class {
                        if *c == one.max(other) {
                            *c = one.min(other);
                        }
                    }
                }
            }
        }
        class
    }

    /// The tie classes of two or more pages.
    fn ties(&self, classes: &[usize]) -> Vec<Tie> {
        let mut members: BTreeMap<usize, Vec<ArticleIdx>> = BTreeMap::new();
        for (member, &class) in self.group.members.iter().zip(classes) {
            members.entry(class).or_default().push(member.article);
        }
        members
            .into_values()
            .filter(|m| m.len() > 1)
            .map(|members| Tie {
                members,
                reason: "they share text, and neither times nor credits tell which came first"
                    .to_owned(),
            })
            .collect()
    }

    /// The edges of page `child`: its parent in the tree, and its further sources.
    fn decide(&self, child: usize, member: &Member, classes: &[usize], found: &mut Found) {
        let weighed = &self.weighed[child];
        let config = self.evidence.config;
        let mut taken_from = None;
        let chosen = self.tree[child].and_then(|parent| {
            let i = weighed.candidates.iter().position(|c| c.parent == parent)?;
            Some((i, &weighed.candidates[i]))
        });
        if let Some((i, candidate)) = chosen {
            let probability = self.probability(child, i);
            let tied = classes[child] == classes[candidate.parent];
            if !tied && probability >= config.min_shown {
                taken_from = Some(candidate.parent);
                let edge = self.article_edge(member, candidate, probability);
                found.edges.push((edge, None));
            }
        } else if let Some(unseen) = weighed.best_unseen() {
            let probability = self.unseen_probability(child, unseen);
            if probability >= config.min_shown {
                let decided = probability >= config.min_probability;
                let edge = unseen_edge(member.article, unseen, probability, decided);
                found.edges.push((edge, Some(unseen.source.clone())));
            }
        }
        for unseen in &weighed.outside.further {
            // What the parent credits too was taken over with its text.
            let inherited = taken_from.is_some_and(|p| {
                latent::branches(self.evidence, &self.group.members[p])
                    .any(|b| b.first() == Some(&unseen.source))
            });
            let odds = sum(&unseen.reasons);
            let probability = 1.0 / (1.0 + (-odds).exp());
            if !inherited && probability >= config.min_shown {
                let decided = probability >= config.min_probability;
                let edge = unseen_edge(member.article, unseen, probability, decided);
                found.edges.push((edge, Some(unseen.source.clone())));
            }
        }
    }

    fn article_edge(&self, member: &Member, candidate: &Candidate, probability: f64) -> Edge {
        let parent = self.group.members[candidate.parent].article;
        let credit = if probability < self.evidence.config.min_probability {
            CreditLabel::Undecided
        } else {
            self.label(member, parent)
        };
        Edge {
            child: member.article,
            parent: Parent::Article(parent),
            probability,
            kind: candidate.kind,
            credit,
            share: candidate.share,
            reasons: strongest_first(&candidate.reasons),
        }
    }

    /// How the credits of `member` agree with its text coming from `parent`.
    fn label(&self, member: &Member, parent: ArticleIdx) -> CreditLabel {
        let evidence = self.evidence;
        // An outlet's own text needs no other credit than its nameplate.
        if evidence.same_house(member.article, parent) {
            return CreditLabel::CreditedMatched;
        }
        let mut names_another = false;
        for branch in latent::branches(evidence, member) {
            if branch.iter().any(|id| evidence.is_by(parent, id)) {
                return CreditLabel::CreditedMatched;
            }
            // Words given to a medium in an interview are no credit for the text around them.
            let claim = evidence.stated(member.article, branch);
            names_another |= claim.is_none_or(|c| c.relation != Relation::InterviewTo);
        }
        if names_another {
            CreditLabel::Miscredited
        } else {
            CreditLabel::Uncredited
        }
    }

    /// Pages that share text, of which none can be the other's parent and none names a source: one unnamed item.
    fn unknown_source(&self, classes: &[usize], found: &mut Found) {
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
            let probability = self.posterior.root[child];
            let decided = probability >= self.evidence.config.min_probability;
            let article = self.group.members[child].article;
            let other = self.group.members[closest.parent].article;
            let text = format!(
                "this page shares text with {}, neither can be taken from the other, and neither credits anyone",
                self.evidence.article(other).article.id
            );
            let edge = Edge {
                child: article,
                parent: Parent::Latent(0),
                probability,
                kind: closest.kind,
                credit: if decided {
                    CreditLabel::CommonSource
                } else {
                    CreditLabel::Undecided
                },
                share: closest.share,
                reasons: vec![Reason::new("common_source", -closest.score, text)],
            };
            found.unnamed.push((article, edge));
        }
    }

    /// The log-odds of `child` having come from `parent`; no match is no chance.
    fn score(&self, child: usize, parent: usize) -> f64 {
        let mut candidates = self.weighed[child].candidates.iter();
        candidates
            .find(|c| c.parent == parent)
            .map_or(f64::NEG_INFINITY, |c| c.score)
    }

    /// Turns the media named by edges, and what is behind them, into inferred items.
    fn name_items(&self, found: Found) -> Lineage {
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
            });
        }
        for (mut edge, source) in found.edges {
            if let Some(place) = source.and_then(|id| needed.get(&id).copied()) {
                edge.parent = Parent::Latent(place);
            }
            lineage.edges.push(edge);
        }
        if let Some((first, _)) = found.unnamed.first() {
            let place = lineage.latents.len();
            lineage.latents.push(Latent {
                id: self.latent_id("unknown", Some(*first)),
                source: None,
                basis: Vec::new(),
                parent: None,
            });
            let unnamed = found.unnamed.into_iter().map(|(_, edge)| Edge {
                parent: Parent::Latent(place),
                ..edge
            });
            lineage.edges.extend(unnamed);
        }
        lineage
    }

    fn latent_id(&self, source: &str, first: Option<ArticleIdx>) -> String {
        let page = first.map_or("", |a| self.evidence.article(a).article.id.as_str());
        format!("latent:{source}:{page}")
    }
}

fn unseen_edge(child: ArticleIdx, unseen: &Unseen, probability: f64, decided: bool) -> Edge {
    Edge {
        child,
        // `name_items` sets the place, once it is known which items are needed.
        parent: Parent::Latent(0),
        probability,
        kind: unseen.kind,
        credit: if decided {
            unseen.credit
        } else {
            CreditLabel::Undecided
        },
        share: unseen.share,
        reasons: strongest_first(&unseen.reasons),
    }
}

fn strongest_first(reasons: &[Reason]) -> Vec<Reason> {
    let mut sorted = reasons.to_vec();
    sorted.sort_by(|a, b| {
        b.weight
            .abs()
            .total_cmp(&a.weight.abs())
            .then(a.kind.cmp(b.kind))
    });
    sorted
}
