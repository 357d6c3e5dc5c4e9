//! CSV and TSV: a row of column names, then one article a row (RFC 4180: fields in double quotes may hold anything).
//!
//! Every value is a string; an empty one is absent. In TSV quotes work as in CSV, as spreadsheets and pandas write it.

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder, Terminator};
use serde_json::{Map, Value};

use super::Fields;
use super::reader::{Draft, Fault, Records};
use super::stream::Stream;
use super::summary::Skip;
use crate::error::Warning;

/// The records of a CSV or TSV file.
pub(super) struct Table {
    rows: csv::Reader<QuoteCounter>,
    columns: Vec<String>,
    fields: Fields,
    /// The file's name, for warnings.
    name: String,
    /// First and last line of the row read last.
    last: (u64, u64),
}

impl Table {
    /// Reads the column names.
    ///
    /// `Err` if they are not UTF-8, if one occurs twice, or if none can hold the text.
    pub(super) fn new(
        stream: Stream,
        delimiter: u8,
        fields: &Fields,
        name: String,
    ) -> Result<Self, Fault> {
        let counter = QuoteCounter { stream, quotes: 0 };
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            // The parser's own CRLF mode counts lines wrongly; `without_return` takes the rest of a line end off.
            .terminator(Terminator::Any(b'\n'))
            .from_reader(counter);
        let header = rows
            .byte_headers()
            .map_err(|e| Fault::unreadable(1, &e.into()))?;
        let header = without_return(header.clone());
        let columns: Vec<String> = strings(&header)
            .map_err(|(i, byte)| broken_utf8(1, &format!("column name {}", i + 1), byte))?;
        let refused = |class, reason| Fault {
            line: 1,
            class,
            reason,
        };
        let twice = columns
            .iter()
            .enumerate()
            .find(|(i, c)| columns[..*i].contains(c));
        if let Some((_, column)) = twice {
            return Err(refused(
                Skip::BrokenRow,
                format!("two columns are called {column:?}"),
            ));
        }
        if !columns.is_empty() && !fields.has_text(&columns) {
            let list = columns.join(", ");
            let reason =
                format!("no column holds the text; name one with --text-field (there are {list})");
            return Err(refused(Skip::NoText, reason));
        }
        Ok(Self {
            rows,
            columns,
            fields: fields.clone(),
            name,
            last: (1, 1),
        })
    }

    fn row(
        &self,
        row: &ByteRecord,
        line: u64,
        warnings: &mut Vec<Warning>,
    ) -> Result<Draft, Fault> {
        if row.len() != self.columns.len() {
            let reason = format!(
                "{} columns where the header has {}",
                row.len(),
                self.columns.len()
            );
            return Err(Fault {
                line,
                class: Skip::BrokenRow,
                reason,
            });
        }
        let values = strings(row).map_err(|(i, byte)| {
            let column = self.columns.get(i).map_or("", String::as_str);
            broken_utf8(line, &format!("column {column:?}"), byte)
        })?;
        let values = values.into_iter().map(Value::String);
        let fields: Map<String, Value> = self.columns.iter().cloned().zip(values).collect();
        self.fields.article(fields, line, warnings)
    }

    /// A quote that is never closed makes the rest of the file one field, which the parser accepts.
    fn warn_of_open_quote(&self, warnings: &mut Vec<Warning>) {
        let (first, last) = self.last;
        if self.rows.get_ref().quotes % 2 == 1 && last > first + 1 {
            let n = last - first;
            let message = format!(
                "the row at line {first} runs over {n} lines to the end of the file; a quote may be missing"
            );
            warnings.push(Warning::new("open-quote", self.name.clone(), message));
        }
    }
}

impl Records for Table {
    fn next(&mut self, warnings: &mut Vec<Warning>) -> Option<Result<Draft, Fault>> {
        let mut row = ByteRecord::new();
        loop {
            match self.rows.read_byte_record(&mut row) {
                Ok(false) => {
                    self.warn_of_open_quote(warnings);
                    return None;
                }
                Ok(true) if row.as_slice() == b"\r" => {}
                Ok(true) => {
                    let line = row.position().map_or(self.last.1, csv::Position::line);
                    self.last = (line, self.rows.position().line());
                    return Some(self.row(&without_return(row), line, warnings));
                }
                Err(cause) => {
                    let line = self.rows.position().line();
                    return Some(Err(Fault::unreadable(line, &cause.into())));
                }
            }
        }
    }
}

/// `row` without the carriage return that a line end of two characters leaves in its last field.
fn without_return(row: ByteRecord) -> ByteRecord {
    if !row.as_slice().ends_with(b"\r") {
        return row;
    }
    let last = row.len().saturating_sub(1);
    let mut cut = ByteRecord::new();
    for (i, field) in row.iter().enumerate() {
        let ends = i == last;
        cut.push_field(field.strip_suffix(b"\r").filter(|_| ends).unwrap_or(field));
    }
    cut
}

/// The fields of `row`, or the number of the one that is not UTF-8 and the byte where it breaks.
fn strings(row: &ByteRecord) -> Result<Vec<String>, (usize, usize)> {
    let parse = |(i, field): (usize, &[u8])| match std::str::from_utf8(field) {
        Ok(field) => Ok(field.to_owned()),
        Err(e) => Err((i, e.valid_up_to() + 1)),
    };
    row.iter().enumerate().map(parse).collect()
}

fn broken_utf8(line: u64, place: &str, byte: usize) -> Fault {
    Fault {
        line,
        class: Skip::BrokenUtf8,
        reason: format!("not UTF-8 at byte {byte} of {place}"),
    }
}

/// A reader that counts double quotes: a file in which every quoted field ends has an even number.
struct QuoteCounter {
    stream: Stream,
    quotes: usize,
}

impl Read for QuoteCounter {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.stream.read(buffer)?;
        self.quotes += memchr::memchr_iter(b'"', &buffer[..n]).count();
        Ok(n)
    }
}
