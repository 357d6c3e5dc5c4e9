//! The lineage as W3C provenance, in PROV-O (W3C Recommendation, 30 April 2013) as JSON-LD 1.1, with the context inline.
//!
//! **In** a [`Run`]. **Out** one JSON object.
//!
//! Every edge is a `wasDerivedFrom`; a near-verbatim copy is a `wasQuotedFrom` and an update a `wasRevisionOf` as well, and
//! `hadPrimarySource` names the parent only where it is the end of a declared chain. Probability, share, credit, reasons and
//! spans stand in a `qualifiedDerivation`, in a vocabulary of our own. Agents, activity and what is left out are those of
//! [`prov`](super::prov).

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::prov::houses;
use super::{Arrow, EdgeLine, Input, Node, Relation, Run};

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let houses = houses(run);
    let mut graph: Vec<Value> = vec![program(run), activity(run), finding()];
    graph.extend(houses.iter().map(|(name, key)| {
        json!({ "@id": urn(key), "@type": ["prov:Agent", "prov:Organization"], "label": name })
    }));
    for (at, node) in run.nodes.iter().enumerate() {
        let mut entity = entity(node);
        if let Some(house) = houses.get(node.outlet.as_str()) {
            entity.insert("wasAttributedTo".to_owned(), json!(urn(house)));
        }
        let parents = run.arrows.iter().filter(|arrow| arrow.to == at);
        for arrow in parents.filter(|arrow| !matches!(arrow.relation, Relation::Tie)) {
            derive(&mut entity, run, arrow);
        }
        graph.push(Value::Object(entity));
    }
    let document = json!({ "@context": context(), "@graph": graph });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// The terms used, and which of them name nodes.
fn context() -> Value {
    let node = |name: &str| json!({ "@id": format!("prov:{name}"), "@type": "@id" });
    let mut context = json!({
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "silsilah": "urn:silsilah:vocabulary:",
        "label": "rdfs:label",
        "identifier": "dcterms:identifier",
        "language": "dcterms:language",
        "issued": { "@id": "dcterms:issued", "@type": "xsd:dateTime" },
        "qualifiedDerivation": "prov:qualifiedDerivation",
        "probability": { "@id": "silsilah:probability", "@type": "xsd:double" },
        "share": { "@id": "silsilah:share", "@type": "xsd:double" },
        "kind": "silsilah:kind",
        "credit": "silsilah:credit",
        "reason": "silsilah:reason",
        "childSpan": "silsilah:childSpan",
        "parentSpan": "silsilah:parentSpan",
        "version": "silsilah:version",
        "input": "silsilah:input",
    });
    for name in [
        "entity",
        "used",
        "wasAssociatedWith",
        "wasAttributedTo",
        "wasDerivedFrom",
        "wasGeneratedBy",
        "wasQuotedFrom",
        "wasRevisionOf",
        "hadPrimarySource",
    ] {
        context[name] = node(name);
    }
    context
}

fn program(run: &Run) -> Value {
    json!({
        "@id": urn("program"),
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "label": "silsilah",
        "version": run.version,
    })
}

fn activity(run: &Run) -> Value {
    let pages = run.nodes.iter().filter(|node| !node.is_latent);
    let used: Vec<String> = pages.map(|node| urn(&node.key)).collect();
    let inputs: Vec<String> = run.inputs.iter().map(Input::label).collect();
    json!({
        "@id": urn("run"),
        "@type": "prov:Activity",
        "label": "a run of silsilah",
        "input": inputs,
        "used": used,
        "wasAssociatedWith": urn("program"),
    })
}

fn finding() -> Value {
    json!({
        "@id": urn("lineage"),
        "@type": ["prov:Entity", "prov:Collection"],
        "label": "lineage",
        "wasGeneratedBy": urn("run"),
    })
}

fn entity(node: &Node) -> Map<String, Value> {
    let class = if node.is_latent {
        "silsilah:WireItem"
    } else {
        "silsilah:Article"
    };
    let mut entity = Map::new();
    entity.insert("@id".to_owned(), json!(urn(&node.key)));
    entity.insert("@type".to_owned(), json!(["prov:Entity", class]));
    let fields = [
        ("label", node.label()),
        ("identifier", &node.id),
        ("language", &node.lang),
        ("issued", &node.published),
    ];
    for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        entity.insert(key.to_owned(), json!(value));
    }
    entity
}

/// Adds to `entity` what `arrow` says of its parent.
fn derive(entity: &mut Map<String, Value>, run: &Run, arrow: &Arrow) {
    let parent = &run.nodes[arrow.from];
    let kind = arrow.relation.kind();
    let said = [
        ("wasDerivedFrom", true),
        ("wasQuotedFrom", kind == "copy"),
        ("wasRevisionOf", kind == "update"),
        ("hadPrimarySource", parent.is_origin),
    ];
    for (term, _) in said.into_iter().filter(|(_, holds)| *holds) {
        push(entity, term, json!(urn(&parent.key)));
    }
    let mut qualified = Map::new();
    qualified.insert("@type".to_owned(), json!("prov:Derivation"));
    qualified.insert("entity".to_owned(), json!(urn(&parent.key)));
    qualified.insert("kind".to_owned(), json!(kind));
    if let Relation::Edge(edge) = &arrow.relation {
        add_figures(&mut qualified, edge);
    }
    push(entity, "qualifiedDerivation", Value::Object(qualified));
}

fn add_figures(qualified: &mut Map<String, Value>, edge: &EdgeLine) {
    let double = |value: f64| json!(value.to_string());
    qualified.insert("probability".to_owned(), double(edge.probability));
    qualified.insert("share".to_owned(), double(edge.share));
    qualified.insert("credit".to_owned(), json!(edge.credit));
    let span = |[start, end]: [usize; 2]| json!(format!("{start}-{end}"));
    for reason in &edge.reasons {
        push(qualified, "reason", json!(reason.text));
        if let Some(a) = reason.a {
            push(qualified, "childSpan", span(a));
        }
        if let Some(b) = reason.b {
            push(qualified, "parentSpan", span(b));
        }
    }
}

/// Adds `value` to the list under `key`.
fn push(object: &mut Map<String, Value>, key: &str, value: Value) {
    let list = object
        .entry(key)
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = list {
        list.push(value);
    }
}

fn urn(key: &str) -> String {
    format!("urn:silsilah:{key}")
}
