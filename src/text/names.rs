//! Names of people, places and bodies, and a fold that brings their spellings together.
//!
//! **In** a text. **Out** runs of capitalised words, without the titles before them, each with a key. The key of
//! *Sergei*, *Sergey* and *Sergej* is one, and so is that of *Moskwa* and *Moscow*, so that texts of two languages can
//! meet. Capitals are all that is looked at: scripts without them give no names.
//!
//! Titles, links (*bin*, *van der*) and place names are in `data/titles.txt`, `data/name_links.txt`, `data/places.tsv`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::dates::words::{month, weekday};
use super::lang::Lang;
use super::lexemes::{Gap, Lexemes};
use super::stopwords::stopwords;
use super::word_list::{entries, rows};

pub(super) const TITLES: &str = include_str!("data/titles.txt");
pub(super) const LINKS: &str = include_str!("data/name_links.txt");
pub(super) const PLACES: &str = include_str!("data/places.tsv");

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// Its bytes in the text, without titles: `Sergei Lavrov`.
    pub range: Range<usize>,
    /// [`fold`] of it.
    pub folded: String,
}

/// Titles and links are looked up in lower case, words set apart by one space.
static TITLE_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries(TITLES).collect());
static LINK_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries(LINKS).collect());

/// Key of each name of a place, and the key that stands for all of them.
static PLACE_KEYS: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let mut keys = FxHashMap::default();
    for [other, first] in rows(PLACES) {
        let first = spelling_key(first);
        keys.insert(spelling_key(other), first.clone());
        keys.insert(first.clone(), first);
    }
    keys
});

/// A place has at most so many words.
const MAX_PLACE_WORDS: usize = 4;

/// One key for the spellings of a name.
///
/// Lower case without accents; *sh, sy, sj, sch* become `s`; *kh, ch, c, q* `k`; *w* `v`; *y, j* `i`; *ph* `f`;
/// *dz* `z`; *gh* `g`; *oe* `u`; *x* `ks`; a doubled letter is one. Words of `data/places.tsv` take the key of one name
/// of the place. The key is for comparison only; it is no spelling.
///
/// What is lost: *Cina* and *Kina*, *Joko* and *Yoko*, *Wahid* and *Vahid* meet; names that differ in more than
/// spelling (*Yusuf*, *Joseph*) or in script do not.
///
/// # Examples
/// ```
/// use silsilah::text::names::fold;
///
/// assert_eq!(fold("Sergei Lavrov"), fold("Sergej Lawrow"));
/// assert_eq!(fold("Moskwa"), fold("Moscow"));
/// assert_ne!(fold("Lavrov"), fold("Peskov"));
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let key = spelling_key(name);
    let words: Vec<&str> = key.split(' ').collect();
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        let place = (1..=MAX_PLACE_WORDS.min(words.len() - i))
            .rev()
            .find_map(|n| {
                PLACE_KEYS
                    .get(&words[i..i + n].join(" "))
                    .map(|key| (n, key))
            });
        let (n, word) = place.map_or((1, words[i]), |(n, key)| (n, key.as_str()));
        out.push(word);
        i += n;
    }
    out.join(" ")
}

/// The key of a name by its letters alone, words set apart by one space.
fn spelling_key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut letters: Vec<char> = Vec::with_capacity(name.len());
    for c in name.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ß' => letters.push('s'),
            'ø' => letters.push('o'),
            'ł' => letters.push('l'),
            'đ' | 'ð' => letters.push('d'),
            'ı' => letters.push('i'),
            'æ' => letters.extend(['a', 'e']),
            'œ' => letters.extend(['o', 'e']),
            'x' => letters.extend(['k', 's']),
            c if c.is_alphanumeric() => letters.push(c),
            '\'' | '’' | '‘' | '`' | 'ʼ' | '.' => {}
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c if super::tokens::is_invisible(c) => {}
            _ if letters.last().is_some_and(|&c| c != ' ') => letters.push(' '),
            _ => {}
        }
    }
    if letters.last() == Some(&' ') {
        letters.pop();
    }
    fold_letters(&letters)
}

/// Brings the spellings of a sound together, one letter for each.
fn fold_letters(letters: &[char]) -> String {
    let mut key = String::with_capacity(letters.len());
    let mut rest = letters;
    while let Some((sound, n)) = next_sound(rest) {
        if sound == ' ' || !key.ends_with(sound) || sound.is_numeric() {
            key.push(sound);
        }
        rest = &rest[n..];
    }
    key
}

