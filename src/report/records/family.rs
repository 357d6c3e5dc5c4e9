//! `families.jsonl`: groups of articles, and how many independent voices stand behind each.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{line, six};
use crate::cluster::{Family, Level};
use crate::report::origins::origins;
use crate::report::{Format, Results};

/// A group of articles. Lines are sorted by level, then members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyRecord {
    /// `<level>:<id of the first member>`, with `#2`, `#3`, … behind it where an article comes first in several.
    pub id: String,
    /// How close the members are. Every copy group lies within a family, and every family within a story.
    pub level: Level,
    /// The members, sorted by id.
    pub members: Vec<MemberRecord>,
    /// The lowest score of any pair of members; 0 if some pair was not compared.
    #[schemars(range(min = 0, max = 1))]
    pub min_score: f64,
    /// Ids of the sources that members credit, at any hop, sorted.
    pub sources: Vec<String>,
    /// Different outlets among the members; unknown ones are not counted.
    pub n_outlets: usize,
    /// Different owners of these outlets; an outlet without a known owner is its own.
    pub n_owners: usize,
    /// Independent origins: where the members' texts come from when edges, wire items and declared chains are followed
    /// to their end.
    pub n_origins: usize,
    /// Pairs of articles without which the group falls apart, sorted.
    pub bridges: Vec<[String; 2]>,
}

/// An article's part in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MemberRecord {
    /// The article's id.
    pub article: String,
    /// Share of its body that belongs to the group.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// What stands behind it, as `n_origins` counts it: the id of a source or an outlet, or `article:` and the id of an
    /// article that nothing else stands behind.
    pub origin: String,
}

/// How many independent voices stand behind a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Reach {
    pub(in crate::report) outlets: usize,
    pub(in crate::report) owners: usize,
    pub(in crate::report) origins: usize,
}

impl Reach {
    /// Counts for `family`, where `origins` holds the origin of every article.
    pub(in crate::report) fn of(
        results: &Results<'_>,
        family: &Family,
        origins: &[String],
    ) -> Self {
        let members = || family.members.iter().map(|member| member.article);
        let outlets: BTreeSet<&str> = members()
            .filter_map(|idx| Some(results.attribution(idx).outlet.as_ref()?.id.as_str()))
            .collect();
        let owners: BTreeSet<&str> = outlets
            .iter()
            .map(|&id| results.facts.owner(id).unwrap_or(id))
            .collect();
        let origins: BTreeSet<&String> = members().map(|idx| &origins[idx.get()]).collect();
        Self {
            outlets: outlets.len(),
            owners: owners.len(),
            origins: origins.len(),
        }
    }
}

/// Every group with its id, in the order of the file.
pub(in crate::report) fn named<'r>(results: &Results<'r>) -> Vec<(String, &'r Family)> {
    let mut families: Vec<&Family> = results.families.iter().collect();
    let key = |family: &Family| -> Vec<_> { family.members.iter().map(|m| m.article).collect() };
    families.sort_by_cached_key(|family| (family.level, key(family)));
    let mut n_called = BTreeMap::new();
    let ids = families.into_iter().map(|family| {
        let level = match family.level {
            Level::Copy => "copy",
            Level::Family => "family",
            Level::Story => "story",
        };
        let first = family.members.first().map_or("", |m| results.id(m.article));
        let n = n_called.entry((family.level, first)).or_insert(0);
        *n += 1;
        let id = match *n {
            1 => format!("{level}:{first}"),
            n => format!("{level}:{first}#{n}"),
        };
        (id, family)
    });
    ids.collect()
}

impl FamilyRecord {
    /// The records of all families of a run, in the order of the file.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let origins = origins(results);
        let named = named(results).into_iter();
        named
            .map(|(id, family)| Self::new(results, id, family, &origins))
            .collect()
    }

    fn new(results: &Results<'_>, id: String, family: &Family, origins: &[String]) -> Self {
        let members = family.members.iter().map(|member| MemberRecord {
            article: results.id(member.article).to_owned(),
            share: six(member.share),
            origin: origins[member.article.get()].clone(),
        });
        let credited = family.members.iter().flat_map(|member| {
            let branches = &results.attribution(member.article).chain.branches;
            branches.iter().flatten().cloned()
        });
        let bridges = family
            .bridges
            .iter()
            .map(|pair| pair.map(|idx| results.id(idx).to_owned()));
        let reach = Reach::of(results, family, origins);
        Self {
            id,
            level: family.level,
            members: members.collect(),
            min_score: six(family.min_score),
            sources: credited.collect::<BTreeSet<_>>().into_iter().collect(),
            n_outlets: reach.outlets,
            n_owners: reach.owners,
            n_origins: reach.origins,
            bridges: bridges.collect(),
        }
    }
}

/// Writes `families.jsonl`.
pub struct Families;

impl Format for Families {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        FamilyRecord::all(results)
            .iter()
            .try_for_each(|record| line(out, record))
    }
}
