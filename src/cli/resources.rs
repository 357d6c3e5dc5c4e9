//! What a run uses beside its inputs, so that `run.json` tells on which files its verdicts rest.

use std::path::Path;

use super::options::{FrequencyOptions, SettingsOptions, VectorOptions, WordOptions};
use super::words;
use crate::error::Result;
use crate::ingest;
use crate::report::records::Resource;

/// A file, and the option that names it.
type Named<'a> = (&'static str, &'a Path);

/// The registries and lexicons that `options` name.
pub(super) fn of_settings(options: &SettingsOptions) -> impl Iterator<Item = Named<'_>> {
    let registries = options.registry.files.iter();
    let lexicons = options.lexicons.lexicon.iter();
    registries
        .map(|file| ("registry", file.as_path()))
        .chain(lexicons.map(|file| ("lexicon", file.as_path())))
}

/// The thesauri and dictionaries that `options` name; of a dictionary of dictd the one file that is named.
pub(super) fn of_words(options: &WordOptions) -> impl Iterator<Item = Named<'_>> {
    let file = |operand| Path::new(words::file_of(operand));
    let thesauri = options.thesaurus.iter();
    let dictionaries = options.dictionary.iter();
    thesauri
        .map(move |operand| ("thesaurus", file(operand)))
        .chain(dictionaries.map(move |operand| ("dictionary", file(operand))))
}

/// The files of vectors that `options` name.
pub(super) fn of_vectors(options: &VectorOptions) -> impl Iterator<Item = Named<'_>> {
    options
        .vectors
        .iter()
        .map(|file| ("vectors", file.as_path()))
}

/// The files of frequencies that `options` name.
pub(super) fn of_frequencies(options: &FrequencyOptions) -> impl Iterator<Item = Named<'_>> {
    let files = options.frequencies.iter();
    files.map(|file| ("frequencies", file.as_path()))
}

/// `named` as they are now.
///
/// # Errors
/// If a file cannot be read.
pub(super) fn read<'a>(named: impl Iterator<Item = Named<'a>>) -> Result<Vec<Resource>> {
    named
        .map(|(option, file)| {
            Ok(Resource {
                option: option.to_owned(),
                file: ingest::digest(file)?,
            })
        })
        .collect()
}
