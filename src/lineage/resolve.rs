//! One group's lineage: candidates weighed, the best tree found, and what it leaves open said.
//!
//! **In** a group. **Out** its edges, inferred items and ties, as the equations of [`lineage`](super) have it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::article::ArticleIdx;
use crate::attribution::Relation;

use super::arborescence::{self, Arc};
use super::evidence::Evidence;
use super::group::{Group, Member};
use super::implied;
use super::latent::{self, Draft, Unseen};
use super::posterior::{self, Posterior};
use super::weigh::{self, Candidate, Weighed, sum, weigh};
use super::{CreditLabel, Edge, Lineage, Parent, Reason, Tie};

/// A group's judgement while it is made.
pub(super) struct Bench<'g, 'a> {
    pub(super) evidence: &'g Evidence<'a>,
    pub(super) group: &'g Group,
    pub(super) drafts: BTreeMap<String, Draft>,
    pub(super) weighed: Vec<Weighed>,
    /// Whether the pages were laid against one another.
    pub(super) is_collated: bool,
    /// For each page its parent in the best tree.
    pub(super) tree: Vec<Option<usize>>,
    pub(super) posterior: Posterior,
    /// For each page and candidate, where its probability stands in the posterior.
    pub(super) offsets: Vec<usize>,
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
    let mut lineage = bench.name_items(found);
    bench.reconstruct(&mut lineage);
    lineage.implied = implied::implied(evidence, group);
    lineage
}

/// Edges whose parents outside the collection are still named by their medium.
#[derive(Default)]
pub(super) struct Found {
    pub(super) edges: Vec<(Edge, Option<String>)>,
    /// Edges to items that nobody names, with the number of the item.
    pub(super) unnamed: Vec<(usize, Edge)>,
    pub(super) ties: Vec<Tie>,
}

impl<'g, 'a> Bench<'g, 'a> {
    fn new(evidence: &'g Evidence<'a>, group: &'g Group) -> Self {
        let drafts = latent::drafts(evidence, group);
        let choices = weigh::collated(evidence, group);
        let weighed: Vec<Weighed> = (0..group.members.len())
            .map(|child| {
                let choice = choices.as_ref().and_then(|choices| choices.get(child));
                weigh(evidence, group, child, choice, &drafts)
            })
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
            is_collated: choices.is_some(),
            weighed,
            offsets,
        }
    }

    /// The probability of candidate `i` of page `child`.
    fn probability(&self, child: usize, i: usize) -> f64 {
        self.posterior.arcs[self.offsets[child] + i]
    }

    /// The probability of candidate `i` of page `child` or a verbatim twin of it: twins are one parent, since nothing
    /// tells them apart.
    fn probability_of_class(&self, child: usize, i: usize) -> f64 {
        let candidates = &self.weighed[child].candidates;
        let article = |i: usize| self.group.members[candidates[i].parent].article;
        let twins: Vec<ArticleIdx> = self.evidence.twins(article(i)).collect();
        let class = (0..candidates.len()).filter(|&j| j == i || twins.contains(&article(j)));
        let sum: f64 = class.map(|j| self.probability(child, j)).sum();
        sum.min(1.0)
    }

    /// The probability of an inferred item: its part of the page's way from outside.
    fn unseen_probability(&self, child: usize, unseen: &Unseen) -> f64 {
        self.posterior.root[child] * self.weighed[child].part(unseen)
    }

    /// Whether some parent of page `child` is probable enough to be named.
    pub(super) fn is_decided(&self, child: usize) -> bool {
        let weighed = &self.weighed[child];
        let articles = (0..weighed.candidates.len()).map(|i| self.probability(child, i));
        let unseen = weighed.outside.rivals.iter();
        articles
            .chain(unseen.map(|u| self.unseen_probability(child, u)))
            .any(|p| p >= self.evidence.config.min_probability)
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
            let probability = self.probability_of_class(child, i);
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
                let mut edge = unseen_edge(member.article, unseen, probability, decided);
                edge.reasons.extend(self.against_pages(child));
                edge.reasons.sort_by(strongest);
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
        let (mut names_another, mut names_the_same) = (false, false);
        let credited = &evidence.chain(parent).branches;
        for branch in latent::branches(evidence, member) {
            if branch.iter().any(|id| evidence.is_by(parent, id)) {
                return CreditLabel::CreditedMatched;
            }
            // Words given to a medium in an interview are no credit for the text around them.
            let claim = evidence.stated(member.article, branch);
            if claim.is_none_or(|c| c.relation != Relation::InterviewTo) {
                names_another = true;
                names_the_same |= credited.iter().flatten().any(|id| branch.contains(id));
            }
        }
        if names_the_same {
            CreditLabel::CreditedAbsent
        } else if names_another {
            CreditLabel::Miscredited
        } else {
            CreditLabel::Uncredited
        }
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
    sorted.sort_by(strongest);
    sorted
}

fn strongest(one: &Reason, other: &Reason) -> Ordering {
    let weights = other.weight.abs().total_cmp(&one.weight.abs());
    weights.then(one.kind.cmp(other.kind))
}
