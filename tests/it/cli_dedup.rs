//! `silsilah dedup`: what is kept, and that it is kept as it came.

use std::fmt::Write as _;

use crate::cli_command::Desk;
use crate::cli_pages::{BRIEF, OTHER, WIRE, record, three};

/// (options, ids kept of the three pages, in the order of the input)
///
/// The wire item is the longer text by its dateline and its headline, the copy is the longer story.
const KEEPS: &[(&str, &[&str])] = &[
    ("earliest", &["kopi", "kawat"]),
    ("longest", &["kopi", "kawat"]),
    ("longest --clean", &["koran", "kopi"]),
    ("first", &["koran", "kopi"]),
];

#[test]
fn one_of_each_group_is_kept() {
    for &(keep, expected) in KEEPS {
        let desk = Desk::new();
        desk.put("pages.jsonl", three());
        let mut args = vec!["dedup", "pages.jsonl", "--out", "kept.jsonl", "--keep"];
        args.extend(keep.split(' '));
        let outcome = desk.run(&args);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(0), ""),
            "{keep}: {outcome:?}"
        );
        let kept: Vec<serde_json::Value> = desk
            .get("kept.jsonl")
            .lines()
            .map(|l| serde_json::from_str(l).expect("kept records are JSON"))
            .collect();
        let ids: Vec<&str> = kept.iter().filter_map(|r| r["id"].as_str()).collect();
        assert_eq!(ids, expected, "{keep}");
    }
}

#[test]
fn groups_name_every_record_of_a_group() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let outcome = desk.run(&[
        "dedup",
        "pages.jsonl",
        "--out",
        "kept.jsonl",
        "--groups",
        "groups.tsv",
    ]);
    assert_eq!(
        outcome.stderr,
        "silsilah: 3 records read, 2 kept, 1 dropped; 1 group of near-duplicates\n"
    );
    assert_eq!(
        desk.get("groups.tsv"),
        "koran\t1\tdropped\nkawat\t1\tkept\n"
    );
}

/// A text of the words `from..to`.
fn stretch(from: u32, to: u32) -> String {
    let words: Vec<String> = (from..to).map(|i| format!("kata{i}")).collect();
    words.join(" ")
}

fn records(texts: &[(&str, String)]) -> String {
    let lines = texts
        .iter()
        .map(|(id, text)| record(id, "antara", "2025-03-04", text));
    lines.collect()
}

#[test]
fn a_chain_is_reported() {
    let desk = Desk::new();
    let texts = [
        ("a", stretch(0, 100)),
        ("b", stretch(20, 120)),
        ("c", stretch(40, 140)),
    ];
    desk.put("pages.jsonl", records(&texts));
    let outcome = desk.run(&[
        "dedup",
        "pages.jsonl",
        "--threshold",
        "0.6",
        "--out",
        "kept.jsonl",
        "--report",
        "groups.jsonl",
    ]);
    assert_eq!(
        outcome.stderr,
        "silsilah: 3 records read, 1 kept, 2 dropped; 1 group of near-duplicates, 1 of them a chain with a pair below \
         the threshold\n"
    );
    // The ends share 56 shingles of 136.
    assert_eq!(
        desk.get("groups.jsonl"),
        "{\"group\":1,\"members\":[\"a\",\"b\",\"c\"],\"kept\":\"a\",\"min_similarity\":0.411765,\
         \"min_containment\":0.583333,\"is_chain\":true,\"bridges\":[[\"a\",\"b\"],[\"b\",\"c\"]]}\n"
    );
}

