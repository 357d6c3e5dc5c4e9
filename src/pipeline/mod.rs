//! The stages joined: articles in, everything that can be told of them out.
//!
//! **In** [`Article`]s from anywhere. **Out** a [`Run`]: typed pages, claims and chains, verified pairs, families and
//! the lineage. This is the only place that uses threads; the result is the same for any number of them, since each
//! stage gives its results in the order of what went in and articles are sorted by id before the first.
//!
//! ```text
//! articles ─ template lines ─ clean ─┬─ attribute ──────────────────────────────┬─ lineage
//!                                    └─ sketch ─ candidates ─ verify ─ cluster ─┘
//! ```

mod compare;
pub mod config;
pub mod dedup;
mod facts;
mod frequencies;
mod measure;
pub mod progress;
mod sentences;
mod spun;
mod stages;

use std::num::NonZeroUsize;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::article::{Article, ArticleId};
use crate::attribution::{Attribution, Lexicons, Parser, Registry};
use crate::candidates::{self, Candidates, DocumentFrequencies};
use crate::clean::CleanArticle;
use crate::cluster::{self, Family};
use crate::error::{Error, Result, Warning};
use crate::lineage::Lineage;
use crate::sketch::Relations;
use crate::text::related::WordList;
use crate::verify::vectors::SentenceVectors;
use crate::verify::{self, Collection, Match, Spin};

pub use compare::Compared;
pub use config::Config;
pub use measure::{Asked, Measured};
pub use progress::{Progress, Silent, Stage};
pub use sentences::Sentences;

/// Every stage with its settings, ready to run; built once and used for any number of collections.
///
/// # Examples
/// ```
/// use silsilah::article::Article;
/// use silsilah::lineage::{CreditLabel, Parent};
/// use silsilah::pipeline::{Config, Pipeline};
///
/// let story = "Jembatan gantung di Desa Tirta ambruk pada Selasa pagi setelah hujan lebat mengguyur lereng gunung. \
///     Menurut kepala desa, Sugeng Raharjo, 340 keluarga kini memutar sejauh sepuluh kilometer lewat jalan hutan. \
///     Jembatan baru senilai Rp4,2 miliar baru dapat dianggarkan tahun depan";
/// let mut wire = Article::new("kawat", format!("SEMARANG (ANTARA) - {story}."));
/// wire.outlet = Some("antara".to_owned());
/// wire.published = Some("2025-03-04T07:05:00+07:00".to_owned());
/// let mut copy = Article::new("koran", format!("{story}, dikutip dari Antara."));
/// copy.outlet = Some("koranpagi.example".to_owned());
/// copy.published = Some("2025-03-04T09:10:00+07:00".to_owned());
///
/// let run = Pipeline::new(Config::default())?.trace(vec![copy, wire])?;
///
/// let edge = &run.lineage.edges[0];
/// assert_eq!(run.pages[edge.child.get()].article.id.as_str(), "koran");
/// assert!(matches!(edge.parent, Parent::Article(wire) if run.pages[wire.get()].article.id.as_str() == "kawat"));
/// assert_eq!(edge.credit, CreditLabel::CreditedMatched);
/// # Ok::<(), silsilah::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Pipeline {
    config: Config,
    parser: Parser,
    /// Which words may stand for which.
    relations: Relations,
    /// How common things are in other articles.
    background: DocumentFrequencies,
    /// Vectors of sentences, where the caller has them.
    vectors: Option<Box<dyn SentenceVectors>>,
    /// Threads of its own; without them the stages run on those that all of the program shares.
    pool: Option<ThreadPool>,
}

/// Everything that was found about a collection.
///
/// An [`ArticleIdx`](crate::article::ArticleIdx) in any of the fields is a place in `pages`, which are sorted by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The articles with typed spans, sorted by id.
    pub pages: Vec<CleanArticle>,
    /// What each page says of its sources; one for each of `pages`.
    pub attributions: Vec<Attribution>,
    /// How many pairs each generator of candidates proposed; a pair may be proposed by several.
    pub candidates_by_generator: Vec<(&'static str, usize)>,
    /// How many pairs were verified.
    pub n_candidates: usize,
    /// How spun each page reads, one for each of `pages`; `None` where nothing tells, and empty if pages were not
    /// compared.
    pub spins: Vec<Option<Spin>>,
    /// Pairs that share something, sorted.
    pub matches: Vec<Match>,
    /// Groups of articles at the levels copy, family and story.
    pub families: Vec<Family>,
    /// Who took from whom.
    pub lineage: Lineage,
    /// What a reader of the result should know, by article.
    pub warnings: Vec<Warning>,
}

