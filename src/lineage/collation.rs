//! The pages of a group laid against one another, word by word: which stretches each shares with which.
//!
//! **In** the bodies of a group. **Out** for a page and one that it may have come from the [`Readings`] that tell, and
//! for each page its [`Standing`] among all. Where [`verify`](crate::verify) asks whether two pages have to do with each
//! other, this asks what the third pages say of it, as an editor of manuscripts does: a page does not come from one that
//! lacks what it shares with others, and it does come from one with which it shares what nobody else has (P. Maas,
//! *Textkritik*, 1927).
//!
//! A page is the sequence of its runs of three words, its readings. A changed word changes three of them, a dropped
//! sentence ends many and makes two at the joint; what stands together counts as one place.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::group::Group;
use crate::article::SpanKind;
use crate::sketch::hash;
use crate::text::tokens::Tokens;

/// Words of a reading.
const WORDS: usize = 3;
/// Readings that are new where a sentence was left out. Fewer in a row may be a turn of speech.
const JOINT: usize = WORDS - 1;
/// Pages that are asked about one reading.
const WITNESSES: usize = 48;

/// The readings of a group's pages.
pub(super) struct Collation {
    /// For each page its readings, in order.
    pages: Vec<Vec<u32>>,
    /// For each reading the pages that have it, sorted.
    holders: Vec<Vec<u32>>,
}

/// What a page has beside one that it may have come from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Readings {
    /// Share of the page's readings that the other has, `0.0..=1.0`.
    pub(super) kept: f64,
    /// Places where the page has what the other lacks and a third page has that can be older.
    pub(super) restored: usize,
    /// Places where the page has what the other lacks and a third of the group has.
    pub(super) restored_wide: usize,
    /// Readings that a third page has of what only the page has, and as many of what only the other has: that third
    /// page had both from an older one than either.
    pub(super) crossed: usize,
    /// Places where of all pages that can be older only the other has what the page has.
    pub(super) sole: usize,
}

/// A page among all of its group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Standing {
    /// How much it has of what pages share, each reading weighed by how many others have it, `0.0..=1.0`.
    pub(super) complete: f64,
    /// Places where it has what no other page has.
    pub(super) unique: usize,
    /// Places where it has what few have, between what many have: most pages have something else there.
    pub(super) departures: usize,
}

impl Collation {
    /// Lays the bodies of `group` against one another; takes time linear in their words.
    pub(super) fn new(evidence: &Evidence<'_>, group: &Group) -> Self {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut holders: Vec<Vec<u32>> = Vec::new();
        let mut pages = Vec::with_capacity(group.members.len());
        for (place, member) in (0_u32..).zip(&group.members) {
            let page = evidence.article(member.article);
            let mut tokens = Tokens::default();
            for span in page.spans_of(SpanKind::Body) {
                tokens.extend_from(&page.article.text, span.range());
            }
            let words: Vec<u64> = tokens.iter().map(|t| hash::word(t.form)).collect();
            let readings = words.windows(WORDS).map(|window| {
                let number = *numbers.entry(hash::combine(window)).or_insert_with(|| {
                    holders.push(Vec::new());
                    holders.len() as u32 - 1
                });
                let known = &mut holders[number as usize];
                if known.last() != Some(&place) {
                    known.push(place);
                }
                number
            });
            pages.push(readings.collect());
        }
        Self { pages, holders }
    }

    /// Page `child` beside each of `parents`; `older(page)` says which pages can be older than it.
    ///
    /// Takes O(`p * m`) for `p` parents and `m` words a page, times the pages that have a reading, of which at most
    /// [`WITNESSES`] are asked.
    pub(super) fn readings(
        &self,
        child: usize,
        parents: &[usize],
        older: impl Fn(usize) -> bool,
    ) -> Vec<Readings> {
        let own = &self.pages[child];
        let n = self.pages.len();
        let older: Vec<bool> = (0..n).map(|page| page != child && older(page)).collect();
        let own_readings: Vec<Own> = own
            .iter()
            .map(|&reading| Own {
                reading,
                n_older: self
                    .asked(reading)
                    .filter(|&page| older[page as usize])
                    .count(),
                wide: {
                    let others = self.holders[reading as usize].len() - 1;
                    others > 0 && others * 3 >= n
                },
            })
            .collect();
        let mut ours = vec![false; self.holders.len()];
        mark(&mut ours, own, true);
        let mut theirs = vec![false; self.holders.len()];
        parents
            .iter()
            .map(|&parent| {
                mark(&mut theirs, &self.pages[parent], true);
                let only_ours = self.held(own, &theirs);
                let only_theirs = self.held(&self.pages[parent], &ours);
                let third = (0..n).filter(|&page| page != child && page != parent);
                let both = third.map(|page| only_ours[page].min(only_theirs[page]));
                // A turn of speech that two pages share by chance is one reading or two.
                let both = both.map(|n: usize| n.saturating_sub(JOINT));
                let readings = Readings {
                    crossed: both.max().unwrap_or(0),
                    ..beside(&own_readings, &theirs)
                };
                mark(&mut theirs, &self.pages[parent], false);
                readings
            })
            .collect()
    }

