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
use std::{env, mem, process};

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
    Stream(&'t mut (dyn Write + Send)),
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

/// Copies records to one place, one behind the other.
pub struct Copier<'c, 't> {
    originals: &'c Originals,
    out: Target<'t>,
    /// What messages call the place.
    name: &'c str,
    /// First byte, and end, of records that stand together and are still to be copied.
    run: Option<(u64, u64)>,
    buffer: Vec<u8>,
}

impl<'c, 't> Copier<'c, 't> {
    /// A copier to `out`, which messages call `name`.
    #[must_use]
    pub fn new(originals: &'c Originals, out: Target<'t>, name: &'c str) -> Self {
        Self {
            originals,
            out,
            name,
            run: None,
            buffer: Vec::new(),
        }
    }

    /// Copies the record at `place`, which is behind that of the record before, now or with the next.
    ///
    /// The last record of a file may have come without a line end; it gets one if another follows it.
    ///
    /// # Errors
    /// If records cannot be read any more, or the place cannot be written.
    pub fn push(&mut self, place: Place) -> Result<()> {
        let end = place.offset + u64::from(place.length);
        // Records that stand together are copied together, but not beyond the end of a file.
        if let Some((_, until)) = &mut self.run
            && *until == place.offset
            && !self.originals.starts(place.offset)
        {
            *until = end;
            return Ok(());
        }
        if let Some((_, until)) = self.run
            && self.copy()?
        {
            let mut last = [b'\n'];
            self.originals.read_exact(until - 1, &mut last)?;
            if last != *b"\n" {
                self.write(b"\n")?;
            }
        }
        self.run = Some((place.offset, end));
        Ok(())
    }

    /// Copies what is left.
    ///
    /// # Errors
    /// Those of [`push`](Self::push).
    pub fn finish(mut self) -> Result<()> {
        self.copy()?;
        let flushed = self.out.writer().flush();
        flushed.map_err(|cause| Error::io(self.name, cause))
    }

    /// Copies the records that stand together, which lie in one file; whether there were any.
    fn copy(&mut self) -> Result<bool> {
        let Some((mut start, end)) = self.run.take() else {
            return Ok(false);
        };
        // From file to file the system copies by itself, and the bytes never come here. That moves the place at which the
        // file is read, which other threads may only be spared by Unix.
        if cfg!(unix)
            && let Target::File(out) = &mut self.out
            && let Some(stretch) = self.originals.stretch(start)
        {
            stretch.copy(start..end, out, self.name)?;
            return Ok(true);
        }
        let mut buffer = mem::take(&mut self.buffer);
        buffer.resize(BLOCK, 0);
        while start < end {
            let n = (end - start).min(BLOCK as u64) as usize;
            self.originals.read_exact(start, &mut buffer[..n])?;
            self.write(&buffer[..n])?;
            start += n as u64;
        }
        self.buffer = buffer;
        Ok(true)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.out.writer().write_all(bytes);
        written.map_err(|cause| Error::io(self.name, cause))
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
            let copy = |out: Target<'_>| {
                let mut copier = Copier::new(&originals, out, "out");
                for &i in kept {
                    copier.push(places[i]).unwrap();
                }
                copier.finish().unwrap();
            };
            let mut out = Vec::new();
            copy(Target::Stream(&mut out));
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{turn}");
            let mut file = tempfile::tempfile().unwrap();
            copy(Target::File(&mut file));
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
