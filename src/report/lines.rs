//! JSON Lines of a run directory, read back.
//!
//! **In** a path. **Out** one record a line, or the file, the line and the reason why not.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The records of a JSONL file.
///
/// # Errors
/// If the file cannot be read, or a line is no such record.
pub(super) fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).map_err(|cause| Error::io(path, cause))?;
    let mut records = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(|cause| Error::io(path, cause))?;
        let record = serde_json::from_str(&line);
        records.push(record.map_err(|cause| Error::record(path, number, cause.to_string()))?);
    }
    Ok(records)
}
