//! The choice of a page's parent, as figures and weights.
//!
//! **In** a group of pages that share text. **Out** for each page the [`Choice`] it stands for: every page that it may
//! have come from, and an item outside the collection, each as a few figures. A weight for each figure, fitted to
//! traditions whose making is known, turns them into log-odds; the table is `data/choice.tsv`, and
//! `silsilah eval lineage --fit` makes it again.
//!
//! Two questions are asked, one after the other. Which page of the group, if any, *is* the wire item? A page that has
//! nearly all that pages share, and nothing of its own, early ([`ITEM`]). Then, for each page: which of the others did
//! it come from ([`PARENT`]), or none of them ([`OUTSIDE`])? The second is asked in rounds, since a page is the
//! likelier parent the more others probably came from it.

use std::sync::LazyLock;

use super::collation::Collation;
use super::evidence::{Evidence, View};
use super::group::Group;
use super::time::Order;
use crate::article::ArticleIdx;

/// What is asked of a page that may be the wire item itself. Counts are `ln(1 + n)`.
pub const ITEM: [&str; 6] = [
    "one",
    "rank",
    "complete",
    "unique",
    "departures",
    "explains",
];

/// What is asked of a page that another may have come from. Counts are `ln(1 + n)`, times `ln(1 + hours)`.
pub const PARENT: [&str; 14] = [
    "kept",
    "covered",
    "restored",
    "restored_wide",
    "crossed",
    "sole",
    "complete",
    "unique",
    "departures",
    "order",
    "hours_before",
    "hours_after",
    "item",
    "chosen",
];

/// What is asked where a page may have come from none of the others.
pub const OUTSIDE: [&str; 9] = [
    "one",
    "pages",
    "own_item",
    "any_item",
    "least_against",
    "none_older",
    "share_older",
    "others",
    "most_kept",
];

/// Where the figures stand that depend on the answers to other questions, and are filled in when those are known.
mod late {
    pub(super) const ITEM: usize = 12;
    pub(super) const CHOSEN: usize = 13;
    pub(super) const OWN_ITEM: usize = 2;
    pub(super) const ANY_ITEM: usize = 3;
    pub(super) const OTHERS: usize = 7;
}

/// The table that is built in.
const TABLE: &str = include_str!("data/choice.tsv");

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::parse(TABLE));

/// A weight for each figure, in log-odds a unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// Those of [`ITEM`].
    pub item: [f64; ITEM.len()],
    /// Those of the choice, round by round: in the first nothing is known of the other pages' choices, in each later
    /// one what they probably are by the round before.
    pub rounds: [ChoiceWeights; ROUNDS],
}

/// How often the choice is made.
pub const ROUNDS: usize = 3;

/// Weights of a choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChoiceWeights {
    /// Those of [`PARENT`].
    pub parent: [f64; PARENT.len()],
    /// Those of [`OUTSIDE`].
    pub outside: [f64; OUTSIDE.len()],
}

impl Weights {
    /// The weights that are built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads lines `question round<TAB>figure<TAB>weight`; `#` begins a comment, and a figure without a line weighs nothing.
    fn parse(table: &str) -> Self {
        let mut weights = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(question), Some(name), Some(weight)) =
                (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let (kind, round) = question.split_once(' ').unwrap_or((question, "1"));
            let round = round.parse::<usize>().unwrap_or(1).clamp(1, ROUNDS) - 1;
            let (names, slots): (&[&str], &mut [f64]) = match kind {
                "item" => (&ITEM, &mut weights.item),
                "parent" => (&PARENT, &mut weights.rounds[round].parent),
                _ => (&OUTSIDE, &mut weights.rounds[round].outside),
            };
            if let Some(i) = names.iter().position(|n| *n == name) {
                slots[i] = weight.parse().unwrap_or(0.0);
            }
        }
        weights
    }

    /// The lines of `data/choice.tsv`.
    #[must_use]
    pub fn table(&self) -> String {
        let rows = |question: &str, names: &[&str], weights: &[f64]| -> Vec<String> {
            let rows = names.iter().zip(weights);
            rows.map(|(name, weight)| format!("{question}\t{name}\t{weight:.4}\n"))
                .collect()
        };
        let mut table = rows("item", &ITEM, &self.item);
        for (weights, round) in self.rounds.iter().zip(1..) {
            table.extend(rows(&format!("parent {round}"), &PARENT, &weights.parent));
            table.extend(rows(
                &format!("outside {round}"),
                &OUTSIDE,
                &weights.outside,
            ));
        }
        table.concat()
    }

    /// The weights of the last round.
    #[must_use]
    pub fn last(&self) -> &ChoiceWeights {
        &self.rounds[ROUNDS - 1]
    }
}

