//! A pair of articles explained on a terminal.
//!
//! **In** the [`Run`] over the two. **Out** text: what the two are to each other, every figure that says so, who took
//! from whom, and the matched passages side by side.

use std::fmt::Write as _;
use std::ops::Range;

use super::columns::{Look, Shown, hanging, side_by_side};
use crate::article::ArticleIdx;
use crate::lineage::{Edge, Parent};
use crate::pipeline::{Compared, Run};
use crate::report::html::{credit, edge_kind, row_kind, verdict};
use crate::report::terminal::sanitize;
use crate::verify::Match;
use crate::verify::side_by_side::{Row, Sentence, Standing, WordKind, WordRun};

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
    pub(super) fn render(&self, width: usize, colored: bool) -> String {
        let mut out = String::new();
        let Some(found) = &self.compared.found else {
            let _ = writeln!(out, "{}\n", verdict(None));
            self.heads(&mut out);
            self.rows(width, colored, &mut out);
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
        self.rows(width, colored, &mut out);
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
            edge_kind(edge.kind),
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
    fn rows(&self, width: usize, colored: bool, out: &mut String) {
        let rows = &self.compared.side_by_side.rows;
        let _ = writeln!(out, "\nside by side ({} rows)", rows.len());
        let _ = writeln!(
            out,
            "  ≠ another value in the same place\n  + stated on this side alone"
        );
        for (i, row) in rows.iter().enumerate() {
            let _ = write!(out, "\n{}. {}", i + 1, row_kind(row.kind));
            if !row.a.is_empty() && !row.b.is_empty() {
                let _ = write!(out, ", similarity {:.2}", row.similarity);
            }
            if row.by_meaning {
                out.push_str(" by sentence vectors");
            }
            out.push('\n');
            let (left, right) = (self.shown(row, 0), self.shown(row, 1));
            if width >= LEAST_FOR_TWO {
                out.push_str(&side_by_side(&left, &right, width, colored));
            } else {
                for (label, text) in [("A ", &left), ("B ", &right)] {
                    if !text.is_empty() {
                        out.push_str(&hanging(label, text, width, colored));
                    }
                }
            }
        }
    }

    /// The sentences of one side of a row, with its words and facts marked.
    fn shown(&self, row: &Row, side: usize) -> Shown {
        let text = &self.run.pages[self.sides[side].get()].article.text;
        let all = &self.compared.side_by_side.sentences[side];
        let is_pair = !row.a.is_empty() && !row.b.is_empty();
        let look = |sentence: &Sentence, at: usize| {
            let fact = sentence.facts.iter().find(|f| f.span.contains(&at));
            let run = |run: &&WordRun| [&run.a, &run.b][side].contains(&at);
            match (fact.map(|f| f.standing), row.words.iter().find(run)) {
                _ if !is_pair => Look::Faint,
                (Some(Standing::Differs), _) => Look::Differs,
                (_, Some(run)) if run.kind == WordKind::Same => Look::Same,
                (_, Some(_)) => Look::Form,
                (Some(Standing::Alone), _) => Look::Alone,
                _ => Look::Plain,
            }
        };
        let mut shown = Shown::default();
        let mut before = Look::Plain;
        for sentence in [&row.a, &row.b][side].iter().filter_map(|&at| all.get(at)) {
            if !shown.is_empty() {
                shown.push(' ', Look::Plain);
            }
            for (at, c) in text[sentence.span.clone()].char_indices() {
                let look = look(sentence, sentence.span.start + at);
                match look {
                    Look::Differs if before != look => shown.push('≠', look),
                    Look::Alone if before != look => shown.push('+', look),
                    _ => {}
                }
                before = look;
                if c.is_whitespace() {
                    shown.push(' ', look);
                } else {
                    shown.push_str(&sanitize(c.encode_utf8(&mut [0; 4])), look);
                }
            }
        }
        shown
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
