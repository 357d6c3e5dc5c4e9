//! Joins what the generators propose: bounds, time window, who found what.

use crate::article::ArticleIdx;
use crate::candidates::{Candidate, Candidates, Config};
use crate::error::Warning;
use crate::sketch::Features;

const SECONDS_PER_DAY: f64 = 86_400.0;

/// A source of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generator {
    Exact,
    Lsh,
    Simhash,
    Postings,
    Rare,
    Quotes,
    Across,
    Credits,
}

/// Generators in the order in which they are reported, with their names.
const GENERATORS: [(Generator, &str); 8] = [
    (Generator::Exact, "exact"),
    (Generator::Lsh, "lsh"),
    (Generator::Simhash, "simhash"),
    (Generator::Postings, "postings"),
    (Generator::Rare, "rare"),
    (Generator::Quotes, "quotes"),
    (Generator::Across, "across"),
    (Generator::Credits, "credits"),
];

/// A proposal: the smaller index, the larger one, and how much speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Proposal {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) strength: u32,
}

impl Proposal {
    pub(super) fn new(x: u32, y: u32, strength: u32) -> Self {
        Self {
            a: x.min(y),
            b: x.max(y),
            strength,
        }
    }
}

/// Pairs gathered so far.
pub(super) struct Join<'f> {
    pub(super) features: &'f [Features],
    pub(super) config: &'f Config,
    /// Pair and the bit of its generator.
    found: Vec<(u32, u32, u8)>,
    counts: Vec<(&'static str, usize)>,
    warnings: Vec<Warning>,
}

impl<'f> Join<'f> {
    pub(super) fn new(features: &'f [Features], config: &'f Config) -> Self {
        Self {
            features,
            config,
            found: Vec::new(),
            counts: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Whether the articles lie within the time window of one another; an undated one always does.
    pub(super) fn in_window(&self, a: u32, b: u32) -> bool {
        self.within(a, b, self.config.window_days)
    }

    /// Whether at most so many days lie between the articles; an undated one is near to all.
    pub(super) fn within(&self, a: u32, b: u32, days: Option<f64>) -> bool {
        let dates = |i: u32| self.features[i as usize].published;
        match (days, dates(a), dates(b)) {
            (Some(days), Some(a), Some(b)) => {
                let gap = (a.0.max(b.0) - a.1.min(b.1)).max(0);
                gap as f64 <= days * SECONDS_PER_DAY
            }
            _ => true,
        }
    }

    pub(super) fn warn(&mut self, generator: Generator, size: usize, first: u32) {
        let name = name(generator);
        self.warnings.push(Warning::new(
            "large-bucket",
            format!("{name}, article number {first}"),
            format!(
                "{size} articles in one bucket, more than {}: linked to the first four only",
                self.config.max_bucket
            ),
        ));
    }

    /// Takes the proposals of `generator`; the same pair may come many times and counts with its summed strength.
    ///
    /// Of an article's proposals the [`Config::per_article`] strongest stay, and any that its partner keeps.
    pub(super) fn take(&mut self, generator: Generator, mut proposals: Vec<Proposal>) {
        proposals.sort_unstable();
        proposals.dedup_by(|next, kept| {
            let same = (next.a, next.b) == (kept.a, kept.b);
            if same {
                kept.strength += next.strength;
            }
            same
        });
        proposals.retain(|p| p.a != p.b && self.in_window(p.a, p.b));
        let proposals = strongest(proposals, self.config.per_article);
        self.counts.push((name(generator), proposals.len()));
        let bit = 1 << generator as u8;
        self.found.extend(proposals.iter().map(|p| (p.a, p.b, bit)));
    }

    /// Takes pairs that stay however many an article has: links of twins to their first.
    pub(super) fn take_all(&mut self, generator: Generator, pairs: &[(u32, u32)]) {
        self.counts.push((name(generator), pairs.len()));
        let bit = 1 << generator as u8;
        self.found
            .extend(pairs.iter().map(|&(a, b)| (a.min(b), a.max(b), bit)));
    }

    pub(super) fn finish(mut self) -> Candidates {
        self.found.sort_unstable();
        self.found.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 |= next.2;
            }
            same
        });
        let pairs = self
            .found
            .iter()
            .map(|&(a, b, bits)| Candidate {
                a: ArticleIdx(a),
                b: ArticleIdx(b),
                found_by: names(bits),
            })
            .collect();
        self.warnings.sort();
        self.warnings.dedup();
        Candidates {
            pairs,
            counts_by_generator: self.counts,
            warnings: self.warnings,
        }
    }
}

/// Keeps the pairs that are among the `limit` strongest of either article.
fn strongest(proposals: Vec<Proposal>, limit: usize) -> Vec<Proposal> {
    let mut sides: Vec<(u32, u32, usize)> = proposals
        .iter()
        .enumerate()
        .flat_map(|(i, p)| [(p.a, p.strength, i), (p.b, p.strength, i)])
        .collect();
    // By article, the strongest first; equals in the order of pairs.
    sides.sort_unstable_by_key(|&(article, strength, i)| (article, u32::MAX - strength, i));
    let mut keep = vec![false; proposals.len()];
    for of_article in sides.chunk_by(|x, y| x.0 == y.0) {
        for &(_, _, i) in of_article.iter().take(limit) {
            keep[i] = true;
        }
    }
    let mut keep = keep.into_iter();
    let mut proposals = proposals;
    proposals.retain(|_| keep.next().unwrap_or(false));
    proposals
}

fn name(generator: Generator) -> &'static str {
    GENERATORS[generator as usize].1
}

fn names(bits: u8) -> Vec<&'static str> {
    let mut names: Vec<&str> = GENERATORS
        .iter()
        .filter(|(generator, _)| bits & (1 << *generator as u8) != 0)
        .map(|(_, name)| *name)
        .collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_at_their_generators_place() {
        for (i, (generator, _)) in GENERATORS.iter().enumerate() {
            assert_eq!(*generator as usize, i);
        }
        assert_eq!(names(0b10010), ["lsh", "rare"]);
    }

    #[test]
    fn the_strongest_of_either_side_stay() {
        let all = vec![
            Proposal::new(0, 1, 5),
            Proposal::new(0, 2, 9),
            Proposal::new(0, 3, 1),
            Proposal::new(4, 3, 7),
        ];
        let kept: Vec<(u32, u32)> = strongest(all, 1).iter().map(|p| (p.a, p.b)).collect();
        // 0-1 is the best that article 1 has; 0-3 is the best of neither.
        assert_eq!(kept, [(0, 1), (0, 2), (3, 4)]);
    }
}
