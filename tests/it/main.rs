//! The integration tests, as one binary that links once: the command as a user runs it, and the files it writes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod architecture;
mod audit;
mod cli_certify;
mod cli_command;
mod cli_compare;
mod cli_config;
mod cli_dedup;
mod cli_eval;
mod cli_explain;
mod cli_export;
mod cli_help;
mod cli_hostile;
mod cli_lexicon;
mod cli_odd_text;
mod cli_outlets;
mod cli_pages;
mod cli_report;
mod cli_streams;
mod cli_trace;
mod cli_vectors;
mod cli_words;
mod fixtures;
mod guide;
mod page;
mod reports;
mod sample;
mod schemas;
