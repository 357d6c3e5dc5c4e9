//! The few fields of a JSONL record that a deduplication needs, without building the rest.
//!
//! **In** a line. **Out** a [`Brief`] in buffers that the next line takes over: nothing is allocated for a record, and a
//! field that is not asked for is only checked for being JSON. Whatever is out of the ordinary (a field twice, a list for
//! a text, broken JSON) is read once more as [`Reader`](super::Reader) reads it, so both say the same of every line; a
//! property test holds them together. There is one difference: half a surrogate pair (`"\ud800"`) in a field that is not
//! asked for is passed over here.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::fields::{DATE, ID, OUTLET, TEXT, URL};
use super::identity::derived_id;
use super::summary::Skip;
use super::{Options, jsonl};
use crate::article::Article;
use crate::error::Warning;

/// What a record says of itself, as far as a deduplication asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// The id, stated or derived.
    pub id: String,
    /// Whether the id was made here; two records may then have the same.
    pub is_derived: bool,
    /// The text, as it is.
    pub text: String,
    /// The time of publication, as it is written; empty where none is.
    pub published: String,
}

/// Why a line is no record: its class, and the reason in words.
pub type Fault = (Skip, String);

/// Reads lines of JSON, one after another.
#[derive(Clone, Debug)]
pub struct BriefReader {
    options: Options,
    brief: Brief,
    outlet: String,
    url: String,
}

impl BriefReader {
    /// A reader of records with the fields of `options`.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        let options = Options {
            keep_raw: false,
            ..options.clone()
        };
        Self {
            options,
            brief: Brief::default(),
            outlet: String::new(),
            url: String::new(),
        }
    }

    /// The record on `line`.
    ///
    /// # Errors
    /// The class and the reason if it is no record; the words are those of [`Skipped`](super::Skipped).
    pub fn read(&mut self, line: &[u8]) -> Result<&Brief, Fault> {
        if !self.read_plain(line) {
            let article = self.article(line, &mut Vec::new())?;
            self.brief.published = article.published.unwrap_or_default();
            self.brief.text = article.text;
        }
        // Ids stand in tab-separated files, which such a character would break.
        if self.brief.id.contains(char::is_control) {
            let reason = format!("the id {:?} holds a control character", self.brief.id);
            return Err((Skip::WrongType, reason));
        }
        Ok(&self.brief)
    }

    /// The whole article on `line`, with its id as that of the brief at hand.
    ///
    /// # Errors
    /// Those of [`read`](Self::read).
    pub fn article(&mut self, line: &[u8], warnings: &mut Vec<Warning>) -> Result<Article, Fault> {
        let draft = jsonl::parse(line, 1, &self.options, warnings);
        let draft = draft.map_err(|fault| (fault.class, fault.reason))?;
        draft.article.id.as_str().clone_into(&mut self.brief.id);
        self.brief.is_derived = draft.derived;
        Ok(draft.article)
    }

    /// Reads a record in which nothing is out of the ordinary; whether it was one.
    fn read_plain(&mut self, line: &[u8]) -> bool {
        let Ok(line) = std::str::from_utf8(line) else {
            return false;
        };
        let fields = &self.options.fields;
        let mut slots = Slots([
            Slot::new(fields.text.as_deref(), TEXT, &mut self.brief.text),
            Slot::new(fields.id.as_deref(), ID, &mut self.brief.id),
            Slot::new(fields.date.as_deref(), DATE, &mut self.brief.published),
            Slot::new(fields.outlet.as_deref(), OUTLET, &mut self.outlet),
            Slot::new(fields.url.as_deref(), URL, &mut self.url),
        ]);
        let mut json = serde_json::Deserializer::from_str(line);
        let read = json.deserialize_map(&mut slots).and_then(|()| json.end());
        let Slots([text, id, date, outlet, url]) = slots;
        let needed = if id.found.is_some() { 3 } else { 5 };
        let slots = [&text, &id, &date, &outlet, &url];
        let is_plain = read.is_ok()
            && text.found.is_some()
            && !text.is_number
            && slots[..needed].iter().all(|slot| !slot.is_odd);
        let (has_outlet, has_url, has_id) = (
            outlet.found.is_some(),
            url.found.is_some(),
            id.found.is_some(),
        );
        if !is_plain || is_blank(&self.brief.text) || has_id && is_blank(&self.brief.id) {
            return false;
        }
        self.brief.is_derived = !has_id;
        if !has_id {
            let outlet = has_outlet.then_some(self.outlet.as_str());
            let url = has_url.then_some(self.url.as_str());
            self.brief.id = derived_id(outlet, url, &self.brief.text);
        }
        true
    }
}

