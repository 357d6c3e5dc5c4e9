//! The house rules that a compiler does not know, read off `src/`: who may import whom, who may touch threads, hashes
//! and files, and what a file looks like.
//!
//! Code is looked at without comments, literals and tests. Each test gathers every violation before it fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module at the top of `src/` may import. An article goes down this list and never up.
const IMPORTS: &[(&str, &[&str])] = &[
    ("article", &[]),
    ("error", &["article"]),
    ("ingest", &["article", "error"]),
    ("text", &["article", "error"]),
    ("clean", &["article", "error", "text"]),
    ("sketch", &["article", "error", "text", "clean"]),
    (
        "candidates",
        &["article", "error", "text", "clean", "sketch"],
    ),
    (
        "verify",
        &["article", "error", "text", "clean", "sketch", "candidates"],
    ),
    (
        "cluster",
        &[
            "article",
            "error",
            "text",
            "clean",
            "sketch",
            "candidates",
            "verify",
        ],
    ),
    // What a page says must not be bent by what it resembles.
    ("attribution", &["article", "error", "text", "clean"]),
    (
        "lineage",
        &[
            "article",
            "error",
            "text",
            "clean",
            "sketch",
            "cluster",
            "verify",
            "attribution",
        ],
    ),
    (
        "report",
        &[
            "article",
            "error",
            "ingest",
            "text",
            "clean",
            "sketch",
            "candidates",
            "verify",
            "cluster",
            "attribution",
            "lineage",
        ],
    ),
    (
        "eval",
        &[
            "article",
            "error",
            "text",
            "sketch",
            "cluster",
            "verify",
            "attribution",
            "lineage",
            "report",
        ],
    ),
    (
        "pipeline",
        &[
            "article",
            "error",
            "ingest",
            "text",
            "clean",
            "sketch",
            "candidates",
            "verify",
            "cluster",
            "attribution",
            "lineage",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "article",
            "error",
            "ingest",
            "text",
            "clean",
            "sketch",
            "candidates",
            "verify",
            "cluster",
            "attribution",
            "lineage",
            "report",
            "eval",
            "pipeline",
        ],
    ),
];

/// Names that only some files may use: the name, where it is allowed, and why nowhere else.
const RESERVED: &[(&str, &[&str], &str)] = &[
    (
        "rayon",
        &["pipeline/"],
        "threads live where the stages are joined",
    ),
    (
        "xxhash_rust",
        &[
            // Positions in a sketch; the seeds are part of the format.
            "sketch/hash.rs",
            // Ids of records without one, and the digest of a file, which users compare with `xxhsum`.
            "ingest/identity.rs",
            // A line stands for itself in memory and nowhere else.
            "clean/template.rs",
            "clean/title.rs",
        ],
        "a hash is part of a format",
    ),
    (
        "std::fs",
        &["ingest/", "report/", "cli/"],
        "stages are pure: value in, value out",
    ),
    ("std::net", &[], "nothing needs the network"),
    (
        "SystemTime",
        &[],
        "the same input gives the same bytes at any time",
    ),
];

/// What a run of the library must never come to.
const ABORTS: &[&str] = &[
    ".unwrap()",
    ".expect(",
    ".unwrap_err()",
    ".expect_err(",
    "panic!(",
    "todo!(",
    "unimplemented!(",
    "dbg!(",
];

/// Lines of a file before its tests.
const MAX_LINES: usize = 400;

/// A file of `src/`.
struct Source {
    /// Its path below `src/`, with `/`.
    path: String,
    /// The whole of it.
    text: String,
    /// It without comments, the insides of literals, and tests; as many lines as the text before the tests.
    code: String,
}

impl Source {
    /// The module at the top of `src/` that the file belongs to.
    fn room(&self) -> &str {
        let room = self.path.split('/').next().unwrap_or_default();
        room.strip_suffix(".rs").unwrap_or(room)
    }
}

