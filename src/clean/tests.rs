//! Whole pages through [`clean`], in the shapes that scraped pages have.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::*;
use crate::article::SpanKind::{
    Body, Boilerplate, Byline, Caption, Credit, Dateline, Related, Title,
};

/// Three paragraphs that are prose whatever stands around them.
const STORY: &str = "Wali kota membuka pasar itu pada hari Selasa dan menyebutnya yang terbesar di kota.\n\
    Para pedagang pindah dari gedung lama yang terbakar pada akhir tahun lalu dan belum dibangun lagi.\n\
    Sewa kios tidak akan naik dalam dua tahun pertama, kata kepala dinas kepada para pedagang.";

fn cleaned(article: Article) -> Cleaned {
    clean(article, &Config::default(), &TemplateLines::none())
}

/// Checks that the stretch of `page` that holds `part` is of kind `kind` and no longer than it must be.
#[track_caller]
fn check(name: &str, page: &str, parts: &[(SpanKind, &str)]) {
    let cleaned = cleaned(Article::new("page", page));
    let spans: Vec<(SpanKind, &str)> = cleaned
        .page
        .spans
        .iter()
        .map(|s| (s.kind, cleaned.page.slice(s)))
        .collect();
    for part in parts {
        assert!(spans.contains(part), "{name}: no {part:?} in {spans:#?}");
    }
    covers(&cleaned.page).unwrap();
}

/// Whether the spans are sorted, disjoint, trimmed, on borders of characters, and hold all that is not blank.
fn covers(page: &CleanArticle) -> Result<(), String> {
    let text = &page.article.text;
    let mut at = 0;
    for span in &page.spans {
        let slice = text.get(span.range()).ok_or("a span cuts a character")?;
        if span.start < at || slice.is_empty() || slice.trim() != slice {
            return Err(format!("{span:?} is {slice:?}"));
        }
        if !text[at..span.start].trim().is_empty() {
            return Err(format!("{:?} has no kind", &text[at..span.start]));
        }
        at = span.end;
    }
    let rest = text[at..].trim();
    rest.is_empty()
        .then_some(())
        .ok_or(format!("{rest:?} has no kind"))
}

/// Name, page, stretches that must be there.
type PageCase<'a> = (&'a str, String, &'a [(SpanKind, &'a str)]);

