//! `silsilah export`: a small run with hostile titles, in every format that is written from its lines.

use serde_json::Value;

use crate::cli_command::Desk;

/// Two pages and a wire item; one title tries to end every kind of string.
const ARTICLES: &str = r#"{"id":"p1","title":"A \"b\"] --> x & <i>\n# end","outlet":{"id":"o","name":"O, Ltd"},"lang":"en","published":{"start":"2025-01-02T03:04:05+07:00","end":"2025-01-02T03:04:05+07:00"}}
{"id":"p2","title":null,"outlet":null,"lang":"en","published":null}
{"id":"p3","title":"alone","outlet":null,"lang":"en","published":null}
"#;
const LINEAGE: &str = r#"{"type":"latent","id":"latent:antara:p1","source":"antara","basis":[]}
{"type":"edge","child":"p1","parent":"latent:antara:p1","probability":0.75,"kind":"copy","credit":"credited_absent","share":0.5,"reasons":[{"kind":"credit","weight":1.0,"text":"says so","a":[3,9]}]}
{"type":"edge","child":"p2","parent":"p1","probability":0.9,"kind":"update","credit":"uncredited","share":1.0,"reasons":[]}
"#;

const CLAIMS: &str = r#"{"article":"p1","relation":"republished_from","source":{"id":"antara","name":"ANTARA"},"via":[],"start":3,"end":9,"cue":"ANTARA","confidence":0.9,"rule":"x"}
{"article":"p1","relation":"image_credit","source":{"id":"epa","name":"EPA"},"via":[],"start":20,"end":23,"cue":"EPA","confidence":0.9,"rule":"x"}
{"article":"p1","relation":"caution","source":{"id":"reuters","name":"Reuters"},"via":[],"start":30,"end":37,"cue":"Reuters","confidence":0.9,"rule":"x"}
"#;
const ABOUT: &str =
    r#"{"version":"0.1.0","inputs":[{"path":"pages.jsonl","bytes":1,"xxh3":"00ff"}]}"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("run/articles.jsonl", ARTICLES);
    desk.put("run/lineage.jsonl", LINEAGE);
    desk.put("run/claims.jsonl", CLAIMS);
    desk.put("run/run.json", ABOUT);
    desk
}

#[track_caller]
fn export(format: &str) -> String {
    let outcome = desk().run(&["export", "run", "--format", format]);
    let head = (outcome.code, outcome.stderr.as_str());
    assert_eq!(head, (Some(0), ""), "{format}");
    outcome.stdout
}

