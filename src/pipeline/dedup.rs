//! One record of each group of near-duplicates, for a stream of articles.
//!
//! **In** articles one by one, in the order of the input. **Out** for each of them, in that order, the group it is in
//! and whether it is the one to keep. Only the shingles of a body are held, about 3 KB for 400 words, never a text, so
//! a collection larger than memory can pass.
//!
//! Only bodies are compared: a page is cleaned first, without the template lines of its outlet, which are not known
//! before the last page has come. Articles are worked on in batches on all threads and entered in order, so that the
//! result does not depend on the number of threads.

use jiff::tz::Offset;
use rayon::prelude::*;

use super::{Pipeline, Progress, Stage};
use crate::article::{Article, ArticleId, SpanKind};
use crate::clean::{self, CleanArticle, TemplateLines};
use crate::cluster::Deduplicator;
use crate::error::{Result, Warning};
use crate::sketch::ShingleSet;

/// Articles that are worked on at a time; enough for every thread to be busy, and some megabytes of text.
const BATCH: usize = 512;

/// Which record of a group is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The one published first; an article without a time comes after those with one, and equals keep the order of
    /// the input.
    #[default]
    Earliest,
    /// The one with the longest body, in bytes; equals keep the order of the input.
    Longest,
    /// The first of the input.
    First,
}

/// What is a duplicate, and which one stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Exact Jaccard similarity of word-5 shingles that joins two articles, above 0 and at most 1; default 0.7.
    pub threshold: f64,
    /// Which record of a group is kept; default the earliest.
    pub keep: Keep,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            threshold: 0.7,
            keep: Keep::default(),
        }
    }
}

/// What becomes of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposition {
    /// The article.
    pub id: ArticleId,
    /// The group it is in, from 1 in the order of first members; `None` for an article like no other.
    pub group: Option<usize>,
    /// Whether it stays.
    pub kept: bool,
}

/// Every disposition, and what is worth knowing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dispositions {
    /// One for each article, in the order of the input.
    pub records: Vec<Disposition>,
    /// The number of groups.
    pub n_groups: usize,
    /// Pages without a story, buckets too large to compare all pairs of.
    pub warnings: Vec<Warning>,
}

/// A dedup in progress.
#[derive(Debug)]
pub struct Dedup<'p> {
    pipeline: &'p Pipeline,
    options: Options,
    index: Deduplicator,
    batch: Vec<Article>,
    seen: Vec<Seen>,
    warnings: Vec<Warning>,
}

/// What is remembered of an article besides its shingles.
#[derive(Clone, Debug)]
struct Seen {
    id: ArticleId,
    /// Not before, in seconds since 1970-01-01 UTC.
    published: Option<i64>,
    /// Bytes of body.
    length: usize,
}

impl<'p> Dedup<'p> {
    /// A dedup that cleans with the settings of `pipeline`, on its threads.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the threshold is out of its range.
    pub fn new(pipeline: &'p Pipeline, options: Options) -> Result<Self> {
        Ok(Self {
            pipeline,
            options,
            index: Deduplicator::new(options.threshold)?,
            batch: Vec::with_capacity(BATCH),
            seen: Vec::new(),
            warnings: Vec::new(),
        })
    }

    /// Takes the next article.
    pub fn push(&mut self, article: Article) {
        self.batch.push(article);
        if self.batch.len() == BATCH {
            self.enter_batch();
        }
    }

    /// Decides about every article, once the last has come.
    #[must_use]
    pub fn finish(mut self, progress: &dyn Progress) -> Dispositions {
        self.enter_batch();
        progress.begin(Stage::Cluster, None);
        let (groups, large) = self.index.grouping();
        progress.end();
        let undecided = |seen: &Seen| Disposition {
            id: seen.id.clone(),
            group: None,
            kept: true,
        };
        let mut records: Vec<Disposition> = self.seen.iter().map(undecided).collect();
        for (number, group) in (1..).zip(&groups) {
            let kept = self.choose(&group.members);
            for &member in &group.members {
                records[member].group = Some(number);
                records[member].kept = Some(member) == kept;
            }
        }
        self.warnings.extend(large);
        Dispositions {
            records,
            n_groups: groups.len(),
            warnings: self.warnings,
        }
    }

    /// The member of a group that stays.
    fn choose(&self, members: &[usize]) -> Option<usize> {
        let members = members.iter().copied();
        match self.options.keep {
            Keep::First => members.min(),
            Keep::Earliest => members.min_by_key(|&i| {
                let published = self.seen[i].published;
                (published.is_none(), published, i)
            }),
            Keep::Longest => members.min_by_key(|&i| (std::cmp::Reverse(self.seen[i].length), i)),
        }
    }

    /// Works on the articles that have come in, and enters them in order.
    fn enter_batch(&mut self) {
        let config = &self.pipeline.config().clean;
        let templates = TemplateLines::default();
        let batch = std::mem::take(&mut self.batch);
        let worked: Vec<(Seen, ShingleSet, Vec<Warning>)> = self.pipeline.on_threads(|| {
            batch
                .into_par_iter()
                .map(|article| {
                    let cleaned = clean::clean(article, config, &templates);
                    let body = body(&cleaned.page);
                    (
                        seen(&cleaned.page, &body),
                        Deduplicator::shingles(&body),
                        cleaned.warnings,
                    )
                })
                .collect()
        });
        for (seen, shingles, warnings) in worked {
            self.seen.push(seen);
            self.index.insert_set(shingles);
            self.warnings.extend(warnings);
        }
    }
}

/// The story of a page, its stretches set apart by line ends.
fn body(page: &CleanArticle) -> String {
    let stretches: Vec<&str> = page
        .spans_of(SpanKind::Body)
        .map(|s| page.slice(s))
        .collect();
    stretches.join("\n")
}

fn seen(page: &CleanArticle, body: &str) -> Seen {
    // A time without an offset is most likely Western Indonesian; for the order of two pages of one place it does not
    // matter which is assumed.
    let assumed = Offset::constant(7);
    Seen {
        id: page.article.id.clone(),
        published: page.published.map(|p| p.start.unix_seconds(assumed)),
        length: body.len(),
    }
}
