//! The edges as one table in CSV (RFC 4180), ready for Parquet: a header, one type a column, UTF-8.
//!
//! Text is as the pages have it. A spreadsheet takes a title that begins with `=` for a formula: import such columns
//! as text.

use std::io::{self, Write};

use super::{Relation, Run};

const COLUMNS: &[&str] = &[
    "child",
    "parent",
    "parent_in_collection",
    "kind",
    "credit",
    "probability",
    "share",
    "child_outlet",
    "child_title",
    "child_published",
    "parent_outlet",
    "parent_title",
    "parent_published",
];

pub(super) fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS)?;
    for arrow in &run.arrows {
        let Relation::Edge(edge) = &arrow.relation else {
            continue;
        };
        let (parent, child) = (&run.nodes[arrow.from], &run.nodes[arrow.to]);
        table.write_record([
            child.id.as_str(),
            &parent.id,
            if parent.is_latent { "false" } else { "true" },
            &edge.kind,
            &edge.credit,
            &format!("{:.6}", edge.probability),
            &format!("{:.6}", edge.share),
            &child.outlet,
            &child.title,
            &child.published,
            &parent.outlet,
            &parent.title,
            &parent.published,
        ])?;
    }
    table.flush()
}
