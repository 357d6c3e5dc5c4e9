//! Speed of signatures, candidates and exact deduplication, on texts of 400 words made up here.
//!
//! Words are drawn with a frequency falling as one over their rank, as in real text; every tenth text is a copy of
//! the one before with one word in twenty replaced.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use silsilah::article::{Article, Span, SpanKind};
use silsilah::candidates;
use silsilah::clean::CleanArticle;
use silsilah::cluster::Deduplicator;
use silsilah::sketch::{self, Features, MinHash, hash};
use silsilah::text::Lang;

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

fn signatures(c: &mut Criterion) {
    let texts = texts(100);
    let sets: Vec<_> = texts.iter().map(|t| Deduplicator::shingles(t)).collect();
    let pages: Vec<_> = texts.iter().map(|t| page(t)).collect();
    let config = sketch::Config::default();
    let mut group = c.benchmark_group("signatures of 100 texts");
    group.throughput(Throughput::Elements(100));
    group.bench_function("shingle sets", |b| {
        b.iter(|| {
            texts
                .iter()
                .map(|t| Deduplicator::shingles(t).len())
                .sum::<usize>()
        });
    });
    group.bench_function("SuperMinHash of 128 slots", |b| {
        b.iter(|| {
            sets.iter()
                .filter_map(|s| MinHash::new(s.as_slice(), 128).ok())
                .count()
        });
    });
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
    group.bench_function("deduplication", |b| {
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

criterion_group!(benches, signatures, pairs);
criterion_main!(benches);
