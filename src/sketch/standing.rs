//! Standing text: passages that come back in story after story, weeks apart.
//!
//! **In** the features of a collection. **Out** [`StandingText`]: which runs of eight words are such text, and where an
//! article has them. A price bulletin closes with the same rules of taxation every day, a court story with the same three
//! paragraphs of history, a site with the same call to subscribe. Articles that share such text and nothing else come from
//! one template or one desk, not from one another, however long it is. What is reprinted of an event is reprinted within
//! days: time tells the two apart, where counting cannot.
//!
//! The pages of one night have one date, and some have none. There their beginnings have to do: what four pages of one
//! outlet have in common that begin with other things each is its text, not that of a story. Of undated pages, which may
//! be of any year, it is enough that they begin in other words.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::sketch::{Features, Word, hash};

/// Words of a run; shorter ones are turns of phrase.
const WINDOW: usize = 8;

/// How often a run must come back.
const TIMES: usize = 3;

/// Days from one time to the next: an event, its reprints and its sequels are closer, and a wrong date is one time.
const APART: i32 = 7;

/// In how many pages of one outlet with beginnings of their own a run must stand.
const STORIES: usize = 4;

/// Pages of an outlet that are looked at for a run: if it stands in many, the first will tell.
const LOOKED_AT: usize = 200;

/// Content words of a beginning, enough to name what a story is about.
const BEGINNING: usize = 20;

/// Content words that two beginnings may have in common without being about one thing: a place, a weekday.
const BY_CHANCE: usize = 2;

const SECONDS_PER_DAY: i64 = 86_400;

/// The runs of words that are standing text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StandingText {
    runs: FxHashSet<u32>,
}

impl StandingText {
    /// The standing text of a collection: runs found three times, each a week or more after the one before, or in four
    /// pages of one outlet with beginnings of their own.
    ///
    /// Takes O(`m log m`) time and 8 bytes for each of the `m` words of all articles that are dated or of a known outlet.
    pub(super) fn find(features: &[Features]) -> Self {
        let mut holders: Vec<(u32, u32)> = Vec::new();
        for (article, f) in (0..).zip(features) {
            if day(f).is_some() || f.outlet.is_some() {
                holders.extend(runs(&f.words).map(|run| (run as u32, article)));
            }
        }
        holders.sort_unstable();
        holders.dedup();
        let by_run = holders.chunk_by(|x, y| x.0 == y.0);
        let often = by_run.filter(|of_run| of_run.len() >= TIMES.min(STORIES));
        let is_standing = |of_run: &&[(u32, u32)]| {
            let articles = || {
                of_run
                    .iter()
                    .map(|&(_, article)| &features[article as usize])
            };
            comes_back(articles()) || is_of_a_house(articles())
        };
        Self {
            runs: often
                .filter(is_standing)
                .map(|of_run| of_run[0].0)
                .collect(),
        }
    }

    /// Where `words` are standing text, as ascending ranges of indexes; none if that is over three quarters of them,
    /// since an article that comes back as a whole is its own story.
    pub(super) fn within(&self, words: &[Word]) -> Vec<Range<usize>> {
        let mut found = covered(words, |run| self.runs.contains(&(run as u32)));
        let standing: usize = found.iter().map(Range::len).sum();
        if standing * 4 > words.len() * 3 {
            found.clear();
        }
        found
    }
}

/// The hash of each run of [`WINDOW`] words.
pub(super) fn runs(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words.windows(WINDOW).map(|run| {
        let forms: [u64; WINDOW] = std::array::from_fn(|i| u64::from(run[i].form));
        hash::combine(&forms)
    })
}

/// Where runs for which `is` holds cover `words`, as ascending ranges of indexes.
pub(super) fn covered(words: &[Word], is: impl Fn(u64) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, run) in runs(words).enumerate() {
        if is(run) {
            match found.last_mut() {
                Some(last) if last.end >= start => last.end = start + WINDOW,
                _ => found.push(start..start + WINDOW),
            }
        }
    }
    found
}

/// Whether `articles` are of [`TIMES`] days, each [`APART`] or more after the one before.
fn comes_back<'f>(articles: impl Iterator<Item = &'f Features>) -> bool {
    let mut days: Vec<i32> = articles.filter_map(day).collect();
    days.sort_unstable();
    let (mut times, mut last) = (0, i32::MIN);
    for day in days {
        if day >= last.saturating_add(APART) {
            (times, last) = (times + 1, day);
        }
    }
    times >= TIMES
}

