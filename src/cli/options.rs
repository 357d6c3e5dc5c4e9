//! Groups of options that several commands share.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::ingest::{self, Fields, InputFormat};

/// How records are read.
#[derive(Args, Debug)]
#[command(next_help_heading = "Input")]
pub(super) struct InputOptions {
    /// Format of every input, instead of guessing it from the name
    ///
    /// Needed for standard input unless that is JSON Lines. Compressed files (.gz, .zst) are unpacked either way.
    #[arg(long, value_name = "FORMAT")]
    pub(super) input_format: Option<FormatArg>,
    /// Field that holds the page's text [default: text, else body, content or maintext]
    #[arg(long, value_name = "NAME", visible_alias = "field")]
    pub(super) text_field: Option<String>,
    /// Field that holds the article's id; without one, an id is derived from outlet, URL and text [default: id]
    #[arg(long, value_name = "NAME")]
    pub(super) id_field: Option<String>,
    /// Field that holds the outlet: a registry id, a name or a domain [default: outlet, else source, site or domain]
    #[arg(long, value_name = "NAME")]
    pub(super) outlet_field: Option<String>,
    /// Field that holds the time of publication [default: published, else date and its like]
    #[arg(long, value_name = "NAME")]
    pub(super) date_field: Option<String>,
    /// Field that holds the page's address [default: url, else link]
    #[arg(long, value_name = "NAME")]
    pub(super) url_field: Option<String>,
    /// Field that holds the headline [default: title, else headline]
    #[arg(long, value_name = "NAME")]
    pub(super) title_field: Option<String>,
    /// Stop at the first malformed record, instead of reporting and skipping it
    #[arg(long)]
    pub(super) strict: bool,
}

/// Formats of input that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    /// JSON Lines: one object a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values with a header line
    Tsv,
    /// One flattened page a file; the name without its ending is the id
    Text,
}

impl InputOptions {
    /// The same, as the reader takes it; `keep_raw` has it keep the bytes of each record.
    pub(super) fn to_reader(&self, keep_raw: bool) -> ingest::Options {
        ingest::Options {
            format: self.input_format.map(InputFormat::from),
            fields: Fields {
                id: self.id_field.clone(),
                text: self.text_field.clone(),
                title: self.title_field.clone(),
                outlet: self.outlet_field.clone(),
                date: self.date_field.clone(),
                url: self.url_field.clone(),
            },
            strict: self.strict,
            keep_raw,
        }
    }
}

impl From<FormatArg> for InputFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Jsonl => Self::Jsonl,
            FormatArg::Csv => Self::Csv,
            FormatArg::Tsv => Self::Tsv,
            FormatArg::Text => Self::Text,
        }
    }
}

/// What the run works with.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct RunOptions {
    /// Threads to use [default: one for each core]; the output does not depend on it
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) settings: SettingsOptions,
}

/// Settings and registries, for commands that use them without running over a collection.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct SettingsOptions {
    /// Settings in TOML; `silsilah config` prints them all, with their defaults
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// One setting, over the file's and the defaults: `--set lineage.min_probability=0.8`; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    pub(super) set: Vec<String>,
    #[command(flatten)]
    pub(super) registry: RegistryOptions,
    #[command(flatten)]
    pub(super) lexicons: LexiconOptions,
}

/// With which phrases credits are read.
#[derive(Args, Debug)]
pub(super) struct LexiconOptions {
    /// Lexicon of a language in TOML, new or added to the built-in one; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Vec<PathBuf>,
}

/// What is known of the meaning of sentences.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct VectorOptions {
    /// Vectors of sentences by a model of your own, as made from `silsilah sentences`; may be repeated
    ///
    /// JSON Lines with id, spans and vectors. Sentences of one meaning are then paired though they share few words. An
    /// article without vectors is compared by its words.
    #[arg(long, value_name = "FILE")]
    pub(super) vectors: Vec<PathBuf>,
}

/// How common things are elsewhere.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct FrequencyOptions {
    /// How common words are in other articles, as `silsilah frequencies` counted them; may be repeated
    ///
    /// A small collection, as that of one night, is then judged as if it were part of a large one.
    #[arg(long, value_name = "FILE")]
    pub(super) frequencies: Vec<PathBuf>,
}

/// Which words may stand for one another, beside those that are built in.
#[derive(Args, Debug)]
#[command(next_help_heading = "Run")]
pub(super) struct WordOptions {
    /// Synonyms in the MyThes form of word processors; may be repeated
    ///
    /// The name tells the language (th_id_ID_v2.dat), or it is stated: id=FILE. A synonym counts for less than the word
    /// itself, and only where the other article lacks the word.
    #[arg(long, value_name = "[LANG=]FILE")]
    pub(super) thesaurus: Vec<String>,
    /// Translations: a dictionary of dictd (.index beside .dict or .dict.dz), or two columns set apart by a tab; may be
    /// repeated
    ///
    /// The name tells the languages (freedict-eng-ind.index, en-id.tsv), or they are stated: en-id=FILE.
    #[arg(long, value_name = "[LANG-LANG=]FILE")]
    pub(super) dictionary: Vec<String>,
}

/// Which outlets and agencies are known.
#[derive(Args, Debug)]
pub(super) struct RegistryOptions {
    /// Outlets and agencies of your own in JSON Lines, added to the built-in registry; may be repeated
    #[arg(long = "registry", value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Know the outlets and agencies of --registry alone, none of the built-in ones
    #[arg(long)]
    pub(super) no_builtin_registry: bool,
}

/// How much is said, and how.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Messages")]
pub(super) struct MessageOptions {
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Say more: -v the stages, -vv their details
    #[arg(long, short, global = true, action = ArgAction::Count, conflicts_with = "quiet")]
    pub(super) verbose: u8,
    /// When to use colour: auto, always or never; NO_COLOR in the environment is respected
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub(super) color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
