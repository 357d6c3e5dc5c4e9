//! `audit/circular.csv`: media that credit one another in a circle, with the pages that show it.
//!
//! **In** the results. **Out** for each circle a row a link and page. A page of outlet A that credits "B, citing C"
//! makes the links A → B and B → C. For every link that lies on some circle the shortest such circle is given, so that
//! the circles of a group are no more than its links. A circle among the pages of one family, which share a text, is a
//! voice that confirms itself; among the pages of a story it may be one. In the whole collection it says no more than
//! that these media quote each other, now here, now there; so only pairs are given there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;

use serde::{Deserialize, Serialize};

use super::edge::outlet;
use super::{Row, is_generic, write};
use crate::article::ArticleIdx;
use crate::cluster::Level;
use crate::report::records::named;
use crate::report::{Format, Results};

/// Among which pages a circle closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The pages of one family.
    Family,
    /// The pages of one story.
    Story,
    /// All pages; circles of two media only.
    Collection,
}

/// A link of a circle and a page that shows it. Rows are sorted by scope, group, length and media of the circle, then
/// in its order, then by page.
///
/// A circle of a family is found again in its story and, if it is one of two media, in the collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CircularRow {
    /// Among which pages the circle closes.
    pub scope: Scope,
    /// Id of the family or story; empty for the collection.
    pub group: Option<String>,
    /// Number of the circle in this file, from 1.
    pub circle: usize,
    /// Its media, each once.
    pub media: usize,
    /// Their ids, each crediting the next, the least one first and again at the end, with ` > ` between.
    pub path: String,
    /// Id of the medium that credits.
    pub crediting: String,
    /// Id of the medium that it credits, the next in the circle.
    pub credited: String,
    /// Id of the article that says so.
    pub article: String,
    /// Id of its outlet; not `crediting` where the article tells of others' credits.
    pub outlet: Option<String>,
    /// It was published not before this: RFC 3339, with an offset where the page states one; empty if unknown.
    pub published_start: Option<String>,
    /// And not after this.
    pub published_end: Option<String>,
}

impl Row for CircularRow {
    const COLUMNS: &'static [&'static str] = &[
        "scope",
        "group",
        "circle",
        "media",
        "path",
        "crediting",
        "credited",
        "article",
        "outlet",
        "published_start",
        "published_end",
    ];
}

/// Who credits whom, and the articles that say so.
type Links<'r> = BTreeMap<(&'r str, &'r str), BTreeSet<ArticleIdx>>;

impl CircularRow {
    /// The rows of a run.
    #[must_use]
    pub fn all(results: &Results<'_>) -> Vec<Self> {
        let mut groups: Vec<(Scope, Option<String>, Vec<ArticleIdx>)> = Vec::new();
        for (id, family) in named(results) {
            let scope = match family.level {
                Level::Copy => continue,
                Level::Family => Scope::Family,
                Level::Story => Scope::Story,
            };
            let members = family.members.iter().map(|member| member.article);
            groups.push((scope, Some(id), members.collect()));
        }
        let all = results.pages().map(|(idx, ..)| idx).collect();
        groups.push((Scope::Collection, None, all));
        // Stable, so that groups keep their order.
        groups.sort_by_key(|(scope, ..)| *scope);

        let mut rows = Vec::new();
        let mut circle = 0;
        for (scope, group, articles) in groups {
            let links = links(results, &articles);
            let circles = match scope {
                Scope::Collection => pairs(&links),
                Scope::Family | Scope::Story => circles(&links),
            };
            for media in circles {
                circle += 1;
                let path = path(&media);
                for (crediting, credited) in steps(&media) {
                    let articles = links.get(&(crediting, credited)).into_iter().flatten();
                    rows.extend(articles.map(|&idx| {
                        let published = results.page(idx).published;
                        Self {
                            scope,
                            group: group.clone(),
                            circle,
                            media: media.len(),
                            path: path.clone(),
                            crediting: crediting.to_owned(),
                            credited: credited.to_owned(),
                            article: results.id(idx).to_owned(),
                            outlet: outlet(results, idx).map(str::to_owned),
                            published_start: published.map(|p| p.start.to_string()),
                            published_end: published.map(|p| p.end.to_string()),
                        }
                    }));
                }
            }
        }
        rows
    }
}

