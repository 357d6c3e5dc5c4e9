//! From the notes of a reading to its explanation.
//!
//! **In** what the readers noted ([`trace`](super::trace)) and the claims. **Out** an [`Explanation`]. A note belongs to
//! the claim in whose words it lies. What no claim covers is refused; a name of the registry that no reader looked at is
//! refused by where it stands, so that none is passed over in silence.

use std::ops::Range;

use super::claim::{Claim, Source};
use super::explain::{Cue, Explanation, Grounds, Link, Reason, Refusal};
use super::gap::Gap;
use super::lexicon::Class;
use super::slot::{Mode, Reader};
use super::trace::Note;
use crate::article::SpanKind;
use crate::clean::CleanArticle;

/// Most words between a cue and a name that it is told of.
const REACH: usize = 7;

/// The explanation of `claims`, which were read from `page` with these `notes`.
pub(super) fn explain(
    reader: &Reader<'_, '_>,
    page: &CleanArticle,
    claims: &[Claim],
    notes: &[Note],
) -> Explanation {
    let explainer = Explainer::new(reader, page, notes);
    let mut refusals = explainer.refusals();
    refusals.retain(|r| !claims.iter().any(|claim| explainer.settled(claim, r)));
    let grounds = claims.iter().map(|claim| {
        let passed_over = refusals.extract_if(.., |r| inside(claim, r)).collect();
        explainer.grounds(claim, passed_over)
    });
    let claims = grounds.collect();
    Explanation {
        claims,
        refused: refusals,
    }
}

/// Whether the words of `refusal` lie in those of `claim`.
fn inside(claim: &Claim, refusal: &Refusal) -> bool {
    claim.span.start <= refusal.span.start && refusal.span.end <= claim.span.end
}

/// What an explanation is made from.
struct Explainer<'e, 'p, 't> {
    reader: &'e Reader<'p, 't>,
    page: &'e CleanArticle,
    notes: &'e [Note],
    /// Cues that called for a name, by position.
    slots: Vec<(Range<usize>, Mode)>,
    /// Cues that would have called for one, with why they did not, by position.
    turned: Vec<(Range<usize>, Reason)>,
}

