//! `silsilah trace`: the run directory, and that it does not depend on threads or order.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli_command::{Desk, silsilah};
use crate::cli_pages::three;

/// The paths of all files in `directory` and below.
fn paths(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("the run directory is there");
    let paths = entries.map(|entry| entry.expect("an entry can be read").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                self::paths(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The files of a run directory by name, without what depends on the clock.
fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    paths(directory)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(directory).expect("it lies below");
            let name = name.to_string_lossy().into_owned();
            let mut bytes = fs::read(&path).expect("a file can be read");
            if name == "run.json" {
                let mut run: Value = serde_json::from_slice(&bytes).expect("run.json is JSON");
                let fields = run.as_object_mut().expect("run.json is an object");
                assert!(
                    fields.remove("stages").is_some(),
                    "run.json times its stages"
                );
                bytes = run.to_string().into_bytes();
            }
            (name, bytes)
        })
        .collect()
}

#[test]
fn a_run_notes_the_files_that_it_uses_beside_its_inputs() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    desk.put("id-en.tsv", "banjir\tflood\n");
    desk.put("outlets.jsonl", "");
    let known = ["--registry", "outlets.jsonl", "--no-builtin-registry"];
    let words = ["--dictionary", "id-en=id-en.tsv"];
    let trace = ["trace", "pages.jsonl", "--out", "run"];
    let outcome = desk.run(&[&trace[..], &known, &words].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let run: Value = serde_json::from_str(&desk.get("run/run.json")).expect("run.json is JSON");
    assert_eq!(run["builtin_registry"], false);
    let resources = run["resources"].as_array().expect("they are listed");
    let told = resources
        .iter()
        .map(|file| [&file["option"], &file["path"]]);
    let told: Vec<[&str; 2]> = told
        .map(|pair| pair.map(|field| field.as_str().unwrap_or("?")))
        .collect();
    assert_eq!(
        told,
        [["registry", "outlets.jsonl"], ["dictionary", "id-en.tsv"]]
    );
    assert_eq!(
        (&resources[0]["bytes"], &resources[1]["bytes"]),
        (&0.into(), &13.into())
    );
    assert_ne!(resources[0]["xxh3"], resources[1]["xxh3"]);
}

