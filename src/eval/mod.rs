//! Results held against labels.
//!
//! **In** labels ([`gold`]) and the files of a run ([`run`]), as text. **Out** figures, one module for each family of
//! them, gathered in a [`Report`] that prints as a table and serialises as JSON. Nothing here reads a file or calls a
//! stage: another program's results can be scored as well as ours.
//!
//! | figures | labels | files of a run |
//! |---|---|---|
//! | [`cluster`]: pairwise, B-cubed, adjusted Rand index | clusters | `families.jsonl`, or a table of groups |
//! | [`pair`]: precision and recall of reuse, hits of each label | pairs | `pairs.jsonl` |
//! | [`attribution`]: branches, main chains, claims | claims and chains | `claims.jsonl`, `chains.jsonl`, `sources.jsonl` |
//! | [`edge`]: parents, abstentions, credit labels | edges | `lineage.jsonl` |
//! | [`descent`]: parents, inferred items, probabilities | made by [`tradition`] | a run in memory |

pub mod attribution;
pub mod calibration;
pub mod choice;
pub mod cluster;
pub mod descent;
pub mod edge;
pub mod figure;
pub mod fit;
pub mod gold;
mod likelihood;
mod lines;
pub mod names;
pub mod pair;
pub mod report;
pub mod run;
pub mod tradition;

pub use figure::{Prf, Rate};
pub use names::Names;
pub use report::Report;
