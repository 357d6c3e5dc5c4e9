//! Settings and registries from the files that the options name.

use std::fs;

use super::options::SettingsOptions;
use crate::error::{Error, Result};
use crate::pipeline::Config;

/// The settings of `--config`, or the defaults.
///
/// # Errors
/// If the file cannot be read, or is not TOML, or holds a key that is not known; file, line and key are named.
pub(super) fn config(options: &SettingsOptions) -> Result<Config> {
    let Some(path) = &options.config else {
        return Ok(Config::default());
    };
    let toml = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
    Config::from_toml(&path.display().to_string(), &toml)
}