/// The letter that stands for the first sound, and how many letters it takes.
fn next_sound(letters: &[char]) -> Option<(char, usize)> {
    let vowel = |c: Option<&char>| c.is_some_and(|c| "aeiou".contains(*c));
    Some(match *letters {
        [] => return None,
        ['s', 'c', 'h', ..] => ('s', 3),
        ['s', 'h', ..] => ('s', 2),
        ['s', 'y' | 'j', ..] if vowel(letters.get(2)) => ('s', 2),
        ['k' | 'c', 'h', ..] | ['t', 'j', ..] => ('k', 2),
        ['p', 'h', ..] => ('f', 2),
        ['g', 'h', ..] => ('g', 2),
        ['d', 'z', ..] => ('z', 2),
        ['d', 'j', ..] => ('i', 2),
        ['o', 'e', ..] => ('u', 2),
        ['w', ..] => ('v', 1),
        ['y' | 'j', ..] => ('i', 1),
        ['c' | 'q', ..] => ('k', 1),
        [c, ..] => (c, 1),
    })
}

/// The names of `text[range]`, in order, not overlapping.
///
/// A run of capitalised words is a name; a link of lower-case words may stand inside, a title before it is left out,
/// and so are function words of `lang` at its head, weekdays and months. The first word of a sentence has a capital
/// anyhow: it is dropped where the text also writes it small, and alone it counts only if the text elsewhere has it as
/// a name or in capitals. Runs of more than seven words are headlines and menus.
///
/// Takes about 200 µs for 400 words.
///
/// # Panics
/// If `range` is not within `text` or cuts a character.
///
/// # Examples
/// ```
/// use silsilah::text::{Lang, names::names};
///
/// let text = "Menurut Presiden Budi Santoso, air surut di Kota Tua. Santoso lalu pulang.";
/// let found: Vec<&str> = names(text, 0..text.len(), Lang::ID).iter().map(|n| &text[n.range.clone()]).collect();
/// assert_eq!(found, ["Budi Santoso", "Kota Tua", "Santoso"]);
/// ```
#[must_use]
pub fn names(text: &str, range: Range<usize>, lang: Lang) -> Vec<NameMention> {
    let reader = Reader::new(Lexemes::new(text, range), lang);
    let runs = reader.runs();
    // What the text has as a name where no sentence begins.
    let known: FxHashSet<&str> = runs
        .iter()
        .filter(|run| !run.head)
        .flat_map(|run| run.items.clone())
        .map(|i| reader.lexemes.slice(i))
        .collect();
    let mut out = Vec::new();
    for mut run in runs {
        if run.head && !run.shouted {
            let first = reader.lexemes.slice(run.items.start);
            let alone = run.items.len() == 1;
            if reader.small.contains(&first.to_lowercase()) {
                run.items.start += 1;
            } else if alone && !known.contains(first) {
                continue;
            }
        }
        reader.push(run.items, &mut out);
    }
    out
}

/// Capitalised words in a row.
struct Run {
    items: Range<usize>,
    /// It begins a sentence or line.
    head: bool,
    /// Its first word is all capitals, as no sentence asks for: `KPK`.
    shouted: bool,
}

/// A text being read for names.
struct Reader<'t> {
    lexemes: Lexemes<'t>,
    lang: Lang,
    /// Words that the text writes in small letters.
    small: FxHashSet<String>,
}

impl<'t> Reader<'t> {
    fn new(lexemes: Lexemes<'t>, lang: Lang) -> Self {
        let mut buffer = String::new();
        let mut small = FxHashSet::default();
        for i in 0..lexemes.len() {
            if !lexemes.is_capital(i)
                && let Some(word) = lexemes.lower(i, &mut buffer)
                && !small.contains(word)
            {
                small.insert(word.to_owned());
            }
        }
        Self {
            lexemes,
            lang,
            small,
        }
    }

