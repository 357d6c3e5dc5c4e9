//! A run over a collection: what `trace` and `attribute` have in common.
//!
//! The run directory is opened before anything is read, so that a wrong `--out` is known at once; it appears whole at
//! the end or not at all.

use std::io;
use std::path::{Path, PathBuf};

use super::console::Console;
use super::meter::Meter;
use super::options::{FrequencyOptions, InputOptions, RunOptions, VectorOptions, WordOptions};
use super::{Answer, frequencies, resources, sentences, settings, sources, words};
use crate::article::Article;
use crate::error::{Error, Result};
use crate::ingest::Summary;
use crate::pipeline::{Pipeline, Progress, Run, Stage};
use crate::report::records::{Counts, Resource, RunRecord};
use crate::report::{self, Contents, Existing, Page, Results, RunDirectory};

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
    #[command(flatten)]
    words: WordOptions,
    #[command(flatten)]
    vectors: VectorOptions,
    #[command(flatten)]
    frequencies: FrequencyOptions,
}

/// Where the files of a run go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) out: &'a Path,
    /// Whether the directory may hold other files.
    pub(super) force: bool,
    /// What is used beside the inputs.
    pub(super) resources: &'a [Resource],
    /// Whether the built-in outlets and agencies are known.
    pub(super) builtin_registry: bool,
}

/// A collection to run over.
#[derive(Debug)]
pub(super) struct Collection<'a> {
    pub(super) inputs: &'a [String],
    pub(super) input: &'a InputOptions,
    pub(super) pipeline: &'a Pipeline,
    /// Without one no file is written.
    pub(super) place: Option<Place<'a>>,
}

impl CollectionArgs {
    /// Does `work` with the pipeline of these arguments and writes every file that `wanted` says.
    ///
    /// # Errors
    /// Those of [`Collection::run`], and settings that cannot be used.
    pub(super) fn run(
        &self,
        console: &Console,
        wanted: impl Fn(&str) -> bool,
        work: impl FnOnce(&Pipeline, Vec<Article>, &dyn Progress) -> Result<Run>,
    ) -> Result<Answer> {
        let pipeline = settings::pipeline_on_threads(&self.run)?;
        let pipeline = words::with_words(pipeline, &self.words)?;
        let pipeline = sentences::with_vectors(pipeline, &self.vectors)?;
        let pipeline = frequencies::with_frequencies(pipeline, &self.frequencies)?;
        let settings = &self.run.settings;
        let named = resources::of_settings(settings)
            .chain(resources::of_words(&self.words))
            .chain(resources::of_vectors(&self.vectors))
            .chain(resources::of_frequencies(&self.frequencies));
        let resources = resources::read(named)?;
        let collection = Collection {
            inputs: &self.inputs,
            input: &self.input,
            pipeline: &pipeline,
            place: Some(Place {
                out: &self.out,
                force: self.force,
                resources: &resources,
                builtin_registry: !settings.registry.no_builtin_registry,
            }),
        };
        collection.run(console, wanted, work, |_| None)
    }
}

impl Collection<'_> {
    /// Reads the inputs, does `work`, writes those of the run's files that `wanted` says, and prints what `printed`
    /// gives, else the summary.
    ///
    /// # Errors
    /// If an input or the directory cannot be used, or `work` or `printed` fails. Nothing is left behind then.
    pub(super) fn run(
        &self,
        console: &Console,
        wanted: impl Fn(&str) -> bool,
        work: impl FnOnce(&Pipeline, Vec<Article>, &dyn Progress) -> Result<Run>,
        printed: impl FnOnce(&Run) -> Option<Result<String>>,
    ) -> Result<Answer> {
        let formats = report::FILES.iter().filter(|(name, _)| wanted(name));
        let formats: Vec<_> = formats.copied().collect();
        let has_page = wanted(report::REPORT_FILE);
        let mut names: Vec<&str> = formats.iter().map(|(name, _)| *name).collect();
        names.extend(has_page.then_some(report::REPORT_FILE));
        names.push(report::RUN_FILE);
        let directory = self.place.map(|place| place.open(&names)).transpose()?;

        let meter = Meter::new(console.bar());
        let (articles, read) = sources::articles(self.inputs, self.input, console, &meter)?;
        let run = work(self.pipeline, articles, &meter)?;
        let printed = printed(&run).transpose()?;
        let results = results(&run, self.pipeline);
        if let (Some(mut directory), Some(place)) = (directory, self.place) {
            meter.begin(Stage::Write, Some(names.len() as u64 - 1));
            for (name, format) in formats {
                directory.write(name, |out| format.write(&results, out))?;
                meter.advance(1);
            }
            let mut record = record(self.pipeline, &run, &results, &read)?
                .with_resources(place.resources.to_vec(), place.builtin_registry);
            if has_page {
                let contents = || Contents::new(&results, &record);
                page(&mut directory, report::LIMIT, contents)?;
                meter.advance(1);
            }
            meter.end();
            record.stages = meter.into_stages();
            directory.write(report::RUN_FILE, |out| record.write(out))?;
            directory.commit()?;
        }
        console.warnings(&run.warnings);
        let summary = || report::summary::summary(&results, console.style());
        console.print(&printed.unwrap_or_else(summary))?;
        Ok(answer(&read, console))
    }
}

impl Place<'_> {
    /// Opens the run directory with a file for each of `names`.
    fn open(self, names: &[&str]) -> Result<RunDirectory> {
        let existing = if self.force {
            Existing::Keep
        } else {
            Existing::Refuse
        };
        RunDirectory::create(self.out, existing, names)
    }
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
    .with_spins(&run.spins)
    .with_assumed_offset(pipeline.config().lineage.assumed_offset())
}

/// Writes the page of a run, with its parts beside it if its details have more than `limit` bytes.
///
/// # Errors
/// If `contents` fails, or a file cannot be written.
pub(super) fn page<'r>(
    directory: &mut RunDirectory,
    limit: usize,
    contents: impl FnOnce() -> io::Result<Contents<'r>>,
) -> Result<()> {
    let mut made = None;
    directory.write(report::REPORT_FILE, |out| {
        let page = Page::new(&contents()?, limit)?;
        page.write(out)?;
        made = Some(page);
        Ok(())
    })?;
    let Some(page) = made else { return Ok(()) };
    directory.write_parts(page.parts())
}

/// What is to be known of the run itself, but for its stages.
fn record(
    pipeline: &Pipeline,
    run: &Run,
    results: &Results<'_>,
    read: &Summary,
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
        Vec::new(),
        warnings,
    ))
}

/// Whether all of the input was used.
pub(super) fn answer(read: &Summary, console: &Console) -> Answer {
    if read.n_read == 0 {
        console.warning("no article was read, so the run is empty");
    }
    if read.n_read == 0 || read.n_skipped_total() > 0 {
        Answer::Incomplete
    } else {
        Answer::Yes
    }
}
