//! A pair of articles explained on a terminal.
//!
//! **In** the [`Run`] over the two. **Out** text: what the two are to each other, every figure that says so, who took
//! from whom, and the matched passages side by side.

use std::fmt::Write as _;
use std::ops::Range;

use super::columns::{hanging, side_by_side};
use crate::article::ArticleIdx;
use crate::lineage::{CreditLabel, Edge, EdgeKind, Parent};
use crate::pipeline::{Compared, Run};
use crate::report::html::{row_kind, verdict};
use crate::report::terminal::sanitize;
use crate::verify::Match;

/// Cells of a line from which two columns are readable.
const LEAST_FOR_TWO: usize = 60;

/// The two articles and what was found.
#[derive(Debug)]
pub(super) struct Explanation<'r> {
    compared: &'r Compared,
    run: &'r Run,
    /// The articles in the order in which the user named them.
    sides: [ArticleIdx; 2],
}

impl<'r> Explanation<'r> {
    /// An explanation of what was found about two articles.
    pub(super) fn new(compared: &'r Compared) -> Self {
        Self {
            compared,
            run: &compared.run,
            sides: compared.sides,
        }
    }

    /// The explanation, in lines of at most `width` cells where there is something to wrap.
    pub(super) fn render(&self, width: usize) -> String {
        let mut out = String::new();
        let Some(found) = &self.compared.found else {
            let _ = writeln!(out, "{}\n", verdict(None));
            self.heads(&mut out);
            self.rows(width, &mut out);
            return out;
        };
        let _ = writeln!(
            out,
            "{}, score {:.2}\n",
            verdict(Some(found.verdict)),
            found.score
        );
        self.heads(&mut out);
        Self::figures(found, &mut out);
        list("reasons", &found.reasons, &mut out);
        self.lineage(&mut out);
        self.contradictions(found, &mut out);
        self.rows(width, &mut out);
        out
    }

    /// Who the two are.
    fn heads(&self, out: &mut String) {
        for (label, side) in ["A", "B"].into_iter().zip(self.sides) {
            let page = &self.run.pages[side.get()];
            let chain = &self.run.attributions[side.get()].chain;
            let title = page.title.as_deref().unwrap_or("(no title)");
            let _ = writeln!(out, "{label}  {}  {}", self.id(side), sanitize(title));
            let time = page.published.map_or_else(
                || "time unknown".to_owned(),
                |p| format!("published {}", p.start),
            );
            let credits = if chain.main.is_empty() {
                "credits nobody".to_owned()
            } else {
                format!("credits {}", sanitize(&chain.main.join(" from ")))
            };
            let _ = writeln!(out, "   {}, {time}, {credits}", page.lang);
        }
    }

    /// The figures, as A and B were named.
    fn figures(found: &Match, out: &mut String) {
        let [a_in_b, b_in_a] = [found.containment_a_in_b, found.containment_b_in_a];
        let [cover_a, cover_b] = [found.coverage_a, found.coverage_b];
        let _ = writeln!(out, "\nfigures");
        for (value, name) in [
            (found.jaccard, "of all word shingles are in both (Jaccard)"),
            (a_in_b, "of A's shingles are in B"),
            (b_in_a, "of B's shingles are in A"),
            (cover_a, "of A's words are in matched passages or sentences"),
            (cover_b, "of B's words are in matched passages or sentences"),
        ] {
            let _ = writeln!(out, "  {value:5.3}  {name}");
        }
        let bits = found.simhash_distance;
        let _ = writeln!(out, "  {bits:>5}  of 64 SimHash bits differ");
    }

    /// Who took from whom, with the reasons and their weights.
    fn lineage(&self, out: &mut String) {
        let lineage = &self.run.lineage;
        if lineage.edges.is_empty() && lineage.ties.is_empty() {
            return;
        }
        let _ = writeln!(out, "\nlineage");
        for edge in &lineage.edges {
            self.edge(edge, out);
        }
        for tie in &lineage.ties {
            let members: Vec<String> = tie.members.iter().map(|m| self.id(*m)).collect();
            let _ = writeln!(out, "  {}: {}", members.join(" = "), sanitize(&tie.reason));
        }
    }

