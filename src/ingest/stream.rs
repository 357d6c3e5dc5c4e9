//! Bytes of an input: counted and hashed as they are on disk, then decompressed, then freed of a byte order mark.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::identity::Digest;
use super::inputs::STANDARD_INPUT;

/// Bytes read at a time.
const BLOCK: usize = 1 << 16;

/// An open input.
pub(super) type Stream = Box<dyn BufRead + Send>;

/// The digest of an input that is still being read.
#[derive(Clone, Default)]
pub(super) struct Meter(Arc<Mutex<Digest>>);

impl Meter {
    /// What has passed so far.
    pub(super) fn read(&self) -> Digest {
        // A digest is whole between two updates, so it stays usable if a reader of another thread panicked.
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A reader whose bytes go through a [`Meter`].
struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let mut digest = self.meter.0.lock().unwrap_or_else(PoisonError::into_inner);
        digest.update(&buffer[..n]);
        Ok(n)
    }
}

/// How the first bytes say that the text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// None, or the mark of UTF-8, which has been taken off.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Opens the file at `path` (`-` is standard input), decompressing as its first bytes ask for.
///
/// A mark of UTF-8 is taken off; the mark of UTF-16 is taken off and reported, the bytes behind it are left as they are.
pub(super) fn open(path: &Path, meter: &Meter) -> io::Result<(Stream, Mark)> {
    let file: Box<dyn Read + Send> = if path.as_os_str() == STANDARD_INPUT {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path)?)
    };
    from_reader(file, meter)
}

fn from_reader(file: Box<dyn Read + Send>, meter: &Meter) -> io::Result<(Stream, Mark)> {
    let metered = Metered {
        inner: file,
        meter: meter.clone(),
    };
    let (head, stored) = peek::<4, _>(BufReader::with_capacity(BLOCK, metered))?;
    let plain: Stream = match head.as_slice() {
        // Both decoders go on with the next member or frame, as files made by appending have several.
        [0x1F, 0x8B, ..] => Box::new(BufReader::with_capacity(
            BLOCK,
            flate2::bufread::MultiGzDecoder::new(stored),
        )),
        [0x28, 0xB5, 0x2F, 0xFD] => Box::new(BufReader::with_capacity(
            BLOCK,
            zstd::stream::read::Decoder::with_buffer(stored)?,
        )),
        _ => Box::new(stored),
    };
    let (head, mut plain) = peek::<3, _>(plain)?;
    let (mark, length) = match head.as_slice() {
        [0xEF, 0xBB, 0xBF] => (Mark::Utf8, 3),
        [0xFF, 0xFE, ..] => (Mark::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Mark::Utf16Be, 2),
        _ => (Mark::Utf8, 0),
    };
    // The head stands in a block of its own, so that all of it can be consumed at once.
    plain.consume(length);
    Ok((Box::new(plain), mark))
}

/// A reader behind the bytes that were taken off its head.
type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// The first `N` bytes of `reader` (fewer if it is shorter), and a reader that still gives them.
fn peek<const N: usize, R: BufRead>(mut reader: R) -> io::Result<(Vec<u8>, Whole<R>)> {
    let mut head = Vec::with_capacity(N);
    reader.by_ref().take(N as u64).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(reader)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[track_caller]
    fn check(name: &str, stored: Vec<u8>, expected: (&[u8], Mark)) {
        let meter = Meter::default();
        let length = stored.len() as u64;
        let (mut stream, mark) = from_reader(Box::new(Cursor::new(stored)), &meter).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        assert_eq!((bytes.as_slice(), mark), expected, "{name}");
        assert_eq!(meter.read().bytes(), length, "{name}: bytes on disk");
    }

    #[test]
    fn compression_and_marks_are_told_by_the_first_bytes() {
        let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 1).unwrap();
        let twice = [gzip(b"satu "), gzip(b"dua")].concat();
        let frames = [zstd(b"satu "), zstd(b"dua")].concat();
        check("plain", b"satu".to_vec(), (b"satu", Mark::Utf8));
        check("empty", Vec::new(), (b"", Mark::Utf8));
        check("two bytes", b"ab".to_vec(), (b"ab", Mark::Utf8));
        check("bom", b"\xEF\xBB\xBFsatu".to_vec(), (b"satu", Mark::Utf8));
        check("gzip members", twice, (b"satu dua", Mark::Utf8));
        check("zstd frames", frames, (b"satu dua", Mark::Utf8));
        check(
            "bom in gzip",
            gzip(b"\xEF\xBB\xBFsatu"),
            (b"satu", Mark::Utf8),
        );
        check(
            "utf-16 le",
            b"\xFF\xFEs\0".to_vec(),
            (b"s\0", Mark::Utf16Le),
        );
        check(
            "utf-16 be",
            b"\xFE\xFF\0s".to_vec(),
            (b"\0s", Mark::Utf16Be),
        );
    }
}
