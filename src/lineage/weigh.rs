//! Everything that one page of a group may have come from, with its log-odds.
//!
//! **In** a group and the place of a page. **Out** the articles and the unseen items that may be its parent, as
//! [`Weighed`]; nothing is chosen here.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;

use super::choice::{self, Choice, Weights};
use super::evidence::{Evidence, View};
use super::group::Group;
use super::latent::{self, Draft, Outside, Unseen};
use super::{EdgeKind, Reason};

/// An article that may be a page's parent.
pub(super) struct Candidate {
    /// Place of the parent in the group.
    pub(super) parent: usize,
    /// Log-odds of the evidence about the two pages.
    pub(super) score: f64,
    /// Log-odds before any evidence.
    pub(super) prior: f64,
    /// Why; the weights, the prior's among them, add up to `score + prior`.
    pub(super) reasons: Vec<Reason>,
    /// How the texts relate.
    pub(super) kind: EdgeKind,
    /// Share of the page that stands in the parent, `0.0..=1.0`.
    pub(super) share: f64,
}

/// Everything weighed for one page.
pub(super) struct Weighed {
    /// Articles, best first.
    pub(super) candidates: Vec<Candidate>,
    /// Items outside the collection.
    pub(super) outside: Outside,
    /// Whether third pages were asked. Then coming from outside is one way, of which an inferred item is but the name;
    /// else each such item is a way of its own.
    pub(super) is_collated: bool,
}

impl Weighed {
    /// The log of the sum of all ways to come from outside the group: each inferred item, and nothing (0).
    pub(super) fn root(&self) -> f64 {
        let rivals = self.outside.rivals.iter().map(|u| sum(&u.reasons));
        if self.is_collated {
            rivals.fold(0.0, f64::max)
        } else {
            (1.0 + rivals.map(f64::exp).sum::<f64>()).ln()
        }
    }

    /// The part of [`root`](Self::root) that is `unseen`, `0.0..=1.0`.
    pub(super) fn part(&self, unseen: &Unseen) -> f64 {
        (sum(&unseen.reasons) - self.root()).exp()
    }

    /// The best inferred item, if one is better than nothing.
    pub(super) fn best_unseen(&self) -> Option<&Unseen> {
        self.outside
            .rivals
            .iter()
            .reduce(|best, u| {
                if sum(&u.reasons) > sum(&best.reasons) {
                    u
                } else {
                    best
                }
            })
            .filter(|u| sum(&u.reasons) > 0.0)
    }
}

/// What third pages say of each choice, where the pages of the group are laid against one another.
pub(super) fn collated(evidence: &Evidence<'_>, group: &Group) -> Option<Vec<Choice>> {
    group.is_collated(evidence.config).then(|| {
        let observed = choice::observe(evidence, group);
        observed.choices(Weights::built_in())
    })
}

/// Whether some page that shares `article`'s text is in its language. Of a translation third pages say nothing: it has
/// none of their words.
fn is_in_company(evidence: &Evidence<'_>, article: ArticleIdx) -> bool {
    let lang = evidence.article(article).lang;
    evidence
        .reuses(article)
        .any(|(_, found)| evidence.article(View::of(found, article).parent()).lang == lang)
}

/// Weighs everything that page `child` may have come from; `choice` is what third pages say of it.
pub(super) fn weigh(
    evidence: &Evidence<'_>,
    group: &Group,
    child: usize,
    choice: Option<&Choice>,
    drafts: &BTreeMap<String, Draft>,
) -> Weighed {
    let article = group.members[child].article;
    let choice = choice.filter(|_| is_in_company(evidence, article));
    let mut candidates: Vec<Candidate> = evidence
        .reuses(article)
        .filter(|(number, _)| group.matches.binary_search(number).is_ok())
        .filter_map(|(_, found)| {
            let view = View::of(found, article);
            let mut reasons = match choice {
                Some(choice) => evidence.collated(view, choice),
                None => evidence.likeness(view, article),
            };
            reasons.extend(evidence.testimony(view, article));
            reasons.extend(evidence.own_reporting(article));
            Some(Candidate {
                parent: group.place(view.parent())?,
                score: sum(&reasons),
                prior: 0.0,
                reasons,
                kind: evidence.kind(view, article),
                share: view.child_share(),
            })
        })
        .collect();
    let parents: Vec<ArticleIdx> = candidates
        .iter()
        .map(|c| group.members[c.parent].article)
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.parent.cmp(&b.parent)));
    candidates.dedup_by_key(|c| c.parent);
    candidates.truncate(evidence.config.max_candidates);
    if choice.is_some() {
        // The weights of a choice hold the chance of each candidate before the evidence; twins are one.
        join_twins(evidence, group, &mut candidates);
    } else {
        spread(evidence, group, article, &mut candidates);
    }
    let mut outside = latent::outside(evidence, group, child, &parents, drafts);
    if choice.is_some() {
        outside.share_credits(evidence, article, &parents);
    }
    Weighed {
        candidates,
        outside,
        is_collated: choice.is_some(),
    }
}

/// Before the evidence, each of `n` pages that are not surely later is the parent with a chance of one in `n`.
fn spread(evidence: &Evidence<'_>, group: &Group, child: ArticleIdx, candidates: &mut [Candidate]) {
    let possible = |c: &&Candidate| !evidence.surely_later(group.members[c.parent].article, child);
    let n = candidates.iter().filter(possible).count();
    if n < 2 {
        return;
    }
    let weight = -(n as f64).ln();
    for candidate in candidates {
        let text = format!("one of {n} pages that share this text and are not later");
        candidate.reasons.push(Reason::new("prior", weight, text));
        candidate.prior = weight;
    }
}

/// Verbatim twins are one parent, of which each is as good as the others.
fn join_twins(evidence: &Evidence<'_>, group: &Group, candidates: &mut [Candidate]) {
    let articles: Vec<ArticleIdx> = candidates
        .iter()
        .map(|c| group.members[c.parent].article)
        .collect();
    for (candidate, &article) in candidates.iter_mut().zip(&articles) {
        let n = 1 + evidence
            .twins(article)
            .filter(|twin| articles.contains(twin))
            .count();
        if n > 1 {
            let weight = -(n as f64).ln();
            let text = format!("one of {n} pages with the same text");
            candidate.reasons.push(Reason::new("prior", weight, text));
            candidate.prior = weight;
        }
    }
}

/// The log-odds that reasons add up to.
pub(super) fn sum(reasons: &[Reason]) -> f64 {
    reasons.iter().map(|r| r.weight).sum()
}