    fn edge(&self, edge: &Edge, out: &mut String) {
        let parent = match edge.parent {
            Parent::Article(article) => self.id(article),
            Parent::Latent(i) => sanitize(&self.run.lineage.latents[i].id).into_owned(),
        };
        let _ = writeln!(
            out,
            "  {} ← {parent}  {}, {}, probability {:.2}",
            self.id(edge.child),
            kind(edge.kind),
            credit(edge.credit),
            edge.probability,
        );
        for reason in &edge.reasons {
            let _ = writeln!(out, "    {:+.2}  {}", reason.weight, sanitize(&reason.text));
        }
    }

    /// Values that differ in the same place.
    fn contradictions(&self, found: &Match, out: &mut String) {
        let lines = found.contradictions.iter().map(|c| {
            let left = self.words(self.sides[0], &c.a);
            let right = self.words(self.sides[1], &c.b);
            format!("{}: {left} in A, {right} in B", c.kind)
        });
        list("contradictions", &lines.collect::<Vec<_>>(), out);
    }

    /// Every sentence beside what the other article has for it.
    fn rows(&self, width: usize, out: &mut String) {
        let rows = &self.compared.side_by_side.rows;
        let _ = writeln!(out, "\nside by side ({} rows)", rows.len());
        for (i, row) in rows.iter().enumerate() {
            let _ = write!(out, "\n{}. {}", i + 1, row_kind(row.kind));
            if !row.a.is_empty() && !row.b.is_empty() {
                let _ = write!(out, ", similarity {:.2}", row.similarity);
            }
            out.push('\n');
            let (left, right) = (self.sentences(0, &row.a), self.sentences(1, &row.b));
            if width >= LEAST_FOR_TWO {
                out.push_str(&side_by_side(&left, &right, width));
            } else {
                for (label, text) in [("A ", &left), ("B ", &right)] {
                    if !text.is_empty() {
                        out.push_str(&hanging(label, text, width));
                    }
                }
            }
        }
    }

    /// The sentences of one side, on one line.
    fn sentences(&self, side: usize, sentences: &[usize]) -> String {
        let all = &self.compared.side_by_side.sentences[side];
        let spans = sentences.iter().filter_map(|&at| all.get(at));
        let texts: Vec<String> = spans
            .map(|s| self.words(self.sides[side], &s.span))
            .collect();
        texts.join(" ")
    }

    /// The words at `bytes` of an article, on one line.
    fn words(&self, article: ArticleIdx, bytes: &Range<usize>) -> String {
        let text = &self.run.pages[article.get()].article.text[bytes.clone()];
        let line: Vec<&str> = text.split_whitespace().collect();
        sanitize(&line.join(" ")).into_owned()
    }

    fn id(&self, article: ArticleIdx) -> String {
        let id = &self.run.pages[article.get()].article.id;
        sanitize(id.as_str()).into_owned()
    }
}

/// A heading with a line for each of `items`; nothing where there are none.
fn list(heading: &str, items: &[String], out: &mut String) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{heading}");
    for item in items {
        let _ = writeln!(out, "  {}", sanitize(item));
    }
}

fn kind(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Copy => "copy",
        EdgeKind::Rewrite => "rewrite",
        EdgeKind::Partial => "partial",
        EdgeKind::Translation => "translation",
        EdgeKind::Update => "update",
    }
}

fn credit(label: CreditLabel) -> &'static str {
    match label {
        CreditLabel::CreditedMatched => "credited, and the text matches",
        CreditLabel::CreditedAbsent => "credited, text not at hand",
        CreditLabel::Uncredited => "not credited",
        CreditLabel::Miscredited => "another source is credited",
        CreditLabel::CommonSource => "both from one source",
        CreditLabel::Undecided => "order undecided",
    }
}