impl<'e, 'p, 't> Explainer<'e, 'p, 't> {
    fn new(reader: &'e Reader<'p, 't>, page: &'e CleanArticle, notes: &'e [Note]) -> Self {
        let (mut slots, mut turned) = (Vec::new(), Vec::new());
        for note in notes {
            match note {
                Note::Slot { cue, mode } => slots.push((cue.clone(), *mode)),
                Note::Turned { cue, reason } => turned.push((cue.clone(), *reason)),
                _ => {}
            }
        }
        slots.sort_by_key(|(cue, _)| cue.start);
        turned.sort_by_key(|(cue, _)| cue.start);
        Self {
            reader,
            page,
            notes,
            slots,
            turned,
        }
    }

    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let all = &self.reader.scan.words;
        let end = words.end.saturating_sub(1).max(words.start);
        all[words.start].start..all[end].end
    }

    /// Whether `claim` took after all what one reader refused: its own name, or a cue with its name.
    fn settled(&self, claim: &Claim, refusal: &Refusal) -> bool {
        let written = &self.reader.scan.text[refusal.span.clone()];
        let mut sources = claim.source.iter().chain(&claim.via);
        let own = |s: &Source| s.surface.contains(written) || written.contains(&s.surface);
        inside(claim, refusal) && (refusal.reason == Reason::NoName || sources.any(own))
    }

    /// What `claim` rests on.
    fn grounds(&self, claim: &Claim, passed_over: Vec<Refusal>) -> Grounds {
        let sources = || claim.source.iter().chain(&claim.via);
        let words = self.reader.scan.within(claim.span.start, claim.span.end);
        let links = self.notes.iter().filter_map(|note| match note {
            Note::Linked {
                words: linked,
                step,
            } if words.start <= linked.start && linked.end <= words.end => Some(Link {
                span: self.bytes(linked),
                step: *step,
            }),
            _ => None,
        });
        let factors = self.notes.iter().rev().find_map(|note| match note {
            Note::Claimed { claim: c, factors }
                if c.words == words
                    && c.relation == claim.relation
                    && Some(&c.source) == claim.source.as_ref()
                    && c.via == claim.via =>
            {
                Some(*factors)
            }
            _ => None,
        });
        let names: Vec<&str> = sources().map(|s| s.surface.as_str()).collect();
        Grounds {
            links: links.collect(),
            cues: self.cues(words, &names),
            passed_over,
            factors: factors.unwrap_or_default(),
        }
    }

    /// The phrases of lexicons in `words`, but for those that are parts of a name of `names`.
    fn cues(&self, words: Range<usize>, names: &[&str]) -> Vec<Cue> {
        let mut cues = Vec::new();
        let mut i = words.start;
        while i < words.end {
            let word = &self.reader.scan.words[i];
            let cue = i..(i + usize::from(word.cue_len).max(1)).min(words.end);
            i = cue.end;
            let span = self.bytes(&cue);
            let written = &self.reader.scan.text[span.clone()];
            if word.cue.is_empty() || names.iter().any(|name| name.contains(written)) {
                continue;
            }
            let at = self.slots.partition_point(|(c, _)| c.start < cue.start);
            let slot = self.slots.get(at).filter(|(c, _)| *c == cue);
            cues.push(Cue {
                span,
                classes: word.cue.keys().collect(),
                takes: slot.map(|(_, mode)| name_of(*mode)),
            });
        }
        cues
    }

    /// Names and cues that were refused, each once, by position.
    fn refusals(&self) -> Vec<Refusal> {
        let mut found: Vec<(Range<usize>, Reason)> = Vec::new();
        for note in self.notes {
            if let Note::Refused { words, reason } = note {
                found.push((words.clone(), *reason));
            }
        }
        self.unread_names(&mut found);
        found.sort_by_key(|(words, _)| words.start);
        self.empty_slots(&mut found);
        // Of several reasons for the same words the one that stands first in the list of reasons says most.
        found.sort_by_key(|(words, reason)| (words.start, std::cmp::Reverse(words.end), *reason));
        let mut kept: Vec<(Range<usize>, Reason)> = Vec::new();
        for (words, reason) in found {
            if kept.last().is_none_or(|(k, _)| k.end <= words.start) {
                kept.push((words, reason));
            }
        }
        kept.into_iter().map(|(w, r)| self.refusal(&w, r)).collect()
    }

    fn refusal(&self, words: &Range<usize>, reason: Reason) -> Refusal {
        let scan = self.reader.scan;
        let (cue, reason) = match reason {
            Reason::NoName => (None, reason),
            Reason::NoCue => match self.before(&self.turned, words) {
                Some((cue, why)) => (Some(cue), *why),
                None => (None, reason),
            },
            _ => (self.before(&self.slots, words).map(|(cue, _)| cue), reason),
        };
        let first = &scan.words[words.start];
        let known = first.name.filter(|_| words.len() >= first.name_len.into());
        Refusal {
            span: self.bytes(words),
            id: known.map(|at| self.reader.registry.records()[at as usize].id.clone()),
            cue: cue.map(|cue| self.bytes(cue)),
            reason,
        }
    }

    /// The last of `cues` that stands a few words before the name at `words`.
    fn before<'c, T>(
        &self,
        cues: &'c [(Range<usize>, T)],
        words: &Range<usize>,
    ) -> Option<&'c (Range<usize>, T)> {
        let n = cues.partition_point(|(cue, _)| cue.start < words.start);
        cues[..n].last().filter(|(cue, _)| self.is_near(cue, words))
    }

    /// Whether a name at `words` stands a few words behind `cue`, in one sentence.
    fn is_near(&self, cue: &Range<usize>, words: &Range<usize>) -> bool {
        let ends = |gap: Gap| gap.has(Gap::LINE) || gap.has(Gap::STOP) && gap.has(Gap::SPACE);
        let all = &self.reader.scan.words;
        cue.end <= words.start
            && words.start - cue.end <= REACH
            && !(cue.end..=words.start).any(|i| ends(all[i].gap))
    }

    /// Names of the registry that no reader has refused: why by where they stand.
    fn unread_names(&self, found: &mut Vec<(Range<usize>, Reason)>) {
        let reader = self.reader;
        let mut covered = vec![false; reader.scan.words.len()];
        for (words, _) in &*found {
            covered[words.clone()].fill(true);
        }
        for (i, word) in reader.scan.words.iter().enumerate() {
            let Some(at) = word.name else { continue };
            let words = i..i + usize::from(word.name_len);
            let record = &reader.registry.records()[at as usize];
            let surface = reader.text(words.start, words.end);
            let span = self
                .page
                .spans
                .iter()
                .find(|s| s.range().contains(&word.start));
            let unread = matches!(
                span.map(|s| s.kind),
                Some(SpanKind::Title | SpanKind::Related | SpanKind::Boilerplate)
            );
            let reason = match () {
                () if reader.house.is(reader.registry, &record.id, &surface) => Reason::OwnHouse,
                () if unread => Reason::NotRead,
                () => Reason::NoCue,
            };
            if !covered[words.clone()].contains(&true) {
                found.push((words, reason));
            }
        }
    }

    /// Adds to `found`, which is sorted, the cues that called for a name where nothing was looked at.
    fn empty_slots(&self, found: &mut Vec<(Range<usize>, Reason)>) {
        let mut empty = Vec::new();
        for (cue, mode) in &self.slots {
            let next = found.partition_point(|(words, _)| words.start < cue.end);
            let looked_at = found.get(next).is_some_and(|(w, _)| self.is_near(cue, w));
            // Words of many uses call for a known name alone, and mostly for none.
            if looked_at || *mode == Mode::Known {
                continue;
            }
            // An office in small letters is no name, yet it is what the cue speaks of.
            let behind = cue.end..cue.end + 1;
            let word = self.reader.scan.words.get(cue.end);
            let is = |class| word.is_some_and(|w| w.alone.has(class));
            empty.push(match () {
                () if is(Class::NotMedium) => (behind, Reason::PersonOrOffice),
                () if is(Class::Place) => (behind, Reason::Place),
                () => (cue.clone(), Reason::NoName),
            });
        }
        found.extend(empty);
    }
}

