//! Lines that an outlet prints on many of its pages.
//!
//! **In** pages, one by one, in any order and in as many parts as one likes. **Out** for every outlet the set of lines
//! that are template: on at least [`Config::template_pages`] of its pages and [`Config::template_share`] of them.
//!
//! An outlet that carries one article on three pages repeats that article's paragraphs too. So a paragraph (a line of
//! twelve words or more) is template only if on most of its pages the other paragraphs are not repeated.
//!
//! Costs a hash table entry (12 bytes) for each different line of an outlet and 8 bytes for each paragraph.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::Config;
use super::lines::{self, Line, Page};
use crate::article::Article;
use crate::text::tokens::tokens;

/// Words of the shortest line that may be a paragraph.
const PARAGRAPH: usize = 12;

/// Counts of lines, by outlet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineCounts {
    outlets: BTreeMap<String, OutletCounts>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct OutletCounts {
    n_pages: u32,
    /// Pages on which a line stands, by its hash.
    lines: FxHashMap<u64, u32>,
    /// The paragraphs of each page, sorted.
    pages: Vec<Box<[u64]>>,
}

/// The template lines of every outlet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TemplateLines {
    outlets: BTreeMap<String, FxHashSet<u64>>,
}

impl LineCounts {
    /// No page seen.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the lines of a page of the outlet that [`outlet_key`] names; a page without a key is not counted.
    pub fn add(&mut self, outlet_key: &str, text: &str) {
        if outlet_key.is_empty() {
            return;
        }
        let words = tokens(text);
        let counts = self.outlets.entry(outlet_key.to_owned()).or_default();
        let (mut own, mut paragraphs) = (Vec::new(), Vec::new());
        let mut folded = String::new();
        for (_, line) in lines::cut(text, &words).filter(|(_, line)| !line.is_empty()) {
            lines::fold_line(&words, line.clone(), &mut folded);
            let hash = xxh3_64(folded.as_bytes());
            own.push(hash);
            if line.len() >= PARAGRAPH {
                paragraphs.push(hash);
            }
        }
        for hashes in [&mut own, &mut paragraphs] {
            hashes.sort_unstable();
            hashes.dedup();
        }
        counts.n_pages += 1;
        for hash in own {
            *counts.lines.entry(hash).or_default() += 1;
        }
        counts.pages.push(paragraphs.into());
    }

    /// Adds the counts of another part; the order of parts does not matter.
    pub fn merge(&mut self, other: Self) {
        for (outlet, theirs) in other.outlets {
            let ours = self.outlets.entry(outlet).or_default();
            ours.n_pages += theirs.n_pages;
            #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on order")]
            for (hash, n) in theirs.lines {
                *ours.lines.entry(hash).or_default() += n;
            }
            ours.pages.extend(theirs.pages);
        }
    }

    /// The lines that are template.
    #[must_use]
    pub fn into_templates(self, config: &Config) -> TemplateLines {
        let templates = |counts: OutletCounts| counts.into_templates(config);
        let outlets = self.outlets.into_iter().map(|(k, c)| (k, templates(c)));
        TemplateLines {
            outlets: outlets.filter(|(_, lines)| !lines.is_empty()).collect(),
        }
    }
}

impl OutletCounts {
    fn into_templates(self, config: &Config) -> FxHashSet<u64> {
        let share = f64::from(self.n_pages) * config.template_share;
        let copied = self.mostly_copied();
        let often = self
            .lines
            .into_iter()
            .filter(|&(_, n)| n >= config.template_pages && f64::from(n) >= share);
        often
            .filter(|(hash, n)| copied.get(hash).is_none_or(|&c| c * 2 <= *n))
            .map(|(hash, _)| hash)
            .collect()
    }

    /// For each repeated paragraph, the pages on which more than half of the paragraphs are repeated ones.
    fn mostly_copied(&self) -> FxHashMap<u64, u32> {
        let repeated = |hash: &u64| self.lines.get(hash).is_some_and(|&n| n > 1);
        let mut copied = FxHashMap::default();
        for page in &self.pages {
            let n = page.iter().filter(|h| repeated(h)).count();
            if n * 2 > page.len() {
                for &hash in page.iter().filter(|h| repeated(h)) {
                    *copied.entry(hash).or_default() += 1;
                }
            }
        }
        copied
    }
}

impl TemplateLines {
    /// For a page whose outlet has too few others to learn from.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The number of lines known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outlets.values().map(FxHashSet::len).sum()
    }

    /// Whether no line is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outlets.is_empty()
    }

    /// Whether `line` is template for the outlet `outlet_key`.
    pub(super) fn contains(&self, outlet_key: &str, page: &Page<'_>, line: &Line) -> bool {
        let lines = self.outlets.get(outlet_key);
        lines.is_some_and(|l| l.contains(&xxh3_64(page.folded(line).as_bytes())))
    }
}

/// The name under which the pages of an article's outlet are counted: the record's outlet in lower case, else the host
/// of its address; empty if neither is known.
#[must_use]
pub fn outlet_key(article: &Article) -> String {
    match article.stated_outlet() {
        Some(outlet) => outlet.to_lowercase(),
        None => article
            .url
            .as_deref()
            .and_then(super::outlet::host)
            .unwrap_or_default(),
    }
}
