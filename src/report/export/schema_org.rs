//! The lineage as schema.org `NewsArticle`s in JSON-LD 1.1, with the context inline.
//!
//! `isBasedOn` names the parents that lineage found. `creditText` repeats what a page credits for its text; `image` holds what it credits for its pictures. A wire item that is not in the collection is a
//! `CreativeWork` whose `provider` is the id of its source. Ties and probabilities have no term there and are left out.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Relation, Run};

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let graph: Vec<Value> = (0..run.nodes.len()).map(|at| work(run, at)).collect();
    let document = json!({ "@context": { "@vocab": "https://schema.org/" }, "@graph": graph });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn work(run: &Run, at: usize) -> Value {
    let node = &run.nodes[at];
    let mut work = Map::new();
    let class = if node.is_latent {
        "CreativeWork"
    } else {
        "NewsArticle"
    };
    work.insert("@id".to_owned(), json!(urn(&node.key)));
    work.insert("@type".to_owned(), json!(class));
    let fields = [
        ("identifier", &node.id),
        ("headline", &node.title),
        ("inLanguage", &node.lang),
        ("datePublished", &node.published),
    ];
    for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        work.insert(key.to_owned(), json!(value));
    }
    if !node.outlet.is_empty() {
        let role = if node.is_latent {
            "provider"
        } else {
            "publisher"
        };
        let house = json!({ "@type": "Organization", "name": node.outlet });
        work.insert(role.to_owned(), house);
    }
    let parents = run.arrows.iter().filter(|arrow| arrow.to == at);
    let parents: Vec<_> = parents
        .filter(|arrow| !matches!(arrow.relation, Relation::Tie))
        .collect();
    if !parents.is_empty() {
        let based = parents
            .iter()
            .map(|arrow| json!({ "@id": urn(&run.nodes[arrow.from].key) }));
        work.insert("isBasedOn".to_owned(), based.collect());
    }
    let names: Vec<&str> = node.credits.iter().map(|c| c.name.as_str()).collect();
    if !names.is_empty() {
        work.insert("creditText".to_owned(), json!(names.join("; ")));
    }
    if !node.image_credits.is_empty() {
        let images = node.image_credits.iter();
        let images: Vec<Value> = images
            .map(|credit| json!({ "@type": "ImageObject", "creditText": credit.name }))
            .collect();
        work.insert("image".to_owned(), json!(images));
    }
    Value::Object(work)
}

fn urn(key: &str) -> String {
    format!("urn:silsilah:{key}")
}
