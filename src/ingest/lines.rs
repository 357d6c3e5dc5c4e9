//! Files of data that are not articles: their lines, or all of their bytes.

use std::io::{self, BufRead as _, Read as _};
use std::path::Path;

use super::stream::{self, Mark, Meter};
use super::summary::InputFile;
use crate::error::{Error, Result};

/// All bytes of the file at `path`, unpacked if it is compressed, and without a mark of UTF-8.
///
/// # Errors
/// If the file cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream::open(path, &Meter::default())
        .and_then(|(mut stream, _)| stream.read_to_end(&mut bytes))
        .map_err(|cause| Error::io(path, cause))?;
    Ok(bytes)
}

/// What is to be known of the file at `path`, which is read to its end; of standard input, which cannot be read again, the
/// path alone.
///
/// # Errors
/// If the file cannot be read.
pub fn digest(path: &Path) -> Result<InputFile> {
    let meter = Meter::default();
    if path != Path::new("-") {
        stream::open(path, &meter)
            .and_then(|(mut stream, _)| io::copy(&mut stream, &mut io::sink()))
            .map_err(|cause| Error::io(path, cause))?;
    }
    let read = meter.read();
    Ok(InputFile {
        path: path.display().to_string(),
        bytes: read.bytes(),
        xxh3: read.hex(),
    })
}

/// Gives every line of the file at `path` (`-` is standard input) to `sink`, numbered from 1, without its line end.
///
/// Compressed files are unpacked, as those of articles are; one line is in memory at a time.
///
/// # Errors
/// If the file cannot be read or is not UTF-8, or `sink` fails.
pub fn lines(path: &Path, mut sink: impl FnMut(u64, &str) -> Result<()>) -> Result<()> {
    let failed = |cause| Error::io(path, cause);
    let (mut stream, mark) = stream::open(path, &Meter::default()).map_err(failed)?;
    if mark != Mark::Utf8 {
        let name = path.display().to_string();
        return Err(Error::data(name, None, "is UTF-16; write it as UTF-8"));
    }
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        if stream.read_line(&mut line).map_err(failed)? == 0 {
            break;
        }
        sink(number, line.trim_end_matches(['\n', '\r']))?;
    }
    Ok(())
}