/// Every file of `src/` but those that only tests are built with, by path.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    assert!(paths.len() > 50, "src holds {} files", paths.len());
    let mut only_tests = Vec::new();
    let mut sources = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let code = code(&text);
        let below = match path.file_name() {
            Some(name) if name == "mod.rs" || name == "lib.rs" => path.with_file_name(""),
            _ => path.with_extension(""),
        };
        let modules = code
            .match_indices(TESTS)
            .filter_map(|(at, _)| test_file(&code[at..]));
        only_tests.extend(modules.map(|name| below.join(name).with_extension("rs")));
        sources.push((path, text, code));
    }
    sources.retain(|(path, ..)| !only_tests.contains(path));
    sources
        .into_iter()
        .map(|(path, text, code)| {
            let path = path.strip_prefix(&root).unwrap();
            let path = path.to_string_lossy().replace('\\', "/");
            Source { path, text, code }
        })
        .collect()
}

/// What marks code that only tests are built with.
const TESTS: &str = "#[cfg(test)]";

/// The module that `marked`, which starts with [`TESTS`], declares, and what follows its name.
fn test_module(marked: &str) -> Option<(&str, &str)> {
    let mut rest = marked;
    while rest.starts_with("#[") {
        let (_, next) = rest.split_once("]\n")?;
        rest = next.trim_start();
    }
    rest.strip_prefix("mod ")?.split_once([' ', ';'])
}

/// The name of the module, if it has a file of its own.
fn test_file(marked: &str) -> Option<&str> {
    let (name, rest) = test_module(marked)?;
    (!rest.starts_with('{')).then_some(name)
}

fn collect(directory: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// `text` without comments, the insides of literals, and what follows the head of the module that holds its tests.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let n = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(n) = literal(rest) {
            n
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
            continue;
        };
        code.extend(rest[..n].chars().filter(|&c| c == '\n'));
        rest = &rest[n..];
    }
    let mut marks = code.match_indices(TESTS).map(|(at, _)| at);
    let opened =
        |&at: &usize| test_module(&code[at..]).is_some_and(|(_, rest)| rest.starts_with('{'));
    let end = marks.find(opened).unwrap_or(code.len());
    code.truncate(end);
    code
}

/// How long the literal is that `rest` starts with, if it starts with one.
fn literal(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    match bytes[0] {
        b'"' => Some(quoted(bytes, b'"')),
        // A lifetime is no literal.
        b'\'' if bytes.get(1) == Some(&b'\\') => Some(quoted(bytes, b'\'')),
        b'\'' => {
            let inside = rest[1..].chars().next()?;
            let end = 1 + inside.len_utf8();
            (bytes.get(end) == Some(&b'\'')).then_some(end + 1)
        }
        b'r' => {
            let hashes = bytes[1..].iter().take_while(|&&b| b == b'#').count();
            if bytes.get(1 + hashes) != Some(&b'"') {
                return None;
            }
            let close = format!("\"{}", "#".repeat(hashes));
            let start = 2 + hashes;
            Some(
                rest[start..]
                    .find(&close)
                    .map_or(rest.len(), |at| start + at + close.len()),
            )
        }
        _ => None,
    }
}

