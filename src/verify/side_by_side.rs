//! Two articles laid side by side: sentence beside sentence, word beside word, for people to read.
//!
//! **In** two articles with their features. **Out** [`SideBySide`]: rows of sentences that go together, each with the
//! words that stand for one another and the facts that one side states alone. It decides nothing;
//! [`verify`](super::verify) does. What it shows is what the verdict rests on, and besides:
//!
//! * a sentence that was cut in two, or two that were joined, stand in one row;
//! * quoted speech, which is no evidence, is laid side by side too, and is marked as speech.
//!
//! Rows follow the first article. What the second says alone stands where it says it.

mod rows;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Side, alignment, bytes, counterparts};
use crate::article::SpanKind;
use crate::candidates::DocumentFrequencies;
use crate::sketch::{Features, Item, ItemKind, Relations};
use crate::text::sentences::sentences;
use rows::Drafts;

/// Two articles side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideBySide {
    /// The sentences of either body, in order.
    pub sentences: [Vec<Sentence>; 2],
    /// What goes together, in the order of the first article. Every sentence is in exactly one row.
    pub rows: Vec<Row>,
}

/// A sentence of one body.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Bytes in the raw text.
    pub span: Range<usize>,
    /// Whether most of it stands inside quotation marks, so that it is no evidence of derivation.
    pub is_quoted: bool,
    /// Its numbers, dates and names, in order.
    pub facts: Vec<Fact>,
}

/// A number, date or name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Bytes in the raw text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: FactKind,
    /// What the other article has for it.
    pub standing: Standing,
}

/// What a [`Fact`] is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A number, with its unit where it has one.
    Number,
    /// A day, month or year.
    Date,
    /// A name.
    Name,
}

/// What the other article has for a [`Fact`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The other article states it as well, somewhere.
    Shared,
    /// The other article has another value in the same place.
    Differs,
    /// The other article does not state it.
    Alone,
}

/// Sentences of either article that go together.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// How they go together.
    pub kind: RowKind,
    /// Indexes into the first article's sentences, ascending.
    pub a: Vec<usize>,
    /// Indexes into the second article's sentences, ascending.
    pub b: Vec<usize>,
    /// How much the two sides share, `0.0..=1.0`; 0 for one side alone.
    pub similarity: f64,
    /// Whether vectors of the sentences say so, and more than their words.
    pub by_meaning: bool,
    /// Words that stand for one another, in the order of the first article.
    pub words: Vec<WordRun>,
}

/// How the sentences of a [`Row`] go together, closest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// The same words in the same order.
    Verbatim,
    /// Four words in five of the longer side are the same.
    Edited,
    /// The same statement in other words.
    Reworded,
    /// Each is the other's nearest, and they share too little to be one statement.
    Akin,
    /// The first article alone says it.
    OnlyA,
    /// The second article alone says it.
    OnlyB,
}

/// Words that follow one another on both sides and stand for one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRun {
    /// Bytes in the raw text of the first article.
    pub a: Range<usize>,
    /// Bytes in the raw text of the second article.
    pub b: Range<usize>,
    /// In what they agree.
    pub kind: WordKind,
}

/// In what two words agree.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WordKind {
    /// The same word.
    Same,
    /// Another form of the same word, or another spelling of the same name.
    Form,
    /// The same number or date, written in another way.
    Value,
    /// Another word for it: a synonym, or a translation.
    Related,
}

