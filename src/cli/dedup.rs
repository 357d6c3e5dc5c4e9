//! `silsilah dedup`: a dedup stage for a pipeline; kept records leave byte for byte as they came.

use std::path::PathBuf;

use clap::ValueEnum;

use super::console::Console;
use super::meter::Meter;
use super::options::{InputOptions, RunOptions};
use super::output::Output;
use super::spool::Spool;
use super::{Answer, settings, sources};
use crate::error::{Error, Result};
use crate::ingest::Summary;
use crate::pipeline::dedup::{self, Dedup, Disposition, Dispositions, Keep};
use crate::pipeline::{Progress as _, Stage};

/// A dedup stage: keep one record of each group of near-duplicates
///
/// Kept records are written byte for byte as they came, in the order of the input. Two records belong together when
/// the exact Jaccard similarity of their bodies' five-word shingles reaches the threshold; menus, captions and
/// related links are not compared. A summary goes to standard error.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// File for the kept records; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// File for the groups: id, group, and `kept` or `dropped`, for every record in a group
    #[arg(long, value_name = "FILE")]
    pub(super) groups: Option<PathBuf>,
    /// Least similarity of two records in a group, over 0 and up to 1
    #[arg(long, value_name = "J", default_value_t = dedup::Options::default().threshold)]
    pub(super) threshold: f64,
    /// Which record of a group to keep
    #[arg(long, value_name = "WHICH", default_value = "earliest")]
    pub(super) keep: KeepArg,
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
    /// The one with the most words of body
    Longest,
    /// The first in the input
    First,
}

const EXAMPLES: &str = "\
Examples:
  silsilah dedup pages.jsonl --out kept.jsonl --groups groups.tsv
      keep the earliest of each group, and say which records were dropped
  zcat pages.jsonl.gz | silsilah dedup - --out - --keep longest --threshold 0.5 | gzip > kept.jsonl.gz
      a stage of a pipeline that keeps the fullest version";

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
    let options = dedup::Options {
        threshold: args.threshold,
        keep: args.keep.into(),
    };
    let mut dedup = Dedup::new(&pipeline, options)?;
    let mut kept = Output::create(&args.out, args.force)?;
    let groups = args
        .groups
        .as_ref()
        .map(|path| Output::create(path, args.force));
    let mut groups = groups.transpose()?;
    let mut spool = Spool::new()?;

    let meter = Meter::new(console.bar());
    let reader = args.input.to_reader(true);
    let read = sources::read(&args.inputs, &reader, console, &meter, |record| {
        let Some(raw) = &record.raw else {
            let reason = "dedup hands records on as they came, which works for JSON Lines only; \
                          convert the others, or use the families that trace finds";
            return Err(Error::value(
                record.origin.path.display().to_string(),
                reason,
            ));
        };
        spool.push(raw)?;
        dedup.push(record.article);
        Ok(())
    })?;
    let decided = dedup.finish(&meter);
    console.warnings(&decided.warnings);

    meter.begin(Stage::Write, None);
    let name = kept.name();
    spool.copy(|i| decided.records[i].kept, kept.writer(), &name)?;
    if let Some(groups) = &mut groups {
        write_groups(&decided.records, groups)?;
    }
    kept.finish()?;
    groups.map_or(Ok(()), Output::finish)?;
    meter.end();
    console.note(&summary(&decided));
    Ok(answer(&read))
}

/// `id<TAB>group<TAB>kept|dropped` for every record in a group.
fn write_groups(dispositions: &[Disposition], out: &mut Output) -> Result<()> {
    let name = out.name();
    for one in dispositions {
        let Some(group) = one.group else { continue };
        let fate = if one.kept { "kept" } else { "dropped" };
        writeln!(out.writer(), "{}\t{group}\t{fate}", one.id)
            .map_err(|cause| Error::io(&name, cause))?;
    }
    Ok(())
}

/// What was kept, in a line.
fn summary(decided: &Dispositions) -> String {
    let n_read = decided.records.len();
    let n_kept = decided.records.iter().filter(|d| d.kept).count();
    let n_groups = decided.n_groups;
    let groups = if n_groups == 1 { "group" } else { "groups" };
    format!(
        "{n_read} records read, {n_kept} kept, {} dropped; {n_groups} {groups} of near-duplicates",
        n_read - n_kept
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
