//! What a page *says* of its sources: claims with spans, and the chain they make.
//!
//! **In** a [`CleanArticle`]. **Out** its [`Attribution`]. A cue ("dikutip", "according to") licenses the names beside
//! it; the link rule orders the names of one sentence; credits in the dateline and the tail speak for the whole page.
//! Every word and phrase is data (`lexicons/`, `outlets.jsonl`). docs/attribution.md tells the grammar in full.
//!
//! Imports only [`clean`](crate::clean) and [`text`](crate::text): what a page says must not be bent by what it
//! resembles.

mod assemble;
mod behind;
pub mod claim;
mod corefer;
mod credits;
mod dateline;
mod draft;
mod elsewhere;
pub mod explain;
mod explainer;
mod gap;
mod image;
mod label;
mod lexicon;
pub mod lexicon_check;
pub mod lexicons;
mod link;
mod mode;
mod name;
mod networks;
mod outlet;
mod phrases;
pub mod registry;
pub mod registry_check;
mod repair;
mod run;
mod scan;
mod sentence;
mod slot;
mod subject;
mod tail;
#[cfg(test)]
mod tests;
mod trace;
mod trap;
mod vocabulary;

pub use claim::{Attribution, Chain, Claim, Outlet, Relation, Source};
pub use explain::Explanation;
pub use lexicons::Lexicons;
pub use registry::Registry;

use serde::{Deserialize, Serialize};

use crate::article::{Span, SpanKind};
use crate::clean::CleanArticle;
use crate::error::Result;
use crate::text::sentences::sentences;
use draft::Draft;
use explain::Reason;
use lexicon::Class;
use scan::{Scan, words_of};
use sentence::{Sentence, Trap};
use slot::Reader;
use trace::Trace;
use vocabulary::Vocabulary;

/// Settings of attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Claims below this confidence are dropped, `0.0..=1.0`. Default 0.3: nothing but unnamed media in odd places.
    pub min_confidence: f64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            min_confidence: 0.3,
        }
    }
}

/// Reads credits; built once, used from any number of threads.
///
/// Building takes about 20 ms; a page of 400 words takes well below a millisecond.
///
/// # Examples
/// ```
/// use silsilah::attribution::{Config, Parser, Registry};
/// use silsilah::article::Article;
/// use silsilah::clean::{self, TemplateLines};
///
/// let parser = Parser::new(Registry::builtin()?, Config::default())?;
/// let mut article = Article::new("1", "Jembatan itu dibuka lagi, seperti dikutip Antara dari Anadolu, Rabu (2/4/2025).");
/// article.outlet = Some("kompas".to_owned());
/// let page = clean::clean(article, &clean::Config::default(), &TemplateLines::none()).page;
/// let attribution = parser.attribute(&page);
/// assert_eq!(attribution.chain.main, ["antara", "anadolu"]);
/// # Ok::<(), silsilah::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    registry: Registry,
    vocabulary: Vocabulary,
    config: Config,
}

impl Parser {
    /// A parser that knows the names of `registry` and the built-in lexicons.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if a built-in lexicon is not of its form.
    pub fn new(registry: Registry, config: Config) -> Result<Self> {
        Ok(Self::with_lexicons(registry, &Lexicons::builtin()?, config))
    }

    /// A parser that knows the names of `registry` and the phrases of `lexicons`.
    #[must_use]
    pub fn with_lexicons(registry: Registry, lexicons: &Lexicons, config: Config) -> Self {
        let vocabulary = Vocabulary::new(&registry, lexicons.as_slice());
        Self {
            registry,
            vocabulary,
            config,
        }
    }

    /// The registry in use.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Everything `page` says of where it comes from.
    ///
    /// Pure: the same page gives the same result. Costs one pass over the words, plus work for each cue.
    #[must_use]
    pub fn attribute(&self, page: &CleanArticle) -> Attribution {
        self.read(page, &Trace::OFF)
    }

    /// The same, with the reasons: what each claim rests on, and why other names were refused.
    ///
    /// Gives the claims and the chain of [`attribute`](Self::attribute).
    #[must_use]
    pub fn explain(&self, page: &CleanArticle) -> Attribution {
        self.read(page, &Trace::on())
    }

