//! `silsilah report` and `silsilah plot`: the page again from the files of a run, and pictures of its stories.

use std::fs;

use crate::cli_command::Desk;

/// Three pages of one story: an agency's, a copy that credits it, and one whose title would break out of its place.
const PAGES: &str = r#"{"id":"antara-1","outlet":"antara","published":"2025-03-03T09:00:00+07:00","title":"Tanggul Sungai Lumut retak, warga tiga dusun mengungsi","text":"Lumut (ANTARA) - Sebanyak 412 warga tiga dusun di hilir Sungai Lumut mengungsi setelah tanggul retak sepanjang 9 meter pada Senin pagi. Kepala desa Wirya Kelana mengatakan warga dipindahkan ke balai desa dan dua sekolah dasar sebelum matahari terbit. Menurut dia, retakan pertama kali dilihat penjaga pintu air ketika memeriksa alat ukur rembesan sekitar pukul 03.40 WIB. Pintu pelimpah dibuka bertahap hingga 40 sentimeter agar tekanan pada tanggul berkurang."}
{"id":"portal-2","outlet":"portal","published":"2025-03-03T11:30:00+07:00","title":"</script><img src=x onerror=alert(1)> Tanggul Lumut","text":"Sebanyak 412 warga tiga dusun di hilir Sungai Lumut mengungsi setelah tanggul retak sepanjang 9 meter pada Senin pagi, dikutip dari Antara. Kepala desa Wirya Kelana mengatakan warga dipindahkan ke balai desa dan dua sekolah dasar sebelum matahari terbit. Menurut dia, retakan pertama kali dilihat penjaga pintu air ketika memeriksa alat ukur rembesan sekitar pukul 03.40 WIB. Pintu pelimpah dibuka bertahap hingga 40 sentimeter agar tekanan pada tanggul berkurang."}
{"id":"warta-3","outlet":"warta","published":"2025-03-04","title":"Retak di Lumut","text":"Sebanyak 412 warga tiga dusun di hilir Sungai Lumut mengungsi setelah tanggul retak sepanjang 9 meter pada Senin pagi. Kepala desa Wirya Kelana mengatakan warga dipindahkan ke balai desa dan dua sekolah dasar sebelum matahari terbit. Menurut dia, retakan pertama kali dilihat penjaga pintu air ketika memeriksa alat ukur rembesan sekitar pukul 03.40 WIB."}
"#;

fn traced() -> Desk {
    let desk = Desk::new();
    desk.put("pages.jsonl", PAGES);
    assert_eq!(
        desk.run(&["trace", "pages.jsonl", "--out", "run"]).code,
        Some(0)
    );
    desk
}

#[test]
fn the_page_made_again_is_that_of_the_run() {
    let desk = traced();
    let of_run = desk.bytes("run/report.html");
    fs::remove_file(desk.path("run/report.html")).unwrap();
    let outcome = desk.run(&["report", "run"]);
    let said = (
        outcome.code,
        outcome.stdout.as_str(),
        outcome.stderr.as_str(),
    );
    assert_eq!(said, (Some(0), "run/report.html\n", ""));
    assert!(desk.bytes("run/report.html") == of_run);
    let elsewhere = desk.run(&["report", "run", "./pages.jsonl"]);
    assert_eq!(elsewhere.code, Some(0), "{}", elsewhere.stderr);
    assert!(desk.bytes("run/report.html") == of_run);
}

#[test]
fn a_text_that_is_not_the_run_s_is_not_shown() {
    let desk = traced();
    let whole = desk.bytes("run/report.html").len();
    desk.put(
        "pages.jsonl",
        PAGES.replace("dikutip dari Antara", "dikutip dari Reuters"),
    );
    let outcome = desk.run(&["report", "run"]);
    assert_eq!(outcome.code, Some(2));
    let expected = "silsilah: warning: pages.jsonl: has changed since the run\n\
                    silsilah: warning: 1 of 3 articles have no text at hand and are shown without it; name the inputs \
                    that have them: silsilah report DIR INPUT…\n";
    assert_eq!(outcome.stderr, expected);
    assert!(desk.bytes("run/report.html").len() < whole);

    fs::remove_file(desk.path("pages.jsonl")).unwrap();
    let outcome = desk.run(&["report", "run"]);
    assert_eq!(outcome.code, Some(2));
    let first = outcome.stderr.lines().next();
    let expected = "silsilah: warning: pages.jsonl: an input of the run, is not there; paths are taken from the present \
                    directory";
    assert_eq!(first, Some(expected));
    assert!(
        outcome.stderr.contains(" 3 of 3 articles "),
        "{}",
        outcome.stderr
    );
}

