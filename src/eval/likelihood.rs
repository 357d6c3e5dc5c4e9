//! The most likely function for labelled examples.
//!
//! **In** [`Example`]s: figures, weights, answers. **Out** the [`Ways`] whose likelihood is highest.
//!
//! Coefficients are improved one after another by steps of Fisher scoring, a step over zero stopping there, and with two
//! [`Ways`] in turns, from beginnings that are given; so the result is the same every time.

use crate::verify::figures::{COLLECTION, Figures, N_AGAINST, N_FIGURES, NAMES};
use crate::verify::{Logistic, Ways, logistic};

/// A pair as the fit sees it.
pub(super) struct Example<'l> {
    pub(super) figures: &'l Figures,
    pub(super) is_so: bool,
    pub(super) set: usize,
    pub(super) weight: f64,
    /// The part for cross-validation: the same for a pair in every collection that it stands in.
    pub(super) fold: u64,
}

/// What kind of function is fitted.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// In how many ways it can be so.
    pub(super) n_ways: usize,
    /// Places of the figures that have no say.
    pub(super) mute: &'static [usize],
}

/// Rounds over all coefficients.
const ROUNDS: usize = 120;

/// The figure that each way begins with; where there are two, one is by passages and one by sentences.
const BEGINNINGS: [&str; 2] = ["passage", "restated"];

/// The most that the size of a collection may count for. It says nothing of a pair, and whatever else sets differ in
/// would be laid to it.
const MOST_BY_COLLECTION: f64 = 1.5;

/// Half the penalty on each squared coefficient, for examples of total weight 1.
const PENALTY: f64 = 0.0001;

/// A way while it is fitted.
struct Draft {
    model: Logistic,
    /// Log-odds of each example.
    odds: Vec<f64>,
}

/// The most likely function of this `form` for `examples`.
pub(super) fn fit(examples: &[&Example<'_>], form: Form) -> Ways {
    let mut ways: Vec<Draft> = (0..form.n_ways)
        .map(|way| Draft::beginning_with(BEGINNINGS[way], examples))
        .collect();
    for _ in 0..ROUNDS {
        for way in 0..form.n_ways {
            let others = ways.iter().enumerate().filter(|&(other, _)| other != way);
            let in_no_other = others.fold(vec![1.0; examples.len()], |mut none, (_, other)| {
                for (none, odds) in none.iter_mut().zip(&other.odds) {
                    *none *= 1.0 - logistic(*odds);
                }
                none
            });
            ways[way].improve(examples, &in_no_other, form.mute);
        }
    }
    Ways(ways.into_iter().map(|way| way.model).collect())
}

impl Draft {
    fn beginning_with(figure: &str, examples: &[&Example<'_>]) -> Self {
        let model = Logistic {
            bias: 0.0,
            coefficients: NAMES.map(|name| f64::from(u8::from(name == figure))),
        };
        let odds = examples.iter().map(|e| model.odds(e.figures));
        Self {
            odds: odds.collect(),
            model,
        }
    }

    /// A round over all coefficients, where examples are so in no other way with the probabilities `in_no_other`.
    fn improve(&mut self, examples: &[&Example<'_>], in_no_other: &[f64], mute: &[usize]) {
        let total: f64 = examples.iter().map(|e| e.weight).sum();
        let penalty = 2.0 * PENALTY * total;
        for place in (0..N_FIGURES).filter(|place| !mute.contains(place)) {
            let before = self.model.coefficients[place];
            let figure = |e: &Example<'_>| e.figures[place];
            let [slope, curve] = self.derivatives(examples, in_no_other, figure);
            let after =
                before - (slope + penalty * before) / (curve + penalty).max(f64::MIN_POSITIVE);
            let after = match place {
                COLLECTION => after.clamp(-MOST_BY_COLLECTION, 0.0),
                _ if place >= N_FIGURES - N_AGAINST => after.min(0.0),
                _ => after.max(0.0),
            };
            self.shift(examples, |e| (after - before) * figure(e));
            self.model.coefficients[place] = after;
        }
        let [slope, curve] = self.derivatives(examples, in_no_other, |_| 1.0);
        let step = if curve > 0.0 { slope / curve } else { 0.0 };
        self.shift(examples, |_| -step);
        self.model.bias -= step;
    }

    /// The first derivative of the loss by the coefficient of `figure`, and what is expected of the second.
    fn derivatives(
        &self,
        examples: &[&Example<'_>],
        in_no_other: &[f64],
        figure: impl Fn(&Example<'_>) -> f64,
    ) -> [f64; 2] {
        let mut sums = [0.0, 0.0];
        for ((e, odds), none) in examples.iter().zip(&self.odds).zip(in_no_other) {
            let x = figure(e);
            let p = logistic(*odds);
            let in_none = none * (1.0 - p);
            let either = (1.0 - in_none).max(f64::MIN_POSITIVE);
            let so = f64::from(u8::from(e.is_so));
            sums[0] += e.weight * x * p * (1.0 - so / either);
            sums[1] += e.weight * x * x * p * p * in_none / either;
        }
        sums
    }

    fn shift(&mut self, examples: &[&Example<'_>], by: impl Fn(&Example<'_>) -> f64) {
        for (odds, e) in self.odds.iter_mut().zip(examples) {
            *odds += by(e);
        }
    }
}
