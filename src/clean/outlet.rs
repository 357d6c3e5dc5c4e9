//! Signs of whose page it is: its address, its own datelines, headers, copyright lines and invitations.
//!
//! Signs are collected as written, in the order of the page; what they mean is for attribution to say, which has the
//! registry.

use std::sync::LazyLock;

use std::ops::Range;

use super::cues::{self, CueClass, WordSet};
use super::lines::Page;
use super::{OutletSign, OutletSignKind};
use crate::article::{Article, Span, SpanKind};
use crate::text::tokens::{Tokens, tokens};

static TRADE_WORDS: WordSet =
    LazyLock::new(|| cues::word_set(include_str!("data/trade_words.txt")));

static TOP_DOMAINS: WordSet =
    LazyLock::new(|| cues::word_set(include_str!("data/top_domains.txt")));

/// All signs of a typed page, that of the address first.
pub(super) fn signs(article: &Article, page: &Page<'_>, spans: &[Span]) -> Vec<OutletSign> {
    let mut signs = Vec::new();
    let story = spans
        .iter()
        .find(|s| s.kind == SpanKind::Body)
        .map_or(page.text.len(), |s| s.start);
    for span in spans {
        let text = &page.text[span.range()];
        let found = match span.kind {
            SpanKind::Dateline => dateline_names(text)
                .into_iter()
                .map(|r| (OutletSignKind::Dateline, r))
                .collect(),
            SpanKind::Boilerplate | SpanKind::Byline if span.start < story && heads(text) => {
                let first = domains(text).into_iter().take(1);
                first.map(|r| (OutletSignKind::Header, r)).collect()
            }
            SpanKind::Boilerplate | SpanKind::Credit => by_cue(text),
            _ => Vec::new(),
        };
        signs.extend(found.into_iter().map(|(kind, r)| OutletSign {
            kind,
            name: text[r.clone()].to_owned(),
            span: Some(span.start + r.start..span.start + r.end),
        }));
    }
    // A menu repeats its house many times; once is enough.
    let mut seen = std::collections::BTreeSet::new();
    signs.retain(|s| seen.insert((s.kind, s.name.to_lowercase())));
    let url = article
        .url
        .as_deref()
        .and_then(host)
        .map(|name| OutletSign {
            kind: OutletSignKind::Url,
            name,
            span: None,
        });
    url.into_iter().chain(signs).collect()
}

/// The host of an address, without `www.`, `m.` and `amp.`, in lower case.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let name = authority.rsplit('@').next()?.split(':').next()?;
    let name = name.trim_end_matches('.').to_lowercase();
    let mut bare = name.as_str();
    for prefix in ["www.", "m.", "amp."] {
        bare = bare
            .strip_prefix(prefix)
            .filter(|rest| rest.contains('.'))
            .unwrap_or(bare);
    }
    (bare.contains('.') && !bare.contains(char::is_whitespace)).then(|| bare.to_owned())
}

/// Whether a line is a bare domain, or begins with one and a mark: `HarianKota.com || Senin`.
fn heads(text: &str) -> bool {
    domains(text).first().is_some_and(|d| {
        let rest = text[d.end..].trim_start();
        d.start == 0 && (rest.is_empty() || rest.starts_with(['|', '-', '–', ',', '»']))
    })
}

/// The names in a dateline, outside brackets, that are houses and not places: domains, and names of two words or more
/// with a word of the trade (`CNN Indonesia`).
fn dateline_names(text: &str) -> Vec<Range<usize>> {
    let open = text.find('(').unwrap_or(text.len());
    let outside = &text[..open];
    let found = domains(outside);
    if !found.is_empty() {
        return found;
    }
    let mut at = 0;
    let mut names = Vec::new();
    for piece in outside.split_inclusive([',', '-', '–', '—', '|']) {
        let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let words = tokens(bare);
        let trade = words.iter().any(|w| is_trade_word(w.form));
        if trade && (2..=4).contains(&words.len()) {
            let start = at + (bare.as_ptr() as usize - piece.as_ptr() as usize);
            names.push(start..start + bare.len());
        }
        at += piece.len();
    }
    names
}

