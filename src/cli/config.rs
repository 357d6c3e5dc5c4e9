//! `silsilah config`: the settings in effect, as TOML that reads back as itself.

use super::Answer;
use super::console::Console;
use super::options::SettingsOptions;
use super::settings;
use crate::error::Result;

/// Print the settings in effect, as TOML
///
/// What is printed is a complete file for --config. Without one it holds the defaults.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) settings: SettingsOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah config > silsilah.toml
      start a file of settings from the defaults
  silsilah config --config silsilah.toml
      see what a file comes to, defaults included";

/// Prints the settings.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let config = settings::config(&args.settings)?;
    console.print(&config.to_toml()?)?;
    Ok(Answer::Yes)
}
