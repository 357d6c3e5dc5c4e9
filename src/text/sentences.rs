//! Sentences of a text.
//!
//! **In** a stretch of a text. **Out** its sentences, as bytes of the text. A line end always ends a sentence: pages
//! are flattened block by block. Within a line every stop is looked at once, and three things are asked: what word it
//! follows (an abbreviation, an initial, a number), what follows it (a small letter goes on, a capital begins), and
//! whether space stands between. In a text without any capital a small letter begins as well. Without space a sentence
//! ends only between a small letter or bracket and a capital word (`…Peru.Sedangkan untuk`), and never inside a domain
//! (`Detik.com`, `KOMPAS . com`).
//!
//! Abbreviations are in `data/abbreviations.tsv`, endings of domains in `data/domain_endings.txt`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::lang::Lang;
use super::line_ends::lines;
use super::stopwords::stopwords;
use super::tokens::is_invisible;
use super::word_list::{entries, rows};

pub(super) const ABBREVIATIONS: &str = include_str!("data/abbreviations.tsv");
pub(super) const DOMAIN_ENDINGS: &str = include_str!("data/domain_endings.txt");

/// What the words of `data/abbreviations.tsv` bind.
static BINDING: LazyLock<FxHashMap<&str, Binding>> = LazyLock::new(|| {
    rows(ABBREVIATIONS)
        .filter_map(|[word, what]| Some((word, binding(what)?)))
        .collect()
});

#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    /// `Dr.`: whatever follows its stop.
    Name,
    /// `No.`: a number that follows its stop.
    Number,
    /// `Grup`: a single letter, which is then no initial of a name.
    Letter,
}

fn binding(what: &str) -> Option<Binding> {
    match what {
        "name" => Some(Binding::Name),
        "number" => Some(Binding::Number),
        "letter" => Some(Binding::Letter),
        _ => None,
    }
}

static DOMAINS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries(DOMAIN_ENDINGS).collect());

/// No word of the lists is longer than this, in bytes.
const LONGEST: usize = 12;

/// The sentences of `text[range]`, in order: trimmed, not empty, none across a line end.
///
/// Closing quotes and brackets after the stop belong to the sentence. Every visible character of the range lies in
/// exactly one sentence. One pass; about 20 µs for 400 words.
///
/// # Panics
/// If `range` is not within `text` or cuts a character.
///
/// # Examples
/// ```
/// use silsilah::text::sentences::sentences;
///
/// let text = "“Air surut pukul 17.57.” Demikian Dr. H. Budi kepada Detik.com.Warga pulang.";
/// let found: Vec<&str> = sentences(text, 0..text.len()).into_iter().map(|s| &text[s]).collect();
/// assert_eq!(found, ["“Air surut pukul 17.57.”", "Demikian Dr. H. Budi kepada Detik.com.", "Warga pulang."]);
/// ```
#[must_use]
pub fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let base = range.start;
    let text = &text[range];
    let has_capitals = text.contains(char::is_uppercase);
    for line in lines(text) {
        split_line(
            &text[line.clone()],
            base + line.start,
            has_capitals,
            &mut out,
        );
    }
    out
}

/// Adds the sentences of one line that begins at byte `base` of the text.
fn split_line(line: &str, base: usize, has_capitals: bool, out: &mut Vec<Range<usize>>) {
    let mut begin = 0;
    let mut quote_open = false;
    let mut from = 0;
    // Only stops and straight quotes matter; what cannot be one is passed over byte by byte.
    let may_matter = |b: &u8| matches!(b, b'.' | b'!' | b'?' | b'"') || !b.is_ascii();
    while let Some(step) = line.as_bytes()[from..].iter().position(may_matter) {
        let at = from + step;
        let Some(c) = line[at..].chars().next() else {
            break;
        };
        from = at + c.len_utf8();
        if c == '"' {
            quote_open = !quote_open;
        }
        if !is_stop(c) {
            continue;
        }
        let end = end_of_stop(line, at, &mut quote_open);
        let before = &line[begin..at];
        if ends_sentence(before, c, &line[at..end], &line[end..], has_capitals) {
            push_trimmed(line, begin..end, base, out);
            begin = end;
        }
        from = from.max(end);
    }
    push_trimmed(line, begin..line.len(), base, out);
}

/// One past the stop at byte `at`, with further stops and with the quotes and brackets that close after it.
///
/// A straight quote closes if one is open; in text set apart by a tokeniser (`kata . " Lalu`) a space may stand before.
fn end_of_stop(line: &str, at: usize, quote_open: &mut bool) -> usize {
    let mut end = at;
    for (i, c) in line[at..].char_indices() {
        let closes = match c {
            '"' if *quote_open => {
                *quote_open = false;
                true
            }
            '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）' => true,
            '\'' => line[at + i + 1..]
                .chars()
                .next()
                .is_none_or(|next| !next.is_alphanumeric()),
            _ => is_stop(c),
        };
        if closes {
            end = at + i + c.len_utf8();
        } else if c != ' '
            || !line[at + i..].starts_with(" \"") && !line[at + i..].starts_with(" ”")
        {
            break;
        }
    }
    end
}

