//! `silsilah certify`: a certificate holds for its texts, and for no others.

use serde_json::Value;

use crate::cli_command::Desk;
use crate::cli_pages::three;

const CHECK: [&str; 5] = [
    "certify",
    "koran.txt",
    "kawat.txt",
    "--check",
    "verdict.json",
];

/// A desk with a run, a certificate of its edge, and the two texts as files of their own.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let traced = desk.run(&["trace", "pages.jsonl", "--out", "run"]);
    assert_eq!(traced.code, Some(0), "{}", traced.stderr);
    for line in three().lines() {
        let page: Value = serde_json::from_str(line).unwrap();
        let name = format!("{}.txt", page["id"].as_str().unwrap());
        desk.put(&name, page["text"].as_str().unwrap());
    }
    let made = desk.run(&[
        "certify",
        "pages.jsonl#koran",
        "pages.jsonl#kawat",
        "--run",
        "run",
        "--out",
        "verdict.json",
    ]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    desk
}

#[track_caller]
fn check(desk: &Desk, code: i32, expected: &str) {
    let outcome = desk.run(&CHECK);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(code), expected),
        "{}",
        outcome.stderr
    );
}

/// Changes the certificate.
fn forge(desk: &Desk, change: impl Fn(&mut Value)) {
    let mut certificate: Value = serde_json::from_str(&desk.get("verdict.json")).unwrap();
    change(&mut certificate);
    desk.put("verdict.json", certificate.to_string());
}

#[test]
fn the_texts_alone_bear_a_certificate_out() {
    check(&desk(), 0, "koran ← kawat: all agrees\n");
}

#[test]
fn another_text_is_noticed() {
    let desk = desk();
    let text = desk.get("kawat.txt").replace("SEMARANG", "DEMAK");
    desk.put("kawat.txt", text);
    let outcome = desk.run(&CHECK);
    assert_eq!(outcome.code, Some(1));
    let said = "koran ← kawat: does not hold\n  the parent's text is another\n";
    assert!(outcome.stdout.starts_with(said), "{}", outcome.stdout);
}

#[test]
fn a_forged_certificate_is_noticed() {
    let forged = desk();
    forge(&forged, |c| c["edge"]["reasons"][0]["weight"] = 99.0.into());
    let outcome = forged.run(&CHECK);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.stdout.contains("the weights add up to"),
        "{}",
        outcome.stdout
    );

    let forged = desk();
    forge(&forged, |c| {
        c["comparison"]["jaccard"] = 1.0.into();
    });
    let said = "koran ← kawat: does not hold\n  the two texts, held against each other, give something else\n";
    check(&forged, 1, said);

    let forged = desk();
    forge(&forged, |c| c["claims"] = Vec::<Value>::new().into());
    let said = "koran ← kawat: does not hold\n  the texts credit something else\n";
    check(&forged, 1, said);

    let forged = desk();
    forge(&forged, |c| c["edge"]["child"] = "kopi".into());
    let said = "kopi ← kawat: does not hold\n  the edge is of another child\n";
    check(&forged, 1, said);
}

#[test]
fn an_edge_that_is_not_there_is_said() {
    let outcome = desk().run(&[
        "certify",
        "pages.jsonl#kawat",
        "pages.jsonl#koran",
        "--run",
        "run",
    ]);
    assert_eq!(outcome.code, Some(2));
    let said = "there is no edge from kawat to koran";
    assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
}
