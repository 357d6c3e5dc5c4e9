//! Settings and registries from the files that the options name, and the pipeline they make.

use std::fs;
use std::path::Path;

use super::options::{RunOptions, SettingsOptions};
use crate::attribution::Registry;
use crate::error::{Error, Result};
use crate::pipeline::{Config, Pipeline};

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

/// The built-in registry with every file of `paths` added, in order.
///
/// # Errors
/// If a file cannot be read or an entry is not of its form; file and line are named.
pub(super) fn registry(paths: &[impl AsRef<Path>]) -> Result<Registry> {
    let mut registry = Registry::builtin()?;
    for path in paths {
        let path = path.as_ref();
        let jsonl = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
        registry.extend_from(&path.display().to_string(), &jsonl)?;
    }
    Ok(registry)
}

/// The pipeline with the settings and registries of `options`.
///
/// # Errors
/// Those of [`config`] and [`registry`], and settings out of their range.
pub(super) fn pipeline(options: &SettingsOptions) -> Result<Pipeline> {
    Pipeline::with_registry(config(options)?, registry(&options.registry)?)
}

/// The same, on as many threads as `options` say.
///
/// # Errors
/// Those of [`pipeline`], and a system that gives no threads.
pub(super) fn pipeline_on_threads(options: &RunOptions) -> Result<Pipeline> {
    let pipeline = pipeline(&options.settings)?;
    match options.jobs {
        Some(n) => pipeline.with_jobs(n),
        None => Ok(pipeline),
    }
}
