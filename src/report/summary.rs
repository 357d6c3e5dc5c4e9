//! What a run found, in a few lines for a terminal.
//!
//! First the collection and its credits, then the largest stories, each as a tree: who took the text from whom, what
//! each page says of its sources, and whether the two agree. All text of pages goes through
//! [`sanitize`].

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Results;
use super::graph::kind_name;
use super::origins::origins;
use super::records::Reach;
use super::terminal::sanitize;
use super::tree::{Row, rows};
use crate::article::ArticleIdx;
use crate::cluster::{Family, Level};
use crate::lineage::{CreditLabel, Parent};

/// How to lay the summary out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; at least 40 are used. Default 80.
    pub width: usize,
    /// Whether lines and arrows may be other than ASCII. Default `true`.
    pub unicode: bool,
    /// Whether headings are set in bold by escape codes. Default `false`.
    pub bold: bool,
    /// Whether each story has a bar: its articles, and the part of them that are independent. Default `false`.
    pub bars: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 80,
            unicode: true,
            bold: false,
            bars: false,
        }
    }
}

/// Stories that are shown.
const MAX_STORIES: usize = 5;
/// Lines of each story's tree.
const MAX_LINES: usize = 8;
/// Columns of the bar of the largest story.
const BAR: usize = 24;
/// Sources that are named.
const MAX_SOURCES: usize = 5;

/// The summary of `results`, a few lines that end in a line end.
#[must_use]
pub fn summary(results: &Results<'_>, style: Style) -> String {
    let width = style.width.max(40);
    let mut page = Page {
        style: Style { width, ..style },
        text: String::new(),
    };
    page.line(&collection(results));
    page.line(&credits(results));
    let origins = origins(results);
    page.line(&reuse(results));
    let mut stories: Vec<&Family> = at_level(results, Level::Story).collect();
    if stories.is_empty() {
        stories = at_level(results, Level::Family).collect();
    }
    stories.sort_by_key(|story| {
        (
            Reverse(story.members.len()),
            story.members.first().map(|m| m.article),
        )
    });
    let largest = stories.first().map_or(0, |story| story.members.len());
    if style.bars && largest > 0 {
        page.text.push('\n');
        let [full, light] = page.blocks();
        page.line(&format!("{full} independent  {light} echo"));
    }
    for story in stories.iter().take(MAX_STORIES) {
        page.text.push('\n');
        tell(&mut page, results, story, &origins, largest);
    }
    if stories.len() > MAX_STORIES {
        let more = stories.len() - MAX_STORIES;
        let dots = page.dots();
        page.text.push('\n');
        page.line(&format!(
            "{dots} and {}",
            count(more, "smaller story", "smaller stories")
        ));
    }
    page.text
}

fn at_level<'r>(results: &Results<'r>, level: Level) -> impl Iterator<Item = &'r Family> {
    results
        .families
        .iter()
        .filter(move |family| family.level == level)
}

