//! Numbers that a text states, with scale and unit: facts that two tellings of one story share.
//!
//! **In** a text and its language. **Out** values: `Rp1,25 miliar` is 1,250,000,000 `IDR`, and so is `1.25 billion
//! rupiah` in English. The language decides what `1.250` means; where the figures alone tell (`2,5`, `1.250,5`), they
//! win. Words (`dua puluh lima ribu`) are read in Indonesian, Malay and English, scale words in more languages.
//!
//! Days, years and page numbers are numbers too; a caller who has the [`dates`](super::dates) leaves those ranges out.
//! Clock times, scores and versions (`17:57`, `3/4`, `2.4.1`) are not numbers. Words and units are in
//! `data/number_words.tsv` and `data/units.tsv`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::lang::Lang;
use super::lexemes::{Gap, Lexemes};
use super::word_list::{entries, rows};

pub(super) const NUMBER_WORDS: &str = include_str!("data/number_words.tsv");
pub(super) const UNITS: &str = include_str!("data/units.tsv");
pub(super) const DECIMAL_COMMA: &str = include_str!("data/decimal_comma.txt");

/// A number that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberMention {
    /// Its bytes in the text, with currency, scale and unit: `Rp1,25 miliar`.
    pub range: Range<usize>,
    /// The number, scale words applied; finite.
    pub value: f64,
    /// The unit in one form for all languages: `IDR`, `USD`, `%`, `km`, `person`.
    pub unit: Option<String>,
}

/// What a number word does to the number so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `dua`: stands for itself.
    Unit,
    /// `belas`: is added to the unit.
    Teen,
    /// `ratus`: multiplies the unit before it.
    Times,
    /// `ribu`: multiplies all before it.
    Scale,
}

struct NumberWord {
    value: f64,
    kind: Kind,
    langs: &'static str,
}

/// One word may differ between languages, so each has a list.
static WORDS: LazyLock<FxHashMap<&str, Vec<NumberWord>>> = LazyLock::new(|| {
    let mut words: FxHashMap<&str, Vec<NumberWord>> = FxHashMap::default();
    for [word, value, kind, langs] in rows(NUMBER_WORDS) {
        if let (Ok(value), Some(kind)) = (value.parse(), kind_of(kind)) {
            let entry = NumberWord { value, kind, langs };
            words.entry(word).or_default().push(entry);
        }
    }
    words
});

fn kind_of(name: &str) -> Option<Kind> {
    match name {
        "unit" => Some(Kind::Unit),
        "teen" => Some(Kind::Teen),
        "times" => Some(Kind::Times),
        "scale" => Some(Kind::Scale),
        _ => None,
    }
}

/// Normal forms of units written after a number.
static AFTER: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| units("after"));

/// Normal forms of units written before a number.
static BEFORE: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| units("before"));

fn units(place: &str) -> FxHashMap<&'static str, &'static str> {
    rows(UNITS)
        .filter(|[_, _, at]| *at == place)
        .map(|[written, normal, _]| (written, normal))
        .collect()
}

static COMMA: LazyLock<FxHashSet<&str>> = LazyLock::new(|| entries(DECIMAL_COMMA).collect());

/// The numbers of `text[range]`, in order, not overlapping.
///
/// One pass; about 70 µs for 400 words.
///
/// # Panics
/// If `range` is not within `text` or cuts a character.
///
/// # Examples
/// ```
/// use silsilah::text::{Lang, numbers::numbers};
///
/// let text = "Kerugian Rp1,25 miliar, naik dua belas persen dari 1.250 ton.";
/// let found = numbers(text, 0..text.len(), Lang::ID);
/// let said: Vec<(f64, Option<&str>)> = found.iter().map(|n| (n.value, n.unit.as_deref())).collect();
/// assert_eq!(said, [(1.25e9, Some("IDR")), (12.0, Some("%")), (1250.0, Some("t"))]);
/// ```
#[must_use]
pub fn numbers(text: &str, range: Range<usize>, lang: Lang) -> Vec<NumberMention> {
    let reader = Reader {
        lexemes: Lexemes::new(text, range),
        lang,
    };
    let mut out = Vec::new();
    let (mut i, mut floor) = (0, 0);
    while i < reader.lexemes.len() {
        match reader.mention(i, floor) {
            Ok((mention, next)) => {
                out.extend(mention);
                i = next;
                floor = next;
            }
            Err(next) => i = next,
        }
    }
    out
}