impl Pipeline {
    /// A pipeline that knows the outlets and agencies of the built-in registry.
    ///
    /// # Errors
    /// If a setting is out of its range.
    pub fn new(config: Config) -> Result<Self> {
        Self::with_registry(config, Registry::builtin()?)
    }

    /// A pipeline that knows the outlets and agencies of `registry`.
    ///
    /// # Errors
    /// If a setting is out of its range.
    pub fn with_registry(config: Config, registry: Registry) -> Result<Self> {
        Ok(Self::with_data(config, registry, &Lexicons::builtin()?))
    }

    /// A pipeline that knows the outlets and agencies of `registry` and reads credits with `lexicons`.
    #[must_use]
    pub fn with_data(config: Config, registry: Registry, lexicons: &Lexicons) -> Self {
        let parser = Parser::with_lexicons(registry, lexicons, config.attribution.clone());
        Self {
            config,
            parser,
            relations: Relations::builtin(),
            background: DocumentFrequencies::default(),
            vectors: None,
            pool: None,
        }
    }

    /// The same pipeline with vectors for sentences, by which sentences of one meaning are found when they have few
    /// words in common. Nothing requires them.
    #[must_use]
    pub fn with_vectors(mut self, vectors: Box<dyn SentenceVectors>) -> Self {
        self.vectors = Some(vectors);
        self
    }

    /// The same pipeline with more words that may stand for one another, beside the built-in ones: those of a thesaurus
    /// or of a dictionary.
    ///
    /// # Examples
    /// ```
    /// use silsilah::pipeline::{Config, Pipeline};
    /// use silsilah::text::{Lang, related::WordList};
    ///
    /// let words = WordList::tsv("words.tsv", b"landslide\ttanah longsor\n", [Lang::EN, Lang::ID])?;
    /// let pipeline = Pipeline::new(Config::default())?.with_words(&words);
    /// # let _ = pipeline;
    /// # Ok::<(), silsilah::error::Error>(())
    /// ```
    #[must_use]
    pub fn with_words(mut self, words: &WordList) -> Self {
        self.relations.add(words);
        self
    }

    /// The same pipeline on `n_threads` threads of its own.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the system does not give that many threads.
    pub fn with_jobs(mut self, n_threads: NonZeroUsize) -> Result<Self> {
        let pool = ThreadPoolBuilder::new()
            .num_threads(n_threads.get())
            .build()
            .map_err(|cause| Error::value("jobs", format!("{n_threads}: {cause}")))?;
        self.pool = Some(pool);
        Ok(self)
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the pipeline knows of outlets and agencies.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        self.parser.registry()
    }

    /// Everything that can be told of `articles`: the main job.
    ///
    /// Takes time linear in the text but for the pairs, of which there are at most a constant number for each article.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if two articles have one id, or a setting is out of its
    /// range.
    pub fn trace(&self, articles: Vec<Article>) -> Result<Run> {
        self.trace_with(articles, &Silent)
    }

