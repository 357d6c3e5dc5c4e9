//! The language of a text.
//!
//! **In** a text. **Out** one [`Lang`]. Function words decide first: they are frequent, and a page's menu, names and
//! quotes in another language hardly touch them. Indonesian and Malay share most of them and are told apart by words
//! that only one of the two writes (`data/malay_spelling.tsv`: *karena* or *kerana*, *polisi* or *polis*). Languages
//! without a list, and scripts other than Latin, are left to letter trigrams (the crate whatlang), where it is sure.

use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::LazyLock;

use super::stopwords::stopwords;
use super::tokens::tokens;
use super::word_list::rows;

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

    /// Whether [`detect`] can tell that a text is in this language.
    #[must_use]
    pub fn is_detectable(&self) -> bool {
        LISTED.contains(&self.code()) || rows(ISO639).any(|[_, short]| short == self.code())
    }

    /// The same language by its code of two letters, where there is one and this has three: `ind` is `id`.
    #[must_use]
    pub fn shortest(self) -> Self {
        let short = rows(ISO639).find(|[long, _]| *long == self.code());
        short
            .and_then(|[_, short]| Self::from_code(short))
            .unwrap_or(self)
    }

    /// The language as far as words are concerned: Malay and Indonesian share theirs.
    #[must_use]
    pub fn of_words(self) -> Self {
        if self == Self::MS { Self::ID } else { self }
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

/// Fewer function words than this say nothing about the language of a text.
const MIN_FUNCTION_WORDS: u16 = 4;

/// Bytes read at most; the rest of a long page would not change the verdict.
const MAX_BYTES: usize = 6000;

/// Languages that their function words can tell; the first two share most of theirs.
const LISTED: [&str; 10] = ["id", "ms", "en", "de", "fr", "es", "tr", "ru", "ar", "ur"];

pub(super) const MALAY_SPELLING: &str = include_str!("data/malay_spelling.tsv");
pub(super) const ISO639: &str = include_str!("data/iso639.tsv");

/// What a word says of its text's language.
#[derive(Clone, Copy, Default)]
struct Vote {
    /// 1 for each of [`LISTED`] whose function word it is.
    function_word: [u16; LISTED.len()],
    /// 1 for a word that only Indonesian writes, -1 for one of Malay alone.
    spelling: i32,
}

static VOTES: LazyLock<FxHashMap<&str, Vote>> = LazyLock::new(|| {
    let mut votes: FxHashMap<&str, Vote> = FxHashMap::default();
    for (i, code) in LISTED.iter().enumerate() {
        let lang = Lang::from_code(code).unwrap_or(Lang::UND);
        for word in stopwords(lang).iter() {
            votes.entry(word).or_default().function_word[i] = 1;
        }
    }
    for [word, lang] in rows(MALAY_SPELLING) {
        let indonesian = lang == "id";
        let vote = votes.entry(word).or_default();
        vote.spelling = if indonesian { 1 } else { -1 };
        // As sure a sign of its language as a function word.
        vote.function_word[usize::from(!indonesian)] = 1;
    }
    votes
});

/// The language that most of `text` is written in; [`Lang::UND`] where too little tells.
///
/// A text needs four function words, or four words and trigrams that whatlang calls reliable. Where nothing tells
/// Indonesian from Malay, the answer is Indonesian.
///
/// Reads at most 6,000 bytes; takes about 60 µs for them, and several times that where whatlang is asked.
///
/// # Examples
/// ```
/// use silsilah::text::lang::{Lang, detect};
///
/// assert_eq!(detect("Jalan itu ditutup karena banjir, dan warga di sana mengungsi."), Lang::ID);
/// assert_eq!(detect("Jalan itu ditutup kerana banjir, dan orang di sana dipindahkan."), Lang::MS);
/// assert_eq!(detect("Banjir"), Lang::UND);
/// ```
#[must_use]
pub fn detect(text: &str) -> Lang {
    let cut = (0..=MAX_BYTES.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at));
    let text = &text[..cut.unwrap_or(0)];
    let words = tokens(text);
    let mut hits = [0_u16; LISTED.len()];
    let mut spelling = 0;
    for vote in words.iter().filter_map(|word| VOTES.get(word.form)) {
        for (hit, one) in hits.iter_mut().zip(vote.function_word) {
            *hit += one;
        }
        spelling += vote.spelling;
    }
    let family = if spelling < 0 { Lang::MS } else { Lang::ID };
    let malay = hits[0].max(hits[1]);
    let foreign = hits[2..].iter().copied().max().unwrap_or(0);
    if malay >= MIN_FUNCTION_WORDS && malay > foreign {
        return family;
    }
    if words.len() < usize::from(MIN_FUNCTION_WORDS) {
        return Lang::UND;
    }
    match by_trigrams(text) {
        // Trigrams do not know Malay, and take short Indonesian for Javanese.
        Some(lang) if lang == Lang::ID || (lang.code() == "jv" && malay > 0) => family,
        Some(lang) => lang,
        None => by_function_words(hits),
    }
}

