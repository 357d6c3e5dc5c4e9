//! `silsilah attribute`: what each page says of its sources, without comparing pages.

use super::console::Console;
use super::{Answer, collection};
use crate::error::Result;
use crate::pipeline::Pipeline;
use crate::report;

/// What each page says of its sources: claims, chains and sources only
///
/// Reads as `trace` does, and writes run.json, articles, claims, sources and chains. No two pages are compared, so
/// it takes time in proportion to the text.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    collection: collection::CollectionArgs,
}

const EXAMPLES: &str = "\
Examples:
  silsilah attribute pages/ --out run/
      read a directory of .txt files, one flattened page each
  silsilah attribute pages.jsonl --registry mine.jsonl --out run/
      know the outlets and agencies of mine.jsonl as well";

/// Runs the stages that look at one page at a time, and writes their files.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let wanted = |name: &str| report::ATTRIBUTION_FILES.contains(&name);
    collection::run(&args.collection, console, wanted, Pipeline::attribute_with)
}
