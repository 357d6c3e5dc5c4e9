//! The fixtures: that pages and gold agree with each other, and how well a run over the pages meets the gold.
//!
//! The run is made in this process, written by the writers of a run directory and read back by the readers of the
//! scores, so what is measured here is what `silsilah trace` and `silsilah eval` measure.
//!
//! Floors lie a little below what is measured today. A change that improves a figure raises its floor; a floor is
//! never lowered to let a change pass.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write as _};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use silsilah::article::{Article, CodePoints, SpanKind};
use silsilah::attribution::Registry;
use silsilah::cluster::Level;
use silsilah::eval::{self, Names, gold, run as found};
use silsilah::ingest::{self, Options};
use silsilah::pipeline::{Config, Pipeline, Run};
use silsilah::report::{FILES, Results};

/// A file of the fixtures.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The lines of a JSONL file.
fn objects(name: &str) -> Vec<Value> {
    let text = text(name);
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            serde_json::from_str(line).unwrap_or_else(|e| panic!("{name}: {e}: {line:.80}"))
        })
        .collect()
}

/// Every page, in the order of the files.
fn articles() -> Vec<Article> {
    let pages = path("pages").to_string_lossy().into_owned();
    let mut articles = Vec::new();
    let summary = ingest::read(&[pages], &Options::default(), |record| {
        articles.push(record.article);
        Ok(())
    })
    .unwrap();
    assert_eq!(summary.n_skipped_total(), 0, "{summary:?}");
    articles
}

/// A run over the fixtures and the files it comes to.
struct Traced {
    run: Run,
    registry: Registry,
    files: BTreeMap<&'static str, String>,
}

impl Traced {
    /// The run, made once for all tests of this binary.
    fn get() -> &'static Self {
        static TRACED: OnceLock<Traced> = OnceLock::new();
        TRACED.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut registry = Registry::builtin().unwrap();
        registry
            .extend_from("outlets.jsonl", &text("outlets.jsonl"))
            .unwrap();
        let pipeline = Pipeline::with_registry(Config::default(), registry.clone()).unwrap();
        let run = pipeline.trace(articles()).unwrap();
        let results = Results::new(
            &run.pages,
            &run.attributions,
            &run.matches,
            &run.families,
            &run.lineage,
            &registry,
        );
        let mut files = BTreeMap::new();
        for (name, format) in FILES {
            let mut bytes = Vec::new();
            format.write(&results, &mut bytes).unwrap();
            files.insert(*name, String::from_utf8(bytes).unwrap());
        }
        Self {
            run,
            registry,
            files,
        }
    }
}

/// Fails with every figure that lies under its floor, so that one run tells the whole story.
#[track_caller]
fn check_floors(report: &impl Display, figures: &[(&str, f64, f64)]) {
    let low: Vec<String> = figures
        .iter()
        .filter(|(_, figure, floor)| figure < floor)
        .map(|(name, figure, floor)| format!("{name}: {figure:.3} is under {floor}"))
        .collect();
    assert!(low.is_empty(), "{}\n\n{report}", low.join("\n"));
}

#[test]
fn credits_are_read() {
    let traced = Traced::get();
    let labels = gold::attribution("attribution.jsonl", &text("gold/attribution.jsonl")).unwrap();
    let mut cases = BTreeMap::new();
    found::claims("claims.jsonl", &traced.files["claims.jsonl"], &mut cases).unwrap();
    found::chains("chains.jsonl", &traced.files["chains.jsonl"], &mut cases).unwrap();
    let mut names = Names::default();
    for record in traced.registry.records() {
        names.add(&record.id, record.names());
    }
    found::sources("sources.jsonl", &traced.files["sources.jsonl"], &mut names).unwrap();
    let figures = eval::attribution::score(&labels, &cases, &names);
    let report = eval::Report {
        attribution: Some(figures.clone()),
        ..eval::Report::default()
    };
    check_floors(
        &report,
        &[
            ("branches exact", figures.branches_exact.share(), 0.98),
            ("main chain exact", figures.main_exact.share(), 0.95),
            ("multi-hop exact", figures.multi_hop_exact.share(), 1.0),
            (
                "negatives kept empty",
                figures.negatives_kept_empty.share(),
                1.0,
            ),
            ("claims, F1", figures.joint.f1, 0.97),
        ],
    );
}

