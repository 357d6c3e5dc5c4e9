//! `audit/edges.csv`: every edge of the lineage with its flat figures, from which the other tables are counted.
//!
//! **In** the results. **Out** a row an edge; and, for the other tables, the edges as [`Taken`] and the takings they
//! come to.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use super::{Row, decimals, write};
use crate::article::{ArticleIdx, Basis};
use crate::cluster::Level;
use crate::lineage::{CreditLabel, Edge, EdgeKind, Parent};
use crate::report::records::named;
use crate::report::{Format, Results};
use crate::text::tokens::tokens;
use crate::verify::Match;

/// What the other tables count an edge as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountsAs {
    /// The child took from another medium, or from one that is not known.
    Taking,
    /// The child is a later version of its own outlet's text, or repeats a passage of it.
    Revision,
    /// No parent is probable enough.
    Undecided,
}

/// What the other tables count the credit of a taking as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditCount {
    /// The medium is credited, and the text matches.
    CreditedMatched,
    /// It is credited; the item is not in the collection, and other pages show its text.
    CreditedAbsent,
    /// It is credited, and nothing in the collection shows any text of the item.
    CreditedUntested,
    /// It is not credited, but a source that its own page credits as well: the origin is named, the go-between is not.
    PassedOn,
    /// Another medium is credited, of which nothing of the kind is known.
    Miscredited,
    /// Nobody is credited.
    Uncredited,
    /// No credit was read, and there is no lexicon for the child's language.
    Unread,
    /// None of the pages that have the text names its source.
    CommonSource,
}

impl CreditCount {
    /// Whether more than the page's own word is there, by which to judge its credit.
    pub(super) fn is_tested(self) -> bool {
        !matches!(
            self,
            Self::CreditedUntested | Self::Unread | Self::CommonSource
        )
    }
}

/// An edge. Rows are sorted by child, then parent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EdgeRow {
    /// Id of the story that the child belongs to; empty if it belongs to none.
    pub story: Option<String>,
    /// Id of the derived article.
    pub child: String,
    /// Id of its outlet; empty if unknown.
    pub outlet: Option<String>,
    /// The child was published not before this: RFC 3339, with an offset where the page states one; empty if unknown.
    pub published_start: Option<String>,
    /// And not after this; equal where the page states the minute.
    pub published_end: Option<String>,
    /// Id of the article it comes from, or of a wire item that is not in the collection.
    pub parent: String,
    /// Whether the parent is an article of the collection.
    pub in_collection: bool,
    /// Id of the medium that the parent is of: its outlet, or the source of the wire item; empty if unknown.
    pub source: Option<String>,
    /// How the texts relate.
    pub kind: EdgeKind,
    /// How the credits agree.
    pub credit: CreditLabel,
    /// What the other tables count it as.
    pub counts_as: CountsAs,
    /// What they count the credit as; empty if this is no taking.
    pub credit_counts_as: Option<CreditCount>,
    /// Probability of the parent, 0 to 1.
    #[serde(serialize_with = "decimals")]
    pub probability: f64,
    /// Share of the child's body that is seen to come from the parent, 0 to 1; empty where no text shows it.
    #[serde(serialize_with = "decimals")]
    pub share: Option<f64>,
    /// Share of the child's body words that the match with the parent leaves over, 0 to 1; empty if the parent is not in
    /// the collection.
    #[serde(serialize_with = "decimals")]
    pub added: Option<f64>,
    /// Share of the parent's body words that the match with the child leaves over, 0 to 1; empty likewise.
    #[serde(serialize_with = "decimals")]
    pub cut: Option<f64>,
    /// Whether the headlines differ in some word; empty if one is not known.
    pub headline_changed: Option<bool>,
    /// Minutes from the parent's publication to the child's, negative if the child's stated time is earlier; empty
    /// unless both pages state the minute.
    pub lag_minutes: Option<i64>,
}

impl Row for EdgeRow {
    const COLUMNS: &'static [&'static str] = &[
        "story",
        "child",
        "outlet",
        "published_start",
        "published_end",
        "parent",
        "in_collection",
        "source",
        "kind",
        "credit",
        "counts_as",
        "credit_counts_as",
        "probability",
        "share",
        "added",
        "cut",
        "headline_changed",
        "lag_minutes",
    ];
}

