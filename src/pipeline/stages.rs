//! Each stage over a whole collection.
//!
//! Every function here is a map over articles, a merge of partial counts, a join of pairs with their two articles, or
//! a map over groups; nothing looks at two texts that a candidate pair has not brought together. The maps run on all
//! threads of the pool they are called in and give their results in the order of what went in, so that no result
//! depends on which thread was first.

use rayon::prelude::*;

use super::config::Config;
use super::progress::{Progress, Stage};
use crate::article::{Article, ArticleId};
use crate::attribution::{Attribution, Parser};
use crate::candidates::Candidate;
use crate::clean::{self, CleanArticle, Cleaned, LineCounts, TemplateLines, outlet_key};
use crate::cluster::Family;
use crate::error::Result;
use crate::lineage::{self, Evidence, Lineage};
use crate::sketch::{self, CommonText, Features};
use crate::verify::{self, Collection, Match, Side};

/// Applies `work` to every item on all threads; results in the order of the items.
fn map<T: Send, U: Send>(
    stage: Stage,
    items: impl IndexedParallelIterator<Item = T>,
    progress: &dyn Progress,
    work: impl Fn(T) -> U + Sync + Send,
) -> Vec<U> {
    progress.begin(stage, Some(items.len() as u64));
    let results = items
        .map(|item| {
            let result = work(item);
            progress.advance(1);
            result
        })
        .collect();
    progress.end();
    results
}

/// The lines that each outlet repeats from page to page.
pub(super) fn template_lines(
    articles: &[Article],
    config: &Config,
    progress: &dyn Progress,
) -> TemplateLines {
    progress.begin(Stage::Template, Some(articles.len() as u64));
    let count = |mut counts: LineCounts, article: &Article| {
        counts.add(&outlet_key(article), &article.text);
        progress.advance(1);
        counts
    };
    // Sums do not depend on how the articles were divided among the threads.
    let merge = |mut left: LineCounts, right| {
        left.merge(right);
        left
    };
    let counts = articles
        .par_iter()
        .fold(LineCounts::new, count)
        .reduce(LineCounts::new, merge);
    let templates = counts.into_templates(&config.clean);
    progress.end();
    templates
}

/// Pages as typed spans.
pub(super) fn clean(
    articles: Vec<Article>,
    templates: &TemplateLines,
    config: &Config,
    progress: &dyn Progress,
) -> Vec<Cleaned> {
    map(
        Stage::Clean,
        articles.into_par_iter(),
        progress,
        |article| clean::clean(article, &config.clean, templates),
    )
}

/// Which articles are explained, by id.
pub(super) type Explained<'f> = dyn Fn(&ArticleId) -> bool + Sync + 'f;

/// What each page says of its sources.
pub(super) fn attribute(
    pages: &[CleanArticle],
    parser: &Parser,
    explained: &Explained<'_>,
    progress: &dyn Progress,
) -> Vec<Attribution> {
    map(Stage::Attribute, pages.par_iter(), progress, |page| {
        if explained(&page.article.id) {
            parser.explain(page)
        } else {
            parser.attribute(page)
        }
    })
}

/// Bodies as numbers.
pub(super) fn sketch(
    pages: &[CleanArticle],
    config: &Config,
    progress: &dyn Progress,
) -> Result<Vec<Features>> {
    map(Stage::Sketch, pages.par_iter(), progress, |page| {
        sketch::features(page, &config.sketch)
    })
    .into_iter()
    .collect()
}

/// Sets the common text of the collection aside; only bodies that have some are read again.
pub(super) fn set_aside(
    features: &mut [Features],
    pages: &[CleanArticle],
    config: &Config,
) -> Result<()> {
    let common = CommonText::find(features);
    let bodies = features.par_iter_mut().zip(pages);
    let having = bodies.filter(|(f, _)| common.is_in(f));
    having.try_for_each(|(f, page)| {
        *f = sketch::features_beside(page, &config.sketch, &common)?;
        Ok(())
    })
}

/// Tells the features whose text each article may be.
pub(super) fn credit(features: &mut [Features], attributions: &[Attribution]) {
    for (f, attribution) in features.iter_mut().zip(attributions) {
        let outlet = attribution.outlet.as_ref().map(|outlet| outlet.id.as_str());
        let hops = attribution.chain.branches.iter().flatten();
        f.credit(outlet, hops.map(String::as_str));
    }
}

/// Verified pairs; a pair that shares nothing worth telling is left out.
pub(super) fn verify(
    candidates: &[Candidate],
    pages: &[CleanArticle],
    features: &[Features],
    collection: &Collection<'_>,
    config: &Config,
    progress: &dyn Progress,
) -> Vec<Match> {
    map(Stage::Verify, candidates.par_iter(), progress, |pair| {
        let side = |i: usize| Side {
            page: &pages[i],
            features: &features[i],
        };
        let (a, b) = (side(pair.a.get()), side(pair.b.get()));
        verify::verify(pair, a, b, collection, &config.verify)
    })
    .into_iter()
    .flatten()
    .collect()
}

/// Who took from whom, group by group.
pub(super) fn lineage(
    pages: &[CleanArticle],
    attributions: &[Attribution],
    matches: &[Match],
    families: &[Family],
    config: &Config,
    progress: &dyn Progress,
) -> Lineage {
    let evidence = Evidence::new(pages, attributions, matches, families, &config.lineage);
    let groups = lineage::groups(&evidence);
    let parts = map(Stage::Lineage, groups.par_iter(), progress, |group| {
        lineage::infer_group(&evidence, group)
    });
    lineage::join(parts)
}
