//! The results of the stages before, lined up for lineage, and one match seen from one of its pages.
//!
//! **In** pages, attributions, matches and families of one collection. **Out** look-ups by article; nothing is judged
//! here.

use std::ops::Range;

use crate::article::ArticleIdx;
use crate::attribution::{Attribution, Chain, Claim, Outlet, Relation};
use crate::clean::CleanArticle;
use crate::cluster::Family;
use crate::verify::{Match, Verdict};

use super::Config;
use super::time::Order;

/// The results of the stages before, side by side: everything that lineage reads.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    articles: &'a [CleanArticle],
    attributions: &'a [Attribution],
    matches: &'a [Match],
    pub(super) families: &'a [Family],
    pub(super) config: &'a Config,
    /// For each article, the matches that it is part of.
    by_article: Vec<Vec<u32>>,
}

impl<'a> Evidence<'a> {
    /// Lines up the results of one collection.
    ///
    /// `attributions[i]` belongs to `articles[i]`, and every [`ArticleIdx`] points into both; a match or member that
    /// points elsewhere is left out. Takes O(articles + matches).
    #[must_use]
    pub fn new(
        articles: &'a [CleanArticle],
        attributions: &'a [Attribution],
        matches: &'a [Match],
        families: &'a [Family],
        config: &'a Config,
    ) -> Self {
        let n_articles = articles.len().min(attributions.len());
        let mut by_article = vec![Vec::new(); n_articles];
        for (i, found) in matches.iter().enumerate() {
            let (a, b) = (found.a.get(), found.b.get());
            if a != b && a < n_articles && b < n_articles {
                by_article[a].push(i as u32);
                by_article[b].push(i as u32);
            }
        }
        Self {
            articles: &articles[..n_articles],
            attributions: &attributions[..n_articles],
            matches,
            families,
            config,
            by_article,
        }
    }

    /// The articles, by index.
    pub(super) fn indexes(&self) -> impl Iterator<Item = ArticleIdx> + use<> {
        (0..self.articles.len() as u32).map(ArticleIdx)
    }

    /// Whether `article` is in the collection.
    pub(super) fn holds(&self, article: ArticleIdx) -> bool {
        article.get() < self.articles.len()
    }

