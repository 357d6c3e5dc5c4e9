//! Which word of one stretch stands for which word of the other.
//!
//! **In** the words of two stretches that say the same. **Out** pairs of words: equal forms, forms of one stem, and words
//! that are known to stand for one another.
//!
//! Words keep their order for the most part when a sentence is rewritten, so the heaviest common subsequence is taken
//! first; a content word that moved is found afterwards, wherever it went. A function word stands for its like only
//! beside another pair: an *and* here and an *and* at the far end mean nothing.

use crate::sketch::Word;

/// Products of lengths from which the order is not looked at: a page without stops is one sentence of 5,000 words.
const LARGEST: usize = 4_000_000;

/// Weights of a pair in the common subsequence: content words count for more than function words.
const EQUAL: u32 = 4;
const SAME_STEM: u32 = 3;
const RELATED: u32 = 2;
const FUNCTION: u32 = 1;

/// In what two words agree, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// The form.
    Form,
    /// The stem.
    Stem,
    /// The one is another word for the other.
    Related,
}

/// Two words that stand for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// Index into the first stretch.
    pub(super) a: usize,
    /// Index into the second stretch.
    pub(super) b: usize,
    /// In what they agree.
    pub(super) agree: Agreement,
}

/// Aligns two stretches; each word is in one pair at most, pairs are in the order of `a`.
///
/// `related` has the pairs of keys that stand for one another, sorted; such words are paired where they keep their order.
/// Takes O(`n m`) time and memory for `n` and `m` words.
pub(super) fn align(a: &[Word], b: &[Word], related: &[(u32, u32)]) -> Vec<Pair> {
    let mut pairs = in_order(a, b, related);
    moved(a, b, &mut pairs);
    pairs.sort_unstable();
    let anchored = |pair: &Pair| {
        let beside = |step: isize| {
            let near = |i: usize| i.checked_add_signed(step);
            near(pair.a).zip(near(pair.b)).is_some_and(|(i, j)| {
                pairs
                    .binary_search_by_key(&i, |p| p.a)
                    .is_ok_and(|at| pairs[at].b == j)
            })
        };
        a[pair.a].key != Word::STOP || beside(-1) || beside(1)
    };
    pairs.iter().copied().filter(anchored).collect()
}

fn agreement(x: &Word, y: &Word, related: &[(u32, u32)]) -> Option<Agreement> {
    match () {
        () if x.form == y.form => Some(Agreement::Form),
        () if x.key == Word::STOP || y.key == Word::STOP => None,
        () if x.key == y.key => Some(Agreement::Stem),
        () => related
            .binary_search(&(x.key, y.key))
            .is_ok()
            .then_some(Agreement::Related),
    }
}

fn weight(x: &Word, agree: Agreement) -> u32 {
    match agree {
        Agreement::Form if x.key == Word::STOP => FUNCTION,
        Agreement::Form => EQUAL,
        Agreement::Stem => SAME_STEM,
        Agreement::Related => RELATED,
    }
}

/// The heaviest common subsequence.
fn in_order(a: &[Word], b: &[Word], related: &[(u32, u32)]) -> Vec<Pair> {
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > LARGEST {
        return Vec::new();
    }
    let width = b.len() + 1;
    // best[i * width + j]: the most that the words from `i` and from `j` on can weigh together.
    let mut best = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = agreement(&a[i], &b[j], related).map_or(0, |agree| {
                weight(&a[i], agree) + best[(i + 1) * width + j + 1]
            });
            best[i * width + j] = skip.max(take);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        let agree = agreement(&a[i], &b[j], related)
            .filter(|&agree| here == weight(&a[i], agree) + best[(i + 1) * width + j + 1]);
        if let Some(agree) = agree {
            pairs.push(Pair { a: i, b: j, agree });
            i += 1;
            j += 1;
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Adds content words that stand elsewhere, equal forms before equal stems.
fn moved(a: &[Word], b: &[Word], pairs: &mut Vec<Pair>) {
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    for pair in pairs.iter() {
        used_a[pair.a] = true;
        used_b[pair.b] = true;
    }
    for agree in [Agreement::Form, Agreement::Stem] {
        // (what must agree, place) of the words of `b` that are left, for a look-up instead of a walk.
        let known = |w: &Word| {
            if agree == Agreement::Form {
                w.form
            } else {
                w.key
            }
        };
        let mut left: Vec<(u32, usize)> = (0..b.len())
            .filter(|&j| !used_b[j] && b[j].key != Word::STOP)
            .map(|j| (known(&b[j]), j))
            .collect();
        left.sort_unstable();
        for i in 0..a.len() {
            if used_a[i] || a[i].key == Word::STOP {
                continue;
            }
            let wanted = known(&a[i]);
            let from = left.partition_point(|&(key, _)| key < wanted);
            let free = left[from..]
                .iter()
                .take_while(|&&(key, _)| key == wanted)
                .find(|&&(_, j)| !used_b[j]);
            if let Some(&(_, j)) = free {
                used_a[i] = true;
                used_b[j] = true;
                pairs.push(Pair { a: i, b: j, agree });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by letter: capitals are content words, `x'` is another form of `x`, small letters are function words.
    fn words(text: &str) -> Vec<Word> {
        text.split_whitespace()
            .map(|word| {
                let letter = word.as_bytes()[0];
                let form = u32::from(letter) * 8 + word.len() as u32;
                let key = if letter.is_ascii_uppercase() {
                    u32::from(letter)
                } else {
                    Word::STOP
                };
                Word {
                    form,
                    key,
                    start: 0,
                    end: 0,
                }
            })
            .collect()
    }

    /// (name, first, second, pairs as `a-b`, with `~` for another form and `=` for another word: R for Q)
    const CASES: &[(&str, &str, &str, &str)] = &[
        ("equal", "A b C", "A b C", "0-0 1-1 2-2"),
        ("another form", "A b C", "A b C'", "0-0 1-1 2~2"),
        ("another word", "A Q C", "A R C", "0-0 1=1 2-2"),
        ("another word elsewhere", "A B Q", "R A B", "0-1 1-2"),
        ("moved", "A B C D", "D A B C", "0-1 1-2 2-3 3-0"),
        (
            "a lone function word means nothing",
            "A x B",
            "A C D x",
            "0-0",
        ),
        ("each word once", "A A", "A", "0-0"),
        ("nothing", "A b", "", ""),
    ];

    #[test]
    fn words_find_their_like() {
        for &(name, a, b, expected) in CASES {
            let related = [(u32::from(b'Q'), u32::from(b'R'))];
            let sign = |agree| match agree {
                Agreement::Form => '-',
                Agreement::Stem => '~',
                Agreement::Related => '=',
            };
            let pairs: Vec<String> = align(&words(a), &words(b), &related)
                .iter()
                .map(|p| format!("{}{}{}", p.a, sign(p.agree), p.b))
                .collect();
            assert_eq!(pairs.join(" "), expected, "{name}");
        }
    }

    /// A stretch too long for the order still finds its content words.
    #[test]
    fn a_very_long_stretch_is_aligned_by_content() {
        let long = words(&"A b C d ".repeat(700));
        let pairs = align(&long, &long, &[]);
        assert!(pairs.iter().all(|p| p.agree == Agreement::Form));
        assert!(pairs.len() >= 1400, "{}", pairs.len());
    }
}
