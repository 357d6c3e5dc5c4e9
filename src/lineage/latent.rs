//! Wire items that are not in the collection: which ones a group needs, and what speaks for each page having one.
//!
//! **In** a group, with the credits and leaks that belong to it. **Out** one draft for each medium that some page
//! names and, for each page, the drafts that may be its parent. An agency's own copy is usually absent from a
//! collection though five outlets derive from it, so the item is inferred from what the pages say.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;
use crate::attribution::{Claim, Relation};
use crate::verify::Verdict;

use super::evidence::{Evidence, View, path};
use super::group::{Group, Member};
use super::reasons::count;
use super::vouched;
use super::{CreditLabel, EdgeKind, Reason};

/// A medium that pages of a group name, as an item that may have to be inferred.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The claims that name it.
    pub(super) basis: Vec<(ArticleIdx, usize)>,
    /// The pages that name or betray it, in order.
    pub(super) pages: Vec<ArticleIdx>,
    /// The next hops that pages state, with how many do.
    next: BTreeMap<String, usize>,
}

/// An item that may be a page's parent.
#[derive(Clone, Debug)]
pub(super) struct Unseen {
    /// The medium's id.
    pub(super) source: String,
    /// Its reasons; their weights add up to its log-odds.
    pub(super) reasons: Vec<Reason>,
    /// What the page's credits say of it.
    pub(super) credit: CreditLabel,
    /// How the page's text relates to it.
    pub(super) kind: EdgeKind,
    /// Share of the page that is seen to come from it, `0.0..=1.0`.
    pub(super) share: f64,
}

/// The drafts of a group, by the medium's id.
pub(super) fn drafts(evidence: &Evidence<'_>, group: &Group) -> BTreeMap<String, Draft> {
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for member in &group.members {
        let article = member.article;
        let chain = evidence.chain(article);
        for branch in branches(evidence, member) {
            for (hop, id) in branch.iter().enumerate() {
                let draft = drafts.entry(id.clone()).or_default();
                if draft.pages.last() != Some(&article) {
                    draft.pages.push(article);
                }
                if let Some(next) = branch.get(hop + 1) {
                    *draft.next.entry(next.clone()).or_default() += 1;
                }
                for (i, claim) in evidence.claims(article).iter().enumerate() {
                    let stated = claim.relation.builds_branch()
                        && path(claim).any(|named| named == id)
                        && !draft.basis.contains(&(article, i));
                    if stated {
                        draft.basis.push((article, i));
                    }
                }
            }
        }
        for id in chain.implied.iter().filter(|_| member.leaks) {
            let draft = drafts.entry(id.clone()).or_default();
            if draft.pages.last() != Some(&article) {
                draft.pages.push(article);
            }
        }
    }
    drafts
}

/// The next hop of each medium: the one most pages state (of equals the first by id), unless that closes a circle.
pub(super) fn chained(drafts: &BTreeMap<String, Draft>) -> BTreeMap<String, String> {
    let mut next: BTreeMap<String, String> = BTreeMap::new();
    for (id, draft) in drafts {
        let most = draft
            .next
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        if let Some((hop, _)) = most
            && !leads_to(&next, hop, id)
        {
            next.insert(id.clone(), hop.clone());
        }
    }
    next
}

/// Whether following `next` from `from` comes by `to`; `next` has no circle.
fn leads_to(next: &BTreeMap<String, String>, from: &str, to: &str) -> bool {
    let mut id = from;
    while id != to {
        match next.get(id) {
            Some(hop) => id = hop,
            None => return false,
        }
    }
    true
}

/// The branches of a page that belong to its group.
pub(super) fn branches<'e>(
    evidence: &Evidence<'e>,
    member: &Member,
) -> impl Iterator<Item = &'e Vec<String>> + use<'e> {
    let all = &evidence.chain(member.article).branches;
    let numbers = member.branches.clone();
    numbers
        .into_iter()
        .filter_map(|b| all.get(b))
        .filter(|b| !b.is_empty())
}

/// The sources that a page may have had outside the collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Outside {
    /// Alternatives to the articles: at most one of all these is the parent.
    pub(super) rivals: Vec<Unseen>,
    /// Further sources, each a question of its own: a page that names three media had three.
    pub(super) further: Vec<Unseen>,
}

