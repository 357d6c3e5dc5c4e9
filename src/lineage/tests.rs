//! The lineage of small collections, told in lines.

use crate::attribution::Relation;
use crate::verify::Verdict;

use super::sample::Sample;
use super::*;

/// The one place that compares: a change of the telling is made in [`Sample::lines`] only.
#[track_caller]
fn check(name: &str, sample: &Sample, expected: &[&str]) {
    let found = sample.lines();
    assert_eq!(found, expected, "{name}: {:#?}", sample.infer().edges);
}

fn start() -> Sample {
    Sample::default()
}

#[test]
fn credits_alone_make_a_lineage() {
    check(
        "two hops",
        &start()
            .page("a", "harian", Some(9))
            .credits(&["antara", "anadolu"]),
        &[
            "a <- latent:antara:a credited_absent rewrite",
            "latent:antara:a <- latent:anadolu:a",
        ],
    );
    check(
        "three sources are three questions",
        &start()
            .page("a", "harian", None)
            .credits(&["guardian"])
            .claims(Relation::ReportedBy, 0.9, &["reuters"])
            .claims(Relation::InterviewTo, 0.55, &["ap"]),
        &[
            "a <- latent:ap:a credited_absent partial",
            "a <- latent:guardian:a credited_absent rewrite",
            "a <- latent:reuters:a credited_absent partial",
        ],
    );
    check(
        "two branches behind one hop are one source",
        &start()
            .page("a", "harian", None)
            .credits(&["antara", "anadolu"])
            .credits(&["antara", "reuters"])
            .credits(&["harian"]),
        &[
            "a <- latent:antara:a credited_absent rewrite",
            "latent:antara:a <- latent:anadolu:a",
        ],
    );
    check(
        "a house that leaks",
        &start()
            .page("a", "", None)
            .claims(Relation::ReportedBy, 0.9, &["reuters"])
            .leaks("sindonews"),
        &[
            "a <- latent:reuters:a credited_absent partial",
            "a <- latent:sindonews:a uncredited rewrite",
        ],
    );
    check(
        "two pages without a match had two items",
        &start()
            .page("a", "x", None)
            .credits(&["antara"])
            .page("b", "y", None)
            .credits(&["antara"]),
        &[
            "a <- latent:antara:a credited_absent rewrite",
            "b <- latent:antara:b credited_absent rewrite",
        ],
    );
    check(
        "an image credit, a denial and silence make no edge",
        &start()
            .page("a", "x", Some(1))
            .claims(Relation::ImageCredit, 0.95, &["afp"])
            .claims(Relation::Disputed, 0.95, &["cnn"])
            .page("b", "y", Some(2)),
        &[],
    );
}

#[test]
fn a_credit_finds_its_page() {
    check(
        "credited and matched",
        &start()
            .page("a", "harian", Some(9))
            .credits(&["antara"])
            .page("b", "antara", Some(8))
            .copies(0, 1)
            .one_family(),
        &["a <- b credited_matched copy"],
    );
    check(
        "without times the credit tells the order",
        &start()
            .page("a", "harian", None)
            .credits(&["antara"])
            .page("b", "antara", None)
            .copies(0, 1)
            .one_family(),
        &["a <- b credited_matched copy"],
    );
    check(
        "a match outside any family counts too",
        &start()
            .page("a", "harian", Some(9))
            .credits(&["antara"])
            .page("b", "antara", Some(8))
            .share(0, 1, Verdict::Partial, (0.3, 0.4)),
        &["a <- b credited_matched partial"],
    );
    check(
        "the far hop is here, the near one is not",
        &start()
            .page("a", "harian", Some(9))
            .credits(&["antara", "anadolu"])
            .page("b", "anadolu", Some(7))
            .in_english()
            .share(0, 1, Verdict::Rewrite, (0.7, 0.6))
            .one_family(),
        &["a <- b credited_matched translation"],
    );
    check(
        "the source's page is later than the page that credits it",
        &start()
            .page("a", "harian", Some(8))
            .credits(&["antara"])
            .page("b", "antara", Some(12))
            .copies(0, 1)
            .one_family(),
        &["a <- latent:antara:a credited_absent rewrite"],
    );
}

