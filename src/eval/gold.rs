//! Files of labels.
//!
//! **In** the text of a file and its name for messages. **Out** the inputs of the scores. Tables are tab-separated with
//! or without a header line:
//!
//! | labels | columns |
//! |---|---|
//! | clusters | `id`, `cluster` (empty or `-`: alone) |
//! | pairs | `a`, `b`, `label` |
//! | edges | `child`, `parent` (an article, `latent:<source>`, or `-`: none), `credit` (may be absent) |
//!
//! Attribution is JSON Lines: `id`, `branches`, `chain`, and `claims` with `relation`, `source_id`, `via` and `span` in
//! Unicode code points. A registry is JSON Lines with `id`, `name`, `aliases` and `domains`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::attribution::Relation;
use crate::error::{Error, Result};

use super::attribution::{Case, Claim};
use super::cluster::Clusters;
use super::edge::GoldEdge;
use super::lines::{objects, table};
use super::names::Names;
use super::pair::GoldPair;

/// Reads gold clusters.
///
/// # Errors
/// A line with fewer than two columns, an empty id, or an id that came before in another cluster; names the line.
pub fn clusters(name: &str, text: &str) -> Result<Clusters> {
    let mut clusters = Clusters::new();
    for (line, [id, cluster]) in table(name, text, [&["id"], &["cluster"]], 2)? {
        let id = filled(name, line, "id", id)?;
        let cluster = (!matches!(cluster, "" | "-")).then(|| cluster.to_owned());
        if let Some(before) = clusters.insert(id.clone(), cluster.clone())
            && before != cluster
        {
            let told = |c: Option<String>| c.unwrap_or_else(|| "-".to_owned());
            let reason = format!(
                "article `{id}` is in cluster `{}` here and in `{}` above",
                told(cluster),
                told(before)
            );
            return Err(Error::data(name, Some(line), reason));
        }
    }
    Ok(clusters)
}

/// Reads labelled pairs.
///
/// # Errors
/// A line with fewer than three columns or an empty one; names the line.
pub fn pairs(name: &str, text: &str) -> Result<Vec<GoldPair>> {
    let rows = table(name, text, [&["a"], &["b"], &["label", "relation"]], 3)?;
    rows.into_iter()
        .map(|(line, [a, b, label])| {
            Ok(GoldPair {
                a: filled(name, line, "a", a)?,
                b: filled(name, line, "b", b)?,
                label: filled(name, line, "label", label)?,
            })
        })
        .collect()
}

/// Reads labelled parents; `?a|b` says that either is right.
///
/// # Errors
/// A line with fewer than two columns, an empty child, or a credit label that is none; names the line.
pub fn edges(name: &str, text: &str) -> Result<Vec<GoldEdge>> {
    let rows = table(name, text, [&["child"], &["parent"], &["credit"]], 2)?;
    rows.into_iter()
        .map(|(line, [child, parent, credit])| {
            let some = |cell: &str| (!matches!(cell, "" | "-")).then(|| cell.to_owned());
            let credit = some(credit);
            if let Some(label) = &credit {
                let known: serde_json::Result<crate::lineage::CreditLabel> =
                    serde_json::from_value(label.as_str().into());
                known.map_err(|cause| Error::data(name, Some(line), cause.to_string()))?;
            }
            let mut parents = parent.strip_prefix('?').unwrap_or(parent).split('|');
            Ok(GoldEdge {
                child: filled(name, line, "child", child)?,
                parent: parents.next().and_then(some),
                or: parents.map(str::to_owned).collect(),
                credit,
            })
        })
        .collect()
}

/// Reads labelled claims and chains, by article.
///
/// # Errors
/// A line that is not such an object, a span that ends before it starts, or an id that came before; names the line.
pub fn attribution(name: &str, text: &str) -> Result<BTreeMap<String, Case>> {
    let mut cases = BTreeMap::new();
    for (line, row) in objects::<CaseRow>(name, text)? {
        let (id, case) = row.case(name, line)?;
        if cases.contains_key(&id) {
            let reason = format!("article `{id}` has labels above already");
            return Err(Error::data(name, Some(line), reason));
        }
        cases.insert(id, case);
    }
    Ok(cases)
}

