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
/// Pairs are taken in the order of falling score, equals by their indexes. The groups of a pair are merged if what the
/// pairs between all their members say is high enough in the mean ([`Config::mean_score`]); so one mistaken pair does
/// not join two large groups. A pair says its score for copies and stories, and for a family the geometric mean of that
/// and of the score of the whole: a shared passage makes no family, and the first and the last version of a long story,
/// which have not much more in common, are held together by those between. A pair that was never verified counts as 0,
/// but no more than [`Config::counted_pairs`] pairs are asked for: the candidates of a large family are bounded, and the
/// family is no less true for that. A single page that holds a short item and much else is not of the item's family,
/// unless it begins with the item: then the item may be what an editor left of it.
///
/// An article that shares a passage with a family it is not in joins it with the share of its body that is covered;
/// so an article merged from two items is in both families. A short item is no guest of the roundup that holds it.
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

/// A part that scores this high as a whole is one: versions of a running page, each with much of its own.
const SURELY_WHOLE: f64 = 0.9;

/// Whether a pair may put two articles into one group of `level`.
fn joins(m: &Match, level: Level) -> bool {
    match level {
        Level::Copy => m.verdict == Verdict::Copy,
        Level::Family => match m.verdict {
            Verdict::Copy | Verdict::Rewrite => true,
            Verdict::Partial => m.whole >= SURELY_WHOLE,
            Verdict::SameStory => false,
        },
        Level::Story => true,
    }
}

