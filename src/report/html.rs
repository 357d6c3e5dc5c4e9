//! Two articles side by side as a fragment of HTML, to be put into any page.
//!
//! **In** a [`ComparisonRecord`]. **Out** one `<section class="silsilah-compare">` with its own style, which touches
//! nothing outside it. No script, no network. Every colour is said in words or signs as well; texts carry their
//! language and find their own direction; two columns become one where there is no room.

use std::fmt::Write as _;

use crate::lineage::{CreditLabel, EdgeKind};
use crate::report::records::{
    ComparisonRecord, LineageRecord, RowRecord, SentenceRecord, SideRecord,
};
use crate::verify::Verdict;
use crate::verify::side_by_side::{RowKind, Standing, WordKind};

/// The style, every rule of which is held inside the section.
const STYLE: &str = include_str!("html/compare.css");

/// The fragment; it ends in a line feed.
#[must_use]
pub fn fragment(record: &ComparisonRecord) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<section class=\"silsilah-compare\" lang=\"en\">\n<style>\n{STYLE}</style>"
    );
    let score = record
        .score
        .map_or(String::new(), |s| format!(", score {s:.2}"));
    let _ = writeln!(out, "<h2>{}{score}</h2>", verdict(record.verdict));
    heads(record, &mut out);
    figures(record, &mut out);
    list("Reasons", &record.reasons, &mut out);
    lineage(record, &mut out);
    rows(record, &mut out);
    out.push_str("</section>\n");
    out
}

/// What a verdict means, in words.
#[must_use]
pub fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Copy) => "copy: near-verbatim",
        Some(Verdict::Rewrite) => "rewrite: the same wire item in other words",
        Some(Verdict::Partial) => "partial: one reuses a passage of the other",
        Some(Verdict::SameStory) => "same story: the same event, no derivation seen",
        None => "unrelated: nothing shared that would tell of a common source",
    }
}

/// What a kind of row means, in a few words.
#[must_use]
pub fn row_kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Verbatim => "verbatim",
        RowKind::Edited => "edited",
        RowKind::Reworded => "reworded",
        RowKind::Akin => "akin, too little to count",
        RowKind::OnlyA => "only in A",
        RowKind::OnlyB => "only in B",
    }
}

/// How a text derives from another, in a word.
#[must_use]
pub fn edge_kind(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Copy => "copy",
        EdgeKind::Rewrite => "rewrite",
        EdgeKind::Partial => "partial",
        EdgeKind::Translation => "translation",
        EdgeKind::Update => "update",
    }
}

/// How a credit agrees with the text, in words.
#[must_use]
pub fn credit(label: CreditLabel) -> &'static str {
    match label {
        CreditLabel::CreditedMatched => "credited, and the text matches",
        CreditLabel::CreditedAbsent => "credited, text not at hand",
        CreditLabel::Uncredited => "not credited",
        CreditLabel::Miscredited => "another source is credited",
        CreditLabel::CommonSource => "both from one source",
        CreditLabel::Undecided => "order undecided",
    }
}

/// `text` with what HTML and XML would obey taken as text.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Characters that HTML does not have, and those that would turn the direction of what follows.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn heads(record: &ComparisonRecord, out: &mut String) {
    out.push_str("<dl class=\"articles\">\n");
    for (label, id, side) in [
        ("A", &record.a, &record.sides.a),
        ("B", &record.b, &record.sides.b),
    ] {
        let published = side.published.as_ref();
        let time = published.map_or("time unknown".to_owned(), |p| {
            format!("published {}", p.start)
        });
        let credits = match side.credits.as_slice() {
            [] => "credits nobody".to_owned(),
            credits => format!("credits {}", credits.join(" from ")),
        };
        let _ = writeln!(
            out,
            "<dt>{label}</dt><dd><b dir=\"auto\">{}</b> <bdi>{}</bdi><br>{}, {}, {}</dd>",
            escape(side.title.as_deref().unwrap_or("(no title)")),
            escape(id),
            escape(&side.lang),
            escape(&time),
            escape(&credits),
        );
    }
    out.push_str("</dl>\n");
}

fn figures(record: &ComparisonRecord, out: &mut String) {
    let figures = [
        (record.jaccard, "of all word shingles are in both (Jaccard)"),
        (record.containment_a_in_b, "of A’s shingles are in B"),
        (record.containment_b_in_a, "of B’s shingles are in A"),
        (
            record.coverage_a,
            "of A’s words are in matched passages or sentences",
        ),
        (
            record.coverage_b,
            "of B’s words are in matched passages or sentences",
        ),
    ];
    let lines: Vec<String> = figures
        .iter()
        .filter_map(|&(value, name)| Some(format!("{:.3} {name}", value?)))
        .chain(
            record
                .simhash_distance
                .map(|bits| format!("{bits} of 64 SimHash bits differ")),
        )
        .collect();
    list("Figures", &lines, out);
}

