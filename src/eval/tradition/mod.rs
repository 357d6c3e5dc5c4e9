//! Made-up traditions: one wire item, and the pages that came of it through known hands.
//!
//! **In** articles, taken as wire items, a seed and the [`Conditions`]. **Out** a [`Made`]: pages as a crawler would
//! find them, and for each the page that it was made from. Who copied whom is hardly ever known of real pages; here it
//! is, so that the figures of [`descent`](super::descent) can be had at all. The same input gives the same pages.
//!
//! # How a page is made
//!
//! A tradition has 5 to 30 pages beside the wire item. Each is made from the wire item with a chance of three in five,
//! else from any earlier page of the tradition, a while after it (median 90 minutes), by an editor of one kind:
//!
//! | kind | light | mixed | does |
//! |---|---|---|---|
//! | keeps | 1 | .35 | cuts the end (one in two), drops sentences (one in ten), changes words (one sentence in ten) |
//! | rewords | – | .25 | as `keeps`, but changes words in two sentences of three |
//! | spins | – | .15 | as `keeps`, and changes a quarter of all words, each always for the same other word |
//! | adds | – | .15 | as `keeps`, with one to four sentences of another article put in |
//! | turns | – | .10 | as `keeps`, with neighbouring sentences exchanged |
//!
//! and in mixed traditions one page in ten takes the second half of a page of another tradition in. If the wire item is
//! hidden, its own page is left out, and two pages or more are made from it. Clocks are right to the minute, or noisy:
//! an error of half an hour (standard deviation), one page in six with the day alone, one in eight with no time.

mod edit;
mod words;

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::descent::HIDDEN;
use super::edge::GoldEdge;
use crate::article::Article;
use crate::sketch::hash::mix;
use edit::Editor;
pub use edit::Item;
use words::{Dice, Pool};

/// What the pages of a tradition go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// Editors of all kinds, and merges; else editors who only cut and touch up.
    pub mixed: bool,
    /// The wire item's own page is not in the collection.
    pub hidden: bool,
    /// Stated times are wrong, coarse or missing; else right to the minute.
    pub noisy: bool,
}

impl Conditions {
    /// All eight.
    pub const ALL: [Self; 8] = {
        let mut all = [Self {
            mixed: false,
            hidden: false,
            noisy: false,
        }; 8];
        let mut i = 0;
        while i < 8 {
            all[i] = Self {
                mixed: i & 4 != 0,
                hidden: i & 2 != 0,
                noisy: i & 1 != 0,
            };
            i += 1;
        }
        all
    };
}

impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let either = |said, yes, no| if said { yes } else { no };
        let editing = either(self.mixed, "mixed", "light");
        let wire = either(self.hidden, "hidden", "seen");
        let clock = either(self.noisy, "noisy", "clean");
        write!(f, "{editing}, {wire}, {clock}")
    }
}

/// Pages of several traditions, and how they came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// The pages, in no telling order.
    pub articles: Vec<Article>,
    /// The parents of every page that has one; a merged page has two.
    pub edges: Vec<GoldEdge>,
    /// The wire items.
    pub wires: Vec<Wire>,
}

/// A wire item of a tradition.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// Its id, which its page has if it is in the collection.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether its page is left out.
    pub hidden: bool,
    /// Pages made from it directly.
    pub children: Vec<String>,
}

/// A page while a tradition is made.
struct Page {
    id: String,
    item: Item,
    /// Minutes since the beginning of all.
    time: i64,
    parents: Vec<String>,
}

/// The chance that a page is made from the wire item itself, beside its chance as one of the earlier pages.
const FROM_WIRE: f64 = 0.6;
/// The chance that a page of a mixed tradition is a merge.
const MERGES: f64 = 0.1;
/// Smallest and largest number of pages made of a wire item.
const PAGES: (usize, usize) = (5, 30);

