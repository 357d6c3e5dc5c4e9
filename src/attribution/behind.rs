//! What stands behind a name: the verb of which it is the subject, or what makes it no source at all.

use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::sentence::{
    ACTIVE, Item, ItemKind, License, OPENERS, PASSIVE, Placed, Role, Sentence, Trap,
};
use super::slot::Reader;

/// Most items between a name and the verb behind it.
const MAX_LIGHT: usize = 9;

/// Looks behind each name for its verb, and sets aside names that are no sources.
pub(super) fn license_from_behind(reader: &Reader<'_, '_>, sentence: &mut Sentence) {
    for n in 0..sentence.names.len() {
        let item = sentence.names[n].item;
        // "Media Inggris itu menyebut" points back to a medium that was named.
        let next = sentence.names[n].mention.words.end;
        let unnamed = sentence.names[n].mention.kind == Some(Kind::Generic);
        if unnamed
            && reader
                .scan
                .words
                .get(next)
                .is_some_and(|w| w.alone.has(Class::Anaphor))
        {
            continue;
        }
        // "Fajar mengatakan" is a person, if the page speaks of one.
        let Placed { left, mention, .. } = &sentence.names[n];
        if left.is_none() && (reader.is_homograph(mention) || modifies(reader, sentence, n)) {
            continue;
        }
        let behind = behind(reader, sentence, item);
        if let Some((license, cautious)) = behind {
            if let Some(trap) = cautious {
                let words = sentence.names[n].mention.words.start..license.end;
                let mention = sentence.names[n].mention.clone();
                if sentence.names[n].left.is_none() {
                    sentence.traps.push((trap, mention, words));
                }
            } else {
                sentence.names[n].right = Some(license);
            }
        }
        respond_before(reader, sentence, n);
    }
}

/// "kerajaan Sabah mengumumkan", "rekaman CCTV yang memperlihatkan": a name that is an ordinary word as well, behind a
/// noun of its own phrase, says what the noun is of; the noun is the subject.
fn modifies(reader: &Reader<'_, '_>, sentence: &Sentence, n: usize) -> bool {
    let Placed { mention, item, .. } = &sentence.names[n];
    let before = item.checked_sub(1).map(|at| &sentence.items[at]);
    let noun = |kind| match kind {
        ItemKind::Word => true,
        ItemKind::Cue(cue) => cue.has(Class::NotMedium),
        _ => false,
    };
    let plain = before
        .is_some_and(|before| noun(before.kind) && !reader.scan.words[before.words.start].capital);
    let joined = reader.scan.words[mention.words.start].gap == Gap::SPACE;
    mention.risky && mention.kind != Some(Kind::Agency) && plain && joined
}

/// What one item behind a name means for the name.
enum Step {
    /// Nothing: look further.
    Pass,
    /// The verb to come is turned around.
    Negated,
    /// The name is not the subject of anything that counts.
    Stop,
    /// The name is the subject of a verb.
    Verb(Role),
    /// The name is no source.
    Trap(Trap),
}

/// The verb behind the name at item `at`, and whether it makes the name no source.
fn behind(
    reader: &Reader<'_, '_>,
    sentence: &Sentence,
    at: usize,
) -> Option<(License, Option<Trap>)> {
    let name = &sentence.items[at];
    let mut negated = false;
    for item in sentence.items[at + 1..].iter().take(MAX_LIGHT) {
        let (cue, step) = match item.kind {
            ItemKind::Cue(cue) => (cue, verb(sentence, at, item, cue, negated)),
            _ => (ClassSet::default(), between(reader, item, negated)),
        };
        let license = |role| License {
            role,
            cue,
            first: name.words.start,
            end: item.words.end,
        };
        match step {
            Step::Pass => {}
            Step::Negated => negated = true,
            Step::Stop => return None,
            Step::Verb(role) => return Some((license(role), None)),
            Step::Trap(trap) => return Some((license(Role::Report), Some(trap))),
        }
    }
    None
}

