//! The files of a run directory, as far as scores need them.
//!
//! **In** the text of a file and its name for messages. **Out** the inputs of the scores. Fields that no score reads
//! are passed over, so that a run of a later version, or of another program, can be scored.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::attribution::Relation;
use crate::cluster::Level;
use crate::error::Result;

use super::attribution::{Case, Claim};
use super::cluster::FoundFamily;
use super::edge::{FoundEdge, FoundLineage};
use super::lines::{objects, table};
use super::names::Names;
use super::pair::FoundPair;

/// Reads `families.jsonl`, keeping the families of `level`.
///
/// # Errors
/// A line that is not such an object; names the line.
pub fn families(name: &str, text: &str, level: Level) -> Result<Vec<FoundFamily>> {
    let rows = objects::<FamilyRow>(name, text)?.into_iter().map(|r| r.1);
    Ok(rows
        .filter(|row| row.level == level)
        .map(|row| FoundFamily {
            id: row.id,
            members: row
                .members
                .into_iter()
                .map(|m| (m.article, m.share))
                .collect(),
        })
        .collect())
}

/// Reads a table of groups, `id<TAB>group`, as a dedup run writes it.
///
/// # Errors
/// A line with fewer than two columns; names the line.
pub fn groups(name: &str, text: &str) -> Result<Vec<FoundFamily>> {
    let mut groups: BTreeMap<&str, Vec<(String, f64)>> = BTreeMap::new();
    for (_, [id, group]) in table(name, text, [&["id"], &["group"]], 2)? {
        groups.entry(group).or_default().push((id.to_owned(), 1.0));
    }
    let groups = groups.into_iter();
    Ok(groups
        .map(|(id, members)| FoundFamily {
            id: id.to_owned(),
            members,
        })
        .collect())
}

/// Reads `pairs.jsonl`.
///
/// # Errors
/// A line that is not such an object; names the line.
pub fn pairs(name: &str, text: &str) -> Result<Vec<FoundPair>> {
    let rows = objects::<PairRow>(name, text)?.into_iter().map(|r| r.1);
    Ok(rows
        .map(|row| FoundPair {
            a: row.a,
            b: row.b,
            verdict: row.verdict,
        })
        .collect())
}

/// Reads `claims.jsonl` into the cases of their articles.
///
/// # Errors
/// A line that is not such an object; names the line.
pub fn claims(name: &str, text: &str, cases: &mut BTreeMap<String, Case>) -> Result<()> {
    for (_, row) in objects::<ClaimRow>(name, text)? {
        let case = cases.entry(row.article).or_default();
        case.claims.push(Claim {
            relation: row.relation,
            source: row.source.map(|s| s.id),
            via: row.via,
            start: row.start,
            end: row.end,
            confidence: row.confidence,
        });
    }
    Ok(())
}

/// Reads `chains.jsonl` into the cases of their articles.
///
/// # Errors
/// A line that is not such an object; names the line.
pub fn chains(name: &str, text: &str, cases: &mut BTreeMap<String, Case>) -> Result<()> {
    for (_, row) in objects::<ChainRow>(name, text)? {
        let case = cases.entry(row.article).or_default();
        case.main = row.main;
        case.branches = row.branches;
    }
    Ok(())
}

/// Reads `sources.jsonl`: how the run writes the media behind its ids.
///
/// # Errors
/// A line that is not such an object; names the line.
pub fn sources(name: &str, text: &str, names: &mut Names) -> Result<()> {
    for (_, row) in objects::<SourceRow>(name, text)? {
        names.add_surfaces(&row.id, row.name.into_iter().chain(row.surfaces));
    }
    Ok(())
}

/// Reads `lineage.jsonl`.
///
/// # Errors
/// A line that is not such an object; names the line.
pub fn lineage(name: &str, text: &str) -> Result<FoundLineage> {
    let rows = objects::<LineageRow>(name, text)?;
    let mut media: BTreeMap<String, String> = BTreeMap::new();
    for (_, row) in &rows {
        if let LineageRow::Latent { id, source } = row {
            let source = source.as_deref().unwrap_or("unknown");
            media.insert(id.clone(), format!("latent:{source}"));
        }
    }
    let mut lineage = FoundLineage::default();
    for (_, row) in rows {
        match row {
            LineageRow::Edge {
                child,
                parent,
                probability,
                credit,
            } => lineage.edges.push(FoundEdge {
                child,
                parent: media.get(&parent).cloned().unwrap_or(parent),
                probability,
                credit,
            }),
            LineageRow::Tie { members } => lineage.tied.extend(members),
            LineageRow::Latent { .. } | LineageRow::Other => {}
        }
    }
    Ok(lineage)
}

