//! JSON Schemas of the run files, generated from the record types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::records::{
    ArticleRecord, CertificateRecord, ChainRecord, ClaimRecord, ComparisonRecord,
    ExplanationRecord, FamilyRecord, LineageRecord, PairRecord, RunRecord, SentencesRecord,
    SourceRecord,
};

/// The schema (draft 2020-12) of `run.json`, and of a line of each JSONL file, by the file's stem.
#[must_use]
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("run", of::<RunRecord>()),
        ("articles", of::<ArticleRecord>()),
        ("claims", of::<ClaimRecord>()),
        ("explanations", of::<ExplanationRecord>()),
        ("sources", of::<SourceRecord>()),
        ("chains", of::<ChainRecord>()),
        ("pairs", of::<PairRecord>()),
        ("families", of::<FamilyRecord>()),
        ("lineage", of::<LineageRecord>()),
        ("sentences", of::<SentencesRecord>()),
        ("comparison", of::<ComparisonRecord>()),
        ("certificate", of::<CertificateRecord>()),
    ]
}

/// The schema of what is written, in which a field that is always there is required even if it may be null.
fn of<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    generator.into_root_schema_for::<T>().to_value()
}
