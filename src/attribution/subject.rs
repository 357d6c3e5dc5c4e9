//! Subjects: names that no registry knows, right before a reporting or copying verb.
//!
//! **In** a word with which a clause may begin. **Out** the medium that is the subject of the verb behind it. No cue
//! stands before such a name, so the name must show by itself that it is a medium, and the story must not be about it.

use std::ops::Range;

use super::gap::Gap;
use super::lexicon::Class;
use super::sentence::ACTIVE;
use super::slot::{Mention, Mode, Reader};

/// Whether word `i` is a cue and yet more likely begins the name of a medium: "The Coastal Times", "Sinar Harian Baru".
pub(super) fn leads_name(reader: &Reader<'_, '_>, i: usize, limit: usize) -> bool {
    let words = &reader.scan.words;
    let media = |j: usize| words[j].alone.has(Class::MediaWord);
    words[i].capital
        && (words[i].alone.has(Class::Article)
            || media(i) && (i..i + reader.run(i, limit)).filter(|&j| media(j)).count() > 1)
}

/// A name that no registry knows but that looks like a medium, right before a reporting or copying verb.
pub(super) fn open_subject(reader: &Reader<'_, '_>, i: usize, limit: usize) -> Option<Mention> {
    let words = &reader.scan.words;
    if !words[i].capital && !words[i].camel
        || i > 0 && words[i].gap == Gap::SPACE && words[i - 1].capital
        || reader.continues_name(i)
    {
        return None;
    }
    let end = i + reader.run(i, limit);
    let verb = words
        .get(end)
        .filter(|_| end < limit && end > i)
        .filter(|w| {
            w.gap == Gap::SPACE
                || w.gap.only(Gap::SPACE.or(Gap::COMMA)) && reader.is_local(i, end - i)
        })?;
    // "Terdahulu Sinar Harian melaporkan": a known name ends the run and speaks for itself.
    let known = |j: usize| {
        let name = reader.registry_name(j, Mode::Known);
        name.is_some_and(|(r, len)| j + len == end && !r.is_risky(&reader.text(j, end)))
    };
    if (i + 1..end).any(known) {
        return None;
    }
    let reports = verb.cue.has(Class::ReportActive) || verb.cue.meets(ACTIVE);
    reports
        .then(|| reader.described(i, limit))
        .flatten()
        .filter(|m| m.words.end == end)
        .filter(|m| {
            m.kind.is_some() || looks_like_medium(reader, i..end) && !reader.introduced(i, end - i)
        })
}

/// Whether the words of a name show that it is a medium: "Daily", "News", a domain, capitals inside a word.
fn looks_like_medium(reader: &Reader<'_, '_>, name: Range<usize>) -> bool {
    let words = &reader.scan.words;
    let glued = name.len() == 1 && reader.scan.ends_like_medium(name.start)
        || name.len() == 1 && reader.is_spelt_out(name.start)
        || reader.is_local(name.start, name.len());
    let tight = glued || name.clone().skip(1).any(|j| words[j].gap == Gap::STOP);
    tight
        || name.len() > 1
            && name
                .into_iter()
                .any(|j| words[j].alone.has(Class::MediaWord))
}