#[test]
fn what_surrounds_a_story_is_not_the_story() {
    let first =
        "Wali kota membuka pasar itu pada hari Selasa dan menyebutnya yang terbesar di kota.";
    let cases: &[PageCase] = &[
        (
            "menu and share bar",
            format!("• Beranda\n• Daerah\n• Olahraga\n  • Voli\nhariankota.id\nNo Result\nLihat Semua\n\
                Pasar Baru Dibuka dan Langsung Ramai Pembeli\nSenin, 3 Maret 2025 - 09:10\n\
                Share on FacebookShare on Twitter\n\n{STORY} (rin)\n\nTags: PasarKios\nBerita Terkait.\nkebun\n\
                Petani Cabai Panen Lebih Awal Tahun Ini\nJumat, 7 Maret 2025 - 10:00\n512 shares\nShare 90 Tweet 12"),
            &[
                (Boilerplate, "• Voli"),
                (Title, "Pasar Baru Dibuka dan Langsung Ramai Pembeli"),
                (Byline, "Senin, 3 Maret 2025 - 09:10"),
                (Boilerplate, "Share on FacebookShare on Twitter"),
                (Body, first),
                (Credit, "(rin)"),
                (Boilerplate, "Tags: PasarKios"),
                (Related, "Petani Cabai Panen Lebih Awal Tahun Ini"),
                (Boilerplate, "Jumat, 7 Maret 2025 - 10:00"),
                (Boilerplate, "Share 90 Tweet 12"),
            ],
        ),
        (
            "links glued between paragraphs",
            STORY.replacen('\n', "\nBacaJuga:\n\nJembatan Gantung Putus Diterjang Banjir Bandang\n\n\
                Sekolah Terapung Mulai Dipakai Anak Nelayan\n\n", 1),
            &[
                (Related, "BacaJuga:"),
                (Related, "Sekolah Terapung Mulai Dipakai Anak Nelayan"),
                (Body, first),
            ],
        ),
        (
            "captions",
            format!("Wali Kota Rina Sari di depan gedung. (ANTARA/Xinhua)\n{STORY}\n\
                Para pedagang menata barang di kios baru mereka. Foto/Ayu\nKet. Kepala Dinas Budi.\nDoc: Ayu Lestari/AFP"),
            &[
                (Caption, "Wali Kota Rina Sari di depan gedung. (ANTARA/Xinhua)"),
                (Caption, "Para pedagang menata barang di kios baru mereka. Foto/Ayu"),
                (Caption, "Ket. Kepala Dinas Budi."),
                (Credit, "Doc: Ayu Lestari/AFP"),
            ],
        ),
        (
            "invitations and machine text",
            format!("{STORY}\n:quality(30):format(webp)/kota/foto/PASAR-12.jpg)\n\
                Follow WA Channel KotaNews untuk Berita Terbaru Setiap Hari\n\
                Isi komentar sepenuhnya adalah tanggung jawab pembaca."),
            &[
                (Boilerplate, ":quality(30):format(webp)/kota/foto/PASAR-12.jpg)"),
                (Boilerplate, "Follow WA Channel KotaNews untuk Berita Terbaru Setiap Hari"),
                (Boilerplate, "Isi komentar sepenuhnya adalah tanggung jawab pembaca."),
            ],
        ),
        (
            "an English page",
            "Sign up for our newsletter\nMost Popular\nwindow._widgets = window._widgets || [];\n\
                The mayor, left, opens the new market hall in the old town, Tuesday, March 4, 2025.\n(Photo: Ann Lee / AP)\n\
                RIVERTON (AP) — The mayor opened the market on Tuesday and said that it was the largest in the country.\n\
                The traders had been waiting for the new hall since the old one was lost to a fire last year.\n\
                View Comments\nCopyright 2025 The Riverton Post. All rights reserved."
                .to_owned(),
            &[
                (Boilerplate, "Sign up for our newsletter"),
                (Caption, "The mayor, left, opens the new market hall in the old town, Tuesday, March 4, 2025."),
                (Credit, "(Photo: Ann Lee / AP)"),
                (Dateline, "RIVERTON (AP) —"),
                (Boilerplate, "View Comments"),
            ],
        ),
    ];
    for (name, page, parts) in cases {
        check(name, page, parts);
    }
}

#[test]
fn datelines_stand_apart_from_the_first_sentence() {
    let sentence =
        "Wali kota membuka pasar itu pada hari Selasa dan menyebutnya yang terbesar di kota.";
    for dateline in [
        "HARIANKOTA.ID –",
        "BANDUNG -",
        "BANDUNG, HarianKota.com -",
        "BANDUNG , HarianKota . com -",
        "Bandung (ANTARA) –",
        "Bandung, CNN Indonesia --",
        "MOSCOW, Feb 27 (Reuters) -",
        "MOSCOW, February 27. /TASS/.",
        "SEOUL (Yonhap) --",
        "HARIANKOTA.CO.ID, MEDAN --",
        "HARIANKOTA.CO.ID - MEDAN.",
        "PETALING JAYA:",
        "KUANTAN 12 Mac -",
    ] {
        let page = format!("{dateline} {sentence}");
        check(dateline, &page, &[(Dateline, dateline), (Body, sentence)]);
    }
    for plain in ["Wali kota - menurut warga - ", "JUST IN: ", "Ia berkata: "] {
        let page = format!("{plain}{sentence}");
        check(plain, &page, &[(Body, page.as_str())]);
    }
}

#[test]
fn a_header_without_a_break_is_cut_from_the_story() {
    let page = format!("HarianKota.com || Senin, 03 Mar 2025, 09:10 WIBBANDUNG - {STORY}");
    check(
        "glued",
        &page,
        &[
            (Byline, "HarianKota.com || Senin, 03 Mar 2025, 09:10 WIB"),
            (Dateline, "BANDUNG -"),
        ],
    );
}

