//! From proposed pairs to groups: every pair is compared exactly before anything is joined.
//!
//! **In** proposed pairs and a [`Source`] that gives the shingles of a text once more. **Out** [`Resolved`] groups of
//! distinct texts. Nothing is held of a text between the index and here, so that memory does not grow with the length of
//! the texts: those of one component of the proposed pairs are read, compared and forgotten.
//!
//! With [`Linkage::Complete`] the texts that are like one of a frozen collection are held together by that one alone.
//!
//! Components are worked on apart, on any thread; within one the order is fixed, so the groups are the same however the
//! work is shared out.

use rustc_hash::FxHashMap;

use crate::cluster::dedup::overlap::Overlap;
use crate::cluster::dedup::plan::{Linkage, Plan};
use crate::cluster::graph::{Groups, bridges};
use crate::error::Result;

/// Groups of more distinct texts than this have their minimum taken over so many of them, evenly spaced.
const MAX_COMPARED: usize = 500;

/// Shingles held at a time, 32 MB; a component that needs more has some texts read again.
const MAX_HELD: usize = 1 << 22;

/// Gives the shingles of a text once more, by its number.
pub trait Source: Sync {
    /// What one thread needs for that.
    type Work: Default + Send;

    /// Puts the shingles of text `number`, which repeats may be among, into `shingles`, which is empty.
    ///
    /// # Errors
    /// If the text cannot be read again.
    fn shingles(&self, number: u32, work: &mut Self::Work, shingles: &mut Vec<u64>) -> Result<()>;
}

/// A group of distinct texts; twins are not named.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Numbers of texts, ascending; two or more.
    pub members: Vec<u32>,
    /// The lowest exact similarity of any two of them, as in [`Group::min_similarity`](super::Group::min_similarity).
    pub min_similarity: Option<f64>,
    /// The lowest exact containment, as in [`Group::min_containment`](super::Group::min_containment).
    pub min_containment: Option<f64>,
    /// Pairs without which the group falls apart, as in [`Group::bridges`](super::Group::bridges).
    pub bridges: Vec<(u32, u32)>,
}

/// Proposed pairs by component of their graph over texts `0..n`, components by their first member.
#[must_use]
pub fn components(n: usize, pairs: &[(u32, u32)]) -> Vec<Vec<(u32, u32)>> {
    let mut groups = Groups::new(n);
    for &(x, y) in pairs {
        groups.join(x, y);
    }
    let mut sorted: Vec<(u32, (u32, u32))> = pairs
        .iter()
        .map(|&pair| (groups.find(pair.0), pair))
        .collect();
    sorted.sort_unstable();
    let components = sorted.chunk_by(|x, y| x.0 == y.0);
    components
        .map(|pairs| pairs.iter().map(|&(_, pair)| pair).collect())
        .collect()
}

/// What one thread compares with.
#[derive(Debug)]
pub struct Comparer<'s, S: Source> {
    source: &'s S,
    work: S::Work,
    /// Shingles of texts, each once.
    held: FxHashMap<u32, Vec<u64>>,
    n_held: usize,
    overlap: Overlap,
    /// The text in `overlap`.
    at_hand: Option<u32>,
    read: Vec<u64>,
}

impl<'s, S: Source> Comparer<'s, S> {
    /// A comparer of the texts of `source`.
    #[must_use]
    pub fn new(source: &'s S) -> Self {
        Self {
            source,
            work: S::Work::default(),
            held: FxHashMap::default(),
            n_held: 0,
            overlap: Overlap::default(),
            at_hand: None,
            read: Vec::new(),
        }
    }

    /// Reads a text, unless it is held.
    fn hold(&mut self, number: u32) -> Result<()> {
        if self.held.contains_key(&number) {
            return Ok(());
        }
        self.read.clear();
        self.source
            .shingles(number, &mut self.work, &mut self.read)?;
        // Its repeats go, by way of the table, which then holds another text.
        let once = self.overlap.fill(&self.read);
        self.at_hand = Some(number);
        self.n_held += once.len();
        self.held.insert(number, once);
        Ok(())
    }

    /// The exact similarity of two texts.
    fn similarity(&mut self, x: u32, y: u32) -> Result<f64> {
        self.measure(x, y).map(|(similarity, _)| similarity)
    }

    /// The exact similarity and containment of two texts.
    fn measure(&mut self, x: u32, y: u32) -> Result<(f64, f64)> {
        if self.n_held > MAX_HELD {
            self.forget();
        }
        self.hold(x)?;
        self.hold(y)?;
        // Whichever is at hand already; else the first, which comes again in the next pair.
        let (mine, other) = if self.at_hand == Some(y) {
            (y, x)
        } else {
            (x, y)
        };
        if self.at_hand != Some(mine) {
            self.overlap.fill(&self.held[&mine]);
            self.at_hand = Some(mine);
        }
        let (mine, other) = (&self.held[&mine], &self.held[&other]);
        let shared = self.overlap.count(other);
        let ratio = crate::sketch::shingles::ratio;
        Ok((
            ratio(shared, mine.len() + other.len() - shared),
            ratio(shared, mine.len().min(other.len())),
        ))
    }

    fn forget(&mut self) {
        self.held.clear();
        self.n_held = 0;
        self.at_hand = None;
    }

