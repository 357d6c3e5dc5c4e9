//! Credits that speak for the whole page: datelines, tails, source lines, republication formulas.
//!
//! A bracket, a dash or a label alone proves little; where it stands proves the rest. The same `(AFP)` is a dateline
//! before a dash at the head of a line, a source after the last sentence, and a picture's credit anywhere else.

use std::ops::Range;

use super::claim::{Relation, Source};
use super::draft::Draft;
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::slot::{Mention, Mode, Reader};
use crate::article::{Span, SpanKind};
use crate::clean::CleanArticle;

/// Most words of a bracket, a source line or a line of its own that can be a credit.
pub(super) const MAX_CREDIT: usize = 14;
/// A later line with so many words is prose or a caption: what stands before it is no tail.
pub(super) const PROSE: usize = 6;

/// Finds the page's article-wide credits.
pub(crate) fn read(reader: &Reader<'_, '_>, page: &CleanArticle, drafts: &mut Vec<Draft>) {
    let credits = Credits {
        reader,
        last_prose: last_prose(reader, page),
    };
    for span in &page.spans {
        if matches!(
            span.kind,
            SpanKind::Related | SpanKind::Title | SpanKind::Caption
        ) {
            continue;
        }
        for line in lines(reader, span) {
            if span.kind == SpanKind::Boilerplate {
                credits.line(&line, span.kind, drafts);
                continue;
            }
            credits.dateline(&line, span.kind == SpanKind::Dateline, drafts);
            credits.line(&line, span.kind, drafts);
        }
    }
}

/// A link line that names a medium.
pub(crate) fn related(reader: &Reader<'_, '_>, span: &Span) -> Option<Draft> {
    let words = reader.scan.within(span.start, span.end);
    let mention = words.clone().find_map(|i| {
        reader
            .bare(i, words.end)
            .filter(|m| m.kind.is_some_and(Kind::is_medium))
    })?;
    Some(draft(
        Relation::RelatedLink,
        &mention,
        Vec::new(),
        words,
        "related",
    ))
}

/// The words of each line of a span.
pub(crate) fn lines(reader: &Reader<'_, '_>, span: &Span) -> impl Iterator<Item = Range<usize>> {
    let words = &reader.scan.words;
    let mut rest = reader.scan.within(span.start, span.end);
    std::iter::from_fn(move || {
        let start = rest.next()?;
        let breaks = |i: &usize| words[*i].gap.has(Gap::LINE);
        let end = rest.clone().find(breaks).unwrap_or(rest.end);
        rest.start = end;
        Some(start..end)
    })
}

/// The first word of the last line of prose: a tail stands in it or behind it.
fn last_prose(reader: &Reader<'_, '_>, page: &CleanArticle) -> usize {
    let stops = ClassSet::of(&[
        Class::SourceLabel,
        Class::Related,
        Class::Republished,
        Class::Promo,
        Class::AuthorLabel,
        Class::Image,
    ]);
    let body = page.spans_of(SpanKind::Body).flat_map(|s| lines(reader, s));
    let prose = body.filter(|l| {
        let labelled = l
            .clone()
            .take(4)
            .any(|i| reader.scan.words[i].cue.meets(stops));
        l.len() >= PROSE && !labelled
    });
    prose.last().map_or(0, |l| l.start)
}

/// The page's credits being read.
pub(super) struct Credits<'r, 'p, 't> {
    pub(super) reader: &'r Reader<'p, 't>,
    /// First word of the last line of prose.
    pub(super) last_prose: usize,
}

