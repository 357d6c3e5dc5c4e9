//! `run.json`: what was run on what, how long it took, and what is worth knowing about the input.

use std::collections::BTreeMap;
use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::cluster::Level;
use crate::error::Warning;
use crate::ingest::{InputFile, Skipped, Summary};
use crate::report::Results;

/// A run. All but `stages` is the same for the same input, configuration and version.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RunRecord {
    /// The version of silsilah.
    pub version: String,
    /// The effective configuration, as `silsilah config` prints it.
    pub configuration: Value,
    /// The files that were read, in order.
    pub inputs: Vec<InputFile>,
    /// The files that were used beside them, by the options that named them.
    pub resources: Vec<Resource>,
    /// Whether the built-in outlets and agencies were known.
    pub builtin_registry: bool,
    /// How many of what.
    pub counts: Counts,
    /// Time and memory of each stage, in order.
    pub stages: Vec<Stage>,
    /// The first hundred records that were skipped.
    pub skipped: Vec<Skipped>,
    /// What is worth knowing about inputs and pages, sorted by class.
    pub warnings: Vec<Warning>,
}

/// A file on which a verdict or a credit may rest, beside the articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Resource {
    /// The option that named it: `registry`, `lexicon`, `thesaurus`, `dictionary`, `vectors`, `frequencies`.
    pub option: String,
    /// The file as it was.
    #[serde(flatten)]
    pub file: InputFile,
}

/// How many of what a run has found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Records read, without the skipped.
    pub read: u64,
    /// Records skipped, by class.
    pub skipped: BTreeMap<String, u64>,
    /// Articles in the run.
    pub articles: usize,
    /// Claims, of every relation.
    pub claims: usize,
    /// Candidate pairs by generator; a pair that two of them found counts for both.
    pub candidate_pairs: BTreeMap<String, u64>,
    /// Pairs that share something, as in `pairs.jsonl`.
    pub verified_pairs: usize,
    /// Groups by level: `copy`, `family`, `story`.
    pub families: BTreeMap<String, usize>,
    /// Derivations.
    pub edges: usize,
    /// Wire items that are not in the collection.
    pub latents: usize,
}

/// Time and memory of a stage.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Stage {
    /// The stage's name, as the module's: `clean`, `candidates`, ….
    pub name: String,
    /// Wall-clock seconds.
    #[schemars(range(min = 0))]
    pub seconds: f64,
    /// The most memory the process had held when the stage ended, in bytes; null where the system does not tell.
    pub peak_memory_bytes: Option<u64>,
}

impl Counts {
    /// Counts what was read and found; `candidate_pairs` is known to its generators alone.
    #[must_use]
    pub fn new(
        results: &Results<'_>,
        read: &Summary,
        candidate_pairs: BTreeMap<String, u64>,
    ) -> Self {
        let mut families = BTreeMap::new();
        for (level, name) in [
            (Level::Copy, "copy"),
            (Level::Family, "family"),
            (Level::Story, "story"),
        ] {
            let n = results
                .families
                .iter()
                .filter(|family| family.level == level)
                .count();
            families.insert(name.to_owned(), n);
        }
        let skipped = read
            .n_skipped
            .iter()
            .map(|(class, &n)| (class.name().to_owned(), n));
        Self {
            read: read.n_read,
            skipped: skipped.collect(),
            articles: results.articles.len(),
            claims: results
                .attributions
                .iter()
                .map(|attribution| attribution.claims.len())
                .sum(),
            candidate_pairs,
            verified_pairs: results.matches.len(),
            families,
            edges: results.lineage.edges.len(),
            latents: results.lineage.latents.len(),
        }
    }
}

impl RunRecord {
    /// A run of this version; `warnings` are those of the stages, to which those of reading are added.
    #[must_use]
    pub fn new(
        configuration: Value,
        read: &Summary,
        counts: Counts,
        stages: Vec<Stage>,
        mut warnings: Vec<Warning>,
    ) -> Self {
        warnings.extend(read.warnings.iter().cloned());
        warnings.sort();
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            configuration,
            inputs: read.inputs.clone(),
            resources: Vec::new(),
            builtin_registry: true,
            counts,
            stages,
            skipped: read.skipped.clone(),
            warnings,
        }
    }

    /// The same with what was used beside the inputs.
    #[must_use]
    pub fn with_resources(mut self, resources: Vec<Resource>, builtin_registry: bool) -> Self {
        self.resources = resources;
        self.builtin_registry = builtin_registry;
        self
    }

    /// Writes the record, indented, as it is read by people.
    ///
    /// # Errors
    /// Whatever `out` returns.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        out.write_all(b"\n")
    }
}
