//! The weights of the choice of a parent, fitted to traditions whose making is known.
//!
//! **In** what [`tradition`](super::tradition) made, and what [`lineage`](crate::lineage::choice) sees of each page and
//! of those that it may have come from. **Out** [`Weights`]: first those that tell a wire item from the pages made of it
//! (logistic), then those that tell a parent from the other candidates (conditional logit, D. McFadden 1974; a page that
//! may have come from several twins counts as right with either). Both are maximum likelihood with a small ridge, by
//! Newton's method; the same input gives the same weights.

use std::collections::{BTreeMap, BTreeSet};

use super::descent::HIDDEN;
use super::edge::GoldEdge;
use super::tradition::Made;
use crate::article::ArticleId;
use crate::lineage::choice::{
    Choice, ChoiceWeights, ITEM, OUTSIDE, Observed, PARENT, Weights, dot,
};

/// Penalty on the square of a weight, beside the mean log-likelihood.
const RIDGE: f64 = 1e-4;
/// Steps of Newton's method.
const STEPS: usize = 40;
/// Figures of an alternative: those of a page, then those of the outside.
const N: usize = PARENT.len() + OUTSIDE.len();

/// Groups of made pages with their labels, to fit to.
#[derive(Debug, Default)]
pub struct Labelled {
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    observed: Observed,
    /// For each page whether it is a wire item.
    is_item: Vec<bool>,
    /// For each page whether each of its candidates is right, and whether none is.
    right: Vec<(Vec<bool>, bool)>,
}

impl Labelled {
    /// Adds a group of pages of `made`; `ids` are those of all pages by index.
    pub fn add(&mut self, observed: Observed, made: &Made, ids: &[&ArticleId]) {
        let mut gold: BTreeMap<&str, Vec<&GoldEdge>> = BTreeMap::new();
        for edge in &made.edges {
            gold.entry(&edge.child).or_default().push(edge);
        }
        let wires: BTreeSet<&str> = made.wires.iter().map(|w| w.id.as_str()).collect();
        let id = |idx: crate::article::ArticleIdx| ids[idx.get()].as_str();
        let is_item = observed.items.iter();
        let is_item = is_item.map(|(page, _)| wires.contains(id(*page))).collect();
        let choices = observed.first_choices(&Weights::default().item);
        let right = choices.iter().map(|choice| {
            let wanted = gold.get(id(choice.child)).map_or(&[][..], Vec::as_slice);
            let accepts = |parent: &str| wanted.iter().any(|edge| edge.accepts(parent));
            let parents = choice
                .parents
                .iter()
                .map(|(p, _)| accepts(id(*p)))
                .collect();
            (parents, wanted.is_empty() || accepts(HIDDEN))
        });
        let right = right.collect();
        self.groups.push(Group {
            observed,
            is_item,
            right,
        });
    }

    /// The weights under which the labels are most likely.
    #[must_use]
    pub fn fit(&self) -> Weights {
        let item = self.fit_item();
        let groups = self.groups.iter();
        let mut choices: Vec<Vec<Choice>> = groups
            .map(|group| group.observed.first_choices(&item))
            .collect();
        let mut weights = Weights {
            item,
            ..Weights::default()
        };
        for round in &mut weights.rounds {
            *round = self.fit_choice(&choices);
            let groups = self.groups.iter().zip(choices);
            choices = groups
                .map(|(group, choices)| group.observed.next_choices(choices, round))
                .collect();
        }
        weights
    }

    fn fit_item(&self) -> [f64; ITEM.len()] {
        newton(|weights: &[f64; ITEM.len()], sums| {
            for group in &self.groups {
                for ((_, figures), &is_item) in group.observed.items.iter().zip(&group.is_item) {
                    let odds = dot(weights, figures);
                    let p = 1.0 / (1.0 + (-odds).exp());
                    let missed = f64::from(u8::from(is_item)) - p;
                    sums.add(figures, missed, p * (1.0 - p));
                    sums.n += 1.0;
                }
            }
        })
    }

    fn fit_choice(&self, choices: &[Vec<Choice>]) -> ChoiceWeights {
        let mut problems: Vec<Problem> = Vec::new();
        for (group, choices) in self.groups.iter().zip(choices) {
            for (choice, (right, outside_right)) in choices.iter().zip(&group.right) {
                let mut alternatives: Vec<([f64; N], bool)> = Vec::new();
                for ((_, figures), &right) in choice.parents.iter().zip(right) {
                    alternatives.push((padded(figures, 0), right));
                }
                alternatives.push((padded(&choice.outside, PARENT.len()), *outside_right));
                if alternatives.iter().any(|(_, right)| *right) {
                    problems.push(alternatives);
                }
            }
        }
        let both = most_likely(&problems);
        let mut weights = ChoiceWeights::default();
        let (parent, outside) = both.split_at(PARENT.len());
        weights.parent.copy_from_slice(parent);
        weights.outside.copy_from_slice(outside);
        weights
    }
}