    /// All runs of one to seven words, in order.
    fn runs(&self) -> Vec<Run> {
        const MAX_WORDS: usize = 7;
        let mut runs = Vec::new();
        let mut i = 0;
        while i < self.lexemes.len() {
            if !self.may_be_name(i) {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while let Some(next) = self.next_in_run(end) {
                end = next + 1;
            }
            let words = (i..end).filter(|&k| self.lexemes.is_word(k)).count();
            if words <= MAX_WORDS {
                runs.push(Run {
                    items: i..end,
                    head: self.begins_sentence(i),
                    shouted: self.is_shouted(i),
                });
            }
            i = end;
        }
        runs
    }

    /// The next capitalised word of a run that so far ends before `k`: after a space, a hyphen, an initial's stop, or
    /// links.
    fn next_in_run(&self, mut k: usize) -> Option<usize> {
        const MAX_LINKS: usize = 3;
        let x = &self.lexemes;
        if x.gap(k) == Gap::None
            && (x.is_mark(k, &['-']) && x.gap(k + 1) == Gap::None && !self.is_place(k + 1)
                || x.is_mark(k, &['.']) && x.slice(k - 1).chars().nth(1).is_none())
        {
            k += 1;
        }
        let mut buffer = String::new();
        for _ in 0..=MAX_LINKS {
            if x.gap(k) == Gap::Line {
                return None;
            }
            if self.may_be_name(k) {
                return Some(k);
            }
            let link = x
                .lower(k, &mut buffer)
                .is_some_and(|word| LINK_SET.contains(word));
            if !link {
                return None;
            }
            k += 1;
            if x.is_mark(k, &['-']) && x.gap(k) == Gap::None {
                k += 1;
            }
        }
        None
    }

    /// Whether lexeme `i` is a capitalised word that is no function word, weekday or month.
    fn may_be_name(&self, i: usize) -> bool {
        let x = &self.lexemes;
        if !x.is_word(i) || !x.slice(i).starts_with(char::is_uppercase) {
            return false;
        }
        let mut buffer = String::new();
        let Some(lower) = x.lower(i, &mut buffer) else {
            return true;
        };
        // `AS` and `PARA` in capitals are no function words; a single letter is an initial.
        let function = !(self.is_shouted(i) || x.slice(i).chars().nth(1).is_none())
            && (stopwords(self.lang).contains(lower) || stopwords(Lang::EN).contains(lower));
        !function && weekday(lower).is_none() && month(lower).is_none()
    }

    /// Whether the word at `i` has two or more letters, all capitals.
    fn is_shouted(&self, i: usize) -> bool {
        let word = self.lexemes.slice(i);
        word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
    }

    fn begins_sentence(&self, i: usize) -> bool {
        const BEFORE: [char; 15] = [
            '.', '!', '?', '…', '"', '“', '‘', '«', '•', '-', '–', '—', '|', '*', '>',
        ];
        i == 0 || self.lexemes.gap(i) == Gap::Line || self.lexemes.is_mark(i - 1, &BEFORE)
    }

    /// Adds the run `items` without its titles; a place between title and name is a name of its own.
    fn push(&self, mut items: Range<usize>, out: &mut Vec<NameMention>) {
        let mut titled = false;
        while let Some(n) = self.title(&items) {
            items.start += n;
            titled = true;
        }
        items.start = (items.start..items.end)
            .find(|&i| self.lexemes.is_word(i))
            .unwrap_or(items.end);
        if titled
            && let Some(n) = self.place(&items)
            && n < items.len()
        {
            self.add(items.start..items.start + n, out);
            items.start += n;
        }
        self.add(items, out);
    }

    /// The lexemes of the longest title at the head of `items`.
    fn title(&self, items: &Range<usize>) -> Option<usize> {
        const MAX_WORDS: usize = 3;
        (1..=MAX_WORDS.min(items.len())).rev().find(|&n| {
            let words: Vec<String> = (items.start..items.start + n)
                .map(|i| self.lexemes.slice(i).to_lowercase())
                .collect();
            TITLE_SET.contains(words.join(" ").as_str())
        })
    }

    /// The lexemes of the longest place at the head of `items`.
    fn place(&self, items: &Range<usize>) -> Option<usize> {
        (1..=MAX_PLACE_WORDS.min(items.len())).rev().find(|&n| {
            let words: Vec<&str> = (items.start..items.start + n)
                .map(|i| self.lexemes.slice(i))
                .collect();
            PLACE_KEYS.contains_key(&spelling_key(&words.join(" ")))
        })
    }

    /// Whether the word at `i` is a place by itself, as both are in `Rusia-AS`.
    fn is_place(&self, i: usize) -> bool {
        PLACE_KEYS.contains_key(&spelling_key(self.lexemes.slice(i)))
    }

    /// Adds the name `items`; a single letter is none.
    fn add(&self, items: Range<usize>, out: &mut Vec<NameMention>) {
        if items.is_empty() {
            return;
        }
        let range = self.lexemes.range(items.start, items.end);
        let folded = fold(self.lexemes.text(&range));
        if folded.chars().nth(1).is_some() {
            out.push(NameMention { range, folded });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Spellings that must meet.
    const SAME: &[&[&str]] = &[
        &["Sergei", "Sergey", "Sergej"],
        &["Rusia", "Russia", "Rußia"],
        &["Moskwa", "Moscow", "Moskow"],
        &["Zelensky", "Zelenskyy", "Zelenskij"],
        &["Dmitri", "Dmitry", "Dmitrij", "Dmitriy"],
        &["Syahrul", "Shahrul", "Sjahrul"],
        &["Soekarno", "Sukarno"],
        &["Djakarta", "Jakarta"],
        &["Afghanistan", "Afganistan"],
        &["Amerika Serikat", "United States", "AS", "U.S."],
        &["Menlu Tiongkok", "Menlu China"],
        &["Khomeini", "Chomeini"],
        &["José", "Jose"],
        &["Qur'an", "Quran", "Kuran"],
    ];

    #[test]
    fn spellings_of_a_name_meet() {
        for group in SAME {
            for name in *group {
                assert_eq!(fold(name), fold(group[0]), "{name} and {}", group[0]);
            }
        }
    }

    #[test]
    fn different_names_stay_apart() {
        let keys: Vec<String> = [
            "Lavrov",
            "Peskov",
            "Moskow",
            "Minsk",
            "Irak",
            "Iran",
            "Austria",
            "Australia",
            "1100",
            "100",
        ]
        .map(fold)
        .into();
        let distinct: FxHashSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len(), "{keys:?}");
    }

    /// (language, text, names set apart by `|`)
    const NAMES: &[(&str, &str, &str)] = &[
        ("id", "Menurut Lavrov, air surut.", "Lavrov"),
        (
            "id",
            "kata Menteri Luar Negeri Rusia Sergei Lavrov di Istanbul",
            "Rusia|Sergei Lavrov|Istanbul",
        ),
        (
            "ms",
            "kata Datuk Seri Anwar bin Ibrahim di Kuala Lumpur",
            "Anwar bin Ibrahim|Kuala Lumpur",
        ),
        (
            "en",
            "said Ursula von der Leyen on Monday, March 3",
            "Ursula von der Leyen",
        ),
        (
            "id",
            "kata J. K. Wira dan Bashar al-Assad",
            "J. K. Wira|Bashar al-Assad",
        ),
        ("id", "Pemerintah setuju. KPK menolak.", "KPK"),
        (
            "id",
            "Warga pulang. Para warga di Solo senang. Solo ramai.",
            "Solo|Solo",
        ),
        (
            "id",
            "pertemuan Rusia-AS, kata Abdul-Aziz",
            "Rusia|AS|Abdul-Aziz",
        ),
        ("id", "Pada Rabu pagi Maret lalu", ""),
        ("id", "Satu kali\nEmpat", ""),
        ("ru", "Лавров прибыл в Стамбул", "Стамбул"),
    ];

    #[test]
    fn names_are_read_without_titles() {
        for &(lang, text, expected) in NAMES {
            check(lang, text, expected);
        }
    }

    #[track_caller]
    fn check(lang: &str, text: &str, expected: &str) {
        let lang = Lang::from_code(lang).unwrap_or(Lang::UND);
        let found: Vec<&str> = names(text, 0..text.len(), lang)
            .into_iter()
            .map(|name| &text[name.range])
            .collect();
        assert_eq!(found.join("|"), expected, "{text:?}");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([A-Z][a-z]{0,3}|bin|-|[. \n]|Datuk|[^a]){0,40}") {
            let mut last = 0;
            for name in names(&text, 0..text.len(), Lang::ID) {
                prop_assert!(name.range.start >= last && !name.folded.is_empty());
                last = name.range.end;
                prop_assert_eq!(text.get(name.range).map(fold), Some(name.folded));
            }
        }

        #[test]
        fn folding_ignores_case_and_spacing(name in "[A-Za-z]{1,8}( [A-Za-z]{1,8}){0,2}") {
            prop_assert_eq!(fold(&name), fold(&name.to_uppercase().replace(' ', "  ")));
        }
    }
}
