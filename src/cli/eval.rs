//! `silsilah eval`: the files of a run against labels made by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use super::console::Console;
use super::options::RegistryOptions;
use super::{Answer, descent, settings};
use crate::cluster::Level;
use crate::error::{Error, Result};
use crate::eval::{Names, Report, attribution, cluster, edge, gold, pair, run as found};

/// Score a run directory against labels made by hand
///
/// GOLD is a table (tab-separated) or JSON Lines, as the command says. The figures are printed as a table, or with
/// --json as one object.
#[derive(clap::Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    subject: Subject,
}

/// What to score.
#[derive(Debug, Subcommand)]
enum Subject {
    /// Groups: pairwise and B-cubed precision, recall and F1, and the adjusted Rand index
    ///
    /// GOLD is a table `id<TAB>cluster`, where `-` stands for a page on its own. RUN may also be a table of groups as
    /// `dedup` writes it.
    Clusters {
        #[command(flatten)]
        operands: Operands,
        /// Which groups of a run directory to score
        #[arg(long, value_name = "LEVEL", default_value = "family")]
        level: LevelArg,
    },
    /// Pairs: precision, recall and F1 of reuse, and how many of each label were hit
    ///
    /// GOLD is a table `a<TAB>b<TAB>label`. Labels `copy`, `rewrite` and `partial` should be hit, unless --positive
    /// names others; every other label should not, unless --negative names which.
    Pairs {
        #[command(flatten)]
        operands: Operands,
        /// Labels that should be hit
        #[arg(long, value_name = "LABEL", value_delimiter = ',')]
        positive: Vec<String>,
        /// Labels that should not be hit; the rest is not judged
        #[arg(long, value_name = "LABEL", value_delimiter = ',')]
        negative: Vec<String>,
        /// Verdicts that hit
        #[arg(long, value_name = "VERDICT", value_delimiter = ',')]
        verdicts: Vec<String>,
    },
    /// Credits: chains exactly right, and claims found
    ///
    /// GOLD is JSON Lines with `id`, `branches`, `chain` and `claims`.
    Attribution {
        #[command(flatten)]
        operands: Operands,
        #[command(flatten)]
        registry: RegistryOptions,
    },
    /// Derivations: share of articles whose parent is right
    ///
    /// GOLD is a table `child<TAB>parent<TAB>credit`, where a parent is an article or `latent:<source id>`.
    Edges(Operands),
    /// Derivations among pages whose making is known: traditions made of the articles of INPUT
    ///
    /// Each wire item gets 5 to 30 pages that were made of it through known hands, under eight conditions: light or
    /// mixed editing, the wire item seen or hidden, clocks right or noisy. They are traced, and what is said of who
    /// copied whom is held against how they were made, beside two simple rules that see the same matches.
    Lineage(Box<descent::Args>),
}

/// Labels and run.
#[derive(clap::Args, Debug)]
struct Operands {
    /// File of labels
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Directory that `silsilah trace` wrote
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,
}

/// Levels of groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LevelArg {
    /// Near-verbatim copies
    Copy,
    /// The same wire item
    Family,
    /// The same event
    Story,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Copy => Self::Copy,
            LevelArg::Family => Self::Family,
            LevelArg::Story => Self::Story,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  silsilah eval attribution fixtures/gold/attribution.jsonl run/
      how many chains of credits were read right
  silsilah eval clusters fixtures/gold/clusters.tsv run/ --json
      the figures of the families, for another program to read";

/// Reads both sides, scores, prints.
pub(super) fn run(args: &Args, console: &Console) -> Result<Answer> {
    let mut report = Report::default();
    let operands = match &args.subject {
        Subject::Clusters { operands, level } => {
            report.clusters = Some(clusters(operands, (*level).into())?);
            operands
        }
        Subject::Pairs {
            operands,
            positive,
            negative,
            verdicts,
        } => {
            report.pairs = Some(pairs(operands, &question(positive, negative, verdicts))?);
            operands
        }
        Subject::Attribution { operands, registry } => {
            report.attribution = Some(credits(operands, registry)?);
            operands
        }
        Subject::Edges(operands) => {
            report.edges = Some(edges(operands)?);
            operands
        }
        Subject::Lineage(args) => return descent::run(args, console),
    };
    let text = if operands.json {
        let json = serde_json::to_string(&report);
        json.map_err(|cause| Error::value("figures", cause.to_string()))? + "\n"
    } else {
        report.to_string()
    };
    console.print(&text)?;
    Ok(Answer::Yes)
}

fn clusters(operands: &Operands, level: Level) -> Result<cluster::ClusterFigures> {
    let labels = gold::clusters(&name(&operands.gold), &read(&operands.gold)?)?;
    let families = if operands.run.is_file() {
        found::groups(&name(&operands.run), &read(&operands.run)?)?
    } else {
        let file = operands.run.join("families.jsonl");
        found::families(&name(&file), &read(&file)?, level)?
    };
    Ok(cluster::score(&labels, &families))
}

fn pairs(operands: &Operands, question: &pair::Question) -> Result<pair::PairFigures> {
    let labels = gold::pairs(&name(&operands.gold), &read(&operands.gold)?)?;
    let file = operands.run.join("pairs.jsonl");
    let pairs = found::pairs(&name(&file), &read(&file)?)?;
    Ok(pair::score(&labels, &pairs, question))
}

/// The default question, with what the user named in place of its parts.
fn question(positive: &[String], negative: &[String], verdicts: &[String]) -> pair::Question {
    let usual = pair::Question::default();
    let named = |mine: &[String], usual: Vec<String>| {
        if mine.is_empty() {
            usual
        } else {
            mine.to_vec()
        }
    };
    pair::Question {
        positive: named(positive, usual.positive),
        negative: named(negative, usual.negative),
        verdicts: named(verdicts, usual.verdicts),
    }
}

fn credits(
    operands: &Operands,
    registry: &RegistryOptions,
) -> Result<attribution::AttributionFigures> {
    let labels = gold::attribution(&name(&operands.gold), &read(&operands.gold)?)?;
    let mut names = Names::default();
    for record in settings::registry(registry)?.records() {
        names.add(&record.id, record.names());
    }
    let mut cases = BTreeMap::new();
    let file = |of: &str| operands.run.join(of);
    let (claims, chains, sources) = (
        file("claims.jsonl"),
        file("chains.jsonl"),
        file("sources.jsonl"),
    );
    found::claims(&name(&claims), &read(&claims)?, &mut cases)?;
    found::chains(&name(&chains), &read(&chains)?, &mut cases)?;
    found::sources(&name(&sources), &read(&sources)?, &mut names)?;
    Ok(attribution::score(&labels, &cases, &names))
}

fn edges(operands: &Operands) -> Result<edge::EdgeFigures> {
    let labels = gold::edges(&name(&operands.gold), &read(&operands.gold)?)?;
    let file = operands.run.join("lineage.jsonl");
    let lineage = found::lineage(&name(&file), &read(&file)?)?;
    Ok(edge::score(&labels, &lineage))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|cause| Error::io(path, cause))
}

/// What messages call a file.
fn name(path: &Path) -> String {
    path.display().to_string()
}
