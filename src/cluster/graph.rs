//! Groups and bridges of an undirected graph.

/// Disjoint groups of `0..n`, each known by its smallest member.
///
/// Source: R. Tarjan, "Efficiency of a good but not linear set union algorithm", 1975; with path halving.
#[derive(Clone, Debug)]
pub(super) struct Groups(Vec<u32>);

impl Groups {
    /// Every one of `0..n` alone.
    pub(super) fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    /// The smallest member of the group of `x`.
    pub(super) fn find(&mut self, mut x: u32) -> u32 {
        while self.0[x as usize] != x {
            let above = self.0[self.0[x as usize] as usize];
            self.0[x as usize] = above;
            x = above;
        }
        x
    }

    /// Joins two groups; whether they were apart.
    pub(super) fn join(&mut self, x: u32, y: u32) -> bool {
        let (x, y) = (self.find(x), self.find(y));
        let (low, high) = (x.min(y), x.max(y));
        self.0[high as usize] = low;
        low != high
    }

    /// Groups of two or more, each sorted, in the order of their smallest members.
    pub(super) fn members(&mut self) -> Vec<Vec<u32>> {
        let n = self.0.len() as u32;
        let mut all: Vec<(u32, u32)> = (0..n).map(|x| (self.find(x), x)).collect();
        all.sort_unstable();
        all.chunk_by(|x, y| x.0 == y.0)
            .filter(|group| group.len() > 1)
            .map(|group| group.iter().map(|&(_, x)| x).collect())
            .collect()
    }
}

/// The edges without which a graph falls apart further, sorted, the smaller end first.
///
/// `edges` are pairs of places in `0..n`, each once, no loops. Takes O(`n` + edges) after sorting; does not recurse.
///
/// Source: R. Tarjan, "A note on finding the bridges of a graph", 1974.
pub(super) fn bridges(n: usize, edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); n];
    for &(x, y) in edges {
        near[x as usize].push(y);
        near[y as usize].push(x);
    }
    // `entry` counts visits from 1; `low` is the earliest visit reachable without the edge to the parent.
    let (mut entry, mut low) = (vec![0u32; n], vec![0u32; n]);
    let mut clock = 0;
    let mut found = Vec::new();
    for root in 0..n as u32 {
        if entry[root as usize] != 0 {
            continue;
        }
        // (node, its parent, next neighbour to look at)
        let mut path = vec![(root, root, 0usize)];
        while let Some(&mut (x, parent, ref mut next)) = path.last_mut() {
            if entry[x as usize] == 0 {
                clock += 1;
                entry[x as usize] = clock;
                low[x as usize] = clock;
            }
            if let Some(&y) = near[x as usize].get(*next) {
                *next += 1;
                if entry[y as usize] == 0 {
                    path.push((y, x, 0));
                } else if y != parent {
                    low[x as usize] = low[x as usize].min(entry[y as usize]);
                }
                continue;
            }
            path.pop();
            if x != parent {
                low[parent as usize] = low[parent as usize].min(low[x as usize]);
                if low[x as usize] > entry[parent as usize] {
                    found.push((x.min(parent), x.max(parent)));
                }
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bridges_by_hand() {
        // Two triangles joined by one edge, and a tail.
        let edges = [
            (0, 1),
            (1, 2),
            (0, 2),
            (2, 3),
            (3, 4),
            (4, 5),
            (3, 5),
            (5, 6),
        ];
        assert_eq!(bridges(7, &edges), [(2, 3), (5, 6)]);
        assert_eq!(bridges(3, &[]), []);
    }

    fn n_groups(n: usize, edges: &[(u32, u32)]) -> usize {
        let mut groups = Groups::new(n);
        n - edges.iter().filter(|&&(x, y)| groups.join(x, y)).count()
    }

    proptest! {
        /// A bridge is an edge whose removal leaves more groups.
        #[test]
        fn bridges_agree_with_removal(pairs in prop::collection::btree_set((0u32..9, 0u32..9), 0..16)) {
            let edges: Vec<(u32, u32)> = pairs.into_iter().filter(|(x, y)| x < y).collect();
            let found = bridges(9, &edges);
            for (i, edge) in edges.iter().enumerate() {
                let mut rest = edges.clone();
                rest.remove(i);
                let parts = n_groups(9, &rest) > n_groups(9, &edges);
                prop_assert_eq!(found.contains(edge), parts, "{:?}", edge);
            }
        }
    }
}
