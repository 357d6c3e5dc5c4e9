//! The grammar on sentences and pages written for it: one row a rule, what it must read and what it must leave alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::article::Article;
use crate::clean::{self, TemplateLines, clean};
use crate::text::Lang;

/// Branches as `a<b c`: branches are parted by spaces, hops by `<`, nearest first.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// (what it shows, outlet or "", text, branches)
const SENTENCES: &[Row] = &[
    (
        "an interview with a medium nobody knows",
        "kontan",
        "\"Layarnya robek,\" ucap nelayan itu saat diwawancarai Lentera.",
        "unknown:Lentera",
    ),
    (
        "told on a day",
        "kontan",
        "\"Layarnya robek,\" ucap nelayan itu kepada Lentera Baru, Selasa (26/2).",
        "unknown:Lentera Baru",
    ),
    (
        "said to somebody whom the page does not introduce",
        "kontan",
        "\"Layarnya robek,\" ujar nelayan itu kepada Lentera.",
        "unknown:Lentera",
    ),
    (
        "closing formula",
        "antara",
        "Kapal itu kandas di beting pasir, demikian Lentera.",
        "unknown:Lentera",
    ),
    (
        "one word with an ending of media",
        "kontan",
        "Kapal itu kandas, dikutip dari lenteranews.",
        "unknown:lenteranews",
    ),
    (
        "a country inside a name",
        "kontan",
        "Kapal itu kandas, dikutip dari harian China Post.",
        "unknown:China Post",
    ),
    (
        "a press release handed to a medium",
        "kontan",
        "Pelabuhan dibuka, kata syahbandar dalam siaran pers yang diterima Lentera, Senin.",
        "unknown:Lentera",
    ),
    (
        "known elsewhere on the page",
        "kontan",
        "Menurut laporan Lentera Daily, kapal itu kandas. Awaknya selamat, kata Lentera Daily.",
        "unknown:Lentera Daily",
    ),
    (
        "an acronym defined on the page",
        "kontan",
        "Dikutip dari Lentera Bay News (LBN), kapal itu kandas. LBN melaporkan awaknya selamat.",
        "unknown:Lentera Bay News",
    ),
    (
        "two spellings of one medium",
        "kontan",
        "Dikutip dari LenteraPagi.com, kapal itu kandas. Dilansir Lenterapagi.com, awaknya selamat.",
        "unknown:LenteraPagi.com",
    ),
    (
        "a network under another name",
        "kompas",
        "Dikutip dari Tribun Lentera, kapal itu kandas.",
        "tribunnews",
    ),
    (
        "passive with agent",
        "kontan",
        "Jembatan itu ditutup, seperti dilansir Antara, Rabu (2/4/2025).",
        "antara",
    ),
    (
        "passive with source",
        "kontan",
        "Jembatan itu ditutup, dikutip dari kantor berita Turki Anadolu.",
        "anadolu",
    ),
    (
        "agent and source",
        "kontan",
        "Jembatan itu ditutup, seperti dikutip Antara dari Anadolu.",
        "antara<anadolu",
    ),
    (
        "own agent",
        "suara",
        "Jembatan itu ditutup, dikutip Suara.com dari Xinhua.",
        "xinhua",
    ),
    (
        "own agent alone",
        "tribunnews",
        "Dilansir Tribunnews.com, jembatan itu ditutup.",
        "",
    ),
    (
        "a desk of the outlet",
        "detik",
        "Dilansir detikHealth dari Reuters, obat itu ditarik.",
        "reuters",
    ),
    (
        "active",
        "kontan",
        "Melansir Bloomberg, harga nikel turun.",
        "bloomberg",
    ),
    (
        "active, relayed",
        "kontan",
        "Xinhua, yang mengutip CCTV, melaporkan tambang itu runtuh.",
        "xinhua<cctv",
    ),
    (
        "post-posed relay",
        "kontan",
        "TASS, dikutip dari AFP, menyebut kapal itu sudah pulang.",
        "afp<tass",
    ),
    (
        "three hops",
        "fajar",
        "Demikian laporan TASS yang dikutip Reuters dan dilansir CNN Indonesia.",
        "cnn-id<reuters<tass",
    ),
    (
        "carried report",
        "kontan",
        "Dilansir Antara, Senin (3/3/2025), Kyodo melaporkan gempa susulan.",
        "antara<kyodo",
    ),
    (
        "list",
        "kontan",
        "Seperti dilansir Reuters, AFP dan Kyodo, sirene berbunyi.",
        "reuters afp kyodo",
    ),
    (
        "open list",
        "kontan",
        "Dilansir Reuters dan Pelabuhan Post, dua kapal karam.",
        "reuters unknown:Pelabuhan Post",
    ),
    (
        "interview",
        "kontan",
        "Ia mengatakan kepada The Associated Press bahwa rapat ditunda.",
        "ap",
    ),
    (
        "relayed interview",
        "kontan",
        "\"Kami siap,\" katanya kepada TASS, seperti dikutip Anadolu.",
        "anadolu<tass",
    ),
    (
        "speech goes on",
        "kontan",
        "\"Kami siap,\" kata wakil itu kepada BBC. \"Besok berangkat,\" ujarnya, dilansir AFP.",
        "afp<bbc",
    ),
    (
        "slash compound",
        "kontan",
        "Antara/Xinhua melaporkan panen naik.",
        "antara<xinhua",
    ),
    (
        "via",
        "kontan",
        "Menurut laporan Bloomberg via PhoneArena, pabrik itu dijual.",
        "phonearena<bloomberg",
    ),
    (
        "monitored",
        "",
        "Dua gudang terbakar, kata kantor berita SANA --yang dipantau Antara di Jakarta.",
        "antara<sana",
    ),
    (
        "bare root",
        "kontan",
        "Pabrik itu terbakar dua kali, lapor Tass.",
        "tass",
    ),
    (
        "from and passive",
        "kontan",
        "Dari Xinhua dilaporkan, dua penambang selamat.",
        "xinhua",
    ),
    (
        "open slot",
        "kontan",
        "Dilansir Selat Ekspres, Rabu (2/4/2025), feri itu karam.",
        "unknown:Selat Ekspres",
    ),
    (
        "open domain",
        "kontan",
        "Seperti dikutip dari kabarpesisir.net, feri itu karam.",
        "unknown:kabarpesisir.net",
    ),
    (
        "open subject",
        "kontan",
        "Harbour Gazette melaporkan feri itu karam.",
        "unknown:Harbour Gazette",
    ),
    (
        "misspelt name",
        "",
        "Feri itu karam, dilansir dari Reuteurs.",
        "reuters",
    ),
    (
        "misspelt cue",
        "",
        "Dlansir dari Kyodo, feri itu karam.",
        "kyodo",
    ),
    (
        "glued words",
        "",
        "Feri itu karam,sepertidikutip dariAntara,Rabu(2/4/2025).",
        "antara",
    ),
    (
        "cue written apart",
        "",
        "Feri itu karam, di kutip dari Reuters Senin (3/3).",
        "reuters",
    ),
    (
        "spun text",
        "",
        "Feri itu karam, dilansir dari laman Sindonews nan mengutip Reuters.",
        "sindonews<reuters",
    ),
    (
        "tokenised text",
        "kontan",
        "Feri itu karam , dilansir dari Kompas . com , Rabu ( 2 / 4 / 2025 ) .",
        "kompas",
    ),
    (
        "soft hyphen",
        "",
        "Feri itu karam, di\u{AD}lansir Reu\u{AD}ters.",
        "reuters",
    ),
    (
        "state television",
        "",
        "Televisi pemerintah Rusia mengatakan rapat itu singkat.",
        "gen-state-tv-ru",
    ),
    (
        "foreign media",
        "kontan",
        "Media Italia mewartakan kontrak itu batal.",
        "gen-foreign-media",
    ),
    (
        "local media",
        "kontan",
        "Sejumlah media lokal melaporkan listrik padam.",
        "gen-local-media",
    ),
    (
        "agency of a country",
        "kontan",
        "Kantor berita nasional Kuwait melaporkan sirene berbunyi.",
        "kuna",
    ),
    (
        "Malay",
        "malaysiakini",
        "Menurut laporan Xinhua yang dipetik Bernama, gempa itu kecil.",
        "bernama<xinhua",
    ),
    (
        "English relay",
        "arab-news",
        "The Guardian reported, quoting Haaretz, that the cabinet split.",
        "guardian<haaretz",
    ),
    (
        "English interview",
        "",
        "The embassy dismissed it in an interview with the TASS news agency.",
        "tass",
    ),
    (
        "Turkish",
        "",
        "İHA'nın aktardığına göre yangın söndürüldü.",
        "iha",
    ),
    (
        "Arabic",
        "",
        "ذكرت وكالة تاس نقلاً عن رويترز أن الميناء أغلق.",
        "tass<reuters",
    ),
    (
        "Spanish",
        "",
        "La agencia Reuters, citando a TASS, aseguró que el puente cerró.",
        "reuters<tass",
    ),
    (
        "French",
        "",
        "Le pont a rouvert mardi, rapporte l'AFP.",
        "afp",
    ),
    (
        "German",
        "",
        "Das meldet der Guardian unter Berufung auf TASS.",
        "guardian<tass",
    ),
    (
        "Russian",
        "",
        "Как передаёт РИА Новости со ссылкой на Bloomberg, мост закрыт.",
        "ria<bloomberg",
    ),
];

