//! Who copied whom: text evidence and credits joined into edges with reasons.
//!
//! **In** typed pages, what they say of their sources, the pairs that share text, and the families these make.
//! **Out** a [`Lineage`]: for each page the parent it most probably has, the wire items that are not in the
//! collection but must have been there, and the orders that nothing decides.
//!
//! # How a probability is made
//!
//! Pages are judged in [`groups`]. In a group, page `c` comes from one of three: another page `p` that shares its
//! text, an item `s` that is not in the collection, or nothing that is known. Each reason gives a log-odds `w`.
//!
//! In a family of five pages or more, and of no more than [`Config::max_collated`], the pages are laid against one
//! another, and third pages are asked as an editor of manuscripts asks them ([`choice`]):
//!
//! ```text
//! w(c, p) = what c keeps of p, and p covers of c                          text
//!         - places in which c and third pages agree against p             third_pages
//!         + places that c shares with p alone, errors among them          sole
//!         + how much p has of all that is shared                          standing
//!         - places in which p has words of its own, as what is spun has   wording
//!         + the order of their times, and the hours between               time
//!         - the same figures for an item outside the collection           outside
//!         + what the two say of one another, as below, without the text
//!         - missing_credit                              c gives a credit which p does not give
//! w(c, s) = which s it is: the credits, as below, but a credit that older pages of the family give as well says little
//! w(c, nothing) = 0
//! ```
//!
//! An item `s` that `c` alone credits, while other pages with the text credit the house of one of them, is no way that
//! the text may have come.
//!
//! The weights of these figures are a fit (`data/choice.tsv`). A page that shares its text with pages of other languages
//! alone is judged as elsewhere: a translation has none of the words that third pages could bear out. Pages that are word for word the same are one parent.
//!
//! Elsewhere two pages are judged by themselves:
//!
//! ```text
//! w(c, p) = text * score * (cover_c + cover_p) / 2     how much the two share, alike from both sides
//!         + containment * (cover_c - cover_p)          weak: see below
//!         + ln(2 * (e + (1 - 2e) * P(p earlier)))      time; 0 if either is unknown; e is the rate of wrong times
//!         + ln(f / (1 - f)) + credit - hop * h         c credits p's outlet at hop h, with the claim's confidence f
//!         + residue, or leak                           c carries promotion lines of p's house, or betrays it
//!         + title * similarity + same_outlet
//!         - reverse_credit                             p credits c's outlet
//!         - common_credit                              both credit a third, which explains what they share
//!         - min(contradiction * n, max_contradiction)  n values differ in the same place
//!         - own_reporting                              c says that it was there
//!         - ln(number of candidates not later)         before the evidence, one is as good as another
//!
//! w(c, s) = ln(f / (1 - f)) + credit                   c credits s, and no page of s matches c
//!         - other_item                                 s has a page on this story, with another text
//!    or     sibling_credit * ln(1 + likeness)           pages that share c's text credit s, c does not; at least
//!           text * score + supplier                     for the closest of them whose text is all from s
//!         + residue, or leak                           c carries promotion lines of s, or betrays it
//!         - other_item
//!         - own_reporting
//!
//! w(c, nothing) = 0
//! ```
//!
//! A tree gives each page one of these without a circle, and has probability `exp(sum of w) / Z`. The probability of
//! an edge is the sum over all trees that hold it, computed exactly ([Koo et al., 2007]); it equals the softmax of the
//! page's own candidates under the condition that nobody descends from himself. In groups larger than
//! [`Config::max_exact`] it is that softmax without the condition. The edge shown is the one in the most probable
//! tree (Chu and Liu 1965, Edmonds 1967); if its probability is under [`Config::min_probability`] it is labelled
//! undecided, and under [`Config::min_shown`] it is left out. Two pages of which either may be the parent, by almost
//! the same log-odds, make a [`Tie`] instead. A page that names several sources had several: one of them stands in
//! the tree, and each of the others is an edge with probability `1 / (1 + exp(-w))`.
//!
//! The judged weights are in [`Config`], and the reasons of an edge are the terms of its sum.
//!
//! # What it does not know
//!
//! Which text is longer says next to nothing: on 33 real pairs whose direction a credit shows, the longer text was
//! the source 16 times. Stated times are wrong at a rate, so they weigh but never forbid. With no times, no credits
//! and no residue the answer is a tie, and that is the right answer.
//!
//! [Koo et al., 2007]: https://aclanthology.org/D07-1015/