impl EdgeRow {
    /// The rows of a run.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let mut stories = BTreeMap::new();
        for (id, story) in named(results) {
            if story.level == Level::Story {
                stories.extend(story.members.iter().map(|m| (m.article, id.clone())));
            }
        }
        let rows = Taken::all(results).into_iter().map(|taken| {
            let child = taken.edge.child;
            let published = results.page(child).published;
            Self {
                story: stories.get(&child).cloned(),
                child: results.id(child).to_owned(),
                outlet: taken.outlet.map(str::to_owned),
                published_start: published.map(|p| p.start.to_string()),
                published_end: published.map(|p| p.end.to_string()),
                parent: parent_id(results, &taken.edge.parent).to_owned(),
                in_collection: taken.in_collection(),
                source: taken.source.map(str::to_owned),
                kind: taken.edge.kind,
                credit: taken.edge.credit,
                counts_as: taken.counts_as(),
                credit_counts_as: taken.credit_count(),
                probability: taken.edge.probability,
                share: taken.share(),
                added: taken.added,
                cut: taken.cut,
                headline_changed: taken.headline_changed,
                lag_minutes: taken.lag_minutes,
            }
        });
        rows.collect()
    }
}

/// An edge with what the tables count of it.
pub(super) struct Taken<'r> {
    pub(super) edge: &'r Edge,
    /// The child's outlet.
    pub(super) outlet: Option<&'r str>,
    /// The parent's outlet or source.
    pub(super) source: Option<&'r str>,
    pub(super) added: Option<f64>,
    pub(super) cut: Option<f64>,
    pub(super) headline_changed: Option<bool>,
    pub(super) lag_minutes: Option<i64>,
    /// Whether there is no lexicon for the child's language.
    lacks_lexicon: bool,
}

impl<'r> Taken<'r> {
    /// Every edge, in the order of the lineage.
    pub(super) fn all(results: &Results<'r>) -> Vec<Self> {
        let matches: BTreeMap<(ArticleIdx, ArticleIdx), &Match> = results
            .matches
            .iter()
            .map(|found| ((found.a, found.b), found))
            .collect();
        let edges = results.lineage.edges.iter();
        edges
            .map(|edge| Self::new(results, edge, &matches))
            .collect()
    }

    fn new(
        results: &Results<'r>,
        edge: &'r Edge,
        matches: &BTreeMap<(ArticleIdx, ArticleIdx), &Match>,
    ) -> Self {
        let child = edge.child;
        let mut taken = Self {
            edge,
            outlet: outlet(results, child),
            source: None,
            added: None,
            cut: None,
            headline_changed: None,
            lag_minutes: None,
            lacks_lexicon: results.attribution(child).lacks_lexicon,
        };
        match edge.parent {
            Parent::Article(parent) => {
                let pair = (child.min(parent), child.max(parent));
                if let Some(found) = matches.get(&pair) {
                    let (of_child, of_parent) = if child < parent {
                        (found.coverage_a, found.coverage_b)
                    } else {
                        (found.coverage_b, found.coverage_a)
                    };
                    taken.added = Some((1.0 - of_child).clamp(0.0, 1.0));
                    taken.cut = Some((1.0 - of_parent).clamp(0.0, 1.0));
                }
                taken.source = outlet(results, parent);
                taken.headline_changed = headline_changed(results, parent, child);
                taken.lag_minutes = lag_minutes(results, parent, child);
            }
            Parent::Latent(at) => {
                let latent = results.lineage.latents.get(at);
                taken.source = latent.and_then(|latent| latent.source.as_deref());
            }
        }
        taken
    }

    pub(super) fn in_collection(&self) -> bool {
        matches!(self.edge.parent, Parent::Article(_))
    }

    /// Whether parent and child are of one outlet.
    pub(super) fn is_own(&self) -> bool {
        self.edge.kind == EdgeKind::Update || (self.outlet.is_some() && self.outlet == self.source)
    }

    pub(super) fn counts_as(&self) -> CountsAs {
        if self.edge.credit == CreditLabel::Undecided {
            CountsAs::Undecided
        } else if self.is_own() {
            CountsAs::Revision
        } else {
            CountsAs::Taking
        }
    }

    /// The share taken, where a text shows one.
    pub(super) fn share(&self) -> Option<f64> {
        (self.edge.share > 0.0).then_some(self.edge.share)
    }