/// Reads a registry's ids and names into `names`.
///
/// # Errors
/// A line that is not an object with an `id`; names the line.
pub fn registry(name: &str, text: &str, names: &mut Names) -> Result<()> {
    for (_, row) in objects::<OutletRow>(name, text)? {
        let all = row.name.iter().chain(&row.aliases).chain(&row.domains);
        names.add(&row.id, all);
    }
    Ok(())
}

#[derive(Deserialize)]
struct OutletRow {
    id: String,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    domains: Vec<String>,
}

#[derive(Deserialize)]
struct CaseRow {
    id: String,
    branches: Vec<Vec<String>>,
    chain: Vec<String>,
    claims: Vec<ClaimRow>,
}

#[derive(Deserialize)]
struct ClaimRow {
    relation: Relation,
    source_id: Option<String>,
    via: Option<Vec<String>>,
    span: [usize; 2],
}

impl CaseRow {
    fn case(self, name: &str, line: u64) -> Result<(String, Case)> {
        let claims = self.claims.into_iter().map(|claim| {
            let [start, end] = claim.span;
            if end < start {
                let reason = format!("a claim ends at {end}, before its start {start}");
                return Err(Error::data(name, Some(line), reason));
            }
            Ok(Claim {
                confidence: None,
                relation: claim.relation,
                source: claim.source_id,
                via: claim.via.unwrap_or_default(),
                start,
                end,
            })
        });
        let case = Case {
            claims: claims.collect::<Result<_>>()?,
            branches: self.branches,
            main: self.chain,
        };
        Ok((self.id, case))
    }
}

/// A cell that must not be empty.
fn filled(name: &str, line: u64, column: &str, cell: &str) -> Result<String> {
    if cell.is_empty() {
        let reason = format!("column `{column}` is empty");
        return Err(Error::data(name, Some(line), reason));
    }
    Ok(cell.to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn tables_may_have_a_header_and_other_columns() {
        let expected: Clusters = [("a", Some("1")), ("b", None)]
            .map(|(id, c)| (id.to_owned(), c.map(str::to_owned)))
            .into();
        for text in [
            "a\t1\nb\t-\n",
            "id\tcluster\na\t1\nb\t\n",
            "note\tcluster\tid\r\nx\t1\ta\r\n\r\n\t-\tb",
        ] {
            assert_eq!(clusters("gold.tsv", text).unwrap(), expected, "{text:?}");
        }
        let found = edges("edges.tsv", "child\tparent\nc\tlatent:antara\nd\t-\n");
        let parents: Vec<Option<String>> = found.unwrap().into_iter().map(|e| e.parent).collect();
        assert_eq!(parents, [Some("latent:antara".to_owned()), None]);
    }

    #[test]
    fn complaints_name_file_and_line() {
        let message = |error: Option<Error>| error.map(|e| e.to_string()).unwrap_or_default();
        for (found, expected) in [
            (
                message(clusters("c.tsv", "a\t1\nb\n").err()),
                "c.tsv:2: expected a column `cluster`, found 1 tab-separated columns",
            ),
            (
                message(clusters("c.tsv", "a\t1\n\na\t2\n").err()),
                "c.tsv:3: article `a` is in cluster `2` here and in `1` above",
            ),
            (
                message(pairs("p.tsv", "a\tb\tlabel\nx\t\tcopy\n").err()),
                "p.tsv:2: column `b` is empty",
            ),
            (
                message(edges("e.tsv", "x\ty\tcredited\n").err()),
                "e.tsv:1: unknown variant `credited`, expected one of `credited_matched`, `credited_absent`, \
                 `uncredited`, `miscredited`, `common_source`, `undecided`",
            ),
            (
                message(attribution("g.jsonl", "{\"id\":\"a\",\"branches\":[]}").err()),
                "g.jsonl:1: missing field `chain` (column 24)",
            ),
        ] {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_case_is_read_whole() {
        let text = r#"{"id":"a","branches":[["antara","anadolu"]],"chain":["antara","anadolu"],"note":"x",
            "claims":[{"relation":"relayed_via","source_id":"anadolu","via":["antara"],"span":[3,9],"cue":"y"},
            {"relation":"related_link","source_id":null,"via":null,"span":[12,19]}]}"#
            .replace('\n', " ");
        let cases = attribution("gold.jsonl", &text).unwrap();
        assert_eq!(cases["a"].main, ["antara", "anadolu"]);
        assert_eq!(cases["a"].claims[0].via, ["antara"]);
        assert_eq!(cases["a"].claims[1].source, None);
    }
}
