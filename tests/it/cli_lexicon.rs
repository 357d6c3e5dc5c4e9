//! `silsilah lexicon`: a language is added by a file and cases, without touching the program.

use serde_json::Value;

use crate::cli_command::{Desk, golden};

/// Dutch, which is not built in: its main patterns.
const DUTCH: &str = "\
lang = \"nl\"

copy_passive = [\"geciteerd door\", \"overgenomen door\"]
copy_active = [\"met een beroep op\", \"onder verwijzing naar\"]
report_active = [\"meldt\", \"meldde\", \"schrijft\"]
report_before = [\"aldus\", \"zo meldt\"]
report_before_weak = [\"volgens\"]
from = [\"van\"]
recipient = [\"tegenover\"]
filler = [\"de\", \"het\"]
descriptor = [\"persbureau\", \"het persbureau\", \"de krant\"]
deny = [\"ontkende\"]
denied = [\"bericht\"]
negation = [\"niet\"]
source_label = [\"bron\"]
image = [\"foto\", \"beeld\"]
related = [\"lees ook\"]
list = [\"en\"]
light = [\"maandag\", \"dinsdag\", \"ook\", \"eerder\", \"dat\"]
not_medium = [\"minister\", \"burgemeester\", \"politie\"]
media_word = [\"courant\", \"nieuws\"]
domain_ending = [\"nl\"]
";

const CASES: &str = r#"{"id": "chain", "lang": "nl", "outlet": "noorderlicht.example", "text": "De brug over de rivier blijft tot vrijdag dicht, meldt Reuters met een beroep op Xinhua.", "branches": [["reuters", "xinhua"]]}
{"id": "open-slot", "lang": "nl", "outlet": "noorderlicht.example", "text": "De brug blijft dicht omdat het water hoog staat, aldus het persbureau Meridiaan.", "branches": [["unknown:meridiaan"]]}
{"id": "office", "lang": "nl", "outlet": "noorderlicht.example", "text": "De brug is gesloten en het verkeer rijdt om, aldus burgemeester Van Dalen.", "branches": []}
{"id": "denied", "lang": "nl", "outlet": "noorderlicht.example", "text": "De minister ontkende een bericht van Reuters dat de brug op instorten staat.", "branches": []}
{"id": "domain", "lang": "nl", "outlet": "noorderlicht.example", "text": "De brug is weer open, zoals eerder geciteerd door Kustcourant.nl van Reuters.", "branches": [["unknown:Kustcourant.nl", "reuters"]]}
{"id": "source-line", "lang": "nl", "outlet": "noorderlicht.example", "text": "Het water daalt en de brug gaat morgen weer open voor al het verkeer.\n\nBron: Reuters", "branches": [["reuters"]]}
"#;

#[test]
fn a_language_is_added_by_a_file() {
    let desk = Desk::new();
    desk.put("nl.toml", DUTCH);
    desk.put("cases.jsonl", CASES);
    let checked = desk.run(&["lexicon", "check", "nl.toml", "--cases", "cases.jsonl"]);
    assert_eq!(
        (
            checked.code,
            checked.stdout.as_str(),
            checked.stderr.as_str()
        ),
        (
            Some(0),
            "nl.toml: 0 faults, 0 with advice\n6 cases, 0 read wrongly\n",
            ""
        )
    );

    let main = |out: &str, args: &[&str]| -> Vec<String> {
        let args = [&["attribute", "cases.jsonl", "--quiet", "--out", out], args].concat();
        assert_eq!(desk.run(&args).code, Some(0), "{args:?}");
        let chains = desk.get(&format!("{out}/chains.jsonl"));
        let lines = chains
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap());
        let chain = lines.into_iter().find(|chain| chain["article"] == "chain");
        serde_json::from_value(chain.unwrap()["main"].clone()).unwrap()
    };
    assert_eq!(
        main("with", &["--lexicon", "nl.toml"]),
        ["reuters", "xinhua"]
    );
    let without = main("without", &[]);
    assert_ne!(without, ["reuters", "xinhua"], "the file alone teaches it");
}

#[test]
fn cases_that_are_read_wrongly_are_named() {
    let desk = Desk::new();
    desk.put(
        "nl.toml",
        DUTCH.replace("met een beroep op", "met een knipoog naar"),
    );
    desk.put("cases.jsonl", CASES);
    let checked = desk.run(&["lexicon", "check", "nl.toml", "--cases", "cases.jsonl"]);
    assert_eq!(checked.code, Some(1));
    assert_eq!(
        checked.stdout,
        "nl.toml: 0 faults, 0 with advice\n\
         chain: expected reuters from xinhua, read none\n\
         6 cases, 1 read wrongly\n"
    );

    desk.put(
        "none.jsonl",
        "{\"id\": \"a\", \"text\": \"De brug is open.\"}\n",
    );
    let checked = desk.run(&["lexicon", "check", "nl.toml", "--cases", "none.jsonl"]);
    assert_eq!(checked.code, Some(2));
    assert_eq!(
        checked.stderr,
        "silsilah: error: none.jsonl: a: has no branches like [[\"antara\", \"anadolu\"]]; [] for none\n"
    );
}

#[test]
fn a_wrong_file_is_told_line_by_line() {
    let desk = Desk::new();
    let wrong = "\
lang = \"nl\"
copy_pasive = [\"geciteerd door\"]
copy_active = [\"volgens\", \"\", \"...\"]
copy_passive = [\"volgens\", \"Geciteerd door\", \"geciteerd  door\"]
from = \"van\"
list = [\"tempo\"]

[generic]
\"gen-moon-media\" = [\"maanmedia\"]

[country]
nld = [\"nederland\"]
";
    desk.put("nl.toml", wrong);
    let checked = desk.run(&["lexicon", "check", "nl.toml"]);
    assert_eq!(checked.code, Some(2));
    golden("messages/lexicon-check.txt", &checked.stderr);

    let refused = desk.run(&[
        "attribute",
        "nl.toml",
        "--lexicon",
        "nl.toml",
        "--out",
        "run",
    ]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "silsilah: error: nl.toml:2: unknown class \"copy_pasive\"; did you mean \"copy_passive\"?\n"
    );
}

#[test]
fn lexicons_are_listed_and_shown_as_files() {
    let desk = Desk::new();
    desk.put("nl.toml", DUTCH);
    let list = desk
        .run(&["lexicon", "list", "--lexicon", "nl.toml"])
        .stdout;
    let langs: Vec<&str> = list.lines().filter_map(|l| l.split('\t').next()).collect();
    assert_eq!(
        langs,
        ["id", "ms", "en", "tr", "ar", "es", "fr", "de", "ru", "nl"]
    );

    let shown = desk.run(&["lexicon", "show", "nl", "--lexicon", "nl.toml"]);
    desk.put("again.toml", &shown.stdout);
    let again = desk.run(&["lexicon", "show", "nl", "--lexicon", "again.toml"]);
    assert_eq!((shown.code, &shown.stdout), (Some(0), &again.stdout));
    assert!(
        shown
            .stdout
            .contains("copy_passive = [\"geciteerd door\", \"overgenomen door\"]\n")
    );

    let none = desk.run(&["lexicon", "show", "nl"]);
    assert_eq!((none.code, none.stdout.as_str()), (Some(1), ""));
    assert_eq!(none.stderr, "silsilah: there is no lexicon for \"nl\"\n");
}
