//! The results of attribution: claims, chains, and the outlet they start from.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::explain::Explanation;
use crate::article::Basis;

/// What a credit says of the text beside it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The whole text was taken over: "telah tayang di X".
    RepublishedFrom,
    /// A chain of two or more media in one cue: "dikutip Antara dari Anadolu".
    RelayedVia,
    /// One medium with a copying verb: "dilansir X".
    QuotedFrom,
    /// One medium with a reporting verb or noun: "X melaporkan".
    ReportedBy,
    /// A credit in head, byline or tail: "Sumber: X", "– Bernama".
    BylineCredit,
    /// An agency in the dateline: "JAKARTA (ANTARA) -".
    DatelineAgency,
    /// Words given to a medium: "kepada X".
    InterviewTo,
    /// A primary source: ministry, press release, post. It is the origin, not a hop.
    StatementOf,
    /// The credit of a picture or video.
    ImageCredit,
    /// The outlet's own work: "kepada" and the outlet's name.
    OwnReporting,
    /// "X could not verify": a trace of the house that wrote it.
    Caution,
    /// A denied report.
    Disputed,
    /// A link to another story.
    RelatedLink,
    /// The medium is what the text is about.
    SubjectMention,
}

impl Relation {
    /// Whether a claim of this relation makes a branch of the provenance chain.
    #[must_use]
    pub fn builds_branch(self) -> bool {
        self <= Self::InterviewTo
    }

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RepublishedFrom => "republished_from",
            Self::RelayedVia => "relayed_via",
            Self::QuotedFrom => "quoted_from",
            Self::ReportedBy => "reported_by",
            Self::BylineCredit => "byline_credit",
            Self::DatelineAgency => "dateline_agency",
            Self::InterviewTo => "interview_to",
            Self::StatementOf => "statement_of",
            Self::ImageCredit => "image_credit",
            Self::OwnReporting => "own_reporting",
            Self::Caution => "caution",
            Self::Disputed => "disputed",
            Self::RelatedLink => "related_link",
            Self::SubjectMention => "subject_mention",
        }
    }
}

/// A medium or primary source that a page names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The registry's id, or `unknown:<as written>`.
    pub id: String,
    /// The registry's name, or the name as written.
    pub name: String,
    /// The name as written on the page.
    pub surface: String,
}

impl Source {
    /// Whether the registry knows it.
    #[must_use]
    pub fn in_registry(&self) -> bool {
        !self.id.starts_with("unknown:")
    }
}

/// One credit on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What the credit says.
    pub relation: Relation,
    /// The far end of the chain it states; `None` where a link line names no medium.
    pub source: Option<Source>,
    /// The media between outlet and source, nearest to the outlet first.
    pub via: Vec<Source>,
    /// Bytes of the cue and the names in the raw text.
    pub span: Range<usize>,
    /// The date that follows, as written.
    pub date: Option<String>,
    /// That date, if it states or implies day, month and year: `2025-04-02`.
    pub date_iso: Option<String>,
    /// Probability that the claim is right, `0.0..=1.0`.
    pub confidence: f64,
    /// The rule that made it, as `relay` or `bracket`; docs/attribution.md lists them.
    pub rule: &'static str,
}

/// The provenance a page states, nearest hop first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The main branch; empty when the page credits nobody.
    pub main: Vec<String>,
    /// All branches; the main one first.
    pub branches: Vec<Vec<String>>,
    /// Primary sources behind the last hop, in order.
    pub origin: Vec<String>,
    /// Houses that leak through without being credited.
    pub implied: Vec<String>,
}

/// The publisher of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The registry's id, or `unknown:<as written>`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the record or the page said so.
    pub basis: Basis,
}

/// Everything a page says of where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// Its publisher, if known.
    pub outlet: Option<Outlet>,
    /// Credits, by position.
    pub claims: Vec<Claim>,
    /// The chain that the claims make.
    pub chain: Chain,
    /// Whether there is no lexicon for the page's language: then it says little that no credit was read.
    pub lacks_lexicon: bool,
    /// Why, if that was asked for: [`Parser::explain`](super::Parser::explain).
    pub explanation: Option<Box<Explanation>>,
}
