//! The audit tables of a run made by hand, field by field.

use std::fs;
use std::path::Path;

use jiff::civil::DateTime;
use jiff::tz::Offset;

use silsilah::article::{Article, ArticleIdx, Basis, Moment, Published, Span, SpanKind};
use silsilah::attribution::{Attribution, Chain, Outlet};
use silsilah::clean::CleanArticle;
use silsilah::cluster::{Family, Level, Member};
use silsilah::lineage::{CreditLabel, Edge, EdgeKind, Latent, Lineage, Parent};
use silsilah::report::{FILES, Results, SourceFacts};
use silsilah::text::Lang;
use silsilah::verify::{Match, Verdict};

/// ANTARA, "local media", and a house that owns two outlets.
struct Facts;

impl SourceFacts for Facts {
    fn name(&self, id: &str) -> Option<&str> {
        match id {
            "antara" => Some("ANTARA"),
            "koran-a" => Some("Koran A"),
            "gen-local" => Some("Local media (unnamed)"),
            _ => None,
        }
    }

    fn kind(&self, id: &str) -> Option<&str> {
        match id {
            "antara" => Some("agency"),
            "gen-local" => Some("generic"),
            _ => None,
        }
    }

    fn country(&self, id: &str) -> Option<&str> {
        (id == "koran-a").then_some("ID")
    }

    fn owner(&self, outlet: &str) -> Option<&str> {
        matches!(outlet, "koran-a" | "koran-b").then_some("grup-koran")
    }
}

/// (id, outlet, headline, published, branches); a minute with or without an offset, or a day.
type PageRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static [&'static str]],
);

const PAGES: &[PageRow] = &[
    (
        "a1",
        "koran-a",
        "Banjir Surut",
        "2025-03-01T08:00:00+07",
        &[],
    ),
    // Later by the same outlet.
    (
        "a2",
        "koran-a",
        "Banjir surut, jalan dibuka",
        "2025-03-01T12:00:00+07",
        &[],
    ),
    (
        "b1",
        "koran-b",
        "Warga, \"pulang\" lagi",
        "2025-03-01T10:30:00",
        &[&["koran-c"]],
    ),
    ("b2", "koran-b", "", "2025-03-02", &[&["antara"]]),
    ("b3", "koran-b", "", "", &[]),
    ("b4", "koran-b", "", "", &[&["koran-c", "koran-a"]]),
    // The same words in the headline; two hours from UTC make it nine in the morning in Jakarta.
    (
        "c1",
        "koran-c",
        "BANJIR: surut!",
        "2025-03-01T02:00:00+00",
        &[&["koran-b"], &["koran-a"]],
    ),
    (
        "c2",
        "koran-c",
        "Banjir surut",
        "2025-03-02",
        &[&["antara", "gen-local"]],
    ),
    ("c3", "koran-c", "", "", &[&["antara"]]),
    ("c4", "koran-c", "", "", &[]),
    ("c5", "koran-c", "", "", &[]),
    // Credits what the page credits that it took from.
    ("c6", "koran-c", "", "", &[&["antara"]]),
    // A template's date, four years before.
    ("d1", "", "=1+1", "2021-06-02", &[]),
    ("e1", "koran-a", "", "", &[&["koran-b"]]),
    (
        "e2",
        "",
        "",
        "",
        &[
            &["koran-b", "koran-c", "koran-a"],
            &["gen-local", "koran-b"],
        ],
    ),
    ("e3", "", "", "", &[&["gen-local"]]),
    // In a language without a lexicon.
    ("f1", "akhbar", "", "", &[]),
];

fn at(id: &str) -> ArticleIdx {
    let place = PAGES.iter().position(|page| page.0 == id);
    ArticleIdx(place.unwrap() as u32)
}

fn moment(stated: &str) -> Moment {
    let (local, hours) = stated.split_once('+').unwrap_or((stated, ""));
    Moment {
        local: local.parse::<DateTime>().unwrap(),
        offset: hours.parse().ok().map(Offset::constant),
    }
}

