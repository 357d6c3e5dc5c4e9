//! What the programs of the comparison share: documents, words, clusters.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufWriter, Write};

use serde::Deserialize;

/// A document of the corpus.
#[derive(Deserialize)]
pub struct Document<'a> {
    /// Its number, from 0 in the order of the file.
    pub id: u32,
    /// Its text.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
}

/// The documents of a file that was read whole.
///
/// # Errors
/// If a line is not a document.
pub fn documents(file: &[u8]) -> io::Result<Vec<Document<'_>>> {
    let lines = file.split(|&b| b == b'\n').filter(|line| !line.is_empty());
    Ok(lines.map(serde_json::from_slice).collect::<Result<_, _>>()?)
}

/// Lower-case words.
pub fn words(lower: &str) -> Vec<&str> {
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Pairs of (document, group) of a table with a number in each column.
///
/// # Errors
/// If the file cannot be read or a line is of another form.
pub fn table(path: &str) -> io::Result<Vec<(u32, u32)>> {
    let row = |line: &str| {
        let mut columns = line.split('\t').map(str::parse);
        Some((columns.next()?.ok()?, columns.next()?.ok()?))
    };
    let text = fs::read_to_string(path)?;
    let rows: Option<Vec<_>> = text.lines().map(row).collect();
    rows.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("{path}: not a table of two numbers")))
}

/// Disjoint groups of `0..n`.
pub struct Groups(Vec<u32>);

impl Groups {
    /// Every one of `0..n` alone.
    pub fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    /// The smallest member of the group of `x`.
    pub fn find(&mut self, mut x: u32) -> u32 {
        while self.0[x as usize] != x {
            self.0[x as usize] = self.0[self.0[x as usize] as usize];
            x = self.0[x as usize];
        }
        x
    }

    /// Joins two groups.
    pub fn join(&mut self, x: u32, y: u32) {
        let (x, y) = (self.find(x), self.find(y));
        self.0[x.max(y) as usize] = x.min(y);
    }

    /// Writes a line for each document: its number and its group.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(mut self, path: &str) -> io::Result<()> {
        let mut out = BufWriter::new(fs::File::create(path)?);
        for x in 0..self.0.len() as u32 {
            writeln!(out, "{x}\t{}", self.find(x))?;
        }
        out.flush()
    }
}
