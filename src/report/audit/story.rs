//! `audit/stories.csv`: how many independent voices each story has, and which.
//!
//! **In** the results. **Out** a row a story, in the order of `families.jsonl`, with outlets → owners → origins.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::edge::outlet;
use super::{Row, is_generic, write};
use crate::article::Moment;
use crate::cluster::{Family, Level};
use crate::lineage::first_believed;
use crate::report::origins::origins;
use crate::report::records::{Reach, named};
use crate::report::{Format, Results};

/// A story. Rows are in the order of `families.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryRow {
    /// Its id in `families.jsonl`.
    pub story: String,
    /// The headline of its first article that has one, in the order of ids.
    pub headline: Option<String>,
    /// Its articles.
    pub articles: usize,
    /// Different known outlets among them.
    pub outlets: usize,
    /// Different owners of these; an outlet without a known owner is its own.
    pub owners: usize,
    /// Independent origins, as in `families.jsonl`: edges, wire items and declared chains followed to their end.
    pub origins: usize,
    /// Of these, those that have a name: a source, or an outlet whose own the text is. "Local media" is none.
    pub origins_named: usize,
    /// Their names, those of most articles first, with `; ` between.
    pub origin_names: Option<String>,
    /// Articles of the origin that has most, named or not.
    pub largest_origin_articles: usize,
    /// Articles whose outlet is unknown.
    pub articles_without_outlet: usize,
    /// Articles whose time of publication is known, to the day at least.
    pub articles_with_time: usize,
    /// The first of them was published not before this: RFC 3339, with an offset where the page states one. A time that
    /// lies a week or more before the next is passed over as a template's. Empty if no time is known.
    pub first_seen_start: Option<String>,
    /// And not after this.
    pub first_seen_end: Option<String>,
    /// The last of them was published not before this. Months after the first, the articles are a series and no story.
    pub last_seen_start: Option<String>,
    /// And not after this.
    pub last_seen_end: Option<String>,
}

impl Row for StoryRow {
    const COLUMNS: &'static [&'static str] = &[
        "story",
        "headline",
        "articles",
        "outlets",
        "owners",
        "origins",
        "origins_named",
        "origin_names",
        "largest_origin_articles",
        "articles_without_outlet",
        "articles_with_time",
        "first_seen_start",
        "first_seen_end",
        "last_seen_start",
        "last_seen_end",
    ];
}

impl StoryRow {
    /// The rows of a run.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let origins = origins(results);
        let stories = named(results).into_iter();
        stories
            .filter(|(_, family)| family.level == Level::Story)
            .map(|(id, story)| Self::new(results, id, story, &origins))
            .collect()
    }

    fn new(results: &Results<'_>, id: String, story: &Family, origins: &[String]) -> Self {
        let members = || story.members.iter().map(|member| member.article);
        let mut headlines = members().filter_map(|idx| results.page(idx).title.clone());
        let reach = Reach::of(results, story, origins);
        let mut voices: BTreeMap<&str, usize> = BTreeMap::new();
        for idx in members() {
            *voices.entry(&origins[idx.get()]).or_default() += 1;
        }
        let largest = voices.values().max().copied().unwrap_or_default();
        let mut names: Vec<(Reverse<usize>, &str)> = voices
            .into_iter()
            .filter(|(id, _)| !id.starts_with("article:") && !id.starts_with("latent:"))
            .filter(|(id, _)| !is_generic(results, id))
            .map(|(id, n)| (Reverse(n), results.source_name(id)))
            .collect();
        names.sort_unstable();
        let origin_names: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
        let times: Vec<(Moment, Moment)> = members()
            .filter_map(|idx| results.page(idx).published)
            .map(|published| (published.start, published.end))
            .collect();
        let latest = |moments: &mut dyn Iterator<Item = Moment>| {
            let last = moments.max_by_key(|moment| results.seconds(*moment));
            last.map(|moment| moment.to_string())
        };
        let last_start = latest(&mut times.iter().map(|(start, _)| *start));
        let last_end = latest(&mut times.iter().map(|(_, end)| *end));
        let n_times = times.len();
        let first = first_seen(results, times);
        Self {
            story: id,
            headline: headlines.next(),
            articles: story.members.len(),
            outlets: reach.outlets,
            owners: reach.owners,
            origins: reach.origins,
            origins_named: names.len(),
            origin_names: (!names.is_empty()).then(|| origin_names.join("; ")),
            largest_origin_articles: largest,
            articles_without_outlet: members()
                .filter(|&idx| outlet(results, idx).is_none())
                .count(),
            articles_with_time: n_times,
            first_seen_start: first.map(|(start, _)| start.to_string()),
            first_seen_end: first.map(|(_, end)| end.to_string()),
            last_seen_start: last_start,
            last_seen_end: last_end,
        }
    }
}

/// The interval in which the first of `times` lies that can be believed: from the earliest start to the earliest end.
fn first_seen(results: &Results<'_>, mut times: Vec<(Moment, Moment)>) -> Option<(Moment, Moment)> {
    times.sort_by_key(|(start, end)| (results.seconds(*start), results.seconds(*end)));
    let starts: Vec<i64> = times
        .iter()
        .map(|(start, _)| results.seconds(*start))
        .collect();
    let believed = times.get(first_believed(&starts)?..)?;
    let (start, _) = believed.first()?;
    let ends = believed.iter().map(|(_, end)| *end);
    Some((*start, ends.min_by_key(|end| results.seconds(*end))?))
}

/// Writes `audit/stories.csv`.
pub struct Stories;

impl Format for Stories {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&StoryRow::all(results), out)
    }
}