#[test]
fn credits_behind_the_last_sentence_are_no_story() {
    for tail in [
        "(rin)",
        "(Antara)",
        "[Antara]",
        "(AFP/OL-09)",
        "( rin / bud )",
        "– Bernama",
        "-- BERNAMA",
        "ANTARA | RINA SARI",
        "Sumber: Antara",
        "Pewarta: Rina Editor: Budi Copyright © ANTARA 2025",
        "Artikel ini telah tayang di HarianKota.com dengan judul Pasar Baru Dibuka",
    ] {
        check(tail, &format!("{STORY} {tail}"), &[(Credit, tail)]);
        check(tail, &format!("{STORY}\n{tail}"), &[(Credit, tail)]);
    }
    for kept in [
        "Badan Gizi (BGN)",
        "Kamis (6/3/2025).",
        "bertemu di Kuala Lumpur - Bandung",
    ] {
        let last =
            format!("Sewa kios tidak akan naik dalam dua tahun pertama, demikian kata {kept}");
        check(kept, &format!("{STORY}\n{last}"), &[(Body, last.as_str())]);
    }
}

#[test]
fn a_call_to_subscribe_behind_the_last_sentence_is_no_story() {
    let call = "Dapatkan update berita pilihan setiap hari. Mari bergabung di Grup Telegram \"Kabar Kota\", lalu tekan ikuti.";
    check("call", &format!("{STORY} {call}"), &[(Boilerplate, call)]);
    check(
        "call behind a credit",
        &format!("{STORY} (Antara) {call}"),
        &[(Credit, "(Antara)"), (Boilerplate, call)],
    );
    let credited = format!("{call} Sumber: Antara");
    let credit = "Sumber: Antara";
    check(
        "credit behind a call",
        &format!("{STORY} {credited}"),
        &[(Credit, credit)],
    );
    let told = "Warga diminta dapatkan update harga di balai desa.";
    let page = format!("{STORY} {told}");
    check(
        "told",
        &page,
        &[(Body, &page[page.find("Sewa").unwrap_or(0)..])],
    );
}

#[test]
fn links_inside_a_paragraph_are_cut_as_far_as_they_are_certain() {
    let before = "Pasar itu dibuka oleh wali kota pada hari Selasa yang lalu.";
    for (link, after) in [
        ("Baca juga: Jembatan Gantung Putus Diterjang Banjir", ""),
        (
            "Baca juga: Jembatan Gantung Putus Diterjang Banjir",
            "Sementara itu, para pedagang pindah dari gedung lama.",
        ),
        (
            "Baca juga: Jembatan Gantung Putus?",
            "Para pedagang pindah dari gedung lama pada akhir tahun.",
        ),
        (
            "Lihat juga : Tiga Jembatan Gantung Putus",
            "\"Kami sudah lama menunggu gedung ini,\" kata pedagang.",
        ),
        (
            "[Baca juga: Jembatan Gantung Putus]",
            "Para pedagang pindah dari gedung lama pada akhir tahun.",
        ),
    ] {
        let page = format!("{before} {link} {after}");
        let mut parts = vec![(Body, before), (Related, link)];
        if !after.is_empty() {
            parts.push((Body, after));
        }
        check(link, &page, &parts);
    }
}

#[test]
fn pages_that_are_only_story_stay_story() {
    for page in [
        "Pasar dibuka.".to_owned(),
        "perekaman kartu warga di balai desa".to_owned(),
        STORY.replace('\n', " "),
        STORY.to_lowercase(),
        STORY.replace(['.', ','], ""),
        "یہ خبر آج صبح شہر میں آئی اور لوگوں نے اسے سنا اور پھر سب اپنے گھروں کو چلے گئے۔"
            .to_owned(),
        format!("{STORY}\nHasil lomba:\n1. Ayu\n2. Budi\n3. Citra\n4. Dewi"),
    ] {
        let cleaned = cleaned(Article::new("page", page.as_str()));
        let kinds: Vec<SpanKind> = cleaned.page.spans.iter().map(|s| s.kind).collect();
        assert!(kinds.iter().all(|&k| k == Body), "{page:?}: {kinds:?}");
        assert!(!kinds.is_empty() && cleaned.warnings.is_empty(), "{page:?}");
    }
}

#[test]
fn text_set_in_columns_is_joined_to_paragraphs() {
    let page = "The mayor opened the new market hall on Tuesday and\nsaid that it was the largest one in the whole of\n\
        the country and would be for some time to come.\n    The traders had been waiting for it since the old\n\
        hall was lost to a fire at the end of last year.";
    let cleaned = cleaned(Article::new("page", page));
    let bodies: Vec<&str> = cleaned
        .page
        .spans_of(Body)
        .map(|s| cleaned.page.slice(s))
        .collect();
    assert_eq!(bodies.len(), 2, "{bodies:?}");
    assert!(bodies[1].starts_with("The traders"), "{bodies:?}");
}

