//! `silsilah compare`: one pair explained, with its figures, its reasons and the passages side by side.

use std::path::Path;

use clap::ValueEnum;

use super::console::Console;
use super::explanation::Explanation;
use super::options::{FrequencyOptions, InputOptions, SettingsOptions, VectorOptions, WordOptions};
use super::{Answer, collection, frequencies, sentences, settings, words};
use crate::article::{Article, ArticleId};
use crate::error::{Error, Result};
use crate::ingest::{self, Record};
use crate::pipeline::{Compared, Pipeline};
use crate::report::html;
use crate::report::records::ComparisonRecord;
use crate::verify::vectors;

/// One pair explained: figures, reasons, and the matched passages side by side
///
/// A and B are files that hold one article each, or FILE#ID for the record ID of a file. The exit code is 0 when one
/// derives from the other or both report the same event, and 1 when they are unrelated. How rare a word is, is
/// judged from the two texts alone, unless --frequencies tells.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The one article: FILE, or FILE#ID
    #[arg(value_name = "A")]
    pub(super) a: String,
    /// The other article: FILE, or FILE#ID
    #[arg(value_name = "B")]
    pub(super) b: String,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: FormatOfPair,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) input: InputOptions,
    #[command(flatten)]
    pub(super) settings: SettingsOptions,
    #[command(flatten)]
    pub(super) words: WordOptions,
    #[command(flatten)]
    pub(super) vectors: VectorOptions,
    #[command(flatten)]
    pub(super) frequencies: FrequencyOptions,
}

/// What a comparison can be printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatOfPair {
    /// Sentence beside sentence, for a terminal
    Text,
    /// One JSON object with verdict, figures, reasons, passages, sentences and the words that stand for one another
    Json,
    /// A fragment of HTML with its own style, to be put into any page
    Html,
}

const EXAMPLES: &str = "\
Examples:
  silsilah compare wire.txt portal.txt
      two pages in files of their own
  silsilah compare pages.jsonl#antara-17 pages.jsonl#portal-4 --json
      two records of one file, for another program to read
  silsilah compare wire.txt portal.txt --format html > pair.html
      sentence beside sentence, for a browser";

/// Compares and explains.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let pipeline = words::with_words(settings::pipeline(&args.settings)?, &args.words)?;
    let pipeline = sentences::with_vectors(pipeline, &args.vectors)?;
    let pipeline = frequencies::with_frequencies(pipeline, &args.frequencies)?;
    let mut a = read(&args.a, &args.input, console)?;
    let mut b = read(&args.b, &args.input, console)?;
    if a.id == b.id {
        a.id = ArticleId::from(format!("{} (A)", a.id));
        b.id = ArticleId::from(format!("{} (B)", b.id));
    }
    let compared = pipeline.compare_side_by_side(a, b)?;
    for warning in &compared.run.warnings {
        if warning.code == vectors::WARNING {
            console.warnings(std::slice::from_ref(warning));
        }
    }
    let format = if args.json {
        FormatOfPair::Json
    } else {
        args.format
    };
    let text = match format {
        FormatOfPair::Text => {
            let style = console.style();
            Explanation::new(&compared).render(style.width, style.bold)
        }
        FormatOfPair::Json => {
            let json = serde_json::to_string(&record(&compared, &pipeline));
            json.map_err(|cause| Error::value("pair", cause.to_string()))? + "\n"
        }
        FormatOfPair::Html => html::fragment(&record(&compared, &pipeline)),
    };
    console.print(&text)?;
    Ok(if compared.found.is_some() {
        Answer::Yes
    } else {
        Answer::No
    })
}

pub(super) fn record(compared: &Compared, pipeline: &Pipeline) -> ComparisonRecord {
    let results = collection::results(&compared.run, pipeline);
    ComparisonRecord::new(
        &results,
        compared.sides,
        compared.found.as_ref(),
        &compared.side_by_side,
    )
}

/// The article that `operand` names: the only one of a file, or the one behind `#`.
pub(super) fn read(operand: &str, options: &InputOptions, console: &Console) -> Result<Article> {
    let (file, id) = match operand.rsplit_once('#') {
        // A file may have the sign in its name.
        Some((file, id)) if !Path::new(operand).exists() => (file, Some(id)),
        _ => (operand, None),
    };
    let mut found: Option<Article> = None;
    let mut n_records = 0_u64;
    let take = |record: Record| {
        n_records += 1;
        let wanted = id.is_none_or(|id| record.article.id.as_str() == id);
        if wanted && found.is_none() {
            found = Some(record.article);
        }
        Ok(())
    };
    let read = ingest::read(&[file.to_owned()], &options.to_reader(false), take)?;
    for skipped in &read.skipped {
        console.warning(&format!("{skipped}; record skipped"));
    }
    match (found, id) {
        (Some(_), None) if n_records > 1 => Err(Error::value(
            operand,
            format!("holds {n_records} articles; say which one as {operand}#ID"),
        )),
        (Some(article), _) => Ok(article),
        (None, None) => Err(Error::value(operand, "holds no article")),
        (None, Some(id)) => Err(Error::value(
            file,
            format!("none of its {n_records} articles has the id {id:?}"),
        )),
    }
}
