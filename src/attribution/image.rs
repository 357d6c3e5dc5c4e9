//! Credits of pictures and videos, which are never sources of the text.
//!
//! A photo word ("Foto: X", "Doc: Name/X"), a person's name beside the agency's, or a bracket under a caption.

use std::ops::Range;

use super::claim::{Relation, Source};
use super::credits::lines;
use super::draft::Draft;
use super::gap::Gap;
use super::lexicon::Class;
use super::slot::{Mention, Reader};
use crate::article::SpanKind;
use crate::clean::CleanArticle;

/// Most words between a photo word and the name it credits.
const REACH: usize = 9;

/// Finds the image credits of `page`.
pub(crate) fn read(reader: &Reader<'_, '_>, page: &CleanArticle, drafts: &mut Vec<Draft>) {
    for span in &page.spans {
        if matches!(span.kind, SpanKind::Related | SpanKind::Title) {
            continue;
        }
        let picture = span.kind == SpanKind::Caption;
        for line in lines(reader, span) {
            let before = drafts.len();
            labelled(reader, &line, drafts);
            if drafts.len() == before {
                bracketed(reader, &line, picture, drafts);
            }
            if drafts.len() == before && (picture || span.kind == SpanKind::Credit) {
                at_an_end(reader, &line, drafts);
            }
        }
    }
}

/// "Foto: X", "Foto/X", "Doc: Name/X", "Photo by Name / X", "Credit: X Photo".
fn labelled(reader: &Reader<'_, '_>, line: &Range<usize>, drafts: &mut Vec<Draft>) {
    let words = &reader.scan.words;
    for i in line.clone() {
        if !words[i].cue.has(Class::Image) {
            continue;
        }
        let next = i + words[i].cue_len as usize;
        let marked = words.get(next).is_some_and(|w| {
            next < line.end
                && w.gap
                    .has(Gap::COLON.or(Gap::SLASH).or(Gap::MARK).or(Gap::STOP))
                || w.form == "by"
        });
        let named = next < line.end
            && reader.bare(next, line.end).is_some()
            && words[next].gap == Gap::SPACE
            && (words[i].capital || words[i].cue_len > 1);
        if !marked && !named {
            continue;
        }
        let end = (next..line.end.min(next + REACH))
            .find(|&j| j > next && words[j].gap.has(Gap::CLOSE))
            .unwrap_or(line.end.min(next + REACH));
        let first = if words[i].gap.has(Gap::OPEN) || marked {
            i
        } else {
            next
        };
        if push(reader, first..end, next, drafts) {
            return;
        }
    }
}

/// "(Name/AFP)", "(Li W./Xinhua via AP)", and under a caption "(ANTARA/Xinhua)" or "(AFP)".
fn bracketed(reader: &Reader<'_, '_>, line: &Range<usize>, picture: bool, drafts: &mut Vec<Draft>) {
    let words = &reader.scan.words;
    for i in line.clone().filter(|&i| words[i].gap.has(Gap::OPEN)) {
        let close =
            (i + 1..=line.end).find(|&j| words.get(j).is_none_or(|w| w.gap.has(Gap::CLOSE)));
        let Some(end) = close.filter(|end| end - i <= REACH) else {
            continue;
        };
        let person =
            (i + 1..end).any(|j| words[j].gap.has(Gap::SLASH.or(Gap::COLON))) && end - i >= 3;
        let via =
            (i..end).any(|j| words[j].alone.has(Class::Via) || words[j].alone.has(Class::Image));
        let claimed = drafts
            .iter()
            .any(|d| d.words.start < end && i < d.words.end);
        if (picture || via || person) && !claimed {
            push(reader, i..end, i, drafts);
        }
    }
}

/// A caption that begins or ends with a bare agency: "REUTERS TUNJUK perasaan …", "AFP/KARIM B.".
fn at_an_end(reader: &Reader<'_, '_>, line: &Range<usize>, drafts: &mut Vec<Draft>) {
    let words = &reader.scan.words;
    let ends = [line.start, line.end - 1];
    for i in ends {
        let agency = reader
            .bare(i, line.end)
            .filter(|m| m.kind == Some(super::registry::Kind::Agency) && !m.own);
        let marked = words[i].upper || i + 1 == line.end;
        if let Some(m) = agency.filter(|_| marked) {
            let claimed = drafts
                .iter()
                .any(|d| d.words.start < m.words.end && i < d.words.end);
            if !claimed {
                drafts.push(draft(&m, Vec::new(), m.words.clone()));
            }
            return;
        }
    }
}

/// Claims for the names from word `from` to the end of `span`; whether there was one.
fn push(reader: &Reader<'_, '_>, span: Range<usize>, from: usize, drafts: &mut Vec<Draft>) -> bool {
    let words = &reader.scan.words;
    let mut mentions: Vec<Mention> = Vec::new();
    let mut i = from;
    while i < span.end {
        match reader
            .bare(i, span.end)
            .or_else(|| reader.whole(i, i + 1))
            .filter(|m| m.kind.is_some())
        {
            Some(m) => {
                i = m.words.end;
                mentions.push(m);
            }
            None => i += 1,
        }
    }
    let Some(last) = mentions.last() else {
        return false;
    };
    let words_of_claim = span.start..last.words.end.max(span.end.min(last.words.end));
    let via = (span.start..span.end).any(|j| words[j].alone.has(Class::Via));
    let relays = mentions.iter().filter(|m| m.relay).count();
    let far_then_near = via && mentions.len() == 2;
    let compound = !via && mentions.len() == 2 && relays == 1;
    for (n, m) in mentions.iter().enumerate() {
        let relay = mentions
            .iter()
            .find(|o| o.relay && o.source.id != m.source.id);
        let path: Vec<Source> = match relay {
            _ if far_then_near && n == 0 => vec![mentions[1].source.clone()],
            Some(relay) if compound => vec![relay.source.clone()],
            _ => Vec::new(),
        };
        if !(compound && m.relay)
            && (m.kind.is_some_and(super::registry::Kind::is_medium) || mentions.len() == 1)
        {
            drafts.push(draft(m, path, words_of_claim.clone()));
        }
    }
    true
}

fn draft(mention: &Mention, via: Vec<Source>, words: Range<usize>) -> Draft {
    Draft {
        relation: Relation::ImageCredit,
        source: mention.source.clone(),
        via,
        words,
        shown: false,
        quality: mention.quality,
        rule: "image",
    }
}
