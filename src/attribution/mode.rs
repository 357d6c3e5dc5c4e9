//! What a cue proves of the name behind it: its [`Mode`], the role it gives, and the names it cannot take.

use super::explain::Reason;
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::sentence::{ACTIVE, ItemKind, Role, Sentence};
use super::slot::{Mention, Mode, Reader};

/// "Azmin memetik laporan X": a person is the one who cites, so the page does not.
///
/// The subject of an active copying verb is the outlet, unsaid, where the verb begins its clause; a capital word
/// right before it that is no medium is a person or an office.
fn person_cites(reader: &Reader<'_, '_>, sentence: &Sentence, cue: ClassSet, i: usize) -> bool {
    if !cue.meets(ACTIVE) || reader.scan.caseless {
        return false;
    }
    let words = &reader.scan.words;
    if words[i].gap != Gap::SPACE {
        return false;
    }
    if words[i - 1].capital
        && sentence
            .items
            .last()
            .is_some_and(|item| item.kind == ItemKind::Word)
    {
        return true;
    }
    // "Rosli dalam artikel itu memetik …": the clause begins with a person.
    let clause = sentence.items.iter().rposition(|item| {
        let gap = words[item.words.start].gap;
        !gap.only(Gap::SPACE) || item.words.start == 0
    });
    let Some(first) = clause.map(|at| &sentence.items[at]) else {
        return false;
    };
    first.kind == ItemKind::Word && reader.is_proper(first.words.start)
}

/// Why the cue at word `i` calls for no name although its class does, in a sentence that begins at word `start`.
pub(super) fn turned(
    reader: &Reader<'_, '_>,
    sentence: &Sentence,
    cue: ClassSet,
    i: usize,
    start: usize,
) -> Option<Reason> {
    let words = &reader.scan.words;
    let negated = i > start && words[i - 1].alone.has(Class::Negation);
    match () {
        () if negated && words[i].gap == Gap::SPACE => Some(Reason::Negated),
        () if person_cites(reader, sentence, cue, i) => Some(Reason::PersonCites),
        () => None,
    }
}

/// What the cue proves of a name behind it, and the role it gives; `None` if it calls for no name.
pub(super) fn mode_of(
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
    // "siaran pers yang diterima X" is handed to media alone.
    let after_release = matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::PressRelease))
        && !reader.scan.caseless;
    Some(match () {
        () if cue.has(Class::CopyPassiveWeak) && !takes_source(reader, i) => {
            (Mode::Medium, Role::Copy)
        }
        () if cue.has(Class::CopyPassive) => (Mode::Any, Role::Copy),
        () if cue.has(Class::CopyActive) => (Mode::Any, Role::Copy),
        () if cue.has(Class::CopyActiveWeak) => (Mode::Cautious, Role::Copy),
        () if cue.has(Class::ReportPassive) => (Mode::Any, Role::Report),
        () if cue.has(Class::ReportPassiveWeak) && headed => (Mode::Cautious, Role::Report),
        () if cue.has(Class::ReportPassiveWeak) => (Mode::Medium, Role::Report),
        () if cue.has(Class::ReportPassiveKnown) => (Mode::Medium, Role::Report),
        () if cue.has(Class::ReportNoun) => (Mode::Cautious, Role::Report),
        () if cue.has(Class::ReportBefore) => (
            if ends_clause(reader, i, start) {
                Mode::Cautious
            } else {
                Mode::Known
            },
            Role::Report,
        ),
        () if cue.has(Class::Closing) => (closing_mode(reader, i), Role::Report),
        () if cue.has(Class::ReportBeforeWeak) => (Mode::Medium, Role::Report),
        () if cue.has(Class::ReportNounWeak) => (Mode::Medium, Role::Report),
        () if cue.has(Class::Monitored) => (Mode::Known, Role::Via),
        () if cue.has(Class::Via) && after_copy => (Mode::Cautious, Role::Copy),
        () if cue.has(Class::Via) && after_name => (Mode::Cautious, Role::Via),
        () if cue.has(Class::From) && after_report => (Mode::Known, Role::From),
        () if cue.has(Class::From) && after_name => (Mode::Cautious, Role::From),
        () if cue.has(Class::From) && i == start => (Mode::Known, Role::From),
        () if cue.has(Class::Interview) => (Mode::Cautious, Role::Interview),
        () if cue.has(Class::Recipient) => (recipient_mode(reader, i), Role::Interview),
        () if cue.has(Class::RecipientWeak) => (Mode::Known, Role::Interview),
        () if cue.has(Class::Received) && after_release => (Mode::Any, Role::Received),
        () if cue.has(Class::Received) => (Mode::Known, Role::Received),
        () if cue.has(Class::Met) => (Mode::Known, Role::Met),
        () => return None,
    })
}

