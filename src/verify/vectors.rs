//! Vectors of sentences that somebody else's model has made: an optional tier that nothing requires.
//!
//! **In** the articles of a run with their features, and whoever has [`SentenceVectors`]. **Out** the same features
//! with a [`UnitVector`] for each sentence that was given one; the alignment then pairs sentences by meaning where their
//! words have too little in common. Without vectors nothing is done, and no figure of any pair is another.
//!
//! Cosines of two models cannot be held against one threshold: those of some lie between .7 and 1, whatever the two
//! sentences say, since all vectors have a large part in common. What the sentences of one language have in common is
//! their mean; it is taken away first, so that sentences that have nothing to do with each other come to about 0. It is
//! one mean for each language, since models keep languages apart too, and that part would hide a translation. Source:
//! J. Mu and P. Viswanath, "All-but-the-top: simple and effective postprocessing for word representations", 2018, of
//! which this is the first step.

mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use crate::clean::CleanArticle;
use crate::error::Warning;
use crate::sketch::{Features, UnitVector};
use crate::text::Lang;
use crate::verify::Side;
use crate::verify::side_by_side::sentence_spans;

pub use table::Table;

/// Whoever can tell the vectors of sentences: a [`Table`] that was read from a file, or a model of the caller's.
///
/// # Examples
/// A "model" for which two sentences mean the same if they are equally long:
/// ```
/// use std::ops::Range;
/// use silsilah::clean::CleanArticle;
/// use silsilah::pipeline::{Config, Pipeline};
/// use silsilah::sketch::UnitVector;
/// use silsilah::verify::vectors::SentenceVectors;
///
/// #[derive(Debug)]
/// struct Lengths;
///
/// impl SentenceVectors for Lengths {
///     fn vectors(&self, page: &CleanArticle, sentences: &[Range<usize>]) -> Vec<Option<UnitVector>> {
///         let vector = |span: &Range<usize>| {
///             let n = page.article.text[span.clone()].chars().count() as f32;
///             UnitVector::new(vec![n.cos(), n.sin()])
///         };
///         sentences.iter().map(vector).collect()
///     }
/// }
///
/// let pipeline = Pipeline::new(Config::default())?.with_vectors(Box::new(Lengths));
/// # let _ = pipeline;
/// # Ok::<(), silsilah::error::Error>(())
/// ```
pub trait SentenceVectors: fmt::Debug + Send + Sync {
    /// A vector for each of `sentences`, which are bytes of the raw text of `page`; `None` where there is none.
    ///
    /// All vectors of a run have one dimension; one that has another counts as none.
    fn vectors(&self, page: &CleanArticle, sentences: &[Range<usize>]) -> Vec<Option<UnitVector>>;
}

/// Sentences of a language from which it has a mean of its own.
const OWN_MEAN: usize = 4;

/// Sentences of a run from which there is a mean at all. Of fewer, what they have in common is what they say.
const LEAST_SENTENCES: usize = 8;

/// Squared length of a vector of which nothing is left.
const ROUNDING: f32 = 1e-6;

/// Gives every sentence of `features` the vector that `source` has for it, freed of what all of its language share.
///
/// `features` are parallel to `pages`. Returns what a reader of the result should know: articles and sentences without
/// a vector, for which words alone decide. Takes a few operations for each number of each vector.
pub fn attach(
    pages: &[CleanArticle],
    features: &mut [Features],
    source: &dyn SentenceVectors,
) -> Vec<Warning> {
    let (mut n_without, mut n_missing, mut n_sentences) = (0, 0, 0);
    let mut dimension = None;
    for (page, f) in pages.iter().zip(features.iter_mut()) {
        let spans = sentence_spans(&Side { page, features: f });
        let mut found = source.vectors(page, &spans);
        for vector in &mut found {
            let n = vector.as_ref().map(|v| v.as_slice().len());
            if n.is_some() && *dimension.get_or_insert(n) != n {
                *vector = None;
            }
        }
        found.resize(f.sentences.len(), None);
        let n_found = found.iter().flatten().count();
        if n_found == 0 {
            n_without += usize::from(!f.sentences.is_empty());
        } else {
            n_missing += found.len() - n_found;
            n_sentences += found.len();
            f.vectors = found;
        }
    }
    let mut warnings = Vec::new();
    let mut warn = |message: String| warnings.push(Warning::new(WARNING, "vectors", message));
    if n_without > 0 {
        let n = pages.len();
        warn(format!(
            "{n_without} of {n} articles have no vectors; for them words alone decide"
        ));
    }
    if n_missing > 0 {
        warn(format!(
            "{n_missing} of {n_sentences} sentences have no vector, though others of their articles have: print the \
             sentences of this very input"
        ));
    }
    if !centre(features) {
        warn(format!(
            "fewer than {LEAST_SENTENCES} sentences have vectors, too few to tell what all of them have in common; \
             words alone decide"
        ));
    }
    warnings
}

/// The code of warnings about vectors.
pub const WARNING: &str = "no-vectors";

/// Takes away from every vector the mean of its language; says whether there were enough for that. If not, there are no
/// vectors afterwards.
fn centre(features: &mut [Features]) -> bool {
    let mut sums: BTreeMap<Lang, Sum> = BTreeMap::new();
    let mut all = Sum::default();
    for f in features.iter() {
        for vector in f.vectors.iter().flatten() {
            sums.entry(f.lang).or_default().add(vector);
            all.add(vector);
        }
    }
    let enough = all.n >= LEAST_SENTENCES;
    let overall = all.mean();
    let means: BTreeMap<Lang, Vec<f64>> = sums
        .into_iter()
        .filter(|(_, sum)| sum.n >= OWN_MEAN)
        .map(|(lang, sum)| (lang, sum.mean()))
        .collect();
    for f in features {
        let mean = means.get(&f.lang).unwrap_or(&overall);
        for slot in &mut f.vectors {
            let centred = slot.take().filter(|_| enough).and_then(|v| {
                let numbers = v.as_slice().iter().zip(mean);
                let own: Vec<f32> = numbers.map(|(&x, m)| (f64::from(x) - m) as f32).collect();
                // What is left of a sentence that says what all say is rounding.
                let squares: f32 = own.iter().map(|x| x * x).sum();
                UnitVector::new(own).filter(|_| squares > ROUNDING)
            });
            *slot = centred;
        }
    }
    enough
}

/// A sum of vectors of one dimension.
#[derive(Default)]
struct Sum {
    n: usize,
    numbers: Vec<f64>,
}

impl Sum {
    fn add(&mut self, vector: &UnitVector) {
        self.n += 1;
        self.numbers.resize(vector.as_slice().len(), 0.0);
        for (sum, &x) in self.numbers.iter_mut().zip(vector.as_slice()) {
            *sum += f64::from(x);
        }
    }

    fn mean(self) -> Vec<f64> {
        let n = self.n.max(1) as f64;
        self.numbers.into_iter().map(|sum| sum / n).collect()
    }
}

/// Whether both articles have vectors.
pub(super) fn on_both(a: &Features, b: &Features) -> bool {
    !a.vectors.is_empty() && !b.vectors.is_empty()
}
