//! Networks: houses that publish one another's pages under many names.
//!
//! **In** a name as written, or an id. **Out** the network that it belongs to. A city edition such as `Tribun Jogja` is
//! in no list of outlets, yet on a page of the same network it is no hop: networks are known by how their names begin
//! (`networks.toml`). A registry record says of itself what network it is of, and that wins.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::registry::fold;

/// Houses that count as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    /// The id of the house that stands for all of it.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

#[derive(Debug, Default)]
struct Networks {
    list: Vec<Network>,
    /// Folded whole names and ids, with their network.
    whole: FxHashMap<String, usize>,
    /// Folded beginnings of names, with their network.
    begins: Vec<(String, usize)>,
}

#[derive(Deserialize)]
struct Stated {
    name: String,
    names: Vec<String>,
}

static NETWORKS: LazyLock<Networks> = LazyLock::new(|| {
    // A test reads the file, so that it is never empty for being malformed.
    Networks::parse(include_str!("networks.toml")).unwrap_or_default()
});

impl Networks {
    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let table: std::collections::BTreeMap<String, Stated> = toml::from_str(text)?;
        let mut networks = Self::default();
        for (id, stated) in table {
            let at = networks.list.len();
            networks.whole.insert(fold(&id), at);
            for name in &stated.names {
                match name.strip_suffix('*') {
                    Some(beginning) => networks.begins.push((fold(beginning), at)),
                    None => {
                        networks.whole.insert(fold(name), at);
                    }
                }
            }
            let name = stated.name;
            networks.list.push(Network { id, name });
        }
        Ok(networks)
    }

    fn of(&self, written: &str) -> Option<&Network> {
        let folded = fold(written);
        let begins = || {
            self.begins
                .iter()
                .find(|(beginning, _)| folded.starts_with(beginning.as_str()))
                .map(|(_, at)| *at)
        };
        let at = self.whole.get(&folded).copied().or_else(begins)?;
        Some(&self.list[at])
    }
}

/// The network that a house belongs to by its name or id, as far as the built-in list knows.
///
/// Costs one fold of the name and a comparison for each listed beginning.
pub(crate) fn network_of(written: &str) -> Option<&'static Network> {
    NETWORKS.of(written)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn the_built_in_list_is_of_its_form() {
        assert!(
            !Networks::parse(include_str!("networks.toml"))
                .unwrap()
                .list
                .is_empty()
        );
    }

    #[test]
    fn a_house_is_known_by_its_whole_name_or_by_how_it_begins() {
        for (written, network) in [
            ("Tribun-Medan.com", Some("tribunnews")),
            ("TRIBUN JOGJA", Some("tribunnews")),
            ("detikHealth", Some("detik")),
            ("juara . net", Some("bolasport")),
            ("Juara Satu", None),
            ("Kabar Tribun", None),
            ("", None),
        ] {
            let found = network_of(written).map(|n| n.id.as_str());
            assert_eq!(found, network, "{written:?}");
        }
    }
}
