//! `silsilah plot`: a picture without a browser.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::Answer;
use super::output::Output;
use crate::error::{Error, Result};
use crate::report::{Contents, Picture, Theme};

/// A picture of a run for a paper, a mail or a web page, as SVG
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Story(Story),
}

/// The lineage of a story: who took the text from whom, over time
///
/// To the right is time. A filled dot is a page whose text comes from no other, a ring is an echo, a dashed ring is a
/// wire item that is not in the collection; dots of one colour have one origin. A line leads from a text to what was
/// made of it, the fainter the less probable; its style says how the page credits it.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
struct Story {
    /// Id of the story, as in families.jsonl, or of an article in it
    #[arg(value_name = "ID")]
    id: String,
    /// Run directory, as `trace --out` made it
    #[arg(long, value_name = "DIR", default_value = ".")]
    run: PathBuf,
    /// File to write; `-` is standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Write over a file that is there already
    #[arg(long)]
    force: bool,
    /// The most pages and wire items to draw
    #[arg(long, value_name = "N", default_value_t = 40)]
    rows: usize,
    /// For which background
    #[arg(long, value_name = "THEME", default_value = "auto")]
    theme: ThemeArg,
}

/// Backgrounds, as they are named on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeArg {
    /// That of the reader
    Auto,
    /// A light one, for print
    Light,
    /// A dark one
    Dark,
}

const EXAMPLES: &str = "\
Examples:
  silsilah plot story story:portal-4 --run run --out lineage.svg
      a picture for a paper or a mail
  silsilah plot story portal-4 --run run --theme light | rsvg-convert -o lineage.png
      the story that an article is in, as a bitmap";

/// Draws.
pub(super) fn run(args: &Args) -> Result<Answer> {
    let What::Story(args) = &args.what;
    let contents = Contents::read(&args.run)?;
    let Some(story) = contents.story(&args.id) else {
        let reason = format!(
            "there is no story {:?} in {}, and no story has an article with this id; \
             families.jsonl names them all (level story)",
            args.id,
            args.run.display()
        );
        return Err(Error::value("ID", reason));
    };
    let picture = Picture {
        rows: args.rows,
        theme: match args.theme {
            ThemeArg::Auto => Theme::Auto,
            ThemeArg::Light => Theme::Light,
            ThemeArg::Dark => Theme::Dark,
        },
    };
    let svg = picture.draw(&contents, story);
    let mut out = Output::create(&args.out, args.force)?;
    let written = out.writer().write_all(svg.as_bytes());
    written.map_err(|cause| Error::io(&args.out, cause))?;
    out.finish()?;
    Ok(Answer::Yes)
}