#[derive(Deserialize)]
struct FamilyRow {
    id: String,
    level: Level,
    members: Vec<MemberRow>,
}

#[derive(Deserialize)]
struct MemberRow {
    article: String,
    #[serde(default = "whole")]
    share: f64,
}

fn whole() -> f64 {
    1.0
}

#[derive(Deserialize)]
struct PairRow {
    a: String,
    b: String,
    verdict: String,
}

#[derive(Deserialize)]
struct ClaimRow {
    article: String,
    relation: Relation,
    source: Option<Named>,
    #[serde(default)]
    via: Vec<String>,
    start: usize,
    end: usize,
    confidence: Option<f64>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
struct ChainRow {
    article: String,
    main: Vec<String>,
    branches: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct SourceRow {
    id: String,
    name: Option<String>,
    #[serde(default)]
    surfaces: Vec<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum LineageRow {
    Latent {
        id: String,
        source: Option<String>,
    },
    Edge {
        child: String,
        parent: String,
        probability: f64,
        credit: String,
    },
    Tie {
        members: Vec<String>,
    },
    #[serde(other)]
    Other,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn lineage_names_unseen_parents_by_their_medium() {
        let text = [
            r#"{"type":"latent","id":"latent:antara:a","source":"antara","basis":[]}"#,
            r#"{"type":"latent","id":"latent:unknown:c","source":null,"basis":[]}"#,
            r#"{"type":"edge","child":"a","parent":"latent:antara:a","probability":0.9,"kind":"copy","credit":"credited_absent"}"#,
            r#"{"type":"edge","child":"c","parent":"latent:unknown:c","probability":0.7,"credit":"common_source"}"#,
            r#"{"type":"edge","child":"b","parent":"a","probability":0.8,"credit":"uncredited"}"#,
            r#"{"type":"tie","members":["x","y"]}"#,
            r#"{"type":"something newer","id":"z"}"#,
        ]
        .join("\n");
        let found = lineage("lineage.jsonl", &text).unwrap();
        let parents: Vec<&str> = found.edges.iter().map(|e| e.parent.as_str()).collect();
        assert_eq!(parents, ["latent:antara", "latent:unknown", "a"]);
        assert_eq!(found.tied.len(), 2);
    }

    #[test]
    fn families_of_one_level_are_kept() {
        let text = r#"{"id":"f1","level":"family","members":[{"article":"a","share":0.5},{"article":"b"}]}
            {"id":"c1","level":"copy","members":[]}"#;
        let found = families("families.jsonl", text, Level::Family).unwrap();
        assert_eq!(
            found,
            [FoundFamily {
                id: "f1".to_owned(),
                members: vec![("a".to_owned(), 0.5), ("b".to_owned(), 1.0)],
            }]
        );
        let groups = groups("groups.tsv", "a\tg\tkept\nb\tg\tdropped\n").unwrap();
        assert_eq!(groups[0].members.len(), 2);
    }

    #[test]
    fn claims_and_chains_meet_in_their_article() {
        let mut cases = BTreeMap::new();
        claims(
            "claims.jsonl",
            r#"{"article":"a","relation":"quoted_from","source":{"id":"ap","name":"AP"},"via":[],"start":3,"end":9}"#,
            &mut cases,
        )
        .unwrap();
        chains(
            "chains.jsonl",
            r#"{"article":"a","main":["ap"],"branches":[["ap"]],"origin":[],"implied":[],"declared":true}"#,
            &mut cases,
        )
        .unwrap();
        let case = &cases["a"];
        assert_eq!(
            (case.claims.len(), case.main.as_slice()),
            (1, &["ap".to_owned()][..])
        );
        let error = claims("claims.jsonl", "\n{\"article\":1}", &mut cases).unwrap_err();
        assert_eq!(
            error.to_string(),
            "claims.jsonl:2: invalid type: integer `1`, expected a string (column 12)"
        );
    }
}
