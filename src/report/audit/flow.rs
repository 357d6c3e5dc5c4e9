//! `audit/flows.csv`: from which medium to which outlet text goes, how often, and whether the outlet says so.
//!
//! **In** the results. **Out** a row for each medium and outlet between which there is an edge.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;

use super::edge::{Credits, Pair, Taken, takings};
use super::{CountsAs, CreditCount, Row, decimals, mean, write};
use crate::article::ArticleIdx;
use crate::lineage::EdgeKind;
use crate::report::{Format, Results};

/// What an outlet took from a medium. Rows are sorted by source, then outlet; what is unknown comes first.
///
/// `pages` is the sum of the eight counts of credits; an article that took from several media is in the row of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlowRow {
    /// Id of the medium taken from: an agency, or an outlet; empty if nobody names it.
    pub source: Option<String>,
    /// Its name.
    pub source_name: Option<String>,
    /// What it is, if the registry knows: `agency`, `newspaper`, ….
    pub source_kind: Option<String>,
    /// Id of the outlet that took; empty if unknown.
    pub outlet: Option<String>,
    /// Its name.
    pub outlet_name: Option<String>,
    /// Whether both belong to one owner; a medium without a known owner is its own. Empty if one is unknown.
    pub same_owner: Option<bool>,
    /// Articles that took.
    pub pages: usize,
    /// Of these: credited, and the text matches.
    pub credited_matched: usize,
    /// Credited; the item is not in the collection, and other pages show its text.
    pub credited_absent: usize,
    /// Credited; nothing in the collection shows any text of the item, so the page's word stands alone.
    pub credited_untested: usize,
    /// Not credited, but a source that its own page credits as well: the origin is named, the go-between is not.
    pub passed_on: usize,
    /// Another medium is credited, of which nothing of the kind is known.
    pub miscredited: usize,
    /// Nobody is credited.
    pub uncredited: usize,
    /// No credit was read, and there is no lexicon for the article's language.
    pub unread: usize,
    /// The text has a source that none of the pages names.
    pub common_source: usize,
    /// Of `pages`, those whose item is not in the collection.
    pub item_absent: usize,
    /// Of `pages`, those that took a passage and not a whole item.
    pub passages: usize,
    /// Mean probability of the edges, 0 to 1; empty if `pages` is 0.
    #[serde(serialize_with = "decimals")]
    pub mean_probability: Option<f64>,
    /// Mean share of the articles' bodies that is seen to be taken, 0 to 1, over those where a text shows it; empty if
    /// there is none.
    #[serde(serialize_with = "decimals")]
    pub mean_share: Option<f64>,
    /// Articles that may have taken, which is not decided; in none of the other counts.
    pub undecided: usize,
}

impl Row for FlowRow {
    const COLUMNS: &'static [&'static str] = &[
        "source",
        "source_name",
        "source_kind",
        "outlet",
        "outlet_name",
        "same_owner",
        "pages",
        "credited_matched",
        "credited_absent",
        "credited_untested",
        "passed_on",
        "miscredited",
        "uncredited",
        "unread",
        "common_source",
        "item_absent",
        "passages",
        "mean_probability",
        "mean_share",
        "undecided",
    ];
}

impl FlowRow {
    /// The rows of a run.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let edges = Taken::all(results);
        let takings = takings(&edges);
        let mut undecided: BTreeMap<Pair<'_>, BTreeSet<ArticleIdx>> = BTreeMap::new();
        for taken in &edges {
            let pair = (taken.source, taken.outlet);
            let child = taken.edge.child;
            let is_decided = takings.get(&pair).is_some_and(|t| t.contains_key(&child));
            if taken.counts_as() == CountsAs::Undecided && !taken.is_own() && !is_decided {
                undecided.entry(pair).or_default().insert(child);
            }
        }
        let pairs: BTreeSet<&Pair<'_>> = takings.keys().chain(undecided.keys()).collect();
        let rows = pairs.into_iter().map(|pair| {
            let of_pair = takings.get(pair).into_iter().flat_map(BTreeMap::values);
            let of_pair: Vec<&Taken<'_>> = of_pair.copied().collect();
            let n_undecided = undecided.get(pair).map_or(0, BTreeSet::len);
            Self::new(results, *pair, &of_pair, n_undecided)
        });
        rows.collect()
    }

    fn new(
        results: &Results<'_>,
        (source, outlet): Pair<'_>,
        takings: &[&Taken<'_>],
        undecided: usize,
    ) -> Self {
        let name = |id: &str| results.source_name(id).to_owned();
        let owner = |id| results.facts.owner(id).unwrap_or(id).to_owned();
        let owners = source.map(owner).zip(outlet.map(owner));
        let count = |is: fn(&Taken<'_>) -> bool| takings.iter().filter(|t| is(t)).count();
        let credits = Credits::of(takings.iter().copied());
        Self {
            source: source.map(str::to_owned),
            source_name: source.map(name),
            source_kind: source
                .and_then(|id| results.facts.kind(id))
                .map(str::to_owned),
            outlet: outlet.map(str::to_owned),
            outlet_name: outlet.map(name),
            same_owner: owners.map(|(one, other)| one == other),
            pages: takings.len(),
            credited_matched: credits.n(CreditCount::CreditedMatched),
            credited_absent: credits.n(CreditCount::CreditedAbsent),
            credited_untested: credits.n(CreditCount::CreditedUntested),
            passed_on: credits.n(CreditCount::PassedOn),
            miscredited: credits.n(CreditCount::Miscredited),
            uncredited: credits.n(CreditCount::Uncredited),
            unread: credits.n(CreditCount::Unread),
            common_source: credits.n(CreditCount::CommonSource),
            item_absent: count(|taken| !taken.in_collection()),
            passages: count(|taken| taken.edge.kind == EdgeKind::Partial),
            mean_probability: mean(takings.iter().map(|taken| taken.edge.probability)),
            mean_share: mean(takings.iter().filter_map(|taken| taken.share())),
            undecided,
        }
    }
}

/// Writes `audit/flows.csv`.
pub struct Flows;

impl Format for Flows {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&FlowRow::all(results), out)
    }
}
