//! `silsilah dedup`: a dedup stage for a pipeline; kept records leave byte for byte as they came.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::meter::Meter;
use super::options::{InputOptions, RunOptions};
use super::output::Output;
use super::{Answer, settings, sources};
use crate::candidates::Bands;
use crate::cluster::dedup::{Linkage, Settings};
use crate::error::Result;
use crate::ingest::Summary;
use crate::pipeline::dedup::{self, Keep, Outcome};
use crate::pipeline::{Progress as _, Stage};

/// A dedup stage: keep one record of each group of near-duplicates
///
/// Kept records are written byte for byte as they came, in the order of the input. Two records belong together when
/// the exact Jaccard similarity of their texts' five-word shingles reaches the threshold, or when others between them
/// do. Texts are compared as they stand in their field; --clean takes the story out of each page first. Files may be
/// larger than memory. A summary goes to standard error.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// File for the kept records; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// File for the groups: id, group, and `kept`, `dropped` or `frozen`, for every record in a group
    #[arg(long, value_name = "FILE")]
    pub(super) groups: Option<PathBuf>,
    /// Least similarity of two records in a group, over 0 and up to 1
    #[arg(long, value_name = "J", default_value_t = Settings::default().threshold)]
    pub(super) threshold: f64,
    /// Which record of a group to keep
    #[arg(long, value_name = "WHICH", default_value = "earliest")]
    pub(super) keep: KeepArg,
    /// A collection that stays as it is: records that are like one of it are dropped, it is not; may be repeated
    #[arg(long, value_name = "INPUT")]
    pub(super) against: Vec<String>,
    /// Take the story out of each page first, and compare stories only: menus, captions and related links do not count
    #[arg(long)]
    pub(super) clean: bool,
    /// Number of bands to look for pairs with [default: chosen from the threshold, to find .995 of the pairs at it]
    #[arg(long, value_name = "B", requires = "rows")]
    pub(super) bands: Option<u16>,
    /// Slots in a band; bands × rows are at most 1024
    #[arg(long, value_name = "R", requires = "bands")]
    pub(super) rows: Option<u16>,
    /// Take every pair that meets in a band for near-duplicates, without comparing the two; faster, and sometimes wrong
    #[arg(long)]
    pub(super) no_verify: bool,
    /// What keeps a group together
    #[arg(long, value_name = "HOW", default_value = "single")]
    pub(super) linkage: LinkageArg,
    /// File with a line of JSON for each group: members, lowest similarity and containment, and the pairs that a chain hangs by
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Write over files that are there already
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) input: InputOptions,
    #[command(flatten)]
    pub(super) run: RunOptions,
}

/// Which record of a group to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum KeepArg {
    /// The one published first; among equals, and where no time is known, the first in the input
    Earliest,
    /// The one with the longest text
    Longest,
    /// The first in the input
    First,
}

/// What keeps a group together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LinkageArg {
    /// Every record is like some other one; a group may be a chain, which is reported
    Single,
    /// Every record is like every other one; no chains, but more groups
    Complete,
}

const EXAMPLES: &str = "\
Examples:
  silsilah dedup pages.jsonl --out kept.jsonl --groups groups.tsv
      keep the earliest of each group, and say which records were dropped
  zcat pages.jsonl.gz | silsilah dedup - --out - --keep longest --threshold 0.5 | gzip > kept.jsonl.gz
      a stage of a pipeline that keeps the fullest version
  silsilah dedup today.jsonl --against kept.jsonl --out new.jsonl --report groups.jsonl
      drop from the new day what is there already, and say which groups are chains";

impl From<KeepArg> for Keep {
    fn from(keep: KeepArg) -> Self {
        match keep {
            KeepArg::Earliest => Self::Earliest,
            KeepArg::Longest => Self::Longest,
            KeepArg::First => Self::First,
        }
    }
}

/// Reads, groups, and hands on what is kept.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let options = args.to_options();
    let mut kept = Output::create(&args.out, args.force)?;
    let open = |path: &Option<PathBuf>| {
        path.as_ref()
            .map(|path| Output::create(path, args.force))
            .transpose()
    };
    let (mut groups, mut report) = (open(&args.groups)?, open(&args.report)?);

    let meter = Meter::new(console.bar());
    let name = kept.name();
    let outcome = dedup::dedup(
        &pipeline,
        &args.inputs,
        &args.against,
        &options,
        Some((kept.target()?, &name)),
        &meter,
    )?;
    sources::say(&outcome.summary, console);
    console.warnings(&outcome.warnings);

    meter.begin(Stage::Write, None);
    if let Some(out) = &mut groups {
        let name = out.name();
        outcome.write_table(out.writer(), &name)?;
    }
    if let Some(out) = &mut report {
        let name = out.name();
        outcome.write_groups(out.writer(), &name)?;
    }
    kept.finish()?;
    groups.map_or(Ok(()), Output::finish)?;
    report.map_or(Ok(()), Output::finish)?;
    meter.end();
    console.note(&summary(&outcome));
    Ok(answer(&outcome.summary))
}

impl Args {
    fn to_options(&self) -> dedup::Options {
        let bands = self.bands.zip(self.rows);
        dedup::Options {
            settings: Settings {
                threshold: self.threshold,
                bands: bands.map(|(bands, rows)| Bands { bands, rows }),
                verify: !self.no_verify,
                linkage: match self.linkage {
                    LinkageArg::Single => Linkage::Single,
                    LinkageArg::Complete => Linkage::Complete,
                },
            },
            keep: self.keep.into(),
            clean: self.clean,
            input: self.input.to_reader(false),
        }
    }
}

/// What was kept, in a line.
fn summary(outcome: &Outcome) -> String {
    let (n_read, n_dropped) = (outcome.n_read(), outcome.n_dropped());
    let against = match outcome.n_frozen() {
        0 => String::new(),
        n => format!(" against {n} of the frozen collection"),
    };
    let n_groups = outcome.n_groups();
    let groups = if n_groups == 1 { "group" } else { "groups" };
    let chains = match outcome.n_chains() {
        0 => String::new(),
        1 => ", 1 of them a chain with a pair below the threshold".to_owned(),
        n => format!(", {n} of them chains with a pair below the threshold"),
    };
    format!(
        "{n_read} records read{against}, {} kept, {n_dropped} dropped; {n_groups} {groups} of near-duplicates{chains}",
        n_read - n_dropped
    )
}

/// Whether all of the input was used.
fn answer(read: &Summary) -> Answer {
    if read.n_skipped_total() > 0 {
        Answer::Incomplete
    } else {
        Answer::Yes
    }
}
