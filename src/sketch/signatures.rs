//! Signatures of many texts in one table, with the header that says what they mean, in memory and as a file.
//!
//! **In** signatures of [`OnePermutation`]. **Out** a table of rows of equal length, and its bytes: a header of 40 bytes
//! and the rows, nothing else. `docs/formats.md` tells other languages how to read and make them. Tables whose headers
//! differ refuse to be joined or compared.

use crate::error::{Error, Result};
use crate::sketch::header::{Header, Scheme, ShingleKind};
use crate::sketch::oneperm::{Bins, OnePermutation};

/// The first bytes of a file of signatures.
pub const MAGIC: [u8; 4] = *b"SLSG";

/// Version of the layout of the file.
pub const LAYOUT: u16 = 1;

/// Bytes before the first row.
const HEADER_BYTES: usize = 40;

/// The number of the scheme in the file.
const ONE_PERMUTATION: u8 = 2;

/// Signatures in the order in which they came.
///
/// # Examples
/// ```
/// use silsilah::sketch::oneperm::{Bins, OnePermutation};
/// use silsilah::sketch::{Shingler, ShingleKind, Signatures};
///
/// let scheme = OnePermutation { slots: 128, bytes: 1, throws: 8 };
/// let words = ShingleKind::Words(5);
/// let mut table = Signatures::new(scheme, words)?;
/// let (mut shingler, mut bins) = (Shingler::default(), Bins::default());
/// for text in ["Banjir merendam tiga desa di hilir sungai.", "Banjir merendam tiga desa di hilir sungai!"] {
///     scheme.throw(shingler.shingles(text, words), &mut bins);
///     table.push(&bins);
/// }
/// assert_eq!(table.similarity(0, 1), 1.0);
///
/// let read = Signatures::from_bytes(&table.to_bytes())?;
/// assert_eq!(read, table);
/// # Ok::<(), silsilah::error::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatures {
    header: Header,
    scheme: OnePermutation,
    rows: Vec<u8>,
}

impl Signatures {
    /// An empty table for signatures by `scheme` over `shingles`.
    ///
    /// # Errors
    /// [`ErrorKind::Value`](crate::error::ErrorKind::Value) if a parameter of the scheme is out of its range.
    pub fn new(scheme: OnePermutation, shingles: ShingleKind) -> Result<Self> {
        scheme.check()?;
        Ok(Self {
            header: Header::one_permutation(scheme, shingles),
            scheme,
            rows: Vec::new(),
        })
    }

    /// What the signatures were made with.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The parameters of the scheme.
    #[must_use]
    pub fn scheme(&self) -> OnePermutation {
        self.scheme
    }

    /// The number of signatures.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() / self.scheme.length()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Signature `i`: slots one after another, each little-endian.
    ///
    /// # Panics
    /// If `i` is not less than [`len`](Self::len).
    #[must_use]
    pub fn get(&self, i: usize) -> &[u8] {
        let length = self.scheme.length();
        &self.rows[i * length..][..length]
    }

    /// Adds the signature of what is in `bins`, which must have been thrown by the same scheme.
    pub fn push(&mut self, bins: &Bins) {
        self.scheme.sign(bins, &mut self.rows);
    }

    /// Adds the signatures of `other` for which `keep`, by their number, says so, after those of this table.
    ///
    /// # Errors
    /// [`ErrorKind::SketchMismatch`](crate::error::ErrorKind::SketchMismatch) if they were made in different ways.
    pub fn append(&mut self, other: &Self, keep: impl Fn(usize) -> bool) -> Result<()> {
        self.header.check(&other.header)?;
        let rows = other.rows.chunks_exact(self.scheme.length()).enumerate();
        let kept = rows.filter(|&(i, _)| keep(i));
        kept.for_each(|(_, row)| self.rows.extend_from_slice(row));
        Ok(())
    }

