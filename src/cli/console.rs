//! The console: the only place that writes to the standard streams.
//!
//! Messages go to standard error as `silsilah: error: …` and `silsilah: warning: …`, one line each, with whatever a
//! terminal would obey taken out, since they may quote web pages. Data goes to standard output as it is. Colour
//! follows `--color`, `NO_COLOR` and whether the stream is a terminal.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget};
use tracing_subscriber::filter::LevelFilter;

use super::options::{Color, MessageOptions};
use crate::error::{Error, Result, Warning};
use crate::report::summary;
use crate::report::terminal::sanitize;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Where messages and data go, and how much of them.
#[derive(Debug)]
pub(super) struct Console {
    quiet: bool,
    color: ColorChoice,
    /// Drawn on the last line of a terminal; messages make it step aside.
    bar: ProgressBar,
}

impl Console {
    /// A console that says as much as `options` ask for; also starts the log of the stages.
    pub(super) fn new(options: MessageOptions) -> Self {
        let color = match options.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        // A bar among the lines of a log is unreadable, so it is one or the other.
        let draws = !options.quiet && options.verbose == 0 && io::stderr().is_terminal();
        let target = if draws {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let console = Self {
            quiet: options.quiet,
            color,
            bar: ProgressBar::with_draw_target(None, target),
        };
        console.start_log(options.verbose);
        console
    }

    /// Sends the events of the library to standard error, down to the level that `verbose` stands for.
    fn start_log(&self, verbose: u8) {
        let level = match verbose {
            0 => return,
            1 => LevelFilter::INFO,
            2 => LevelFilter::DEBUG,
            _ => LevelFilter::TRACE,
        };
        let log = tracing_subscriber::fmt()
            .with_writer(io::stderr)
            .with_ansi(self.colors(&io::stderr()))
            .with_target(false)
            .without_time()
            .with_max_level(level)
            .finish();
        // It fails only where the program that calls this library has set a log of its own, which is to stay.
        drop(tracing::subscriber::set_global_default(log));
    }

    /// Whether to colour what goes to `stream`.
    fn colors(&self, stream: &impl anstream::stream::RawStream) -> bool {
        match self.color {
            ColorChoice::Auto => AutoStream::choice(stream) != ColorChoice::Never,
            choice => choice != ColorChoice::Never,
        }
    }

    /// The progress bar, hidden where there is no terminal or nothing is to be said.
    pub(super) fn bar(&self) -> &ProgressBar {
        &self.bar
    }

    /// Standard output, for data.
    #[expect(
        clippy::unused_self,
        reason = "whoever writes data has a console in hand, and nothing else opens the stream"
    )]
    pub(super) fn stdout(&self) -> impl Write {
        BufWriter::new(io::stdout().lock())
    }

    /// Cells in a line of what is printed: what COLUMNS in the environment says, else those of the terminal, or 100
    /// where there is none.
    #[expect(clippy::unused_self, reason = "the width is a property of the console")]
    pub(super) fn width(&self) -> usize {
        let asked = std::env::var("COLUMNS").ok().and_then(|n| n.parse().ok());
        if let Some(asked) = asked.filter(|&n: &usize| n > 0) {
            return asked;
        }
        let size = terminal_size::terminal_size_of(io::stdout());
        size.map_or(100, |(terminal_size::Width(width), _)| usize::from(width))
    }

    /// How to lay out what people read on standard output.
    pub(super) fn style(&self) -> summary::Style {
        summary::Style {
            width: self.width(),
            bold: self.colors(&io::stdout()),
            bars: io::stdout().is_terminal(),
            ..summary::Style::default()
        }
    }

    /// Writes `data` to standard output and makes sure that it has arrived.
    ///
    /// # Errors
    /// If the stream is closed or full; it is called `-` then.
    pub(super) fn print(&self, data: &str) -> Result<()> {
        let mut stdout = self.stdout();
        stdout
            .write_all(data.as_bytes())
            .and_then(|()| stdout.flush())
            .map_err(|cause| Error::io("-", cause))
    }

    /// Says that the command failed, and why, down to the first cause.
    pub(super) fn error(&self, error: &Error) {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(next) = cause {
            let _ = write!(text, ": {next}");
            cause = next.source();
        }
        self.line(ERROR, "error", &text);
    }

    /// Says something that did not stop the work.
    pub(super) fn warning(&self, text: &str) {
        if !self.quiet {
            self.line(WARNING, "warning", text);
        }
    }

    /// Says what `warnings` come to: a line for each class, with the first as an example.
    ///
    /// A collection of 100,000 pages may give as many warnings; all of them are in run.json.
    pub(super) fn warnings(&self, warnings: &[Warning]) {
        let mut classes: BTreeMap<&str, (usize, &Warning)> = BTreeMap::new();
        for warning in warnings {
            classes.entry(warning.code).or_insert((0, warning)).0 += 1;
        }
        for (code, (n, first)) in classes {
            let (subject, message) = (&first.subject, &first.message);
            match n {
                1 => self.warning(&format!("{subject}: {message} [{code}]")),
                _ => self.warning(&format!("{subject}: {message} [{code}; {} more]", n - 1)),
            }
        }
    }

    /// Says something that is neither: what a run came to.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            self.bar.suspend(|| {
                let _ = writeln!(io::stderr().lock(), "silsilah: {}", sanitize(text));
            });
        }
    }

    /// One message, labelled. A standard error that cannot be written leaves nobody to tell.
    fn line(&self, style: Style, label: &str, text: &str) {
        self.bar.suspend(|| {
            let mut stderr = AutoStream::new(io::stderr(), self.color).lock();
            let _ = writeln!(
                stderr,
                "silsilah: {style}{label}:{style:#} {}",
                sanitize(text)
            );
        });
    }
}
