//! Tables and JSON Lines as rows with their line numbers; every complaint names file and line.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The rows of a tab-separated table, reduced to the columns wanted, each with its line from 1.
///
/// `wanted` gives for each column its names, in lower case. If the first line names all of the first `required` columns
/// it is a header and columns may stand in any order; else they stand as in `wanted`. Blank lines are skipped; a
/// column beyond `required` that is not there reads as empty.
///
/// # Errors
/// A row that has fewer than the `required` columns.
pub(super) fn table<'t, const N: usize>(
    name: &str,
    text: &'t str,
    wanted: [&[&str]; N],
    required: usize,
) -> Result<Vec<(u64, [&'t str; N])>> {
    let mut lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .peekable();
    let mut columns: [Option<usize>; N] = std::array::from_fn(Some);
    if let Some((first, _)) = lines.peek() {
        let first = first.trim_start_matches('\u{FEFF}').to_lowercase();
        let head: Vec<&str> = first.split('\t').map(str::trim).collect();
        let named = wanted.map(|names| head.iter().position(|h| names.contains(h)));
        if named.iter().take(required).all(Option::is_some) {
            columns = named;
            lines.next();
        }
    }
    lines
        .map(|(line, number)| {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let mut row = [""; N];
            for (i, (slot, column)) in row.iter_mut().zip(columns).enumerate() {
                match column.and_then(|c| cells.get(c)) {
                    Some(cell) => *slot = cell,
                    None if i < required => {
                        let reason = format!(
                            "expected a column `{}`, found {} tab-separated columns",
                            wanted[i].join("` or `"),
                            cells.len()
                        );
                        return Err(Error::data(name, Some(number), reason));
                    }
                    None => {}
                }
            }
            Ok((number, row))
        })
        .collect()
}

/// The objects of a JSON Lines text, each with its line from 1; blank lines are skipped.
///
/// # Errors
/// A line that is not JSON, or lacks a field.
pub(super) fn objects<T: DeserializeOwned>(name: &str, text: &str) -> Result<Vec<(u64, T)>> {
    let lines = text.lines().zip(1..);
    lines
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| {
            let object = serde_json::from_str(line).map_err(|cause| {
                // serde counts lines within the object, which is always the first.
                let said = cause.to_string();
                let reason = said.split(" at line ").next().unwrap_or(&said);
                let reason = format!("{reason} (column {})", cause.column());
                Error::data(name, Some(number), reason)
            })?;
            Ok((number, object))
        })
        .collect()
}
