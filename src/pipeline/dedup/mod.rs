//! One record of each group of near-duplicates, for files of any size.
//!
//! **In** files of JSON Lines. **Out** an [`Outcome`]: which records form a group, which of them is kept, and the bytes of
//! those. The text of a record passes once: it is parsed, split into words, hashed and signed in one go, and some 200
//! bytes of it stay. Pairs that the signatures propose are read again where they lie, and compared exactly.
//!
//! ```text
//! blocks of lines ─ parts, on all threads ─ records and index ─ pairs ─ exact comparison ─ groups ─ fates
//! ```
//!
//! By default texts are compared as they stand in their field. With [`Options::clean`] a page is cleaned first, and only
//! its body is compared: without the template lines of its outlet, which are not known before the last page has come.
//!
//! Blocks are cut by bytes and entered in order, so the result does not depend on the number of threads.

mod fates;
mod outcome;
mod part;
mod records;
mod turns;

pub use outcome::{Fate, GroupRecord, Outcome};

use std::mem;

use rayon::prelude::*;

use super::{Pipeline, Progress, Stage};
use crate::cluster::dedup::{
    Comparer, Index, Proposed, Resolved, Settings, components, with_twins,
};
use crate::error::{Error, Result, Warning};
use crate::ingest::{self, Block, Blocks, Copier, Originals, Summary, Target};
use fates::{Fates, Kept};
use part::{Part, Worker};
use records::Records;

/// Which record of a group is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The one published first; a record without a time comes after those with one, and equals keep the order of the
    /// input.
    #[default]
    Earliest,
    /// The one with the longest text, in bytes; equals keep the order of the input.
    Longest,
    /// The first of the input.
    First,
}

/// What is a duplicate, and which one stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Threshold, bands, and whether pairs are compared exactly.
    pub settings: Settings,
    /// Which record of a group is kept; default the earliest.
    pub keep: Keep,
    /// Whether pages are cleaned first and only bodies compared; default no.
    pub clean: bool,
    /// How records are read.
    pub input: ingest::Options,
}

/// Decides about every record of `inputs`.
///
/// The records of `against` are a collection that stays as it is: a record of `inputs` that is like one of them is
/// dropped, and brings no other down with it; the rest are grouped among themselves.
///
/// The records that stay go to `kept`, if it is given, byte for byte as they came and in the order of the input; its second
/// part is what messages call it. They go there while pairs are still compared, so after an error some may stand there.
///
/// Holds some 200 bytes a record, its id included. Takes time in proportion to the text, and `n log n` for the buckets of
/// `n` records.
///
/// # Errors
/// If an input cannot be found or is not JSON Lines, a setting is out of its range, a record is malformed and the options
/// are strict, the input changes while it is read, or `kept` cannot be written.
pub fn dedup(
    pipeline: &Pipeline,
    inputs: &[String],
    against: &[String],
    options: &Options,
    kept: Option<(Target<'_>, &str)>,
    progress: &dyn Progress,
) -> Result<Outcome> {
    let mut run = Run {
        pipeline,
        options,
        index: Index::new(options.settings)?,
        records: Records::new(options.keep),
        summary: Summary::default(),
        warnings: Vec::new(),
        unreadable_dates: None,
    };
    let mut blocks = Blocks::open(against, inputs, &options.input)?;
    pipeline.on_threads(|| {
        let (_, total) = blocks.progress();
        progress.begin(Stage::Read, (total > 0).then_some(total));
        run.read(&mut blocks, progress)?;
        progress.end();
        run.close(blocks.names(), blocks.warnings());
        let originals = blocks.into_originals();
        run.decide(&originals, kept, progress)
    })
}

/// A deduplication at work.
struct Run<'r> {
    pipeline: &'r Pipeline,
    options: &'r Options,
    index: Index,
    records: Records,
    summary: Summary,
    warnings: Vec<Warning>,
    /// The first record whose date cannot be read, and how many there are.
    unreadable_dates: Option<(String, u64)>,
}

