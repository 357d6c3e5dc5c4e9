//! Credits with a label: source lines, republication formulas, contributors, copyright.

use std::ops::Range;

use super::claim::Relation;
use super::credits::{Credits, MAX_CREDIT, draft, is_medium};
use super::draft::Draft;
use super::gap::Gap;
use super::lexicon::Class;
use super::slot::{Mention, Mode};

impl Credits<'_, '_, '_> {
    /// Whether a colon follows the label that ends before word `next`.
    pub(super) fn labels(&self, next: usize, line: &Range<usize>) -> bool {
        next < line.end && self.reader.scan.words[next].gap.has(Gap::COLON)
    }

    /// "telah tayang di X", "kerja sama X dengan Y".
    pub(super) fn republished(
        &self,
        at: usize,
        next: usize,
        limit: usize,
        drafts: &mut Vec<Draft>,
    ) {
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
            _ if words[at].cue.has(Class::Joint) => other(),
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
    pub(super) fn label(
        &self,
        at: usize,
        next: usize,
        line: &Range<usize>,
        drafts: &mut Vec<Draft>,
    ) -> usize {
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
    pub(super) fn names(&self, at: usize, limit: usize, mode: Mode) -> Vec<Mention> {
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
    pub(super) fn list(
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
    pub(super) fn contributed(&self, from: usize, at: usize, next: usize, drafts: &mut Vec<Draft>) {
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
    pub(super) fn copyright(&self, at: usize, limit: usize, drafts: &mut Vec<Draft>) {
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
}
