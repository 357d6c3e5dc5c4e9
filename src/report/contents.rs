//! A whole run as records, for what shows it: the page, and pictures of stories.
//!
//! **In** the results of a run, or its directory ([`Contents::read`]). **Out** [`Contents`], the same from both, so that
//! a page made years later from the files is the page that the run made. A directory holds no texts: they are put in
//! again from the inputs ([`Contents::put_text`]), and only where every place that the run has noted fits them.

mod read;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use serde_json::Value;

use super::records::{
    ArticleRecord, ChainRecord, ClaimRecord, EdgeRecord, FamilyRecord, LatentRecord, PairRecord,
    RunRecord, SourceRecord, TieRecord,
};
use super::{Format, Results, audit};
use crate::cluster::Level;

/// The audit tables that are shown, by their file names.
const TABLES: &[(&str, &(dyn Format + Sync))] = &[
    ("audit/flows.csv", &audit::Flows),
    ("audit/outlets.csv", &audit::Outlets),
    ("audit/circular.csv", &audit::Circular),
];

/// A run as records.
#[derive(Debug)]
pub struct Contents<'r> {
    /// What `run.json` says, without the time and memory of the stages.
    about: Value,
    articles: Vec<ArticleRecord>,
    /// Parallel to `articles`; `None` where the text is not at hand.
    texts: Vec<Option<Cow<'r, str>>>,
    claims: Vec<Vec<ClaimRecord>>,
    chains: Vec<ChainRecord>,
    /// By their first article, parallel to `articles`.
    pairs: Vec<Vec<PairRecord>>,
    /// By the child, parallel to `articles`.
    edges: Vec<Vec<EdgeRecord>>,
    families: Vec<FamilyRecord>,
    latents: Vec<LatentRecord>,
    latent_places: BTreeMap<String, usize>,
    /// By their first member.
    ties: BTreeMap<String, Vec<TieRecord>>,
    /// Names of sources and outlets by id.
    names: BTreeMap<String, String>,
    /// Audit tables with their header, by file name.
    tables: BTreeMap<&'static str, Vec<Vec<String>>>,
}

impl<'r> Contents<'r> {
    /// Everything that `results` hold, of the run that `about` describes; costs the memory of the run's files but the
    /// explanations.
    ///
    /// # Errors
    /// If `about` cannot be written as JSON, or an audit table cannot be written.
    pub fn new(results: &'r Results<'_>, about: &RunRecord) -> io::Result<Self> {
        let n = results.articles.len();
        let mut pairs: Vec<Vec<PairRecord>> = Vec::new();
        pairs.resize_with(n, Vec::new);
        for pair in results.matches {
            pairs[pair.a.get()].push(PairRecord::new(results, pair));
        }
        for of_one in &mut pairs {
            of_one.sort_by(|x, y| x.b.cmp(&y.b));
        }
        let mut edges: Vec<Vec<EdgeRecord>> = Vec::new();
        edges.resize_with(n, Vec::new);
        let mut sorted: Vec<_> = results.lineage.edges.iter().collect();
        sorted.sort_by_key(|edge| (edge.child, edge.parent.clone()));
        for edge in sorted {
            edges[edge.child.get()].push(EdgeRecord::new(results, edge));
        }
        let mut tables = BTreeMap::new();
        for (name, format) in TABLES {
            let mut bytes = Vec::new();
            format.write(results, &mut bytes)?;
            tables.insert(*name, table(&bytes)?);
        }
        let pages = results.pages();
        let latents: Vec<_> = results
            .lineage
            .latents
            .iter()
            .map(|latent| LatentRecord::new(results, latent))
            .collect();
        let ties = results.lineage.ties.iter();
        let sources = SourceRecord::all(results).into_iter();
        let articles: Vec<_> = results
            .pages()
            .map(|(idx, ..)| ArticleRecord::new(results, idx))
            .collect();
        let names = names_of(&articles, sources);
        Ok(Self {
            about: without_stages(serde_json::to_value(about)?),
            articles,
            texts: results
                .articles
                .iter()
                .map(|page| Some(Cow::Borrowed(page.article.text.as_str())))
                .collect(),
            claims: pages
                .map(|(idx, _, attribution)| {
                    let claims = attribution.claims.iter();
                    claims
                        .map(|claim| ClaimRecord::new(results, idx, claim))
                        .collect()
                })
                .collect(),
            chains: results
                .pages()
                .map(|(idx, ..)| ChainRecord::new(results, idx))
                .collect(),
            pairs,
            edges,
            families: FamilyRecord::all(results),
            latent_places: places_of(&latents),
            latents,
            ties: by_first(ties.map(|tie| TieRecord::new(results, tie))),
            names,
            tables,
        })
    }
}

/// The names of sources and of outlets, by id; where both are known, the source's.
fn names_of(
    articles: &[ArticleRecord],
    sources: impl Iterator<Item = SourceRecord>,
) -> BTreeMap<String, String> {
    let outlets = articles.iter().filter_map(|article| article.outlet.clone());
    let outlets = outlets.map(|outlet| (outlet.id, outlet.name));
    outlets
        .chain(sources.map(|source| (source.id, source.name)))
        .collect()
}