/// Traditions of `items`, one each, under `conditions`.
///
/// Items of fewer than eight sentences are of no use and are left out ([`Item::of`] gives the others). Takes time
/// linear in the text made.
#[must_use]
pub fn make(items: &[Item], conditions: Conditions, seed: u64) -> Made {
    let pool = Pool::new(items);
    let mut made = Made::default();
    let mut before: Vec<Page> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let mut dice = Dice::new(mix(seed ^ mix(number as u64 + 1)));
        let editor = Editor {
            pool: &pool,
            others: items,
            mixed: conditions.mixed,
        };
        let pages = tradition(item, &editor, &before, conditions, &mut dice);
        let wire = &pages[0];
        made.wires.push(Wire {
            id: wire.id.clone(),
            text: wire.item.text(),
            hidden: conditions.hidden,
            children: pages
                .iter()
                .filter(|p| p.parents.contains(&wire.id))
                .map(|p| p.id.clone())
                .collect(),
        });
        for page in pages.iter().skip(usize::from(conditions.hidden)) {
            let mut article = Article::new(page.id.clone(), page.item.text());
            article.title = Some(page.item.title());
            article.outlet = Some(format!("Redaksi {}", page.id));
            article.published = stated(page.time, conditions.noisy, &mut dice);
            made.articles.push(article);
        }
        edges(&pages, conditions.hidden, &mut made.edges);
        before = pages;
    }
    // Nothing may be read off the order.
    made.articles.sort_by(|a, b| a.id.cmp(&b.id));
    made
}

/// The pages made of `item`, the wire item first.
fn tradition(
    item: &Item,
    editor: &Editor<'_>,
    before: &[Page],
    conditions: Conditions,
    dice: &mut Dice,
) -> Vec<Page> {
    let id = |dice: &mut Dice| format!("{:012x}", dice.draw() >> 16);
    let start = dice.minutes(30 * 24 * 60);
    let mut pages = vec![Page {
        id: id(dice),
        item: item.clone(),
        time: start,
        parents: Vec::new(),
    }];
    let n = PAGES.0 + dice.below(PAGES.1 - PAGES.0 + 1);
    for i in 0..n {
        let from_wire = dice.chance(FROM_WIRE) || (conditions.hidden && i < 2);
        let parent = if from_wire {
            0
        } else {
            dice.below(pages.len())
        };
        let time = pages[parent].time + dice.delay();
        let mut parents = vec![pages[parent].id.clone()];
        let mut text = editor.edit(&pages[parent].item, dice);
        let guests: Vec<&Page> = before.iter().skip(1).filter(|p| p.time < time).collect();
        if conditions.mixed && !guests.is_empty() && dice.chance(MERGES) {
            let guest = guests[dice.below(guests.len())];
            if let Some(merged) = text.merged(&guest.item) {
                text = merged;
                parents.push(guest.id.clone());
            }
        }
        pages.push(Page {
            id: id(dice),
            item: text,
            time,
            parents,
        });
    }
    pages
}

/// The labels of `pages`; verbatim twins of a parent are as right, since nothing tells them apart.
fn edges(pages: &[Page], hidden: bool, out: &mut Vec<GoldEdge>) {
    for page in pages {
        for parent in &page.parents {
            let text = |id: &String| pages.iter().find(|p| p.id == *id).map(|p| p.item.text());
            let same = text(parent);
            let twins = pages
                .iter()
                .filter(|p| p.id != *parent && p.id != page.id)
                .filter(|p| same.as_ref() == Some(&p.item.text()));
            let name = |id: &String| {
                if hidden && *id == pages[0].id {
                    HIDDEN.to_owned()
                } else {
                    id.clone()
                }
            };
            out.push(GoldEdge {
                child: page.id.clone(),
                parent: Some(name(parent)),
                or: twins.map(|p| name(&p.id)).collect(),
                credit: None,
            });
        }
    }
}

