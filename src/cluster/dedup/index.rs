//! What is kept of every text: a fingerprint and one signature, some 150 bytes; and which pairs of texts may be alike.
//!
//! **In** texts, one at a time, on any thread; parts are joined in order. **Out** pairs worth comparing exactly.
//!
//! Texts are signed as short or as long ones, some as both, see [`Plan`]; either kind has its own table and buckets.
//! A pair that meets in a bucket is proposed if its signatures agree in as many slots as the threshold asks for, less four
//! standard errors: that keeps unlike texts with one line in common from being read again.

use std::num::NonZeroU64;

use crate::candidates::buckets::{self, LargeBucket, Pairing};
use crate::cluster::dedup::plan::{Plan, SHINGLE, Settings};
use crate::cluster::dedup::resolve::{Comparer, Resolved, Source};
use crate::error::{Error, Result};
use crate::sketch::oneperm::{Bins, OnePermutation};
use crate::sketch::shingler::fingerprint;
use crate::sketch::{Shingler, Signatures};

/// Below so many shingles the estimate of two signatures is too rough to refuse a pair.
const ROUGH: u32 = 64;

/// What a text is turned into numbers with; one for each thread, used for text after text.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    pub(super) shingler: Shingler,
    pub(super) bins: Bins,
}

/// Fingerprints and signatures of texts, known by their numbers from 0.
#[derive(Clone, Debug)]
pub struct Index {
    pub(super) plan: Plan,
    /// Equal for equal shingles; `None` for a text without words.
    fingerprints: Vec<Option<NonZeroU64>>,
    /// Shingles of each text, repeats counted.
    n_shingles: Vec<u32>,
    long: Table,
    short: Table,
}

/// Signatures of one kind, and whose they are.
#[derive(Clone, Debug)]
struct Table {
    signatures: Signatures,
    numbers: Vec<u32>,
}

/// A part of the search for pairs that can be worked on apart: one band of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    is_short: bool,
    band: u16,
}

/// What a task comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Pairs of texts, the smaller number first; sorted, each once.
    pub pairs: Vec<(u32, u32)>,
    /// Buckets too large to be squared; `first` is the number of a text.
    pub large: Vec<LargeBucket>,
}

impl Index {
    /// An empty index.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if a setting is out of its range.
    pub fn new(settings: Settings) -> Result<Self> {
        let plan = Plan::new(settings)?;
        let table = |scheme| -> Result<Table> {
            Ok(Table {
                signatures: Plan::table(scheme)?,
                numbers: Vec::new(),
            })
        };
        Ok(Self {
            plan,
            fingerprints: Vec::new(),
            n_shingles: Vec::new(),
            long: table(plan.long)?,
            short: table(plan.short)?,
        })
    }

    /// An empty index of the same settings, for a part.
    #[must_use]
    pub fn part(&self) -> Self {
        let empty = |table: &Table| Table {
            signatures: table.signatures.emptied(),
            numbers: Vec::new(),
        };
        Self {
            plan: self.plan,
            fingerprints: Vec::new(),
            n_shingles: Vec::new(),
            long: empty(&self.long),
            short: empty(&self.short),
        }
    }

