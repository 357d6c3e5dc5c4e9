//! The words of a text for whoever only hashes them: the same as [`tokens`], and nothing stored.
//!
//! **In** a text. **Out** the normal form of each word, in order and in [`Run`]s, as bytes that are gone with the next run:
//! nothing is stored of a word, and nothing allocated for one.
//!
//! A stretch of ASCII goes by in blocks of 64 bytes. Each block becomes a lower-case copy and one bit a byte that says
//! whether a letter or digit stands there; where the bits change, words begin and end. The loops over a block have no
//! branches and are written so that the compiler makes vector instructions of them, which on the plainest x86-64 costs
//! 0.2 ns a byte. Whatever touches a character beyond ASCII is read by the same function that `tokens` calls, so the two
//! cannot part; a property test holds them together.
//!
//! Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", VLDB Journal 28, 2019, for positions from
//! bit masks.

mod edges;

use super::tokens;

/// Bytes looked at together: one bit for each in a word of the machine.
pub(super) const BLOCK: usize = 64;

/// Bytes at the head of a form that come as one number.
const HEAD: usize = 16;

/// Characters beyond ASCII are mostly near others, so this many bytes of ASCII must follow before blocks pay.
const WORTH: usize = 32;

/// The normal form of a word, as in [`Token::form`](super::Token::form).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form<'f> {
    /// Its bytes; at least one.
    pub bytes: &'f [u8],
    /// Its first 16 bytes as a little-endian number, zeros behind a shorter form.
    pub head: u128,
}

/// Words that follow one another.
#[derive(Clone, Copy, Debug)]
pub struct Run<'r> {
    lower: &'r [u8],
    edges: &'r [u32],
}

impl<'r> Run<'r> {
    /// Their forms, in order.
    #[must_use]
    pub fn forms(self) -> impl ExactSizeIterator<Item = Form<'r>> {
        let (edges, _) = self.edges.as_chunks::<2>();
        edges.iter().map(move |&[start, end]| {
            let (start, end) = (start as usize, end as usize);
            let mut head = [0; HEAD];
            head.copy_from_slice(&self.lower[start..start + HEAD]);
            let bytes = &self.lower[start..end];
            let head = u128::from_le_bytes(head) & LOW_BYTES[bytes.len().min(HEAD)];
            Form { bytes, head }
        })
    }
}

/// What a scan works in, to be used again for the next text.
#[derive(Clone, Debug, Default)]
pub struct Scanner {
    /// The stretch at work in lower case, and [`HEAD`] bytes more than its last block.
    lower: Vec<u8>,
    /// Where words begin and end in it, in turn.
    edges: Vec<u32>,
    /// The form of a word beyond ASCII.
    form: String,
}

impl Scanner {
    /// Gives every word of `text`, in order: whole stretches of ASCII as one run, other words alone.
    ///
    /// A run knows how many words it has, so whoever stores something of each makes room once. Takes one pass. Positions
    /// are 32-bit numbers: of a text longer than 4 GiB only so much is read.
    ///
    /// # Examples
    /// ```
    /// use silsilah::text::scan::Scanner;
    ///
    /// let mut forms = Vec::new();
    /// Scanner::default().each_run("Kata “Lavrov”, Rabu", |run| {
    ///     forms.extend(run.forms().map(|form| form.bytes.to_vec()));
    /// });
    /// assert_eq!(forms, [b"kata".as_slice(), b"lavrov", b"rabu"]);
    /// ```
    pub fn each_run(&mut self, text: &str, mut each: impl FnMut(Run<'_>)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let ascii = at + ascii_prefix(&bytes[at..]);
            let end = if ascii == bytes.len() {
                ascii
            } else {
                word_start(bytes, at, ascii)
            };
            each(self.ascii(&bytes[at..end]));
            at = end;
            while at < bytes.len() {
                let length = tokens::word_len(&text[at..]);
                if length > 0 {
                    each(self.fold(&text[at..at + length]));
                }
                // Past the character that is of no word, or was not joined to this one.
                let first = text[at..].chars().next().map_or(1, char::len_utf8);
                at += length.max(first);
                let ahead = &bytes[at..];
                if ahead[..ahead.len().min(WORTH)].is_ascii() {
                    break;
                }
            }
        }
    }

