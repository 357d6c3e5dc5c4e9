//! `silsilah eval`: labels and runs from files, figures out.

use serde_json::Value;

use crate::cli_command::Desk;
use crate::cli_pages::three;

/// A desk with a run over the three pages.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let outcome = desk.run(&["trace", "pages.jsonl", "--out", "run"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    desk
}

/// (what, labels, path in the report, figure)
const FIGURES: &[(&str, &str, &str, f64)] = &[
    (
        "clusters",
        "kawat\tw\nkoran\tw\nkopi\t-\n",
        "/clusters/pairwise/f1",
        1.0,
    ),
    (
        "clusters",
        "kawat\tw\nkoran\t-\nkopi\tw\n",
        "/clusters/pairwise/f1",
        0.0,
    ),
    (
        "pairs",
        "koran\tkawat\tcopy\nkopi\tkawat\tunrelated\n",
        "/pairs/overall/f1",
        1.0,
    ),
    (
        "pairs",
        "koran\tkawat\tunrelated\n",
        "/pairs/overall/precision",
        0.0,
    ),
    (
        "attribution",
        "{\"id\":\"koran\",\"branches\":[[\"antara\"]],\"chain\":[\"antara\"],\"claims\":[]}\n",
        "/attribution/branches_exact/right",
        1.0,
    ),
    (
        "edges",
        "koran\tkopi\tcredited_matched\n",
        "/edges/parent/right",
        0.0,
    ),
    (
        "edges",
        "child\tparent\tkind\tcredit\nkoran\tkawat\tcopy\tcredited_matched\n",
        "/edges/parent/right",
        1.0,
    ),
];

#[test]
fn figures_are_those_of_the_run() {
    let desk = desk();
    for &(what, labels, path, expected) in FIGURES {
        desk.put("gold", labels);
        let outcome = desk.run(&["eval", what, "gold", "run", "--json"]);
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{what}"
        );
        let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
        let figure = report.pointer(path).and_then(Value::as_f64);
        assert_eq!(figure, Some(expected), "{what}: {labels:?}: {report}");
    }
}

#[test]
fn people_get_a_table() {
    let desk = desk();
    desk.put("gold.tsv", "kawat\tw\nkoran\tw\nkopi\t-\n");
    let outcome = desk.run(&["eval", "clusters", "gold.tsv", "run"]);
    assert_eq!(
        outcome.stdout,
        "clusters\n  articles             3\n  pairs                1 labelled, 1 found\n  \
         pairwise             P 1.000  R 1.000  F1 1.000\n  \
         B-cubed              P 1.000  R 1.000  F1 1.000\n  adjusted Rand index  1.000\n"
    );
}

#[test]
fn a_table_of_groups_can_be_scored() {
    let desk = Desk::new();
    desk.put("gold.tsv", "kawat\tw\nkoran\tw\nkopi\t-\n");
    desk.put("groups.tsv", "kawat\t1\tkept\nkoran\t1\tdropped\n");
    let outcome = desk.run(&["eval", "clusters", "gold.tsv", "groups.tsv", "--json"]);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["clusters"]["ari"], 1.0);
}

#[test]
fn missing_and_faulty_files_are_named() {
    let desk = Desk::new();
    desk.put("gold.tsv", "kawat\n");
    for (args, message) in [
        (
            ["eval", "clusters", "none.tsv", "run"],
            "cannot read or write none.tsv: No such file or directory (os error 2)",
        ),
        (["eval", "clusters", "gold.tsv", "run"], "gold.tsv:1: "),
    ] {
        let outcome = desk.run(&args);
        assert_eq!(outcome.code, Some(2), "{args:?}");
        let expected = format!("silsilah: error: {message}");
        assert!(
            outcome.stderr.starts_with(&expected),
            "{args:?}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn made_up_traditions_are_traced_the_same_on_any_number_of_threads() {
    let desk = Desk::new();
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pages");
    let args = ["eval", "lineage", pages, "--traditions", "6", "--json"];
    let of = |jobs: &str, seed: &str| {
        let outcome = desk.run(&[&args[..], &["--jobs", jobs, "--seed", seed]].concat());
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        outcome.stdout
    };
    let one = of("1", "1");
    assert_eq!(one, of("2", "1"));
    assert_ne!(one, of("2", "2"));
    let rows: Vec<Value> = serde_json::from_str(&one).unwrap();
    assert_eq!(rows.len(), 8);
    let right = |rule: &str| {
        let rates = rows
            .iter()
            .map(|row| &row["figures"][rule]["right"])
            .filter_map(Value::as_u64);
        rates.sum::<u64>()
    };
    // The rules that see the same matches name fewer parents.
    assert!(right("parent") > right("containment"), "{one}");
    assert!(right("containment") > right("earliest"), "{one}");
}

#[test]
fn traditions_are_written_in_forms_that_other_commands_read() {
    let desk = Desk::new();
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pages");
    let args = [
        "eval",
        "lineage",
        pages,
        "--traditions",
        "2",
        "--write",
        "made",
    ];
    assert_eq!(desk.run(&args).code, Some(0));
    let traced = desk.run(&["trace", "made/light-seen-clean.jsonl", "--out", "run"]);
    assert_eq!(traced.code, Some(0), "{}", traced.stderr);
    let scored = desk.run(&["eval", "edges", "made/light-seen-clean.tsv", "run"]);
    assert_eq!(scored.code, Some(0), "{}", scored.stderr);
    assert!(scored.stdout.contains("parent right"), "{}", scored.stdout);
}

#[test]
fn too_few_articles_for_traditions_are_said() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let outcome = desk.run(&["eval", "lineage", "pages.jsonl"]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(
        outcome.stderr,
        "silsilah: error: --traditions: 40 asked for, and 0 articles are long enough\n"
    );
}
