//! What README and guide show of the fixtures' lineage is what the command writes.
//!
//! A block is found by its mark, `<!-- output: NAME -->`. `SILSILAH_BLESS=1` writes the blocks anew.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::cli_command::Desk;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guide.md");
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lineage.svg");
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pages");
const OUTLETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outlets.jsonl");

/// A story of the fixtures that the first page shows, by its beginning.
const STORY: &str = "87 penumpang feri hanyut";

#[test]
fn the_documents_show_what_a_run_writes() {
    let desk = Desk::new();
    let args = ["trace", PAGES, "--registry", OUTLETS, "--out", "run"];
    let traced = desk.run(&args);
    assert_eq!(traced.code, Some(0), "{}", traced.stderr);
    let lines: Vec<Value> = desk
        .get("run/lineage.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let chains = desk.get("run/chains.jsonl");
    let chains: Vec<&str> = chains.lines().filter(|l| l.contains("nelayan")).collect();
    let (head, stories) = traced.stdout.split_once("\n\n").unwrap();
    let story = stories
        .split("\n\n")
        .find(|s| s.starts_with(STORY))
        .unwrap();
    let shown = format!("{head}\n\n…\n\n{story}\n\n…");
    check(README, &[("trace", "text", shown)]);
    let blocks = [
        ("chains of nelayan", "json", chains.join("\n")),
        ("edges of nelayan", "text", edges(&lines)),
        ("readings of nelayan", "text", readings(&lines)),
        (
            "stories of the fixtures",
            "text",
            stories.trim_end().to_owned(),
        ),
    ];
    check(GUIDE, &blocks);
    let plot = ["plot", "story", "nelayan-01-kabarsenja", "--run", "run"];
    picture(&desk.run(&plot).stdout);
}

/// Holds the picture that the README shows against what the command draws.
#[track_caller]
fn picture(drawn: &str) {
    if std::env::var_os("SILSILAH_BLESS").is_some() {
        fs::write(PICTURE, drawn).unwrap();
    } else {
        let shown = fs::read_to_string(PICTURE).unwrap();
        assert!(
            shown == drawn,
            "{PICTURE} is out of date; SILSILAH_BLESS=1 draws it anew"
        );
    }
}

/// Holds the blocks of a document, by name and kind, against what they have to be.
#[track_caller]
fn check(document: &str, blocks: &[(&str, &str, String)]) {
    let before = fs::read_to_string(document).unwrap();
    let after = blocks
        .iter()
        .fold(before.clone(), |text, (name, kind, block)| {
            replaced(&text, name, kind, block)
        });
    if std::env::var_os("SILSILAH_BLESS").is_some() {
        fs::write(document, &after).unwrap();
    } else {
        assert!(
            before == after,
            "{document} is out of date; SILSILAH_BLESS=1 rewrites it. Now:\n{after}"
        );
    }
}

/// `document` with `text` in the block named `name`.
fn replaced(document: &str, name: &str, kind: &str, text: &str) -> String {
    let head = format!("<!-- output: {name} -->\n```{kind}\n");
    let (start, rest) = document
        .split_once(&head)
        .unwrap_or_else(|| panic!("there is no block {head}"));
    let (_, end) = rest.split_once("\n```\n").unwrap();
    format!("{start}{head}{text}\n```\n{end}")
}

/// Edges of four pages, with their reasons.
fn edges(lines: &[Value]) -> String {
    let mut text = String::new();
    for line in lines.iter().filter(|line| line["type"] == "edge") {
        let child = line["child"].as_str().unwrap();
        let shown = ["nelayan-01", "nelayan-04", "nelayan-05", "nelayan-07"];
        if !shown.iter().any(|page| child.starts_with(page)) {
            continue;
        }
        let [parent, kind, credit] =
            ["parent", "kind", "credit"].map(|key| line[key].as_str().unwrap());
        let probability = line["probability"].as_f64().unwrap();
        writeln!(
            text,
            "{child:<27}  ← {parent:<42}  {kind:<7}  {credit:<15}  {probability:.2}"
        )
        .unwrap();
        for reason in line["reasons"].as_array().unwrap() {
            let weight = reason["weight"].as_f64().unwrap();
            writeln!(
                text,
                "    {weight:+.2}  {}",
                reason["text"].as_str().unwrap()
            )
            .unwrap();
        }
    }
    text.trim_end().to_owned()
}

/// The beginning of an item's text.
fn readings(lines: &[Value]) -> String {
    let item = lines
        .iter()
        .find(|line| line["id"] == "latent:antara:nelayan-01-kabarsenja")
        .unwrap();
    let mut text = item["not_after"].as_str().unwrap().to_owned();
    for reading in item["readings"].as_array().unwrap().iter().take(4) {
        let sentence = reading["text"].as_str().unwrap();
        write!(text, "\n{}\t{sentence}", reading["support"]).unwrap();
    }
    text + "\n…"
}
