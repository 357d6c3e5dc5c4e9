//! The schemas in `docs/schemas` are those of the types, and what is written keeps to them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use silsilah::article::Article;
use silsilah::error::Warning;
use silsilah::ingest::{InputFile, Skip, Skipped, Summary};
use silsilah::pipeline::{Config, Pipeline, Silent};
use silsilah::report::records::{
    CertificateRecord, ComparisonRecord, Counts, EdgeRecord, Read, RunRecord, SentencesRecord,
    Stage,
};
use silsilah::report::{FILES, Results, schema};

use crate::sample::Sample;

fn place(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("docs/schemas")
        .join(format!("{name}.schema.json"))
}

#[test]
fn the_schemas_in_docs_are_those_of_the_types() {
    for (name, schema) in schema::all() {
        let path = place(name);
        let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("SILSILAH_BLESS").is_some() {
            fs::write(&path, &generated).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == generated,
            "{} is out of date: run the tests once with SILSILAH_BLESS=1",
            path.display()
        );
    }
}

/// The lines of every file of the sample run, by the file's stem.
fn sample_lines() -> BTreeMap<String, Vec<Value>> {
    let sample = Sample::new();
    let results = sample.results();
    let mut lines = BTreeMap::new();
    for (name, format) in FILES {
        let Some(stem) = name.strip_suffix(".jsonl") else {
            continue;
        };
        let mut bytes = Vec::new();
        format.write(&results, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let parsed = text.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.insert(stem.to_owned(), parsed.collect());
    }
    let edge = &results.lineage.edges[0];
    let texts = Read {
        results: &results,
        child: edge.child,
        parent: None,
        comparison: None,
    };
    let edge = EdgeRecord::new(&results, edge);
    let certificate = CertificateRecord::new(edge, "0.1.0".to_owned(), texts).unwrap();
    let certificate = serde_json::to_value(&certificate).unwrap();
    lines.insert("certificate".to_owned(), vec![certificate]);
    let read = Summary {
        inputs: vec![InputFile {
            path: "a.jsonl".to_owned(),
            bytes: 10,
            xxh3: "2d06800538d394c2".to_owned(),
        }],
        n_read: 4,
        n_skipped: [(Skip::NoText, 1)].into(),
        skipped: vec![Skipped {
            path: "a.jsonl".to_owned(),
            line: 5,
            class: Skip::NoText,
            reason: "no text".to_owned(),
        }],
        warnings: vec![Warning::new("empty-input", "b.jsonl", "holds no article")],
    };
    let counts = Counts::new(&results, &read, [("lsh".to_owned(), 1)].into());
    let stages = vec![Stage {
        name: "clean".to_owned(),
        seconds: 0.5,
        peak_memory_bytes: None,
    }];
    let run = RunRecord::new(json!({"jobs": 1}), &read, counts, stages, Vec::new());
    let mut bytes = Vec::new();
    run.write(&mut bytes).unwrap();
    lines.insert(
        "run".to_owned(),
        vec![serde_json::from_slice(&bytes).unwrap()],
    );
    let article = |id: &str| Article::new(id, "Banjir merendam tiga desa di hilir Sungai Lusi.");
    let pipeline = Pipeline::new(Config::default()).unwrap();
    let compared = pipeline
        .compare_side_by_side(article("b"), article("a"))
        .unwrap();
    let run = &compared.run;
    let results = Results::new(
        &run.pages,
        &run.attributions,
        &run.matches,
        &run.families,
        &run.lineage,
        pipeline.registry(),
    );
    let (found, rows) = (compared.found.as_ref(), &compared.side_by_side);
    let record = ComparisonRecord::new(&results, compared.sides, found, rows);
    assert_eq!((record.a.as_str(), record.b.as_str()), ("b", "a"));
    let comparison = serde_json::to_value(&record).unwrap();
    lines.insert("comparison".to_owned(), vec![comparison]);
    let read = pipeline
        .sentences_with(vec![article("a")], &Silent)
        .unwrap();
    let of_article = SentencesRecord::new(&read[0].page, &read[0].spans);
    let of_article = serde_json::to_value(&of_article).unwrap();
    lines.insert("sentences".to_owned(), vec![of_article]);
    lines
}

#[test]
fn what_is_written_keeps_to_its_schema() {
    let lines = sample_lines();
    for (name, schema) in schema::all() {
        let validator = jsonschema::validator_for(&schema).unwrap();
        let records = &lines[name];
        assert!(!records.is_empty(), "{name}: the sample has no line");
        for record in records {
            let errors: Vec<String> = validator
                .iter_errors(record)
                .map(|e| e.to_string())
                .collect();
            assert!(errors.is_empty(), "{name}: {record}: {errors:?}");
            // A validator that takes everything would prove nothing: each first field is required.
            let mut lacking = record.clone();
            let first = record.as_object().unwrap().keys().next().unwrap();
            lacking.as_object_mut().unwrap().shift_remove(first);
            assert!(
                !validator.is_valid(&lacking),
                "{name}: {first} may be left out"
            );
        }
    }
}
