//! What was read, what was not, and why.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Warning;

/// The number of skipped records that a [`Summary`] describes one by one; the rest are only counted.
pub const MAX_SKIPPED: usize = 100;

/// What a [`Reader`](super::Reader) has read so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The files, in the order in which they were read.
    pub inputs: Vec<InputFile>,
    /// Articles handed out.
    pub n_read: u64,
    /// Records (or files) skipped, by class.
    pub n_skipped: BTreeMap<Skip, u64>,
    /// The first [`MAX_SKIPPED`] of them.
    pub skipped: Vec<Skipped>,
    /// Things worth saying about inputs that were read.
    pub warnings: Vec<Warning>,
}

impl Summary {
    /// Records skipped, whatever the reason.
    #[must_use]
    pub fn n_skipped_total(&self) -> u64 {
        self.n_skipped.values().sum()
    }

    /// Counts `skipped`, and describes it if there is room.
    pub(crate) fn skip(&mut self, skipped: Skipped) {
        *self.n_skipped.entry(skipped.class).or_default() += 1;
        if self.skipped.len() < MAX_SKIPPED {
            self.skipped.push(skipped);
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputFile {
    /// The path, as named by the caller or found in a directory; `-` is standard input.
    pub path: String,
    /// Bytes read, before decompression.
    pub bytes: u64,
    /// XXH3-64 of these bytes, seed 0, as 16 hex digits.
    pub xxh3: String,
}

/// Why a record was skipped.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Skip {
    /// A line is not JSON.
    BrokenJson,
    /// A line is JSON, but not an object.
    NotAnObject,
    /// The bytes are not UTF-8.
    BrokenUtf8,
    /// A row has another number of columns than the header, or the header names a column twice.
    BrokenRow,
    /// There is no text, or it is blank.
    NoText,
    /// The text or the id is of a type that cannot be one.
    WrongType,
    /// The id was used by an earlier record.
    DuplicateId,
    /// The rest of the file cannot be read or decompressed.
    Unreadable,
}

impl Skip {
    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BrokenJson => "broken-json",
            Self::NotAnObject => "not-an-object",
            Self::BrokenUtf8 => "broken-utf8",
            Self::BrokenRow => "broken-row",
            Self::NoText => "no-text",
            Self::WrongType => "wrong-type",
            Self::DuplicateId => "duplicate-id",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A record that was skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// The file, as in [`InputFile::path`].
    pub path: String,
    /// Line on which the record starts, from 1.
    pub line: u64,
    /// Why, as a class.
    pub class: Skip,
    /// Why, in words.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}
