//! The words, sentences and telling items of one article's body.

use std::ops::Range;

use crate::article::SpanKind;
use crate::clean::CleanArticle;
use crate::error::Result;
use crate::sketch::fracmin::FracMinHash;
use crate::sketch::grams::Letters;
use crate::sketch::header::{Header, ShingleKind};
use crate::sketch::houses;
use crate::sketch::keys::{self, Fact};
use crate::sketch::minhash::MinHash;
use crate::sketch::quotes::quotes;
use crate::sketch::shingles::ShingleSet;
use crate::sketch::simhash::simhash;
use crate::sketch::tables::tables;
use crate::sketch::{CommonText, Config, Sketch, UnitVector, hash};
use crate::text::{Lang, Tokens};

/// Quotations of fewer words than this are phrases that anyone may say.
const QUOTE_WORDS: usize = 6;

/// A word of the body: 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Hash of the word's form.
    pub form: u32,
    /// Hash of its folded stem; [`Word::STOP`] for a word that carries no content.
    pub key: u32,
    /// First byte in the raw text.
    pub start: u32,
    /// One past the last byte in the raw text.
    pub end: u32,
}

impl Word {
    /// The key of function words.
    pub const STOP: u32 = 0;
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A content word by its folded stem.
    Stem,
    /// A word of a name, folded alike.
    Name,
    /// A number, with its unit where it has one.
    Number,
    /// A day, month or year.
    Date,
}

/// Something in a sentence that can be found again in another article's sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// What it is known by; equal keys are the same item.
    pub key: u32,
    /// What it is.
    pub kind: ItemKind,
    /// Index of its first word in [`Features::words`].
    pub word: u32,
    /// Number of words it takes.
    pub n_words: u16,
}

/// A sentence of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as indexes into [`Features::words`].
    pub words: Range<usize>,
    /// Its items, sorted by key; an item said twice stands once.
    pub items: Vec<Item>,
}

/// Everything that comparing needs to know of an article; about 20 KB for 400 words.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// The part of fixed size.
    pub sketch: Sketch,
    /// Language of the body; keys of different languages meet only in names, numbers and loans.
    pub lang: Lang,
    /// Words of all body spans, in order.
    pub words: Vec<Word>,
    /// Sentences of all body spans, in order.
    pub sentences: Vec<Sentence>,
    /// The exact set of shingles of [`Config::shingle_words`] words.
    pub shingles: ShingleSet,
    /// Keys of all items, ascending, without repeats.
    pub keys: Vec<u32>,
    /// (key, index of its sentence) of the items that are not set `aside`, sorted.
    pub places: Vec<(u32, u32)>,
    /// Pairs of the keys of neighbouring content words that are not set `aside`, the smaller key first; sorted, without
    /// repeats. What a text says of whom, when shingles are broken by other small words, endings and order.
    pub neighbours: Vec<(u32, u32)>,
    /// (hash of three words, index of the first) of all runs of three words, sorted: where passages may start.
    pub runs: Vec<(u32, u32)>,
    /// Quotations of six words or more, as ascending ranges of indexes into `words`; none if they are over three
    /// quarters of the text.
    pub quoted: Vec<Range<usize>>,
    /// What is no evidence of derivation: the quotations, what other articles quote, text that stands in many stories, and
    /// tables of numbers; as ascending ranges of indexes into `words`.
    pub aside: Vec<Range<usize>>,
    /// A sample of one in four of all runs of four letters outside standing text and tables, as hashes; ascending, no repeats.
    pub grams: Vec<u32>,
    /// Keys of the beginnings of all content words, and of all numbers and dates; ascending, without repeats. By these
    /// an article is compared with one in another language.
    pub cognates: Vec<u32>,
    /// Hashes of quotations of six words or more: whole, first six words, last six words; ascending.
    pub quote_hashes: Vec<u64>,
    /// Not before and not after, in seconds since 1970-01-01 UTC, if the article is dated.
    pub published: Option<(i64, i64)>,
    /// The key of that day, by the clock of the page, if it is known to the day.
    pub day: Option<u32>,
    /// The house that publishes the article, as a hash of its id; of what the input calls it until [`Features::credit`]
    /// tells.
    pub outlet: Option<u32>,
    /// Those that it credits, nearest first; empty until [`Features::credit`] tells.
    pub credits: Vec<u32>,
    /// A vector for each of `sentences` that was given one; empty where none was, as here.
    pub vectors: Vec<Option<UnitVector>>,
}

