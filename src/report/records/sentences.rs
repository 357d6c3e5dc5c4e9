//! A line of `silsilah sentences`: what a model is to be given to make vectors.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::CodePoints;
use crate::clean::CleanArticle;

/// The sentences of one article. With `vectors`, a list of numbers for each of `spans`, it is a line for `--vectors`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentencesRecord {
    /// The article's id.
    pub id: String,
    /// ISO 639-1 code of the body's language; `und` if none was recognised.
    pub lang: String,
    /// `[start, end)` of each sentence in code points of the raw text.
    pub spans: Vec<[usize; 2]>,
    /// The sentences, white space of any kind as one blank.
    pub sentences: Vec<String>,
}

impl SentencesRecord {
    /// The record of `page`, whose sentences stand at `spans`, in bytes of the raw text.
    #[must_use]
    pub fn new(page: &CleanArticle, spans: &[std::ops::Range<usize>]) -> Self {
        let text = &page.article.text;
        let points = CodePoints::new(text);
        let words = |span: &std::ops::Range<usize>| {
            let words: Vec<&str> = text[span.clone()].split_whitespace().collect();
            words.join(" ")
        };
        Self {
            id: page.article.id.as_str().to_owned(),
            lang: page.lang.code().to_owned(),
            spans: spans.iter().map(|span| points.range(span)).collect(),
            sentences: spans.iter().map(words).collect(),
        }
    }
}