/// A text being read for numbers.
struct Reader<'t> {
    lexemes: Lexemes<'t>,
    lang: Lang,
}

impl Reader<'_> {
    /// The number that begins at lexeme `i` and the lexeme after it, or where to read on; those before `floor` are
    /// taken.
    fn mention(&self, i: usize, floor: usize) -> Result<(Option<NumberMention>, usize), usize> {
        let figures = self.lexemes.is_digits(i);
        let (value, next) = if figures {
            let next = self.end_of_figures(i);
            let value = self.figures(i, next).ok_or(next)?;
            self.scaled(value, next)
        } else {
            self.words(i).ok_or(i + 1)?
        };
        let (start, before) = match self.unit_before(i, floor) {
            Some((start, unit)) if figures => (start, Some(unit)),
            _ => (i, None),
        };
        let (end, after) = match self.unit_after(next) {
            Some((end, unit)) => (end, Some(unit)),
            None => (next, None),
        };
        let unit = before.or(after).map(str::to_owned);
        let end = if before.is_some() { next } else { end };
        let mention = value.is_finite().then(|| NumberMention {
            range: self.lexemes.range(start, end),
            value,
            unit,
        });
        Ok((mention, end))
    }

    /// One past the figures that begin at `i`, with all marks and figures glued to them.
    fn end_of_figures(&self, i: usize) -> usize {
        const JOINTS: [char; 5] = ['.', ',', ':', '/', '’'];
        let mut next = i + 1;
        while self.lexemes.is_mark(next, &JOINTS)
            && self.lexemes.gap(next) == Gap::None
            && self.lexemes.gap(next + 1) == Gap::None
            && self.lexemes.is_digits(next + 1)
        {
            next += 2;
        }
        next
    }

    /// The value of the figures in `from..to`; `None` for clock times, versions and words such as `B20`.
    fn figures(&self, from: usize, to: usize) -> Option<f64> {
        let glued =
            from > 0 && self.lexemes.gap(from) == Gap::None && self.lexemes.is_word(from - 1);
        if glued && self.unit_before(from, 0).is_none() {
            return None;
        }
        let marks: Vec<char> = (from + 1..to)
            .step_by(2)
            .filter_map(|k| self.lexemes.mark(k))
            .collect();
        let groups: Vec<String> = (from..to)
            .step_by(2)
            .map(|k| self.lexemes.figures(k))
            .collect();
        let thousands = |range: Range<usize>| groups[range].iter().all(|group| group.len() == 3);
        let (Some(&first), Some(&last)) = (marks.first(), marks.last()) else {
            return groups[0].parse().ok();
        };
        if marks.iter().any(|c| ![',', '.'].contains(c)) || groups[0].len() > 3 && marks.len() > 1 {
            return None;
        }
        let n = groups.len();
        let same = marks.iter().all(|&c| c == first);
        let decimal_mark = if COMMA.contains(self.lang.code()) {
            ','
        } else {
            '.'
        };
        let decimals = match (marks.len(), same) {
            (1, _) => {
                !thousands(1..2) || groups[0].len() > 3 || groups[0] == "0" || last == decimal_mark
            }
            (_, true) if thousands(1..n) => false,
            (_, false) if thousands(1..n - 1) && marks[..n - 2].iter().all(|&c| c == first) => true,
            _ => return None,
        };
        let whole = groups[..if decimals { n - 1 } else { n }].concat();
        let fraction = if decimals {
            groups[n - 1].as_str()
        } else {
            "0"
        };
        format!("{whole}.{fraction}").parse().ok()
    }

    /// `value` with the scale words that follow at `next`: `2,5 juta`, `3 ratus ribu`.
    fn scaled(&self, mut value: f64, mut next: usize) -> (f64, usize) {
        while self.lexemes.gap(next) != Gap::Line
            && let Some(word) = self.number_word(next)
            && matches!(word.kind, Kind::Times | Kind::Scale)
        {
            value *= word.value;
            next += 1;
        }
        (value, next)
    }

    /// The number written in words at `i`: `dua puluh lima ribu`, `twenty-five`.
    fn words(&self, i: usize) -> Option<(f64, usize)> {
        let (mut total, mut sum, mut unit) = (0.0, 0.0, 0.0);
        let mut next = i;
        let mut before: Option<Kind> = None;
        while let Some(word) = self.number_word(next) {
            if next > i && self.lexemes.gap(next) == Gap::Line {
                break;
            }
            // Units follow each other only as in `twenty five`; `dua tiga orang` are two numbers.
            let tens = unit >= 20.0 && unit % 10.0 == 0.0 && word.value < 10.0;
            match (before, word.kind) {
                (None | Some(Kind::Times | Kind::Scale), Kind::Unit) => unit = word.value,
                (Some(Kind::Unit), Kind::Unit) if tens => unit += word.value,
                (Some(Kind::Unit), Kind::Teen) if unit < 10.0 => unit += word.value,
                (Some(Kind::Unit), Kind::Times) => {
                    sum += unit * word.value;
                    unit = 0.0;
                }
                (Some(_), Kind::Scale) => {
                    total += (sum + unit) * word.value;
                    (sum, unit) = (0.0, 0.0);
                }
                _ => break,
            }
            before = Some(word.kind);
            next += 1;
            let hyphen = self.lexemes.is_mark(next, &['-']) && self.lexemes.gap(next) == Gap::None;
            if hyphen && tens_word(unit) && self.number_word(next + 1).is_some() {
                next += 1;
            }
        }
        before.map(|_| (total + sum + unit, next))
    }

    /// The number word of the text's language at `k`.
    fn number_word(&self, k: usize) -> Option<&'static NumberWord> {
        let mut buffer = String::new();
        let words = WORDS.get(self.lexemes.lower(k, &mut buffer)?)?;
        let code = self.lang.code();
        words
            .iter()
            .find(|word| word.langs.split(',').any(|lang| lang == code))
    }

    /// The currency before the figures at `i`, and its first lexeme: `Rp`, `Rp.`, `US$`.
    fn unit_before(&self, i: usize, floor: usize) -> Option<(usize, &'static str)> {
        let x = &self.lexemes;
        let mut k = i
            .checked_sub(1)
            .filter(|&k| k >= floor && x.gap(i) != Gap::Line)?;
        if x.is_mark(k, &['.']) && k > floor && x.gap(k) == Gap::None {
            k -= 1;
        }
        // `US$` is a word and a mark.
        if k > floor && x.gap(k) == Gap::None && x.is_word(k - 1) {
            let pair = format!("{}{}", x.slice(k - 1), x.slice(k)).to_lowercase();
            if let Some(unit) = BEFORE.get(pair.as_str()) {
                return Some((k - 1, unit));
            }
        }
        let unit = BEFORE.get(x.slice(k).to_lowercase().as_str())?;
        Some((k, unit))
    }

    /// The unit that begins at `next`, and the lexeme after it; the longest phrase of the list wins.
    fn unit_after(&self, next: usize) -> Option<(usize, &'static str)> {
        const MAX_LEXEMES: usize = 3;
        let x = &self.lexemes;
        let mut phrase = String::new();
        let mut found = None;
        for k in next..next + MAX_LEXEMES {
            match x.gap(k) {
                Gap::Line => break,
                Gap::Space if k > next => phrase.push(' '),
                _ => {}
            }
            phrase.push_str(&x.slice(k).to_lowercase());
            if let Some(unit) = AFTER.get(phrase.as_str()) {
                found = Some((k + 1, *unit));
            }
        }
        found
    }
}

