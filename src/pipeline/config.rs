//! The settings of all stages together, and their form in TOML.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::{attribution, candidates, clean, cluster, lineage, sketch, verify};

/// The settings of every stage; the tables of the settings file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// What tells a story from the page around it.
    pub clean: clean::Config,
    /// How articles are turned into numbers.
    pub sketch: sketch::Config,
    /// Which pairs are looked at.
    pub candidates: candidates::Config,
    /// What a pair is called.
    pub verify: verify::Config,
    /// What makes a family.
    pub cluster: cluster::Config,
    /// How credits are read.
    pub attribution: attribution::Config,
    /// What makes one article the source of another.
    pub lineage: lineage::Config,
}

impl Config {
    /// Reads settings from TOML; what is not stated keeps its default.
    ///
    /// `name` is what messages call the text, as its file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with line and key, if `toml` is not TOML, or holds a key that
    /// is not known or a value of another type.
    pub fn from_toml(name: &str, toml: &str) -> Result<Self> {
        toml::from_str(toml).map_err(|fault| {
            let at = fault.span().map(|span| span.start.min(toml.len()));
            let line = at.map(|at| 1 + toml[..at].matches('\n').count());
            let key = line.and_then(|line| key_on(toml, line));
            let reason = match key {
                Some(key) => format!("`{key}`: {}", fault.message()),
                None => fault.message().to_owned(),
            };
            Error::data(name, line.map(|line| line as u64), reason)
        })
    }

    /// The settings as TOML, every key stated.
    ///
    /// # Errors
    /// If a value has no form in TOML, as a number over 2⁶³.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string_pretty(self).map_err(|fault| Error::value("settings", fault.to_string()))
    }
}

/// The key that line `line` (from 1) sets, with the table it stands in: `verify.min_score`.
///
/// Messages of the TOML reader tell where a value of a wrong type stands, not which key it belongs to.
fn key_on(toml: &str, line: usize) -> Option<String> {
    let mut table = "";
    for (i, text) in toml.lines().enumerate() {
        let text = text.trim();
        if let Some(header) = text.strip_prefix('[').and_then(|t| t.split(']').next()) {
            table = header.trim();
        }
        if i + 1 == line {
            let key = text.split_once('=').map(|(key, _)| key.trim());
            return match (table, key) {
                ("", None) => None,
                (table, None) => Some(table.to_owned()),
                ("", Some(key)) => Some(key.to_owned()),
                (table, Some(key)) => Some(format!("{table}.{key}")),
            };
        }
    }
    None
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_as_themselves() {
        let mut config = Config::default();
        config.candidates.window_days = Some(3.5);
        for config in [Config::default(), config] {
            let toml = config.to_toml().unwrap();
            assert_eq!(Config::from_toml("settings", &toml).unwrap(), config);
        }
    }

    #[test]
    fn what_is_not_stated_keeps_its_default() {
        let config = Config::from_toml("settings", "[lineage]\nmin_probability = 0.9\n").unwrap();
        let mut expected = Config::default();
        expected.lineage.min_probability = 0.9;
        assert_eq!(config, expected);
    }

    /// (settings, message)
    const FAULTS: &[(&str, &str)] = &[
        (
            "[lineage]\n\nmin_probability = \"high\"\n",
            "s.toml:3: `lineage.min_probability`: invalid type: string \"high\", expected f64",
        ),
        (
            "lineage = 3\n",
            "s.toml:1: `lineage`: invalid type: integer `3`, expected struct Config",
        ),
    ];

    #[test]
    fn a_fault_is_named_with_line_and_key() {
        for &(toml, message) in FAULTS {
            let error = Config::from_toml("s.toml", toml).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
