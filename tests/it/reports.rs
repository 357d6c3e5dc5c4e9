//! What each output holds, on a run made by hand.

use serde_json::{Value, json};

use silsilah::report::records::{
    ArticleRecord, ClaimRecord, FamilyRecord, LineageRecord, PairRecord,
};
use silsilah::report::summary::{Style, summary};
use silsilah::report::{Dot, FILES, Format, GraphMl};

use crate::sample::Sample;

fn written(format: &dyn Format) -> String {
    let sample = Sample::new();
    let mut bytes = Vec::new();
    format.write(&sample.results(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn lines(name: &str) -> Vec<String> {
    let (_, format) = FILES.iter().find(|(file, _)| *file == name).unwrap();
    written(*format).lines().map(str::to_owned).collect()
}

/// The field at `pointer` of line `n` of `file` is `expected`.
#[track_caller]
fn check(file: &str, n: usize, pointer: &str, expected: &Value) {
    let line: Value = serde_json::from_str(&lines(file)[n]).unwrap();
    assert_eq!(
        line.pointer(pointer),
        Some(expected),
        "{file} line {n}: {pointer}"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn each_field_says_what_the_contract_says() {
    for (file, n, pointer, expected) in [
        (
            "articles.jsonl",
            0,
            "/published",
            json!({"start": "2025-04-03T04:08:00+07:00", "end": "2025-04-03T04:08:00+07:00"}),
        ),
        (
            "articles.jsonl",
            1,
            "/published/start",
            json!("2025-04-03T06:08:00"),
        ),
        ("articles.jsonl", 3, "/published", json!(null)),
        ("articles.jsonl", 3, "/published_basis", json!("none")),
        (
            "articles.jsonl",
            0,
            "/outlet",
            json!({"id": "kabarpagi", "name": "kabarpagi"}),
        ),
        ("articles.jsonl", 3, "/outlet", json!(null)),
        ("articles.jsonl", 3, "/outlet_basis", json!("none")),
        ("articles.jsonl", 1, "/dateline", json!("SURABAYA")),
        ("articles.jsonl", 1, "/n_tokens_body", json!(5)),
        (
            "articles.jsonl",
            1,
            "/spans/1",
            json!({"kind": "body", "start": 11, "end": 51}),
        ),
        ("articles.jsonl", 0, "/rubrik", json!("jawa")),
        ("articles.jsonl", 0, "/input_lang", json!("jv")),
        ("articles.jsonl", 0, "/input_input_spans", json!(3)),
        ("articles.jsonl", 0, "/input_spans", json!(4)),
        (
            "claims.jsonl",
            0,
            "/cue",
            json!("dikutip Antara dari Anadolu"),
        ),
        ("claims.jsonl", 0, "/start", json!(37)),
        ("claims.jsonl", 0, "/end", json!(64)),
        ("claims.jsonl", 0, "/relation", json!("relayed_via")),
        (
            "claims.jsonl",
            0,
            "/source",
            json!({"id": "anadolu", "name": "Anadolu Agency"}),
        ),
        ("claims.jsonl", 0, "/via", json!(["unknown:Antara"])),
        ("claims.jsonl", 1, "/date_iso", json!("2025-04-02")),
        (
            "sources.jsonl",
            0,
            "",
            json!({
                "id": "anadolu", "name": "Anadolu Agency", "kind": "agency", "country": "TR", "in_registry": true,
                "surfaces": ["Anadolu"], "n_claims": 2,
            }),
        ),
        ("sources.jsonl", 1, "/in_registry", json!(false)),
        (
            "chains.jsonl",
            0,
            "/main",
            json!(["unknown:Antara", "anadolu"]),
        ),
        ("chains.jsonl", 2, "/declared", json!(false)),
        ("pairs.jsonl", 0, "/score", json!(0.3)),
        ("pairs.jsonl", 0, "/jaccard", json!(0.333_333)),
        ("pairs.jsonl", 0, "/containment_b_in_a", json!(0.0)),
        ("pairs.jsonl", 0, "/passages/0/a", json!([0, 27])),
        ("families.jsonl", 0, "/id", json!("copy:a3")),
        ("families.jsonl", 1, "/id", json!("family:a1")),
        ("families.jsonl", 2, "/id", json!("family:a1#2")),
        ("families.jsonl", 3, "/id", json!("story:a1")),
        ("families.jsonl", 3, "/n_outlets", json!(3)),
        ("families.jsonl", 3, "/n_owners", json!(2)),
        ("families.jsonl", 3, "/n_origins", json!(1)),
        (
            "families.jsonl",
            3,
            "/sources",
            json!(["anadolu", "unknown:Antara"]),
        ),
        ("families.jsonl", 3, "/bridges", json!([["a1", "a3"]])),
        (
            "lineage.jsonl",
            0,
            "",
            json!({
                "type": "latent", "id": "latent:antara:a1", "source": "unknown:Antara",
                "basis": [{"article": "a1", "start": 37, "end": 64}], "parent": "latent:anadolu:a1",
            }),
        ),
        ("lineage.jsonl", 2, "/parent", json!("latent:antara:a1")),
        (
            "lineage.jsonl",
            2,
            "/reasons/0",
            json!({
                "kind": "containment", "weight": 1.5, "text": "shares 27 characters", "a": [0, 27],
            }),
        ),
        ("lineage.jsonl", 4, "/reasons/0/b", json!([0, 27])),
        ("lineage.jsonl", 4, "/credit", json!("uncredited")),
        ("lineage.jsonl", 4, "/probability", json!(0.912_346)),
        (
            "lineage.jsonl",
            5,
            "",
            json!({"type": "tie", "members": ["a3", "a4"], "reason": "neither states a time"}),
        ),
    ] {
        check(file, n, pointer, &expected);
    }
}

/// Every line reads back into its type and is written again as it was.
#[test]
fn lines_read_back() {
    fn round<T: serde::Serialize + serde::de::DeserializeOwned>(file: &str) {
        for line in lines(file) {
            let record: T = serde_json::from_str(&line).unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), line, "{file}");
        }
    }
    round::<ArticleRecord>("articles.jsonl");
    round::<ClaimRecord>("claims.jsonl");
    round::<PairRecord>("pairs.jsonl");
    round::<FamilyRecord>("families.jsonl");
    round::<LineageRecord>("lineage.jsonl");
}

#[test]
fn graphml_is_sound_xml_with_every_node_and_arrow() {
    let xml = written(&GraphMl);
    let mut reader = quick_xml::Reader::from_str(&xml);
    loop {
        if reader.read_event().unwrap() == quick_xml::events::Event::Eof {
            break;
        }
    }
    for (part, n) in [
        ("<node ", 6),
        ("<edge ", 5),
        ("directed=\"false\"", 0),
        ("<data key=\"style\">dashed</data>", 2),
        ("<data key=\"outlet\">Warta &lt;&amp;&gt; Kita</data>", 1),
        // The escape character cannot stand in XML and is dropped; the rest of the title stays.
        (
            "<data key=\"title\">Jembatan “Suramadu” ditutup[2J</data>",
            1,
        ),
        ("<edge source=\"w1\" target=\"w0\">", 1),
        ("<data key=\"kind\">tie</data>", 1),
        ("<data key=\"probability\">0.912346</data>", 3),
    ] {
        assert_eq!(xml.matches(part).count(), n, "{part} in {xml}");
    }
}

const DOT: &str = r#"digraph lineage {
  rankdir=LR;
  node [shape=box];
  a0 [label="kabarpagi\nJembatan “Suramadu” ditutup [2J\n2025-04-03"];
  a1 [label="kabarsore\nSuramadu tutup\n2025-04-03"];
  a2 [label="Warta <&> Kita\nMalam tanpa jembatan"];
  a3 [label="a4"];
  w0 [label="Antara\nlatent:antara:a1", style=dashed];
  w1 [label="Anadolu Agency\nlatent:anadolu:a1", style=dashed];
  w1 -> w0 [label="relay", kind=relay, style=dashed];
  w0 -> a0 [label="copy 0.91\ncredited_absent", kind=copy, credit=credited_absent, probability=0.912346, share=0.500000];
  w1 -> a1 [label="rewrite 0.91\ncredited_absent", kind=rewrite, credit=credited_absent, probability=0.912346, share=0.500000];
  a0 -> a2 [label="rewrite 0.91\nuncredited", kind=rewrite, credit=uncredited, probability=0.912346, share=0.500000];
  a2 -> a3 [kind=tie, dir=none, style=dotted, constraint=false];
}
"#;

#[test]
fn dot_names_every_node_and_arrow() {
    assert_eq!(written(&Dot), DOT);
}

const WIDE: &str = r"4 articles, 3 outlets; languages: id 3, und 1
2 of 4 articles credit a source (50 %); most credited: Anadolu Agency 2, Antara 1
2 families of one text each (4 articles); 1 group of near-verbatim copies

Jembatan “Suramadu” ditutup\u{1b}[2J
  4 articles → 3 outlets → 2 owners → 1 origin
  (Anadolu Agency, not in the collection)
  ├─ (Antara, not in the collection)
  │  └─ kabarpagi ← Antara ← Anadolu Agency  2025-04-03  Jembat…  copy 0.91, credited, source absent
  │     └─ Warta <&> Kita  Malam tanpa jembatan                             rewrite 0.91, uncredited
  └─ kabarsore ← Anadolu Agency  2025-04-03  Suramadu tutup    rewrite 0.91, credited, source absent
  a4                                                                                   order unknown
";

/// The trees alone, in ASCII.
const NARROW: &str = r"  (Anadolu Agency, not in the collection)
  |- (Antara, not in the collection)
  |  `- kabarpagi <- Anta...  copy 0.91, credited, source absent
  |     `- Warta <&> Kita  Malam ta...  rewrite 0.91, uncredited
  `- kabarsore <- Anad...  rewrite 0.91, credited, source absent
  a4                                               order unknown
";

#[test]
fn the_summary_fits_its_width() {
    let sample = Sample::new();
    let style = |width, unicode| Style {
        width,
        unicode,
        ..Style::default()
    };
    assert_eq!(summary(&sample.results(), style(100, true)), WIDE);
    let narrow = summary(&sample.results(), style(64, false));
    let (_, trees) = narrow.split_once("origin\n").unwrap();
    assert_eq!(trees, NARROW);
    for width in [40, 60, 200] {
        let text = summary(&sample.results(), style(width, false));
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{width}: {text}");
        assert!(
            !text.contains('\u{1b}'),
            "no escape code of a page or of ours"
        );
    }
    let bold = Style {
        bold: true,
        ..style(100, true)
    };
    let bold = summary(&sample.results(), bold);
    assert!(
        bold.contains("\u{1b}[1mJembatan “Suramadu” ditutup\\u{1b}[2J\u{1b}[0m\n"),
        "{bold}"
    );
    let bars = |unicode| {
        let bars = true;
        summary(
            &sample.results(),
            Style {
                bars,
                ..style(100, unicode)
            },
        )
    };
    assert!(
        bars(true).contains("\n█ independent  ░ echo\n"),
        "{}",
        bars(true)
    );
    assert!(
        bars(false).contains("\n# independent  - echo\n"),
        "{}",
        bars(false)
    );
    assert!(bars(true).lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_run_without_articles_has_its_files_too() {
    let nothing = silsilah::lineage::Lineage::default();
    let results =
        silsilah::report::Results::new(&[], &[], &[], &[], &nothing, &crate::sample::Registry);
    for (name, format) in FILES {
        let mut bytes = Vec::new();
        format.write(&results, &mut bytes).unwrap();
        assert_eq!(
            bytes.is_empty(),
            name.split('.').next_back() == Some("jsonl"),
            "{name}"
        );
    }
    let text = summary(&results, Style::default());
    assert_eq!(
        text,
        "0 articles\n0 of 0 articles credit a source (0 %)\n\
         0 families of one text each (0 articles); 0 groups of near-verbatim copies\n"
    );
}
