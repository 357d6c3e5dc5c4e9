//! The stages of a run, and how a caller hears of them.

/// A stage of a run, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Files to articles.
    Read,
    /// Lines that an outlet repeats from page to page.
    Template,
    /// Pages to typed spans.
    Clean,
    /// Pages to claims and chains.
    Attribute,
    /// Bodies to features and signatures.
    Sketch,
    /// Signatures to pairs that may match.
    Candidates,
    /// Pairs to figures and verdicts.
    Verify,
    /// Verified pairs to families.
    Cluster,
    /// Families, claims and times to edges.
    Lineage,
    /// Results to files.
    Write,
}

impl Stage {
    /// The name in run.json and on the progress bar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Template => "template",
            Self::Clean => "clean",
            Self::Attribute => "attribute",
            Self::Sketch => "sketch",
            Self::Candidates => "candidates",
            Self::Verify => "verify",
            Self::Cluster => "cluster",
            Self::Lineage => "lineage",
            Self::Write => "write",
        }
    }
}

/// Hears how a run gets on; a progress bar, a log, a clock.
///
/// Stages do not overlap: each `begin` is followed by its `end` before the next.
pub trait Progress: Sync {
    /// `stage` begins, over `n_items` things where their number is known beforehand.
    fn begin(&self, stage: Stage, n_items: Option<u64>);
    /// `n_items` more of them are done; called from any thread.
    fn advance(&self, n_items: u64);
    /// The stage has ended.
    fn end(&self);
}

/// For a caller who does not want to hear.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage, _n_items: Option<u64>) {}
    fn advance(&self, _n_items: u64) {}
    fn end(&self) {}
}
