//! Buckets that grow: sorted arrays instead of a map of vectors.

/// Buckets as sorted arrays of (key, text), each at least twice as long as the next.
///
/// Adding one text costs O(`log n`) amortised, like counting in binary: equal lengths are merged. Looking a key up
/// takes a binary search in each array.
///
/// Source: J. Bentley and J. Saxe, "Decomposable searching problems I: static-to-dynamic transformation", 1980.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs(Vec<Vec<(u64, u32)>>);

impl Runs {
    pub(super) fn add(&mut self, entries: impl Iterator<Item = (u64, u32)>) {
        let mut new: Vec<(u64, u32)> = entries.collect();
        new.sort_unstable();
        while let Some(last) = self.0.pop_if(|last| last.len() < 2 * new.len()) {
            new = merge(&last, &new);
        }
        if !new.is_empty() {
            self.0.push(new);
        }
    }

    /// The texts in bucket `key`.
    pub(super) fn get(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(move |run| {
            let start = run.partition_point(|&(k, _)| k < key);
            run[start..]
                .iter()
                .take_while(move |&&(k, _)| k == key)
                .map(|&(_, i)| i)
        })
    }

    /// All entries, sorted.
    pub(super) fn sorted(&self) -> Vec<(u64, u32)> {
        self.0
            .iter()
            .rev()
            .fold(Vec::new(), |all, run| merge(&all, run))
    }
}

fn merge(left: &[(u64, u32)], right: &[(u64, u32)]) -> Vec<(u64, u32)> {
    let mut all = Vec::with_capacity(left.len() + right.len());
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i] <= right[j] {
            all.push(left[i]);
            i += 1;
        } else {
            all.push(right[j]);
            j += 1;
        }
    }
    all.extend_from_slice(&left[i..]);
    all.extend_from_slice(&right[j..]);
    all
}