mod arborescence;
pub mod choice;
mod collation;
mod config;
mod evidence;
mod group;
mod implied;
mod items;
mod latent;
mod posterior;
mod reasons;
mod resolve;
#[cfg(test)]
mod sample;
mod shared_credit;
mod tie;
mod time;
mod unnamed;
mod vouched;
mod weigh;
mod whole;
mod wire;
mod witnesses;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{ArticleIdx, Moment};
use crate::attribution::Attribution;
use crate::clean::CleanArticle;
use crate::cluster::Family;
use crate::text::Lang;
use crate::verify::Match;

pub use config::Config;
pub use evidence::Evidence;
pub use group::{Group, groups};
pub use implied::Implied;
pub use resolve::infer_group;
pub(crate) use time::{LONGEST_SILENCE, first_believed};
pub use whole::join;

/// Pages of the smallest family that are laid against one another: with fewer, too little stands in a third page.
const FEWEST_COLLATED: usize = 5;

/// Where an article's text came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parent {
    /// Another article of the collection.
    Article(ArticleIdx),
    /// A wire item that is not in the collection: index into [`Lineage::latents`].
    Latent(usize),
}

/// How the child's text relates to the parent's.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum EdgeKind {
    /// Near-verbatim.
    Copy,
    /// Reworded, abridged or spun.
    Rewrite,
    /// A passage is reused.
    Partial,
    /// In another language.
    Translation,
    /// A later version by the same outlet.
    Update,
}

/// How the child's credits agree with where its text comes from.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CreditLabel {
    /// The child credits the parent, and the text matches it; also an outlet's own earlier text, which needs no
    /// other credit than its nameplate.
    CreditedMatched,
    /// The child credits a source of which the collection holds no matching text. Where the parent is an article, that
    /// one credits it too: the origin is named, the go-between is not.
    CreditedAbsent,
    /// The text matches (the parent's, or that of pages which credit the parent); the child credits nobody for it.
    Uncredited,
    /// The child credits another source than the one its text matches.
    Miscredited,
    /// Pages took it from one source, which none of them names.
    CommonSource,
    /// Not decided.
    Undecided,
}

/// Why an edge is believed, with its weight in the sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// A stable name: `containment`, `credit`, `time`, ….
    pub kind: &'static str,
    /// Log-odds it adds (natural logarithm); negative speaks against.
    pub weight: f64,
    /// In words.
    pub text: String,
    /// Bytes in the child's text, where there are any to show.
    pub child_span: Option<Range<usize>>,
    /// Bytes in the parent's text.
    pub parent_span: Option<Range<usize>>,
}

impl Reason {
    /// A reason of class `kind`, of log-odds `weight`, saying `text`.
    pub(crate) fn new(kind: &'static str, weight: f64, text: impl Into<String>) -> Self {
        Self {
            kind,
            weight,
            text: text.into(),
            child_span: None,
            parent_span: None,
        }
    }

    /// With the bytes in the child's text that show it.
    pub(crate) fn shown(mut self, span: Range<usize>) -> Self {
        self.child_span = Some(span);
        self
    }

    /// With the bytes in the parent's text that show it.
    pub(crate) fn against(mut self, span: Range<usize>) -> Self {
        self.parent_span = Some(span);
        self
    }
}

/// A derivation.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The derived article.
    pub child: ArticleIdx,
    /// What it derives from.
    pub parent: Parent,
    /// Probability among all candidate parents of the child, `0.0..=1.0`.
    pub probability: f64,
    /// How the texts relate.
    pub kind: EdgeKind,
    /// How the credits agree with it.
    pub credit: CreditLabel,
    /// Share of the child's body that is seen to come from the parent, `0.0..=1.0`; 0 where no text shows it, as
    /// for a credited source that only one page has.
    pub share: f64,
    /// Why, strongest first.
    pub reasons: Vec<Reason>,
}

