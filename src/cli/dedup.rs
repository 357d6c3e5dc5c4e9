//! `silsilah dedup`: a dedup stage for a pipeline; kept records leave byte for byte as they came.

use std::path::PathBuf;

use clap::ValueEnum;

use super::options::{InputOptions, RunOptions};

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
    /// Least similarity of two records in a group, over 0 and up to 1 [default: 0.7]
    #[arg(long, value_name = "J")]
    pub(super) threshold: Option<f64>,
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
