//! `articles.jsonl`: each page, what was read off it, and its typed spans.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Named, line, six};
use crate::article::{ArticleIdx, Basis, Published, SpanKind};
use crate::report::{Format, Results};
use crate::text::tokens;

/// One article of the collection. Fields of the input record that mean nothing here follow at the end, untouched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRecord {
    /// Unique in the run.
    pub id: String,
    /// The headline: the record's, else the page's.
    pub title: Option<String>,
    /// The publisher, if known.
    pub outlet: Option<Named>,
    /// What the outlet was read from: a field of the record, the page, or nothing.
    pub outlet_basis: Basis,
    /// ISO 639-1 code of the body's language; `und` if none was recognised.
    pub lang: String,
    /// When it was published, if anything tells.
    pub published: Option<Interval>,
    /// What that was read from.
    pub published_basis: Basis,
    /// The dateline as written: place, agency or outlet, day.
    pub dateline: Option<String>,
    /// The author line: the record's, else the page's first.
    pub byline: Option<String>,
    /// Words of the body.
    #[schemars(range(min = 0))]
    pub n_tokens_body: usize,
    /// Words that have a far commoner synonym, as a share of all of the body: how spun it reads. Null where nothing tells,
    /// as in a language of whose words no table is known, and where pages were not compared.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub spin: Option<f64>,
    /// Typed stretches of the raw text, sorted, not overlapping.
    pub spans: Vec<SpanRecord>,
    /// Where the page was found, as the record has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was fetched, as the record has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
    /// Every other field of the input record; one that is called like a field above stands here as `input_<name>`.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A time that is known to lie between two moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// Not before this: RFC 3339 with the page's own offset, or without an offset where the page states none.
    pub start: String,
    /// Not after this; equal to `start` where the page states the minute.
    pub end: String,
}

impl From<&Published> for Interval {
    fn from(published: &Published) -> Self {
        Self {
            start: published.start.to_string(),
            end: published.end.to_string(),
        }
    }
}

/// A typed stretch of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpanRecord {
    /// What it is.
    pub kind: SpanKind,
    /// First code point of the raw text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The fields above, which an input field must not overwrite.
const OWN: &[&str] = &[
    "id",
    "title",
    "outlet",
    "outlet_basis",
    "lang",
    "published",
    "published_basis",
    "dateline",
    "byline",
    "n_tokens_body",
    "spin",
    "spans",
    "url",
    "fetched",
];

impl ArticleRecord {
    /// The record of article `idx`; costs one pass over its body, to count words.
    #[must_use]
    pub fn new(results: &Results<'_>, idx: ArticleIdx) -> Self {
        let (page, points) = (results.page(idx), results.points(idx));
        let outlet = results.attribution(idx).outlet.as_ref();
        let first = |kind| {
            page.spans_of(kind)
                .next()
                .map(|span| page.slice(span).to_owned())
        };
        let body = page.spans_of(SpanKind::Body).map(|span| page.slice(span));
        let spans = page.spans.iter().map(|span| {
            let [start, end] = points.range(&span.range());
            SpanRecord {
                kind: span.kind,
                start,
                end,
            }
        });
        Self {
            id: page.article.id.to_string(),
            title: page.title.clone(),
            outlet: outlet.map(|outlet| Named {
                id: outlet.id.clone(),
                name: outlet.name.clone(),
            }),
            outlet_basis: outlet.map_or(Basis::None, |outlet| outlet.basis),
            lang: page.lang.to_string(),
            published: page.published.as_ref().map(Interval::from),
            published_basis: page.published.map_or(Basis::None, |p| p.basis),
            dateline: first(SpanKind::Dateline),
            byline: page
                .article
                .byline
                .clone()
                .or_else(|| first(SpanKind::Byline)),
            n_tokens_body: body.map(tokens::count).sum(),
            spin: results.spin(idx).map(|spin| six(spin.score)),
            spans: spans.collect(),
            url: page.article.url.clone(),
            fetched: page.article.fetched.clone(),
            extra: passed_through(&page.article.extra),
        }
    }
}

/// `extra` with the names that are taken set apart by `input_`.
fn passed_through(extra: &Map<String, Value>) -> Map<String, Value> {
    let mut passed = Map::new();
    for (name, value) in extra {
        let mut free = name.clone();
        while OWN.contains(&free.as_str()) || (free != *name && extra.contains_key(&free)) {
            free.insert_str(0, "input_");
        }
        passed.insert(free, value.clone());
    }
    passed
}

/// Writes `articles.jsonl`.
pub struct Articles;

impl Format for Articles {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        results
            .pages()
            .try_for_each(|(idx, ..)| line(out, &ArticleRecord::new(results, idx)))
    }
}