impl Features {
    /// The hashes of [`runs`](Self::runs), ascending, without repeats.
    pub fn run_keys(&self) -> impl Iterator<Item = u32> + '_ {
        let places = self.runs.chunk_by(|x, y| x.0 == y.0);
        places.map(|of_run| of_run[0].0)
    }
}

/// The features of `page`: its body's words, sentences, items, shingles and sketch.
///
/// Pure and independent of other articles. Takes time linear in the text but for sorting the shingles.
///
/// # Errors
/// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if [`Config::k`] is not in `1..=1024`.
pub fn features(page: &CleanArticle, config: &Config) -> Result<Features> {
    features_beside(page, config, &CommonText::default())
}

/// The same, with the common text of the page's collection set aside.
///
/// # Errors
/// Those of [`features`].
pub fn features_beside(
    page: &CleanArticle,
    config: &Config,
    common: &CommonText,
) -> Result<Features> {
    let mut body = Body::read(page);
    let of_many = common.of_many(&body.words, &tables(&body.has_digit));
    body.aside = common.aside(&body.words, &mut body.quoted, &of_many);
    let kind = ShingleKind::Words(config.shingle_words);
    let shingles = ShingleSet::new(&body.hashes, kind);
    let sketch = sketch(&body, &shingles, config)?;
    let (mut places, mut keys): (Vec<(u32, u32)>, Vec<u32>) = (Vec::new(), Vec::new());
    for (sentence, i) in body.sentences.iter().zip(0..) {
        let own = |item: &&Item| !within(&body.aside, item.word as usize);
        places.extend(sentence.items.iter().filter(own).map(|item| (item.key, i)));
        keys.extend(sentence.items.iter().map(|item| item.key));
    }
    places.sort_unstable();
    keys.sort_unstable();
    keys.dedup();
    let cognates = cognates(&body);
    let run = |words: &[u64]| hash::combine(words) as u32;
    let mut runs: Vec<(u32, u32)> = body.hashes.windows(3).map(run).zip(0..).collect();
    runs.sort_unstable();
    Ok(Features {
        sketch,
        lang: page.lang,
        shingles,
        neighbours: neighbours(&body),
        keys,
        places,
        runs,
        quote_hashes: quote_hashes(&body),
        published: page.published.map(|p| {
            let utc = jiff::tz::Offset::UTC;
            (p.start.unix_seconds(utc), p.end.unix_seconds(utc))
        }),
        day: keys::day(page.published).map(keys::day_key),
        outlet: page.article.stated_outlet().map(houses::key),
        credits: Vec::new(),
        words: body.words,
        sentences: body.sentences,
        grams: body.letters.sample(&of_many),
        quoted: body.quoted,
        aside: body.aside,
        cognates,
        vectors: Vec::new(),
    })
}

/// The body of a page, read once.
#[derive(Default)]
struct Body {
    /// Full hash of each word's form.
    hashes: Vec<u64>,
    words: Vec<Word>,
    /// Whether each word has a digit.
    has_digit: Vec<bool>,
    sentences: Vec<Sentence>,
    quoted: Vec<Range<usize>>,
    aside: Vec<Range<usize>>,
    letters: Letters,
    /// Keys of the beginnings of content words, in order.
    beginnings: Vec<u32>,
}

impl Body {
    fn read(page: &CleanArticle) -> Self {
        let mut body = Self::default();
        let reader = keys::Reader::new(page.lang).of_day(page.published);
        let text = &page.article.text;
        for span in page.spans_of(SpanKind::Body) {
            for sentence in keys::sentences(text, span.range()) {
                body.push_sentence(text, sentence, &reader);
            }
            for quote in quotes(text, span.range()) {
                let inside = body.words_in(&quote);
                if inside.len() >= QUOTE_WORDS {
                    body.quoted.push(inside);
                }
            }
        }
        body
    }

    fn push_sentence(&mut self, text: &str, range: Range<usize>, reader: &keys::Reader) {
        let first = self.words.len();
        let mut tokens = Tokens::default();
        tokens.extend_from(text, range.clone());
        for token in tokens.iter() {
            let form = hash::word(token.form);
            self.letters.push(token.form);
            self.has_digit
                .push(token.form.bytes().any(|b| b.is_ascii_digit()));
            let (key, beginning) = reader.key(token.form);
            if key != Word::STOP {
                self.beginnings.push(beginning);
            }
            self.hashes.push(form);
            self.words.push(Word {
                form: form as u32,
                key,
                start: token.start as u32,
                end: token.end as u32,
            });
        }
        if self.words.len() == first {
            return;
        }
        let facts = reader.facts(text, range);
        let items = items(
            &self.words[first..],
            first,
            &facts,
            &self.has_digit[first..],
        );
        self.sentences.push(Sentence {
            words: first..self.words.len(),
            items,
        });
    }

