//! From drafts to results: positions, dates, confidence, and the chain of the whole page.
//!
//! Every cue gives a claim; branches are what remains when repeated and partial chains are taken together. A credit
//! for the whole page by a relay, beside exactly one other branch, is the near end of that branch: "… dilansir
//! Xinhua … sumber: Antara" is Antara, from Xinhua.

use std::ops::Range;

use super::claim::{Chain, Claim, Relation};
use super::draft::Draft;
use super::explain::{Factors, Reason};
use super::slot::Reader;
use super::trace::Note;
use crate::article::SpanKind;
use crate::clean::{CleanArticle, OutletSignKind};
use crate::text::dates::dates;

/// How far behind a claim its date may begin, in bytes, and how long the search is.
const DATE_NEAR: usize = 4;
const DATE_REACH: usize = 48;

/// The claims of `drafts` in order of position, each once, with date and confidence.
pub(crate) fn claims(
    reader: &Reader<'_, '_>,
    page: &CleanArticle,
    mut drafts: Vec<Draft>,
    min_confidence: f64,
) -> Vec<Claim> {
    let images: Vec<Range<usize>> = drafts
        .iter()
        .filter(|d| d.relation == Relation::ImageCredit)
        .map(|d| d.words.clone())
        .collect();
    drafts.retain(|d| {
        let pictured = |i: &Range<usize>| i.start <= d.words.start && d.words.end <= i.end;
        let stays = d.relation == Relation::ImageCredit || !images.iter().any(pictured);
        reader.trace.accept(stays, &d.words, Reason::Picture)
    });
    drafts.sort_by(|a, b| {
        (a.words.start, a.words.end, a.relation, &a.source.id).cmp(&(
            b.words.start,
            b.words.end,
            b.relation,
            &b.source.id,
        ))
    });
    let mut claims: Vec<Claim> = Vec::new();
    for draft in drafts {
        let words = draft.words.clone();
        let claim = claim(reader, page, draft);
        let trace = reader.trace;
        let sure = claim.confidence >= min_confidence;
        if trace.accept(sure, &words, Reason::LowConfidence)
            && trace.accept(!said_before(&claims, &claim), &words, Reason::Repeated)
        {
            claims.push(claim);
        }
    }
    claims.sort_by(|a, b| {
        (a.span.start, a.span.end, a.relation).cmp(&(b.span.start, b.span.end, b.relation))
    });
    claims
}

/// Whether the claim repeats one: the same words read twice, or an origin that was named already.
fn said_before(claims: &[Claim], claim: &Claim) -> bool {
    let id = |c: &Claim| c.source.as_ref().map(|s| s.id.clone());
    claims.iter().any(|c| {
        let same = id(c) == id(claim) && c.via == claim.via;
        let overlap = c.span.start < claim.span.end && claim.span.start < c.span.end;
        let tail = |c: &Claim| {
            matches!(
                c.relation,
                Relation::BylineCredit | Relation::RepublishedFrom | Relation::DatelineAgency
            )
        };
        same && (overlap && (c.relation == claim.relation || tail(c) && tail(claim))
            || claim.relation == Relation::StatementOf && c.relation == claim.relation)
    })
}

fn claim(reader: &Reader<'_, '_>, page: &CleanArticle, draft: Draft) -> Claim {
    let words = &reader.scan.words;
    let span = words[draft.words.start].start..words[draft.words.end - 1].end;
    let text = reader.scan.text;
    let window = span.end..char_floor(text, span.end + DATE_REACH);
    let mention = dates(text, window)
        .into_iter()
        .next()
        .filter(|d| d.range.start <= span.end + DATE_NEAR);
    let near = page.published.map(|p| p.start.local.date());
    let date_iso = mention
        .as_ref()
        .and_then(|d| d.date(near))
        .map(|d| d.to_string());
    let kind = page
        .spans
        .iter()
        .find(|s| s.start <= span.start && span.start < s.end)
        .map(|s| s.kind);
    let factors = Factors {
        base: base(&draft),
        quality: draft.quality,
        place: position(kind),
    };
    reader.trace.note(|| Note::Claimed {
        claim: draft.clone(),
        factors,
    });
    Claim {
        relation: draft.relation,
        confidence: (factors.base * factors.quality * factors.place).clamp(0.0, 1.0),
        source: Some(draft.source),
        via: draft.via,
        span,
        date: mention.map(|d| text[d.range].to_owned()),
        date_iso,
        rule: draft.rule,
    }
}

/// The last char boundary at or before `at`.
fn char_floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// How often a claim of this kind is right when its names are sure, as met on labelled pages and rounded.
fn base(draft: &Draft) -> f64 {
    match (draft.relation, draft.rule) {
        (Relation::StatementOf, "origin") | (Relation::SubjectMention, _) => 0.60,
        (Relation::BylineCredit, "inputs" | "contributed")
        | (Relation::StatementOf, _)
        | (Relation::RepublishedFrom, "author-line") => 0.80,
        (Relation::RepublishedFrom, "copyright") | (Relation::ImageCredit, _) => 0.85,
        (Relation::RepublishedFrom, "dateline-outlet") => 0.90,
        (Relation::OwnReporting | Relation::Disputed, _) => 0.93,
        (Relation::InterviewTo | Relation::ReportedBy, _) => 0.96,
        _ => 0.98,
    }
}

