//! One flattened page a file: the whole file is the text, the file stem is the id.
//!
//! A page with broken bytes is still a page: they become U+FFFD, with a warning, so that it is not lost.

use std::io::Read;
use std::path::Path;

use super::reader::{Draft, Fault, Records};
use super::stream::{Mark, Stream};
use crate::article::Article;
use crate::error::Warning;

/// The one record of a `.txt` file.
pub(super) struct Page {
    /// `None` once it has been read.
    stream: Option<Stream>,
    mark: Mark,
    id: String,
}

impl Page {
    pub(super) fn new(stream: Stream, mark: Mark, path: &Path) -> Self {
        Self {
            stream: Some(stream),
            mark,
            id: stem(path),
        }
    }
}

impl Records for Page {
    fn next(&mut self, warnings: &mut Vec<Warning>) -> Option<Result<Draft, Fault>> {
        let mut stream = self.stream.take()?;
        let mut bytes = Vec::new();
        if let Err(cause) = stream.read_to_end(&mut bytes) {
            return Some(Err(Fault::unreadable(1, &cause)));
        }
        let (text, broken_at) = decode(bytes, self.mark);
        if let Some(byte) = broken_at {
            let message = format!("bytes from {byte} on are not text; each became U+FFFD");
            warnings.push(Warning::new("broken-utf8", self.id.clone(), message));
        }
        let nuls = text.matches('\0').count();
        if nuls > 0 {
            let message = format!("{nuls} NUL characters in the text; they are kept");
            warnings.push(Warning::new("nul-characters", self.id.clone(), message));
        }
        if text.trim().is_empty() {
            // The reader says that the file was empty.
            return None;
        }
        Some(Ok(Draft {
            line: 1,
            article: Article::new(self.id.as_str(), text),
            derived: false,
            raw: None,
        }))
    }
}

/// The file name without `.gz` or `.zst`, and without the extension before it.
fn stem(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let name = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(&name);
    let dot = name.rfind('.').filter(|&dot| dot > 0);
    name[..dot.unwrap_or(name.len())].to_owned()
}

/// The text of `bytes`, and the byte, from 1, from which on some were not text.
fn decode(bytes: Vec<u8>, mark: Mark) -> (String, Option<usize>) {
    let unit: fn([u8; 2]) -> u16 = match mark {
        Mark::Utf8 => {
            return match String::from_utf8(bytes) {
                Ok(text) => (text, None),
                Err(e) => {
                    let byte = e.utf8_error().valid_up_to() + 1;
                    (
                        String::from_utf8_lossy(e.as_bytes()).into_owned(),
                        Some(byte),
                    )
                }
            };
        }
        Mark::Utf16Le => u16::from_le_bytes,
        Mark::Utf16Be => u16::from_be_bytes,
    };
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let (mut at, mut broken_at) = (1, None);
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = decoded.unwrap_or_else(|_| {
            broken_at = broken_at.or(Some(at));
            char::REPLACEMENT_CHARACTER
        });
        at += 2 * c.len_utf16();
        text.push(c);
    }
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
        broken_at = broken_at.or(Some(at));
    }
    (text, broken_at)
}
