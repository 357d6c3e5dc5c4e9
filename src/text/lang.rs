//! The language of a text.

use std::fmt;

/// An ISO 639-1 language code; `und` where no language was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// Indonesian.
    pub const ID: Self = Self(*b"id\0");
    /// Malay, as written in Malaysia.
    pub const MS: Self = Self(*b"ms\0");
    /// English.
    pub const EN: Self = Self(*b"en\0");
    /// Not recognised.
    pub const UND: Self = Self(*b"und");

    /// The language with the two- or three-letter code `code`, in either case; a region (`en-GB`) is ignored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let mut bytes = [0; 3];
        let ok = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_alphabetic());
        for (slot, byte) in bytes.iter_mut().zip(code.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        ok.then_some(Self(bytes))
    }

    /// The code, in lower case.
    #[must_use]
    pub fn code(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
