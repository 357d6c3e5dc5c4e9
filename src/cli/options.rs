//! Groups of options that several commands share.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

/// How records are read.
#[derive(Args, Debug)]
#[command(next_help_heading = "Input")]
pub(super) struct InputOptions {
    /// Format of every input, instead of guessing it from the name
    ///
    /// Needed for standard input unless that is JSON Lines. Compressed files (.gz, .zst) are unpacked either way.
    #[arg(long, value_name = "FORMAT")]
    pub(super) input_format: Option<InputFormat>,
    /// Field that holds the page's text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(super) text_field: String,
    /// Field that holds the article's id; without one, an id is derived from outlet, URL and text
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(super) id_field: String,
    /// Field that holds the outlet: a registry id, a name or a domain
    #[arg(long, value_name = "NAME", default_value = "outlet")]
    pub(super) outlet_field: String,
    /// Field that holds the time of publication
    #[arg(long, value_name = "NAME", default_value = "published")]
    pub(super) date_field: String,
    /// Field that holds the page's address
    #[arg(long, value_name = "NAME", default_value = "url")]
    pub(super) url_field: String,
    /// Field that holds the headline
    #[arg(long, value_name = "NAME", default_value = "title")]
    pub(super) title_field: String,
    /// Stop at the first malformed record, instead of reporting and skipping it
    #[arg(long)]
    pub(super) strict: bool,
}

/// Formats of input that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    /// JSON Lines: one object a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values with a header line
    Tsv,
    /// One flattened page a file; the name without its ending is the id
    Text,
}

/// What the run works with.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct RunOptions {
    /// Threads to use [default: one for each core]; the output does not depend on it
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) settings: SettingsOptions,
}

/// Settings and registries, for commands that use them without running over a collection.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct SettingsOptions {
    /// Settings in TOML; `silsilah config` prints them all, with their defaults
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Outlets and agencies of your own in JSON Lines, added to the built-in registry; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) registry: Vec<PathBuf>,
}

/// How much is said, and how.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Messages")]
pub(super) struct MessageOptions {
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Say more: -v the stages, -vv their details
    #[arg(long, short, global = true, action = ArgAction::Count, conflicts_with = "quiet")]
    pub(super) verbose: u8,
    /// When to use colour: auto, always or never; NO_COLOR in the environment is respected
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub(super) color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