    /// The words of `text`, which is ASCII and neither begins nor ends within a word.
    fn ascii(&mut self, text: &[u8]) -> Run<'_> {
        let n_blocks = text.len().div_ceil(BLOCK);
        grow(&mut self.lower, n_blocks * BLOCK + HEAD);
        // One edge a byte at most and one at the end; they are written several at a time.
        grow(&mut self.edges, n_blocks * BLOCK + BLOCK + 8);
        let n_edges = edges::find(text, &mut self.lower, &mut self.edges);
        Run {
            lower: &self.lower,
            edges: &self.edges[..n_edges],
        }
    }

    /// The word `raw`, or none if it is made of signs that leave no form.
    fn fold(&mut self, raw: &str) -> Run<'_> {
        self.form.clear();
        tokens::fold_into(&mut self.form, raw);
        let form = self.form.as_bytes();
        grow(&mut self.lower, form.len() + HEAD);
        grow(&mut self.edges, 2);
        self.lower[..form.len()].copy_from_slice(form);
        self.edges[..2].copy_from_slice(&[0, form.len() as u32]);
        Run {
            lower: &self.lower,
            edges: &self.edges[..if form.is_empty() { 0 } else { 2 }],
        }
    }
}

/// Masks that leave so many low bytes.
const LOW_BYTES: [u128; HEAD + 1] = {
    let mut masks = [0u128; HEAD + 1];
    let mut n = 1;
    while n <= HEAD {
        masks[n] = masks[n - 1] << 8 | 0xFF;
        n += 1;
    }
    masks
};

/// How many bytes at the head of `bytes` are ASCII.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let mut blocks = bytes.chunks(BLOCK);
    let plain: usize = blocks
        .by_ref()
        .take_while(|b| b.is_ascii())
        .map(<[u8]>::len)
        .sum();
    let rest = &bytes[plain..];
    plain + rest.iter().take_while(|b| b.is_ascii()).count()
}

/// Where the run of ASCII letters and digits that ends at `end` begins, not before `from`.
fn word_start(bytes: &[u8], from: usize, end: usize) -> usize {
    let run = bytes[from..end].iter().rev();
    end - run.take_while(|b| b.is_ascii_alphanumeric()).count()
}

fn grow<T: Copy + Default>(buffer: &mut Vec<T>, length: usize) {
    if buffer.len() < length {
        buffer.resize(length, T::default());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(scanner: &mut Scanner, text: &str) {
        let mut found = Vec::new();
        scanner.each_run(text, |run| {
            assert_eq!(run.forms().len(), run.forms().count(), "{text:?}");
            for form in run.forms() {
                let head: Vec<u8> = form.bytes.iter().copied().take(HEAD).collect();
                let mut padded = [0; HEAD];
                padded[..head.len()].copy_from_slice(&head);
                assert_eq!(form.head, u128::from_le_bytes(padded), "{text:?}");
                found.push(String::from_utf8_lossy(form.bytes).into_owned());
            }
        });
        let words = tokens::tokens(text);
        let expected: Vec<&str> = words.iter().map(|word| word.form).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_at_the_edges_of_blocks() {
        let mut scanner = Scanner::default();
        for n in 0..200 {
            check(&mut scanner, &"x".repeat(n));
            check(
                &mut scanner,
                &format!("{} Y{}", "a b".repeat(n), "z".repeat(n % 70)),
            );
            check(
                &mut scanner,
                &format!("{}é{}", "x ".repeat(n), "Y".repeat(n % 70)),
            );
            check(&mut scanner, &format!("{}\u{AD}B, c", "x".repeat(n)));
        }
        let all: String = (0..=0x7Fu8).map(char::from).collect();
        check(&mut scanner, &all);
    }

    proptest! {
        /// The fast words are the slow ones, whatever the mixture of scripts, marks and signs that nobody sees.
        #[test]
        fn words_are_those_of_tokens(
            parts in prop::collection::vec(
                "[ -~]{0,90}|[A-Za-z0-9_ ,.\\-]{0,40}|[À-ɏ’“”–\u{AD}\u{200B}\u{300}\u{301}\u{FE0F}]{1,3}|[ء-ي ]{1,12}|[\u{640}-\u{655}]|[ก-ฮ一-七あ]{1,4}|İ|ﬁ|ﷺ|[^a]{1,3}",
                0..12,
            )
        ) {
            check(&mut Scanner::default(), &parts.concat());
        }
    }
}