/// Whether there is nothing but white space; most texts are told by their first character.
fn is_blank(text: &str) -> bool {
    text.trim_start().is_empty()
}

/// Where the value of one meaning goes.
struct Slot<'f, 'b> {
    chosen: Option<&'f str>,
    names: &'static [&'static str],
    into: &'b mut String,
    /// Place in `names` of the field that `into` holds.
    found: Option<usize>,
    /// Places in `names` that were met.
    met: u32,
    is_number: bool,
    /// Whether something was met that this reader leaves to the other.
    is_odd: bool,
}

impl<'f, 'b> Slot<'f, 'b> {
    fn new(chosen: Option<&'f str>, names: &'static [&'static str], into: &'b mut String) -> Self {
        into.clear();
        Self {
            chosen,
            names,
            into,
            found: None,
            met: 0,
            is_number: false,
            is_odd: false,
        }
    }

    /// The place of `field` among the names of this meaning.
    fn place(&self, field: &str) -> Option<usize> {
        match self.chosen {
            Some(chosen) => (chosen == field).then_some(0),
            None => self
                .names
                .iter()
                .position(|name| name.eq_ignore_ascii_case(field)),
        }
    }
}

/// The meanings that are asked for.
struct Slots<'f, 'b>([Slot<'f, 'b>; 5]);

impl<'de> Visitor<'de> for &mut Slots<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Key(self))? {
            let Some((slot, place)) = key else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let slot = &mut self.0[slot];
            slot.is_odd |= slot.met >> place & 1 == 1;
            slot.met |= 1 << place;
            if slot.found.is_some_and(|found| found < place) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let json = map.next_value::<&RawValue>()?;
            match value(json.get(), slot.into) {
                Kind::Nothing => {}
                Kind::Odd => slot.is_odd = true,
                kind => {
                    slot.found = Some(place);
                    slot.is_number = kind == Kind::Number;
                }
            }
        }
        Ok(())
    }
}

/// Reads the name of a field: whose it is, and its place there.
struct Key<'s, 'f, 'b>(&'s Slots<'f, 'b>);

impl<'de> DeserializeSeed<'de> for Key<'_, '_, '_> {
    type Value = Option<(usize, usize)>;

    fn deserialize<D: de::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_, '_> {
    type Value = Option<(usize, usize)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, field: &str) -> Result<Self::Value, E> {
        let mut slots = self.0.0.iter().enumerate();
        Ok(slots.find_map(|(i, slot)| Some((i, slot.place(field)?))))
    }
}

/// What a value was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `null` or an empty string.
    Nothing,
    Text,
    Number,
    /// Of a type, or in a spelling, that this reader leaves to the other.
    Odd,
}

/// Puts the value that is spelled `json` into `into`, in place of what it holds; nothing leaves it as it is.
///
/// The escapes that texts are full of are undone here, into a buffer that is there already; the rest by the parser.
fn value(json: &str, into: &mut String) -> Kind {
    if matches!(json, "null" | "\"\"") {
        return Kind::Nothing;
    }
    into.clear();
    let Some(inside) = json
        .strip_prefix('"')
        .and_then(|json| json.strip_suffix('"'))
    else {
        return whole_number(json, into);
    };
    let mut rest = inside;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        into.push_str(&rest[..at]);
        into.push(match rest.as_bytes().get(at + 1) {
            Some(b'n') => '\n',
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            _ => return spelled(json, into),
        });
        rest = &rest[at + 2..];
    }
    into.push_str(rest);
    Kind::Text
}

