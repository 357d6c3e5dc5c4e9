//! Verdicts on articles written for these tests.

use super::*;
use crate::article::{Article, Basis, Moment, Published, Span, SpanKind};
use crate::candidates::DocumentFrequencies;
use crate::sketch::{self, Relations};
use crate::text::Lang;

const BRIDGE: &str = "Jembatan gantung di Desa Sukamulya roboh pada Rabu sore setelah hujan deras mengguyur \
    lereng Gunung Anjani selama sembilan jam. Tiga petani yang sedang menyeberang terjatuh ke sungai dan dibawa ke \
    puskesmas kecamatan dengan luka ringan. Kepala Dinas Pekerjaan Umum Hartono Wibisana menyebut tali baja di sisi \
    timur sudah berkarat sejak tahun lalu. Pemerintah kabupaten menyiapkan 450 juta rupiah untuk membangun \
    jembatan baru yang ditargetkan selesai sebelum musim panen. Sementara itu, warga memakai rakit bambu untuk \
    mengantar anak-anak ke sekolah di seberang.";

/// The same item reworded.
const BRIDGE_REWORDED: &str = "Hujan lebat sembilan jam di lereng Gunung Anjani membuat jembatan gantung Desa \
    Sukamulya ambruk, Rabu sore. Akibatnya tiga petani jatuh ke sungai saat melintas lalu dirawat di puskesmas \
    kecamatan karena luka ringan. Menurut Hartono Wibisana, Kepala Dinas Pekerjaan Umum, karat sudah menggerogoti tali \
    baja sisi timur sejak tahun lalu. Dana 450 juta rupiah disiapkan kabupaten agar jembatan pengganti rampung \
    sebelum panen. Anak-anak kini diantar ke sekolah di seberang dengan rakit bambu oleh warga.";

const LIBRARY: &str = "Perpustakaan keliling mulai menyambangi pulau-pulau kecil di selatan teluk bulan ini. Kapal \
    kayu bekas nelayan itu membawa dua ribu buku cerita dan sebuah layar untuk memutar film pendek. Relawan bernama \
    Mirna Lestaluhu mengajar membaca di dermaga setiap akhir pekan. Para orang tua berharap kunjungan itu \
    berlangsung sampai libur panjang tiba.";

/// One sentence, of which the half is who somebody is.
const PICTURE: &str = "Beredar gambar Hartono Wibisana, Kepala Dinas Pekerjaan Umum, sedang menari di pantai dengan \
    pengusaha tambang";

const RICE: [&str; 2] = [
    "Harga beras premium di Pasar Kebonagung pada 3 Maret tercatat 14.250 rupiah per kilogram, naik 175 rupiah dari \
     hari sebelumnya. Beras medium dijual 12.830 rupiah per kilogram, sedangkan beras merah 18.640 rupiah per \
     kilogram. Pedagang menyatakan pasokan dari penggilingan mencapai 2.475 kuintal.",
    "Harga beras premium di Pasar Kebonagung pada 19 Juni tercatat 15.415 rupiah per kilogram, naik 390 rupiah dari \
     hari sebelumnya. Beras medium dijual 13.965 rupiah per kilogram, sedangkan beras merah 19.720 rupiah per \
     kilogram. Pedagang menyatakan pasokan dari penggilingan mencapai 1.856 kuintal.",
];

const SPEECH: &str = "“kami meminta semua pihak menahan diri dan menunggu hasil penyelidikan lengkap yang akan \
    diumumkan secara terbuka pada akhir pekan ini di balai kota, tanpa ada satu pun yang ditutup-tutupi dari warga \
    maupun dari keluarga korban yang sudah lama menanti kejelasan soal peristiwa malam itu,”";

fn page(text: &str) -> CleanArticle {
    CleanArticle {
        article: Article::new("a", text),
        spans: vec![Span::new(SpanKind::Body, 0..text.len())],
        title: None,
        lang: Lang::ID,
        published: None,
        outlet_signs: Vec::new(),
        n_invisible: 0,
    }
}

fn compare(left: &str, right: &str) -> Option<Match> {
    compare_pages([left, right].map(page))
}

