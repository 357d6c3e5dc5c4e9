//! Thesauri and dictionaries of the user's own, and what is said of broken ones.

use serde_json::Value;

use crate::cli_command::Desk;

const DESA: &str = "Banjir merendam tiga desa di hilir Sungai Lusi sejak Senin malam, kata bupati.";
const PEKON: &str =
    "Banjir merendam tiga pekon di hilir Sungai Lusi sejak Senin malam, kata bupati.";
const FLOOD: &str = "The flood reached three villages on the lower Sungai Lusi on Monday night.";

/// The words that `compare` calls related, with these options.
fn related(desk: &Desk, pages: [&str; 2], options: &[&str]) -> usize {
    let mut args = vec!["compare", pages[0], pages[1], "--json"];
    args.extend(options);
    let outcome = desk.run(&args);
    assert_eq!(outcome.stderr, "", "{options:?}");
    let pair: Value = serde_json::from_str(&outcome.stdout).unwrap();
    pair.to_string().matches(r#""kind":"related""#).count()
}

#[test]
fn words_of_a_file_stand_for_one_another() {
    let desk = Desk::new();
    desk.put("desa.txt", DESA);
    desk.put("pekon.txt", PEKON);
    desk.put("flood.txt", FLOOD);
    desk.put("th_id_ID_v2.dat", "UTF-8\ndesa|1\n-|pekon|kampung\n");
    desk.put("synonyms.dat", "UTF-8\ndesa|1\n-|pekon|kampung\n");
    desk.put("eng-ind.tsv", "lower\thilir\n");
    let synonyms = ["desa.txt", "pekon.txt"];
    assert_eq!(related(&desk, synonyms, &[]), 0);
    for option in ["th_id_ID_v2.dat", "id=synonyms.dat"] {
        assert_eq!(related(&desk, synonyms, &["--thesaurus", option]), 1);
    }
    let two = ["desa.txt", "flood.txt"];
    let without = related(&desk, two, &[]);
    let with = related(&desk, two, &["--dictionary", "eng-ind.tsv"]);
    assert_eq!(with, without + 1);
}

#[test]
fn a_broken_list_is_named_with_its_line() {
    let desk = Desk::new();
    desk.put("desa.txt", DESA);
    desk.put("pekon.txt", PEKON);
    desk.put("th_id_ID.dat", "UTF-8\ndesa|many\n");
    desk.put("words.tsv", "flood\tbanjir\n");
    desk.put("en-id.tsv", "flood\tbanjir\nwater\n");
    for (option, file, reason) in [
        ("--thesaurus", "th_id_ID.dat", "th_id_ID.dat:2: "),
        (
            "--thesaurus",
            "words.tsv",
            "words.tsv: its name does not tell the language",
        ),
        (
            "--dictionary",
            "words.tsv",
            "words.tsv: its name does not tell the two languages",
        ),
        (
            "--dictionary",
            "en-id.tsv",
            "en-id.tsv:2: has no second column",
        ),
        ("--dictionary", "en-id=absent.tsv", "absent.tsv"),
    ] {
        let outcome = desk.run(&["compare", "desa.txt", "pekon.txt", option, file]);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(2), ""),
            "{file}"
        );
        assert!(
            outcome.stderr.contains(reason),
            "{file}: {}",
            outcome.stderr
        );
    }
}
