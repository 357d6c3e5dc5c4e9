//! What the caller names (files, directories, globs, `-`) as a list of files with their formats.
//!
//! A directory is walked by file name, so the order is the same on every machine. It gives the files whose extension
//! is that of a format; hidden files and linked directories are left out, and other files are named in a warning. So is
//! a table in a directory that has no column for the text: it is data about the articles, not articles.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::InputFormat;
use crate::error::{Error, Result, Warning};

/// The name of standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) path: Arc<PathBuf>,
    pub(super) format: InputFormat,
    /// Whether the caller asked for this very file (or its pattern), and did not merely name its directory.
    pub(super) is_named: bool,
    /// Bytes on disk; 0 for standard input, which does not tell.
    pub(super) bytes: u64,
}

/// Finds the files that `names` stand for, in the order of the names; each file once.
///
/// # Errors
/// A name that stands for nothing, or a named file whose format is not told by its extension or by `format`.
pub(super) fn find(
    names: &[String],
    format: Option<InputFormat>,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Input>> {
    let mut finder = Finder {
        format,
        found: Vec::new(),
        seen: BTreeSet::new(),
        warnings,
    };
    for name in names {
        finder.name(name)?;
    }
    Ok(finder.found)
}

struct Finder<'w> {
    format: Option<InputFormat>,
    found: Vec<Input>,
    /// Real paths of `found`, as one file may be reached under two names.
    seen: BTreeSet<PathBuf>,
    warnings: &'w mut Vec<Warning>,
}

impl Finder<'_> {
    /// Adds what one name of the caller stands for.
    fn name(&mut self, name: &str) -> Result<()> {
        let path = Path::new(name);
        if name == STANDARD_INPUT {
            let format = self.format.unwrap_or(InputFormat::Jsonl);
            self.add(path, format, 0, true);
            return Ok(());
        }
        match fs::metadata(path) {
            Ok(_) => self.path(path),
            // A file that exists is never taken for a pattern, whatever its name.
            Err(_) if name.contains(['*', '?', '[']) => self.pattern(name),
            Err(cause) => Err(Error::io(path, cause)),
        }
    }

    /// Adds every match of a glob, in alphabetical order.
    fn pattern(&mut self, pattern: &str) -> Result<()> {
        let options = glob::MatchOptions {
            // As in a shell, and as in a directory: hidden files have to be asked for.
            require_literal_leading_dot: true,
            ..glob::MatchOptions::default()
        };
        let matches = glob::glob_with(pattern, options)
            .map_err(|e| Error::value(pattern, format!("not a pattern: {e}")))?;
        let mut any = false;
        for path in matches {
            let path = path.map_err(|e| {
                let directory = e.path().to_owned();
                Error::io(directory, e.into())
            })?;
            self.path(&path)?;
            any = true;
        }
        if any {
            return Ok(());
        }
        let cause = io::Error::new(io::ErrorKind::NotFound, "no file matches this pattern");
        Err(Error::io(pattern, cause))
    }

    /// Adds a file or directory that the caller asked for, so it must be readable.
    fn path(&mut self, path: &Path) -> Result<()> {
        let metadata = fs::metadata(path).map_err(|cause| Error::io(path, cause))?;
        if metadata.is_dir() {
            return self.directory(path);
        }
        let format = self
            .format
            .or_else(|| format_of(path))
            .ok_or_else(|| unknown_format(path))?;
        self.add(path, format, metadata.len(), true);
        Ok(())
    }

    /// Adds the files under `directory` whose extension is that of a format.
    fn directory(&mut self, directory: &Path) -> Result<()> {
        let failed = |cause| Error::io(directory, cause);
        let mut entries = fs::read_dir(directory)
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(failed)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut others = Vec::new();
        for entry in entries {
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            if entry.file_type().map_err(failed)?.is_dir() {
                self.directory(&path)?;
                continue;
            }
            let wanted = format_of(&path).filter(|f| self.format.is_none_or(|only| only == *f));
            match (wanted, fs::metadata(&path)) {
                (Some(format), Ok(metadata)) if metadata.is_file() => {
                    self.add(&path, format, metadata.len(), false);
                }
                _ => others.push(entry.file_name().to_string_lossy().into_owned()),
            }
        }
        if !others.is_empty() {
            let message = ignored(&others);
            let subject = directory.display().to_string();
            self.warnings
                .push(Warning::new("ignored-files", subject, message));
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, format: InputFormat, bytes: u64, is_named: bool) {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            let path = Arc::new(path.to_owned());
            self.found.push(Input {
                path,
                format,
                is_named,
                bytes,
            });
        } else {
            let message = "named twice; it is read once";
            self.warnings.push(Warning::new(
                "input-twice",
                path.display().to_string(),
                message,
            ));
        }
    }
}

/// `2 files of other formats ignored: README.md, map.png`.
fn ignored(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let listed = names[..names.len().min(SHOWN)].join(", ");
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let files = if names.len() == 1 { "file" } else { "files" };
    format!(
        "{} {files} of other formats ignored: {listed}{more}",
        names.len()
    )
}

/// The extension of `path`, behind which `.gz` or `.zst` may stand.
fn extension(path: &Path) -> Option<&str> {
    let extension = path.extension()?.to_str()?;
    match extension {
        "gz" | "zst" => Path::new(path.file_stem()?).extension()?.to_str(),
        _ => Some(extension),
    }
}

/// The format that the name of `path` tells.
fn format_of(path: &Path) -> Option<InputFormat> {
    InputFormat::of_extension(extension(path)?)
}

/// Why a named file cannot be read, and what would help.
fn unknown_format(path: &Path) -> Error {
    let formats = InputFormat::list();
    let extension = extension(path).unwrap_or_default().to_ascii_lowercase();
    let reason = match extension.as_str() {
        "json" => "a .json file is not read as it may be one value; give one object a line as .jsonl, or say \
                   --input-format jsonl if it is"
            .to_owned(),
        "html" | "htm" | "parquet" | "warc" | "rss" | "atom" | "xml" => {
            format!(".{extension} files cannot be read yet; the formats are {formats}")
        }
        _ => format!("the name does not tell the format; say --input-format with one of {formats}"),
    };
    Error::value(path.display().to_string(), reason)
}
