//! Which lines are the story: runs of prose with hysteresis, and what the lines around them are.
//!
//! **In** a [`Page`]. **Out** one [`SpanKind`] a line. A *core line* has at least [`Config::core_words`] words, of
//! which a share of at least [`Config::stop_density`] are function words, and ends like a sentence. Core lines with at
//! most [`Config::max_gap`] other lines between them make a run; a heading of another block ends one. The run with
//! most words is the story. Between its core lines everything without a cue is story too (sub-heads, short quotes);
//! outside them only what the page gives no reason to doubt.
//!
//! Where there is doubt a line is body: a menu entry taken for story costs a comparison some noise, a paragraph taken
//! for a menu loses evidence.

use std::ops::Range;

use super::cues::CueClass;
use super::lines::{Line, Page};
use super::role::{self, Role};
use super::{Config, caption, title};
use crate::article::SpanKind;

/// The typed lines of a page.
pub(super) struct Frame {
    /// One for each of [`Page::lines`].
    pub(super) kinds: Vec<SpanKind>,
    /// The lines before this one are the page's head; `None` where nothing looks like a story.
    pub(super) first_core: Option<usize>,
    /// The headline that the page shows, as a line.
    pub(super) title: Option<usize>,
}

/// Types every line of `page`. `known_title` is the record's headline in normal form, empty if it has none;
/// `is_template` tells lines that stand on many pages of the outlet.
///
/// Takes time linear in the page.
pub(super) fn type_lines(
    page: &Page<'_>,
    config: &Config,
    known_title: &str,
    is_template: impl Fn(&Line) -> bool,
) -> Frame {
    let mut roles: Vec<Role> = page
        .lines
        .iter()
        .map(|line| role::of_line(page, config, line, &is_template))
        .collect();
    let headlines = related_headlines(page, &roles);
    for &i in &headlines {
        roles[i] = Role::Cued(CueClass::Related);
    }
    caption::mark(page, &mut roles);
    let mut runs = stories(page, config, &roles);
    if runs.is_empty() {
        soften(page, &mut roles);
        runs = stories(page, config, &roles);
    }
    let zones = Zones {
        page,
        roles: &roles,
        runs: &runs,
        framed: is_framed(page, &roles),
    };
    let title = title::of_page(page, &roles, runs.first().map(|r| r.start), known_title);
    let mut kinds = zones.kinds();
    title::mark(
        page,
        &mut kinds,
        title,
        runs.first().map(|r| r.start),
        known_title,
    );
    Frame {
        kinds,
        first_core: runs.first().map(|r| r.start),
        title,
    }
}

/// Whether a page has menus and the like at all: three lines of a frame, or little else than menu entries.
fn is_framed(page: &Page<'_>, roles: &[Role]) -> bool {
    let frame = roles.iter().filter(|r| r.is_frame()).count();
    let is_entry = |&(line, role): &(&Line, &Role)| {
        *role == Role::Plain && is_menu_entry(page, line) || role.is_frame()
    };
    let entries = page.lines.iter().zip(roles).filter(is_entry).count();
    frame >= 3
        || frame >= 2 && frame * 4 > roles.len()
        || entries >= 5 && entries * 5 >= roles.len() * 4
}

/// The headlines under a line that announces them, `BacaJuga:` with nothing after it.
///
/// They go on until the first line that has a cue, is prose, or ends in a full stop; at most eight.
fn related_headlines(page: &Page<'_>, roles: &[Role]) -> Vec<usize> {
    let mut found = Vec::new();
    for (i, line) in page.lines.iter().enumerate() {
        let bare =
            line.n_words() <= 2 || line.n_words() <= 5 && page.slice(line).ends_with([':', '：']);
        if roles[i] != Role::Cued(CueClass::Related) || !bare {
            continue;
        }
        let below = (i + 1..roles.len()).take(8).take_while(|&j| {
            let headline = &page.lines[j];
            matches!(roles[j], Role::Plain | Role::Date)
                && headline.n_words() <= 25
                && !page.slice(headline).ends_with('.')
        });
        found.extend(below);
    }
    found
}

