//! `silsilah frequencies`: how common things are in a large collection, by which small ones are judged.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use super::console::Console;
use super::meter::Meter;
use super::options::{FrequencyOptions, InputOptions, RunOptions};
use super::{Answer, collection, settings, sources};
use crate::candidates::DocumentFrequencies;
use crate::error::{Error, Result};
use crate::ingest;
use crate::pipeline::Pipeline;

/// How common words are in a large collection, for judging a small one by it
///
/// Writes one file with the number of articles that have each word, name, number, run of words and run of letters; what
/// one article alone has is left out, and no text is in it. Hand it to `trace` or `compare` with --frequencies: in a
/// night of a thousand pages hardly any two are on one subject, so that all names that two of them share look rare, and
/// two reports of one event look like one text. Take other articles than those that are to be judged, of the same
/// languages and of the weeks before.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// The file to write; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    run: RunOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah frequencies last-month/*.jsonl.gz --out month.df
      count once
  silsilah trace tonight.jsonl --frequencies month.df --out run/
      judge tonight's pages by it";

/// Counts and writes.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let meter = Meter::new(console.bar());
    let (articles, read) = sources::articles(&args.inputs, &args.input, console, &meter)?;
    let frequencies = pipeline.frequencies_with(articles, &meter)?;
    let failed = |cause| Error::io(&args.out, cause);
    let mut out = BufWriter::new(File::create(&args.out).map_err(failed)?);
    frequencies.write(&mut out).map_err(failed)?;
    out.flush().map_err(failed)?;
    Ok(collection::answer(&read, console))
}

/// `pipeline` with the frequencies that `options` name, if any.
///
/// # Errors
/// If a file cannot be read or is not of its form.
pub(super) fn with_frequencies(pipeline: Pipeline, options: &FrequencyOptions) -> Result<Pipeline> {
    options
        .frequencies
        .iter()
        .try_fold(pipeline, |pipeline, file| {
            let name = file.display().to_string();
            let read = DocumentFrequencies::read(&name, &ingest::bytes(file)?)?;
            Ok(pipeline.with_frequencies(read))
        })
}