/// Two reports of one sitting that name the same people and say it each in its own words, and ten others that name them.
#[test]
fn what_many_earlier_pages_name_is_no_sign_of_derivation() {
    let desk = Desk::new();
    let page =
        |id: &str, text: &str| serde_json::json!({"id": id, "text": text}).to_string() + "\n";
    let names = "Menteri Perhubungan Rahmat Sudibyo dan Gubernur Sulistyawati Handoko";
    let one = page(
        "a",
        &format!(
            "{names} membahas proyek Pelabuhan Tanjung Adikarto di kantor gubernur. Keduanya menunda keputusan."
        ),
    );
    let other = page(
        "b",
        &format!(
            "Nasib Pelabuhan Tanjung Adikarto dibicarakan kemarin. {names} belum sepakat soal anggaran."
        ),
    );
    desk.put("tonight.jsonl", one + &other);
    let topics = [
        "jalan", "kapal", "sawah", "pasar", "hutan", "sungai", "kereta", "sekolah", "listrik",
        "pantai",
    ];
    let earlier = topics.map(|topic| {
        page(
            topic,
            &format!("{names} meninjau {topic} dekat Pelabuhan Tanjung Adikarto pekan lalu."),
        )
    });
    desk.put("earlier.jsonl", earlier.concat());
    let counted = desk.run(&["frequencies", "earlier.jsonl", "--out", "earlier.df"]);
    assert_eq!((counted.code, counted.stderr.as_str()), (Some(0), ""));
    let score = |more: &[&str]| {
        let trace = ["trace", "tonight.jsonl", "--out", "run", "--force"];
        let outcome = desk.run(&[&trace[..], more].concat());
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let pairs = desk.get("run/pairs.jsonl");
        let pair: Option<Value> = pairs
            .lines()
            .next()
            .and_then(|line| serde_json::from_str(line).ok());
        pair.and_then(|pair| pair["score"].as_f64())
            .unwrap_or_default()
    };
    let (alone, beside) = (score(&[]), score(&["--frequencies", "earlier.df"]));
    assert!(beside < alone, "{beside} {alone}");
    desk.put("wrong.df", "{}");
    let outcome = desk.run(&[
        "trace",
        "tonight.jsonl",
        "--out",
        "run",
        "--frequencies",
        "wrong.df",
    ]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome
            .stderr
            .contains("wrong.df: holds no document frequencies"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_run_directory_holds_every_file() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let outcome = desk.run(&["trace", "pages.jsonl", "--out", "run"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let names: Vec<String> = files(&desk.path("run")).into_keys().collect();
    assert_eq!(
        names,
        [
            "articles.jsonl",
            "audit/circular.csv",
            "audit/edges.csv",
            "audit/flows.csv",
            "audit/outlets.csv",
            "audit/stories.csv",
            "chains.jsonl",
            "claims.jsonl",
            "families.jsonl",
            "lineage.dot",
            "lineage.graphml",
            "lineage.jsonl",
            "pairs.jsonl",
            "report.html",
            "run.json",
            "sources.jsonl",
        ]
    );
    let pair: Value =
        serde_json::from_str(&desk.get("run/pairs.jsonl")).expect("there is one pair");
    assert_eq!((&pair["a"], &pair["b"]), (&"kawat".into(), &"koran".into()));
    assert_eq!(pair["verdict"], "copy");
    let edges: Vec<Value> = desk
        .get("run/lineage.jsonl")
        .lines()
        .map(|l| serde_json::from_str(l).expect("lineage is JSON"))
        .filter(|l: &Value| l["type"] == "edge" && l["child"] == "koran")
        .collect();
    assert_eq!(edges[0]["parent"], "kawat", "{edges:?}");
    assert_eq!(edges[0]["credit"], "credited_matched", "{edges:?}");
}

#[test]
fn the_summary_tells_who_took_from_whom() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let outcome = desk.run(&["trace", "pages.jsonl", "--out", "run"]);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines[0], "3 articles, 3 outlets; languages: id 3");
    let tree = "  └─ koranpagi.example ← ANTARA  2025-03-04  Jembatan Gantung Desa Tirta Ambruk";
    assert!(
        lines.iter().any(|l| l.starts_with(tree)),
        "{}",
        outcome.stdout
    );
}

#[test]
fn the_output_does_not_depend_on_threads() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let fixtures = fixtures.to_string_lossy();
    for command in ["trace", "attribute"] {
        let run = |jobs: &str| {
            let out = format!("{command}-{jobs}");
            let args = [
                command,
                "pages.jsonl",
                &fixtures,
                "--jobs",
                jobs,
                "--out",
                &out,
            ];
            assert_eq!(desk.run(&args).code, Some(0), "{command} --jobs {jobs}");
            files(&desk.path(&out))
        };
        let one = run("1");
        for jobs in ["2", "7"] {
            let many = run(jobs);
            assert!(one.keys().eq(many.keys()), "{command} --jobs {jobs}: files");
            for (name, bytes) in &one {
                assert!(*bytes == many[name], "{command} --jobs {jobs}: {name}");
            }
        }
    }
}

#[test]
fn the_output_does_not_depend_on_the_order_of_records() {
    let desk = Desk::new();
    desk.put("forth.jsonl", three());
    let back: Vec<String> = three().lines().rev().map(|l| format!("{l}\n")).collect();
    desk.put("back.jsonl", back.concat());
    let run = |name: &str| {
        let (input, out) = (format!("{name}.jsonl"), format!("run-{name}"));
        assert_eq!(desk.run(&["trace", &input, "--out", &out]).code, Some(0));
        let mut files = files(&desk.path(&out));
        // They name the inputs.
        files.remove("run.json");
        files.remove("report.html");
        files
    };
    assert_eq!(run("forth"), run("back"));
}

#[test]
fn an_earlier_run_is_replaced_and_strange_files_are_not() {
    let desk = Desk::new();
    desk.put("pages.jsonl", three());
    desk.put("one.jsonl", three().lines().next().unwrap_or_default());
    let trace = |input: &str| desk.run(&["trace", input, "--out", "run", "--quiet"]);
    assert_eq!(trace("one.jsonl").code, Some(0));
    assert_eq!(trace("pages.jsonl").code, Some(0));
    assert_eq!(desk.get("run/articles.jsonl").lines().count(), 3);

    desk.put("notes/todo.txt", "");
    let notes = ["trace", "pages.jsonl", "--out", "notes"];
    let refused = desk.run(&notes);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "silsilah: error: notes: the directory holds other files than those of a run; name another, or say --force\n"
    );
    assert_eq!(desk.run(&[&notes[..], &["--force"]].concat()).code, Some(0));
    assert!(desk.path("notes/todo.txt").exists());
}

#[test]
fn a_run_that_is_stopped_leaves_no_half_of_a_file() {
    let desk = Desk::new();
    let mut child = silsilah(&desk.path(""))
        .args(["trace", "-", "--out", "run"])
        .spawn()
        .expect("the command starts");
    // It waits for the rest of its input, so it is stopped in the middle of the work for certain.
    child.kill().expect("it is still there");
    child.wait().expect("it ends");
    let names = fs::read_dir(desk.path("run")).map_or_else(|_| Vec::new(), Iterator::collect);
    for entry in names {
        let name = entry.expect("an entry can be read").file_name();
        let name = name.to_string_lossy();
        assert!(
            !name.ends_with(".jsonl") && !name.ends_with(".json"),
            "{name}"
        );
    }
}