/// Whether [`STORIES`] of `articles` are of one outlet and each begins in its own way.
fn is_of_a_house<'f>(articles: impl Iterator<Item = &'f Features>) -> bool {
    let mut by_outlet: Vec<(u32, &Features)> =
        articles.filter_map(|f| Some((f.outlet?, f))).collect();
    by_outlet.sort_by_key(|&(outlet, _)| outlet);
    by_outlet.chunk_by(|x, y| x.0 == y.0).any(|of_outlet| {
        let looked_at = || of_outlet.iter().take(LOOKED_AT).map(|&(_, f)| f);
        let undated = looked_at().filter(|f| f.published.is_none());
        let openings: FxHashSet<u64> = undated.map(|f| opening(&f.words)).collect();
        openings.len() >= STORIES || n_apart(looked_at()) >= STORIES
    })
}

/// How many of `articles`, no more than [`STORIES`], begin with other things than those counted before.
fn n_apart<'f>(articles: impl Iterator<Item = &'f Features>) -> usize {
    let mut stories: Vec<Vec<u32>> = Vec::new();
    for beginning in articles.map(|f| beginning(&f.words)) {
        if stories.iter().all(|story| are_apart(story, &beginning)) {
            stories.push(beginning);
        }
        if stories.len() == STORIES {
            break;
        }
    }
    stories.len()
}

/// The first run of a body.
fn opening(words: &[Word]) -> u64 {
    runs(words).next().unwrap_or_default()
}

