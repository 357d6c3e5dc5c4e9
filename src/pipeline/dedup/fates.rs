//! Who stays and who goes, as far as that is known while pairs are still being compared.
//!
//! **In** the components of the proposed pairs, in order, each with the groups it came to. **Out** the kept records, as soon
//! as nothing that comes can change their fate: those before the first text of the next component. So they are copied
//! while later pairs are compared.

use super::records::Records;
use super::{Keep, Options};
use crate::cluster::dedup::Resolved;
use crate::error::Result;
use crate::ingest::Copier;

/// Fates of records, known by their numbers.
#[derive(Debug)]
pub(super) struct Fates<'f> {
    records: &'f Records,
    keep: Keep,
    /// Texts that are not the first of their shingles, each behind the first; sorted.
    others: Vec<(u32, u32)>,
    is_dropped: Vec<bool>,
}

impl<'f> Fates<'f> {
    /// Fates by twins alone: for each text the first one of the same shingles.
    pub(super) fn new(records: &'f Records, twins: &[u32], options: &Options) -> Self {
        let firsts = twins.iter().copied().zip(0..);
        let mut others: Vec<(u32, u32)> = firsts.filter(|(first, i)| first != i).collect();
        others.sort_unstable();
        let mut fates = Self {
            records,
            keep: options.keep,
            is_dropped: vec![false; twins.len()],
            others: Vec::new(),
        };
        for twins in others.chunk_by(|x, y| x.0 == y.0) {
            let first = twins[0].0;
            fates.decide(twins.iter().map(|&(_, other)| other).chain([first]));
        }
        fates.others = others;
        fates
    }

    /// Fates by a group of distinct texts, and their twins. Whoever stays in it stayed among its twins.
    pub(super) fn take(&mut self, group: &Resolved) {
        let mut members = Vec::new();
        for &text in &group.members {
            let start = self.others.partition_point(|&(first, _)| first < text);
            let twins = self.others[start..]
                .iter()
                .take_while(|twin| twin.0 == text);
            members.extend(twins.map(|&(_, other)| other).chain([text]));
        }
        self.decide(members.into_iter());
    }

    /// Keeps one of `members`, or none if a frozen record stands for them.
    fn decide(&mut self, members: impl Iterator<Item = u32> + Clone) {
        let frozen = self.records.n_frozen();
        let has_frozen = members.clone().any(|member| member < frozen);
        let kept = match self.keep {
            _ if has_frozen => None,
            Keep::First => members.clone().min(),
            Keep::Earliest | Keep::Longest => {
                let rank = |&i: &u32| self.records.rank(i as usize);
                members.clone().min_by_key(rank)
            }
        };
        for member in members.filter(|&member| member >= frozen) {
            self.is_dropped[member as usize] = Some(member) != kept;
        }
    }

    /// Which records do not stay, once all is taken.
    pub(super) fn into_dropped(self) -> Vec<bool> {
        self.is_dropped
    }
}

/// Copies kept records in their order.
pub(super) struct Kept<'k, 't> {
    copier: Option<Copier<'k, 't>>,
    n_passed: usize,
}

impl<'k, 't> Kept<'k, 't> {
    /// Nothing is copied without a copier.
    pub(super) fn new(copier: Option<Copier<'k, 't>>) -> Self {
        Self {
            copier,
            n_passed: 0,
        }
    }

    /// Copies those before number `until`, whose fates are known.
    pub(super) fn copy(&mut self, fates: &Fates<'_>, until: usize) -> Result<()> {
        let Some(copier) = &mut self.copier else {
            return Ok(());
        };
        let start = self.n_passed.max(fates.records.n_frozen() as usize);
        for i in start..until {
            if !fates.is_dropped[i] {
                copier.push(fates.records.place(i))?;
            }
        }
        self.n_passed = until.max(start);
        Ok(())
    }

    /// Copies the rest.
    pub(super) fn finish(mut self, fates: &Fates<'_>) -> Result<()> {
        self.copy(fates, fates.is_dropped.len())?;
        self.copier.map_or(Ok(()), Copier::finish)
    }
}
