//! The best tree of derivations: a maximum spanning arborescence.
//!
//! **In** for each page a weight for coming from outside (the root) and weights for coming from other pages.
//! **Out** one choice a page, with the largest sum of weights among all choices without a cycle.
//!
//! Greedy choice is right unless it closes a cycle; a cycle is contracted into one node, whose incoming weights are
//! taken relative to the cycle's own arcs, and the smaller problem is solved in turn (Y. Chu and T. Liu, "On the
//! shortest arborescence of a directed graph", 1965; J. Edmonds, "Optimum branchings", 1967). For `n` pages and `m`
//! arcs this takes O(`n * m`).

/// One way for a page to come from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arc {
    /// The derived page, `0..n`.
    pub(super) child: usize,
    /// The page it comes from, `0..n`.
    pub(super) parent: usize,
    /// Log-odds.
    pub(super) weight: f64,
}

/// An arc of the problem being solved, with the arc of the problem before that it stands for.
#[derive(Clone, Copy)]
struct Work {
    child: usize,
    parent: usize,
    weight: f64,
    stands_for: usize,
}

/// The best parent of each page: `None` is the root.
///
/// `root[i]` is the weight of page `i` having no parent among the pages; `arcs` may be in any order, and of equal
/// sums the one with the earlier arcs wins (the root first), so that the result depends on the input's order alone.
pub(super) fn maximum(root: &[f64], arcs: &[Arc]) -> Vec<Option<usize>> {
    // Node 0 is the root, page `i` is node `i + 1`.
    let mut work: Vec<Work> = Vec::with_capacity(root.len() + arcs.len());
    let from_root = root.iter().enumerate().map(|(i, &w)| (i + 1, 0, w));
    let from_pages = arcs.iter().map(|a| (a.child + 1, a.parent + 1, a.weight));
    for (child, parent, weight) in from_root.chain(from_pages) {
        work.push(Work {
            child,
            parent,
            weight,
            stands_for: work.len(),
        });
    }
    let chosen = solve(root.len() + 1, &work);
    let mut parents = vec![None; root.len()];
    for arc in chosen.into_iter().map(|i| work[i]) {
        parents[arc.child - 1] = arc.parent.checked_sub(1);
    }
    parents
}

/// Indexes into `arcs` of the arcs of the best arborescence over nodes `0..n` with root 0.
fn solve(n: usize, arcs: &[Work]) -> Vec<usize> {
    let best = best_incoming(n, arcs);
    let Some(cycle) = find_cycle(&best, arcs) else {
        return best.into_iter().flatten().collect();
    };
    let mut in_cycle = vec![false; n];
    for &node in &cycle {
        in_cycle[node] = true;
    }
    // The cycle becomes one node, numbered last; the others keep their order.
    let mut number = vec![0; n];
    let mut kept = 0;
    for node in 0..n {
        if !in_cycle[node] {
            number[node] = kept;
            kept += 1;
        }
    }
    for &node in &cycle {
        number[node] = kept;
    }
    let smaller: Vec<Work> = arcs
        .iter()
        .enumerate()
        .filter(|(_, arc)| !(in_cycle[arc.child] && in_cycle[arc.parent]))
        .map(|(i, arc)| {
            // Entering the cycle at a node gives up the arc of the cycle that led there.
            let given_up = match best[arc.child] {
                Some(own) if in_cycle[arc.child] => arcs[own].weight,
                _ => 0.0,
            };
            Work {
                child: number[arc.child],
                parent: number[arc.parent],
                weight: arc.weight - given_up,
                stands_for: i,
            }
        })
        .collect();
    let mut chosen: Vec<usize> = solve(kept + 1, &smaller)
        .into_iter()
        .map(|i| smaller[i].stands_for)
        .collect();
    let entered: Vec<usize> = chosen.iter().map(|&i| arcs[i].child).collect();
    chosen.extend(
        cycle
            .iter()
            .filter(|node| !entered.contains(node))
            .filter_map(|&node| best[node]),
    );
    chosen
}

