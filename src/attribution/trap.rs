//! Names that are no sources of the text: denied reports, press releases and posts.

use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::sentence::{ACTIVE, ItemKind, License, Role, Sentence, Trap, place, push_cue, unnamed};
use super::slot::{Mention, Mode, Reader};

/// A denied report behind a denying verb: "membantah laporan X", "denied a X report".
pub(super) fn denied(
    reader: &Reader<'_, '_>,
    from: usize,
    limit: usize,
) -> Option<(Mention, usize)> {
    let words = &reader.scan.words;
    let last = (from + 9).min(limit);
    let clause = (from..last)
        .find(|&j| words[j].gap.has(Gap::COMMA))
        .unwrap_or(last);
    let noun = (from..clause.min(from + 5)).find(|&j| words[j].alone.has(Class::Denied))?;
    let mention =
        (from..clause).find_map(|j| reader.bare(j, limit).or_else(|| unnamed(reader, j, limit)))?;
    let end = mention.words.end.max(noun + 1);
    mention
        .kind
        .is_some_and(Kind::is_medium)
        .then_some((mention, end))
}

/// A press release or a post; returns the word after it.
pub(super) fn statement(
    reader: &Reader<'_, '_>,
    sentence: &mut Sentence,
    cue: ClassSet,
    first: usize,
    at: usize,
    end: usize,
    limit: usize,
) -> Option<usize> {
    if cue.has(Class::PressRelease) {
        let record = reader.registry.get("gen-press-release")?;
        let source = super::claim::Source {
            id: record.id.clone(),
            name: record.name.clone(),
            surface: reader.text(at, end),
        };
        let mention = Mention {
            source,
            kind: Some(record.kind),
            words: at..end,
            own: false,
            origin: true,
            shown: false,
            risky: false,
            relay: false,
            quality: 1.0,
        };
        sentence.traps.push((Trap::Statement, mention, first..end));
        push_cue(sentence, cue, at..end);
        return Some(end);
    }
    let words = &reader.scan.words;
    let platform = (end..(end + 8).min(limit))
        .take_while(|&j| j == end || !words[j].gap.has(Gap::STOP.or(Gap::LINE)))
        .find_map(|j| {
            reader
                .bare(j, limit)
                .or_else(|| reader.slot(j, j + 1, Mode::Known))
                .filter(|m| m.kind == Some(Kind::Social))
        })?;
    let next = platform.words.end;
    let before = sentence.items.last().map(|item| item.kind);
    push_cue(sentence, cue, at..end);
    let copied = matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::From) || c.meets(ACTIVE));
    if copied || matches!(before, Some(ItemKind::Name(_))) {
        let license = License {
            role: Role::From,
            cue: ClassSet::of(&[Class::From]),
            first,
            end,
        };
        place(sentence, platform, Some(license));
    } else {
        sentence
            .traps
            .push((Trap::Statement, platform, first..next));
    }
    Some(next)
}
