//! The command `silsilah`: arguments in, exit code out; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    silsilah::cli::run(std::env::args_os())
}