/// `1 article`, `2 articles`.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `counts` by number, the largest first, as `ANTARA 14, Reuters 9`.
fn ranked<'a>(counts: BTreeMap<&'a str, usize>, most: usize) -> String {
    let mut counts: Vec<(&'a str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(name, n)| (Reverse(n), name));
    counts.truncate(most);
    let parts: Vec<String> = counts
        .iter()
        .map(|(name, n)| format!("{name} {n}"))
        .collect();
    parts.join(", ")
}

/// `68 articles, 31 outlets; languages: id 52, en 16`.
fn collection(results: &Results<'_>) -> String {
    let mut languages = BTreeMap::new();
    let mut outlets = BTreeSet::new();
    for (_, page, attribution) in results.pages() {
        *languages.entry(page.lang.code()).or_insert(0) += 1;
        outlets.extend(attribution.outlet.as_ref().map(|outlet| &outlet.id));
    }
    let articles = count(results.articles.len(), "article", "articles");
    let outlets = count(outlets.len(), "outlet", "outlets");
    if languages.is_empty() {
        return articles;
    }
    format!(
        "{articles}, {outlets}; languages: {}",
        ranked(languages, usize::MAX)
    )
}

/// `41 of 68 articles credit a source (60 %); most credited: ANTARA 14, Reuters 9`.
fn credits(results: &Results<'_>) -> String {
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n_credited = 0;
    for (.., attribution) in results.pages() {
        let chain = &attribution.chain;
        let branches = &chain.branches;
        n_credited += usize::from(!branches.is_empty() || !chain.origin.is_empty());
        let named: BTreeSet<&String> = branches.iter().flatten().collect();
        for id in named {
            *sources.entry(results.source_name(id)).or_default() += 1;
        }
    }
    let articles = count(results.articles.len(), "article", "articles");
    let percent = 100 * n_credited / results.articles.len().max(1);
    let line = format!("{n_credited} of {articles} credit a source ({percent} %)");
    if sources.is_empty() {
        return line;
    }
    format!("{line}; most credited: {}", ranked(sources, MAX_SOURCES))
}

/// `12 families share a text (48 articles); 9 groups of near-verbatim copies`.
fn reuse(results: &Results<'_>) -> String {
    let members: BTreeSet<ArticleIdx> = at_level(results, Level::Family)
        .flat_map(|family| family.members.iter().map(|member| member.article))
        .collect();
    let families = count(
        at_level(results, Level::Family).count(),
        "family",
        "families",
    );
    let copies = at_level(results, Level::Copy).count();
    let articles = count(members.len(), "article", "articles");
    let copies = count(copies, "group", "groups");
    format!("{families} of one text each ({articles}); {copies} of near-verbatim copies")
}

/// Lines under construction.
struct Page {
    style: Style,
    text: String,
}

impl Page {
    fn dots(&self) -> &'static str {
        if self.style.unicode { "…" } else { "..." }
    }

    fn arrow(&self, towards_source: bool) -> &'static str {
        match (self.style.unicode, towards_source) {
            (true, true) => "←",
            (true, false) => "→",
            (false, true) => "<-",
            (false, false) => "->",
        }
    }

    /// The signs of a bar: for what is independent, and for its echoes.
    fn blocks(&self) -> [&'static str; 2] {
        if self.style.unicode {
            ["█", "░"]
        } else {
            ["#", "-"]
        }
    }

    /// A bar of `n_all` articles, the first `n_own` of them independent; the largest story fills the width of bars.
    fn bar(&self, n_own: usize, n_all: usize, largest: usize) -> String {
        let [full, light] = self.blocks();
        let columns = |n: usize| (n * BAR).div_ceil(largest.max(1));
        let own = columns(n_own);
        let echo = columns(n_all).saturating_sub(own);
        let space = BAR.saturating_sub(own + echo);
        full.repeat(own) + &light.repeat(echo) + &" ".repeat(space)
    }

    /// Adds `line`, made safe, cut to the width.
    fn line(&mut self, line: &str) {
        let line = self.cut(&sanitize(line), self.style.width);
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds `line` as a heading.
    fn heading(&mut self, line: &str) {
        if self.style.bold {
            self.text.push_str("\u{1b}[1m");
        }
        self.line(line);
        if self.style.bold {
            // The code must stand before the line end, or a pager carries it on.
            self.text.truncate(self.text.len() - 1);
            self.text.push_str("\u{1b}[0m\n");
        }
    }

    /// Adds `left` and, flush with the right margin, `right`; `left` gives way, unless less than 20 columns of it would
    /// be left: then there is no second column.
    fn two_columns(&mut self, left: &str, right: &str) {
        let right = sanitize(right);
        let room = self.style.width.saturating_sub(right.width() + 2);
        if right.is_empty() || room < 20 {
            return self.line(left);
        }
        let left = self.cut(&sanitize(left), room);
        let gap = room.saturating_sub(left.width()) + 2;
        // Writing to a String cannot fail.
        let line = format!("{left}{:gap$}{right}", "");
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    /// `text` with at most `width` columns, with dots where something was cut.
    fn cut(&self, text: &str, width: usize) -> String {
        if text.width() <= width {
            return text.to_owned();
        }
        let dots = self.dots();
        let mut room = width.saturating_sub(dots.width());
        let mut kept = String::new();
        for c in text.chars() {
            let columns = c.width().unwrap_or(0);
            if columns > room {
                break;
            }
            room -= columns;
            kept.push(c);
        }
        kept.truncate(kept.trim_end().len());
        kept + dots
    }
}

/// Adds a story: its headline, its reach, its tree.
fn tell(
    page: &mut Page,
    results: &Results<'_>,
    story: &Family,
    origins: &[String],
    largest: usize,
) {
    let titles = story
        .members
        .iter()
        .filter_map(|member| results.page(member.article).title.as_deref());
    let title = titles.clone().next().unwrap_or("(no headline)");
    page.heading(title);
    let reach = Reach::of(results, story, origins);
    let steps = [
        count(story.members.len(), "article", "articles"),
        count(reach.outlets, "outlet", "outlets"),
        count(reach.owners, "owner", "owners"),
        count(reach.origins, "origin", "origins"),
    ];
    let arrow = format!(" {} ", page.arrow(false));
    let steps = format!("  {}", steps.join(&arrow));
    if page.style.bars {
        let bar = page.bar(reach.origins, story.members.len(), largest);
        page.two_columns(&steps, &bar);
    } else {
        page.line(&steps);
    }
    let rows = rows(results, story);
    for row in rows.iter().take(MAX_LINES) {
        draw(page, results, row);
    }
    if rows.len() > MAX_LINES {
        let dots = page.dots();
        page.line(&format!("  {dots} and {} more", rows.len() - MAX_LINES));
    }
}

/// Adds a line of a tree: its branches, the node, and at the right how it hangs on its parent.
fn draw(page: &mut Page, results: &Results<'_>, row: &Row<'_>) {
    let [bar, blank, fork, end] = if page.style.unicode {
        ["│  ", "   ", "├─ ", "└─ "]
    } else {
        ["|  ", "   ", "|- ", "`- "]
    };
    let mut left = "  ".to_owned();
    if let Some((is_last, above)) = row.path.split_last() {
        left.extend(
            above
                .iter()
                .map(|is_last| if *is_last { blank } else { bar }),
        );
        left.push_str(if *is_last { end } else { fork });
    }
    left += &match row.node {
        Parent::Article(idx) => article_line(page, results, idx),
        Parent::Latent(at) => latent_line(results, at),
    };
    let right = match row.edge {
        Some(edge) => {
            let credit = credit_words(edge.credit);
            format!("{} {:.2}, {credit}", kind_name(edge.kind), edge.probability)
        }
        None if row.is_tied => "order unknown".to_owned(),
        None => String::new(),
    };
    page.two_columns(&left, &right);
}

/// `indoposco ← ANTARA ← Anadolu  2025-04-03  Moskow umumkan …`.
fn article_line(page: &Page, results: &Results<'_>, idx: ArticleIdx) -> String {
    let attribution = results.attribution(idx);
    let arrow = page.arrow(true);
    let outlet = attribution.outlet.as_ref();
    let mut line = outlet.map_or_else(|| results.id(idx).to_owned(), |outlet| outlet.name.clone());
    for hop in &attribution.chain.main {
        // Writing to a String cannot fail.
        let _ = write!(line, " {arrow} {}", results.source_name(hop));
    }
    let article = results.page(idx);
    if let Some(published) = &article.published {
        let _ = write!(line, "  {}", published.start.local.date());
    }
    if let Some(title) = &article.title {
        let _ = write!(line, "  {title}");
    }
    line
}

/// `(Anadolu Agency, not in the collection)`.
fn latent_line(results: &Results<'_>, at: usize) -> String {
    let source = results
        .lineage
        .latents
        .get(at)
        .and_then(|latent| latent.source.as_deref());
    let name = source.map_or("a source that nobody names", |id| results.source_name(id));
    format!("({name}, not in the collection)")
}

/// How credits and text agree, in words.
fn credit_words(credit: CreditLabel) -> &'static str {
    match credit {
        CreditLabel::CreditedMatched => "credited",
        CreditLabel::CreditedAbsent => "credited, source absent",
        CreditLabel::Uncredited => "uncredited",
        CreditLabel::Miscredited => "credits another",
        CreditLabel::CommonSource => "common source",
        CreditLabel::Undecided => "undecided",
    }
}
