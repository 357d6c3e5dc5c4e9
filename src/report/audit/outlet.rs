//! `audit/outlets.csv`: what each outlet publishes, what it takes, how it credits and edits, how fast it follows.
//!
//! **In** the results. **Out** a row for each outlet that has an article in the collection.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;

use super::edge::{Credits, Taken, outlet, takings};
use super::{CountsAs, CreditCount, Row, decimals, mean, share, write};
use crate::article::ArticleIdx;
use crate::lineage::LONGEST_SILENCE;
use crate::report::{Format, Results};

/// An outlet. Rows are sorted by its id; the articles whose outlet is unknown make the first row.
///
/// `pages` is the sum of `pages_taken`, `pages_revised`, `pages_undecided`, `pages_tied` and `pages_own`. `takings` is
/// the sum of `pages` of the outlet's rows in `flows.csv`, and so is every count of credits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutletRow {
    /// The outlet's id; empty for the articles whose outlet is unknown.
    pub outlet: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Id of the house that owns it, if the registry knows.
    pub owner: Option<String>,
    /// ISO 3166-1 alpha-2 code of its country, if the registry knows.
    pub country: Option<String>,
    /// Its articles.
    pub pages: usize,
    /// Articles that took from some other medium.
    pub pages_taken: usize,
    /// Articles that took from none, and are later versions of the outlet's own or repeat a passage of them.
    pub pages_revised: usize,
    /// Articles that are neither, and have a possible parent that is not probable enough.
    pub pages_undecided: usize,
    /// Articles that share their text with others, where nothing tells which was first.
    pub pages_tied: usize,
    /// Articles for which no parent was found and which name none.
    pub pages_own: usize,
    /// Articles and media that they took from: an article that took from two media counts twice.
    pub takings: usize,
    /// Takings that are credited, and the text matches.
    pub credited_matched: usize,
    /// Credited; the item is not in the collection, and other pages show its text.
    pub credited_absent: usize,
    /// Credited; nothing in the collection shows any text of the item.
    pub credited_untested: usize,
    /// Not credited, but a source that its own page credits as well: the origin is named, the go-between is not.
    pub passed_on: usize,
    /// Another medium is credited, of which nothing of the kind is known.
    pub miscredited: usize,
    /// Nobody is credited.
    pub uncredited: usize,
    /// No credit was read, and there is no lexicon for the article's language.
    pub unread: usize,
    /// From a source that none of the pages names.
    pub common_source: usize,
    /// Takings whose credit something tests: credited matched or absent, passed on, miscredited, uncredited.
    pub tested: usize,
    /// Credited share of `tested`, 0 to 1; empty if that is 0.
    #[serde(serialize_with = "decimals")]
    pub credit_rate: Option<f64>,
    /// Uncredited share of `tested`, 0 to 1; empty if that is 0. What is left of 1 is passed on or
    /// miscredited.
    #[serde(serialize_with = "decimals")]
    pub uncredited_share: Option<f64>,
    /// Mean probability of the edges of `tested`, 0 to 1: how far these rates can be relied on.
    #[serde(serialize_with = "decimals")]
    pub tested_probability: Option<f64>,
    /// Mean share of the body that is seen to be taken, 0 to 1, over the takings where a text shows it; empty if none.
    #[serde(serialize_with = "decimals")]
    pub mean_share: Option<f64>,
    /// Takings of a whole item that is in the collection and was compared.
    pub compared: usize,
    /// Mean share of the child's words that the match leaves over, 0 to 1, over `compared`.
    #[serde(serialize_with = "decimals")]
    pub mean_added: Option<f64>,
    /// Mean share of the parent's words that the match leaves over, 0 to 1, over `compared`.
    #[serde(serialize_with = "decimals")]
    pub mean_cut: Option<f64>,
    /// Takings of a whole item that is in the collection, where both headlines are known.
    pub headlines: usize,
    /// Of these, those whose headlines differ in some word.
    pub headlines_changed: usize,
    /// The same as a share, 0 to 1; empty if `headlines` is 0.
    #[serde(serialize_with = "decimals")]
    pub headlines_changed_share: Option<f64>,
    /// Takings of a whole item that is in the collection, where both pages state the minute, a week apart at most.
    pub lags: usize,
    /// The lag in minutes that a tenth of them do not exceed; negative where the child states the earlier time.
    pub lag_minutes_p10: Option<i64>,
    /// The median lag in minutes, the lower one of two.
    pub lag_minutes_p50: Option<i64>,
    /// The lag in minutes that nine tenths do not exceed.
    pub lag_minutes_p90: Option<i64>,
    /// Takings of others from this outlet; 0 in the row of the unknown.
    pub given: usize,
    /// Known outlets that took them.
    pub given_outlets: usize,
}

