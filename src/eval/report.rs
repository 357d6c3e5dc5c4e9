//! All figures of one evaluation, as a table for people and as JSON for programs.

use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};

use super::attribution::AttributionFigures;
use super::cluster::ClusterFigures;
use super::descent::DescentFigures;
use super::edge::EdgeFigures;
use super::figure::{Prf, Rate};
use super::pair::PairFigures;

/// The figures that were asked for; the others are absent.
///
/// `Display` prints a table of plain text; serialised it is the same as JSON, where a rate is `{"right", "of"}`.
///
/// # Examples
/// ```
/// use silsilah::eval::{Report, cluster};
///
/// let figures = cluster::score(&cluster::Clusters::new(), &[]);
/// let report = Report { clusters: Some(figures), ..Report::default() };
/// assert!(report.to_string().starts_with("clusters"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Report {
    /// Families against gold clusters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clusters: Option<ClusterFigures>,
    /// Pairs against labelled pairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pairs: Option<PairFigures>,
    /// Claims and chains against labelled ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AttributionFigures>,
    /// Edges against labelled parents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edges: Option<EdgeFigures>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::default();
        if let Some(figures) = &self.clusters {
            table.clusters(figures);
        }
        if let Some(figures) = &self.pairs {
            table.pairs(figures);
        }
        if let Some(figures) = &self.attribution {
            table.attribution(figures);
        }
        if let Some(figures) = &self.edges {
            table.edges(figures);
        }
        table.print(f)
    }
}

/// One line for each of `rows` (conditions and figures), and their mean: a table for people.
///
/// A figure that is not asked for under some conditions is `-` there, and is averaged over the others.
#[must_use]
pub fn descents(rows: &[(&str, &DescentFigures)]) -> String {
    const COLUMNS: [&str; 8] = [
        "parent", "half", "latent", "error", "log-loss", "wire", "earliest", "contain",
    ];
    let cells = |figures: &DescentFigures| {
        [
            Some(figures.parent.share()),
            Some(figures.confident_half.share()),
            figures.latent,
            Some(figures.calibration.expected_error),
            Some(figures.log_loss),
            figures.reconstruction,
            Some(figures.earliest.share()),
            Some(figures.containment.share()),
        ]
    };
    let all: Vec<[Option<f64>; 8]> = rows.iter().map(|(_, f)| cells(f)).collect();
    let mean = |i: usize| {
        let known: Vec<f64> = all.iter().filter_map(|row| row[i]).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    let means: [Option<f64>; 8] = std::array::from_fn(mean);
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut lines = vec![format!(
        "{:width$}{}",
        "",
        COLUMNS.map(|column| format!("  {column:>8}")).concat()
    )];
    let names = rows.iter().map(|(name, _)| *name).chain(["mean"]);
    for (name, row) in names.zip(all.iter().chain([&means])) {
        let told = |cell: Option<f64>| cell.map_or("-".to_owned(), |x| format!("{x:.3}"));
        let cells = row.map(|cell| format!("  {:>8}", told(cell)));
        lines.push(format!("{name:width$}{}", cells.concat()));
    }
    lines.join("\n") + "\n"
}

/// Rows of a name and a value, under headings.
#[derive(Default)]
struct Table {
    rows: Vec<(String, String)>,
}

impl Table {
    fn heading(&mut self, name: &str) {
        if !self.rows.is_empty() {
            self.rows.push((String::new(), String::new()));
        }
        self.rows.push((name.to_owned(), String::new()));
    }

    fn row(&mut self, name: &str, value: String) {
        self.rows.push((format!("  {name}"), value));
    }

    fn rate(&mut self, name: &str, rate: Rate) {
        self.row(
            name,
            format!("{:.3}  ({} of {})", rate.share(), rate.right, rate.of),
        );
    }

    fn prf(&mut self, name: &str, prf: Prf) {
        self.row(name, told(prf));
    }

    fn clusters(&mut self, figures: &ClusterFigures) {
        self.heading("clusters");
        self.row("articles", figures.n_articles.to_string());
        self.row(
            "pairs",
            format!(
                "{} labelled, {} found",
                figures.n_gold_pairs, figures.n_found_pairs
            ),
        );
        self.prf("pairwise", figures.pairwise);
        self.prf("B-cubed", figures.b_cubed);
        self.row("adjusted Rand index", format!("{:.3}", figures.ari));
    }

    fn pairs(&mut self, figures: &PairFigures) {
        self.heading("pairs");
        self.prf("all labels asked about", figures.overall);
        for (label, &rate) in &figures.hits {
            self.rate(&format!("hits among {label}"), rate);
        }
    }

    fn attribution(&mut self, figures: &AttributionFigures) {
        self.heading("attribution");
        self.rate("branches exact", figures.branches_exact);
        self.rate("main chain exact", figures.main_exact);
        self.rate("multi-hop exact", figures.multi_hop_exact);
        self.rate("negatives kept empty", figures.negatives_kept_empty);
        self.prf("claims, strict", figures.strict);
        self.prf("claims, quoted and reported as one", figures.joint);
        let error = figures.calibration.expected_error;
        self.row("calibration error", format!("{error:.3}"));
        for bin in &figures.calibration.bins {
            let name = format!("confidence {:.1} to {:.1}", bin.from, bin.to);
            let kept = format!(
                "{:.3} right, {:.3} promised, of {}",
                bin.kept, bin.promised, bin.n
            );
            self.row(&name, kept);
        }
        for (relation, figures) in &figures.relations {
            let value = format!("{}  ({} labelled)", told(figures.figures), figures.n_gold);
            self.row(relation, value);
        }
    }

    fn edges(&mut self, figures: &EdgeFigures) {
        self.heading("edges");
        self.rate("parent right", figures.parent);
        self.rate("decided", figures.decided);
        self.rate("parent right where decided", figures.parent_of_decided);
        self.prf("edges", figures.edges);
        self.rate("credit label right", figures.credit);
    }

    /// Values start in one column; no line ends in blanks.
    fn print(&self, out: &mut impl Write) -> fmt::Result {
        let width = self
            .rows
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0);
        for (name, value) in &self.rows {
            if value.is_empty() {
                writeln!(out, "{name}")?;
            } else {
                writeln!(out, "{name:width$}  {value}")?;
            }
        }
        Ok(())
    }
}

