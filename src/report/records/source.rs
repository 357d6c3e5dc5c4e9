//! `sources.jsonl`: every medium and primary source that some page credits or implies.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line;
use crate::report::{Format, Results};

/// One source. Lines are sorted by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRecord {
    /// The registry's id, or `unknown:` and the name as written.
    pub id: String,
    /// The registry's name, or the name as written.
    pub name: String,
    /// What it is, if the registry knows: `agency`, `newspaper`, `ministry`, ….
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2 code of its country, if the registry knows it.
    pub country: Option<String>,
    /// Whether the registry knows it.
    pub in_registry: bool,
    /// Its names as written on the pages of this run, sorted; empty if no claim names it.
    pub surfaces: Vec<String>,
    /// Claims that name it, as source or between.
    pub n_claims: usize,
}

impl SourceRecord {
    /// The records of all sources of a run, sorted by id.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let mut named: BTreeMap<&str, (BTreeSet<&str>, usize)> = BTreeMap::new();
        for (.., attribution) in results.pages() {
            for claim in &attribution.claims {
                let mut of_claim = BTreeSet::new();
                for source in claim.source.iter().chain(&claim.via) {
                    let (surfaces, n_claims) = named.entry(&source.id).or_default();
                    surfaces.insert(&source.surface);
                    *n_claims += usize::from(of_claim.insert(&source.id));
                }
            }
            let chain = &attribution.chain;
            let rest = chain.main.iter().chain(chain.branches.iter().flatten());
            for id in rest.chain(&chain.origin).chain(&chain.implied) {
                named.entry(id).or_default();
            }
        }
        for id in results
            .lineage
            .latents
            .iter()
            .filter_map(|latent| latent.source.as_deref())
        {
            named.entry(id).or_default();
        }
        let record = |(id, (surfaces, n_claims)): (&str, (BTreeSet<&str>, usize))| Self {
            id: id.to_owned(),
            name: results.source_name(id).to_owned(),
            kind: results.facts.kind(id).map(str::to_owned),
            country: results.facts.country(id).map(str::to_owned),
            in_registry: !id.starts_with("unknown:"),
            surfaces: surfaces.into_iter().map(str::to_owned).collect(),
            n_claims,
        };
        named.into_iter().map(record).collect()
    }
}

/// Writes `sources.jsonl`.
pub struct Sources;

impl Format for Sources {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        SourceRecord::all(results)
            .iter()
            .try_for_each(|record| line(out, record))
    }
}
