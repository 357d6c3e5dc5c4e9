//! The credits of pages explained on a terminal.
//!
//! **In** a [`Run`] some of whose pages were explained. **Out** text, for each of those pages: its claims with cue, rule,
//! links and confidence, then the names and cues that made no claim, with the reason.

use std::fmt::Write as _;
use std::ops::Range;

use crate::attribution::explain::{Grounds, Refusal};
use crate::attribution::{Attribution, Claim, Source};
use crate::clean::CleanArticle;
use crate::pipeline::Run;
use crate::report::terminal::sanitize;

/// The explanations in `run`, page by page.
pub(super) fn render(run: &Run) -> String {
    let mut out = String::new();
    for (page, attribution) in run.pages.iter().zip(&run.attributions) {
        if attribution.explanation.is_some() {
            Page { page, attribution }.render(&mut out);
        }
    }
    out
}

/// A page with what was read from it.
struct Page<'r> {
    page: &'r CleanArticle,
    attribution: &'r Attribution,
}

impl Page<'_> {
    fn render(&self, out: &mut String) {
        let Some(explanation) = &self.attribution.explanation else {
            return;
        };
        self.head(out);
        for (claim, grounds) in self.attribution.claims.iter().zip(&explanation.claims) {
            self.claim(claim, grounds, out);
        }
        if !explanation.refused.is_empty() {
            let _ = writeln!(out, "\n  refused");
        }
        for refusal in &explanation.refused {
            let _ = writeln!(out, "    {}", self.refusal(refusal));
        }
        out.push('\n');
    }

    /// Whose page it is, and the chain it makes.
    fn head(&self, out: &mut String) {
        let title = self.page.title.as_deref().unwrap_or("(no title)");
        let id = sanitize(self.page.article.id.as_str());
        let _ = writeln!(out, "{id}  {}", sanitize(title));
        let outlet = self.attribution.outlet.as_ref();
        let outlet = outlet.map_or("unknown", |outlet| outlet.id.as_str());
        let chain = &self.attribution.chain;
        let branches: Vec<String> = chain.branches.iter().map(|b| b.join(" from ")).collect();
        let credits = match branches.as_slice() {
            [] => "nobody".to_owned(),
            branches => branches.join("; "),
        };
        let _ = writeln!(
            out,
            "  outlet {}, language {}; credits {}",
            sanitize(outlet),
            self.page.lang,
            sanitize(&credits)
        );
        for (label, ids) in [("origin", &chain.origin), ("implied", &chain.implied)] {
            if !ids.is_empty() {
                let _ = writeln!(out, "  {label} {}", sanitize(&ids.join(", ")));
            }
        }
    }

    /// One claim and what it rests on.
    fn claim(&self, claim: &Claim, grounds: &Grounds, out: &mut String) {
        let name = |s: &Source| format!("{} [{}]", s.surface, s.id);
        let names: Vec<String> = claim.via.iter().chain(&claim.source).map(name).collect();
        let (relation, words) = (claim.relation.name(), self.words(&claim.span));
        let _ = writeln!(out, "\n  {relation}  {}", sanitize(&names.join(" from ")));
        let _ = writeln!(out, "    words       \"{words}\"");
        for cue in &grounds.cues {
            let takes = cue.takes.map(|takes| match takes {
                "any" => ", takes any name that is no person, office or place",
                "cautious" => ", takes a name that ends the clause or looks like a medium",
                "medium" => ", takes a name that looks like a medium",
                _ => ", takes names of the registry alone",
            });
            let (words, classes) = (self.words(&cue.span), cue.classes.join(", "));
            let _ = writeln!(
                out,
                "    cue         \"{words}\": {classes}{}",
                takes.unwrap_or_default()
            );
        }
        let _ = writeln!(out, "    rule        {}", claim.rule);
        for link in &grounds.links {
            let words = self.words(&link.span);
            let _ = writeln!(out, "    link        \"{words}\": {}", link.step.says());
        }
        for refusal in &grounds.passed_over {
            let _ = writeln!(out, "    not taken   {}", self.refusal(refusal));
        }
        let factors = grounds.factors;
        let _ = writeln!(
            out,
            "    confidence  {:.2} = {:.2} base × {:.2} names × {:.2} place",
            claim.confidence, factors.base, factors.quality, factors.place
        );
    }

    fn refusal(&self, refusal: &Refusal) -> String {
        let mut line = format!("\"{}\"", self.words(&refusal.span));
        if let Some(id) = &refusal.id {
            let _ = write!(line, " [{}]", sanitize(id));
        }
        if let Some(cue) = &refusal.cue {
            let _ = write!(line, " after \"{}\"", self.words(cue));
        }
        let _ = write!(line, ": {}", refusal.reason.says());
        line
    }

    /// The words at `bytes`, on one line.
    fn words(&self, bytes: &Range<usize>) -> String {
        let text = &self.page.article.text[bytes.clone()];
        let line: Vec<&str> = text.split_whitespace().collect();
        sanitize(&line.join(" ")).into_owned()
    }
}
