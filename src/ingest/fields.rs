//! The fields of a record: which of them means what, and what becomes of the rest.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::identity::derived_id;
use super::reader::{Draft, Fault};
use super::summary::Skip;
use crate::article::Article;
use crate::error::Warning;

/// Which field of a record means what.
///
/// `None`, the default, takes the first of these names that is there and not empty, in either case; a name given here
/// is taken as it is written, and alone.
///
/// | means | names |
/// |---|---|
/// | id | `id` |
/// | text | `text`, `body`, `content`, `maintext` |
/// | title | `title`, `headline` |
/// | outlet | `outlet`, `source`, `site`, `source_domain`, `domain` |
/// | date | `published`, `date`, `datetime`, `pub_date`, `pubdate`, `published_at`, `publish_date`, `date_publish`, `date_published` |
/// | url | `url`, `link` |
///
/// `fetched` (`fetched_at`, `date_download`), `lang` (`language`) and `byline` (`author`, `authors`) are read in the
/// same way and cannot be renamed. Every other field, and every further name of a meaning that is taken, passes into
/// [`Article::extra`] as it came.
///
/// Numbers are read as their digits. An outlet may be an object with an `id`, `uri`, `name` or `title`, and a byline a
/// list of names; both then stay in `extra` as well, since only a part of them was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// The field with the id.
    pub id: Option<String>,
    /// The field with the page's text.
    pub text: Option<String>,
    /// The field with the headline.
    pub title: Option<String>,
    /// The field with the publisher.
    pub outlet: Option<String>,
    /// The field with the publication time.
    pub date: Option<String>,
    /// The field with the page's address.
    pub url: Option<String>,
}

pub(super) const ID: &[&str] = &["id"];
pub(super) const TEXT: &[&str] = &["text", "body", "content", "maintext"];
const TITLE: &[&str] = &["title", "headline"];
pub(super) const OUTLET: &[&str] = &["outlet", "source", "site", "source_domain", "domain"];
pub(super) const DATE: &[&str] = &[
    "published",
    "date",
    "datetime",
    "pub_date",
    "pubdate",
    "published_at",
    "publish_date",
    "date_publish",
    "date_published",
];
pub(super) const URL: &[&str] = &["url", "link"];
const FETCHED: &[&str] = &["fetched", "fetched_at", "date_download"];
const LANG: &[&str] = &["lang", "language"];
const BYLINE: &[&str] = &["byline", "author", "authors"];

impl Fields {
    /// Whether a table with these columns has one for the text.
    pub(super) fn has_text(&self, columns: &[String]) -> bool {
        columns.iter().any(|column| match &self.text {
            Some(chosen) => column == chosen,
            None => TEXT.iter().any(|name| column.eq_ignore_ascii_case(name)),
        })
    }

    /// What to say when no field holds the text: `no text`, or which field was looked for.
    fn no_text(&self) -> String {
        match &self.text {
            Some(chosen) => format!("no text in field {chosen:?}"),
            None => "no text".to_owned(),
        }
    }

