//! The lineage as IPTC ninjs 3.1 (News in JSON), one object a line: ninjs is a format of single news objects.
//!
//! **In** a [`Run`]. **Out** a line for each page and each wire item.
//!
//! `infoSources` are the media that a page credits: `contentSource` for its text, `imgSupplier` for its pictures, roles of the
//! IPTC vocabulary of content production parties, which has replaced that of information sources. `associations` are the
//! items and pages that lineage found it to come from; `rel` is the kind of edge as a full address of ours, since the IPTC
//! vocabulary of item relations has none for derivation. Items that are not in the collection are objects of their own, of
//! `representationType` partial. Ties, probabilities and reasons have no place there and are left out.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Node, Relation, Run};
use crate::report::records::Named;

const ROLES: &str = "http://cv.iptc.org/newscodes/contentprodpartyrole/";
const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for at in 0..run.nodes.len() {
        serde_json::to_writer(&mut *out, &object(run, at))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn object(run: &Run, at: usize) -> Value {
    let node = &run.nodes[at];
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("uri", json!(urn(node)));
    put("type", json!("text"));
    put(
        "standard",
        json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA }),
    );
    put("altIds", json!([{ "role": "id", "value": node.id }]));
    if node.is_latent {
        put("representationType", json!("partial"));
    }
    if !node.title.is_empty() {
        put("headlines", json!([{ "value": node.title }]));
    }
    if !node.lang.is_empty() {
        put("language", json!(node.lang));
    }
    // A time without an offset is no date-time there.
    if has_offset(&node.published) {
        put("versionCreated", json!(node.published));
    }
    if !node.outlet.is_empty() && !node.is_latent {
        let publisher = json!([{ "name": node.outlet, "rel": "publisher" }]);
        put("organisations", publisher);
    }
    let sources = sources(node);
    if !sources.is_empty() {
        put("infoSources", json!(sources));
    }
    let parents: Vec<Value> = run
        .arrows
        .iter()
        .filter(|arrow| arrow.to == at && !matches!(arrow.relation, Relation::Tie))
        .map(|arrow| {
            let parent = &run.nodes[arrow.from];
            json!({
                "name": parent.label(),
                "uri": urn(parent),
                "type": "text",
                "rel": format!("urn:silsilah:vocabulary:{}", arrow.relation.kind()),
            })
        })
        .collect();
    if !parents.is_empty() {
        put("associations", json!(parents));
    }
    Value::Object(object)
}

/// Who supplied what: of a wire item its source, of a page what it credits.
fn sources(node: &Node) -> Vec<Value> {
    let party = |name: &str, literal: Option<&str>, role: &str| {
        let mut party = json!({ "name": name, "role": format!("{ROLES}{role}") });
        if let Some(literal) = literal {
            party["literal"] = json!(literal);
        }
        party
    };
    let of = |credits: &[Named], role: &str| -> Vec<Value> {
        let credits = credits.iter();
        credits
            .map(|credit| party(&credit.name, Some(&credit.id), role))
            .collect()
    };
    let mut sources = of(&node.credits, "contentSource");
    sources.extend(of(&node.image_credits, "imgSupplier"));
    if node.is_latent && !node.outlet.is_empty() {
        sources.push(party(&node.outlet, None, "contentSource"));
    }
    sources
}

/// Whether a time of RFC 3339 states its offset.
fn has_offset(time: &str) -> bool {
    let Some((_, clock)) = time.split_once('T') else {
        return false;
    };
    clock.ends_with('Z') || clock.contains(['+', '-'])
}

fn urn(node: &Node) -> String {
    format!("urn:silsilah:{}", node.key)
}
