//! `silsilah compare`: one pair explained, and the answer as an exit code.

use serde_json::Value;

use crate::cli_command::{Desk, golden, silsilah};
use crate::cli_pages::{COPY, OTHER, WIRE, three};

#[test]
fn a_copy_is_explained() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let outcome = desk.run(&["compare", "pages.jsonl#koran", "pages.jsonl#kawat"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let mut rest = outcome.stdout.as_str();
    for part in [
        "copy: near-verbatim, score ",
        "A  koran  Jembatan Gantung Desa Tirta Ambruk\n   id, published 2025-03-04T09:10:00+07:00, credits antara\n",
        "B  kawat  Jembatan Gantung Desa Tirta Ambruk, Warga Memutar Sepuluh Kilometer\n   id, published \
         2025-03-04T07:05:00+07:00, credits nobody\n",
        "\nfigures\n",
        " of A's shingles are in B\n",
        "\nreasons\n",
        "\nlineage\n  koran ← kawat  copy, credited, and the text matches, probability ",
        "\nside by side (",
        "Jembatan gantung yang menghubungkan Desa Tirta   │  Jembatan gantung yang menghubungkan Desa Tirta\n",
        "\n2. edited, similarity ",
    ] {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("{part:?} is not in what follows:\n{rest}");
        };
        rest = after;
    }
    let wide = outcome.stdout.lines().filter(|l| l.contains(" │ "));
    assert!(wide.map(|l| l.chars().count()).max() <= Some(100));
}

#[test]
fn unrelated_pages_are_answered_no() {
    let desk = Desk::new();
    desk.put("a.txt", WIRE);
    desk.put("b.txt", OTHER);
    let outcome = desk.run(&["compare", "a.txt", "b.txt"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(1), ""));
    assert!(
        outcome.stdout.starts_with("unrelated: "),
        "{}",
        outcome.stdout
    );
    let outcome = desk.run(&["compare", "a.txt", "b.txt", "--json"]);
    assert_eq!(outcome.code, Some(1));
    let pair: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(
        (&pair["verdict"], &pair["score"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(pair["passages"], Value::Array(Vec::new()));
}

#[test]
fn json_names_a_and_b_as_the_user_did() {
    let desk = Desk::new();
    desk.put("x/page.txt", WIRE);
    desk.put("y/page.txt", COPY);
    let outcome = desk.run(&["compare", "y/page.txt", "x/page.txt", "--json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let pair: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(pair["verdict"], "copy");
    assert_eq!(
        (&pair["a"], &pair["b"]),
        (&"page (A)".into(), &"page (B)".into())
    );
    let passage = &pair["passages"][0];
    let words = |text: &str, span: &Value| -> String {
        let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
        text.chars().skip(at(0)).take(at(1) - at(0)).collect()
    };
    // A is the page that was named first.
    let shared = "hujan lebat mengguyur lereng gunung";
    assert!(words(COPY, &passage["a"]).contains(shared), "{passage}");
    assert!(words(WIRE, &passage["b"]).contains(shared), "{passage}");
}

#[test]
fn a_page_is_a_copy_of_itself() {
    let desk = Desk::new();
    desk.put("a.txt", WIRE);
    let outcome = desk.run(&["compare", "a.txt", "a.txt"]);
    assert_eq!(outcome.code, Some(0));
    assert!(
        outcome
            .stdout
            .starts_with("copy: near-verbatim, score 1.00\n"),
        "{}",
        outcome.stdout
    );
}

/// (name, operand, message)
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "several articles",
        "pages.jsonl",
        "pages.jsonl: holds 3 articles; say which one as pages.jsonl#ID",
    ),
    (
        "no such article",
        "pages.jsonl#korran",
        "pages.jsonl: none of its 3 articles has the id \"korran\"",
    ),
    (
        "no such file",
        "page.jsonl#koran",
        "cannot read or write page.jsonl: No such file or directory (os error 2)",
    ),
];

#[test]
fn a_page_that_cannot_be_found_is_named() {
    for &(name, operand, message) in REFUSED {
        let desk = Desk::new();
        desk.put("pages.jsonl", three());
        let outcome = desk.run(&["compare", "pages.jsonl#kawat", operand]);
        assert_eq!(outcome.code, Some(2), "{name}");
        assert_eq!(
            outcome.stderr,
            format!("silsilah: error: {message}\n"),
            "{name}"
        );
        assert_eq!(outcome.stdout, "", "{name}");
    }
}

/// Two reports of one fire, with another figure, a reworded, a shared and a lone sentence, and signs that HTML obeys.
const LEFT: &str = "Kebakaran melanda Pasar Kembang di Kota Arum pada Senin malam. Api menghanguskan 45 kios sebelum \
    dipadamkan <tujuh> mobil pemadam. Kepala pasar Sartono Wiguna menaksir kerugian dua miliar rupiah. Listrik di \
    sekitar pasar padam sampai pagi.";
const RIGHT: &str = "Kebakaran melanda Pasar Kembang di Kota Arum pada Senin malam. Sebanyak 52 kios dihanguskan api \
    sebelum dipadamkan <tujuh> mobil pemadam. Kerugian ditaksir dua miliar rupiah oleh kepala pasar Sartono Wiguna. \
    Polisi memeriksa tiga saksi.";

#[test]
fn sentences_stand_side_by_side_in_every_format() {
    let desk = Desk::new();
    desk.put("kiri.txt", LEFT);
    desk.put("kanan.txt", RIGHT);
    for (format, file) in [
        ("text", "wide.txt"),
        ("json", "pair.json"),
        ("html", "pair.html"),
    ] {
        let outcome = desk.run(&["compare", "kiri.txt", "kanan.txt", "--format", format]);
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{format}"
        );
        golden(&format!("compare/{file}"), &outcome.stdout);
    }
    let colored = desk.run(&["compare", "kiri.txt", "kanan.txt", "--color", "always"]);
    golden(
        "compare/colored.txt",
        &colored.stdout.replace('\u{1b}', "ESC"),
    );
    let html = desk
        .run(&["compare", "kiri.txt", "kanan.txt", "--format", "html"])
        .stdout;
    assert!(
        !html.contains("<tujuh>") && html.contains("tujuh"),
        "{html}"
    );
}

#[test]
fn columns_says_how_wide_a_line_is() {
    let desk = Desk::new();
    desk.put("kiri.txt", LEFT);
    desk.put("kanan.txt", RIGHT);
    let output = silsilah(&desk.path(""))
        .args(["compare", "kiri.txt", "kanan.txt"])
        .env("COLUMNS", "50")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, rows) = text.split_once("\nside by side").unwrap();
    assert!(rows.contains("\nB Sebanyak ≠52 kios"), "{rows}");
    assert!(
        rows.lines().all(|line| line.chars().count() <= 50),
        "{rows}"
    );
}
