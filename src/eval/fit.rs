//! The coefficients of the score, from labelled pairs.
//!
//! **In** the figures of labelled pairs, set by set. **Out** a [`Fit`]: for each question and tongue the most likely
//! [`Logistic`] function with coefficients of the right sign, and how well it holds. It prints as the table that
//! [`verify`](crate::verify) reads.
//!
//! Coordinates are improved one after another by Newton steps, a step over zero stopping there. The loss is convex, so
//! that the result is the same every time. A set weighs as much as it is told, whatever its size; within a set a pair
//! weighs as much as any other, or those that answer yes are weighed to a share of all, where pairs were not drawn as
//! they come.

use std::fmt;
use std::io::{self, Write};

use super::calibration::Calibration;
use super::figure::Prf;
use crate::verify::figures::{Figures, MEANINGS, N_AGAINST, N_FIGURES, NAMES};
use crate::verify::{Logistic, Tongue};

/// A labelled pair with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// Index of its set.
    pub set: usize,
    /// One article.
    pub a: String,
    /// The other.
    pub b: String,
    /// What people call it.
    pub label: String,
    /// Whether one text, or a part, is from the other, or both from a third.
    pub derived: bool,
    /// Whether it is so as a whole.
    pub whole: bool,
    /// What the languages let be seen.
    pub tongue: Tongue,
    /// The figures.
    pub figures: Figures,
}

/// A set of labelled pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// Its name.
    pub name: String,
    /// How much it counts, above 0.
    pub weight: f64,
    /// The share of its pairs that those that answer yes are weighed to, between 0 and 1; none: as labelled.
    pub share: Option<f64>,
}

/// The functions fitted to labelled pairs, one for each question and tongue, and how well they hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    columns: Vec<Column>,
    sets: Vec<Set>,
}

/// One function.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    name: String,
    model: Logistic,
    /// For each set that has such pairs, what was promised for them by functions that had not seen them.
    holds: Vec<Holds>,
    /// Over all sets, in cross-validation.
    calibration: Calibration,
}

/// How a function holds on one set.
#[derive(Clone, Debug, PartialEq)]
struct Holds {
    set: usize,
    n_pairs: usize,
    n_yes: usize,
    /// By functions fitted on four fifths of all pairs.
    validated: Prf,
    /// By a function fitted on the other sets; none if there are no others.
    held_out: Option<Prf>,
}

/// A pair as the fit sees it.
struct Example<'l> {
    figures: &'l Figures,
    is_so: bool,
    set: usize,
    weight: f64,
}

/// Rounds over all coefficients.
const ROUNDS: usize = 120;

/// Half the penalty on each squared coefficient, for examples of total weight 1.
const PENALTY: f64 = 0.0001;

/// Parts of the pairs for cross-validation.
const FOLDS: usize = 5;

/// The name of each question, in the order of the table.
const QUESTIONS: [&str; 2] = ["derived", "whole"];

