//! `silsilah lexicon`: the phrases by which credits are read, and a check of a user's own.
//!
//! A check tells what is wrong with a file; with `--cases` it also reads invented sentences with the file and compares
//! the branches it finds with those that were expected. So a language is added without touching the program.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use clap::Subcommand;
use serde_json::Value;

use super::console::Console;
use super::options::{LexiconOptions, RegistryOptions};
use super::{Answer, settings};
use crate::article::Article;
use crate::attribution::{Lexicons, lexicon_check};
use crate::error::{Error, Result};
use crate::ingest;
use crate::pipeline::{Config, Pipeline, Silent};
use crate::report::terminal::sanitize;
use crate::text::Lang;

/// The phrases by which credits are read: list the languages, show one, check a file of your own
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) action: Action,
}

/// What to do with the lexicons.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Print every language with the number of its phrases, separated by tabs
    List(LexiconOptions),
    /// Print the lexicon of one language as a file; exit code 1 when there is none
    Show {
        /// ISO 639 code of the language
        #[arg(value_name = "LANG")]
        lang: String,
        #[command(flatten)]
        added: LexiconOptions,
    },
    /// Check lexicon files; each fault is named with its line
    ///
    /// Every FILE is checked against the built-in lexicons and the files before it. With --cases, the sentences of a
    /// file are read with all of them; each case whose branches are not those expected is printed, and the exit code
    /// is 1.
    Check {
        /// Lexicons in TOML
        #[arg(required = true, value_name = "FILE")]
        lexicons: Vec<PathBuf>,
        /// Cases in JSON Lines: id, text, branches (lists of ids, nearest hop first), and if wanted outlet and lang
        #[arg(long, value_name = "FILE")]
        cases: Option<PathBuf>,
        #[command(flatten)]
        registry: RegistryOptions,
    },
}

const EXAMPLES: &str = "\
Examples:
  silsilah lexicon show en > nl.toml
      a lexicon to begin a new one with
  silsilah lexicon check nl.toml --cases nl-cases.jsonl
      what is wrong with a file, and which sentences it reads wrongly
  silsilah attribute pages.jsonl --lexicon nl.toml --out run/
      use it";

/// Does what was asked.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    match &args.action {
        Action::List(added) => list(added, console),
        Action::Show { lang, added } => show(lang, added, console),
        Action::Check {
            lexicons,
            cases,
            registry,
        } => check(lexicons, cases.as_ref(), registry, console),
    }
}

/// Prints every language, in the order in which they were added.
fn list(added: &LexiconOptions, console: &Console) -> Result<Answer> {
    let mut table = String::new();
    for (lang, n_phrases) in settings::lexicons(added)?.languages() {
        let _ = writeln!(table, "{lang}\t{n_phrases}");
    }
    console.print(&table)?;
    Ok(Answer::Yes)
}

/// Prints the lexicon of one language.
fn show(code: &str, added: &LexiconOptions, console: &Console) -> Result<Answer> {
    let lexicons = settings::lexicons(added)?;
    let toml = Lang::from_code(code).and_then(|lang| lexicons.to_toml(lang));
    let Some(toml) = toml else {
        console.note(&format!("there is no lexicon for {code:?}"));
        return Ok(Answer::No);
    };
    console.print(&toml)?;
    Ok(Answer::Yes)
}

/// Says what is wrong with lexicon files, what is worth a look, and which cases they read wrongly.
fn check(
    files: &[PathBuf],
    cases: Option<&PathBuf>,
    registry: &RegistryOptions,
    console: &Console,
) -> Result<Answer> {
    let registry = settings::registry(registry)?;
    let mut lexicons = Lexicons::builtin()?;
    let mut sound = true;
    for file in files {
        let text = fs::read_to_string(file).map_err(|cause| Error::io(file, cause))?;
        let name = file.display().to_string();
        let findings = lexicon_check::check(&text, &lexicons, &registry);
        let n_faults = findings.iter().filter(|f| f.fault).count();
        for finding in &findings {
            let error = Error::data(&name, finding.line, &finding.text);
            if finding.fault {
                console.error(&error);
            } else {
                console.warning(&error.to_string());
            }
        }
        let n_advice = findings.len() - n_faults;
        let name = sanitize(&name);
        console.print(&format!(
            "{name}: {n_faults} {}, {n_advice} with advice\n",
            if n_faults == 1 { "fault" } else { "faults" }
        ))?;
        if n_faults == 0 {
            lexicons.extend_from(&file.display().to_string(), &text)?;
        }
        sound &= n_faults == 0;
    }
    let Some(cases) = cases.filter(|_| sound) else {
        return Ok(if sound {
            Answer::Yes
        } else {
            Answer::Incomplete
        });
    };
    let pipeline = Pipeline::with_data(Config::default(), registry, &lexicons);
    run_cases(&pipeline, &cases.display().to_string(), console)
}

/// Reads each case and prints those whose branches are others than expected.
fn run_cases(pipeline: &Pipeline, file: &str, console: &Console) -> Result<Answer> {
    let options = ingest::Options {
        strict: true,
        ..ingest::Options::default()
    };
    let (mut out, mut n, mut n_wrong) = (String::new(), 0_u64, 0_u64);
    ingest::read(&[file.to_owned()], &options, |record| {
        let article = record.article;
        let id = sanitize(article.id.as_str()).into_owned();
        let expected = branches(&article).ok_or_else(|| {
            let reason = "has no branches like [[\"antara\", \"anadolu\"]]; [] for none";
            Error::data(format!("{file}: {id}"), None, reason)
        })?;
        let run = pipeline.attribute_with(vec![article], &Silent)?;
        let found: Vec<Vec<String>> = run
            .attributions
            .into_iter()
            .flat_map(|attribution| attribution.chain.branches)
            .collect();
        n += 1;
        if sorted(&found) != sorted(&expected) {
            n_wrong += 1;
            let (expected, found) = (said(&expected), said(&found));
            let _ = writeln!(out, "{id}: expected {expected}, read {found}");
        }
        Ok(())
    })?;
    let _ = writeln!(out, "{n} cases, {n_wrong} read wrongly");
    console.print(&out)?;
    Ok(if n_wrong == 0 {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// The branches that a case expects.
fn branches(case: &Article) -> Option<Vec<Vec<String>>> {
    let hops = |branch: &Value| {
        let hops = branch.as_array()?.iter();
        hops.map(|hop| hop.as_str().map(str::to_owned)).collect()
    };
    case.extra
        .get("branches")?
        .as_array()?
        .iter()
        .map(hops)
        .collect()
}

/// Branches without their order, unknown names in any case.
fn sorted(branches: &[Vec<String>]) -> Vec<String> {
    let mut all: Vec<String> = branches
        .iter()
        .map(|b| b.join("\n").to_lowercase())
        .collect();
    all.sort();
    all.dedup();
    all
}

/// Branches for people.
fn said(branches: &[Vec<String>]) -> String {
    match branches {
        [] => "none".to_owned(),
        branches => {
            let all: Vec<String> = branches.iter().map(|b| b.join(" from ")).collect();
            sanitize(&all.join("; ")).into_owned()
        }
    }
}
