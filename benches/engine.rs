//! Speed of signatures, of candidates, and of every stage of deduplication, on texts of 400 words made up here.
//!
//! Words are drawn with a frequency falling as one over their rank, as in real text; every tenth text is a copy of
//! the one before with one word in twenty replaced.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use silsilah::article::{Article, Span, SpanKind};
use silsilah::candidates;
use silsilah::clean::CleanArticle;
use silsilah::cluster::Deduplicator;
use silsilah::cluster::dedup::{Index, Settings, Workspace};
use silsilah::sketch::oneperm::Bins;
use silsilah::sketch::{self, Features, MinHash, OnePermutation, ShingleKind, Shingler, hash};
use silsilah::text::Lang;
use silsilah::text::scan::Scanner;

const WORDS: usize = 400;
const VOCABULARY: f64 = 20_000.0;

fn word(random: &mut hash::Stream) -> String {
    let uniform = random.draw() as f64 / u64::MAX as f64;
    format!("kata{:.0}", VOCABULARY.powf(uniform))
}

fn texts(n: usize) -> Vec<String> {
    let mut random = hash::Stream::new(1);
    let mut words: Vec<String> = Vec::new();
    (0..n)
        .map(|i| {
            if i % 10 == 9 {
                for word_of_copy in words.iter_mut().step_by(20) {
                    *word_of_copy = word(&mut random);
                }
            } else {
                words = (0..WORDS).map(|_| word(&mut random)).collect();
            }
            words.join(" ")
        })
        .collect()
}

fn page(text: &str) -> CleanArticle {
    CleanArticle {
        article: Article::new("a", text),
        spans: vec![Span::new(SpanKind::Body, 0..text.len())],
        title: None,
        lang: Lang::ID,
        published: None,
        outlet_signs: Vec::new(),
        n_invisible: 0,
    }
}

fn features(c: &mut Criterion) {
    let pages: Vec<_> = texts(100).iter().map(|t| page(t)).collect();
    let config = sketch::Config::default();
    let mut group = c.benchmark_group("100 texts");
    group.throughput(Throughput::Elements(100));
    group.bench_function("features", |b| {
        b.iter(|| {
            pages
                .iter()
                .filter_map(|p| sketch::features(p, &config).ok())
                .count()
        });
    });
    group.finish();
}

const SCHEME: OnePermutation = OnePermutation {
    slots: 128,
    bytes: 1,
    throws: 1,
};

/// The stages of deduplication, each with what the one before gave.
fn stages(c: &mut Criterion) {
    let texts = texts(1000);
    let words = ShingleKind::Words(5);
    let (mut shingler, mut bins) = (Shingler::default(), Bins::default());
    let sets: Vec<Vec<u64>> = texts
        .iter()
        .map(|text| shingler.shingles(text, words).to_vec())
        .collect();
    let mut group = c.benchmark_group("deduplication of 1000 texts");
    group.throughput(Throughput::Elements(1000));
    group.bench_function("words, hashed", |b| {
        let mut scanner = Scanner::default();
        b.iter(|| {
            let mut sum = 0u64;
            for text in &texts {
                scanner.each_run(text, |run| {
                    let hashes = run.forms().map(|form| hash::form(form.bytes, form.head));
                    sum = hashes.fold(sum, u64::wrapping_add);
                });
            }
            sum
        });
    });
    group.bench_function("words and shingles", |b| {
        b.iter(|| {
            let lengths = texts
                .iter()
                .map(|text| shingler.shingles(text, words).len());
            lengths.sum::<usize>()
        });
    });
    for throws in [1, 8] {
        let scheme = OnePermutation { throws, ..SCHEME };
        group.bench_function(format!("signatures, {throws} throws"), |b| {
            let mut out = Vec::new();
            b.iter(|| {
                out.clear();
                for text in &sets {
                    scheme.throw(text, &mut bins);
                    scheme.sign(&bins, &mut out);
                }
                out.len()
            });
        });
    }
    group.bench_function("SuperMinHash, for comparison", |b| {
        b.iter(|| {
            let signed = sets.iter().filter_map(|s| MinHash::new(s, 128).ok());
            signed.count()
        });
    });
    let mut index = Index::new(Settings::default()).expect("the default settings are in range");
    let mut work = Workspace::default();
    for text in &texts {
        index.add(text, &mut work);
    }
    let twins = index.twins();
    group.bench_function("32 bands", |b| {
        b.iter(|| {
            let found = index
                .tasks()
                .into_iter()
                .map(|task| index.find(task, &twins, 0));
            found.map(|found| found.pairs.len()).sum::<usize>()
        });
    });
    group.bench_function("all, in memory", |b| {
        b.iter(|| {
            let mut index = Deduplicator::new(0.7)?;
            for text in &texts {
                index.insert(text);
            }
            Ok::<usize, silsilah::error::Error>(index.groups().len())
        });
    });
    group.finish();
}

fn pairs(c: &mut Criterion) {
    let texts = texts(2000);
    let config = sketch::Config::default();
    let features: Vec<Features> = texts
        .iter()
        .filter_map(|t| sketch::features(&page(t), &config).ok())
        .collect();
    let mut group = c.benchmark_group("2000 texts");
    group.sample_size(10);
    group.throughput(Throughput::Elements(2000));
    group.bench_function("candidates", |b| {
        b.iter(|| {
            candidates::find(&features, &candidates::Config::default())
                .pairs
                .len()
        });
    });
    group.finish();
}

criterion_group!(benches, features, stages, pairs);
criterion_main!(benches);
