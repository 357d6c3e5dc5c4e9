//! A run directory: opened before the long work, complete or absent after it.
//!
//! Every file is written as `.<name>.partial` beside its final place and renamed at the end, `run.json` last: a
//! directory with a `run.json` newer than the rest is whole. A run that fails leaves what was there before. A name may
//! lead into a folder (`audit/flows.csv`), which is made with its file and goes with it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::{FILES, PARTS, RUN_FILE};
use crate::error::{Error, Result};

/// What to do with a directory that holds something else than an earlier run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// Leave it alone and report an error.
    #[default]
    Refuse,
    /// Write into it; files with other names stay.
    Keep,
}

/// A directory that is being filled.
#[derive(Debug)]
pub struct RunDirectory {
    path: PathBuf,
    files: Vec<Partial>,
    /// The directories that were made here, and may be removed if the run fails; each after the one it lies in.
    made: Vec<PathBuf>,
    /// Whether the parts of an earlier report are to go.
    replaces_parts: bool,
    committed: bool,
}

/// A file under its temporary name.
#[derive(Debug)]
struct Partial {
    name: String,
    temporary: PathBuf,
    /// `None` once it has been written.
    file: Option<File>,
}

impl RunDirectory {
    /// Makes the directory and opens every file of `names`, so that what cannot be written is known at once.
    ///
    /// A directory that is empty or holds an earlier run (a `run.json`) is taken; the earlier run's files of these names
    /// are replaced by [`commit`](Self::commit), not before.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the directory holds something else and `existing` is
    /// [`Existing::Refuse`]; [`ErrorKind::Io`](crate::error::ErrorKind::Io) if it or a file in it cannot be made.
    pub fn create(path: impl Into<PathBuf>, existing: Existing, names: &[&str]) -> Result<Self> {
        let path = path.into();
        let mut made = Vec::new();
        make(&path, &mut made)?;
        if existing == Existing::Refuse
            && !is_free(&path).map_err(|cause| Error::io(&path, cause))?
        {
            let reason =
                "the directory holds other files than those of a run; name another, or say --force";
            return Err(Error::value(path.display().to_string(), reason));
        }
        let mut run = Self {
            path,
            files: Vec::with_capacity(names.len()),
            made,
            replaces_parts: false,
            committed: false,
        };
        for name in names {
            run.open(name)?;
        }
        Ok(run)
    }

    fn open(&mut self, name: &str) -> Result<()> {
        let place = self.path.join(name);
        let file_name = place.file_name().unwrap_or_default().to_string_lossy();
        let temporary = place.with_file_name(format!(".{file_name}.partial"));
        let parent = temporary.parent().unwrap_or(&self.path);
        make(parent, &mut self.made)?;
        let file = File::create(&temporary).map_err(|cause| Error::io(&temporary, cause))?;
        self.files.push(Partial {
            name: name.to_owned(),
            temporary,
            file: Some(file),
        });
        Ok(())
    }

    /// Writes the file `name` with `put`, through a buffer.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::error::ErrorKind::Io) with what `put` or the system returns, also if `name` was not
    /// opened or is written a second time.
    pub fn write(
        &mut self,
        name: &str,
        put: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let failed = |cause| Error::io(self.path.join(name), cause);
        let opened = self.files.iter_mut().find(|file| file.name == name);
        let file = opened.and_then(|partial| partial.file.take());
        let Some(file) = file else {
            return Err(failed(io::Error::other(
                "the file was not opened for writing, or is written already",
            )));
        };
        let mut out = BufWriter::with_capacity(1 << 16, file);
        put(&mut out).and_then(|()| out.flush()).map_err(failed)
    }

    /// Adds the parts of a report, by name and bytes; those that an earlier report has left beside them will go.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::error::ErrorKind::Io) if a part cannot be written.
    pub fn write_parts(&mut self, parts: impl Iterator<Item = (String, Vec<u8>)>) -> Result<()> {
        self.replaces_parts = true;
        for (name, bytes) in parts {
            self.open(&name)?;
            self.write(&name, |out| out.write_all(&bytes))?;
        }
        Ok(())
    }

    /// Removes the parts of an earlier report that this one does not have.
    fn remove_old_parts(&self) -> io::Result<()> {
        let folder = self.path.join(PARTS);
        if !self.replaces_parts || !folder.is_dir() {
            return Ok(());
        }
        for entry in fs::read_dir(&folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let is_part = name
                .strip_suffix(".js")
                .is_some_and(|number| number.parse::<usize>().is_ok());
            let in_run = format!("{PARTS}/{name}");
            if is_part && !self.files.iter().any(|file| file.name == in_run) {
                fs::remove_file(folder.join(name))?;
            }
        }
        // Fails, as it should, if there is anything else in it.
        let _ = fs::remove_dir(&folder);
        Ok(())
    }

    /// Gives every file its name, `run.json` last.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::error::ErrorKind::Io) if a file cannot be renamed.
    pub fn commit(mut self) -> Result<()> {
        self.files.sort_by_key(|file| file.name == RUN_FILE);
        for file in &self.files {
            let place = self.path.join(&file.name);
            fs::rename(&file.temporary, &place).map_err(|cause| Error::io(place, cause))?;
        }
        self.remove_old_parts()
            .map_err(|cause| Error::io(self.path.join(PARTS), cause))?;
        self.committed = true;
        Ok(())
    }
}