impl Labelled {
    /// Writes pairs with their figures as a table with a header line.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_table(labelled: &[Self], sets: &[Set], out: &mut dyn Write) -> io::Result<()> {
        let names = NAMES.join("\t");
        writeln!(out, "set\ta\tb\tlabel\tderived\twhole\ttongue\t{names}")?;
        for pair in labelled {
            let (derived, whole) = (u8::from(pair.derived), u8::from(pair.whole));
            let set = &sets[pair.set].name;
            let tongue = pair.tongue.name();
            write!(
                out,
                "{set}\t{}\t{}\t{}\t{derived}\t{whole}\t{tongue}",
                pair.a, pair.b, pair.label
            )?;
            for figure in pair.figures {
                write!(out, "\t{figure:.5}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

impl Fit {
    /// Fits all functions and tries them on pairs they have not seen; takes O(rounds × figures × pairs) a function.
    #[must_use]
    pub fn new(sets: &[Set], labelled: &[Labelled]) -> Self {
        let mut columns = Vec::new();
        for question in QUESTIONS {
            for tongue in Tongue::ALL {
                let of_tongue = labelled.iter().filter(|pair| pair.tongue == tongue);
                let mut examples: Vec<Example<'_>> = of_tongue
                    .map(|pair| Example {
                        figures: &pair.figures,
                        is_so: if question == "whole" {
                            pair.whole
                        } else {
                            pair.derived
                        },
                        set: pair.set,
                        weight: 1.0,
                    })
                    .collect();
                weigh(&mut examples, sets);
                columns.push(Column::new(
                    format!("{question}, {}", tongue.name()),
                    &examples,
                    sets.len(),
                ));
            }
        }
        Self {
            columns,
            sets: sets.to_vec(),
        }
    }
}

impl Column {
    fn new(name: String, examples: &[Example<'_>], n_sets: usize) -> Self {
        let all: Vec<&Example<'_>> = examples.iter().collect();
        let folds = by_others(examples, FOLDS, |i| i % FOLDS);
        let others = by_others(examples, n_sets, |i| examples[i].set);
        let has_others = (0..n_sets)
            .filter(|&set| examples.iter().any(|e| e.set == set))
            .count()
            > 1;
        let holds = (0..n_sets).filter_map(|set| {
            let of_set = |answers: &[f64]| -> Vec<(f64, bool)> {
                let pairs = examples.iter().zip(answers).filter(|(e, _)| e.set == set);
                pairs.map(|(e, &answer)| (answer, e.is_so)).collect()
            };
            let validated = of_set(&folds);
            (!validated.is_empty()).then(|| Holds {
                set,
                n_pairs: validated.len(),
                n_yes: validated.iter().filter(|(_, is_so)| *is_so).count(),
                validated: prf(&validated),
                held_out: has_others.then(|| prf(&of_set(&others))),
            })
        });
        let promises: Vec<(f64, bool)> = examples
            .iter()
            .zip(&folds)
            .map(|(e, &answer)| (answer, e.is_so))
            .collect();
        Self {
            name,
            model: fit(&all),
            holds: holds.collect(),
            calibration: Calibration::of(&promises),
        }
    }
}

/// Precision and recall of answers of one half and more.
fn prf(answers: &[(f64, bool)]) -> Prf {
    let yes = answers.iter().filter(|(answer, _)| *answer >= 0.5);
    let right = yes.clone().filter(|(_, is_so)| *is_so).count();
    let wanted = answers.iter().filter(|(_, is_so)| *is_so).count();
    Prf::of(right, wanted, yes.count())
}

/// Gives each example its weight: the sets by theirs, the pairs of a set alike or by the share of those that say yes.
fn weigh(examples: &mut [Example<'_>], sets: &[Set]) {
    let mut counts = vec![[0_usize; 2]; sets.len()];
    for e in examples.iter() {
        counts[e.set][usize::from(e.is_so)] += 1;
    }
    for e in examples {
        let of_set = counts[e.set];
        let alike = sets[e.set].weight / (of_set[0] + of_set[1]) as f64;
        let n_alike = of_set[usize::from(e.is_so)] as f64;
        e.weight = match sets[e.set].share {
            Some(share) if of_set[0] > 0 && of_set[1] > 0 => {
                let share = if e.is_so { share } else { 1.0 - share };
                sets[e.set].weight * share / n_alike
            }
            _ => alike,
        };
    }
}

/// The answer for each example by a function fitted on the other parts.
fn by_others(examples: &[Example<'_>], n: usize, part: impl Fn(usize) -> usize) -> Vec<f64> {
    let mut answers = vec![0.0; examples.len()];
    for left_out in 0..n {
        let others = examples
            .iter()
            .enumerate()
            .filter(|&(i, _)| part(i) != left_out);
        let others: Vec<&Example<'_>> = others.map(|(_, e)| e).collect();
        if others.len() == examples.len() {
            continue;
        }
        let model = fit(&others);
        for (i, e) in examples.iter().enumerate() {
            if part(i) == left_out {
                answers[i] = model.of(e.figures);
            }
        }
    }
    answers
}

/// The most likely function for `examples`.
fn fit(examples: &[&Example<'_>]) -> Logistic {
    let total: f64 = examples.iter().map(|e| e.weight).sum();
    let mut model = Logistic {
        bias: 0.0,
        coefficients: [0.0; N_FIGURES],
    };
    let mut odds = vec![0.0; examples.len()];
    for _ in 0..ROUNDS {
        for place in 0..N_FIGURES {
            let before = model.coefficients[place];
            let figure = |e: &Example<'_>| e.figures[place];
            let [slope, curve] = derivatives(examples, &odds, figure);
            let penalty = 2.0 * PENALTY * total;
            let after =
                before - (slope + penalty * before) / (curve + penalty).max(f64::MIN_POSITIVE);
            let after = if place >= N_FIGURES - N_AGAINST {
                after.min(0.0)
            } else {
                after.max(0.0)
            };
            shift(&mut odds, examples, |e| (after - before) * figure(e));
            model.coefficients[place] = after;
        }
        let [slope, curve] = derivatives(examples, &odds, |_| 1.0);
        let step = if curve > 0.0 { slope / curve } else { 0.0 };
        shift(&mut odds, examples, |_| -step);
        model.bias -= step;
    }
    model
}

/// The first and second derivative of the loss by the coefficient of `figure`.
fn derivatives(
    examples: &[&Example<'_>],
    odds: &[f64],
    figure: impl Fn(&Example<'_>) -> f64,
) -> [f64; 2] {
    let mut sums = [0.0, 0.0];
    for (e, odds) in examples.iter().zip(odds) {
        let x = figure(e);
        let p = 1.0 / (1.0 + f64::exp(-odds));
        sums[0] += e.weight * x * (p - f64::from(u8::from(e.is_so)));
        sums[1] += e.weight * x * x * p * (1.0 - p);
    }
    sums
}

fn shift(odds: &mut [f64], examples: &[&Example<'_>], by: impl Fn(&Example<'_>) -> f64) {
    for (odds, e) in odds.iter_mut().zip(examples) {
        *odds += by(e);
    }
}

/// The table of coefficients, with how well they hold as comments.
impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "# Coefficients of the score, version 6; written by `silsilah fit`."
        )?;
        writeln!(
            f,
            "# A score is 1 / (1 + exp(-(bias + sum of coefficient * figure)))."
        )?;
        writeln!(
            f,
            "# F1 of scores of .5 and more on pairs that the function had not seen: in {FOLDS}-fold"
        )?;
        writeln!(f, "# cross-validation, and fitted on the other sets alone.")?;
        for column in &self.columns {
            for holds in &column.holds {
                let set = &self.sets[holds.set];
                let held_out = holds
                    .held_out
                    .map_or_else(|| "-".to_owned(), |prf| format!("{:.3}", prf.f1));
                writeln!(
                    f,
                    "# {}: {}, {} of {} pairs: {:.3} / {held_out}",
                    column.name, set.name, holds.n_yes, holds.n_pairs, holds.validated.f1
                )?;
            }
            let error = column.calibration.expected_error;
            writeln!(
                f,
                "# {}: expected calibration error {error:.3}",
                column.name
            )?;
        }
        let names: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        writeln!(f, "# figure\t{}\tmeaning (range)", names.join("\t"))?;
        let mut row = |name: &str, of: &dyn Fn(&Logistic) -> f64, meaning: &str| {
            let values: Vec<String> = self
                .columns
                .iter()
                .map(|c| format!("{:.3}", of(&c.model) + 0.0))
                .collect();
            writeln!(f, "{name}\t{}\t{meaning}", values.join("\t"))
        };
        row("bias", &|model| model.bias, "no evidence at all")?;
        for (place, (name, meaning)) in NAMES.iter().zip(MEANINGS).enumerate() {
            row(name, &|model| model.coefficients[place], meaning)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(set: usize, yes: bool, items: f64, conflict: f64) -> Labelled {
        let place = |name: &str| NAMES.iter().position(|n| *n == name).unwrap_or(0);
        let mut figures = [0.0; N_FIGURES];
        figures[place("items")] = items;
        figures[place("conflict")] = conflict;
        // Says the opposite of what it means, and must be given no say.
        figures[place("rare")] = 1.0 - items;
        Labelled {
            set,
            a: "a".into(),
            b: "b".into(),
            label: String::new(),
            derived: yes,
            whole: yes,
            tongue: Tongue::One,
            figures,
        }
    }

    /// Two sets, in which items tell yes from no, and conflict speaks against.
    fn labelled() -> Vec<Labelled> {
        let pairs = (0..200).map(|i| {
            let yes = i % 3 == 0;
            let noise = f64::from(i * 37 % 100) / 400.0;
            let items = if yes { 0.55 } else { 0.2 } + noise;
            pair(
                usize::from(i >= 120),
                yes,
                items,
                if yes { 0.1 } else { 0.4 + noise },
            )
        });
        pairs.collect()
    }

    fn sets() -> Vec<Set> {
        let set = |name: &str| Set {
            name: name.into(),
            weight: 1.0,
            share: Some(0.5),
        };
        vec![set("one"), set("two")]
    }

    #[test]
    fn coefficients_have_the_sign_of_their_meaning_and_hold() {
        let fit = Fit::new(&sets(), &labelled());
        let one = &fit.columns[0];
        let of = |name: &str| {
            let place = NAMES.iter().position(|n| *n == name).unwrap_or(0);
            one.model.coefficients[place]
        };
        assert!(
            of("items") > 0.0 && of("conflict") < 0.0 && of("rare") == 0.0,
            "{:?}",
            one.model
        );
        for holds in &one.holds {
            assert!(holds.validated.f1 > 0.95 && holds.held_out.is_some_and(|prf| prf.f1 > 0.95));
        }
        assert_eq!(fit, Fit::new(&sets(), &labelled()));
    }

    #[test]
    fn the_table_names_every_figure() {
        let table = Fit::new(&sets(), &labelled()).to_string();
        let rows: Vec<&str> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert_eq!(rows.len(), 1 + N_FIGURES);
        assert!(
            rows.iter().all(|row| row.split('\t').count() == 8),
            "{table}"
        );
    }
}
