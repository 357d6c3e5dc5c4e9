//! `silsilah outlets`: the registry of outlets and agencies, and a check of a user's own.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::console::Console;
use super::options::RegistryOptions;
use super::{Answer, settings};
use crate::attribution::registry::{self, Record};
use crate::attribution::{Lexicons, Registry, registry_check};
use crate::error::{Error, Result};
use crate::report::SourceFacts as _;
use crate::report::terminal::sanitize;

/// The registry of outlets and agencies: list it, show an entry, check a file of your own
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) action: Action,
}

/// What to do with the registry.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Print every entry: id, kind, country and name, separated by tabs
    List(RegistryOptions),
    /// Print one entry as JSON; exit code 1 when there is none of that name
    Show {
        /// Id, name, alias or domain of the entry
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        added: RegistryOptions,
    },
    /// Check a registry file; each fault is named with its line
    ///
    /// The file is checked by itself and against the built-in registry: ids, names and domains that stand twice, names
    /// that are also words or places, domains that are none, networks and owners that look misspelt, and what is lost
    /// where an entry replaces another.
    Check {
        /// Registry in JSON Lines
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

const EXAMPLES: &str = "\
Examples:
  silsilah outlets show antaranews.com
      what is known of the house behind a domain
  silsilah outlets check mine.jsonl
      check a file before a run uses it with --registry mine.jsonl";

/// Does what was asked.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    match &args.action {
        Action::List(added) => list(added, console),
        Action::Show { id, added } => show(id, added, console),
        Action::Check { file } => check(file, console),
    }
}

/// Prints every entry, by id.
fn list(added: &RegistryOptions, console: &Console) -> Result<Answer> {
    let registry = settings::registry(added)?;
    let mut records: Vec<&Record> = registry.records().iter().collect();
    records.sort_by(|a, b| a.id.cmp(&b.id));
    let mut table = String::new();
    for record in records {
        let Record {
            id, country, name, ..
        } = record;
        let kind = registry.kind(id).unwrap_or_default();
        // Names may come from a user's file, which nobody has checked for what a terminal obeys.
        let (country, name) = (sanitize(country), sanitize(name));
        let _ = writeln!(table, "{id}\t{kind}\t{country}\t{name}");
    }
    console.print(&table)?;
    Ok(Answer::Yes)
}

/// Prints the entry that `name` stands for, if there is one.
fn show(name: &str, added: &RegistryOptions, console: &Console) -> Result<Answer> {
    let registry = settings::registry(added)?;
    let Some(record) = registry.find(name) else {
        match registry.find_near(name) {
            Some(near) => console.note(&format!(
                "no entry is called {name:?}; the nearest is {} ({})",
                near.id, near.name
            )),
            None => console.note(&format!("no entry is called {name:?}")),
        }
        return Ok(Answer::No);
    };
    let json = serde_json::to_string_pretty(record)
        .map_err(|cause| Error::value(name, cause.to_string()))?;
    console.print(&(json + "\n"))?;
    Ok(Answer::Yes)
}

/// Says what is wrong with a registry file, and what is not wrong but worth a look.
fn check(file: &Path, console: &Console) -> Result<Answer> {
    let text = fs::read_to_string(file).map_err(|cause| Error::io(file, cause))?;
    let name = file.display().to_string();
    let known = Registry::builtin()?;
    let records = registry::parse(&name, &text, &known)?;
    let advice = registry_check::advice(&records, &known, &Lexicons::builtin()?);
    for (line, text) in &advice {
        console.warning(&format!("{name}:{line}: {text}"));
    }
    let n = records.len();
    let entries = if n == 1 { "entry" } else { "entries" };
    console.print(&format!("{n} {entries}, {} with advice\n", advice.len()))?;
    Ok(Answer::Yes)
}
