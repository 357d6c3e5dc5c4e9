//! Claims and chains, held against labelled ones.
//!
//! **In** labelled cases, and the claims and chains of a run. **Out** [`AttributionFigures`]. The main figure is how
//! many pages have exactly the right set of branches. A claim is found when relation, source and hops between agree
//! and the spans overlap; each found claim answers for one labelled claim. Whether a medium was quoted or reported is
//! a soft border, so the joint figure takes `quoted_from` and `reported_by` for one relation.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::attribution::Relation;

use super::calibration::Calibration;
use super::figure::{Prf, Rate};
use super::names::Names;

/// A claim, labelled or found; positions in Unicode code points.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What the credit says.
    pub relation: Relation,
    /// The far end, if it names one.
    pub source: Option<String>,
    /// The hops between, nearest to the outlet first.
    pub via: Vec<String>,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// How sure a found claim says it is, `0.0..=1.0`; a labelled one says nothing.
    pub confidence: Option<f64>,
}

/// What a page says, labelled or found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// All branches, in any order.
    pub branches: Vec<Vec<String>>,
    /// The main one; empty if there is none.
    pub main: Vec<String>,
    /// Its claims.
    pub claims: Vec<Claim>,
}

/// How well claims and chains agree with the labels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AttributionFigures {
    /// Pages whose set of branches is exactly right.
    pub branches_exact: Rate,
    /// Pages whose main chain is exactly right.
    pub main_exact: Rate,
    /// Pages with exact branches, among those that have a branch of two or more hops.
    pub multi_hop_exact: Rate,
    /// Pages that credit nobody and were given no branch.
    pub negatives_kept_empty: Rate,
    /// Over claims that build a branch.
    pub strict: Prf,
    /// The same with `quoted_from` and `reported_by` taken for one relation.
    pub joint: Prf,
    /// Confidences of claims that build a branch, held against whether they are right; `quoted_from` and `reported_by`
    /// are taken for one relation.
    pub calibration: Calibration,
    /// Over the claims of each relation.
    pub relations: BTreeMap<String, RelationFigures>,
}

/// Figures over the claims of one relation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RelationFigures {
    /// Precision and recall.
    pub figures: Prf,
    /// Labelled claims.
    pub n_gold: usize,
}

/// Scores a run's pages against labelled ones, by id; a page that the run lacks says nothing.
///
/// Takes O(c^2) for the `c` claims of a page.
#[must_use]
pub fn score(
    gold: &BTreeMap<String, Case>,
    found: &BTreeMap<String, Case>,
    names: &Names,
) -> AttributionFigures {
    let silent = Case::default();
    let [mut exact, mut main, mut multi, mut empty] = [Rate::default(); 4];
    let (mut strict, mut joint) = (Tally::default(), Tally::default());
    let mut promises = Vec::new();
    let mut relations: BTreeMap<Relation, Tally> = BTreeMap::new();
    for (id, wanted) in gold {
        let got = found.get(id).unwrap_or(&silent);
        let (want, have) = (branches(wanted, names), branches(got, names));
        exact.add(want == have);
        main.add(branch(&wanted.main, names) == branch(&got.main, names));
        if want.iter().any(|b| b.len() > 1) {
            multi.add(want == have);
        }
        if want.is_empty() {
            empty.add(have.is_empty());
        }
        let building = |c: &&Claim| c.relation.builds_branch();
        let need: Vec<&Claim> = wanted.claims.iter().filter(building).collect();
        let free: Vec<&Claim> = got.claims.iter().filter(building).collect();
        strict.count(&need, &free, |a, b| same(a, b, names, false));
        let right = joint.count(&need, &free, |a, b| same(a, b, names, true));
        let sure = free.iter().zip(right);
        promises.extend(sure.filter_map(|(c, right)| Some((c.confidence?, right))));
        for relation in wanted.claims.iter().chain(&got.claims).map(|c| c.relation) {
            relations.entry(relation).or_default();
        }
        for (&relation, tally) in &mut relations {
            let of = |claims: &'_ [Claim]| -> Vec<Claim> {
                let mine = claims.iter().filter(|c| c.relation == relation);
                mine.cloned().collect()
            };
            let (need, free) = (of(&wanted.claims), of(&got.claims));
            let (need, free): (Vec<&Claim>, Vec<&Claim>) =
                (need.iter().collect(), free.iter().collect());
            tally.count(&need, &free, |a, b| same(a, b, names, false));
        }
    }
    AttributionFigures {
        branches_exact: exact,
        main_exact: main,
        multi_hop_exact: multi,
        negatives_kept_empty: empty,
        strict: strict.figures(),
        joint: joint.figures(),
        calibration: Calibration::of(&promises),
        relations: relations
            .into_iter()
            .map(|(relation, tally)| {
                let figures = RelationFigures {
                    figures: tally.figures(),
                    n_gold: tally.gold,
                };
                (relation.name().to_owned(), figures)
            })
            .collect(),
    }
}

