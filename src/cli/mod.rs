//! The command line (filled by its own work).

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command with `args` (the program's name first).
pub fn run(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(2)
}
