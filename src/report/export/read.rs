//! A run directory, read for export.
//!
//! **In** the files of a run. **Out** a [`Run`].

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{Arrow, EdgeLine, Input, Node, Relation, Run};
use crate::attribution;
use crate::error::{Error, Result};
use crate::report::lines::lines;
use crate::report::records::Named;

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
struct ClaimLine {
    article: String,
    relation: attribution::Relation,
    source: Option<Named>,
}

/// What `run.json` says of the run itself.
#[derive(Debug, Deserialize)]
struct About {
    version: String,
    inputs: Vec<Input>,
}

/// What one page credits.
#[derive(Default)]
struct Credits {
    text: Vec<Named>,
    images: Vec<Named>,
}

impl Run {
    /// Reads the run in `directory`; costs memory for its articles' heads and its whole lineage.
    ///
    /// # Errors
    /// If one of the files is missing or has a line that is none of a run, or if an edge names a
    /// node that the run does not have.
    pub fn read(directory: &Path) -> Result<Self> {
        let articles: Vec<ArticleLine> = lines(&directory.join("articles.jsonl"))?;
        let claims: Vec<ClaimLine> = lines(&directory.join("claims.jsonl"))?;
        let path = directory.join("lineage.jsonl");
        let lineage: Vec<LineageLine> = lines(&path)?;
        let about = about(&directory.join("run.json"))?;
        assemble(articles, credits(claims), lineage, about).map_err(|id| {
            Error::value(
                path.display().to_string(),
                format!("there is no node {id:?}"),
            )
        })
    }
}

fn about(path: &Path) -> Result<About> {
    let text = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
    serde_json::from_str(&text).map_err(|cause| Error::record(path, 1, cause.to_string()))
}

fn credits(claims: Vec<ClaimLine>) -> BTreeMap<String, Credits> {
    let mut credits: BTreeMap<String, Credits> = BTreeMap::new();
    for claim in claims {
        let Some(source) = claim.source else { continue };
        let page = credits.entry(claim.article).or_default();
        let list = if claim.relation == attribution::Relation::ImageCredit {
            &mut page.images
        } else if claim.relation.builds_branch() {
            &mut page.text
        } else {
            continue;
        };
        if !list.contains(&source) {
            list.push(source);
        }
    }
    credits
}

/// Nodes and arrows; the id of a node that is missing as the error.
fn assemble(
    articles: Vec<ArticleLine>,
    mut credits: BTreeMap<String, Credits>,
    lineage: Vec<LineageLine>,
    about: About,
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
        .map(|(at, article)| {
            let credits = credits.remove(&article.id).unwrap_or_default();
            Node {
                key: format!("a{at}"),
                id: article.id,
                title: article.title.unwrap_or_default(),
                outlet: article.outlet.map_or_else(String::new, |o| o.name),
                lang: article.lang.unwrap_or_default(),
                published: article.published.map_or_else(String::new, |p| p.start),
                is_latent: false,
                is_origin: false,
                credits: credits.text,
                image_credits: credits.images,
            }
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
        credits: Vec::new(),
        image_credits: Vec::new(),
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
    Ok(Run {
        nodes,
        arrows,
        version: about.version,
        inputs: about.inputs,
    })
}
