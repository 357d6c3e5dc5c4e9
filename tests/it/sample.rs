//! A small run made by hand: two outlets took a wire item that is not there, a third page copied one of them without
//! credit, and a fourth shares the third's text at a time that nobody can tell. Every kind of record occurs.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde_json::{Map, json};

use silsilah::article::{Article, ArticleIdx, Basis, Moment, Published, Span, SpanKind};
use silsilah::attribution::explain::{
    self, Cue, Explanation, Factors, Grounds, Link, Refusal, Step,
};
use silsilah::attribution::{Attribution, Chain, Claim, Outlet, Relation, Source};
use silsilah::clean::CleanArticle;
use silsilah::cluster::{Family, Level, Member};
use silsilah::lineage::{CreditLabel, Edge, EdgeKind, Latent, Lineage, Parent, Reason, Tie};
use silsilah::report::{Results, SourceFacts};
use silsilah::text::Lang;
use silsilah::verify::{Contradiction, Match, Passage, Verdict};

/// What a run finds, owned.
pub(crate) struct Sample {
    articles: Vec<CleanArticle>,
    attributions: Vec<Attribution>,
    matches: Vec<Match>,
    families: Vec<Family>,
    lineage: Lineage,
}

/// The registry of the sample: Anadolu, and one house that owns two of the outlets.
pub(crate) struct Registry;

impl SourceFacts for Registry {
    fn name(&self, id: &str) -> Option<&str> {
        (id == "anadolu").then_some("Anadolu Agency")
    }

    fn kind(&self, id: &str) -> Option<&str> {
        (id == "anadolu").then_some("agency")
    }

    fn country(&self, id: &str) -> Option<&str> {
        (id == "anadolu").then_some("TR")
    }

    fn owner(&self, outlet: &str) -> Option<&str> {
        matches!(outlet, "kabarpagi" | "kabarsore").then_some("kabar-group")
    }
}

/// Title and text of each article; the dashes and quotes are longer in bytes than in code points.
const PAGES: [(&str, &str, &str, &str); 4] = [
    (
        "a1",
        "kabarpagi",
        "Jembatan “Suramadu” ditutup\u{1b}[2J",
        "Jembatan “Suramadu” ditutup semalam, dikutip Antara dari Anadolu.",
    ),
    (
        "a2",
        "kabarsore",
        "Suramadu tutup",
        "SURABAYA – Jembatan ditutup semalam, lapor Anadolu.",
    ),
    (
        "a3",
        "unknown:Warta <&> Kita",
        "Malam tanpa jembatan",
        "Jembatan “Suramadu” ditutup tadi malam.",
    ),
    ("a4", "", "", "Jembatan “Suramadu” ditutup tadi malam."),
];

impl Sample {
    pub(crate) fn new() -> Self {
        Self {
            articles: PAGES.iter().map(page).collect(),
            attributions: PAGES.iter().map(attribution).collect(),
            matches: vec![pair()],
            families: families(),
            lineage: lineage(),
        }
    }

    pub(crate) fn results(&self) -> Results<'_> {
        Results::new(
            &self.articles,
            &self.attributions,
            &self.matches,
            &self.families,
            &self.lineage,
            &Registry,
        )
    }
}

fn page(&(id, _, title, text): &(&str, &str, &str, &str)) -> CleanArticle {
    let mut article = Article::new(id, text);
    if id == "a1" {
        article.url = Some("https://kabarpagi.example/1".to_owned());
        let extra = json!({"rubrik": "jawa", "lang": "jv", "spans": 3, "input_spans": 4});
        article.extra = extra.as_object().cloned().unwrap_or_else(Map::new);
    }
    let spans = match text.find(" – ") {
        Some(dash) => vec![
            Span::new(SpanKind::Dateline, 0..dash),
            Span::new(SpanKind::Body, dash + " – ".len()..text.len()),
        ],
        None => vec![Span::new(SpanKind::Body, 0..text.len())],
    };
    let moment = |hour, offset| Moment {
        local: DateTime::constant(2025, 4, 3, hour, 8, 0, 0),
        offset,
    };
    let published = match id {
        "a1" => Some((moment(4, Some(Offset::constant(7))), Basis::Page)),
        "a2" => Some((moment(6, None), Basis::Field)),
        _ => None,
    };
    CleanArticle {
        article,
        spans,
        title: (!title.is_empty()).then(|| title.to_owned()),
        lang: if id == "a4" { Lang::UND } else { Lang::ID },
        published: published.map(|(at, basis)| Published {
            start: at,
            end: at,
            basis,
        }),
        outlet_signs: Vec::new(),
        n_invisible: 0,
    }
}

fn source(id: &str, name: &str) -> Source {
    Source {
        id: id.to_owned(),
        name: name.to_owned(),
        surface: name.split(' ').next().unwrap_or_default().to_owned(),
    }
}