impl Row for OutletRow {
    const COLUMNS: &'static [&'static str] = &[
        "outlet",
        "name",
        "owner",
        "country",
        "pages",
        "pages_taken",
        "pages_revised",
        "pages_undecided",
        "pages_tied",
        "pages_own",
        "takings",
        "credited_matched",
        "credited_absent",
        "credited_untested",
        "passed_on",
        "miscredited",
        "uncredited",
        "unread",
        "common_source",
        "tested",
        "credit_rate",
        "uncredited_share",
        "tested_probability",
        "mean_share",
        "compared",
        "mean_added",
        "mean_cut",
        "headlines",
        "headlines_changed",
        "headlines_changed_share",
        "lags",
        "lag_minutes_p10",
        "lag_minutes_p50",
        "lag_minutes_p90",
        "given",
        "given_outlets",
    ];
}

impl OutletRow {
    /// The rows of a run.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let edges = Taken::all(results);
        let mut taken: BTreeMap<Option<&str>, Vec<&Taken<'_>>> = BTreeMap::new();
        let mut given: BTreeMap<&str, Given<'_>> = BTreeMap::new();
        for ((from, to), of_pair) in takings(&edges) {
            if let Some(from) = from {
                let given = given.entry(from).or_default();
                given.takings += of_pair.len();
                given.outlets.extend(to);
            }
            taken.entry(to).or_default().extend(of_pair.into_values());
        }
        let mut pages: BTreeMap<Option<&str>, BTreeMap<Use, usize>> = BTreeMap::new();
        let uses = uses(results, &edges);
        for (idx, ..) in results.pages() {
            let of_outlet = pages.entry(outlet(results, idx)).or_default();
            let how = uses.get(&idx).copied().unwrap_or(Use::Own);
            *of_outlet.entry(how).or_default() += 1;
        }
        let rows = pages.into_iter().map(|(outlet, pages)| {
            let taken = taken.remove(&outlet).unwrap_or_default();
            let given = outlet.and_then(|id| given.remove(id)).unwrap_or_default();
            Self::new(results, outlet, &pages, &taken, &given)
        });
        rows.collect()
    }

    fn new(
        results: &Results<'_>,
        outlet: Option<&str>,
        pages: &BTreeMap<Use, usize>,
        taken: &[&Taken<'_>],
        given: &Given<'_>,
    ) -> Self {
        let whole: Vec<&Taken<'_>> = taken.iter().copied().filter(|t| t.is_whole()).collect();
        let headlines: Vec<bool> = whole.iter().filter_map(|t| t.headline_changed).collect();
        let changed = headlines.iter().filter(|&&changed| changed).count();
        let lags = believed(whole.iter().filter_map(|taken| taken.lag_minutes));
        let credits = Credits::of(taken.iter().copied());
        let tested: Vec<f64> = taken
            .iter()
            .filter(|taken| taken.credit_count().is_some_and(CreditCount::is_tested))
            .map(|taken| taken.edge.probability)
            .collect();
        let n_tested = tested.len();
        let count = |how| pages.get(&how).copied().unwrap_or_default();
        Self {
            outlet: outlet.map(str::to_owned),
            name: outlet.map(|id| results.source_name(id).to_owned()),
            owner: outlet
                .and_then(|id| results.facts.owner(id))
                .map(str::to_owned),
            country: outlet
                .and_then(|id| results.facts.country(id))
                .map(str::to_owned),
            pages: pages.values().sum(),
            pages_taken: count(Use::Taken),
            pages_revised: count(Use::Revised),
            pages_undecided: count(Use::Undecided),
            pages_tied: count(Use::Tied),
            pages_own: count(Use::Own),
            takings: taken.len(),
            credited_matched: credits.n(CreditCount::CreditedMatched),
            credited_absent: credits.n(CreditCount::CreditedAbsent),
            credited_untested: credits.n(CreditCount::CreditedUntested),
            passed_on: credits.n(CreditCount::PassedOn),
            miscredited: credits.n(CreditCount::Miscredited),
            uncredited: credits.n(CreditCount::Uncredited),
            unread: credits.n(CreditCount::Unread),
            common_source: credits.n(CreditCount::CommonSource),
            tested: n_tested,
            credit_rate: share(
                credits.n(CreditCount::CreditedMatched) + credits.n(CreditCount::CreditedAbsent),
                n_tested,
            ),
            uncredited_share: share(credits.n(CreditCount::Uncredited), n_tested),
            tested_probability: mean(tested),
            mean_share: mean(taken.iter().filter_map(|taken| taken.share())),
            compared: whole.iter().filter(|taken| taken.added.is_some()).count(),
            mean_added: mean(whole.iter().filter_map(|taken| taken.added)),
            mean_cut: mean(whole.iter().filter_map(|taken| taken.cut)),
            headlines: headlines.len(),
            headlines_changed: changed,
            headlines_changed_share: share(changed, headlines.len()),
            lags: lags.len(),
            lag_minutes_p10: percentile(&lags, 10),
            lag_minutes_p50: percentile(&lags, 50),
            lag_minutes_p90: percentile(&lags, 90),
            given: given.takings,
            given_outlets: given.outlets.len(),
        }
    }
}