fn published(stated: &str) -> Option<Published> {
    let (start, end) = match stated.len() {
        0 => return None,
        10 => (format!("{stated}T00:00:00"), format!("{stated}T23:59:59")),
        _ => (stated.to_owned(), stated.to_owned()),
    };
    Some(Published {
        start: moment(&start),
        end: moment(&end),
        basis: Basis::Field,
    })
}

fn page(&(id, _, title, stated, _): &PageRow) -> CleanArticle {
    let text = "Banjir di hilir surut.";
    CleanArticle {
        article: Article::new(id, text),
        spans: vec![Span::new(SpanKind::Body, 0..text.len())],
        title: (!title.is_empty()).then(|| title.to_owned()),
        lang: Lang::ID,
        published: published(stated),
        outlet_signs: Vec::new(),
        n_invisible: 0,
    }
}

fn attribution(&(_, outlet, _, _, branches): &PageRow) -> Attribution {
    let branches: Vec<Vec<String>> = branches
        .iter()
        .map(|branch| branch.iter().map(|&id| id.to_owned()).collect())
        .collect();
    Attribution {
        outlet: (!outlet.is_empty()).then(|| Outlet {
            id: outlet.to_owned(),
            name: outlet.to_owned(),
            basis: Basis::Field,
        }),
        chain: Chain {
            main: branches.first().cloned().unwrap_or_default(),
            branches,
            ..Chain::default()
        },
        lacks_lexicon: outlet == "akhbar",
        ..Attribution::default()
    }
}