/// What a page's parent is chosen among.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The page.
    pub child: ArticleIdx,
    /// The pages that it may have come from.
    pub parents: Vec<(ArticleIdx, [f64; PARENT.len()])>,
    /// None of them.
    pub outside: [f64; OUTSIDE.len()],
}

/// A group as figures, before any weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// The pages, with what speaks for each being the wire item.
    pub items: Vec<(ArticleIdx, [f64; ITEM.len()])>,
    /// For each page its choice; what depends on the answer to the first question is still 0.
    choices: Vec<Choice>,
    /// For each page the places of its possible parents.
    places: Vec<Vec<usize>>,
}

/// What is seen of `group`.
///
/// Takes time linear in the words of its pages, times its pairs, times the pages that have a reading (at most 48).
#[must_use]
pub fn observe(evidence: &Evidence<'_>, group: &Group) -> Observed {
    let n = group.members.len();
    let collation = Collation::new(evidence, group);
    let standings = collation.standings();
    let (mut choices, mut places) = (Vec::with_capacity(n), Vec::with_capacity(n));
    // For each page, the pages beside it and how many of them it explains.
    let mut explains = vec![(0_usize, 0_usize); n];
    for (child, member) in group.members.iter().enumerate() {
        let article = member.article;
        let older = |page: usize| !evidence.surely_later(group.members[page].article, article);
        let views: Vec<(usize, View<'_>)> = views(evidence, group, article);
        let near: Vec<usize> = views.iter().map(|(place, _)| *place).collect();
        let (mut least_against, mut most_kept) = (f64::INFINITY, 0.0_f64);
        let readings = collation.readings(child, &near, older);
        let parents = views.iter().zip(readings).map(|(&(place, view), seen)| {
            let standing = standings[place];
            let against = log(seen.restored_wide) + log(seen.crossed);
            least_against = least_against.min(against);
            most_kept = most_kept.max(seen.kept);
            explains[place].0 += usize::from(against == 0.0);
            explains[place].1 += 1;
            let [in_order, before, after] = times(evidence, view.parent(), article);
            let figures = [
                seen.kept,
                view.child_share(),
                log(seen.restored),
                log(seen.restored_wide),
                log(seen.crossed),
                log(seen.sole),
                standing.complete,
                log(standing.unique),
                log(standing.departures),
                in_order,
                before,
                after,
                0.0,
                0.0,
            ];
            (view.parent(), figures)
        });
        let parents: Vec<_> = parents.collect();
        let n_older = near.iter().filter(|&&page| older(page)).count();
        choices.push(Choice {
            child: article,
            parents,
            outside: [
                1.0,
                (n as f64).ln(),
                0.0,
                0.0,
                if least_against.is_finite() {
                    least_against
                } else {
                    0.0
                },
                f64::from(u8::from(n_older == 0)),
                n_older as f64 / n as f64,
                0.0,
                most_kept,
            ],
        });
        places.push(near);
    }
    let items = group.members.iter().enumerate().map(|(page, member)| {
        let standing = standings[page];
        let (n_explained, n_near) = explains[page];
        let figures = [
            1.0,
            rank(evidence, group, member.article).ln_1p(),
            standing.complete,
            log(standing.unique),
            log(standing.departures),
            n_explained as f64 / n_near.max(1) as f64,
        ];
        (member.article, figures)
    });
    Observed {
        items: items.collect(),
        choices,
        places,
    }
}

impl Observed {
    /// The choices, with the first question answered by weights `item`, and nothing known of other pages' choices.
    #[must_use]
    pub fn first_choices(&self, item: &[f64; ITEM.len()]) -> Vec<Choice> {
        let odds: Vec<f64> = self.items.iter().map(|(_, f)| dot(item, f)).collect();
        let any: f64 = odds.iter().map(|o| o.exp()).sum();
        let choices = self.choices.iter().zip(&self.places).zip(&odds);
        choices
            .map(|((choice, places), own)| {
                let mut choice = choice.clone();
                for ((_, figures), &place) in choice.parents.iter_mut().zip(places) {
                    // One page at most is the item.
                    figures[late::ITEM] = odds[place].exp() / (1.0 + any);
                }
                choice.outside[late::OWN_ITEM] = *own;
                choice.outside[late::ANY_ITEM] = any.ln();
                choice
            })
            .collect()
    }

    /// Tells each of `choices` what the others probably are by the weights of the round before: a wire item, seen or
    /// not, has many pages from it.
    #[must_use]
    pub fn next_choices(&self, mut choices: Vec<Choice>, before: &ChoiceWeights) -> Vec<Choice> {
        let probabilities: Vec<Vec<f64>> =
            choices.iter().map(|c| before.probabilities(c)).collect();
        let n_others = (choices.len() - 1).max(1) as f64;
        let mut taken = vec![0.0; choices.len()];
        let mut outside = 0.0;
        for (probabilities, places) in probabilities.iter().zip(&self.places) {
            for (probability, &place) in probabilities.iter().zip(places) {
                taken[place] += probability;
            }
            outside += probabilities[places.len()];
        }
        for ((choice, places), own) in choices.iter_mut().zip(&self.places).zip(&probabilities) {
            for (((_, figures), &place), own) in choice.parents.iter_mut().zip(places).zip(own) {
                figures[late::CHOSEN] = (taken[place] - own) / n_others;
            }
            choice.outside[late::OTHERS] = (outside - own[places.len()]) / n_others;
        }
        choices
    }

    /// The choices as `weights` need them.
    #[must_use]
    pub fn choices(&self, weights: &Weights) -> Vec<Choice> {
        let before = &weights.rounds[..ROUNDS - 1];
        before
            .iter()
            .fold(self.first_choices(&weights.item), |choices, round| {
                self.next_choices(choices, round)
            })
    }
}

impl ChoiceWeights {
    /// The probability of each candidate of `choice`, and at the end of none of them.
    #[must_use]
    pub fn probabilities(&self, choice: &Choice) -> Vec<f64> {
        let parents = choice.parents.iter().map(|(_, f)| dot(&self.parent, f));
        let odds: Vec<f64> = parents
            .chain([dot(&self.outside, &choice.outside)])
            .collect();
        let top = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mass: Vec<f64> = odds.iter().map(|o| (o - top).exp()).collect();
        let all: f64 = mass.iter().sum();
        mass.into_iter().map(|m| m / all).collect()
    }
}

/// The pages of the group that share text with `article`, by place.
fn views<'a>(
    evidence: &Evidence<'a>,
    group: &Group,
    article: ArticleIdx,
) -> Vec<(usize, View<'a>)> {
    evidence
        .reuses(article)
        .filter(|(number, _)| group.matches.binary_search(number).is_ok())
        .map(|(_, found)| View::of(found, article))
        .filter_map(|view| Some((group.place(view.parent())?, view)))
        .collect()
}

