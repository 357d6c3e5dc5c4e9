//! `silsilah export`: the lineage of a run directory in the formats of other tools.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Answer;
use super::output::Output;
use crate::error::{Error, Result};
use crate::report::export::{ExportFormat, Run};

/// Write the lineage of a run in the format of another tool: provenance, graphs, a diagram, a table
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Run directory, as `trace --out` made it
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Format to write
    #[arg(long, value_name = "FORMAT")]
    format: Name,
    /// File to write; `-` is standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
}

/// The formats, as they are named on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Name {
    /// W3C PROV, as PROV-JSON
    ProvJson,
    /// W3C PROV-O, as JSON-LD
    ProvJsonld,
    /// schema.org NewsArticle, as JSON-LD
    SchemaJsonld,
    /// IPTC ninjs 3.1, one object a line
    Ninjs,
    /// GraphML, for yEd and NetworkX
    Graphml,
    /// GEXF, for Gephi
    Gexf,
    /// DOT, for Graphviz
    Dot,
    /// Mermaid flowchart, for Markdown
    Mermaid,
    /// Table of the edges
    Csv,
}

const EXAMPLES: &str = "\
Examples:
  silsilah export run --format mermaid
      a diagram for a Markdown page, on standard output
  silsilah export run --format prov-json --out lineage.prov.json
      W3C provenance, for archives and audits";

/// Writes the file.
pub(super) fn run(args: &Args) -> Result<Answer> {
    let format = match args.format {
        Name::Graphml => return copy(args, "lineage.graphml"),
        Name::Dot => return copy(args, "lineage.dot"),
        Name::ProvJson => ExportFormat::ProvJson,
        Name::ProvJsonld => ExportFormat::ProvJsonld,
        Name::Ninjs => ExportFormat::Ninjs,
        Name::SchemaJsonld => ExportFormat::SchemaJsonld,
        Name::Gexf => ExportFormat::Gexf,
        Name::Mermaid => ExportFormat::Mermaid,
        Name::Csv => ExportFormat::Csv,
    };
    let run = Run::read(&args.directory)?;
    let mut out = Output::create(&args.out, args.force)?;
    let written = run.write(format, out.writer());
    finish(out, &args.out, written)
}

/// Copies a file that a run has written already.
fn copy(args: &Args, name: &str) -> Result<Answer> {
    let path = args.directory.join(name);
    let mut file = File::open(&path).map_err(|cause| Error::io(&path, cause))?;
    let mut out = Output::create(&args.out, args.force)?;
    let written = io::copy(&mut file, out.writer()).map(drop);
    finish(out, &args.out, written)
}

fn finish(out: Output, place: &Path, written: io::Result<()>) -> Result<Answer> {
    written.map_err(|cause| Error::io(place, cause))?;
    out.finish()?;
    Ok(Answer::Yes)
}
