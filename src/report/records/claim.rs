//! `claims.jsonl`: every credit that a page gives, with the words it rests on.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Named, line, six};
use crate::article::ArticleIdx;
use crate::attribution::{Claim, Relation, Source};
use crate::report::{Format, Results};

/// One credit on a page. Lines are sorted by article, then position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    /// The article's id.
    pub article: String,
    /// What the credit says.
    pub relation: Relation,
    /// The far end of the chain that it states; null where a link line names no medium.
    pub source: Option<Named>,
    /// Ids of the media between outlet and source, nearest to the outlet first.
    pub via: Vec<String>,
    /// First code point of cue and names in the raw text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// These words.
    pub cue: String,
    /// The date that follows, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// That date as `YYYY-MM-DD`, if the page settles day, month and year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_iso: Option<String>,
    /// Probability that the claim is right.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// The rule that made it.
    pub rule: String,
}

impl From<&Source> for Named {
    fn from(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            name: source.name.clone(),
        }
    }
}

impl ClaimRecord {
    /// The record of a claim of article `idx`.
    #[must_use]
    pub fn new(results: &Results<'_>, idx: ArticleIdx, claim: &Claim) -> Self {
        let [start, end] = results.points(idx).range(&claim.span);
        let text = &results.page(idx).article.text;
        Self {
            article: results.id(idx).to_owned(),
            relation: claim.relation,
            source: claim.source.as_ref().map(Named::from),
            via: claim.via.iter().map(|source| source.id.clone()).collect(),
            start,
            end,
            cue: text[claim.span.clone()].to_owned(),
            date: claim.date.clone(),
            date_iso: claim.date_iso.clone(),
            confidence: six(claim.confidence),
            rule: claim.rule.to_owned(),
        }
    }
}

/// Writes `claims.jsonl`.
pub struct Claims;

impl Format for Claims {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        for (idx, _, attribution) in results.pages() {
            for claim in &attribution.claims {
                line(out, &ClaimRecord::new(results, idx, claim))?;
            }
        }
        Ok(())
    }
}
