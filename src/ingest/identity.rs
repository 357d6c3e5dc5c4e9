//! Ids of records that have none, and digests of input files and of texts.
//!
//! The first two are XXH3-64 with seed 0, written as 16 lower-case hex digits, the third is XXH3-128. They are kept apart from the hashes of shingles
//! (`sketch`), which come later in the pipeline and have seeds of their own; all kinds are frozen by tests.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The id of a record that states none: `h` and 16 hex digits over its outlet, URL and text.
///
/// Each part is hashed behind its length in bytes (8 bytes, little-endian), so that moving a word from one part to the
/// next gives another id. An absent part counts as an empty one. Two records that agree in all three get one id; the
/// reader tells them apart by a suffix, `-2`, `-3` and so on, in the order in which they come.
///
/// # Examples
/// ```
/// let id = silsilah::ingest::derived_id(Some("antara"), None, "Banjir surut di Demak.");
/// assert_eq!(id, "hb7e76fde66b24e41");
/// ```
#[must_use]
pub fn derived_id(outlet: Option<&str>, url: Option<&str>, text: &str) -> String {
    let mut hash = Xxh3::new();
    for part in [outlet.unwrap_or_default(), url.unwrap_or_default(), text] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("h{:016x}", hash.digest())
}

/// The XXH3-128 of a text in UTF-8, with seed 0, as 32 lower-case hex digits. It tells texts apart; it is no seal.
///
/// # Examples
/// ```
/// let digest = silsilah::ingest::text_digest("");
/// assert_eq!(digest, "99aa06d3014798d86001c324468d497f");
/// ```
#[must_use]
pub fn text_digest(text: &str) -> String {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

/// The bytes of a file as they pass: their number and their XXH3-64.
#[derive(Clone, Default)]
pub(super) struct Digest {
    bytes: u64,
    hash: Xxh3,
}

impl Digest {
    /// Takes in the next bytes.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
    }

    /// How many bytes have passed.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The hash of what has passed, as 16 hex digits.
    pub(super) fn hex(&self) -> String {
        format!("{:016x}", self.hash.digest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_one_another() {
        let ids = [
            derived_id(Some("ab"), None, "c"),
            derived_id(Some("a"), Some("b"), "c"),
            derived_id(None, Some("ab"), "c"),
            derived_id(None, None, "abc"),
        ];
        for (i, id) in ids.iter().enumerate() {
            assert!(!ids[..i].contains(id), "{id}");
            assert_eq!(id.len(), 17);
        }
    }

    #[test]
    fn a_digest_does_not_depend_on_the_cuts() {
        let mut whole = Digest::default();
        whole.update(b"satu dua tiga");
        let mut parts = Digest::default();
        parts.update(b"satu ");
        parts.update(b"dua tiga");
        assert_eq!((whole.bytes(), whole.hex()), (parts.bytes(), parts.hex()));
        // Frozen: the digest of nothing, as published with xxHash.
        assert_eq!(Digest::default().hex(), "2d06800538d394c2");
    }
}
