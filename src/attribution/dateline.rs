//! Datelines: `JAKARTA (ANTARA) -`, `MOSCOW, Feb 27 (Reuters) -`, `/TASS/.`, `MOSKOW, BALIPOST.com –`.

use std::ops::Range;

use super::claim::Relation;
use super::credits::{Credits, draft};
use super::draft::Draft;
use super::gap::Gap;
use super::lexicon::Class;
use super::registry::Kind;
use super::slot::{Mention, Mode};

impl Credits<'_, '_, '_> {
    /// `JAKARTA (ANTARA) -`, `MOSCOW, Feb 27 (Reuters) -`, `/TASS/.`, `MOSKOW, BALIPOST.com –`.
    pub(super) fn dateline(&self, line: &Range<usize>, typed: bool, drafts: &mut Vec<Draft>) {
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
    pub(super) fn foreign_house(&self, mention: &Mention) -> bool {
        let house = self.reader.house;
        let outlet = matches!(
            mention.kind,
            Some(Kind::Portal | Kind::Newspaper | Kind::Broadcaster)
        );
        let domain = mention.source.surface.contains('.');
        (house.withheld || !house.id.is_empty())
            && !mention.own
            && domain
            && (outlet || mention.kind.is_none())
    }

    pub(super) fn in_slot(&self, i: usize, limit: usize) -> Option<Mention> {
        let domain = || {
            let run = self.reader.run(i, limit);
            let named = run > 0 && self.reader.text(i, i + run).contains('.');
            named
                .then(|| self.reader.slot(i, i + run, Mode::Medium))
                .flatten()
        };
        self.reader.bare(i, limit).or_else(domain)
    }
}