/// Whether the stop ends the sentence `before` it, given what comes `after`.
fn ends_sentence(before: &str, stop: char, marks: &str, after: &str, has_capitals: bool) -> bool {
    let visible = after.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let Some(next) = visible.chars().next() else {
        return true;
    };
    if matches!(stop, '。' | '！' | '？' | '।' | '॥' | '۔' | '؟') {
        return true;
    }
    let spaced = visible.len() < after.len();
    let opened =
        visible.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '\n');
    let first = opened.chars().next().unwrap_or(next);
    if first.is_lowercase() && (has_capitals || !spaced) {
        return false;
    }
    if !spaced {
        return ends_glued(before, marks, visible);
    }
    let only = marks.len() == 1 && stop == '.';
    !only || !goes_on(before, first, opened)
}

/// Whether a sentence ends at a stop that no space follows: `…Peru.Sedangkan untuk`.
fn ends_glued(before: &str, marks: &str, after: &str) -> bool {
    let next = first_word(after);
    if ends_domain(next) {
        return false;
    }
    let mut letters = next.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let lower = letters.next().is_some_and(char::is_lowercase);
    let opened = after.starts_with(['"', '“', '‘']);
    if marks.chars().count() > 1 || before.ends_with(char::is_whitespace) {
        return capital || opened;
    }
    let word = last_word(before);
    // `Dr.Budi`, `H.Saudin` and `J.K.Wira` are names.
    let letters = word.rsplit('.').next().unwrap_or(word).chars().count();
    let binds = letters <= 1 || bound(word).is_some();
    let closed = before.ends_with([')', '"', '”', '%', '\'']);
    opened || capital && lower && (closed || !binds)
}

/// Whether one full stop belongs to the word before it, not to the sentence; `first` is the next letter or figure.
fn goes_on(before: &str, first: char, after: &str) -> bool {
    let set_apart = before.ends_with(char::is_whitespace);
    let before = before.trim_end();
    if before.is_empty() || set_apart && ends_domain(first_word(after)) {
        // Nothing yet, or a domain that a tokeniser took apart: `KOMPAS . COM`.
        return true;
    }
    let word = last_word(before);
    if word.len() == before.trim_start().len() && word.bytes().all(|b| b.is_ascii_digit()) {
        // The number of a list: `1. Judul`.
        return true;
    }
    match bound(word) {
        Some(Binding::Name) => return true,
        Some(Binding::Number) => return first.is_numeric(),
        Some(Binding::Letter) | None => {}
    }
    let initial = word.rsplit('.').next().is_some_and(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    // `S.H. Budi` and `J. K. Rowling` go on; `vitamin C. Namun` and `Grup G. Tim` do not.
    let title = word.contains('.') || word.chars().all(char::is_uppercase);
    initial && title && !opens_sentence(first_word(after)) && !labelled(before, word)
}

/// Whether the letter `word` at the end of `before` labels the word before it: `Grup G`.
fn labelled(before: &str, word: &str) -> bool {
    let rest = before[..before.len() - word.len()].trim_end();
    bound(last_word(rest)) == Some(Binding::Letter)
}

/// What `word` binds, if it is in the list.
fn bound(word: &str) -> Option<Binding> {
    let mut lower = [0_u8; LONGEST];
    BINDING.get(lowered(word, &mut lower)).copied()
}

/// Whether `word` is a function word, which with a capital opens a sentence and is no name.
fn opens_sentence(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.len() > 1
        && [Lang::ID, Lang::MS, Lang::EN]
            .iter()
            .any(|&lang| stopwords(lang).contains(&lower))
}

/// Whether `word` is the end of a domain.
fn ends_domain(word: &str) -> bool {
    let mut lower = [0_u8; LONGEST];
    DOMAINS.contains(lowered(word, &mut lower))
}

/// `word` in lower case if it is short and ASCII, as all abbreviations are; else nothing.
fn lowered<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> &'b str {
    let Some(slot) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return "";
    };
    slot.copy_from_slice(word.as_bytes());
    slot.make_ascii_lowercase();
    std::str::from_utf8(slot).unwrap_or_default()
}

/// The letters, figures and inner stops at the end of `text`.
fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '.' || is_invisible(c));
    text[rest.len()..].trim_start_matches('.')
}

/// The letters and figures at the beginning of `text`, after brackets and quotes.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    &text[..end]
}