    /// Makes an article of `fields`, which stand on line `line`.
    pub(super) fn article(
        &self,
        fields: Map<String, Value>,
        line: u64,
        warnings: &mut Vec<Warning>,
    ) -> Result<Draft, Fault> {
        let mut fields = Unread { fields };
        let fault = |class, reason: String| Fault {
            line,
            class,
            reason,
        };
        let text = match fields.take(self.text.as_deref(), TEXT) {
            Ok(Some(text)) if !text.trim().is_empty() => text,
            Ok(_) => return Err(fault(Skip::NoText, self.no_text())),
            Err(name) => {
                let kind = type_name(&fields.fields[&name]);
                let reason = format!("field {name:?} holds {kind}, not a text");
                return Err(fault(Skip::WrongType, reason));
            }
        };
        let stated = fields.take(self.id.as_deref(), ID).map_err(|name| {
            let kind = type_name(&fields.fields[&name]);
            let reason = format!("field {name:?} holds {kind}, not an id");
            fault(Skip::WrongType, reason)
        })?;
        let stated = stated.filter(|id| !id.trim().is_empty());

        // The id is not known before outlet and URL are read, so what cannot be read is named after.
        let mut unread = Vec::new();
        let mut read = |chosen: Option<&str>, names| {
            fields.take(chosen, names).unwrap_or_else(|name| {
                let value = &fields.fields[&name];
                let part = readable_part(names, value);
                if part.is_none() {
                    unread.push(format!("field {name:?} holds {}", type_name(value)));
                }
                part
            })
        };
        let title = read(self.title.as_deref(), TITLE);
        let outlet = read(self.outlet.as_deref(), OUTLET);
        let url = read(self.url.as_deref(), URL);
        let published = read(self.date.as_deref(), DATE);
        let fetched = read(None, FETCHED);
        let lang = read(None, LANG);
        let byline = read(None, BYLINE);

        let derived = stated.is_none();
        let id = stated.unwrap_or_else(|| derived_id(outlet.as_deref(), url.as_deref(), &text));
        warnings.extend(unread.into_iter().map(|what| {
            let message = format!("{what} and is passed through unread");
            Warning::new("unread-field", id.clone(), message)
        }));
        let article = Article {
            id: id.into(),
            text,
            title,
            outlet,
            url,
            published,
            fetched,
            lang,
            byline,
            extra: fields.fields,
        };
        Ok(Draft {
            line,
            article,
            derived,
            raw: None,
        })
    }
}

/// The fields of a record that no meaning has taken yet.
struct Unread {
    fields: Map<String, Value>,
}

impl Unread {
    /// Takes the field called `chosen`, or else the first of `names` that holds something.
    ///
    /// `Err` names a field that holds neither a string nor a number; it is left where it is.
    fn take(&mut self, chosen: Option<&str>, names: &[&str]) -> Result<Option<String>, String> {
        let Some(name) = self.find(chosen, names) else {
            // An empty field under its own name says what its absence says.
            let own = chosen.or(names.first().copied()).unwrap_or_default();
            if self.fields.get(own).is_some_and(is_empty) {
                self.fields.shift_remove(own);
            }
            return Ok(None);
        };
        match self.fields.get_mut(&name).map(Value::take) {
            Some(Value::String(text)) => {
                self.fields.shift_remove(&name);
                Ok(Some(text))
            }
            Some(Value::Number(number)) if names != TEXT => {
                self.fields.shift_remove(&name);
                Ok(Some(number.to_string()))
            }
            Some(other) => {
                self.fields[&name] = other;
                Err(name)
            }
            None => Ok(None),
        }
    }

    fn find(&self, chosen: Option<&str>, names: &[&str]) -> Option<String> {
        let filled = || self.fields.iter().filter(|(_, value)| !is_empty(value));
        let is_called = |name: &str| {
            filled()
                .find(|(field, _)| field.eq_ignore_ascii_case(name))
                .map(|(field, _)| field.clone())
        };
        match chosen {
            Some(chosen) => filled()
                .find(|(field, _)| *field == chosen)
                .map(|(field, _)| field.clone()),
            None => names.iter().find_map(|name| is_called(name)),
        }
    }
}

/// Whether `value` says as little as an absent field.
fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// What can be read of a value that is neither string nor number: an outlet's id or name, the names of a byline.
fn readable_part(names: &[&str], value: &Value) -> Option<String> {
    match value {
        Value::Object(outlet) if names == OUTLET => ["id", "uri", "name", "title"]
            .iter()
            .find_map(|key| outlet.get(*key)?.as_str())
            .map(str::to_owned),
        Value::Array(authors) if names == BYLINE => {
            let authors: Option<Vec<&str>> = authors.iter().map(Value::as_str).collect();
            authors.map(|authors| authors.join(", "))
        }
        _ => None,
    }
}