/// A string with escapes by number.
fn spelled(json: &str, into: &mut String) -> Kind {
    match serde_json::from_str(json) {
        Ok(text) => {
            *into = text;
            Kind::Text
        }
        Err(_) => Kind::Odd,
    }
}

/// A whole number as it is spelled; `-0` is not, as the other reader takes it for a fraction.
fn whole_number(json: &str, into: &mut String) -> Kind {
    let is_whole = json != "-0" && (json.parse::<u64>().is_ok() || json.parse::<i64>().is_ok());
    if !is_whole {
        return Kind::Odd;
    }
    into.push_str(json);
    Kind::Number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::Fields;

    /// The brief as the slow reader gives it.
    fn slow(line: &[u8], options: &Options) -> Result<Brief, Fault> {
        let draft = jsonl::parse(line, 1, options, &mut Vec::new());
        let draft = draft.map_err(|fault| (fault.class, fault.reason))?;
        let id = draft.article.id.as_str();
        if id.contains(char::is_control) {
            let reason = format!("the id {id:?} holds a control character");
            return Err((Skip::WrongType, reason));
        }
        Ok(Brief {
            id: draft.article.id.as_str().to_owned(),
            is_derived: draft.derived,
            text: draft.article.text,
            published: draft.article.published.unwrap_or_default(),
        })
    }

    #[track_caller]
    fn check(reader: &mut BriefReader, line: &str) {
        let expected = slow(line.as_bytes(), &reader.options.clone());
        assert_eq!(reader.read(line.as_bytes()).cloned(), expected, "{line}");
    }

    #[test]
    fn odd_records_are_read_as_the_other_reader_does() {
        let mut any = BriefReader::new(&Options::default());
        let mut chosen = BriefReader::new(&Options {
            fields: Fields {
                text: Some("isi".into()),
                id: Some("kode".into()),
                ..Fields::default()
            },
            ..Options::default()
        });
        for line in [
            r#"{"id": 1, "text": "Banjir\n\u00e9 surut", "date": "2025-03-04", "published": null}"#,
            r#"{"id": -1, "Body": "x", "TEXT": "y", "text": "z"}"#,
            r#"{"id": 1.5, "text": "x", "text": ""}"#,
            r#"{"id": "", "text": "x", "outlet": {"name": "S"}, "url": 7}"#,
            r#"{"id": "a", "text": "x", "outlet": {"name": "S"}, "body": [1, {"a": 2}], "title": ["T"]}"#,
            r#"{"text": "x", "outlet": "S", "site": "T", "link": ""}"#,
            r#"{"isi": "x", "kode": "k", "id": 3, "text": "y"}"#,
            r#"{"text": 5}"#,
            r#"{"text": " \n"}"#,
            r#"{"text": "x"} {"#,
            r#"["text"]"#,
            r#"{"text": "x", "id": true}"#,
            r#"{"text": "\ud800", "id": 1}"#,
            r#"{"text": "x", "id": "\ud83d\ude00"}"#,
            "{",
            "",
        ] {
            check(&mut any, line);
            check(&mut chosen, line);
        }
        let fault = any
            .read(br#"{"text": "x", "id": "a\tb"}"#)
            .expect_err("no id");
        assert_eq!(fault.1, "the id \"a\\tb\" holds a control character");
        let fault = any.read(b"{\"text\": \"caf\xE9\"}").expect_err("no UTF-8");
        assert_eq!(
            fault,
            (
                Skip::BrokenUtf8,
                "not UTF-8 at byte 14 of the line".to_owned()
            )
        );
    }

    proptest! {
        #[test]
        fn both_readers_agree(
            fields in prop::collection::vec(
                (
                    "id|text|Text|body|content|date|published|outlet|site|url|x",
                    r#""[a-z]{0,3}"|"\\u00e9\\n"|"a\\n\\t\\\\\\"\\/\\r\\b"|"\\x"|-0|1e3|12345678901234567890123|null|1|-2|1\.5|true|\[1\]|\{"name":"S"\}|""|" ""#,
                ),
                0..7,
            )
        ) {
            let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
            check(&mut BriefReader::new(&Options::default()), &format!("{{{}}}\n", fields.join(",")));
        }
    }
}
