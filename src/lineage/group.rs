//! Which pages are judged together.
//!
//! **In** families and matches. **Out** groups: one for each family, one for each set of pages that reuse each other's
//! passages outside any family, and one for each remaining page that credits or betrays a source. A page may be in
//! several groups (a merge of two wire items); each of its credits then goes to the group it belongs to.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;
use crate::cluster::Level;

use super::evidence::{Evidence, View};
use super::{Config, FEWEST_COLLATED};

/// Pages that are judged together, each having at most one parent among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Sorted by article.
    pub(super) members: Vec<Member>,
    /// Numbers of the matches that join them, sorted.
    pub(super) matches: Vec<u32>,
    /// Whether they are a family: pages of one wire item, not of passages that pages share.
    is_family: bool,
}

/// A page's part in a group.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub(super) article: ArticleIdx,
    /// Share of its body that belongs here, `0.0..=1.0`.
    pub(super) share: f64,
    /// Its branches that belong here, by number, the main one first.
    pub(super) branches: Vec<usize>,
    /// Whether leaks of a house ([`Chain::implied`](crate::attribution::Chain::implied)) belong here.
    pub(super) leaks: bool,
}

impl Group {
    fn new(mut members: Vec<(ArticleIdx, f64)>) -> Self {
        members.sort_by_key(|m| m.0);
        members.dedup_by_key(|m| m.0);
        let members = members.into_iter().map(|(article, share)| Member {
            article,
            share,
            branches: Vec::new(),
            leaks: false,
        });
        Self {
            members: members.collect(),
            matches: Vec::new(),
            is_family: false,
        }
    }

    /// Whether its pages are laid against one another: a family that is large enough for third pages to tell anything,
    /// and not too large.
    #[must_use]
    pub fn is_collated(&self, config: &Config) -> bool {
        self.is_family && (FEWEST_COLLATED..=config.max_collated).contains(&self.members.len())
    }

    /// The number of pages.
    #[must_use]
    pub fn n_members(&self) -> usize {
        self.members.len()
    }

    /// The place of `article` among the members.
    pub(super) fn place(&self, article: ArticleIdx) -> Option<usize> {
        self.members
            .binary_search_by_key(&article, |m| m.article)
            .ok()
    }
}

/// The groups of a collection: families first, in their order, then the others by their first page.
///
/// Takes O(articles + matches + members), times the few families that one page is in.
#[must_use]
pub fn groups(evidence: &Evidence<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = evidence
        .families
        .iter()
        .filter(|f| f.level == Level::Family)
        .map(|f| {
            let members = f.members.iter().filter(|m| evidence.holds(m.article));
            Group {
                is_family: true,
                ..Group::new(members.map(|m| (m.article, m.share)).collect())
            }
        })
        .collect();
    let mut homes = homes(evidence, &groups);
    let strays = join_matches(evidence, &mut groups, &homes);
    for group in strays {
        for member in &group.members {
            homes[member.article.get()].push(groups.len());
        }
        groups.push(group);
    }
    for article in evidence.indexes() {
        let chain = evidence.chain(article);
        let says_something = !chain.branches.is_empty() || !chain.implied.is_empty();
        if says_something && homes[article.get()].is_empty() {
            homes[article.get()].push(groups.len());
            groups.push(Group::new(vec![(article, 1.0)]));
        }
    }
    share_credits(evidence, &mut groups, &homes);
    groups
}

/// For each article the groups it is in.
fn homes(evidence: &Evidence<'_>, groups: &[Group]) -> Vec<Vec<usize>> {
    let mut homes = vec![Vec::new(); evidence.indexes().count()];
    for (g, group) in groups.iter().enumerate() {
        for member in &group.members {
            homes[member.article.get()].push(g);
        }
    }
    homes
}