/// Content words at the beginning of a body, which name what it is about; ascending.
fn beginning(words: &[Word]) -> Vec<u32> {
    let content = words
        .iter()
        .map(|word| word.key)
        .filter(|&key| key != Word::STOP);
    let mut keys: Vec<u32> = content.take(BEGINNING).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether beginnings are about different things.
fn are_apart(x: &[u32], y: &[u32]) -> bool {
    x.iter().filter(|key| y.binary_search(key).is_ok()).count() <= BY_CHANCE
}

/// The day of an article that is known to be of one, counted from 1970.
fn day(f: &Features) -> Option<i32> {
    let (start, end) = f.published?;
    (end - start <= SECONDS_PER_DAY).then(|| start.div_euclid(SECONDS_PER_DAY) as i32)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::clean::{self, TemplateLines};
    use crate::sketch::{self, Config};

    const RULE: &str = "Sesuai aturan yang berlaku, setiap pembelian emas batangan dikenai pajak penghasilan yang dipotong \
        langsung oleh gerai penjual.";

    fn article(day: &str, own: &str) -> Features {
        let mut article = Article::new("a", format!("{own} {RULE}"));
        article.published = Some(format!("{day}T08:00:00+07:00"));
        read(article)
    }

    fn read(article: Article) -> Features {
        let page = clean::clean(
            article,
            &clean::Config::default(),
            &TemplateLines::default(),
        )
        .page;
        sketch::features(&page, &Config::default()).unwrap()
    }

    const OWN: [&str; 3] = [
        "Harga emas naik lagi pada pembukaan pasar pagi ini setelah sempat turun dua hari berturut-turut.",
        "Pembeli memadati gerai di pusat kota karena khawatir harga akan semakin mahal bulan depan nanti.",
        "Penjual mengaku stok kepingan kecil hampir habis sejak akhir pekan lalu di semua cabang mereka.",
    ];

    /// (days, whether the rule is standing text)
    const CASES: &[(&[&str], bool)] = &[
        (&["2025-03-01", "2025-03-10", "2025-04-12"], true),
        (&["2025-03-01", "2025-03-05", "2025-03-12"], false),
        (&["2025-03-01", "2025-03-01", "2025-04-12"], false),
    ];

    #[test]
    fn what_comes_back_weeks_later_is_standing_text() {
        for &(days, expected) in CASES {
            let features: Vec<Features> = days
                .iter()
                .zip(OWN)
                .map(|(d, own)| article(d, own))
                .collect();
            let standing = StandingText::find(&features);
            for (f, own) in features.iter().zip(OWN) {
                let found = standing.within(&f.words);
                let from = own.split([' ', '-']).count();
                let rule = from..f.words.len();
                assert_eq!(found.contains(&rule), expected, "{days:?}");
                assert_eq!(found.len(), usize::from(expected), "{days:?}");
            }
        }
    }

    /// (outlets, whether the rule is standing text) of undated pages; the last begins as the one before.
    const UNDATED: &[([&str; 5], bool)] = &[
        (["a", "a", "a", "a", "a"], true),
        (["a", "a", "a", "b", "b"], false),
        (
            ["unknown", "unknown", "unknown", "unknown", "unknown"],
            false,
        ),
    ];

    #[test]
    fn what_undated_pages_of_one_outlet_share_is_standing_text() {
        for &(outlets, expected) in UNDATED {
            let beginnings = OWN.iter().chain(
                [&"Polisi menangkap dua orang yang menjual emas palsu di depan stasiun."; 2],
            );
            let features: Vec<Features> = outlets
                .iter()
                .zip(beginnings)
                .map(|(outlet, own)| {
                    let mut article = Article::new("a", format!("{own} {RULE}"));
                    article.outlet = Some((*outlet).to_owned());
                    read(article)
                })
                .collect();
            let standing = StandingText::find(&features);
            let found = standing.within(&features[0].words);
            assert_eq!(found.len(), usize::from(expected), "{outlets:?}");
        }
    }

    /// (how the pages of one outlet and one day begin, whether the rule is standing text)
    const OF_ONE_DAY: &[([&str; 4], bool)] = &[
        (
            [
                "Harga emas naik lagi pada pembukaan pasar pagi ini setelah sempat turun dua hari berturut-turut. Pembeli \
                 memadati gerai pusat kota karena khawatir harga semakin mahal bulan depan.",
                "Gempa bumi mengguncang pesisir selatan dini hari tadi dan merobohkan puluhan rumah nelayan. Petugas \
                 mendirikan tenda darurat, dapur umum dan posko kesehatan di lapangan desa.",
                "Timnas voli putri melaju ke babak final setelah menundukkan juara bertahan dalam tiga set langsung. \
                 Pelatih memuji servis tajam kapten serta pertahanan rapat sepanjang laga.",
                "Menteri membuka pameran buku anak di perpustakaan yang baru selesai dipugar. Ratusan pelajar mengikuti \
                 lomba mendongeng, menggambar, dan membaca puisi bersama penulis ternama.",
            ],
            true,
        ),
        (
            [
                "Harga emas naik lagi pada pembukaan pasar pagi ini setelah sempat turun dua hari berturut-turut. Pembeli \
                 memadati gerai pusat kota karena khawatir harga semakin mahal bulan depan.",
                "Pembeli berdesakan di gerai pusat kota pagi ini. Mereka khawatir harga emas yang sempat turun dua hari \
                 kini naik terus dan semakin mahal bulan depan, kata penjual di pasar.",
                "Antrean mengular sejak gerai dibuka pukul delapan. Emas naik lagi setelah turun dua hari, dan pembeli \
                 khawatir harga bulan depan semakin mahal, ujar seorang penjaga toko.",
                "Stok kepingan kecil hampir habis di pasar kota. Sejak harga emas naik pagi ini, pembeli memadati gerai \
                 karena khawatir bulan depan semakin mahal, menurut catatan penjual.",
            ],
            false,
        ),
    ];

    #[test]
    fn what_four_stories_of_one_night_have_in_common_is_standing_text_but_not_what_one_story_has() {
        for &(beginnings, expected) in OF_ONE_DAY {
            let features = beginnings.map(|own| {
                let mut article = Article::new("a", format!("{own} {RULE}"));
                article.published = Some("2025-03-01T08:00:00+07:00".to_owned());
                article.outlet = Some("a".to_owned());
                read(article)
            });
            let standing = StandingText::find(&features);
            let found = standing.within(&features[0].words);
            assert_eq!(found.len(), usize::from(expected), "{}", beginnings[1]);
        }
    }

    #[test]
    fn what_comes_back_as_a_whole_is_not() {
        let days = ["2025-03-01", "2025-03-10", "2025-04-12"];
        let features = days.map(|day| article(day, OWN[0]));
        let standing = StandingText::find(&features);
        assert!(standing.within(&features[0].words).is_empty());
    }
}
