//! Records from the inputs that a command names, with the bar moving and every skipped record said.

use super::console::Console;
use super::meter::Meter;
use super::options::InputOptions;
use crate::article::Article;
use crate::error::Result;
use crate::ingest::{Options, Reader, Record, Summary};
use crate::pipeline::{Progress as _, Stage};

/// Skipped records that are named one by one; the rest are counted.
const SHOWN: usize = 20;

/// Gives every record of `inputs` to `sink`, in order, and says which were skipped.
///
/// # Errors
/// If an input cannot be found, a record is malformed and `options` are strict, or `sink` fails.
pub(super) fn read(
    inputs: &[String],
    options: &Options,
    console: &Console,
    meter: &Meter<'_>,
    mut sink: impl FnMut(Record) -> Result<()>,
) -> Result<Summary> {
    let mut reader = Reader::open(inputs, options)?;
    let (mut before, total) = reader.progress();
    meter.begin(Stage::Read, (total > 0).then_some(total));
    while let Some(record) = reader.next() {
        sink(record?)?;
        let (now, _) = reader.progress();
        meter.advance(now - before);
        before = now;
    }
    meter.end();
    let summary = reader.into_summary();
    say(&summary, console);
    Ok(summary)
}

/// All articles of `inputs`, in order, and what was read.
///
/// # Errors
/// Those of [`read`].
pub(super) fn articles(
    inputs: &[String],
    input: &InputOptions,
    console: &Console,
    meter: &Meter<'_>,
) -> Result<(Vec<Article>, Summary)> {
    let mut articles = Vec::new();
    let summary = read(inputs, &input.to_reader(false), console, meter, |record| {
        articles.push(record.article);
        Ok(())
    })?;
    Ok((articles, summary))
}

/// Says what was skipped and what looked wrong.
pub(super) fn say(summary: &Summary, console: &Console) {
    for skipped in summary.skipped.iter().take(SHOWN) {
        console.warning(&format!("{skipped}; record skipped"));
    }
    let n_more = summary.n_skipped_total().saturating_sub(SHOWN as u64);
    if n_more > 0 {
        console.warning(&format!("{n_more} more records skipped"));
    }
    console.warnings(&summary.warnings);
}