#[test]
fn mermaid_labels_cannot_be_left() {
    let expected = "flowchart LR
  a0[\"O, Ltd<br/>A #34;b#34;#93; --#62; x #38; #60;i#62; #35; end<br/>2025-01-02\"]
  a1[\"p2\"]
  w0[\"antara<br/>latent#58;antara#58;p1\"]:::latent
  w0 -->|\"copy 0.75<br/>credited_absent\"| a0
  a0 -->|\"update 0.90<br/>uncredited\"| a1
  classDef latent stroke-dasharray: 5 5
";
    assert_eq!(export("mermaid"), expected);
}

#[test]
fn csv_keeps_titles_whole() {
    let table = export("csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let head: Vec<&str> = rows[0].iter().take(9).collect();
    let expected = [
        "p1",
        "latent:antara:p1",
        "false",
        "copy",
        "credited_absent",
        "0.750000",
        "0.500000",
        "O, Ltd",
        "A \"b\"] --> x & <i>\n# end",
    ];
    assert_eq!(head, expected);
}

#[test]
fn prov_names_quotation_revision_and_the_primary_source_at_the_end() {
    let prov: Value = serde_json::from_str(&export("prov-json")).unwrap();
    let types = |key: &str| -> Vec<String> {
        let types = prov["wasDerivedFrom"][key]["prov:type"].as_array();
        let types = types.into_iter().flatten();
        types.map(|t| t["$"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(types("_:d0"), ["prov:Quotation", "prov:PrimarySource"]);
    assert_eq!(types("_:d1"), ["prov:Revision"]);
    assert_eq!(
        prov["wasDerivedFrom"]["_:d0"]["silsilah:childSpan"][0],
        "3-9"
    );
    assert_eq!(prov["used"].as_object().unwrap().len(), 2);
    assert_eq!(prov["wasAttributedTo"].as_object().unwrap().len(), 2);
    assert_eq!(
        prov["agent"]["silsilah:program"]["silsilah:version"],
        "0.1.0"
    );
    assert_eq!(
        prov["activity"]["silsilah:run"]["silsilah:input"][0],
        "pages.jsonl xxh3:00ff"
    );
    assert!(
        prov["entity"]["silsilah:a2"].is_null(),
        "a page alone is left out"
    );
}

#[test]
fn gexf_escapes_values() {
    let gexf = export("gexf");
    assert!(
        gexf.contains("A &quot;b&quot;] --&gt; x &amp; &lt;i&gt;"),
        "{gexf}"
    );
}

#[test]
fn a_node_that_is_missing_is_an_error() {
    let desk = desk();
    desk.put("run/articles.jsonl", "");
    let outcome = desk.run(&["export", "run", "--format", "csv"]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.stderr.contains("there is no node"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn schema_org_credits_what_a_page_credits() {
    let works: Value = serde_json::from_str(&export("schema-jsonld")).unwrap();
    let first = &works["@graph"][0];
    assert_eq!(first["isBasedOn"][0]["@id"], "urn:silsilah:w0");
    assert_eq!(first["creditText"], "ANTARA");
    assert_eq!(first["publisher"]["name"], "O, Ltd");
    assert_eq!(first["image"][0]["creditText"], "EPA");
    assert!(
        works["@graph"][1]["creditText"].is_null(),
        "an uncredited parent"
    );
}

#[test]
fn prov_o_has_a_term_for_each_kind_of_derivation() {
    let prov: Value = serde_json::from_str(&export("prov-jsonld")).unwrap();
    let graph = prov["@graph"].as_array().unwrap();
    let node = |id: &str| graph.iter().find(|node| node["@id"] == id).unwrap();
    let copy = node("urn:silsilah:a0");
    for term in ["wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource"] {
        assert_eq!(copy[term][0], "urn:silsilah:w0", "{term}");
    }
    let qualified = &copy["qualifiedDerivation"][0];
    assert_eq!(qualified["probability"], "0.75");
    assert_eq!(qualified["childSpan"][0], "3-9");
    let update = node("urn:silsilah:a1");
    assert_eq!(update["wasRevisionOf"][0], "urn:silsilah:a0");
    assert!(
        update["hadPrimarySource"].is_null(),
        "not the end of a chain"
    );
    let house = copy["wasAttributedTo"].as_str().unwrap();
    assert_eq!(node(house)["label"], "O, Ltd");
    assert_eq!(
        node("urn:silsilah:run")["wasAssociatedWith"],
        "urn:silsilah:program"
    );
}

#[test]
fn ninjs_tells_text_from_pictures_and_leaves_cautions_out() {
    let lines = export("ninjs");
    let objects: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(objects.len(), 3);
    let roles: Vec<(&str, &str)> = objects[0]["infoSources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| {
            let role = party["role"].as_str().unwrap();
            (
                party["name"].as_str().unwrap(),
                role.rsplit('/').next().unwrap(),
            )
        })
        .collect();
    assert_eq!(roles, [("ANTARA", "contentSource"), ("EPA", "imgSupplier")]);
    assert_eq!(objects[0]["associations"][0]["uri"], "urn:silsilah:w0");
    assert_eq!(objects[0]["versionCreated"], "2025-01-02T03:04:05+07:00");
    assert!(objects[1]["headlines"].is_null() && objects[1]["infoSources"].is_null());
    assert_eq!(objects[2]["representationType"], "partial");
}
