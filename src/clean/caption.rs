//! Words under a picture: lines that end in the credit of a picture, and lines above such a credit.
//!
//! The strongest signs (the word *photo* in the bracket, a person's name beside an agency with a slash) hold anywhere;
//! two agencies in a bracket, `(ANTARA/Xinhua)`, may as well credit a text, and count only under a line that is too
//! short for a paragraph, above the story.

use std::sync::LazyLock;

use super::cues::{self, CueClass, WordSet};
use super::lines::{Line, Page, ends_in_stop};
use super::outlet::{domains, is_trade_word};
use super::role::Role;
use crate::text::tokens::{self, tokens};

static PICTURE_WORDS: WordSet =
    LazyLock::new(|| cues::word_set(include_str!("data/picture_words.txt")));

/// Words of the longest caption that is taken for one.
const LONGEST: usize = 80;

/// Marks captions and picture credits among the lines that have no cue.
pub(super) fn mark(page: &Page<'_>, roles: &mut [Role]) {
    if roles.len() < 2 {
        return;
    }
    let last_core = roles.iter().rposition(|r| *r == Role::Core);
    let mut in_story = false;
    for (i, line) in page.lines.iter().enumerate() {
        if matches!(roles[i], Role::Core | Role::Plain) && line.n_words() <= LONGEST {
            let text = page.slice(line);
            // The bracket behind the last paragraph credits the text, unless it speaks of pictures.
            let credit = image_credit(text)
                .filter(|c| c.says_picture || last_core != Some(i))
                .map(|c| c.start);
            let above = !in_story && (ends_in_agencies(page, line) || begins_in_agency(text));
            roles[i] = match credit {
                Some(0) => Role::Cued(CueClass::Image),
                Some(_) => Role::Cued(CueClass::Caption),
                None if above || names_house(line, text) => Role::Cued(CueClass::Caption),
                None => roles[i],
            };
        }
        in_story |= roles[i] == Role::Core;
    }
    mark_beside_credits(page, roles);
}

/// `REUTERS PENGUNJUK rasa berkumpul …`: an agency in capitals runs into a sentence that does not speak of it.
fn begins_in_agency(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let loud = first.len() >= 2 && first.chars().all(char::is_uppercase);
    loud && cues::begins_with_agency(first)
        && second.starts_with(char::is_uppercase)
        && !cues::begins_with_agency(second)
}

/// `Rina Sari (HarianKota.com)`, `Juru bicara itu/Net`: a few words and a house, between paragraphs.
fn names_house(line: &Line, text: &str) -> bool {
    if line.n_words() > 12 || line.ends_sentence {
        return false;
    }
    if let Some((who, house)) = text.rsplit_once('/') {
        let words = tokens(house);
        let known = words
            .iter()
            .all(|w| cues::is_agency(w.form) || w.form == "net");
        return words.len() == 1 && known && tokens::count(who) >= 2 && !who.contains('/');
    }
    let Some(open) = text.strip_suffix(')').and_then(|t| t.rfind('(')) else {
        return false;
    };
    let content = &text[open..];
    let first = tokens(content).iter().next().map(|w| w.form.to_owned());
    let house = !domains(content).is_empty() || first.is_some_and(|f| is_trade_word(&f));
    open > 0 && house && tokens::count(content) <= 4
}

/// The line beside a picture's credit is its caption, if it can be one: directly above it, or below it where it tells
/// who stands where.
fn mark_beside_credits(page: &Page<'_>, roles: &mut [Role]) {
    let image = Role::Cued(CueClass::Image);
    let mut in_story = false;
    for (i, line) in page.lines.iter().enumerate() {
        let own = roles[i];
        let above = roles.get(i + 1) == Some(&image);
        let below = i > 0 && roles[i - 1] == image && tells_places(page, line);
        // Some pages print a caption twice.
        let twin = page.lines.get(i + 1).is_some_and(|next| {
            roles.get(i + 2) == Some(&image) && page.folded(next) == page.folded(line)
        });
        let possible = || {
            matches!(own, Role::Core | Role::Plain)
                && (line.ends_sentence || line.n_words() >= 20)
                && line.n_words() <= LONGEST
                && !page.slice(line).contains(['"', '“', '”'])
        };
        // Inside the story only a line that tells where people stand, or a short one, is surely not a paragraph.
        let sure = || !in_story || tells_places(page, line) || line.n_words() < 12;
        if (above || below || twin) && possible() && sure() {
            roles[i] = Role::Cued(CueClass::Caption);
        }
        in_story |= roles[i] == Role::Core;
    }
}

/// Where the credit of a picture begins that the paragraph `text` ends in, if it says that it is one.
pub(super) fn picture_tail(text: &str) -> Option<usize> {
    image_credit(text)
        .filter(|credit| credit.says_picture)
        .map(|credit| credit.start)
}

/// Whether a line says who is seen where, `(left)`, `, kanan,`, `from left`, or ends in a year as agencies' captions do.
fn tells_places(page: &Page<'_>, line: &Line) -> bool {
    let placed = line.words.clone().any(|w| {
        let word = page.words.get(w);
        let place = matches!(
            word.form,
            "left" | "right" | "center" | "centre" | "kiri" | "kanan" | "tengah"
        );
        let before = page.text[line.start..word.start].trim_end();
        place && (before.ends_with([',', '(']) || before.ends_with("rom"))
    });
    let year = line.words.clone().next_back().is_some_and(|w| {
        let form = page.words.get(w).form;
        form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit())
    });
    placed || year
}