    /// The groups of one component of [`components`].
    ///
    /// Texts below number `frozen` are taken as they are. A text that is like one of them goes with it, and joins no other
    /// to it; the rest are grouped among themselves, by [`Plan::linkage`].
    ///
    /// # Errors
    /// If a text cannot be read again.
    pub(super) fn resolve(
        &mut self,
        pairs: &[(u32, u32)],
        plan: &Plan,
        frozen: u32,
    ) -> Result<Vec<Resolved>> {
        self.forget();
        let mut texts: Vec<u32> = pairs.iter().flat_map(|&(x, y)| [x, y]).collect();
        texts.sort_unstable();
        texts.dedup();
        let place = |number: u32| texts.partition_point(|&text| text < number) as u32;
        let mut groups = Groups::new(texts.len());
        let mut is_known = vec![false; texts.len()];
        let (with_frozen, among_new): (Vec<_>, Vec<_>) =
            pairs.iter().partition(|pair| pair.0 < frozen);
        for (x, y) in with_frozen {
            if !plan.verify || self.similarity(x, y)? >= plan.threshold {
                groups.join(place(x), place(y));
                is_known[place(y) as usize] = true;
            }
        }
        if plan.linkage == Linkage::Complete {
            let is_known = |text: u32| is_known[place(text) as usize];
            let among_rest = among_new
                .into_iter()
                .filter(|&(x, y)| !is_known(x) && !is_known(y));
            for members in self.cliques(among_rest.collect(), plan.threshold)? {
                members.windows(2).for_each(|two| {
                    groups.join(place(two[0]), place(two[1]));
                });
            }
            return self.describe_all(&mut groups, &texts, plan);
        }
        for (x, y) in among_new {
            let (i, j) = (place(x), place(y));
            let apart =
                !is_known[i as usize] && !is_known[j as usize] && groups.find(i) != groups.find(j);
            if apart && (!plan.verify || self.similarity(x, y)? >= plan.threshold) {
                groups.join(i, j);
            }
        }
        self.describe_all(&mut groups, &texts, plan)
    }

    /// Groups in which every two texts are alike: each text joins the first group that it fits, in the order of the texts
    /// it is proposed with.
    fn cliques(&mut self, pairs: Vec<(u32, u32)>, threshold: f64) -> Result<Vec<Vec<u32>>> {
        let mut backwards: Vec<(u32, u32)> = pairs.into_iter().map(|(x, y)| (y, x)).collect();
        backwards.sort_unstable();
        let mut cliques: Vec<Vec<u32>> = Vec::new();
        let mut clique_of: FxHashMap<u32, usize> = FxHashMap::default();
        for with_earlier in backwards.chunk_by(|a, b| a.0 == b.0) {
            let text = with_earlier[0].0;
            let mut tried = Vec::new();
            let mut joined = None;
            for &(_, earlier) in with_earlier {
                let clique = *clique_of.entry(earlier).or_insert_with(|| {
                    cliques.push(vec![earlier]);
                    cliques.len() - 1
                });
                if tried.contains(&clique) {
                    continue;
                }
                tried.push(clique);
                if self.fits(text, &cliques[clique], threshold)? {
                    joined = Some(clique);
                    break;
                }
            }
            if let Some(clique) = joined {
                cliques[clique].push(text);
                clique_of.insert(text, clique);
            }
        }
        Ok(cliques)
    }

    /// Whether a text is like all of `members`.
    fn fits(&mut self, text: u32, members: &[u32], threshold: f64) -> Result<bool> {
        for &member in members {
            if self.similarity(text, member)? < threshold {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn describe_all(
        &mut self,
        groups: &mut Groups,
        texts: &[u32],
        plan: &Plan,
    ) -> Result<Vec<Resolved>> {
        let named = |group: Vec<u32>| group.into_iter().map(|i| texts[i as usize]).collect();
        let members: Vec<Vec<u32>> = groups.members().into_iter().map(named).collect();
        members
            .into_iter()
            .map(|members| self.describe(members, plan))
            .collect()
    }

    fn describe(&mut self, members: Vec<u32>, plan: &Plan) -> Result<Resolved> {
        if !plan.verify {
            return Ok(Resolved {
                members,
                min_similarity: None,
                min_containment: None,
                bridges: Vec::new(),
            });
        }
        let step = members.len().div_ceil(MAX_COMPARED).max(1);
        let compared: Vec<u32> = members.iter().copied().step_by(step).collect();
        let (mut lowest, mut least_contained) = (1.0f64, 1.0f64);
        let mut edges = Vec::new();
        for (i, &x) in compared.iter().enumerate() {
            for (j, &y) in compared.iter().enumerate().skip(i + 1) {
                let (similarity, containment) = self.measure(x, y)?;
                lowest = lowest.min(similarity);
                least_contained = least_contained.min(containment);
                if similarity >= plan.threshold {
                    edges.push((i as u32, j as u32));
                }
            }
        }
        let found = if step == 1 {
            bridges(compared.len(), &edges)
        } else {
            Vec::new()
        };
        let named = |(i, j): (u32, u32)| (compared[i as usize], compared[j as usize]);
        Ok(Resolved {
            bridges: found.into_iter().map(named).collect(),
            min_similarity: Some(lowest),
            min_containment: Some(least_contained),
            members,
        })
    }
}