/// The one place that calls the API.
fn compare_pages([left, right]: [CleanArticle; 2]) -> Option<Match> {
    let config = sketch::Config::default();
    let pages = [left, right, page(LIBRARY)];
    let features: Vec<Features> = pages
        .iter()
        .filter_map(|p| sketch::features(p, &config).ok())
        .collect();
    let candidate = Candidate {
        a: ArticleIdx(0),
        b: ArticleIdx(1),
        found_by: vec!["rare"],
    };
    let side = |i: usize| Side {
        page: &pages[i],
        features: &features[i],
    };
    verify(
        &candidate,
        side(0),
        side(1),
        &Collection::new(
            &features,
            std::slice::from_ref(&candidate),
            &Relations::default(),
            DocumentFrequencies::count(&features),
        ),
        &Config::default(),
    )
}

#[track_caller]
fn check(name: &str, left: &str, right: &str, expected: Option<Verdict>) {
    let found = compare(left, right);
    let verdict = found.as_ref().map(|m| m.verdict);
    assert_eq!(verdict, expected, "{name}: {found:#?}");
}

#[test]
fn verdicts() {
    let with_more = format!("{BRIDGE} Bupati dijadwalkan meninjau lokasi pada Jumat.");
    let speech_a = format!("{LIBRARY} Dalam acara lain, {SPEECH} kata wali kota.");
    let speech_b = format!(
        "Tim sepak bola putri menang tipis atas tamunya di lapangan becek. {SPEECH} ucapnya."
    );
    check("twins", BRIDGE, BRIDGE, Some(Verdict::Copy));
    check("one sentence more", BRIDGE, &with_more, Some(Verdict::Copy));
    check("reworded", BRIDGE, BRIDGE_REWORDED, Some(Verdict::Rewrite));
    check("unrelated", BRIDGE, LIBRARY, None);
    check(
        "a name in one sentence",
        PICTURE,
        BRIDGE,
        Some(Verdict::SameStory),
    );
    check("empty", "", "", None);
    let derived = |m: &Match| m.verdict != Verdict::SameStory;
    assert!(
        !compare(RICE[0], RICE[1]).as_ref().is_some_and(derived),
        "template: {:#?}",
        compare(RICE[0], RICE[1])
    );
    assert!(
        !compare(&speech_a, &speech_b).as_ref().is_some_and(derived),
        "speech: {:#?}",
        compare(&speech_a, &speech_b)
    );
}

/// The price came back to what it was, so that only the day and the rise are others.
#[test]
fn a_bulletin_of_another_day_is_no_copy() {
    let bulletin = |day: &str, date: jiff::civil::Date| {
        let text = RICE[0]
            .replace("3 Maret", day)
            .replace("naik 175", "naik sedikit");
        let moment = Moment {
            local: date.at(8, 0, 0, 0),
            offset: None,
        };
        CleanArticle {
            published: Some(Published {
                start: moment,
                end: moment,
                basis: Basis::Field,
            }),
            ..page(&text)
        }
    };
    let march = |day: i8| jiff::civil::date(2025, 3, day);
    // The day, and what that day's bulletin has beside the frame.
    let retold = format!("4 Maret, sesudah pasar tutup sehari untuk {LIBRARY},");
    let told = "each names the day it was published, and not that of the other";
    let cases = [
        ("each of its own", "3 Maret", "7 Maret", 7, true),
        ("a late copy", "3 Maret", "3 Maret", 7, false),
        ("taken over the day after", "3 Maret", "4 Maret", 4, false),
        ("of the day after", "3 Maret", &retold, 4, true),
    ];
    for (name, left, right, day, is_series) in cases {
        let pages = [bulletin(left, march(3)), bulletin(right, march(day))];
        let found = compare_pages(pages);
        let verdict = found.as_ref().map(|m| m.verdict);
        assert_eq!(
            verdict == Some(Verdict::SameStory),
            is_series,
            "{name}: {found:#?}"
        );
        let reasons = found.map_or_else(Vec::new, |m| m.reasons);
        assert_eq!(reasons.iter().any(|r| r == told), is_series, "{name}");
    }
}