/// (what it shows, outlet or "", text, branches): sources are credited nowhere here.
const TRAPS: &[Row] = &[
    (
        "a person whom the page introduces",
        "kontan",
        "Nakhoda Fajar Lesmana melihat beting itu. \"Terlambat,\" kata Fajar.",
        "",
    ),
    (
        "something else was given",
        "kontan",
        "Warga harus melapor kepada Lentera sebelum malam.",
        "",
    ),
    (
        "a province in brackets",
        "kontan",
        "Dinas Pertanian Nusa Tenggara Barat (NTB) mencatat dua puluh perahu.",
        "",
    ),
    (
        "behind a noun of its own phrase",
        "malaysiakini",
        "Semalam kerajaan Sabah mengumumkan pelabuhan baharu.",
        "",
    ),
    (
        "a person cites, far from the verb",
        "kontan",
        "Lesmana menulis lagi. Kemarin nakhoda bernama Lesmana bicara. Lesmana dalam tulisan itu mengutip laporan Reuters.",
        "",
    ),
    (
        "an office by its last word",
        "kontan",
        "Perahu itu dirancang ulang, menurut laporan dari Sunda Sailing Foundation.",
        "",
    ),
    (
        "between",
        "kompas",
        "Antara pasar dan pelabuhan masih ada sawah luas, kata lurah itu.",
        "",
    ),
    (
        "among others",
        "republika",
        "Perbedaan antara laporan itu dan kesaksian warga masih besar.",
        "",
    ),
    (
        "named",
        "utusan",
        "Seorang nelayan bernama Salleh menemui bot itu.",
        "",
    ),
    (
        "date alone",
        "fajar",
        "Dilansir Senin (22/9/2025), daftar itu memuat 40 nama.",
        "",
    ),
    (
        "no agent",
        "okezone",
        "Seperti diberitakan sebelumnya, banjir merendam pasar.",
        "",
    ),
    (
        "person quoted",
        "tempo",
        "Mengutip Bung Hatta, ia menyebut koperasi sebagai rumah.",
        "",
    ),
    (
        "person speaking",
        "tempo",
        "\"Cukup,\" kata Wahyudi kepada wartawan.",
        "",
    ),
    (
        "police rank",
        "detik",
        "\"Kami periksa,\" kata AKP Nurmala.",
        "",
    ),
    (
        "duty to report",
        "detik",
        "Tingkat kepatuhan wajib lapor LHKPN naik.",
        "",
    ),
    (
        "actor of a passive",
        "detik",
        "Keputusan itu disampaikan oleh GoRumah kemarin.",
        "",
    ),
    (
        "not verified",
        "detik",
        "Reuters tidak dapat memverifikasi kabar itu.",
        "",
    ),
    (
        "no answer",
        "okezone",
        "Pejabat itu belum menanggapi permintaan komentar dari Reuters.",
        "",
    ),
    (
        "denied",
        "detik",
        "Menteri itu membantah laporan Associated Press yang menyebut ia sakit.",
        "",
    ),
    (
        "never published",
        "",
        "Reuters menjelaskan tidak pernah menyiarkan pesan itu.",
        "",
    ),
    (
        "victim",
        "detik",
        "Wartawan Reuters tewas di perbatasan.",
        "",
    ),
    (
        "poll",
        "kontan",
        "Jajak pendapat Reuters/Ipsos mencatat dukungan 41 persen.",
        "",
    ),
    (
        "company",
        "tirto",
        "Perusahaan induk itu, Thomson Reuters, mencatat laba.",
        "",
    ),
    (
        "own reporter",
        "detik",
        "\"Kami siap,\" kata lurah itu kepada detikcom.",
        "",
    ),
    (
        "own site of an office",
        "kontan",
        "Dikutip dari laman resmi BMKG, hujan turun sampai Jumat.",
        "",
    ),
    (
        "programme",
        "kumparan",
        "Serial itu pertama kali tayang di Metro TV pada 2009.",
        "",
    ),
    (
        "handle",
        "detik",
        "Dalam unggahannya @Warung_Bisnis memaparkan harga cabai.",
        "",
    ),
    (
        "points back",
        "detik",
        "Media Inggris itu menyebut kontrak tersebut batal.",
        "",
    ),
    ("photo", "detik", "Pelabuhan itu sepi. Foto/REUTERS", ""),
    (
        "English denial",
        "axios",
        "The harbour office denied a Reuters report on the sale.",
        "",
    ),
    ("English rank", "ft", "Thomson Reuters shares rose.", ""),
];