    pub(super) fn article(&self, article: ArticleIdx) -> &'a CleanArticle {
        &self.articles[article.get()]
    }

    pub(super) fn claims(&self, article: ArticleIdx) -> &'a [Claim] {
        &self.attributions[article.get()].claims
    }

    pub(super) fn chain(&self, article: ArticleIdx) -> &'a Chain {
        &self.attributions[article.get()].chain
    }

    pub(super) fn outlet(&self, article: ArticleIdx) -> Option<&'a Outlet> {
        self.attributions[article.get()].outlet.as_ref()
    }

    /// Whether the outlet of `article` is known to be `id`.
    pub(super) fn is_by(&self, article: ArticleIdx, id: &str) -> bool {
        self.outlet(article).is_some_and(|o| o.id == id)
    }

    /// The matches of `article` that say one text was reused, with their numbers.
    pub(super) fn reuses(
        &self,
        article: ArticleIdx,
    ) -> impl Iterator<Item = (u32, &'a Match)> + use<'_, 'a> {
        self.all_matches(article)
            .filter(|(_, m)| m.verdict != Verdict::SameStory)
    }

    /// The pages whose text is the same as that of `article`, shingle by shingle.
    pub(super) fn twins(&self, article: ArticleIdx) -> impl Iterator<Item = ArticleIdx> {
        self.reuses(article)
            .filter(|(_, found)| found.jaccard >= 1.0)
            .map(move |(_, found)| View::of(found, article).parent())
    }

    /// Whether both pages are known to be of one outlet.
    pub(super) fn same_house(&self, one: ArticleIdx, other: ArticleIdx) -> bool {
        self.outlet(one).is_some_and(|o| self.is_by(other, &o.id))
    }

    /// Every match of `article`, in order, with its number.
    pub(super) fn all_matches(
        &self,
        article: ArticleIdx,
    ) -> impl Iterator<Item = (u32, &'a Match)> + use<'_, 'a> {
        let matches = self.matches;
        self.by_article[article.get()]
            .iter()
            .map(move |&i| (i, &matches[i as usize]))
    }

    /// Match number `number`, as [`reuses`](Self::reuses) gave it.
    pub(super) fn found(&self, number: u32) -> &'a Match {
        &self.matches[number as usize]
    }

    /// The order of two pages, parent first.
    pub(super) fn order(&self, parent: ArticleIdx, child: ArticleIdx) -> Option<Order> {
        Order::of(
            self.article(parent).published.as_ref(),
            self.article(child).published.as_ref(),
            self.config,
        )
    }

    /// Whether stated times leave no room for `parent` to be the earlier one.
    pub(super) fn surely_later(&self, parent: ArticleIdx, child: ArticleIdx) -> bool {
        self.order(parent, child).is_some_and(Order::surely_later)
    }

    /// Whether `article` credits `branch` for its whole text (an agency's dateline, byline or copyright), not for a quote.
    pub(super) fn is_whole(&self, article: ArticleIdx, branch: &[String]) -> bool {
        use Relation::{BylineCredit, DatelineAgency, RepublishedFrom};
        self.stated(article, branch).is_some_and(|claim| {
            matches!(
                claim.relation,
                BylineCredit | DatelineAgency | RepublishedFrom
            )
        })
    }

    /// How probable the credit of `branch` is, and the words that state it best.
    ///
    /// A claim states a branch if every medium it names is a hop of it. `None` if no claim does.
    pub(super) fn stated(&self, article: ArticleIdx, branch: &[String]) -> Option<&'a Claim> {
        let claims = self.claims(article).iter();
        claims
            .filter(|c| c.relation.builds_branch() && path(c).all(|id| branch.contains(id)))
            .filter(|c| c.source.is_some())
            // Of equals the first on the page.
            .reduce(|best, c| {
                if c.confidence > best.confidence {
                    c
                } else {
                    best
                }
            })
    }
}

/// The ids that a claim names, nearest to the page first.
pub(super) fn path(claim: &Claim) -> impl Iterator<Item = &String> {
    claim.via.iter().chain(&claim.source).map(|s| &s.id)
}

/// A match seen from one of its two pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'m> {
    pub(super) found: &'m Match,
    child_is_a: bool,
}

impl<'m> View<'m> {
    /// `found` with `child` as the derived page.
    pub(super) fn of(found: &'m Match, child: ArticleIdx) -> Self {
        Self {
            found,
            child_is_a: found.a == child,
        }
    }

    /// The page that is not the child.
    pub(super) fn parent(self) -> ArticleIdx {
        if self.child_is_a {
            self.found.b
        } else {
            self.found.a
        }
    }

    /// Share of the child's body that is found in the parent, `0.0..=1.0`.
    pub(super) fn child_share(self) -> f64 {
        let share = if self.child_is_a {
            self.found.coverage_a
        } else {
            self.found.coverage_b
        };
        share.clamp(0.0, 1.0)
    }

    /// Share of the parent's body that is found in the child, `0.0..=1.0`.
    pub(super) fn parent_share(self) -> f64 {
        View {
            child_is_a: !self.child_is_a,
            ..self
        }
        .child_share()
    }

    /// How alike the two are, the same from both sides: the score times the mean of both coverages, `0.0..=1.0`.
    pub(super) fn likeness(self) -> f64 {
        self.found.score.clamp(0.0, 1.0) * f64::midpoint(self.child_share(), self.parent_share())
    }

    pub(super) fn verdict(self) -> Verdict {
        self.found.verdict
    }

    /// The two sides of a pair of ranges, child first.
    pub(super) fn sides(self, a: &Range<usize>, b: &Range<usize>) -> (Range<usize>, Range<usize>) {
        if self.child_is_a {
            (a.clone(), b.clone())
        } else {
            (b.clone(), a.clone())
        }
    }
}
