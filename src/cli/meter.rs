//! What each stage of a run costs, and the bar that shows how far it is.
//!
//! **In** the calls of [`Progress`]. **Out** seconds and peak memory for each stage, in order. The library keeps no
//! clock; this is the only one.

use std::fs;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::{Progress, Stage};

/// Measures stages and draws the bar.
#[derive(Debug)]
pub(super) struct Meter<'c> {
    bar: &'c ProgressBar,
    costs: Mutex<Vec<Cost>>,
}

/// What one stage took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// The stage.
    pub(super) stage: Stage,
    /// When it began.
    began: Instant,
    /// How long it took; zero while it runs.
    pub(super) elapsed: Duration,
    /// The most memory the process had held when the stage ended, in bytes, where the system tells.
    pub(super) peak_memory: Option<u64>,
}

impl<'c> Meter<'c> {
    /// A meter that draws on `bar`.
    pub(super) fn new(bar: &'c ProgressBar) -> Self {
        Self {
            bar,
            costs: Mutex::default(),
        }
    }

    /// What the stages took, in the order in which they began.
    pub(super) fn into_costs(self) -> Vec<Cost> {
        self.costs
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn with_costs(&self, change: impl FnOnce(&mut Vec<Cost>)) {
        // A thread that panicked while it held the list has left it whole: a push or three assignments.
        change(
            &mut self
                .costs
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
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
        self.bar.reset();
        self.bar.set_style(style(n_items.is_some()));
        self.bar.set_message(stage.name());
        if let Some(n) = n_items {
            self.bar.set_length(n);
        }
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

/// A bar where the number of items is known, else a spinner with a count.
fn style(counted: bool) -> ProgressStyle {
    let template = if counted {
        "{msg:>10} [{bar:32}] {human_pos}/{human_len} {per_sec} eta {eta}"
    } else {
        "{msg:>10} {spinner} {human_pos} {per_sec}"
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