#[test]
fn a_borrowed_paragraph_is_partial() {
    let two = "Tiga petani yang sedang menyeberang terjatuh ke sungai dan dibawa ke puskesmas kecamatan dengan luka \
        ringan. Kepala Dinas Pekerjaan Umum Hartono Wibisana menyebut tali baja di sisi timur sudah berkarat sejak \
        tahun lalu. Pemerintah kabupaten menyiapkan 450 juta rupiah untuk membangun jembatan baru.";
    let long = [
        LIBRARY,
        RICE[0],
        two,
        SPEECH,
        &LIBRARY.to_uppercase(),
        RICE[1],
    ]
    .join("\n");
    let home = [
        BRIDGE,
        BRIDGE_REWORDED,
        "Cuaca buruk diperkirakan bertahan hingga Minggu malam menurut pengamat.",
    ]
    .join("\n");
    check("paragraph", &home, &long, Some(Verdict::Partial));
}

/// Positions show the words themselves.
#[test]
fn passages_are_equal_words_of_the_raw_text() {
    let right = format!("LINGKAR KOTA – {BRIDGE}");
    let found = compare(BRIDGE, &right);
    assert!(found.is_some());
    if let Some(m) = found {
        assert_eq!(m.passages.len(), 1);
        let passage = &m.passages[0];
        assert_eq!(&BRIDGE[passage.a.clone()], &right[passage.b.clone()]);
        assert!((m.coverage_a - 1.0).abs() < 1e-12);
        assert!(m.containment_a_in_b > m.containment_b_in_a);
    }
}

#[test]
fn values_in_the_same_place_contradict() {
    let other = BRIDGE.replace("450 juta", "620 juta");
    let contradictions = compare(BRIDGE, &other).map(|m| m.contradictions);
    let values: Vec<(&str, &str)> = contradictions
        .iter()
        .flatten()
        .map(|c| (&BRIDGE[c.a.clone()], &other[c.b.clone()]))
        .collect();
    assert_eq!(values.len(), 1, "{values:?}");
    assert!(values[0].0.starts_with("450") && values[0].1.starts_with("620"));
}

/// One writer says the unit once, at the end.
#[test]
fn a_number_without_its_unit_does_not_contradict() {
    let right = BRIDGE.replace("450 juta rupiah", "450 juta sampai 500 juta rupiah");
    let other = BRIDGE.replace("450 juta rupiah", "450 juta rupiah sampai 500 juta rupiah");
    let contradictions = compare(&right, &other).map(|m| m.contradictions);
    assert_eq!(contradictions, Some(Vec::new()));
}

/// The order of the two articles changes sides, not figures.
#[test]
fn comparison_is_symmetric() {
    let (ab, ba) = (
        compare(BRIDGE, BRIDGE_REWORDED),
        compare(BRIDGE_REWORDED, BRIDGE),
    );
    let figures = |m: Option<Match>, swap: bool| {
        m.map(|m| {
            let (x, y) = (m.coverage_a, m.coverage_b);
            let coverage = if swap { (y, x) } else { (x, y) };
            (
                m.verdict,
                (m.score * 1e9).round(),
                m.jaccard.to_bits(),
                coverage,
            )
        })
    };
    assert_eq!(figures(ab, false), figures(ba, true));
}

#[test]
fn the_later_article_is_the_one_that_begins_when_the_other_is_over() {
    let config = sketch::Config::default();
    let dated = |from: i64, to: i64| {
        let mut features = sketch::features(&page(BRIDGE), &config).ok()?;
        features.published = Some((from, to));
        Some(features)
    };
    for (a, b, expected) in [
        ((0, 100), (100, 200), Some(1)),
        ((100, 200), (0, 100), Some(0)),
        ((0, 100), (50, 150), None),
        ((7, 7), (7, 7), None),
    ] {
        let (Some(x), Some(y)) = (dated(a.0, a.1), dated(b.0, b.1)) else {
            unreachable!("the text has features")
        };
        assert_eq!(overlap::later(&x, &y), expected, "{a:?} {b:?}");
    }
}
