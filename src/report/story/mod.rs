//! A story laid out: which node stands in which row, how far right, and what connects them.
//!
//! **In** the contents of a run and one of its stories. **Out** a [`Layout`], drawn by [`svg`] and by the page.
//!
//! Every node has a row of its own, so that no label can lie on another. Rows follow the trees of the most probable
//! edges, each node above what came from it. To the right is time; a node stands at least a step right of what it came
//! from, and where no time is known just that step.

mod axis;
mod clock;
pub(super) mod svg;
mod ticks;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contents::Contents;
use super::records::{EdgeRecord, FamilyRecord};
use super::tree;
use crate::lineage::{CreditLabel, EdgeKind};
use axis::{Axis, round};
use clock::{common, seconds};

/// Width of a layout, in units of its own; the step of a node from its parent is [`STEP`] of them.
pub(super) const WIDTH: f64 = 640.0;
/// The least way to the right from a node to what came from it.
pub(super) const STEP: f64 = 26.0;
/// An interval that is shorter is drawn as a point, in seconds.
const POINT: i64 = 3600;

/// A story laid out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Layout {
    /// From the top.
    pub(super) rows: Vec<Row>,
    /// The connections of its nodes, those that the rows follow first.
    pub(super) lines: Vec<Line>,
    /// Rows of articles among which no order can be told.
    pub(super) ties: Vec<Vec<usize>>,
    /// What stands behind its articles, with the number of articles, the largest first; [`Row::origin`] points here.
    pub(super) origins: Vec<(String, usize)>,
    /// What time the places stand for; `None` if fewer than two times are known.
    pub(super) axis: Option<Axis>,
    /// Minutes from UTC of the clock that most of its articles are told by.
    pub(super) clock: i64,
}

/// A node in its row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) node: Node,
    /// From 0 to [`WIDTH`].
    pub(super) x: f64,
    /// The end of the time in which it came, where that is more than an hour: a bare day.
    pub(super) until: Option<f64>,
    /// Which of [`Layout::origins`] is behind it; `None` for a wire item that is none of them.
    pub(super) origin: Option<usize>,
}

/// An article of the run or a wire item that is not in it, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Node {
    Article(usize),
    Latent(usize),
}

/// A connection of two rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Line {
    /// Row of the parent.
    pub(super) from: usize,
    /// Row of the child.
    pub(super) to: usize,
    /// Row from which its way down is its own: the parent's, or that of the child before, which it shares the way with.
    pub(super) since: usize,
    /// `None` where a credit declares that one wire item was taken from another.
    pub(super) edge: Option<LineEdge>,
    /// Whether the child stands under this parent.
    pub(super) is_main: bool,
}

/// What an edge shows in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct LineEdge {
    pub(super) kind: EdgeKind,
    pub(super) credit: CreditLabel,
    pub(super) probability: f64,
}

impl Layout {
    /// Lays `story` out, with the wire items that its edges lead to; costs its articles and edges.
    pub(super) fn new(contents: &Contents<'_>, story: &FamilyRecord) -> Self {
        let graph = Graph::new(contents, story);
        let order = graph.order();
        let rows_of: BTreeMap<Node, usize> = order
            .iter()
            .enumerate()
            .map(|(row, node)| (*node, row))
            .collect();
        let axis = graph.axis(&order);
        let rows = graph.rows(&order, axis.as_ref());
        let mut lines = Vec::new();
        let mut last_child: BTreeMap<usize, usize> = BTreeMap::new();
        for (to, &node) in order.iter().enumerate() {
            for link in graph.parents.get(&node).into_iter().flatten() {
                let Some(&from) = rows_of.get(&link.parent) else {
                    continue;
                };
                let is_main = graph.main(node) == Some(link.parent);
                let before = is_main.then(|| last_child.insert(from, to)).flatten();
                lines.push(Line {
                    from,
                    to,
                    since: before.unwrap_or(from),
                    edge: link.edge,
                    is_main,
                });
            }
        }
        lines.sort_by_key(|line| !line.is_main);
        let members = story.members.iter();
        let members = members.filter_map(|member| contents.place(&member.article));
        let ties = members.flat_map(|at| contents.ties(at)).filter_map(|tie| {
            let members = tie.members.iter();
            let rows: Option<Vec<usize>> = members
                .map(|id| rows_of.get(&Node::Article(contents.place(id)?)).copied())
                .collect();
            let mut rows = rows?;
            rows.sort_unstable();
            Some(rows)
        });
        Self {
            ties: ties.collect(),
            rows,
            lines,
            origins: graph.origins,
            axis,
            clock: graph.clock,
        }
    }