/// The heaviest arc into each node but the root; the first of equals.
fn best_incoming(n: usize, arcs: &[Work]) -> Vec<Option<usize>> {
    let mut best: Vec<Option<usize>> = vec![None; n];
    for (i, arc) in arcs.iter().enumerate() {
        if arc.child != 0 && best[arc.child].is_none_or(|b| arc.weight > arcs[b].weight) {
            best[arc.child] = Some(i);
        }
    }
    best
}

/// A cycle among the chosen arcs, if there is one.
fn find_cycle(best: &[Option<usize>], arcs: &[Work]) -> Option<Vec<usize>> {
    // 0 is not seen; otherwise the start of the walk that first came by.
    let mut seen = vec![0; best.len()];
    for start in 1..best.len() {
        let mut node = start;
        while seen[node] == 0 {
            seen[node] = start;
            match best[node] {
                Some(arc) => node = arcs[arc].parent,
                None => break,
            }
        }
        // A walk that meets itself anywhere but at its end has closed a cycle.
        if seen[node] == start && best[node].is_some() {
            let first = node;
            let mut cycle = vec![first];
            while let Some(arc) = best[node] {
                node = arcs[arc].parent;
                if node == first {
                    return Some(cycle);
                }
                cycle.push(node);
            }
        }
    }
    None
}

/// Every choice of parents without a cycle, with its sum of weights: the oracle of the tests.
#[cfg(test)]
pub(super) fn all_trees(root: &[f64], arcs: &[Arc]) -> Vec<(Vec<Option<usize>>, f64)> {
    let n = root.len();
    let options: Vec<Vec<(Option<usize>, f64)>> = (0..n)
        .map(|child| {
            let mine = arcs.iter().filter(|a| a.child == child);
            std::iter::once((None, root[child]))
                .chain(mine.map(|a| (Some(a.parent), a.weight)))
                .collect()
        })
        .collect();
    let mut trees = vec![(Vec::new(), 0.0)];
    for choices in &options {
        trees = trees
            .into_iter()
            .flat_map(|(parents, sum)| {
                choices.iter().map(move |&(parent, weight)| {
                    let mut parents: Vec<Option<usize>> = parents.clone();
                    parents.push(parent);
                    (parents, sum + weight)
                })
            })
            .collect();
    }
    trees.retain(|(parents, _)| is_forest(parents));
    trees
}

/// Whether every walk to the parents ends.
#[cfg(test)]
fn is_forest(parents: &[Option<usize>]) -> bool {
    (0..parents.len()).all(|start| {
        let mut node = Some(start);
        for _ in 0..=parents.len() {
            match node {
                Some(n) => node = parents[n],
                None => return true,
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn arc(child: usize, parent: usize, weight: f64) -> Arc {
        Arc {
            child,
            parent,
            weight,
        }
    }

    #[test]
    fn a_cycle_is_opened_where_it_costs_least() {
        let arcs = [arc(0, 1, 5.0), arc(1, 0, 5.0), arc(2, 1, 1.0)];
        assert_eq!(
            maximum(&[0.0, 2.0, 0.0], &arcs),
            [Some(1), None, Some(1)],
            "page 1 loses least by coming from outside"
        );
    }

    #[test]
    fn no_pages_make_an_empty_tree() {
        assert_eq!(maximum(&[], &[]), Vec::<Option<usize>>::new());
    }

    proptest! {
        #[test]
        fn no_tree_is_better(
            root in prop::collection::vec(-4i32..5, 1..6),
            weights in prop::collection::vec(prop::option::of(-4i32..9), 30),
        ) {
            let n = root.len();
            let root: Vec<f64> = root.into_iter().map(f64::from).collect();
            let arcs: Vec<Arc> = (0..n * n)
                .filter(|i| i / n != i % n)
                .zip(weights)
                .filter_map(|(i, w)| Some(arc(i / n, i % n, f64::from(w?))))
                .collect();
            let found = maximum(&root, &arcs);
            prop_assert!(is_forest(&found));
            let trees = all_trees(&root, &arcs);
            let best = trees.iter().map(|t| t.1).fold(f64::MIN, f64::max);
            let sum = trees.iter().find(|t| t.0 == found).map(|t| t.1);
            prop_assert_eq!(sum, Some(best));
        }
    }
}
