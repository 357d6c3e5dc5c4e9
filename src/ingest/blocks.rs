//! Files of JSON Lines in large blocks of whole lines, for work that takes lines apart on many threads.
//!
//! **In** what the caller names. **Out** [`Block`]s in order, each cut behind a line end, and [`Originals`], from which
//! every line can be read once more. Nothing is held but the block at hand, so a file larger than memory
//! goes by.
//!
//! Files are read and not mapped into memory: reading costs a tenth of a nanosecond a byte more, but a file that another
//! program cuts meanwhile gives an error instead of killing this one.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::sync::Arc;
use std::vec;

use super::inputs::{self, Input, STANDARD_INPUT};
use super::stream::{self, Mark, Meter};
use super::{InputFormat, Options, Originals, Skip};
use crate::error::{Error, Result, Warning};

/// Bytes of a block, but for a longer line.
const BLOCK: usize = 1 << 19;

/// Whole lines of one input.
#[derive(Debug, Default)]
pub struct Block {
    /// The lines; only the last line of a file may lack its line end.
    pub bytes: Vec<u8>,
    /// Where the first byte stands among the [`Originals`].
    pub offset: u64,
    /// The input, as a number into [`Blocks::names`].
    pub input: usize,
    /// Whether the input is one of those that were named as frozen.
    pub is_frozen: bool,
    /// Why nothing more can be read of the input, if so.
    pub fault: Option<String>,
}

/// Reads blocks, input after input.
pub struct Blocks {
    pending: vec::IntoIter<Input>,
    open: Option<Open>,
    /// Inputs that were opened.
    n_opened: usize,
    /// Inputs that come first and are frozen.
    n_frozen: usize,
    names: Vec<String>,
    originals: Originals,
    warnings: Vec<Warning>,
    /// The beginning of a line whose end is in the next block.
    rest: Vec<u8>,
    bytes_read: u64,
    bytes_total: u64,
}

enum Open {
    /// A plain file, read where it lies.
    File(Arc<File>),
    /// Bytes that are set aside as they pass.
    Stream(Box<dyn Read + Send>, Meter),
}

impl Blocks {
    /// Finds the files that `frozen` and then `inputs` stand for, as [`Reader::open`](super::Reader::open) does.
    ///
    /// # Errors
    /// Those of [`Reader::open`](super::Reader::open), and
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) for an input that is not JSON Lines.
    pub fn open(frozen: &[String], inputs: &[String], options: &Options) -> Result<Self> {
        let mut warnings = Vec::new();
        let mut found = inputs::find(frozen, options.format, &mut warnings)?;
        let n_frozen = found.len();
        found.extend(inputs::find(inputs, options.format, &mut warnings)?);
        if let Some(other) = found
            .iter()
            .find(|input| input.format != InputFormat::Jsonl)
        {
            let reason = "dedup hands records on as they came, which works for JSON Lines only; convert the others, or use \
                          the families that trace finds";
            return Err(Error::value(other.path.display().to_string(), reason));
        }
        Ok(Self {
            bytes_total: found.iter().map(|input| input.bytes).sum(),
            names: found
                .iter()
                .map(|input| input.path.display().to_string())
                .collect(),
            pending: found.into_iter(),
            open: None,
            n_opened: 0,
            n_frozen,
            originals: Originals::default(),
            warnings,
            rest: Vec::new(),
            bytes_read: 0,
        })
    }

    /// The inputs, as messages call them.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Things worth saying about the inputs.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Bytes read so far and bytes there are, both as on disk; standard input counts 0 in the second.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        let streamed = match &self.open {
            Some(Open::Stream(_, meter)) => meter.read().bytes(),
            _ => 0,
        };
        (self.bytes_read + streamed, self.bytes_total)
    }

    /// What was read, to be read again.
    #[must_use]
    pub fn into_originals(self) -> Originals {
        self.originals
    }

    /// The next block, in the buffer of `used`; `None` at the end.
    ///
    /// An input that cannot be read, or not to its end, gives a block with a [`fault`](Block::fault).
    ///
    /// # Errors
    /// If bytes cannot be set aside.
    pub fn next(&mut self, used: Vec<u8>) -> Result<Option<Block>> {
        let mut block = Block {
            bytes: used,
            ..Block::default()
        };
        loop {
            block.bytes.clear();
            if self.open.is_none() {
                let Some(input) = self.pending.next() else {
                    return Ok(None);
                };
                block.fault = self.start(&input)?;
            }
            block.input = self.n_opened.saturating_sub(1);
            block.is_frozen = block.input < self.n_frozen;
            block.offset = self.originals.length();
            if block.fault.is_none() {
                block.fault = self
                    .fill(&mut block.bytes)
                    .err()
                    .map(|cause| unreadable(&cause));
                self.enter(&block.bytes)?;
            }
            if block.fault.is_some() {
                self.close();
            }
            if block.fault.is_some() || !block.bytes.is_empty() {
                return Ok(Some(block));
            }
            self.close();
        }
    }

    /// Opens an input; says why if it cannot be read.
    fn start(&mut self, input: &Input) -> Result<Option<String>> {
        self.n_opened += 1;
        let opened = if input.path.as_os_str() == STANDARD_INPUT || !self.originals.has_room() {
            Ok(None)
        } else {
            plain(input)
        };
        match opened {
            Ok(Some((file, start))) => {
                let file = Arc::new(file);
                self.originals.file(&input.path, Arc::clone(&file), start);
                self.bytes_read += start;
                self.open = Some(Open::File(file));
                return Ok(None);
            }
            Err(cause) => return Ok(Some(format!("cannot open: {cause}"))),
            Ok(None) => {}
        }
        let meter = Meter::default();
        match stream::open(&input.path, &meter) {
            Ok((stream, Mark::Utf8)) => {
                self.originals.set_aside()?;
                self.open = Some(Open::Stream(Box::new(stream), meter));
                Ok(None)
            }
            Ok(_) => Ok(Some(
                "the file is UTF-16; make it UTF-8 first (iconv -f UTF-16 -t UTF-8)".to_owned(),
            )),
            Err(cause) => Ok(Some(format!("cannot open: {cause}"))),
        }
    }

    /// Reads on until `bytes` are whole lines, or the end.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.append(&mut self.rest);
        let mut looked = 0;
        loop {
            let n = match &mut self.open {
                Some(Open::File(file)) => {
                    let n = (&**file).take(BLOCK as u64).read_to_end(bytes)?;
                    self.bytes_read += n as u64;
                    n
                }
                Some(Open::Stream(stream, _)) => stream.take(BLOCK as u64).read_to_end(bytes)?,
                None => 0,
            };
            if n == 0 {
                return Ok(());
            }
            if let Some(end) = memchr::memrchr(b'\n', &bytes[looked..]) {
                self.rest.extend_from_slice(&bytes[looked + end + 1..]);
                bytes.truncate(looked + end + 1);
                return Ok(());
            }
            looked = bytes.len();
        }
    }

    /// Enters `bytes` into the originals.
    fn enter(&mut self, bytes: &[u8]) -> Result<()> {
        if let Some(Open::Stream(..)) = &self.open {
            return self.originals.push(bytes);
        }
        self.originals.grow(bytes.len() as u64);
        Ok(())
    }

    fn close(&mut self) {
        if let Some(Open::Stream(_, meter)) = self.open.take() {
            self.bytes_read += meter.read().bytes();
        }
        self.rest.clear();
    }
}

