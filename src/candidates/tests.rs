//! Candidates against brute force, and the bounds that keep them few.

use super::*;
use crate::article::{Article, Span, SpanKind};
use crate::clean::CleanArticle;
use crate::sketch;
use crate::text::Lang;

/// A page whose whole text is body.
fn page(text: &str) -> CleanArticle {
    CleanArticle {
        article: Article::new("a", text),
        spans: vec![Span::new(SpanKind::Body, 0..text.len())],
        title: None,
        lang: Lang::UND,
        published: None,
        outlet_signs: Vec::new(),
        n_invisible: 0,
    }
}

fn features(texts: &[String]) -> Vec<Features> {
    texts
        .iter()
        .filter_map(|t| sketch::features(&page(t), &sketch::Config::default()).ok())
        .collect()
}

/// A text of the words `from..to`, each of its own.
fn stretch(from: u32, to: u32) -> String {
    let words: Vec<String> = (from..to).map(|i| format!("kata{i}")).collect();
    words.join(" ")
}

fn pairs(found: &Candidates, generator: &str) -> Vec<(u32, u32)> {
    found
        .pairs
        .iter()
        .filter(|c| c.found_by.contains(&generator))
        .map(|c| (c.a.0, c.b.0))
        .collect()
}

#[test]
fn each_generator_finds_its_kind() {
    let texts = [
        stretch(0, 200),
        stretch(0, 200),
        stretch(60, 260),
        stretch(255, 455),
        stretch(1000, 1200),
    ];
    let found = find(&features(&texts), &Config::default());
    assert_eq!(pairs(&found, "exact"), [(0, 1)]);
    assert_eq!(pairs(&found, "simhash"), [(0, 1)]);
    assert_eq!(pairs(&found, "lsh"), [(0, 1), (0, 2), (1, 2)]);
    // Five words in common are no shingle to speak of, but five rare words.
    assert_eq!(pairs(&found, "rare"), [(0, 1), (0, 2), (1, 2), (2, 3)]);
    let counts: Vec<&str> = found.counts_by_generator.iter().map(|c| c.0).collect();
    assert_eq!(
        counts,
        [
            "exact", "lsh", "simhash", "postings", "rare", "quotes", "across"
        ]
    );
}

#[test]
fn texts_without_words_are_no_pair() {
    let texts = [
        String::new(),
        String::new(),
        "gempa".to_owned(),
        "gempa".to_owned(),
    ];
    let found = find(&features(&texts), &Config::default());
    assert_eq!(pairs(&found, "exact"), [(2, 3)]);
    assert_eq!(found.pairs.len(), 1);
}

/// Too many twins are linked to the first four: still one group, with links in proportion to the twins.
#[test]
fn a_large_bucket_is_reported_and_not_squared() {
    let texts: Vec<String> = (0..300).map(|_| stretch(0, 100)).collect();
    let found = find(&features(&texts), &Config::default());
    let expected: Vec<(u32, u32)> = (0..4)
        .flat_map(|a| (a + 1..300).map(move |b| (a, b)))
        .collect();
    assert_eq!(pairs(&found, "exact"), expected);
    assert!(found.pairs.len() < 300 * 64 * 2);
    assert!(found.warnings.iter().any(|w| w.code == "large-bucket"));
}

#[test]
fn a_shared_quotation_is_found() {
    let speech = "kami tidak akan mundur dari meja perundingan sebelum senjata diam";
    let texts = [
        format!("{} kata menteri, “{speech}”.", stretch(0, 40)),
        format!("{} ujarnya, \"{speech}.\"", stretch(100, 140)),
    ];
    let found = find(&features(&texts), &Config::default());
    assert_eq!(pairs(&found, "quotes"), [(0, 1)]);
}

#[test]
fn the_window_parts_dated_articles_only() {
    let day = 86_400;
    let mut features = features(&[stretch(0, 100), stretch(1, 101), stretch(2, 102)]);
    features[0].published = Some((0, day));
    features[1].published = Some((9 * day, 9 * day));
    let config = Config {
        window_days: Some(7.0),
        ..Config::default()
    };
    let found = find(&features, &config);
    let all: Vec<(u32, u32)> = found.pairs.iter().map(|c| (c.a.0, c.b.0)).collect();
    assert_eq!(all, [(0, 2), (1, 2)]);
}

/// Multi-index search finds exactly the pairs within the radius.
#[test]
fn near_simhashes_agree_with_brute_force() {
    let mut features = features(
        &(0..120)
            .map(|i| stretch(i * 100, i * 100 + 60))
            .collect::<Vec<_>>(),
    );
    // Words around four centres, with 0 to 8 flipped bits each.
    for (i, f) in features.iter_mut().enumerate() {
        let centre = sketch::hash::mix(i as u64 % 4);
        let flips = (0..i / 4 % 9).fold(0u64, |bits, n| {
            bits | 1 << (sketch::hash::mix((i * 64 + n) as u64) % 64)
        });
        f.sketch.simhash = centre ^ flips;
    }
    let mut expected = Vec::new();
    for a in 0..features.len() {
        for b in a + 1..features.len() {
            if sketch::simhash::distance(features[a].sketch.simhash, features[b].sketch.simhash)
                <= 6
            {
                expected.push((a as u32, b as u32));
            }
        }
    }
    let found = find(&features, &Config::default());
    assert_eq!(pairs(&found, "simhash"), expected);
}

/// Two pages have one rare word in common: too little, but for pages of one source.
#[test]
fn credits_join_pages_of_two_outlets_that_share_a_rare_word() {
    let texts = [stretch(0, 100), stretch(99, 199), stretch(99, 100)];
    let joined = |outlets: [&str; 3], credits: [&[&str]; 3]| {
        let mut features = features(&texts);
        for ((f, outlet), credits) in features.iter_mut().zip(outlets).zip(credits) {
            f.credit(Some(outlet), credits.iter().copied());
        }
        pairs(&find(&features, &Config::default()), "credits")
    };
    let wire: &[&str] = &["antara"];
    assert_eq!(joined(["a", "b", "c"], [wire, wire, &[]]), [(0, 1)]);
    assert_eq!(joined(["a", "b", "antara"], [&[], wire, &[]]), [(1, 2)]);
    assert_eq!(joined(["a", "b", "c"], [wire, &["afp"], &[]]), []);
    assert_eq!(joined(["a", "a", "c"], [wire, wire, &[]]), []);
}