/// Labels of pairs of which neither page derives from the other.
const STRANGERS: &[&str] = &["same_story", "template", "unrelated"];

#[test]
fn copies_are_found_and_look_alikes_are_not() {
    let labels = gold::pairs("pairs.tsv", &text("gold/pairs.tsv")).unwrap();
    let pairs = found::pairs("pairs.jsonl", &Traced::get().files["pairs.jsonl"]).unwrap();
    let question = eval::pair::Question::default();
    let figures = eval::pair::score(&labels, &pairs, &question);
    let report = eval::Report {
        pairs: Some(figures.clone()),
        ..eval::Report::default()
    };
    let verdicts: BTreeMap<(&str, &str), &str> = pairs
        .iter()
        .map(|pair| ((pair.a.as_str(), pair.b.as_str()), pair.verdict.as_str()))
        .collect();
    let wrong: Vec<String> = labels
        .iter()
        .filter(|pair| STRANGERS.contains(&pair.label.as_str()))
        .filter_map(|pair| {
            let (a, b) = (pair.a.as_str(), pair.b.as_str());
            let verdict = verdicts.get(&(a, b)).or_else(|| verdicts.get(&(b, a)))?;
            ["copy", "rewrite"]
                .contains(verdict)
                .then(|| format!("{a} {b}: {} called {verdict}", pair.label))
        })
        .collect();
    assert!(wrong.is_empty(), "{}\n\n{report}", wrong.join("\n"));
    let hits = |label: &str| figures.hits[label].share();
    check_floors(
        &report,
        &[
            ("hits among copy", hits("copy"), 1.0),
            ("hits among rewrite", hits("rewrite"), 0.80),
            ("precision", figures.overall.precision, 0.98),
            ("recall", figures.overall.recall, 0.83),
        ],
    );
}

#[test]
fn families_are_those_of_the_wire_items() {
    let labels = gold::clusters("clusters.tsv", &text("gold/clusters.tsv")).unwrap();
    let families = &Traced::get().files["families.jsonl"];
    let families = found::families("families.jsonl", families, Level::Family).unwrap();
    let figures = eval::cluster::score(&labels, &families);
    let report = eval::Report {
        clusters: Some(figures.clone()),
        ..eval::Report::default()
    };
    check_floors(
        &report,
        &[
            ("pairwise precision", figures.pairwise.precision, 0.98),
            ("pairwise recall", figures.pairwise.recall, 0.98),
            ("B-cubed F1", figures.b_cubed.f1, 0.98),
            ("adjusted Rand index", figures.ari, 0.98),
        ],
    );
}

#[test]
fn parents_are_named() {
    let labels = gold::edges("edges.tsv", &text("gold/edges.tsv")).unwrap();
    let lineage = &Traced::get().files["lineage.jsonl"];
    let lineage = found::lineage("lineage.jsonl", lineage).unwrap();
    let figures = eval::edge::score(&labels, &lineage);
    let report = eval::Report {
        edges: Some(figures.clone()),
        ..eval::Report::default()
    };
    check_floors(
        &report,
        &[
            ("parent right", figures.parent.share(), 0.75),
            ("credit label right", figures.credit.share(), 0.81),
        ],
    );
}