/// The weights under which the right alternatives of `problems` are most likely.
fn most_likely(problems: &[Problem]) -> [f64; N] {
    newton(|weights: &[f64; N], sums| {
        for alternatives in problems {
            let odds: Vec<f64> = alternatives
                .iter()
                .map(|(figures, _)| dot(weights, figures))
                .collect();
            let top = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let mass: Vec<f64> = odds.iter().map(|o| (o - top).exp()).collect();
            let all: f64 = mass.iter().sum();
            let rights = mass.iter().zip(alternatives).filter(|(_, a)| a.1);
            let right: f64 = rights.map(|(m, _)| m).sum();
            let mut mean = [0.0; N];
            for (m, (figures, is_right)) in mass.iter().zip(alternatives) {
                let p = m / all;
                let wanted = if *is_right {
                    m / right.max(f64::MIN_POSITIVE)
                } else {
                    0.0
                };
                sums.add(figures, wanted - p, p);
                for (mean, f) in mean.iter_mut().zip(figures) {
                    *mean += p * f;
                }
            }
            sums.add(&mean, 0.0, -1.0);
            sums.n += 1.0;
        }
    })
}

/// The alternatives of one page, with whether each is right.
type Problem = Vec<([f64; N], bool)>;

/// `figures` from place `at`, the rest 0.
fn padded(figures: &[f64], at: usize) -> [f64; N] {
    let mut padded = [0.0; N];
    padded[at..at + figures.len()].copy_from_slice(figures);
    padded
}

/// Gradient and curvature of a log-likelihood.
struct Sums<const D: usize> {
    gradient: [f64; D],
    curvature: [[f64; D]; D],
    n: f64,
}

impl<const D: usize> Sums<D> {
    fn add(&mut self, figures: &[f64; D], missed: f64, spread: f64) {
        for i in 0..D {
            self.gradient[i] += missed * figures[i];
            for j in 0..D {
                self.curvature[i][j] += spread * figures[i] * figures[j];
            }
        }
    }
}

/// The weights at which the penalised mean log-likelihood that `sum` describes is greatest.
fn newton<const D: usize>(sum: impl Fn(&[f64; D], &mut Sums<D>)) -> [f64; D] {
    let mut weights = [0.0; D];
    for _ in 0..STEPS {
        let mut sums = Sums {
            gradient: [0.0; D],
            curvature: [[0.0; D]; D],
            n: 0.0,
        };
        sum(&weights, &mut sums);
        let ridge = RIDGE * sums.n.max(1.0);
        for (i, weight) in weights.iter().enumerate() {
            sums.gradient[i] -= ridge * weight;
            sums.curvature[i][i] += ridge;
        }
        let step = solve(sums.curvature, sums.gradient);
        // Far from the end, where few alternatives are open, the curvature is too small to trust.
        let longest = step.iter().fold(1.0_f64, |longest, s| longest.max(s.abs()));
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step / longest;
        }
    }
    weights
}

/// The solution of `matrix * x = right`, by elimination with pivots; `matrix` is positive definite.
fn solve<const D: usize>(mut matrix: [[f64; D]; D], mut right: [f64; D]) -> [f64; D] {
    for column in 0..D {
        let below = column..D;
        let best =
            below.max_by(|&i, &j| matrix[i][column].abs().total_cmp(&matrix[j][column].abs()));
        let best = best.unwrap_or(column);
        matrix.swap(column, best);
        right.swap(column, best);
        let above = matrix[column];
        for row in column + 1..D {
            let factor = matrix[row][column] / above[column];
            for (value, above) in matrix[row].iter_mut().zip(above) {
                *value -= factor * above;
            }
            right[row] -= factor * right[column];
        }
    }
    let mut solution = [0.0; D];
    for row in (0..D).rev() {
        let known: f64 = (row + 1..D).map(|i| matrix[row][i] * solution[i]).sum();
        solution[row] = (right[row] - known) / matrix[row][row];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newton_finds_the_rate() {
        // One figure that is always 1: the weight is the log-odds of the rate, three in four.
        let fitted = newton(|weights: &[f64; 1], sums| {
            for yes in [1.0, 1.0, 1.0, 0.0] {
                let p = 1.0 / (1.0 + (-weights[0]).exp());
                sums.add(&[1.0], yes - p, p * (1.0 - p));
                sums.n += 1.0;
            }
        });
        assert!((fitted[0] - 3.0_f64.ln()).abs() < 1e-2, "{fitted:?}");
    }

    #[test]
    fn elimination_solves() {
        let found = solve([[0.0, 2.0], [3.0, 1.0]], [4.0, 5.0]);
        assert!((found[0] - 1.0).abs() < 1e-12 && (found[1] - 2.0).abs() < 1e-12);
    }
}
