//! One sentence: its names, what licenses each of them, and what stands between them.
//!
//! **In** the words of a sentence. **Out** [`Sentence`]: mentions in order, each with the cue that governs it, and the
//! items between them, for [`link`](super::link) to join into chains. Labels that are no source (denials, cautions,
//! own reporting) come out as claims at once.

use std::ops::Range;

use super::behind::license_from_behind;
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::mode::{admits, mode_of, turned};
use super::registry::Kind;
use super::slot::{Mention, Mode, Reader};
use super::subject::{leads_name, open_subject};
use super::trap::{denied, statement};

/// Where words come from, as a cue says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A copying verb.
    Copy,
    /// A reporting verb or noun.
    Report,
    /// Words given to the medium.
    Interview,
    /// A text handed to the medium.
    Received,
    /// The outlet's people met the speaker.
    Met,
    /// "dari X": as the cue before it says.
    From,
    /// "via X": the nearer medium.
    Via,
}

/// A cue that governs a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct License {
    pub(crate) role: Role,
    /// Classes of the cue.
    pub(crate) cue: ClassSet,
    /// First word of the cue's span, its head included.
    pub(crate) first: usize,
    /// One past the last word of the cue.
    pub(crate) end: usize,
}

/// A name in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) mention: Mention,
    /// The cue before it.
    pub(crate) left: Option<License>,
    /// The cue behind it: a reporting verb, or a copying verb of which it is the subject.
    pub(crate) right: Option<License>,
    /// Index of its item.
    pub(crate) item: usize,
}

/// A stretch of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    pub(crate) words: Range<usize>,
}

/// What an [`Item`] is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ItemKind {
    /// A name: index into the sentence's names.
    Name(usize),
    /// A cue.
    Cue(ClassSet),
    /// A word that may stand between a name and its verb, a number or a date.
    Light,
    /// Any other word.
    Word,
}

/// What a name is when it is no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trap {
    /// The outlet's own work.
    Own,
    /// Could not verify, got no answer.
    Caution,
    /// A denied report.
    Disputed,
    /// What the sentence is about.
    Subject,
    /// A press release or a post: the origin.
    Statement,
}

/// A sentence ready for linking.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) items: Vec<Item>,
    pub(crate) names: Vec<Placed>,
    /// Names that are no sources, with their words.
    pub(crate) traps: Vec<(Trap, Mention, Range<usize>)>,
}

pub(super) const OPENERS: ClassSet = ClassSet::of(&[
    Class::CopyPassive,
    Class::CopyActive,
    Class::CopyActiveWeak,
    Class::ReportPassive,
    Class::ReportPassiveWeak,
    Class::ReportPassiveKnown,
    Class::ReportBefore,
    Class::ReportBeforeWeak,
    Class::Closing,
    Class::ReportNoun,
    Class::ReportNounWeak,
    Class::From,
    Class::Via,
    Class::Monitored,
    Class::Recipient,
    Class::Interview,
    Class::RecipientWeak,
    Class::Received,
    Class::Met,
]);
/// Passive verbs: the name behind is the nearer medium.
pub(crate) const PASSIVE: ClassSet = ClassSet::of(&[
    Class::CopyPassive,
    Class::ReportPassive,
    Class::ReportPassiveWeak,
    Class::ReportPassiveKnown,
]);
/// Active copying verbs: the name behind is the farther medium.
pub(crate) const ACTIVE: ClassSet = ClassSet::of(&[Class::CopyActive, Class::CopyActiveWeak]);

/// Reads the words `range`, one sentence.
pub(crate) fn read(reader: &Reader<'_, '_>, range: Range<usize>) -> Sentence {
    let mut sentence = Sentence::default();
    sentence.items.reserve(range.len());
    let words = &reader.scan.words;
    let mut i = range.start;
    while i < range.end {
        let word = &words[i];
        let bare = reader.bare(i, range.end);
        let name_len = bare.as_ref().map_or(0, |m| m.words.len());
        let led = name_len == 0 && leads_name(reader, i, range.end);
        if let Some(mention) = led.then(|| open_subject(reader, i, range.end)).flatten() {
            i = place(&mut sentence, mention, None);
        } else if word.cue_len as usize > name_len {
            i = read_cue(reader, &mut sentence, i, &range);
        } else if let Some(mention) = bare {
            let listed = follows_name(&sentence);
            i = place(&mut sentence, mention, None);
            if listed {
                i = siblings(reader, &mut sentence, i, range.end);
            }
        } else if let Some(mention) = unnamed(reader, i, range.end) {
            i = place(&mut sentence, mention, None);
        } else if let Some(mention) = open_subject(reader, i, range.end) {
            i = place(&mut sentence, mention, None);
        } else {
            let light = word.digit || word.country.is_some();
            sentence.items.push(Item {
                kind: if light {
                    ItemKind::Light
                } else {
                    ItemKind::Word
                },
                words: i..i + 1,
            });
            i += 1;
        }
    }
    license_from_behind(reader, &mut sentence);
    sentence
}

/// Whether the last item is a name, or a list word behind one.
fn follows_name(sentence: &Sentence) -> bool {
    let mut kinds = sentence.items.iter().rev().map(|item| item.kind);
    match kinds.next() {
        Some(ItemKind::Cue(c)) if c.has(Class::List) => {
            matches!(kinds.next(), Some(ItemKind::Name(_)))
        }
        last => matches!(last, Some(ItemKind::Name(_))),
    }
}

/// An unnamed medium at word `i`: "media lokal".
pub(super) fn unnamed(reader: &Reader<'_, '_>, i: usize, limit: usize) -> Option<Mention> {
    let word = &reader.scan.words[i];
    (word.generic_len > 0 || word.generic_of_len > 0)
        .then(|| reader.slot(i, limit, Mode::Any))
        .flatten()
}

