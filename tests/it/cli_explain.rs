//! `silsilah attribute --explain`: why pages are read as they are, for people and for programs.

use serde_json::Value;

use crate::cli_command::{Desk, golden};

/// A chain, a photo, a person, an office, the own house, an ordinary word, a negation, and an escape sequence.
const PAGES: &str = r#"{"id": "kontan-1", "outlet": "kontan", "text": "Jembatan Gantung Tirta Ditutup\n\nJembatan gantung di Desa Tirta ditutup sejak Senin karena talinya aus, seperti dikutip Antara dari Anadolu, Rabu (2/4/2025).\n\nLetaknya antara dua bukit, kata Wulan Pratiwi kepada Kontan. Jalan memutar itu, dikutip dari Menteri Sari Wulandari, akan diaspal.\n\nSebuah blog tidak mengutip Reuters dalam tulisan itu, dan Warta \u001b[31mPesisir tidak disebut.\n\nFoto: Helio B./Xinhua\n"}
{"id": "kontan-2", "outlet": "kontan", "text": "Harga cabai di pasar induk turun pada Jumat pagi karena pasokan dari tiga kabupaten kembali lancar, kata pengelola pasar Darsono kepada wartawan di kota itu.\n"}
"#;

#[test]
fn explanations_are_as_agreed() {
    let desk = Desk::new();
    desk.put("pages.jsonl", PAGES);
    let outcome = desk.run(&["attribute", "pages.jsonl", "--explain"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(
        !outcome.stdout.contains('\u{1b}'),
        "nothing acts on the terminal"
    );
    golden("messages/explain.txt", &outcome.stdout);
    let left: Vec<_> = std::fs::read_dir(desk.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is written without --out");
}

#[test]
fn one_article_of_many_is_explained() {
    let desk = Desk::new();
    desk.put("pages.jsonl", PAGES);
    let all = desk.run(&["attribute", "pages.jsonl", "--explain"]).stdout;
    let second = [
        "attribute",
        "pages.jsonl",
        "--explain",
        "--article",
        "kontan-2",
    ];
    let one = desk.run(&second);
    assert_eq!(one.code, Some(0));
    assert!(one.stdout.starts_with("kontan-2  ") && all.ends_with(&one.stdout));

    let none = desk.run(&[
        "attribute",
        "pages.jsonl",
        "--explain",
        "--article",
        "kontan-3",
    ]);
    assert_eq!((none.code, none.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        none.stderr,
        "silsilah: error: --article: no article has the id \"kontan-3\"\n"
    );
}

#[test]
fn explanations_are_written_beside_the_claims() {
    let desk = Desk::new();
    desk.put("pages.jsonl", PAGES);
    let lines = |name: &str| -> Vec<Value> {
        let text = desk.get(name);
        text.lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    };
    for jobs in ["1", "2"] {
        let args = [
            "attribute",
            "pages.jsonl",
            "--explain",
            "--jobs",
            jobs,
            "--out",
        ];
        let outcome = desk.run(&[&args[..], &[jobs]].concat());
        assert_eq!(outcome.code, Some(0));
    }
    assert_eq!(
        desk.get("1/explanations.jsonl"),
        desk.get("2/explanations.jsonl")
    );
    let explained = lines("1/explanations.jsonl");
    let place = |l: &Value| (l["article"].clone(), l["start"].clone(), l["end"].clone());
    let claims: Vec<_> = explained
        .iter()
        .filter(|l| l["type"] == "claim")
        .map(place)
        .collect();
    let expected: Vec<_> = lines("1/claims.jsonl").iter().map(place).collect();
    assert_eq!(claims, expected);
    let negated = explained.iter().find(|l| l["reason"] == "negated").unwrap();
    assert_eq!(
        (&negated["text"], &negated["id"]),
        (&"Reuters".into(), &"reuters".into())
    );

    assert_eq!(
        desk.run(&["attribute", "pages.jsonl", "--out", "plain"])
            .code,
        Some(0)
    );
    assert!(!desk.path("plain/explanations.jsonl").exists());
    for name in ["claims.jsonl", "chains.jsonl", "sources.jsonl"] {
        assert_eq!(
            desk.get(&format!("1/{name}")),
            desk.get(&format!("plain/{name}"))
        );
    }
}

#[test]
fn a_run_needs_a_directory_unless_it_explains() {
    let desk = Desk::new();
    desk.put("pages.jsonl", PAGES);
    let outcome = desk.run(&["attribute", "pages.jsonl"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("--out <DIR>"), "{}", outcome.stderr);
    let outcome = desk.run(&[
        "attribute",
        "pages.jsonl",
        "--out",
        "run",
        "--article",
        "kontan-1",
    ]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("--explain"), "{}", outcome.stderr);
}
