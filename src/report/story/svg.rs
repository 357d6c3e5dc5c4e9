//! The lineage of a story as a picture, for papers, mails and pages without script.
//!
//! **In** the contents of a run and one of its stories. **Out** SVG 1.1 with a style of its own and nothing from outside.
//! A filled dot is a page whose text comes from no other, a ring is an echo, a dashed ring is a wire item that is not in
//! the collection; dots of one colour have one origin. What colours say, signs or words say as well.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::axis::{Axis, BREAK, round};
use super::clock::{named, told};
use super::ticks::ticks;
use super::{Layout, Line, Node, Row, Standing, WIDTH};
use crate::lineage::CreditLabel;
use crate::report::contents::Contents;
use crate::report::html::{credit, edge_kind, escape};
use crate::report::records::FamilyRecord;

/// Units from the left edge to the layout.
const LEFT: f64 = 28.0;
/// Height of a row.
const ROW: f64 = 38.0;
/// Where the first row stands.
const TOP: f64 = 112.0;
/// Width of the picture: the layout, and room for the labels of its last nodes.
const FULL: f64 = LEFT + WIDTH + 412.0;
/// Width of a column of text at 13 units, on the safe side: fonts differ.
const COLUMN: f64 = 7.8;
/// Colours of origins, told apart by most eyes (Okabe and Ito, 2008); later ones share the last.
const COLOURS: usize = 7;
/// Origins that the key names.
const NAMED: usize = 6;

/// For which background a picture is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// That of the reader, as the program that shows it tells.
    #[default]
    Auto,
    /// A light one, for print.
    Light,
    /// A dark one.
    Dark,
}

/// A picture of a story.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// The most rows that are drawn; what is left out is counted below them. Default 40.
    pub rows: usize,
    /// Default [`Theme::Auto`].
    pub theme: Theme,
}

impl Default for Picture {
    fn default() -> Self {
        Self {
            rows: 40,
            theme: Theme::default(),
        }
    }
}

impl Picture {
    /// The lineage of `story`, a group of `contents`; ends in a line feed. Costs the story's articles and edges.
    #[must_use]
    pub fn draw(self, contents: &Contents<'_>, story: &FamilyRecord) -> String {
        let layout = Layout::new(contents, story);
        let n_rows = layout.rows.len().min(self.rows);
        let n_left_out = layout.rows.len() - n_rows;
        let below = TOP + ROW * n_rows as f64;
        let height = below + 74.0;
        let headline = contents.headline(story);
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {FULL} {height}\" width=\"{FULL}\" \
             height=\"{height}\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">{}</title>\n<desc id=\"d\">{}</desc>",
            escape(headline),
            escape(&described(contents, &layout, story)),
        );
        let _ = writeln!(out, "<style>{}</style>", sheet(self.theme));
        let _ = writeln!(
            out,
            "<rect class=\"ground\" width=\"{FULL}\" height=\"{height}\"/>"
        );
        let room = FULL - 2.0 * LEFT;
        label(&mut out, "head", LEFT, 30.0, &cut(headline, room, 16.0));
        label(&mut out, "dim", LEFT, 52.0, &reach(story));
        if let Some(axis) = &layout.axis {
            draw_axis(&mut out, axis, layout.clock, below - 14.0);
        }
        for line in layout.lines.iter().rev() {
            if line.from < n_rows && line.to < n_rows {
                draw_line(&mut out, &layout, line);
            }
        }
        for tie in &layout.ties {
            draw_tie(&mut out, &layout, tie, n_rows);
        }
        for (at, row) in layout.rows.iter().take(n_rows).enumerate() {
            draw_row(&mut out, contents, &layout, at, row);
        }
        if n_left_out > 0 {
            label(
                &mut out,
                "dim",
                LEFT,
                below,
                &format!("… and {n_left_out} more"),
            );
        }
        draw_key(&mut out, contents, &layout, below + 26.0);
        out.push_str("</svg>\n");
        out
    }
}

/// `7 articles → 6 outlets → 5 owners → 3 origins`.
fn reach(story: &FamilyRecord) -> String {
    let steps = [
        (story.members.len(), "article"),
        (story.n_outlets, "outlet"),
        (story.n_owners, "owner"),
        (story.n_origins, "independent origin"),
    ];
    let steps = steps.map(|(n, what)| format!("{n} {what}{}", if n == 1 { "" } else { "s" }));
    steps.join(" → ")
}

/// The picture in words, for those who do not see it.
fn described(contents: &Contents<'_>, layout: &Layout, story: &FamilyRecord) -> String {
    let mut words = reach(story) + ".";
    for line in layout.lines.iter().filter(|line| line.is_main).take(20) {
        let [child, parent] =
            [line.to, line.from].map(|row| called(contents, layout.rows[row].node));
        let _ = write!(words, " {child} from {parent}");
        if let Some(edge) = line.edge {
            let _ = write!(words, " ({}, {:.2})", credit(edge.credit), edge.probability);
        }
        words.push('.');
    }
    words
}