/// Where a claim stands: prose and credits are what cues were learnt on.
fn position(kind: Option<SpanKind>) -> f64 {
    match kind {
        Some(SpanKind::Related) => 0.6,
        Some(SpanKind::Boilerplate) => 0.8,
        _ => 1.0,
    }
}

/// The chain that `claims` make.
pub(crate) fn chain(reader: &Reader<'_, '_>, page: &CleanArticle, claims: &[Claim]) -> Chain {
    let mut branches: Vec<(Vec<String>, Rank)> = Vec::new();
    for claim in claims.iter().filter(|c| c.relation.builds_branch()) {
        let Some(source) = &claim.source else {
            continue;
        };
        let hops: Vec<String> = claim
            .via
            .iter()
            .chain([source])
            .map(|s| s.id.clone())
            .collect();
        match branches.iter_mut().find(|(b, _)| *b == hops) {
            Some((_, rank)) => *rank = (*rank).min(Rank::of(claim.relation)),
            None => branches.push((hops, Rank::of(claim.relation))),
        }
    }
    absorb(&mut branches);
    join_relay(reader, &mut branches);
    absorb(&mut branches);
    let main = main_branch(&branches);
    if let Some(main) = main {
        let first = branches.remove(main);
        branches.insert(0, first);
    }
    Chain {
        main: branches.first().map(|(b, _)| b.clone()).unwrap_or_default(),
        branches: branches.into_iter().map(|(b, _)| b).collect(),
        origin: distinct(
            claims
                .iter()
                .filter(|c| c.relation == Relation::StatementOf)
                .filter_map(|c| c.source.as_ref())
                .map(|s| s.id.clone()),
        ),
        implied: implied(reader, page, claims),
    }
}

/// What a branch counts for when the main one is chosen; smaller is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A cue in the text.
    Cue,
    /// A credit for the whole page.
    Credit,
    /// The page says where its text stood before.
    Republished,
    /// Words given to a medium.
    Interview,
}

impl Rank {
    fn of(relation: Relation) -> Self {
        match relation {
            Relation::RepublishedFrom => Self::Republished,
            Relation::BylineCredit | Relation::DatelineAgency => Self::Credit,
            Relation::InterviewTo => Self::Interview,
            _ => Self::Cue,
        }
    }
}

/// Drops branches whose hops all occur in a longer one.
fn absorb(branches: &mut Vec<(Vec<String>, Rank)>) {
    let all: Vec<Vec<String>> = branches.iter().map(|(b, _)| b.clone()).collect();
    branches.retain(|(b, _)| {
        !all.iter()
            .any(|long| long.len() > b.len() && b.iter().all(|hop| long.contains(hop)))
    });
    let mut seen: Vec<Vec<String>> = Vec::new();
    branches.retain(|(b, _)| {
        let fresh = !seen.contains(b);
        seen.push(b.clone());
        fresh
    });
}

/// Puts a credit for the whole page before the one other branch there is: the page that the text stood on, or a relay.
fn join_relay(reader: &Reader<'_, '_>, branches: &mut Vec<(Vec<String>, Rank)>) {
    let [(a, ra), (b, rb)] = branches.as_slice() else {
        return;
    };
    let relays = |branch: &[String], rank: Rank| {
        let relay = || reader.registry.get(&branch[0]).is_some_and(|r| r.relay);
        branch.len() == 1 && (rank == Rank::Republished || rank == Rank::Credit && relay())
    };
    // Two credits of one rank are siblings; a republished page stands nearer than what it credits in turn.
    let nearer = |a: &[String], ra: Rank, rb: Rank| {
        relays(a, ra) && ra != rb && !(ra == Rank::Credit && rb == Rank::Republished)
    };
    let joined = match () {
        () if nearer(a, *ra, *rb) => a.iter().chain(b).cloned().collect(),
        () if nearer(b, *rb, *ra) => b.iter().chain(a).cloned().collect(),
        () => return,
    };
    *branches = vec![(joined, Rank::Cue)];
}

/// The index of the main branch: the longest relay chain, else the strongest kind of credit, first come.
fn main_branch(branches: &[(Vec<String>, Rank)]) -> Option<usize> {
    let key = |i: &usize| {
        let (branch, rank) = &branches[*i];
        let hops = if branch.len() > 1 { branch.len() } else { 0 };
        (std::cmp::Reverse(hops), *rank, *i)
    };
    (0..branches.len()).min_by_key(key)
}

/// Houses that leak through: cautious agencies, agencies that were handed a text, promotion of another house.
fn implied(reader: &Reader<'_, '_>, page: &CleanArticle, claims: &[Claim]) -> Vec<String> {
    let leaks = claims.iter().filter(|c| {
        c.relation == Relation::Caution
            || c.relation == Relation::InterviewTo && c.rule == "received"
    });
    let houses = leaks
        .filter_map(|c| c.source.as_ref())
        .filter(|s| s.in_registry() && !s.id.starts_with("gen-"))
        .map(|s| s.id.clone());
    let own = |id: &str| reader.house.is(reader.registry, id, "");
    let promo = page
        .outlet_signs
        .iter()
        .filter(|s| s.kind == OutletSignKind::Promo)
        .filter_map(|s| reader.registry.find(&s.name))
        .map(|r| r.id.clone());
    distinct(houses.chain(promo.filter(|id| !own(id))))
}

fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for id in ids {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}
