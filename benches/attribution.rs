//! Speed of reading the credits of one page of 568 words, menus and all, beside the least that any reader must do: to find every
//! name of the registry in the text.

use std::hint::black_box;

use aho_corasick::{AhoCorasick, BuildError};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use silsilah::article::Article;
use silsilah::attribution::registry::Record;
use silsilah::attribution::{Config, Parser, Registry};
use silsilah::clean::{self, CleanArticle, LineCounts};
use silsilah::error::Result;

/// A page as scrapers leave it: two hops in one cue, a credited photo, menus.
const PAGE: &str = include_str!("../fixtures/text/nelayan-01-kabarsenja.txt");

fn page() -> CleanArticle {
    let config = clean::Config::default();
    let templates = LineCounts::new().into_templates(&config);
    clean::clean(Article::new("nelayan-01", PAGE), &config, &templates).page
}

fn parser() -> Result<Parser> {
    Parser::new(Registry::builtin()?, Config::default())
}

/// All names of all outlets and agencies, whatever their case.
fn names(registry: &Registry) -> std::result::Result<AhoCorasick, BuildError> {
    let names = registry.records().iter().flat_map(Record::names);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(names)
}

fn attribution(c: &mut Criterion) {
    let page = page();
    let parser = parser().expect("the built-in registry is sound");
    let names = names(parser.registry()).expect("the names fit an automaton");
    let mut group = c.benchmark_group("one page");
    group.throughput(Throughput::Bytes(PAGE.len() as u64));
    group.bench_function("names of the registry", |b| {
        b.iter(|| names.find_overlapping_iter(black_box(PAGE)).count());
    });
    group.bench_function("credits", |b| {
        b.iter(|| parser.attribute(black_box(&page)));
    });
    group.bench_function("spans", |b| {
        let config = clean::Config::default();
        let templates = LineCounts::new().into_templates(&config);
        b.iter(|| clean::clean(Article::new("nelayan-01", PAGE), &config, &templates));
    });
    group.finish();
}

criterion_group!(benches, attribution);
criterion_main!(benches);