/// The outlet of an article, or the source of a wire item.
fn called<'c>(contents: &'c Contents<'_>, node: Node) -> &'c str {
    match node {
        Node::Article(at) => {
            let article = &contents.articles()[at];
            let outlet = article.outlet.as_ref();
            outlet.map_or(article.id.as_str(), |outlet| outlet.name.as_str())
        }
        Node::Latent(at) => {
            let source = contents.latents()[at].source.as_deref();
            source.map_or("a source that nobody names", |id| contents.name(id))
        }
    }
}

fn sheet(theme: Theme) -> String {
    const RULES: &str = include_str!("picture.css");
    const LIGHT: &str = ":root{--fg:#1c1e21;--bg:#fff;--dim:#55595f;--line:#d5d8dc;--good:#0b5394;--bad:#b3261e;--odd:#8a5200;\
        --o0:#0072b2;--o1:#d55e00;--o2:#009e73;--o3:#cc79a7;--o4:#e69f00;--o5:#56b4e9;--o6:#777}";
    const DARK: &str = ":root{--fg:#e6e6e3;--bg:#191b1e;--dim:#a9adb3;--line:#3b3f45;--good:#8ec5ff;--bad:#ff9a8f;--odd:#f0b45a;\
        --o0:#4aa8e0;--o1:#f08a4b;--o2:#2fc79b;--o3:#dd9bc0;--o4:#f0c04a;--o5:#8fd0f5;--o6:#999}";
    match theme {
        Theme::Light => format!("{LIGHT}{RULES}"),
        Theme::Dark => format!("{DARK}{RULES}"),
        Theme::Auto => {
            format!("{LIGHT}@media(prefers-color-scheme:dark){{{DARK}}}{RULES}")
        }
    }
}

fn label(out: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>",
        escape(text)
    );
}

