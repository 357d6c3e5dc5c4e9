//! All inputs as one stream of records: opens file after file, checks ids, and keeps the books.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::vec;

use super::inputs::{self, Input};
use super::jsonl::JsonLines;
use super::stream::{self, Mark, Meter};
use super::summary::{InputFile, Skip, Skipped, Summary};
use super::table::Table;
use super::text::Page;
use super::{InputFormat, Options, Origin, Record};
use crate::article::{Article, ArticleId};
use crate::error::{Error, Result, Warning};

/// An article as a format gives it, before its id is held against those seen.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) line: u64,
    pub(super) article: Article,
    /// Whether the id was made here; two records may then have the same.
    pub(super) derived: bool,
    pub(super) raw: Option<Vec<u8>>,
}

/// Why a record, or the rest of a file, is no article.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: u64,
    pub(super) class: Skip,
    pub(super) reason: String,
}

impl Fault {
    /// The file cannot be read from `line` on; it ends here.
    pub(super) fn unreadable(line: u64, cause: &io::Error) -> Self {
        Self {
            line,
            class: Skip::Unreadable,
            reason: format!("cannot read on from here: {cause}"),
        }
    }
}

/// An open file of some format.
pub(super) trait Records: Send {
    /// The next record; `None` at the end. After a fault of class [`Skip::Unreadable`] nothing more is asked.
    fn next(&mut self, warnings: &mut Vec<Warning>) -> Option<Result<Draft, Fault>>;
}

/// All records of all inputs, in order.
///
/// The iterator gives an error only for what ends the reading: in strict mode the first bad record. Otherwise a bad
/// record is skipped and found in [`summary`](Self::summary), which grows as the reader moves on.
pub struct Reader {
    options: Options,
    pending: vec::IntoIter<Input>,
    open: Option<Open>,
    seen: HashMap<ArticleId, Seen>,
    summary: Summary,
    /// Bytes on disk of all inputs, as far as known before reading.
    bytes_total: u64,
    /// Bytes on disk of the inputs already closed.
    bytes_closed: u64,
    failed: bool,
}

struct Open {
    input: Input,
    meter: Meter,
    records: Box<dyn Records>,
    /// Records and faults so far.
    n: u64,
}

/// Where an id was first used.
struct Seen {
    /// Index into [`Summary::inputs`].
    input: usize,
    line: u64,
    /// Records that share the id, if it is a derived one.
    copies: u64,
}

impl Reader {
    /// Finds the files that `inputs` stand for; reading starts with the first call of `next`.
    ///
    /// A directory stands for the files in it, at any depth, by name; a glob for its matches; `-` for standard input.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::error::ErrorKind::Io) for a name or pattern that stands for nothing or a directory that
    /// cannot be listed; [`ErrorKind::Value`](crate::error::ErrorKind::Value) for a file whose format cannot be told.
    pub fn open(inputs: &[String], options: &Options) -> Result<Self> {
        let mut summary = Summary::default();
        let found = inputs::find(inputs, options.format, &mut summary.warnings)?;
        Ok(Self {
            options: options.clone(),
            bytes_total: found.iter().map(|input| input.bytes).sum(),
            pending: found.into_iter(),
            open: None,
            seen: HashMap::new(),
            summary,
            bytes_closed: 0,
            failed: false,
        })
    }

    /// What was read so far; complete when the iterator has ended.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// What was read, with the books of this reader closed.
    #[must_use]
    pub fn into_summary(self) -> Summary {
        self.summary
    }

