//! `silsilah certify`: an edge of a run as one file that can be checked from the texts alone.
//!
//! **In** an edge, and its page or pages read by themselves. **Out** a [`CertificateRecord`], and from a certificate and
//! the texts the [`faults`](CertificateRecord::faults) between them: the digests of the texts, the words at every place
//! that a reason shows, the sum of the weights, and what the program finds in the texts when it reads them again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ClaimRecord, ComparisonRecord, EdgeRecord, six};
use crate::article::{Article, ArticleIdx};
use crate::ingest::text_digest;
use crate::report::Results;

/// An edge of a run with everything that it rests on. Positions are `[start, end)` in code points of the raw texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateRecord {
    /// Version of this layout: 1.
    pub certificate: u32,
    /// Version of the program that found the edge and read the texts.
    pub version: String,
    /// The article that derives.
    pub child: TextRecord,
    /// The article that it derives from; null for a wire item that is not in the collection.
    pub parent: Option<TextRecord>,
    /// The edge as the run has it. Its weights and probability rest on the whole collection.
    pub edge: EdgeRecord,
    /// The words at the places that the edge's reasons show.
    pub shown: Vec<ShownRecord>,
    /// The sum of the weights of the edge's reasons, in natural log-odds.
    pub log_odds: f64,
    /// How the probability comes of it.
    pub formula: String,
    /// What the texts, read by themselves, credit.
    pub claims: Vec<ClaimRecord>,
    /// The two texts, held against each other by themselves; null where there is but one.
    pub comparison: Option<ComparisonRecord>,
}

/// A text, by its digest, and what its record said beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextRecord {
    /// The article's id.
    pub id: String,
    /// XXH3 of 128 bits of the raw text in UTF-8, as 32 hexadecimal digits. It tells texts apart; it is no seal.
    pub xxh3_128: String,
    /// Code points of the raw text.
    pub length: usize,
    /// The headline of the record, if it had one.
    pub title: Option<String>,
    /// The publisher, as the record had it.
    pub outlet: Option<String>,
    /// Where the page was found.
    pub url: Option<String>,
    /// When it was published, as the record had it.
    pub published: Option<String>,
    /// When it was fetched, as the record had it.
    pub fetched: Option<String>,
    /// Language, as the record had it.
    pub lang: Option<String>,
    /// The author line of the record.
    pub byline: Option<String>,
}

impl TextRecord {
    /// An article of `text` with what the record said, so that a bare text is read as the record was.
    #[must_use]
    pub fn article(&self, text: String) -> Article {
        Article {
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
            published: self.published.clone(),
            fetched: self.fetched.clone(),
            lang: self.lang.clone(),
            byline: self.byline.clone(),
            ..Article::new(self.id.as_str(), text)
        }
    }
}

/// Words that a reason shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownRecord {
    /// Index of the reason in `edge.reasons`.
    pub reason: usize,
    /// The article's id.
    pub article: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// These words.
    pub text: String,
}

const FORMULA: &str = "log_odds = sum of edge.reasons[].weight, against the other ways in which the child may have come \
    about; edge.probability = share of exp(sum) in all trees of the child's group, which only the whole collection can \
    repeat";

/// The layout that is written and read here.
const LAYOUT: u32 = 1;

/// Texts that were read by themselves: what a certificate holds of them.
#[derive(Clone, Copy)]
pub struct Read<'r> {
    /// What was found.
    pub results: &'r Results<'r>,
    /// The child's place.
    pub child: ArticleIdx,
    /// The parent's place.
    pub parent: Option<ArticleIdx>,
    /// The two, held against each other, the child first.
    pub comparison: Option<&'r ComparisonRecord>,
}

impl CertificateRecord {
    /// The certificate of `edge`, found by the program's version `version`; `None` if a reason shows a place that the
    /// texts do not have, so that they are not those of the run.
    #[must_use]
    pub fn new(edge: EdgeRecord, version: String, read: Read<'_>) -> Option<Self> {
        let mut shown = Vec::new();
        for (reason, record) in edge.reasons.iter().enumerate() {
            let sides = [(record.a, Some(read.child)), (record.b, read.parent)];
            for (range, idx) in sides {
                let (Some([start, end]), Some(idx)) = (range, idx) else {
                    continue;
                };
                shown.push(ShownRecord {
                    reason,
                    article: read.results.id(idx).to_owned(),
                    start,
                    end,
                    text: slice(read.text(idx), start, end)?.to_owned(),
                });
            }
        }
        Some(Self {
            certificate: LAYOUT,
            version,
            child: read.record(read.child),
            parent: read.parent.map(|idx| read.record(idx)),
            log_odds: sum(&edge),
            edge,
            shown,
            formula: FORMULA.to_owned(),
            claims: read.claims(),
            comparison: read.comparison.cloned(),
        })
    }

