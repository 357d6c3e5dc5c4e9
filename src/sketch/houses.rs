//! Whose text an article may be, as hashes: what claims say, for stages that know nothing of claims.
//!
//! **In** ids of houses. **Out** [`Features::outlet`] and [`Features::credits`].

use crate::sketch::{Features, hash};

impl Features {
    /// Notes whose text the article may be: the house that publishes it, and those that it credits, by their ids.
    pub fn credit<'s>(&mut self, outlet: Option<&str>, credits: impl IntoIterator<Item = &'s str>) {
        self.outlet = outlet.map(key);
        self.credits = credits.into_iter().map(key).collect();
    }
}

/// What a house is known by.
pub(super) fn key(id: &str) -> u32 {
    hash::word(id) as u32
}
