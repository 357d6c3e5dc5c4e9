//! Records set aside on disk until it is known which of them to keep.
//!
//! Whether a record is kept is known only after the last one was read, and standard input cannot be read twice. So
//! the bytes of every record go to a file without a name, which the system takes back however the program ends; the
//! memory holds 8 bytes a record.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::PathBuf;
use std::process;

use crate::error::{Error, Result};

/// Records in the order in which they came.
#[derive(Debug)]
pub(super) struct Spool {
    file: BufWriter<File>,
    path: PathBuf,
    /// Length of each record in bytes.
    lengths: Vec<u64>,
}

impl Spool {
    /// An empty spool in the system's directory for temporary files.
    ///
    /// # Errors
    /// If no file can be made there.
    pub(super) fn new() -> Result<Self> {
        let (path, file) = create().map_err(|cause| Error::io(env::temp_dir(), cause))?;
        // Where the system allows it, an open file that has lost its name goes away with the process.
        drop(fs::remove_file(&path));
        Ok(Self {
            file: BufWriter::new(file),
            path,
            lengths: Vec::new(),
        })
    }

    /// Sets a record aside.
    ///
    /// # Errors
    /// If the disk is full.
    pub(super) fn push(&mut self, record: &[u8]) -> Result<()> {
        self.lengths.push(record.len() as u64);
        self.file
            .write_all(record)
            .map_err(|cause| Error::io(&self.path, cause))
    }

    /// Copies the records for which `keep` (by number, from 0) says so to `out`, in order.
    ///
    /// The last record of a file may have come without a line end; it gets one if another follows it.
    ///
    /// # Errors
    /// If the spool cannot be read back or `out` cannot be written; the latter is called `name`.
    pub(super) fn copy(
        mut self,
        keep: impl Fn(usize) -> bool,
        out: &mut dyn Write,
        name: &str,
    ) -> Result<()> {
        let lost = |cause| Error::io(&self.path, cause);
        self.file.flush().map_err(lost)?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(0)).map_err(lost)?;
        let mut spooled = BufReader::new(file);
        let mut record = Vec::new();
        let mut unfinished = false;
        for (i, &length) in self.lengths.iter().enumerate() {
            if !keep(i) {
                let length = i64::try_from(length).unwrap_or(i64::MAX);
                spooled.seek_relative(length).map_err(lost)?;
                continue;
            }
            record.clear();
            spooled
                .by_ref()
                .take(length)
                .read_to_end(&mut record)
                .map_err(lost)?;
            if unfinished {
                out.write_all(b"\n")
                    .map_err(|cause| Error::io(name, cause))?;
            }
            unfinished = !record.ends_with(b"\n");
            out.write_all(&record)
                .map_err(|cause| Error::io(name, cause))?;
        }
        out.flush().map_err(|cause| Error::io(name, cause))
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // It is gone already wherever an open file may be removed.
        drop(fs::remove_file(&self.path));
    }
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

    #[track_caller]
    fn check(records: &[&str], kept: &[usize], expected: &str) {
        let mut spool = Spool::new().unwrap();
        for record in records {
            spool.push(record.as_bytes()).unwrap();
        }
        let mut out = Vec::new();
        spool.copy(|i| kept.contains(&i), &mut out, "out").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn kept_records_come_back_as_they_were() {
        check(&[], &[], "");
        check(&["a\r\n", "b\n", "c"], &[0, 1, 2], "a\r\nb\nc");
        check(&["a\n", "b\n", "c"], &[1], "b\n");
        check(&["a\n", "b\n", "c"], &[0, 2], "a\nc");
    }

    #[test]
    fn a_record_without_a_line_end_does_not_run_into_the_next() {
        check(&["a", "b\n"], &[0, 1], "a\nb\n");
        check(&["a", "b\n", "c\n"], &[0, 2], "a\nc\n");
    }
}
