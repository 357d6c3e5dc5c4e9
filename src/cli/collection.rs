//! A run over a collection: what `trace` and `attribute` have in common.
//!
//! The run directory is opened before anything is read, so that a wrong `--out` is known at once; it appears whole at
//! the end or not at all.

use std::path::PathBuf;

use super::console::Console;
use super::meter::Meter;
use super::options::{InputOptions, RunOptions};
use super::{Answer, settings, sources};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::ingest::Summary;
use crate::pipeline::{Pipeline, Progress, Run, Stage};
use crate::report::records::{Counts, RunRecord};
use crate::report::{self, Existing, Format, Results, RunDirectory};

/// The arguments of a run over a collection.
#[derive(clap::Args, Debug)]
pub(super) struct CollectionArgs {
    /// Files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Directory of the run; made if it is not there, and an earlier run in it is replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Use DIR even if it holds other files than those of a run; they stay
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    run: RunOptions,
}

/// Reads the inputs, does `work`, and writes those of the run's files that `wanted` says.
///
/// # Errors
/// If an input, a setting or the directory cannot be used. Nothing is left behind then.
pub(super) fn run(
    args: &CollectionArgs,
    console: &Console,
    wanted: impl Fn(&str) -> bool,
    work: impl FnOnce(&Pipeline, Vec<Article>, &dyn Progress) -> Result<Run>,
) -> Result<Answer> {
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let formats = report::FILES.iter().filter(|(name, _)| wanted(name));
    let formats: Vec<_> = formats.copied().collect();
    let mut directory = open(args, &formats)?;

    let meter = Meter::new(console.bar());
    let mut articles = Vec::new();
    let options = args.input.to_reader(false);
    let read = sources::read(&args.inputs, &options, console, &meter, |record| {
        articles.push(record.article);
        Ok(())
    })?;
    let run = work(&pipeline, articles, &meter)?;
    let results = results(&run, &pipeline);
    meter.begin(Stage::Write, Some(formats.len() as u64));
    for (name, format) in formats {
        directory.write(name, |out| format.write(&results, out))?;
        meter.advance(1);
    }
    meter.end();

    let record = record(&pipeline, &run, &results, &read, meter)?;
    directory.write(report::RUN_FILE, |out| record.write(out))?;
    directory.commit()?;
    console.warnings(&run.warnings);
    console.print(&report::summary::summary(&results, console.style()))?;
    Ok(answer(&read, console))
}

/// Opens the run directory with a file for each of `formats`.
fn open(args: &CollectionArgs, formats: &[(&str, &(dyn Format + Sync))]) -> Result<RunDirectory> {
    let existing = if args.force {
        Existing::Keep
    } else {
        Existing::Refuse
    };
    let mut names: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
    names.push(report::RUN_FILE);
    RunDirectory::create(&args.out, existing, &names)
}

/// `run` as the writers see it.
pub(super) fn results<'r>(run: &'r Run, pipeline: &'r Pipeline) -> Results<'r> {
    Results::new(
        &run.pages,
        &run.attributions,
        &run.matches,
        &run.families,
        &run.lineage,
        pipeline.registry(),
    )
}

/// What is to be known of the run itself.
fn record(
    pipeline: &Pipeline,
    run: &Run,
    results: &Results<'_>,
    read: &Summary,
    meter: Meter<'_>,
) -> Result<RunRecord> {
    let configuration = serde_json::to_value(pipeline.config())
        .map_err(|cause| Error::value("settings", cause.to_string()))?;
    let by_generator = run.candidates_by_generator.iter();
    let by_generator = by_generator.map(|&(name, n)| (name.to_owned(), n as u64));
    let counts = Counts::new(results, read, by_generator.collect());
    let warnings = run.warnings.clone();
    Ok(RunRecord::new(
        configuration,
        read,
        counts,
        meter.into_stages(),
        warnings,
    ))
}

/// Whether all of the input was used.
fn answer(read: &Summary, console: &Console) -> Answer {
    if read.n_read == 0 {
        console.warning("no article was read, so the run is empty");
    }
    if read.n_read == 0 || read.n_skipped_total() > 0 {
        Answer::Incomplete
    } else {
        Answer::Yes
    }
}
