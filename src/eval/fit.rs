//! The coefficients of the score, from labelled pairs.
//!
//! **In** the figures of labelled pairs, set by set. **Out** a [`Fit`]: for each question and tongue the most likely
//! function with coefficients of the right sign, and how well it holds. It prints as the table that
//! [`verify`](crate::verify) reads.
//!
//! A set weighs as much as it is told, whatever its size; within a set a pair weighs as much as any other, or those that
//! answer yes are weighed to a share of all, where pairs were not drawn as they come.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};

use super::calibration::Calibration;
use super::figure::Prf;
use super::likelihood::{Example, Form, fit};
use crate::sketch::hash;
use crate::verify::figures::{Figures, MEANINGS, NAMES, OF_THE_WHOLE};
use crate::verify::{Logistic, Question, Tongue, Ways};

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
    /// Where its labels are from: sets with the same labels are never learnt from to try one another.
    pub labels: String,
    /// The question that its labels answer, if not both.
    pub only: Option<Question>,
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
    ways: Ways,
    /// For each set that has such pairs, what was promised for them by functions that had not seen them.
    holds: Vec<Holds>,
    /// Over all sets, in cross-validation.
    calibration: Calibration,
    /// The answer from which it is best to say yes.
    decision: f64,
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

/// Parts of the pairs for cross-validation.
const FOLDS: u64 = 5;

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
        for question in Question::ALL {
            for tongue in Tongue::ALL {
                let answers = |set: usize| sets[set].only.is_none_or(|only| only == question);
                let examples = labelled
                    .iter()
                    .filter(|pair| pair.tongue == tongue && answers(pair.set));
                let mut examples: Vec<Example<'_>> = examples
                    .map(|pair| Example {
                        figures: &pair.figures,
                        is_so: match question {
                            Question::Derived => pair.derived,
                            Question::Whole => pair.whole,
                        },
                        set: pair.set,
                        weight: 1.0,
                        fold: hash::combine(&[hash::word(&pair.a), hash::word(&pair.b)]) % FOLDS,
                    })
                    .collect();
                weigh(&mut examples, sets);
                let name = format!("{}, {}", question.name(), tongue.name());
                columns.push(Column::new(name, &examples, sets, form(question, tongue)));
            }
        }
        Self {
            columns,
            sets: sets.to_vec(),
        }
    }
}

/// A text may be another's in two ways, by its passages or sentence by sentence, where enough pairs are labelled to tell
/// these apart.
fn form(question: Question, tongue: Tongue) -> Form {
    Form {
        n_ways: match tongue {
            Tongue::One => 2,
            Tongue::Unstemmed | Tongue::Two => 1,
        },
        mute: match question {
            Question::Derived => &OF_THE_WHOLE,
            Question::Whole => &[],
        },
    }
}

