//! One block of lines as records and signatures: the work of a thread, alone with its block.

use jiff::tz::Offset;

use super::records::Records;
use super::{Keep, Options};
use crate::article::{Moment, SpanKind};
use crate::clean::{self, CleanArticle, TemplateLines};
use crate::cluster::dedup::{Index, SHINGLE, Source, Workspace};
use crate::error::{Error, Result, Warning};
use crate::ingest::{Block, Brief, BriefReader, FAULT, Fault, Originals, Place};
use crate::sketch::Shingler;
use crate::text::dates;

/// What a block holds.
#[derive(Debug)]
pub(super) struct Part {
    /// Signatures of the records, in order.
    pub(super) index: Index,
    pub(super) records: Vec<Record>,
    /// Ids of the records, one behind the other.
    pub(super) ids: String,
    /// Lines that are no records: number in the block, from 0, class and reason; ascending.
    pub(super) faults: Vec<(u32, Fault)>,
    pub(super) n_lines: u32,
    pub(super) warnings: Vec<Warning>,
    /// The first record whose date cannot be read, and how many there are.
    pub(super) unreadable_dates: Option<(String, u64)>,
}

/// A record of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Its first byte in the block.
    pub(super) offset: u32,
    pub(super) length: u32,
    /// Its line in the block, from 0.
    pub(super) line: u32,
    /// Where its id ends in [`Part::ids`].
    pub(super) id_end: u32,
    pub(super) is_derived: bool,
    /// What decides which record of a group is kept: the least stays.
    pub(super) rank: i64,
}

/// What a thread reads blocks with.
pub(super) struct Worker<'w> {
    options: &'w Options,
    reader: BodyReader<'w>,
    work: Workspace,
}

impl<'w> Worker<'w> {
    pub(super) fn new(options: &'w Options, clean: &'w clean::Config) -> Self {
        Self {
            options,
            reader: BodyReader::new(options, clean),
            work: Workspace::default(),
        }
    }

    /// The records of `block`, into the empty `index`.
    pub(super) fn part(&mut self, block: &Block, index: Index) -> Part {
        let mut part = Part {
            index,
            records: Vec::new(),
            ids: String::new(),
            faults: Vec::new(),
            n_lines: 0,
            warnings: Vec::new(),
            unreadable_dates: None,
        };
        let mut bytes = block.bytes.as_slice();
        if block.fault.is_some() {
            // What stands behind the last line end was cut off.
            bytes = &bytes[..memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1)];
        }
        let mut offset = 0;
        while offset < bytes.len() {
            let end =
                memchr::memchr(b'\n', &bytes[offset..]).map_or(bytes.len(), |at| offset + at + 1);
            let line = &bytes[offset..end];
            if !line.trim_ascii().is_empty() {
                self.line(line, offset, &mut part);
            }
            part.n_lines += 1;
            offset = end;
        }
        if let Some(reason) = &block.fault {
            part.faults.push((part.n_lines, (FAULT, reason.clone())));
        }
        part
    }

    fn line(&mut self, line: &[u8], offset: usize, part: &mut Part) {
        let keep = self.options.keep;
        let body = match self.reader.read(line, &mut part.warnings) {
            Ok(body) => body,
            Err(fault) => {
                part.faults.push((part.n_lines, fault));
                return;
            }
        };
        part.index.add(&body.brief.text, &mut self.work);
        part.ids.push_str(&body.brief.id);
        let rank = match keep {
            Keep::First => 0,
            Keep::Longest => -i64::try_from(body.brief.text.len()).unwrap_or(i64::MAX),
            Keep::Earliest => body.published().unwrap_or_else(|unreadable| {
                if unreadable {
                    let known = part
                        .unreadable_dates
                        .get_or_insert((body.brief.id.clone(), 0));
                    known.1 += 1;
                }
                i64::MAX
            }),
        };
        part.records.push(Record {
            offset: offset as u32,
            length: line.len() as u32,
            line: part.n_lines,
            id_end: part.ids.len() as u32,
            is_derived: body.brief.is_derived,
            rank,
        });
    }
}

