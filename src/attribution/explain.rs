//! Why a page was read as it was: for each claim its cues, links and the factors of its confidence; and each name and
//! cue that was looked at and not taken, with the reason.
//!
//! **In** the notes of a reading ([`trace`](super::trace)) and its claims. **Out** an [`Explanation`]. A note belongs to
//! the claim in whose words it lies. What no claim covers is refused; a name of the registry that no reader looked at is
//! refused by where it stands, so that none is passed over in silence.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::claim::{Claim, Source};
use super::slot::{Mode, Reader};
use super::trace::Note;
use crate::article::SpanKind;
use crate::clean::CleanArticle;

/// Most words between a cue and a name that it is told of.
const REACH: usize = 7;

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

/// The explanation of `claims`, which were read from `page` with these `notes`.
pub(super) fn explain(
    reader: &Reader<'_, '_>,
    page: &CleanArticle,
    claims: &[Claim],
    notes: &[Note],
) -> Explanation {
    let explainer = Explainer {
        reader,
        page,
        notes,
    };
    let mut refusals = explainer.refusals();
    refusals.retain(|r| !claims.iter().any(|claim| explainer.settled(claim, r)));
    let grounds = claims.iter().map(|claim| {
        let passed_over = refusals.extract_if(.., |r| inside(claim, r)).collect();
        explainer.grounds(claim, passed_over)
    });
    let claims = grounds.collect();
    Explanation {
        claims,
        refused: refusals,
    }
}

/// Whether the words of `refusal` lie in those of `claim`.
fn inside(claim: &Claim, refusal: &Refusal) -> bool {
    claim.span.start <= refusal.span.start && refusal.span.end <= claim.span.end
}

/// What an explanation is made from.
struct Explainer<'e, 'p, 't> {
    reader: &'e Reader<'p, 't>,
    page: &'e CleanArticle,
    notes: &'e [Note],
}

