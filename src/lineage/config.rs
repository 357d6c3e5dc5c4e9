//! The weights of lineage evidence and the bar above which an order counts as decided.

use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// Weights in natural log-odds, and bars.
///
/// The defaults are judgements, not fits: each is set so that one clear piece of evidence of its kind decides a pair
/// in which all else is equal, and so that a credit outweighs likeness but not likeness, time and residue together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Probability that a parent must reach to be named; default 0.6. Below it the order is said to be undecided.
    pub min_probability: f64,
    /// An undecided parent with less probability than this is not listed at all; default 0.2.
    pub min_shown: f64,
    /// Minutes east of UTC for a time that states no offset; default 420 (Western Indonesia).
    pub assumed_offset_minutes: i32,
    /// Probability that the order of two stated times is wrong; default 0.03.
    pub clock_error: f64,
    /// The same where a time was only implied by the story's own dates; default 0.15.
    pub clock_error_text: f64,
    /// Weight of shared text: times the match's score and the mean of both coverages; default 3.0.
    pub text: f64,
    /// Weight of the difference of the two coverages; default 0.2.
    ///
    /// Small on purpose: on 33 real pairs whose direction a credit shows, the longer text was the source 16 times,
    /// so the length of a text tells next to nothing of who took from whom.
    pub containment: f64,
    /// Added to the log-odds of a credit's own confidence where the credited source is the candidate; default 2.5.
    pub credit: f64,
    /// Taken off for each hop between the page and the credited source; default 1.0.
    pub hop: f64,
    /// Taken off when the candidate parent itself credits the child's outlet; default 4.0.
    pub reverse_credit: f64,
    /// Taken off when both credit one source outside the collection, which explains what they share; default 2.0.
    pub common_credit: f64,
    /// What the credit of a quote weighs for a source outside the collection where older pages that share the text give it as well,
    /// and third pages were asked; default 0.5.
    pub shared_credit: f64,
    /// Taken off a page that does not give a credit which the child gives, where third pages were asked; default 1.0.
    pub missing_credit: f64,
    /// Taken off a credited source outside the collection when another item of it on the same story is inside;
    /// default 3.0.
    pub other_item: f64,
    /// Weight of credits by pages that share the text: times `ln(1 + w)` for a total likeness `w`; default 2.0.
    pub sibling_credit: f64,
    /// Added to what a page that credits a known source shares with one that credits nobody, for that source being where
    /// both have it from; default 1.0.
    pub supplier: f64,
    /// Added when a page carries promotion lines of the candidate's house; default 4.5.
    pub residue: f64,
    /// Added when the candidate's house leaks through in some other way (`X could not verify`); default 2.5.
    pub leak: f64,
    /// Taken off for each value stated differently in the same place; default 0.5.
    pub contradiction: f64,
    /// The most that contradictions can take off; default 2.0.
    pub max_contradiction: f64,
    /// Weight of equal headlines: times their similarity where it is at least one half; default 0.5.
    pub title: f64,
    /// Added when both pages are of one outlet; default 2.5.
    pub same_outlet: f64,
    /// Taken off every parent of a page that says it reported by itself; default 1.5.
    pub own_reporting: f64,
    /// Candidate articles kept for one child, best first; default 32.
    pub max_candidates: usize,
    /// Largest family whose pages are laid against one another; default 120. Beyond it, in families of fewer than five
    /// and outside families, two pages are judged by what they share alone.
    pub max_collated: usize,
    /// Largest group whose probabilities are computed over all trees (cubic time); default 200 pages. Beyond it
    /// each page is judged alone.
    pub max_exact: usize,
}

impl Config {
    /// [`assumed_offset_minutes`](Self::assumed_offset_minutes) as an offset; UTC if no clock of the world has it.
    #[must_use]
    pub fn assumed_offset(&self) -> Offset {
        let seconds = self.assumed_offset_minutes.saturating_mul(60);
        Offset::from_seconds(seconds).unwrap_or(Offset::UTC)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            min_probability: 0.6,
            min_shown: 0.2,
            assumed_offset_minutes: 420,
            clock_error: 0.03,
            clock_error_text: 0.15,
            text: 3.0,
            containment: 0.2,
            credit: 2.5,
            hop: 1.0,
            reverse_credit: 4.0,
            common_credit: 2.0,
            shared_credit: 0.5,
            missing_credit: 1.0,
            other_item: 3.0,
            sibling_credit: 2.0,
            supplier: 1.0,
            residue: 4.5,
            leak: 2.5,
            contradiction: 0.5,
            max_contradiction: 2.0,
            title: 0.5,
            same_outlet: 2.5,
            own_reporting: 1.5,
            max_candidates: 32,
            max_collated: 120,
            max_exact: 200,
        }
    }
}