/// A time as a page would state it: minutes since the beginning of 2025, in Western Indonesia.
fn stated(minutes: i64, noisy: bool, dice: &mut Dice) -> Option<String> {
    let error = if noisy { dice.normal() * 30.0 } else { 0.0 };
    let from = DateTime::constant(2025, 1, 1, 0, 0, 0, 0);
    let time = from
        .checked_add(SignedDuration::from_mins(minutes + error as i64))
        .unwrap_or(from);
    let day = time.date().to_string();
    if noisy && dice.chance(0.125) {
        None
    } else if noisy && dice.chance(1.0 / 6.0) {
        Some(day)
    } else {
        Some(format!(
            "{day}T{:02}:{:02}:00+07:00",
            time.hour(),
            time.minute()
        ))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Four items of a dozen sentences, no word in two of them.
    fn items() -> Vec<Item> {
        let item = |story: usize| {
            let sentence = |i: usize| {
                let word = |k: usize| {
                    let letters = [story, i, k].map(|n| char::from(b'a' + n as u8));
                    format!("kata{}", letters.iter().collect::<String>())
                };
                let words: Vec<String> = (0..14).map(word).collect();
                format!("Menurut {}.", words.join(" "))
            };
            let text: Vec<String> = (0..12).map(sentence).collect();
            let text = text.join("\n");
            Item::of(&text, std::iter::once(0..text.len())).unwrap()
        };
        (0..4).map(item).collect()
    }

    #[test]
    fn every_page_has_a_parent_that_was_there_before() {
        for conditions in Conditions::ALL {
            let made = make(&items(), conditions, 7);
            assert_eq!(made, make(&items(), conditions, 7), "the same seed");
            let pages: BTreeSet<&str> = made.articles.iter().map(|a| a.id.as_str()).collect();
            assert_eq!(pages.len(), made.articles.len(), "{conditions}");
            for edge in &made.edges {
                let parent = edge.parent.as_deref().unwrap();
                assert!(pages.contains(edge.child.as_str()), "{conditions}");
                let hidden = parent == HIDDEN;
                assert!(!hidden || conditions.hidden, "{conditions}");
                assert!(hidden || pages.contains(parent), "{conditions}");
            }
            for wire in &made.wires {
                assert_eq!(pages.contains(wire.id.as_str()), !conditions.hidden);
                assert!(!wire.children.is_empty(), "{conditions}");
                assert!(
                    !conditions.hidden || wire.children.len() > 1,
                    "{conditions}"
                );
            }
            let has_parent: BTreeSet<&str> =
                made.edges.iter().map(|edge| edge.child.as_str()).collect();
            let wires = made.wires.iter().filter(|_| !conditions.hidden).count();
            assert_eq!(has_parent.len() + wires, pages.len(), "{conditions}");
        }
    }

    #[test]
    fn light_editors_take_nothing_from_elsewhere() {
        let light = Conditions::ALL[0];
        let made = make(&items(), light, 3);
        let stories: BTreeMap<&str, char> = made
            .articles
            .iter()
            .map(|a| (a.id.as_str(), a.text.chars().nth(12).unwrap()))
            .collect();
        assert_eq!(
            made.articles
                .iter()
                .filter(|a| a.published.is_none())
                .count(),
            0
        );
        for article in &made.articles {
            assert!(
                article.text.lines().count() >= 2,
                "three sentences at least"
            );
        }
        for edge in &made.edges {
            let parent = edge.parent.as_deref().unwrap();
            assert!(stories.contains_key(parent));
        }
    }

    #[test]
    fn noisy_clocks_leave_times_out_and_days_bare() {
        let noisy = Conditions {
            noisy: true,
            ..Conditions::ALL[0]
        };
        let made = make(&items(), noisy, 11);
        let times: Vec<Option<usize>> = made
            .articles
            .iter()
            .map(|a| a.published.as_ref().map(String::len))
            .collect();
        for length in [
            None,
            Some("2025-01-01".len()),
            Some("2025-01-01T00:00:00+07:00".len()),
        ] {
            assert!(times.contains(&length), "{length:?}");
        }
    }

    #[test]
    fn short_texts_are_no_wire_items() {
        let text = "Banjir surut. Warga pulang.";
        assert_eq!(Item::of(text, std::iter::once(0..text.len())), None);
    }
}
