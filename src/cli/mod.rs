//! The command line: arguments in, exit code out.
//!
//! One file per command; each takes its parsed arguments and the console, calls the library, and returns an
//! answer. Standard output carries data and summaries only; every message goes to standard error through the
//! console, which strips what a web page could use to drive a terminal. No stage is implemented here.

mod args;
mod attribute;
mod certify;
mod collection;
mod columns;
mod compare;
mod completions;
mod config;
mod console;
mod credit_reasons;
mod dedup;
mod descent;
mod eval;
mod explanation;
mod export;
mod fit;
mod frequencies;
mod lexicon;
mod meter;
mod options;
mod outlets;
mod output;
mod plot;
mod report;
mod resources;
mod sentences;
mod settings;
mod sources;
mod trace;
mod words;

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use crate::error::{Error, ErrorKind, Result};
use args::{Cli, Command};
use console::Console;

/// What a command that did not fail has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Done; or the question was answered yes.
    Yes,
    /// The question was answered no.
    No,
    /// Done, but some of the input could not be used; the console has said which.
    Incomplete,
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        Self::from(match answer {
            Answer::Yes => 0,
            Answer::No => 1,
            Answer::Incomplete => 2,
        })
    }
}

/// Runs the command with `args` (the program's name first) and returns the code to exit with.
///
/// The codes are 0 for done or yes, 1 for a question answered no, and 2 for an error, soft ones included.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version come this way too. A reader that has gone away is no failure of ours.
            drop(message.print());
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2));
        }
    };
    let console = Console::new(cli.messages);
    match dispatch(cli.command, &console) {
        Ok(answer) => answer.into(),
        Err(error) if reader_went_away(&error) => ExitCode::SUCCESS,
        Err(error) => {
            console.error(&error);
            ExitCode::from(2)
        }
    }
}

/// Calls the command that was asked for.
fn dispatch(command: Command, console: &Console) -> Result<Answer> {
    match command {
        Command::Trace(args) => trace::run(&args, console),
        Command::Attribute(args) => attribute::run(&args, console),
        Command::Dedup(args) => dedup::run(&args, console),
        Command::Compare(args) => compare::run(&args, console),
        Command::Certify(args) => certify::run(&args, console),
        Command::Sentences(args) => sentences::run(&args, console),
        Command::Frequencies(args) => frequencies::run(&args, console),
        Command::Report(args) => report::run(&args, console),
        Command::Plot(args) => plot::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Outlets(args) => outlets::run(&args, console),
        Command::Lexicon(args) => lexicon::run(&args, console),
        Command::Eval(args) => eval::run(&args, console),
        Command::Fit(args) => fit::run(&args, console),
        Command::Config(args) => config::run(&args, console),
        Command::Completions(args) => completions::run(&args, console),
    }
}

/// Whether the failure is only that nobody reads our standard output any more, as in `silsilah … | head`.
fn reader_went_away(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Io { path, cause } => {
            path == Path::new("-") && cause.kind() == io::ErrorKind::BrokenPipe
        }
        _ => false,
    }
}
