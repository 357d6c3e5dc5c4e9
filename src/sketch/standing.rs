//! Standing text: passages that come back in story after story, weeks apart.
//!
//! **In** the features of a collection. **Out** [`StandingText`]: which runs of eight words are such text, and where an
//! article has them. A price bulletin closes with the same rules of taxation every day, a court story with the same three
//! paragraphs of history, a site with the same call to subscribe. Articles that share such text and nothing else come from
//! one template or one desk, not from one another, however long it is. What is reprinted of an event is reprinted within
//! days: time tells the two apart, where counting cannot.
//!
//! Where pages have no dates their beginnings have to do: what four undated pages of one outlet have in common that begin
//! in other words each is its text, not that of a story.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::sketch::{Features, Word, hash};

/// Words of a run; shorter ones are turns of phrase.
const WINDOW: usize = 8;

/// How often a run must come back.
const TIMES: usize = 3;

/// Days from one time to the next: an event, its reprints and its sequels are closer, and a wrong date is one time.
const APART: i32 = 7;

/// In how many undated pages of one outlet a run must stand that begin in other words each.
const STORIES: usize = 4;

const SECONDS_PER_DAY: i64 = 86_400;

/// The runs of words that are standing text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StandingText {
    runs: FxHashSet<u32>,
}

impl StandingText {
    /// The standing text of a collection: runs found three times, each a week or more after the one before, or in four
    /// undated pages of one outlet with beginnings of their own.
    ///
    /// Takes O(`m log m`) time and 8 bytes for each of the `m` words of all dated articles, 16 of undated ones.
    pub(super) fn find(features: &[Features]) -> Self {
        let mut dated: Vec<(u32, i32)> = Vec::new();
        let mut undated: Vec<(u32, u32, u64)> = Vec::new();
        for f in features {
            let runs = || runs(&f.words).map(|run| run as u32);
            if let Some(day) = day(f) {
                dated.extend(runs().map(|run| (run, day)));
            } else if let (None, Some(outlet)) = (f.published, f.outlet) {
                let opening = opening(&f.words);
                undated.extend(runs().map(|run| (run, outlet, opening)));
            }
        }
        dated.sort_unstable();
        dated.dedup();
        undated.sort_unstable();
        undated.dedup();
        let comes_back = |days: &&[(u32, i32)]| {
            let (mut times, mut last) = (0, i32::MIN);
            for &(_, day) in *days {
                if day >= last.saturating_add(APART) {
                    (times, last) = (times + 1, day);
                }
            }
            times >= TIMES
        };
        let by_run = dated.chunk_by(|x, y| x.0 == y.0).filter(comes_back);
        let by_outlet = undated.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
        let in_many = by_outlet.filter(|stories| stories.len() >= STORIES);
        Self {
            runs: by_run
                .map(|days| days[0].0)
                .chain(in_many.map(|stories| stories[0].0))
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

/// What tells a story from another one of its outlet: the first run of its body.
fn opening(words: &[Word]) -> u64 {
    runs(words).next().unwrap_or_default()
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

    #[test]
    fn what_comes_back_as_a_whole_is_not() {
        let days = ["2025-03-01", "2025-03-10", "2025-04-12"];
        let features = days.map(|day| article(day, OWN[0]));
        let standing = StandingText::find(&features);
        assert!(standing.within(&features[0].words).is_empty());
    }
}