/// Title, outlet and body of each page against `gold/pages.jsonl`.
#[test]
fn pages_are_taken_apart() {
    let traced = Traced::get();
    let gold: BTreeMap<String, Value> = objects("gold/pages.jsonl")
        .into_iter()
        .map(|page| (page["id"].as_str().unwrap().to_owned(), page))
        .collect();
    let (mut n_shared, mut n_gold, mut n_found) = (0, 0, 0);
    let (mut titles, mut outlets) = (eval::Rate::default(), eval::Rate::default());
    let mut told = String::new();
    for (page, attribution) in traced.run.pages.iter().zip(&traced.run.attributions) {
        let id = page.article.id.as_str();
        let expected = &gold[id];
        let body = code_points(spans(&expected["body"]));
        let at = CodePoints::new(&page.article.text);
        let found = page.spans_of(SpanKind::Body).map(|span| {
            let [start, end] = at.range(&span.range());
            start..end
        });
        let found = code_points(found);
        let shared = body.intersection(&found).count();
        n_shared += shared;
        n_gold += body.len();
        n_found += found.len();
        let outlet = attribution.outlet.as_ref().map(|outlet| outlet.id.as_str());
        count(
            &mut titles,
            expected["title"].as_str() == page.title.as_deref(),
        );
        count(&mut outlets, expected["outlet"].as_str() == outlet);
        let _ = writeln!(
            told,
            "{id}: {} code points of body, {} found, {shared} of both; outlet {outlet:?}; title {:?}",
            body.len(),
            found.len(),
            page.title
        );
    }
    let body = eval::Prf::of(n_shared, n_gold, n_found);
    check_floors(
        &told,
        &[
            ("body, precision", body.precision, 0.97),
            ("body, recall", body.recall, 0.97),
            ("title", titles.share(), 1.0),
            ("outlet", outlets.share(), 0.95),
        ],
    );
}

fn count(rate: &mut eval::Rate, right: bool) {
    rate.of += 1;
    rate.right += usize::from(right);
}

/// Gold of the wrong page would make every figure a lie, so that the fixtures are held against each other first.
#[test]
fn gold_and_pages_agree() {
    let articles = articles();
    let texts: BTreeMap<&str, &str> = articles
        .iter()
        .map(|article| (article.id.as_str(), article.text.as_str()))
        .collect();
    assert_eq!(texts.len(), articles.len(), "ids are unique");
    let ids: BTreeSet<&str> = texts.keys().copied().collect();
    for name in ["gold/attribution.jsonl", "gold/pages.jsonl"] {
        let objects = objects(name);
        let labelled: Vec<&str> = objects.iter().filter_map(|o| o["id"].as_str()).collect();
        check_ids(name, &labelled, &ids);
    }
    let clusters = rows("gold/clusters.tsv");
    let labelled: Vec<&str> = clusters.iter().map(|row| row[0].as_str()).collect();
    check_ids("gold/clusters.tsv", &labelled, &ids);

    let mut seen = BTreeSet::new();
    for pair in rows("gold/pairs.tsv") {
        let mut pair = [pair[0].clone(), pair[1].clone()];
        assert!(pair.iter().all(|id| ids.contains(id.as_str())), "{pair:?}");
        assert_ne!(pair[0], pair[1]);
        pair.sort();
        assert!(seen.insert(pair.clone()), "pairs.tsv labels {pair:?} twice");
    }
    for edge in rows("gold/edges.tsv") {
        assert!(ids.contains(edge[0].as_str()), "{edge:?}");
        for parent in edge[1].trim_start_matches('?').split('|') {
            let known = ids.contains(parent) || parent.starts_with("latent:");
            assert!(known && parent != edge[0], "{edge:?}");
        }
    }
}

/// Each of `ids` is labelled, once.
#[track_caller]
fn check_ids(name: &str, labelled: &[&str], ids: &BTreeSet<&str>) {
    let unique: BTreeSet<&str> = labelled.iter().copied().collect();
    assert_eq!(unique.len(), labelled.len(), "{name}: an id occurs twice");
    assert_eq!(unique, *ids, "{name}");
}

