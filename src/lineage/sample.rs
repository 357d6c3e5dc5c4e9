//! Small collections for the tests: pages that are nothing but what lineage reads of them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::article::{Article, ArticleIdx, Basis, Moment, Published, Span, SpanKind};
use crate::attribution::{Attribution, Chain, Claim, Outlet, Relation, Source};
use crate::clean::{CleanArticle, OutletSign, OutletSignKind};
use crate::cluster::{Family, Level, Member};
use crate::text::Lang;
use crate::verify::{Contradiction, Match, Passage, Verdict};

use super::{Config, Lineage, Parent};

/// A collection in the making; pages are named by their place.
#[derive(Default)]
pub(super) struct Sample {
    articles: Vec<CleanArticle>,
    attributions: Vec<Attribution>,
    matches: Vec<Match>,
    families: Vec<Family>,
}

impl Sample {
    /// Adds a page of `outlet` (empty: unknown), published at `hour` of one day.
    pub(super) fn page(mut self, id: &str, outlet: &str, hour: Option<i8>) -> Self {
        self.articles.push(CleanArticle {
            article: Article::new(id, "Air sungai naik dua meter sejak subuh."),
            spans: Vec::new(),
            title: None,
            lang: Lang::ID,
            published: hour.map(|hour| {
                let moment = Moment {
                    local: DateTime::constant(2025, 3, 1, hour, 0, 0, 0),
                    offset: Some(Offset::constant(7)),
                };
                Published {
                    start: moment,
                    end: moment,
                    basis: Basis::Page,
                }
            }),
            outlet_signs: Vec::new(),
            n_invisible: 0,
        });
        self.attributions.push(Attribution {
            outlet: (!outlet.is_empty()).then(|| Outlet {
                id: outlet.to_owned(),
                name: outlet.to_owned(),
                basis: Basis::Field,
            }),
            ..Attribution::default()
        });
        self
    }

    /// The page added last credits `branch`, nearest hop first.
    pub(super) fn credits(self, branch: &[&str]) -> Self {
        self.claims(Relation::QuotedFrom, 0.9, branch)
    }

    /// The page added last names `branch` in a claim of `relation`.
    pub(super) fn claims(mut self, relation: Relation, confidence: f64, branch: &[&str]) -> Self {
        let source = |id: &&str| Source {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            surface: (*id).to_owned(),
        };
        let (far, via) = branch.split_last().unwrap();
        let page = self.attributions.last_mut().unwrap();
        page.claims.push(Claim {
            relation,
            source: Some(source(far)),
            via: via.iter().map(source).collect(),
            span: 4..10,
            date: None,
            date_iso: None,
            confidence,
            rule: "test",
        });
        if relation.builds_branch() {
            let ids: Vec<String> = branch.iter().map(|&id| id.to_owned()).collect();
            let Chain { main, branches, .. } = &mut page.chain;
            if main.is_empty() {
                main.clone_from(&ids);
            }
            branches.push(ids);
        }
        self
    }

    /// The page added last leaks the house `id`.
    pub(super) fn leaks(mut self, id: &str) -> Self {
        let chain = &mut self.attributions.last_mut().unwrap().chain;
        chain.implied.push(id.to_owned());
        self
    }

    /// The page added last carries a promotion line of `name`.
    pub(super) fn promotes(mut self, name: &str) -> Self {
        let page = self.articles.last_mut().unwrap();
        page.outlet_signs.push(OutletSign {
            kind: OutletSignKind::Promo,
            name: name.to_owned(),
            span: Some(11..16),
        });
        self
    }

    /// The page added last has `text` as its body.
    pub(super) fn with_body(mut self, text: &str) -> Self {
        let page = self.articles.last_mut().unwrap();
        page.article.text = text.to_owned();
        page.spans = vec![Span::new(SpanKind::Body, 0..text.len())];
        self
    }

    /// The page added last is in English.
    pub(super) fn in_english(mut self) -> Self {
        self.articles.last_mut().unwrap().lang = Lang::EN;
        self
    }

    /// Pages `a < b` share text: the share of each that is covered.
    pub(super) fn share(mut self, a: u32, b: u32, verdict: Verdict, cover: (f64, f64)) -> Self {
        self.matches.push(Match {
            a: ArticleIdx(a),
            b: ArticleIdx(b),
            verdict,
            score: 0.95,
            jaccard: if verdict == Verdict::Copy { 1.0 } else { 0.5 },
            containment_a_in_b: cover.0,
            containment_b_in_a: cover.1,
            coverage_a: cover.0,
            coverage_b: cover.1,
            whole: 0.95,
            from_the_top: false,
            simhash_distance: 9,
            found_by: vec!["lsh"],
            passages: vec![Passage {
                a: 0..10,
                b: 4..14,
                similarity: 1.0,
            }],
            contradictions: Vec::new(),
            reasons: Vec::new(),
        });
        self
    }

    /// Pages `a < b` are near-verbatim.
    pub(super) fn copies(self, a: u32, b: u32) -> Self {
        self.share(a, b, Verdict::Copy, (0.9, 0.9))
    }

    /// The match added last has `n` values that differ.
    pub(super) fn differing(mut self, n: usize) -> Self {
        self.matches.last_mut().unwrap().contradictions = vec![
            Contradiction {
                a: 0..1,
                b: 2..3,
                kind: "number",
            };
            n
        ];
        self
    }

    /// These pages are one family, with the share of each that belongs to it.
    pub(super) fn family(mut self, members: &[(u32, f64)]) -> Self {
        self.families.push(Family {
            level: Level::Family,
            members: members
                .iter()
                .map(|&(article, share)| Member {
                    article: ArticleIdx(article),
                    share,
                })
                .collect(),
            min_score: 0.9,
            bridges: Vec::new(),
        });
        self
    }

    /// All pages are one family.
    pub(super) fn one_family(self) -> Self {
        let all: Vec<(u32, f64)> = (0..self.articles.len() as u32).map(|i| (i, 0.9)).collect();
        self.family(&all)
    }

    pub(super) fn infer(&self) -> Lineage {
        super::infer(
            &self.articles,
            &self.attributions,
            &self.matches,
            &self.families,
            &Config::default(),
        )
    }

    /// The lineage as lines that a person can check: `child <- parent label kind`, `a = b`.
    pub(super) fn lines(&self) -> Vec<String> {
        let lineage = self.infer();
        let name = |i: ArticleIdx| self.articles[i.get()].article.id.as_str();
        let mut lines: Vec<String> = lineage
            .edges
            .iter()
            .map(|e| {
                let parent = match &e.parent {
                    Parent::Article(p) => name(*p).to_owned(),
                    Parent::Latent(l) => lineage.latents[*l].id.clone(),
                };
                let label = serde_json::to_value(e.credit).unwrap();
                let kind = serde_json::to_value(e.kind).unwrap();
                format!(
                    "{} <- {parent} {} {}",
                    name(e.child),
                    label.as_str().unwrap(),
                    kind.as_str().unwrap()
                )
            })
            .collect();
        lines.extend(lineage.ties.iter().map(|t| {
            let members: Vec<&str> = t.members.iter().map(|&m| name(m)).collect();
            members.join(" = ")
        }));
        lines.extend(lineage.latents.iter().filter_map(|l| {
            let parent = &lineage.latents[l.parent?].id;
            Some(format!("{} <- {parent}", l.id))
        }));
        lines
    }
}
