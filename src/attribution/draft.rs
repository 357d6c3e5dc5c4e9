//! From a finished chain to claims: the far end, what remains nearer, and the words they rest on.

use std::ops::Range;

use super::claim::{Relation, Source};
use super::explain::Reason;
use super::link::Hop;
use super::registry::Kind;
use super::sentence::{Role, Sentence};
use super::trace::Trace;

/// How sure one link of a chain is, `0.0..=1.0`.
const LINK: f64 = 0.99;

/// A claim before dates and article-wide rules; words instead of bytes.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) relation: Relation,
    pub(crate) source: Source,
    pub(crate) via: Vec<Source>,
    pub(crate) words: Range<usize>,
    /// The source is shown to be a medium: by a descriptor before it, or by a sign of its own.
    pub(crate) shown: bool,
    pub(crate) quality: f64,
    pub(crate) rule: &'static str,
}

/// Turns finished chains into claims.
pub(super) fn flush(
    trace: &Trace,
    sentence: &Sentence,
    chains: &mut Vec<Vec<Hop>>,
    drafts: &mut Vec<Draft>,
) {
    for chain in chains.drain(..) {
        let own = |h: &Hop| {
            let mention = &sentence.names[h.name].mention;
            !trace.accept(!mention.own, &mention.words, Reason::OwnHouse)
        };
        let hops: Vec<Hop> = chain.iter().copied().filter(|h| !own(h)).collect();
        if hops.is_empty() {
            drafts.extend(chain.iter().filter_map(|h| own_reporting(sentence, h)));
        } else {
            let span = chain
                .iter()
                .filter(|h| own(h) && h.role != Role::Interview)
                .fold(None, |s, h| {
                    Some(s.map_or(h.first, |f: usize| f.min(h.first)))
                });
            emit(trace, sentence, &hops, span, drafts);
        }
    }
}

/// "kepada <own outlet>": evidence of original work; "dilansir <own outlet>" is nothing.
fn own_reporting(sentence: &Sentence, hop: &Hop) -> Option<Draft> {
    let met = matches!(hop.role, Role::Interview | Role::Received | Role::Met);
    let mention = &sentence.names[hop.name].mention;
    met.then(|| Draft {
        relation: Relation::OwnReporting,
        source: mention.source.clone(),
        via: Vec::new(),
        words: hop.first..hop.end,
        shown: false,
        quality: 0.9,
        rule: "own-recipient",
    })
}

/// The claims of one chain, farthest hop first: one for the chain, and one for what remains without an interviewed or
/// original source at its end.
fn emit(
    trace: &Trace,
    sentence: &Sentence,
    hops: &[Hop],
    opened: Option<usize>,
    drafts: &mut Vec<Draft>,
) {
    let Some((far, near)) = hops.split_last() else {
        return;
    };
    let mention = |h: &Hop| &sentence.names[h.name].mention;
    let source = mention(far);
    let via: Vec<Source> = near.iter().map(|h| mention(h).source.clone()).collect();
    let first = hops
        .iter()
        .map(|h| h.first)
        .chain(opened)
        .min()
        .unwrap_or(far.first);
    let end = hops.iter().map(|h| h.end).max().unwrap_or(far.end);
    // Each link between two names can be read the wrong way round.
    let links = std::iter::repeat_n(LINK, near.len()).product::<f64>();
    let quality = hops.iter().map(|h| mention(h).quality).product::<f64>() * links;
    let interviewed = matches!(far.role, Role::Interview | Role::Received | Role::Met);
    let (relation, words, rule) = match () {
        () if source.origin => (
            Relation::StatementOf,
            far.first.min(source.words.start)..far.end,
            "origin",
        ),
        () if far.role == Role::Received => (Relation::InterviewTo, far.first..far.end, "received"),
        () if interviewed => (Relation::InterviewTo, far.first..far.end, "recipient"),
        () if !near.is_empty() => (Relation::RelayedVia, first..end, "relay"),
        () if far.role == Role::Report => (Relation::ReportedBy, first..end, "report"),
        () => (Relation::QuotedFrom, first..end, "copy"),
    };
    let stated = relation != Relation::StatementOf || states(sentence, far);
    if !trace.accept(stated, &source.words, Reason::NoStatement) {
        return;
    }
    let splits = matches!(relation, Relation::StatementOf | Relation::InterviewTo);
    drafts.push(Draft {
        relation,
        source: source.source.clone(),
        via,
        words,
        shown: source.shown,
        quality,
        rule,
    });
    if splits && !near.is_empty() {
        emit(trace, sentence, near, opened, drafts);
    }
}

/// Whether an original source speaks for itself here: "kata X" needs a body the registry knows.
fn states(sentence: &Sentence, hop: &Hop) -> bool {
    let name = &sentence.names[hop.name];
    match name.mention.kind {
        Some(Kind::Social) => name
            .left
            .is_some_and(|l| matches!(l.role, Role::Copy | Role::From)),
        Some(Kind::Government) => !matches!(hop.role, Role::Interview | Role::Met | Role::Received),
        _ => true,
    }
}
