//! What each stage of a run costs, and the bar that shows how far it is.
//!
//! **In** the calls of [`Progress`]. **Out** seconds and peak memory for each stage, in order. The library keeps no
//! clock; this is the only one.

use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::{Progress, Stage};
use crate::report::records;

/// Measures stages and draws the bar.
#[derive(Debug)]
pub(super) struct Meter<'c> {
    bar: &'c ProgressBar,
    costs: Mutex<Vec<Cost>>,
}

/// What one stage took.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// The stage.
    stage: Stage,
    /// When it began.
    began: Instant,
    /// How long it took; zero while it runs.
    elapsed: Duration,
    /// The most memory the process had held when the stage ended, in bytes, where the system tells.
    peak_memory: Option<u64>,
}

impl<'c> Meter<'c> {
    /// A meter that draws on `bar`.
    pub(super) fn new(bar: &'c ProgressBar) -> Self {
        Self {
            bar,
            costs: Mutex::default(),
        }
    }

    /// What the stages took, in the order in which they began, for run.json.
    pub(super) fn into_stages(self) -> Vec<records::Stage> {
        let costs = self.costs.into_inner();
        costs
            .unwrap_or_else(PoisonError::into_inner)
            .into_iter()
            .map(|cost| records::Stage {
                name: cost.stage.name().to_owned(),
                seconds: cost.elapsed.as_secs_f64(),
                peak_memory_bytes: cost.peak_memory,
            })
            .collect()
    }

    fn with_costs(&self, change: impl FnOnce(&mut Vec<Cost>)) {
        // A thread that panicked while it held the list has left it whole: a push or three assignments.
        change(&mut self.costs.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Progress for Meter<'_> {
    fn begin(&self, stage: Stage, n_items: Option<u64>) {
        self.with_costs(|costs| {
            costs.push(Cost {
                stage,
                began: Instant::now(),
                elapsed: Duration::ZERO,
                peak_memory: None,
            });
        });
        // The look comes first: each of the others draws the bar.
        self.bar.set_style(style(stage, n_items.is_some()));
        self.bar.set_message(stage.name());
        match n_items {
            Some(n) => self.bar.set_length(n),
            None => self.bar.unset_length(),
        }
        self.bar.reset();
    }

    fn advance(&self, n_items: u64) {
        self.bar.inc(n_items);
    }

    fn end(&self) {
        self.with_costs(|costs| {
            if let Some(cost) = costs.last_mut() {
                cost.elapsed = cost.began.elapsed();
                cost.peak_memory = peak_memory();
                tracing::info!(
                    stage = cost.stage.name(),
                    seconds = cost.elapsed.as_secs_f64(),
                    "done"
                );
            }
        });
        self.bar.finish_and_clear();
    }
}

/// A bar where the end is known, else a spinner; reading counts bytes, every other stage things.
fn style(stage: Stage, counted: bool) -> ProgressStyle {
    let template = match (stage, counted) {
        (Stage::Read, true) => "{msg:>10} [{bar:32}] {bytes}/{total_bytes} eta {eta}",
        (Stage::Read, false) => "{msg:>10} {spinner} {bytes}",
        (_, true) => "{msg:>10} [{bar:32}] {human_pos}/{human_len} eta {eta}",
        (_, false) => "{msg:>10} {spinner} {human_pos}",
    };
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}

/// The most memory this process has held so far, in bytes, as Linux counts it (`VmHWM`); elsewhere unknown.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