/// Whether a preposition calls for the source behind the cue at word `i`: "dihimpun dari X".
fn takes_source(reader: &Reader<'_, '_>, i: usize) -> bool {
    let words = &reader.scan.words;
    let next = words.get(i + words[i].cue_len as usize);
    next.is_some_and(|w| w.gap == Gap::SPACE && w.alone.has(Class::From))
}

/// Whether a clause ends before word `i`: "…, lapor X" tells who reports, "wajib lapor X" does not.
pub(super) fn ends_clause(reader: &Reader<'_, '_>, i: usize, start: usize) -> bool {
    let ends = Gap::COMMA
        .or(Gap::QUOTE)
        .or(Gap::STOP)
        .or(Gap::CLOSE)
        .or(Gap::DASH)
        .or(Gap::LINE);
    i == start || reader.scan.words[i].gap.has(ends)
}

/// "kepada DAZN dikutip X": an acronym before a copying verb is a medium, even one that nobody knows. So is a name
/// before the day on which it was told, "kepada Arus Baru, Selasa (26/2)"; and one word behind a verb of saying that
/// names nobody whom the page introduced, "mengatakan kepada Pesisir bahwa".
pub(super) fn recipient_mode(reader: &Reader<'_, '_>, i: usize) -> Mode {
    let words = &reader.scan.words;
    let at = i + words[i].cue_len as usize;
    let run = reader.run(at, words.len());
    let short = run == 1 && words[at].country.is_none();
    let copied = (at + run..at + run + 3).any(|j| {
        words
            .get(j)
            .is_some_and(|w| w.alone.has(Class::CopyPassive))
    });
    // "memberitahu KSU" is an office; behind a quotation an acronym is a medium as often.
    let office = words[i].cue.has(Class::Says) && words.get(at).is_some_and(|w| w.upper);
    let said = is_said(reader, i) && !office;
    let told = said && reader.is_single(at, run) && !reader.introduced(at, run);
    if short && copied || told || run > 0 && told_on(reader, at + run) {
        Mode::Any
    } else {
        Mode::Medium
    }
}

/// Whether words were said to the name behind word `i`: "ujar Sari kepada X", "mengatakan kepada X".
///
/// Behind other verbs ("menyampaikan surat kepada X") something else was given.
fn is_said(reader: &Reader<'_, '_>, i: usize) -> bool {
    const SAYS: ClassSet = ClassSet::of(&[Class::ReportBeforeWeak, Class::SaidHe, Class::Says]);
    let words = &reader.scan.words;
    let joined = |j: usize| words[j + 1..=i].iter().all(|w| w.gap == Gap::SPACE);
    words[i].cue.has(Class::Says)
        || (i.saturating_sub(3)..i).any(|j| words[j].cue.meets(SAYS) && joined(j))
}

/// "…, demikian Arus Baru.": a person who speaks was introduced before, a medium need not have been.
fn closing_mode(reader: &Reader<'_, '_>, i: usize) -> Mode {
    let words = &reader.scan.words;
    let at = i + words[i].cue_len as usize;
    let run = reader.run(at, words.len());
    let ends = |j: usize| {
        words
            .get(j)
            .is_none_or(|w| w.gap.has(Gap::STOP.or(Gap::LINE)))
    };
    if run > 0
        && ends(at + run)
        && words[i].gap.has(Gap::COMMA)
        && !(at..at + run).any(|j| reader.introduced(j, 1))
    {
        Mode::Any
    } else {
        Mode::Known
    }
}

