//! The results of a run as bytes: the files of a run directory, graphs, and the summary on the terminal.
//!
//! **In** a borrowed view of everything that was found ([`Results`]). **Out** one file per [`Format`]. The records are
//! typed ([`records`]), and [`schema::all`] gives their JSON Schemas, which stand in `docs/schemas`.
//!
//! * Positions leave the library here: byte offsets become `[start, end)` in Unicode code points of the raw text.
//! * The same results give the same bytes: every order is that of article ids, and numbers are rounded to six decimals.
//! * A [`RunDirectory`] is opened before the long work and appears whole or not at all.

pub mod audit;
mod contents;
mod directory;
mod dot;
pub mod export;
mod graph;
mod graphml;
pub mod html;
mod lines;
mod origins;
mod page;
pub mod records;
pub mod schema;
mod story;
pub mod summary;
pub mod terminal;
mod tree;

use std::io;

use jiff::tz::Offset;

use crate::article::{ArticleIdx, CodePoints, Moment};
use crate::attribution::Attribution;
use crate::clean::CleanArticle;
use crate::cluster::Family;
use crate::lineage::Lineage;
use crate::verify::{Match, Spin};

pub use contents::Contents;
pub use directory::{Existing, RunDirectory};
pub use dot::Dot;
pub use graphml::GraphMl;
pub use page::{LIMIT, PARTS, Page};
pub use story::svg::{Picture, Theme};

/// What a registry knows of a medium, whoever keeps it.
pub trait SourceFacts {
    /// The name of the medium with this id.
    fn name(&self, id: &str) -> Option<&str>;
    /// What it is: `agency`, `newspaper`, `ministry`, ….
    fn kind(&self, id: &str) -> Option<&str>;
    /// ISO 3166-1 alpha-2 code of its country.
    fn country(&self, id: &str) -> Option<&str>;
    /// The id of the house that owns the outlet with this id.
    fn owner(&self, outlet: &str) -> Option<&str>;
}

/// Everything that a run has found, borrowed.
///
/// Articles are sorted by id and unique; `attributions` is parallel to them, and every
/// [`ArticleIdx`] in the rest points into them.
pub struct Results<'r> {
    /// The articles, sorted by id.
    pub articles: &'r [CleanArticle],
    /// What each article says of its sources, parallel to `articles`.
    pub attributions: &'r [Attribution],
    /// Pairs that share something, sorted.
    pub matches: &'r [Match],
    /// Families of every level.
    pub families: &'r [Family],
    /// Who took from whom.
    pub lineage: &'r Lineage,
    /// What is known of the media that are named.
    pub facts: &'r dyn SourceFacts,
    /// How spun each article reads, parallel to `articles`; empty where that was not asked.
    spins: &'r [Option<Spin>],
    points: Vec<CodePoints<'r>>,
    assumed: Offset,
}

impl<'r> Results<'r> {
    /// A view of these parts; costs one pass over all texts and 6 % of their memory, for positions.
    ///
    /// # Panics
    /// If `attributions` is not as long as `articles`.
    #[must_use]
    pub fn new(
        articles: &'r [CleanArticle],
        attributions: &'r [Attribution],
        matches: &'r [Match],
        families: &'r [Family],
        lineage: &'r Lineage,
        facts: &'r dyn SourceFacts,
    ) -> Self {
        assert_eq!(
            articles.len(),
            attributions.len(),
            "one attribution per article"
        );
        let points = articles
            .iter()
            .map(|page| CodePoints::new(&page.article.text));
        Self {
            articles,
            attributions,
            matches,
            families,
            lineage,
            facts,
            spins: &[],
            points: points.collect(),
            assumed: Offset::UTC,
        }
    }

    /// The same, with the spin of each article.
    #[must_use]
    pub fn with_spins(mut self, spins: &'r [Option<Spin>]) -> Self {
        self.spins = spins;
        self
    }

    /// The same, with times that state no offset taken to be of `offset`, as the lineage took them; else they count as
    /// UTC. It matters where times are compared, as in [`audit`]; files state times as the pages do.
    #[must_use]
    pub fn with_assumed_offset(mut self, offset: Offset) -> Self {
        self.assumed = offset;
        self
    }

    /// Seconds since 1970.
    fn seconds(&self, moment: Moment) -> i64 {
        moment.unix_seconds(self.assumed)
    }

    /// Articles with what they say, in order.
    fn pages(&self) -> impl Iterator<Item = (ArticleIdx, &'r CleanArticle, &'r Attribution)> + '_ {
        let pages = self.articles.iter().zip(self.attributions);
        (0..)
            .map(ArticleIdx)
            .zip(pages)
            .map(|(idx, (page, attribution))| (idx, page, attribution))
    }

    fn page(&self, idx: ArticleIdx) -> &'r CleanArticle {
        &self.articles[idx.get()]
    }

    fn spin(&self, idx: ArticleIdx) -> Option<&'r Spin> {
        self.spins.get(idx.get())?.as_ref()
    }

    fn attribution(&self, idx: ArticleIdx) -> &'r Attribution {
        &self.attributions[idx.get()]
    }

    fn id(&self, idx: ArticleIdx) -> &'r str {
        self.page(idx).article.id.as_str()
    }

    fn points(&self, idx: ArticleIdx) -> &CodePoints<'r> {
        &self.points[idx.get()]
    }

    /// The name of the medium `id`: the registry's, else the part of the id that was written on the page.
    fn source_name<'a>(&'a self, id: &'a str) -> &'a str {
        let written = id.strip_prefix("unknown:").unwrap_or(id);
        self.facts.name(id).unwrap_or(written)
    }
}

/// A way to write results down.
pub trait Format {
    /// Writes `results` to `out`, which need not be buffered for few large writes: callers pass a buffered one.
    ///
    /// # Errors
    /// Whatever `out` returns.
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

/// The files of a run directory that results alone determine, with their formats; `run.json` comes beside them.
pub const FILES: &[(&str, &(dyn Format + Sync))] = &[
    ("articles.jsonl", &records::Articles),
    ("claims.jsonl", &records::Claims),
    ("sources.jsonl", &records::Sources),
    ("chains.jsonl", &records::Chains),
    (EXPLANATION_FILE, &records::Explanations),
    ("pairs.jsonl", &records::Pairs),
    ("families.jsonl", &records::Families),
    ("lineage.jsonl", &records::LineageLines),
    ("lineage.graphml", &GraphMl),
    ("lineage.dot", &Dot),
    ("audit/edges.csv", &audit::Edges),
    ("audit/flows.csv", &audit::Flows),
    ("audit/outlets.csv", &audit::Outlets),
    ("audit/stories.csv", &audit::Stories),
    ("audit/circular.csv", &audit::Circular),
];

/// Those of [`FILES`] that tell what pages say, without comparing them.
pub const ATTRIBUTION_FILES: &[&str] = &[
    "articles.jsonl",
    "claims.jsonl",
    "sources.jsonl",
    "chains.jsonl",
];

/// The one of [`FILES`] that tells why pages were read as they were; written when that is asked for.
pub const EXPLANATION_FILE: &str = "explanations.jsonl";

/// The name of the page to look at, which is made of [`Contents`].
pub const REPORT_FILE: &str = "report.html";

/// The name of the file that describes the run itself.
pub const RUN_FILE: &str = "run.json";
