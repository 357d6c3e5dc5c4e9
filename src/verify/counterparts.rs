//! Words of two articles that stand for one another without being the same: synonyms, translations.
//!
//! **In** two articles, the weights of their keys, and the [`Relations`] that are known. **Out** pairs of keys, each key
//! in one at most. A pair counts for [`WORTH`] of the same word in both, and only where neither has its own word in the
//! other: folding every word of a text into its synonyms finds more rewrites and many more chance pairs.

use crate::sketch::{Features, Relations};

/// What a pair of related words counts for, as a part of what the same word would.
pub(super) const WORTH: f64 = 0.6;

/// Two keys that stand for one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counterpart {
    /// Place in the keys of the first article.
    pub(super) a: usize,
    /// Place in the keys of the second article.
    pub(super) b: usize,
    /// Squared weight that it counts for.
    pub(super) weight: f64,
}

/// The pairs of related keys that only one article has each, outside quotation marks; in the order of the first
/// article's keys.
///
/// `weights` are squared, in the order of either article's keys. Takes a look-up for each key of the first article, and
/// nothing if no table joins the two languages.
pub(super) fn counterparts(
    a: &Features,
    b: &Features,
    weights: [&[f64]; 2],
    relations: &Relations,
) -> Vec<Counterpart> {
    let Some(table) = relations.between(a.lang, b.lang) else {
        return Vec::new();
    };
    let says = |f: &Features, key: u32| f.places.binary_search_by_key(&key, |p| p.0).is_ok();
    let mut found = Vec::new();
    for (i, key) in a.keys.iter().enumerate() {
        let Some(related) = table.get(key) else {
            continue;
        };
        if b.keys.binary_search(key).is_ok() || !says(a, *key) {
            continue;
        }
        for other in related {
            if let Ok(j) = b.keys.binary_search(other)
                && a.keys.binary_search(other).is_err()
                && says(b, *other)
            {
                let weight = WORTH * weights[0][i].min(weights[1][j]);
                found.push(Counterpart { a: i, b: j, weight });
            }
        }
    }
    // The most telling first, equals by their places; each key once.
    found.sort_by(|x, y| {
        y.weight
            .total_cmp(&x.weight)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let (mut used_a, mut used_b) = (vec![false; a.keys.len()], vec![false; b.keys.len()]);
    found.retain(|pair| {
        let free = !used_a[pair.a] && !used_b[pair.b];
        if free {
            (used_a[pair.a], used_b[pair.b]) = (true, true);
        }
        free
    });
    found.sort_unstable_by_key(|pair| pair.a);
    found
}
