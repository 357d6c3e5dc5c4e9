//! The lineage graph in the DOT language of Graphviz: `dot -Tsvg lineage.dot`.
//!
//! Arrows run from parent to child, with kind, probability and credit; wire items that are not in the collection are
//! dashed, ties dotted and without heads.

use std::io;

use super::graph::{Arrow, Graph, Node, Relation, credit_name, kind_name};
use super::{Format, Results};

/// Writes `lineage.dot`.
pub struct Dot;

impl Format for Dot {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let graph = Graph::new(results);
        out.write_all(b"digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n")?;
        for node in &graph.nodes {
            let style = if node.is_latent { ", style=dashed" } else { "" };
            writeln!(
                out,
                "  {} [label={}{style}];",
                node.key,
                quoted(&label(node))
            )?;
        }
        for arrow in &graph.arrows {
            writeln!(
                out,
                "  {} -> {} [{}];",
                arrow.from,
                arrow.to,
                attributes(arrow)
            )?;
        }
        out.write_all(b"}\n")
    }
}

/// Outlet, title and day, a line each; the id where the page has no title.
fn label(node: &Node) -> String {
    let title = if node.title.is_empty() {
        &node.id
    } else {
        &node.title
    };
    let day = node.published.split('T').next().unwrap_or_default();
    let lines = [node.outlet.as_str(), title, day];
    lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn attributes(arrow: &Arrow) -> String {
    match arrow.relation {
        Relation::Edge {
            kind,
            credit,
            probability,
            share,
        } => {
            let (kind, credit) = (kind_name(kind), credit_name(credit));
            let label = quoted(&format!("{kind} {probability:.2}\n{credit}"));
            format!(
                "label={label}, kind={kind}, credit={credit}, probability={probability:.6}, share={share:.6}"
            )
        }
        Relation::Relay => "label=\"relay\", kind=relay, style=dashed".to_owned(),
        Relation::Tie => "kind=tie, dir=none, style=dotted, constraint=false".to_owned(),
    }
}

/// `text` as a string of DOT: only quotes and backslashes are special, control characters cannot be shown.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
