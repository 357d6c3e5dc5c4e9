//! The lineage graph as GraphML, for Gephi, yEd and NetworkX.
//!
//! Arrows run from parent to child; a tie is an edge of kind `tie` whose direction means
//! nothing, since NetworkX refuses a graph that mixes directed and undirected edges. A wire item that is not in the collection
//! has `latent` true and `style` `dashed`. Format: U. Brandes et al., "GraphML Progress Report", 2002.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::graph::{Arrow, Graph, Node, Relation, credit_name, kind_name};
use super::{Format, Results};

/// Writes `lineage.graphml`.
pub struct GraphMl;

/// Attributes: what they belong to, name, type. The name is also the key.
const KEYS: &[(&str, &str, &str)] = &[
    ("node", "article", "string"),
    ("node", "title", "string"),
    ("node", "outlet", "string"),
    ("node", "published", "string"),
    ("node", "latent", "boolean"),
    ("node", "style", "string"),
    ("edge", "kind", "string"),
    ("edge", "credit", "string"),
    ("edge", "probability", "double"),
    ("edge", "share", "double"),
];

impl Format for GraphMl {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let graph = Graph::new(results);
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.create_element("graphml")
            .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
            .write_inner_content(|xml| {
                for (domain, name, kind) in KEYS {
                    let key = [
                        ("id", *name),
                        ("for", domain),
                        ("attr.name", name),
                        ("attr.type", kind),
                    ];
                    xml.create_element("key")
                        .with_attributes(key)
                        .write_empty()?;
                }
                let attributes = [("id", "lineage"), ("edgedefault", "directed")];
                xml.create_element("graph")
                    .with_attributes(attributes)
                    .write_inner_content(|xml| {
                        graph
                            .nodes
                            .iter()
                            .try_for_each(|node| write_node(xml, node))?;
                        graph
                            .arrows
                            .iter()
                            .try_for_each(|arrow| write_arrow(xml, arrow))
                    })?;
                Ok(())
            })?;
        out.write_all(b"\n")
    }
}

fn write_node<W: io::Write>(xml: &mut Writer<W>, node: &Node) -> io::Result<()> {
    let latent = if node.is_latent { "true" } else { "false" };
    let style = if node.is_latent { "dashed" } else { "solid" };
    let fields = [
        ("article", node.id.as_str()),
        ("title", &node.title),
        ("outlet", &node.outlet),
        ("published", &node.published),
        ("latent", latent),
        ("style", style),
    ];
    xml.create_element("node")
        .with_attribute(("id", node.key.as_str()))
        .write_inner_content(|xml| write_data(xml, &fields))?;
    Ok(())
}

fn write_arrow<W: io::Write>(xml: &mut Writer<W>, arrow: &Arrow) -> io::Result<()> {
    let ends = [("source", arrow.from.as_str()), ("target", &arrow.to)];
    let (probability_text, share_text);
    let fields = match arrow.relation {
        Relation::Edge {
            kind,
            credit,
            probability,
            share,
        } => {
            probability_text = format!("{probability:.6}");
            share_text = format!("{share:.6}");
            vec![
                ("kind", kind_name(kind)),
                ("credit", credit_name(credit)),
                ("probability", &probability_text),
                ("share", &share_text),
            ]
        }
        Relation::Relay => vec![("kind", "relay")],
        Relation::Tie => {
            vec![("kind", "tie")]
        }
    };
    xml.create_element("edge")
        .with_attributes(ends)
        .write_inner_content(|xml| write_data(xml, &fields))?;
    Ok(())
}

/// Writes the fields that are not empty.
fn write_data<W: io::Write>(xml: &mut Writer<W>, fields: &[(&str, &str)]) -> io::Result<()> {
    for (key, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let value: String = value.chars().filter(|&c| is_xml(c)).collect();
        xml.create_element("data")
            .with_attribute(("key", *key))
            .write_text_content(BytesText::new(&value))?;
    }
    Ok(())
}

/// Whether XML 1.0 can hold `c` (section 2.2); most control characters it cannot, even escaped.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
