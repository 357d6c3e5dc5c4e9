//! When two ids mean one medium.
//!
//! A gold file and a run may write one medium differently: by another id, or as an open slot (`unknown:<as written>`)
//! because the program's registry lacks it. **In** the ids and names of a registry, and the names that a run gives its
//! ids. **Out** one id for each medium.

use std::collections::{BTreeMap, BTreeSet};

/// The id of everything that no name is known for.
const UNKNOWN: &str = "unknown";

/// A registry's names, and what a run calls its ids.
#[derive(Clone, Debug, Default)]
pub struct Names {
    ids: BTreeSet<String>,
    by_name: BTreeMap<String, String>,
    surfaces: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// Adds a medium of the registry with every way to write it; a name that is taken keeps its first owner.
    pub fn add(&mut self, id: &str, names: impl IntoIterator<Item = impl AsRef<str>>) {
        self.ids.insert(id.to_owned());
        self.name(id, id);
        for name in names {
            self.name(id, name.as_ref());
        }
    }

    fn name(&mut self, id: &str, name: &str) {
        let folded = fold(name);
        if !folded.is_empty() {
            self.by_name.entry(folded).or_insert_with(|| id.to_owned());
        }
    }

    /// Adds ways in which a run writes the medium that it calls `id`.
    pub fn add_surfaces(
        &mut self,
        id: &str,
        surfaces: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let all = self.surfaces.entry(id.to_owned()).or_default();
        all.extend(surfaces.into_iter().map(Into::into));
    }

    /// The registry's id for `id`: itself, else the owner of its open slot's words, else of a name the run gives it.
    ///
    /// Media that nothing is known of are all `unknown`. Without any registry an id stands for itself.
    #[must_use]
    pub fn canonical<'a>(&'a self, id: &'a str) -> &'a str {
        if self.ids.is_empty() || self.ids.contains(id) {
            return id;
        }
        let words = match id.split_once(':') {
            Some((_, words)) if id.starts_with(UNKNOWN) => words,
            _ if id.starts_with(UNKNOWN) => "",
            _ => id,
        };
        let given = self.surfaces.get(id).into_iter().flatten();
        std::iter::once(words)
            .chain(given.map(String::as_str))
            .find_map(|name| self.by_name.get(&fold(name)))
            .map_or(UNKNOWN, String::as_str)
    }
}

/// A name without case, spaces and marks.
fn fold(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_medium_has_one_id() {
        let mut names = Names::default();
        names.add("antara", ["Kantor Berita Antara", "antaranews.com"]);
        names.add("ap", ["Associated Press", "Antara"]);
        names.add_surfaces("own-7", ["The Ledger", "associated-press"]);
        for (id, expected) in [
            ("ap", "ap"),
            ("unknown:AntaraNews.com", "antara"),
            ("Associated Press", "ap"),
            ("own-7", "ap"),
            ("unknown:The Ledger", "unknown"),
            ("unknown", "unknown"),
            ("antara:x", "unknown"),
        ] {
            assert_eq!(names.canonical(id), expected, "{id}");
        }
        assert_eq!(Names::default().canonical("unknown:X"), "unknown:X");
    }
}
