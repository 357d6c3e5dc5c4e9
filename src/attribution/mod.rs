//! What a page *says* of its sources: claims with spans, and the chain they make.
//!
//! Imports only [`clean`](crate::clean) and [`text`](crate::text): what a page says must not be bent by what it
//! resembles.

pub mod claim;

pub use claim::{Attribution, Chain, Claim, Outlet, Relation, Source};
