//! The contents of a run directory.
//!
//! **In** the files of a run. **Out** [`Contents`] without texts, and the check of a text that is put in: the spans and
//! the credits that the run noted must fit it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Contents, TABLES, by_first, names_of, places_of, table, without_stages};
use crate::error::{Error, Result};
use crate::report::lines::lines;
use crate::report::records::{
    ArticleRecord, ChainRecord, ClaimRecord, EdgeRecord, LatentRecord, LineageRecord, PairRecord,
    SourceRecord, TieRecord,
};
use crate::report::{RUN_FILE, records::FamilyRecord};

impl Contents<'static> {
    /// Reads the run in `directory`; the texts are not in it, see [`put_text`](Self::put_text).
    ///
    /// # Errors
    /// If one of the files is missing, has a line that is none of a run, or names an article that the run does not
    /// have; with file, line and reason.
    pub fn read(directory: &Path) -> Result<Self> {
        let path = directory.join(RUN_FILE);
        let text = fs::read_to_string(&path).map_err(|cause| Error::io(&path, cause))?;
        let about: Value = serde_json::from_str(&text)
            .map_err(|cause| Error::record(&path, cause.line() as u64, cause.to_string()))?;
        let mut articles: Vec<ArticleRecord> = lines(&directory.join("articles.jsonl"))?;
        articles.sort_by(|x, y| x.id.cmp(&y.id));
        let n = articles.len();
        let places: BTreeMap<&str, usize> = articles
            .iter()
            .enumerate()
            .map(|(at, article)| (article.id.as_str(), at))
            .collect();

        let path = directory.join("chains.jsonl");
        let mut chains: Vec<Option<ChainRecord>> = vec![None; n];
        for (number, chain) in (1..).zip(lines::<ChainRecord>(&path)?) {
            let at = place(&places, &chain.article, &path, number)?;
            chains[at] = Some(chain);
        }
        if let Some(at) = chains.iter().position(Option::is_none) {
            let reason = format!("the article {:?} has no line", articles[at].id);
            return Err(Error::value(path.display().to_string(), reason));
        }
        let chains = chains.into_iter().flatten().collect();

        let path = directory.join("claims.jsonl");
        let claims: Vec<ClaimRecord> = lines(&path)?;
        let claims = grouped(claims, |claim| &claim.article, n, &places, &path)?;
        let path = directory.join("pairs.jsonl");
        let pairs: Vec<PairRecord> = lines(&path)?;
        for (number, pair) in (1..).zip(&pairs) {
            place(&places, &pair.b, &path, number)?;
        }
        let pairs = grouped(pairs, |pair| &pair.a, n, &places, &path)?;
        let path = directory.join("families.jsonl");
        let families: Vec<FamilyRecord> = lines(&path)?;
        for (number, family) in (1..).zip(&families) {
            for member in &family.members {
                place(&places, &member.article, &path, number)?;
            }
        }
        let path = directory.join("lineage.jsonl");
        let (latents, edges, ties) = lineage(&path, n, &places)?;
        let sources: Vec<SourceRecord> = lines(&directory.join("sources.jsonl"))?;
        let mut tables = BTreeMap::new();
        for (name, _) in TABLES {
            let path = directory.join(name);
            let bytes = fs::read(&path).map_err(|cause| Error::io(&path, cause))?;
            let rows = table(&bytes).map_err(|cause| Error::io(&path, cause))?;
            tables.insert(*name, rows);
        }
        Ok(Self {
            about: without_stages(about),
            texts: vec![None; n],
            claims,
            chains,
            pairs,
            edges,
            families,
            latent_places: places_of(&latents),
            latents,
            ties: by_first(ties.into_iter()),
            names: names_of(&articles, sources.into_iter()),
            tables,
            articles,
        })
    }

    /// The inputs of the run: path and digest ([`InputFile::xxh3`](crate::ingest::InputFile)) of each.
    #[must_use]
    pub fn inputs(&self) -> Vec<(&str, &str)> {
        let inputs = self.about["inputs"].as_array();
        inputs
            .into_iter()
            .flatten()
            .filter_map(|input| Some((input["path"].as_str()?, input["xxh3"].as_str()?)))
            .collect()
    }

    /// Takes `text` for the article `id`, if there is one and all that the run noted of its text fits: no span goes
    /// past its end, and every credit stands where the run has found it. Returns whether it was taken.
    pub fn put_text(&mut self, id: &str, text: String) -> bool {
        let Some(at) = self.place(id) else {
            return false;
        };
        let fits = fits(&self.articles[at], &self.claims[at], &text);
        if fits {
            self.texts[at] = Some(Cow::Owned(text));
        }
        fits
    }
}

/// Whether the places that a run has noted are in `text`.
fn fits(article: &ArticleRecord, claims: &[ClaimRecord], text: &str) -> bool {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    let slice = |start: usize, end: usize| text.get(*starts.get(start)?..*starts.get(end)?);
    article
        .spans
        .iter()
        .all(|span| slice(span.start, span.end).is_some())
        && claims
            .iter()
            .all(|claim| slice(claim.start, claim.end) == Some(claim.cue.as_str()))
}

/// The place of the article `id`, which line `number` of the file at `path` names.
fn place(places: &BTreeMap<&str, usize>, id: &str, path: &Path, number: u64) -> Result<usize> {
    places
        .get(id)
        .copied()
        .ok_or_else(|| Error::record(path, number, format!("there is no article {id:?}")))
}

/// `records` by the article that `of` names.
fn grouped<T>(
    records: Vec<T>,
    of: impl Fn(&T) -> &String,
    n: usize,
    places: &BTreeMap<&str, usize>,
    path: &Path,
) -> Result<Vec<Vec<T>>> {
    let mut groups = Vec::new();
    groups.resize_with(n, Vec::new);
    for (number, record) in (1..).zip(records) {
        groups[place(places, of(&record), path, number)?].push(record);
    }
    Ok(groups)
}

type Lineage = (Vec<LatentRecord>, Vec<Vec<EdgeRecord>>, Vec<TieRecord>);

fn lineage(path: &Path, n: usize, places: &BTreeMap<&str, usize>) -> Result<Lineage> {
    let mut edges: Vec<Vec<EdgeRecord>> = Vec::new();
    edges.resize_with(n, Vec::new);
    let (mut latents, mut ties, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, record) in (1..).zip(lines::<LineageRecord>(path)?) {
        match record {
            LineageRecord::Latent(latent) => {
                known.insert(latent.id.clone());
                latents.push(latent);
            }
            LineageRecord::Edge(edge) => {
                if !known.contains(&edge.parent) {
                    place(places, &edge.parent, path, number)?;
                }
                edges[place(places, &edge.child, path, number)?].push(edge);
            }
            LineageRecord::Tie(tie) => {
                for member in &tie.members {
                    place(places, member, path, number)?;
                }
                ties.push(tie);
            }
        }
    }
    Ok((latents, edges, ties))
}