fn list(heading: &str, items: &[String], out: &mut String) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h3>{heading}</h3>\n<ul>");
    for item in items {
        let _ = writeln!(out, "<li>{}</li>", escape(item));
    }
    out.push_str("</ul>\n");
}

fn lineage(record: &ComparisonRecord, out: &mut String) {
    let mut lines = Vec::new();
    for line in &record.lineage {
        match line {
            LineageRecord::Edge(edge) => {
                lines.push(format!(
                    "{} ← {}: {}, {}, probability {:.2}",
                    edge.child,
                    edge.parent,
                    edge_kind(edge.kind),
                    credit(edge.credit),
                    edge.probability
                ));
                let reasons = edge.reasons.iter();
                lines.extend(reasons.map(|r| format!("{:+.2} {}", r.weight, r.text)));
            }
            LineageRecord::Tie(tie) => {
                lines.push(format!("{}: {}", tie.members.join(" = "), tie.reason));
            }
            LineageRecord::Latent(_) => {}
        }
    }
    list("Lineage", &lines, out);
}

fn rows(record: &ComparisonRecord, out: &mut String) {
    out.push_str(
        "<h3>Side by side</h3>\n<p class=\"legend\"><b>bold</b>: the same word; <i>italic</i>: another form of it, or \
         the same value; ≠ another value in the same place; + stated on this side alone</p>\n<ol class=\"rows\">\n",
    );
    for row in &record.rows {
        let alone = matches!(row.kind, RowKind::OnlyA | RowKind::OnlyB);
        let class = if alone { "row alone" } else { "row" };
        let _ = write!(
            out,
            "<li class=\"{class}\"><p class=\"kind\">{}",
            row_kind(row.kind)
        );
        if !alone {
            let _ = write!(out, ", {:.2}", row.similarity);
        }
        if row.by_meaning {
            out.push_str(" by sentence vectors");
        }
        out.push_str("</p>\n");
        cell("A", &record.sides.a, &row.a, row, 0, out);
        cell("B", &record.sides.b, &row.b, row, 1, out);
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

fn cell(
    label: &str,
    side: &SideRecord,
    sentences: &[usize],
    row: &RowRecord,
    place: usize,
    out: &mut String,
) {
    if sentences.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"cell none\"><span class=\"side\">{label}</span> –</p>"
        );
        return;
    }
    let _ = write!(
        out,
        "<p class=\"cell\"><span class=\"side\">{label}</span> <span lang=\"{}\" dir=\"auto\">",
        escape(&side.lang)
    );
    for (i, &at) in sentences.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if let Some(sentence) = side.sentences.get(at) {
            words(sentence, row, place, out);
        }
    }
    out.push_str("</span></p>\n");
}

/// A sentence with its matched words and facts marked.
fn words(sentence: &SentenceRecord, row: &RowRecord, place: usize, out: &mut String) {
    let mark = |at: usize| -> &'static str {
        let fact = sentence.facts.iter().find(|f| f.start <= at && at < f.end);
        let run = row.words.iter().find_map(|run| {
            let [start, end] = [run.a, run.b][place];
            (start <= at && at < end).then_some(run.kind)
        });
        let is_pair = !row.a.is_empty() && !row.b.is_empty();
        match (fact.map(|f| f.standing), run) {
            (Some(Standing::Differs), _) if is_pair => "differs",
            (_, Some(WordKind::Same)) => "same",
            (_, Some(_)) => "form",
            (Some(Standing::Alone), _) if is_pair => "alone",
            _ => "",
        }
    };
    let (mut open, mut part) = ("", String::new());
    for (i, c) in sentence.text.chars().enumerate() {
        let now = mark(sentence.start + i);
        if now != open {
            close(open, &part, out);
            part.clear();
            open = now;
        }
        part.push(c);
    }
    close(open, &part, out);
}

fn close(mark: &str, part: &str, out: &mut String) {
    let text = escape(part);
    let _ = match mark {
        "" => write!(out, "{text}"),
        "same" => write!(out, "<b>{text}</b>"),
        "form" => write!(out, "<i>{text}</i>"),
        "differs" => write!(
            out,
            "<mark title=\"another value in the other article\">≠ {text}</mark>"
        ),
        _ => write!(out, "<u title=\"stated on this side alone\">+{text}</u>"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_text_cannot_leave_its_place() {
        assert_eq!(
            escape("<script>\"a\" & 'b'\u{202e}\u{1b}</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39; &lt;/script&gt;"
        );
    }
}