/// The links that `articles` show. "Local media" are not one medium and make none.
fn links<'r>(results: &Results<'r>, articles: &[ArticleIdx]) -> Links<'r> {
    let mut links = Links::new();
    for &idx in articles {
        for branch in &results.attribution(idx).chain.branches {
            let hops = branch.iter().map(String::as_str);
            let hops: Vec<&str> = outlet(results, idx).into_iter().chain(hops).collect();
            for hop in hops.windows(2) {
                if hop[0] != hop[1] && !hop.iter().any(|id| is_generic(results, id)) {
                    links.entry((hop[0], hop[1])).or_default().insert(idx);
                }
            }
        }
    }
    links
}

/// The media that credit each other, sorted.
fn pairs<'r>(links: &Links<'r>) -> Vec<Vec<&'r str>> {
    let mutual = links.keys().filter(|(from, to)| from < to);
    mutual
        .filter(|(from, to)| links.contains_key(&(*to, *from)))
        .map(|&(from, to)| vec![from, to])
        .collect()
}

/// For each link that lies on a circle the shortest, short ones first; each with its least id first.
fn circles<'r>(links: &Links<'r>) -> Vec<Vec<&'r str>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for &(from, to) in links.keys() {
        next.entry(from).or_default().insert(to);
    }
    let mut circles = BTreeSet::new();
    for (&from, to) in &next {
        for &to in to {
            if let Some(mut circle) = shortest(&next, to, from) {
                let least = (0..circle.len()).min_by_key(|&i| circle[i]);
                circle.rotate_left(least.unwrap_or_default());
                circles.insert((circle.len(), circle));
            }
        }
    }
    circles.into_iter().map(|(_, circle)| circle).collect()
}

/// The media on a shortest way, both ends with it; of equals the first by ids.
fn shortest<'r>(
    next: &BTreeMap<&'r str, BTreeSet<&'r str>>,
    from: &'r str,
    to: &'r str,
) -> Option<Vec<&'r str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        if at == to {
            let mut way = vec![to];
            while let Some(&before) = came_from.get(way[way.len() - 1]) {
                way.push(before);
            }
            way.reverse();
            return Some(way);
        }
        for &id in next.get(at).into_iter().flatten() {
            if id != from && !came_from.contains_key(id) {
                came_from.insert(id, at);
                queue.push_back(id);
            }
        }
    }
    None
}

/// Each medium of a circle with the next.
fn steps<'c, 'r>(circle: &'c [&'r str]) -> impl Iterator<Item = (&'r str, &'r str)> + 'c {
    let next = circle.iter().cycle().skip(1);
    circle.iter().copied().zip(next.copied())
}

fn path(circle: &[&str]) -> String {
    let closed: Vec<&str> = circle.iter().chain(circle.first()).copied().collect();
    closed.join(" > ")
}

/// Writes `audit/circular.csv`.
pub struct Circular;

impl Format for Circular {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write(&CircularRow::all(results), out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (links, circles).
    const GRAPHS: &[(&[&str], &[&str])] = &[
        (&[], &[]),
        (&["ab", "bc", "ac"], &[]),
        (&["ba", "ab"], &["ab"]),
        // The longer way round is one circle, from wherever it is begun.
        (&["ca", "bc", "ab"], &["abc"]),
        // With a short cut, each link has its own shortest circle.
        (&["ab", "bc", "ca", "ba"], &["ab", "abc"]),
        // What leads in and out does not belong to it.
        (&["xa", "ab", "ba", "by", "yz"], &["ab"]),
        (&["ab", "ba", "cd", "dc", "ac"], &["ab", "cd"]),
        // Two ways as short: the first by ids.
        (&["ab", "ac", "bd", "cd", "da"], &["abd", "acd"]),
    ];

    #[test]
    fn each_link_on_a_circle_has_its_shortest() {
        for (links, expected) in GRAPHS {
            let links: Links<'_> = links
                .iter()
                .map(|link| (link.split_at(1), BTreeSet::new()))
                .collect();
            let found: Vec<String> = circles(&links).iter().map(|c| c.concat()).collect();
            assert_eq!(found, *expected, "{:?}", links.keys());
            let mutual: Vec<String> = pairs(&links).iter().map(|c| c.concat()).collect();
            let expected: Vec<&&str> = expected.iter().filter(|c| c.len() == 2).collect();
            assert_eq!(mutual.iter().collect::<Vec<_>>(), expected);
        }
    }
}
