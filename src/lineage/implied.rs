//! The source behind a page that credits nobody, by what the pages credit that share its text.
//!
//! **In** a group. **Out** an [`Implied`] for each page with one: a second answer beside its edges, which say *how* the
//! text came. Pages of one item may hang on one another in any order; that it is an agency's item may be plain
//! nevertheless.

use std::collections::BTreeMap;

use super::evidence::{Evidence, View};
use super::group::Group;
use super::latent;
use crate::article::ArticleIdx;
use crate::attribution::Relation;
use crate::verify::Verdict;

/// A source that a page does not credit while pages with its text do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Implied {
    /// The page.
    pub article: ArticleIdx,
    /// The source's id.
    pub source: String,
}

/// The implied sources of a group's pages.
///
/// A page qualifies if it credits no medium but those that were spoken to. Each page that shares all of its text votes
/// for what it credits, by how alike the two are: fully where the credit is for the whole text, half where it may be for
/// a part. A source needs half of all votes, and one page at least that does more than mention it.
pub(super) fn implied(evidence: &Evidence<'_>, group: &Group) -> Vec<Implied> {
    let members = group.members.iter();
    let silent = members.filter(|member| {
        let branches = &evidence.chain(member.article).branches;
        branches
            .iter()
            .all(|branch| strength(evidence, member.article, branch) == 0.0)
    });
    silent
        .filter_map(|member| {
            let source = elected(evidence, group, member.article)?;
            Some(Implied {
                article: member.article,
                source,
            })
        })
        .collect()
}

fn elected(evidence: &Evidence<'_>, group: &Group, article: ArticleIdx) -> Option<String> {
    // For each source its votes, and the strongest credit among them.
    let mut votes: BTreeMap<&String, (f64, f64)> = BTreeMap::new();
    let whole = evidence
        .reuses(article)
        .filter(|(number, _)| group.matches.binary_search(number).is_ok())
        .map(|(_, found)| View::of(found, article))
        .filter(|view| matches!(view.verdict(), Verdict::Copy | Verdict::Rewrite));
    for view in whole {
        let Some(place) = group.place(view.parent()) else {
            continue;
        };
        for branch in latent::branches(evidence, &group.members[place]) {
            let strength = strength(evidence, view.parent(), branch);
            let Some(source) = branch.first().filter(|_| strength > 0.0) else {
                continue;
            };
            let (sum, best) = votes.entry(source).or_default();
            *sum += strength * view.found.score;
            *best = best.max(strength);
        }
    }
    votes.retain(|source, _| !evidence.is_by(article, source));
    let all: f64 = votes.values().map(|(sum, _)| sum).sum();
    let first = votes
        .into_iter()
        .reduce(|best, vote| if vote.1.0 > best.1.0 { vote } else { best });
    first
        .filter(|(_, (sum, best))| *sum >= all / 2.0 && *best >= PART)
        .map(|(source, _)| source.clone())
}

/// Strength of a credit that may be for a part of the text.
const PART: f64 = 0.5;

/// How much of the page's text the credit of `branch` is for, `0.0..=1.0`.
fn strength(evidence: &Evidence<'_>, article: ArticleIdx, branch: &[String]) -> f64 {
    if evidence.is_whole(article, branch) {
        return 1.0;
    }
    match evidence.stated(article, branch).map(|claim| claim.relation) {
        Some(Relation::InterviewTo) => 0.0,
        Some(Relation::ReportedBy) => PART / 2.0,
        _ => PART,
    }
}