    /// What does not agree between this certificate and texts that were `read`; empty if everything does.
    #[must_use]
    pub fn faults(&self, read: Read<'_>) -> Vec<String> {
        let mut faults = Vec::new();
        if self.certificate != LAYOUT {
            faults.push(format!("layout {} is not known here", self.certificate));
        }
        let texts = [
            ("child", Some(&self.child), Some(read.child)),
            ("parent", self.parent.as_ref(), read.parent),
        ];
        for (side, stated, idx) in texts {
            let found = idx.map(|idx| read.record(idx));
            let digest = |text: &TextRecord| (text.xxh3_128.clone(), text.length);
            if stated.map(digest) != found.as_ref().map(digest) {
                faults.push(format!("the {side}'s text is another"));
            }
        }
        for shown in &self.shown {
            let is_child = shown.article == self.child.id;
            let idx = if is_child {
                Some(read.child)
            } else {
                read.parent
            };
            let words = idx.and_then(|idx| slice(read.text(idx), shown.start, shown.end));
            if words != Some(shown.text.as_str()) {
                faults.push(format!(
                    "reason {}: code points {} to {} of {} are not {:?}",
                    shown.reason, shown.start, shown.end, shown.article, shown.text
                ));
            }
        }
        let shown = self.edge.reasons.iter();
        let places = shown.map(|r| {
            usize::from(r.a.is_some()) + usize::from(r.b.is_some() && self.parent.is_some())
        });
        if places.sum::<usize>() != self.shown.len() {
            faults.push("a place that a reason shows has no words".to_owned());
        }
        if self.edge.child != self.child.id {
            faults.push("the edge is of another child".to_owned());
        }
        if self
            .parent
            .as_ref()
            .is_some_and(|p| p.id != self.edge.parent)
        {
            faults.push("the edge is of another parent".to_owned());
        }
        if (self.log_odds - sum(&self.edge)).abs() > 1e-5 {
            faults.push(format!(
                "the weights add up to {}, not to {}",
                sum(&self.edge),
                self.log_odds
            ));
        }
        if !is_same(&self.claims, &read.claims()) {
            faults.push("the texts credit something else".to_owned());
        }
        if !is_same(&self.comparison.as_ref(), &read.comparison) {
            faults.push("the two texts, held against each other, give something else".to_owned());
        }
        faults
    }
}

impl<'r> Read<'r> {
    fn text(&self, idx: ArticleIdx) -> &'r str {
        &self.results.page(idx).article.text
    }

    fn record(&self, idx: ArticleIdx) -> TextRecord {
        let article = &self.results.page(idx).article;
        TextRecord {
            id: self.results.id(idx).to_owned(),
            xxh3_128: text_digest(&article.text),
            length: article.text.chars().count(),
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            url: article.url.clone(),
            published: article.published.clone(),
            fetched: article.fetched.clone(),
            lang: article.lang.clone(),
            byline: article.byline.clone(),
        }
    }

    fn claims(&self) -> Vec<ClaimRecord> {
        let pages = [Some(self.child), self.parent];
        let pages = pages.into_iter().flatten();
        pages
            .flat_map(|idx| {
                let claims = self.results.attribution(idx).claims.iter();
                claims.map(move |claim| ClaimRecord::new(self.results, idx, claim))
            })
            .collect()
    }
}

fn sum(edge: &EdgeRecord) -> f64 {
    six(edge.reasons.iter().map(|reason| reason.weight).sum())
}

/// Code points `start..end` of `text`.
fn slice(text: &str, start: usize, end: usize) -> Option<&str> {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let from = places.nth(start)?;
    let to = match end.checked_sub(start)? {
        0 => from,
        length => places.nth(length - 1)?,
    };
    text.get(from..to)
}

/// Whether two values are written alike.
fn is_same<T: Serialize, U: Serialize>(one: &T, other: &U) -> bool {
    let value = |written: serde_json::Result<Value>| written.ok();
    value(serde_json::to_value(one)) == value(serde_json::to_value(other))
}
