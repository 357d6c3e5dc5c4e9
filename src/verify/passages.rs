//! Passages: the stretches that two articles have word for word, or nearly.
//!
//! **In** the words of two bodies. **Out** tiles (equal runs, none overlapping another) and the passages they make
//! up when small gaps between them are closed.
//!
//! Tiles are found by greedy string tiling: every longest equal run starts at a shared shingle, and the longest
//! runs are laid first. A gap of a few words on either side, as a synonym or an inserted clause leaves it, does not
//! end a passage; words that are equal across such a gap count too.
//!
//! Source: M. Wise, "String similarity via greedy string tiling and Running Karp–Rabin matching", 1993.

use crate::sketch::{Features, Word};

/// Words of a run that starts a tile.
const SEED: usize = 3;

/// A shingle that stands in more places of one article than this is a refrain; the first ones are tried.
const PLACES: usize = 8;

/// Words that may lie between two tiles of one passage, on either side.
const GAP: usize = 4;

/// An equal run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// Its first word in the first article.
    pub(super) a: usize,
    /// Its first word in the second article.
    pub(super) b: usize,
    /// Its number of words, at least 1.
    pub(super) len: usize,
}

/// Tiles in sequence, with the gaps between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Words of the first article, end excluded.
    pub(super) a: (usize, usize),
    /// Words of the second article, end excluded.
    pub(super) b: (usize, usize),
    /// Equal words in it.
    pub(super) matched: usize,
}

impl Run {
    /// Equal words as a share of the longer side, `0.0..=1.0`.
    pub(super) fn similarity(&self) -> f64 {
        let longer = (self.a.1 - self.a.0).max(self.b.1 - self.b.0);
        self.matched as f64 / longer.max(1) as f64
    }
}

/// The tiles of `a` and `b`, by their place in `a`.
///
/// Takes about O(`n + m + t log t`) for `t` equal runs, of which there are few but in texts that repeat themselves.
pub(super) fn tiles(a: &Features, b: &Features) -> Vec<Tile> {
    let mut runs = equal_runs(a, b);
    runs.sort_unstable_by_key(|t| (usize::MAX - t.len, t.a, t.b));
    let (mut used_a, mut used_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
    let mut laid = Vec::new();
    for run in runs {
        // What is left of a run that longer ones have eaten into.
        let mut i = 0;
        while i < run.len {
            let free = |i: usize| !used_a[run.a + i] && !used_b[run.b + i];
            let len = (i..run.len).take_while(|&i| free(i)).count();
            if len >= SEED {
                laid.push(Tile {
                    a: run.a + i,
                    b: run.b + i,
                    len,
                });
                used_a[run.a + i..run.a + i + len].fill(true);
                used_b[run.b + i..run.b + i + len].fill(true);
            }
            i += len.max(1);
        }
    }
    laid.sort_unstable_by_key(|t| t.a);
    laid
}

/// All longest equal runs of at least [`SEED`] words.
fn equal_runs(fa: &Features, fb: &Features) -> Vec<Tile> {
    let (a, b) = (&fa.words, &fb.words);
    let same = |i: usize, j: usize| a[i].form == b[j].form;
    let mut runs = Vec::new();
    let mut rest = fb.runs.as_slice();
    for places in fa.runs.chunk_by(|x, y| x.0 == y.0) {
        let key = places[0].0;
        rest = &rest[rest.partition_point(|s| s.0 < key)..];
        let others = &rest[..rest.partition_point(|s| s.0 == key)];
        for &(_, i) in places.iter().take(PLACES) {
            for &(_, j) in others.iter().take(PLACES) {
                let (i, j) = (i as usize, j as usize);
                let starts_here = i == 0 || j == 0 || !same(i - 1, j - 1);
                if starts_here {
                    let most = (a.len() - i).min(b.len() - j);
                    let len = (0..most).take_while(|&k| same(i + k, j + k)).count();
                    if len >= SEED {
                        runs.push(Tile { a: i, b: j, len });
                    }
                }
            }
        }
    }
    runs
}

/// Joins tiles that follow one another in both articles with at most [`GAP`] words between.
pub(super) fn runs(tiles: &[Tile], a: &[Word], b: &[Word]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for tile in tiles {
        let follows = runs.last_mut().filter(|run| {
            (run.a.1..=run.a.1 + GAP).contains(&tile.a)
                && (run.b.1..=run.b.1 + GAP).contains(&tile.b)
        });
        match follows {
            Some(run) => {
                run.matched += equal_in_gap(&a[run.a.1..tile.a], &b[run.b.1..tile.b]) + tile.len;
                run.a.1 = tile.a + tile.len;
                run.b.1 = tile.b + tile.len;
            }
            None => runs.push(Run {
                a: (tile.a, tile.a + tile.len),
                b: (tile.b, tile.b + tile.len),
                matched: tile.len,
            }),
        }
    }
    runs
}

/// The longest common subsequence of two gaps of at most [`GAP`] words.
fn equal_in_gap(a: &[Word], b: &[Word]) -> usize {
    let mut row = [0usize; GAP + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x.form == y.form {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Article, Span, SpanKind};
    use crate::clean::CleanArticle;
    use crate::sketch::{self, Config};
    use crate::text::Lang;

    /// The features of a text with one word for each number.
    fn features(numbers: &[u32]) -> Features {
        let words: Vec<String> = numbers.iter().map(|n| format!("kata{n}")).collect();
        let article = Article::new("a", words.join(" "));
        let page = CleanArticle {
            spans: vec![Span::new(SpanKind::Body, 0..article.text.len())],
            article,
            title: None,
            lang: Lang::UND,
            published: None,
            outlet_signs: Vec::new(),
            n_invisible: 0,
        };
        sketch::features(&page, &Config::default()).unwrap()
    }

    #[test]
    fn a_replaced_word_does_not_end_a_passage() {
        let a = features(&[1, 2, 3, 4, 50, 5, 6, 7, 8]);
        let b = features(&[90, 1, 2, 3, 4, 60, 61, 5, 6, 7, 8]);
        let tiles = tiles(&a, &b);
        assert_eq!(
            tiles,
            [Tile { a: 0, b: 1, len: 4 }, Tile { a: 5, b: 7, len: 4 }]
        );
        let runs = runs(&tiles, &a.words, &b.words);
        assert_eq!(
            runs,
            [Run {
                a: (0, 9),
                b: (1, 11),
                matched: 8
            }]
        );
        assert!((runs[0].similarity() - 0.8).abs() < 1e-12);
    }

    #[test]
    fn a_moved_paragraph_is_a_passage_of_its_own() {
        let a = features(&[1, 2, 3, 4, 5, 6, 7, 8]);
        let b = features(&[5, 6, 7, 8, 1, 2, 3, 4]);
        assert_eq!(runs(&tiles(&a, &b), &a.words, &b.words).len(), 2);
    }

    proptest! {
        /// Tiles hold equal words, and no word is in two of them.
        #[test]
        fn tiles_are_equal_and_apart(a in prop::collection::vec(0u32..6, 1..40), b in prop::collection::vec(0u32..6, 1..40)) {
            let (fa, fb) = (features(&a), features(&b));
            let (mut seen_a, mut seen_b) = (vec![false; a.len()], vec![false; b.len()]);
            for tile in tiles(&fa, &fb) {
                for k in 0..tile.len {
                    prop_assert_eq!(a[tile.a + k], b[tile.b + k]);
                    prop_assert!(!std::mem::replace(&mut seen_a[tile.a + k], true));
                    prop_assert!(!std::mem::replace(&mut seen_b[tile.b + k], true));
                }
            }
        }
    }
}
