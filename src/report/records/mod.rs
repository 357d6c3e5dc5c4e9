//! The records of the run files, one type a line.
//!
//! The documentation of a field here is its description in the JSON Schema. Readers must accept fields they do not
//! know: later versions add some, and none is renamed or removed within a major version.

mod article;
mod certificate;
mod chain;
mod claim;
mod comparison;
mod explanation;
mod family;
mod lineage;
mod pair;
mod run;
mod sentences;
mod source;

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use article::{ArticleRecord, Articles, Interval, SpanRecord};
pub use certificate::{CertificateRecord, Read, ShownRecord, TextRecord};
pub use chain::{ChainRecord, Chains};
pub use claim::{ClaimRecord, Claims};
pub use comparison::{
    ComparisonRecord, FactRecord, RowRecord, SentenceRecord, SideRecord, Sides, WordRecord,
};
pub use explanation::{
    ConfidenceRecord, CueRecord, ExplanationRecord, Explanations, GroundsRecord, LinkRecord,
    RefusalRecord,
};
pub use family::{Families, FamilyRecord, MemberRecord};
pub use lineage::{
    ClaimRef, EdgeRecord, LatentRecord, LineageLines, LineageRecord, ReasonRecord, TieRecord,
};
pub use pair::{ContradictionRecord, PairRecord, Pairs, PassageRecord};
pub use run::{Counts, Resource, RunRecord, Stage};
pub use sentences::SentencesRecord;
pub use source::{SourceRecord, Sources};

pub(super) use family::{Reach, named};

/// A medium, by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The registry's id, or `unknown:` and the name as written.
    pub id: String,
    /// The registry's name, or the name as written.
    pub name: String,
}

/// Writes `record` as one line.
fn line<T: Serialize>(out: &mut dyn io::Write, record: &T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// `value` with six decimals, so that files do not show the last bits of a sum.
fn six(value: f64) -> f64 {
    // Adding zero turns -0.0 into 0.0.
    (value * 1e6).round() / 1e6 + 0.0
}
