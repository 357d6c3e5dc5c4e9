//! The sentences that articles are compared by, and the vectors that the caller has for them.

use std::ops::Range;

use crate::article::Article;
use crate::clean::CleanArticle;
use crate::error::{Result, Warning};
use crate::pipeline::{Pipeline, Progress, sorted, stages};
use crate::sketch::Features;
use crate::verify::Side;
use crate::verify::side_by_side::sentence_spans;
use crate::verify::vectors::{self, SentenceVectors};

/// A page and its sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentences {
    /// The page.
    pub page: CleanArticle,
    /// Bytes of its raw text, in order.
    pub spans: Vec<Range<usize>>,
}

impl Pipeline {
    /// Bodies as numbers, with the common text of the collection set aside, and the vectors that the caller has for
    /// their sentences.
    pub(super) fn features(
        &self,
        pages: &[CleanArticle],
        progress: &dyn Progress,
    ) -> Result<(Vec<Features>, Vec<Warning>)> {
        let mut features = stages::sketch(pages, &self.config, progress)?;
        stages::set_aside(&mut features, pages, &self.config)?;
        let attach = |source: &dyn SentenceVectors| vectors::attach(pages, &mut features, source);
        let warnings = self.vectors.as_deref().map(attach).unwrap_or_default();
        Ok((features, warnings))
    }

    /// `articles` in the order of their ids, with typed spans.
    pub(super) fn pages(
        &self,
        articles: Vec<Article>,
        progress: &dyn Progress,
    ) -> Result<Vec<CleanArticle>> {
        let articles = sorted(articles)?;
        let templates = stages::template_lines(&articles, &self.config, progress);
        let cleaned = stages::clean(articles, &templates, &self.config, progress);
        Ok(cleaned.into_iter().map(|one| one.page).collect())
    }

    /// The sentences of each of `articles`, in the order of ids: what [`SentenceVectors`] are asked about when the same
    /// articles are compared.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    pub fn sentences_with(
        &self,
        articles: Vec<Article>,
        progress: &dyn Progress,
    ) -> Result<Vec<Sentences>> {
        self.on_threads(|| {
            let pages = self.pages(articles, progress)?;
            let features = stages::sketch(&pages, &self.config, progress)?;
            let pages = pages.into_iter().zip(&features);
            let read = |(page, features): (CleanArticle, &Features)| {
                let side = Side {
                    page: &page,
                    features,
                };
                let spans = sentence_spans(&side);
                Sentences { page, spans }
            };
            Ok(pages.map(read).collect())
        })
    }
}
