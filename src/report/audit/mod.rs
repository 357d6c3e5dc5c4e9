//! The audit tables of a run: who takes from whom, who says so, and how many voices a story has.
//!
//! **In** the results. **Out** five flat tables ([`Edges`], [`Flows`], [`Outlets`], [`Stories`], [`Circular`]), each a
//! computation from results to rows of one type, and the same rows as CSV.
//!
//! A **taking** is an article and a medium that it has text from, by an edge that is decided. Where an article has
//! several edges to one medium, the one with the largest share speaks for the taking. An outlet's own earlier text is a
//! revision and no taking. What is undecided is counted as undecided and nowhere else. So every count of a table can be
//! made again from the rows of `edges.csv`, and the counts of `outlets.csv` are the sums of those of `flows.csv`.
//!
//! A credit that nothing in the collection tests (the source's item is absent, and no other page shows its text) is a
//! taking by the page's own word. Such credits are most of what a collection holds, and a page that takes without
//! credit can only be seen where a text shows it; so rates are over the takings that something tests. In no rate are
//! takings from a source that nobody names, which may be one of the very pages, and those of a page in whose language no
//! credit could be read.
//!
//! The CSV is that of RFC 4180: a header, lines that end in CRLF, UTF-8; one type a column, an empty field where
//! something is not known or does not apply, shares with six decimals.

mod circular;
mod edge;
mod flow;
mod outlet;
mod story;

use std::io;

use serde::{Serialize, Serializer};

use super::Results;

pub use circular::{Circular, CircularRow, Scope};
pub use edge::{CountsAs, CreditCount, EdgeRow, Edges};
pub use flow::{FlowRow, Flows};
pub use outlet::{OutletRow, Outlets};
pub use story::{Stories, StoryRow};

/// A row of a table.
pub trait Row: Serialize {
    /// The names of its fields, in order.
    const COLUMNS: &'static [&'static str];
}

/// Writes `rows` under their header.
fn write<T: Row>(rows: &[T], out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .has_headers(false)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(T::COLUMNS)?;
    for row in rows {
        table.serialize(row)?;
    }
    table.flush()
}

/// Serializes with six decimals; nothing for `None`.
fn decimals<V, S>(value: &V, to: S) -> Result<S::Ok, S::Error>
where
    V: Copy + Into<Option<f64>>,
    S: Serializer,
{
    match (*value).into() {
        // Adding zero turns -0.0 into 0.0.
        Some(value) => to.serialize_str(&format!("{:.6}", value + 0.0)),
        None => to.serialize_none(),
    }
}

/// Whether `id` stands for media that no name is given of: "local media".
fn is_generic(results: &Results<'_>, id: &str) -> bool {
    results.facts.kind(id) == Some("generic")
}

/// The mean of `values`, if there are any.
fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0_usize);
    for value in values {
        sum += value;
        n += 1;
    }
    (n > 0).then(|| sum / n as f64)
}

/// `n` of `all` as a share, if there is anything to share.
fn share(n: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| n as f64 / all as f64)
}
