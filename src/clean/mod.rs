//! A flattened page as typed spans: which words are the story, and what the rest is.
//!
//! **In** an [`Article`]. **Out** a [`CleanArticle`]: stretches of the raw text, each with a kind, that together hold
//! every character that is not white space. Nothing is thrown away, since a dateline, a caption or a copyright line is
//! evidence; only [`SpanKind::Body`] is compared with other articles, one span a paragraph.
//!
//! Much input has no markup left, so the story is found by what prose looks like (`frame`), cue words say what the
//! lines around it are (`cues`, with the tables in `data/`), and lines that an outlet prints on many pages are its
//! template ([`LineCounts`]). Paragraphs are then split where a page lost its breaks: a dateline at the beginning, a
//! credit at the end, a link to another story in the middle.
//!
//! # Examples
//! ```
//! use silsilah::article::{Article, SpanKind};
//! use silsilah::clean::{self, Config, TemplateLines};
//!
//! let page = "Bagikan\nBANDUNG - Wali kota membuka pasar itu pada hari Selasa dan menyebutnya yang terbesar di kota.\n\
//!             Baca juga: Harga beras turun";
//! let cleaned = clean::clean(Article::new("a", page), &Config::default(), &TemplateLines::none());
//! let kinds: Vec<SpanKind> = cleaned.page.spans.iter().map(|s| s.kind).collect();
//! assert_eq!(kinds, [SpanKind::Boilerplate, SpanKind::Dateline, SpanKind::Body, SpanKind::Related]);
//! ```

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Published, Span, SpanKind};
use crate::error::Warning;
use crate::text::lang::{self, Lang};
use crate::text::tokens::is_invisible;

mod caption;
mod cues;
mod dateline;
mod frame;
mod lines;
mod link;
mod outlet;
mod published;
mod role;
mod tail;
mod template;
#[cfg(test)]
mod tests;
mod title;

pub use template::{LineCounts, TemplateLines, outlet_key};

use frame::Frame;
use lines::{Page, floor_boundary, trim};

/// What tells a story from the page around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Words of the shortest line that is prose by itself; default 12. Smaller keeps short paragraphs between menus,
    /// and takes long menu lines for story.
    pub core_words: usize,
    /// Least share of function words in prose, `0.0..=1.0`; default 0.22. It is not asked of languages without a list
    /// of function words.
    pub stop_density: f64,
    /// Lines that may stand between two lines of prose of one story; default 8.
    pub max_gap: usize,
    /// Words of a line that is prose even if it does not end like a sentence; default 40.
    pub long_line_words: usize,
    /// Pages of an outlet on which a line must stand to be template; default 3.
    pub template_pages: u32,
    /// Share of an outlet's pages on which a line must stand to be template, `0.0..=1.0`; default 0.02. The larger of
    /// both demands holds.
    pub template_share: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            core_words: 12,
            stop_density: 0.22,
            max_gap: 8,
            long_line_words: 40,
            template_pages: 3,
            template_share: 0.02,
        }
    }
}

/// A page whose every non-blank stretch has a type.
#[derive(Clone, Debug, PartialEq)]
pub struct CleanArticle {
    /// The page as it was read.
    pub article: Article,
    /// Typed stretches of [`Article::text`], sorted, not overlapping, none blank.
    pub spans: Vec<Span>,
    /// The headline: the record's, else the page's.
    pub title: Option<String>,
    /// The language of the body.
    pub lang: Lang,
    /// When it was published, if anything tells.
    pub published: Option<Published>,
    /// Signs of whose page this is, in order of appearance; attribution holds them against the registry.
    pub outlet_signs: Vec<OutletSign>,
    /// Invisible characters in the raw text, which no comparison sees.
    pub n_invisible: usize,
}

