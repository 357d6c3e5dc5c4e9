//! `silsilah eval`: the files of a run against labels made by hand.

use std::path::PathBuf;

use clap::Subcommand;

/// Score a run directory against labels made by hand
///
/// GOLD is a file of labels in JSON Lines, or the directory that holds it under its usual name. The figures are
/// printed one a line, as `name<TAB>value`, or with --json as one object.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) subject: Subject,
}

/// What to score.
#[derive(Debug, Subcommand)]
pub(super) enum Subject {
    /// Groups: pairwise and B-cubed precision, recall and F1, and the adjusted Rand index
    Clusters(Operands),
    /// Pairs: precision, recall and F1 of each verdict
    Pairs(Operands),
    /// Credits: branches exactly right, claims found, dates and outlets
    Attribution(Operands),
    /// Derivations: share of articles whose parent is right
    Edges(Operands),
}

/// Labels and run.
#[derive(clap::Args, Debug)]
pub(super) struct Operands {
    /// Labels, in JSON Lines
    #[arg(value_name = "GOLD")]
    pub(super) gold: PathBuf,
    /// Directory that `silsilah trace` wrote
    #[arg(value_name = "RUN_DIR")]
    pub(super) run: PathBuf,
    /// Print the figures as one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

const EXAMPLES: &str = "\
Examples:
  silsilah eval attribution fixtures/gold/ run/
      how many chains of credits were read right
  silsilah eval clusters gold.jsonl run/ --json
      the figures of the families, for another program to read";
