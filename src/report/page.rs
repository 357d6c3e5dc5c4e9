//! `report.html`: the run as one page that needs no network, for looking before reading.
//!
//! **In** the results. **Out** one self-contained file: a head with a policy that forbids every request, the style, the
//! data, the script. The data are JSON, deflated and in base64, so that no text of a page can be taken for markup: one
//! block of what lists and counts need, and blocks of [`CHUNK`] articles with texts, claims, pairs and edges, which the
//! script opens when they are looked at. The script puts texts into the page as text, never as markup.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde_json::{Value, json};

use super::origins::origins;
use super::records::{
    ArticleRecord, ChainRecord, ClaimRecord, EdgeRecord, FamilyRecord, LatentRecord, PairRecord,
    TieRecord,
};
use super::{Format, Results};

/// Articles to a block.
const CHUNK: usize = 32;

const HEAD: &str = include_str!("web/head.html");
const STYLE: &str = include_str!("web/report.css");
const SCRIPT: &str = include_str!("web/report.js");
const STRINGS: &str = include_str!("web/strings.json");

/// Writes `report.html`.
pub struct Page;

impl Format for Page {
    fn write(&self, results: &Results<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{HEAD}<style>{STYLE}</style>")?;
        block(out, "index", &index(results))?;
        let mut pairs: BTreeMap<u32, Vec<PairRecord>> = BTreeMap::new();
        let mut met: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for pair in results.matches {
            let record = PairRecord::new(results, pair);
            pairs.entry(pair.a.0).or_default().push(record);
            met.entry(pair.b.0).or_default().push(results.id(pair.a));
        }
        let mut edges: BTreeMap<u32, Vec<EdgeRecord>> = BTreeMap::new();
        for edge in &results.lineage.edges {
            let record = EdgeRecord::new(results, edge);
            edges.entry(edge.child.0).or_default().push(record);
        }
        let mut chunk = Vec::with_capacity(CHUNK);
        for (idx, page, attribution) in results.pages() {
            let claims = attribution.claims.iter();
            let claims: Vec<_> = claims
                .map(|claim| ClaimRecord::new(results, idx, claim))
                .collect();
            chunk.push(json!({
                "article": ArticleRecord::new(results, idx),
                "text": page.article.text,
                "claims": claims,
                "chain": ChainRecord::new(results, idx),
                "pairs": pairs.remove(&idx.0).unwrap_or_default(),
                "met": met.remove(&idx.0).unwrap_or_default(),
                "edges": edges.remove(&idx.0).unwrap_or_default(),
            }));
            let n = idx.get() + 1;
            if n.is_multiple_of(CHUNK) || n == results.articles.len() {
                block(out, &format!("c{}", (n - 1) / CHUNK), &chunk)?;
                chunk.clear();
            }
        }
        writeln!(
            out,
            "<script type=\"application/json\" id=\"strings\">{STRINGS}</script>"
        )?;
        writeln!(out, "<script>{SCRIPT}</script></body></html>")
    }
}

/// What lists and counts need of every article and group.
fn index(results: &Results<'_>) -> Value {
    let origins = origins(results);
    let articles: Vec<Value> = results
        .pages()
        .map(|(idx, page, attribution)| {
            let outlet = attribution.outlet.as_ref();
            let chain = &attribution.chain;
            json!([
                page.article.id.as_str(),
                page.title,
                outlet.map(|outlet| &outlet.name),
                page.published.as_ref().map(|time| time.start.to_string()),
                page.lang.to_string(),
                !chain.branches.is_empty() || !chain.origin.is_empty(),
                results.source_name(&origins[idx.get()]),
            ])
        })
        .collect();
    let latents = results.lineage.latents.iter();
    let latents: Vec<_> = latents
        .map(|latent| LatentRecord::new(results, latent))
        .collect();
    let ties = results.lineage.ties.iter();
    let ties: Vec<_> = ties.map(|tie| TieRecord::new(results, tie)).collect();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for attribution in results.attributions {
        let chain = &attribution.chain;
        let ids = chain.branches.iter().flatten().chain(&chain.origin);
        names.extend(ids.map(|id| (id.as_str(), results.source_name(id))));
    }
    for latent in &results.lineage.latents {
        let id = latent.source.as_deref();
        names.extend(id.map(|id| (id, results.source_name(id))));
    }
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "chunk": CHUNK,
        "articles": articles,
        "families": FamilyRecord::all(results),
        "latents": latents,
        "ties": ties,
        "names": names,
        "pairs": results.matches.len(),
        "edges": results.lineage.edges.len(),
    })
}

/// Writes `value` as an inert element with this id.
fn block<T: Serialize>(out: &mut dyn io::Write, id: &str, value: &T) -> io::Result<()> {
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    // In one piece: a call of the compressor for every token of JSON costs more than the compression.
    deflated.write_all(&serde_json::to_vec(value)?)?;
    let data = base64(&deflated.finish()?);
    writeln!(
        out,
        "<script type=\"text/plain\" id=\"{id}\">{data}</script>"
    )
}

/// `bytes` in base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            if i > group.len() {
                text.push('=');
            } else {
                text.push(char::from(DIGITS[(bits >> (18 - 6 * i) & 63) as usize]));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded, "{plain}");
        }
    }
}
