//! A clustering held against another: pairwise figures, B-cubed, adjusted Rand index.
//!
//! **In** the gold cluster of each article, and the families found. **Out** [`ClusterFigures`]. Only articles in the
//! gold file are scored; one that no family holds is alone. An article in several families counts for the one that
//! holds the largest share of it, the first of equals.
//!
//! With `n_ij` articles in gold cluster `i` and found cluster `j`, sums `g_i` and `p_j`, and `C(x) = x (x - 1) / 2`:
//!
//! ```text
//! pairwise   P = sum C(n_ij) / sum C(p_j)     R = sum C(n_ij) / sum C(g_i)
//! B-cubed    P = sum n_ij^2 / p_j / n         R = sum n_ij^2 / g_i / n
//! expected   E = sum C(g_i) * sum C(p_j) / C(n)
//! ARI        (sum C(n_ij) - E) / ((sum C(g_i) + sum C(p_j)) / 2 - E)
//! ```
//!
//! Sources: A. Bagga and B. Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998;
//! L. Hubert and P. Arabie, "Comparing partitions", 1985.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::figure::Prf;

/// The gold cluster of each article; `None` stands alone.
pub type Clusters = BTreeMap<String, Option<String>>;

/// A family as a run states it.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundFamily {
    /// Its id.
    pub id: String,
    /// Its articles, each with the share of it that belongs here.
    pub members: Vec<(String, f64)>,
}

/// How well a clustering agrees with the gold one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClusterFigures {
    /// Articles scored.
    pub n_articles: usize,
    /// Pairs of articles that the gold clusters join.
    pub n_gold_pairs: u64,
    /// Pairs of scored articles that the found clusters join.
    pub n_found_pairs: u64,
    /// Over pairs.
    pub pairwise: Prf,
    /// Adjusted Rand index: 1 for equal clusterings, about 0 for chance, at worst under 0.
    pub ari: f64,
    /// Over articles.
    pub b_cubed: Prf,
}

/// Scores families against gold clusters; takes O(n log n).
///
/// # Examples
/// ```
/// use silsilah::eval::cluster::{Clusters, FoundFamily, score};
///
/// let gold: Clusters = [("a", Some("1")), ("b", Some("1")), ("c", None)]
///     .map(|(id, cluster)| (id.to_owned(), cluster.map(str::to_owned)))
///     .into();
/// let found = FoundFamily { id: "f".into(), members: vec![("a".into(), 1.0), ("b".into(), 0.9)] };
/// assert_eq!(score(&gold, &[found]).ari, 1.0);
/// ```
#[must_use]
pub fn score(gold: &Clusters, found: &[FoundFamily]) -> ClusterFigures {
    let homes = homes(found);
    let mut cells: BTreeMap<(Label<'_>, Label<'_>), u64> = BTreeMap::new();
    let mut golds: BTreeMap<Label<'_>, u64> = BTreeMap::new();
    let mut founds: BTreeMap<Label<'_>, u64> = BTreeMap::new();
    for (id, cluster) in gold {
        let g = Label::new(id, cluster.as_deref());
        let p = Label::new(id, homes.get(id.as_str()).copied());
        *cells.entry((g, p)).or_default() += 1;
        *golds.entry(g).or_default() += 1;
        *founds.entry(p).or_default() += 1;
    }
    let both: u64 = cells.values().copied().map(pairs).sum();
    let in_gold: u64 = golds.values().copied().map(pairs).sum();
    let in_found: u64 = founds.values().copied().map(pairs).sum();
    let n = gold.len();
    let mean = |sum: f64| if n == 0 { 1.0 } else { sum / n as f64 };
    let squares = |sizes: &dyn Fn(&(Label<'_>, Label<'_>)) -> u64| -> f64 {
        let terms = cells.iter();
        terms
            .map(|(cell, &v)| (v * v) as f64 / sizes(cell) as f64)
            .sum()
    };
    ClusterFigures {
        n_articles: n,
        n_gold_pairs: in_gold,
        n_found_pairs: in_found,
        pairwise: Prf::of(both as usize, in_gold as usize, in_found as usize),
        ari: adjusted_rand(both, in_gold, in_found, pairs(n as u64)),
        b_cubed: Prf::new(
            mean(squares(&|cell| founds[&cell.1])),
            mean(squares(&|cell| golds[&cell.0])),
        ),
    }
}

