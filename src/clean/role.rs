//! What a line is, seen by itself: prose, a cue, a date, machine text, or nothing special.
//!
//! **In** one [`Line`]. **Out** its [`Role`]; what that means on a page is for [`frame`](super::frame) to say, which
//! sees the neighbours.

use std::ops::Range;

use super::cues::{self, CueClass};
use super::lines::{Line, Page};
use super::{Config, dateline};
use crate::text::dates;
use crate::text::tokens;

/// What a line is, seen by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Long prose that ends like a sentence.
    Core,
    /// Nothing special.
    Plain,
    /// No word in it, or a script or an address.
    Machine,
    /// Little more than a date.
    Date,
    /// On many pages of the same outlet.
    Template,
    /// It has a cue.
    Cued(CueClass),
}

impl Role {
    /// Whether the line belongs to a page's frame rather than to any article.
    pub(super) fn is_frame(self) -> bool {
        use CueClass::{Foot, Frame, Promo, Section};
        matches!(
            self,
            Self::Template | Self::Cued(Frame | Promo | Section | Foot)
        )
    }

    /// Whether what follows may be other stories or no story at all.
    pub(super) fn ends_run(self) -> bool {
        matches!(self, Self::Cued(CueClass::Section | CueClass::Foot))
    }
}

/// What `line` is, seen by itself.
pub(super) fn of_line(
    page: &Page<'_>,
    config: &Config,
    line: &Line,
    is_template: impl Fn(&Line) -> bool,
) -> Role {
    let text = page.slice(line);
    let n = line.n_words();
    if n == 0 || cues::is_machine_text(text) && line.stop_density() < config.stop_density {
        return Role::Machine;
    }
    let cue = cues::of_line(page.text, &page.words, &line.words);
    if let Some(cue) = cue.filter(|c| is_credible(page, line, c.class, &c.words)) {
        return Role::Cued(cue.class);
    }
    if text
        .find('©')
        .is_some_and(|at| tokens::count(&text[..at]) <= 4)
        && n <= 60
    {
        return Role::Cued(CueClass::Copyright);
    }
    if is_template(line) {
        return Role::Template;
    }
    if is_date_line(page, line) {
        return Role::Date;
    }
    // A long line is prose by its length; the share of function words only has to be more than a list's.
    let long = n >= config.long_line_words;
    let least = config.stop_density * if long { 0.5 } else { 1.0 };
    let prose = line.stop_density() >= least || !page.has_stop_words;
    // Headlines and lists of names are capitals; prose that ends like a sentence may shout.
    let shouts =
        !line.ends_sentence && line.capital_share() > 0.6 && line.stop_density() < 0.3 && n < 40;
    let whole = line.ends_sentence || text.ends_with([':', ';']) || long;
    let opens_story = || dateline::dateline(text).is_some();
    if n >= config.core_words && (prose && whole && !shouts || opens_story()) {
        Role::Core
    } else {
        Role::Plain
    }
}

/// Whether a line that has a cue is what the cue says, and not a sentence that happens to begin with its words.
fn is_credible(page: &Page<'_>, line: &Line, class: CueClass, cue: &Range<usize>) -> bool {
    let n = line.n_words();
    let after = page.text[page.words.get(cue.end - 1).end..line.end].trim_start();
    let colon = after.starts_with([':', '：']);
    let opens = cue.start == line.words.start;
    match class {
        // A longer line that begins with a link has story glued to it, and is split later.
        CueClass::Related => n <= 25,
        CueClass::Byline if !colon => {
            n <= 20 && !line.ends_sentence && (cue.len() == n || begins_a_name(after))
        }
        CueClass::Byline => n <= 20,
        CueClass::Caption | CueClass::Image => n <= 60,
        CueClass::Credit => colon && n <= 30 || n <= 12 || cue.len() >= 3,
        CueClass::Copyright => n <= 15 || opens && n <= 60,
        CueClass::Frame | CueClass::Section => n <= 30,
        CueClass::Promo | CueClass::Foot => n <= if opens { 50 } else { 30 },
    }
}

fn begins_a_name(text: &str) -> bool {
    let mut chars = text.chars().skip_while(|c| !c.is_alphanumeric());
    chars.next().is_some_and(|c| !c.is_lowercase())
}

/// Whether a short line is little more than a date.
fn is_date_line(page: &Page<'_>, line: &Line) -> bool {
    let text = page.slice(line);
    // `7 p.m.` and `Rina S.` end in a full stop, but no sentence.
    let initial = line
        .words
        .clone()
        .next_back()
        .is_some_and(|w| page.words.get(w).form.len() == 1);
    let sentence = line.ends_sentence && !initial;
    if line.n_words() > 20 || sentence && line.n_words() > 8 {
        return false;
    }
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let dated = dates::dates(page.text, line.range());
    let Some(date) = dated.iter().find(|d| d.year.is_some() || d.time.is_some()) else {
        return false;
    };
    let outside = line.words.clone().filter(|&w| {
        let at = page.words.get(w).start;
        !date.range.contains(&at)
    });
    // Names of a byline may stand beside the date, `Kompas.com, Budi - 3 Mei 2024`, but not a sentence.
    date.year.is_some() && outside.count() <= 8 && line.stop_density() < 0.3
}
