//! JSON Lines: one object a line, blank lines allowed.
//!
//! A line is read whole, however long: 100 MB in one line cost 100 MB and one pass. What is broken ends with its line.

use std::io::BufRead;

use serde_json::Value;

use super::Options;
use super::fields::type_name;
use super::reader::{Draft, Fault, Records};
use super::stream::Stream;
use super::summary::Skip;
use crate::error::Warning;

/// The records of a JSONL file.
pub(super) struct JsonLines {
    stream: Stream,
    options: Options,
    line: u64,
    buffer: Vec<u8>,
}

impl JsonLines {
    pub(super) fn new(stream: Stream, options: &Options) -> Self {
        Self {
            stream,
            options: options.clone(),
            line: 0,
            buffer: Vec::new(),
        }
    }
}

/// The article on `line`, which is number `number` of its file.
pub(super) fn parse(
    line: &[u8],
    number: u64,
    options: &Options,
    warnings: &mut Vec<Warning>,
) -> Result<Draft, Fault> {
    let fault = |class, reason| Fault {
        line: number,
        class,
        reason,
    };
    let text = std::str::from_utf8(line.trim_ascii_end()).map_err(|e| {
        let byte = e.valid_up_to() + 1;
        fault(
            Skip::BrokenUtf8,
            format!("not UTF-8 at byte {byte} of the line"),
        )
    })?;
    let value: Value = serde_json::from_str(text).map_err(|e| {
        let message = e.to_string();
        // The parser counts lines from this one, which would mislead.
        let what = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(what, _)| what);
        fault(
            Skip::BrokenJson,
            format!("broken JSON at byte {}: {what}", e.column()),
        )
    })?;
    let Value::Object(fields) = value else {
        let kind = type_name(&value);
        return Err(fault(
            Skip::NotAnObject,
            format!("the line holds {kind}, not an object"),
        ));
    };
    let mut draft = options.fields.article(fields, number, warnings)?;
    draft.raw = options.keep_raw.then(|| line.to_vec());
    Ok(draft)
}

impl Records for JsonLines {
    fn next(&mut self, warnings: &mut Vec<Warning>) -> Option<Result<Draft, Fault>> {
        loop {
            self.buffer.clear();
            let read = self.stream.read_until(b'\n', &mut self.buffer);
            self.line += 1;
            match read {
                Ok(0) => return None,
                Ok(_) if self.buffer.trim_ascii().is_empty() => {}
                Ok(_) => return Some(parse(&self.buffer, self.line, &self.options, warnings)),
                Err(cause) => return Some(Err(Fault::unreadable(self.line, &cause))),
            }
        }
    }
}
