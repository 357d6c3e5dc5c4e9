//! A lineage of made-up traditions, held against how they were made.
//!
//! **In** what [`tradition`](super::tradition) made, and the matches and the lineage that a run found among its pages.
//! **Out** [`DescentFigures`], beside those of two simple rules that see the same matches: the earliest page that shares
//! text, and the page that holds most of this one's text.
//!
//! A page's answer is its most probable edge; a page without one has answered nothing, which is wrong. A page may
//! have come from its parent's verbatim twin as well; a merged page has two parents, and either is right.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use super::edge::GoldEdge;
use super::figure::{Prf, Rate};
use super::tradition::Made;
use crate::article::{ArticleId, ArticleIdx};
use crate::lineage::{Lineage, Parent};
use crate::text::tokens::tokens;
use crate::verify::{Match, Verdict};

/// What a run says of the pages of [`Made`].
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The ids of the pages, by index.
    pub ids: &'a [&'a ArticleId],
    /// Seconds since 1970 at which each page was published, by index, where that is known.
    pub times: &'a [Option<i64>],
    /// The pairs that share text.
    pub matches: &'a [Match],
    /// Who took from whom.
    pub lineage: &'a Lineage,
}

/// One page's answer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Answer {
    probability: f64,
    right: bool,
}

/// How well a lineage agrees with how the pages were made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DescentFigures {
    /// Pages whose answer is a right parent, among all that have one.
    pub parent: Rate,
    /// The same for the half with the most probable answers.
    pub confident_half: Rate,
    /// Shares of right ones among the most probable tenth, two tenths, … of the pages.
    pub by_tenths: Vec<f64>,
    /// F1 of the pages said to come from an inferred item against those that come from a hidden one; `None` where none
    /// is hidden.
    pub latent: Option<f64>,
    /// Pages wrongly said to come from an inferred item, among all that have a parent.
    pub invented: Rate,
    /// Calibration of the answers.
    pub calibration: Calibration,
    /// Mean of `-ln p` for right and `-ln (1 - p)` for wrong answers.
    pub log_loss: f64,
    /// Token F1 of the text of inferred items with three branches or more against the hidden item's, averaged; `None`
    /// where there is none.
    pub reconstruction: Option<f64>,
    /// Hidden items from which three pages or more were made directly, for which such an item was inferred.
    pub reconstructed: Rate,
    /// What the earliest matching page gets right.
    pub earliest: Rate,
    /// What the page gets right that holds most of this one's shingles and is not later; of equals the earliest.
    pub containment: Rate,
}

/// Scores a run over `made`; takes O(n log n) for n matches and edges.
#[must_use]
pub fn score(made: &Made, told: &Told<'_>) -> DescentFigures {
    let mut gold: BTreeMap<&str, Vec<&GoldEdge>> = BTreeMap::new();
    for edge in &made.edges {
        gold.entry(&edge.child).or_default().push(edge);
    }
    let best = best_edges(told);
    let rules = Rules::new(told);
    let mut figures = DescentFigures::default();
    let mut answers = Vec::new();
    let (mut hits, mut n_hidden, mut n_told) = (0, 0, 0);
    for (idx, id) in told.ids.iter().enumerate() {
        let Some(wanted) = gold.get(id.as_str()) else {
            continue;
        };
        let is_right = |parent: Option<&str>| {
            parent.is_some_and(|p| wanted.iter().any(|edge| edge.accepts(p)))
        };
        let name = |parent: ArticleIdx| told.ids[parent.get()].as_str();
        let (parent, probability) = best[idx].as_ref().map_or((None, 0.0), |(parent, p)| {
            let parent = match parent {
                Parent::Article(parent) => name(*parent),
                Parent::Latent(_) => HIDDEN,
            };
            (Some(parent), *p)
        });
        let right = is_right(parent);
        figures.parent.add(right);
        answers.push(Answer { probability, right });
        let (is_hidden, is_told) = (is_right(Some(HIDDEN)), parent == Some(HIDDEN));
        n_hidden += usize::from(is_hidden);
        n_told += usize::from(is_told);
        hits += usize::from(is_hidden && is_told);
        figures
            .earliest
            .add(is_right(rules.earliest(idx).map(name)));
        figures
            .containment
            .add(is_right(rules.containment(idx).map(name)));
    }
    figures.latent = (n_hidden > 0).then(|| Prf::of(hits, n_hidden, n_told).f1);
    figures.invented = Rate {
        right: n_told - hits,
        of: figures.parent.of,
    };
    promises(&mut figures, answers);
    reconstruction(&mut figures, made, told, &best);
    figures
}