/// Gives each match to the groups that hold both its pages; the others make groups of their own, which are returned.
fn join_matches(evidence: &Evidence<'_>, groups: &mut [Group], homes: &[Vec<usize>]) -> Vec<Group> {
    let mut strays = Vec::new();
    for article in evidence.indexes() {
        for (number, found) in evidence.reuses(article).filter(|(_, m)| m.a == article) {
            let theirs = &homes[found.b.get()];
            let mut homeless = true;
            for &g in homes[article.get()].iter().filter(|g| theirs.contains(g)) {
                groups[g].matches.push(number);
                homeless = false;
            }
            if homeless {
                strays.push(number);
            }
        }
    }
    for group in groups {
        group.matches.sort_unstable();
    }
    components(evidence, &strays)
}

/// Pages joined by the matches numbered `strays`, one group for each connected set.
fn components(evidence: &Evidence<'_>, strays: &[u32]) -> Vec<Group> {
    let mut leader: BTreeMap<ArticleIdx, ArticleIdx> = BTreeMap::new();
    for &number in strays {
        let found = evidence.found(number);
        let (a, b) = (lead(&leader, found.a), lead(&leader, found.b));
        // The smaller index leads, so that the result does not depend on the order of matches.
        leader.insert(a.max(b), a.min(b));
    }
    let mut by_leader: BTreeMap<ArticleIdx, Vec<u32>> = BTreeMap::new();
    for &number in strays {
        let first = lead(&leader, evidence.found(number).a);
        by_leader.entry(first).or_default().push(number);
    }
    by_leader
        .into_values()
        .map(|mut matches| {
            let mut shares: BTreeMap<ArticleIdx, f64> = BTreeMap::new();
            for found in matches.iter().map(|&i| evidence.found(i)) {
                for side in [found.a, found.b] {
                    let share = shares.entry(side).or_default();
                    *share = share.max(View::of(found, side).child_share());
                }
            }
            matches.sort_unstable();
            let mut group = Group::new(shares.into_iter().collect());
            group.matches = matches;
            group
        })
        .collect()
}

/// The article that leads the set of `article`.
fn lead(leader: &BTreeMap<ArticleIdx, ArticleIdx>, mut article: ArticleIdx) -> ArticleIdx {
    while let Some(&next) = leader.get(&article).filter(|&&next| next != article) {
        article = next;
    }
    article
}

/// Gives each branch of each page to the group that holds most of the page, unless another page knows the same media
/// only in other groups: then to those.
fn share_credits(evidence: &Evidence<'_>, groups: &mut [Group], homes: &[Vec<usize>]) {
    for article in evidence.indexes() {
        let home = &homes[article.get()];
        // Of equal shares the first group.
        let share = |g: usize| {
            groups[g]
                .place(article)
                .map_or(0.0, |i| groups[g].members[i].share)
        };
        let Some(largest) = home
            .iter()
            .copied()
            .reduce(|best, g| if share(g) > share(best) { g } else { best })
        else {
            continue;
        };
        let mut given: Vec<(usize, usize)> = Vec::new();
        for (b, branch) in evidence.chain(article).branches.iter().enumerate() {
            let known: Vec<usize> = home
                .iter()
                .copied()
                .filter(|&g| home.len() == 1 || knows(evidence, &groups[g], article, branch))
                .collect();
            // A page says its source once, for most of what it has.
            let takers = if known.is_empty() || known.contains(&largest) {
                vec![largest]
            } else {
                known
            };
            given.extend(takers.into_iter().map(|g| (g, b)));
        }
        for (g, branch) in given {
            if let Some(i) = groups[g].place(article) {
                groups[g].members[i].branches.push(branch);
            }
        }
        if let Some(i) = groups[largest].place(article) {
            groups[largest].members[i].leaks = true;
        }
    }
}

/// Whether a page of `group` other than `article` is of an outlet of `branch`, or credits one.
fn knows(evidence: &Evidence<'_>, group: &Group, article: ArticleIdx, branch: &[String]) -> bool {
    group
        .members
        .iter()
        .map(|m| m.article)
        .filter(|&other| other != article)
        .any(|other| {
            let credits = evidence.chain(other).branches.iter().flatten();
            branch.iter().any(|id| evidence.is_by(other, id))
                || credits.into_iter().any(|id| branch.contains(id))
        })
}