/// Something on a page that tells whose page it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletSign {
    /// What kind of sign.
    pub kind: OutletSignKind,
    /// The name or domain, as written.
    pub name: String,
    /// Its bytes in the raw text; `None` for a sign in the URL.
    pub span: Option<Range<usize>>,
}

/// Where an [`OutletSign`] stands, most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutletSignKind {
    /// Host of the record's URL.
    Url,
    /// A name in the dateline that is not set in the brackets of an agency: `TRIBUNNEWS.COM -`.
    Dateline,
    /// A line of the page's head that is a bare domain or begins with one: `Koran-jakarta.com || Sabtu`.
    Header,
    /// `© 2025 …`, `Copyright …`.
    Copyright,
    /// `Follow WA Channel …`, `dapatkan berita dari …`: the house that wrote the text, which may not be the publisher.
    Promo,
}

impl CleanArticle {
    /// The stretches of kind `kind`, in order.
    pub fn spans_of(&self, kind: SpanKind) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |s| s.kind == kind)
    }

    /// The words of a stretch.
    #[must_use]
    pub fn slice(&self, span: &Span) -> &str {
        &self.article.text[span.range()]
    }
}

/// What [`clean`] gives: the typed page and what is worth saying of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaned {
    /// The typed page.
    pub page: CleanArticle,
    /// Invisible characters dropped, template dates refused, nothing that looks like a story.
    pub warnings: Vec<Warning>,
}

/// Bytes of the story from which its language is told.
const LANGUAGE_SAMPLE: usize = 20_000;

/// Types every stretch of a page and reads what its frame says: headline, time, whose page it is.
///
/// Takes time linear in the page; never fails, whatever the text.
///
/// # Warnings
/// `invisible-characters`, `no-story`, `template-date`, `unreadable-date`, `fetched-before-published`.
#[must_use]
pub fn clean(article: Article, config: &Config, templates: &TemplateLines) -> Cleaned {
    let mut warnings = Vec::new();
    let id = article.id.as_str().to_owned();
    let page = Page::new(&article.text);
    let record_title = article
        .title
        .as_deref()
        .map(str::trim)
        .filter(|t| !t.is_empty());
    let known = record_title.map(title::folded).unwrap_or_default();
    let key = outlet_key(&article);
    let frame = frame::type_lines(&page, config, &known, |line| {
        templates.contains(&key, &page, line)
    });
    let spans = spans(&page, &frame);
    if frame.first_core.is_none() && !page.text.trim().is_empty() {
        warnings.push(Warning::new(
            "no-story",
            &id,
            "nothing on the page looks like a story",
        ));
    }
    let n_invisible = article.text.chars().filter(|&c| is_invisible(c)).count();
    if n_invisible > 0 {
        let message =
            format!("{n_invisible} invisible characters in the text; no comparison sees them");
        warnings.push(Warning::new("invisible-characters", &id, message));
    }
    let shown = frame.title.map(|i| page.slice(&page.lines[i]).to_owned());
    let title = record_title.map(str::to_owned).or(shown);
    let published = published::published(&article, &page, &spans, &mut warnings);
    let outlet_signs = outlet::signs(&article, &page, &spans);
    let lang = language(&article, &spans);
    let page = CleanArticle {
        article,
        spans,
        title,
        lang,
        published,
        outlet_signs,
        n_invisible,
    };
    Cleaned { page, warnings }
}

/// The language of the story, else the one that the record states.
fn language(article: &Article, spans: &[Span]) -> Lang {
    let mut sample = String::with_capacity(article.text.len().min(LANGUAGE_SAMPLE));
    for span in spans.iter().filter(|s| s.kind == SpanKind::Body) {
        let left = LANGUAGE_SAMPLE - sample.len();
        let slice = &article.text[span.range()];
        sample.push_str(&slice[..floor_boundary(slice, left)]);
        if slice.len() >= left {
            break;
        }
        sample.push('\n');
        if sample.len() >= LANGUAGE_SAMPLE {
            break;
        }
    }
    let seen = lang::detect(&sample);
    let stated = article.lang.as_deref().and_then(Lang::from_code);
    if seen == Lang::UND {
        stated.unwrap_or(seen)
    } else {
        seen
    }
}