/// Whether a date with its day in brackets follows at word `at`, after a comma: ", Selasa (26/2)".
fn told_on(reader: &Reader<'_, '_>, at: usize) -> bool {
    let words = &reader.scan.words;
    let weekday = |i: usize| words.get(i).is_some_and(|w| w.alone.has(Class::Light));
    let day = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| w.digit && w.gap.has(Gap::OPEN))
    };
    weekday(at) && words[at].gap.only(Gap::COMMA.or(Gap::SPACE)) && day(at + 1)
}

/// Whether the cue can take the name it met.
pub(super) fn admits(
    reader: &Reader<'_, '_>,
    cue: ClassSet,
    at: usize,
    mention: &Mention,
    described: bool,
    before: Option<ItemKind>,
) -> bool {
    // "kepada Sabah" on a Malay page is the state, not the Turkish daily.
    if (cue.has(Class::Recipient) || cue.has(Class::Interview)) && mention.quality < 1.0 {
        let record = reader.registry.get(&mention.source.id);
        let foreign = |r: &super::registry::Record| {
            !r.lang.is_empty() && !r.lang.iter().any(|l| l == reader.lang.code() || l == "en")
        };
        if record.is_some_and(|r| !matches!(r.kind, Kind::Agency | Kind::Generic) && foreign(r)) {
            return false;
        }
    }
    // "laporan UNCTAD": most acronyms in no registry that write reports are institutions.
    let nouns = ClassSet::of(&[Class::ReportNoun, Class::ReportNounWeak]);
    let reports = cue.meets(nouns) || cue.has(Class::ReportBefore);
    // "standar Data Security Standard": a capital inside a clause makes the noun a part of a title.
    let word = &reader.scan.words[at];
    if cue.meets(nouns) && mention.kind.is_none() && word.capital && word.gap == Gap::SPACE {
        return reader.scan.caseless;
    }
    if reports && mention.kind.is_none() && !mention.shown && !described {
        let name = &reader.scan.words[mention.words.clone()];
        if name.len() == 1 && name[0].upper && !reader.is_local(mention.words.start, 1) {
            return false;
        }
    }
    // "diperoleh dari laman X": what was handed to nobody in particular.
    let released = matches!(before, Some(ItemKind::Cue(c)) if c.has(Class::PressRelease));
    if cue.has(Class::Received) && mention.kind.is_none() && !released {
        return false;
    }
    // "denda pada stasiun televisi X" is given no words.
    if cue.has(Class::RecipientWeak) && !is_said(reader, at) {
        return false;
    }
    let persons = ClassSet::of(&[Class::ReportBeforeWeak, Class::ReportPassiveKnown]);
    // "kata Fajar", "melapor kepada RT": a name that is an ordinary word or a person's as well.
    let weak = cue.meets(persons) || cue.has(Class::Recipient) && !is_said(reader, at);
    if weak && !described && reader.is_homograph(mention) {
        return false;
    }
    // "kata DeGeneres", "ujar Media Officer Persija": behind a verb of persons a name must be a domain, or known to this
    // page, or relayed by another medium.
    if cue.meets(persons) && mention.kind.is_none() {
        let words = &mention.words;
        let domain = mention.source.surface.contains('.');
        let relayed = mention.shown && reader.is_relayed(words.end);
        return domain || relayed || described || reader.is_local(words.start, words.len());
    }
    if cue.has(Class::From) && !matches!(before, Some(ItemKind::Name(_))) {
        return mention.kind.is_some();
    }
    // "kata Instagram" is a company speaking; a platform is a source of posts only behind a copying verb.
    let speaks = ClassSet::of(&[
        Class::ReportBeforeWeak,
        Class::ReportNounWeak,
        Class::Recipient,
        Class::Interview,
        Class::RecipientWeak,
    ]);
    !(cue.meets(speaks) && mention.kind == Some(Kind::Social))
}
