//! The lineage in GEXF 1.2, for Gephi and NetworkX.
//!
//! Arrows run from parent to child. A tie is an arrow of kind `tie` whose direction means nothing: readers refuse a
//! graph that mixes directed and undirected edges. Format: gexf.net, version 1.2draft.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::{Relation, Run};

const NODE_KEYS: &[(&str, &str)] = &[
    ("article", "string"),
    ("outlet", "string"),
    ("lang", "string"),
    ("published", "string"),
    ("latent", "boolean"),
];
const EDGE_KEYS: &[(&str, &str)] = &[
    ("kind", "string"),
    ("credit", "string"),
    ("probability", "double"),
    ("share", "double"),
];

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [
        ("xmlns", "http://www.gexf.net/1.2draft"),
        ("version", "1.2"),
    ];
    xml.create_element("gexf")
        .with_attributes(root)
        .write_inner_content(|xml| {
            let graph = [("mode", "static"), ("defaultedgetype", "directed")];
            xml.create_element("graph")
                .with_attributes(graph)
                .write_inner_content(|xml| {
                    write_keys(xml, "node", NODE_KEYS)?;
                    write_keys(xml, "edge", EDGE_KEYS)?;
                    xml.create_element("nodes")
                        .write_inner_content(|xml| write_nodes(xml, run))?;
                    xml.create_element("edges")
                        .write_inner_content(|xml| write_edges(xml, run))?;
                    Ok(())
                })?;
            Ok(())
        })?;
    out.write_all(b"\n")
}

fn write_keys<W: Write>(xml: &mut Writer<W>, class: &str, keys: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attribute(("class", class))
        .write_inner_content(|xml| {
            for (name, kind) in keys {
                let key = [("id", *name), ("title", name), ("type", kind)];
                xml.create_element("attribute")
                    .with_attributes(key)
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_nodes<W: Write>(xml: &mut Writer<W>, run: &Run) -> io::Result<()> {
    for node in &run.nodes {
        let title = if node.title.is_empty() {
            &node.id
        } else {
            &node.title
        };
        let title = clean(title);
        let values = [
            ("article", node.id.as_str()),
            ("outlet", &node.outlet),
            ("lang", &node.lang),
            ("published", &node.published),
            ("latent", if node.is_latent { "true" } else { "false" }),
        ];
        let head = [("id", node.key.as_str()), ("label", &title)];
        xml.create_element("node")
            .with_attributes(head)
            .write_inner_content(|xml| write_values(xml, &values))?;
    }
    Ok(())
}

fn write_edges<W: Write>(xml: &mut Writer<W>, run: &Run) -> io::Result<()> {
    for (at, arrow) in run.arrows.iter().enumerate() {
        let id = format!("e{at}");
        let head = [
            ("id", id.as_str()),
            ("source", &run.nodes[arrow.from].key),
            ("target", &run.nodes[arrow.to].key),
        ];
        let (probability, share);
        let mut values = vec![("kind", arrow.relation.kind())];
        if let Relation::Edge(edge) = &arrow.relation {
            probability = format!("{:.6}", edge.probability);
            share = format!("{:.6}", edge.share);
            let figures = [
                ("credit", edge.credit.as_str()),
                ("probability", &probability),
            ];
            values.extend(figures);
            values.push(("share", &share));
        }
        xml.create_element("edge")
            .with_attributes(head)
            .write_inner_content(|xml| write_values(xml, &values))?;
    }
    Ok(())
}

/// Writes the values that are not empty.
fn write_values<W: Write>(xml: &mut Writer<W>, values: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (key, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            let value = clean(value);
            let pair = [("for", *key), ("value", &value)];
            xml.create_element("attvalue")
                .with_attributes(pair)
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `text` without what XML 1.0 cannot hold.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|&c| super::super::graphml::is_xml(c))
        .collect()
}
