//! The registry: agencies, outlets, platforms and public bodies with their names, domains, networks and owners.
//!
//! A registry file is JSON Lines, one [`Record`] a line. The built-in one is compiled in; a user's file adds records
//! or, under an id that exists, replaces them. A name outside the registry is no error: it stays an open slot.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::networks::network_of;
use crate::error::{Error, Result};
use crate::text::tokens::tokens;

/// A medium or primary source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Unique id: lower-case letters, digits and hyphens.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166 code, or `INT`; empty where unknown.
    #[serde(default)]
    pub country: String,
    /// ISO 639 codes of the languages it publishes in.
    #[serde(default)]
    pub lang: Vec<String>,
    /// Other names, as they are written.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Domains, without `www.`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Aliases that are also ordinary words, places or initials; they need a cue beside them.
    #[serde(default)]
    pub risky_aliases: Vec<String>,
    /// The company behind it; outlets of one owner count once in the number of owners.
    #[serde(default)]
    pub owner: Option<String>,
    /// Pages of one network count as one house: a hop to the own network is no hop.
    #[serde(default)]
    pub network: Option<String>,
    /// Whether it relays other agencies' copy, so that "A/B" with it means B through A.
    #[serde(default)]
    pub relay: bool,
}

/// What a [`Record`] is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A news agency.
    Agency,
    /// A newspaper or magazine.
    Newspaper,
    /// A television or radio station.
    Broadcaster,
    /// A news site.
    Portal,
    /// A platform on which anybody posts.
    Social,
    /// A public body that speaks for itself.
    Government,
    /// Media or sources without a name, as "local media".
    Generic,
}

impl Kind {
    /// Whether it can be a hop of a chain; a platform or public body is where a chain begins.
    #[must_use]
    pub fn is_medium(self) -> bool {
        !matches!(self, Self::Social | Self::Government)
    }
}

/// Everything known of names; see the [module documentation](self).
#[derive(Clone, Debug, Default)]
pub struct Registry {
    records: Vec<Record>,
    by_id: FxHashMap<String, usize>,
    /// Letters and digits of every name, lower case.
    by_folded_name: FxHashMap<String, usize>,
    by_domain: FxHashMap<String, usize>,
    by_network: FxHashMap<String, Vec<usize>>,
    /// Folded names with their record, sorted, for near look-ups.
    folded: Vec<(String, usize)>,
}

const BUILTIN: &str = include_str!("outlets.jsonl");
/// Media without a name, as "local media": the lexicons name them by these ids, so they are part of every registry.
const UNNAMED: &str = include_str!("unnamed.jsonl");

impl Registry {
    /// The registry compiled into the program.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if it is not of its form, which a test excludes.
    pub fn builtin() -> Result<Self> {
        let mut registry = Self::unnamed()?;
        registry.extend_from("the built-in registry", BUILTIN)?;
        Ok(registry)
    }

    /// A registry without outlets or agencies, to be filled with [`extend_from`](Self::extend_from).
    ///
    /// It knows unnamed media alone ([`Kind::Generic`]).
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if they are not of their form, which a test excludes.
    pub fn unnamed() -> Result<Self> {
        let mut registry = Self::default();
        registry.extend_from("the unnamed media", UNNAMED)?;
        Ok(registry)
    }

    /// Adds the records of `text`, the contents of a registry file called `name`; a known id is replaced,
    /// or extended: see [`parse`].
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with the line of the first record that is not of its form;
    /// nothing is added then.
    pub fn extend_from(&mut self, name: &str, text: &str) -> Result<()> {
        for (_, record) in parse(name, text, self)? {
            if let Some(&at) = self.by_id.get(&record.id) {
                self.records[at] = record;
            } else {
                self.by_id.insert(record.id.clone(), self.records.len());
                self.records.push(record);
            }
        }
        self.index();
        Ok(())
    }

    fn index(&mut self) {
        self.by_folded_name.clear();
        self.by_domain.clear();
        self.by_network.clear();
        for (at, record) in self.records.iter().enumerate() {
            for name in record.names() {
                self.by_folded_name.entry(fold(name)).or_insert(at);
            }
            for domain in &record.domains {
                self.by_domain.entry(domain.to_lowercase()).or_insert(at);
            }
            if let Some(network) = &record.network {
                self.by_network.entry(network.clone()).or_default().push(at);
            }
        }
        self.folded = self
            .records
            .iter()
            .enumerate()
            .filter(|(_, r)| r.kind.is_medium() && r.kind != Kind::Generic)
            .flat_map(|(at, r)| r.names().map(move |n| (fold(n), at)))
            .filter(|(name, _)| name.is_ascii() && name.len() >= 4)
            .collect();
        self.folded.sort();
        self.folded.dedup();
    }

