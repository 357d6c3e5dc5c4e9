//! The command under test: the real binary, run in a directory of its own.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A directory to run the command in, so that messages can name files without the directory.
pub(crate) struct Desk {
    dir: TempDir,
}

/// What one call came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// An empty directory.
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().expect("a temporary directory can be made");
        Self { dir }
    }

    /// A path in the directory.
    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("a directory can be made");
        }
        fs::write(path, bytes).expect("a file can be written");
    }

    /// Reads a file; names it where it is missing.
    #[track_caller]
    pub(crate) fn get(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("output is UTF-8")
    }

    /// Reads a file as bytes; names it where it is missing.
    #[track_caller]
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Runs the command without input.
    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        self.feed(args, b"")
    }

    /// Runs the command with `input` on its standard input.
    pub(crate) fn feed(&self, args: &[&str], input: &[u8]) -> Outcome {
        let mut child = silsilah(self.dir.path())
            .args(args)
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let input = input.to_vec();
        // Written aside, since a command that reads nothing may fill its own output first.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("the command ends");
        writer.join().expect("the input is written");
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }
}

/// The command, with nothing of the tester's surroundings that could change what it prints.
pub(crate) fn silsilah(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_silsilah"));
    command
        .current_dir(directory)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Compares `text` with the file `name` of tests/golden, or writes it there when `SILSILAH_BLESS` is set.
#[track_caller]
pub(crate) fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("SILSILAH_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("it is below tests/golden"))
            .expect("a directory can be made");
        fs::write(&path, text).expect("a golden file can be written");
    }
    let expected = fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{name}: {e}; SILSILAH_BLESS=1 writes it"));
    assert!(
        text == expected,
        "{name} differs; SILSILAH_BLESS=1 rewrites it. Now:\n{text}"
    );
}
