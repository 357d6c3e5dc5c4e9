//! `silsilah attribute`: what each page says of its sources, without comparing pages.

use std::path::PathBuf;

use super::options::{InputOptions, RunOptions};

/// What each page says of its sources: claims, chains and sources only
///
/// Reads as `trace` does, and writes run.json, articles, claims, sources and chains. No two pages are compared, so
/// it takes time in proportion to the text.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// Directory of the run; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Write over the files of an earlier run in DIR
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) input: InputOptions,
    #[command(flatten)]
    pub(super) run: RunOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah attribute pages/ --out run/
      read a directory of .txt files, one flattened page each
  silsilah attribute pages.jsonl --registry mine.jsonl --out run/
      know the outlets and agencies of mine.jsonl as well";
