//! `silsilah compare`: one pair explained, with its figures, its reasons and the passages side by side.

use super::options::{InputOptions, SettingsOptions};

/// One pair explained: figures, reasons, and the matched passages side by side
///
/// A and B are files that hold one article each, or FILE#ID for the record ID of a file. The exit code is 0 when one
/// derives from the other or both report the same event, and 1 when they are unrelated. How rare a word is, is
/// judged from the two texts alone.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The one article: FILE, or FILE#ID
    #[arg(value_name = "A")]
    pub(super) a: String,
    /// The other article: FILE, or FILE#ID
    #[arg(value_name = "B")]
    pub(super) b: String,
    /// Print the pair as one JSON object, in the form of pairs.jsonl
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) input: InputOptions,
    #[command(flatten)]
    pub(super) settings: SettingsOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah compare wire.txt portal.txt
      two pages in files of their own
  silsilah compare pages.jsonl#antara-17 pages.jsonl#portal-4 --json
      two records of one file, for another program to read";
