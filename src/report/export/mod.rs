//! A finished run directory in the formats of other people's tools.
//!
//! **In** `articles.jsonl` and `lineage.jsonl` of a run ([`Run::read`]). **Out** one file ([`Run::write`]). Only the
//! fields that are exported are read, so that a run with more fields exports as well.
//!
//! Nodes get short keys (`a0`, `w0`) that no format has to escape; ids, titles and names are values, escaped as each
//! format asks. Articles without any edge or tie are left out.

mod gexf;
mod mermaid;
mod prov;
mod schema_org;
mod table;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Write};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// A format that a run directory can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportFormat {
    /// W3C PROV as PROV-JSON.
    ProvJson,
    /// schema.org `NewsArticle`s as JSON-LD.
    SchemaJsonld,
    /// GEXF 1.2, for Gephi.
    Gexf,
    /// A Mermaid flowchart.
    Mermaid,
    /// Edges as a table.
    Csv,
}

/// What is exported of a run.
#[derive(Debug)]
pub struct Run {
    nodes: Vec<Node>,
    arrows: Vec<Arrow>,
}

/// An article, or a wire item that is not in the collection.
#[derive(Debug)]
struct Node {
    key: String,
    id: String,
    title: String,
    /// Name of the outlet; of a wire item, the id of its source.
    outlet: String,
    lang: String,
    /// Start of the publication interval, RFC 3339; empty if unknown.
    published: String,
    is_latent: bool,
    /// Whether this is a wire item of a named source that was taken from no other: the end of a declared chain.
    is_origin: bool,
}

/// A connection, from parent to child; the places of nodes.
#[derive(Debug)]
struct Arrow {
    from: usize,
    to: usize,
    relation: Relation,
}

#[derive(Debug)]
enum Relation {
    Edge(EdgeLine),
    Relay,
    Tie,
}

impl Relation {
    fn kind(&self) -> &str {
        match self {
            Self::Edge(edge) => &edge.kind,
            Self::Relay => "relay",
            Self::Tie => "tie",
        }
    }
}

#[derive(Debug, Deserialize)]
struct ArticleLine {
    id: String,
    title: Option<String>,
    outlet: Option<OutletField>,
    lang: Option<String>,
    published: Option<PublishedField>,
}

#[derive(Debug, Deserialize)]
struct OutletField {
    name: String,
}

#[derive(Debug, Deserialize)]
struct PublishedField {
    start: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum LineageLine {
    Latent(LatentLine),
    Edge(EdgeLine),
    Tie { members: Vec<String> },
}

#[derive(Debug, Deserialize)]
struct LatentLine {
    id: String,
    source: Option<String>,
    parent: Option<String>,
}

#[derive(Debug, Deserialize)]
struct EdgeLine {
    child: String,
    parent: String,
    probability: f64,
    kind: String,
    credit: String,
    share: f64,
    #[serde(default)]
    reasons: Vec<ReasonLine>,
}

#[derive(Debug, Deserialize)]
struct ReasonLine {
    text: String,
    a: Option<[usize; 2]>,
    b: Option<[usize; 2]>,
}

impl Run {
    /// Reads the run in `directory`; costs memory for its articles' heads and its whole lineage.
    ///
    /// # Errors
    /// If `articles.jsonl` or `lineage.jsonl` is missing or has a line that is none of a run, or if an edge names a
    /// node that the run does not have.
    pub fn read(directory: &Path) -> Result<Self> {
        let articles: Vec<ArticleLine> = lines(&directory.join("articles.jsonl"))?;
        let path = directory.join("lineage.jsonl");
        let lineage: Vec<LineageLine> = lines(&path)?;
        assemble(articles, lineage).map_err(|id| {
            Error::value(
                path.display().to_string(),
                format!("there is no node {id:?}"),
            )
        })
    }

    /// Writes the run to `out`; the same run gives the same bytes.
    ///
    /// # Errors
    /// Whatever `out` returns.
    pub fn write(&self, format: ExportFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ExportFormat::ProvJson => prov::write(self, out),
            ExportFormat::SchemaJsonld => schema_org::write(self, out),
            ExportFormat::Gexf => gexf::write(self, out),
            ExportFormat::Mermaid => mermaid::write(self, out),
            ExportFormat::Csv => table::write(self, out),
        }
    }
}

/// The records of a JSONL file.
fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).map_err(|cause| Error::io(path, cause))?;
    let mut records = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(|cause| Error::io(path, cause))?;
        let record = serde_json::from_str(&line);
        records.push(record.map_err(|cause| Error::record(path, number, cause.to_string()))?);
    }
    Ok(records)
}

/// Nodes and arrows; the id of a node that is missing as the error.
fn assemble(
    articles: Vec<ArticleLine>,
    lineage: Vec<LineageLine>,
) -> std::result::Result<Run, String> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lineage {
        match line {
            LineageLine::Latent(_) => {}
            LineageLine::Edge(edge) => used.extend([(&*edge.child, 0), (&*edge.parent, 0)]),
            LineageLine::Tie { members } => used.extend(members.iter().map(|id| (id.as_str(), 0))),
        }
    }
    let mut nodes: Vec<Node> = articles
        .into_iter()
        .filter(|article| used.contains_key(article.id.as_str()))
        .enumerate()
        .map(|(at, article)| Node {
            key: format!("a{at}"),
            id: article.id,
            title: article.title.unwrap_or_default(),
            outlet: article.outlet.map_or_else(String::new, |o| o.name),
            lang: article.lang.unwrap_or_default(),
            published: article.published.map_or_else(String::new, |p| p.start),
            is_latent: false,
            is_origin: false,
        })
        .collect();
    let latents = lineage.iter().filter_map(|line| match line {
        LineageLine::Latent(latent) => Some(latent),
        _ => None,
    });
    nodes.extend(latents.enumerate().map(|(at, latent)| Node {
        key: format!("w{at}"),
        id: latent.id.clone(),
        title: String::new(),
        outlet: latent.source.clone().unwrap_or_default(),
        lang: String::new(),
        published: String::new(),
        is_latent: true,
        is_origin: latent.source.is_some() && latent.parent.is_none(),
    }));
    let places: BTreeMap<String, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (node.id.clone(), at))
        .collect();
    let place = |id: &str| places.get(id).copied().ok_or_else(|| id.to_owned());
    let mut arrows = Vec::new();
    for line in lineage {
        let (from, to, relation) = match line {
            LineageLine::Latent(LatentLine {
                id,
                parent: Some(parent),
                ..
            }) => (place(&parent)?, place(&id)?, Relation::Relay),
            LineageLine::Latent(_) => continue,
            LineageLine::Edge(edge) => (
                place(&edge.parent)?,
                place(&edge.child)?,
                Relation::Edge(edge),
            ),
            LineageLine::Tie { members } => {
                for pair in members.windows(2) {
                    let (from, to) = (place(&pair[0])?, place(&pair[1])?);
                    arrows.push(Arrow {
                        from,
                        to,
                        relation: Relation::Tie,
                    });
                }
                continue;
            }
        };
        arrows.push(Arrow { from, to, relation });
    }
    Ok(Run { nodes, arrows })
}
