//! Words that scraping has damaged: glued to their neighbour, misread by a scanner, misspelt by a letter.

use super::gap::Gap;
use super::lexicon::{Class, ClassSet};
use super::phrases::Phrases;
use super::scan::Word;
use super::vocabulary::{Meaning, Vocabulary, What};

/// Where two known words are glued: at a capital after a small letter (`dariAntara`), or after a short head
/// (`sepertidikutip`).
pub(super) fn glued(raw: &str, form: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let phrases = &vocabulary.phrases;
    let bytes = raw.as_bytes();
    let known = |part: &str| part.len() >= 2 && phrases.word(part).is_some();
    let at_capital = (1..bytes.len())
        .filter(|&i| bytes[i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase())
        .find(|&i| {
            known(&form[i..]) && (known(&form[..i]) || opens(&form[i..], phrases))
                || leads(&form[..i], phrases)
        });
    at_capital.or_else(|| {
        let head = vocabulary.lists.glued_heads.begins(form)?;
        (form.len() >= head + 6 && form.is_char_boundary(head) && known(&form[head..]))
            .then_some(head)
    })
}

/// Whether `form` by itself is a copying verb, which may be glued to any word: `…DiboikotDilansir`.
fn opens(form: &str, phrases: &Phrases<Meaning>) -> bool {
    alone_in(
        form,
        phrases,
        ClassSet::of(&[Class::CopyPassive, Class::CopyActive]),
    )
}

/// Whether `form` by itself comes right before a name, whatever it is: `lamanBusiness`, `dariAFP`.
fn leads(form: &str, phrases: &Phrases<Meaning>) -> bool {
    form.len() >= 4
        && alone_in(
            form,
            phrases,
            ClassSet::of(&[Class::From, Class::By, Class::Filler, Class::CopyPassive]),
        )
}

/// Whether the one word `form` is a cue of some class of `classes`.
fn alone_in(form: &str, phrases: &Phrases<Meaning>, classes: ClassSet) -> bool {
    let mut found = false;
    phrases.at(&[phrases.word(form)], |_, meanings| {
        found |= meanings
            .iter()
            .any(|m| matches!(m.what, What::Cue(c) if c.meets(classes)));
    });
    found
}

/// The word behind characters that scanners confuse: a small `l` among capitals is an `I`, a zero inside a word an `o`.
pub(super) fn misread(raw: &str) -> Option<String> {
    // Most words have neither a zero nor a capital.
    if !raw.bytes().any(|b| b == b'0' || b.is_ascii_uppercase()) {
        return None;
    }
    let capitals = raw.bytes().filter(u8::is_ascii_uppercase).count();
    let shouting = capitals * 2 > raw.len();
    let confused = |b: u8| b == b'0' || shouting && b == b'l';
    if !raw.bytes().any(confused) || raw.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let read = raw.chars().map(|c| match c {
        '0' => 'o',
        'l' if shouting => 'i',
        c => c.to_ascii_lowercase(),
    });
    Some(read.collect())
}

/// Marks words that are a copying verb but for one letter, where a preposition behind shows what they are: "Dlansir dari".
pub(super) fn misspelt(words: &mut [Word<'_>], vocabulary: &Vocabulary, active: u32) {
    const PREPOSITION: ClassSet = ClassSet::of(&[Class::From, Class::By]);
    for i in 1..words.len() {
        let (word, next) = (&words[i - 1], &words[i]);
        let unknown = word.cue.is_empty() && word.name.is_none() && word.form.len() >= 7;
        if !unknown || !next.alone.meets(PREPOSITION) || next.gap != Gap::SPACE {
            continue;
        }
        let near = |(verb, lexicons): &(Box<str>, u32)| {
            lexicons & active != 0
                && verb.len().abs_diff(word.form.len()) <= 1
                && one_edit_apart(verb, &word.form)
        };
        if vocabulary.passives.iter().any(near) {
            let classes = ClassSet::of(&[Class::CopyPassive]);
            (words[i - 1].cue, words[i - 1].alone, words[i - 1].cue_len) = (classes, classes, 1);
        }
    }
}

/// Whether one letter replaced, left out or put in, or two neighbours swapped, makes one word of the other.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
    let shared: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (&a[shared..], &b[shared..]);
    let without =
        |text: &'_ str, n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let (a1, b1) = (&a[without(a, 1)..], &b[without(b, 1)..]);
    let (a2, b2) = (&a[without(a, 2)..], &b[without(b, 2)..]);
    let swapped = || a2 == b2 && a.chars().take(2).eq(b[..b.len() - b2.len()].chars().rev());
    a != b && (a1 == b1 || a1 == b || a == b1 || swapped())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_edit_is_a_distance_of_one(a in "[abé]{0,5}", b in "[abé]{0,5}") {
            prop_assert_eq!(one_edit_apart(&a, &b), strsim::osa_distance(&a, &b) == 1);
        }
    }
}
