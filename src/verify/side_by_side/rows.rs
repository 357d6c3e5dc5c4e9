//! Which sentences stand in one row, in what order, and which of their words go together.
//!
//! **In** aligned sentences. **Out** rows: aligned sentences first; then each sentence that is left joins the one that
//! has most of what it says, if any does; then what either article says alone. Costs a comparison of every sentence
//! that is left with every one of the other article.

use std::ops::Range;

use super::{Row, RowKind, WordKind, WordRun, words_of};
use crate::sketch::{Features, Item, ItemKind, Word};
use crate::verify::alignment::Alignment;
use crate::verify::evidence::COVERING;
use crate::verify::words::{self, Agreement, Pair};
use crate::verify::{bytes, share};

/// Share of a sentence's items that another must have for the one to be a part of the other.
const PART: f64 = 0.5;

/// Items of which fewer would meet by chance.
const PART_ITEMS: usize = 3;

/// Equal words as a share of the longer side from which a row is edited and not reworded.
const EDITED: f64 = 0.8;

/// Sentences that go together.
#[derive(Default)]
pub(super) struct Draft {
    a: Vec<usize>,
    b: Vec<usize>,
    similarity: f64,
    by_meaning: bool,
}

/// All rows with two sides, and which sentence is in which.
pub(super) struct Drafts {
    rows: Vec<Draft>,
    /// By side, then by sentence.
    row_of: [Vec<Option<usize>>; 2],
}

impl Drafts {
    /// The aligned sentences, and the sentences that are a part of one of them or of one another.
    pub(super) fn new(fa: &Features, fb: &Features, alignment: &Alignment) -> Self {
        let mut drafts = Self {
            rows: Vec::new(),
            row_of: [
                vec![None; fa.sentences.len()],
                vec![None; fb.sentences.len()],
            ],
        };
        for pair in &alignment.pairs {
            let at = drafts.join(pair.a, pair.b, pair.similarity);
            drafts.rows[at].by_meaning = pair.by_meaning;
        }
        for side in [0, 1] {
            let [own, other] = if side == 0 { [fa, fb] } else { [fb, fa] };
            for i in 0..own.sentences.len() {
                if drafts.row_of[side][i].is_some() {
                    continue;
                }
                if let Some((j, similarity)) = whole_of(&own.sentences[i].items, other) {
                    let (a, b) = if side == 0 { (i, j) } else { (j, i) };
                    drafts.join(a, b, similarity);
                }
            }
        }
        drafts
    }

    /// Puts two sentences into one row, of which at most one is in a row already; gives its place.
    fn join(&mut self, a: usize, b: usize, similarity: f64) -> usize {
        let at = self.row_of[0][a].or(self.row_of[1][b]).unwrap_or_else(|| {
            self.rows.push(Draft {
                similarity,
                ..Draft::default()
            });
            self.rows.len() - 1
        });
        if self.row_of[0][a].replace(at).is_none() {
            self.rows[at].a.push(a);
        }
        if self.row_of[1][b].replace(at).is_none() {
            self.rows[at].b.push(b);
        }
        at
    }

    /// All rows in the order of the first article, with what either says alone.
    pub(super) fn in_order(mut self, n_a: usize) -> Vec<Draft> {
        let n_b = self.row_of[1].len();
        for row in &mut self.rows {
            row.a.sort_unstable();
            row.b.sort_unstable();
        }
        for i in 0..n_a {
            if self.row_of[0][i].is_none() {
                self.rows.push(Draft {
                    a: vec![i],
                    ..Draft::default()
                });
            }
        }
        self.rows.sort_by_key(|row| row.a.first().copied());
        // What stands before it in its own article says where a sentence of the second alone belongs.
        let mut after = vec![Vec::new(); self.rows.len() + 1];
        let mut row_of_b = vec![None; n_b];
        for (at, row) in self.rows.iter().enumerate() {
            for &j in &row.b {
                row_of_b[j] = Some(at);
            }
        }
        let mut place = 0;
        for (j, at) in row_of_b.into_iter().enumerate() {
            match at {
                Some(at) => place = at + 1,
                None => after[place].push(j),
            }
        }
        let alone = |j| Draft {
            b: vec![j],
            ..Draft::default()
        };
        let mut after = after.into_iter();
        let mut rows: Vec<Draft> = after.next().into_iter().flatten().map(alone).collect();
        for (row, next) in self.rows.into_iter().zip(after) {
            rows.push(row);
            rows.extend(next.into_iter().map(alone));
        }
        rows
    }
}

/// The sentence of `other` that has most of `items`, and the share of them that it has.
fn whole_of(items: &[Item], other: &Features) -> Option<(usize, f64)> {
    let shared = |other: &[Item]| {
        let has = |item: &&Item| other.binary_search_by_key(&item.key, |o| o.key).is_ok();
        items.iter().filter(has).count()
    };
    let counts = other.sentences.iter().map(|s| shared(&s.items)).enumerate();
    let (j, n) = counts.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let part = share(n, items.len());
    (n >= PART_ITEMS && part >= PART).then_some((j, part))
}