impl Credits<'_, '_, '_> {
    /// Credits of one line, wherever in it they stand.
    fn line(&self, line: &Range<usize>, kind: SpanKind, drafts: &mut Vec<Draft>) {
        let words = &self.reader.scan.words;
        let tail = line.start >= self.last_prose && kind != SpanKind::Boilerplate;
        let before = drafts.len();
        let mut i = line.start;
        while i < line.end {
            let word = &words[i];
            let next = i + usize::from(word.cue_len).max(1);
            if word.cue.has(Class::Republished) {
                self.republished(i, next, line.end, drafts);
            } else if word.cue.has(Class::SourceLabel) && self.labels(next, line) {
                i = self.label(i, next, line, drafts).max(next);
                continue;
            } else if word.cue.has(Class::AuthorLabel) && i == line.start && self.labels(next, line)
            {
                if let Some(m) = self
                    .reader
                    .slot(next, next + 1, Mode::Known)
                    .or_else(|| self.reader.bare(next, line.end))
                    .filter(|m| !m.own && is_medium(m))
                {
                    drafts.push(draft(
                        Relation::RepublishedFrom,
                        &m,
                        Vec::new(),
                        i..m.words.end,
                        "author-line",
                    ));
                }
            } else if word.cue.has(Class::BylineStaff) {
                if let Some(m) = self
                    .reader
                    .slot(next, line.end, Mode::Medium)
                    .filter(|m| !m.own)
                {
                    drafts.push(draft(
                        Relation::BylineCredit,
                        &m,
                        Vec::new(),
                        i..m.words.end,
                        "staff-byline",
                    ));
                }
            } else if word.cue.has(Class::BylineTail) && (word.gap.has(Gap::OPEN) || tail) {
                self.list(i, next, line.end, drafts, "inputs");
            } else if word.cue.has(Class::BylineAfter) {
                self.contributed(line.start, i, next, drafts);
            } else if (word.gap.has(Gap::MARK) && self.scan_text(i).contains('©')
                || word.cue.has(Class::Copyright))
                && kind != SpanKind::Boilerplate
            {
                self.copyright(i, line.end, drafts);
            }
            if tail && word.gap.has(Gap::OPEN) {
                self.bracket(i, line, drafts);
            }
            i = next;
        }
        if tail && drafts.len() == before {
            self.unmarked_tail(line, kind, drafts);
        }
    }

    /// The raw text between word `i` and the word before it.
    pub(super) fn scan_text(&self, i: usize) -> &str {
        let scan = self.reader.scan;
        let from = i.checked_sub(1).map_or(0, |p| scan.words[p].end);
        &scan.text[from..scan.words[i].start]
    }

    /// Whether the credit over words `from..to` is of a picture.
    pub(super) fn is_picture(&self, from: usize, to: usize) -> bool {
        let words = &self.reader.scan.words;
        let here = (from.saturating_sub(1)..to.min(words.len())).any(|j| {
            words[j].alone.has(Class::Image)
                && (j >= from || words[from].gap.has(Gap::COLON.or(Gap::SLASH)))
        });
        let via = (from..to.min(words.len())).any(|j| words[j].alone.has(Class::Via));
        here || via
    }

    /// Claims for the names of one credit: two names with one relay are a chain, others are siblings.
    pub(super) fn push_credits(
        &self,
        mentions: &[Mention],
        words: Range<usize>,
        rule: &'static str,
        drafts: &mut Vec<Draft>,
    ) {
        let others: Vec<&Mention> = mentions.iter().filter(|m| !m.own).collect();
        let slashed = others
            .last()
            .is_some_and(|m| self.reader.scan.words[m.words.start].gap.has(Gap::SLASH));
        let relays = if slashed {
            others.iter().filter(|m| m.relay).count()
        } else {
            0
        };
        let relay = if others.len() == 2 && relays == 1 {
            others.iter().find(|m| m.relay)
        } else {
            None
        };
        for mention in &others {
            let via: Vec<Source> = match relay {
                Some(relay) if relay.source.id != mention.source.id => vec![relay.source.clone()],
                _ => Vec::new(),
            };
            drafts.push(draft(
                Relation::BylineCredit,
                mention,
                via,
                words.clone(),
                rule,
            ));
        }
    }
}

pub(super) fn is_medium(mention: &Mention) -> bool {
    mention.kind.is_some_and(Kind::is_medium)
}

pub(super) fn draft(
    relation: Relation,
    mention: &Mention,
    via: Vec<Source>,
    words: Range<usize>,
    rule: &'static str,
) -> Draft {
    Draft {
        relation,
        source: mention.source.clone(),
        via,
        words,
        shown: mention.shown,
        quality: mention.quality,
        rule,
    }
}
