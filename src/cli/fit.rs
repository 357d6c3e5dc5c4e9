//! `silsilah fit`: the coefficients of the score, from pairs that people have labelled.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::console::Console;
use super::meter::Meter;
use super::options::{InputOptions, RunOptions};
use super::output::Output;
use super::{Answer, settings, sources};
use crate::error::{Error, Result};
use crate::eval::fit::{Fit, Labelled, Set as FitSet};
use crate::eval::gold;
use crate::pipeline::{Asked, Measured, Pipeline};
use crate::verify::{Question, Tongue};

/// Fit the score to labelled pairs: the table of coefficients, and how well it holds
///
/// PLAN is a TOML file that names the labelled sets. Each `[[set]]` has a `name`, `articles` (files), and either `pairs`
/// (a table `a<TAB>b<TAB>label`, with the labels that mean reuse in `derived` and those that mean reuse as a whole in
/// `whole`) or `clusters` (a table `id<TAB>cluster`; every candidate pair is then a label) or `apart = true` (candidate
/// pairs in two languages, all unrelated). `weight` says how much the set counts (default 1), `share` to what part of
/// derived pairs it is weighed (default: as labelled); of `every = 28`, one article in 28 is taken; with `only = "whole"`
/// its labels answer that question alone, with `only = "derived"` the other. Paths are taken from the directory --data.
///
/// The table is printed, with the figures of cross-validation, of each set left out, and of calibration as comments.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The labelled sets, in TOML
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Directory that the files of the plan are in
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Write the table here instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the figures of every labelled pair, tab-separated
    #[arg(long, value_name = "FILE")]
    figures: Option<PathBuf>,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    run: RunOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah fit src/verify/data/fit.toml --data labelled/ --out coefficients.tsv
      the table that is built in, made again from the sets of the plan
  silsilah fit mine.toml --data labelled/ --figures figures.tsv
      the figures of each labelled pair beside the table, for another program to fit";

/// The labelled sets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    set: Vec<Set>,
}

/// One labelled set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    name: String,
    articles: Vec<PathBuf>,
    /// Labelled pairs; else `clusters` are the labels.
    pairs: Option<PathBuf>,
    clusters: Option<PathBuf>,
    /// Labels of pairs that mean reuse.
    #[serde(default)]
    derived: Vec<String>,
    /// Labels of pairs that mean reuse as a whole.
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default = "one")]
    weight: f64,
    share: Option<f64>,
    /// One article in so many is taken, and all that are labelled.
    #[serde(default = "every")]
    every: usize,
    /// The question that its labels answer, if not both.
    only: Option<Question>,
    /// Its labels are these: every candidate pair in two languages is unrelated.
    #[serde(default)]
    apart: bool,
}

fn one() -> f64 {
    1.0
}

fn every() -> usize {
    1
}

/// Measures, fits, prints.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let plan: Plan = toml::from_str(&read(&args.plan)?)
        .map_err(|cause| Error::value(args.plan.display().to_string(), cause.to_string()))?;
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let mut labelled = Vec::new();
    for (number, set) in plan.set.iter().enumerate() {
        console.note(&format!("measuring {}", set.name));
        labelled.extend(measure(set, number, args, &pipeline, console)?);
    }
    if let Some(path) = &args.figures {
        let mut out = Output::create(path, true)?;
        let name = out.name();
        let written = Labelled::write_table(&labelled, &sets(&plan), out.writer());
        written.map_err(|cause| Error::io(name, cause))?;
        out.finish()?;
    }
    console.note(&format!("fitting to {} pairs", labelled.len()));
    let table = Fit::new(&sets(&plan), &labelled).to_string();
    match &args.out {
        Some(path) => fs::write(path, table).map_err(|cause| Error::io(path, cause))?,
        None => console.print(&table)?,
    }
    Ok(Answer::Yes)
}

/// The sets as the fit sees them.
fn sets(plan: &Plan) -> Vec<FitSet> {
    let set = |set: &Set| FitSet {
        name: set.name.clone(),
        weight: set.weight,
        share: set.share,
        only: set.only,
        labels: match (&set.pairs, &set.clusters) {
            (Some(file), _) | (None, Some(file)) => file.display().to_string(),
            (None, None) => format!("{:?}", set.articles),
        },
    };
    plan.set.iter().map(set).collect()
}

