//! `silsilah completions`: scripts that teach a shell the commands and options.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Answer;
use super::args::Cli;
use super::console::Console;
use crate::error::Result;

/// Print a script that completes the commands and options in your shell
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  silsilah completions bash > ~/.local/share/bash-completion/completions/silsilah
  silsilah completions fish > ~/.config/fish/completions/silsilah.fish";

/// Prints the script.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "silsilah", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(Answer::Yes)
}