/// The lines from a run's first core line to one past its last.
fn stories(page: &Page<'_>, config: &Config, roles: &[Role]) -> Vec<Range<usize>> {
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    let mut open = false;
    let mut foot = None;
    for (i, role) in roles.iter().enumerate() {
        if role.ends_run() {
            open = false;
            if *role == Role::Cued(CueClass::Foot) {
                foot = Some(i);
            }
        }
        if *role != Role::Core {
            continue;
        }
        let n = page.lines[i].n_words();
        match runs.last_mut() {
            Some((run, words)) if open && i - run.end <= config.max_gap => {
                run.end = i + 1;
                *words += n;
            }
            _ => runs.push((i..i + 1, n)),
        }
        open = true;
    }
    // `max_by_key` keeps the last of equals; the first is wanted, since stories stand above teasers.
    let Some(main) = (0..runs.len()).rev().max_by_key(|&i| runs[i].1) else {
        return Vec::new();
    };
    let foot = foot.filter(|&f| f >= runs[main].0.end);
    let is_story = |i: usize| {
        let (run, words) = &runs[i];
        let in_succession = roles[run.clone()]
            .windows(2)
            .any(|w| w == [Role::Core, Role::Core]);
        let behind_foot = foot.is_some_and(|f| run.start > f);
        i == main || !behind_foot && (in_succession || *words >= config.long_line_words)
    };
    let kept = (0..runs.len()).filter(|&i| is_story(i));
    kept.map(|i| runs[i].0.clone()).collect()
}

/// For a page without a core line: the best it has becomes one.
///
/// Short sentences first; then any line of eight words with function words; then, on a page of at most three lines
/// without a cue, those lines: a single headline is all the body there is.
fn soften(page: &Page<'_>, roles: &mut [Role]) {
    let tests: [&dyn Fn(&Line) -> bool; 2] = [&|l| l.n_words() >= 4 && l.ends_sentence, &|l| {
        l.n_words() >= 8 && (l.stop_density() >= 0.15 || !page.has_stop_words)
    }];
    for test in tests {
        let mut any = false;
        for (role, line) in roles.iter_mut().zip(&page.lines) {
            if *role == Role::Plain && test(line) {
                *role = Role::Core;
                any = true;
            }
        }
        if any {
            return;
        }
    }
    let plain = roles.iter().filter(|r| **r == Role::Plain).count();
    if plain <= 3 && plain * 2 >= roles.len() {
        for role in roles.iter_mut().filter(|r| **r == Role::Plain) {
            *role = Role::Core;
        }
    }
}

/// A page with its story found, for typing the lines around it.
struct Zones<'a> {
    page: &'a Page<'a>,
    roles: &'a [Role],
    runs: &'a [Range<usize>],
    /// Whether the page has menus and the like at all.
    framed: bool,
}

