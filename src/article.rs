//! The nouns that every stage shares: an article, a typed stretch of its text, and when it was published.
//!
//! **Positions.** Inside the library a position is a byte offset into the raw [`Article::text`], so that
//! `&text[span.range()]` is always the words themselves. Files of a run speak in Unicode code points, as readers in
//! Python and JSON do; [`CodePoints`] turns one into the other at that border and nowhere else.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// The name of an article, unique in a collection; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for ArticleId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place of an article in the collection being worked on, from 0.
///
/// Collections are sorted by [`ArticleId`] before they are numbered, so the order of indexes is the order of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleIdx(pub u32);

impl ArticleIdx {
    /// The index as a `usize`, for slices.
    #[must_use]
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// An article as it was read: the page's text and what the record says of it.
///
/// Only `id` and `text` are certain. Nothing here has been interpreted: `outlet` may be a registry id, a name or a
/// domain, `published` may be any spelling of a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Unique in the collection.
    pub id: ArticleId,
    /// The raw page; every position of a result points into it.
    pub text: String,
    /// The headline, if the record has one.
    pub title: Option<String>,
    /// The publisher: registry id, name or domain, as the record has it.
    pub outlet: Option<String>,
    /// Where the page was found.
    pub url: Option<String>,
    /// When it was published, as the record has it.
    pub published: Option<String>,
    /// When it was fetched, as the record has it; used when the stated time cannot be right.
    pub fetched: Option<String>,
    /// ISO 639-1 code, as the record has it.
    pub lang: Option<String>,
    /// The author line, as the record has it.
    pub byline: Option<String>,
    /// Every other field of the record, untouched and in its order.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Article {
    /// An article of which only the text is known.
    pub fn new(id: impl Into<ArticleId>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            title: None,
            outlet: None,
            url: None,
            published: None,
            fetched: None,
            lang: None,
            byline: None,
            extra: serde_json::Map::new(),
        }
    }

    /// The publisher that the record names; `None` if it names none, or says that it is `unknown`.
    #[must_use]
    pub fn stated_outlet(&self) -> Option<&str> {
        let stated = self.outlet.as_deref().map(str::trim);
        stated.filter(|outlet| !outlet.is_empty() && !outlet.eq_ignore_ascii_case("unknown"))
    }
}

/// What a stretch of a page is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SpanKind {
    /// The headline.
    Title,
    /// Place, agency or outlet, and day before the first sentence: `JAKARTA (ANTARA) -`.
    Dateline,
    /// Author, editor and time lines.
    Byline,
    /// The story itself; only this is compared with other articles.
    Body,
    /// The words under a picture or video.
    Caption,
    /// A line that says whose text or picture it is: `(ANTARA/Xinhua)`, `Sumber: Reuters`.
    Credit,
    /// Links to other stories: `Baca juga: …`.
    Related,
    /// Menus, share bars, tags, comment and promotion lines.
    Boilerplate,
}

/// A typed stretch of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A stretch of `kind` over the bytes `range` of the raw text.
    #[must_use]
    pub fn new(kind: SpanKind, range: Range<usize>) -> Self {
        Self {
            kind,
            start: range.start,
            end: range.end,
        }
    }

    /// Its bytes in the raw text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A local time, with the offset from UTC where the page states one.
///
/// Prints as RFC 3339 with the page's own offset (`2025-03-01T01:20:00+07:00`), or without one where none is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock of the page.
    pub local: DateTime,
    /// Hours from UTC, if stated (WIB is +07:00).
    pub offset: Option<Offset>,
}

impl Moment {
    /// Seconds since 1970-01-01 UTC; a moment without an offset is read with `assumed`.
    #[must_use]
    pub fn unix_seconds(&self, assumed: Offset) -> i64 {
        let seconds = self
            .local
            .date()
            .duration_since(Date::constant(1970, 1, 1))
            .as_secs()
            + i64::from(self.local.hour()) * 3600
            + i64::from(self.local.minute()) * 60
            + i64::from(self.local.second());
        seconds - i64::from(self.offset.unwrap_or(assumed).seconds())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.local.date(), self.local.time());
        write!(
            f,
            "{date}T{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        )?;
        match self.offset.map(Offset::seconds) {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(seconds) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// What a publication time was read from, most trusted first.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A field of the record.
    Field,
    /// A line of the page's frame.
    Page,
    /// Dates inside the story.
    Text,
    /// Nothing.
    None,
}

/// When an article was published: an interval, since a page may state a day or only imply one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Not before this.
    pub start: Moment,
    /// Not after this; equal to `start` where the page states a time to the minute or better.
    pub end: Moment,
    /// What it was read from.
    pub basis: Basis,
}

/// Turns byte offsets of one text into Unicode code points.
///
/// Building takes one pass and 4 bytes for every 64 of the text; a look-up counts at most 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `64 * i`.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Prepares `text` for look-ups.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / 64 + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(64) {
            before.push(count);
            count += starts(block);
        }
        before.push(count);
        Self { text, before }
    }

    /// The number of code points before byte `byte`; past the end it is the number of all of them.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / 64;
        (self.before[block] + starts(&self.text.as_bytes()[block * 64..byte])) as usize
    }

    /// A range of bytes as a range of code points.
    #[must_use]
    pub fn range(&self, bytes: &Range<usize>) -> [usize; 2] {
        [self.at(bytes.start), self.at(bytes.end)]
    }
}

/// The number of code points that start in `bytes` of a UTF-8 text.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Rusia–AS “bertemu” di Türkiye. ".repeat(9) + "🛰";
        let index = CodePoints::new(&text);
        for (byte, _) in text.char_indices() {
            assert_eq!(index.at(byte), text[..byte].chars().count(), "byte {byte}");
        }
        assert_eq!(index.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("").at(0), 0);
    }

    #[test]
    fn a_moment_keeps_the_pages_own_offset() {
        let local = DateTime::constant(2025, 3, 1, 1, 20, 0, 0);
        let wib = Moment {
            local,
            offset: Some(Offset::constant(7)),
        };
        assert_eq!(wib.to_string(), "2025-03-01T01:20:00+07:00");
        assert_eq!(
            Moment {
                local,
                offset: None
            }
            .to_string(),
            "2025-03-01T01:20:00"
        );
        assert_eq!(wib.unix_seconds(Offset::UTC), 1_740_766_800);
    }
}
