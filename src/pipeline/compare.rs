//! Two articles, compared whether or not an index would have brought them together.
//!
//! **In** two articles. **Out** a run over the two, and the two laid side by side.

use super::{Pipeline, Run, Silent};
use crate::article::{Article, ArticleIdx};
use crate::candidates::{self, Candidate};
use crate::error::Result;
use crate::verify::{self, Collection, Match, Side, SideBySide};

/// Two articles, and what they are to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Where they stand in the run, in the order in which they were given.
    pub sides: [ArticleIdx; 2],
    /// What they are to each other, with `a` being the one that was given first; `None` if they are unrelated.
    pub found: Option<Match>,
    /// Sentence beside sentence, in the order in which they were given.
    pub side_by_side: SideBySide,
    /// Everything that was found about the two as a collection, in which they are sorted by id.
    pub run: Run,
}

impl Pipeline {
    /// Everything that can be told of two articles, which are compared whether or not an index would have
    /// brought them together.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    pub fn compare(&self, one: Article, other: Article) -> Result<Run> {
        let run = self.read_pages(vec![one, other], &|_| false, &Silent)?;
        self.compare_pages(run, &Silent, |features| {
            let mut found = candidates::find(features, &self.config.candidates);
            if found.pairs.is_empty() {
                found.pairs.push(Candidate {
                    a: ArticleIdx(0),
                    b: ArticleIdx(1),
                    found_by: Vec::new(),
                });
            }
            found
        })
    }

    /// Everything that can be told of two articles, laid side by side in the order in which they are given.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    ///
    /// # Examples
    /// ```
    /// use silsilah::article::Article;
    /// use silsilah::pipeline::{Config, Pipeline};
    /// use silsilah::verify::side_by_side::RowKind;
    ///
    /// let left = Article::new("kiri", "Banjir merendam tiga desa di hilir Sungai Lusi. Warga mengungsi ke balai desa.");
    /// let right = Article::new("kanan", "Banjir merendam tiga desa di hilir Sungai Lusi. Sekolah diliburkan.");
    /// let compared = Pipeline::new(Config::default())?.compare_side_by_side(left, right)?;
    ///
    /// let kinds: Vec<RowKind> = compared.side_by_side.rows.iter().map(|row| row.kind).collect();
    /// assert_eq!(kinds, [RowKind::Verbatim, RowKind::OnlyB, RowKind::OnlyA]);
    /// # Ok::<(), silsilah::error::Error>(())
    /// ```
    pub fn compare_side_by_side(&self, one: Article, other: Article) -> Result<Compared> {
        let first = one.id.clone();
        let run = self.compare(one, other)?;
        let turned = run.pages.first().is_some_and(|p| p.article.id != first);
        let sides = if turned { [1, 0] } else { [0, 1] }.map(ArticleIdx);
        let (features, _) = self.features(&run.pages, &Silent)?;
        let frequencies = self.frequencies_beside(&features);
        let [a, b] = sides.map(|idx| Side {
            page: &run.pages[idx.get()],
            features: &features[idx.get()],
        });
        let side_by_side = verify::side_by_side(a, b, &frequencies, &self.relations);
        let found = run.matches.first().map(|found| {
            if !turned {
                return found.clone();
            }
            // Reasons speak of the first and the second, so they are told anew from the other side.
            let pair = Candidate {
                a: sides[0],
                b: sides[1],
                found_by: found.found_by.clone(),
            };
            let collection = Collection::new(
                &features,
                std::slice::from_ref(&pair),
                &self.relations,
                frequencies,
            );
            let again = verify::verify(&pair, a, b, &collection, &self.config.verify);
            found.turned(again.map_or_else(Vec::new, |again| again.reasons))
        });
        Ok(Compared {
            sides,
            found,
            side_by_side,
            run,
        })
    }
}