/// Whether a line of names ends in an agency behind a comma: `Rina Sari and Budi Hartono, Associated Press`.
pub(super) fn names_agency_last(page: &Page<'_>, line: &Line) -> bool {
    let text = page.slice(line);
    let last = text.rsplit(',').next().filter(|l| l.len() < text.len());
    let house = last.is_some_and(|l| cues::begins_with_agency(l) && tokens::count(l) <= 2);
    house && !line.ends_sentence && line.n_words() <= 20 && line.capital_share() >= 0.7
}

/// The credit of a picture at the end of a line.
struct ImageCredit {
    /// Where it begins, in bytes of the line.
    start: usize,
    /// Whether a word for pictures stands in it.
    says_picture: bool,
}

/// The credit of a picture at the end of `line`.
fn image_credit(line: &str) -> Option<ImageCredit> {
    let bare = line.trim_end();
    let inner = bare.trim_end_matches(['.', ' ']);
    if let Some(open) = inner
        .strip_suffix([')', ']'])
        .and_then(|i| i.rfind(['(', '[']))
    {
        let content = &inner[open + 1..inner.len() - 1];
        let says_picture = says_picture(content);
        return (says_picture || is_person_and_agency(content)).then_some(ImageCredit {
            start: open,
            says_picture,
        });
    }
    // `… di Ankara. Foto/Rina`, `… AFP/RINA`: the last words, behind a full stop or alone.
    let at = bare
        .rmatch_indices(['.', '?', '!'])
        .map(|(at, _)| at + 1)
        .find(|&at| bare[at..].starts_with(char::is_whitespace))
        .unwrap_or(0);
    let last = bare[at..].trim_start_matches([' ', '-', '–', '—', '\u{A0}']);
    // `AFP/RINA S.` ends in an initial, not in a sentence.
    let initial = last.strip_suffix('.').is_some_and(|l| {
        l.chars().last().is_some_and(char::is_uppercase)
            && !l
                .trim_end_matches(char::is_uppercase)
                .ends_with(char::is_alphabetic)
    });
    // Paragraphs end here: their last sentence is no credit.
    if !initial && ends_in_stop(last) || tokens::count(last) > 10 {
        return None;
    }
    let says_picture = opens_with_picture(last);
    (says_picture || is_person_and_agency(last)).then_some(ImageCredit {
        start: bare.len() - last.len(),
        says_picture,
    })
}

/// Whether `text` opens with a word for pictures, and a mark or an agency: `Foto/…`, `Photo: …`, `Gambar AFP`.
fn opens_with_picture(text: &str) -> bool {
    let words = tokens(text);
    let forms: Vec<&str> = words.iter().take(2).map(|w| w.form).collect();
    // `Kredit:` opens a credit only with its colon, `Foto AFP` does without.
    let labelled =
        matches!(forms.first(), Some(&("credit" | "crédit" | "kredit"))) && text.contains(':');
    let marked = text.contains(['/', ':']) || forms.get(1).is_some_and(|f| cues::is_agency(f));
    labelled || forms.first().is_some_and(|f| is_picture_word(f)) && marked
}

/// Whether the content of a bracket speaks of pictures.
fn says_picture(content: &str) -> bool {
    let words = tokens(content);
    (2..=12).contains(&words.len()) && words.iter().any(|w| is_picture_word(w.form))
}

/// The words of picture credits (`data/picture_words.txt`).
fn is_picture_word(form: &str) -> bool {
    PICTURE_WORDS.contains(form)
}

/// Whether `content` is a person and an agency, `Rina Sari/AFP`, `AP/Rina Sari`, `Rina Sari | AP`, `Rina Sari, Associated
/// Press`; `ANTARA | RINA SARI` is how texts are credited.
fn is_person_and_agency(content: &str) -> bool {
    let mark = ['/', '|', ','].into_iter().find(|&m| content.contains(m));
    let Some(mark) = mark else {
        return false;
    };
    let parts: Vec<&str> = content.split(mark).collect();
    let [first, rest @ ..] = parts.as_slice() else {
        return false;
    };
    let agency = |part: &&str| {
        let relayed = part.split_once(" via ").map_or(*part, |(_, house)| house);
        cues::begins_with_agency(part) || cues::begins_with_agency(relayed)
    };
    if mark == ',' {
        return is_person(first)
            && matches!(rest, [house] if agency(house) && tokens::count(house) <= 2);
    }
    is_person(first) && rest.iter().any(agency)
        || mark == '/' && agency(first) && matches!(rest, [person] if is_person(person))
}

/// Whether `part` of a credit is a person: two words or more with a capital, and none of them an agency.
fn is_person(part: &str) -> bool {
    // The initials of a desk (`AFP/OL-09`, `bac/nva`) are no person.
    let words = tokens(part);
    part.trim().starts_with(char::is_uppercase)
        && (2..=4).contains(&words.len())
        && !part.contains(|c: char| c.is_ascii_digit())
        && words
            .iter()
            .all(|w| !cues::is_agency(w.form) && !is_trade_word(w.form))
}

/// Whether a line too short for a paragraph ends in a bracket of agencies only.
fn ends_in_agencies(page: &Page<'_>, line: &Line) -> bool {
    let text = page.slice(line).trim_end_matches('.');
    let Some(open) = text
        .strip_suffix([')', ']'])
        .and_then(|i| i.rfind(['(', '[']))
    else {
        return false;
    };
    let words = tokens(&text[open..]);
    let agencies = !words.is_empty() && words.iter().all(|w| cues::is_agency(w.form));
    // `Ankara (AFP)` alone is a dateline.
    agencies && (words.len() + 4..30).contains(&line.n_words())
}
