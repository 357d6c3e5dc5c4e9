//! Whose text it is by what other pages with the same text credit.
//!
//! **In** a page and those that may be its parents. **Out** whether they credit a page's house, and how much of a page
//! stands in one whose house they credit. A credit that a page gives alone, against these, is for something else in it or
//! wrong.

use super::evidence::{Evidence, View};
use crate::article::ArticleIdx;

/// A page of which this much stands in one other has nothing from elsewhere.
pub(super) const WHOLE: f64 = 0.85;

/// Whether some of `others` credit the house of `page`.
pub(super) fn is_source(evidence: &Evidence<'_>, page: ArticleIdx, others: &[ArticleIdx]) -> bool {
    let others = others.iter().filter(|&&other| other != page);
    others
        .flat_map(|&other| evidence.chain(other).branches.iter().flatten())
        .any(|id| evidence.is_by(page, id))
}

/// The share of `child` that stands in one of `parents` whose house others of them credit, and that is not later.
pub(super) fn share(evidence: &Evidence<'_>, child: ArticleIdx, parents: &[ArticleIdx]) -> f64 {
    evidence
        .reuses(child)
        .map(|(_, found)| View::of(found, child))
        .filter(|view| {
            let page = view.parent();
            parents.contains(&page)
                && !evidence.surely_later(page, child)
                && is_source(evidence, page, parents)
        })
        .map(View::child_share)
        .fold(0.0, f64::max)
}

/// Whether one of `pages` credits a hop of `branch`.
pub(super) fn credits_any(
    evidence: &Evidence<'_>,
    pages: &[ArticleIdx],
    branch: &[String],
) -> bool {
    pages
        .iter()
        .flat_map(|&page| evidence.chain(page).branches.iter().flatten())
        .any(|id| branch.contains(id))
}