    /// Bytes read so far and bytes there are, both as on disk, for a progress bar. Standard input counts 0 in the
    /// second.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        let open = self
            .open
            .as_ref()
            .map_or(0, |open| open.meter.read().bytes());
        (self.bytes_closed + open, self.bytes_total)
    }

    /// Opens `input` and enters it in the books.
    fn start(&mut self, input: Input) -> Result<()> {
        let path = input.path.display().to_string();
        self.summary.inputs.push(InputFile {
            path: path.clone(),
            bytes: 0,
            xxh3: String::new(),
        });
        let meter = Meter::default();
        let is_named = input.is_named;
        match records(&input, &path, &meter, &self.options) {
            Ok(records) => {
                self.open = Some(Open {
                    input,
                    meter,
                    records,
                    n: 0,
                });
                Ok(())
            }
            Err(fault) => {
                self.close(&meter);
                if is_named || fault.class != Skip::NoText {
                    return self.skip(&path, fault);
                }
                let warning = Warning::new("ignored-files", path, fault.reason);
                self.summary.warnings.push(warning);
                Ok(())
            }
        }
    }

    /// Enters what is known of a file after its last byte.
    fn close(&mut self, meter: &Meter) {
        let digest = meter.read();
        self.bytes_closed += digest.bytes();
        if let Some(file) = self.summary.inputs.last_mut() {
            file.bytes = digest.bytes();
            file.xxh3 = digest.hex();
        }
    }

    fn finish(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.close(&open.meter);
        if open.n == 0 {
            let path = open.input.path.display().to_string();
            let message = "holds no article";
            self.summary
                .warnings
                .push(Warning::new("empty-input", path, message));
        }
    }

    /// Counts a record that is no article; an error in strict mode.
    fn skip(&mut self, path: &str, fault: Fault) -> Result<()> {
        let Fault {
            line,
            class,
            reason,
        } = fault;
        if self.options.strict {
            self.failed = true;
            return Err(Error::record(path, line, reason));
        }
        self.summary.skip(Skipped {
            path: path.to_owned(),
            line,
            class,
            reason,
        });
        Ok(())
    }

    /// Checks that the id of `draft` is fit and new; a derived one that is not new gets a suffix.
    fn accept(&mut self, draft: &mut Draft) -> Result<(), Fault> {
        let id = draft.article.id.clone();
        let fault = |class, reason| Fault {
            line: draft.line,
            class,
            reason,
        };
        // Ids stand in tab-separated files, which such a character would break.
        if id.as_str().contains(char::is_control) {
            let reason = format!("the id {:?} holds a control character", id.as_str());
            return Err(fault(Skip::WrongType, reason));
        }
        let here = Seen {
            input: self.summary.inputs.len().saturating_sub(1),
            line: draft.line,
            copies: 1,
        };
        let Some(first) = self.seen.get_mut(&id) else {
            self.seen.insert(id, here);
            return Ok(());
        };
        if !draft.derived {
            let path = self
                .summary
                .inputs
                .get(first.input)
                .map_or("", |file| &file.path);
            let reason = format!("the id {:?} is that of {path}:{}", id.as_str(), first.line);
            return Err(fault(Skip::DuplicateId, reason));
        }
        first.copies += 1;
        let unique = ArticleId::from(format!("{id}-{}", first.copies));
        draft.article.id = unique.clone();
        self.seen.insert(unique, here);
        Ok(())
    }

    /// The next record of the open file: `None` if it gave none this time.
    fn step(&mut self) -> Result<Option<Record>> {
        let Some(open) = &mut self.open else {
            return Ok(None);
        };
        let path = Arc::clone(&open.input.path);
        let result = match open.records.next(&mut self.summary.warnings) {
            None => {
                self.finish();
                return Ok(None);
            }
            Some(result) => {
                open.n += 1;
                result.and_then(|mut draft| self.accept(&mut draft).map(|()| draft))
            }
        };
        match result {
            Ok(draft) => {
                self.summary.n_read += 1;
                Ok(Some(Record {
                    article: draft.article,
                    origin: Origin {
                        path,
                        line: draft.line,
                    },
                    raw: draft.raw,
                }))
            }
            Err(fault) => {
                if fault.class == Skip::Unreadable {
                    self.finish();
                }
                self.skip(&path.display().to_string(), fault).map(|()| None)
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let step = if self.open.is_some() {
                self.step()
            } else {
                let input = self.pending.next()?;
                self.start(input).map(|()| None)
            };
            if let Some(result) = step.transpose() {
                return Some(result);
            }
        }
        None
    }
}

