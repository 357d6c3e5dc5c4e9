//! What stands behind a name: the verb of which it is the subject, or what makes it no source at all.

use super::gap::Gap;
use super::lexicon::Class;
use super::registry::Kind;
use super::sentence::{ACTIVE, ItemKind, License, OPENERS, PASSIVE, Role, Sentence, Trap};
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

/// The verb behind the name at item `at`, and whether it makes the name no source.
fn behind(
    reader: &Reader<'_, '_>,
    sentence: &Sentence,
    at: usize,
) -> Option<(License, Option<Trap>)> {
    let words = &reader.scan.words;
    let name = &sentence.items[at];
    let mut negated = false;
    for item in sentence.items[at + 1..].iter().take(MAX_LIGHT) {
        let first = item.words.start;
        if words[first].gap.has(Gap::QUOTE.or(Gap::COLON)) && words[first].gap.has(Gap::OPEN) {
            return None;
        }
        let ItemKind::Cue(cue) = item.kind else {
            let in_brackets = words[first].gap.has(Gap::OPEN);
            let suffix = reader.scan.suffixed && words[first].gap == Gap::MARK;
            match item.kind {
                ItemKind::Light => continue,
                ItemKind::Word if in_brackets || suffix => continue,
                ItemKind::Word if negated => continue,
                _ => return None,
            }
        };
        let license = |role| License {
            role,
            cue,
            first: name.words.start,
            end: item.words.end,
        };
        let trap = |trap| Some((license(Role::Report), Some(trap)));
        if cue.has(Class::Negation) || cue.has(Class::Never) {
            if cue.has(Class::Never) && !cue.has(Class::Negation)
                || words[first].form == "tidak" && cue.has(Class::Never)
            {
                return trap(Trap::Disputed);
            }
            negated = true;
        } else if negated && (cue.has(Class::Verify) || cue.has(Class::Respond)) {
            return trap(Trap::Caution);
        } else if cue.has(Class::DeniedAfter) {
            return trap(Trap::Disputed);
        } else if cue.has(Class::Event) && first == name.words.end {
            return trap(Trap::Subject);
        } else if cue.has(Class::OwnRequest) {
            return trap(Trap::Own);
        } else if cue.has(Class::RecipientAfter) {
            return Some((license(Role::Interview), None));
        } else if cue.has(Class::ReportActive) {
            // "X menjelaskan tidak pernah menyiarkan": the house denies its own report.
            let denies = sentence.items.iter().any(|i| {
                i.words.start >= item.words.end
                    && i.words.start < item.words.end + 2
                    && matches!(i.kind, ItemKind::Cue(c) if c.has(Class::Never))
            });
            return if denies {
                trap(Trap::Disputed)
            } else {
                Some((license(Role::Report), None))
            };
        } else if cue.meets(ACTIVE) {
            return Some((license(Role::Copy), None));
        } else if cue.meets(PASSIVE) {
            let agent = sentence.items.iter().any(|i| {
                i.words.start >= item.words.end
                    && matches!(i.kind, ItemKind::Name(_))
                    && i.words.start <= item.words.end + 6
            });
            let said = cue.has(Class::ReportPassiveWeak) || cue.has(Class::ReportPassive);
            return if agent {
                Some((license(Role::Via), None))
            } else if said && negated {
                None
            } else {
                from_behind(sentence, at, license(Role::Report))
            };
        } else if cue.meets(OPENERS) || cue.has(Class::Verify) && !negated {
            return None;
        } else if !cue.has(Class::Light)
            && !cue.has(Class::Filler)
            && !cue.has(Class::Head)
            && !cue.has(Class::Descriptor)
            && !cue.has(Class::Staff)
        {
            return None;
        }
    }
    None
}

/// "Dari X dilaporkan": the passive verb licenses the name behind `from`.
fn from_behind(
    sentence: &Sentence,
    at: usize,
    license: License,
) -> Option<(License, Option<Trap>)> {
    let before = at.checked_sub(1).map(|b| sentence.items[b].kind);
    matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::From)).then_some((license, None))
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
