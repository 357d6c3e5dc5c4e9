//! The link rule: names of one sentence joined into chains.
//!
//! Walk the licensed names from left to right and look only at what stands between one and the next:
//!
//! | between | the next name is |
//! |---|---|
//! | only separators ("," "dan" "/") | a sibling: a branch of its own with the same neighbours |
//! | "via", "dipantau" | nearer to the outlet |
//! | a passive copying or reporting verb whose agent it is | nearer |
//! | "dari" | farther |
//! | an active copying verb | farther |
//! | a recipient cue ("kepada") | farther, as the medium the words were given to |
//! | a date or comma, and a reporting verb behind it | farther |
//! | anything else | the start of a chain of its own |
//!
//! Hops that lead back to the outlet are dropped at the end, not before: "dikutip detikcom dari X" needs both.

use super::draft::{Draft, flush};
use super::explain::{Reason, Step};
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::sentence::{ACTIVE, ItemKind, License, PASSIVE, Placed, Role, Sentence};
use super::slot::Reader;
use super::trace::Note;

/// A hop of a chain being built.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    pub(super) name: usize,
    pub(super) role: Role,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// How a name hangs on the chain before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Sibling,
    Nearer,
    Farther,
    Apart,
}

/// Most words between two names of one chain, where no recipient is involved.
const MAX_BETWEEN: usize = 4;

/// The claims of one sentence, in order.
pub(crate) fn claims(reader: &Reader<'_, '_>, sentence: &Sentence) -> Vec<Draft> {
    let mut drafts = Vec::new();
    // Chains that run side by side, each with the nearest hop first.
    let mut chains: Vec<Vec<Hop>> = Vec::new();
    let mut last: Option<usize> = None;
    // The cue that governs each name; the later names of a list share that of the first.
    let mut governed: Vec<Option<License>> = sentence.names.iter().map(|n| n.left).collect();
    for (n, name) in sentence.names.iter().enumerate() {
        let words = &name.mention.words;
        let link = last.map_or(Link::Apart, |p| link(reader, sentence, p, n, governed[p]));
        // "Dikutip dari B, media pemerintah melaporkan": what unnamed media say in B's report is B's.
        let unnamed = name.mention.kind == Some(Kind::Generic) && name.left.is_none();
        let quoted = link == Link::Farther && unnamed;
        if !reader.trace.accept(!quoted, words, Reason::Spread) {
            continue;
        }
        // A body that speaks for itself is no nearer hop: "disampaikan oleh Gedung Putih".
        let link = if link == Link::Nearer && name.mention.origin {
            Link::Apart
        } else {
            link
        };
        let licensed = link != Link::Apart || stands_alone(sentence, n);
        if !reader.trace.accept(licensed, words, Reason::NoCue) {
            continue;
        }
        // "X, yang dikutip berbagai media" tells that a report spread, not how it came here.
        let spread = link == Link::Nearer && name.mention.source.id == "gen-various";
        if !reader.trace.accept(!spread, words, Reason::Spread) {
            continue;
        }
        if let Some(p) = last
            && let Some(step) = step(reader, link, name)
        {
            let words = sentence.names[p].mention.words.start..words.end;
            reader.trace.note(|| Note::Linked { words, step });
        }
        let hop = hop(name, n, sentence);
        match (link, last) {
            (Link::Sibling, Some(twin)) => {
                governed[n] = governed[twin];
                add_sibling(&mut chains, twin, hop);
            }
            (Link::Nearer, _) => chains.iter_mut().for_each(|c| c.insert(0, hop)),
            (Link::Farther, _) => chains
                .iter_mut()
                .for_each(|c| push_medium(sentence, c, hop)),
            _ => {
                flush(reader.trace, sentence, &mut chains, &mut drafts);
                chains.push(vec![hop]);
            }
        }
        last = Some(n);
    }
    flush(reader.trace, sentence, &mut chains, &mut drafts);
    drafts
}

