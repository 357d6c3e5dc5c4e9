//! `silsilah outlets`: the registry, and what is wrong with one's own.

use serde_json::Value;

use crate::cli_command::Desk;

const MINE: &str = "\
# outlets of our own
{\"id\":\"koran-pagi\",\"name\":\"Koran Pagi\",\"kind\":\"newspaper\",\"country\":\"ID\",\"domains\":[\"koranpagi.example\"]}
";

#[test]
fn the_list_is_sorted_and_holds_added_entries() {
    let desk = Desk::new();
    desk.put("mine.jsonl", MINE);
    let outcome = desk.run(&["outlets", "list", "--registry", "mine.jsonl"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let ids: Vec<&str> = outcome
        .stdout
        .lines()
        .filter_map(|l| l.split('\t').next())
        .collect();
    assert!(ids.is_sorted() && ids.contains(&"antara") && ids.len() > 100);
    assert!(
        outcome
            .stdout
            .contains("\nkoran-pagi\tnewspaper\tID\tKoran Pagi\n")
    );
}

#[test]
fn an_entry_is_found_by_id_name_and_domain() {
    let desk = Desk::new();
    desk.put("mine.jsonl", MINE);
    for name in ["koran-pagi", "Koran Pagi", "www.koranpagi.example"] {
        let outcome = desk.run(&["outlets", "show", name, "--registry", "mine.jsonl"]);
        let record: Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(
            (outcome.code, &record["id"]),
            (Some(0), &"koran-pagi".into()),
            "{name}"
        );
    }
}

#[test]
fn an_unknown_name_is_answered_no() {
    let outcome = Desk::new().run(&["outlets", "show", "koran-yang-tiada"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        outcome.stderr,
        "silsilah: no entry is called \"koran-yang-tiada\"\n"
    );
}

/// (name, file, exit code, standard output, standard error)
const CHECKS: &[(&str, &str, i32, &str, &str)] = &[
    ("good", MINE, 0, "1 entry, 0 with advice\n", ""),
    (
        "alias that is a word",
        "{\"id\":\"a\",\"name\":\"A B\",\"kind\":\"portal\",\"aliases\":[\"kabar\"]}\n",
        0,
        "1 entry, 1 with advice\n",
        "silsilah: warning: mine.jsonl:1: alias \"kabar\" is one lower-case word: list it in risky_aliases as well\n",
    ),
    (
        "an entry that extends another",
        "{\"id\":\"antara\",\"extends\":true,\"aliases\":[\"Kantor Kawat\"]}\n",
        0,
        "1 entry, 0 with advice\n",
        "",
    ),
    (
        "an entry that extends nothing",
        "\n{\"id\":\"koran-tiada\",\"extends\":true}\n",
        2,
        "",
        "silsilah: error: mine.jsonl:2: extends \"koran-tiada\", but no entry has that id\n",
    ),
    (
        "an entry that replaces another, and a domain that is another's",
        "{\"id\":\"antara\",\"name\":\"ANTARA\",\"kind\":\"agency\",\"domains\":[\"reuters.com\"]}\n",
        0,
        "1 entry, 2 with advice\n",
        "silsilah: warning: mine.jsonl:1: \"reuters.com\" is also a name of \"reuters\" in the registry, which wins; \
         extend or replace that entry\n\
         silsilah: warning: mine.jsonl:1: replaces the entry \"antara\", without its name \"LKBN Antara\"; with \"extends\": true it adds to it\n",
    ),
    (
        "unknown key",
        "\n{\"id\":\"a\",\"name\":\"A\",\"kind\":\"portal\",\"alias\":[]}\n",
        2,
        "",
        "silsilah: error: mine.jsonl:2: unknown field `alias`, expected one of `id`, `name`, `kind`, `country`, \
         `lang`, `aliases`, `domains`, `risky_aliases`, `owner`, `network`, `relay` at line 1 column 44\n",
    ),
];

#[test]
fn a_file_is_checked_line_by_line() {
    for &(name, file, code, stdout, stderr) in CHECKS {
        let desk = Desk::new();
        desk.put("mine.jsonl", file);
        let outcome = desk.run(&["outlets", "check", "mine.jsonl"]);
        assert_eq!(outcome.code, Some(code), "{name}");
        assert_eq!(outcome.stdout, stdout, "{name}");
        assert_eq!(outcome.stderr, stderr, "{name}");
    }
}