/// What `value` is, with its article: `an array`.
pub(super) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    /// Reads `record` and gives its fields in one line, and `extra`.
    #[track_caller]
    fn check(
        name: &str,
        fields: &Fields,
        record: &Value,
        expected: [Option<&str>; 5],
        extra: &Value,
    ) {
        let draft = fields.article(object(record), 1, &mut Vec::new()).unwrap();
        let a = &draft.article;
        let got = [
            (!draft.derived).then_some(a.id.as_str()),
            a.title.as_deref(),
            a.outlet.as_deref(),
            a.published.as_deref(),
            a.byline.as_deref(),
        ];
        assert_eq!(got, expected, "{name}");
        assert_eq!(&Value::Object(a.extra.clone()), extra, "{name}: extra");
        let keys: Vec<&String> = a.extra.keys().collect();
        let expected_keys: Vec<&String> = extra.as_object().unwrap().keys().collect();
        assert_eq!(keys, expected_keys, "{name}: order of extra");
    }

    #[test]
    fn a_name_finds_its_meaning() {
        let any = Fields::default();
        let none = [None; 5];
        check("text alone", &any, &json!({"text": "x"}), none, &json!({}));
        check(
            "aliases",
            &any,
            &json!({"id": "a", "Body": "x", "headline": "T", "site": "S", "pub_date": "D", "author": "B"}),
            [Some("a"), Some("T"), Some("S"), Some("D"), Some("B")],
            &json!({}),
        );
        check(
            "numbers are digits",
            &any,
            &json!({"id": 12, "text": "x", "date": 20_250_301}),
            [Some("12"), None, None, Some("20250301"), None],
            &json!({}),
        );
        check(
            "null and empty are absent",
            &any,
            &json!({"id": "", "text": "x", "title": null, "headline": "T", "url": null}),
            [None, Some("T"), None, None, None],
            &json!({"title": null}),
        );
        check(
            "the first name wins, the rest pass through in order",
            &any,
            &json!({"z": 1, "date": "D2", "published": "D1", "text": "x", "body": "y", "a": [2]}),
            [None, None, None, Some("D1"), None],
            &json!({"z": 1, "date": "D2", "body": "y", "a": [2]}),
        );
        check(
            "what is read in part stays",
            &any,
            &json!({"text": "x", "source": {"uri": "antaranews.com", "rank": 3}, "authors": ["A", "B"]}),
            [None, None, Some("antaranews.com"), None, Some("A, B")],
            &json!({"source": {"uri": "antaranews.com", "rank": 3}, "authors": ["A", "B"]}),
        );
        let chosen = Fields {
            text: Some("isi".into()),
            id: Some("kode".into()),
            ..Fields::default()
        };
        check(
            "a chosen name is taken alone",
            &chosen,
            &json!({"kode": "k1", "id": "a", "isi": "x", "text": "y"}),
            [Some("k1"), None, None, None, None],
            &json!({"id": "a", "text": "y"}),
        );
    }

    #[test]
    fn what_cannot_be_an_article_says_why() {
        let chosen = Fields {
            text: Some("isi".into()),
            ..Fields::default()
        };
        let any = Fields::default();
        for (fields, record, class, reason) in [
            (&any, json!({}), Skip::NoText, "no text"),
            (&any, json!({"text": " \n"}), Skip::NoText, "no text"),
            (&any, json!({"text": null}), Skip::NoText, "no text"),
            (
                &chosen,
                json!({"text": "x"}),
                Skip::NoText,
                "no text in field \"isi\"",
            ),
            (
                &any,
                json!({"text": 5}),
                Skip::WrongType,
                "field \"text\" holds a number, not a text",
            ),
            (
                &any,
                json!({"text": ["x"]}),
                Skip::WrongType,
                "field \"text\" holds an array, not a text",
            ),
            (
                &any,
                json!({"text": "x", "id": {"$oid": "1"}}),
                Skip::WrongType,
                "field \"id\" holds an object, not an id",
            ),
        ] {
            let fault = fields
                .article(object(&record), 3, &mut Vec::new())
                .err()
                .unwrap();
            assert_eq!(
                (fault.line, fault.class, fault.reason.as_str()),
                (3, class, reason)
            );
        }
    }

    #[test]
    fn an_odd_field_is_kept_and_named() {
        let mut warnings = Vec::new();
        let record = object(&json!({"id": "a", "text": "x", "title": ["T"]}));
        let draft = Fields::default().article(record, 1, &mut warnings).unwrap();
        assert_eq!(draft.article.extra["title"], json!(["T"]));
        let message = "field \"title\" holds an array and is passed through unread";
        assert_eq!(warnings, [Warning::new("unread-field", "a", message)]);
    }
}
