//! The stages joined: articles in, everything that can be told of them out.

pub mod config;
pub mod progress;

pub use config::Config;
pub use progress::{Progress, Silent, Stage};