/// Opens `input` with the reader of its format.
fn records(
    input: &Input,
    name: &str,
    meter: &Meter,
    options: &Options,
) -> Result<Box<dyn Records>, Fault> {
    let (stream, mark) = stream::open(&input.path, meter).map_err(|cause| Fault {
        line: 1,
        class: Skip::Unreadable,
        reason: format!("cannot open: {cause}"),
    })?;
    if mark != Mark::Utf8 && input.format != InputFormat::Text {
        let reason = "the file is UTF-16; make it UTF-8 first (iconv -f UTF-16 -t UTF-8)";
        return Err(Fault {
            line: 1,
            class: Skip::Unreadable,
            reason: reason.to_owned(),
        });
    }
    Ok(match input.format {
        InputFormat::Jsonl => Box::new(JsonLines::new(stream, options)),
        InputFormat::Csv => Box::new(Table::new(stream, b',', &options.fields, name.to_owned())?),
        InputFormat::Tsv => Box::new(Table::new(stream, b'\t', &options.fields, name.to_owned())?),
        InputFormat::Text => Box::new(Page::new(stream, mark, &input.path)),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    use super::*;
    use crate::ingest::Fields;

    /// Writes `files` under a new directory, reads `inputs` (paths in it) and gives ids, skips and warnings as text.
    fn outcome(files: &[(&str, &[u8])], inputs: &[&str], options: &Options) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let root = dir.path().display().to_string();
        let inputs: Vec<String> = inputs.iter().map(|i| format!("{root}/{i}")).collect();
        let strip = |text: String| text.replace(&format!("{root}/"), "").replace(&root, ".");
        let mut reader = match Reader::open(&inputs, options) {
            Ok(reader) => reader,
            Err(e) => return vec![strip(format!("error {e}"))],
        };
        let mut lines = Vec::new();
        for record in reader.by_ref() {
            lines.push(match record {
                Ok(r) => format!("{} {}", r.article.id, r.origin),
                Err(e) => format!("error {e}"),
            });
        }
        let summary = reader.into_summary();
        let skips = summary.skipped.iter();
        lines.extend(skips.map(|s| format!("{} {s}", s.class.name())));
        let warnings = summary.warnings.iter();
        lines.extend(warnings.map(|w| format!("{} {}: {}", w.code, w.subject, w.message)));
        lines.into_iter().map(strip).collect()
    }

    #[track_caller]
    fn check(name: &str, file: (&str, &[u8]), expected: &[&str]) {
        let got = outcome(&[file], &[file.0], &Options::default());
        assert_eq!(got, expected, "{name}");
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn each_format_gives_its_records_with_their_lines() {
        let jsonl = b"{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n{\"id\":2,\"text\":\"y\"}";
        let lines = ["a a.jsonl:1", "2 a.jsonl:3"];
        check("jsonl", ("a.jsonl", jsonl), &lines);
        check(
            "gzip",
            ("a.jsonl.gz", &gzip(jsonl)),
            &["a a.jsonl.gz:1", "2 a.jsonl.gz:3"],
        );
        let zst = zstd::encode_all(&jsonl[..], 1).unwrap();
        check(
            "zstd",
            ("a.NDJSON.zst", &zst),
            &["a a.NDJSON.zst:1", "2 a.NDJSON.zst:3"],
        );
        let csv = b"\xEF\xBB\xBFID,Title,Text\r\na,T,\"two\r\nlines, one field\"\r\nb,,y\r\n";
        check("csv", ("a.csv", csv), &["a a.csv:2", "b a.csv:4"]);
        check(
            "tsv",
            ("a.tsv", b"id\tbody\na\tx, \"y\" z\nb\ty\n"),
            &["a a.tsv:2", "b a.tsv:3"],
        );
        check(
            "page",
            ("dir/000_ab.v2.txt", b"Judul\n\nIsi."),
            &["000_ab.v2 dir/000_ab.v2.txt:1"],
        );
        check(
            "page in gzip",
            ("a.txt.gz", &gzip(b"Isi.")),
            &["a a.txt.gz:1"],
        );
        check(
            "page in UTF-16",
            ("a.txt", b"\xFF\xFEI\0s\0i\0"),
            &["a a.txt:1"],
        );
    }

    #[test]
    fn bad_input_is_named_and_the_rest_is_read() {
        let tail = b"\n{\"id\":\"z\",\"text\":\"x\"}\n";
        let with_tail = |head: &[u8]| [head, tail].concat();
        for (head, expected) in [
            (
                &b"{\"text\": \"x\""[..],
                "broken-json a.jsonl:1: broken JSON at byte 12: EOF while parsing an object",
            ),
            (
                b"{\"text\": \"a\0b\"}",
                "broken-json a.jsonl:1: broken JSON at byte 12: control character (\\u0000-\\u001F) found while parsing a string",
            ),
            (
                b"[1, 2]",
                "not-an-object a.jsonl:1: the line holds an array, not an object",
            ),
            (
                b"{\"text\": \"caf\xE9\"}",
                "broken-utf8 a.jsonl:1: not UTF-8 at byte 14 of the line",
            ),
            (b"{\"title\": \"x\"}", "no-text a.jsonl:1: no text"),
            (
                b"{\"text\": 1}",
                "wrong-type a.jsonl:1: field \"text\" holds a number, not a text",
            ),
            (
                b"{\"text\": \"x\", \"id\": \"a\\tb\"}",
                "wrong-type a.jsonl:1: the id \"a\\tb\" holds a control character",
            ),
        ] {
            check(
                expected,
                ("a.jsonl", &with_tail(head)),
                &["z a.jsonl:2", expected],
            );
        }
        let deep = "[".repeat(100_000);
        let deep = outcome(
            &[("a.jsonl", &with_tail(deep.as_bytes()))],
            &["a.jsonl"],
            &Options::default(),
        );
        assert_eq!(
            deep[0], "z a.jsonl:2",
            "deep nesting does not overflow the stack"
        );

        check(
            "no file content",
            ("a.jsonl", b""),
            &["empty-input a.jsonl: holds no article"],
        );
        check(
            "blank page",
            ("a.txt", b" \n"),
            &["empty-input a.txt: holds no article"],
        );
        check(
            "no rows",
            ("a.csv", b"id,text\n"),
            &["empty-input a.csv: holds no article"],
        );
        check(
            "empty table",
            ("a.csv", b""),
            &["empty-input a.csv: holds no article"],
        );
        check(
            "utf-16",
            ("a.csv", b"\xFF\xFEi\0d\0"),
            &[
                "unreadable a.csv:1: the file is UTF-16; make it UTF-8 first (iconv -f UTF-16 -t UTF-8)",
            ],
        );
        check(
            "broken page",
            ("a.txt", b"Caf\xE9 tutup"),
            &[
                "a a.txt:1",
                "broken-utf8 a: bytes from 4 on are not text; each became U+FFFD",
            ],
        );
        check(
            "page with NUL",
            ("a.txt", b"a\0b"),
            &[
                "a a.txt:1",
                "nul-characters a: 1 NUL characters in the text; they are kept",
            ],
        );
    }

    #[test]
    fn a_broken_table_is_named() {
        check(
            "rows",
            ("a.csv", b"id,text\na,x,y\nb\nc,caf\xE9\nd,x\n"),
            &[
                "d a.csv:5",
                "broken-row a.csv:2: 3 columns where the header has 2",
                "broken-row a.csv:3: 1 columns where the header has 2",
                "broken-utf8 a.csv:4: not UTF-8 at byte 4 of column \"text\"",
            ],
        );
        check(
            "twice",
            ("a.csv", b"id,text,id\n"),
            &["broken-row a.csv:1: two columns are called \"id\""],
        );
        check(
            "no text column",
            ("a.csv", b"id,isi\na,x\n"),
            &[
                "no-text a.csv:1: no column holds the text; name one with --text-field (there are id, isi)",
            ],
        );
        check(
            "open quote",
            ("a.csv", b"id,text\na,\"x\nb,y\nc,z\n"),
            &[
                "a a.csv:2",
                "open-quote a.csv: the row at line 2 runs over 3 lines to the end of the file; a quote may be missing",
            ],
        );
    }

    #[test]
    fn a_cut_off_file_gives_what_it_holds() {
        // Lines that do not compress, so that the cut falls behind the first of them.
        let mut plain = Vec::new();
        for i in 0..2000_u64 {
            let text = crate::ingest::derived_id(None, None, &i.to_string());
            writeln!(plain, "{{\"id\":{i},\"text\":\"{text}\"}}").unwrap();
        }
        let mut stored = gzip(&plain);
        stored.truncate(stored.len() / 2);
        let lines = outcome(
            &[("a.jsonl.gz", &stored)],
            &["a.jsonl.gz"],
            &Options::default(),
        );
        let (last, read) = lines.split_last().unwrap();
        assert!(read.len() > 500, "{} records", read.len());
        let expected = format!(
            "unreadable a.jsonl.gz:{}: cannot read on from here",
            read.len() + 1
        );
        assert!(last.starts_with(&expected), "{last}");
    }

    #[test]
    fn ids_are_unique() {
        let files: [(&str, &[u8]); 2] = [
            (
                "1.jsonl",
                b"{\"id\":\"a\",\"text\":\"x\"}\n{\"text\":\"y\"}\n{\"text\":\"y\"}\n",
            ),
            (
                "2.jsonl",
                b"{\"id\":\"a\",\"text\":\"z\"}\n{\"text\":\"y\"}\n",
            ),
        ];
        let id = crate::ingest::derived_id(None, None, "y");
        let got = outcome(&files, &["."], &Options::default());
        let expected = [
            "a ./1.jsonl:1".to_owned(),
            format!("{id} ./1.jsonl:2"),
            format!("{id}-2 ./1.jsonl:3"),
            format!("{id}-3 ./2.jsonl:2"),
            "duplicate-id ./2.jsonl:1: the id \"a\" is that of ./1.jsonl:1".to_owned(),
        ];
        assert_eq!(got, expected);
    }

    #[test]
    fn inputs_are_found_in_one_order() {
        let record = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"x\"}}\n").into_bytes();
        let (a, b) = (record("a"), record("b"));
        let files: [(&str, &[u8]); 6] = [
            ("b/2.txt", b"x"),
            ("b/10.txt", b"x"),
            ("b/gold.jsonl", &b),
            ("b/README.md", b"x"),
            ("b/.hidden.txt", b"x"),
            ("a.jsonl", &a),
        ];
        let ignored = "ignored-files b: 1 file of other formats ignored: README.md";
        let pages = ["10 b/10.txt:1", "2 b/2.txt:1"];
        let any = Options::default();
        let text = Options {
            format: Some(InputFormat::Text),
            ..Options::default()
        };
        let tree = [
            "a a.jsonl:1",
            pages[0],
            pages[1],
            "b b/gold.jsonl:1",
            ignored,
        ];
        assert_eq!(outcome(&files, &[""], &any), tree);
        assert_eq!(outcome(&files, &["b/*.txt"], &any), pages);
        let only = outcome(&files, &["b"], &text);
        assert_eq!(only[..2], pages);
        assert_eq!(
            only[2],
            "ignored-files b: 2 files of other formats ignored: README.md, gold.jsonl"
        );
        let table: [(&str, &[u8]); 1] = [("labels/gold.tsv", b"id\tlabel\na\tcopy\n")];
        let reason = "labels/gold.tsv: no column holds the text; name one with --text-field (there are id, label)";
        let found = outcome(&table, &["labels"], &any);
        assert_eq!(found, [format!("ignored-files {reason}")]);
        let named = outcome(&table, &["labels/gold.tsv"], &any);
        assert_eq!(
            named,
            [format!("no-text {}", reason.replacen(": ", ":1: ", 1))]
        );

        let twice = outcome(&files, &["a.jsonl", "./a.jsonl"], &any);
        assert_eq!(
            twice,
            [
                "a a.jsonl:1",
                "input-twice ./a.jsonl: named twice; it is read once"
            ]
        );

        for (input, expected) in [
            ("no.jsonl", "error cannot read or write no.jsonl"),
            ("no*.jsonl", "error cannot read or write no*.jsonl"),
            (
                "b/README.md",
                "error b/README.md: the name does not tell the format; say --input-format with one of jsonl, csv, tsv, text",
            ),
        ] {
            assert_eq!(outcome(&files, &[input], &any), [expected]);
        }
        let error = "html".parse::<InputFormat>().unwrap_err().to_string();
        assert_eq!(
            error,
            "input format: \"html\" cannot be read; the formats are jsonl, csv, tsv, text"
        );
    }

    #[test]
    fn strict_ends_at_the_first_bad_record() {
        let options = Options {
            strict: true,
            ..Options::default()
        };
        let file: (&str, &[u8]) = (
            "a.jsonl",
            b"{\"id\":1,\"text\":\"x\"}\n[]\n{\"id\":2,\"text\":\"x\"}\n",
        );
        let got = outcome(&[file], &["a.jsonl"], &options);
        assert_eq!(
            got,
            [
                "1 a.jsonl:1",
                "error a.jsonl:2: the line holds an array, not an object"
            ]
        );
    }

    #[test]
    fn raw_records_join_to_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.jsonl");
        let bytes = b"{\"id\":1, \"text\":\"x\"} \r\n{\"text\":\"\\u0041\",\"id\":2}";
        fs::write(&path, bytes).unwrap();
        let options = Options {
            keep_raw: true,
            fields: Fields::default(),
            ..Options::default()
        };
        let mut reader = Reader::open(&[path.display().to_string()], &options).unwrap();
        let raw: Vec<u8> = reader
            .by_ref()
            .flat_map(|r| r.unwrap().raw.unwrap())
            .collect();
        assert_eq!(raw, bytes);
        let n = bytes.len() as u64;
        assert_eq!(reader.progress(), (n, n));
        let file = &reader.summary().inputs[0];
        assert_eq!((Path::new(&file.path), file.bytes), (path.as_path(), n));
        assert_eq!(
            file.xxh3,
            format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
        );
    }

    #[test]
    fn one_endless_line_costs_one_pass() {
        let mut file = b"{\"id\":1,\"text\":\"".to_vec();
        file.resize(file.len() + (8 << 20), b'a');
        file.extend(b"\"}\n{\"id\":2,\"text\":\"x\"}\n");
        check(
            "8 MB line",
            ("a.jsonl", &file),
            &["1 a.jsonl:1", "2 a.jsonl:2"],
        );
    }
}