    fn read(&self, page: &CleanArticle, trace: &Trace) -> Attribution {
        let text = page.article.text.as_str();
        let (outlet, house) = outlet::outlet_of(page, &self.registry);
        let tokens = words_of(text);
        let scan = Scan::new(text, &tokens, page.lang, &self.vocabulary);
        let reader = Reader {
            registry: &self.registry,
            scan: &scan,
            house: &house,
            lang: page.lang,
            local: &[],
            trace,
        };
        let mut drafts = read(&reader, page);
        let local = corefer::local_names(&reader, &drafts);
        if !local.is_empty() {
            // What a strong cue showed to be a medium is known behind a weak one as well.
            let local = &local;
            trace.forget();
            drafts = read(&Reader { local, ..reader }, page);
        }
        corefer::unify(&reader, &mut drafts);
        let claims = assemble::claims(&reader, page, drafts, self.config.min_confidence);
        let chain = assemble::chain(&reader, page, &claims);
        let explanation = trace
            .notes()
            .map(|notes| Box::new(explainer::explain(&reader, page, &claims, &notes)));
        Attribution {
            outlet,
            claims,
            chain,
            lacks_lexicon: !self.vocabulary.knows(page.lang),
            explanation,
        }
    }
}

/// Reads every stretch of a page.
fn read(reader: &Reader<'_, '_>, page: &CleanArticle) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for span in &page.spans {
        read_span(reader, span, &mut drafts);
    }
    credits::read(reader, page, &mut drafts);
    image::read(reader, page, &mut drafts);
    drafts
}

/// Reads the sentences of a stretch of prose; other stretches have readers of their own.
fn read_span(reader: &Reader<'_, '_>, span: &Span, drafts: &mut Vec<Draft>) {
    if span.kind == SpanKind::Related {
        drafts.extend(credits::related(reader, span));
    }
    if span.kind != SpanKind::Body {
        return;
    }
    let mut spoken: Option<usize> = None;
    for range in sentences(reader.scan.text, span.range()) {
        let words = reader.scan.within(range.start, range.end);
        let goes_on = words
            .clone()
            .any(|i| reader.scan.words[i].cue.has(Class::SaidHe));
        let read = sentence::read(reader, words);
        let before = drafts.len();
        drafts.extend(link::claims(reader, &read));
        if goes_on {
            relay_speech(drafts, spoken, before);
        }
        spoken = last_interview(drafts, before).or(spoken.filter(|_| drafts.len() == before));
        drafts.extend(trapped(reader, &read));
    }
}

/// The interview that ends the claims from `from` on, if it names no relay.
fn last_interview(drafts: &[Draft], from: usize) -> Option<usize> {
    let last = drafts.len().checked_sub(1).filter(|&last| last >= from)?;
    (drafts[last].relation == Relation::InterviewTo && drafts[last].via.is_empty()).then_some(last)
}

/// "… kata X kepada A. '…,' ujarnya, dilansir B.": the speech goes on, so B relayed all of it.
fn relay_speech(drafts: &mut [Draft], spoken: Option<usize>, from: usize) {
    let Some(spoken) = spoken else { return };
    let relay = drafts[from..]
        .first()
        .filter(|d| d.relation == Relation::QuotedFrom && d.via.is_empty());
    if let Some(relay) = relay
        .map(|d| d.source.clone())
        .filter(|r| *r != drafts[spoken].source)
    {
        drafts[spoken].via = vec![relay];
    }
}

/// The labels of a sentence that are no sources.
fn trapped(reader: &Reader<'_, '_>, sentence: &Sentence) -> Vec<Draft> {
    let draft = |(trap, mention, words): &(Trap, slot::Mention, std::ops::Range<usize>)| {
        let (relation, rule) = match trap {
            Trap::Own => (Relation::OwnReporting, "own-request"),
            Trap::Caution => (Relation::Caution, "caution"),
            Trap::Disputed => (Relation::Disputed, "denial"),
            Trap::Subject => (Relation::SubjectMention, "event"),
            Trap::Statement => (Relation::StatementOf, "statement"),
        };
        if mention.own && relation != Relation::OwnReporting {
            return reader.trace.refuse(words.clone(), Reason::OwnHouse);
        }
        if relation == Relation::OwnReporting && !mention.own {
            return None;
        }
        Some(Draft {
            relation,
            source: mention.source.clone(),
            via: Vec::new(),
            words: words.clone(),
            shown: false,
            quality: mention.quality,
            rule,
        })
    };
    sentence.traps.iter().filter_map(draft).collect()
}
