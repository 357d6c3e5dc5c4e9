//! The whole command line as types: the top of the help, the commands, and what the exit codes mean.
//!
//! The doc comments here and in the files of the commands *are* the help text; the tests keep a copy of each.

use clap::{Parser, Subcommand};

use super::options::MessageOptions;
use super::{
    attribute, certify, compare, completions, config, dedup, eval, export, fit, frequencies,
    lexicon, outlets, plot, report, sentences, trace,
};

/// Near-duplicates and source lineage of news: which wire copy did this story come from, and through whose hands?
///
/// silsilah reads scraped news pages (Indonesian, Malay, English), tells the story from the page around it, reads the
/// credits ("dikutip Antara dari Anadolu"), finds copies, rewrites and reused passages, and joins both into a
/// lineage: for each article, where its text came from, with reasons and a probability.
#[derive(Debug, Parser)]
#[command(
    name = "silsilah",
    version,
    max_term_width = 100,
    after_long_help = TOP_HELP,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) messages: MessageOptions,
}

const TOP_HELP: &str = "\
Examples:
  silsilah trace pages.jsonl --out run/           the main job, from pages to lineage
  silsilah compare a.txt b.txt                    one pair, explained

Exit codes:
  0  done; or the question was answered yes
  1  the question was answered no (compare: the two are unrelated; certify --check: it does not hold)
  2  an error; also when the run finished but some input records had to be skipped";

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Trace(trace::Args),
    Attribute(attribute::Args),
    Dedup(dedup::Args),
    Compare(compare::Args),
    Certify(certify::Args),
    Sentences(sentences::Args),
    Frequencies(frequencies::Args),
    Report(report::Args),
    Plot(plot::Args),
    Export(export::Args),
    Outlets(outlets::Args),
    Lexicon(lexicon::Args),
    Eval(eval::Args),
    Fit(fit::Args),
    Config(config::Args),
    Completions(completions::Args),
}
