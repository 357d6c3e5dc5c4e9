//! Articles in two languages that are nearest to one another by the beginnings of their words.
//!
//! A translation keeps names, numbers and loan words, most of which are not rare. So the nearest articles are looked
//! for, not those that share some rare thing: shared beginnings are summed by their squared weight, and each article
//! names the few for which most of both is shared; a pair is proposed if each names the other, so that a few articles
//! in another language are not proposed to every article of a large collection. A beginning that very many articles
//! have is skipped, which bounds the cost of an article; a collection in one language costs nothing.

use crate::candidates::pairs::{Generator, Join, Proposal};
use crate::sketch::Features;
use crate::text::Lang;

/// Articles that may have a beginning for it to be looked up.
const MOST: usize = 400;

/// Articles that each names.
const NEAREST: usize = 6;

/// See `DocumentFrequencies`: articles of an imagined background.
const BACKGROUND: f64 = 1000.0;

/// Strength is counted in these parts of a share.
const PARTS: f64 = 1e6;

/// Proposes the pairs in two languages of which each is among those that the other has most in common with.
pub(super) fn nearest(features: &[Features], join: &mut Join<'_>) {
    let tongues: Vec<Lang> = features.iter().map(|f| f.lang.of_words()).collect();
    let is_known = |&lang: &Lang| lang != Lang::UND;
    let known: Vec<Lang> = tongues.iter().copied().filter(is_known).collect();
    if known.windows(2).all(|pair| pair[0] == pair[1]) {
        join.take(Generator::Across, Vec::new());
        return;
    }
    let mut entries: Vec<(u32, u32)> = Vec::new();
    for (f, article) in features.iter().zip(0..) {
        if f.lang != Lang::UND {
            entries.extend(f.cognates.iter().map(|&key| (key, article)));
        }
    }
    entries.sort_unstable();
    let mut totals = vec![0.0_f64; features.len()];
    let mut lists: Vec<(f64, &[(u32, u32)])> = Vec::new();
    let mut by_article: Vec<(u32, u32)> = Vec::new();
    for list in entries.chunk_by(|x, y| x.0 == y.0) {
        let weight = ((features.len() as f64 + BACKGROUND) / list.len() as f64).ln();
        let weight = weight * weight;
        for &(_, article) in list {
            totals[article as usize] += weight;
        }
        let first = tongues[list[0].1 as usize];
        let is_mixed = list.iter().any(|&(_, a)| tongues[a as usize] != first);
        if is_mixed && list.len() <= MOST {
            by_article.extend(list.iter().map(|&(_, a)| (a, lists.len() as u32)));
            lists.push((weight, list));
        }
    }
    by_article.sort_unstable();
    let mut shared = vec![0.0_f64; features.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut named = Vec::new();
    for of_article in by_article.chunk_by(|x, y| x.0 == y.0) {
        let a = of_article[0].0;
        for &(_, list) in of_article {
            let (weight, list) = lists[list as usize];
            for &(_, b) in list {
                if tongues[b as usize] != tongues[a as usize] {
                    if shared[b as usize] == 0.0 {
                        touched.push(b);
                    }
                    shared[b as usize] += weight;
                }
            }
        }
        let mut nearest: Vec<(u32, u32)> = touched
            .drain(..)
            .map(|b| {
                let both = std::mem::take(&mut shared[b as usize]);
                let whole = (totals[a as usize] * totals[b as usize]).sqrt();
                (strength(both / whole), b)
            })
            .collect();
        // The strongest first, equals by their place.
        nearest.sort_unstable_by_key(|&(strength, b)| (u32::MAX - strength, b));
        let few = nearest.iter().take(NEAREST);
        named.extend(few.map(|&(strength, b)| (a.min(b), a.max(b), strength)));
    }
    named.sort_unstable();
    let by_both = named.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    let proposals = by_both.filter(|pair| pair.len() == 2);
    let proposals = proposals.map(|pair| Proposal::new(pair[0].0, pair[0].1, pair[0].2));
    join.take(Generator::Across, proposals.collect());
}

#[expect(clippy::cast_sign_loss, reason = "a share is not negative")]
fn strength(share: f64) -> u32 {
    (share * PARTS) as u32
}