/// A wire item that is not in the collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Latent {
    /// `latent:<source or unknown>:<id of the first page that names it>`, and `:2`, `:3`, … where a page needs several
    /// of one source; unique in a run.
    pub id: String,
    /// The credited source's id, if one is credited.
    pub source: Option<String>,
    /// The claims it rests on: article, and index into that article's claims.
    pub basis: Vec<(ArticleIdx, usize)>,
    /// A latent item that this one was taken from, in turn: outlet ← Antara ← Anadolu.
    pub parent: Option<usize>,
    /// The language that most pages made of it directly are in; [`Lang::UND`] where none tells.
    pub lang: Lang,
    /// It was there by then: the time of the earliest page made of it directly.
    pub not_after: Option<Moment>,
    /// Its text, as far as two pages or more made of it directly tell: its sentences in order.
    pub readings: Vec<Reading>,
}

/// A sentence of a wire item that is not in the collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The sentence, in the wording that most branches have.
    pub text: String,
    /// Branches that have it: pages made from the item directly, with what was made of them. Two or more.
    pub n_branches: usize,
    /// The pages that have it, in some wording, sorted.
    pub witnesses: Vec<ArticleIdx>,
}

impl Latent {
    /// Its text, if any of it is known.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let sentences: Vec<&str> = self.readings.iter().map(|r| r.text.as_str()).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

/// Articles among which no order can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The articles, sorted.
    pub members: Vec<ArticleIdx>,
    /// Why no order can be told.
    pub reason: String,
}

/// Everything found about who took from whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Wire items that are not in the collection.
    pub latents: Vec<Latent>,
    /// Derivations, sorted by child, then parent.
    pub edges: Vec<Edge>,
    /// Undecided orders.
    pub ties: Vec<Tie>,
    /// Sources of pages that credit nobody, by what pages with their text credit; sorted.
    pub implied: Vec<Implied>,
}

/// The lineage of a collection.
///
/// `attributions[i]` belongs to `articles[i]`. Judges one group after the other; a caller that has several threads
/// maps [`infer_group`] over [`groups`] and gives the results, in order, to [`join`].
///
/// # Examples
/// ```
/// use silsilah::lineage::{self, Config};
///
/// let lineage = lineage::infer(&[], &[], &[], &[], &Config::default());
/// assert!(lineage.edges.is_empty());
/// ```
#[must_use]
pub fn infer(
    articles: &[CleanArticle],
    attributions: &[Attribution],
    matches: &[Match],
    families: &[Family],
    config: &Config,
) -> Lineage {
    let evidence = Evidence::new(articles, attributions, matches, families, config);
    join(groups(&evidence).iter().map(|g| infer_group(&evidence, g)))
}

impl Lineage {
    /// The sources that `article` does not credit while pages with its text do, sorted. Takes O(log n).
    pub fn implied_of(&self, article: ArticleIdx) -> impl Iterator<Item = &str> {
        let first = self.implied.partition_point(|i| i.article < article);
        let of_it = self.implied[first..].iter();
        of_it
            .take_while(move |i| i.article == article)
            .map(|i| i.source.as_str())
    }

    /// What two articles are to each other: the label of the edge between them, else [`CreditLabel::CommonSource`] if
    /// both derive from one item outside the collection.
    ///
    /// Takes O(edges).
    #[must_use]
    pub fn relation(&self, one: ArticleIdx, other: ArticleIdx) -> Option<CreditLabel> {
        let parents = |child: ArticleIdx| self.edges.iter().filter(move |e| e.child == child);
        let direct = |child: ArticleIdx, parent: ArticleIdx| {
            parents(child).find(|e| e.parent == Parent::Article(parent))
        };
        if let Some(edge) = direct(one, other).or_else(|| direct(other, one)) {
            return Some(edge.credit);
        }
        let is_latent = |e: &&Edge| matches!(e.parent, Parent::Latent(_));
        parents(one)
            .filter(is_latent)
            .any(|e| parents(other).any(|o| o.parent == e.parent))
            .then_some(CreditLabel::CommonSource)
    }
}

#[cfg(test)]
mod tests;
