//! The lineage as a Mermaid flowchart, for Markdown pages and wikis.
//!
//! Arrows run from parent to child; wire items that are not in the collection are dashed, relays dotted, ties dotted
//! without a head. In labels, everything but letters, digits, spaces and plain punctuation is an entity code, so that
//! no title can end a label, start markup or name a keyword.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Node, Relation, Run};

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"flowchart LR\n")?;
    for node in &run.nodes {
        let class = if node.is_latent { ":::latent" } else { "" };
        writeln!(out, "  {}[\"{}\"]{class}", node.key, label(node))?;
    }
    for arrow in &run.arrows {
        let (from, to) = (&run.nodes[arrow.from].key, &run.nodes[arrow.to].key);
        match &arrow.relation {
            Relation::Edge(edge) => {
                let (kind, credit) = (escaped(&edge.kind), escaped(&edge.credit));
                let probability = edge.probability;
                writeln!(
                    out,
                    "  {from} -->|\"{kind} {probability:.2}<br/>{credit}\"| {to}"
                )?;
            }
            Relation::Relay => writeln!(out, "  {from} -.->|\"relay\"| {to}")?,
            Relation::Tie => writeln!(out, "  {from} -.- {to}")?,
        }
    }
    out.write_all(b"  classDef latent stroke-dasharray: 5 5\n")
}

/// Outlet, title and day, a line each; the id where there is no title.
fn label(node: &Node) -> String {
    let day = node.published.split('T').next().unwrap_or_default();
    let lines = [node.outlet.as_str(), node.label(), day];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines.map(escaped).collect::<Vec<_>>().join("<br/>")
}

/// `text` with entity codes (`#34;`) for what could be markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() || " .,'_-?!()".contains(c) => escaped.push(c),
            c if c.is_control() => escaped.push(' '),
            c if c.is_ascii() => {
                let _ = write!(escaped, "#{};", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}
