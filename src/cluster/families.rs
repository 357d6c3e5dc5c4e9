//! Groups that hold together: merged from the surest pair down, as long as the groups agree on the whole.

use std::collections::BTreeMap;

use crate::article::ArticleIdx;
use crate::cluster::graph::{Groups, bridges};
use crate::cluster::guests::guests;
use crate::cluster::{Config, Family, Level, Member};
use crate::verify::{Match, Verdict};

/// Scores are summed in millionths, so that the sum is the same in any order.
const UNIT: f64 = 1e6;

/// Families of `n` articles from their verified pairs, at all three levels.
///
/// Only groups of two or more are given, sorted by level, then by members. Articles of a copy group are in one
/// family, and those of a family in one story.
///
/// Pairs are taken in the order of falling score, equals by their indexes. The groups of a pair are merged if the
/// mean score between all their members is high enough ([`Config::mean_score`]); so one mistaken pair does not join
/// two large groups. A pair that was never verified counts as 0, but no more than [`Config::counted_pairs`] pairs
/// are asked for: the candidates of a large family are bounded, and the family is no less true for that.
///
/// An article that shares a passage with a family it is not in joins it with the share of its body that is covered;
/// so an article merged from two items is in both families.
///
/// Takes O(`m log m`) for `m` pairs but for the merging of neighbour tables, smaller into larger.
#[must_use]
pub fn families(n: usize, matches: &[Match], config: &Config) -> Vec<Family> {
    let mut order: Vec<&Match> = matches.iter().collect();
    order.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut groups = Groups::new(n);
    let mut found = Vec::new();
    for level in [Level::Copy, Level::Family, Level::Story] {
        groups = merge(groups, n, &order, level, config);
        found.extend(describe(&mut groups, n, matches, level, config));
    }
    found
}

/// Whether a verdict alone puts two articles into one group of `level`.
fn joins(verdict: Verdict, level: Level) -> bool {
    match level {
        Level::Copy => verdict == Verdict::Copy,
        Level::Family => matches!(verdict, Verdict::Copy | Verdict::Rewrite),
        Level::Story => true,
    }
}

/// What a pair says for merging at `level`, in millionths of a score.
#[expect(clippy::cast_sign_loss, reason = "a score is not negative")]
fn voice(m: &Match, level: Level) -> u64 {
    // A rewrite is half a voice for a group of copies. For a family every score counts in full, whatever the verdict:
    // the first and the last version of a long story share a passage, and all between them share more.
    let against = level == Level::Copy && m.verdict != Verdict::Copy;
    let score = if against { m.score / 2.0 } else { m.score };
    (score * UNIT) as u64
}

/// What the pairs between two groups say.
#[derive(Clone, Copy, Default)]
struct Between {
    sum: u64,
    pairs: u64,
}

impl Between {
    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.pairs += other.pairs;
    }
}

fn merge(mut groups: Groups, n: usize, order: &[&Match], level: Level, config: &Config) -> Groups {
    let mut sizes = vec![0u64; n];
    for x in 0..n as u32 {
        sizes[groups.find(x) as usize] += 1;
    }
    let mut near: Vec<BTreeMap<u32, Between>> = vec![BTreeMap::new(); n];
    for m in order {
        let (x, y) = (groups.find(m.a.0), groups.find(m.b.0));
        let voice = Between {
            sum: voice(m, level),
            pairs: 1,
        };
        near[x as usize].entry(y).or_default().add(voice);
        near[y as usize].entry(x).or_default().add(voice);
    }
    let least = config.least_mean(level) * UNIT;
    // A merge can make another one possible that was refused before; each round but the last merges something.
    loop {
        let mut merged = false;
        for m in order.iter().filter(|m| joins(m.verdict, level)) {
            let (x, y) = (groups.find(m.a.0), groups.find(m.b.0));
            let Some(&between) = near[x as usize].get(&y).filter(|_| x != y) else {
                continue;
            };
            let asked = (sizes[x as usize] * sizes[y as usize]).min(config.counted_pairs);
            if between.sum as f64 >= least * between.pairs.max(asked) as f64 {
                groups.join(x, y);
                absorb(&mut near, x.min(y), x.max(y));
                sizes[x.min(y) as usize] += sizes[x.max(y) as usize];
                merged = true;
            }
        }
        if !merged {
            return groups;
        }
    }
}

/// Gives the neighbours of group `gone` to group `kept`.
fn absorb(near: &mut [BTreeMap<u32, Between>], kept: u32, gone: u32) {
    let moved = std::mem::take(&mut near[gone as usize]);
    for (other, between) in moved {
        near[other as usize].remove(&gone);
        if other != kept {
            near[kept as usize].entry(other).or_default().add(between);
            near[other as usize].entry(kept).or_default().add(between);
        }
    }
}

/// The groups as families, with shares, minimum and bridges.
fn describe(
    groups: &mut Groups,
    n: usize,
    matches: &[Match],
    level: Level,
    config: &Config,
) -> Vec<Family> {
    let members = groups.members();
    let mut family_of = vec![usize::MAX; n];
    for (family, group) in members.iter().enumerate() {
        for &x in group {
            family_of[x as usize] = family;
        }
    }
    let mut inside: Vec<Vec<&Match>> = vec![Vec::new(); members.len()];
    // (family, article) -> share.
    let mut shares: BTreeMap<(usize, u32), f64> = BTreeMap::new();
    for m in matches {
        let (x, y) = (family_of[m.a.get()], family_of[m.b.get()]);
        if x == y && x != usize::MAX {
            inside[x].push(m);
            for (article, coverage) in [(m.a, m.coverage_a), (m.b, m.coverage_b)] {
                let share = shares.entry((x, article.0)).or_default();
                *share = share.max(coverage);
            }
        }
    }
    if level == Level::Family {
        shares.extend(guests(matches, &family_of, config));
    }
    let mut of_family: Vec<Vec<Member>> = vec![Vec::new(); members.len()];
    for ((family, article), share) in shares {
        of_family[family].push(Member {
            article: ArticleIdx(article),
            share,
        });
    }
    members
        .iter()
        .zip(inside)
        .zip(of_family)
        .map(|((group, inside), of_family)| Family {
            level,
            min_score: min_score(group.len(), &inside),
            bridges: family_bridges(group, &inside, level),
            members: of_family,
        })
        .collect()
}

/// The lowest score of all pairs of `n` members; 0 if some pair is missing.
fn min_score(n: usize, inside: &[&Match]) -> f64 {
    if inside.len() < n * (n - 1) / 2 {
        return 0.0;
    }
    inside.iter().map(|m| m.score).fold(1.0, f64::min)
}

fn family_bridges(group: &[u32], inside: &[&Match], level: Level) -> Vec<[ArticleIdx; 2]> {
    let place = |article: ArticleIdx| group.partition_point(|&x| x < article.0) as u32;
    let mut edges: Vec<(u32, u32)> = inside
        .iter()
        .filter(|m| joins(m.verdict, level))
        .map(|m| (place(m.a), place(m.b)))
        .collect();
    edges.sort_unstable();
    edges.dedup();
    bridges(group.len(), &edges)
        .into_iter()
        .map(|(x, y)| [x, y].map(|i| ArticleIdx(group[i as usize])))
        .collect()
}
