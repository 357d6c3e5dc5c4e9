//! Inputs that nobody would choose: each gives a clear message, and nothing that could be read is lost.

use std::fmt::Write as _;

use serde_json::Value;

use crate::cli_command::{Desk, Outcome};
use crate::cli_pages::{BRIEF, COPY, OTHER, WIRE, record};

/// Traces one file and gives the outcome and the ids of the articles written.
fn trace(desk: &Desk, file: &str) -> (Outcome, Vec<String>) {
    let outcome = desk.run(&["trace", file, "--out", "run"]);
    let ids = lines(desk, "articles.jsonl")
        .iter()
        .filter_map(|a| a["id"].as_str().map(str::to_owned))
        .collect();
    (outcome, ids)
}

/// A file of the run directory.
fn lines(desk: &Desk, name: &str) -> Vec<Value> {
    desk.get(&format!("run/{name}"))
        .lines()
        .map(|l| serde_json::from_str(l).expect("a run's files are JSON"))
        .collect()
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for (file, bytes) in [
        ("empty.jsonl", ""),
        ("blank.jsonl", "\n\n \n"),
        ("bom.jsonl", "\u{feff}"),
    ] {
        let desk = Desk::new();
        desk.put(file, bytes);
        let (outcome, ids) = trace(&desk, file);
        assert_eq!(outcome.code, Some(2), "{file}");
        assert_eq!(
            outcome.stderr,
            format!(
                "silsilah: warning: {file}: holds no article [empty-input]\n\
                 silsilah: warning: no article was read, so the run is empty\n"
            ),
        );
        assert_eq!(ids, Vec::<String>::new(), "{file}");
    }
}

#[test]
fn broken_records_are_named_and_the_rest_is_kept() {
    let desk = Desk::new();
    let mut bytes = record("kawat", "antara", "2025-03-04", WIRE).into_bytes();
    bytes.extend(b"{\"id\": \"rusak\", \"text\": \"banjir \xff\xfe surut\"}\n");
    bytes.extend(b"{\"id\": \"putus\", \"text\": \"ban\n");
    bytes.extend(b"[1, 2]\n");
    bytes.extend(b"{\"id\": \"kosong\", \"text\": \"  \"}\n");
    bytes.extend(b"{\"id\": \"kawat\", \"text\": \"lagi\"}\n");
    bytes.extend(record("kopi", "kabartani.example", "2025-03-04", OTHER).into_bytes());
    desk.put("pages.jsonl", bytes);
    let (outcome, ids) = trace(&desk, "pages.jsonl");
    assert_eq!(outcome.code, Some(2));
    assert_eq!(ids, ["kawat", "kopi"]);
    crate::cli_command::golden("messages/broken-records.txt", &outcome.stderr);
    let run: Value = serde_json::from_str(&desk.get("run/run.json")).expect("run.json is JSON");
    assert_eq!(run["counts"]["read"], 2, "{}", run["counts"]);
}

#[test]
fn strict_stops_at_the_first_broken_record() {
    let desk = Desk::new();
    desk.put("pages.jsonl", record("a", "x", "", WIRE) + "{}\n{\n");
    let outcome = desk.run(&["trace", "pages.jsonl", "--out", "run", "--strict"]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.stderr, "silsilah: error: pages.jsonl:2: no text\n");
    assert!(!desk.path("run/articles.jsonl").exists());
}

#[test]
fn one_huge_line_is_an_article_like_any_other() {
    let words = "banjir ".repeat(300_000);
    let desk = Desk::new();
    desk.put(
        "pages.jsonl",
        record("raksasa", "antara", "2025-03-04", &words)
            + &record("kawat", "antara", "2025-03-04", WIRE),
    );
    let (outcome, ids) = trace(&desk, "pages.jsonl");
    assert_eq!(
        (outcome.code, ids),
        (Some(0), vec!["kawat".to_owned(), "raksasa".to_owned()])
    );
}

#[test]
fn ten_thousand_identical_pages_are_one_family() {
    let mut pages = String::new();
    for i in 0..10_000 {
        let _ = write!(
            pages,
            "{}",
            record(&format!("p{i:05}"), "antara", "2025-03-04", BRIEF)
        );
    }
    let desk = Desk::new();
    desk.put("pages.jsonl", pages);
    let (outcome, ids) = trace(&desk, "pages.jsonl");
    assert_eq!(
        (outcome.code, ids.len()),
        (Some(0), 10_000),
        "{}",
        outcome.stderr
    );
    let families = lines(&desk, "families.jsonl");
    for level in ["copy", "family", "story"] {
        let sizes: Vec<usize> = families
            .iter()
            .filter(|f| f["level"] == level)
            .map(|f| f["members"].as_array().map_or(0, Vec::len))
            .collect();
        assert_eq!(sizes, [10_000], "{level}");
    }
}

#[test]
fn a_page_that_names_itself_is_not_its_own_source() {
    let text = COPY.replace("dikutip dari Antara", "dikutip Antara dari laman Antara");
    let desk = Desk::new();
    desk.put(
        "pages.jsonl",
        record("sendiri", "antara", "2025-03-04", &text),
    );
    let (outcome, _) = trace(&desk, "pages.jsonl");
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let chains = lines(&desk, "chains.jsonl");
    assert_eq!(chains[0]["main"], Value::Array(Vec::new()), "{chains:?}");
    assert_eq!(lines(&desk, "lineage.jsonl"), Vec::<Value>::new());
}

#[test]
fn a_page_cannot_drive_the_terminal() {
    let id = "\u{1b}]0;judul\u{7}\u{1b}[2J\u{202e}";
    let desk = Desk::new();
    desk.put(
        "pages.jsonl",
        record(id, "antara", "2025-03-04", WIRE) + &record("b", "x", "", COPY),
    );
    let (outcome, _) = trace(&desk, "pages.jsonl");
    for stream in [&outcome.stdout, &outcome.stderr] {
        let driven = stream.contains(['\u{1b}', '\u{7}', '\u{202e}']);
        assert!(!driven, "{stream:?}");
    }
}