    /// Where the text of the node in this row stands.
    pub(super) fn standing(&self, row: usize) -> Standing {
        let is_main = |line: &Line| line.to == row && line.is_main;
        if self.lines.iter().any(is_main) {
            Standing::Echo
        } else if self.ties.iter().any(|tie| tie.contains(&row)) {
            Standing::Tied
        } else {
            Standing::Own
        }
    }
}

/// Where the text of a node stands among those of its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It comes from no other that is known.
    Own,
    /// It was made of another.
    Echo,
    /// It is one with others, and whose it was cannot be told.
    Tied,
}

/// A parent of a node.
struct Link {
    parent: Node,
    edge: Option<LineEdge>,
}

/// The nodes of a story and their parents.
struct Graph {
    nodes: BTreeSet<Node>,
    /// The most probable first.
    parents: BTreeMap<Node, Vec<Link>>,
    /// When each came: seconds since 1970, from and to.
    times: BTreeMap<Node, (i64, i64)>,
    origin_of: BTreeMap<Node, usize>,
    origins: Vec<(String, usize)>,
    clock: i64,
}

impl Graph {
    fn new(contents: &Contents<'_>, story: &FamilyRecord) -> Self {
        let members: Vec<usize> = story
            .members
            .iter()
            .filter_map(|member| contents.place(&member.article))
            .collect();
        let assumed = contents.assumed_offset_minutes();
        let published = members
            .iter()
            .filter_map(|&at| contents.articles()[at].published.as_ref());
        let clock = common(published.map(|time| time.start.as_str()), assumed);
        let mut graph = Self {
            nodes: members.iter().map(|&at| Node::Article(at)).collect(),
            parents: BTreeMap::new(),
            times: BTreeMap::new(),
            origin_of: BTreeMap::new(),
            origins: Vec::new(),
            clock,
        };
        for &at in &members {
            if let Some(time) = &contents.articles()[at].published {
                let end = seconds(&time.end, assumed);
                let times = seconds(&time.start, assumed)
                    .map(|start| (start, end.unwrap_or(start).max(start)));
                graph
                    .times
                    .extend(times.map(|times| (Node::Article(at), times)));
            }
            let mut links: Vec<Link> = contents
                .edges(at)
                .iter()
                .filter_map(|edge| {
                    let latent = contents.latent(&edge.parent).map(Node::Latent);
                    let article = || contents.place(&edge.parent).map(Node::Article);
                    let parent = latent.or_else(article)?;
                    let edge = Some(line_edge(edge));
                    Some(Link { parent, edge })
                })
                .collect();
            links.sort_by(|x, y| probability(y).total_cmp(&probability(x)));
            graph.parents.insert(Node::Article(at), links);
        }
        graph.climb(contents);
        graph.count_origins(contents, story);
        graph
    }

    /// Adds the wire items that the articles come from, and those which these come from.
    fn climb(&mut self, contents: &Contents<'_>) {
        let links = self.parents.values().flatten();
        let mut open: Vec<usize> = links
            .filter_map(|link| match link.parent {
                Node::Latent(at) => Some(at),
                Node::Article(_) => None,
            })
            .collect();
        while let Some(at) = open.pop() {
            let node = Node::Latent(at);
            if !self.nodes.insert(node) {
                continue;
            }
            let latent = &contents.latents()[at];
            let parent = latent.parent.as_deref().and_then(|id| contents.latent(id));
            if let Some(parent) = parent {
                let parent = Node::Latent(parent);
                self.parents.insert(node, vec![Link { parent, edge: None }]);
                if let Node::Latent(at) = parent {
                    open.push(at);
                }
            }
        }
    }