/// What whatlang says, if it is sure.
fn by_trigrams(text: &str) -> Option<Lang> {
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    Lang::from_code(info.lang().code()).map(Lang::shortest)
}

/// The language with the most function words, if they are enough and no other has as many.
fn by_function_words(hits: [u16; LISTED.len()]) -> Lang {
    let best = hits.iter().copied().max().unwrap_or(0);
    let mut first = LISTED.iter().zip(hits).filter(|&(_, n)| n == best);
    match (first.next(), first.next()) {
        (Some((code, n)), None) if n >= MIN_FUNCTION_WORDS => {
            Lang::from_code(code).unwrap_or(Lang::UND)
        }
        _ => Lang::UND,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// (language, text)
    const TEXTS: &[(&str, &str)] = &[
        (
            "id",
            "Polisi menutup jalan itu karena banjir, sedangkan warga sudah diungsikan ke kantor desa.",
        ),
        (
            "ms",
            "Polis menutup jalan itu kerana banjir, manakala penduduk telah dipindahkan ke pejabat daerah.",
        ),
        ("id", "Mereka sudah pergi dari sana dan tidak akan kembali."),
        (
            "en",
            "The river rose after the rain, and the road to the village was closed by the police.",
        ),
        (
            "de",
            "Der Fluss stieg nach dem Regen, und die Straße wurde von der Polizei gesperrt.",
        ),
        (
            "fr",
            "La rivière est montée après la pluie et la route du village a été fermée par la police.",
        ),
        (
            "es",
            "El río creció después de la lluvia y la policía cerró la carretera del pueblo.",
        ),
        (
            "tr",
            "Yağmurdan sonra nehir yükseldi ve köyün yolu polis tarafından kapatıldı, ancak köy halkı için bir yol daha var.",
        ),
        (
            "ru",
            "После дождя река поднялась, и полиция закрыла дорогу в деревню, но есть еще и другая.",
        ),
        (
            "ar",
            "ارتفع النهر بعد المطر وأغلقت الشرطة الطريق إلى القرية.",
        ),
        (
            "ur",
            "بارش کے بعد دریا کی سطح بلند ہو گئی اور پولیس نے گاؤں کی سڑک بند کر دی۔",
        ),
        (
            "ja",
            "雨のあと川の水位が上がり、警察は村への道路を閉鎖した。",
        ),
        ("und", "Budi Santoso"),
        ("und", "12 34 56 78 90"),
        ("und", ""),
    ];

    #[test]
    fn languages_are_told_apart() {
        for &(code, text) in TEXTS {
            assert_eq!(detect(text).code(), code, "{text:?}");
        }
    }

    #[test]
    fn codes_are_read_and_printed() {
        assert_eq!(Lang::from_code("en-GB"), Some(Lang::EN));
        assert_eq!(
            Lang::from_code("ID").map(|l| l.to_string()),
            Some("id".into())
        );
        assert_eq!(Lang::from_code("und"), Some(Lang::UND));
        assert_eq!(Lang::from_code("x"), None);
        assert_eq!(Lang::from_code("12"), None);
    }

    proptest! {
        #[test]
        fn any_text_has_a_code(text in "\\PC{0,200}") {
            prop_assert!(matches!(detect(&text).code().len(), 2 | 3));
        }
    }
}
