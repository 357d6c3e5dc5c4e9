//! What is odd in a registry file, beyond what makes it unusable.
//!
//! **In** the records of a file, with their lines; the registry that they are added to; the lexicons. **Out** advice,
//! by line. Names decide what a page is read as, so most of it is about names that mean two things.

use rustc_hash::FxHashMap;

use super::lexicon::Class;
use super::lexicons::{Entry, Lexicons};
use super::networks::network_of;
use super::registry::{Record, Registry, fold};
use crate::text::Lang;
use crate::text::stopwords::stopwords;

/// What is odd in `records`, which are added to `known`, as `(line, advice)` by line.
///
/// Ids, names and domains that stand twice; entries of `known` that are replaced and lose names; names without a letter;
/// names that are also words, places or countries of `lexicons` and are not marked risky; domains that are no host
/// names; codes of countries and languages that are none; networks and owners that nobody else names but by another
/// spelling.
#[must_use]
pub fn advice(
    records: &[(u64, Record)],
    known: &Registry,
    lexicons: &Lexicons,
) -> Vec<(u64, String)> {
    let mut check = Check {
        records,
        known,
        lexicons,
        out: Vec::new(),
    };
    check.ids();
    check.shared_names();
    for (line, record) in records {
        check.ordinary_words(*line, record);
        check.domains(*line, record);
        check.codes(*line, record);
        check.houses(*line, record);
    }
    check.out.sort();
    check.out.dedup();
    check.out
}

struct Check<'c> {
    records: &'c [(u64, Record)],
    known: &'c Registry,
    lexicons: &'c Lexicons,
    out: Vec<(u64, String)>,
}

impl<'c> Check<'c> {
    fn advise(&mut self, line: u64, text: String) {
        self.out.push((line, text));
    }

    /// Ids that stand twice, in the file or in what it is added to.
    fn ids(&mut self) {
        let mut first: FxHashMap<&str, u64> = FxHashMap::default();
        for (line, record) in self.records {
            let id = &record.id;
            if let Some(first) = first.insert(id, *line) {
                let text = format!("id {id:?} stands already in line {first}; the later one wins");
                self.advise(*line, text);
                continue;
            }
            let Some(before) = self.known.get(id) else {
                continue;
            };
            let kept: Vec<String> = record.names().map(fold).collect();
            let mut lost = before.names().filter(|name| !kept.contains(&fold(name)));
            if let Some(name) = lost.next() {
                let text = format!(
                    "replaces the entry {id:?}, without its name {name:?}; \
                     with \"extends\": true it adds to it"
                );
                self.advise(*line, text);
            }
        }
    }

    /// Names and domains that two entries share.
    fn shared_names(&mut self) {
        let replaced = |id: &str| self.records.iter().any(|(_, r)| r.id == id);
        let mut names: FxHashMap<String, (&str, Option<u64>)> = FxHashMap::default();
        for record in self.known.records().iter().filter(|r| !replaced(&r.id)) {
            for name in record.names() {
                names.entry(fold(name)).or_insert((&record.id, None));
            }
        }
        for (line, record) in self.records {
            for name in record.names() {
                let folded = fold(name);
                if folded.is_empty() {
                    let text = format!("alias {name:?} holds no letter or digit and never matches");
                    self.advise(*line, text);
                    continue;
                }
                let other = names.entry(folded).or_insert((&record.id, Some(*line)));
                let text = match *other {
                    (id, _) if id == record.id => continue,
                    (id, Some(first)) => format!(
                        "{name:?} is also a name of {id:?} (line {first}); the earlier one wins"
                    ),
                    (id, None) => format!(
                        "{name:?} is also a name of {id:?} in the registry, which wins; \
                         extend or replace that entry"
                    ),
                };
                self.advise(*line, text);
            }
        }
    }

    /// Names that are also words, places or countries and are not marked risky.
    fn ordinary_words(&mut self, line: u64, record: &Record) {
        for name in record.names() {
            if !name.chars().all(char::is_alphanumeric) || record.is_risky(name) {
                continue;
            }
            let what = if name.chars().all(char::is_lowercase) {
                "one lower-case word"
            } else if let Some(what) = self.word(name, record) {
                what
            } else {
                continue;
            };
            let text = format!("alias {name:?} is {what}: list it in risky_aliases as well");
            self.advise(line, text);
        }
    }