/// The end of a chain stays, for it is unlike the record that is kept.
#[test]
fn complete_linkage_leaves_no_chain() {
    let desk = Desk::new();
    let texts = [
        ("a", stretch(0, 100)),
        ("b", stretch(20, 120)),
        ("c", stretch(40, 140)),
    ];
    desk.put("pages.jsonl", records(&texts));
    let call = ["dedup", "pages.jsonl", "--out", "kept.jsonl"];
    let linked = ["--threshold", "0.6", "--linkage", "complete"];
    let outcome = desk.run(&[&call[..], &linked, &["--report", "groups.jsonl"]].concat());
    assert_eq!(
        outcome.stderr,
        "silsilah: 3 records read, 2 kept, 1 dropped; 1 group of near-duplicates\n"
    );
    // Two neighbours share 76 shingles of 116, and 76 of 96.
    assert_eq!(
        desk.get("groups.jsonl"),
        "{\"group\":1,\"members\":[\"a\",\"b\"],\"kept\":\"a\",\"min_similarity\":0.655172,\
         \"min_containment\":0.791667,\"is_chain\":false,\"bridges\":[[\"a\",\"b\"]]}\n"
    );
    let outcome = desk.run(&[&call[..], &linked, &["--force", "--no-verify"]].concat());
    assert_eq!(
        outcome.stderr,
        "silsilah: error: linkage: complete needs exact comparison; leave it out, or compare pairs exactly\n"
    );
}

/// Of the new side goes what the frozen one has; what is only like a record that goes stays.
#[test]
fn a_frozen_collection_stays_as_it_is() {
    let desk = Desk::new();
    let old = [("a", stretch(0, 100)), ("z", stretch(0, 101))];
    let new = [
        ("a", stretch(20, 120)),
        ("b", stretch(40, 140)),
        ("c", stretch(500, 600)),
        ("d", stretch(500, 601)),
        ("e", stretch(0, 100)),
    ];
    desk.put("old.jsonl", records(&old));
    desk.put("new.jsonl", records(&new));
    let outcome = desk.run(&[
        "dedup",
        "new.jsonl",
        "--against",
        "old.jsonl",
        "--threshold",
        "0.6",
        "--out",
        "kept.jsonl",
        "--groups",
        "g.tsv",
        "--report",
        "r.jsonl",
    ]);
    assert_eq!(
        outcome.stderr,
        "silsilah: 5 records read against 2 of the frozen collection, 2 kept, 3 dropped; 2 groups of near-duplicates\n"
    );
    let kept = desk.get("kept.jsonl");
    let ids: Vec<&str> = kept.lines().filter_map(|line| line.get(7..8)).collect();
    assert_eq!(ids, ["b", "c"]);
    assert_eq!(
        desk.get("g.tsv"),
        "a\t1\tfrozen\nz\t1\tfrozen\na\t1\tdropped\nc\t2\tkept\nd\t2\tdropped\ne\t1\tdropped\n"
    );
    let report = desk.get("r.jsonl");
    assert!(
        report.starts_with(
            "{\"group\":1,\"members\":[\"a\",\"z\",\"a\",\"e\"],\"frozen\":[\"a\",\"z\"],"
        ),
        "{report}"
    );
}

#[test]
fn buckets_alone_decide_where_pairs_are_not_compared() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let args = [
        "dedup",
        "pages.jsonl",
        "--out",
        "-",
        "--quiet",
        "--keep",
        "first",
        "--no-verify",
    ];
    let bands = ["--bands", "16", "--rows", "1", "--report", "r.jsonl"];
    let outcome = desk.run(&[args.as_slice(), &bands].concat());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert_eq!(outcome.stdout.lines().count(), 2);
    let report = desk.get("r.jsonl");
    assert!(!report.contains("min_similarity"), "{report}");
    let alone = desk.run(&[args.as_slice(), &["--bands", "16"]].concat());
    assert_eq!(alone.code, Some(2), "{}", alone.stderr);
}

#[test]
fn the_bytes_do_not_depend_on_threads() {
    let desk = Desk::new();
    let texts: Vec<(String, String)> = (0..3000u32)
        .map(|i| {
            (
                format!("p{i}"),
                stretch(i % 900 * 50, i % 900 * 50 + 60 + i / 900 * 4),
            )
        })
        .collect();
    let texts: Vec<(&str, String)> = texts
        .iter()
        .map(|(id, text)| (id.as_str(), text.clone()))
        .collect();
    desk.put("pages.jsonl", records(&texts));
    for jobs in ["1", "2", "5"] {
        desk.run(&[
            "dedup",
            "pages.jsonl",
            "--force",
            "--jobs",
            jobs,
            "--out",
            &format!("k{jobs}"),
            "--groups",
            &format!("g{jobs}"),
            "--report",
            &format!("r{jobs}"),
        ]);
        for file in ["k", "g", "r"] {
            let one = desk.get(&format!("{file}1"));
            assert!(one.lines().count() > 800, "{file}");
            assert_eq!(
                desk.get(&format!("{file}{jobs}")),
                one,
                "{file}, {jobs} threads"
            );
        }
    }
}

