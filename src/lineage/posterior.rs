//! How probable each derivation is, over all trees at once.
//!
//! **In** the weights that [`arborescence`](super::arborescence) takes. **Out** for each page the probability of
//! coming from outside, and for each arc its probability.
//!
//! A tree `T` has probability `exp(sum of its weights) / Z`. By the matrix-tree theorem for directed graphs
//! (W. Tutte, 1948; T. Koo et al., "Structured prediction models via the matrix-tree theorem", 2007), with
//! `A[c][p] = exp(weight)` and `r[c] = exp(root weight)`, the matrix `L[c][c] = r[c] + sum_p A[c][p]`,
//! `L[c][p] = -A[c][p]` has determinant `Z`, and with `M = L^-1`
//!
//! ```text
//! P(c from outside) = r[c] * M[c][c]
//! P(c from p)       = A[c][p] * (M[c][c] - M[p][c])
//! ```
//!
//! Every tree takes one arc a page, so each row may be scaled as one likes; scaled to sum 1 a row is the softmax of
//! the page's candidates, and the result is that softmax under the condition that nobody descends from himself.

use super::arborescence::Arc;

/// Probabilities of all derivations of a group.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Posterior {
    /// For each page, the probability that it comes from none of the others.
    pub(super) root: Vec<f64>,
    /// For each arc, in the order given.
    pub(super) arcs: Vec<f64>,
}

/// The probabilities over all trees; takes O(`n^3`) for `n` pages.
///
/// Groups of more than `max_exact` pages get each page's own softmax, which can give both directions of a pair much
/// probability; the cost is then linear.
pub(super) fn posterior(root: &[f64], arcs: &[Arc], max_exact: usize) -> Posterior {
    let n = root.len();
    let mut top = root.to_vec();
    for arc in arcs {
        top[arc.child] = top[arc.child].max(arc.weight);
    }
    let mut from_root: Vec<f64> = (0..n).map(|c| (root[c] - top[c]).exp()).collect();
    let mut from_arc: Vec<f64> = arcs
        .iter()
        .map(|a| (a.weight - top[a.child]).exp())
        .collect();
    let mut sums = from_root.clone();
    for (arc, weight) in arcs.iter().zip(&from_arc) {
        sums[arc.child] += weight;
    }
    for (weight, sum) in from_root.iter_mut().zip(&sums) {
        *weight /= sum;
    }
    for (arc, weight) in arcs.iter().zip(&mut from_arc) {
        *weight /= sums[arc.child];
    }
    if n <= max_exact
        && let Some(inverse) = inverse_laplacian(n, arcs, &from_arc)
    {
        for (c, weight) in from_root.iter_mut().enumerate() {
            *weight = (*weight * inverse[c * n + c]).clamp(0.0, 1.0);
        }
        for (arc, weight) in arcs.iter().zip(&mut from_arc) {
            let gain = inverse[arc.child * n + arc.child] - inverse[arc.parent * n + arc.child];
            *weight = (*weight * gain).clamp(0.0, 1.0);
        }
    }
    Posterior {
        root: from_root,
        arcs: from_arc,
    }
}

/// The inverse of the Laplacian whose rows are scaled to `1 = root + arcs`, row by row; `None` if some page can
/// reach no root with a weight that an f64 holds.
fn inverse_laplacian(n: usize, arcs: &[Arc], weights: &[f64]) -> Option<Vec<f64>> {
    let width = 2 * n;
    // Each row holds the Laplacian's and, beside it, the unit matrix's: Gauss-Jordan turns the pair into the inverse.
    let mut rows: Vec<Vec<f64>> = (0..n)
        .map(|c| {
            let mut row = vec![0.0; width];
            row[c] = 1.0;
            row[n + c] = 1.0;
            row
        })
        .collect();
    for (arc, weight) in arcs.iter().zip(weights) {
        rows[arc.child][arc.parent] -= weight;
    }
    for column in 0..n {
        let best = (column..n).max_by(|&i, &j| {
            let (a, b) = (rows[i][column].abs(), rows[j][column].abs());
            a.total_cmp(&b).then(j.cmp(&i))
        })?;
        rows.swap(column, best);
        let pivot = rows[column][column];
        if pivot.abs() < 1e-12 {
            return None;
        }
        for value in &mut rows[column] {
            *value /= pivot;
        }
        let scaled = rows[column].clone();
        for (i, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if i != column && factor != 0.0 {
                for (value, above) in row.iter_mut().zip(&scaled) {
                    *value -= factor * above;
                }
            }
        }
    }
    Some(rows.iter().flat_map(|row| row[n..].to_vec()).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::arborescence::all_trees;
    use super::*;

    #[test]
    fn beyond_the_limit_each_page_is_judged_alone() {
        let arcs = [(0, 1), (1, 0)].map(|(child, parent)| Arc {
            child,
            parent,
            weight: 3.0_f64.ln(),
        });
        let alone = posterior(&[0.0, 0.0], &arcs, 1);
        assert!((alone.arcs[0] - 0.75).abs() < 1e-12);
        // Three trees of weights 1, 3 and 3 are possible.
        let exact = posterior(&[0.0, 0.0], &arcs, 2);
        assert!((exact.arcs[0] - 3.0 / 7.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn agrees_with_a_sum_over_all_trees(
            root in prop::collection::vec(-3.0f64..3.0, 1..6),
            weights in prop::collection::vec(prop::option::of(-3.0f64..6.0), 30),
        ) {
            let n = root.len();
            let arcs: Vec<Arc> = (0..n * n)
                .filter(|i| i / n != i % n)
                .zip(weights)
                .filter_map(|(i, w)| Some(Arc { child: i / n, parent: i % n, weight: w? }))
                .collect();
            let found = posterior(&root, &arcs, 10);
            let trees = all_trees(&root, &arcs);
            let total: f64 = trees.iter().map(|t| t.1.exp()).sum();
            let share = |child: usize, parent: Option<usize>| {
                let with = trees.iter().filter(|t| t.0[child] == parent);
                with.map(|t| t.1.exp()).sum::<f64>() / total
            };
            for c in 0..n {
                prop_assert!((found.root[c] - share(c, None)).abs() < 1e-6);
            }
            for (arc, p) in arcs.iter().zip(&found.arcs) {
                prop_assert!((p - share(arc.child, Some(arc.parent))).abs() < 1e-6);
            }
        }
    }
}