/// Whether name `n` is a source without the help of another name, or has one behind it to be linked to.
fn stands_alone(sentence: &Sentence, n: usize) -> bool {
    let name = &sentence.names[n];
    if name.mention.source.id == "gen-various" {
        // "dikutip oleh berbagai media" tells who took it over, not whom it was taken from.
        let agent = sentence.items[..name.item]
            .last()
            .is_some_and(|i| matches!(i.kind, ItemKind::Cue(c) if c.has(Class::By)));
        return !agent && name.left.is_some_and(|l| l.role == Role::Copy);
    }
    if name
        .left
        .is_some_and(|l| l.role != Role::From && l.role != Role::Via)
        || name.right.is_some()
    {
        return true;
    }
    if name.left.is_some_and(|l| l.role == Role::From) && name.mention.origin {
        return true;
    }
    // "X dari Y melaporkan", "X/Y melaporkan": licensed through the next name.
    sentence.names.get(n + 1).is_some_and(|next| {
        let between = next.item - name.item;
        next.right.is_some()
            && (next
                .left
                .is_some_and(|l| l.role == Role::From && l.cue.has(Class::From))
                && between == 2
                || between == 1)
    })
}

/// The hop that name `n` makes by itself.
fn hop(name: &Placed, n: usize, sentence: &Sentence) -> Hop {
    let words = &name.mention.words;
    let license = name.left.or(name.right);
    let role = match license {
        Some(License {
            role: Role::Via, ..
        })
        | None => Role::Copy,
        Some(License {
            role: Role::From, ..
        }) => name.right.map_or(Role::Copy, |r| r.role),
        Some(l) => l.role,
    };
    // The cue in front belongs to the span, and the verb behind if there is no cue in front.
    let first = name.left.map_or(words.start, |l| l.first).min(words.start);
    let end = if name.left.is_some() {
        words.end
    } else {
        name.right.map_or(words.end, |r| {
            if r.role == Role::Via {
                words.end
            } else {
                r.end
            }
        })
    };
    let first = sentence
        .items
        .get(name.item.wrapping_sub(1))
        .filter(|i| matches!(i.kind, ItemKind::Cue(c) if c.has(Class::Descriptor)))
        .map_or(first, |i| first.min(i.words.start));
    Hop {
        name: n,
        role,
        first,
        end,
    }
}

/// How name `n` hangs on name `p`, the last name accepted before it.
fn link(
    reader: &Reader<'_, '_>,
    sentence: &Sentence,
    p: usize,
    n: usize,
    governed: Option<License>,
) -> Link {
    let (prev, next) = (&sentence.names[p], &sentence.names[n]);
    let between = Between::of(reader, sentence, prev.item, next.item);
    let to_interview = prev.left.is_some_and(|l| l.role == Role::Interview);
    let carried = governed.is_some_and(|l| matches!(l.role, Role::Copy | Role::Report));
    let reports = next.right.is_some_and(|r| r.role != Role::Via);
    let listed = between.joined || !(carried && reports && prev.right.is_none());
    if between.separators && next.left.is_none() && listed {
        let compound = reader.scan.words[next.mention.words.start]
            .gap
            .has(Gap::SLASH);
        // "Antara/Xinhua": one of the two relays the other.
        return match (compound, prev.mention.relay, next.mention.relay) {
            (true, true, false) => Link::Farther,
            (true, false, true) => Link::Nearer,
            _ => Link::Sibling,
        };
    }
    let Some(left) = next.left else {
        // "Dilansir B, Rabu (2/4), A melaporkan": what B carried is A's report.
        return if carried
            && reports
            && between.words == 0
            && between.cues.is_empty()
            && !between.joined
        {
            Link::Farther
        } else {
            Link::Apart
        };
    };
    let near = between.words <= MAX_BETWEEN;
    match left.role {
        Role::Via if between.words <= 3 => Link::Nearer,
        Role::From if between.words == 0 => Link::Farther,
        Role::Copy | Role::Report if left.cue.meets(PASSIVE) && (near || to_interview) => {
            Link::Nearer
        }
        Role::Copy if left.cue.meets(ACTIVE) && to_interview => Link::Nearer,
        Role::Copy if left.cue.meets(ACTIVE) && near && between.words <= 2 => Link::Farther,
        Role::Interview if matches!(prev.left, Some(l) if l.role == Role::Copy || l.role == Role::Report && l.cue.meets(PASSIVE)) => {
            Link::Farther
        }
        Role::Report if left.cue.has(Class::ReportNoun) || left.cue.has(Class::ReportNounWeak) => {
            let carried = prev
                .left
                .is_some_and(|l| l.cue.meets(PASSIVE) || l.cue.meets(ACTIVE));
            if carried && between.words == 0 {
                Link::Farther
            } else {
                Link::Apart
            }
        }
        _ => Link::Apart,
    }
}