    /// The indexes of the words that lie in `bytes`.
    fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self
            .words
            .partition_point(|w| (w.start as usize) < bytes.start);
        let end = self.words.partition_point(|w| w.end as usize <= bytes.end);
        start..end.max(start)
    }
}

/// What can be found again in another language.
fn cognates(body: &Body) -> Vec<u32> {
    let is_value = |item: &&Item| matches!(item.kind, ItemKind::Number | ItemKind::Date);
    let items = body.sentences.iter().flat_map(|sentence| &sentence.items);
    let values = items.filter(is_value).map(|item| item.key);
    let mut keys: Vec<u32> = body.beginnings.iter().copied().chain(values).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Neighbouring content words that are not set aside, each pair once.
fn neighbours(body: &Body) -> Vec<(u32, u32)> {
    let own = |&(i, word): &(usize, &Word)| word.key != Word::STOP && !within(&body.aside, i);
    let words = body.words.iter().enumerate();
    let content: Vec<u32> = words.filter(own).map(|(_, word)| word.key).collect();
    let mut pairs: Vec<(u32, u32)> = content
        .windows(2)
        .map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1])))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether `word` lies in one of the ascending ranges.
fn within(ranges: &[Range<usize>], word: usize) -> bool {
    let after = ranges.partition_point(|r| r.end <= word);
    ranges.get(after).is_some_and(|r| r.start <= word)
}

/// The items of a sentence: facts first, and what words they leave.
///
/// A word with a digit that no fact takes is a number all the same: a score, a model, part of a figure.
fn items(words: &[Word], first: usize, facts: &[Fact], has_digit: &[bool]) -> Vec<Item> {
    let mut taken = vec![false; words.len()];
    let mut items = Vec::with_capacity(words.len());
    let mut names = vec![false; words.len()];
    for fact in facts {
        let start = words.partition_point(|w| (w.end as usize) <= fact.bytes.start);
        let end = words.partition_point(|w| (w.start as usize) < fact.bytes.end);
        if start >= end || taken[start..end].contains(&true) {
            continue;
        }
        if fact.kind == ItemKind::Name {
            names[start..end].fill(true);
            continue;
        }
        taken[start..end].fill(true);
        items.push(Item {
            key: fact.key,
            kind: fact.kind,
            word: (first + start) as u32,
            n_words: (end - start) as u16,
        });
    }
    for (i, word) in words.iter().enumerate() {
        if !taken[i] && word.key != Word::STOP {
            let kind = match () {
                () if has_digit[i] => ItemKind::Number,
                () if names[i] => ItemKind::Name,
                () => ItemKind::Stem,
            };
            items.push(Item {
                key: word.key,
                kind,
                word: (first + i) as u32,
                n_words: 1,
            });
        }
    }
    items.sort_unstable();
    items.dedup_by_key(|item| item.key);
    items
}

fn sketch(body: &Body, shingles: &ShingleSet, config: &Config) -> Result<Sketch> {
    let short = shingles.len() < config.short_text && config.shingle_words > 2;
    let kind = ShingleKind::Words(if short { 2 } else { config.shingle_words });
    let minhash = if body.words.len() < config.exact_below {
        MinHash::new(&[], config.k)?
    } else if short {
        MinHash::new(ShingleSet::new(&body.hashes, kind).as_slice(), config.k)?
    } else {
        MinHash::new(shingles.as_slice(), config.k)?
    };
    let stems: Vec<u64> = body
        .words
        .iter()
        .filter(|w| w.key != Word::STOP)
        .map(|w| hash::mix(u64::from(w.key)))
        .collect();
    Ok(Sketch {
        header: Header::new(config.k, kind),
        minhash,
        simhash: simhash(stems.iter().map(|&stem| (stem, 1))),
        pairs: FracMinHash::new(stems.windows(2).map(hash::combine)),
        content: (!body.hashes.is_empty()).then(|| hash::combine(&body.hashes)),
    })
}

fn quote_hashes(body: &Body) -> Vec<u64> {
    let mut hashes = Vec::new();
    for quote in &body.quoted {
        let words = &body.hashes[quote.clone()];
        if let (Some(head), Some(tail)) = (
            words.first_chunk::<QUOTE_WORDS>(),
            words.last_chunk::<QUOTE_WORDS>(),
        ) {
            hashes.extend([
                hash::combine(words),
                hash::combine(head),
                hash::combine(tail),
            ]);
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