/// The cluster of an article: one with a name, or the article itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label<'a> {
    Alone(&'a str),
    Cluster(&'a str),
}

impl<'a> Label<'a> {
    fn new(id: &'a str, cluster: Option<&'a str>) -> Self {
        cluster.map_or(Self::Alone(id), Self::Cluster)
    }
}

/// The family that holds most of each article.
fn homes(found: &[FoundFamily]) -> BTreeMap<&str, &str> {
    let mut best: BTreeMap<&str, (f64, &str)> = BTreeMap::new();
    for family in found {
        for (id, share) in &family.members {
            let home = best
                .entry(id)
                .or_insert((f64::NEG_INFINITY, family.id.as_str()));
            if *share > home.0 {
                *home = (*share, &family.id);
            }
        }
    }
    best.into_iter().map(|(id, (_, home))| (id, home)).collect()
}

fn pairs(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

/// The adjusted Rand index of two clusterings, from the numbers of pairs that both, either and all make.
fn adjusted_rand(both: u64, gold: u64, found: u64, all: u64) -> f64 {
    let expected = if all == 0 {
        0.0
    } else {
        gold as f64 * found as f64 / all as f64
    };
    let room = f64::midpoint(gold as f64, found as f64) - expected;
    // No room between chance and agreement: both join everything, or nothing.
    if room == 0.0 {
        1.0
    } else {
        (both as f64 - expected) / room
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn gold(labels: &[u8]) -> Clusters {
        let label = |l: u8| (l > 0).then(|| l.to_string());
        let ids = labels.iter().enumerate();
        ids.map(|(i, &l)| (format!("a{i:02}"), label(l))).collect()
    }

    fn found(labels: &[u8]) -> Vec<FoundFamily> {
        let of = |label: u8| {
            let ids = labels.iter().enumerate().filter(move |(_, l)| **l == label);
            ids.map(|(i, _)| (format!("a{i:02}"), 1.0)).collect()
        };
        (1..=9)
            .map(|label| FoundFamily {
                id: label.to_string(),
                members: of(label),
            })
            .collect()
    }

    #[test]
    fn a_table_worked_by_hand() {
        // Gold {a b c} {d e f}, found {a b} {c d} {e f}: 2 common pairs of 6 and 3, 15 in all, 6 * 3 / 15 by chance.
        let figures = score(&gold(&[1, 1, 1, 2, 2, 2]), &found(&[1, 1, 2, 2, 3, 3]));
        assert_eq!((figures.n_gold_pairs, figures.n_found_pairs), (6, 3));
        let expected = (2.0 - 1.2) / (4.5 - 1.2);
        assert!((figures.ari - expected).abs() < 1e-12);
        assert!((figures.pairwise.f1 - 4.0 / 9.0).abs() < 1e-12);
        // Each of a b e f stands with its like alone, c and d with one of two.
        assert!((figures.b_cubed.precision - 5.0 / 6.0).abs() < 1e-12);
        assert!((figures.b_cubed.recall - (4.0 * 2.0 / 3.0 + 2.0 / 3.0) / 6.0).abs() < 1e-12);
    }

    #[test]
    fn an_article_counts_where_most_of_it_is() {
        let family = |id: &str, share| FoundFamily {
            id: id.to_owned(),
            members: vec![("a00".to_owned(), share), (format!("a0{id}"), 1.0)],
        };
        let figures = score(&gold(&[1, 0, 1]), &[family("1", 0.3), family("2", 0.6)]);
        assert_eq!(figures.pairwise, Prf::new(1.0, 1.0));
    }

    #[test]
    fn nothing_to_score_is_no_error() {
        let figures = score(&Clusters::new(), &[]);
        assert_eq!((figures.ari, figures.b_cubed.f1), (1.0, 1.0));
    }

    proptest! {
        /// The definitions, over all pairs and all articles.
        #[test]
        fn agrees_with_counting(labels in prop::collection::vec((0u8..4, 0u8..4), 1..14)) {
            let (g, p): (Vec<u8>, Vec<u8>) = labels.iter().copied().unzip();
            let together = |l: &[u8], i: usize, j: usize| i == j || l[i] > 0 && l[i] == l[j];
            let n = labels.len();
            let mut joined = [0usize; 3];
            for i in 0..n {
                for j in 0..i {
                    let (a, b) = (together(&g, i, j), together(&p, i, j));
                    joined[0] += usize::from(a && b);
                    joined[1] += usize::from(a);
                    joined[2] += usize::from(b);
                }
            }
            let figures = score(&gold(&g), &found(&p));
            prop_assert_eq!(figures.pairwise, Prf::of(joined[0], joined[1], joined[2]));
            let mut sums = [0.0; 2];
            for i in 0..n {
                let count = |f: &dyn Fn(usize) -> bool| (0..n).filter(|&j| f(j)).count() as f64;
                let both = count(&|j| together(&g, i, j) && together(&p, i, j));
                sums[0] += both / count(&|j| together(&p, i, j));
                sums[1] += both / count(&|j| together(&g, i, j));
            }
            prop_assert!((figures.b_cubed.precision - sums[0] / n as f64).abs() < 1e-9);
            prop_assert!((figures.b_cubed.recall - sums[1] / n as f64).abs() < 1e-9);
            // The Rand index, moved and scaled: 1 for agreement, 0 for the mean over all shuffles.
            let all = (n * (n - 1) / 2) as f64;
            let [both, gold, found] = joined.map(|v| v as f64);
            let rand = (all + 2.0 * both - gold - found) / all;
            let mean = (all + 2.0 * gold * found / all - gold - found) / all;
            if n > 1 && (1.0 - mean).abs() > 1e-9 && (gold - found).abs() < 1e-9 {
                prop_assert!((figures.ari - (rand - mean) / (1.0 - mean)).abs() < 1e-9);
            }
            prop_assert!(figures.ari <= 1.0);
        }
    }
}
