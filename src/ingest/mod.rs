//! Files of scraped pages, one [`Article`] after another.
//!
//! **In** paths (files, directories, globs, `-`). **Out** an iterator of [`Record`]s and a [`Summary`] of what was
//! read. Records stream: only the one being read is held, so a file larger than memory can be walked.
//!
//! | format | file | one article is |
//! |---|---|---|
//! | [`Jsonl`](InputFormat::Jsonl) | `.jsonl`, `.ndjson` | a line with a JSON object |
//! | [`Csv`](InputFormat::Csv), [`Tsv`](InputFormat::Tsv) | `.csv`, `.tsv` | a row; the first row names the columns |
//! | [`Text`](InputFormat::Text) | `.txt` | a file: one flattened page, the file stem is its id |
//!
//! Each may be compressed with gzip or Zstandard, which is told by the first bytes and not by the name.
//!
//! **Nothing is lost in silence.** What is not an article (broken JSON, no text, an id that was used before) is
//! skipped, counted by class and kept with file, line and reason in [`Summary::skipped`]; [`Options::strict`] makes the
//! first such record an error. What is an article but looks wrong becomes a [`Warning`](crate::error::Warning).
//!
//! # Examples
//! ```
//! use std::io::Write;
//! use silsilah::ingest::{Options, Reader};
//!
//! let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
//! writeln!(file, r#"{{"id": 7, "body": "Banjir surut di Demak.", "rubrik": "daerah"}}"#).unwrap();
//! writeln!(file, r#"{{"id": 8}}"#).unwrap();
//!
//! let mut reader = Reader::open(&[file.path().display().to_string()], &Options::default())?;
//! let record = reader.next().unwrap()?;
//! assert_eq!(record.article.id.as_str(), "7");
//! assert_eq!(record.article.extra["rubrik"], "daerah");
//! assert!(reader.next().is_none());
//! assert_eq!(reader.summary().skipped[0].to_string().rsplit(": ").next(), Some("no text"));
//! # Ok::<(), silsilah::error::Error>(())
//! ```

mod blocks;
mod brief;
mod fields;
mod identity;
mod inputs;
mod jsonl;
mod lines;
mod originals;
mod reader;
mod stream;
mod summary;
mod table;
mod text;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::error::{Error, Result};

pub use blocks::{Block, Blocks, FAULT};
pub use brief::{Brief, BriefReader, Fault};
pub use fields::Fields;
pub use identity::{derived_id, text_digest};
pub use lines::{bytes, digest, lines};
pub use originals::{Copier, Originals, Place, Target};
pub use reader::Reader;
pub use summary::{InputFile, MAX_SKIPPED, Skip, Skipped, Summary};

/// A kind of input file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputFormat {
    /// A JSON object a line.
    Jsonl,
    /// Comma-separated values under a row of column names.
    Csv,
    /// Tab-separated values under a row of column names.
    Tsv,
    /// One flattened page a file.
    Text,
}

impl InputFormat {
    /// Every format that can be read.
    pub const ALL: [Self; 4] = [Self::Jsonl, Self::Csv, Self::Tsv, Self::Text];

    /// The name on the command line and in settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Text => "text",
        }
    }

    /// The format of files that end in `.extension`, in either case.
    fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }

    /// The names of all formats, for messages: `jsonl, csv, tsv, text`.
    fn list() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

impl fmt::Display for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for InputFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|format| format.name() == name);
        known.ok_or_else(|| {
            let list = Self::list();
            Error::value(
                "input format",
                format!("{name:?} cannot be read; the formats are {list}"),
            )
        })
    }
}

/// How to read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The format of every input; default: told by each file's extension, and `jsonl` on standard input. When set, a
    /// directory gives only its files of this format.
    pub format: Option<InputFormat>,
    /// Which field of a record means what; default: the names listed at [`Fields`].
    pub fields: Fields,
    /// Whether the first bad record is an error, instead of being skipped and reported; default `false`.
    pub strict: bool,
    /// Whether each JSONL record keeps its bytes in [`Record::raw`], which doubles its memory; default `false`.
    #[serde(skip)]
    pub keep_raw: bool,
}

/// An article and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// Where it stands.
    pub origin: Origin,
    /// A JSONL record byte for byte as it came, with its line end (the last of a file may have none). `None` for the
    /// other formats, whose records do not stand alone, and without [`Options::keep_raw`].
    pub raw: Option<Vec<u8>>,
}

/// The place of a record in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, as named by the caller or found in a directory; `-` is standard input.
    pub path: Arc<PathBuf>,
    /// Line on which the record starts, from 1; 1 for a page of text.
    pub line: u64,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

/// Reads all records of `inputs` into `sink`, in order, and returns what was read.
///
/// # Errors
/// Those of [`Reader::open`] and [`Reader::next`], and whatever `sink` returns; each ends the reading.
pub fn read(
    inputs: &[String],
    options: &Options,
    mut sink: impl FnMut(Record) -> Result<()>,
) -> Result<Summary> {
    let mut reader = Reader::open(inputs, options)?;
    for record in reader.by_ref() {
        sink(record?)?;
    }
    Ok(reader.into_summary())
}
