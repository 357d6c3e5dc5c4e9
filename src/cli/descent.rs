//! `silsilah eval lineage`: traditions made of articles, run through the pipeline, and what it says of who copied whom.
//!
//! **In** articles. **Out** a table of figures, and on request the pages made with their labels, or the fitted weights.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::console::Console;
use super::meter::Meter;
use super::options::{InputOptions, RunOptions};
use super::{Answer, settings, sources};
use crate::article::{Article, ArticleId, Published, SpanKind};
use crate::clean::{self, TemplateLines};
use crate::error::{Error, Result};
use crate::eval::choice::Labelled;
use crate::eval::descent::{self, DescentFigures, Told};
use crate::eval::report::descents;
use crate::eval::tradition::{self, Conditions, Item, Made};
use crate::lineage;
use crate::pipeline::{Config, Run};
use crate::sketch::hash::{self, mix};

/// What `silsilah eval lineage` takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Articles to use as wire items: files, directories, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// What decides which articles are used and what becomes of them
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Wire items for each of the eight conditions
    #[arg(long, value_name = "N", default_value_t = 40)]
    traditions: usize,
    /// Also write the pages and the labels of each condition into DIR
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Do not score: fit the weights of the choice of a parent to the pages made, and write their table to FILE
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    fit: Option<PathBuf>,
    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    run: RunOptions,
}

/// The first lines of a table of weights.
const HEAD: &str = "# Weights of the choice of a parent, in log-odds a unit: question, figure, weight.\n\
                    # Made by `silsilah eval lineage --fit`.\n";

/// The figures under one of the conditions.
#[derive(Serialize)]
struct Row {
    conditions: String,
    figures: DescentFigures,
}

/// Makes, runs, scores, prints.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let items = items(args, console)?;
    let pipeline = settings::pipeline_on_threads(&args.run)?;
    let mut rows = Vec::new();
    let mut labelled = Labelled::default();
    for conditions in Conditions::ALL {
        let name = conditions.to_string();
        console.note(&name);
        let made = tradition::make(&items, conditions, args.seed);
        if let Some(dir) = &args.write {
            write(dir, &name, &made)?;
        }
        let run = pipeline.trace(made.articles.clone())?;
        if args.fit.is_some() {
            label(&mut labelled, &made, &run, pipeline.config());
            continue;
        }
        rows.push(Row {
            figures: score(&made, &run, pipeline.config()),
            conditions: name,
        });
    }
    if let Some(path) = &args.fit {
        let table = HEAD.to_owned() + &labelled.fit().table();
        fs::write(path, table).map_err(|cause| Error::io(path, cause))?;
        return Ok(Answer::Yes);
    }
    let text = if args.json {
        let json = serde_json::to_string(&rows);
        json.map_err(|cause| Error::value("figures", cause.to_string()))? + "\n"
    } else {
        let rows: Vec<(&str, &DescentFigures)> = rows
            .iter()
            .map(|row| (row.conditions.as_str(), &row.figures))
            .collect();
        descents(&rows)
    };
    console.print(&text)?;
    Ok(Answer::Yes)
}

/// The wire items: articles long enough, in an order that the seed decides.
fn items(args: &Args, console: &Console) -> Result<Vec<Item>> {
    let meter = Meter::new(console.bar());
    let mut drawn: Vec<(u64, Item)> = Vec::new();
    let options = args.input.to_reader(false);
    sources::read(&args.inputs, &options, console, &meter, |record| {
        let id = mix(args.seed ^ hash::word(record.article.id.as_str()));
        drawn.extend(item(record.article).map(|item| (id, item)));
        Ok(())
    })?;
    drawn.sort_by_key(|(draw, _)| *draw);
    drawn.truncate(args.traditions);
    if drawn.len() < args.traditions {
        let found = drawn.len();
        let reason = format!(
            "{} asked for, and {found} articles are long enough",
            args.traditions
        );
        return Err(Error::value("--traditions", reason));
    }
    Ok(drawn.into_iter().map(|(_, item)| item).collect())
}

fn item(article: Article) -> Option<Item> {
    let page = clean::clean(article, &clean::Config::default(), &TemplateLines::none()).page;
    let body = page
        .spans_of(SpanKind::Body)
        .map(crate::article::Span::range);
    Item::of(&page.article.text, body)
}

fn score(made: &Made, run: &Run, config: &Config) -> DescentFigures {
    let ids: Vec<&ArticleId> = run.pages.iter().map(|p| &p.article.id).collect();
    let assumed = config.lineage.assumed_offset();
    // The middle of what a page states.
    let time = |p: &clean::CleanArticle| {
        let Published { start, end, .. } = p.published?;
        Some(i64::midpoint(
            start.unix_seconds(assumed),
            end.unix_seconds(assumed),
        ))
    };
    let times: Vec<Option<i64>> = run.pages.iter().map(time).collect();
    let told = Told {
        ids: &ids,
        times: &times,
        matches: &run.matches,
        lineage: &run.lineage,
    };
    descent::score(made, &told)
}

/// Writes the pages as JSON Lines and the labels as `eval edges` reads them.
fn write(dir: &Path, name: &str, made: &Made) -> Result<()> {
    fs::create_dir_all(dir).map_err(|cause| Error::io(dir, cause))?;
    let mut pages = String::new();
    for page in &made.articles {
        let record = serde_json::json!({
            "id": page.id.as_str(),
            "outlet": page.outlet,
            "title": page.title,
            "published": page.published,
            "text": page.text,
        });
        pages += &record.to_string();
        pages.push('\n');
    }
    let labels = made.edges.iter().map(|edge| {
        let parent = edge.parent.as_deref().unwrap_or("-");
        format!("{}\t{parent}\t\n", edge.child)
    });
    let labels: Vec<String> = labels.collect();
    let labels = "child\tparent\tcredit\n".to_owned() + &labels.concat();
    let stem = name.replace(", ", "-").replace(' ', "_");
    for (ending, text) in [("jsonl", pages), ("tsv", labels)] {
        let file = dir.join(format!("{stem}.{ending}"));
        fs::write(&file, text).map_err(|cause| Error::io(&file, cause))?;
    }
    Ok(())
}

/// Adds the groups of a run to what is fitted to.
fn label(labelled: &mut Labelled, made: &Made, run: &Run, config: &Config) {
    let evidence = lineage::Evidence::new(
        &run.pages,
        &run.attributions,
        &run.matches,
        &run.families,
        &config.lineage,
    );
    let ids: Vec<&ArticleId> = run.pages.iter().map(|p| &p.article.id).collect();
    for group in lineage::groups(&evidence) {
        if group.is_collated(&config.lineage) {
            labelled.add(lineage::choice::observe(&evidence, &group), made, &ids);
        }
    }
}