/// The words that tell the name of a house from that of a place or a person (`data/trade_words.txt`).
pub(super) fn is_trade_word(form: &str) -> bool {
    TRADE_WORDS.contains(form)
}

/// The names in a line of copyright or invitation.
fn by_cue(text: &str) -> Vec<(OutletSignKind, Range<usize>)> {
    let words = tokens(text);
    let class = cues::of_line(text, &words, &(0..words.len()));
    let mark = text.find('©').filter(|_| words.len() <= 60);
    let (kind, after) = match (mark, class) {
        (Some(mark), _) => {
            let after = words.iter().take_while(|w| w.start < mark).count();
            (OutletSignKind::Copyright, after)
        }
        (None, Some(c)) if c.class == CueClass::Copyright => {
            let opens = c.words.start == 0;
            (
                OutletSignKind::Copyright,
                if opens { c.words.end } else { 0 },
            )
        }
        (None, Some(c)) if c.class == CueClass::Promo => (OutletSignKind::Promo, c.words.end),
        _ => return Vec::new(),
    };
    let found = domains(text);
    if !found.is_empty() {
        return found.into_iter().map(|r| (kind, r)).collect();
    }
    capitalised_run(text, &words, after, kind)
        .map(|r| (kind, r))
        .into_iter()
        .collect()
}

/// The capitalised words behind word `after`, past years and, in a copyright line, `by` and marks.
fn capitalised_run(
    text: &str,
    words: &Tokens,
    after: usize,
    kind: OutletSignKind,
) -> Option<Range<usize>> {
    let skip = |form: &str| {
        let year = form.bytes().all(|b| b.is_ascii_digit());
        kind == OutletSignKind::Copyright && (year || matches!(form, "by" | "c" | "copyright"))
    };
    let first = (after..words.len()).find(|&i| !skip(words.get(i).form))?;
    let is_name = |i: usize| {
        let raw = &text[words.get(i).range()];
        let glued = i == first
            || !text[words.get(i - 1).end..words.get(i).start].contains(['.', ',', '|', ':']);
        raw.starts_with(char::is_uppercase) && glued
    };
    let last = (first..words.len().min(first + 5))
        .take_while(|&i| is_name(i))
        .last()?;
    Some(words.get(first).start..words.get(last).end)
}

/// Words before the ending of a domain; real ones have fewer, and a page may be one long line of dots.
const DOMAIN_WORDS: usize = 16;

/// The domains written in `text`, `HarianKota.co.id` or, in tokenised text, `HarianKota . co . id`.
pub(super) fn domains(text: &str) -> Vec<Range<usize>> {
    let words = tokens(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let dot = |i: usize| {
        let gap = &text[words.get(i - 1).end..words.get(i).start];
        gap == "." || gap == " . "
    };
    let mut i = 1;
    while i < words.len() {
        if !(is_top_domain(words.get(i).form) && dot(i)) {
            i += 1;
            continue;
        }
        let mut first = i - 1;
        while first > 0 && i - first < DOMAIN_WORDS {
            let gap = &text[words.get(first - 1).end..words.get(first).start];
            if !matches!(gap, "." | "-" | " . ") {
                break;
            }
            first -= 1;
        }
        let mut last = i;
        while last + 1 < words.len() && is_top_domain(words.get(last + 1).form) && dot(last + 1) {
            last += 1;
        }
        // `3.com` is a slip of the keyboard, `selesai.Di` two sentences.
        let name = words.get(i - 1);
        let named = name.form.chars().any(char::is_alphabetic) && name.form.len() >= 2;
        if named && found.last().is_none_or(|f| f.end <= words.get(first).start) {
            found.push(words.get(first).start..words.get(last).end);
        }
        i = last + 1;
    }
    found
}

/// The ends of domains that news pages have (`data/top_domains.txt`).
fn is_top_domain(form: &str) -> bool {
    TOP_DOMAINS.contains(form)
}
