//! A flattened page as typed spans: which words are the story, and what the rest is.

use std::ops::Range;

use crate::article::{Article, Published, Span, SpanKind};
use crate::error::Warning;
use crate::text::Lang;

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