/// What labels call a hidden wire item.
pub(super) const HIDDEN: &str = "latent:unknown";

/// For each page its most probable edge; of equals the first.
fn best_edges(told: &Told<'_>) -> Vec<Option<(Parent, f64)>> {
    let mut best: Vec<Option<(Parent, f64)>> = vec![None; told.ids.len()];
    for edge in &told.lineage.edges {
        let known = &mut best[edge.child.get()];
        if known.as_ref().is_none_or(|(_, p)| edge.probability > *p) {
            *known = Some((edge.parent.clone(), edge.probability));
        }
    }
    best
}

/// The figures of the probabilities.
fn promises(figures: &mut DescentFigures, mut answers: Vec<Answer>) {
    answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let right = |n: usize| answers[..n].iter().filter(|a| a.right).count();
    let n = answers.len();
    figures.confident_half = Rate {
        right: right(n / 2),
        of: n / 2,
    };
    figures.by_tenths = (1..=10)
        .map(|tenth| Rate {
            right: right(n * tenth / 10),
            of: n * tenth / 10,
        })
        .map(Rate::share)
        .collect();
    let pairs: Vec<(f64, bool)> = answers.iter().map(|a| (a.probability, a.right)).collect();
    figures.calibration = Calibration::of(&pairs);
    let loss = |a: &Answer| {
        let p = if a.right {
            a.probability
        } else {
            1.0 - a.probability
        };
        -p.clamp(1e-6, 1.0).ln()
    };
    figures.log_loss = answers.iter().map(loss).sum::<f64>() / n.max(1) as f64;
}

/// The simple rules.
struct Rules<'a> {
    told: &'a Told<'a>,
    /// For each page those that share its text, with the share of it that they hold.
    near: Vec<Vec<(ArticleIdx, f64)>>,
}

impl<'a> Rules<'a> {
    fn new(told: &'a Told<'a>) -> Self {
        let mut near = vec![Vec::new(); told.ids.len()];
        for found in told
            .matches
            .iter()
            .filter(|m| m.verdict != Verdict::SameStory)
        {
            near[found.a.get()].push((found.b, found.containment_a_in_b));
            near[found.b.get()].push((found.a, found.containment_b_in_a));
        }
        Self { told, near }
    }

    /// The pages near `idx` that are not known to be later.
    fn before(&self, idx: usize) -> impl Iterator<Item = (ArticleIdx, f64)> {
        let own = self.told.times[idx];
        self.near[idx].iter().copied().filter(move |(page, _)| {
            let theirs = self.told.times[page.get()];
            theirs.zip(own).is_none_or(|(theirs, own)| theirs <= own)
        })
    }

    fn earliest(&self, idx: usize) -> Option<ArticleIdx> {
        let time = |page: ArticleIdx| self.told.times[page.get()].unwrap_or(i64::MAX);
        self.before(idx)
            .map(|(page, _)| page)
            .min_by_key(|&page| (time(page), page))
    }

    fn containment(&self, idx: usize) -> Option<ArticleIdx> {
        let time = |page: ArticleIdx| self.told.times[page.get()].unwrap_or(i64::MAX);
        self.before(idx)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(time(b.0).cmp(&time(a.0))))
            .map(|(page, _)| page)
    }
}

/// Branches from which a text is asked for.
const BRANCHES: usize = 3;

