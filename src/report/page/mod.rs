//! `report.html`: the run as one page that needs no network, for looking before reading.
//!
//! **In** the contents of a run. **Out** a [`Page`]: one self-contained file or, where the details of the articles would
//! make it too large ([`LIMIT`]), the file and the parts beside it.
//!
//! The file has a head with a policy that forbids every request and every script but its own, the style, the data, the
//! script. The data are JSON, deflated and in base64, so that no text of a page can be taken for markup: an index of
//! what lists and counts need, the audit tables, and blocks of details, each story's articles together, which the script
//! opens when they are looked at. The script puts texts into the page as text, never as markup. It is built from
//! `src/report/web`, see the README there.

mod index;

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::contents::Contents;
use index::Places;

/// The most bytes of details, as they stand in the file, that are put into it: a browser opens such a file in a second
/// or two.
pub const LIMIT: usize = 64 << 20;

/// Bytes of JSON from which a block is closed.
const BLOCK: usize = 192 << 10;

const HEAD: &str = include_str!("../web/dist/head.html");
const BODY: &str = include_str!("../web/dist/body.html");
const STYLE: &str = include_str!("../web/dist/report.css");
const SCRIPT: &str = include_str!("../web/dist/report.js");

/// The folder of the parts, beside the file.
pub const PARTS: &str = "report";

/// A page that is ready to be written.
#[derive(Debug)]
pub struct Page {
    index: String,
    audit: String,
    blocks: Vec<String>,
    /// Whether the blocks stand in files of their own.
    is_split: bool,
}

impl Page {
    /// Packs `contents`; the blocks go beside the file if they have more than `limit` bytes. Costs a compression of all
    /// texts and pairs, and memory for the result.
    ///
    /// # Errors
    /// If a record cannot be written as JSON.
    pub fn new(contents: &Contents<'_>, limit: usize) -> io::Result<Self> {
        let mut places = Places::new(contents);
        let blocks = places.blocks(BLOCK)?;
        Ok(Self {
            index: packed(&serde_json::to_vec(&places.index())?)?,
            audit: packed(&serde_json::to_vec(contents.tables())?)?,
            is_split: blocks.iter().map(String::len).sum::<usize>() > limit,
            blocks,
        })
    }

    /// Writes `report.html`.
    ///
    /// # Errors
    /// Whatever `out` returns.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        // The parts are scripts of the same folder; without parts nothing but the page's own script may run.
        let scripts = if self.is_split { " 'self' file:" } else { "" };
        writeln!(out, "{}", HEAD.replace(" $SCRIPTS", scripts))?;
        writeln!(out, "<style>{STYLE}</style>\n{BODY}")?;
        data(out, "index", &self.index)?;
        data(out, "audit", &self.audit)?;
        if !self.is_split {
            for (at, block) in self.blocks.iter().enumerate() {
                data(out, &format!("b{at}"), block)?;
            }
        }
        writeln!(
            out,
            "<script type=\"module\">{SCRIPT}</script>\n</body></html>"
        )
    }

    /// The parts that stand beside the file, by their names; none if the file holds everything.
    pub fn parts(&self) -> impl Iterator<Item = (String, Vec<u8>)> + '_ {
        let blocks = if self.is_split { &self.blocks[..] } else { &[] };
        blocks.iter().enumerate().map(|(at, block)| {
            let part = format!("silsilah({at},\"{block}\")\n");
            (format!("{PARTS}/{at}.js"), part.into_bytes())
        })
    }
}

/// Writes an inert element with this id.
fn data(out: &mut dyn io::Write, id: &str, data: &str) -> io::Result<()> {
    writeln!(
        out,
        "<script type=\"text/plain\" id=\"{id}\">{data}</script>"
    )
}

/// `json`, deflated and in base64.
fn packed(json: &[u8]) -> io::Result<String> {
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    // In one piece: a call of the compressor for every token of JSON costs more than the compression.
    deflated.write_all(json)?;
    Ok(base64(&deflated.finish()?))
}

/// `bytes` in base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            if i > group.len() {
                text.push('=');
            } else {
                text.push(char::from(DIGITS[(bits >> (18 - 6 * i) & 63) as usize]));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded, "{plain}");
        }
    }
}
