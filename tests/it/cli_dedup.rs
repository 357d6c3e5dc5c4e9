//! `silsilah dedup`: what is kept, and that it is kept as it came.

use std::fmt::Write as _;

use crate::cli_command::Desk;
use crate::cli_pages::{BRIEF, OTHER, WIRE, record, three};

/// (option, ids kept of the three pages, in the order of the input)
const KEEPS: &[(&str, &[&str])] = &[
    ("earliest", &["kopi", "kawat"]),
    ("longest", &["koran", "kopi"]),
    ("first", &["koran", "kopi"]),
];

#[test]
fn one_of_each_group_is_kept() {
    for &(keep, expected) in KEEPS {
        let desk = Desk::new();
        desk.put("pages.jsonl", three());
        let outcome = desk.run(&[
            "dedup",
            "pages.jsonl",
            "--keep",
            keep,
            "--out",
            "kept.jsonl",
        ]);
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