    /// All records, in the order they were added.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The record with id `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.by_id.get(id).map(|&at| &self.records[at])
    }

    /// The record that `written` means: an id, a name or alias in any case and spacing, a domain or a URL's host.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<&Record> {
        let written = written.trim();
        let named = |name: &str| self.by_folded_name.get(name).map(|&at| &self.records[at]);
        self.get(written)
            .or_else(|| self.find_domain(written))
            .or_else(|| named(&fold(written)))
            .or_else(|| {
                let stem = domain_stem(written)?;
                named(&fold(stem)).filter(|r| !r.is_risky(stem))
            })
    }

    /// The record of the longest registered domain that `host` ends in: `bogor.tribunnews.com` is Tribunnews.
    #[must_use]
    pub fn find_domain(&self, host: &str) -> Option<&Record> {
        let mut rest = host.trim().to_lowercase();
        if !rest.contains('.') {
            return None;
        }
        loop {
            if let Some(&at) = self.by_domain.get(&rest) {
                return Some(&self.records[at]);
            }
            let (_, tail) = rest.split_once('.')?;
            rest = tail.to_owned();
        }
    }

    /// The record whose name is nearest to a misspelt `written`, for names in a source slot only.
    ///
    /// At most one edit for 5 to 8 letters, two for more, none for less; a swap of neighbours is one edit. The first letter must
    /// agree, since it rarely is the wrong one and most false neighbours differ there.
    /// Costs one comparison for each name of like length and first letter.
    #[must_use]
    pub fn find_near(&self, written: &str) -> Option<&Record> {
        let written = fold(written);
        let limit = match written.len() {
            _ if !written.is_ascii() => return None,
            0..=4 => return None,
            5..=8 => 1,
            _ => 2,
        };
        let first = &written[..1];
        let from = self
            .folded
            .partition_point(|(name, _)| name.as_str() < first);
        self.folded[from..]
            .iter()
            .take_while(|(name, _)| name.starts_with(first))
            .filter(|(name, _)| name.len().abs_diff(written.len()) <= limit)
            .map(|(name, at)| (strsim::osa_distance(name, &written), *at))
            .filter(|(distance, _)| *distance <= limit)
            .min()
            .map(|(_, at)| &self.records[at])
    }

    /// What counts as one owner: the company, else the outlet itself.
    #[must_use]
    pub fn owner<'r>(&'r self, id: &'r str) -> &'r str {
        self.get(id).and_then(|r| r.owner.as_deref()).unwrap_or(id)
    }

    /// What counts as one house: the network, else the outlet itself.
    ///
    /// `id` is a registry's id or a name as written; a record's own word on its network wins over the built-in list.
    #[must_use]
    pub fn house<'r>(&'r self, id: &'r str) -> &'r str {
        let stated = self.get(id).and_then(|r| r.network.as_deref());
        let written = id.strip_prefix("unknown:").unwrap_or(id);
        stated
            .or_else(|| network_of(written).map(|n| n.id.as_str()))
            .unwrap_or(id)
    }

    /// The record with id `id`, and those of the network that counts as its house.
    pub(super) fn family(&self, id: &str) -> impl Iterator<Item = &Record> {
        let network = self.by_network.get(self.house(id)).into_iter().flatten();
        let members = network.map(|&at| &self.records[at]);
        self.get(id).into_iter().chain(members)
    }
}

impl Record {
    /// Every way it is written: name, aliases (the risky ones too) and domains.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let written = self
            .aliases
            .iter()
            .chain(&self.risky_aliases)
            .chain(&self.domains);
        [self.name.as_str()]
            .into_iter()
            .chain(written.map(String::as_str))
    }

    /// Whether `surface` is also an ordinary word, place or initial.
    #[must_use]
    pub fn is_risky(&self, surface: &str) -> bool {
        let written = fold(surface);
        self.risky_aliases.iter().any(|r| fold(r) == written)
    }
}

/// Endings under which one house has sites, or is thought to have one.
const ENDINGS: &[&str] = &[
    "com", "co", "net", "org", "id", "co.id", "com.my", "info", "news",
];

/// The name in a domain that differs from a house's own in its ending at most: `kabarsenja.co`.
fn domain_stem(written: &str) -> Option<&str> {
    let (stem, ending) = written.split_once('.')?;
    let known = ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e));
    (known && stem.len() >= 4).then_some(stem)
}

/// Reads the records of a registry file called `name`, with their lines; blank lines and `#` lines are skipped.
///
/// A line with `"extends": true` adds to the record of its id, which stands in an earlier line or in `known`: lists are
/// made longer, other fields are stated anew. The record that results is given.
///
/// # Errors
/// [`ErrorKind::Data`](crate::error::ErrorKind::Data) with the line of the first record that is not of its form, or that
/// extends what is not there.
pub fn parse(name: &str, text: &str, known: &Registry) -> Result<Vec<(u64, Record)>> {
    let mut records: Vec<(u64, Record)> = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let line_no = i as u64 + 1;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |reason: String| Error::data(name, Some(line_no), reason);
        let record = match serde_json::from_str(line) {
            Ok(record) => record,
            Err(fault) => match serde_json::from_str::<Map<String, Value>>(line) {
                Ok(addition) if addition.contains_key("extends") => {
                    let earlier = |id: &str| records.iter().rev().find(|(_, r)| r.id == id);
                    let base = |id: &str| earlier(id).map(|(_, r)| r).or_else(|| known.get(id));
                    extended(addition, base).map_err(wrong)?
                }
                _ => return Err(wrong(fault.to_string())),
            },
        };
        let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if record.id.is_empty() || !record.id.chars().all(ok) {
            let reason = format!("id {:?} may hold only a-z, 0-9 and hyphens", record.id);
            return Err(wrong(reason));
        }
        records.push((line_no, record));
    }
    Ok(records)
}

