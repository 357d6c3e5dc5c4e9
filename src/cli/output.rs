//! A single file of output: named only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::ingest::Target;

/// A file that is being written under a name of its own beside its place, or standard output.
#[derive(Debug)]
pub(super) struct Output {
    /// Where it goes; `-` is standard output.
    place: PathBuf,
    /// The name until then; `None` for standard output and after the file has got its name.
    partial: Option<PathBuf>,
    out: Sink,
}

#[derive(Debug)]
enum Sink {
    File(BufWriter<File>),
    Standard(BufWriter<io::Stdout>),
}

impl Output {
    /// Opens an output for `place`, which must not be there yet unless `replace` is set.
    ///
    /// # Errors
    /// If it is there, or cannot be made.
    pub(super) fn create(place: &Path, replace: bool) -> Result<Self> {
        if place == Path::new("-") {
            return Ok(Self {
                place: place.to_owned(),
                partial: None,
                out: Sink::Standard(BufWriter::new(io::stdout())),
            });
        }
        // A device, as /dev/null, is written as it stands; nothing there can be lost or renamed.
        let device = fs::metadata(place).is_ok_and(|m| !m.is_file() && !m.is_dir());
        if place.exists() && !replace && !device {
            let reason = "is there already; --force writes over it";
            return Err(Error::value(place.display().to_string(), reason));
        }
        let file_name = place.file_name().unwrap_or_default().to_string_lossy();
        let partial = place.with_file_name(format!(".{file_name}.partial"));
        let target = if device { place } else { &partial };
        let file = File::create(target).map_err(|cause| Error::io(place, cause))?;
        Ok(Self {
            place: place.to_owned(),
            partial: (!device).then_some(partial),
            out: Sink::File(BufWriter::new(file)),
        })
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        self.place.display().to_string()
    }

    /// Where to write.
    pub(super) fn writer(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Sink::File(file) => file,
            Sink::Standard(stdout) => stdout,
        }
    }

    /// Where to copy records, behind what was written before.
    ///
    /// # Errors
    /// If that cannot be written out.
    pub(super) fn target(&mut self) -> Result<Target<'_>> {
        let flushed = self.writer().flush();
        flushed.map_err(|cause| Error::io(&self.place, cause))?;
        let is_device = self.partial.is_none();
        let file = match &mut self.out {
            Sink::Standard(stdout) => return Ok(Target::Stream(stdout)),
            Sink::File(file) => file.get_mut(),
        };
        Ok(if is_device {
            Target::Stream(file)
        } else {
            Target::File(file)
        })
    }

    /// Writes what is still buffered and gives the file its name.
    ///
    /// # Errors
    /// If the disk is full or the reader has gone away.
    pub(super) fn finish(mut self) -> Result<()> {
        let flushed = self.writer().flush();
        flushed.map_err(|cause| Error::io(&self.place, cause))?;
        match self.partial.take() {
            Some(partial) => {
                fs::rename(partial, &self.place).map_err(|cause| Error::io(&self.place, cause))
            }
            None => Ok(()),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(partial) = &self.partial {
            // Nobody is left to tell, and the name says what the file is.
            drop(fs::remove_file(partial));
        }
    }
}