/// Whether `unit` is one of twenty, thirty … ninety.
fn tens_word(unit: f64) -> bool {
    (20.0..100.0).contains(&unit) && unit % 10.0 == 0.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// (language, text, what it states)
    const STATED: &[(&str, &str, &str)] = &[
        ("id", "1.250,5 kg", "1250.5 kg"),
        ("id", "1.250 orang dan 2,5 km", "1250 person|2.5 km"),
        ("en", "1,250.5 kg and 1,250 tons", "1250.5 kg|1250 t"),
        ("ms", "RM1,250.50 dan 3 bilion", "1250.5 MYR|3000000000"),
        ("ms", "naik 2.5 peratus", "2.5 %"),
        ("de", "3,5 Millionen Euro", "3500000 EUR"),
        ("id", "Rp 1,25 miliar", "1250000000 IDR"),
        ("id", "Rp. 500 ribu", "500000 IDR"),
        ("id", "US$ 2 juta", "2000000 USD"),
        ("id", "5 juta dolar AS", "5000000 USD"),
        ("id", "12%", "12 %"),
        ("id", "dua puluh lima ribu rupiah", "25000 IDR"),
        ("id", "sebelas atau dua belas orang", "11|12 person"),
        ("id", "dua ratus lima", "205"),
        ("id", "dua tiga orang", "2|3 person"),
        ("en", "twenty-five people", "25 person"),
        ("en", "two hundred thousand", "200000"),
        ("en", "dua orang", ""),
        ("id", "jet B20 dan pukul 17:57", ""),
        ("id", "versi 2.4.1, skor 3/4", ""),
        ("id", "seluas 40 meter persegi", "40 m2"),
        ("id", "laju 120 km/jam", "120 km/h"),
        ("id", "0,125 dan 0.125", "0.125|0.125"),
        ("ur", "۲۵ لاکھ", "2500000"),
        ("id", "99999999999 ton", "99999999999 t"),
    ];

    #[test]
    fn numbers_are_what_the_text_states() {
        for &(lang, text, stated) in STATED {
            check(lang, text, stated);
        }
    }

    #[track_caller]
    fn check(lang: &str, text: &str, stated: &str) {
        let lang = Lang::from_code(lang).unwrap_or(Lang::UND);
        let found: Vec<String> = numbers(text, 0..text.len(), lang)
            .into_iter()
            .map(|n| {
                format!("{} {}", n.value, n.unit.unwrap_or_default())
                    .trim_end()
                    .to_owned()
            })
            .collect();
        assert_eq!(found.join("|"), stated, "{text:?}");
    }

    #[test]
    fn the_range_holds_currency_scale_and_unit() {
        let text = "rugi Rp1,25 miliar. Naik dua belas persen.";
        let found = numbers(text, 0..text.len(), Lang::ID);
        let written: Vec<&str> = found.iter().map(|n| &text[n.range.clone()]).collect();
        assert_eq!(written, ["Rp1,25 miliar", "dua belas persen"]);
    }

    #[test]
    fn every_row_is_read() {
        assert!(rows::<4>(NUMBER_WORDS).all(|[_, value, kind, _]| {
            value.parse::<f64>().is_ok() && kind_of(kind).is_some()
        }));
        assert!(rows::<3>(UNITS).all(|[_, _, place]| ["before", "after"].contains(&place)));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([0-9]{1,4}|[-/.:,$% \n]|Rp|dua|puluh|juta|persen|[^a]){0,40}") {
            let mut last = 0;
            for number in numbers(&text, 0..text.len(), Lang::ID) {
                prop_assert!(number.range.start >= last && number.value.is_finite());
                last = number.range.end;
                prop_assert!(text.get(number.range).is_some());
            }
        }

        #[test]
        fn a_whole_number_is_read_back(value in 0_u32..999_999_999) {
            let digits = value.to_string();
            let mut grouped = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i).is_multiple_of(3) {
                    grouped.push('.');
                }
                grouped.push(c);
            }
            for text in [digits, grouped] {
                let found = numbers(&text, 0..text.len(), Lang::ID);
                prop_assert_eq!(found.len(), 1, "{}", text);
                prop_assert!((found[0].value - f64::from(value)).abs() < 0.5, "{}", text);
            }
        }
    }
}
