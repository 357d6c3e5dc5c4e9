//! Speed of typing the spans of one page of 400 words and of reading its credits, beside the least that any reader must
//! do: to find every name of the registry in the text.

use std::hint::black_box;

use aho_corasick::{AhoCorasick, BuildError};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use silsilah::article::Article;
use silsilah::attribution::registry::Record;
use silsilah::attribution::{Config, Parser, Registry};
use silsilah::clean::{self, CleanArticle, TemplateLines};
use silsilah::error::Result;

/// A page as scrapers leave it: two hops in one cue, a credited photo, menus, links to other stories.
const PAGE: &str = include_str!("../fixtures/text/nelayan-01-kabarsenja.txt");
const WORDS: usize = 400;

/// The lines of the page up to its 400th word; what is cut off is menus only.
fn text() -> String {
    let mut n_words = 0;
    let lines = PAGE.split_inclusive('\n').take_while(|line| {
        n_words += line.split_whitespace().count();
        n_words <= WORDS
    });
    lines.collect()
}

fn typed(text: &str) -> CleanArticle {
    let config = clean::Config::default();
    let article = Article::new("nelayan-01", text);
    clean::clean(article, &config, &TemplateLines::none()).page
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
    let text = text();
    let page = typed(&text);
    let parser = parser().expect("the built-in registry is sound");
    let names = names(parser.registry()).expect("the names fit an automaton");
    let mut group = c.benchmark_group("a page of 400 words");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("names of the registry", |b| {
        b.iter(|| names.find_overlapping_iter(black_box(&text)).count());
    });
    group.bench_function("credits", |b| {
        b.iter(|| parser.attribute(black_box(&page)));
    });
    group.bench_function("spans", |b| b.iter(|| typed(black_box(&text))));
    group.bench_function("spans and credits", |b| {
        b.iter(|| parser.attribute(&typed(black_box(&text))));
    });
    group.finish();
}

criterion_group!(benches, attribution);
criterion_main!(benches);