/// Adds `line[range]` without white space and invisible characters at its ends, if anything is left.
///
/// Marks without a letter or figure, such as a quote set apart, are added to the sentence before them on the line.
fn push_trimmed(line: &str, range: Range<usize>, base: usize, out: &mut Vec<Range<usize>>) {
    let blank = |c: char| c.is_whitespace() || is_invisible(c);
    let piece = &line[range.clone()];
    let start = range.start + piece.len() - piece.trim_start_matches(blank).len();
    let end = start + line[start..range.end].trim_end_matches(blank).len();
    if start >= end {
        return;
    }
    let speaks = line[start..end].contains(char::is_alphanumeric);
    match out.last_mut() {
        Some(last) if !speaks && last.start >= base => last.end = base + end,
        _ => out.push(base + start..base + end),
    }
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '۔' | '؟' | '。' | '！' | '？' | '।' | '॥'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::line_ends::is_line_end;
    use super::*;

    /// Each line is one text; `|` marks where a sentence ends.
    const SPLITS: &[&str] = &[
        "Air naik. |Warga pergi.",
        "Air naik! |Mengapa? |Entah…",
        "Kata Dr. Budi dan Prof. H. Ani di Jl. Melati No. 5.",
        "Harga Rp. 5.000 per kg. |Naik 1.250,5 persen.",
        "Budi, S.H. Santoso hadir bersama J. K. Wira.",
        "Ia makan vitamin C. |Namun sakit.",
        "The U.S. Navy left at 9 a.m. on Monday. |It rained.",
        "The U.S. army. |In the U.S. |The rain fell.",
        "menurut Detik.com dan Pikiran-Rakyat.com. |Lalu Republika.co.id.",
        "JAKARTA , KOMPAS . com - Hujan turun . |Warga pulang .",
        "JAKARTA , KOMPAS . COM - Hujan turun .",
        "ia menang di Peru.|Sedangkan untuk lomba kedua ia kalah.",
        "“Kami siap.” |Ia pergi.",
        "\"Kami siap.\" |Ia pergi. |\"Baik.\"",
        "\"Kami siap.\"|Sedangkan yang lain diam.",
        "Mereka diam.|\"Kami siap,\" katanya.",
        "\" Kami siap . \" |Ia pergi .",
        "\"Apa?\" tanya dia. |\"Ya!\" jawab Ani.",
        "Hujan reda. |(ANTARA)",
        "1. Siapkan air",
        "Ia pulang pada 2025. |Kini ia di Solo.",
        "Feb. 27 hujan. |Ia lahir 3 Des. 1990.",
        "آج بارش ہوئی۔ |لوگ گھر گئے۔",
        "هل وصل؟ |نعم.",
        "雨が降った。|終わり。",
        "Pukul 17.57 WIB. |Ver. 2.4.1 keluar.",
        "Ia ke Gothia Cup 2017.|Lomba itu di LCS.|Sementara H.Saudin, Dr.Budi dan ID.go pergi.",
        "Pindah ke Timur .|TRIBUNNEWS . COM - Ibu kota pindah .|Lokasi itu luas .",
        "Juara Serie A. |Skuat itu menang di Grup G. |Evan senang, kata Semuel A. Budi.",
        "Kami siap . \"",
        "1 . Siapkan air",
        "Ia bilang... lalu pergi... |Kami diam.",
        "PT Maju Tbk. |Kemarin naik, Tbk. yang lain turun.",
        "Lihat www.contoh.com/a.html. |Selesai",
        "air naik. |warga pergi ke jl. melati no. 5. |\"kami siap,\" kata dr. budi. |detik.com kutip 1.250.",
    ];

    #[test]
    fn sentences_end_where_readers_end_them() {
        for marked in SPLITS {
            check(marked);
        }
    }

    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = sentences(&text, 0..text.len())
            .into_iter()
            .map(|s| &text[s])
            .collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_end_ends_a_sentence() {
        let text = "Beranda\r\n  • Nasional\n\n\u{200B}\nAir naik\u{2028}kata";
        let found: Vec<&str> = sentences(text, 3..text.len())
            .into_iter()
            .map(|s| &text[s])
            .collect();
        assert_eq!(found, ["anda", "• Nasional", "Air naik", "kata"]);
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_sentence(text in "([.!?\"”' \n]|[A-Z][a-z]|com|Dr|[0-9]|۔|.){0,60}") {
            let mut last = 0;
            for range in sentences(&text, 0..text.len()) {
                prop_assert!(text[last..range.start].chars().all(|c| c.is_whitespace() || is_invisible(c) || is_line_end(c)));
                prop_assert!(!text[range.clone()].contains('\n') && !text[range.clone()].trim().is_empty());
                last = range.end;
            }
            prop_assert!(text[last..].chars().all(|c| c.is_whitespace() || is_invisible(c) || is_line_end(c)));
        }
    }
}