/// Pages: credits that speak for the whole article.
const PAGES: &[Row] = &[
    (
        "source line",
        "republika",
        "Panen raya dimulai lebih awal di tiga desa.\n\nsumber : Antara",
        "antara",
    ),
    (
        "bracket",
        "suara",
        "Panen raya dimulai lebih awal di tiga desa. [ANTARA]",
        "antara",
    ),
    (
        "short form and initials",
        "republika",
        "Panen raya dimulai lebih awal di tiga desa. (ant/rol)",
        "antara",
    ),
    (
        "dash",
        "",
        "Dua orang cedera dalam kemalangan di jalan itu. – Bernama",
        "bernama",
    ),
    (
        "two in a bracket",
        "analisa",
        "Chile menemukan virus itu pada dua pelikan. (Ant/Xinhua)",
        "antara<xinhua",
    ),
    (
        "two by a pipe",
        "tempo",
        "Badai mereda menjelang malam di pantai itu.\n\nREUTERS | ANTARA",
        "reuters antara",
    ),
    (
        "initials alone",
        "detik",
        "Korban sudah dievakuasi ke rumah sakit itu. (yld/idn)",
        "",
    ),
    (
        "dateline",
        "waspada",
        "MOSKOW, (Xinhua) — Kementerian itu membuka 12 jalur kereta.",
        "xinhua",
    ),
    (
        "own dateline",
        "antara",
        "Jakarta (ANTARA) - Presiden meminta bantuan dikirim.",
        "",
    ),
    (
        "slashes",
        "",
        "SEOUL, December 23. /TASS/. The ministry rejected the claims.",
        "tass",
    ),
    (
        "formula",
        "tribunnews",
        "Warga mengungsi ke balai desa.\nArtikel ini telah tayang di Kompas.com dengan judul \"Warga Mengungsi\".",
        "kompas",
    ),
    (
        "relay joins the one branch",
        "republika",
        "Seperti dilansir Xinhua, polisi menutup pintu.\n\nsumber : Antara",
        "antara<xinhua",
    ),
    (
        "world agency does not",
        "republika",
        "Seperti dilansir Xinhua, polisi menutup pintu.\n\nsumber : Reuters",
        "xinhua reuters",
    ),
    (
        "caption",
        "medcom",
        "Presiden itu berpidato. (AFP)\n\nWilly H. • 04 September 2022 10:16\nAnkara: Negara itu siap menengahi, dikutip dari Anadolu.",
        "anadolu",
    ),
    (
        "related link",
        "tribunnews",
        "Baca juga: Analisis CNN soal Serangan Itu\nWarga diminta tetap tenang di rumah.",
        "",
    ),
];

