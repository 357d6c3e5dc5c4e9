//! What the grammar considered while it read a page, for those who ask why.
//!
//! The readers note their decisions where they fall: a cue that calls for a name, a name that is refused, a step of the
//! link rule, the factors of a confidence. A trace that is off takes no notes; it costs a branch on the paths on which
//! the grammar gives a name up, and nothing elsewhere. [`explainer`](super::explainer) makes notes into an explanation.

use std::cell::RefCell;
use std::ops::Range;

use super::draft::Draft;
use super::explain::{Factors, Reason, Step};
use super::lexicon::ClassSet;
use super::registry::Kind;
use super::sentence::OPENERS;
use super::slot::{Mention, Mode};

/// A decision, with the words it is about.
#[derive(Clone, Debug)]
pub(super) enum Note {
    /// A cue called for a name, and how much it proves of one.
    Slot { cue: Range<usize>, mode: Mode },
    /// A cue that would have called for a name does not, here.
    Turned { cue: Range<usize>, reason: Reason },
    /// A name was looked at and not taken.
    Refused { words: Range<usize>, reason: Reason },
    /// Two names were put in order.
    Linked { words: Range<usize>, step: Step },
    /// A claim was made.
    Claimed { claim: Draft, factors: Factors },
}

/// The notes of one reading, or none.
#[derive(Debug)]
pub(super) struct Trace(Option<RefCell<Vec<Note>>>);

impl Trace {
    /// Takes no notes.
    pub(super) const OFF: Self = Self(None);

    /// Takes notes.
    pub(super) fn on() -> Self {
        Self(Some(RefCell::default()))
    }

    /// The notes so far, in the order of the reading; none if none are taken.
    pub(super) fn notes(&self) -> Option<Vec<Note>> {
        self.0.as_ref().map(RefCell::take)
    }

    /// Drops the notes so far: the page is read once more.
    pub(super) fn forget(&self) {
        if let Some(notes) = &self.0 {
            notes.borrow_mut().clear();
        }
    }

    /// Notes what `make` gives, if notes are taken.
    #[inline]
    pub(super) fn note(&self, make: impl FnOnce() -> Note) {
        if let Some(notes) = &self.0 {
            put(notes, make);
        }
    }

    /// Refuses the name at `words`; gives nothing, for the caller to return.
    #[inline]
    pub(super) fn refuse<T>(&self, words: Range<usize>, reason: Reason) -> Option<T> {
        self.note(|| Note::Refused { words, reason });
        None
    }

    /// Whether a name at `words` may be taken; refuses it if not.
    #[inline]
    pub(super) fn accept(&self, may: bool, words: &Range<usize>, reason: Reason) -> bool {
        if !may {
            let words = words.clone();
            self.note(|| Note::Refused { words, reason });
        }
        may
    }

    /// What became of the cue at `words`: what it takes, or why it takes nothing.
    #[inline]
    pub(super) fn cue(
        &self,
        cue: ClassSet,
        words: Range<usize>,
        turned: Option<Reason>,
        mode: Option<Mode>,
    ) {
        match (turned, mode) {
            (Some(reason), _) if cue.meets(OPENERS) => {
                self.note(|| Note::Turned { cue: words, reason });
            }
            (_, Some(mode)) => self.note(|| Note::Slot { cue: words, mode }),
            _ => {}
        }
    }

    /// Whether the cue before `mention` `admits` it; says why not.
    #[inline]
    pub(super) fn admitted(&self, admits: bool, mention: &Mention) -> bool {
        let reason = match mention.kind {
            Some(Kind::Social) => Reason::PlatformSpeaks,
            Some(_) => Reason::OtherSense,
            None => Reason::WeakCue,
        };
        self.accept(admits, &mention.words, reason)
    }
}

/// Takes a note; out of the way of those who take none.
#[cold]
#[inline(never)]
fn put(notes: &RefCell<Vec<Note>>, make: impl FnOnce() -> Note) {
    notes.borrow_mut().push(make());
}