/// The class of a [`Block::fault`].
pub const FAULT: Skip = Skip::Unreadable;

/// Opens a file that can be read where it lies, and gives the place behind its byte order mark; `None` for others.
fn plain(input: &Input) -> io::Result<Option<(File, u64)>> {
    let mut file = File::open(&*input.path)?;
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut head = Vec::new();
    (&file).take(4).read_to_end(&mut head)?;
    let start = match head.as_slice() {
        [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            return Ok(None);
        }
        [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    };
    file.seek(SeekFrom::Start(start))?;
    Ok(Some((file, start)))
}

fn unreadable(cause: &io::Error) -> String {
    format!("cannot read on from here: {cause}")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::io::Write as _;
    use std::{fs, iter};

    use super::*;

    /// All bytes of all blocks, and the bytes that the originals give for them.
    fn read(paths: &[String]) -> (Vec<u8>, Vec<u8>, Vec<String>) {
        let mut blocks = Blocks::open(&[], paths, &Options::default()).unwrap();
        let (mut bytes, mut faults) = (Vec::new(), Vec::new());
        while let Some(block) = blocks.next(Vec::new()).unwrap() {
            assert_eq!(block.offset, bytes.len() as u64);
            bytes.extend(block.bytes);
            faults.extend(block.fault);
        }
        let place = super::super::originals::Place {
            offset: 0,
            length: bytes.len() as u32,
        };
        let (read, total) = blocks.progress();
        assert_eq!(read, total);
        let mut again = Vec::new();
        let originals = blocks.into_originals();
        originals.read(place, &mut again).unwrap();
        (bytes, again, faults)
    }

    #[test]
    fn lines_stay_whole_and_come_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name).display().to_string();
        let long = "x".repeat(3 * BLOCK);
        let lines: Vec<u8> = iter::repeat_n("satu dua\n", 200_000)
            .collect::<String>()
            .into_bytes();
        let lines = [&lines, long.as_bytes(), b"\n\nlast"].concat();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&lines).unwrap();
        fs::write(path("a.jsonl"), &lines).unwrap();
        fs::write(
            path("b.jsonl"),
            [b"\xEF\xBB\xBF", lines.as_slice()].concat(),
        )
        .unwrap();
        fs::write(path("c.jsonl.gz"), packed.finish().unwrap()).unwrap();
        for name in ["a.jsonl", "b.jsonl", "c.jsonl.gz"] {
            let (bytes, again, faults) = read(&[path(name)]);
            assert!(bytes == lines && again == lines, "{name}");
            assert!(faults.is_empty(), "{name}: {faults:?}");
        }
        fs::write(path("d.jsonl"), b"\xFF\xFEa\0").unwrap();
        let mut blocks = Blocks::open(&[], &[path("d.jsonl")], &Options::default()).unwrap();
        let block = blocks.next(Vec::new()).unwrap().unwrap();
        assert!(block.fault.unwrap().starts_with("the file is UTF-16"));
        assert!(blocks.next(Vec::new()).unwrap().is_none());
    }
}
