//! Tails: credits behind the last sentence, in brackets, after a dash, or as a line of their own.

use std::ops::Range;

use super::credits::{Credits, MAX_CREDIT, PROSE};
use super::draft::Draft;
use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::registry::Kind;
use super::slot::{Mention, Mode};
use crate::article::SpanKind;

impl Credits<'_, '_, '_> {
    /// `(AFP/OL-09)`, `[Antara]`, `(Name/SuperBall)` behind the last sentence.
    pub(super) fn bracket(&self, at: usize, line: &Range<usize>, drafts: &mut Vec<Draft>) {
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
        let mut mentions = self.parts(at, end);
        let beside = self.beside_agency(at, end);
        if beside.len() > mentions.len() {
            mentions = beside;
        }
        self.push_credits(&mentions, at..end, "bracket", drafts);
    }

    /// Whether what follows in the line is no prose: labels, links, promotion.
    pub(super) fn closes_prose(&self, from: usize, to: usize) -> bool {
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
    pub(super) fn after_sentence(&self, at: usize) -> bool {
        let gap = self.reader.scan.words[at].gap;
        at == 0 || gap.has(Gap::STOP.or(Gap::LINE).or(Gap::QUOTE))
    }

    /// The media among the parts of a credit: each part a whole known name, or an unknown one that looks like a medium.
    pub(super) fn parts(&self, from: usize, to: usize) -> Vec<Mention> {
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

    /// The names beside a known agency in a short credit: `(Antara/Arus)`, `(dpa, psr)`. Empty if there is no such name.
    ///
    /// Beside a slash a reporter signs as well, with two names or a code in small letters; beside a comma, agencies alone.
    fn beside_agency(&self, from: usize, to: usize) -> Vec<Mention> {
        let words = &self.reader.scan.words;
        let inner = &words[from + 1..to];
        let slashed = inner.len() == 1 && inner[0].gap.has(Gap::SLASH);
        let listed = (1..3).contains(&inner.len()) && inner.iter().all(|w| w.gap.has(Gap::COMMA));
        let named = |j: usize| {
            let (word, n) = (&words[j], words[j].form.chars().count());
            word.alone.is_empty()
                && (slashed && word.capital && n >= 4 || listed && (2..=5).contains(&n))
        };
        let read = |j: usize| {
            let known = self.reader.whole(j, j + 1);
            known.or_else(|| named(j).then(|| self.reader.unknown(j, 1)))
        };
        let all: Option<Vec<Mention>> = (from..to).map(read).collect();
        let agency = |m: &Mention| m.kind == Some(Kind::Agency);
        all.filter(|m| (slashed || listed) && m.iter().any(agency))
            .unwrap_or_default()
    }

    /// The parts of a credit behind a dash that closes a story, names that no registry knows: `– Bernama`, `– AFP/DPA`.
    ///
    /// A reporter signs with two names, an agency with one: each part is a single capital word that means nothing else.
    fn open_parts(&self, from: usize, to: usize) -> Vec<Mention> {
        let words = &self.reader.scan.words;
        let single = |j: usize| {
            let word = &words[j];
            let parted =
                j == from || word.gap.only(Gap::SLASH.or(Gap::SPACE)) && word.gap.has(Gap::SLASH);
            parted && word.capital && word.alone.is_empty() && word.form.chars().count() >= 3
        };
        if !(from..to).all(single) {
            return Vec::new();
        }
        let read = |j| self.reader.slot_after_mark(j, j + 1, Mode::Any);
        (from..to).filter_map(read).collect()
    }

    /// Whether the dash before word `i` is one of a list of points: another stands at the head of the line before, or
    /// shortly before it in the same line.
    fn is_listed(&self, i: usize, start: usize) -> bool {
        let words = &self.reader.scan.words;
        if i == start {
            let line_before = (0..i)
                .rev()
                .find(|&j| j == 0 || words[j].gap.has(Gap::LINE));
            return line_before.is_some_and(|j| words[j].gap.has(Gap::DASH));
        }
        let point = Gap::DASH.or(Gap::STOP);
        (i.saturating_sub(8).max(start + 1)..i).any(|j| {
            words[j].gap.has(Gap::DASH)
                && words[j].gap.has(Gap::STOP)
                && words[j].gap.only(point.or(Gap::SPACE))
        })
    }

    /// A tail without brackets: `– Bernama`, a line that is names alone, or a last word `Reuters`.
    pub(super) fn unmarked_tail(
        &self,
        line: &Range<usize>,
        kind: SpanKind,
        drafts: &mut Vec<Draft>,
    ) {
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
            if dashed && !self.is_listed(i, line.start) && self.after_sentence(i) {
                let open = self.open_parts(i, line.end);
                if open.len() > mentions.len() {
                    mentions = open;
                }
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
}