/// The sources of member `place` outside the collection; `parents` are the articles that may be its parent.
///
/// A credit met by an article needs no inferred item. Of the others, the one that most pages of the group share
/// stands against the articles, and the rest are further sources.
pub(super) fn outside(
    evidence: &Evidence<'_>,
    group: &Group,
    place: usize,
    parents: &[ArticleIdx],
    drafts: &BTreeMap<String, Draft>,
) -> Outside {
    let Some(member) = group.members.get(place) else {
        return Outside::default();
    };
    let child = member.article;
    let met = |branch: &&Vec<String>| {
        parents.iter().any(|&p| {
            branch.iter().any(|id| evidence.is_by(p, id)) && !evidence.surely_later(p, child)
        })
    };
    let all: Vec<&Vec<String>> = branches(evidence, member).collect();
    let open: Vec<&Vec<String>> = all.iter().copied().filter(|b| !met(b)).collect();
    let any_met = open.len() < all.len();
    let popularity = |branch: &[String]| {
        let sharers = branch.iter().filter_map(|id| drafts.get(id));
        sharers.map(|d| d.pages.len()).max().unwrap_or(0)
    };
    let chief = open.iter().copied().reduce(|best, b| {
        if popularity(b) > popularity(best) {
            b
        } else {
            best
        }
    });
    let mut outside = Outside::default();
    let vouched = vouched::share(evidence, child, parents);
    let is_source = vouched::is_source(evidence, child, parents);
    for branch in open {
        // That credit is for something else in the page, if there is anything else, or wrong.
        let is_alone = !vouched::credits_any(evidence, parents, branch);
        if is_alone && vouched >= vouched::WHOLE {
            continue;
        }
        let option = credited(evidence, group, child, branch);
        let mut before = outside.rivals.iter().chain(&outside.further);
        // Two branches may part behind one hop, and a page is not its own source.
        if evidence.is_by(child, &option.source) || before.any(|u| u.source == option.source) {
            continue;
        }
        if !any_met && chief == Some(branch) && !(is_alone && vouched > 0.0) {
            outside.rivals.push(option);
        } else {
            outside.further.push(option);
        }
    }
    let named = |id: &String| evidence.is_by(child, id) || all.iter().any(|b| b.contains(id));
    let inside = |id: &String| {
        let others = group.members.iter().map(|m| m.article);
        others
            .filter(|&o| o != child)
            .any(|o| evidence.is_by(o, id) && !evidence.surely_later(o, child))
    };
    for (id, draft) in drafts {
        if named(id) || inside(id) {
            continue;
        }
        let leak = member.leaks && evidence.chain(child).implied.contains(id);
        // Whose text others say it is needs no credit of theirs to name another.
        if is_source && !leak {
            continue;
        }
        if let Some(option) = uncredited(evidence, group, child, id, draft, leak) {
            if leak && !outside.rivals.is_empty() {
                outside.further.push(option);
            } else {
                outside.rivals.push(option);
            }
        }
    }
    outside
}

/// The item behind the credit of `branch`: its nearest hop.
fn credited(
    evidence: &Evidence<'_>,
    group: &Group,
    child: ArticleIdx,
    branch: &[String],
) -> Unseen {
    let source = branch.first().cloned().unwrap_or_default();
    let claim = evidence.stated(child, branch);
    let text = match branch {
        [_, behind @ ..] if !behind.is_empty() => format!(
            "this page credits {source}, which had it from {}; the collection holds no matching text",
            behind.join(", from ")
        ),
        _ => format!("this page credits {source}, of which the collection holds no matching text"),
    };
    let credit = Reason::new("credit", evidence.credit_weight(child, branch), text);
    let mut reasons = vec![match claim {
        Some(claim) => credit.shown(claim.span.clone()),
        None => credit,
    }];
    reasons.extend(other_item_reason(evidence, child, &source));
    reasons.extend(evidence.own_reporting(child));
    let Shared {
        likeness,
        share,
        verdict,
        ..
    } = shared_with(evidence, group, child, &source);
    let kind = match verdict {
        Some(verdict) if likeness > 0.0 => kind_of(verdict),
        _ => claim.map_or(EdgeKind::Rewrite, kind_said),
    };
    Unseen {
        source,
        reasons,
        credit: CreditLabel::CreditedAbsent,
        kind,
        share,
    }
}

