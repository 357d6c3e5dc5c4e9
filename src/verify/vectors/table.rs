//! Vectors as a file: JSON Lines with `id`, `spans` and `vectors`, one article a line.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::SentenceVectors;
use crate::article::CodePoints;
use crate::clean::CleanArticle;
use crate::error::{Error, Result};
use crate::sketch::UnitVector;

/// Vectors of stretches of text, by article. A stretch is known by where it stands, so that it does not matter which
/// other articles the run holds, or in what order.
#[derive(Clone, Debug, Default)]
pub struct Table {
    articles: BTreeMap<String, Entry>,
    dimension: Option<usize>,
}

#[derive(Clone, Debug)]
struct Entry {
    line: u64,
    /// By span in code points, ascending.
    vectors: Vec<([usize; 2], UnitVector)>,
}

/// A line; fields that are not named here are left alone.
#[derive(Deserialize)]
struct Line {
    id: Id,
    spans: Vec<[usize; 2]>,
    vectors: Vec<Vec<f32>>,
}

/// Ids of records may be numbers, as in the reader of articles.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Table {
    /// A table of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds line `number` (from 1) of the file that messages call `name`. A blank line adds nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with file, line and reason, if the line is no such object, has
    /// more or fewer vectors than spans, a vector of another dimension than the first of the table, one without
    /// direction, or an article that an earlier line has.
    ///
    /// # Examples
    /// ```
    /// use silsilah::verify::vectors::Table;
    ///
    /// let mut table = Table::new();
    /// table.add_line("v.jsonl", 1, r#"{"id": "kawat", "spans": [[0, 20]], "vectors": [[0.1, 0.9]]}"#)?;
    /// let error = table.add_line("v.jsonl", 2, r#"{"id": "koran", "spans": [[0, 20], [21, 40]], "vectors": [[0.3, 0.7]]}"#);
    /// assert_eq!(
    ///     error.unwrap_err().to_string(),
    ///     "v.jsonl:2: \"koran\" has 1 vector for 2 spans; give one for each, in their order"
    /// );
    /// # Ok::<(), silsilah::error::Error>(())
    /// ```
    pub fn add_line(&mut self, name: &str, number: u64, line: &str) -> Result<()> {
        if line.trim().is_empty() {
            return Ok(());
        }
        let fault = |reason: String| Error::data(name, Some(number), reason);
        let Line { id, spans, vectors } = serde_json::from_str(line).map_err(|cause| {
            fault(format!(
                "is no object with id, spans [[start, end]] and vectors [[number]]: {cause}"
            ))
        })?;
        let id = match id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        };
        if spans.len() != vectors.len() {
            let (n, of) = (
                counted(vectors.len(), "vector"),
                counted(spans.len(), "span"),
            );
            return Err(fault(format!(
                "{id:?} has {n} for {of}; give one for each, in their order"
            )));
        }
        if let Some(earlier) = self.articles.get(&id) {
            let line = earlier.line;
            return Err(fault(format!("{id:?} stands on line {line} as well")));
        }
        let mut found = Vec::with_capacity(spans.len());
        for (place, (span, vector)) in spans.into_iter().zip(vectors).enumerate() {
            let (place, n) = (place + 1, vector.len());
            let dimension = *self.dimension.get_or_insert(n);
            if n != dimension {
                return Err(fault(format!(
                    "vector {place} of {id:?} has {n} numbers, the first of the file {dimension}; they are to be of one \
                     model"
                )));
            }
            let vector = UnitVector::new(vector).ok_or_else(|| {
                fault(format!(
                    "vector {place} of {id:?} has no direction: all its numbers are 0, or one is out of range"
                ))
            })?;
            found.push((span, vector));
        }
        found.sort_by_key(|&(span, _)| span);
        let entry = Entry {
            line: number,
            vectors: found,
        };
        self.articles.insert(id, entry);
        Ok(())
    }

    /// The number of articles that have vectors.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.articles.len()
    }
}

impl SentenceVectors for Table {
    fn vectors(&self, page: &CleanArticle, sentences: &[Range<usize>]) -> Vec<Option<UnitVector>> {
        let Some(entry) = self.articles.get(page.article.id.as_str()) else {
            return vec![None; sentences.len()];
        };
        let points = CodePoints::new(&page.article.text);
        let find = |bytes: &Range<usize>| {
            let span = points.range(bytes);
            let at = entry.vectors.binary_search_by_key(&span, |&(span, _)| span);
            at.ok().map(|at| entry.vectors[at].1.clone())
        };
        sentences.iter().map(find).collect()
    }
}

/// `1 vector`, `2 vectors`.
fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (what is wrong, line, message)
    const FAULTS: &[(&str, &str, &str)] = &[
        (
            "not JSON",
            "kawat\t0.1 0.2",
            "v.jsonl:2: is no object with id, spans [[start, end]] and vectors [[number]]: expected value at line 1 column 1",
        ),
        (
            "no spans",
            r#"{"id": "b", "vectors": [[1, 0]]}"#,
            "v.jsonl:2: is no object with id, spans [[start, end]] and vectors [[number]]: missing field `spans` at line 1 \
             column 32",
        ),
        (
            "more vectors",
            r#"{"id": "b", "spans": [[0, 4]], "vectors": [[1, 0], [0, 1]]}"#,
            "v.jsonl:2: \"b\" has 2 vectors for 1 span; give one for each, in their order",
        ),
        (
            "another model",
            r#"{"id": "b", "spans": [[0, 4], [5, 9]], "vectors": [[1, 0], [0, 1, 0]]}"#,
            "v.jsonl:2: vector 2 of \"b\" has 3 numbers, the first of the file 2; they are to be of one model",
        ),
        (
            "zeros",
            r#"{"id": "b", "spans": [[0, 4]], "vectors": [[0, 0]]}"#,
            "v.jsonl:2: vector 1 of \"b\" has no direction: all its numbers are 0, or one is out of range",
        ),
        (
            "twice",
            r#"{"id": "a", "spans": [], "vectors": []}"#,
            "v.jsonl:2: \"a\" stands on line 1 as well",
        ),
    ];

    #[test]
    fn a_fault_is_named_with_file_line_and_reason() {
        for &(name, line, message) in FAULTS {
            let mut table = Table::new();
            let first = r#"{"id": "a", "spans": [[0, 4]], "vectors": [[0.6, 0.8]], "lang": "id"}"#;
            assert!(table.add_line("v.jsonl", 1, first).is_ok(), "{name}");
            let fault = table.add_line("v.jsonl", 2, line).err();
            let fault = fault.map(|e| e.to_string());
            assert_eq!(fault.as_deref(), Some(message), "{name}");
        }
    }
}