/// Lays two articles side by side. Takes O(`n m`) time for bodies of `n` and `m` words in the worst case, a
/// millisecond for 400 words.
#[must_use]
pub fn side_by_side(
    a: Side<'_>,
    b: Side<'_>,
    frequencies: &DocumentFrequencies,
    relations: &Relations,
) -> SideBySide {
    let (fa, fb) = (a.features, b.features);
    let weights_a = alignment::squared_weights(fa, fb, frequencies);
    let weights_b = alignment::squared_weights(fb, fa, frequencies);
    let weights = [&weights_a, &weights_b].map(Vec::as_slice);
    let counterparts = counterparts::counterparts(fa, fb, weights, relations);
    let alignment = alignment::align(fa, fb, weights, &counterparts);
    let mut related: Vec<(u32, u32)> = counterparts
        .iter()
        .map(|pair| (fa.keys[pair.a], fb.keys[pair.b]))
        .collect();
    related.sort_unstable();
    let rows = Drafts::new(fa, fb, &alignment)
        .in_order(fa.sentences.len())
        .into_iter()
        .map(|draft| draft.into_row(fa, fb, &related))
        .collect();
    let differing = |item: &Item, side: usize| {
        let same = |pair: &(Item, Item)| [&pair.0, &pair.1][side].word == item.word;
        alignment.contradictions.iter().any(same)
    };
    SideBySide {
        sentences: [
            read(&a, fb, |item| differing(item, 0)),
            read(&b, fa, |item| differing(item, 1)),
        ],
        rows,
    }
}

/// The bytes of each of an article's sentences in its raw text, with their marks, in the order of
/// [`Features::sentences`].
#[must_use]
pub fn sentence_spans(side: &Side<'_>) -> Vec<Range<usize>> {
    let text = &side.page.article.text;
    let (words, mut spans) = (&side.features.words, Vec::new());
    let mut found = side.features.sentences.iter().peekable();
    for body in side.page.spans_of(SpanKind::Body) {
        for span in sentences(text, body.range()) {
            // A stretch without a word, as a row of stars, is no sentence of the features.
            let has = |word: usize| span.contains(&(words[word].start as usize));
            if found.next_if(|s| has(s.words.start)).is_some() {
                spans.push(span);
            }
        }
    }
    spans
}

/// The sentences of one side, with what `other` has of their facts.
fn read(side: &Side<'_>, other: &Features, differs: impl Fn(&Item) -> bool) -> Vec<Sentence> {
    let f = side.features;
    let standing = |item: &Item| match () {
        () if differs(item) => Standing::Differs,
        () if other.keys.binary_search(&item.key).is_ok() => Standing::Shared,
        () => Standing::Alone,
    };
    let spans = sentence_spans(side).into_iter().zip(&f.sentences);
    spans
        .map(|(span, sentence)| {
            let quoted: usize = f
                .quoted
                .iter()
                .map(|quote| {
                    let (start, end) = (&quote.start, &quote.end);
                    sentence
                        .words
                        .end
                        .min(*end)
                        .saturating_sub(sentence.words.start.max(*start))
                })
                .sum();
            Sentence {
                span,
                is_quoted: quoted * 2 > sentence.words.len(),
                facts: facts(f, &sentence.items, standing),
            }
        })
        .collect()
}

/// The facts among `items`, in order; neighbouring words of one name are one fact.
fn facts(f: &Features, items: &[Item], standing: impl Fn(&Item) -> Standing) -> Vec<Fact> {
    let mut found: Vec<(Range<usize>, FactKind, Standing)> = items
        .iter()
        .filter_map(|item| {
            let kind = match item.kind {
                ItemKind::Number => FactKind::Number,
                ItemKind::Date => FactKind::Date,
                ItemKind::Name => FactKind::Name,
                ItemKind::Stem => return None,
            };
            Some((words_of(item), kind, standing(item)))
        })
        .collect();
    found.sort_unstable_by_key(|(words, ..)| words.start);
    let mut joined: Vec<(Range<usize>, FactKind, Standing)> = Vec::new();
    for fact in found {
        match joined.last_mut() {
            Some(last)
                if fact.1 == FactKind::Name
                    && (last.1, last.2, last.0.end) == (fact.1, fact.2, fact.0.start) =>
            {
                last.0.end = fact.0.end;
            }
            _ => joined.push(fact),
        }
    }
    let fact = |(words, kind, standing)| Fact {
        span: bytes(f, &words),
        kind,
        standing,
    };
    joined.into_iter().map(fact).collect()
}

/// The words of an item.
fn words_of(item: &Item) -> Range<usize> {
    item.word as usize..item.word as usize + usize::from(item.n_words)
}