    /// Each page among all; takes time linear in the words.
    pub(super) fn standings(&self) -> Vec<Standing> {
        let weight = |reading: usize| (self.holders[reading].len() - 1) as f64;
        let total: f64 = (0..self.holders.len()).map(weight).sum();
        let mut counted = vec![usize::MAX; self.holders.len()];
        let pages = self.pages.iter().enumerate();
        pages
            .map(|(page, own)| {
                let mut held = 0.0;
                let mut unique = Places::of(1);
                for reading in own.iter().map(|&reading| reading as usize) {
                    if std::mem::replace(&mut counted[reading], page) != page {
                        held += weight(reading);
                    }
                    unique.add(self.holders[reading].len() == 1);
                }
                Standing {
                    complete: held / total.max(1.0),
                    unique: unique.n,
                    departures: self.departures(own),
                }
            })
            .collect()
    }

    fn departures(&self, own: &[u32]) -> usize {
        let others: Vec<usize> = own
            .iter()
            .map(|&reading| self.holders[reading as usize].len() - 1)
            .collect();
        let most = |part: &[usize]| part.iter().max().copied().unwrap_or(0);
        let mut places = Places::of(1);
        for (i, &n) in others.iter().enumerate() {
            let before = most(&others[i.saturating_sub(WORDS)..i]);
            let after = most(&others[i + 1..(i + 1 + WORDS).min(others.len())]);
            places.add(2 * n < before.min(after));
        }
        places.n
    }

    /// The pages that are asked about a reading.
    fn asked(&self, reading: u32) -> impl Iterator<Item = u32> {
        self.holders[reading as usize]
            .iter()
            .copied()
            .take(WITNESSES)
    }

    /// How many of `readings`, those of `without` left out, each page has.
    fn held(&self, readings: &[u32], without: &[bool]) -> Vec<usize> {
        let mut counts = vec![0; self.pages.len()];
        for &reading in readings.iter().filter(|&&r| !without[r as usize]) {
            for page in self.asked(reading) {
                counts[page as usize] += 1;
            }
        }
        counts
    }
}

/// A reading of the page in question.
struct Own {
    reading: u32,
    /// The pages that have it and can be older.
    n_older: usize,
    /// Whether a third of the group has it.
    wide: bool,
}

/// The page beside one whose readings are `theirs`, as far as the two alone and the counts of the others tell.
fn beside(own: &[Own], theirs: &[bool]) -> Readings {
    let mut kept = 0;
    let [mut restored, mut wide] = [Places::of(WORDS); 2];
    let mut sole = Places::of(JOINT);
    for one in own {
        let there = theirs[one.reading as usize];
        kept += usize::from(there);
        restored.add(!there && one.n_older > 0);
        wide.add(!there && one.wide);
        // The other page itself is among those that have it.
        sole.add(there && one.n_older <= 1);
    }
    Readings {
        kept: kept as f64 / own.len().max(1) as f64,
        restored: restored.n,
        restored_wide: wide.n,
        crossed: 0,
        sole: sole.n,
    }
}

fn mark(marks: &mut [bool], readings: &[u32], as_what: bool) {
    for &reading in readings {
        marks[reading as usize] = as_what;
    }
}

/// Counts the places of a sequence where something holds: its unbroken runs of a least length.
#[derive(Clone, Copy)]
struct Places {
    n: usize,
    run: usize,
    least: usize,
}

impl Places {
    fn of(least: usize) -> Self {
        Self {
            n: 0,
            run: 0,
            least,
        }
    }

    fn add(&mut self, holds: bool) {
        self.run = if holds { self.run + 1 } else { 0 };
        self.n += usize::from(self.run == self.least);
    }
}
