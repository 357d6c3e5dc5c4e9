//! Credits that speak for the whole page: datelines, tails, source lines, republication formulas.
//!
//! A bracket, a dash or a label alone proves little; where it stands proves the rest. The same `(AFP)` is a dateline
//! before a dash at the head of a line, a source after the last sentence, and a picture's credit anywhere else.

use std::ops::Range;

use super::claim::{Relation, Source};
use super::lexicon::{Class, ClassSet};
use super::link::Draft;
use super::registry::Kind;
use super::scan::Gap;
use super::slot::{Mention, Mode, Reader};
use crate::article::{Span, SpanKind};
use crate::clean::CleanArticle;

/// Most words of a bracket, a source line or a line of its own that can be a credit.
const MAX_CREDIT: usize = 14;
/// A later line with so many words is prose or a caption: what stands before it is no tail.
const PROSE: usize = 6;

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
pub(crate) fn lines(reader: &Reader<'_, '_>, span: &Span) -> Vec<Range<usize>> {
    let words = reader.scan.within(span.start, span.end);
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in words {
        match out.last_mut() {
            Some(line) if !reader.scan.words[i].gap.has(Gap::LINE) => line.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
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

struct Credits<'r, 'p, 't> {
    reader: &'r Reader<'p, 't>,
    last_prose: usize,
}

impl Credits<'_, '_, '_> {
    /// `JAKARTA (ANTARA) -`, `MOSCOW, Feb 27 (Reuters) -`, `/TASS/.`, `MOSKOW, BALIPOST.com –`.
    fn dateline(&self, line: &Range<usize>, typed: bool, drafts: &mut Vec<Draft>) {
        let words = &self.reader.scan.words;
        for i in line.clone().take(9) {
            let word = &words[i];
            let gap = if i == line.start {
                Gap::default()
            } else {
                word.gap
            };
            let bracketed = word.gap.has(Gap::OPEN);
            let slashed = word.gap.has(Gap::SLASH) && (i == line.start || gap.has(Gap::SPACE));
            if let Some(mention) = self.in_slot(i, line.end) {
                let after = words.get(mention.words.end);
                let end_of_line = mention.words.end >= line.end;
                let dash = if end_of_line {
                    typed
                } else {
                    after.is_some_and(|w| w.gap.has(Gap::DASH))
                };
                let closed = after.is_none_or(|w| w.gap.has(Gap::CLOSE));
                let slash_end = after.is_none_or(|w| w.gap.has(Gap::SLASH));
                let announced = gap.has(Gap::DASH)
                    && i > line.start
                    && words[line.start].upper
                    && after.is_some_and(|w| w.gap.has(Gap::STOP));
                let agency = bracketed && closed && dash
                    || slashed && slash_end
                    || announced && mention.kind == Some(Kind::Agency);
                if agency && !mention.own && mention.kind.is_some() {
                    drafts.push(draft(
                        Relation::DatelineAgency,
                        &mention,
                        Vec::new(),
                        line.start..mention.words.end,
                        "dateline",
                    ));
                } else if dash && !bracketed && self.foreign_house(&mention) && i < line.start + 5 {
                    drafts.push(draft(
                        Relation::RepublishedFrom,
                        &mention,
                        Vec::new(),
                        line.start..mention.words.end,
                        "dateline-outlet",
                    ));
                }
                if agency || dash {
                    return;
                }
            }
            if !(word.capital
                || word.digit
                || word.alone.has(Class::Light)
                || self.reader.scan.caseless)
            {
                return;
            }
        }
    }

    /// Whether a dateline's outlet is another than the page's, which must be known or known to be withheld.
    fn foreign_house(&self, mention: &Mention) -> bool {
        let house = self.reader.house;
        let outlet = matches!(
            mention.kind,
            Some(Kind::Portal | Kind::Newspaper | Kind::Broadcaster)
        );
        let domain = mention.source.surface.contains('.');
        (house.withheld || !house.id.is_empty())
            && !mention.own
            && (outlet && domain || domain && mention.kind.is_none())
    }

    fn in_slot(&self, i: usize, limit: usize) -> Option<Mention> {
        let domain = || {
            let run = self.reader.run(i, limit);
            let named = run > 0 && self.reader.text(i, i + run).contains('.');
            named
                .then(|| self.reader.slot(i, i + run, Mode::Medium))
                .flatten()
        };
        self.reader.bare(i, limit).or_else(domain)
    }

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
            } else if word.gap.has(Gap::MARK) && self.scan_text(i).contains('©')
                || word.form == "copyright"
            {
                if kind != SpanKind::Boilerplate {
                    self.copyright(i, line.end, drafts);
                }
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
    fn scan_text(&self, i: usize) -> &str {
        let scan = self.reader.scan;
        let from = i.checked_sub(1).map_or(0, |p| scan.words[p].end);
        &scan.text[from..scan.words[i].start]
    }

    /// Whether a colon follows the label that ends before word `next`.
    fn labels(&self, next: usize, line: &Range<usize>) -> bool {
        next < line.end && self.reader.scan.words[next].gap.has(Gap::COLON)
    }

    /// "telah tayang di X", "kerja sama X dengan Y".
    fn republished(&self, at: usize, next: usize, limit: usize, drafts: &mut Vec<Draft>) {
        let words = &self.reader.scan.words;
        // "film itu tayang di X" is a programme; an article is named as one.
        if !(at.saturating_sub(6)..at).any(|j| words[j].alone.has(Class::RepublishedWhat)) {
            return;
        }
        let direct = self.reader.slot(next, limit, Mode::Any);
        let other = || {
            (next..limit.min(next + 7)).find_map(|j| {
                self.reader
                    .bare(j, limit)
                    .filter(|m| !m.own && is_medium(m))
            })
        };
        let found = match direct {
            _ if words[at].form == "merupakan" => other(),
            Some(m) if !m.own => Some(m),
            _ => None,
        };
        if let Some(m) = found {
            drafts.push(draft(
                Relation::RepublishedFrom,
                &m,
                Vec::new(),
                at..m.words.end,
                "republished",
            ));
        }
    }

    /// "Sumber: X, Y"; returns the word after the names.
    fn label(&self, at: usize, next: usize, line: &Range<usize>, drafts: &mut Vec<Draft>) -> usize {
        let words = &self.reader.scan.words;
        let picture = words[at].gap.has(Gap::OPEN) && at < self.last_prose;
        let mut mentions = self.names(next, line.end, Mode::Any);
        mentions.retain(|m| {
            m.kind.is_some()
                || self.reader.closes(m.words.end, line.end)
                || words[m.words.end].alone.has(Class::StaffLabel)
        });
        let end = mentions.last().map_or(next, |m| m.words.end);
        if picture || self.is_picture(at, end) {
            return end;
        }
        self.push_credits(&mentions, at..end, "source-line", drafts);
        end
    }

    /// Names joined by commas, slashes or list words, from word `at` on; remarks in brackets between them are passed.
    fn names(&self, at: usize, limit: usize, mode: Mode) -> Vec<Mention> {
        let words = &self.reader.scan.words;
        let joints = Gap::COMMA.or(Gap::SLASH).or(Gap::AND).or(Gap::PIPE);
        let last = limit.min(at + MAX_CREDIT);
        let mut out: Vec<Mention> = Vec::new();
        let mut i = at;
        while i < last {
            if i > at && words[i].gap.has(Gap::OPEN) {
                let close = (i + 1..last).find(|&j| words[j].gap.has(Gap::CLOSE));
                i = close.unwrap_or(last);
                if i == last || !words[i].gap.has(joints) {
                    break;
                }
            }
            let listed = words[i].alone.has(Class::List);
            if i > at
                && !listed
                && !words[i].gap.has(joints)
                && !words[i - 1].alone.has(Class::List)
            {
                break;
            }
            match self.reader.slot_after_mark(i, limit, mode) {
                Some(m) if !listed => {
                    i = m.words.end;
                    out.push(m);
                }
                _ if listed => i += 1,
                _ => break,
            }
        }
        out
    }

    /// Names behind "with inputs from".
    fn list(
        &self,
        at: usize,
        next: usize,
        limit: usize,
        drafts: &mut Vec<Draft>,
        rule: &'static str,
    ) {
        let mentions: Vec<Mention> = self
            .names(next, limit, Mode::Known)
            .into_iter()
            .filter(|m| m.kind.is_some())
            .collect();
        let end = mentions.last().map_or(next, |m| m.words.end);
        self.push_credits(&mentions, at..end, rule, drafts);
    }

    /// "X contributed to this report".
    fn contributed(&self, from: usize, at: usize, next: usize, drafts: &mut Vec<Draft>) {
        let start = from.max(at.saturating_sub(8));
        let mentions: Vec<Mention> = (start..at)
            .filter_map(|j| self.reader.bare(j, at))
            .filter(is_medium)
            .collect();
        if let Some(first) = mentions.first() {
            self.push_credits(&mentions, first.words.start..next, "contributed", drafts);
        }
    }

    /// "Copyright © X 2025" of another house.
    fn copyright(&self, at: usize, limit: usize, drafts: &mut Vec<Draft>) {
        let found = (at..limit.min(at + 4)).find_map(|j| self.reader.bare(j, limit));
        if let Some(m) = found.filter(|m| !m.own && is_medium(m)) {
            let house = self.reader.house;
            if house.withheld || !house.id.is_empty() {
                drafts.push(draft(
                    Relation::RepublishedFrom,
                    &m,
                    Vec::new(),
                    at..m.words.end,
                    "copyright",
                ));
            }
        }
    }

    /// `(AFP/OL-09)`, `[Antara]`, `(Name/SuperBall)` behind the last sentence.
    fn bracket(&self, at: usize, line: &Range<usize>, drafts: &mut Vec<Draft>) {
        let words = &self.reader.scan.words;
        let close = (at + 1..=line.end.min(at + MAX_CREDIT))
            .find(|&j| words.get(j).is_none_or(|w| w.gap.has(Gap::CLOSE)));
        let Some(end) = close else { return };
        let rest = line.end - end;
        if rest > PROSE && !self.closes_prose(end, line.end) || self.is_picture(at, end) {
            return;
        }
        if !self.after_sentence(at) && rest > 0 {
            return;
        }
        let mentions = self.parts(at, end);
        self.push_credits(&mentions, at..end, "bracket", drafts);
    }

    /// Whether what follows in the line is no prose: labels, links, promotion.
    fn closes_prose(&self, from: usize, to: usize) -> bool {
        let stops = ClassSet::of(&[
            Class::SourceLabel,
            Class::Related,
            Class::Republished,
            Class::Promo,
            Class::AuthorLabel,
        ]);
        (from..to.min(from + 5)).any(|j| self.reader.scan.words[j].cue.meets(stops))
    }

    /// Whether a sentence ends before word `at`.
    fn after_sentence(&self, at: usize) -> bool {
        let gap = self.reader.scan.words[at].gap;
        at == 0 || gap.has(Gap::STOP.or(Gap::LINE).or(Gap::QUOTE))
    }

    /// The media among the parts of a credit: each part a whole known name, or an unknown one that looks like a medium.
    fn parts(&self, from: usize, to: usize) -> Vec<Mention> {
        let words = &self.reader.scan.words;
        let mut out = Vec::new();
        let mut start = from;
        for i in from..=to {
            let splits = i == to
                || i > start
                    && (words[i]
                        .gap
                        .has(Gap::SLASH.or(Gap::COMMA).or(Gap::PIPE).or(Gap::AND))
                        || words[i].alone.has(Class::List));
            if !splits {
                continue;
            }
            let first = if words[start].alone.has(Class::List) {
                start + 1
            } else {
                start
            };
            if first < i {
                let whole = self.reader.whole(first, i);
                let slashed = to > i || from < start;
                let open = || {
                    self.reader
                        .slot(first, i, Mode::Medium)
                        .filter(|m| m.words.end == i && m.kind.is_none() && slashed)
                };
                out.extend(whole.or_else(open));
            }
            start = i;
        }
        out
    }

    /// A tail without brackets: `– Bernama`, a line that is names alone, or a last word `Reuters`.
    fn unmarked_tail(&self, line: &Range<usize>, kind: SpanKind, drafts: &mut Vec<Draft>) {
        let words = &self.reader.scan.words;
        let from = line.start.max(line.end.saturating_sub(8));
        for i in from..line.end {
            let gap = words[i].gap;
            let dashed = gap.has(Gap::DASH)
                && gap.has(Gap::STOP.or(Gap::SPACE).or(Gap::LINE).or(Gap::QUOTE));
            let alone = i == line.start && line.len() <= PROSE && kind != SpanKind::Byline;
            let ended = Gap::STOP.or(Gap::SPACE).or(Gap::QUOTE).or(Gap::CLOSE);
            let last = gap.has(Gap::STOP) && gap.only(ended) && gap.has(Gap::SPACE);
            if !(dashed || alone || last) || self.is_picture(i, line.end) {
                continue;
            }
            let mut mentions = self.parts(i, line.end);
            if dashed
                && mentions.is_empty()
                && gap.has(Gap::STOP.or(Gap::QUOTE).or(Gap::CLOSE).or(Gap::LINE))
                && (i..line.end).all(|j| words[j].upper && words[j].form.len() >= 3)
                && line.end - i <= 2
            {
                mentions.extend(self.reader.slot_after_mark(i, line.end, Mode::Any));
            }
            let agency = mentions.iter().any(|m| m.kind == Some(Kind::Agency));
            let short = alone && line.len() <= 2 && kind == SpanKind::Credit;
            let listed = (i..line.end)
                .filter(|&j| words[j].alone.has(Class::List))
                .count();
            let covered =
                mentions.iter().map(|m| m.words.len()).sum::<usize>() + listed == line.end - i;
            let with_person = alone
                && mentions.first().is_some_and(|m| {
                    m.words.start == i
                        && words.get(m.words.end).is_some_and(|w| w.gap.has(Gap::PIPE))
                });
            let proper = mentions.len() > 1 || words[i].capital;
            if (covered && (agency || dashed || short) || with_person && agency) && proper {
                self.push_credits(&mentions, i..line.end, "tail", drafts);
                return;
            }
        }
    }

    /// Whether the credit over words `from..to` is of a picture.
    fn is_picture(&self, from: usize, to: usize) -> bool {
        let words = &self.reader.scan.words;
        let here = (from.saturating_sub(1)..to.min(words.len())).any(|j| {
            words[j].alone.has(Class::Image)
                && (j >= from || words[from].gap.has(Gap::COLON.or(Gap::SLASH)))
        });
        let via = (from..to.min(words.len())).any(|j| words[j].alone.has(Class::Via));
        here || via
    }

    /// Claims for the names of one credit: two names with one relay are a chain, others are siblings.
    fn push_credits(
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

fn is_medium(mention: &Mention) -> bool {
    mention.kind.is_some_and(Kind::is_medium)
}

fn draft(
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
        quality: mention.quality,
        rule,
    }
}
