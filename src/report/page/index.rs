//! Where everything stands in the page: the index, and the blocks of details.
//!
//! **In** the contents. **Out** packed blocks of JSON ([`Places::blocks`]) and then the index that points into them
//! ([`Places::index`]). Stories come first, the largest first, each with its articles and wire items, so that looking at
//! one opens few blocks.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::packed;
use crate::cluster::Level;
use crate::report::contents::Contents;
use crate::report::records::{
    ArticleRecord, ChainRecord, ClaimRecord, EdgeRecord, FamilyRecord, LatentRecord, PairRecord,
};
use crate::report::story::{Layout, Node};
use crate::verify::Verdict;

/// The contents, with the block of everything in them.
pub(super) struct Places<'c> {
    contents: &'c Contents<'c>,
    /// The largest first.
    stories: Vec<&'c FamilyRecord>,
    story_of: BTreeMap<usize, usize>,
    blocks_of: Blocks,
}

/// In which block each stands; `None` until it has been put into one.
struct Blocks {
    articles: Vec<Option<usize>>,
    stories: Vec<Option<usize>>,
    latents: Vec<Option<usize>>,
}

/// A block under construction: details by place, each as its JSON.
#[derive(Default, Serialize)]
struct Block {
    articles: BTreeMap<usize, Box<RawValue>>,
    stories: BTreeMap<usize, Box<RawValue>>,
    latents: BTreeMap<usize, Box<RawValue>>,
    #[serde(skip)]
    bytes: usize,
}

/// An article, and how a pair with it is judged.
type Met = (usize, Verdict, f64);

/// All that is shown of an article.
#[derive(Serialize)]
struct Detail<'c> {
    article: &'c ArticleRecord,
    text: Option<&'c str>,
    claims: &'c [ClaimRecord],
    chain: &'c ChainRecord,
    pairs: &'c [PairRecord],
    /// Articles with whose pairs this one is the second, with the verdict and the score.
    met: &'c [Met],
    edges: &'c [EdgeRecord],
    /// Articles whose edges lead to this one.
    below: &'c [usize],
}

/// All that is shown of a wire item that is not in the collection.
#[derive(Serialize)]
struct LatentDetail<'c> {
    item: &'c LatentRecord,
    /// Articles whose edges lead to it.
    below: &'c [usize],
}

/// What lists and counts need.
#[derive(Serialize)]
pub(super) struct Index<'c> {
    about: &'c Value,
    articles: Vec<ArticleEntry<'c>>,
    stories: Vec<StoryEntry<'c>>,
    families: Vec<FamilyEntry<'c>>,
    latents: Vec<LatentEntry<'c>>,
    names: &'c BTreeMap<String, String>,
    n_pairs: usize,
    /// Edges by the label of the credit.
    n_edges: BTreeMap<String, usize>,
}

/// id, title, outlet, time, language, whether it credits anybody, place of its story, block.
type ArticleEntry<'c> = (
    &'c str,
    Option<&'c str>,
    Option<&'c str>,
    Option<&'c str>,
    &'c str,
    bool,
    Option<usize>,
    Option<usize>,
);
/// id, headline, articles, outlets, owners, origins, block.
type StoryEntry<'c> = (&'c str, &'c str, usize, usize, usize, usize, Option<usize>);
/// id, members with their shares, least score, outlets, origins.
type FamilyEntry<'c> = (&'c str, Vec<(usize, f64)>, f64, usize, usize);
/// id, source, place of the item that it was taken from, block.
type LatentEntry<'c> = (&'c str, Option<&'c str>, Option<usize>, Option<usize>);

impl<'c> Places<'c> {
    pub(super) fn new(contents: &'c Contents<'c>) -> Self {
        let mut stories: Vec<&FamilyRecord> = contents.families(Level::Story).collect();
        stories.sort_by_key(|story| Reverse(story.members.len()));
        let mut story_of = BTreeMap::new();
        for (at, story) in stories.iter().enumerate() {
            for member in &story.members {
                if let Some(article) = contents.place(&member.article) {
                    story_of.entry(article).or_insert(at);
                }
            }
        }
        let blocks_of = Blocks {
            articles: vec![None; contents.n_articles()],
            stories: vec![None; stories.len()],
            latents: vec![None; contents.latents().len()],
        };
        Self {
            contents,
            stories,
            story_of,
            blocks_of,
        }
    }

    /// The blocks, each packed from about `size` bytes of JSON.
    ///
    /// # Errors
    /// If a record cannot be written as JSON.
    pub(super) fn blocks(&mut self, size: usize) -> io::Result<Vec<String>> {
        let mut met: Vec<Vec<Met>> = vec![Vec::new(); self.contents.n_articles()];
        for at in 0..self.contents.n_articles() {
            for pair in self.contents.pairs(at) {
                if let Some(other) = self.contents.place(&pair.b) {
                    met[other].push((at, pair.verdict, pair.score));
                }
            }
        }
        let mut below = Below {
            articles: vec![Vec::new(); self.contents.n_articles()],
            latents: vec![Vec::new(); self.contents.latents().len()],
        };
        for at in 0..self.contents.n_articles() {
            for edge in self.contents.edges(at) {
                if let Some(latent) = self.contents.latent(&edge.parent) {
                    below.latents[latent].push(at);
                } else if let Some(parent) = self.contents.place(&edge.parent) {
                    below.articles[parent].push(at);
                }
            }
        }
        let mut packer = Packer {
            contents: self.contents,
            met,
            below,
            size,
            done: Vec::new(),
            open: Block::default(),
        };
        for (at, story) in self.stories.iter().enumerate() {
            packer.story(at, story, &mut self.blocks_of)?;
        }
        for at in 0..self.contents.n_articles() {
            packer.article(at, &mut self.blocks_of)?;
        }
        packer.close()?;
        Ok(packer.done)
    }