    /// What the credit of a taking counts as.
    pub(super) fn credit_count(&self) -> Option<CreditCount> {
        if self.counts_as() != CountsAs::Taking {
            return None;
        }
        Some(match self.edge.credit {
            CreditLabel::CreditedMatched => CreditCount::CreditedMatched,
            CreditLabel::CreditedAbsent if self.in_collection() => CreditCount::PassedOn,
            CreditLabel::CreditedAbsent if self.share().is_some() => CreditCount::CreditedAbsent,
            CreditLabel::CreditedAbsent => CreditCount::CreditedUntested,
            CreditLabel::Miscredited => CreditCount::Miscredited,
            CreditLabel::Uncredited if self.lacks_lexicon => CreditCount::Unread,
            CreditLabel::Uncredited => CreditCount::Uncredited,
            CreditLabel::CommonSource => CreditCount::CommonSource,
            CreditLabel::Undecided => return None,
        })
    }

    /// Whether a whole item was taken, not a passage of one.
    pub(super) fn is_whole(&self) -> bool {
        matches!(
            self.edge.kind,
            EdgeKind::Copy | EdgeKind::Rewrite | EdgeKind::Translation
        )
    }
}

/// The medium `source` and the outlet that took from it; `None` is not known.
pub(super) type Pair<'r> = (Option<&'r str>, Option<&'r str>);

/// The takings among `edges`: for each medium and outlet, each child's edge with the largest share.
pub(super) fn takings<'t, 'r>(
    edges: &'t [Taken<'r>],
) -> BTreeMap<Pair<'r>, BTreeMap<ArticleIdx, &'t Taken<'r>>> {
    let mut takings: BTreeMap<Pair<'r>, BTreeMap<ArticleIdx, &Taken<'r>>> = BTreeMap::new();
    for taken in edges.iter().filter(|t| t.counts_as() == CountsAs::Taking) {
        let of_pair = takings.entry((taken.source, taken.outlet)).or_default();
        let known = of_pair.entry(taken.edge.child).or_insert(taken);
        let rank = |t: &Taken<'_>| (t.edge.share, t.edge.probability);
        if rank(taken) > rank(known) {
            *known = taken;
        }
    }
    takings
}

/// Takings by what their credits count as.
#[derive(Clone, Debug, Default)]
pub(super) struct Credits(BTreeMap<CreditCount, usize>);

impl Credits {
    pub(super) fn of<'t, 'r: 't>(takings: impl IntoIterator<Item = &'t Taken<'r>>) -> Self {
        let mut counts = BTreeMap::new();
        for count in takings.into_iter().filter_map(Taken::credit_count) {
            *counts.entry(count).or_default() += 1;
        }
        Self(counts)
    }

    pub(super) fn n(&self, count: CreditCount) -> usize {
        self.0.get(&count).copied().unwrap_or_default()
    }
}

/// The id of the outlet of `article`.
pub(super) fn outlet<'r>(results: &Results<'r>, article: ArticleIdx) -> Option<&'r str> {
    let outlet = results.attribution(article).outlet.as_ref()?;
    Some(outlet.id.as_str())
}

fn parent_id<'r>(results: &Results<'r>, parent: &Parent) -> &'r str {
    match *parent {
        Parent::Article(parent) => results.id(parent),
        Parent::Latent(at) => {
            let latent = results.lineage.latents.get(at);
            latent.map_or("", |latent| latent.id.as_str())
        }
    }
}

/// Whether the words of the headlines differ; case and punctuation do not count.
fn headline_changed(results: &Results<'_>, one: ArticleIdx, other: ArticleIdx) -> Option<bool> {
    let words = |idx| {
        let title = tokens(results.page(idx).title.as_deref()?);
        let words: Vec<String> = title.iter().map(|word| word.form.to_owned()).collect();
        (!words.is_empty()).then_some(words)
    };
    Some(words(one)? != words(other)?)
}

fn lag_minutes(results: &Results<'_>, parent: ArticleIdx, child: ArticleIdx) -> Option<i64> {
    let time = |idx| {
        let published = results.page(idx).published?;
        let is_stated = published.start == published.end && published.basis < Basis::Text;
        is_stated.then(|| results.seconds(published.start))
    };
    let seconds = time(child)?.checked_sub(time(parent)?)?;
    // To the nearest minute.
    Some((seconds + 30).div_euclid(60))
}

/// Writes `audit/edges.csv`.
pub struct Edges;

impl Format for Edges {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&EdgeRow::all(results), out)
    }
}