    /// The number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.n_shingles.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n_shingles.is_empty()
    }

    /// Adds a text: the fused pass over it.
    pub fn add(&mut self, text: &str, work: &mut Workspace) {
        let shingles = work.shingler.shingles(text, SHINGLE);
        self.add_shingles(shingles, &mut work.bins);
    }

    pub(super) fn add_shingles(&mut self, shingles: &[u64], bins: &mut Bins) {
        let number = self.n_shingles.len() as u32;
        self.fingerprints.push(fingerprint(shingles));
        self.n_shingles.push(shingles.len() as u32);
        if shingles.is_empty() {
            return;
        }
        self.plan.long.throw(shingles, bins);
        let n_filled = bins.n_filled();
        if n_filled >= self.plan.long_from {
            self.long.push(number, bins);
        }
        if n_filled < self.plan.short_below {
            self.plan.short.throw(shingles, bins);
            self.short.push(number, bins);
        }
    }

    /// Adds the texts of `part` for which `keep`, by their number in it, says so, after those of this index.
    ///
    /// # Errors
    /// [`ErrorKind::SketchMismatch`](crate::error::ErrorKind::SketchMismatch) if the settings ask for other signatures.
    pub fn append(&mut self, part: &Self, keep: impl Fn(usize) -> bool) -> Result<()> {
        let mut numbers = Vec::with_capacity(part.len());
        for i in 0..part.len() {
            numbers.push(keep(i).then_some(self.len() as u32));
            if keep(i) {
                self.fingerprints.push(part.fingerprints[i]);
                self.n_shingles.push(part.n_shingles[i]);
            }
        }
        self.long.append(&part.long, &numbers)?;
        self.short.append(&part.short, &numbers)
    }

    /// Adds all texts of `other` after those of this index.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the settings differ.
    pub fn append_all(&mut self, other: &Self) -> Result<()> {
        if self.plan != other.plan {
            let of = |plan: Plan| {
                format!(
                    "threshold {}, {} × {} bands",
                    plan.threshold, plan.bands.bands, plan.bands.rows
                )
            };
            let reason = format!("{} and {} cannot be merged", of(self.plan), of(other.plan));
            return Err(Error::value("settings", reason));
        }
        self.append(other, |_| true)
    }

    /// The groups of one of the [`components`](super::components) of pairs; texts below number `frozen` are taken as they
    /// are, so a text that is like one of them goes with it and joins no other to it.
    ///
    /// # Errors
    /// If a text cannot be read again.
    pub fn resolve<S: Source>(
        &self,
        pairs: &[(u32, u32)],
        frozen: u32,
        comparer: &mut Comparer<'_, S>,
    ) -> Result<Vec<Resolved>> {
        comparer.resolve(pairs, &self.plan, frozen)
    }

    /// For each text the first one of the same shingles; a text without words is only its own.
    #[must_use]
    pub fn twins(&self) -> Vec<u32> {
        let prints = (0u32..).zip(&self.fingerprints);
        let mut order: Vec<(NonZeroU64, u32)> =
            prints.filter_map(|(i, &print)| Some((print?, i))).collect();
        order.sort_unstable();
        let mut firsts: Vec<u32> = (0..self.len() as u32).collect();
        for twins in order.chunk_by(|x, y| x.0 == y.0) {
            for &(_, i) in &twins[1..] {
                firsts[i as usize] = twins[0].1;
            }
        }
        firsts
    }

    /// The parts of the search, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<Task> {
        let bands = 0..self.plan.bands.bands;
        let of = |is_short| bands.clone().map(move |band| Task { is_short, band });
        of(false).chain(of(true)).collect()
    }

    /// Does one part of the search, among texts that are the first of their `twins`.
    ///
    /// Pairs of two texts below number `frozen` are left out.
    #[must_use]
    pub fn find(&self, task: Task, twins: &[u32], frozen: u32) -> Found {
        let table = if task.is_short {
            &self.short
        } else {
            &self.long
        };
        let rows: Vec<u32> = (0..)
            .zip(&table.numbers)
            .filter(|&(_, &number)| twins[number as usize] == number)
            .map(|(row, _)| row)
            .collect();
        let pairing = if self.plan.verify {
            Pairing::Each
        } else {
            Pairing::Chain
        };
        let number = |row: u32| table.numbers[row as usize];
        let least = self.least_estimate();
        let mut pairs = Vec::new();
        let bands = (self.plan.bands, task.band);
        let mut large = buckets::meet(&table.signatures, &rows, bands, pairing, |a, b| {
            let (x, y) = (number(a), number(b));
            let refused =
                y < frozen || self.plan.verify && self.refused((x, y), table, (a, b), least);
            if !refused {
                pairs.push((x, y));
            }
        });
        for bucket in &mut large {
            bucket.first = number(bucket.first);
        }
        pairs.sort_unstable();
        Found { pairs, large }
    }

    /// Whether two texts are plainly unlike.
    fn refused(&self, (x, y): (u32, u32), table: &Table, (a, b): (u32, u32), least: f64) -> bool {
        let size = |i: u32| self.n_shingles[i as usize];
        size(x).min(size(y)) >= ROUGH && table.signatures.similarity(a as usize, b as usize) < least
    }

    /// The estimate below which two texts of more than a few shingles cannot reach the threshold but by a rare chance.
    fn least_estimate(&self) -> f64 {
        let (t, slots) = (self.plan.threshold, f64::from(self.plan.long.slots));
        t - 4.0 * (t * (1.0 - t) / slots).sqrt()
    }

    /// The signatures that a text of `shingles` would have here: of which kind, and its bytes.
    pub(super) fn sign(&self, shingles: &[u64], bins: &mut Bins) -> Vec<(bool, Vec<u8>)> {
        let mut alone = self.part();
        alone.add_shingles(shingles, bins);
        let tables = [(false, alone.long), (true, alone.short)];
        let signed = tables
            .into_iter()
            .filter(|(_, table)| !table.numbers.is_empty());
        signed
            .map(|(is_short, table)| (is_short, table.signatures.get(0).to_vec()))
            .collect()
    }

    /// Bytes of a band of a signature.
    pub(super) fn band_length(&self) -> usize {
        let scheme: OnePermutation = self.plan.long;
        usize::from(self.plan.bands.rows) * usize::from(scheme.bytes)
    }
}

impl Table {
    fn push(&mut self, number: u32, bins: &Bins) {
        self.numbers.push(number);
        self.signatures.push(bins);
    }

    fn append(&mut self, part: &Self, numbers: &[Option<u32>]) -> Result<()> {
        let kept = |i: usize| numbers[part.numbers[i] as usize];
        self.signatures
            .append(&part.signatures, |i| kept(i).is_some())?;
        self.numbers
            .extend((0..part.numbers.len()).filter_map(kept));
        Ok(())
    }
}
