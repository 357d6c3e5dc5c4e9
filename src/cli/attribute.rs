//! `silsilah attribute`: what each page says of its sources, without comparing pages; and why it is read so.

use std::path::PathBuf;

use super::collection::{self, Place};
use super::console::Console;
use super::options::{InputOptions, RunOptions};
use super::{Answer, credit_reasons, resources, settings};
use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::pipeline::Run;
use crate::report;

/// What each page says of its sources: claims, chains and sources only
///
/// Reads as `trace` does, and writes run.json, articles, claims, sources and chains. No two pages are compared, so
/// it takes time in proportion to the text. With --explain it prints why each page was read as it was, and needs no
/// directory.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Directory of the run; made if it is not there, and an earlier run in it is replaced
    #[arg(long, value_name = "DIR", required_unless_present = "explain")]
    out: Option<PathBuf>,
    /// Use DIR even if it holds other files than those of a run; they stay
    #[arg(long, requires = "out")]
    force: bool,
    /// Print what each claim rests on and why other names were refused; with --out also as explanations.jsonl
    #[arg(long)]
    explain: bool,
    /// Explain this article alone; may be repeated
    #[arg(long, value_name = "ID", requires = "explain")]
    article: Vec<String>,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    run: RunOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah attribute pages/ --out run/
      read a directory of .txt files, one flattened page each
  silsilah attribute pages.jsonl --registry mine.jsonl --out run/
      know the outlets and agencies of mine.jsonl as well
  silsilah attribute page.txt --explain
      why a page is read as it is, without writing anything
  silsilah attribute pages.jsonl --explain --article portal-4
      the same for one record of many";

/// Runs the stages that look at one page at a time, and writes their files or their reasons.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let wanted = |name: &str| {
        report::ATTRIBUTION_FILES.contains(&name)
            || args.explain && name == report::EXPLANATION_FILE
    };
    let registry = &args.run.settings.registry;
    let resources = resources::read(resources::of_settings(&args.run.settings))?;
    let place = args.out.as_deref().map(|out| Place {
        out,
        force: args.force,
        resources: &resources,
        builtin_registry: !registry.no_builtin_registry,
    });
    let explained = |id: &ArticleId| {
        let named = || args.article.iter().any(|wanted| wanted == id.as_str());
        args.explain && (args.article.is_empty() || named())
    };
    let printed = |run: &Run| {
        args.explain.then(|| {
            let there = |id: &&String| run.pages.iter().all(|p| p.article.id.as_str() != **id);
            match args.article.iter().find(there) {
                Some(id) => Err(Error::value(
                    "--article",
                    format!("no article has the id {id:?}"),
                )),
                None => Ok(credit_reasons::render(run)),
            }
        })
    };
    collection::Collection {
        inputs: &args.inputs,
        input: &args.input,
        pipeline: &pipeline,
        place,
    }
    .run(
        console,
        wanted,
        |pipeline, articles, progress| pipeline.explain_with(articles, explained, progress),
        printed,
    )
}
