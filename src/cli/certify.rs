//! `silsilah certify`: an edge of a run as one file, and the check of such a file against the texts.
//!
//! **In** a run directory and the two articles, or a certificate and their texts. **Out** the certificate, or what does not
//! agree with it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::compare::{self, record};
use super::console::Console;
use super::options::{InputOptions, SettingsOptions};
use super::output::Output;
use super::{Answer, collection, settings};
use crate::article::{Article, ArticleIdx};
use crate::error::{Error, Result};
use crate::pipeline::{Pipeline, Silent};
use crate::report::records::{CertificateRecord, EdgeRecord, LineageRecord, Read};

/// An edge of a run as one file for the record, or the check of such a file against the texts
///
/// A certificate holds the edge as the run has it, the digests of the texts, the words at every place that a reason
/// shows, and what the texts say and share when they are read by themselves: credits, passages, sentences,
/// contradictions, dates. With --check everything in it is made again from the texts alone: the exit code is 0 if all
/// agrees and 1 if anything does not. The probability of an edge rests on the whole collection and is not made again.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The article that derives: FILE, or FILE#ID
    #[arg(value_name = "CHILD")]
    child: String,
    /// The article that it derives from, or the id of an item that is not in the collection (`latent:…`)
    #[arg(value_name = "PARENT")]
    parent: String,
    /// Run directory that has the edge
    #[arg(long, value_name = "DIR", required_unless_present = "check")]
    run: Option<PathBuf>,
    /// Check this certificate against the texts, instead of writing one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["run", "out", "force"])]
    check: Option<PathBuf>,
    /// File to write; `-` is standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    settings: SettingsOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah certify pages.jsonl#portal-4 pages.jsonl#antara-17 --run run --out verdict.json
      the edge between two pages of the run
  silsilah certify pages.jsonl#portal-4 latent:antara:portal-4 --run run
      the edge to a wire item that is not in the collection
  silsilah certify portal.txt antara.txt --check verdict.json
      the check, years later, from the texts alone";

/// Writes or checks a certificate.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let pipeline = settings::pipeline(&args.settings)?;
    let child = compare::read(&args.child, &args.input, console)?;
    let parent = if args.parent.starts_with("latent:") {
        None
    } else {
        Some(compare::read(&args.parent, &args.input, console)?)
    };
    if let Some(path) = &args.check {
        return check(path, child, parent, &pipeline, console);
    }
    let directory = args.run.as_deref().unwrap_or(Path::new("."));
    let child_id = child.id.as_str().to_owned();
    let parent_id = parent
        .as_ref()
        .map_or(args.parent.as_str(), |parent| parent.id.as_str())
        .to_owned();
    let edge = edge(directory, &child_id, &parent_id)?;
    let version = version(directory)?;
    let certificate = with_read(child, parent, &pipeline, |read| {
        CertificateRecord::new(edge, version, read)
    })?;
    let Some(certificate) = certificate else {
        let reason =
            "the texts are not those of the run: a reason shows a place that they do not have";
        return Err(Error::value(directory.display().to_string(), reason));
    };
    let text = serde_json::to_string_pretty(&certificate);
    let text = text.map_err(|cause| Error::value("certificate", cause.to_string()))? + "\n";
    let mut out = Output::create(&args.out, args.force)?;
    let written = out.writer().write_all(text.as_bytes());
    written.map_err(|cause| Error::io(&args.out, cause))?;
    out.finish()?;
    Ok(Answer::Yes)
}

fn check(
    path: &Path,
    child: Article,
    parent: Option<Article>,
    pipeline: &Pipeline,
    console: &Console,
) -> Result<Answer> {
    let text = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
    let certificate: CertificateRecord = serde_json::from_str(&text)
        .map_err(|cause| Error::record(path, cause.line() as u64, cause.to_string()))?;
    // Of the articles named only the texts count; what their records said stands in the certificate.
    let child = certificate.child.article(child.text);
    let parent = match (parent, &certificate.parent) {
        (Some(parent), Some(stated)) => Some(stated.article(parent.text)),
        (parent, _) => parent,
    };
    let mut faults = with_read(child, parent, pipeline, |read| certificate.faults(read))?;
    if certificate.version != env!("CARGO_PKG_VERSION") && !faults.is_empty() {
        faults.push(format!(
            "it was made by version {}, and this is {}",
            certificate.version,
            env!("CARGO_PKG_VERSION")
        ));
    }
    let edge = &certificate.edge;
    let verdict = if faults.is_empty() {
        format!("{} ← {}: all agrees\n", edge.child, edge.parent)
    } else {
        let faults: Vec<String> = faults.iter().map(|fault| format!("  {fault}\n")).collect();
        format!(
            "{} ← {}: does not hold\n{}",
            edge.child,
            edge.parent,
            faults.concat()
        )
    };
    console.print(&verdict)?;
    Ok(if faults.is_empty() {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// Reads the texts by themselves and gives what was found to `then`.
fn with_read<T>(
    child: Article,
    parent: Option<Article>,
    pipeline: &Pipeline,
    then: impl FnOnce(Read<'_>) -> T,
) -> Result<T> {
    let Some(parent) = parent else {
        let run = pipeline.attribute_with(vec![child], &Silent)?;
        let results = collection::results(&run, pipeline);
        return Ok(then(Read {
            results: &results,
            child: ArticleIdx(0),
            parent: None,
            comparison: None,
        }));
    };
    if child.id == parent.id {
        let reason = "an article does not come from itself";
        return Err(Error::value(child.id.to_string(), reason));
    }
    let compared = pipeline.compare_side_by_side(child, parent)?;
    let comparison = record(&compared, pipeline);
    let results = collection::results(&compared.run, pipeline);
    let [child, parent] = compared.sides;
    Ok(then(Read {
        results: &results,
        child,
        parent: Some(parent),
        comparison: Some(&comparison),
    }))
}

/// The edge from `child` to `parent` in the run.
fn edge(directory: &Path, child: &str, parent: &str) -> Result<EdgeRecord> {
    let path = directory.join("lineage.jsonl");
    let file = File::open(&path).map_err(|cause| Error::io(&path, cause))?;
    let mut parents = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(|cause| Error::io(&path, cause))?;
        let record: LineageRecord = serde_json::from_str(&line)
            .map_err(|cause| Error::record(&path, number, cause.to_string()))?;
        let LineageRecord::Edge(edge) = record else {
            continue;
        };
        if edge.child != child {
            continue;
        }
        if edge.parent == parent {
            return Ok(edge);
        }
        parents.push(edge.parent);
    }
    let known = if parents.is_empty() {
        format!("{child} has no edge there")
    } else {
        format!("{child} has edges to {}", parents.join(", "))
    };
    let reason = format!("there is no edge from {child} to {parent}; {known}");
    Err(Error::value(path.display().to_string(), reason))
}

/// The version that made the run.
fn version(directory: &Path) -> Result<String> {
    #[derive(Deserialize)]
    struct About {
        version: String,
    }
    let path = directory.join("run.json");
    let text = fs::read_to_string(&path).map_err(|cause| Error::io(&path, cause))?;
    let about: About =
        serde_json::from_str(&text).map_err(|cause| Error::record(&path, 1, cause.to_string()))?;
    Ok(about.version)
}
