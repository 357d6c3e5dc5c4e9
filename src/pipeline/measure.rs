//! The figures of labelled pairs, for fitting the score: what `verify` rests on, without a verdict.

use std::collections::BTreeMap;

use crate::article::{Article, ArticleIdx};
use crate::candidates::{self, Candidate};
use crate::error::{Error, Result};
use crate::pipeline::{Pipeline, Silent, stages};
use crate::verify::figures::Figures;
use crate::verify::{self, Collection, Side, Tongue};

/// Which pairs of a collection are measured.
#[derive(Clone, Debug)]
pub enum Asked<'p> {
    /// These, by the ids of their articles.
    Pairs(&'p [(String, String)]),
    /// Every pair that a generator of candidates proposes.
    Candidates,
}

/// The figures of one pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// One article.
    pub a: String,
    /// The other.
    pub b: String,
    /// What their languages let be seen.
    pub tongue: Tongue,
    /// The figures.
    pub figures: Figures,
}

impl Pipeline {
    /// The figures of pairs of `articles`, in the order asked for; a pair with an empty body has none and is left out.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace), and an id that no article has.
    pub fn measure(&self, articles: Vec<Article>, asked: &Asked<'_>) -> Result<Vec<Measured>> {
        self.on_threads(|| {
            let run = self.read_pages(articles, &|_| false, &Silent)?;
            let pages = run.pages;
            let (mut features, _) = self.features(&pages, &Silent)?;
            stages::credit(&mut features, &run.attributions);
            let proposed = candidates::find(&features, &self.config.candidates).pairs;
            let frequencies = self.frequencies_beside(&features);
            let collection = Collection::new(&features, &proposed, &self.relations, frequencies);
            let place: BTreeMap<&str, usize> = pages
                .iter()
                .enumerate()
                .map(|(i, page)| (page.article.id.as_str(), i))
                .collect();
            let find = |id: &str| {
                let unknown = || Error::value("pairs", format!("no article has the id {id:?}"));
                place.get(id).copied().ok_or_else(unknown)
            };
            let pairs = match asked {
                Asked::Candidates => proposed,
                Asked::Pairs(pairs) => pairs
                    .iter()
                    .map(|(a, b)| {
                        let (a, b) = (find(a)?, find(b)?);
                        Ok(Candidate {
                            a: ArticleIdx(a.min(b) as u32),
                            b: ArticleIdx(a.max(b) as u32),
                            found_by: Vec::new(),
                        })
                    })
                    .collect::<Result<_>>()?,
            };
            let side = |i: usize| Side {
                page: &pages[i],
                features: &features[i],
            };
            let id = |i: ArticleIdx| pages[i.get()].article.id.as_str().to_owned();
            let measured = pairs.iter().filter_map(|pair| {
                let (a, b) = (side(pair.a.get()), side(pair.b.get()));
                let (tongue, figures) = verify::measure(pair, a, b, &collection)?;
                Some(Measured {
                    a: id(pair.a),
                    b: id(pair.b),
                    tongue,
                    figures,
                })
            });
            Ok(measured.collect())
        })
    }
}