#[test]
fn text_without_credit_is_uncredited() {
    let pair = |first, second| {
        start()
            .page("a", "x", first)
            .page("b", "y", second)
            .copies(0, 1)
            .one_family()
    };
    check(
        "the later page is the copy",
        &pair(Some(8), Some(11)),
        &["b <- a uncredited copy"],
    );
    check(
        "whichever of them comes first in the list",
        &pair(Some(11), Some(8)),
        &["a <- b uncredited copy"],
    );
    check("no time, no order", &pair(None, None), &["a = b"]);
    check("equal times, no order", &pair(Some(8), Some(8)), &["a = b"]);
    check(
        "residue tells the order where times do not",
        &start()
            .page("a", "x", None)
            .promotes("Warta Kota")
            .page("b", "wartakota", None)
            .copies(0, 1)
            .one_family(),
        &["a <- b uncredited copy"],
    );
    check(
        "five twins are one class",
        &start()
            .page("a", "v", None)
            .page("b", "w", None)
            .page("c", "x", None)
            .page("d", "y", None)
            .copies(0, 1)
            .copies(0, 2)
            .copies(0, 3)
            .copies(1, 2)
            .copies(1, 3)
            .copies(2, 3)
            .one_family(),
        &["a = b = c = d"],
    );
}

#[test]
fn one_absent_source_explains_its_readings() {
    let sample = start()
        .page("a", "x", Some(8))
        .credits(&["antara"])
        .page("b", "y", Some(9))
        .credits(&["antara"])
        .copies(0, 1)
        .one_family();
    check(
        "both hang on the wire",
        &sample,
        &[
            "a <- latent:antara:a credited_absent copy",
            "b <- latent:antara:a credited_absent copy",
        ],
    );
    let lineage = sample.infer();
    assert_eq!(
        lineage.relation(ArticleIdx(0), ArticleIdx(1)),
        Some(CreditLabel::CommonSource)
    );
    assert_eq!(lineage.latents[0].basis.len(), 2);
    check(
        "unless one carries the other's house",
        &start()
            .page("a", "x", Some(8))
            .credits(&["antara"])
            .page("b", "y", Some(9))
            .credits(&["antara"])
            .promotes("x")
            .copies(0, 1)
            .one_family(),
        &[
            "a <- latent:antara:a credited_absent copy",
            "b <- a credited_absent copy",
        ],
    );
    check(
        "a page that credits nobody, before one that does",
        &start()
            .page("a", "x", Some(8))
            .page("b", "y", Some(9))
            .credits(&["antara"])
            .copies(0, 1)
            .one_family(),
        &[
            "a <- latent:antara:b uncredited copy",
            "b <- latent:antara:b credited_absent rewrite",
        ],
    );
}

#[test]
fn many_readings_of_one_wire_stay_on_the_wire() {
    let n = 24;
    let mut sample = start();
    for i in 0..n {
        sample = sample
            .page(&format!("p{i:02}"), &format!("o{i}"), Some(i as i8 % 24))
            .claims(Relation::RepublishedFrom, 0.9, &["antara"]);
    }
    for a in 0..n {
        for b in a + 1..n {
            sample = sample.copies(a, b);
        }
    }
    let lineage = sample.one_family().infer();
    assert_eq!(lineage.edges.len(), n as usize);
    for edge in &lineage.edges {
        assert_eq!(edge.parent, Parent::Latent(0));
        assert_eq!(edge.credit, CreditLabel::CreditedAbsent);
    }
}

#[test]
fn a_credit_that_nobody_with_the_text_gives_is_wrong() {
    let agency = || {
        start()
            .page("a", "antara", Some(6))
            .page("b", "harian", Some(8))
            .credits(&["antara"])
            .page("c", "zaman", Some(9))
            .credits(&["reuters"])
            .copies(0, 1)
    };
    check(
        "others with its text credit the agency whose text it is",
        &agency().copies(0, 2).copies(1, 2).one_family(),
        &["b <- a credited_matched copy", "c <- a miscredited copy"],
    );
    check(
        "half of it is its own, or somebody else's",
        &agency()
            .share(0, 2, Verdict::Rewrite, (0.9, 0.5))
            .share(1, 2, Verdict::Rewrite, (0.9, 0.5))
            .one_family(),
        &[
            "b <- a credited_matched copy",
            "c <- a miscredited rewrite",
            "c <- latent:reuters:c credited_absent rewrite",
        ],
    );
}