/// What others took from an outlet.
#[derive(Default)]
struct Given<'r> {
    takings: usize,
    /// The known ones that took.
    outlets: BTreeSet<&'r str>,
}

/// What became of an article; the first that holds of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Taken,
    Revised,
    Undecided,
    Tied,
    Own,
}

/// What became of each article that has an edge or a tie.
fn uses(results: &Results<'_>, edges: &[Taken<'_>]) -> BTreeMap<ArticleIdx, Use> {
    let of_edges = edges.iter().map(|taken| {
        let how = match taken.counts_as() {
            CountsAs::Taking => Use::Taken,
            CountsAs::Revision => Use::Revised,
            CountsAs::Undecided => Use::Undecided,
        };
        (taken.edge.child, how)
    });
    let ties = &results.lineage.ties;
    let of_ties = ties.iter().flat_map(|tie| &tie.members);
    let mut uses = BTreeMap::new();
    for (idx, how) in of_edges.chain(of_ties.map(|&idx| (idx, Use::Tied))) {
        let known = uses.entry(idx).or_insert(how);
        *known = how.min(*known);
    }
    uses
}

/// `lags` in minutes, sorted. What lies over a week before or after the other is a template's date or a mistake.
fn believed(lags: impl Iterator<Item = i64>) -> Vec<i64> {
    let week = LONGEST_SILENCE / 60;
    let mut lags: Vec<i64> = lags.filter(|lag| (-week..=week).contains(lag)).collect();
    lags.sort_unstable();
    lags
}

/// The least of `sorted` that `percent` of them do not exceed, so always one that was seen.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// Writes `audit/outlets.csv`.
pub struct Outlets;

impl Format for Outlets {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&OutletRow::all(results), out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (lags, tenth, half and nine tenths of them).
    const LAGS: &[(&[i64], [Option<i64>; 3])] = &[
        (&[], [None, None, None]),
        (&[7], [Some(7), Some(7), Some(7)]),
        (&[30, -5], [Some(-5), Some(-5), Some(30)]),
        (
            &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
            [Some(1), Some(5), Some(9)],
        ),
        // A week and a minute is no lag.
        (&[10_081, 10_080, -10_081], [Some(10_080); 3]),
    ];

    #[test]
    fn percentiles_are_lags_that_were_seen() {
        for (lags, expected) in LAGS {
            let sorted = believed(lags.iter().copied());
            let found = [10, 50, 90].map(|percent| percentile(&sorted, percent));
            assert_eq!(found, *expected, "{lags:?}");
        }
    }
}
