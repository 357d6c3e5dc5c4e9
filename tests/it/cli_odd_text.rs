//! Texts that no editor would pass: huge lines without a word, broken bytes, controls, deep nesting, strange dates.
//! Each is read as far as it can be, said in a message that is safe to print, and leaves its neighbours alone.

use serde_json::{Value, json};

use crate::cli_command::{Desk, Outcome};
use crate::cli_pages::{COPY, OTHER, WIRE, record};

/// Traces one file and gives the outcome and the articles written.
fn trace(desk: &Desk, file: &str) -> (Outcome, Vec<Value>) {
    let outcome = desk.run(&["trace", file, "--out", "run"]);
    let articles = desk.get("run/articles.jsonl");
    let articles = articles.lines().map(|l| serde_json::from_str(l).unwrap());
    (outcome, articles.collect())
}

fn ids(articles: &[Value]) -> Vec<&str> {
    articles.iter().filter_map(|a| a["id"].as_str()).collect()
}

/// (name, a stretch that is repeated to 1 MB on one line)
const HUGE: &[(&str, &str)] = &[
    ("one letter", "a"),
    ("capitals", "Antara "),
    ("opening quotes", "\u{201c}"),
    ("opening brackets", "("),
    ("a letter of three bytes", "語"),
    ("credits", "dikutip dari "),
    ("dates", "Rabu (2/4/2025) "),
    ("domains", "a.com."),
];

#[test]
fn a_line_of_a_megabyte_is_read() {
    for (name, stretch) in HUGE {
        let text = stretch.repeat(1_000_000 / stretch.len());
        let desk = Desk::new();
        desk.put(
            "pages.jsonl",
            record("raksasa", "antara", "2025-03-04", &text)
                + &record("kawat", "antara", "2025-03-04", WIRE),
        );
        let (outcome, articles) = trace(&desk, "pages.jsonl");
        assert_eq!(outcome.code, Some(0), "{name}: {}", outcome.stderr);
        assert_eq!(ids(&articles), ["kawat", "raksasa"], "{name}");
    }
}

#[test]
fn broken_bytes_of_a_text_file_are_said_and_the_rest_is_kept() {
    let desk = Desk::new();
    let (head, tail) = WIRE.split_at(WIRE.find("Kepala desa").unwrap());
    desk.put(
        "pages/rusak.txt",
        [head.as_bytes(), b"\xff\xc3", tail.as_bytes()].concat(),
    );
    desk.put("pages/utuh.txt", OTHER);
    let (outcome, articles) = trace(&desk, "pages");
    assert_eq!(ids(&articles), ["rusak", "utuh"]);
    let byte = head.len() + 1;
    let said = format!("bytes from {byte} on are not text; each became U+FFFD");
    assert!(outcome.stderr.contains(&said), "{}", outcome.stderr);
}

#[test]
fn a_nul_is_a_character_like_any_other() {
    let desk = Desk::new();
    let text = WIRE.replace("Kepala desa", "Kepala\0desa");
    desk.put("pages.jsonl", record("nol", "antara", "2025-03-04", &text));
    desk.put("nol.txt", &text);
    for file in ["pages.jsonl", "nol.txt"] {
        let (outcome, articles) = trace(&desk, file);
        assert_eq!(ids(&articles), ["nol"], "{file}: {}", outcome.stderr);
        assert!(
            !outcome.stderr.contains('\0') && !outcome.stdout.contains('\0'),
            "{file}"
        );
    }
}

/// Characters that would move the cursor, colour what follows, or turn the line round.
const DRIVERS: &[char] = &[
    '\u{1b}', '\u{7}', '\u{8}', '\r', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200f}',
];