/// The item of a medium that the page does not name, but that pages sharing its text do, or whose lines it carries.
fn uncredited(
    evidence: &Evidence<'_>,
    group: &Group,
    child: ArticleIdx,
    id: &str,
    draft: &Draft,
    leak: bool,
) -> Option<Unseen> {
    let Shared {
        likeness,
        closest,
        share,
        verdict,
    } = shared_with(evidence, group, child, id);
    let mut reasons = Vec::new();
    if likeness > 0.0 {
        let others = draft.pages.iter().filter(|&&p| p != child).count();
        let text = format!(
            "{} of this story credit {id}, and this page shares text with them",
            count(others, "other page", "other pages")
        );
        let mut weight = evidence.config.sibling_credit * likeness.ln_1p();
        if closest > 0.0 && !id.starts_with(UNREGISTERED) {
            // That page's text is the source's, so the source is as like this page as that page is; and a source that
            // is credited has more takers than one that is not.
            weight = weight.max(evidence.config.text * closest + evidence.config.supplier);
        }
        reasons.push(Reason::new("sibling_credit", weight, text));
    }
    if leak {
        reasons.extend(evidence.signs_of(child, id, id));
    }
    if reasons.is_empty() {
        return None;
    }
    reasons.extend(other_item_reason(evidence, child, id));
    reasons.extend(evidence.own_reporting(child));
    Some(Unseen {
        source: id.to_owned(),
        reasons,
        credit: CreditLabel::Uncredited,
        kind: verdict.map_or(EdgeKind::Rewrite, kind_of),
        share,
    })
}

/// What a page shares with those that credit one source.
#[derive(Default)]
struct Shared {
    /// The sum of likenesses.
    likeness: f64,
    /// The largest of them, among pages whose credit is for all that they have.
    closest: f64,
    /// The largest share of the page.
    share: f64,
    /// The closest verdict.
    verdict: Option<Verdict>,
}

/// How the id of a source begins that is not in the registry.
const UNREGISTERED: &str = "unknown:";

/// What `child` shares with pages of the group whose first credit goes to `id`.
fn shared_with(evidence: &Evidence<'_>, group: &Group, child: ArticleIdx, id: &str) -> Shared {
    let mut shared = Shared::default();
    for (number, found) in evidence.reuses(child) {
        let view = View::of(found, child);
        let sibling = group
            .place(view.parent())
            .and_then(|i| group.members.get(i))
            .filter(|_| group.matches.binary_search(&number).is_ok());
        let branch = sibling.and_then(|m| branches(evidence, m).next());
        // A sibling that credits the child's own outlet says nothing of where the child had it from.
        let credits_it = branch.is_some_and(|b| {
            b.first().is_some_and(|hop| hop == id) && !b.iter().any(|h| evidence.is_by(child, h))
        });
        if credits_it {
            shared.likeness += view.likeness();
            if branch.is_some_and(|b| evidence.is_whole(view.parent(), b)) {
                shared.closest = shared.closest.max(view.likeness());
            }
            shared.share = shared.share.max(view.child_share());
            let verdict = shared
                .verdict
                .map_or(view.verdict(), |v| v.min(view.verdict()));
            shared.verdict = Some(verdict);
        }
    }
    shared
}

/// A page of outlet `id` is on the same story as `child` and not later, and its text is not the child's.
fn other_item_reason(evidence: &Evidence<'_>, child: ArticleIdx, id: &str) -> Option<Reason> {
    let near = |article: ArticleIdx| {
        evidence
            .all_matches(article)
            .map(move |(_, m)| View::of(m, article).parent())
    };
    // The child's neighbours, then its neighbours' neighbours: the story, as far as pairs show it.
    let second = near(child).flat_map(near);
    let other = near(child)
        .chain(second)
        .filter(|&other| other != child && evidence.is_by(other, id))
        .filter(|&other| !evidence.surely_later(other, child))
        .find(|&other| {
            let mut reuses = evidence.reuses(child);
            !reuses.any(|(_, m)| View::of(m, child).parent() == other)
        })?;
    let page = &evidence.article(other).article.id;
    let text =
        format!("{id}'s item on this story is in the collection ({page}) and its text is another");
    Some(Reason::new("other_item", -evidence.config.other_item, text))
}

/// How a text relates to an unseen one, from how it relates to another reading of that one.
fn kind_of(verdict: Verdict) -> EdgeKind {
    match verdict {
        Verdict::Copy => EdgeKind::Copy,
        Verdict::Rewrite => EdgeKind::Rewrite,
        Verdict::Partial | Verdict::SameStory => EdgeKind::Partial,
    }
}

/// How a text relates to an unseen one, by what its credit says.
fn kind_said(claim: &Claim) -> EdgeKind {
    match claim.relation {
        Relation::RepublishedFrom | Relation::DatelineAgency => EdgeKind::Copy,
        Relation::ReportedBy | Relation::InterviewTo => EdgeKind::Partial,
        _ => EdgeKind::Rewrite,
    }
}
