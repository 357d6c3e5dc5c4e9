//! How common things are in articles that a run does not hold.
//!
//! **In** a large collection. **Out** its [`DocumentFrequencies`], by which a small one is judged: in a thousand pages
//! hardly any two are on one subject, and all that two of them name looks rare.

use crate::article::Article;
use crate::candidates::DocumentFrequencies;
use crate::error::Result;
use crate::pipeline::{Pipeline, Progress};
use crate::sketch::Features;

impl Pipeline {
    /// The same pipeline, which counts the articles of `frequencies` with those of a run when it judges how rare a thing
    /// is. They should be others, of the same time and kind: those of the weeks before.
    #[must_use]
    pub fn with_frequencies(mut self, frequencies: DocumentFrequencies) -> Self {
        self.background = self.background.merge(frequencies);
        self
    }

    /// How many of `articles` have each word, name, number, run of words and run of letters. Takes as long as
    /// [`trace`](Self::trace) before it compares pairs, but for the credits.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    ///
    /// # Examples
    /// ```
    /// use silsilah::article::Article;
    /// use silsilah::pipeline::{Config, Pipeline, Silent};
    ///
    /// let earlier = vec![Article::new("a", "Banjir merendam tiga desa di hilir Sungai Lusi.")];
    /// let frequencies = Pipeline::new(Config::default())?.frequencies_with(earlier, &Silent)?;
    /// assert_eq!(frequencies.n_articles(), 1);
    /// let tonight = Pipeline::new(Config::default())?.with_frequencies(frequencies);
    /// # let _ = tonight;
    /// # Ok::<(), silsilah::error::Error>(())
    /// ```
    pub fn frequencies_with(
        &self,
        articles: Vec<Article>,
        progress: &dyn Progress,
    ) -> Result<DocumentFrequencies> {
        self.on_threads(|| {
            let pages = self.pages(articles, progress)?;
            let (features, _) = self.features(&pages, progress)?;
            Ok(DocumentFrequencies::count(&features))
        })
    }

    /// How common things are in `features` and in the articles of the background.
    pub(super) fn frequencies_beside(&self, features: &[Features]) -> DocumentFrequencies {
        let own = DocumentFrequencies::count(features);
        if self.background.n_articles() == 0 {
            return own;
        }
        own.merge(self.background.clone())
    }
}