impl Zones<'_> {
    /// One kind a line: head, runs, the gaps between them, tail.
    fn kinds(&self) -> Vec<SpanKind> {
        let mut kinds: Vec<SpanKind> = Vec::with_capacity(self.roles.len());
        let Some(first) = self.runs.first() else {
            return self.roles.iter().map(|&r| self.no_story(r)).collect();
        };
        for i in 0..first.start {
            kinds.push(self.head(i, first.start));
        }
        for (r, run) in self.runs.iter().enumerate() {
            kinds.extend(run.clone().map(|i| self.within(i, run)));
            let end = self.runs.get(r + 1).map_or(self.roles.len(), |n| n.start);
            let last = r + 1 == self.runs.len();
            self.after(run.end..end, last, &mut kinds);
        }
        kinds
    }

    fn no_story(&self, role: Role) -> SpanKind {
        cued(role).unwrap_or(if self.framed {
            SpanKind::Boilerplate
        } else {
            SpanKind::Body
        })
    }

    /// A line above the story.
    ///
    /// On a page without a frame it is story if nothing says otherwise. On a page with one it must be a sentence,
    /// and nothing of the frame may stand between it and the story.
    fn head(&self, i: usize, story: usize) -> SpanKind {
        if let Some(kind) = cued(self.roles[i]) {
            return kind;
        }
        let line = &self.page.lines[i];
        let touches = !self.roles[i..story].iter().any(|r| r.is_frame());
        let sentence = line.ends_sentence && line.n_words() >= 4;
        if caption::names_agency_last(self.page, line) {
            return SpanKind::Byline;
        }
        if !self.framed && !is_menu_entry(self.page, line) || sentence && touches {
            SpanKind::Body
        } else {
            SpanKind::Boilerplate
        }
    }

    /// A line between core lines of one run.
    fn within(&self, i: usize, run: &Range<usize>) -> SpanKind {
        if let Some(kind) = cued(self.roles[i]) {
            return kind;
        }
        let line = &self.page.lines[i];
        // A stray word between two pieces of a frame belongs to them.
        let beside = |j: usize| run.contains(&j) && self.roles[j].is_frame();
        let stray = line.n_words() <= 3 && !line.ends_sentence && self.roles[i] != Role::Core;
        if stray && i > 0 && (beside(i - 1) && beside(i + 1)) {
            SpanKind::Boilerplate
        } else {
            SpanKind::Body
        }
    }

    /// The lines `range` behind a run; `last` tells whether another run follows.
    fn after(&self, range: Range<usize>, last: bool, kinds: &mut Vec<SpanKind>) {
        let mut ended = false;
        let mut related = false;
        for i in range {
            let role = self.roles[i];
            let line = &self.page.lines[i];
            // On a page with a frame, what follows the story's own tail is the frame, whatever its words.
            let frame_begins = matches!(role, Role::Date | Role::Cued(CueClass::Credit))
                || role == Role::Plain && is_menu_entry(self.page, line);
            ended |= role.is_frame() || self.framed && last && frame_begins;
            related = match role {
                Role::Cued(CueClass::Section) => true,
                Role::Cued(CueClass::Foot | CueClass::Copyright) => false,
                _ => related,
            };
            let dated = role == Role::Date || is_age(self.page, line);
            let headline = !dated && (line.n_words() >= 4 && !line.bulleted || line.n_words() >= 6);
            let kind = match cued(role) {
                Some(SpanKind::Byline | SpanKind::Credit) if related => SpanKind::Boilerplate,
                Some(kind) => kind,
                None if related && headline => SpanKind::Related,
                None if related || role == Role::Core && ended && last => SpanKind::Boilerplate,
                None if ended && self.framed && !line.ends_sentence => SpanKind::Boilerplate,
                None if self.framed && is_menu_entry(self.page, line) => SpanKind::Boilerplate,
                None => SpanKind::Body,
            };
            kinds.push(kind);
        }
    }
}

/// What a line is by its own word, wherever it stands.
fn cued(role: Role) -> Option<SpanKind> {
    use CueClass as C;
    Some(match role {
        Role::Core | Role::Plain => return None,
        Role::Date | Role::Cued(C::Byline) => SpanKind::Byline,
        Role::Cued(C::Related) => SpanKind::Related,
        Role::Machine | Role::Template | Role::Cued(C::Section | C::Foot | C::Frame | C::Promo) => {
            SpanKind::Boilerplate
        }
        Role::Cued(C::Copyright | C::Credit | C::Image) => SpanKind::Credit,
        Role::Cued(C::Caption) => SpanKind::Caption,
    })
}

/// Whether a short line begins with a number, as the age of a page does: `3 jam lalu`.
fn is_age(page: &Page<'_>, line: &Line) -> bool {
    line.n_words() <= 4 && page.slice(line).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether `line` is as short as a menu entry and as bare: no sentence, no number.
fn is_menu_entry(page: &Page<'_>, line: &Line) -> bool {
    line.n_words() <= 3
        && !line.ends_sentence
        && !page.slice(line).contains(|c: char| c.is_numeric())
        && !page.slice(line).ends_with([':', '-', '–', '—'])
}
