//! `silsilah report`: the page of a run, made again from its directory and its inputs.

use std::path::{Path, PathBuf};

use super::console::Console;
use super::meter::Meter;
use super::options::InputOptions;
use super::{Answer, collection, sources};
use crate::error::Result;
use crate::pipeline::{Progress as _, Stage};
use crate::report::{Contents, Existing, LIMIT, REPORT_FILE, RunDirectory};

/// The page to look at (report.html), made again from the files of a run
///
/// A run directory holds no texts, so they are read again from the inputs of the run, or from the INPUTs that are named.
/// A text is shown only where every credit and span that the run has noted stands in it; an article whose text is not at
/// hand is shown without it, and the exit code is then 2. With the inputs unchanged the page is that of the run, byte
/// for byte.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Run directory, as `trace --out` made it
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Where the texts are, instead of the paths that the run has noted
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// The most MiB of texts and comparisons that are put into the file itself
    ///
    /// Beyond it they go into the folder `report` beside the file, and the two belong together. A browser opens 64 MiB,
    /// some 50,000 articles, in about a second.
    #[arg(long, value_name = "MIB", default_value_t = LIMIT >> 20)]
    limit: usize,
    #[command(flatten)]
    input: InputOptions,
}

const EXAMPLES: &str = "\
Examples:
  silsilah report run
      after an update of silsilah, or when report.html was not kept
  silsilah report run archive/2026-11/*.jsonl.gz
      the inputs have moved since the run
  silsilah report run --limit 500
      one file whatever its size, to hand on";

/// Makes the page.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let mut contents = Contents::read(&args.directory)?;
    let recorded: Vec<(String, String)> = contents
        .inputs()
        .into_iter()
        .map(|(path, digest)| (path.to_owned(), digest.to_owned()))
        .collect();
    let inputs = if args.inputs.is_empty() {
        present(&recorded, console)
    } else {
        args.inputs.clone()
    };
    let meter = Meter::new(console.bar());
    if !inputs.is_empty() {
        let options = args.input.to_reader(false);
        let read = sources::read(&inputs, &options, console, &meter, |record| {
            contents.put_text(record.article.id.as_str(), record.article.text);
            Ok(())
        })?;
        for input in &read.inputs {
            let changed =
                |(path, digest): &(String, String)| *path == input.path && *digest != input.xxh3;
            if recorded.iter().any(changed) {
                console.warning(&format!("{}: has changed since the run", input.path));
            }
        }
    }
    let mut directory = RunDirectory::create(&args.directory, Existing::Refuse, &[REPORT_FILE])?;
    meter.begin(Stage::Write, None);
    let (n, n_missing) = (contents.n_articles(), contents.n_without_text());
    collection::page(&mut directory, args.limit.saturating_mul(1 << 20), || {
        Ok(contents)
    })?;
    meter.end();
    directory.commit()?;
    console.print(&format!("{}\n", args.directory.join(REPORT_FILE).display()))?;
    if n_missing == 0 {
        return Ok(Answer::Yes);
    }
    console.warning(&format!(
        "{n_missing} of {n} articles have no text at hand and are shown without it; name the inputs that have them: \
         silsilah report DIR INPUT…"
    ));
    Ok(Answer::Incomplete)
}

/// The inputs of the run that are still there.
fn present(recorded: &[(String, String)], console: &Console) -> Vec<String> {
    let mut inputs = Vec::new();
    for (path, _) in recorded {
        if path == "-" {
            console.warning("the run has read standard input, which cannot be read again");
        } else if Path::new(path).exists() {
            inputs.push(path.clone());
        } else {
            console.warning(&format!("{path}: an input of the run, is not there; paths are taken from the present directory"));
        }
    }
    inputs
}
