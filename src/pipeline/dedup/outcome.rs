//! What a deduplication comes to, and how it is written.
//!
//! **Out** two files, each of which can be had alone: a table with a line for every record of a group, and a line of JSON
//! for every group.

use std::io::Write;

use serde::Serialize;

use super::Options;
use super::records::Records;
use crate::cluster::dedup::Group;
use crate::error::{Error, Result, Warning};
use crate::ingest::Summary;

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays.
    Kept,
    /// Another one of its group stays.
    Dropped,
    /// It is of the collection that stays as it is.
    Frozen,
}

impl Fate {
    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Dropped => "dropped",
            Self::Frozen => "frozen",
        }
    }
}

/// Every record, group and fate of a run.
#[derive(Debug)]
pub struct Outcome {
    records: Records,
    threshold: f64,
    groups: Vec<Group>,
    /// The group of each record, from 1; 0 for a record like no other.
    group_of: Vec<u32>,
    /// Records that do not stay.
    is_dropped: Vec<bool>,
    /// What was read, and what not.
    pub summary: Summary,
    /// Odd records, buckets too large to compare all pairs of.
    pub warnings: Vec<Warning>,
}

/// A group, as it is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupRecord<'o> {
    /// Its number, from 1 in the order of first members.
    pub group: usize,
    /// Ids of its records, in the order of the input.
    pub members: Vec<&'o str>,
    /// The one that is kept; absent where a frozen record stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<&'o str>,
    /// Ids of its records that are of the frozen collection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frozen: Vec<&'o str>,
    /// The lowest exact similarity of any two members; absent where pairs were not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_similarity: Option<f64>,
    /// The lowest exact containment of any two members, as a share of the smaller one; absent where pairs were not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_containment: Option<f64>,
    /// Whether some pair of members is below the threshold and hangs together by others alone.
    pub is_chain: bool,
    /// Pairs without which the group falls apart; twins are stood for by the first.
    pub bridges: Vec<[&'o str; 2]>,
}

impl Outcome {
    pub(super) fn new(
        records: Records,
        is_dropped: Vec<bool>,
        groups: Vec<Group>,
        options: &Options,
        summary: Summary,
        warnings: Vec<Warning>,
    ) -> Self {
        let mut group_of = vec![0; records.len()];
        for (number, group) in (1..).zip(&groups) {
            for &member in &group.members {
                group_of[member] = number;
            }
        }
        Self {
            records,
            threshold: options.settings.threshold,
            groups,
            group_of,
            is_dropped,
            summary,
            warnings,
        }
    }

    /// The number of records, those of a frozen collection not counted.
    #[must_use]
    pub fn n_read(&self) -> usize {
        self.records.len() - self.n_frozen()
    }

    /// Records of the frozen collection.
    #[must_use]
    pub fn n_frozen(&self) -> usize {
        self.records.n_frozen() as usize
    }

    /// Records that do not stay.
    #[must_use]
    pub fn n_dropped(&self) -> usize {
        self.is_dropped.iter().filter(|&&dropped| dropped).count()
    }

    /// Groups of near-duplicates.
    #[must_use]
    pub fn n_groups(&self) -> usize {
        self.groups.len()
    }

    /// Groups in which some pair is below the threshold.
    #[must_use]
    pub fn n_chains(&self) -> usize {
        self.groups
            .iter()
            .filter(|group| self.is_chain(group))
            .count()
    }

    fn is_chain(&self, group: &Group) -> bool {
        group
            .min_similarity
            .is_some_and(|lowest| lowest < self.threshold)
    }

    /// Every record in the order of the input: its id, its group from 1, and its fate.
    pub fn records(&self) -> impl Iterator<Item = (&str, Option<usize>, Fate)> + '_ {
        (0..self.records.len()).map(|i| {
            let group = self.group_of[i] as usize;
            (
                self.records.id(i),
                (group > 0).then_some(group),
                self.fate(i),
            )
        })
    }

    fn fate(&self, i: usize) -> Fate {
        match self.is_dropped[i] {
            _ if i < self.n_frozen() => Fate::Frozen,
            true => Fate::Dropped,
            false => Fate::Kept,
        }
    }

    /// Every group, in order.
    pub fn groups(&self) -> impl Iterator<Item = GroupRecord<'_>> + '_ {
        let id = |i: usize| self.records.id(i);
        self.groups.iter().enumerate().map(move |(i, group)| {
            let with = |fate: Fate| {
                group
                    .members
                    .iter()
                    .copied()
                    .filter(move |&member| self.fate(member) == fate)
            };
            GroupRecord {
                group: i + 1,
                members: group.members.iter().map(|&member| id(member)).collect(),
                kept: with(Fate::Kept).next().map(id),
                frozen: with(Fate::Frozen).map(id).collect(),
                min_similarity: group.min_similarity.map(rounded),
                min_containment: group.min_containment.map(rounded),
                is_chain: self.is_chain(group),
                bridges: group.bridges.iter().map(|pair| pair.map(id)).collect(),
            }
        })
    }

    /// Writes `id<TAB>group<TAB>kept|dropped|frozen` for every record in a group.
    ///
    /// # Errors
    /// If `out`, called `name`, cannot be written.
    pub fn write_table(&self, out: &mut dyn Write, name: &str) -> Result<()> {
        for (id, group, fate) in self.records() {
            let Some(group) = group else { continue };
            let written = writeln!(out, "{id}\t{group}\t{}", fate.name());
            written.map_err(|cause| Error::io(name, cause))?;
        }
        Ok(())
    }

    /// Writes a [`GroupRecord`] a line.
    ///
    /// # Errors
    /// If `out`, called `name`, cannot be written.
    pub fn write_groups(&self, out: &mut dyn Write, name: &str) -> Result<()> {
        for group in self.groups() {
            let json = serde_json::to_string(&group)
                .map_err(|cause| Error::value(name, cause.to_string()))?;
            writeln!(out, "{json}").map_err(|cause| Error::io(name, cause))?;
        }
        Ok(())
    }
}

/// A share with six decimals.
fn rounded(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}
