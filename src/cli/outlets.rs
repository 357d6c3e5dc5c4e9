//! `silsilah outlets`: the registry of outlets and agencies, and a check of a user's own.

use std::path::PathBuf;

use clap::Subcommand;

/// The registry of outlets and agencies: list it, show an entry, check a file of your own
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) action: Action,
}

/// What to do with the registry.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Print every entry: id, kind, country and name, separated by tabs
    List(Added),
    /// Print one entry as JSON; exit code 1 when there is none of that name
    Show {
        /// Id, name, alias or domain of the entry
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        added: Added,
    },
    /// Check a registry file; each fault is named with its line
    Check {
        /// Registry in JSON Lines
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Registries to look at beside the built-in one.
#[derive(clap::Args, Debug)]
pub(super) struct Added {
    /// Outlets and agencies of your own in JSON Lines, added to the built-in registry; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) registry: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  silsilah outlets show antaranews.com
      what is known of the house behind a domain
  silsilah outlets check mine.jsonl
      check a file before a run uses it with --registry mine.jsonl";
