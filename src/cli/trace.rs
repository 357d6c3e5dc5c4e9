//! `silsilah trace`: the main job, from pages to a run directory with the lineage.

use std::path::PathBuf;

use super::options::{InputOptions, RunOptions};

/// The main job: from pages to credits, pairs, families and lineage
///
/// Reads every INPUT (a file, a directory, a glob, or - for standard input), and writes a run directory: run.json,
/// articles, claims, sources, chains, pairs, families and lineage as JSON Lines, and the lineage graph as GraphML and
/// DOT. A summary is printed. A record that is not an article is reported with its file and line, counted and
/// skipped; the run goes on, and the exit code is 2.
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
  silsilah trace pages.jsonl.gz --out run/
      trace a compressed JSON Lines file, one article a line
  zcat crawl.csv.gz | silsilah trace - --input-format csv --text-field content --out run/
      trace a table from standard input whose text is in the column `content`";