/// How long a literal between `quote`s is, in which a backslash shields what follows it.
fn quoted(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// Every line of `code` that holds `name` as a word of its own, counted from 1.
fn lines_with<'c>(code: &'c str, name: &'c str) -> impl Iterator<Item = usize> + 'c {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let word = move |line: &str, at: usize| {
        let grown_before = name.starts_with(part) && line[..at].ends_with(part);
        let grown_after = name.ends_with(part) && line[at + name.len()..].starts_with(part);
        !grown_before && !grown_after
    };
    code.lines().enumerate().filter_map(move |(i, line)| {
        let found = line.match_indices(name).any(|(at, _)| word(line, at));
        found.then_some(i + 1)
    })
}

/// The modules at the top of the crate that `code` imports or names, with their lines.
///
/// Follows `crate::name` and `crate::{a, b::c, d::{e, f}}`, and as many `super::` as lead out of the file's own module.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let depth = source.path.matches('/').count() + usize::from(!source.path.ends_with("mod.rs"));
    let out = "super::".repeat(depth);
    let mut found = Vec::new();
    for prefix in ["crate::", &out] {
        if prefix.is_empty() {
            continue;
        }
        for (at, _) in source.code.match_indices(prefix) {
            if source.code[..at].ends_with("super::") {
                continue;
            }
            let line = 1 + source.code[..at].matches('\n').count();
            let names = tree(&source.code[at + prefix.len()..]);
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// The first names of the paths that `rest` starts with: one, or those of a group in braces.
fn tree(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|&c| c.is_alphanumeric() || c == '_')
            .collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut names = vec![name(group)];
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[track_caller]
fn none(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn no_stage_imports_a_later_one() {
    let allowed: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let mut violations = Vec::new();
    let mut n_imports = 0;
    for source in sources() {
        let room = source.room();
        if ["lib", "main"].contains(&room) {
            continue;
        }
        let Some(rooms) = allowed.get(room) else {
            violations.push(format!(
                "src/{}: the module has no place in the order",
                source.path
            ));
            continue;
        };
        for (line, name) in imports(&source) {
            // What is named without a room of its own is a macro or an item of the crate's root.
            if name == room || !allowed.contains_key(name.as_str()) {
                continue;
            }
            n_imports += 1;
            if !rooms.contains(&name.as_str()) {
                violations.push(format!(
                    "src/{}:{line}: {room} may not import {name}",
                    source.path
                ));
            }
        }
    }
    none(&violations);
    assert!(n_imports > 100, "{n_imports} imports were found");
}

#[test]
fn threads_hashes_and_files_stay_in_their_rooms() {
    let mut violations = Vec::new();
    for source in sources() {
        for (name, places, why) in RESERVED {
            if places.iter().any(|place| source.path.starts_with(place)) {
                continue;
            }
            for line in lines_with(&source.code, name) {
                violations.push(format!(
                    "src/{}:{line}: names {name}, but {why}",
                    source.path
                ));
            }
        }
    }
    none(&violations);
}

#[test]
fn every_reserved_place_is_there() {
    let sources = sources();
    let mut violations = Vec::new();
    for (name, places, _) in RESERVED {
        for place in *places {
            let files: Vec<&Source> = sources
                .iter()
                .filter(|s| s.path.starts_with(place))
                .collect();
            let used = files
                .iter()
                .any(|s| lines_with(&s.code, name).next().is_some());
            if !used {
                violations.push(format!("{place} does not use {name}: take it off the list"));
            }
        }
    }
    none(&violations);
}

#[test]
fn nothing_aborts_outside_tests() {
    let mut violations = Vec::new();
    for source in sources() {
        for abort in ABORTS {
            for line in lines_with(&source.code, abort) {
                violations.push(format!("src/{}:{line}: {abort}", source.path));
            }
        }
    }
    none(&violations);
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut violations = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            violations.push(format!("src/{}: does not open with `//!`", source.path));
        }
        let n_lines = source.code.lines().count();
        if n_lines > MAX_LINES {
            violations.push(format!(
                "src/{}: {n_lines} lines before the tests, over {MAX_LINES}",
                source.path
            ));
        }
    }
    none(&violations);
}

/// (name, file, code that is left, modules it imports)
const READINGS: &[(&str, &str, &str, &[&str])] = &[
    (
        "comments and literals are passed over",
        "let a = \"crate::cli\"; // crate::cli\nlet b = '\"'; /* crate::cli */ crate::text::x();",
        "let a = ; \nlet b = ;  crate::text::x();",
        &["text"],
    ),
    (
        "a group names several",
        "use crate::{\n    article::Span,\n    text::{lang, tokens},\n    cli,\n};",
        "use crate::{\n    article::Span,\n    text::{lang, tokens},\n    cli,\n};",
        &["article", "text", "cli"],
    ),
    (
        "a raw literal, a lifetime, and the way out of the module",
        "fn f<'t>(x: &'t str) { r#\"crate::\"a\"#; super::super::eval::g(x) }",
        "fn f<'t>(x: &'t str) { ; super::super::eval::g(x) }",
        &["eval"],
    ),
    (
        "tests are passed over",
        "#[cfg(test)]\nmod sample;\nuse crate::text;\n#[cfg(test)]\n#[expect(a, reason = \"b\")]\nmod tests { use crate::cli; }",
        "#[cfg(test)]\nmod sample;\nuse crate::text;\n",
        &["text"],
    ),
];

#[test]
fn sources_are_read_as_the_compiler_does() {
    for &(name, file, expected, modules) in READINGS {
        let source = Source {
            path: "clean/frame.rs".to_owned(),
            text: file.to_owned(),
            code: code(file),
        };
        assert_eq!(source.code, expected, "{name}");
        let found: Vec<String> = imports(&source).into_iter().map(|(_, m)| m).collect();
        assert_eq!(found, modules, "{name}");
    }
}