impl Explainer<'_, '_, '_> {
    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let all = &self.reader.scan.words;
        let end = words.end.saturating_sub(1).max(words.start);
        all[words.start].start..all[end].end
    }

    /// Whether `claim` took after all what one reader refused: its own name, or a cue with its name.
    fn settled(&self, claim: &Claim, refusal: &Refusal) -> bool {
        let written = &self.reader.scan.text[refusal.span.clone()];
        let sources = claim.source.iter().chain(&claim.via);
        let own = |s: &Source| s.surface.contains(written) || written.contains(&s.surface);
        inside(claim, refusal) && (refusal.reason == Reason::NoName || sources.map(own).any(|x| x))
    }

    /// What `claim` rests on.
    fn grounds(&self, claim: &Claim, passed_over: Vec<Refusal>) -> Grounds {
        let sources = || claim.source.iter().chain(&claim.via);
        let words = self.reader.scan.within(claim.span.start, claim.span.end);
        let links = self.notes.iter().filter_map(|note| match note {
            Note::Linked {
                words: linked,
                step,
            } if words.start <= linked.start && linked.end <= words.end => Some(Link {
                span: self.bytes(linked),
                step: *step,
            }),
            _ => None,
        });
        let factors = self.notes.iter().rev().find_map(|note| match note {
            Note::Claimed { claim: c, factors }
                if c.words == words
                    && c.relation == claim.relation
                    && Some(&c.source) == claim.source.as_ref()
                    && c.via == claim.via =>
            {
                Some(*factors)
            }
            _ => None,
        });
        Grounds {
            links: links.collect(),
            cues: self.cues(words, sources().map(|s| s.surface.as_str()).collect()),
            passed_over,
            factors: factors.unwrap_or_default(),
        }
    }

    /// The phrases of lexicons in `words`, but for those that are parts of a name of `names`.
    fn cues(&self, words: Range<usize>, names: Vec<&str>) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut i = words.start;
        while i < words.end {
            let word = &self.reader.scan.words[i];
            let cue = i..(i + usize::from(word.cue_len).max(1)).min(words.end);
            i = cue.end;
            let span = self.bytes(&cue);
            let written = &self.reader.scan.text[span.clone()];
            if word.cue.is_empty() || names.iter().any(|name| name.contains(written)) {
                continue;
            }
            let mode = self.notes.iter().find_map(|note| match note {
                Note::Slot { cue: called, mode } if *called == cue => Some(*mode),
                _ => None,
            });
            cues.push(Cue {
                span,
                classes: word.cue.keys().collect(),
                takes: mode.map(name_of),
            });
        }
        cues
    }

    /// Names and cues that were refused, each once, by position.
    fn refusals(&self) -> Vec<Refusal> {
        let mut found: Vec<(Range<usize>, Reason)> = Vec::new();
        for note in self.notes {
            if let Note::Refused { words, reason } = note {
                found.push((words.clone(), *reason));
            }
        }
        self.unread_names(&mut found);
        self.empty_slots(&mut found);
        // Of several reasons for the same words the one that stands first in the list of reasons says most.
        found.sort_by_key(|(words, reason)| (words.start, std::cmp::Reverse(words.end), *reason));
        let mut kept: Vec<(Range<usize>, Reason)> = Vec::new();
        for (words, reason) in found {
            if kept.iter().all(|(k, _)| k.end <= words.start) {
                kept.push((words, reason));
            }
        }
        kept.into_iter().map(|(w, r)| self.refusal(&w, r)).collect()
    }

    fn refusal(&self, words: &Range<usize>, reason: Reason) -> Refusal {
        let scan = self.reader.scan;
        let near = |cue: &Range<usize>| cue.end <= words.start && words.start - cue.end <= REACH;
        let turned = self.notes.iter().find_map(|note| match note {
            Note::Turned { cue, reason } if near(cue) => Some((cue, *reason)),
            _ => None,
        });
        let called = self.notes.iter().rev().find_map(|note| match note {
            Note::Slot { cue, .. } if near(cue) => Some(cue),
            _ => None,
        });
        let (cue, reason) = match turned {
            Some((cue, why)) if reason == Reason::NoCue => (Some(cue), why),
            _ => (called, reason),
        };
        let first = &scan.words[words.start];
        let known = first.name.filter(|_| words.len() >= first.name_len.into());
        Refusal {
            span: self.bytes(words),
            id: known.map(|at| self.reader.registry.records()[at as usize].id.clone()),
            cue: cue.map(|cue| self.bytes(cue)),
            reason,
        }
    }

    /// Names of the registry that no reader has refused: why by where they stand.
    fn unread_names(&self, found: &mut Vec<(Range<usize>, Reason)>) {
        let reader = self.reader;
        for (i, word) in reader.scan.words.iter().enumerate() {
            let Some(at) = word.name else { continue };
            let words = i..i + usize::from(word.name_len);
            let record = &reader.registry.records()[at as usize];
            let surface = reader.text(words.start, words.end);
            let span = self
                .page
                .spans
                .iter()
                .find(|s| s.range().contains(&word.start));
            let unread = matches!(
                span.map(|s| s.kind),
                Some(SpanKind::Title | SpanKind::Related | SpanKind::Boilerplate)
            );
            let reason = match () {
                () if reader.house.is(reader.registry, &record.id, &surface) => Reason::OwnHouse,
                () if unread => Reason::NotRead,
                () => Reason::NoCue,
            };
            if !found
                .iter()
                .any(|(w, _)| w.start < words.end && words.start < w.end)
            {
                found.push((words, reason));
            }
        }
    }

    /// Cues that called for a name where nothing was looked at.
    fn empty_slots(&self, found: &mut Vec<(Range<usize>, Reason)>) {
        for note in self.notes {
            let Note::Slot { cue, mode } = note else {
                continue;
            };
            // Words of many uses call for a known name alone, and mostly for none.
            if *mode == Mode::Known {
                continue;
            }
            let near = |w: &Range<usize>| cue.end <= w.start && w.start - cue.end <= REACH;
            if !found.iter().any(|(w, _)| near(w)) {
                found.push((cue.clone(), Reason::NoName));
            }
        }
    }
}

/// The name of a mode in explanations.
fn name_of(mode: Mode) -> &'static str {
    match mode {
        Mode::Known => "known",
        Mode::Medium => "medium",
        Mode::Cautious => "cautious",
        Mode::Any => "any",
    }
}