#[test]
fn no_field_of_a_page_can_drive_the_terminal() {
    for field in [
        "title",
        "outlet",
        "published",
        "byline",
        "url",
        "text",
        "lang",
    ] {
        for driver in DRIVERS {
            let mut page = json!({"id": "a", "title": "Jembatan", "outlet": "koranpagi.example", "text": COPY});
            page[field] = format!(
                "Jem{driver}[31mbatan {}",
                page[field].as_str().unwrap_or("x")
            )
            .into();
            let desk = Desk::new();
            // The wire item makes a family of the page, so that the summary shows it.
            desk.put(
                "pages.jsonl",
                format!("{page}\n") + &record("b", "antara", "2025-03-04", WIRE),
            );
            let (outcome, articles) = trace(&desk, "pages.jsonl");
            assert_eq!(articles.len(), 2, "{field} {driver:?}: {}", outcome.stderr);
            for stream in [&outcome.stdout, &outcome.stderr] {
                assert!(!stream.contains(*driver), "{field} {driver:?}: {stream:?}");
            }
        }
    }
}

/// An object in an object in an object, `depth` times.
fn nested(depth: usize) -> String {
    format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth))
}

#[test]
fn deep_objects_pass_through_and_bottomless_ones_are_refused() {
    let text = serde_json::to_string(OTHER).unwrap();
    let desk = Desk::new();
    let deep = |depth: usize| {
        format!(
            "{{\"id\":\"d{depth}\",\"text\":{text},\"meta\":{}}}\n",
            nested(depth)
        )
    };
    desk.put("pages.jsonl", deep(100) + &deep(100_000));
    let (outcome, articles) = trace(&desk, "pages.jsonl");
    assert_eq!(ids(&articles), ["d100"]);
    assert_eq!(articles[0]["meta"].to_string(), nested(100));
    assert_eq!(outcome.code, Some(2));
    let said = "silsilah: warning: pages.jsonl:2: broken JSON at byte ";
    assert!(outcome.stderr.starts_with(said), "{:.300}", outcome.stderr);
}

/// Dates that nothing was published on.
const DATES: &[&str] = &[
    "",
    " ",
    "-",
    "0",
    "kemarin",
    "2025-02-30",
    "2025-13-01T25:61:61",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "-9999-01-01",
    "999999999999999999999",
    "2025-03-04T07:05:00+99:99",
    "1e309",
    "٢٠٢٥-٠٣-٠٤",
    "\u{202e}2025-03-04",
    "31/31/2025",
    "2025-03-04 2025-03-05 2025-03-06",
];

#[test]
fn a_date_that_cannot_be_is_no_reason_to_lose_a_page() {
    let desk = Desk::new();
    let pages: String = DATES
        .iter()
        .enumerate()
        .map(|(i, date)| record(&format!("p{i:02}"), "antara", date, COPY))
        .collect();
    // A number where text belongs, and nothing.
    let numbers = [json!(1_741_046_700), json!(null), json!([2025, 3, 4])];
    let numbers = numbers.iter().enumerate().map(|(i, date)| {
        format!(
            "{}\n",
            json!({"id": format!("q{i}"), "published": date, "text": COPY})
        )
    });
    desk.put("pages.jsonl", pages + &numbers.collect::<String>());
    let (outcome, articles) = trace(&desk, "pages.jsonl");
    let n_read = ids(&articles)
        .iter()
        .filter(|id| id.starts_with('p'))
        .count();
    assert_eq!(n_read, DATES.len(), "{}", outcome.stderr);
    for article in &articles {
        let Some(start) = article["published"]["start"].as_str() else {
            continue;
        };
        assert!(
            start.starts_with("2025-") || start.starts_with("9999-"),
            "{article}"
        );
    }
}

#[test]
fn a_page_that_credits_itself_in_every_way_has_no_source() {
    let desk = Desk::new();
    let text =
        format!("ANTARA - {OTHER}\nDikutip dari Antara, Selasa.\nSumber: Antara\n(ANTARA)\n");
    desk.put(
        "pages.jsonl",
        record("sendiri", "antara", "2025-03-04", &text)
            + &record("kembar", "antaranews.com", "2025-03-04", &text),
    );
    let (outcome, _) = trace(&desk, "pages.jsonl");
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    for line in desk.get("run/chains.jsonl").lines() {
        let chain: Value = serde_json::from_str(line).unwrap();
        assert_eq!(chain["branches"], json!([]), "{line}");
    }
}