    /// An empty table for signatures made in the same way.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            rows: Vec::new(),
            ..*self
        }
    }

    /// The estimated similarity of the sets behind signatures `i` and `j`, `0.0..=1.0`.
    ///
    /// # Panics
    /// If `i` or `j` is not less than [`len`](Self::len).
    #[must_use]
    pub fn similarity(&self, i: usize, j: usize) -> f64 {
        self.scheme.similarity(self.get(i), self.get(j))
    }

    /// The table as a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let header = &self.header;
        let mut bytes = Vec::with_capacity(HEADER_BYTES + self.rows.len());
        bytes.extend(MAGIC);
        bytes.extend(LAYOUT.to_le_bytes());
        bytes.extend([ONE_PERMUTATION, header.shingles.n_words() as u8]);
        bytes.extend(header.k.to_le_bytes());
        bytes.extend([self.scheme.bytes, self.scheme.throws]);
        for version in [header.version, header.normaliser, header.lexicon] {
            bytes.extend(version.to_le_bytes());
        }
        bytes.extend([0; 6]);
        bytes.extend(header.seed.to_le_bytes());
        bytes.extend((self.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&self.rows);
        bytes
    }

    /// Reads a table back.
    ///
    /// # Errors
    /// [`ErrorKind::Data`](crate::error::ErrorKind::Data) if `bytes` are not such a file, or cut off;
    /// [`ErrorKind::SketchMismatch`](crate::error::ErrorKind::SketchMismatch) if this version makes signatures in
    /// another way.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let fault = |reason: String| Error::data("signatures", None, reason);
        let header = bytes
            .get(..HEADER_BYTES)
            .filter(|head| head.starts_with(&MAGIC))
            .ok_or_else(|| fault("not a file of signatures: it does not begin with SLSG and a header of 40 bytes".into()))?;
        let u16_at = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        let u64_at = |at: usize| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&header[at..at + 8]);
            u64::from_le_bytes(eight)
        };
        let (layout, kind) = (u16_at(4), header[6]);
        if (layout, kind) != (LAYOUT, ONE_PERMUTATION) {
            let reason = format!(
                "layout {layout}, scheme {kind}; this version reads layout {LAYOUT}, scheme {ONE_PERMUTATION}"
            );
            return Err(fault(reason));
        }
        let scheme = OnePermutation {
            slots: u16_at(8),
            bytes: header[10],
            throws: header[11],
        };
        let mut table = Self::new(scheme, ShingleKind::Words(header[7]))?;
        let stated = Header {
            scheme: Scheme::from(scheme),
            version: u16_at(12),
            k: scheme.slots,
            shingles: table.header.shingles,
            seed: u64_at(24),
            normaliser: u16_at(14),
            lexicon: u16_at(16),
        };
        table.header.check(&stated)?;
        let (rows, n) = (&bytes[HEADER_BYTES..], u64_at(32));
        if n.checked_mul(scheme.length() as u64) != Some(rows.len() as u64) {
            let reason = format!(
                "{n} signatures of {} bytes stated, {} bytes found",
                scheme.length(),
                rows.len()
            );
            return Err(fault(reason));
        }
        table.rows = rows.to_vec();
        Ok(table)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::sketch::Shingler;

    const SCHEME: OnePermutation = OnePermutation {
        slots: 8,
        bytes: 1,
        throws: 8,
    };

    fn table() -> Signatures {
        let words = ShingleKind::Words(5);
        let mut table = Signatures::new(SCHEME, words).unwrap();
        let (mut shingler, mut bins) = (Shingler::default(), Bins::default());
        SCHEME.throw(
            shingler.shingles("Banjir merendam tiga desa di hilir sungai.", words),
            &mut bins,
        );
        table.push(&bins);
        table
    }

    /// A file that an earlier version wrote means the same today. If it cannot, [`LAYOUT`] or a version must change.
    #[test]
    fn known_file() {
        let header = b"SLSG\x01\0\x02\x05\x08\0\x01\x08\x01\0\x01\0\0\0\0\0\0\0\0\0HALISLIS\x01\0\0\0\0\0\0\0";
        let row = [151, 139, 243, 27, 162, 138, 92, 209];
        let expected = [header.as_slice(), &row].concat();
        assert_eq!(table().to_bytes(), expected);
        assert_eq!(Signatures::from_bytes(&expected).unwrap(), table());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let file = table().to_bytes();
        let with = |at: usize, byte: u8| {
            let mut file = file.clone();
            file[at] = byte;
            Signatures::from_bytes(&file).unwrap_err().to_string()
        };
        assert!(with(0, b'X').ends_with("it does not begin with SLSG and a header of 40 bytes"));
        assert_eq!(
            with(4, 9),
            "signatures: layout 9, scheme 2; this version reads layout 1, scheme 2"
        );
        assert_eq!(
            with(32, 2),
            "signatures: 2 signatures of 8 bytes stated, 8 bytes found"
        );
        assert_eq!(
            with(10, 3),
            "slot: 3 bytes, 8 throws; give 1, 2 or 4 bytes and 1 throw or more"
        );
        for at in [12, 14, 16, 24] {
            assert!(
                with(at, 9).starts_with("cannot compare a sketch made by one-permutation"),
                "{at}"
            );
        }
        let mut other = Signatures::new(
            OnePermutation {
                throws: 1,
                ..SCHEME
            },
            ShingleKind::Words(5),
        )
        .unwrap();
        assert!(other.append(&table(), |_| true).is_err());
        let mut same = table();
        same.append(&table(), |i| i == 0).unwrap();
        assert_eq!((same.len(), same.get(1)), (2, table().get(0)));
    }
}
