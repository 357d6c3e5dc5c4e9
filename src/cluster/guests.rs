//! Articles that belong to more than one family: a page merged from two wire items is in both.
//!
//! **In** verified pairs and the family of each article. **Out** further memberships with their shares. What an
//! article's own family explains is not explained again: only passages outside it count for another family, and the
//! family that covers most comes first.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::cluster::Config;
use crate::verify::{Match, Passage, Verdict};

/// Share of its body that makes an article without a family belong to those it reuses.
const HALF: f64 = 0.5;

/// The family of an article that is in none.
pub(super) const NONE: usize = usize::MAX;

/// What an article shares with a family.
#[derive(Clone, Default)]
struct Reuse {
    coverage: f64,
    /// The part of it that is sure: of a mere passage what stands there word for word.
    sure: f64,
    /// Bytes in the article.
    passages: Vec<Range<usize>>,
}

/// What of an article is a further family's.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Part {
    family: usize,
    share: f64,
    /// The part of the share that is sure.
    sure: f64,
}

/// Articles that reuse passages of families they are not in, with their shares: (family, article) -> share.
///
/// `family_of` has the family of each article, or [`NONE`]. An article that is in no family joins those it reuses
/// only if they make up half of it together: a page with one borrowed paragraph is its own.
pub(super) fn guests(
    matches: &[Match],
    family_of: &[usize],
    config: &Config,
) -> Vec<((usize, u32), f64)> {
    let mut reuses: BTreeMap<u32, BTreeMap<usize, Reuse>> = BTreeMap::new();
    // Of a roundup that holds a whole item and much else, the item is a part: not the roundup a source of the item.
    let is_part = |m: &Match| m.coverage_a.min(m.coverage_b) >= config.least_share;
    for m in matches
        .iter()
        .filter(|m| m.verdict != Verdict::SameStory && is_part(m))
    {
        let of_a = |p: &Passage| p.a.clone();
        let of_b = |p: &Passage| p.b.clone();
        note(
            &mut reuses,
            m,
            m.a.0,
            family_of[m.b.get()],
            [m.coverage_a, m.containment_a_in_b],
            of_a,
        );
        note(
            &mut reuses,
            m,
            m.b.0,
            family_of[m.a.get()],
            [m.coverage_b, m.containment_b_in_a],
            of_b,
        );
    }
    let mut found = Vec::new();
    for (article, by_family) in reuses {
        let own = family_of[article as usize];
        let shares = shares(by_family, own, config.least_share);
        let together: f64 = shares.iter().map(|part| part.sure).sum();
        if own != NONE || together >= HALF {
            found.extend(
                shares
                    .into_iter()
                    .map(|part| ((part.family, article), part.share)),
            );
        }
    }
    found
}

/// Keeps the match that covers most of `article` for each family.
fn note(
    reuses: &mut BTreeMap<u32, BTreeMap<usize, Reuse>>,
    m: &Match,
    article: u32,
    family: usize,
    [coverage, containment]: [f64; 2],
    side: impl Fn(&Passage) -> Range<usize>,
) {
    if family == NONE {
        return;
    }
    let best = reuses
        .entry(article)
        .or_default()
        .entry(family)
        .or_default();
    if coverage > best.coverage {
        let is_part = m.verdict == Verdict::Partial;
        *best = Reuse {
            coverage,
            sure: if is_part {
                containment.min(coverage)
            } else {
                coverage
            },
            passages: m.passages.iter().map(side).collect(),
        };
    }
}

/// The shares of families other than `own`, each of what those before it leave, at least `least`.
fn shares(by_family: BTreeMap<usize, Reuse>, own: usize, least: f64) -> Vec<Part> {
    let mut explained: Vec<Range<usize>> = Vec::new();
    let mut others = Vec::new();
    for (family, reuse) in by_family {
        if family == own {
            explained.extend(reuse.passages);
        } else {
            others.push((family, reuse));
        }
    }
    others.sort_by(|x, y| y.1.coverage.total_cmp(&x.1.coverage).then(x.0.cmp(&y.0)));
    let mut shares = Vec::new();
    for (family, reuse) in others {
        let all: usize = reuse.passages.iter().map(Range::len).sum();
        let new: usize = reuse.passages.iter().map(|p| outside(p, &explained)).sum();
        let is_new = new as f64 / all.max(1) as f64;
        let share = reuse.coverage * is_new;
        if share >= least {
            shares.push(Part {
                family,
                share,
                sure: reuse.sure * is_new,
            });
            explained.extend(reuse.passages);
        }
    }
    shares
}

/// How many bytes of `range` lie in none of `others`, which may overlap.
fn outside(range: &Range<usize>, others: &[Range<usize>]) -> usize {
    let mut inside: Vec<Range<usize>> = others
        .iter()
        .map(|o| o.start.max(range.start)..o.end.min(range.end))
        .filter(|o| !o.is_empty())
        .collect();
    inside.sort_by_key(|o| o.start);
    let mut free = 0;
    let mut at = range.start;
    for o in inside {
        free += o.start.saturating_sub(at);
        at = at.max(o.end);
    }
    free + range.end.saturating_sub(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_outside_overlapping_ranges() {
        assert_eq!(outside(&(10..20), &[]), 10);
        assert_eq!(outside(&(10..20), &[0..12, 11..14, 18..30]), 4);
        assert_eq!(outside(&(10..20), &[5..25, 12..13]), 0);
    }

    #[test]
    fn what_one_family_explains_is_not_explained_again() {
        let reuse = |coverage: f64, passage: Range<usize>| Reuse {
            coverage,
            sure: coverage / 2.0,
            passages: vec![passage],
        };
        let by_family = BTreeMap::from([
            (0, reuse(0.6, 0..60)),
            (1, reuse(0.4, 60..100)),
            (2, reuse(0.5, 0..50)),
        ]);
        let shares = shares(by_family, 0, 0.15);
        let part = Part {
            family: 1,
            share: 0.4,
            sure: 0.2,
        };
        assert_eq!(shares, [part]);
    }
}