pub(super) fn place(sentence: &mut Sentence, mention: Mention, left: Option<License>) -> usize {
    let end = mention.words.end;
    let item = sentence.items.len();
    sentence.items.push(Item {
        kind: ItemKind::Name(sentence.names.len()),
        words: mention.words.clone(),
    });
    sentence.names.push(Placed {
        mention,
        left,
        right: None,
        item,
    });
    end
}

/// Reads the cue at word `i` and the name it calls for; returns the word after them.
fn read_cue(
    reader: &Reader<'_, '_>,
    sentence: &mut Sentence,
    i: usize,
    range: &Range<usize>,
) -> usize {
    let words = &reader.scan.words;
    let word = &words[i];
    let cue = word.cue;
    let end = (i + word.cue_len as usize).min(range.end);
    let first = head_of(reader, i, range.start);
    if cue.has(Class::Deny)
        && let Some((mention, next)) = denied(reader, end, range.end)
    {
        sentence.traps.push((Trap::Disputed, mention, i..next));
        push_cue(sentence, cue, i..next);
        return next;
    }
    if (cue.has(Class::PressRelease) || cue.has(Class::Post))
        && let Some(next) = statement(reader, sentence, cue, first, i, end, range.end)
    {
        return next;
    }
    // "Ketua Harian …" is an office: a descriptor inside a run of capitals describes nothing.
    let titled = i > range.start
        && word.capital
        && word.gap == Gap::SPACE
        && words[i - 1].capital
        && words[i - 1].name.is_none();
    let described =
        !titled && (cue.has(Class::Descriptor) || word.generic_of_len > 0 || cue.has(Class::Staff));
    let before = sentence.items.last().map(|item| item.kind);
    let turned = turned(reader, sentence, cue, i, range.start);
    let mode = match turned {
        Some(_) => None,
        None => mode_of(reader, cue, first < i, before, i, range.start),
    };
    reader
        .trace
        .cue(cue, i..end, turned, mode.map(|(mode, _)| mode));
    push_cue(sentence, cue, first.max(i)..end);
    if let Some((mode, role)) = mode
        && let Some(mention) = reader.slot(end, range.end, mode).filter(|m| {
            let described = m.words.start > end
                && words[end..m.words.start]
                    .iter()
                    .any(|w| w.cue.has(Class::Descriptor));
            let admits = admits(reader, cue, i, m, described, before);
            reader.trace.admitted(admits, m)
        })
    {
        let license = License {
            role,
            cue,
            first,
            end,
        };
        let next = place(sentence, mention, Some(license));
        return siblings(reader, sentence, next, range.end);
    }
    if (described || word.generic_len > 0 && !titled)
        && let Some(mention) = reader.described(i, range.end)
        && mention.words.end > i
    {
        sentence.items.pop();
        return place(sentence, mention, None);
    }
    end
}

/// Places names that a list joins to the one before word `at`: "dilansir Marca, Sport.es dan Tuttosport".
///
/// Known names are found anyway; an unknown one must look like a medium, since a list may go on with anything.
fn siblings(
    reader: &Reader<'_, '_>,
    sentence: &mut Sentence,
    mut at: usize,
    limit: usize,
) -> usize {
    let words = &reader.scan.words;
    while at < limit {
        let listed =
            words[at].alone.has(Class::List) && words[at].gap.only(Gap::SPACE.or(Gap::COMMA));
        let marked = words[at].gap.has(Gap::COMMA.or(Gap::SLASH))
            && words[at].gap.only(Gap::COMMA.or(Gap::SLASH).or(Gap::SPACE));
        let name = at + usize::from(listed);
        if !(listed || marked) || name >= limit || reader.bare(name, limit).is_some() {
            break;
        }
        // "dilansir AFP dan X, Minggu": a list that ends there was a list of media.
        let after = name + reader.run(name, limit);
        let closed = after >= limit || words[after].gap.has(Gap::COMMA.or(Gap::OPEN).or(Gap::STOP));
        let mode = if listed && closed {
            Mode::Cautious
        } else {
            Mode::Medium
        };
        let Some(mention) = reader
            .slot_after_mark(name, limit, mode)
            .filter(|m| m.kind != Some(Kind::Generic) && m.words.start == name)
        else {
            break;
        };
        if listed {
            push_cue(sentence, words[at].alone, at..name);
        }
        at = place(sentence, mention, None);
    }
    at
}

pub(super) fn push_cue(sentence: &mut Sentence, cue: ClassSet, words: Range<usize>) {
    let only_light = ClassSet::of(&[
        Class::Light,
        Class::Filler,
        Class::Head,
        Class::List,
        Class::Descriptor,
        Class::By,
    ]);
    let bare = !cue.meets(OPENERS) && !cue.has(Class::ReportActive) && cue.meets(only_light);
    let kind = if bare && cue.has(Class::Light) && !cue.has(Class::List) {
        ItemKind::Light
    } else {
        ItemKind::Cue(cue)
    };
    sentence.items.push(Item { kind, words });
}

/// The first word of the cue at `i` with its heads: "seperti yang dikutip" begins at "seperti".
fn head_of(reader: &Reader<'_, '_>, i: usize, start: usize) -> usize {
    let words = &reader.scan.words;
    let mut first = i;
    while first > start && words[first].gap == Gap::SPACE && words[first - 1].alone.has(Class::Head)
    {
        first -= 1;
    }
    // "yang" alone joins the cue to the noun before it and is no part of it.
    if first < i && i - first == 1 && words[first].alone.has(Class::Light) {
        i
    } else {
        first
    }
}