/// Gives what is compared of a record: its text, or the body of the page.
struct BodyReader<'w> {
    reader: BriefReader,
    /// Settings of cleaning, if pages are cleaned.
    clean: Option<&'w clean::Config>,
    templates: TemplateLines,
    cleaned: Brief,
}

/// Where the time of publication is to be had.
#[derive(Clone, Copy)]
enum Date {
    /// In the record's field.
    Field,
    /// From the whole page, which was cleaned.
    Page(Option<Moment>),
}

/// What is compared of a record.
struct Body<'b> {
    brief: &'b Brief,
    date: Date,
}

impl<'w> BodyReader<'w> {
    fn new(options: &Options, clean: &'w clean::Config) -> Self {
        Self {
            reader: BriefReader::new(&options.input),
            clean: options.clean.then_some(clean),
            templates: TemplateLines::default(),
            cleaned: Brief::default(),
        }
    }

    fn read(&mut self, line: &[u8], warnings: &mut Vec<Warning>) -> Result<Body<'_>, Fault> {
        let Some(config) = self.clean else {
            let brief = self.reader.read(line)?;
            return Ok(Body {
                brief,
                date: Date::Field,
            });
        };
        self.reader.read(line)?.clone_into(&mut self.cleaned);
        let article = self.reader.article(line, warnings)?;
        let cleaned = clean::clean(article, config, &self.templates);
        warnings.extend(cleaned.warnings);
        self.cleaned.text = body(&cleaned.page);
        Ok(Body {
            brief: &self.cleaned,
            date: Date::Page(cleaned.page.published.map(|published| published.start)),
        })
    }
}

impl Body<'_> {
    /// When it was published, in seconds since 1970-01-01 UTC; an error says whether a time is there but cannot be read.
    fn published(&self) -> std::result::Result<i64, bool> {
        let moment = match self.date {
            Date::Page(moment) => moment.ok_or(false)?,
            Date::Field if self.brief.published.trim().is_empty() => return Err(false),
            Date::Field => dates::parse_field(&self.brief.published).ok_or(true)?.0,
        };
        // A time without an offset is most likely Western Indonesian; for the order of two pages of one place it does
        // not matter which is assumed.
        Ok(moment.unix_seconds(Offset::constant(7)))
    }
}

/// The story of a page, its stretches set apart by line ends.
fn body(page: &CleanArticle) -> String {
    let stretches: Vec<&str> = page
        .spans_of(SpanKind::Body)
        .map(|s| page.slice(s))
        .collect();
    stretches.join("\n")
}

/// Reads the texts of records once more where they lie.
pub(super) struct Again<'a> {
    pub(super) records: &'a Records,
    pub(super) originals: &'a Originals,
    pub(super) options: &'a Options,
    pub(super) clean: &'a clean::Config,
}

/// What a thread reads them with.
#[derive(Default)]
pub(super) struct AgainWork<'a> {
    reader: Option<BodyReader<'a>>,
    shingler: Shingler,
    line: Vec<u8>,
}

impl<'a> Source for Again<'a> {
    type Work = AgainWork<'a>;

    fn shingles(
        &self,
        number: u32,
        work: &mut AgainWork<'a>,
        shingles: &mut Vec<u64>,
    ) -> Result<()> {
        let place: Place = self.records.place(number as usize);
        self.originals.read(place, &mut work.line)?;
        let reader = work
            .reader
            .get_or_insert_with(|| BodyReader::new(self.options, self.clean));
        let body = reader
            .read(&work.line, &mut Vec::new())
            .map_err(|(_, reason)| {
                let id = self.records.id(number as usize);
                Error::value(
                    format!("record {id}"),
                    format!("has changed while it was read: {reason}"),
                )
            })?;
        shingles.extend_from_slice(work.shingler.shingles(&body.brief.text, SHINGLE));
        Ok(())
    }
}