/// (name, published field, head of the page, sentence of the story, expected start and end, warning)
type DateCase = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const DATES: &[DateCase] = &[
    (
        "field",
        Some("2025-03-06"),
        "",
        "",
        "2025-03-06T00:00:00/2025-03-06T23:59:59",
        None,
    ),
    (
        "page",
        None,
        "Kamis, 6 Maret 2025 - 17:57 WIB\n",
        "",
        "2025-03-06T17:57:00+07:00/2025-03-06T17:57:00+07:00",
        None,
    ),
    (
        "bad field",
        Some("entah"),
        "Kamis, 6 Maret 2025 - 17:57\n",
        "",
        "2025-03-06T17:57:00/2025-03-06T17:57:00",
        Some("unreadable-date"),
    ),
    (
        "tomorrow",
        None,
        "",
        "Rapat warga akan digelar di balai kota pada hari Kamis (6/3/2025), besok.\n",
        "2025-03-05T00:00:00/2025-03-05T23:59:59",
        None,
    ),
    (
        "event only",
        None,
        "",
        "Rapat warga telah digelar di balai kota pada hari Kamis, 6 Maret 2025.\n",
        "",
        None,
    ),
    (
        "template",
        None,
        "DECEMBER 9, 2022\n",
        "Rapat itu telah selesai, kata wali kota pada hari Kamis, 6 Maret 2025.\n",
        "",
        Some("template-date"),
    ),
    (
        "to come",
        None,
        "5 Maret 2025\n",
        "Rapat itu akan digelar di balai kota pada hari Kamis, 20 Maret 2025.\n",
        "2025-03-05T00:00:00/2025-03-05T23:59:59",
        None,
    ),
];

