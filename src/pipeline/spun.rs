//! Which pages to warn of: those that read as if they were spun.
//!
//! **In** a run with its spin scores. **Out** a warning for each page whose score stands out, with examples.

use super::Run;
use crate::error::Warning;

/// Spin score from which a page is warned of. See `docs/accuracy.md` for how many pages reach it.
const SPUN: f64 = 0.04;

/// Rare words that it takes besides: two in a brief are chance.
const LEAST: usize = 5;

/// Examples that a warning of a spun page gives.
const EXAMPLES: usize = 3;

/// The pages that read as if a spinner had put rarer words in the place of common ones.
pub(super) fn warnings(run: &Run) -> Vec<Warning> {
    let pages = run.pages.iter().zip(&run.spins);
    let scored = pages.filter_map(|(page, spin)| Some((page, spin.as_ref()?)));
    scored
        .filter(|(_, spin)| spin.score >= SPUN && spin.words.len() >= LEAST)
        .map(|(page, spin)| {
            let mut examples: Vec<String> = Vec::new();
            for (range, common) in &spin.words {
                let rare = page.article.text[range.clone()].to_lowercase();
                let example = format!("{rare} for {common}");
                if examples.len() < EXAMPLES && !examples.contains(&example) {
                    examples.push(example);
                }
            }
            let message = format!(
                "{:.0} of 100 words are rare ones that have a far commoner synonym ({}); may be spun",
                spin.score * 100.0,
                examples.join(", ")
            );
            Warning::new("spun", page.article.id.as_str(), message)
        })
        .collect()
}