    fn count_origins(&mut self, contents: &Contents<'_>, story: &FamilyRecord) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for member in &story.members {
            *counts.entry(&member.origin).or_default() += 1;
        }
        let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|&(id, n)| (std::cmp::Reverse(n), id));
        let places: BTreeMap<&str, usize> = ranked
            .iter()
            .enumerate()
            .map(|(at, (id, _))| (*id, at))
            .collect();
        for member in &story.members {
            let node = contents.place(&member.article).map(Node::Article);
            let origin = places.get(member.origin.as_str()).copied();
            self.origin_of.extend(node.zip(origin));
        }
        for &node in &self.nodes {
            let Node::Latent(at) = self.top(node) else {
                continue;
            };
            let latent = &contents.latents()[at];
            let id = latent.source.as_deref().unwrap_or(&latent.id);
            let origin = places.get(id).copied();
            self.origin_of.extend(origin.map(|origin| (node, origin)));
        }
        self.origins = ranked
            .into_iter()
            .map(|(id, n)| (id.to_owned(), n))
            .collect();
    }

    /// The parent that a node stands under: the most probable in the story.
    fn main(&self, node: Node) -> Option<Node> {
        let links = self.parents.get(&node)?;
        let link = links.iter().find(|link| self.nodes.contains(&link.parent));
        Some(link?.parent)
    }

    /// The nodes from the top: trees before single nodes, then by time, then by id.
    fn order(&self) -> Vec<Node> {
        let mut children: BTreeMap<Node, Vec<(Node, ())>> = BTreeMap::new();
        let mut roots = Vec::new();
        for &node in &self.nodes {
            match self.main(node) {
                Some(parent) => children.entry(parent).or_default().push((node, ())),
                None => roots.push(node),
            }
        }
        let time = |node: &Node| self.times.get(node).map_or(i64::MAX, |time| time.0);
        for below in children.values_mut() {
            below.sort_by_key(|(node, ())| (time(node), *node));
        }
        let sizes: BTreeMap<Node, usize> = roots
            .iter()
            .map(|root| (*root, tree::walk(&children, vec![*root]).len()))
            .collect();
        roots.sort_by_key(|root| (std::cmp::Reverse(sizes[root]), time(root), *root));
        let walked = tree::walk(&children, roots);
        let mut order: Vec<Node> = walked.iter().map(|step| step.node).collect();
        // What a circle holds hangs under no root.
        let placed: BTreeSet<Node> = order.iter().copied().collect();
        order.extend(self.nodes.difference(&placed));
        order
    }

    /// The nodes above a node, the nearest first; ends where it would come round.
    fn above(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        std::iter::successors(Some(node), |at| self.main(*at))
            .skip(1)
            .take(self.nodes.len())
    }

    /// The wire item that a wire item was taken from in the end, or the node itself.
    fn top(&self, node: Node) -> Node {
        match node {
            Node::Latent(_) => self.above(node).last().unwrap_or(node),
            Node::Article(_) => node,
        }
    }

    fn axis(&self, order: &[Node]) -> Option<Axis> {
        let mut times: Vec<i64> = self
            .times
            .values()
            .flat_map(|&(from, to)| [from, to])
            .collect();
        times.sort_unstable();
        // Left of the first time there is room for the wire items before it.
        let is_latent = |node: &&Node| matches!(node, Node::Latent(_));
        let latents = order.iter().filter(is_latent);
        let before = latents.map(|node| self.above(*node).count() + 1).max();
        let left = STEP * before.unwrap_or(0).min(6) as f64;
        Axis::new(&times, left)
    }

    fn rows(&self, order: &[Node], axis: Option<&Axis>) -> Vec<Row> {
        let mut x_of: BTreeMap<Node, f64> = BTreeMap::new();
        let rows = order.iter().map(|&node| {
            let least = self
                .main(node)
                .and_then(|parent| x_of.get(&parent))
                .map(|x| x + STEP);
            let time = self.times.get(&node).copied();
            let timed = axis
                .zip(time)
                .map(|(axis, time)| (axis.place(time.0), axis.place(time.1)));
            let start = axis.map_or(0.0, |axis| match node {
                Node::Article(_) => axis.start(),
                Node::Latent(_) => 0.0,
            });
            let x = timed.map_or(least.unwrap_or(start), |(from, _)| {
                from.max(least.unwrap_or(0.0))
            });
            let x = round(x.min(WIDTH + STEP * 4.0));
            x_of.insert(node, x);
            let long = time.is_some_and(|time| time.1 - time.0 > POINT);
            Row {
                node,
                x,
                until: timed.map(|(_, to)| round(to)).filter(|to| long && *to > x),
                origin: self.origin_of.get(&node).copied(),
            }
        });
        rows.collect()
    }
}

fn line_edge(edge: &EdgeRecord) -> LineEdge {
    LineEdge {
        kind: edge.kind,
        credit: edge.credit,
        probability: edge.probability,
    }
}

fn probability(link: &Link) -> f64 {
    link.edge.map_or(1.0, |edge| edge.probability)
}
