//! Edges found, held against labelled parents.
//!
//! **In** for each labelled article its parents (an article, an item outside the collection, or none), and the edges
//! and ties of a run. **Out** [`EdgeFigures`]. The most probable edge of an article is its answer; a label
//! `undecided` or a tie is an abstention, which is counted apart from an error.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::figure::{Prf, Rate};

/// A labelled parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldEdge {
    /// The derived article.
    pub child: String,
    /// An article, `latent:<source>` for an item outside the collection, or `None` where the article has no parent.
    pub parent: Option<String>,
    /// Other parents that are as right: verbatim twins of the first, say.
    pub or: Vec<String>,
    /// The credit label, where one is given.
    pub credit: Option<String>,
}

impl GoldEdge {
    /// Whether `parent` is right.
    #[must_use]
    pub fn accepts(&self, parent: &str) -> bool {
        self.parent.as_deref() == Some(parent) || self.or.iter().any(|p| p == parent)
    }
}

/// An edge as a run states it.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundEdge {
    /// The derived article.
    pub child: String,
    /// An article, or `latent:<source>`, with `latent:unknown` for an unnamed item.
    pub parent: String,
    /// Probability.
    pub probability: f64,
    /// The credit label.
    pub credit: String,
}

/// The lineage as a run states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundLineage {
    /// Its edges.
    pub edges: Vec<FoundEdge>,
    /// Articles in ties.
    pub tied: BTreeSet<String>,
}

/// How well edges agree with labelled parents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EdgeFigures {
    /// Articles whose answer is a right parent, among all labelled; an abstention is not right.
    pub parent: Rate,
    /// Articles with an answer: no abstention.
    pub decided: Rate,
    /// Right ones among the articles with an answer.
    pub parent_of_decided: Rate,
    /// Decided edges of labelled articles against labelled edges.
    pub edges: Prf,
    /// Right credit labels among the labelled edges that give one; a missing edge is not right.
    pub credit: Rate,
}

const UNDECIDED: &str = "undecided";

/// Scores edges against labelled parents; takes O(n log n).
#[must_use]
pub fn score(gold: &[GoldEdge], found: &FoundLineage) -> EdgeFigures {
    let mut wanted: BTreeMap<&str, Vec<&GoldEdge>> = BTreeMap::new();
    for edge in gold {
        wanted.entry(&edge.child).or_default().push(edge);
    }
    let mut answers: BTreeMap<&str, Vec<&FoundEdge>> = BTreeMap::new();
    for edge in &found.edges {
        answers.entry(&edge.child).or_default().push(edge);
    }
    let mut figures = EdgeFigures {
        parent: Rate::default(),
        decided: Rate::default(),
        parent_of_decided: Rate::default(),
        edges: Prf::new(1.0, 1.0),
        credit: Rate::default(),
    };
    let (mut hits, mut n_gold, mut n_found) = (0, 0, 0);
    for (child, wanted) in &wanted {
        let edges = answers.get(child).map_or(&[][..], Vec::as_slice);
        // Of equals the first in the file.
        let top = edges.iter().copied().reduce(|best, e| {
            if e.probability > best.probability {
                e
            } else {
                best
            }
        });
        let labelled: Vec<&&GoldEdge> = wanted.iter().filter(|e| e.parent.is_some()).collect();
        let (right, decided) = match top {
            Some(edge) => (
                labelled.iter().any(|e| e.accepts(&edge.parent)),
                edge.credit != UNDECIDED,
            ),
            None => (labelled.is_empty(), !found.tied.contains(*child)),
        };
        figures.parent.add(right && decided);
        figures.decided.add(decided);
        if decided {
            figures.parent_of_decided.add(right);
        }
        let stated: BTreeSet<&str> = edges
            .iter()
            .filter(|e| e.credit != UNDECIDED)
            .map(|e| e.parent.as_str())
            .collect();
        n_gold += labelled.len();
        n_found += stated.len();
        hits += labelled
            .iter()
            .filter(|e| stated.iter().any(|p| e.accepts(p)))
            .count();
        for edge in wanted.iter().filter(|e| e.credit.is_some()) {
            let same = edges.iter().find(|f| edge.accepts(&f.parent));
            let credit = same.map(|f| f.credit.as_str());
            figures.credit.add(credit == edge.credit.as_deref());
        }
    }
    figures.edges = Prf::of(hits, n_gold, n_found);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_abstentions_and_labels_are_told_apart() {
        let gold = [
            ("right", Some("wire"), Some("credited_matched")),
            ("wrong", Some("wire"), Some("uncredited")),
            ("unsure", Some("wire"), None),
            ("tied", Some("wire"), None),
            ("origin", None, None),
            ("absent", Some("latent:antara"), Some("credited_absent")),
        ]
        .map(|(child, parent, credit)| GoldEdge {
            child: child.into(),
            parent: parent.map(Into::into),
            or: if child == "right" {
                vec!["twin".into()]
            } else {
                Vec::new()
            },
            credit: credit.map(Into::into),
        });
        let edges = [
            ("right", "twin", 0.9, "credited_matched"),
            ("right", "latent:ap", 0.7, "credited_absent"),
            ("wrong", "other", 0.8, "uncredited"),
            ("unsure", "wire", 0.5, "undecided"),
            ("absent", "latent:antara", 0.9, "credited_absent"),
            ("not labelled", "wire", 0.9, "uncredited"),
        ]
        .map(|(child, parent, probability, credit)| FoundEdge {
            child: child.into(),
            parent: parent.into(),
            probability,
            credit: credit.into(),
        });
        let found = FoundLineage {
            edges: edges.to_vec(),
            tied: ["tied".to_owned()].into(),
        };
        let rate = |right, of| Rate { right, of };
        assert_eq!(
            score(&gold, &found),
            EdgeFigures {
                parent: rate(3, 6),
                decided: rate(4, 6),
                parent_of_decided: rate(3, 4),
                edges: Prf::of(2, 5, 4),
                credit: rate(2, 3),
            }
        );
    }
}