/// (child, parent, kind, credit, probability, share).
type EdgeRow = (&'static str, Parent, EdgeKind, CreditLabel, f64, f64);

/// Item 0 is ANTARA's, item 1 nobody's.
fn lineage() -> Lineage {
    use CreditLabel::*;
    use EdgeKind::*;
    use Parent::Latent as Item;
    let page = |id| Parent::Article(at(id));
    let edges: [EdgeRow; 15] = [
        ("a2", page("a1"), Update, CreditedMatched, 0.9, 0.5),
        ("b1", page("a1"), Copy, Uncredited, 0.8, 1.0),
        ("b2", Item(0), Copy, CreditedAbsent, 0.9, 0.75),
        // Two pages of one medium, one of them undecided: one taking.
        ("b4", page("a1"), Partial, Undecided, 0.4, 0.125),
        ("b4", page("a2"), Partial, Uncredited, 0.7, 0.25),
        // A passage without credit and the whole with it: the larger share speaks.
        ("c1", page("a1"), Rewrite, CreditedMatched, 0.95, 0.75),
        ("c1", page("a2"), Partial, Uncredited, 0.99, 0.125),
        ("c2", page("a1"), Copy, Miscredited, 0.65, 1.0),
        ("c2", Item(0), Rewrite, CreditedAbsent, 0.97, 0.0),
        ("c3", Item(0), Rewrite, CreditedAbsent, 0.99, 0.0),
        ("c4", page("a1"), Copy, Undecided, 0.5, 0.9),
        ("c6", page("b2"), Copy, CreditedAbsent, 0.75, 1.0),
        ("d1", Item(1), Copy, CommonSource, 0.8, 0.6),
        ("d1", Item(0), Copy, Undecided, 0.3, 0.0),
        ("f1", page("a1"), Copy, Uncredited, 0.7, 0.5),
    ];
    let item = |id: &str, source: Option<&str>| Latent {
        id: id.to_owned(),
        source: source.map(str::to_owned),
        basis: Vec::new(),
        parent: None,
        lang: Lang::UND,
        not_after: None,
        readings: Vec::new(),
    };
    Lineage {
        latents: vec![
            item("latent:antara:b2", Some("antara")),
            item("latent:unknown:d1", None),
        ],
        edges: edges
            .into_iter()
            .map(|(child, parent, kind, credit, probability, share)| Edge {
                child: at(child),
                parent,
                probability,
                kind,
                credit,
                share,
                reasons: Vec::new(),
            })
            .collect(),
        ties: vec![silsilah::lineage::Tie {
            members: vec![at("b3"), at("c4"), at("c5")],
            reason: "none states a time".to_owned(),
        }],
        implied: Vec::new(),
    }
}

/// A pair with what both cover of each other.
fn pair(a: &str, b: &str, coverage_a: f64, coverage_b: f64) -> Match {
    Match {
        a: at(a),
        b: at(b),
        verdict: Verdict::Rewrite,
        score: 0.9,
        whole: 0.9,
        jaccard: 0.5,
        containment_a_in_b: 0.5,
        containment_b_in_a: 0.5,
        coverage_a,
        coverage_b,
        from_the_top: false,
        simhash_distance: 9,
        found_by: vec!["lsh"],
        passages: Vec::new(),
        contradictions: Vec::new(),
        reasons: Vec::new(),
    }
}

fn family(level: Level, members: &[&str]) -> Family {
    let members = members.iter().map(|id| Member {
        article: at(id),
        share: 1.0,
    });
    Family {
        level,
        members: members.collect(),
        min_score: 0.5,
        bridges: Vec::new(),
    }
}

/// The table `name` of the run, its lines without their ends.
fn table(name: &str) -> Vec<String> {
    let articles: Vec<CleanArticle> = PAGES.iter().map(page).collect();
    let attributions: Vec<Attribution> = PAGES.iter().map(attribution).collect();
    let matches = [
        pair("a1", "b1", 0.75, 1.0),
        pair("a1", "c1", 0.5, 0.75),
        pair("a1", "c2", 1.0, 1.0),
    ];
    let families = [
        family(
            Level::Story,
            &["a1", "a2", "b1", "b2", "b4", "c1", "c2", "d1"],
        ),
        family(Level::Story, &["b3", "c4", "c5"]),
        family(Level::Story, &["e1", "e2", "e3"]),
        family(Level::Family, &["a1", "b1", "c1"]),
    ];
    let lineage = lineage();
    let results = Results::new(
        &articles,
        &attributions,
        &matches,
        &families,
        &lineage,
        &Facts,
    )
    .with_assumed_offset(Offset::constant(7));
    let (_, format) = FILES.iter().find(|(file, _)| *file == name).unwrap();
    let mut bytes = Vec::new();
    format.write(&results, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[track_caller]
fn check(name: &str, expected: &[&str]) {
    let found = table(name);
    // Line by line, so that a failure shows the line.
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "{name}: {found:#?}");
}

#[test]
fn every_edge_is_a_row() {
    check(
        "audit/edges.csv",
        &[
            "story,child,outlet,published_start,published_end,parent,in_collection,source,kind,credit,counts_as,\
             credit_counts_as,probability,share,added,cut,headline_changed,lag_minutes",
            "story:a1,a2,koran-a,2025-03-01T12:00:00+07:00,2025-03-01T12:00:00+07:00,a1,true,koran-a,update,\
             credited_matched,revision,,0.900000,0.500000,,,true,240",
            "story:a1,b1,koran-b,2025-03-01T10:30:00,2025-03-01T10:30:00,a1,true,koran-a,copy,uncredited,taking,\
             uncredited,0.800000,1.000000,0.000000,0.250000,true,150",
            "story:a1,b2,koran-b,2025-03-02T00:00:00,2025-03-02T23:59:59,latent:antara:b2,false,antara,copy,\
             credited_absent,taking,credited_absent,0.900000,0.750000,,,,",
            "story:a1,b4,koran-b,,,a1,true,koran-a,partial,undecided,undecided,,0.400000,0.125000,,,,",
            "story:a1,b4,koran-b,,,a2,true,koran-a,partial,uncredited,taking,uncredited,0.700000,0.250000,,,,",
            "story:a1,c1,koran-c,2025-03-01T02:00:00Z,2025-03-01T02:00:00Z,a1,true,koran-a,rewrite,\
             credited_matched,taking,credited_matched,0.950000,0.750000,0.250000,0.500000,false,60",
            "story:a1,c1,koran-c,2025-03-01T02:00:00Z,2025-03-01T02:00:00Z,a2,true,koran-a,partial,uncredited,\
             taking,uncredited,0.990000,0.125000,,,true,-180",
            "story:a1,c2,koran-c,2025-03-02T00:00:00,2025-03-02T23:59:59,a1,true,koran-a,copy,miscredited,taking,\
             miscredited,0.650000,1.000000,0.000000,0.000000,false,",
            "story:a1,c2,koran-c,2025-03-02T00:00:00,2025-03-02T23:59:59,latent:antara:b2,false,antara,rewrite,\
             credited_absent,taking,credited_untested,0.970000,,,,,",
            ",c3,koran-c,,,latent:antara:b2,false,antara,rewrite,credited_absent,taking,credited_untested,0.990000,\
             ,,,,",
            "story:b3,c4,koran-c,,,a1,true,koran-a,copy,undecided,undecided,,0.500000,0.900000,,,,",
            ",c6,koran-c,,,b2,true,koran-b,copy,credited_absent,taking,passed_on,0.750000,1.000000,,,,",
            "story:a1,d1,,2021-06-02T00:00:00,2021-06-02T23:59:59,latent:unknown:d1,false,,copy,common_source,\
             taking,common_source,0.800000,0.600000,,,,",
            "story:a1,d1,,2021-06-02T00:00:00,2021-06-02T23:59:59,latent:antara:b2,false,antara,copy,undecided,\
             undecided,,0.300000,,,,,",
            ",f1,akhbar,,,a1,true,koran-a,copy,uncredited,taking,unread,0.700000,0.500000,,,,",
        ],
    );
}

#[test]
fn a_flow_counts_each_page_once() {
    check(
        "audit/flows.csv",
        &[
            "source,source_name,source_kind,outlet,outlet_name,same_owner,pages,credited_matched,credited_absent,\
             credited_untested,passed_on,miscredited,uncredited,unread,common_source,item_absent,passages,\
             mean_probability,mean_share,undecided",
            ",,,,,,1,0,0,0,0,0,0,0,1,1,0,0.800000,0.600000,0",
            "antara,ANTARA,agency,,,,0,0,0,0,0,0,0,0,0,0,0,,,1",
            "antara,ANTARA,agency,koran-b,koran-b,false,1,0,1,0,0,0,0,0,0,1,0,0.900000,0.750000,0",
            "antara,ANTARA,agency,koran-c,koran-c,false,2,0,0,2,0,0,0,0,0,2,0,0.980000,,0",
            "koran-a,Koran A,,akhbar,akhbar,false,1,0,0,0,0,0,0,1,0,0,0,0.700000,0.500000,0",
            "koran-a,Koran A,,koran-b,koran-b,true,2,0,0,0,0,0,2,0,0,0,1,0.750000,0.625000,0",
            "koran-a,Koran A,,koran-c,koran-c,false,2,1,0,0,0,1,0,0,0,0,0,0.800000,0.875000,1",
            "koran-b,koran-b,,koran-c,koran-c,false,1,0,0,0,1,0,0,0,0,0,0,0.750000,1.000000,0",
        ],
    );
}

#[test]
fn an_outlet_s_pages_and_takings_add_up() {
    check(
        "audit/outlets.csv",
        &[
            "outlet,name,owner,country,pages,pages_taken,pages_revised,pages_undecided,pages_tied,pages_own,takings,\
             credited_matched,credited_absent,credited_untested,passed_on,miscredited,uncredited,unread,\
             common_source,tested,credit_rate,uncredited_share,tested_probability,mean_share,compared,mean_added,\
             mean_cut,headlines,headlines_changed,headlines_changed_share,lags,lag_minutes_p10,lag_minutes_p50,\
             lag_minutes_p90,given,given_outlets",
            ",,,,3,1,0,0,0,2,1,0,0,0,0,0,0,0,1,0,,,,0.600000,0,,,0,0,,0,,,,0,0",
            "akhbar,akhbar,,,1,1,0,0,0,0,1,0,0,0,0,0,0,1,0,0,,,,0.500000,0,,,0,0,,0,,,,0,0",
            "koran-a,Koran A,grup-koran,ID,3,0,1,0,0,2,0,0,0,0,0,0,0,0,0,0,,,,,0,,,0,0,,0,,,,5,3",
            "koran-b,koran-b,grup-koran,,4,3,0,0,1,0,3,0,1,0,0,0,2,0,0,3,0.333333,0.666667,0.800000,0.666667,1,\
             0.000000,0.250000,1,1,1.000000,1,150,150,150,1,1",
            "koran-c,koran-c,,,6,4,0,1,1,0,5,1,0,2,1,1,0,0,0,3,0.333333,0.000000,0.783333,0.916667,2,0.125000,\
             0.250000,2,0,0.000000,1,60,60,60,0,0",
        ],
    );
}

#[test]
fn a_story_names_its_voices() {
    check(
        "audit/stories.csv",
        &[
            "story,headline,articles,outlets,owners,origins,origins_named,origin_names,largest_origin_articles,\
             articles_without_outlet,articles_with_time,first_seen_start,first_seen_end,last_seen_start,last_seen_end",
            "story:a1,Banjir Surut,8,3,2,3,2,Koran A; ANTARA,5,1,7,2025-03-01T08:00:00+07:00,\
             2025-03-01T08:00:00+07:00,2025-03-02T00:00:00,2025-03-02T23:59:59",
            "story:b3,,3,2,2,1,1,Koran A,3,0,0,,,,",
            // "Local media" is an origin and no name.
            "story:e1,,3,1,1,3,2,Koran A; koran-b,1,2,0,,,,",
        ],
    );
}

#[test]
fn a_circle_comes_with_the_pages_that_show_it() {
    check(
        "audit/circular.csv",
        &[
            "scope,group,circle,media,path,crediting,credited,article,outlet,published_start,published_end",
            "family,family:a1,1,2,koran-b > koran-c > koran-b,koran-b,koran-c,b1,koran-b,2025-03-01T10:30:00,\
             2025-03-01T10:30:00",
            "family,family:a1,1,2,koran-b > koran-c > koran-b,koran-c,koran-b,c1,koran-c,2025-03-01T02:00:00Z,\
             2025-03-01T02:00:00Z",
            "story,story:a1,2,2,koran-b > koran-c > koran-b,koran-b,koran-c,b1,koran-b,2025-03-01T10:30:00,\
             2025-03-01T10:30:00",
            "story,story:a1,2,2,koran-b > koran-c > koran-b,koran-b,koran-c,b4,koran-b,,",
            "story,story:a1,2,2,koran-b > koran-c > koran-b,koran-c,koran-b,c1,koran-c,2025-03-01T02:00:00Z,\
             2025-03-01T02:00:00Z",
            // One page tells of two credits that it did not give itself.
            "story,story:e1,3,3,koran-a > koran-b > koran-c > koran-a,koran-a,koran-b,e1,koran-a,,",
            "story,story:e1,3,3,koran-a > koran-b > koran-c > koran-a,koran-b,koran-c,e2,,,",
            "story,story:e1,3,3,koran-a > koran-b > koran-c > koran-a,koran-c,koran-a,e2,,,",
            // Over all pages the circle of three closes as well, and only pairs are told.
            "collection,,4,2,koran-b > koran-c > koran-b,koran-b,koran-c,b1,koran-b,2025-03-01T10:30:00,\
             2025-03-01T10:30:00",
            "collection,,4,2,koran-b > koran-c > koran-b,koran-b,koran-c,b4,koran-b,,",
            "collection,,4,2,koran-b > koran-c > koran-b,koran-b,koran-c,e2,,,",
            "collection,,4,2,koran-b > koran-c > koran-b,koran-c,koran-b,c1,koran-c,2025-03-01T02:00:00Z,\
             2025-03-01T02:00:00Z",
        ],
    );
}

/// Every column of every table has its line in the documentation, and the other way round.
#[test]
fn the_columns_in_docs_are_those_of_the_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_to_string(root.join("docs/formats.md")).unwrap();
    for (name, _) in FILES {
        let Some(stem) = name
            .strip_prefix("audit/")
            .and_then(|n| n.strip_suffix(".csv"))
        else {
            continue;
        };
        let (_, section) = docs.split_once(&format!("\n### {stem}\n")).unwrap();
        let section = section.split("\n#").next().unwrap_or_default();
        let documented: Vec<&str> = section
            .lines()
            .filter_map(|line| Some(line.strip_prefix("| ")?.split_once(" |")?.0))
            .filter(|cell| cell.starts_with('`'))
            .flat_map(|cell| cell.split(", "))
            .map(|column| column.trim_matches('`'))
            .collect();
        assert_eq!(documented.join(","), table(name)[0], "{name}");
    }
}
