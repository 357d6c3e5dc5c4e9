//! Articles that name one source, or are that source, and share a single rare item within days.
//!
//! What an agency sends is retold within hours. Two pages that credit it, or one that does and the agency's own, need
//! less in common to be worth comparing than any two pages: one name or figure that few articles have.
//!
//! **In** features that know their outlet and credits. **Out** pairs of two outlets.

use crate::candidates::pairs::{Generator, Join};
use crate::candidates::postings;
use crate::sketch::{Features, hash};

/// Days between two dated articles of one source.
const DAYS: f64 = 3.0;

/// Proposes pairs of two outlets that go back to one house by their credits and share a rare item.
pub(super) fn joined(join: &mut Join<'_>) {
    let features = join.features;
    if features.iter().all(|f| f.credits.is_empty()) {
        return;
    }
    let mut keys: Vec<u32> = features
        .iter()
        .flat_map(|f| f.keys.iter().copied())
        .collect();
    keys.sort_unstable();
    let rare = keys.chunk_by(|x, y| x == y).filter(|same| {
        let n = same.len();
        (2..=join.config.rare_df).contains(&n)
    });
    let rare: Vec<u32> = rare.map(|same| same[0]).collect();
    let items = |f: &Features| {
        let houses = f.credits.iter().chain(&f.outlet);
        let keys = f.keys.iter().filter(|key| rare.binary_search(key).is_ok());
        let keys: Vec<u64> = keys.map(|&key| u64::from(key)).collect();
        houses
            .flat_map(|&house| {
                keys.iter()
                    .map(move |&key| hash::combine(&[u64::from(house), key]))
            })
            .collect()
    };
    let apart = |a: u32, b: u32| {
        let [a, b] = [a, b].map(|i| &features[i as usize]);
        a.outlet != b.outlet || a.outlet.is_none()
    };
    let near = |a: u32, b: u32| join.within(a, b, Some(DAYS));
    let proposals = postings::sharing(features, items, 1, join.config.rare_df);
    let proposals = proposals
        .into_iter()
        .filter(|p| apart(p.a, p.b) && near(p.a, p.b));
    let proposals = proposals.collect();
    join.take(Generator::Credits, proposals);
}
