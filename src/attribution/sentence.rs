//! One sentence: its names, what licenses each of them, and what stands between them.
//!
//! **In** the words of a sentence. **Out** [`Sentence`]: mentions in order, each with the cue that governs it, and the
//! items between them, for [`link`](super::link) to join into chains. Labels that are no source (denials, cautions,
//! own reporting) come out as claims at once.

use std::ops::Range;

use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::scan::Gap;
use super::slot::{Mention, Mode, Reader};

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

const OPENERS: ClassSet = ClassSet::of(&[
    Class::CopyPassive,
    Class::CopyActive,
    Class::CopyActiveWeak,
    Class::ReportPassive,
    Class::ReportPassiveWeak,
    Class::ReportPassiveKnown,
    Class::ReportBefore,
    Class::ReportBeforeWeak,
    Class::ReportNoun,
    Class::ReportNounWeak,
    Class::From,
    Class::Via,
    Class::Monitored,
    Class::Recipient,
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

/// Most items between a name and the verb behind it.
const MAX_LIGHT: usize = 9;

/// Reads the words `range`, one sentence.
pub(crate) fn read(reader: &Reader<'_, '_>, range: Range<usize>) -> Sentence {
    let mut sentence = Sentence::default();
    let words = &reader.scan.words;
    let mut i = range.start;
    while i < range.end {
        let word = &words[i];
        let bare = reader.bare(i, range.end);
        let name_len = bare.as_ref().map_or(0, |m| m.words.len());
        if word.cue_len as usize > name_len {
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

/// A name that no registry knows but that looks like a medium, right before a reporting or copying verb.
fn open_subject(reader: &Reader<'_, '_>, i: usize, limit: usize) -> Option<Mention> {
    let words = &reader.scan.words;
    if !words[i].capital && !words[i].camel
        || i > 0 && words[i].gap == Gap::SPACE && words[i - 1].capital
    {
        return None;
    }
    let end = i + reader.run(i, limit);
    let verb = words
        .get(end)
        .filter(|w| end < limit && end > i && w.gap.only(Gap::SPACE.or(Gap::COMMA)))?;
    let reports = verb.cue.has(Class::ReportActive) || verb.cue.meets(ACTIVE);
    reports
        .then(|| reader.described(i, limit))
        .flatten()
        .filter(|m| m.words.end == end && (m.kind.is_some() || looks_like_medium(reader, i..end)))
}

/// Whether the words of a name show that it is a medium: "Daily", "News", a domain, capitals inside a word.
fn looks_like_medium(reader: &Reader<'_, '_>, name: Range<usize>) -> bool {
    let words = &reader.scan.words;
    let tight = name.clone().skip(1).any(|j| words[j].gap == Gap::STOP);
    tight
        || name.len() > 1
            && name
                .into_iter()
                .any(|j| words[j].alone.has(Class::MediaWord))
}

/// An unnamed medium at word `i`: "media lokal".
fn unnamed(reader: &Reader<'_, '_>, i: usize, limit: usize) -> Option<Mention> {
    let word = &reader.scan.words[i];
    (word.generic_len > 0 || word.generic_of_len > 0)
        .then(|| reader.slot(i, limit, Mode::Any))
        .flatten()
}

fn place(sentence: &mut Sentence, mention: Mention, left: Option<License>) -> usize {
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
    if cue.has(Class::Deny) {
        if let Some((mention, next)) = denied(reader, end, range.end) {
            sentence.traps.push((Trap::Disputed, mention, i..next));
            push_cue(sentence, cue, i..next);
            return next;
        }
    }
    if cue.has(Class::PressRelease) || cue.has(Class::Post) {
        if let Some(next) = statement(reader, sentence, cue, first, i, end, range.end) {
            return next;
        }
    }
    // "Ketua Harian …" is an office: a descriptor inside a run of capitals describes nothing.
    let titled = i > range.start
        && word.capital
        && word.gap == Gap::SPACE
        && words[i - 1].capital
        && words[i - 1].name.is_none();
    let described =
        !titled && (cue.has(Class::Descriptor) || word.generic_of_len > 0 || cue.has(Class::Staff));
    let negated =
        i > range.start && words[i - 1].alone.has(Class::Negation) && words[i].gap == Gap::SPACE;
    let before = sentence.items.last().map(|item| item.kind);
    let mode = if negated || person_cites(reader, sentence, cue, i) {
        None
    } else {
        mode_of(reader, cue, first < i, before, i, range.start)
    };
    push_cue(sentence, cue, first.max(i)..end);
    if let Some((mode, role)) = mode {
        if let Some(mention) = reader
            .slot(end, range.end, mode)
            .filter(|m| admits(reader, cue, m, before))
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
    }
    if described || word.generic_len > 0 && !titled {
        if let Some(mention) = reader.described(i, range.end) {
            if mention.words.end > i {
                sentence.items.pop();
                return place(sentence, mention, None);
            }
        }
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
            .filter(|m| m.kind.is_none() && m.words.start == name)
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

fn push_cue(sentence: &mut Sentence, cue: ClassSet, words: Range<usize>) {
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

/// "Azmin memetik laporan X": a person is the one who cites, so the page does not.
///
/// The subject of an active copying verb is the outlet, unsaid, where the verb begins its clause; a capital word
/// right before it that is no medium is a person or an office.
fn person_cites(reader: &Reader<'_, '_>, sentence: &Sentence, cue: ClassSet, i: usize) -> bool {
    if !cue.meets(ACTIVE) || reader.scan.caseless {
        return false;
    }
    let Some(ItemKind::Word) = sentence.items.last().map(|item| item.kind) else {
        return false;
    };
    let before = &reader.scan.words[i - 1];
    before.capital && reader.scan.words[i].gap == Gap::SPACE
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

/// What the cue proves of a name behind it, and the role it gives; `None` if it calls for no name.
fn mode_of(
    reader: &Reader<'_, '_>,
    cue: ClassSet,
    headed: bool,
    before: Option<ItemKind>,
    i: usize,
    start: usize,
) -> Option<(Mode, Role)> {
    let after_name = matches!(before, Some(ItemKind::Name(_)));
    let after_report = matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::ReportActive));
    let after_copy = matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::CopyPassive));
    Some(match () {
        () if cue.has(Class::CopyPassive) => (Mode::Any, Role::Copy),
        () if cue.has(Class::CopyActive) => (Mode::Any, Role::Copy),
        () if cue.has(Class::CopyActiveWeak) => (Mode::Cautious, Role::Copy),
        () if cue.has(Class::ReportPassive) => (Mode::Any, Role::Report),
        () if cue.has(Class::ReportPassiveWeak) && headed => (Mode::Cautious, Role::Report),
        () if cue.has(Class::ReportPassiveWeak) => (Mode::Medium, Role::Report),
        () if cue.has(Class::ReportPassiveKnown) => (Mode::Known, Role::Report),
        () if cue.has(Class::ReportNoun) => (Mode::Cautious, Role::Report),
        () if cue.has(Class::ReportBefore) => (
            if ends_clause(reader, i, start) {
                Mode::Cautious
            } else {
                Mode::Known
            },
            Role::Report,
        ),
        () if cue.has(Class::ReportBeforeWeak) => (Mode::Known, Role::Report),
        () if cue.has(Class::ReportNounWeak) => (Mode::Medium, Role::Report),
        () if cue.has(Class::Monitored) => (Mode::Known, Role::Via),
        () if cue.has(Class::Via) && after_copy => (Mode::Cautious, Role::Copy),
        () if cue.has(Class::Via) && after_name => (Mode::Cautious, Role::Via),
        () if cue.has(Class::From) && after_report => (Mode::Known, Role::From),
        () if cue.has(Class::From) && after_name => (Mode::Cautious, Role::From),
        () if cue.has(Class::From) && i == start => (Mode::Known, Role::From),
        () if cue.has(Class::Recipient) => (recipient_mode(reader, i), Role::Interview),
        () if cue.has(Class::RecipientWeak) => (Mode::Known, Role::Interview),
        () if cue.has(Class::Received) => (Mode::Known, Role::Received),
        () if cue.has(Class::Met) => (Mode::Known, Role::Met),
        () => return None,
    })
}

/// Whether a clause ends before word `i`: "…, lapor X" tells who reports, "wajib lapor X" does not.
fn ends_clause(reader: &Reader<'_, '_>, i: usize, start: usize) -> bool {
    let ends = Gap::COMMA
        .or(Gap::QUOTE)
        .or(Gap::STOP)
        .or(Gap::CLOSE)
        .or(Gap::DASH)
        .or(Gap::LINE);
    i == start || reader.scan.words[i].gap.has(ends)
}

/// "kepada DAZN dikutip X": an acronym before a copying verb is a medium, even one that nobody knows.
fn recipient_mode(reader: &Reader<'_, '_>, i: usize) -> Mode {
    let words = &reader.scan.words;
    let at = i + words[i].cue_len as usize;
    let run = reader.run(at, words.len());
    let short = run == 1 && words[at].country.is_none();
    let copied = (at + run..at + run + 3).any(|j| {
        words
            .get(j)
            .is_some_and(|w| w.alone.has(Class::CopyPassive))
    });
    if short && copied {
        Mode::Any
    } else {
        Mode::Medium
    }
}

/// Whether the cue can take the name it met.
fn admits(
    reader: &Reader<'_, '_>,
    cue: ClassSet,
    mention: &Mention,
    before: Option<ItemKind>,
) -> bool {
    // "kepada Sabah" on a Malay page is the state, not the Turkish daily.
    if cue.has(Class::Recipient) && mention.quality < 1.0 {
        let record = reader.registry.get(&mention.source.id);
        let foreign = |r: &super::registry::Record| {
            !r.lang.is_empty() && !r.lang.iter().any(|l| l == reader.lang.code() || l == "en")
        };
        if record.is_some_and(|r| !matches!(r.kind, Kind::Agency | Kind::Generic) && foreign(r)) {
            return false;
        }
    }
    if cue.has(Class::From) && !matches!(before, Some(ItemKind::Name(_))) {
        return mention.kind.is_some();
    }
    // "kata Instagram" is a company speaking; a platform is a source of posts only behind a copying verb.
    let speaks = ClassSet::of(&[
        Class::ReportBeforeWeak,
        Class::ReportNounWeak,
        Class::Recipient,
        Class::RecipientWeak,
    ]);
    !(cue.meets(speaks) && mention.kind == Some(Kind::Social))
}

/// A denied report behind a denying verb: "membantah laporan X", "denied a X report".
fn denied(reader: &Reader<'_, '_>, from: usize, limit: usize) -> Option<(Mention, usize)> {
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
fn statement(
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

/// Looks behind each name for its verb, and sets aside names that are no sources.
fn license_from_behind(reader: &Reader<'_, '_>, sentence: &mut Sentence) {
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