/// Hits among labelled and found claims.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    hits: usize,
    gold: usize,
    found: usize,
}

impl Tally {
    /// Gives each labelled claim the first free found one that is the same; returns which found ones were given.
    fn count(
        &mut self,
        gold: &[&Claim],
        found: &[&Claim],
        same: impl Fn(&Claim, &Claim) -> bool,
    ) -> Vec<bool> {
        self.gold += gold.len();
        self.found += found.len();
        let mut right = vec![false; found.len()];
        for wanted in gold {
            let free = |i: &usize| !right[*i] && same(wanted, found[*i]);
            if let Some(i) = (0..found.len()).find(free) {
                right[i] = true;
                self.hits += 1;
            }
        }
        right
    }

    fn figures(self) -> Prf {
        Prf::of(self.hits, self.gold, self.found)
    }
}

fn branch<'a>(hops: &'a [String], names: &'a Names) -> Vec<&'a str> {
    hops.iter().map(|id| names.canonical(id)).collect()
}

fn branches<'a>(case: &'a Case, names: &'a Names) -> BTreeSet<Vec<&'a str>> {
    case.branches.iter().map(|b| branch(b, names)).collect()
}

/// Whether two claims say the same of the same words.
fn same(a: &Claim, b: &Claim, names: &Names, joint: bool) -> bool {
    let relation = |c: &Claim| match c.relation {
        Relation::ReportedBy if joint => Relation::QuotedFrom,
        relation => relation,
    };
    let source = |c: &'_ Claim| {
        c.source
            .as_deref()
            .map_or_else(|| "unknown".to_owned(), |id| names.canonical(id).to_owned())
    };
    relation(a) == relation(b)
        && source(a) == source(b)
        && branch(&a.via, names) == branch(&b.via, names)
        && a.start < b.end
        && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(relation: Relation, source: &str, via: &[&str], span: [usize; 2]) -> Claim {
        Claim {
            relation,
            source: Some(source.to_owned()),
            via: via.iter().map(|&id| id.to_owned()).collect(),
            start: span[0],
            end: span[1],
            confidence: Some(0.9),
        }
    }

    fn case(branches: &[&[&str]], claims: Vec<Claim>) -> Case {
        let branches: Vec<Vec<String>> = branches
            .iter()
            .map(|b| b.iter().map(|&id| id.to_owned()).collect())
            .collect();
        Case {
            main: branches.first().cloned().unwrap_or_default(),
            branches,
            claims,
        }
    }

    fn pages(cases: impl IntoIterator<Item = (&'static str, Case)>) -> BTreeMap<String, Case> {
        let cases = cases.into_iter();
        cases.map(|(id, case)| (id.to_owned(), case)).collect()
    }

    #[test]
    fn each_figure_counts_what_it_says() {
        use Relation::{ImageCredit, QuotedFrom, RelayedVia, ReportedBy};
        let gold = pages([
            (
                "relay",
                case(
                    &[&["antara", "anadolu"]],
                    vec![claim(RelayedVia, "anadolu", &["antara"], [5, 20])],
                ),
            ),
            (
                "soft",
                case(
                    &[&["ap"], &["afp"]],
                    vec![claim(ReportedBy, "ap", &[], [0, 9])],
                ),
            ),
            (
                "silent",
                case(&[], vec![claim(ImageCredit, "afp", &[], [0, 4])]),
            ),
            ("missing", case(&[&["upi"]], vec![])),
        ]);
        let found = pages([
            (
                "relay",
                case(
                    &[&["antara"]],
                    vec![claim(RelayedVia, "anadolu", &["antara"], [19, 30])],
                ),
            ),
            (
                "soft",
                case(
                    &[&["afp"], &["ap"]],
                    vec![
                        claim(QuotedFrom, "ap", &[], [3, 5]),
                        claim(QuotedFrom, "ap", &[], [3, 5]),
                    ],
                ),
            ),
            (
                "silent",
                case(&[], vec![claim(ImageCredit, "afp", &[], [4, 8])]),
            ),
        ]);
        let figures = score(&gold, &found, &Names::default());
        let rate = |right, of| Rate { right, of };
        assert_eq!(figures.branches_exact, rate(2, 4));
        assert_eq!(figures.main_exact, rate(1, 4));
        assert_eq!(figures.multi_hop_exact, rate(0, 1));
        assert_eq!(figures.negatives_kept_empty, rate(1, 1));
        assert_eq!(figures.strict, Prf::of(1, 2, 3));
        assert_eq!(figures.joint, Prf::of(2, 2, 3));
        assert!((figures.calibration.expected_error - 0.9 / 3.0 * 0.9).abs() < 0.2);
        assert_eq!(figures.calibration.bins[0].n, 3);
        // Spans that only touch do not overlap.
        assert_eq!(figures.relations["image_credit"].figures, Prf::of(0, 1, 1));
        assert_eq!(figures.relations["quoted_from"].n_gold, 0);
    }
}
