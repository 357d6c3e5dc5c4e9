//! `silsilah trace`: the main job, from pages to a run directory with the lineage.

use super::console::Console;
use super::{Answer, collection};
use crate::error::Result;
use crate::pipeline::Pipeline;
use crate::report;

/// The main job: from pages to credits, pairs, families and lineage
///
/// Reads every INPUT (a file, a directory, a glob, or - for standard input), and writes a run directory: run.json,
/// articles, claims, sources, chains, pairs, families and lineage as JSON Lines, the lineage graph as GraphML and DOT,
/// audit tables as CSV, and report.html to look at. A summary is printed. A record that is not an article is reported
/// with its file and line, counted and skipped; the run goes on, and the exit code is 2.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    collection: collection::CollectionArgs,
}

const EXAMPLES: &str = "\
Examples:
  silsilah trace pages.jsonl.gz --out run/
      trace a compressed JSON Lines file, one article a line
  zcat crawl.csv.gz | silsilah trace - --input-format csv --text-field content --out run/
      trace a table from standard input whose text is in the column `content`";

/// Runs all stages and writes all files.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let wanted = |name: &str| name != report::EXPLANATION_FILE;
    args.collection.run(console, wanted, Pipeline::trace_with)
}
