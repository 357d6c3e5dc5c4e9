//! The page and the picture of a run, from the sample: what is in them, and that no text of a page can leave its place.

use silsilah::report::records::{Counts, RunRecord};
use silsilah::report::{Contents, LIMIT, Page, Picture, Theme};

use crate::cli_command::golden;
use crate::sample::Sample;

fn about() -> RunRecord {
    let read = silsilah::ingest::Summary::default();
    let configuration = serde_json::json!({"lineage": {"assumed_offset_minutes": 420}});
    RunRecord::new(
        configuration,
        &read,
        Counts::default(),
        Vec::new(),
        Vec::new(),
    )
}

/// The page of the sample with this much room, and its parts.
fn page(limit: usize) -> (String, Vec<(String, String)>) {
    let sample = Sample::new();
    let results = sample.results();
    let page = Page::new(&Contents::new(&results, &about()).unwrap(), limit).unwrap();
    let mut html = Vec::new();
    page.write(&mut html).unwrap();
    let parts = page
        .parts()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()));
    (String::from_utf8(html).unwrap(), parts.collect())
}

#[test]
fn no_text_of_an_article_stands_in_the_page_as_it_is() {
    let (html, parts) = page(LIMIT);
    assert!(parts.is_empty());
    for text in ["Suramadu", "Warta", "Malam", "\u{1b}"] {
        assert!(!html.contains(text), "{text}");
    }
    // One element of data each, and the page's own script; nothing else may open a script or a style.
    assert_eq!(html.matches("<script").count(), 4);
    assert_eq!(html.matches("<style").count(), 1);
}

#[test]
fn the_policy_lets_the_page_s_own_script_run_and_nothing_else() {
    let policy = |html: &str| -> String {
        let (_, rest) = html
            .split_once("Content-Security-Policy\" content=\"")
            .unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let whole = policy(&page(LIMIT).0);
    assert!(
        whole.starts_with("default-src 'none'; script-src 'sha256-"),
        "{whole}"
    );
    for open in ["unsafe", "file:", "self", "http", "*", "$"] {
        assert!(!whole.contains(open), "{open}: {whole}");
    }
    let split = policy(&page(0).0);
    assert_eq!(split.replace(" 'self' file:", ""), whole);
    assert_ne!(split, whole);
}

#[test]
fn what_has_no_room_stands_beside_the_page() {
    let (whole, _) = page(LIMIT);
    let (split, parts) = page(0);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["report/0.js"]);
    let data = parts[0].1.strip_prefix("silsilah(0,\"").unwrap();
    let data = data.strip_suffix("\")\n").unwrap();
    assert!(whole.contains(&format!("id=\"b0\">{data}</script>")));
    assert!(!split.contains(data));
    assert!(
        data.chars()
            .all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
    );
}

#[test]
fn the_picture_of_a_story_is_as_agreed() {
    let sample = Sample::new();
    let results = sample.results();
    let contents = Contents::new(&results, &about()).unwrap();
    let story = contents.story("a3").unwrap();
    assert_eq!(story.id, "story:a1");
    let light = Picture {
        theme: Theme::Light,
        ..Picture::default()
    };
    let svg = light.draw(&contents, story);
    golden("picture/story.svg", &svg);
    assert!(svg.contains("Warta &lt;&amp;&gt; Kita"));
    assert!(!svg.contains('\u{1b}'));

    let short = Picture { rows: 2, ..light }.draw(&contents, story);
    assert!(short.contains(">… and 4 more</text>"), "{short}");
    assert_eq!(short.matches("class=\"name\"").count(), 2);
    assert!(contents.story("a9").is_none());
}