fn parser() -> Parser {
    Parser::new(Registry::builtin().unwrap(), Config::default()).unwrap()
}

fn read(parser: &Parser, outlet: &str, text: &str) -> Attribution {
    let mut article = Article::new("1", text);
    article.outlet = Some(if outlet.is_empty() { "unknown" } else { outlet }.to_owned());
    parser.attribute(&clean(article, &clean::Config::default(), &TemplateLines::none()).page)
}

/// The one place that calls the grammar: every span must be words of the text, every branch as expected.
#[track_caller]
fn check(rows: &[Row]) {
    let parser = parser();
    for (name, outlet, text, expected) in rows {
        let found = read(&parser, outlet, text);
        let mut branches: Vec<String> = found.chain.branches.iter().map(|b| b.join("<")).collect();
        branches.sort();
        let mut wanted = split_branches(expected);
        wanted.sort();
        assert_eq!(branches, wanted, "{name}: {text}\n{:#?}", found.claims);
        for claim in &found.claims {
            assert!(
                !text[claim.span.clone()].trim().is_empty(),
                "{name}: empty span"
            );
            assert!(
                (0.0..=1.0).contains(&claim.confidence),
                "{name}: confidence {}",
                claim.confidence
            );
        }
    }
}

/// "reuters unknown:Pelabuhan Post" holds two branches: a space before a capital belongs to a name.
fn split_branches(expected: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in expected.split(' ').filter(|p| !p.is_empty()) {
        match out.last_mut() {
            Some(last) if part.starts_with(char::is_uppercase) => {
                last.push(' ');
                last.push_str(part);
            }
            _ => out.push(part.to_owned()),
        }
    }
    out
}

