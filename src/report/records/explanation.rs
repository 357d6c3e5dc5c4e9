//! `explanations.jsonl`: what each claim rests on, and why other names made no claim.

use std::io;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Named, line, six};
use crate::article::ArticleIdx;
use crate::attribution::explain::{Cue, Explanation, Grounds, Reason, Refusal, Step};
use crate::attribution::{Claim, Relation};
use crate::report::{Format, Results};

/// A line of the explanations. Lines are sorted by article; in it claims stand before what was refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum ExplanationRecord {
    /// What a claim rests on.
    Claim(GroundsRecord),
    /// A name or cue that made no claim.
    Refused(RefusalRecord),
}

/// What a claim rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroundsRecord {
    /// The article's id.
    pub article: String,
    /// First code point of the claim, as in `claims.jsonl`.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What the credit says.
    pub relation: Relation,
    /// The rule that made it.
    pub rule: String,
    /// Its names, nearest to the outlet first.
    pub names: Vec<Named>,
    /// The phrases of lexicons in its words, in order.
    pub cues: Vec<CueRecord>,
    /// How its names were put in order, from left to right; empty for one name.
    pub links: Vec<LinkRecord>,
    /// Names in its words that were looked at and not taken.
    pub passed_over: Vec<RefusalRecord>,
    /// What its confidence is made of.
    pub confidence: ConfidenceRecord,
}

/// A phrase of a lexicon on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CueRecord {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// These words.
    pub text: String,
    /// The classes in which lexicons have it.
    pub classes: Vec<String>,
    /// Which names it takes, if it called for one: `any`, `cautious`, `medium` or `known`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<String>,
}

/// How a name hangs on the one before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LinkRecord {
    /// First code point of the first of the two names.
    pub start: usize,
    /// One past the last code point of the second.
    pub end: usize,
    /// The row of the link rule.
    pub step: Step,
}

/// A name or cue that made no claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RefusalRecord {
    /// The article's id.
    pub article: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// These words.
    pub text: String,
    /// The registry's id, where the registry knows the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The cue before it, if one called for a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// A confidence and what it is the product of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ConfidenceRecord {
    /// Probability that the claim is right.
    #[schemars(range(min = 0, max = 1))]
    pub value: f64,
    /// How often a claim of this relation and rule is right when nothing speaks against it.
    #[schemars(range(min = 0, max = 1))]
    pub base: f64,
    /// How sure the reading of its names and of their order is.
    #[schemars(range(min = 0, max = 1))]
    pub quality: f64,
    /// How much where it stands takes away.
    #[schemars(range(min = 0, max = 1))]
    pub place: f64,
}

/// Makes the records of one article.
struct Writer<'w, 'r> {
    results: &'w Results<'r>,
    idx: ArticleIdx,
}

impl Writer<'_, '_> {
    fn words(&self, span: &Range<usize>) -> String {
        self.results.page(self.idx).article.text[span.clone()].to_owned()
    }

    fn claim(&self, claim: &Claim, grounds: &Grounds) -> GroundsRecord {
        let [start, end] = self.results.points(self.idx).range(&claim.span);
        let link = |link: &crate::attribution::explain::Link| {
            let [start, end] = self.results.points(self.idx).range(&link.span);
            let step = link.step;
            LinkRecord { start, end, step }
        };
        let factors = grounds.factors;
        GroundsRecord {
            article: self.results.id(self.idx).to_owned(),
            start,
            end,
            relation: claim.relation,
            rule: claim.rule.to_owned(),
            names: claim
                .via
                .iter()
                .chain(&claim.source)
                .map(Named::from)
                .collect(),
            cues: grounds.cues.iter().map(|cue| self.cue(cue)).collect(),
            links: grounds.links.iter().map(link).collect(),
            passed_over: grounds
                .passed_over
                .iter()
                .map(|r| self.refusal(r))
                .collect(),
            confidence: ConfidenceRecord {
                value: six(claim.confidence),
                base: six(factors.base),
                quality: six(factors.quality),
                place: six(factors.place),
            },
        }
    }

    fn cue(&self, cue: &Cue) -> CueRecord {
        let [start, end] = self.results.points(self.idx).range(&cue.span);
        CueRecord {
            start,
            end,
            text: self.words(&cue.span),
            classes: cue
                .classes
                .iter()
                .map(|class| (*class).to_owned())
                .collect(),
            takes: cue.takes.map(str::to_owned),
        }
    }

    fn refusal(&self, refusal: &Refusal) -> RefusalRecord {
        let [start, end] = self.results.points(self.idx).range(&refusal.span);
        RefusalRecord {
            article: self.results.id(self.idx).to_owned(),
            start,
            end,
            text: self.words(&refusal.span),
            id: refusal.id.clone(),
            cue: refusal.cue.as_ref().map(|cue| self.words(cue)),
            reason: refusal.reason,
        }
    }
}

/// Writes `explanations.jsonl`, for articles that were explained.
pub struct Explanations;

impl Format for Explanations {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        for (idx, _, attribution) in results.pages() {
            let Some(explanation) = &attribution.explanation else {
                continue;
            };
            let Explanation { claims, refused } = &**explanation;
            let writer = Writer { results, idx };
            for (claim, grounds) in attribution.claims.iter().zip(claims) {
                line(out, &ExplanationRecord::Claim(writer.claim(claim, grounds)))?;
            }
            for refusal in refused {
                line(out, &ExplanationRecord::Refused(writer.refusal(refusal)))?;
            }
        }
        Ok(())
    }
}