/// The record that `base` gives for the id of `addition`, with the fields of the addition; else why there is none.
fn extended<'r>(
    mut addition: Map<String, Value>,
    base: impl Fn(&str) -> Option<&'r Record>,
) -> Result<Record, String> {
    if addition.remove("extends") != Some(Value::Bool(true)) {
        return Err("extends is true or not there".to_owned());
    }
    let id = addition
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let base = base(id).ok_or_else(|| format!("extends {id:?}, but no entry has that id"))?;
    let mut whole = serde_json::to_value(base).map_err(|fault| fault.to_string())?;
    for (key, value) in addition {
        match (&mut whole[&key], value) {
            (Value::Array(list), Value::Array(more)) => list.extend(more),
            (field, value) => *field = value,
        }
    }
    serde_json::from_value(whole).map_err(|fault| fault.to_string())
}

/// Letters and digits of `name`, lower case: `Koran-Jakarta.com` and `koran jakarta com` are one.
#[must_use]
pub fn fold(name: &str) -> String {
    tokens(name).iter().map(|t| t.form).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn names_are_found_as_they_are_written() {
        let registry = Registry::builtin().unwrap();
        for (written, id) in [
            ("antara", "antara"),
            ("KOMPAS . com", "kompas"),
            ("https", ""),
            ("bogor.tribunnews.com", "tribunnews"),
            ("The Associated Press", "ap"),
            ("CNN Indonesia", "cnn-id"),
        ] {
            assert_eq!(
                registry.find(written).map_or("", |r| r.id.as_str()),
                id,
                "{written}"
            );
        }
    }

    #[test]
    fn near_names_need_the_length_for_it() {
        let registry = Registry::builtin().unwrap();
        for (written, id) in [
            ("Reuteurs", "reuters"),
            ("Al Jazerra", "aljazeera"),
            ("Sana", ""),
            ("Xyz", ""),
        ] {
            assert_eq!(
                registry.find_near(written).map_or("", |r| r.id.as_str()),
                id,
                "{written}"
            );
        }
    }

    #[test]
    fn a_wrong_record_is_named_by_its_line() {
        let mut registry = Registry::default();
        let error = registry.extend_from(
            "mine.jsonl",
            "\n{\"id\":\"A b\",\"name\":\"x\",\"kind\":\"portal\"}",
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "mine.jsonl:2: id \"A b\" may hold only a-z, 0-9 and hyphens"
        );
        assert!(registry.records().is_empty());
    }

    #[test]
    fn later_records_replace_earlier_ones() {
        let mut registry = Registry::builtin().unwrap();
        let n = registry.records().len();
        registry
            .extend_from(
                "mine",
                r#"{"id":"antara","name":"Antara!","kind":"agency"}"#,
            )
            .unwrap();
        assert_eq!(
            (
                registry.records().len(),
                registry.get("antara").unwrap().name.as_str()
            ),
            (n, "Antara!")
        );
    }

    #[test]
    fn a_record_may_extend_another() {
        let mut registry = Registry::builtin().unwrap();
        let text = r#"{"id":"antara","extends":true,"aliases":["Kantor Kawat"],"country":"SG"}"#;
        registry.extend_from("mine", text).unwrap();
        let record = registry.get("antara").unwrap();
        assert_eq!(
            (record.name.as_str(), record.country.as_str()),
            ("ANTARA", "SG")
        );
        assert!(record.relay && record.aliases.contains(&"LKBN Antara".to_owned()));
        assert_eq!(
            registry.find("kantor kawat").map(|r| r.id.as_str()),
            Some("antara")
        );
    }

    #[test]
    fn an_extension_that_cannot_be_made_says_why() {
        let mut registry = Registry::builtin().unwrap();
        for (line, message) in [
            (
                r#"{"id":"koran-tiada","extends":true}"#,
                "mine:1: extends \"koran-tiada\", but no entry has that id",
            ),
            (
                r#"{"id":"antara","extends":1}"#,
                "mine:1: extends is true or not there",
            ),
            (
                r#"{"id":"antara","extends":true,"alias":[]}"#,
                "mine:1: unknown field `alias`, expected one of `id`, `name`, `kind`, `country`, `lang`, `aliases`, \
                 `domains`, `risky_aliases`, `owner`, `network`, `relay`",
            ),
        ] {
            let error = registry.extend_from("mine", line).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