#[test]
fn a_wrong_credit_is_called_so() {
    check(
        "credits x, whose item is another text, and matches z",
        &start()
            .page("a", "harian", Some(9))
            .credits(&["xinhua"])
            .page("b", "zaman", Some(7))
            .page("c", "xinhua", Some(6))
            .copies(0, 1)
            .share(0, 2, Verdict::SameStory, (0.05, 0.05))
            .family(&[(0, 0.9), (1, 0.9)]),
        &["a <- b miscredited copy"],
    );
}

#[test]
fn an_outlets_later_version_is_an_update() {
    check(
        "update",
        &start()
            .page("a", "x", Some(8))
            .credits(&["antara"])
            .page("b", "x", Some(10))
            .credits(&["antara"])
            .copies(0, 1)
            .one_family(),
        &[
            "a <- latent:antara:a credited_absent copy",
            "b <- a credited_matched update",
        ],
    );
    check(
        "a passage of its own older story is no update",
        &start()
            .page("a", "x", Some(8))
            .page("b", "x", Some(10))
            .share(0, 1, Verdict::Partial, (0.3, 0.3)),
        &["b <- a credited_matched partial"],
    );
}

#[test]
fn readings_of_which_none_is_the_source_share_an_unknown_one() {
    check(
        "values differ and nobody credits",
        &start()
            .page("a", "x", None)
            .page("b", "y", None)
            .share(0, 1, Verdict::Partial, (0.5, 0.4))
            .differing(4)
            .one_family(),
        &[
            "a <- latent:unknown:a common_source partial",
            "b <- latent:unknown:a common_source partial",
        ],
    );
}

#[test]
fn a_merged_page_has_a_parent_in_each_family() {
    let sample = start()
        .page("a", "x", Some(7))
        .page("b", "y", Some(7))
        .page("c", "z", Some(9))
        .credits(&["x"])
        .credits(&["reuters"])
        .share(0, 2, Verdict::Partial, (0.9, 0.5))
        .share(1, 2, Verdict::Partial, (0.9, 0.4))
        .family(&[(0, 1.0), (2, 0.5)])
        .family(&[(1, 1.0), (2, 0.4)]);
    check(
        "the credit of x goes to the family that holds x",
        &sample,
        &[
            "c <- a credited_matched partial",
            "c <- b uncredited partial",
            "c <- latent:reuters:c credited_absent rewrite",
        ],
    );
    let shares: Vec<f64> = sample.infer().edges.iter().map(|e| e.share).collect();
    assert_eq!(shares, [0.5, 0.4, 0.0]);
}

#[test]
fn reasons_add_up_and_show_their_place() {
    let lineage = start()
        .page("a", "harian", Some(9))
        .credits(&["antara"])
        .page("b", "antara", Some(8))
        .copies(0, 1)
        .one_family()
        .infer();
    let edge = &lineage.edges[0];
    let kinds: Vec<&str> = edge.reasons.iter().map(|r| r.kind).collect();
    assert_eq!(kinds, ["credit", "text", "time", "containment"]);
    let sum: f64 = edge.reasons.iter().map(|r| r.weight).sum();
    // The rivals are nothing and the other direction: its text, its late time, and the credit against it.
    let back = 3.0 * 0.95 * 0.9 + (2.0f64 * 0.03).ln() - 4.0;
    let (there, back) = (sum.exp(), back.exp());
    let expected = there / (1.0 + there + back);
    assert!(
        (edge.probability - expected).abs() < 1e-9,
        "{} {expected}",
        edge.probability
    );
    let credit = &edge.reasons[0];
    assert_eq!(credit.child_span, Some(4..10));
    assert_eq!(credit.text, "this page credits antara");
    let text = &edge.reasons[1];
    assert_eq!(
        (text.child_span.clone(), text.parent_span.clone()),
        (Some(0..10), Some(4..14))
    );
}