    /// What `name` means besides, in the languages of `record` or as a place.
    fn word(&self, name: &str, record: &Record) -> Option<&'static str> {
        let folded = fold(name);
        let langs = record.lang.iter().filter_map(|code| Lang::from_code(code));
        if langs.map(stopwords).any(|words| words.contains(&folded)) {
            return Some("a word of its language");
        }
        let phrases = self.lexicons.as_slice().iter().flat_map(|l| &l.phrases);
        phrases
            .filter(|p| fold(&p.text) == folded)
            .find_map(|p| match p.entry {
                Entry::Cue(Class::Place) => Some("a place"),
                Entry::Country(_) => Some("a country"),
                _ => None,
            })
    }

    /// Domains that are no host names.
    fn domains(&mut self, line: u64, record: &Record) {
        let part =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
        for domain in &record.domains {
            let host = domain.contains('.') && domain.split('.').all(part);
            if !host || domain.starts_with("www.") {
                let text = format!("domain {domain:?} is no host name like \"kabarpagi.example\"");
                self.advise(line, text);
            }
        }
    }

    /// Codes that no country or language has the form of.
    fn codes(&mut self, line: u64, record: &Record) {
        let country = record.country.as_str();
        let formed = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        if !(country.is_empty() || country == "INT" || formed) {
            let text = format!("country {country:?} is no ISO 3166 code like \"ID\"");
            self.advise(line, text);
        }
        for code in record
            .lang
            .iter()
            .filter(|code| Lang::from_code(code).is_none())
        {
            self.advise(
                line,
                format!("lang {code:?} is no ISO 639 code like \"id\""),
            );
        }
    }

    /// Networks and owners that look like a slip.
    fn houses(&mut self, line: u64, record: &Record) {
        if let Some(network) = record.network.as_deref() {
            let listed = network_of(network).is_some()
                || self
                    .others(record)
                    .any(|r| r.id == network || r.network.as_deref() == Some(network));
            if !listed && network != record.id {
                let names = self
                    .others(record)
                    .flat_map(|r| [Some(r.id.as_str()), r.network.as_deref()]);
                let near = near(network, names.flatten());
                let text =
                    format!("network {network:?} is no id, and no other entry names it{near}");
                self.advise(line, text);
            }
        }
        if let Some(owner) = record.owner.as_deref() {
            let owners = || self.others(record).filter_map(|r| r.owner.as_deref());
            let near = near(owner, owners());
            if !owners().any(|other| other == owner) && !near.is_empty() {
                self.advise(line, format!("owner {owner:?} is named once{near}"));
            }
        }
    }

    /// Every other record, of the file and of what it is added to.
    fn others(&self, record: &Record) -> impl Iterator<Item = &'c Record> {
        let in_file = self.records.iter().map(|(_, r)| r);
        let all = in_file.chain(self.known.records());
        let id = record.id.clone();
        all.filter(move |r| r.id != id)
    }
}

/// A question after the one of `names` that `written` is a slip of; empty if there is none.
fn near<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> String {
    let slips = names.map(|name| (strsim::osa_distance(name, written), name));
    let nearest = slips.filter(|(d, _)| (1..=2).contains(d)).min();
    nearest
        .filter(|_| written.len() > 4)
        .map_or_else(String::new, |(_, name)| format!("; did you mean {name:?}?"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::registry::parse;
    use super::*;

    /// (file, advice: line and a part of the text)
    const FILES: &[(&str, &[(u64, &str)])] = &[
        (
            "{\"id\":\"a\",\"name\":\"Kabar Pesisir\",\"kind\":\"portal\",\"domains\":[\"pesisir.example\"],\"owner\":\"grup-pesisir\"}",
            &[],
        ),
        (
            "{\"id\":\"a\",\"name\":\"Kabar Senja\",\"kind\":\"portal\",\"aliases\":[\"senjakala\"]}\n\
             {\"id\":\"b\",\"name\":\"KABAR SENJA\",\"kind\":\"portal\"}\n\
             {\"id\":\"b\",\"name\":\"Kabar B\",\"kind\":\"portal\"}",
            &[
                (
                    1,
                    "\"senjakala\" is one lower-case word: list it in risky_aliases",
                ),
                (2, "also a name of \"a\" (line 1)"),
                (3, "id \"b\" stands already in line 2"),
            ],
        ),
        (
            "{\"id\":\"antara\",\"name\":\"ANTARA\",\"kind\":\"agency\"}",
            &[(1, "with \"extends\": true it adds to it")],
        ),
        (
            "{\"id\":\"antara\",\"extends\":true,\"aliases\":[\"Kantor Kawat\"]}",
            &[],
        ),
        (
            "{\"id\":\"a\",\"name\":\"Kabar A\",\"kind\":\"portal\",\"domains\":[\"reuters.com\",\"https://a.example/\"]}",
            &[
                (
                    1,
                    "\"reuters.com\" is also a name of \"reuters\" in the registry",
                ),
                (1, "\"https://a.example/\" is no host name"),
            ],
        ),
        (
            "{\"id\":\"a\",\"name\":\"Bandung\",\"kind\":\"portal\",\"country\":\"id\",\"lang\":[\"indonesian\"]}",
            &[
                (1, "\"Bandung\" is a place"),
                (1, "country \"id\" is no"),
                (1, "lang \"indonesian\" is no"),
            ],
        ),
        (
            "{\"id\":\"a\",\"name\":\"Kabar A\",\"kind\":\"portal\",\"network\":\"antarra\",\"owner\":\"grup-pesisir\"}\n\
             {\"id\":\"b\",\"name\":\"Kabar B\",\"kind\":\"portal\",\"owner\":\"grup-pessir\"}",
            &[
                (
                    1,
                    "network \"antarra\" is no id, and no other entry names it; did you mean \"antara\"?",
                ),
                (1, "owner \"grup-pesisir\" is named once"),
                (2, "owner \"grup-pessir\" is named once"),
            ],
        ),
    ];

    #[test]
    fn advice_names_what_is_odd_and_nothing_else() {
        let known = Registry::builtin().unwrap();
        let lexicons = Lexicons::builtin().unwrap();
        for (file, expected) in FILES {
            let advice = advice(&parse("f", file, &known).unwrap(), &known, &lexicons);
            assert_eq!(advice.len(), expected.len(), "{file}: {advice:?}");
            for (line, part) in *expected {
                let told = advice
                    .iter()
                    .any(|(l, text)| l == line && text.contains(part));
                assert!(told, "{file}: {part}: {advice:?}");
            }
        }
    }
}
