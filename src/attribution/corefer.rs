//! One name, one source, one page: names that no registry knows, written in several ways on one page.
//!
//! **In** the drafts of a page. **Out** the same, each unknown name under the id of its first mention: `SuaraTimur.com`,
//! `Suaratimur` and `Suaratimurr` are one medium, and so are `South Bay Morning Post (SBMP)` and, later on, `SBMP`.

use super::claim::Source;
use super::draft::Draft;
use super::gap::Gap;
use super::registry::fold;
use super::slot::{Local, Reader};

/// Gives mentions of one unknown medium one id, that of the first in the text.
pub(crate) fn unify(reader: &Reader<'_, '_>, drafts: &mut [Draft]) {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&i| (drafts[i].words.start, drafts[i].words.end));
    // Folded names and acronyms of the page with the source they stand for.
    let mut known: Vec<(String, Source)> = Vec::new();
    for i in order {
        let acronym = acronym(reader, &drafts[i]);
        let draft = &mut drafts[i];
        for source in draft.via.iter_mut().chain([&mut draft.source]) {
            let folded = fold(bare(&source.surface));
            if let Some((_, first)) = known.iter().find(|(name, s)| is_one(name, &folded, s)) {
                if !source.in_registry() {
                    source.id.clone_from(&first.id);
                    source.name.clone_from(&first.name);
                }
            } else {
                known.push((folded, source.clone()));
            }
        }
        known.extend(acronym.map(|name| (name, draft.source.clone())));
    }
}

/// A name without the ending of a domain: `SuperBola.id` is `SuperBola`.
fn bare(surface: &str) -> &str {
    match surface.split_once('.') {
        Some((stem, _)) if !surface.contains(' ') && stem.len() >= 4 => stem,
        _ => surface,
    }
}

/// Shortest folded name, in bytes, of which a slip of one letter may be made.
const MIN_SLIP: usize = 9;

/// Whether the folded name `written` means the source `of`, which goes by the name `known`.
fn is_one(known: &str, written: &str, of: &Source) -> bool {
    let long =
        known.len().min(written.len()) >= MIN_SLIP && known.len().abs_diff(written.len()) <= 1;
    known == written || long && !of.in_registry() && strsim::osa_distance(known, written) == 1
}

/// Names, sorted, that no registry knows and that `drafts` found to be media: by a descriptor before them, a sign of
/// their own, or capitals inside; and their acronyms. A bare name behind a cue is not enough: it would spread a slip.
pub(crate) fn local_names(reader: &Reader<'_, '_>, drafts: &[Draft]) -> Vec<Local> {
    let camel = |name: &str| {
        let pairs = name.chars().zip(name.chars().skip(1));
        pairs
            .into_iter()
            .any(|(a, b)| a.is_lowercase() && b.is_uppercase())
    };
    let mut names = Vec::new();
    for draft in drafts {
        let (source, shown) = (&draft.source, draft.shown);
        if draft.relation.builds_branch()
            && !source.in_registry()
            && (shown || camel(&source.surface))
        {
            let folded = fold(&source.surface);
            let acronym = acronym(reader, draft).filter(|_| shown);
            names.extend(
                [Some(folded), acronym]
                    .into_iter()
                    .flatten()
                    .map(|folded| Local { folded, shown }),
            );
        }
    }
    names.sort();
    names.dedup();
    names
}

/// The acronym in brackets with which the words of a claim end, folded.
fn acronym(reader: &Reader<'_, '_>, draft: &Draft) -> Option<String> {
    let last = &reader.scan.words[draft.words.end.checked_sub(1)?];
    (draft.words.len() > 1 && last.upper && last.gap.has(Gap::OPEN)).then(|| last.form.to_string())
}