/// The log-likelihood ratio of the order, and `ln(1 + hours)` by which the parent is before and after.
fn times(evidence: &Evidence<'_>, parent: ArticleIdx, child: ArticleIdx) -> [f64; 3] {
    let hours = |seconds: i64| (seconds.max(0) as f64 / 3600.0).ln_1p();
    let there = evidence.order(parent, child);
    let back = evidence.order(child, parent);
    [
        there.map_or(0.0, Order::weight),
        there.map_or(0.0, |order| hours(order.gap)),
        back.map_or(0.0, |order| hours(order.gap)),
    ]
}

/// How many pages of the group are older than `article`, by the chance of each.
fn rank(evidence: &Evidence<'_>, group: &Group, article: ArticleIdx) -> f64 {
    let others = group.members.iter().filter(|m| m.article != article);
    others
        .map(|m| {
            let order = evidence.order(m.article, article);
            order.map_or(0.5, |order| order.earlier)
        })
        .sum()
}

/// A count as a figure.
fn log(n: usize) -> f64 {
    (n as f64).ln_1p()
}

/// The log-odds of figures.
#[must_use]
pub fn dot<const N: usize>(weights: &[f64; N], figures: &[f64; N]) -> f64 {
    weights.iter().zip(figures).map(|(w, f)| w * f).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_figures_stand_under_their_names() {
        assert_eq!(
            [PARENT[late::ITEM], PARENT[late::CHOSEN]],
            ["item", "chosen"]
        );
        let outside = [late::OWN_ITEM, late::ANY_ITEM, late::OTHERS].map(|at| OUTSIDE[at]);
        assert_eq!(outside, ["own_item", "any_item", "others"]);
    }

    #[test]
    fn a_table_reads_back() {
        let built_in = Weights::built_in();
        assert_eq!(&Weights::parse(&built_in.table()), built_in);
        let figures = built_in.item.iter().chain(&built_in.last().parent);
        assert!(figures.chain(&built_in.last().outside).all(|w| *w != 0.0));
    }
}
