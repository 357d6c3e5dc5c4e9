//! The bytes of records, to be had once more after the input has gone by.
//!
//! A plain file is read again where it lies. What cannot be read twice (standard input, a compressed file) is set aside in
//! a file without a name, which the system takes back however the program ends. All of it counts as one long string of
//! bytes, in which a record is known by its [`Place`]; memory holds nothing of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, process};

use crate::error::{Error, Result};

/// Plain files kept open; those beyond are set aside as if they came from a pipe.
const MAX_OPEN: usize = 64;

/// Bytes copied at a time.
const BLOCK: usize = 1 << 20;

/// Where a record stands among the originals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first byte, counted over all inputs.
    pub offset: u64,
    /// Its bytes, with its line end.
    pub length: u32,
}

/// Inputs that can be read at any place.
#[derive(Debug, Default)]
pub struct Originals {
    /// In the order of their offsets.
    stretches: Vec<Stretch>,
    /// Bytes in all.
    length: u64,
    n_open: usize,
    aside: Option<Aside>,
}

/// Where records are copied to.
pub enum Target<'t> {
    /// A file on disk, behind what was written to it.
    File(&'t mut File),
    /// Anything else.
    Stream(&'t mut dyn Write),
}

impl Target<'_> {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::File(file) => *file,
            Self::Stream(stream) => *stream,
        }
    }
}

/// Bytes that lie together in one file.
#[derive(Debug)]
struct Stretch {
    /// Of its first byte, over all inputs.
    offset: u64,
    /// Of its first byte, in its file.
    start: u64,
    file: Arc<File>,
    path: PathBuf,
}

/// The file in which bytes are set aside.
#[derive(Debug)]
struct Aside {
    file: Arc<File>,
    path: PathBuf,
    length: u64,
}

impl Originals {
    /// Bytes so far.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Whether one more plain file can be kept open.
    pub(super) fn has_room(&self) -> bool {
        self.n_open < MAX_OPEN
    }

    /// Enters a plain file from byte `start` on; what is read of it is told by [`grow`](Self::grow).
    pub(super) fn file(&mut self, path: &Path, file: Arc<File>, start: u64) {
        self.n_open += 1;
        self.stretches.push(Stretch {
            offset: self.length,
            start,
            file,
            path: path.to_owned(),
        });
    }

    /// Enters an input whose bytes will be set aside.
    ///
    /// # Errors
    /// If no file can be made in the system's directory for temporary files.
    pub(super) fn set_aside(&mut self) -> Result<()> {
        if self.aside.is_none() {
            let (path, file) = create().map_err(|cause| Error::io(env::temp_dir(), cause))?;
            // Where the system allows it, an open file that has lost its name goes away with the process.
            drop(fs::remove_file(&path));
            self.aside = Some(Aside {
                file: Arc::new(file),
                path,
                length: 0,
            });
        }
        if let Some(aside) = &self.aside {
            self.stretches.push(Stretch {
                offset: self.length,
                start: aside.length,
                file: Arc::clone(&aside.file),
                path: aside.path.clone(),
            });
        }
        Ok(())
    }

    /// Sets the next bytes of the input entered last aside.
    ///
    /// # Errors
    /// If the disk is full.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        if let Some(aside) = &mut self.aside {
            let written = (&*aside.file).write_all(bytes);
            written.map_err(|cause| Error::io(&aside.path, cause))?;
            aside.length += bytes.len() as u64;
        }
        self.grow(bytes.len() as u64);
        Ok(())
    }

    /// So many more bytes of the input entered last were read.
    pub(super) fn grow(&mut self, bytes: u64) {
        self.length += bytes;
    }

    /// Fills `buffer` with the bytes at `place`.
    ///
    /// # Errors
    /// If they cannot be read any more, as when a file was cut while the program ran.
    pub fn read(&self, place: Place, buffer: &mut Vec<u8>) -> Result<()> {
        buffer.resize(place.length as usize, 0);
        self.read_exact(place.offset, buffer)
    }

    fn read_exact(&self, offset: u64, buffer: &mut [u8]) -> Result<()> {
        let Some(stretch) = self.stretch(offset) else {
            return Ok(());
        };
        let at = stretch.start + (offset - stretch.offset);
        read_at(&stretch.file, buffer, at).map_err(|cause| Error::io(&stretch.path, cause))
    }

    /// Copies the records at `places`, which ascend, to `out`.
    ///
    /// The last record of a file may have come without a line end; it gets one if another follows it.
    ///
    /// # Errors
    /// If they cannot be read any more, or `out` cannot be written; the latter is called `name`.
    pub fn copy(
        &self,
        places: impl Iterator<Item = Place>,
        mut out: Target<'_>,
        name: &str,
    ) -> Result<()> {
        let failed = |cause| Error::io(name, cause);
        let mut buffer = Vec::new();
        let mut run: Option<(u64, u64)> = None;
        for place in places {
            let end = place.offset + u64::from(place.length);
            // Records that stand together are copied together, but not beyond the end of a file.
            run = match run {
                Some((start, until)) if until == place.offset && !self.starts(until) => {
                    Some((start, end))
                }
                earlier => {
                    if let Some((start, until)) = earlier {
                        self.copy_run((start, until), &mut out, name, &mut buffer)?;
                        let mut last = [b'\n'];
                        self.read_exact(until - 1, &mut last)?;
                        if last != *b"\n" {
                            out.writer().write_all(b"\n").map_err(failed)?;
                        }
                    }
                    Some((place.offset, end))
                }
            };
        }
        if let Some((start, until)) = run {
            self.copy_run((start, until), &mut out, name, &mut buffer)?;
        }
        out.writer().flush().map_err(failed)
    }

    /// Copies the bytes from `start` to `end`, which lie in one file.
    fn copy_run(
        &self,
        (mut start, end): (u64, u64),
        out: &mut Target<'_>,
        name: &str,
        buffer: &mut Vec<u8>,
    ) -> Result<()> {
        let failed = |cause| Error::io(name, cause);
        let out = match (out, self.stretch(start)) {
            // From file to file the system copies by itself, and the bytes never come here.
            (Target::File(out), Some(stretch)) => return stretch.copy(start..end, out, name),
            (out, _) => out.writer(),
        };
        buffer.resize(BLOCK, 0);
        while start < end {
            let n = (end - start).min(BLOCK as u64) as usize;
            self.read_exact(start, &mut buffer[..n])?;
            out.write_all(&buffer[..n]).map_err(failed)?;
            start += n as u64;
        }
        Ok(())
    }

    /// The stretch in which byte `offset` lies.
    fn stretch(&self, offset: u64) -> Option<&Stretch> {
        let next = self
            .stretches
            .partition_point(|stretch| stretch.offset <= offset);
        next.checked_sub(1).map(|i| &self.stretches[i])
    }

    /// Whether a file begins at `offset`.
    fn starts(&self, offset: u64) -> bool {
        self.stretches
            .binary_search_by_key(&offset, |stretch| stretch.offset)
            .is_ok()
    }
}