/// What a pair says for merging at `level`, in millionths of a score.
#[expect(clippy::cast_sign_loss, reason = "a score is not negative")]
fn voice(m: &Match, level: Level) -> u64 {
    let score = match level {
        // A rewrite is half a voice for a group of copies.
        Level::Copy if m.verdict != Verdict::Copy => m.score / 2.0,
        Level::Family => (m.score * m.whole).sqrt(),
        Level::Copy | Level::Story => m.score,
    };
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
        for m in order {
            let (x, y) = (groups.find(m.a.0), groups.find(m.b.0));
            let longer = if m.coverage_a < m.coverage_b { x } else { y };
            let is_roundup = level == Level::Family
                && m.verdict != Verdict::Copy
                && !m.from_the_top
                && m.coverage_a.min(m.coverage_b) < config.least_share
                && sizes[longer as usize] == 1;
            if !joins(m, level) || is_roundup {
                continue;
            }
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
        .filter(|m| joins(m, level))
        .map(|m| (place(m.a), place(m.b)))
        .collect();
    edges.sort_unstable();
    edges.dedup();
    bridges(group.len(), &edges)
        .into_iter()
        .map(|(x, y)| [x, y].map(|i| ArticleIdx(group[i as usize])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A verified pair; rewrites cover all, parts 40 % of each, beyond what rewrites cover in the first.
    fn pair(a: u32, b: u32, verdict: Verdict, score: f64) -> Match {
        let part = verdict == Verdict::Partial;
        Match {
            a: ArticleIdx(a),
            b: ArticleIdx(b),
            verdict,
            score,
            jaccard: score,
            containment_a_in_b: score,
            containment_b_in_a: score,
            coverage_a: if part { 0.4 } else { 0.9 },
            coverage_b: if part { 0.4 } else { 0.9 },
            whole: if part { score / 2.0 } else { score },
            from_the_top: false,
            simhash_distance: 3,
            found_by: vec!["lsh"],
            passages: vec![crate::verify::Passage {
                a: if part { 300..400 } else { 0..300 },
                b: 0..if part { 100 } else { 300 },
                similarity: 1.0,
            }],
            contradictions: Vec::new(),
            reasons: Vec::new(),
        }
    }

    fn members(found: &[Family], level: Level) -> Vec<Vec<u32>> {
        found
            .iter()
            .filter(|f| f.level == level)
            .map(|f| f.members.iter().map(|m| m.article.0).collect())
            .collect()
    }

    /// Two families of four with one mistaken pair between them stay two.
    #[test]
    fn one_pair_does_not_join_two_groups() {
        let mut matches = vec![pair(3, 4, Verdict::Rewrite, 0.95)];
        for group in [[0, 1, 2, 3], [4, 5, 6, 7]] {
            for (i, &a) in group.iter().enumerate() {
                for &b in &group[i + 1..] {
                    matches.push(pair(a, b, Verdict::Copy, 0.99));
                }
            }
        }
        let found = families(8, &matches, &Config::default());
        assert_eq!(members(&found, Level::Family), [[0, 1, 2, 3], [4, 5, 6, 7]]);
        assert!(
            found
                .iter()
                .all(|f| f.level == Level::Story || f.min_score > 0.98)
        );
    }

    /// A long family of which only neighbours were compared still holds together, copies inside families inside stories.
    #[test]
    fn levels_are_nested_and_unfound_pairs_are_asked_for_only_so_often() {
        let mut matches: Vec<Match> = Vec::new();
        for a in 0..40u32 {
            for b in a + 1..(a + 5).min(40) {
                matches.push(pair(a, b, Verdict::Rewrite, 0.9));
            }
        }
        matches.push(pair(0, 40, Verdict::Copy, 0.99));
        let found = families(41, &matches, &Config::default());
        assert_eq!(members(&found, Level::Copy), [[0, 40]]);
        assert_eq!(
            members(&found, Level::Family),
            [(0..41).collect::<Vec<u32>>()]
        );
        assert_eq!(
            members(&found, Level::Story),
            members(&found, Level::Family)
        );
        let family: Vec<&Family> = found.iter().filter(|f| f.level == Level::Family).collect();
        assert!(family[0].min_score.abs() < 1e-12);
        assert_eq!(family[0].bridges, [[ArticleIdx(0), ArticleIdx(40)]]);
    }

    /// What is surely from the other as a whole is of its family, though much of each is its own.
    #[test]
    fn a_part_joins_only_as_a_whole() {
        for (whole, expected) in [(0.95, vec![vec![0, 1]]), (0.85, vec![])] {
            let part = Match {
                whole,
                ..pair(0, 1, Verdict::Partial, 0.95)
            };
            let found = families(2, &[part], &Config::default());
            assert_eq!(members(&found, Level::Family), expected, "{whole}");
        }
    }

    /// Article 0 holds the item 1 and much else; so do 2, 3, 4, which are versions of one page.
    #[test]
    fn an_item_is_of_the_family_of_a_running_page_and_of_what_it_begins_but_not_of_a_roundup() {
        let holds = |a: u32, b: u32| Match {
            coverage_a: if a == 1 { 1.0 } else { 0.1 },
            coverage_b: if b == 1 { 1.0 } else { 0.1 },
            ..pair(a, b, Verdict::Rewrite, 0.95)
        };
        let found = families(2, &[holds(0, 1)], &Config::default());
        assert!(members(&found, Level::Family).is_empty());
        let abridged = Match {
            from_the_top: true,
            ..holds(0, 1)
        };
        let found = families(2, &[abridged], &Config::default());
        assert_eq!(members(&found, Level::Family), [[0, 1]]);
        let matches = [
            pair(2, 3, Verdict::Copy, 0.99),
            pair(2, 4, Verdict::Copy, 0.99),
            pair(3, 4, Verdict::Copy, 0.99),
            holds(1, 2),
            holds(1, 3),
            holds(1, 4),
        ];
        let found = families(5, &matches, &Config::default());
        assert_eq!(members(&found, Level::Family), [[1, 2, 3, 4]]);
    }

    /// Article 3 is a rewrite of 0 and 1 and has a passage of 4 and 5 elsewhere in its body.
    #[test]
    fn a_merged_article_is_in_two_families() {
        let matches = [
            pair(0, 1, Verdict::Copy, 0.99),
            pair(0, 3, Verdict::Rewrite, 0.9),
            pair(1, 3, Verdict::Rewrite, 0.9),
            pair(4, 5, Verdict::Copy, 0.99),
            pair(3, 4, Verdict::Partial, 0.3),
        ];
        let found = families(6, &matches, &Config::default());
        assert_eq!(
            members(&found, Level::Family),
            [vec![0, 1, 3], vec![3, 4, 5]]
        );
        let guest = found
            .iter()
            .filter(|f| f.level == Level::Family)
            .flat_map(|f| &f.members)
            .filter(|m| m.article.0 == 3)
            .map(|m| m.share)
            .collect::<Vec<f64>>();
        assert_eq!(guest, [0.9, 0.4]);
    }

    /// A roundup holds all of article 0, which is a tenth of it.
    #[test]
    fn an_item_is_no_guest_of_the_roundup_that_holds_it() {
        let mut held = pair(0, 4, Verdict::Partial, 0.6);
        (held.coverage_a, held.coverage_b) = (1.0, 0.1);
        let matches = [
            pair(0, 1, Verdict::Copy, 0.99),
            pair(4, 5, Verdict::Copy, 0.99),
            held,
        ];
        let found = families(6, &matches, &Config::default());
        assert_eq!(members(&found, Level::Family), [[0, 1], [4, 5]]);
    }

    #[test]
    fn the_order_of_matches_does_not_matter() {
        let mut matches: Vec<Match> = (0..60u32)
            .map(|i| {
                let (a, b) = (i * 7 % 23, 23 + i * 11 % 17);
                pair(a, b, Verdict::Rewrite, f64::from(i * 37 % 60) / 60.0)
            })
            .collect();
        matches.sort_by_key(|m| (m.a, m.b));
        matches.dedup_by_key(|m| (m.a, m.b));
        let expected = families(40, &matches, &Config::default());
        matches.reverse();
        assert_eq!(families(40, &matches, &Config::default()), expected);
        assert!(!expected.is_empty());
    }
}