/// The name of a mode in explanations.
fn name_of(mode: Mode) -> &'static str {
    match mode {
        Mode::Known => "known",
        Mode::Medium => "medium",
        Mode::Cautious => "cautious",
        Mode::Any => "any",
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::sync::LazyLock;

    use super::*;
    use crate::article::Article;
    use crate::attribution::explain::{Factors, Step};
    use crate::attribution::{Attribution, Config, Parser, Registry};
    use crate::clean::{self, TemplateLines};

    fn page(outlet: &str, text: &str) -> CleanArticle {
        let mut article = Article::new("1", text);
        article.outlet = (!outlet.is_empty()).then(|| outlet.to_owned());
        let config = clean::Config::default();
        clean::clean(article, &config, &TemplateLines::none()).page
    }

    fn explained(outlet: &str, text: &str) -> (Attribution, Explanation) {
        static PARSER: LazyLock<Parser> =
            LazyLock::new(|| Parser::new(Registry::builtin().unwrap(), Config::default()).unwrap());
        let parser = &*PARSER;
        let page = page(outlet, text);
        let attribution = parser.explain(&page);
        let explanation = attribution.explanation.clone().unwrap();
        let plain = Attribution {
            lacks_lexicon: false,
            explanation: None,
            ..attribution.clone()
        };
        assert_eq!(plain, parser.attribute(&page), "explaining changes nothing");
        (attribution, *explanation)
    }

    /// (outlet, text, words refused, why)
    const REFUSED: &[(&str, &str, &str, Reason)] = &[
        (
            "kontan",
            "Jembatan itu ditutup, dikutip dari Menteri Sari Wulandari, Rabu (2/4/2025).",
            "Menteri Sari Wulandari",
            Reason::PersonOrOffice,
        ),
        (
            "kontan",
            "Rombongan itu, dikutip dari Bandung, tiba pada Rabu malam.",
            "Bandung",
            Reason::Place,
        ),
        (
            "kontan",
            "Letak jembatan itu antara dua bukit yang curam.",
            "antara",
            Reason::OrdinaryWord,
        ),
        (
            "kontan",
            "Dilansir Kontan, jembatan itu ditutup.",
            "Kontan",
            Reason::OwnHouse,
        ),
        (
            "kontan",
            "Di kota itu kantor Reuters ditutup karena banjir.",
            "Reuters",
            Reason::NoCue,
        ),
        (
            "kontan",
            "Jembatan itu ditutup, ujar Wulan Pratiwi pada Rabu.",
            "Wulan Pratiwi",
            Reason::WeakCue,
        ),
        (
            "kontan",
            "Sebuah blog tidak mengutip Reuters dalam tulisan itu.",
            "Reuters",
            Reason::Negated,
        ),
        (
            "kontan",
            "Pasangan Wulan-Fajar menang di nomor ganda campuran.",
            "Fajar",
            Reason::PartOfName,
        ),
    ];

    #[test]
    fn a_refused_name_says_why() {
        for (outlet, text, words, reason) in REFUSED {
            let (_, explanation) = explained(outlet, text);
            let told = |r: &Refusal| &text[r.span.clone()] == *words && r.reason == *reason;
            assert!(
                explanation.refused.iter().any(told),
                "{text}: {explanation:?}"
            );
        }
    }

    #[test]
    fn a_claim_says_what_it_rests_on() {
        let text = "Jembatan itu ditutup, seperti dikutip Antara dari Anadolu, Rabu (2/4/2025).";
        let (attribution, explanation) = explained("kontan", text);
        let grounds = &explanation.claims[0];
        let cues: Vec<(&str, &[&str])> = grounds
            .cues
            .iter()
            .map(|cue| (&text[cue.span.clone()], cue.classes.as_slice()))
            .collect();
        assert_eq!(
            cues,
            [
                ("seperti", &["head"][..]),
                ("dikutip", &["copy_passive"]),
                ("dari", &["from"])
            ]
        );
        assert_eq!(grounds.links[0].step, Step::FromFarther);
        let Factors {
            base,
            quality,
            place,
        } = grounds.factors;
        let product = base * quality * place;
        assert!((product - attribution.claims[0].confidence).abs() < 1e-9);
        assert_eq!(explanation.refused, []);
    }

    /// (outlet, text, the step between its two names)
    const STEPS: &[(&str, &str, Step)] = &[
        (
            "kontan",
            "Jembatan itu ditutup, menurut laporan Anadolu, dikutip dari Antara.",
            Step::PassiveNearer,
        ),
        (
            "kontan",
            "Xinhua, yang mengutip CCTV, melaporkan tambang itu runtuh.",
            Step::ActiveFarther,
        ),
        (
            "kontan",
            "Jembatan itu ditutup, dilansir Reuters dan Xinhua.",
            Step::ListSibling,
        ),
    ];

    #[test]
    fn a_link_names_its_row_of_the_rule() {
        for (outlet, text, step) in STEPS {
            let (_, explanation) = explained(outlet, text);
            let mut links = explanation.claims.iter().flat_map(|c| &c.links);
            assert!(links.any(|l| l.step == *step), "{text}: {explanation:?}");
        }
    }
}
