//! Standard streams: who writes where, and readers that go away.

use std::io::Read as _;

use crate::cli_command::{Desk, silsilah};
use crate::cli_pages::record;

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    // Kept records longer than a pipe holds, so that the command is still writing when its reader leaves.
    desk.put(
        "pages.jsonl",
        record("panjang", "x", "", &"kata ".repeat(100_000)),
    );
    let mut child = silsilah(&desk.path(""))
        .args(["dedup", "pages.jsonl", "--out", "-", "--quiet"])
        .spawn()
        .expect("the command starts");
    let mut stdout = child.stdout.take().expect("standard output is a pipe");
    stdout.read_exact(&mut [0; 1]).expect("a byte comes");
    drop(stdout);
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let desk = Desk::new();
    let faulty = ["config", "--config", "none.toml"];
    let plain = desk.run(&faulty);
    assert_eq!(
        plain.stderr,
        "silsilah: error: cannot read or write none.toml: No such file or directory (os error 2)\n"
    );
    let coloured = desk.run(&[&faulty[..], &["--color", "always"]].concat());
    assert_eq!(
        coloured.stderr,
        plain
            .stderr
            .replace("error:", "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m")
    );
    let never = desk.run(&[&faulty[..], &["--color", "never"]].concat());
    assert_eq!(never, plain);
}