impl Stretch {
    /// Copies bytes, counted over all inputs, to the file `out`, which messages call `name`.
    fn copy(&self, bytes: Range<u64>, out: &mut File, name: &str) -> Result<()> {
        let lost = |cause| Error::io(&self.path, cause);
        let mut file = &*self.file;
        let at = self.start + (bytes.start - self.offset);
        file.seek(SeekFrom::Start(at)).map_err(lost)?;
        let n = bytes.end - bytes.start;
        let copied = io::copy(&mut file.take(n), out).map_err(|cause| Error::io(name, cause))?;
        if copied < n {
            return Err(lost(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // It is gone already wherever an open file may be removed.
        drop(fs::remove_file(&self.path));
    }
}

/// Fills `buffer` from byte `at` of `file`, wherever another thread reads in it.
#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, at)
}

/// Fills `buffer` from byte `at` of `file`, wherever another thread reads in it.
#[cfg(windows)]
fn read_at(file: &File, mut buffer: &mut [u8], mut at: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => {
                buffer = &mut buffer[n..];
                at += n as u64;
            }
        }
    }
    Ok(())
}

/// Makes a file of a name that nobody has, open for writing and reading.
fn create() -> io::Result<(PathBuf, File)> {
    let mut attempt = 0;
    loop {
        let name = format!("silsilah-{}-{attempt}.spool", process::id());
        let path = env::temp_dir().join(name);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path);
        match file {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => {
                attempt += 1;
            }
            file => return file.map(|file| (path, file)),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Copies the records numbered `kept` of inputs that are files or not, by turns.
    #[track_caller]
    fn check(inputs: &[&[&str]], kept: &[usize], expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        for turn in 0..2 {
            let mut originals = Originals::default();
            let mut places = Vec::new();
            for (i, records) in inputs.iter().enumerate() {
                let bytes = records.concat();
                if i % 2 == turn {
                    let path = dir.path().join(format!("{turn}-{i}"));
                    fs::write(&path, format!("xyz{bytes}")).unwrap();
                    originals.file(&path, Arc::new(File::open(&path).unwrap()), 3);
                } else {
                    originals.set_aside().unwrap();
                }
                for record in *records {
                    let place = Place {
                        offset: originals.length(),
                        length: record.len() as u32,
                    };
                    places.push(place);
                    if i % 2 == turn {
                        originals.grow(record.len() as u64);
                    } else {
                        originals.push(record.as_bytes()).unwrap();
                    }
                    let mut again = Vec::new();
                    originals.read(place, &mut again).unwrap();
                    assert_eq!(again, record.as_bytes());
                }
            }
            let mut out = Vec::new();
            originals
                .copy(
                    kept.iter().map(|&i| places[i]),
                    Target::Stream(&mut out),
                    "out",
                )
                .unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{turn}");
            let mut file = tempfile::tempfile().unwrap();
            originals
                .copy(
                    kept.iter().map(|&i| places[i]),
                    Target::File(&mut file),
                    "out",
                )
                .unwrap();
            let mut out = Vec::new();
            file.rewind().unwrap();
            file.read_to_end(&mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{turn}");
        }
    }

    #[test]
    fn kept_records_come_back_as_they_were() {
        check(&[], &[], "");
        check(&[&["a\r\n", "b\n", "c"]], &[0, 1, 2], "a\r\nb\nc");
        check(&[&["a\n", "b\n", "c"]], &[1], "b\n");
        check(&[&["a\n", "b\n", "c"]], &[0, 2], "a\nc");
    }

    #[test]
    fn a_record_without_a_line_end_does_not_run_into_the_next() {
        check(&[&["a"], &["b\n"]], &[0, 1], "a\nb\n");
        check(&[&["a"], &["b\n"], &["c"]], &[0, 2], "a\nc");
        check(&[&["a"], &["b", "c\n"], &["d\n"]], &[0, 3], "a\nd\n");
    }
}
