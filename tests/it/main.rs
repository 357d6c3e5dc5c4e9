//! The integration tests, as one binary: it links once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reports;
mod sample;
mod schemas;
