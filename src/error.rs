//! What can go wrong, and what is merely worth saying.
//!
//! An [`Error`] means that the caller cannot have the value asked for. A malformed *article* is never an error:
//! the stages return a [`Warning`] beside their result, and the batch goes on.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// The result of everything here that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error from reading input, checking a file of data or settings, or comparing sketches.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
}

/// What went wrong; new kinds may be added.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading or writing a file failed.
    Io {
        /// The file, as the caller named it; `-` is a standard stream.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// A record of an input file is not an article.
    Record {
        /// The file, as the caller named it.
        path: PathBuf,
        /// Line of the record, from 1; for a format without lines, its number.
        line: u64,
        /// Why, as a lowercase fragment.
        reason: String,
    },
    /// A file of data or settings (registry, lexicon, configuration) is not of its form.
    Data {
        /// The file, or the name of the table built into the program.
        name: String,
        /// Line, from 1, where one is known.
        line: Option<u64>,
        /// Why, as a lowercase fragment with advice.
        reason: String,
    },
    /// Two sketches were made in different ways, so their slots mean different things.
    SketchMismatch {
        /// What made the left one.
        left: String,
        /// What made the right one.
        right: String,
    },
    /// A value given by the caller is out of its range.
    Value {
        /// What the value is for, as the caller named it.
        name: String,
        /// The value and the range, as a lowercase fragment.
        reason: String,
    },
}

impl Error {
    /// Reading or writing `path` failed.
    pub fn io(path: impl AsRef<Path>, cause: io::Error) -> Self {
        ErrorKind::Io {
            path: path.as_ref().to_owned(),
            cause,
        }
        .into()
    }

    /// Record `line` of `path` is not an article, because of `reason`.
    pub fn record(path: impl AsRef<Path>, line: u64, reason: impl Into<String>) -> Self {
        ErrorKind::Record {
            path: path.as_ref().to_owned(),
            line,
            reason: reason.into(),
        }
        .into()
    }

    /// The data or settings called `name` are not of their form, because of `reason`.
    pub fn data(name: impl Into<String>, line: Option<u64>, reason: impl Into<String>) -> Self {
        ErrorKind::Data {
            name: name.into(),
            line,
            reason: reason.into(),
        }
        .into()
    }

    /// The value called `name` is out of its range.
    pub fn value(name: impl Into<String>, reason: impl Into<String>) -> Self {
        ErrorKind::Value {
            name: name.into(),
            reason: reason.into(),
        }
        .into()
    }

    /// What went wrong, for a caller that wants to act on it.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            // The cause is printed by whoever walks `source()`, never twice.
            ErrorKind::Io { path, .. } => write!(f, "cannot read or write {}", path.display()),
            ErrorKind::Record { path, line, reason } => {
                write!(f, "{}:{line}: {reason}", path.display())
            }
            ErrorKind::Data {
                name,
                line: Some(line),
                reason,
            } => write!(f, "{name}:{line}: {reason}"),
            ErrorKind::Data {
                name,
                line: None,
                reason,
            }
            | ErrorKind::Value { name, reason } => {
                write!(f, "{name}: {reason}")
            }
            ErrorKind::SketchMismatch { left, right } => {
                write!(
                    f,
                    "cannot compare a sketch made by {left} with one made by {right}"
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

/// Something about the input that a reader of the result should know; the work went on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct Warning {
    /// A stable name of the class, as `invisible-characters`; a run counts warnings by it.
    pub code: &'static str,
    /// The article or file it is about.
    pub subject: String,
    /// What was seen and what was done about it, as a lowercase fragment.
    pub message: String,
}

impl Warning {
    /// A warning of class `code` about `subject`.
    pub fn new(code: &'static str, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            subject: subject.into(),
            message: message.into(),
        }
    }
}
