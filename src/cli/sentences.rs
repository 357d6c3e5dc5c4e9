//! `silsilah sentences`: what a model of the user's is to be given, and the vectors that it gave.

use std::io::Write as _;
use std::path::Path;

use super::console::Console;
use super::meter::Meter;
use super::options::{InputOptions, RunOptions, VectorOptions};
use super::{Answer, collection, settings, sources};
use crate::error::{Error, Result};
use crate::ingest;
use crate::pipeline::Pipeline;
use crate::report::records::SentencesRecord;
use crate::verify::vectors::Table;

/// The sentences that articles are compared by, for a model of your own to make vectors of
///
/// Prints JSON Lines, one article a line: id, lang, spans (where each sentence stands in the text), and sentences. Add a
/// field `vectors` with a list of numbers for each sentence, and hand the lines to `trace` or `compare` with --vectors:
/// sentences that mean the same in other words, or in another language, are then found as well. Nothing else needs
/// vectors, and silsilah makes none.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    run: RunOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah sentences pages.jsonl > sentences.jsonl
      what to give to the model; docs/guide.md has the ten lines of Python that follow
  silsilah trace pages.jsonl --vectors vectors.jsonl --out run/
      use what it gave";

/// Prints the sentences of every article.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let meter = Meter::new(console.bar());
    let (articles, read) = sources::articles(&args.inputs, &args.input, console, &meter)?;
    let mut stdout = console.stdout();
    let failed = |cause| Error::io("-", cause);
    for article in pipeline.sentences_with(articles, &meter)? {
        let record = SentencesRecord::new(&article.page, &article.spans);
        let line = serde_json::to_string(&record)
            .map_err(|cause| Error::value("sentences", cause.to_string()))?;
        writeln!(stdout, "{line}").map_err(failed)?;
    }
    stdout.flush().map_err(failed)?;
    Ok(collection::answer(&read, console))
}

/// `pipeline` with the vectors that `options` name, if any.
///
/// # Errors
/// If a file cannot be read or is not of its form; file and line are named.
pub(super) fn with_vectors(pipeline: Pipeline, options: &VectorOptions) -> Result<Pipeline> {
    if options.vectors.is_empty() {
        return Ok(pipeline);
    }
    let mut table = Table::new();
    for file in &options.vectors {
        let name = file.display().to_string();
        let path: &Path = file;
        ingest::lines(path, |number, line| table.add_line(&name, number, line))?;
    }
    Ok(pipeline.with_vectors(Box::new(table)))
}