/// Scores the texts of inferred items, and counts how many of the hidden ones have such an item.
fn reconstruction(
    figures: &mut DescentFigures,
    made: &Made,
    told: &Told<'_>,
    best: &[Option<(Parent, f64)>],
) {
    let mut scores = Vec::new();
    let wires = made.wires.iter();
    for wire in wires.filter(|w| w.hidden && w.children.len() >= BRANCHES) {
        let children: BTreeSet<&str> = wire.children.iter().map(String::as_str).collect();
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for (id, parent) in told.ids.iter().zip(best) {
            if let Some((Parent::Latent(place), _)) = parent
                && children.contains(id.as_str())
            {
                *votes.entry(*place).or_default() += 1;
            }
        }
        // The item that most of them are said to come from.
        let most = votes
            .into_iter()
            .max_by_key(|&(place, n)| (n, usize::MAX - place));
        let branches = |place: usize| {
            let edges = told.lineage.edges.iter();
            edges.filter(|e| e.parent == Parent::Latent(place)).count()
        };
        let found = most
            .map(|(place, _)| place)
            .filter(|&place| branches(place) >= BRANCHES);
        figures.reconstructed.add(found.is_some());
        if let Some(place) = found {
            let text = told.lineage.latents[place].text().unwrap_or_default();
            scores.push(token_f1(&wire.text, &text));
        }
    }
    if !scores.is_empty() {
        figures.reconstruction = Some(scores.iter().sum::<f64>() / scores.len() as f64);
    }
}

/// F1 of the words of `found` against those of `wanted`, each as often as it stands there.
fn token_f1(wanted: &str, found: &str) -> f64 {
    let bag = |text: &str| {
        let mut bag: BTreeMap<String, usize> = BTreeMap::new();
        for token in tokens(text).iter() {
            *bag.entry(token.form.to_owned()).or_default() += 1;
        }
        bag
    };
    let (wanted, found) = (bag(wanted), bag(found));
    let size = |bag: &BTreeMap<String, usize>| bag.values().sum::<usize>();
    let both = wanted
        .iter()
        .map(|(w, n)| found.get(w).map_or(0, |m| *m.min(n)));
    Prf::of(both.sum(), size(&wanted), size(&found)).f1
}

#[cfg(test)]
mod tests {
    use super::super::tradition::Wire;
    use super::*;
    use crate::lineage::{CreditLabel, Edge, EdgeKind, Latent, Reading};
    use crate::text::Lang;

    fn edge(child: u32, parent: Parent, probability: f64) -> Edge {
        Edge {
            child: ArticleIdx(child),
            parent,
            probability,
            kind: EdgeKind::Copy,
            credit: CreditLabel::Uncredited,
            share: 1.0,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn answers_are_held_against_how_pages_were_made() {
        let gold = |child: &str, parent: &str| GoldEdge {
            child: child.to_owned(),
            parent: Some(parent.to_owned()),
            or: Vec::new(),
            credit: None,
        };
        let names = ["a", "b", "c", "d"].map(ArticleId::from);
        let made = Made {
            edges: vec![
                gold("a", HIDDEN),
                gold("b", HIDDEN),
                gold("c", HIDDEN),
                gold("d", "a"),
            ],
            wires: vec![Wire {
                id: "w".to_owned(),
                text: "satu dua tiga empat".to_owned(),
                hidden: true,
                children: ["a", "b", "c"].map(str::to_owned).to_vec(),
            }],
            ..Made::default()
        };
        let latent = Latent {
            id: "latent:unknown:a".to_owned(),
            source: None,
            basis: Vec::new(),
            parent: None,
            lang: Lang::UND,
            not_after: None,
            readings: vec![Reading {
                text: "Satu dua tiga lima.".to_owned(),
                n_branches: 2,
                witnesses: Vec::new(),
            }],
        };
        let lineage = Lineage {
            latents: vec![latent],
            edges: vec![
                edge(0, Parent::Latent(0), 0.9),
                edge(1, Parent::Latent(0), 0.8),
                edge(2, Parent::Latent(0), 0.7),
                edge(3, Parent::Article(ArticleIdx(1)), 0.6),
            ],
            ..Lineage::default()
        };
        let ids: Vec<&ArticleId> = names.iter().collect();
        let figures = score(
            &made,
            &Told {
                ids: &ids,
                times: &[Some(1), Some(2), None, Some(4)],
                matches: &[],
                lineage: &lineage,
            },
        );
        assert_eq!(figures.parent, Rate { right: 3, of: 4 });
        assert_eq!(figures.confident_half, Rate { right: 2, of: 2 });
        assert_eq!(figures.latent, Some(1.0));
        assert_eq!(figures.invented, Rate { right: 0, of: 4 });
        assert_eq!(figures.reconstructed, Rate { right: 1, of: 1 });
        assert!((figures.reconstruction.unwrap_or(0.0) - 0.75).abs() < 1e-12);
        assert_eq!(figures.earliest.right, 0, "no match, no answer");
    }
}