impl Run<'_> {
    /// Reads all blocks.
    fn read(&mut self, blocks: &mut Blocks, progress: &dyn Progress) -> Result<()> {
        let names = blocks.names().to_vec();
        let empty = self.index.part();
        let (options, clean) = (self.options, &self.pipeline.config().clean);
        let mut told = 0;
        turns::in_turn(
            |(_, buffer)| {
                let block = blocks.next(mem::take(buffer));
                let (read, _) = blocks.progress();
                progress.advance(read - told);
                told = read;
                block
            },
            || (Worker::new(options, clean), Vec::new()),
            |(worker, buffer), mut block| {
                let part = worker.part(&block, empty.part());
                *buffer = mem::take(&mut block.bytes);
                Ok((block, part))
            },
            |(block, part)| self.enter(&block, &part, &names),
        )
    }

    /// Enters the records of a part, in order.
    fn enter(&mut self, block: &Block, part: &Part, names: &[String]) -> Result<()> {
        let kept = self.records.take(part, block, names, |skipped| {
            if self.options.input.strict {
                return Err(Error::record(&skipped.path, skipped.line, skipped.reason));
            }
            self.summary.skip(skipped);
            Ok(())
        })?;
        self.index.append(&part.index, |i| kept[i])?;
        self.warnings.extend(part.warnings.iter().cloned());
        if let Some((first, n)) = &part.unreadable_dates {
            let known = self.unreadable_dates.get_or_insert((first.clone(), 0));
            known.1 += n;
        }
        Ok(())
    }

    /// Says what is to be said of the inputs once all are read.
    fn close(&mut self, names: &[String], warnings: &[Warning]) {
        self.summary.n_read = self.records.len() as u64 - u64::from(self.records.n_frozen());
        self.summary.warnings = warnings.to_vec();
        for name in self.records.empty_inputs(names) {
            let message = "holds no article";
            self.summary
                .warnings
                .push(Warning::new("empty-input", name, message));
        }
        if let Some((first, n)) = self.unreadable_dates.take() {
            let more = if n > 1 {
                format!(" ({} more such)", n - 1)
            } else {
                String::new()
            };
            let message = format!("the record's date cannot be read; it counts as undated{more}");
            self.warnings
                .push(Warning::new("unreadable-date", first, message));
        }
    }

    /// Finds the groups, decides who stays, and hands those on.
    fn decide(
        mut self,
        originals: &Originals,
        kept: Option<(Target<'_>, &str)>,
        progress: &dyn Progress,
    ) -> Result<Outcome> {
        let frozen = self.records.n_frozen();
        let twins = self.index.twins();
        let proposed = self.propose(&twins, frozen, progress);
        let components = components(self.index.len(), &proposed.pairs);
        progress.begin(Stage::Verify, Some(components.len() as u64));
        let source = part::Again {
            records: &self.records,
            originals,
            options: self.options,
            clean: &self.pipeline.config().clean,
        };
        let mut fates = Fates::new(&self.records, &twins, self.options);
        let copier = kept.map(|(out, name)| Copier::new(originals, out, name));
        let mut kept = Kept::new(copier);
        let mut resolved: Vec<Resolved> = Vec::new();
        let mut ahead = components.iter();
        let mut behind = components.iter();
        turns::in_turn(
            |_| Ok(ahead.next()),
            || Comparer::new(&source),
            |comparer, pairs| self.index.resolve(pairs, frozen, comparer),
            |groups| {
                behind.next();
                for group in &groups {
                    fates.take(group);
                }
                resolved.extend(groups);
                progress.advance(1);
                // The pairs of a component begin with its first text, and so do the components.
                let next = behind.as_slice().first().and_then(|pairs| pairs.first());
                next.map_or(Ok(()), |&(text, _)| kept.copy(&fates, text as usize))
            },
        )?;
        kept.finish(&fates)?;
        progress.end();
        let is_dropped = fates.into_dropped();
        let groups = with_twins(&resolved, &twins, frozen);
        let name = |i: usize| self.records.id(i).to_owned();
        self.warnings.extend(proposed.warnings(name));
        Ok(Outcome::new(
            self.records,
            is_dropped,
            groups,
            self.options,
            self.summary,
            self.warnings,
        ))
    }

    fn propose(&self, twins: &[u32], frozen: u32, progress: &dyn Progress) -> Proposed {
        let tasks = self.index.tasks();
        progress.begin(Stage::Candidates, Some(tasks.len() as u64));
        let mut proposed = Proposed::default();
        for some in tasks.chunks(2 * rayon::current_num_threads()) {
            let found: Vec<_> = some
                .par_iter()
                .map(|&task| self.index.find(task, twins, frozen))
                .collect();
            proposed.take(found);
            progress.advance(some.len() as u64);
        }
        progress.end();
        proposed
    }
}
