//! `silsilah sentences` and `--vectors`: what a model of the user's own says about sentences.

use serde_json::{Value, json};

use crate::cli_command::Desk;

const BRIDGE: &str = "\
The bridge collapsed on Tuesday. Villagers walk ten kilometres to market. The army will build a temporary crossing. \
Nobody was hurt in the accident. Schools stay closed until Monday.\n";

/// The same, sentence by sentence, in words of which hardly one is the same.
const SPAN: &str = "\
A span fell into the river early this week. Farmers must take a long detour to sell their crops. Soldiers are to erect \
a pontoon soon. All residents escaped without injury. Pupils remain at home for some days.\n";

/// A "model" for which the n-th sentence of any page means the same as the n-th of any other.
fn vectors(sentences: &str) -> String {
    let mut out = String::new();
    for line in sentences.lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let n = record["spans"].as_array().unwrap().len();
        let axis = |i: usize| (0..n).map(|j| f64::from(u8::from(i == j))).collect();
        let all: Vec<Vec<f64>> = (0..n).map(axis).collect();
        record["vectors"] = json!(all);
        out.extend([record.to_string().as_str(), "\n"]);
    }
    out
}

#[test]
fn sentences_of_one_meaning_are_paired() {
    let desk = Desk::new();
    desk.put("a.txt", BRIDGE);
    desk.put("b.txt", SPAN);
    let outcome = desk.run(&["sentences", "a.txt", "b.txt"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    desk.put("vectors.jsonl", vectors(&outcome.stdout));

    let without = desk.run(&["compare", "a.txt", "b.txt", "--json"]);
    let without: Value = serde_json::from_str(&without.stdout).unwrap();
    assert_eq!(without["score"], Value::Null, "{without}");

    let args = ["compare", "a.txt", "b.txt", "--vectors", "vectors.jsonl"];
    let outcome = desk.run(&args);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let told = outcome.stdout.matches("by sentence vectors\n").count();
    assert_eq!(told, 5, "{}", outcome.stdout);
    assert!(
        outcome.stdout.contains("told by sentence vectors"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn an_article_without_vectors_is_compared_by_its_words() {
    let desk = Desk::new();
    desk.put("a.txt", BRIDGE);
    desk.put("b.txt", BRIDGE);
    desk.put("c.txt", SPAN);
    let sentences = desk.run(&["sentences", "c.txt"]);
    desk.put("vectors.jsonl", vectors(&sentences.stdout));
    let plain = desk.run(&["compare", "a.txt", "b.txt", "--json"]);
    let args = ["compare", "a.txt", "b.txt", "--json", "--vectors"];
    let outcome = desk.run(&[&args[..], &["vectors.jsonl"]].concat());
    assert_eq!(outcome.stdout, plain.stdout);
    assert!(
        outcome
            .stderr
            .contains("2 of 2 articles have no vectors; for them words alone decide"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_faulty_line_is_named() {
    let desk = Desk::new();
    desk.put("a.txt", BRIDGE);
    desk.put("b.txt", SPAN);
    desk.put(
        "vectors.jsonl",
        "{\"id\":\"a\",\"spans\":[[0,32]],\"vectors\":[]}\n",
    );
    let outcome = desk.run(&["compare", "a.txt", "b.txt", "--vectors", "vectors.jsonl"]);
    assert_eq!(outcome.code, Some(2));
    let message = "silsilah: error: vectors.jsonl:1: \"a\" has 0 vectors for 1 span; give one for each, in their order\n";
    assert_eq!(outcome.stderr, message);
    let outcome = desk.run(&["sentences", "no-such-file.jsonl"]);
    assert_eq!(outcome.code, Some(2));
}