/// The row of the link rule by which `next` hangs on the name before it; none where it does not.
fn step(reader: &Reader<'_, '_>, link: Link, next: &Placed) -> Option<Step> {
    let slashed = || {
        reader.scan.words[next.mention.words.start]
            .gap
            .has(Gap::SLASH)
    };
    let left = next.left.map(|l| (l.role, l.cue));
    Some(match (link, left) {
        (Link::Apart, _) => return None,
        (Link::Sibling, _) => Step::ListSibling,
        (Link::Nearer, None) => Step::SlashNearer,
        (Link::Nearer, Some((Role::Via, _))) => Step::ViaNearer,
        (Link::Nearer, Some((_, cue))) if cue.meets(PASSIVE) => Step::PassiveNearer,
        (Link::Nearer, Some(_)) => Step::ActiveNearer,
        (Link::Farther, None) if slashed() => Step::SlashFarther,
        (Link::Farther, None) => Step::VerbFarther,
        (Link::Farther, Some((Role::From, _))) => Step::FromFarther,
        (Link::Farther, Some((Role::Interview, _))) => Step::RecipientFarther,
        (Link::Farther, Some((Role::Report, _))) => Step::NounFarther,
        (Link::Farther, Some(_)) => Step::ActiveFarther,
    })
}

/// What stands between two names.
struct Between {
    /// Words that are neither cues nor light.
    words: usize,
    /// Cues that mean something for a chain.
    cues: ClassSet,
    /// Nothing but commas, slashes and list words.
    separators: bool,
    /// A list word is among it.
    joined: bool,
}

impl Between {
    fn of(reader: &Reader<'_, '_>, sentence: &Sentence, from: usize, to: usize) -> Self {
        let mut between = Self {
            words: 0,
            cues: ClassSet::default(),
            separators: true,
            joined: false,
        };
        let ignored = ClassSet::of(&[
            Class::Head,
            Class::Filler,
            Class::Light,
            Class::By,
            Class::MediaWord,
            Class::Place,
            Class::NotMedium,
        ]);
        for item in &sentence.items[from + 1..to] {
            match item.kind {
                ItemKind::Word => (between.words, between.separators) = (between.words + 1, false),
                ItemKind::Light | ItemKind::Name(_) => between.separators = false,
                ItemKind::Cue(c) if c.has(Class::List) => between.joined = true,
                ItemKind::Cue(c) if c.has(Class::Descriptor) || c.has(Class::Staff) => {}
                ItemKind::Cue(c) => {
                    between.separators = false;
                    if !c.meets(ignored) {
                        between.cues.insert(c);
                    }
                }
            }
        }
        let next = &reader.scan.words[sentence.items[to].words.start];
        let marks = Gap::SPACE
            .or(Gap::COMMA)
            .or(Gap::SLASH)
            .or(Gap::PIPE)
            .or(Gap::AND)
            .or(Gap::QUOTE);
        let marked = next
            .gap
            .has(Gap::COMMA.or(Gap::SLASH).or(Gap::PIPE).or(Gap::AND));
        between.separators &= next.gap.only(marks) && (marked || between.joined);
        between
    }
}

/// Adds a farther hop; where the news began stays at the far end: "sebut kementerian, dikutip A dari B".
fn push_medium(sentence: &Sentence, chain: &mut Vec<Hop>, hop: Hop) {
    let origin = |h: &Hop| sentence.names[h.name].mention.origin;
    let at = chain
        .iter()
        .position(|h| origin(h) && !origin(&hop))
        .unwrap_or(chain.len());
    chain.insert(at, hop);
}

/// Puts a twin of hop `twin` beside it: "MEE dan Anadolu" behind one verb.
fn add_sibling(chains: &mut Vec<Vec<Hop>>, twin: usize, hop: Hop) {
    let mut fresh = Vec::new();
    for chain in chains.iter() {
        if let Some(at) = chain.iter().position(|h| h.name == twin) {
            let mut copy = chain.clone();
            copy[at] = Hop {
                role: chain[at].role,
                first: chain[at].first,
                ..hop
            };
            copy[at].end = hop.end;
            fresh.push(copy);
        }
    }
    chains.append(&mut fresh);
}