/// Paragraphs at the beginning of a story in which a dateline is looked for: a lead may stand above it.
const DATELINE_REACH: usize = 3;

/// The typed lines as spans, with paragraphs of the story split where the page lost its breaks.
fn spans(page: &Page<'_>, frame: &Frame) -> Vec<Span> {
    let mut kinds = frame.kinds.clone();
    let last = credit_lines(page, &mut kinds);
    let mut spans = Vec::with_capacity(kinds.len());
    let mut dateline_left = DATELINE_REACH;
    for (i, (line, &kind)) in page.lines.iter().zip(&kinds).enumerate() {
        if kind != SpanKind::Body {
            spans.push(Span::new(kind, line.range()));
            continue;
        }
        let mut splitter = Splitter {
            page,
            spans: &mut spans,
        };
        let mut from = line.start;
        if dateline_left > 0 {
            dateline_left -= 1;
            from = splitter.head(line.range());
            // One story has one dateline.
            if from > line.start {
                dateline_left = 0;
            }
        }
        let (mut to, mut end) = (line.end, line.end);
        let ends_block = kinds.get(i + 1) == Some(&SpanKind::Boilerplate);
        if Some(i) == last || ends_block {
            let mut words = line.words.clone();
            if let Some(call) = tail::call(page, &line.range(), &words) {
                words.end = call;
                end = page.words.get(call).start.max(from);
            }
            to = tail::credit(page, &(line.start..end), &words)
                .unwrap_or(end)
                .max(from);
        }
        for link in link::links(page, line) {
            if link.start >= from && link.start < to {
                let end = link.end.min(to);
                splitter.push(SpanKind::Body, from..link.start);
                splitter.push(SpanKind::Related, link.start..end);
                from = end;
            }
        }
        splitter.push(SpanKind::Body, from..to);
        splitter.push(SpanKind::Credit, to..end);
        splitter.push(SpanKind::Boilerplate, end..line.end);
    }
    spans
}

/// Types the last lines of the story that are nothing but a credit, and returns its last paragraph.
fn credit_lines(page: &Page<'_>, kinds: &mut [SpanKind]) -> Option<usize> {
    let mut last = None;
    for i in (0..kinds.len()).rev().filter(|&i| i > 0) {
        if kinds[i] != SpanKind::Body {
            continue;
        }
        if !tail::is_credit_line(page.slice(&page.lines[i])) {
            last = Some(i);
            break;
        }
        kinds[i] = SpanKind::Credit;
    }
    last.or_else(|| kinds.iter().position(|&k| k == SpanKind::Body))
}

/// Adds the parts of one paragraph to the spans of a page.
struct Splitter<'a, 't> {
    page: &'a Page<'t>,
    spans: &'a mut Vec<Span>,
}

impl Splitter<'_, '_> {
    /// Adds `range` without the white space at its ends, if anything is left.
    fn push(&mut self, kind: SpanKind, range: Range<usize>) {
        let range = trim(self.page.text, range);
        if !range.is_empty() {
            self.spans.push(Span::new(kind, range));
        }
    }

    /// Adds the header and dateline that the paragraph `range` begins with, and returns where its story begins.
    fn head(&mut self, range: Range<usize>) -> usize {
        let mut from = range.start;
        if let Some(end) = dateline::header(&self.page.text[range.clone()]) {
            self.push(SpanKind::Byline, from..from + end);
            from = range.start + end;
            from += range.end - from - self.page.text[from..range.end].trim_start().len();
        }
        if let Some(end) = dateline::dateline(&self.page.text[from..range.end]) {
            self.push(SpanKind::Dateline, from..from + end);
            from += end;
        }
        from
    }
}
