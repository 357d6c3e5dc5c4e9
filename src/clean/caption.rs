//! Words under a picture: lines that end in the credit of a picture, and lines above such a credit.
//!
//! The strongest signs (the word *photo* in the bracket, a person's name beside an agency with a slash) hold anywhere;
//! two agencies in a bracket, `(ANTARA/Xinhua)`, may as well credit a text, and count only under a line that is too
//! short for a paragraph, above the story.

use super::cues::{self, CueClass};
use super::frame::Role;
use super::lines::{Line, Page, ends_in_stop};
use crate::text::tokens::tokens;

/// Words of the longest caption that is taken for one.
const LONGEST: usize = 80;

/// Marks captions and picture credits among the lines that have no cue.
pub(super) fn mark(page: &Page<'_>, roles: &mut [Role]) {
    if roles.len() < 2 {
        return;
    }
    let mut seen_core = false;
    for i in 0..roles.len() {
        if !matches!(roles[i], Role::Core | Role::Plain) {
            continue;
        }
        let line = &page.lines[i];
        if line.n_words() <= LONGEST {
            roles[i] = match image_credit(page.slice(line)) {
                Some(at) if at == 0 => Role::Cued(CueClass::Image),
                Some(_) => Role::Cued(CueClass::Caption),
                None if !seen_core && ends_in_two_agencies(page, line) => {
                    Role::Cued(CueClass::Caption)
                }
                None => roles[i],
            };
        }
        seen_core |= roles[i] == Role::Core;
    }
    mark_above_credits(page, roles);
}

/// The line directly above a picture's credit is its caption, if it can be one.
fn mark_above_credits(page: &Page<'_>, roles: &mut [Role]) {
    let mut n_core = 0;
    for i in 0..roles.len().saturating_sub(1) {
        let own = roles[i];
        n_core += usize::from(own == Role::Core);
        let line = &page.lines[i];
        let text = page.slice(line);
        let possible = matches!(own, Role::Core | Role::Plain)
            && roles[i + 1] == Role::Cued(CueClass::Image)
            && line.n_words() <= LONGEST
            && !text.contains(['"', '“', '”']);
        let above_story = n_core == usize::from(own == Role::Core);
        let sentence_or_long = line.ends_sentence || line.n_words() >= 12;
        // Inside the story only a line that tells where people stand in a picture is surely not a paragraph.
        if possible && sentence_or_long && (above_story || tells_places(page, line)) {
            roles[i] = Role::Cued(CueClass::Caption);
            n_core -= usize::from(own == Role::Core);
        }
    }
}

/// Whether a line says who is seen where: `(left)`, `kanan`, or ends in a full date as agencies' captions do.
fn tells_places(page: &Page<'_>, line: &Line) -> bool {
    let words = line.words.clone().map(|w| page.words.get(w).form);
    let placed = words.clone().any(|w| {
        matches!(
            w,
            "left" | "right" | "center" | "centre" | "kiri" | "kanan" | "tengah"
        )
    });
    let tail: String = words.rev().take(3).collect();
    placed || tail.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// Where the credit of a picture at the end of `line` begins, in bytes of `line`.
fn image_credit(line: &str) -> Option<usize> {
    let bare = line.trim_end();
    let inner = bare.trim_end_matches(['.', ' ']);
    if let Some(open) = inner
        .strip_suffix([')', ']'])
        .and_then(|i| i.rfind(['(', '[']))
    {
        let content = &inner[open + 1..inner.len() - 1];
        return is_image_credit(content).then_some(open);
    }
    // `… di Ankara. Foto/Rina`, `… AFP/RINA`: the last words, behind a full stop or alone.
    let at = bare
        .rmatch_indices(['.', '?', '!'])
        .map(|(at, _)| at + 1)
        .find(|&at| bare[at..].starts_with(char::is_whitespace))
        .unwrap_or(0);
    let last = bare[at..].trim_start();
    let start = bare.len() - last.len();
    let short = tokens(last).len() <= 6;
    (short && !ends_in_stop(last) && (is_photo_word(last) || is_image_credit(last)))
        .then_some(start)
}

/// Whether `text` opens with a word for pictures: `Foto/…`, `Photo: …`.
fn is_photo_word(text: &str) -> bool {
    let words = tokens(text);
    let first = words.iter().next().map(|w| w.form.to_owned());
    let slash = text.contains(['/', ':']);
    matches!(
        first.as_deref(),
        Some("foto" | "photo" | "photos" | "doc" | "dok" | "gambar")
    ) && slash
}

/// Whether `content`, from a bracket or the end of a line, credits a picture.
fn is_image_credit(content: &str) -> bool {
    let words = tokens(content);
    if words.is_empty() || words.len() > 12 {
        return false;
    }
    let pictures = words.iter().any(|w| {
        matches!(
            w.form,
            "foto"
                | "photo"
                | "photos"
                | "doc"
                | "dok"
                | "dokumentasi"
                | "handout"
                | "pool"
                | "getty"
                | "epa"
                | "istimewa"
                | "shutterstock"
        )
    });
    if pictures {
        return true;
    }
    let mut parts = content.split(['/', '|']);
    let (Some(left), Some(right), true) = (parts.next(), parts.next(), content.contains(['/', '|']))
    else {
        return false;
    };
    // A person and an agency; the initials of a desk (`AFP/OL-09`, `bac/nva`) are no person.
    let is_person = |part: &str| {
        let words = tokens(part);
        let named = part.trim().starts_with(char::is_uppercase);
        named
            && words.len() >= 2
            && !part.contains(|c: char| c.is_ascii_digit())
            && words.iter().all(|w| !cues::is_agency(w.form))
    };
    is_person(left) && cues::begins_with_agency(right)
        || is_person(right) && cues::begins_with_agency(left)
}

/// Whether a line too short for a paragraph ends in a bracket of agencies only.
fn ends_in_two_agencies(page: &Page<'_>, line: &Line) -> bool {
    let text = page.slice(line).trim_end_matches('.');
    let Some(open) = text
        .strip_suffix([')', ']'])
        .and_then(|i| i.rfind(['(', '[']))
    else {
        return false;
    };
    let words = tokens(&text[open..]);
    let agencies = !words.is_empty() && words.iter().all(|w| cues::is_agency(w.form));
    agencies && line.n_words() < 30
}
