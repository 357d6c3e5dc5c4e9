//! The text of a wire item that is not in the collection, as far as the pages made of it tell.
//!
//! **In** the pages of a group that come from the item, each with its branch: the page, made from the item directly,
//! that it descends from. **Out** [`Reading`]s: the sentences that two branches or more have, in order.
//!
//! The fullest page gives the frame. Each further page is laid along it, sentence by sentence: a sentence goes where it
//! shares three in ten of its runs of three words, else behind its neighbour. What only one branch has, or few of many, may
//! be from elsewhere and is left out. Of several wordings the one is taken that says most of what most branches have.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reading;
use super::evidence::Evidence;
use crate::article::{ArticleIdx, SpanKind};
use crate::sketch::hash;
use crate::text::Lang;
use crate::text::sentences::sentences;
use crate::text::tokens::tokens;

/// Words of a run.
const WORDS: usize = 3;
/// Share of a sentence's runs that must stand in another for the two to be the same sentence.
const SAME: f64 = 0.3;

/// One branch in so many must have a sentence: two of many may have had it from elsewhere.
const FEWEST: usize = 5;

/// A sentence of a page.
struct Sentence<'a> {
    text: &'a str,
    /// Hashes of its runs of words.
    runs: Vec<u64>,
}

/// A place of the item, with every page's sentence there.
#[derive(Default)]
struct Slot {
    /// Page and sentence.
    variants: Vec<(usize, usize)>,
}

/// The language that most have, those that tell none left out; of equals the first by code.
pub(super) fn most_common(langs: impl Iterator<Item = Lang>) -> Lang {
    let mut counts: BTreeMap<Lang, usize> = BTreeMap::new();
    for lang in langs.filter(|&lang| lang != Lang::UND) {
        *counts.entry(lang).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    most.map_or(Lang::UND, |(lang, _)| lang)
}

/// What `pages` tell of the item that all of them come from; each with the number of its branch.
///
/// Takes time linear in their words, times the sentences that share a run.
pub(super) fn readings(evidence: &Evidence<'_>, pages: &[(ArticleIdx, usize)]) -> Vec<Reading> {
    let mut texts: Vec<(ArticleIdx, usize, Vec<Sentence<'_>>)> = pages
        .iter()
        .map(|&(article, branch)| (article, branch, split(evidence, article)))
        .collect();
    // The fullest first; of equals the first article.
    texts.sort_by_key(|(article, _, sentences)| {
        let n_runs: usize = sentences.iter().map(|s| s.runs.len()).sum();
        (std::cmp::Reverse(n_runs), *article)
    });
    let slots = lay_along(&texts);
    let all: BTreeSet<usize> = pages.iter().map(|(_, branch)| *branch).collect();
    let supported = slots
        .iter()
        .map(|slot| (slot, branches(slot, &texts)))
        .filter(|(_, n_branches)| *n_branches > 1 && n_branches * FEWEST >= all.len());
    supported
        .filter_map(|(slot, n_branches)| {
            let (page, sentence) = best_wording(slot, &texts)?;
            let mut witnesses: Vec<ArticleIdx> =
                slot.variants.iter().map(|&(p, _)| texts[p].0).collect();
            witnesses.sort_unstable();
            witnesses.dedup();
            Some(Reading {
                text: texts[page].2[sentence].text.to_owned(),
                n_branches,
                witnesses,
            })
        })
        .collect()
}

fn split<'a>(evidence: &Evidence<'a>, article: ArticleIdx) -> Vec<Sentence<'a>> {
    let page = evidence.article(article);
    let text = page.article.text.as_str();
    page.spans_of(SpanKind::Body)
        .flat_map(|span| sentences(text, span.range()))
        .map(|range| {
            let text = &text[range];
            let words: Vec<u64> = tokens(text).iter().map(|t| hash::word(t.form)).collect();
            let length = WORDS.min(words.len().max(1));
            Sentence {
                text,
                runs: words.windows(length).map(hash::combine).collect(),
            }
        })
        .collect()
}

/// The places of the item, in order.
fn lay_along(texts: &[(ArticleIdx, usize, Vec<Sentence<'_>>)]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    // The order of places, and where each run of words stands.
    let mut order: Vec<usize> = Vec::new();
    let mut known: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (page, (_, _, sentences)) in texts.iter().enumerate() {
        let mut taken: FxHashSet<usize> = FxHashSet::default();
        let mut before: Option<usize> = None;
        for (number, sentence) in sentences.iter().enumerate() {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for slot in sentence
                .runs
                .iter()
                .filter_map(|run| known.get(run))
                .flatten()
            {
                *shared.entry(*slot).or_default() += 1;
            }
            let enough = SAME * sentence.runs.len() as f64;
            let best = shared
                .into_iter()
                .filter(|(slot, n)| !taken.contains(slot) && *n as f64 >= enough)
                .max_by_key(|&(slot, n)| (n, std::cmp::Reverse(slot)));
            let slot = best.map_or_else(
                || {
                    let slot = slots.len();
                    slots.push(Slot::default());
                    let behind = before.and_then(|b| order.iter().position(|&s| s == b));
                    order.insert(behind.map_or(0, |place| place + 1), slot);
                    slot
                },
                |(slot, _)| slot,
            );
            slots[slot].variants.push((page, number));
            taken.insert(slot);
            before = Some(slot);
            for &run in &sentence.runs {
                let places = known.entry(run).or_default();
                if places.last() != Some(&slot) && !places.contains(&slot) {
                    places.push(slot);
                }
            }
        }
    }
    let mut places: Vec<Option<Slot>> = slots.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|slot| places[slot].take())
        .collect()
}

/// The wording that says most of what most branches have and least of what few have; of equals the first, which is the
/// fullest page's.
fn best_wording(
    slot: &Slot,
    texts: &[(ArticleIdx, usize, Vec<Sentence<'_>>)],
) -> Option<(usize, usize)> {
    let mut support: FxHashMap<u64, BTreeSet<usize>> = FxHashMap::default();
    for &(page, sentence) in &slot.variants {
        for &run in &texts[page].2[sentence].runs {
            support.entry(run).or_default().insert(texts[page].1);
        }
    }
    let n_branches = branches(slot, texts) as f64;
    let strength = |&(page, sentence): &(usize, usize)| -> f64 {
        let runs = texts[page].2[sentence].runs.iter();
        // A run that half of the branches have neither adds nor takes off.
        runs.map(|run| 2.0 * support[run].len() as f64 - n_branches)
            .sum()
    };
    slot.variants.iter().copied().reduce(|best, next| {
        if strength(&next) > strength(&best) {
            next
        } else {
            best
        }
    })
}

/// How many branches have a sentence.
fn branches(slot: &Slot, texts: &[(ArticleIdx, usize, Vec<Sentence<'_>>)]) -> usize {
    let branches: BTreeSet<usize> = slot.variants.iter().map(|&(p, _)| texts[p].1).collect();
    branches.len()
}
