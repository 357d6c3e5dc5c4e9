//! The help of every command, held against a copy; and the shape that all of it has.

use crate::cli_command::{Desk, golden};

/// Every command with a help of its own.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["trace"],
    &["attribute"],
    &["dedup"],
    &["compare"],
    &["certify"],
    &["sentences"],
    &["frequencies"],
    &["report"],
    &["plot"],
    &["plot", "story"],
    &["export"],
    &["outlets"],
    &["outlets", "list"],
    &["outlets", "show"],
    &["outlets", "check"],
    &["lexicon"],
    &["lexicon", "list"],
    &["lexicon", "show"],
    &["lexicon", "check"],
    &["eval"],
    &["eval", "clusters"],
    &["eval", "pairs"],
    &["eval", "attribution"],
    &["eval", "edges"],
    &["eval", "lineage"],
    &["fit"],
    &["config"],
    &["completions"],
];

#[test]
fn help_is_as_agreed() {
    for command in COMMANDS {
        check(command);
    }
}

#[track_caller]
fn check(command: &[&str]) {
    let outcome = Desk::new().run(&[command, &["--help"]].concat());
    assert_eq!(outcome.code, Some(0), "{command:?}");
    assert_eq!(outcome.stderr, "", "{command:?}");
    let wide = outcome.stdout.lines().find(|l| l.chars().count() > 100);
    assert_eq!(wide, None, "{command:?}: wider than 100 columns");
    if command.len() < 2 {
        let (_, examples) = outcome.stdout.split_once("Examples:\n").unwrap_or_default();
        let n = examples.lines().filter(|l| l.contains("silsilah ")).count();
        assert!(n >= 2, "{command:?} shows {n} examples");
    }
    let name = match command {
        [] => "silsilah".to_owned(),
        _ => command.join("-"),
    };
    golden(&format!("help/{name}.txt"), &outcome.stdout);
}

#[test]
fn every_command_of_the_top_help_has_its_own() {
    let top = Desk::new().run(&["--help"]).stdout;
    let (_, listed) = top.split_once("Commands:\n").unwrap_or_default();
    let listed: Vec<&str> = listed
        .lines()
        .take_while(|l| !l.is_empty())
        .filter(|l| !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    let tested: Vec<&str> = COMMANDS
        .iter()
        .filter(|c| c.len() == 1)
        .map(|c| c[0])
        .collect();
    assert_eq!(listed, tested);
}

#[test]
fn a_wrong_call_says_what_was_meant() {
    let outcome = Desk::new().run(&["trase", "pages.jsonl"]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.stdout, "");
    assert_eq!(
        outcome.stderr,
        "error: unrecognized subcommand 'trase'\n\n  tip: a similar subcommand exists: 'trace'\n\n\
         Usage: silsilah [OPTIONS] <COMMAND>\n\nFor more information, try '--help'.\n"
    );
}