#[test]
fn sentences_give_their_branches() {
    check(SENTENCES);
}

#[test]
fn traps_give_none() {
    check(TRAPS);
}

#[test]
fn pages_give_their_credits() {
    check(PAGES);
}

/// (text, relation, source, via, words)
const CLAIMS: &[(&str, Relation, &str, &[&str], &str)] = &[
    (
        "Kapal itu pulang, seperti dikutip Antara dari Anadolu.",
        Relation::RelayedVia,
        "anadolu",
        &["antara"],
        "seperti dikutip Antara dari Anadolu",
    ),
    (
        "\"Damai,\" tulisnya di Truth Social, seperti dilansir Reuters.",
        Relation::StatementOf,
        "truth-social",
        &[],
        "tulisnya di Truth Social",
    ),
    (
        "Menteri membantah laporan Reuters soal kapal itu.",
        Relation::Disputed,
        "reuters",
        &[],
        "membantah laporan Reuters",
    ),
    (
        "Reuters tidak dapat memverifikasi kabar itu.",
        Relation::Caution,
        "reuters",
        &[],
        "Reuters tidak dapat memverifikasi",
    ),
    (
        "\"Siap,\" kata lurah itu saat ditemui Kontan.",
        Relation::OwnReporting,
        "kontan",
        &[],
        "saat ditemui Kontan",
    ),
    (
        "Kapal itu pulang. Doc: Pavel K./AFP",
        Relation::ImageCredit,
        "afp",
        &[],
        "Doc: Pavel K./AFP",
    ),
    (
        "Hujan turun, menurut data BMKG.",
        Relation::StatementOf,
        "id-bmkg",
        &[],
        "menurut data BMKG",
    ),
];