#[test]
fn ids_of_inferred_items_are_unique() {
    let lineage = start()
        .page("a", "x", Some(7))
        .page("b", "y", Some(7))
        .page("c", "z", Some(9))
        .credits(&["antara"])
        .share(0, 2, Verdict::Partial, (0.9, 0.5))
        .share(1, 2, Verdict::Partial, (0.9, 0.4))
        .family(&[(0, 1.0), (2, 0.5)])
        .family(&[(1, 1.0), (2, 0.4)])
        .infer();
    let twice = join([lineage.clone(), lineage]);
    let mut ids: Vec<&String> = twice.latents.iter().map(|l| &l.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    assert!(all >= 2);
    let furthest = twice.edges.iter().filter_map(|e| match e.parent {
        Parent::Latent(l) => Some(l),
        Parent::Article(_) => None,
    });
    assert_eq!(furthest.max(), Some(all - 1));
}

#[test]
fn hostile_input_is_left_out() {
    let config = Config::default();
    let evidence = Evidence::new(&[], &[], &[], &[], &config);
    assert!(groups(&evidence).is_empty());
    // A family and a match of pages that are not there.
    let sample = start()
        .page("a", "x", None)
        .credits(&["antara"])
        .copies(0, 7)
        .family(&[(0, 1.0), (7, 1.0)]);
    check(
        "pages that are not there",
        &sample,
        &["a <- latent:antara:a credited_absent rewrite"],
    );
}

/// Five pages of one item of five sentences, each with a sentence of its own left out: the item itself is not there.
/// Sentences of a wire item.
const SENTENCES: [&str; 5] = [
    "Air sungai naik dua meter sejak subuh dan merendam jalan utama kota.",
    "Wali kota meminta warga di tepi sungai pindah ke balai desa terdekat.",
    "Tim penyelamat memakai perahu karet untuk menjemput warga yang terjebak.",
    "Sekolah di tiga kecamatan diliburkan sampai hari Kamis pekan depan.",
    "Petugas kesehatan membuka pos di lapangan untuk memeriksa anak kecil.",
];

/// Five pages, each with another sentence left out, of the outlets that `outlet` names.
fn abridged(outlet: impl Fn(usize) -> String) -> Sample {
    let mut sample = start();
    for left_out in 0..5 {
        let kept = SENTENCES.iter().enumerate().filter(|(i, _)| *i != left_out);
        let text: Vec<&str> = kept.map(|(_, s)| *s).collect();
        sample = sample
            .page(
                &format!("p{left_out}"),
                &outlet(left_out),
                Some(8 + left_out as i8),
            )
            .with_body(&text.join(" "));
    }
    for a in 0..5 {
        for b in a + 1..5 {
            sample = sample.share(a, b, Verdict::Rewrite, (0.75, 0.75));
        }
    }
    sample.one_family()
}

#[test]
fn versions_of_one_outlet_need_no_item_from_outside() {
    let lineage = abridged(|_| "x".to_owned()).infer();
    assert!(lineage.latents.is_empty(), "{lineage:?}");
}

#[test]
fn a_wire_item_is_read_off_the_pages_made_of_it() {
    let lineage = abridged(|i| format!("o{i}")).infer();
    assert_eq!(lineage.latents.len(), 1, "{lineage:?}");
    let latent = &lineage.latents[0];
    assert_eq!(latent.source, None);
    let readings: Vec<&str> = latent.readings.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(readings, SENTENCES);
    for reading in &latent.readings {
        assert_eq!((reading.n_branches, reading.witnesses.len()), (4, 4));
    }
    for edge in &lineage.edges {
        assert_eq!(edge.parent, Parent::Latent(0));
        assert_eq!(edge.credit, CreditLabel::CommonSource);
    }
    assert_eq!(
        latent.not_after.map(|moment| moment.to_string()).as_deref(),
        Some("2025-03-01T08:00:00+07:00"),
        "the earliest page made of it"
    );
}

/// The page made of another page keeps its changed word, and lacks nothing that the other has not changed or cut.
#[test]
fn a_shared_change_tells_whose_copy_a_page_is() {
    let wire = "Air sungai naik dua meter sejak subuh dan merendam jalan utama kota. \
                Wali kota meminta warga di tepi sungai pindah ke balai desa terdekat. \
                Sekolah di tiga kecamatan diliburkan sampai hari Kamis pekan depan.";
    let changed = wire.replace("merendam jalan utama", "menutup ruas utama");
    let texts = [
        wire.to_owned(),
        wire.replace("hari Kamis", "hari Jumat"),
        changed.clone(),
        changed.replace("balai desa terdekat", "gedung olahraga"),
        wire.replace("dua meter", "tiga meter"),
    ];
    let mut sample = start();
    for (i, text) in texts.iter().enumerate() {
        sample = sample
            .page(&format!("p{i}"), &format!("o{i}"), Some(8 + i as i8))
            .with_body(text);
    }
    for a in 0..5 {
        for b in a + 1..5 {
            sample = sample.share(a, b, Verdict::Rewrite, (0.9, 0.9));
        }
    }
    check(
        "the third page is the fourth's parent, the first is everybody else's",
        &sample.one_family(),
        &[
            "p1 <- p0 uncredited rewrite",
            "p2 <- p0 uncredited rewrite",
            "p3 <- p2 uncredited rewrite",
            "p4 <- p0 uncredited rewrite",
        ],
    );
}

#[test]
fn a_page_without_a_credit_has_the_source_that_pages_with_its_text_credit() {
    let told = |sample: &Sample| -> Vec<(u32, String)> {
        let implied = sample.infer().implied;
        implied
            .into_iter()
            .map(|i| (i.article.0, i.source))
            .collect()
    };
    let three = || {
        start()
            .page("a", "x", None)
            .claims(Relation::BylineCredit, 0.9, &["ap"])
            .page("b", "y", None)
            .claims(Relation::InterviewTo, 0.9, &["cbs"])
    };
    let ap = [(1, "ap".to_owned())];
    let one = three().copies(0, 1).one_family();
    assert_eq!(told(&one), ap, "who was spoken to is no source of the text");
    let passage = three()
        .share(0, 1, Verdict::Partial, (0.2, 0.2))
        .one_family();
    assert_eq!(
        told(&passage),
        [],
        "a shared passage says nothing of the rest"
    );
    let house = start()
        .page("a", "x", None)
        .credits(&["y"])
        .page("b", "y", None)
        .copies(0, 1)
        .one_family();
    assert_eq!(told(&house), [], "a page is not its own source");
    let mention = start()
        .page("a", "x", None)
        .claims(Relation::ReportedBy, 0.9, &["reuters"])
        .page("b", "y", None)
        .copies(0, 1)
        .one_family();
    assert_eq!(told(&mention), [], "a mention alone is too little");
    let divided = three()
        .page("c", "z", None)
        .claims(Relation::BylineCredit, 0.9, &["afp"])
        .page("d", "w", None)
        .claims(Relation::BylineCredit, 0.9, &["dpa"])
        .copies(0, 1)
        .copies(1, 2)
        .copies(1, 3)
        .one_family();
    assert_eq!(told(&divided), [], "three sources have a third each");
}

/// Five pages whose wording makes one of them the others' parent tell nothing of a sixth in another language.
#[test]
fn of_a_translation_third_pages_say_nothing() {
    let told = |lang: fn(Sample) -> Sample| {
        let mut sample = abridged(|i| format!("o{i}"));
        sample = sample
            .page("p5", "o5", Some(20))
            .credits(&["antara"])
            .with_body("The river rose by two metres and flooded the main road of the town.");
        sample = lang(sample);
        for a in 0..5 {
            sample = sample.share(a, 5, Verdict::Rewrite, (0.75, 0.75));
        }
        let lineage = sample.one_family().infer();
        let edge = lineage.edges.into_iter().find(|e| e.child == ArticleIdx(5));
        let kinds = edge.map(|e| e.reasons.into_iter().map(|r| r.kind).collect::<Vec<_>>());
        kinds.unwrap_or_default()
    };
    assert!(told(|same| same).contains(&"common_source"));
    assert_eq!(told(Sample::in_english), ["credit"]);
}