impl Contents<'_> {
    /// Articles of the run.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.articles.len()
    }

    /// Articles whose text is not at hand.
    #[must_use]
    pub fn n_without_text(&self) -> usize {
        self.texts.iter().filter(|text| text.is_none()).count()
    }

    /// What `run.json` says, without the time and memory of the stages.
    pub(super) fn about(&self) -> &Value {
        &self.about
    }

    pub(super) fn articles(&self) -> &[ArticleRecord] {
        &self.articles
    }

    /// The text of an article, where it is at hand.
    pub(super) fn text(&self, at: usize) -> Option<&str> {
        self.texts.get(at)?.as_deref()
    }

    pub(super) fn claims(&self, at: usize) -> &[ClaimRecord] {
        &self.claims[at]
    }

    pub(super) fn chain(&self, at: usize) -> &ChainRecord {
        &self.chains[at]
    }

    /// The pairs whose first article this is.
    pub(super) fn pairs(&self, at: usize) -> &[PairRecord] {
        &self.pairs[at]
    }

    /// The edges whose child this is.
    pub(super) fn edges(&self, at: usize) -> &[EdgeRecord] {
        &self.edges[at]
    }

    pub(super) fn latents(&self) -> &[LatentRecord] {
        &self.latents
    }

    /// The place of the wire item with this id.
    pub(super) fn latent(&self, id: &str) -> Option<usize> {
        self.latent_places.get(id).copied()
    }

    /// Articles of one text without an order, of which this article is the first by id.
    pub(super) fn ties(&self, at: usize) -> &[TieRecord] {
        let ties = self.ties.get(&self.articles[at].id);
        ties.map_or(&[], Vec::as_slice)
    }

    pub(super) fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    pub(super) fn tables(&self) -> &BTreeMap<&'static str, Vec<Vec<String>>> {
        &self.tables
    }

    /// Groups of a level, in the order of their ids.
    pub(super) fn families(&self, level: Level) -> impl Iterator<Item = &FamilyRecord> {
        let families = self.families.iter();
        families.filter(move |family| family.level == level)
    }

    /// The story with this id, or the one that the article with this id is in.
    #[must_use]
    pub fn story(&self, id: &str) -> Option<&FamilyRecord> {
        let has = |family: &&FamilyRecord| family.members.iter().any(|member| member.article == id);
        let by_id = self.families(Level::Story).find(|family| family.id == id);
        by_id.or_else(|| self.families(Level::Story).find(has))
    }

    /// The headline of an article as it is shown.
    pub(super) fn title(&self, at: usize) -> Option<&str> {
        self.articles[at].title.as_deref().map(shown)
    }

    /// The first headline of a story's articles; empty if none has one.
    pub(super) fn headline(&self, story: &FamilyRecord) -> &str {
        let places = story.members.iter().filter_map(|m| self.place(&m.article));
        let mut titles = places.filter_map(|at| self.title(at));
        titles.next().unwrap_or_default()
    }

    /// Where the article with this id stands.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        let articles = &self.articles;
        articles
            .binary_search_by(|article| article.id.as_str().cmp(id))
            .ok()
    }

    /// The name of a source, an outlet or an origin, as it is shown.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        if let Some(name) = self.names.get(id) {
            return name;
        }
        if let Some(at) = id.strip_prefix("article:").and_then(|id| self.place(id)) {
            return self.title(at).unwrap_or(&self.articles[at].id);
        }
        id.strip_prefix("unknown:").unwrap_or(id)
    }

    /// The offset from UTC, in minutes, that times without one are taken to have.
    pub(super) fn assumed_offset_minutes(&self) -> i64 {
        self.about["configuration"]["lineage"]["assumed_offset_minutes"]
            .as_i64()
            .unwrap_or(0)
    }
}

/// Code points of a headline that are shown; what is longer is no headline.
const TITLE: usize = 300;

/// The part of a headline that is shown.
fn shown(title: &str) -> &str {
    let end = title.char_indices().nth(TITLE);
    end.map_or(title, |(end, _)| &title[..end])
}

fn places_of(latents: &[LatentRecord]) -> BTreeMap<String, usize> {
    let latents = latents.iter().enumerate();
    latents
        .map(|(at, latent)| (latent.id.clone(), at))
        .collect()
}

fn by_first(ties: impl Iterator<Item = TieRecord>) -> BTreeMap<String, Vec<TieRecord>> {
    let mut by_first: BTreeMap<String, Vec<TieRecord>> = BTreeMap::new();
    for tie in ties {
        let first = tie.members.first().cloned().unwrap_or_default();
        by_first.entry(first).or_default().push(tie);
    }
    by_first
}

/// What `run.json` says, without what differs from one run of the same to the next.
fn without_stages(mut about: Value) -> Value {
    if let Some(fields) = about.as_object_mut() {
        fields.shift_remove("stages");
    }
    about
}

/// The rows of a CSV table, its header the first.
fn table(bytes: &[u8]) -> io::Result<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    let mut rows = Vec::new();
    for row in reader.records() {
        rows.push(row?.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}