    /// [`trace`](Self::trace), with `progress` told of each stage.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    pub fn trace_with(&self, articles: Vec<Article>, progress: &dyn Progress) -> Result<Run> {
        self.on_threads(|| {
            let run = self.read_pages(articles, &|_| false, progress)?;
            self.compare_pages(run, progress, |features| {
                candidates::find(features, &self.config.candidates)
            })
        })
    }

    /// What each of `articles` says of its sources; no two are compared.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    pub fn attribute_with(&self, articles: Vec<Article>, progress: &dyn Progress) -> Result<Run> {
        self.on_threads(|| self.read_pages(articles, &|_| false, progress))
    }

    /// The same, with the reasons for those articles whose id `explained` says.
    ///
    /// # Errors
    /// Those of [`trace`](Self::trace).
    pub fn explain_with(
        &self,
        articles: Vec<Article>,
        explained: impl Fn(&ArticleId) -> bool + Sync,
        progress: &dyn Progress,
    ) -> Result<Run> {
        self.on_threads(|| self.read_pages(articles, &explained, progress))
    }

    /// Runs `work` on the threads of this pipeline.
    fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// The stages that look at one page at a time.
    fn read_pages(
        &self,
        articles: Vec<Article>,
        explained: &stages::Explained<'_>,
        progress: &dyn Progress,
    ) -> Result<Run> {
        let articles = sorted(articles)?;
        let templates = stages::template_lines(&articles, &self.config, progress);
        let cleaned = stages::clean(articles, &templates, &self.config, progress);
        let mut run = Run::default();
        for one in cleaned {
            run.pages.push(one.page);
            run.warnings.extend(one.warnings);
        }
        run.attributions = stages::attribute(&run.pages, &self.parser, explained, progress);
        Ok(run)
    }

    /// The stages that look at pairs and groups of pages; `propose` names the pairs.
    fn compare_pages(
        &self,
        mut run: Run,
        progress: &dyn Progress,
        propose: impl FnOnce(&[crate::sketch::Features]) -> Candidates,
    ) -> Result<Run> {
        let config = &self.config;
        let (mut features, warnings) = self.features(&run.pages, progress)?;
        run.warnings.extend(warnings);
        stages::credit(&mut features, &run.attributions);
        let found = timed(Stage::Candidates, progress, || propose(&features));
        let frequencies = self.frequencies_beside(&features);
        let collection = Collection::new(&features, &found.pairs, &self.relations, frequencies);
        let spins = features.iter().map(|f| verify::spin(f, &self.relations));
        run.spins = spins.collect();
        run.warnings.extend(spun::warnings(&run));
        run.matches = stages::verify(
            &found.pairs,
            &run.pages,
            &features,
            &collection,
            config,
            progress,
        );
        run.n_candidates = found.pairs.len();
        run.candidates_by_generator = found.counts_by_generator;
        run.warnings.extend(found.warnings);
        run.families = timed(Stage::Cluster, progress, || {
            cluster::families(run.pages.len(), &run.matches, &config.cluster)
        });
        run.lineage = stages::lineage(
            &run.pages,
            &run.attributions,
            &run.matches,
            &run.families,
            config,
            progress,
        );
        Ok(run)
    }
}

/// A stage that is one step.
fn timed<T>(stage: Stage, progress: &dyn Progress, work: impl FnOnce() -> T) -> T {
    progress.begin(stage, None);
    let result = work();
    progress.end();
    result
}

/// `articles` by id, which gives them the places that all results speak of.
fn sorted(mut articles: Vec<Article>) -> Result<Vec<Article>> {
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    match articles.windows(2).find(|pair| pair[0].id == pair[1].id) {
        Some(pair) => Err(Error::value(
            "articles",
            format!(
                "two have the id {:?}; ids are unique in a collection",
                pair[0].id.as_str()
            ),
        )),
        None => Ok(articles),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Twenty pages in five stories of four; each page has a sentence of its own.
    fn pages() -> Vec<Article> {
        let page = |i: usize| {
            let (story, version) = (i % 5, i / 5);
            let sentence = |j: usize| {
                let word = |k: usize| format!("kata{story}{}", (story * 31 + j * 7 + k * 3) % 50);
                (0..12).map(word).collect::<Vec<_>>().join(" ")
            };
            let text: Vec<String> = (0..8).map(sentence).collect();
            let text = format!(
                "{}. Versi {version} dari redaksi kami.",
                text.join(" dan yang di ini. ")
            );
            Article::new(format!("{story}-{version}"), text)
        };
        (0..20).map(page).collect()
    }

    #[test]
    fn a_run_does_not_depend_on_threads_or_order() {
        let pipeline = Pipeline::new(Config::default()).unwrap();
        let expected = pipeline.trace(pages()).unwrap();
        assert!(!expected.matches.is_empty());
        let backwards: Vec<Article> = pages().into_iter().rev().collect();
        for n_threads in [1, 3] {
            let pipeline = Pipeline::new(Config::default()).unwrap();
            let pipeline = pipeline
                .with_jobs(NonZeroUsize::new(n_threads).unwrap())
                .unwrap();
            assert_eq!(
                pipeline.trace(backwards.clone()).unwrap(),
                expected,
                "{n_threads}"
            );
        }
    }

    #[test]
    fn ids_are_unique() {
        let pipeline = Pipeline::new(Config::default()).unwrap();
        let twice = vec![Article::new("a", "satu"), Article::new("a", "dua")];
        let error = pipeline.trace(twice).unwrap_err().to_string();
        assert_eq!(
            error,
            "articles: two have the id \"a\"; ids are unique in a collection"
        );
    }

    #[test]
    fn nothing_in_gives_nothing_out() {
        let pipeline = Pipeline::new(Config::default()).unwrap();
        let run = pipeline.trace(Vec::new()).unwrap();
        assert_eq!(
            (run.pages.len(), run.matches.len(), run.families.len()),
            (0, 0, 0)
        );
    }
}