/// The rows of an audit table by the names of its columns.
fn audit(name: &str) -> Vec<BTreeMap<String, String>> {
    let file = &Traced::get().files[name];
    let mut table = csv::Reader::from_reader(file.as_bytes());
    table.deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> usize {
    row[column].parse().unwrap()
}

/// What one table counts, another counts as well.
#[test]
fn audit_tables_agree() {
    const CREDITS: [&str; 8] = [
        "credited_matched",
        "credited_absent",
        "credited_untested",
        "passed_on",
        "miscredited",
        "uncredited",
        "unread",
        "common_source",
    ];
    let (edges, flows) = (audit("audit/edges.csv"), audit("audit/flows.csv"));
    let outlets = audit("audit/outlets.csv");
    let sum = |row: &_, columns: &[&str]| -> usize { columns.iter().map(|c| number(row, c)).sum() };
    for flow in &flows {
        assert_eq!(number(flow, "pages"), sum(flow, &CREDITS), "{flow:?}");
        // One edge a page and medium counts, so the pages are those of the edges.
        let of_flow = edges.iter().filter(|edge| {
            edge["counts_as"] == "taking"
                && edge["source"] == flow["source"]
                && edge["outlet"] == flow["outlet"]
        });
        let pages: BTreeSet<&String> = of_flow.map(|edge| &edge["child"]).collect();
        assert_eq!(number(flow, "pages"), pages.len(), "{flow:?}");
    }
    for outlet in &outlets {
        let of_outlet = || {
            flows
                .iter()
                .filter(|flow| flow["outlet"] == outlet["outlet"])
        };
        let takings: usize = of_outlet().map(|flow| number(flow, "pages")).sum();
        assert_eq!(number(outlet, "takings"), takings, "{outlet:?}");
        for credit in CREDITS {
            let n: usize = of_outlet().map(|flow| number(flow, credit)).sum();
            assert_eq!(number(outlet, credit), n, "{credit}: {outlet:?}");
        }
        let uses = ["taken", "revised", "undecided", "tied", "own"].map(|u| format!("pages_{u}"));
        let uses = uses.each_ref().map(String::as_str);
        assert_eq!(number(outlet, "pages"), sum(outlet, &uses), "{outlet:?}");
    }
    let pages: usize = outlets.iter().map(|outlet| number(outlet, "pages")).sum();
    assert_eq!(pages, Traced::get().run.pages.len());
    let stories = audit("audit/stories.csv");
    let of_run = &Traced::get().run.families;
    let n_stories = of_run.iter().filter(|f| f.level == Level::Story).count();
    assert_eq!(stories.len(), n_stories);
}

/// Titik Embun reprinted two items of Antara without a word of it, as the gold has it.
#[test]
fn an_uncredited_flow_is_seen() {
    let flows = audit("audit/flows.csv");
    let flow = flows
        .iter()
        .find(|flow| flow["source"] == "antara" && flow["outlet"] == "titikembun")
        .unwrap();
    for (column, expected) in [("pages", 2), ("uncredited", 2), ("item_absent", 2)] {
        assert_eq!(number(flow, column), expected, "{column}");
    }
}

#[test]
fn gold_spans_hold_their_cues() {
    let articles = articles();
    let texts: BTreeMap<&str, &str> = articles
        .iter()
        .map(|article| (article.id.as_str(), article.text.as_str()))
        .collect();
    let mut n_claims = 0;
    for case in objects("gold/attribution.jsonl") {
        let id = case["id"].as_str().unwrap();
        for claim in case["claims"].as_array().unwrap() {
            let span = spans(&Value::Array(vec![claim["span"].clone()]))
                .next()
                .unwrap();
            let cue: String = texts[id]
                .chars()
                .skip(span.start)
                .take(span.len())
                .collect();
            assert_eq!(Some(cue.as_str()), claim["cue"].as_str(), "{id}: {claim}");
            n_claims += 1;
        }
    }
    assert!(n_claims > 60, "{n_claims} claims");
    for page in objects("gold/pages.jsonl") {
        let id = page["id"].as_str().unwrap();
        let length = texts[id].chars().count();
        let mut last = 0;
        for span in spans(&page["body"]) {
            assert!(
                last <= span.start && span.start < span.end,
                "{id}: {span:?}"
            );
            last = span.end;
        }
        assert!(0 < last && last <= length, "{id}: {last} of {length}");
    }
}

/// The rows of a table below its heading.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = text(name);
    let rows = text.lines().skip(1);
    rows.map(|row| row.split('\t').map(str::to_owned).collect())
        .collect()
}

/// `[[start, end], …]` as ranges.
fn spans(value: &Value) -> impl Iterator<Item = Range<usize>> {
    let position = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    value
        .as_array()
        .unwrap()
        .iter()
        .map(move |span| position(&span[0])..position(&span[1]))
}

fn code_points(spans: impl Iterator<Item = Range<usize>>) -> BTreeSet<usize> {
    spans.flatten().collect()
}