impl Drop for RunDirectory {
    /// Takes back what a run that failed has begun.
    fn drop(&mut self) {
        if self.committed {
            return;
        }
        // There is nobody left to tell, and a file that stays behind says by its name what it is.
        for file in &self.files {
            let _ = fs::remove_file(&file.temporary);
        }
        for directory in self.made.iter().rev() {
            // Fails, as it should, if something else has come into the directory.
            let _ = fs::remove_dir(directory);
        }
    }
}

/// Makes `directory` and notes it in `made`, unless it is there.
fn make(directory: &Path, made: &mut Vec<PathBuf>) -> Result<()> {
    let is_new = !directory.exists();
    fs::create_dir_all(directory).map_err(|cause| Error::io(directory, cause))?;
    if is_new {
        made.push(directory.to_owned());
    }
    Ok(())
}

/// Whether `directory` holds an earlier run, or nothing but what a killed run has left.
fn is_free(directory: &Path) -> io::Result<bool> {
    Ok(directory.join(RUN_FILE).exists() || is_bare(directory, &folders())?)
}

/// The folders in a run directory.
fn folders() -> Vec<&'static str> {
    let names = FILES.iter().map(|(name, _)| *name);
    let mut folders: Vec<&str> = names
        .filter_map(|name| Some(name.rsplit_once('/')?.0))
        .chain([PARTS])
        .collect();
    folders.dedup();
    folders
}

/// Whether `directory` holds nothing but unfinished files, and those of `folders` of which the same can be said.
fn is_bare(directory: &Path, folders: &[&str]) -> io::Result<bool> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_leftover = if entry.file_type()?.is_dir() {
            folders.contains(&&*name) && is_bare(&entry.path(), &[])?
        } else {
            name.ends_with(".partial")
        };
        if !is_leftover {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let Ok(entries) = fs::read_dir(directory) else {
            return vec!["absent".to_owned()];
        };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_run_appears_whole_or_not_at_all() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/run");
        let files = ["pairs.jsonl", RUN_FILE];

        let mut failed = RunDirectory::create(&path, Existing::Refuse, &files).unwrap();
        assert_eq!(names(&path), [".pairs.jsonl.partial", ".run.json.partial"]);
        let full = |_: &mut dyn Write| Err(io::Error::other("disk full"));
        let error = failed.write("pairs.jsonl", full).unwrap_err().to_string();
        assert!(error.ends_with("run/pairs.jsonl"), "{error}");
        drop(failed);
        assert_eq!(names(&path), ["absent"]);

        for content in ["one", "two"] {
            let mut run = RunDirectory::create(&path, Existing::Refuse, &files).unwrap();
            for name in files {
                run.write(name, |out| out.write_all(content.as_bytes()))
                    .unwrap();
            }
            assert!(run.write(RUN_FILE, |_| Ok(())).is_err(), "written twice");
            run.commit().unwrap();
            assert_eq!(names(&path), ["pairs.jsonl", "run.json"]);
            assert_eq!(
                fs::read_to_string(path.join("pairs.jsonl")).unwrap(),
                content
            );
        }
        drop(RunDirectory::create(&path, Existing::Refuse, &files).unwrap());
        assert_eq!(fs::read_to_string(path.join("pairs.jsonl")).unwrap(), "two");
    }

    /// (what lies there, whether a run may take the directory).
    const PLACES: &[(&[&str], bool)] = &[
        (&[], true),
        (&[".pairs.jsonl.partial"], true),
        (&["audit/.flows.csv.partial"], true),
        (&["audit/flows.csv"], false),
        (&["audit/.flows.csv.partial", "audit/letters.docx"], false),
        (&["audit/deeper/.flows.csv.partial"], false),
        (&["accounts/.flows.csv.partial"], false),
        (&["audit"], false),
        (&["audit/flows.csv", RUN_FILE], true),
        (&["audit/letters.docx", RUN_FILE], true),
    ];

    #[test]
    fn the_folder_of_a_run_is_a_strangers_without_the_run() {
        for (files, expected) in PLACES {
            let root = tempfile::tempdir().unwrap();
            for file in *files {
                let path = root.path().join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "").unwrap();
            }
            assert_eq!(is_free(root.path()).unwrap(), *expected, "{files:?}");
        }
    }

    #[test]
    fn a_folder_comes_and_goes_with_its_files() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("run");
        let files = ["audit/flows.csv", RUN_FILE];
        let create = || RunDirectory::create(&path, Existing::Refuse, &files);
        drop(create().unwrap());
        assert_eq!(names(&path), ["absent"]);

        create().unwrap().commit().unwrap();
        assert_eq!(names(&path), ["audit", "run.json"]);
        fs::write(path.join("audit/remarks.txt"), "checked").unwrap();
        create().unwrap().commit().unwrap();
        drop(create().unwrap());
        assert_eq!(names(&path.join("audit")), ["flows.csv", "remarks.txt"]);
    }

    #[test]
    fn a_strangers_directory_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("thesis.docx"), "years of work").unwrap();
        let error = RunDirectory::create(root.path(), Existing::Refuse, &["a"]).unwrap_err();
        let expected = format!(
            "{}: the directory holds other files than those of a run; name another, or say --force",
            root.path().display()
        );
        assert_eq!(error.to_string(), expected);
        assert_eq!(names(root.path()), ["thesis.docx"]);
        RunDirectory::create(root.path(), Existing::Keep, &["a"])
            .unwrap()
            .commit()
            .unwrap();
        assert_eq!(names(root.path()), ["a", "thesis.docx"]);

        let file = root.path().join("a");
        assert!(
            RunDirectory::create(file, Existing::Keep, &[]).is_err(),
            "a file is no directory"
        );
    }
}