    /// The index; to be asked for when the blocks have been made.
    pub(super) fn index(&self) -> Index<'c> {
        let contents = self.contents;
        let articles = contents.articles().iter().enumerate();
        let mut n_edges = BTreeMap::new();
        let mut n_pairs = 0;
        for at in 0..contents.n_articles() {
            n_pairs += contents.pairs(at).len();
            for edge in contents.edges(at) {
                let label = crate::report::graph::credit_name(edge.credit);
                *n_edges.entry(label.to_owned()).or_default() += 1;
            }
        }
        let place = |id: &String| contents.place(id);
        Index {
            about: contents.about(),
            articles: articles
                .map(|(at, article)| {
                    (
                        article.id.as_str(),
                        contents.title(at),
                        article.outlet.as_ref().map(|outlet| outlet.name.as_str()),
                        article.published.as_ref().map(|time| time.start.as_str()),
                        article.lang.as_str(),
                        contents.chain(at).declared,
                        self.story_of.get(&at).copied(),
                        self.blocks_of.articles[at],
                    )
                })
                .collect(),
            stories: self
                .stories
                .iter()
                .zip(&self.blocks_of.stories)
                .map(|(story, &block)| {
                    let n = story.members.len();
                    let headline = contents.headline(story);
                    let (outlets, owners) = (story.n_outlets, story.n_owners);
                    (
                        story.id.as_str(),
                        headline,
                        n,
                        outlets,
                        owners,
                        story.n_origins,
                        block,
                    )
                })
                .collect(),
            families: contents
                .families(Level::Family)
                .map(|family| {
                    let members = family.members.iter();
                    let members = members
                        .filter_map(|member| Some((place(&member.article)?, member.share)))
                        .collect();
                    (
                        family.id.as_str(),
                        members,
                        family.min_score,
                        family.n_outlets,
                        family.n_origins,
                    )
                })
                .collect(),
            latents: contents
                .latents()
                .iter()
                .zip(&self.blocks_of.latents)
                .map(|(latent, &block)| {
                    let parent = latent.parent.as_deref();
                    let parent = parent.and_then(|id| contents.latent(id));
                    (latent.id.as_str(), latent.source.as_deref(), parent, block)
                })
                .collect(),
            names: contents.names(),
            n_pairs,
            n_edges,
        }
    }
}

/// The articles whose edges lead to each article and each wire item.
struct Below {
    articles: Vec<Vec<usize>>,
    latents: Vec<Vec<usize>>,
}

/// Puts details into blocks.
struct Packer<'c> {
    contents: &'c Contents<'c>,
    met: Vec<Vec<Met>>,
    below: Below,
    size: usize,
    done: Vec<String>,
    open: Block,
}

impl Packer<'_> {
    fn story(&mut self, at: usize, story: &FamilyRecord, blocks: &mut Blocks) -> io::Result<()> {
        let layout = Layout::new(self.contents, story);
        blocks.stories[at] = Some(self.done.len());
        self.put(at, &layout, |block| &mut block.stories)?;
        for row in &layout.rows {
            match row.node {
                Node::Article(at) => self.article(at, blocks)?,
                Node::Latent(at) => self.latent(at, blocks)?,
            }
        }
        Ok(())
    }

    fn article(&mut self, at: usize, blocks: &mut Blocks) -> io::Result<()> {
        if blocks.articles[at].is_some() {
            return Ok(());
        }
        blocks.articles[at] = Some(self.done.len());
        let contents = self.contents;
        let met = std::mem::take(&mut self.met[at]);
        let below = std::mem::take(&mut self.below.articles[at]);
        let detail = Detail {
            article: &contents.articles()[at],
            text: contents.text(at),
            claims: contents.claims(at),
            chain: contents.chain(at),
            pairs: contents.pairs(at),
            met: &met,
            edges: contents.edges(at),
            below: &below,
        };
        self.put(at, &detail, |block| &mut block.articles)?;
        for edge in contents.edges(at) {
            let mut above = contents.latent(&edge.parent);
            while let Some(latent) = above.filter(|&at| blocks.latents[at].is_none()) {
                self.latent(latent, blocks)?;
                let parent = contents.latents()[latent].parent.as_deref();
                above = parent.and_then(|id| contents.latent(id));
            }
        }
        Ok(())
    }

    fn latent(&mut self, at: usize, blocks: &mut Blocks) -> io::Result<()> {
        if blocks.latents[at].is_some() {
            return Ok(());
        }
        blocks.latents[at] = Some(self.done.len());
        let below = std::mem::take(&mut self.below.latents[at]);
        let detail = LatentDetail {
            item: &self.contents.latents()[at],
            below: &below,
        };
        self.put(at, &detail, |block| &mut block.latents)
    }

    /// Adds `detail` to the open block, and closes that if it is large enough.
    fn put<T: Serialize>(
        &mut self,
        at: usize,
        detail: &T,
        of: impl FnOnce(&mut Block) -> &mut BTreeMap<usize, Box<RawValue>>,
    ) -> io::Result<()> {
        let json = to_raw_value(detail)?;
        self.open.bytes += json.get().len();
        of(&mut self.open).insert(at, json);
        if self.open.bytes >= self.size {
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        let block = std::mem::take(&mut self.open);
        if block.bytes > 0 {
            self.done.push(packed(&serde_json::to_vec(&block)?)?);
        }
        Ok(())
    }
}