fn told(prf: Prf) -> String {
    format!(
        "P {:.3}  R {:.3}  F1 {:.3}",
        prf.precision, prf.recall, prf.f1
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeMap;

    use super::super::cluster::{Clusters, FoundFamily, score};
    use super::*;

    fn report() -> Report {
        let gold: Clusters = ["a", "b", "c"]
            .map(|id| (id.to_owned(), Some("1".to_owned())))
            .into();
        let family = FoundFamily {
            id: "f".to_owned(),
            members: vec![("a".to_owned(), 1.0), ("b".to_owned(), 1.0)],
        };
        Report {
            clusters: Some(score(&gold, &[family])),
            pairs: Some(PairFigures {
                overall: Prf::of(1, 2, 1),
                hits: BTreeMap::from([("copy".to_owned(), Rate { right: 1, of: 2 })]),
            }),
            ..Report::default()
        }
    }

    #[test]
    fn people_read_a_table() {
        assert_eq!(
            report().to_string(),
            "clusters
  articles                3
  pairs                   3 labelled, 1 found
  pairwise                P 1.000  R 0.333  F1 0.500
  B-cubed                 P 1.000  R 0.556  F1 0.714
  adjusted Rand index     0.000

pairs
  all labels asked about  P 1.000  R 0.500  F1 0.667
  hits among copy         0.500  (1 of 2)
"
        );
    }

    #[test]
    fn programs_read_it_back() {
        let json = serde_json::to_string(&report()).unwrap();
        assert!(!json.contains("edges"), "figures not asked for are absent");
        let back: Report = serde_json::from_str(&json).unwrap();
        assert_eq!(back, report());
    }
}
