//! `--thesaurus` and `--dictionary`: words that stand for one another, from files that the user has.

use std::fs;
use std::path::{Path, PathBuf};

use super::options::WordOptions;
use crate::error::{Error, Result};
use crate::ingest;
use crate::pipeline::Pipeline;
use crate::text::Lang;
use crate::text::related::WordList;

/// `pipeline` with the words of the thesauri and dictionaries that `options` name.
///
/// # Errors
/// If a file cannot be read or is not of its form, or its languages are not known; the file is named, and its line.
pub(super) fn with_words(pipeline: Pipeline, options: &WordOptions) -> Result<Pipeline> {
    let thesauri = options.thesaurus.iter().map(|operand| thesaurus(operand));
    let dictionaries = options.dictionary.iter().map(|operand| dictionary(operand));
    thesauri
        .chain(dictionaries)
        .try_fold(pipeline, |pipeline, words| Ok(pipeline.with_words(&words?)))
}

/// The file that `FILE` or `LANG=FILE`, `LANG-LANG=FILE`, names.
pub(super) fn file_of(operand: &str) -> &str {
    let stated = operand.split_once('=');
    let named = stated.filter(|(codes, _)| codes.split('-').all(|code| known(code).is_some()));
    named.map_or(operand, |(_, file)| file)
}

/// The words of `FILE` or `LANG=FILE`.
fn thesaurus(operand: &str) -> Result<WordList> {
    let stated = operand
        .split_once('=')
        .and_then(|(code, file)| Some((known(code)?, file)));
    let (lang, file) = stated.map_or_else(
        || {
            // Names begin with th_ for "thesaurus", whatever the language.
            let parts = parts(operand);
            let mut parts = parts.iter().skip_while(|part| **part == "th");
            (parts.find_map(|part| known(part)), operand)
        },
        |(lang, file)| (Some(lang), file),
    );
    let lang = lang.ok_or_else(|| {
        let reason = "its name does not tell the language, as th_id_ID_v2.dat does; state it: --thesaurus id=FILE";
        Error::data(file, None, reason)
    })?;
    WordList::mythes(file, &ingest::bytes(Path::new(file))?, lang)
}

/// The words of `FILE` or `LANG-LANG=FILE`.
fn dictionary(operand: &str) -> Result<WordList> {
    let two = |codes: &[&str]| {
        let found = codes
            .windows(2)
            .find_map(|pair| Some([known(pair[0])?, known(pair[1])?]));
        found.filter(|[from, to]| from != to)
    };
    let stated = operand.split_once('=').and_then(|(codes, file)| {
        let codes: Vec<&str> = codes.split('-').collect();
        Some((two(&codes)?, file))
    });
    let (langs, file) = match stated {
        Some((langs, file)) => (Some(langs), file),
        None => (two(&parts(operand)), operand),
    };
    let langs = langs.ok_or_else(|| {
        let reason = "its name does not tell the two languages, as eng-ind.index does; state them: --dictionary en-id=FILE";
        Error::data(file, None, reason)
    })?;
    let path = Path::new(file);
    let base = ["index", "dict.dz", "dict"]
        .iter()
        .find_map(|ending| file.strip_suffix(ending)?.strip_suffix('.'));
    let Some(base) = base else {
        return WordList::tsv(file, &ingest::bytes(path)?, langs);
    };
    let index = PathBuf::from(format!("{base}.index"));
    let packed = PathBuf::from(format!("{base}.dict.dz"));
    let articles = if fs::exists(&packed).unwrap_or(false) {
        packed
    } else {
        PathBuf::from(format!("{base}.dict"))
    };
    let name = index.display().to_string();
    WordList::dictd(
        &name,
        &ingest::bytes(&index)?,
        &ingest::bytes(&articles)?,
        langs,
    )
}

/// The parts of a file's name.
fn parts(file: &str) -> Vec<&str> {
    let name = Path::new(file).file_name().and_then(|name| name.to_str());
    name.unwrap_or_default().split(['-', '_', '.']).collect()
}

/// The language with this code of two or three letters, if it is one that articles can be in.
fn known(code: &str) -> Option<Lang> {
    Lang::from_code(code)
        .map(Lang::shortest)
        .filter(Lang::is_detectable)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn an_operand_names_a_file() {
        for (operand, file) in [
            ("th_id_ID_v2.dat", "th_id_ID_v2.dat"),
            ("id=mine.dat", "mine.dat"),
            ("en-id=mine.tsv", "mine.tsv"),
            ("a=b.tsv", "a=b.tsv"),
        ] {
            assert_eq!(file_of(operand), file);
        }
    }

    #[test]
    fn names_tell_languages_and_forms() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, content: &str| {
            let path = dir.path().join(name);
            fs::write(&path, content).unwrap();
            path.display().to_string()
        };
        let id = Lang::ID;
        let mythes = "UTF-8\nbanjir|1\n-|bah\n";
        let words = thesaurus(&write("th_id_ID_v2.dat", mythes)).unwrap();
        assert_eq!((words.langs, words.pairs.len()), ([id, id], 1));
        let unnamed = write("mine.dat", mythes);
        let words = thesaurus(&format!("de={unnamed}")).unwrap();
        assert_eq!(words.langs[0].code(), "de");
        let fault = thesaurus(&unnamed).unwrap_err().to_string();
        assert!(fault.contains("does not tell the language"), "{fault}");

        let words = dictionary(&write("en-id.tsv", "rain\thujan\n")).unwrap();
        assert_eq!(words.langs, [Lang::EN, id]);
        write("freedict-eng-ind.dict", "rain /x/\nhujan\n");
        let index = write("freedict-eng-ind.index", "rain\tA\tP\n");
        for name in [index.clone(), index.replace(".index", ".dict")] {
            let words = dictionary(&name).unwrap();
            assert_eq!((words.langs, words.pairs.len()), ([Lang::EN, id], 1));
        }
        let fault = dictionary(&write("words.tsv", "rain\thujan\n")).unwrap_err();
        assert!(fault.to_string().contains("the two languages"), "{fault}");
        let fault = dictionary("no-such-en-id.tsv").unwrap_err().to_string();
        assert!(fault.ends_with("no-such-en-id.tsv"), "{fault}");
    }
}