#[test]
fn kept_records_leave_byte_for_byte() {
    let wire = serde_json::to_string(WIRE).expect("text is JSON");
    let other = serde_json::to_string(OTHER).expect("text is JSON");
    let lines = [
        format!("{{ \"text\" : {wire},\"rubrik\":[1, 2.50 ,null] }}\r\n"),
        format!("  {{\"x\":1,\"text\":{wire}}}\n"),
        format!("{{\"z\":\"\\u00e9\",\"text\":{other},\"a\":{{}}}}"),
    ];
    let desk = Desk::new();
    let args = ["dedup", "-", "--out", "-", "--quiet"];
    let outcome = desk.feed(&args, lines.concat().as_bytes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert_eq!(outcome.stdout, [lines[0].as_str(), &lines[2]].concat());
}

#[test]
fn a_file_and_standard_input_come_to_the_same() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    desk.run(&["dedup", "pages.jsonl", "--out", "kept.jsonl"]);
    let piped = desk.feed(&["dedup", "-", "--out", "-"], three().as_bytes());
    assert_eq!(piped.stdout, desk.get("kept.jsonl"));
}

#[test]
fn ten_thousand_identical_pages_leave_one() {
    let mut pages = String::new();
    for i in 0..10_000 {
        let day = 1 + i % 28;
        let published = format!("2025-03-{day:02}T07:00:00+07:00");
        let _ = write!(
            pages,
            "{}",
            record(&format!("p{i}"), "antara", &published, BRIEF)
        );
    }
    let desk = Desk::new();
    let outcome = desk.feed(
        &["dedup", "-", "--out", "-", "--groups", "g.tsv"],
        pages.as_bytes(),
    );
    assert_eq!(
        outcome.stderr,
        "silsilah: 10000 records read, 1 kept, 9999 dropped; 1 group of near-duplicates\n"
    );
    assert!(
        outcome.stdout.starts_with("{\"id\":\"p0\","),
        "{:.40}",
        outcome.stdout
    );
    assert_eq!(desk.get("g.tsv").lines().count(), 10_000);
}

/// (name, input, arguments, message)
const REFUSED: &[(&str, &str, &[&str], &str)] = &[
    (
        "threshold",
        "pages.jsonl",
        &["--threshold", "0"],
        "threshold: 0; give a similarity above 0 and at most 1",
    ),
    (
        "format",
        "pages.csv",
        &[],
        "pages.csv: dedup hands records on as they came, which works for JSON Lines only; convert the others, or use \
         the families that trace finds",
    ),
    (
        "output",
        "pages.jsonl",
        &["--groups", "pages.csv"],
        "pages.csv: is there already; --force writes over it",
    ),
];

#[test]
fn what_cannot_be_done_is_refused_and_leaves_nothing_behind() {
    for &(name, input, args, message) in REFUSED {
        let desk = Desk::new();
        desk.put("pages.jsonl", three());
        desk.put("pages.csv", "id,text\n1,Banjir surut\n");
        let call = [&["dedup", input, "--out", "kept.jsonl"], args].concat();
        let outcome = desk.run(&call);
        assert_eq!(outcome.code, Some(2), "{name}");
        assert_eq!(
            outcome.stderr,
            format!("silsilah: error: {message}\n"),
            "{name}"
        );
        let names = std::fs::read_dir(desk.path("")).map(Iterator::count);
        assert_eq!(names.unwrap(), 2, "{name}");
        assert_eq!(desk.get("pages.jsonl"), three(), "{name}");
    }
}