#[test]
fn parts_come_and_go_with_their_page() {
    let desk = traced();
    let whole = desk.bytes("run/report.html");
    assert_eq!(desk.run(&["report", "run", "--limit", "0"]).code, Some(0));
    assert!(desk.path("run/report/0.js").exists());
    desk.put("run/report/7.js", "of an earlier, larger run");
    desk.put("run/report/notes.txt", "somebody's own");
    assert_eq!(desk.run(&["report", "run"]).code, Some(0));
    assert!(desk.bytes("run/report.html") == whole);
    let left: Vec<_> = fs::read_dir(desk.path("run/report")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(desk.get("run/report/notes.txt"), "somebody's own");
}

/// (a file of the run, what it becomes, the reason that is told)
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "run.json",
        "{\n\"version\": }",
        "run/run.json:2: expected value",
    ),
    (
        "articles.jsonl",
        "{}\n",
        "run/articles.jsonl:1: missing field `id`",
    ),
    (
        "pairs.jsonl",
        "not a record\n",
        "run/pairs.jsonl:1: expected ident",
    ),
    (
        "lineage.jsonl",
        "{\"type\":\"edge\",\"child\":\"nobody\",\"parent\":\"warta-3\",\"probability\":1.0,\"kind\":\"copy\",\
         \"credit\":\"uncredited\",\"share\":1.0,\"reasons\":[]}\n",
        "run/lineage.jsonl:1: there is no article \"nobody\"",
    ),
    (
        "chains.jsonl",
        "",
        "run/chains.jsonl: the article \"antara-1\" has no line",
    ),
];

#[test]
fn a_broken_file_is_named_with_line_and_reason() {
    for (file, content, reason) in BROKEN {
        let desk = traced();
        desk.put(&format!("run/{file}"), content);
        let outcome = desk.run(&["report", "run"]);
        assert_eq!(outcome.code, Some(2), "{file}");
        assert!(
            outcome.stderr.contains(reason),
            "{file}: {}",
            outcome.stderr
        );
    }
    let desk = Desk::new();
    desk.put("strange/letter.txt", "not a run");
    for command in [
        &["report", "strange"][..],
        &["plot", "story", "x", "--run", "strange"],
    ] {
        let outcome = desk.run(command);
        assert_eq!(outcome.code, Some(2));
        assert!(
            outcome
                .stderr
                .starts_with("silsilah: error: cannot read or write strange/run.json: "),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn a_story_is_drawn_by_its_id_or_that_of_an_article() {
    let desk = traced();
    let by_article = desk.run(&["plot", "story", "portal-2", "--run", "run"]);
    assert_eq!((by_article.code, by_article.stderr.as_str()), (Some(0), ""));
    let svg = &by_article.stdout;
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(
        svg.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"),
        "{svg}"
    );
    assert!(!svg.contains("<img"));
    let by_story = desk.run(&[
        "plot",
        "story",
        "story:antara-1",
        "--run",
        "run",
        "--out",
        "a.svg",
    ]);
    assert_eq!(by_story.code, Some(0), "{}", by_story.stderr);
    assert_eq!(desk.get("a.svg"), *svg);
    let again = desk.run(&[
        "plot", "story", "portal-2", "--run", "run", "--out", "a.svg",
    ]);
    assert_eq!(again.code, Some(2));
    assert!(
        again.stderr.contains("--force writes over it"),
        "{}",
        again.stderr
    );
    let nobody = desk.run(&["plot", "story", "nobody", "--run", "run"]);
    assert_eq!(nobody.code, Some(2));
    let expected = "silsilah: error: ID: there is no story \"nobody\" in run, and no story has an article with this id; \
                    families.jsonl names them all (level story)\n";
    assert_eq!(nobody.stderr, expected);
}
