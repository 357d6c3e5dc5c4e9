//! Settings in and out, and the completion scripts.

use crate::cli_command::Desk;

#[test]
fn settings_read_back_as_themselves() {
    let desk = Desk::new();
    let defaults = desk.run(&["config"]);
    assert_eq!((defaults.code, defaults.stderr.as_str()), (Some(0), ""));
    desk.put("all.toml", &defaults.stdout);
    let again = desk.run(&["config", "--config", "all.toml"]);
    assert_eq!(again, defaults);
}

/// (name, file, message)
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "unknown table",
        "\n[verdicts]\nmin = 1\n",
        "settings.toml:2: `verdicts`: unknown field `verdicts`, expected one of ",
    ),
    (
        "unknown key",
        "[verify]\n# comment\nmin_sccore = 1\n",
        "settings.toml:3: `verify.min_sccore`: unknown field `min_sccore`, expected ",
    ),
    ("not TOML", "[verify\n", "settings.toml:1: "),
];

#[test]
fn a_faulty_settings_file_is_named_with_line_and_key() {
    for (name, toml, message) in FAULTS {
        let desk = Desk::new();
        desk.put("settings.toml", toml);
        let outcome = desk.run(&["config", "--config", "settings.toml"]);
        assert_eq!(outcome.code, Some(2), "{name}");
        assert_eq!(outcome.stdout, "", "{name}");
        let expected = format!("silsilah: error: {message}");
        assert!(
            outcome.stderr.starts_with(&expected),
            "{name}: {}",
            outcome.stderr
        );
        assert_eq!(
            outcome.stderr.lines().count(),
            1,
            "{name}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn a_single_setting_is_changed_or_refused() {
    let desk = Desk::new();
    let changed = desk.run(&["config", "--set", "lineage.min_probability=0.8"]);
    assert_eq!(changed.code, Some(0), "{}", changed.stderr);
    assert!(
        changed.stdout.contains("min_probability = 0.8"),
        "{}",
        changed.stdout
    );
    for (set, message) in [
        (
            "lineage.min_probability=high",
            "--set lineage.min_probability=high: `lineage.min_probability`: invalid type: string \"high\", expected f64",
        ),
        (
            "verify",
            "--set verify: is not of the form table.key=value; `silsilah config` lists the keys",
        ),
    ] {
        let refused = desk.run(&["config", "--set", set]);
        assert_eq!(refused.code, Some(2));
        assert_eq!(
            refused.stderr.trim_end(),
            format!("silsilah: error: {message}")
        );
    }
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let outcome = Desk::new().run(&["completions", shell]);
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{shell}"
        );
        for command in [
            "trace",
            "attribute",
            "dedup",
            "compare",
            "outlets",
            "eval",
            "config",
        ] {
            assert!(outcome.stdout.contains(command), "{shell}: {command}");
        }
    }
}