#[test]
fn claims_carry_relation_path_and_words() {
    let parser = parser();
    for (text, relation, source, via, words) in CLAIMS {
        let found = read(&parser, "kontan", text);
        let claim = found.claims.iter().find(|c| c.relation == *relation);
        let claim =
            claim.unwrap_or_else(|| panic!("{text}: no {relation:?} in {:#?}", found.claims));
        assert_eq!(claim.source.as_ref().unwrap().id, *source, "{text}");
        assert_eq!(
            claim.via.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(),
            *via,
            "{text}"
        );
        assert_eq!(&text[claim.span.clone()], *words, "{text}");
    }
}

#[test]
fn dates_behind_a_claim_are_resolved() {
    let found = read(
        &parser(),
        "kontan",
        "Kapal itu pulang, dilansir Antara, Rabu (2/4/2025).",
    );
    assert_eq!(found.claims[0].date.as_deref(), Some("Rabu (2/4/2025)"));
    assert_eq!(found.claims[0].date_iso.as_deref(), Some("2025-04-02"));
}

#[test]
fn the_main_branch_is_the_longest_relay() {
    let text = "Dua kapal karam, dilansir BBC. Nakhoda selamat, dikutip Antara dari Kyodo.";
    assert_eq!(
        read(&parser(), "kontan", text).chain.main,
        ["antara", "kyodo"]
    );
}

#[test]
fn a_house_that_leaks_is_implied_not_credited() {
    let chain = read(
        &parser(),
        "kontan",
        "Reuters tidak dapat memverifikasi kabar itu.",
    )
    .chain;
    assert!(
        chain.branches.is_empty() && chain.implied == ["reuters"],
        "{chain:?}"
    );
}

#[test]
fn a_page_in_a_language_without_lexicon_says_so() {
    let lexicons = |lang| {
        let mut lexicons = Lexicons::builtin().unwrap();
        let file = format!("lang = \"{lang}\"\nreport_active = [\"selon\"]\n");
        lexicons.extend_from("mine.toml", &file).unwrap();
        Parser::with_lexicons(Registry::builtin().unwrap(), &lexicons, Config::default())
    };
    for (lang, with, expected) in [
        ("id", "nl", false),
        ("ms", "nl", false),
        ("und", "nl", false),
        ("ur", "nl", true),
        ("ur", "ur", false),
    ] {
        let article = Article::new("1", "Feri itu karam.");
        let mut page = clean(article, &clean::Config::default(), &TemplateLines::none()).page;
        page.lang = Lang::from_code(lang).unwrap();
        let found = lexicons(with).attribute(&page).lacks_lexicon;
        assert_eq!(found, expected, "a page in {lang}, a lexicon for {with}");
    }
}

#[test]
fn a_users_registry_names_its_own_sources() {
    let mut registry = Registry::builtin().unwrap();
    let line =
        r#"{"id":"selat","name":"Selat Ekspres","kind":"newspaper","aliases":["Selat Ekspres"]}"#;
    registry.extend_from("mine.jsonl", line).unwrap();
    let parser = Parser::new(registry, Config::default()).unwrap();
    assert_eq!(
        read(&parser, "kontan", "Feri itu karam, dilansir Selat Ekspres.")
            .chain
            .main,
        ["selat"]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "(?s).{0,200}", cue in "(dilansir|dikutip dari|kepada|Sumber:|\\(ANTARA\\)|Antara/|via) ?") {
        let parser = PARSER.get_or_init(parser);
        let text = format!("{text} {cue}{text}");
        for claim in read(parser, "kontan", &text).claims {
            proptest::prop_assert!(text.get(claim.span.clone()).is_some());
        }
    }
}

/// Built once for all cases of the property.
static PARSER: std::sync::OnceLock<Parser> = std::sync::OnceLock::new();