fn attribution(&(id, outlet, _, text): &(&str, &str, &str, &str)) -> Attribution {
    let anadolu = || source("anadolu", "Anadolu Agency");
    let (cue, relation, via) = match id {
        "a1" => (
            "dikutip Antara dari Anadolu",
            Relation::RelayedVia,
            vec![source("unknown:Antara", "Antara")],
        ),
        "a2" => ("lapor Anadolu", Relation::ReportedBy, vec![]),
        _ => ("", Relation::RelatedLink, vec![]),
    };
    let main: Vec<String> = match id {
        "a1" => vec!["unknown:Antara".to_owned(), "anadolu".to_owned()],
        "a2" => vec!["anadolu".to_owned()],
        _ => vec![],
    };
    let claim = text
        .find(cue)
        .filter(|_| !cue.is_empty())
        .map(|start| Claim {
            relation,
            source: Some(anadolu()),
            via,
            span: start..start + cue.len(),
            date: (id == "a2").then(|| "Rabu (2/4)".to_owned()),
            date_iso: (id == "a2").then(|| "2025-04-02".to_owned()),
            confidence: 0.97,
            rule: "copy-passive",
        });
    let explanation = claim.as_ref().map(|claim| Explanation {
        claims: vec![grounds(claim)],
        refused: vec![Refusal {
            span: 0..8,
            id: None,
            cue: None,
            reason: explain::Reason::NoCue,
        }],
    });
    Attribution {
        outlet: (!outlet.is_empty()).then(|| Outlet {
            id: outlet.to_owned(),
            name: outlet.trim_start_matches("unknown:").to_owned(),
            basis: Basis::Field,
        }),
        claims: claim.into_iter().collect(),
        chain: Chain {
            branches: if main.is_empty() {
                vec![]
            } else {
                vec![main.clone()]
            },
            main,
            ..Chain::default()
        },
        lacks_lexicon: false,
        explanation: explanation.map(Box::new),
    }
}

/// Why a claim of the sample was made.
fn grounds(claim: &Claim) -> Grounds {
    Grounds {
        cues: vec![Cue {
            span: claim.span.start..claim.span.start + 5,
            classes: vec!["copy_passive"],
            takes: Some("any"),
        }],
        links: vec![Link {
            span: claim.span.clone(),
            step: Step::FromFarther,
        }],
        passed_over: Vec::new(),
        factors: Factors {
            base: 1.0,
            quality: 0.97,
            place: 1.0,
        },
    }
}

fn pair() -> Match {
    Match {
        a: ArticleIdx(0),
        b: ArticleIdx(2),
        verdict: Verdict::Rewrite,
        score: 0.1 + 0.2,
        whole: 0.1 + 0.2,
        jaccard: 1.0 / 3.0,
        containment_a_in_b: 0.5,
        containment_b_in_a: -0.0,
        coverage_a: 0.5,
        coverage_b: 1.0,
        from_the_top: false,
        simhash_distance: 9,
        found_by: vec!["lsh", "postings"],
        // `Jembatan “Suramadu” ditutup` has 27 code points and 31 bytes.
        passages: vec![Passage {
            a: 0..31,
            b: 0..31,
            similarity: 1.0,
        }],
        contradictions: vec![Contradiction {
            a: 32..39,
            b: 32..42,
            kind: "date",
        }],
        reasons: vec!["half of the words are shared".to_owned()],
    }
}

fn families() -> Vec<Family> {
    let family = |level, members: &[u32]| Family {
        level,
        members: members
            .iter()
            .map(|&idx| Member {
                article: ArticleIdx(idx),
                share: 1.0,
            })
            .collect(),
        min_score: 0.3,
        bridges: vec![[ArticleIdx(0), ArticleIdx(2)]],
    };
    vec![
        family(Level::Story, &[0, 1, 2, 3]),
        family(Level::Family, &[0, 2, 3]),
        family(Level::Family, &[0, 1]),
        family(Level::Copy, &[2, 3]),
    ]
}

fn lineage() -> Lineage {
    let latent = |id: &str, source: &str, basis, parent| Latent {
        id: id.to_owned(),
        source: Some(source.to_owned()),
        basis,
        parent,
        lang: Lang::UND,
        not_after: None,
        readings: Vec::new(),
    };
    let edge = |child, parent, kind, credit| Edge {
        child: ArticleIdx(child),
        parent,
        probability: 0.912_345_678,
        kind,
        credit,
        share: 0.5,
        reasons: vec![Reason {
            kind: "containment",
            weight: 1.5,
            text: "shares 27 characters".to_owned(),
            child_span: Some(0..31),
            parent_span: Some(0..31),
        }],
    };
    Lineage {
        latents: vec![
            latent(
                "latent:antara:a1",
                "unknown:Antara",
                vec![(ArticleIdx(0), 0)],
                Some(1),
            ),
            latent(
                "latent:anadolu:a1",
                "anadolu",
                vec![(ArticleIdx(0), 0), (ArticleIdx(1), 0)],
                None,
            ),
        ],
        edges: vec![
            edge(
                0,
                Parent::Latent(0),
                EdgeKind::Copy,
                CreditLabel::CreditedAbsent,
            ),
            edge(
                1,
                Parent::Latent(1),
                EdgeKind::Rewrite,
                CreditLabel::CreditedAbsent,
            ),
            edge(
                2,
                Parent::Article(ArticleIdx(0)),
                EdgeKind::Rewrite,
                CreditLabel::Uncredited,
            ),
        ],
        ties: vec![Tie {
            members: vec![ArticleIdx(2), ArticleIdx(3)],
            reason: "neither states a time".to_owned(),
        }],
        implied: Vec::new(),
    }
}