/// `text` with what has no room at this size of type cut off, and dots for it.
fn cut(text: &str, room: f64, size: f64) -> String {
    let wide = |columns: usize| columns as f64 * COLUMN * size / 13.0;
    if wide(text.width()) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    // One column for the dots.
    let mut columns = 1;
    for c in text.chars() {
        columns += c.width().unwrap_or(0);
        if wide(columns) > room {
            break;
        }
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

fn place(row: &Row, at: usize) -> (f64, f64) {
    (LEFT + row.x, TOP + ROW * at as f64)
}

/// How a credit is drawn.
fn style(credit: CreditLabel) -> &'static str {
    match credit {
        CreditLabel::CreditedMatched | CreditLabel::CreditedAbsent => "credited",
        CreditLabel::Uncredited => "uncredited",
        CreditLabel::Miscredited => "miscredited",
        CreditLabel::CommonSource => "common",
        CreditLabel::Undecided => "undecided",
    }
}

fn draw_line(out: &mut String, layout: &Layout, line: &Line) {
    let (from_x, from_y) = place(&layout.rows[line.from], line.from);
    let (to_x, to_y) = place(&layout.rows[line.to], line.to);
    let (class, opacity, title) = match line.edge {
        Some(edge) => (
            style(edge.credit),
            edge.probability.clamp(0.25, 1.0),
            format!(
                "{}, {}, {:.2}",
                edge_kind(edge.kind),
                credit(edge.credit),
                edge.probability
            ),
        ),
        None => ("relay", 1.0, "taken from, as a credit declares".to_owned()),
    };
    // Down from the parent, then right to the child, round the corner.
    let bend = if to_y > from_y { 8.0 } else { -8.0 };
    let side = if to_x >= from_x { 8.0 } else { -8.0 };
    let start = if line.since == line.from {
        from_y + bend
    } else {
        TOP + ROW * line.since as f64 - bend
    };
    let corner = to_y - bend;
    let (turned, end) = (from_x + side, to_x - side);
    let second = if line.is_main { "" } else { " second" };
    let _ = writeln!(
        out,
        "<path class=\"{class}{second}\" opacity=\"{opacity:.2}\" d=\"M{from_x:.1} {start:.1}V{corner:.1}Q{from_x:.1} \
         {to_y:.1} {turned:.1} {to_y:.1}H{end:.1}\"><title>{title}</title></path>",
    );
}

fn draw_tie(out: &mut String, layout: &Layout, tie: &[usize], n_rows: usize) {
    let rows: Vec<usize> = tie.iter().copied().filter(|&row| row < n_rows).collect();
    let [first, .., last] = rows[..] else { return };
    let x = rows
        .iter()
        .map(|&row| layout.rows[row].x)
        .fold(f64::MAX, f64::min)
        + LEFT
        - 15.0;
    let [top, bottom] = [first, last].map(|row| TOP + ROW * row as f64);
    let _ = writeln!(
        out,
        "<path class=\"tie\" d=\"M{} {top}H{x}V{bottom}H{}\"><title>one text, order unknown</title></path>",
        x + 5.0,
        x + 5.0
    );
}

fn draw_row(out: &mut String, contents: &Contents<'_>, layout: &Layout, at: usize, row: &Row) {
    let (x, y) = place(row, at);
    if let Some(until) = row.until {
        let _ = writeln!(
            out,
            "<path class=\"span\" d=\"M{x} {}H{}\"/>",
            y + 19.0,
            LEFT + until
        );
    }
    let colour = row
        .origin
        .map_or(COLOURS - 1, |origin| origin.min(COLOURS - 1));
    let class = match (row.node, layout.standing(at)) {
        (Node::Latent(_), _) => "wire",
        (Node::Article(_), Standing::Own) => "root",
        (Node::Article(_), _) => "echo",
    };
    let _ = writeln!(
        out,
        "<circle class=\"{class} o{colour}\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>"
    );
    if layout.standing(at) == Standing::Tied {
        let _ = writeln!(
            out,
            "<circle class=\"root o{colour}\" cx=\"{x}\" cy=\"{y}\" r=\"1.5\"/>"
        );
    }
    let room = FULL - x - 28.0;
    let [first, second] = match row.node {
        Node::Article(at) => {
            let article = &contents.articles()[at];
            let mut under = called(contents, row.node).to_owned();
            if let Some(time) = &article.published {
                let _ = write!(under, " · {}", told(&time.start, layout.clock));
            } else {
                under.push_str(" · undated");
            }
            let chain = contents.chain(at);
            let hops = chain
                .main
                .iter()
                .chain(&chain.origin)
                .map(|id| contents.name(id));
            let hops: Vec<&str> = hops.collect();
            if !hops.is_empty() {
                let _ = write!(under, " · credits {}", hops.join(" from "));
            }
            [contents.title(at).unwrap_or(&article.id).to_owned(), under]
        }
        Node::Latent(_) => [
            format!("{}: wire item", called(contents, row.node)),
            "not in the collection, inferred".to_owned(),
        ],
    };
    label(out, "name", x + 14.0, y - 1.0, &cut(&first, room, 13.0));
    label(out, "under", x + 14.0, y + 13.0, &cut(&second, room, 11.0));
}

fn draw_axis(out: &mut String, axis: &Axis, clock: i64, bottom: f64) {
    for (x, text) in ticks(axis, clock) {
        let x = LEFT + x;
        let _ = writeln!(out, "<path class=\"tick\" d=\"M{x:.1} 90V{bottom}\"/>");
        label(out, "under", round(x - 2.0), 84.0, &text);
    }
    label(out, "under", LEFT - 6.0, 70.0, &named(clock));
    for stretch in &axis.stretches[1..] {
        let x = LEFT + stretch.left - BREAK / 2.0;
        let _ = writeln!(
            out,
            "<path class=\"break\" d=\"M{} 104l6 -12m4 12l6 -12\"><title>time in which nothing came is left \
             out</title></path>",
            x - 8.0
        );
    }
}

fn draw_key(out: &mut String, contents: &Contents<'_>, layout: &Layout, y: f64) {
    let mut x = LEFT;
    let n = layout.origins.len();
    for (at, (id, articles)) in layout.origins.iter().take(NAMED).enumerate() {
        let text = format!("{} {articles}", cut(contents.name(id), 150.0, 11.0));
        let colour = at.min(COLOURS - 1);
        let _ = writeln!(
            out,
            "<circle class=\"root o{colour}\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
            x + 5.0,
            y - 4.0
        );
        label(out, "under", x + 16.0, y, &text);
        x += 16.0 + text.width() as f64 * COLUMN * 11.0 / 13.0 + 14.0;
    }
    if n > NAMED {
        label(out, "under", x, y, &format!("and {} more", n - NAMED));
    }
    let (mut x, y) = (LEFT, y + 24.0);
    for (class, text) in [
        ("credited", "credited"),
        ("uncredited", "not credited"),
        ("miscredited", "credits another"),
        ("common", "common source"),
        ("undecided", "undecided"),
        ("tie", "order unknown"),
    ] {
        let _ = writeln!(
            out,
            "<path class=\"{class}\" d=\"M{x} {}H{}\"/>",
            y - 4.0,
            x + 28.0
        );
        label(out, "under", x + 34.0, y, text);
        x += 34.0 + text.width() as f64 * COLUMN * 11.0 / 13.0 + 16.0;
    }
    for (class, text) in [("root", "own text"), ("echo", "echo"), ("wire", "inferred")] {
        let _ = writeln!(
            out,
            "<circle class=\"{class} o6\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
            x + 5.0,
            y - 4.0
        );
        label(out, "under", x + 15.0, y, text);
        x += 15.0 + text.width() as f64 * COLUMN * 11.0 / 13.0 + 12.0;
    }
}