impl Draft {
    /// `related` has the pairs of keys that stand for one another, sorted.
    pub(super) fn into_row(self, fa: &Features, fb: &Features, related: &[(u32, u32)]) -> Row {
        let kind = match (self.a.is_empty(), self.b.is_empty()) {
            (_, true) => Some(RowKind::OnlyA),
            (true, _) => Some(RowKind::OnlyB),
            _ => None,
        };
        if let Some(kind) = kind {
            return Row {
                kind,
                a: self.a,
                b: self.b,
                similarity: 0.0,
                by_meaning: false,
                words: Vec::new(),
            };
        }
        let (at_a, at_b) = (places(fa, &self.a), places(fb, &self.b));
        let of =
            |f: &Features, at: &[usize]| -> Vec<Word> { at.iter().map(|&i| f.words[i]).collect() };
        let pairs = words::align(&of(fa, &at_a), &of(fb, &at_b), related);
        let kind = self.kind(&pairs, at_a.len(), at_b.len());
        let mut runs = runs(fa, fb, &pairs, &at_a, &at_b);
        runs.extend(self.values(fa, fb, &runs));
        runs.sort_unstable_by_key(|run| (run.a.start, run.b.start));
        Row {
            kind,
            similarity: self.similarity.min(1.0),
            by_meaning: self.by_meaning,
            a: self.a,
            b: self.b,
            words: runs,
        }
    }

    /// How close two sides of `n_a` and `n_b` words are.
    fn kind(&self, pairs: &[Pair], n_a: usize, n_b: usize) -> RowKind {
        let equal = pairs.iter().filter(|p| p.agree == Agreement::Form).count();
        let in_order = pairs.iter().enumerate().all(|(i, p)| p.a == i && p.b == i);
        match () {
            () if equal == n_a && n_a == n_b && in_order => RowKind::Verbatim,
            () if share(equal, n_a.max(n_b)) >= EDITED => RowKind::Edited,
            () if self.similarity >= COVERING => RowKind::Reworded,
            () => RowKind::Akin,
        }
    }

    /// Numbers and dates that are one value, and of which no word stands in `runs`.
    fn values(&self, fa: &Features, fb: &Features, runs: &[WordRun]) -> Vec<WordRun> {
        let items = |f: &Features, sentences: &[usize]| -> Vec<Item> {
            let all = sentences.iter().flat_map(|&s| &f.sentences[s].items);
            all.filter(|i| matches!(i.kind, ItemKind::Number | ItemKind::Date))
                .copied()
                .collect()
        };
        let others = items(fb, &self.b);
        let apart = |x: &Range<usize>, y: &Range<usize>| x.end <= y.start || y.end <= x.start;
        items(fa, &self.a)
            .iter()
            .filter_map(|x| {
                let y = others.iter().find(|y| (x.key, x.kind) == (y.key, y.kind))?;
                let (a, b) = (bytes(fa, &words_of(x)), bytes(fb, &words_of(y)));
                let new = runs
                    .iter()
                    .all(|run| apart(&run.a, &a) && apart(&run.b, &b));
                new.then_some(WordRun {
                    a,
                    b,
                    kind: WordKind::Value,
                })
            })
            .collect()
    }
}

/// The words of `sentences`, as indexes into the words of the article.
fn places(f: &Features, sentences: &[usize]) -> Vec<usize> {
    sentences
        .iter()
        .flat_map(|&s| f.sentences[s].words.clone())
        .collect()
}

/// Pairs of one kind that follow one another on both sides, as one.
fn runs(
    fa: &Features,
    fb: &Features,
    pairs: &[Pair],
    at_a: &[usize],
    at_b: &[usize],
) -> Vec<WordRun> {
    let mut runs: Vec<(Range<usize>, Range<usize>, Agreement)> = Vec::new();
    for pair in pairs {
        let (a, b) = (at_a[pair.a], at_b[pair.b]);
        match runs.last_mut() {
            Some(last) if (last.0.end, last.1.end, last.2) == (a, b, pair.agree) => {
                last.0.end = a + 1;
                last.1.end = b + 1;
            }
            _ => runs.push((a..a + 1, b..b + 1, pair.agree)),
        }
    }
    runs.into_iter()
        .map(|(a, b, agree)| WordRun {
            a: bytes(fa, &a),
            b: bytes(fb, &b),
            kind: match agree {
                Agreement::Form => WordKind::Same,
                Agreement::Stem => WordKind::Form,
                Agreement::Related => WordKind::Related,
            },
        })
        .collect()
}