impl Column {
    fn new(name: String, examples: &[Example<'_>], sets: &[Set], form: Form) -> Self {
        let all: Vec<&Example<'_>> = examples.iter().collect();
        let folds = by_others(examples, form, |e| e.fold);
        let labels = |e: &Example<'_>| sets[e.set].labels.as_str();
        let others = by_others(examples, form, labels);
        let has_others = examples.iter().any(|e| labels(e) != labels(&examples[0]));
        let holds = (0..sets.len()).filter_map(|set| {
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
            ways: fit(&all, form),
            holds: holds.collect(),
            calibration: Calibration::of(&promises),
            decision: decision(examples, &folds),
        }
    }
}

/// The answer from which saying yes makes F1 highest: half of the highest F1 itself, if answers are calibrated
/// (Z. Lipton, C. Elkan and B. Naryanaswamy, *Optimal thresholding of classifiers to maximize F1 measure*, 2014).
fn decision(examples: &[Example<'_>], answers: &[f64]) -> f64 {
    let mut ranked: Vec<(f64, &Example<'_>)> = answers.iter().copied().zip(examples).collect();
    ranked.sort_by(|(x, _), (y, _)| y.total_cmp(x));
    let so = |e: &Example<'_>| if e.is_so { e.weight } else { 0.0 };
    let wanted: f64 = examples.iter().map(so).sum();
    let (mut said, mut right, mut best) = (0.0, 0.0, 0.0_f64);
    for (_, e) in ranked {
        said += e.weight;
        right += so(e);
        best = best.max(2.0 * right / (said + wanted));
    }
    best / 2.0
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
fn by_others<'e, P: Ord>(
    examples: &'e [Example<'_>],
    form: Form,
    part: impl Fn(&'e Example<'_>) -> P,
) -> Vec<f64> {
    let mut answers = vec![0.0; examples.len()];
    let parts: BTreeSet<P> = examples.iter().map(&part).collect();
    for left_out in parts {
        let others: Vec<&Example<'_>> = examples.iter().filter(|e| part(e) != left_out).collect();
        let ways = fit(&others, form);
        for (answer, e) in answers.iter_mut().zip(examples) {
            if part(e) == left_out {
                *answer = ways.of(e.figures);
            }
        }
    }
    answers
}

/// The table of coefficients, with how well they hold as comments.
impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "# Coefficients of the score, version 10; written by `silsilah fit`."
        )?;
        writeln!(
            f,
            "# A way has the probability 1 / (1 + exp(-(bias + sum of coefficient * figure)));"
        )?;
        writeln!(
            f,
            "# a score of two ways that of either, 1 - (1 - first) * (1 - second)."
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
        let ways = self.columns.iter().flat_map(|column| {
            let numbered = column.ways.0.iter().zip(1..);
            numbered.map(move |(way, number)| (column, way, number))
        });
        let ways: Vec<(&Column, &Logistic, usize)> = ways.collect();
        let heads: Vec<String> = ways
            .iter()
            .map(|(column, _, number)| match column.ways.0.len() {
                1 => column.name.clone(),
                _ => format!("{}, way {number}", column.name),
            })
            .collect();
        writeln!(f, "# figure\t{}\tmeaning (range)", heads.join("\t"))?;
        let mut row = |name: &str, of: &dyn Fn(&Column, &Logistic) -> f64, meaning: &str| {
            let values: Vec<String> = ways
                .iter()
                .map(|(column, way, _)| format!("{:.3}", of(column, way) + 0.0))
                .collect();
            writeln!(f, "{name}\t{}\t{meaning}", values.join("\t"))
        };
        row(
            "decision",
            &|column, _| column.decision,
            "the score from which the answer is yes: half of the highest F1 in cross-validation, where F1 is highest",
        )?;
        row("bias", &|_, way| way.bias, "no evidence at all")?;
        for (place, (name, meaning)) in NAMES.iter().zip(MEANINGS).enumerate() {
            row(name, &|_, way| way.coefficients[place], meaning)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::verify::figures::N_FIGURES;

    fn pair(set: usize, yes: bool, items: f64, conflict: f64) -> Labelled {
        let place = |name: &str| NAMES.iter().position(|n| *n == name).unwrap_or(0);
        let mut figures = [0.0; N_FIGURES];
        figures[place("items")] = items;
        figures[place("conflict")] = conflict;
        // Says the opposite of what it means, and must be given no say.
        figures[place("rare")] = 1.0 - items;
        Labelled {
            set,
            a: format!("{items}"),
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
            labels: name.into(),
            only: None,
        };
        vec![set("one"), set("two")]
    }

    #[test]
    fn coefficients_have_the_sign_of_their_meaning_and_hold() {
        let fit = Fit::new(&sets(), &labelled());
        let one = &fit.columns[0];
        let of = |name: &str| {
            let place = NAMES.iter().position(|n| *n == name).unwrap_or(0);
            one.ways
                .0
                .iter()
                .map(|way| way.coefficients[place])
                .sum::<f64>()
        };
        assert!(
            of("items") > 0.0 && of("conflict") < 0.0 && of("rare") == 0.0,
            "{:?}",
            one.ways
        );
        for holds in &one.holds {
            assert!(holds.validated.f1 > 0.95 && holds.held_out.is_some_and(|prf| prf.f1 > 0.95));
        }
        assert!((0.475..=0.5).contains(&one.decision), "{}", one.decision);
        assert_eq!(fit, Fit::new(&sets(), &labelled()));
    }

    /// What is covered has no say in whether a part is from the other, and a set can be asked for one answer alone.
    #[test]
    fn each_question_has_its_own_figures_and_sets() {
        let place = OF_THE_WHOLE[0];
        let covered = labelled().into_iter().map(|mut pair| {
            pair.figures[place] = f64::from(u8::from(pair.whole));
            pair
        });
        let covered: Vec<Labelled> = covered.collect();
        let mut sets = sets();
        sets[1].only = Some(Question::Whole);
        let fit = Fit::new(&sets, &covered);
        let column = |name: &str| fit.columns.iter().find(|c| c.name == name).unwrap();
        let says = |name| column(name).ways.0[0].coefficients[place];
        assert!(says("derived, one language").abs() < 1e-12);
        assert!(says("whole, one language") > 0.0);
        assert_eq!(column("derived, one language").holds.len(), 1);
        assert_eq!(column("whole, one language").holds.len(), 2);
    }

    /// Of four answers the two highest and the lowest are right: F1 is highest if all are taken, 6/7.
    #[test]
    fn the_decision_is_half_of_the_highest_f1() {
        let figures = [0.0; N_FIGURES];
        let example = |is_so| Example {
            figures: &figures,
            is_so,
            set: 0,
            weight: 2.0,
            fold: 0,
        };
        let examples = [true, false, true, true].map(example);
        let found = decision(&examples, &[0.9, 0.3, 0.8, 0.2]);
        assert!((found - 3.0 / 7.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn the_table_names_every_figure() {
        let table = Fit::new(&sets(), &labelled()).to_string();
        let rows: Vec<&str> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert_eq!(rows.len(), 2 + N_FIGURES);
        assert!(
            rows.iter().all(|row| row.split('\t').count() == 10),
            "{table}"
        );
    }
}
