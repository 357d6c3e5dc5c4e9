//! Near-duplicate and source-lineage detection for news.
//!
//! *Which wire copy did this story come from, and through whose hands?*

pub mod article;
pub mod attribution;
pub mod candidates;
pub mod clean;
pub mod cluster;
pub mod error;
pub mod eval;
pub mod ingest;
pub mod lineage;
pub mod pipeline;
pub mod report;
pub mod sketch;
pub mod text;
pub mod verify;

#[cfg(feature = "cli")]
pub mod cli;
