//! Inverted index: articles that share several items which few others have.
//!
//! Posting lists are runs of one sorted array. Lists of one article join nothing; lists above the bound on the
//! document frequency are common words. What is left is short, so counting what an article shares with each other
//! one costs at most (its items × the bound).

use crate::candidates::pairs::{Generator, Join, Proposal};
use crate::sketch::Features;

/// Proposes pairs that share at least `at_least` of the items that `items` reads from features.
pub(super) fn shared(
    generator: Generator,
    items: impl Fn(&Features) -> Vec<u64>,
    at_least: u32,
    join: &mut Join<'_>,
) {
    let proposals = sharing(join.features, items, at_least, join.config.rare_df);
    join.take(generator, proposals);
}

/// Pairs that share at least `at_least` of the items that at most `max_df` articles have.
pub(super) fn sharing(
    features: &[Features],
    items: impl Fn(&Features) -> Vec<u64>,
    at_least: u32,
    max_df: usize,
) -> Vec<Proposal> {
    let lists = Lists::new(features, items, max_df);
    let n = features.len();
    let mut counts = vec![0u32; n];
    let mut touched: Vec<u32> = Vec::new();
    let mut proposals = Vec::new();
    for of_article in lists.by_article.chunk_by(|x, y| x.0 == y.0) {
        let a = of_article[0].0;
        for &(_, list) in of_article {
            // Articles in a list ascend; each pair is counted from its smaller side.
            let list = lists.get(list);
            let later = list.partition_point(|&(_, b)| b <= a);
            for &(_, b) in &list[later..] {
                if counts[b as usize] == 0 {
                    touched.push(b);
                }
                counts[b as usize] += 1;
            }
        }
        for b in touched.drain(..) {
            let strength = std::mem::take(&mut counts[b as usize]);
            if strength >= at_least {
                proposals.push(Proposal::new(a, b, strength));
            }
        }
    }
    proposals
}

/// Posting lists of two articles or more, up to the bound.
struct Lists {
    /// (item, article), sorted.
    entries: Vec<(u64, u32)>,
    /// Where each kept list starts and ends in `entries`.
    bounds: Vec<(u32, u32)>,
    /// (article, index into `bounds`), sorted.
    by_article: Vec<(u32, u32)>,
}

impl Lists {
    fn new(features: &[Features], items: impl Fn(&Features) -> Vec<u64>, max_df: usize) -> Self {
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for (f, article) in features.iter().zip(0..) {
            entries.extend(items(f).into_iter().map(|item| (item, article)));
        }
        entries.sort_unstable();
        entries.dedup();
        let mut bounds = Vec::new();
        let mut by_article = Vec::new();
        let mut start = 0;
        for list in entries.chunk_by(|x, y| x.0 == y.0) {
            let end = start + list.len();
            if (2..=max_df).contains(&list.len()) {
                let number = bounds.len() as u32;
                by_article.extend(list.iter().map(|&(_, article)| (article, number)));
                bounds.push((start as u32, end as u32));
            }
            start = end;
        }
        by_article.sort_unstable();
        Self {
            entries,
            bounds,
            by_article,
        }
    }

    fn get(&self, list: u32) -> &[(u64, u32)] {
        let (start, end) = self.bounds[list as usize];
        &self.entries[start as usize..end as usize]
    }
}