#[test]
fn publication_is_an_interval_with_its_reason() {
    for &(name, field, head, sentence, expected, warning) in DATES {
        let mut article = Article::new(
            "page",
            format!(
                "{head}{sentence}{STORY}\nTerpopuler\nBanjir Surut di Hilir\n9 Mei 2026 - 10:00"
            ),
        );
        article.published = field.map(str::to_owned);
        let cleaned = cleaned(article);
        let found = cleaned
            .page
            .published
            .map(|p| format!("{}/{}", p.start, p.end));
        assert_eq!(found.unwrap_or_default(), expected, "{name}");
        let codes: Vec<&str> = cleaned.warnings.iter().map(|w| w.code).collect();
        assert_eq!(codes, warning.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn a_page_fetched_before_its_date_is_reported() {
    let mut article = Article::new("page", STORY);
    article.published = Some("2025-03-06".to_owned());
    article.fetched = Some("2025-03-01".to_owned());
    let cleaned = cleaned(article);
    assert_eq!(cleaned.warnings[0].code, "fetched-before-published");
}

#[test]
fn signs_of_the_outlet_stand_in_the_order_of_the_page() {
    let page = format!(
        "hariankota.id\nSenin, 3 Maret 2025\nHARIANKOTA.COM - {STORY}\n\
        Follow WA Channel KotaNews untuk Berita Terbaru Setiap Hari\n© 2025 Harian Kota. All rights reserved."
    );
    let mut article = Article::new("page", page);
    article.url = Some("https://www.m.hariankota.id/pasar?x=1".to_owned());
    let cleaned = cleaned(article);
    let signs: Vec<(OutletSignKind, &str)> = cleaned
        .page
        .outlet_signs
        .iter()
        .map(|s| (s.kind, s.name.as_str()))
        .collect();
    assert_eq!(
        signs,
        [
            (OutletSignKind::Url, "hariankota.id"),
            (OutletSignKind::Header, "hariankota.id"),
            (OutletSignKind::Dateline, "HARIANKOTA.COM"),
            (OutletSignKind::Promo, "KotaNews"),
            (OutletSignKind::Copyright, "Harian Kota"),
        ]
    );
}

#[test]
fn the_records_headline_is_found_on_the_page() {
    let mut article = Article::new("page", format!("Daerah\nPasar baru dibuka\n{STORY}"));
    article.title = Some("Pasar Baru Dibuka".to_owned());
    let cleaned = cleaned(article);
    let titles: Vec<&str> = cleaned
        .page
        .spans_of(Title)
        .map(|s| cleaned.page.slice(s))
        .collect();
    assert_eq!(titles, ["Pasar baru dibuka"]);
    assert_eq!(cleaned.page.title.as_deref(), Some("Pasar Baru Dibuka"));
}

#[test]
fn what_no_reader_sees_is_counted_and_said() {
    let cleaned = cleaned(Article::new(
        "page",
        STORY.replacen("pasar", "pa\u{AD}sar", 1),
    ));
    assert_eq!(cleaned.page.n_invisible, 1);
    assert_eq!(cleaned.warnings[0].code, "invisible-characters");
}

#[test]
fn a_page_of_menus_has_no_story_and_says_so() {
    let cleaned = cleaned(Article::new(
        "page",
        "Beranda\nDaerah\nOlahraga\nEkonomi\nGaya Hidup\nIndeks\nLihat Semua",
    ));
    assert_eq!(cleaned.page.spans_of(Body).count(), 0);
    assert_eq!(cleaned.warnings[0].code, "no-story");
    let empty = super::clean(
        Article::new("page", " \n\t"),
        &Config::default(),
        &TemplateLines::none(),
    );
    assert!(empty.page.spans.is_empty() && empty.warnings.is_empty());
}

#[test]
fn lines_on_many_pages_are_template_but_a_copied_story_is_not() {
    let legal = "Segala isi halaman ini menjadi milik penerbit dan tidak boleh disalin tanpa izin dari penerbit itu.";
    let mut counts = LineCounts::new();
    let mut others = LineCounts::new();
    for i in 0..4 {
        let own = format!(
            "Pada hari ke {i} para warga desa {i} berkumpul di balai dan membahas rencana jalan nomor {i}."
        );
        counts.add(
            "kota",
            &format!("{own}\n{own} Lalu mereka pulang.\n{legal}\nPilihan Redaksi Kota"),
        );
        others.add("kota", STORY);
    }
    let mut swapped = others.clone();
    swapped.merge(counts.clone());
    counts.merge(others);
    let templates = counts.into_templates(&Config::default());
    assert_eq!(templates, swapped.into_templates(&Config::default()));
    let mut article = Article::new("page", format!("Pilihan Redaksi Kota\n{STORY}\n{legal}"));
    article.outlet = Some("Kota".to_owned());
    let cleaned = clean(article, &Config::default(), &templates);
    let kinds: Vec<SpanKind> = cleaned.page.spans.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [Boilerplate, Body, Body, Body, Boilerplate]);
}

#[test]
fn long_pages_take_linear_time() {
    let line = "Baca juga: Pasar (Antara) - Foto/Ayu 3 Maret 2025 \"kata\" wali kota. ";
    let one_line = line.repeat(4_000);
    let many_lines = format!("{line}\n").repeat(4_000);
    for page in [one_line, many_lines] {
        covers(&cleaned(Article::new("page", page)).page).unwrap();
    }
}

/// Pieces that pages are made of, to be shuffled.
const PIECES: &[&str] = &[
    "Baca juga: ",
    "BacaJuga:",
    "\n",
    "\n\n",
    " ",
    "(Antara)",
    "[rin]",
    " - ",
    "–",
    "— ",
    "Foto/Ayu",
    "Sumber: ",
    "© 2025 ",
    "BANDUNG",
    "Senin, 3 Maret 2025, 09:10 WIB",
    "||",
    "HarianKota.com",
    ". ",
    "\"",
    "”",
    "yang membuka pasar itu di kota",
    "\u{AD}",
    "\u{200B}",
    "&amp;nbsp;",
    "Tags:",
    "Berita Terkait",
    "/TASS/.",
    ":",
    "|",
    "لاہور (اے پی پی)",
    "۔",
    "🛰",
    "é",
];

proptest! {
    #[test]
    fn any_text_is_covered(text in "\\PC{0,200}") {
        let cleaned = cleaned(Article::new("page", text));
        prop_assert_eq!(covers(&cleaned.page), Ok(()));
    }

    #[test]
    fn any_page_of_known_pieces_is_covered(at in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = at.into_iter().map(|i| PIECES[i]).collect();
        let cleaned = cleaned(Article::new("page", text));
        prop_assert_eq!(covers(&cleaned.page), Ok(()));
    }
}