/// A word or name behind a name: remarks in brackets, case suffixes and negated verbs are passed.
fn between(reader: &Reader<'_, '_>, item: &Item, negated: bool) -> Step {
    let gap = reader.scan.words[item.words.start].gap;
    let suffix = reader.scan.suffixed && gap == Gap::MARK;
    match item.kind {
        ItemKind::Light => Step::Pass,
        ItemKind::Word if gap.has(Gap::OPEN) || suffix || negated => Step::Pass,
        _ => Step::Stop,
    }
}

/// A cue behind the name at item `at`.
fn verb(sentence: &Sentence, at: usize, item: &Item, cue: ClassSet, negated: bool) -> Step {
    const PASSED: ClassSet = ClassSet::of(&[
        Class::Light,
        Class::Filler,
        Class::Head,
        Class::Descriptor,
        Class::Staff,
    ]);
    let adjacent = item.words.start == sentence.items[at].words.end;
    match () {
        () if cue.has(Class::Negation) => Step::Negated,
        () if cue.has(Class::Never) => Step::Trap(Trap::Disputed),
        () if negated && (cue.has(Class::Verify) || cue.has(Class::Respond)) => {
            Step::Trap(Trap::Caution)
        }
        () if cue.has(Class::DeniedAfter) => Step::Trap(Trap::Disputed),
        () if cue.has(Class::Event) && adjacent => Step::Trap(Trap::Subject),
        () if cue.has(Class::OwnRequest) => Step::Trap(Trap::Own),
        () if cue.has(Class::RecipientAfter) => Step::Verb(Role::Interview),
        // "X menjelaskan tidak pernah menyiarkan": the house denies its own report.
        () if cue.has(Class::ReportActive) && denies(sentence, item) => Step::Trap(Trap::Disputed),
        () if cue.has(Class::ReportActive) => Step::Verb(Role::Report),
        () if cue.meets(ACTIVE) => Step::Verb(Role::Copy),
        () if cue.meets(PASSIVE) && has_agent(sentence, item) => Step::Verb(Role::Via),
        () if cue.meets(PASSIVE) && !negated && behind_from(sentence, at) => {
            Step::Verb(Role::Report)
        }
        () if cue.meets(OPENERS) || !cue.meets(PASSED) => Step::Stop,
        () => Step::Pass,
    }
}

/// Whether "never published" follows the verb.
fn denies(sentence: &Sentence, verb: &Item) -> bool {
    let near = verb.words.end..verb.words.end + 2;
    let never = |i: &Item| matches!(i.kind, ItemKind::Cue(c) if c.has(Class::Never));
    sentence
        .items
        .iter()
        .any(|i| near.contains(&i.words.start) && never(i))
}

/// Whether a name follows the passive verb: its agent, and so a hop of the chain.
fn has_agent(sentence: &Sentence, verb: &Item) -> bool {
    let near = verb.words.end..=verb.words.end + 6;
    sentence
        .items
        .iter()
        .any(|i| near.contains(&i.words.start) && matches!(i.kind, ItemKind::Name(_)))
}

/// "Dari X dilaporkan": whether the name at item `at` stands behind a preposition.
fn behind_from(sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).map(|b| sentence.items[b].kind);
    matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::From))
}

/// "belum menanggapi permintaan komentar dari X", "did not respond to a X request": a caution.
fn respond_before(reader: &Reader<'_, '_>, sentence: &mut Sentence, n: usize) {
    let item = sentence.names[n].item;
    let from = item.saturating_sub(7);
    let mut negated = false;
    for i in from..item {
        let ItemKind::Cue(cue) = sentence.items[i].kind else {
            continue;
        };
        negated |= cue.has(Class::Negation);
        if negated && cue.has(Class::Respond) {
            let words = sentence.items[i].words.start..sentence.names[n].mention.words.end;
            let mention = sentence.names[n].mention.clone();
            let far = reader.scan.words[words.start..words.end]
                .iter()
                .skip(1)
                .any(|w| w.gap.has(Gap::COMMA));
            if !far {
                sentence.names[n].left = None;
                sentence.names[n].right = None;
                sentence.traps.push((Trap::Caution, mention, words));
            }
            return;
        }
    }
}
