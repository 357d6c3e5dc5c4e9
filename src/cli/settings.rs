//! Settings, registries and lexicons from the files that the options name, and the pipeline they make.

use std::fs;

use super::options::{LexiconOptions, RegistryOptions, RunOptions, SettingsOptions};
use crate::attribution::{Lexicons, Registry};
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::{Config, Pipeline};

/// The settings of `--config`, or the defaults, with every `--set` applied, in order.
///
/// # Errors
/// If the file cannot be read, or is not TOML, or holds a key that is not known; file, line and key are named. If a
/// `--set` is not of its form or names a key that is not known.
pub(super) fn config(options: &SettingsOptions) -> Result<Config> {
    let config = match &options.config {
        None => Config::default(),
        Some(path) => {
            let toml = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
            Config::from_toml(&path.display().to_string(), &toml)?
        }
    };
    options
        .set
        .iter()
        .try_fold(config, |config, set| with_setting(&config, set))
}

/// `config` with one setting changed, stated as `table.key=value`; the value is TOML, or a word without quotes.
fn with_setting(config: &Config, set: &str) -> Result<Config> {
    let name = format!("--set {set}");
    let form = || {
        Error::value(
            name.clone(),
            "is not of the form table.key=value; `silsilah config` lists the keys",
        )
    };
    let (path, value) = set.split_once('=').ok_or_else(form)?;
    let (table, key) = path.trim().split_once('.').ok_or_else(form)?;
    let stated = format!("value = {value}").parse::<toml::Table>();
    let value = match stated.ok().and_then(|mut t| t.remove("value")) {
        Some(value) => value,
        None => toml::Value::String(value.trim().to_owned()),
    };
    let mut all: toml::Table = config.to_toml()?.parse().map_err(|_| form())?;
    let settings = all
        .get_mut(table)
        .and_then(toml::Value::as_table_mut)
        .ok_or_else(form)?;
    settings.insert(key.to_owned(), value);
    let changed = Config::from_toml(&name, &all.to_string());
    changed.map_err(|fault| Error::value(name.clone(), reason(&fault)))
}

/// Why a changed setting was refused, without the line of the settings it was written into.
fn reason(fault: &Error) -> String {
    match fault.kind() {
        ErrorKind::Data { reason, .. } => reason.clone(),
        _ => fault.to_string(),
    }
}

/// The built-in registry, unless it is not wanted, with every file that `options` name added, in order.
///
/// # Errors
/// If a file cannot be read or an entry is not of its form; file and line are named.
pub(super) fn registry(options: &RegistryOptions) -> Result<Registry> {
    let mut registry = if options.no_builtin_registry {
        Registry::unnamed()?
    } else {
        Registry::builtin()?
    };
    for path in &options.files {
        let jsonl = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
        registry.extend_from(&path.display().to_string(), &jsonl)?;
    }
    Ok(registry)
}

/// The built-in lexicons with every file that `options` name added, in order.
///
/// # Errors
/// If a file cannot be read or is not of its form; file and line are named.
pub(super) fn lexicons(options: &LexiconOptions) -> Result<Lexicons> {
    let mut lexicons = Lexicons::builtin()?;
    for path in &options.lexicon {
        let toml = fs::read_to_string(path).map_err(|cause| Error::io(path, cause))?;
        lexicons.extend_from(&path.display().to_string(), &toml)?;
    }
    Ok(lexicons)
}

/// The pipeline with the settings, registries and lexicons of `options`.
///
/// # Errors
/// Those of [`config`], [`registry`] and [`lexicons`].
pub(super) fn pipeline(options: &SettingsOptions) -> Result<Pipeline> {
    Ok(Pipeline::with_data(
        config(options)?,
        registry(&options.registry)?,
        &lexicons(&options.lexicons)?,
    ))
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
