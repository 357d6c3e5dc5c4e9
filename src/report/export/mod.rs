//! A finished run directory in the formats of other people's tools.
//!
//! **In** `articles.jsonl`, `claims.jsonl`, `lineage.jsonl` and `run.json` of a run ([`Run::read`]). **Out** one file
//! ([`Run::write`]). Only the fields that are exported are read, so that a run with more fields exports as well.
//!
//! Nodes get short keys (`a0`, `w0`) that no format has to escape; ids, titles and names are values, escaped as each
//! format asks. Articles without any edge or tie are left out.

mod gexf;
mod mermaid;
mod ninjs;
mod prov;
mod prov_o;
mod read;
mod schema_org;
mod table;

use std::io::{self, Write};

use serde::Deserialize;

use super::records::Named;

/// A format that a run directory can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExportFormat {
    /// W3C PROV as PROV-JSON.
    ProvJson,
    /// W3C PROV-O as JSON-LD.
    ProvJsonld,
    /// IPTC ninjs 3.1, one object a line.
    Ninjs,
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
    /// Version of the program that made the run.
    version: String,
    inputs: Vec<Input>,
}

/// A file that the run read.
#[derive(Debug, Deserialize)]
struct Input {
    path: String,
    xxh3: String,
}

impl Input {
    /// Path and digest, as provenance states them.
    fn label(&self) -> String {
        format!("{} xxh3:{}", self.path, self.xxh3)
    }
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
    /// Media that the page credits for its text, as written in the registry; in order, each once.
    credits: Vec<Named>,
    /// Media that it credits for its pictures.
    image_credits: Vec<Named>,
}

impl Node {
    /// The headline, or the id where there is none.
    fn label(&self) -> &str {
        if self.title.is_empty() {
            &self.id
        } else {
            &self.title
        }
    }
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

impl Relation {
    fn kind(&self) -> &str {
        match self {
            Self::Edge(edge) => &edge.kind,
            Self::Relay => "relay",
            Self::Tie => "tie",
        }
    }
}

impl Run {
    /// Writes the run to `out`; the same run gives the same bytes.
    ///
    /// # Errors
    /// Whatever `out` returns.
    pub fn write(&self, format: ExportFormat, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ExportFormat::ProvJson => prov::write(self, out),
            ExportFormat::ProvJsonld => prov_o::write(self, out),
            ExportFormat::Ninjs => ninjs::write(self, out),
            ExportFormat::SchemaJsonld => schema_org::write(self, out),
            ExportFormat::Gexf => gexf::write(self, out),
            ExportFormat::Mermaid => mermaid::write(self, out),
            ExportFormat::Csv => table::write(self, out),
        }
    }
}
