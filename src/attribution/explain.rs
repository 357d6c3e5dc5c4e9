//! Why a page was read as it was, as a result: for each claim its cues, links and the factors of its confidence; and each
//! name and cue that was looked at and not taken, with the reason.
//!
//! [`Parser::explain`](super::Parser::explain) gives it, in [`Attribution::explanation`](super::Attribution::explanation).

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Why a page was read as it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// What each claim rests on; parallel to the claims of the [`Attribution`](super::Attribution).
    pub claims: Vec<Grounds>,
    /// Names and cues that made no claim, by position.
    pub refused: Vec<Refusal>,
}

/// What a claim rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// The phrases of lexicons in its words, in order.
    pub cues: Vec<Cue>,
    /// How its names were put in order, from left to right; empty for one name.
    pub links: Vec<Link>,
    /// Names in its words that were looked at and not taken.
    pub passed_over: Vec<Refusal>,
    /// What its confidence is made of.
    pub factors: Factors,
}

/// A phrase of a lexicon on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Bytes of its words in the raw text.
    pub span: Range<usize>,
    /// The classes in which lexicons have it, in the order of docs/attribution.md.
    pub classes: Vec<&'static str>,
    /// Which names it takes, if it called for one: `any`, `cautious`, `medium` or `known`.
    pub takes: Option<&'static str>,
}

/// How a name hangs on the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes from the first of the two names to the end of the second.
    pub span: Range<usize>,
    /// The row of the link rule.
    pub step: Step,
}

/// The rows of the link rule; "nearer" and "farther" as seen from the outlet.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A list: the second is a branch of its own beside the first.
    ListSibling,
    /// A slash beside a relay: the second is nearer.
    SlashNearer,
    /// A slash beside a relay: the second is farther.
    SlashFarther,
    /// "via X": the second is nearer.
    ViaNearer,
    /// The second is the agent of a passive verb: nearer.
    PassiveNearer,
    /// An active copying verb goes on with the speech: the second is nearer.
    ActiveNearer,
    /// An active copying verb: the second is farther.
    ActiveFarther,
    /// "dari X": the second is farther.
    FromFarther,
    /// Words were given to the second: farther.
    RecipientFarther,
    /// A reporting noun behind a copying verb: the second is farther.
    NounFarther,
    /// A reporting verb behind the second: farther.
    VerbFarther,
}

impl Step {
    /// What it says, for people.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::ListSibling => "a list joins them: a branch for each",
            Self::SlashNearer => "a slash beside a relay: the second is nearer",
            Self::SlashFarther => "a slash beside a relay: the second is farther",
            Self::ViaNearer => "\"via\": the second is nearer",
            Self::PassiveNearer => "the second is the agent of a passive verb: nearer",
            Self::ActiveNearer => "an active verb goes on with the speech: the second is nearer",
            Self::ActiveFarther => "an active copying verb: the second is farther",
            Self::FromFarther => "\"from\": the second is farther",
            Self::RecipientFarther => "words were given to the second: farther",
            Self::NounFarther => "a reporting noun behind a copying verb: the second is farther",
            Self::VerbFarther => "a reporting verb behind the second: farther",
        }
    }
}

/// What a confidence is the product of, each `0.0..=1.0`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Factors {
    /// How often a claim of this relation and rule is right when nothing speaks against it.
    pub base: f64,
    /// How sure the reading of its names and of their order is.
    pub quality: f64,
    /// How much where it stands takes away.
    pub place: f64,
}

/// A name or cue that was looked at and made no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Bytes of its words in the raw text.
    pub span: Range<usize>,
    /// The registry's id, where the registry knows the words.
    pub id: Option<String>,
    /// Bytes of the cue before it, if one called for a name.
    pub cue: Option<Range<usize>>,
    /// Why.
    pub reason: Reason,
}

/// Why a name or cue made no claim.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The claim fell under the setting `attribution.min_confidence`.
    LowConfidence,
    /// The claim says again what another says.
    Repeated,
    /// It belongs to the credit of a picture.
    Picture,
    /// It is the outlet itself or of its network.
    OwnHouse,
    /// The cue is negated.
    Negated,
    /// A person or office is the one who cites.
    PersonCites,
    /// It begins like a person or an office, or holds a word of one.
    PersonOrOffice,
    /// It is a place or a country.
    Place,
    /// It is the word for a press release or a post, not a name.
    StatementWord,
    /// In this case and place it is an ordinary word or initials.
    OrdinaryWord,
    /// It is a part of a longer name.
    PartOfName,
    /// It is a part of a handle, as `@name`.
    Handle,
    /// The cue proves too little of a name that no registry knows and that does not look like a medium.
    WeakCue,
    /// In this place the words mean something else, as a state and not a paper.
    OtherSense,
    /// A platform that speaks as a company.
    PlatformSpeaks,
    /// A public body or platform that is not quoted as a source here.
    NoStatement,
    /// It tells who took the text over, or what others said in it.
    Spread,
    /// No cue speaks of it.
    NoCue,
    /// It stands where no credits are read: in a headline, a menu, a link.
    NotRead,
    /// The cue calls for a name, and none follows.
    NoName,
}

impl Reason {
    /// What it says, for people.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::LowConfidence => "below attribution.min_confidence",
            Self::Repeated => "said already by another claim",
            Self::Picture => "belongs to the credit of a picture",
            Self::OwnHouse => "the outlet itself, or of its network",
            Self::Negated => "the cue is negated",
            Self::PersonCites => "a person or office is the one who cites",
            Self::PersonOrOffice => "a person or an office",
            Self::Place => "a place or a country",
            Self::StatementWord => "the word for a press release or a post",
            Self::OrdinaryWord => "an ordinary word or initials, written so",
            Self::PartOfName => "a part of a longer name",
            Self::Handle => "a part of a handle",
            Self::WeakCue => "the cue proves too little of an unknown name",
            Self::OtherSense => "means something else in this place",
            Self::PlatformSpeaks => "a platform that speaks as a company",
            Self::NoStatement => "not quoted as a source here",
            Self::Spread => "took the text over, or is quoted in it",
            Self::NoCue => "no cue speaks of it",
            Self::NotRead => "stands where no credits are read",
            Self::NoName => "no name follows the cue",
        }
    }
}