/// The labelled pairs of one set with their figures.
fn measure(
    set: &Set,
    number: usize,
    args: &Args,
    pipeline: &Pipeline,
    console: &Console,
) -> Result<Vec<Labelled>> {
    let in_data = |file: &PathBuf| args.data.join(file);
    let inputs: Vec<String> = set
        .articles
        .iter()
        .map(|file| in_data(file).display().to_string())
        .collect();
    let labels = Labels::read(set, args)?;
    let named = labels.articles();
    let meter = Meter::new(console.bar());
    let mut articles = Vec::new();
    let options = args.input.to_reader(false);
    let mut n_read = 0_usize;
    sources::read(&inputs, &options, console, &meter, |record| {
        if n_read.is_multiple_of(set.every.max(1)) || named.contains(record.article.id.as_str()) {
            articles.push(record.article);
        }
        n_read += 1;
        Ok(())
    })?;
    let labelled = |measured: Measured, label: &str, derived: bool, whole: bool| Labelled {
        set: number,
        a: measured.a,
        b: measured.b,
        label: label.to_owned(),
        derived,
        whole,
        tongue: measured.tongue,
        figures: measured.figures,
    };
    match &labels {
        Labels::Apart => {
            let measured = pipeline.measure(articles, &Asked::Candidates)?;
            let across = measured.into_iter().filter(|m| m.tongue == Tongue::Two);
            Ok(across
                .map(|m| labelled(m, "unrelated", false, false))
                .collect())
        }
        Labels::Pairs(labels) => {
            let asked: Vec<(String, String)> = labels.keys().cloned().collect();
            let measured = pipeline.measure(articles, &Asked::Pairs(&asked))?;
            let with_label = measured.into_iter().filter_map(|m| {
                let label = labels.get(&(m.a.clone(), m.b.clone()))?;
                let (is_derived, is_whole) =
                    (set.derived.contains(label), set.whole.contains(label));
                Some(labelled(m, label, is_derived, is_whole))
            });
            Ok(with_label.collect())
        }
        Labels::Clusters(clusters) => {
            let measured = pipeline.measure(articles, &Asked::Candidates)?;
            let with_label = measured.into_iter().filter_map(|m| {
                let (a, b) = (clusters.get(&m.a)?, clusters.get(&m.b)?);
                let same = a.is_some() && a == b;
                Some(labelled(m, if same { "same" } else { "other" }, same, same))
            });
            Ok(with_label.collect())
        }
    }
}

/// What people say of the articles of a set.
enum Labels {
    /// Of two, in the order of their ids.
    Pairs(BTreeMap<(String, String), String>),
    /// The cluster of each, if it has one.
    Clusters(BTreeMap<String, Option<String>>),
    /// That every candidate pair in two languages is unrelated.
    Apart,
}

impl Labels {
    fn read(set: &Set, args: &Args) -> Result<Self> {
        match (&set.pairs, &set.clusters) {
            (None, None) if set.apart => Ok(Self::Apart),
            (Some(pairs), None) => {
                let path = args.data.join(pairs);
                let pairs = gold::pairs(&path.display().to_string(), &read(&path)?)?;
                let labels = pairs.into_iter().map(|pair| {
                    let (a, b) = (pair.a.clone().min(pair.b.clone()), pair.a.max(pair.b));
                    ((a, b), pair.label)
                });
                Ok(Self::Pairs(labels.collect()))
            }
            (None, Some(clusters)) => {
                let path = args.data.join(clusters);
                let clusters = gold::clusters(&path.display().to_string(), &read(&path)?)?;
                Ok(Self::Clusters(clusters))
            }
            _ => {
                let reason = format!(
                    "set {:?} needs either `pairs` or `clusters`, or `apart`",
                    set.name
                );
                Err(Error::value(args.plan.display().to_string(), reason))
            }
        }
    }

    /// The articles of labelled pairs, and those in clusters.
    fn articles(&self) -> BTreeSet<&str> {
        match self {
            Self::Pairs(pairs) => pairs.keys().flat_map(|(a, b)| [a.as_str(), b]).collect(),
            Self::Clusters(clusters) => clusters.keys().map(String::as_str).collect(),
            Self::Apart => BTreeSet::new(),
        }
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|cause| Error::io(path, cause))
}
