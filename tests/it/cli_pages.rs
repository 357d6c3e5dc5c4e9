//! Pages written for these tests: a wire item, an edited copy of it, and a story of its own.

use serde_json::json;

/// What an agency sent out.
pub(crate) const WIRE: &str = "\
Jembatan Gantung Desa Tirta Ambruk, Warga Memutar Sepuluh Kilometer\n\
\n\
SEMARANG (ANTARA) - Jembatan gantung yang menghubungkan Desa Tirta dengan pasar kecamatan ambruk pada Selasa pagi \
setelah hujan lebat mengguyur lereng gunung sejak malam sebelumnya.\n\
\n\
Kepala desa setempat, Sugeng Raharjo, mengatakan tidak ada korban jiwa karena jembatan itu sedang sepi ketika talinya \
putus sekitar pukul lima pagi.\n\
\n\
Menurut dia, 340 keluarga kini harus memutar sejauh sepuluh kilometer lewat jalan hutan untuk membawa hasil kebun ke \
pasar dan mengantar anak ke sekolah.\n\
\n\
Dinas pekerjaan umum kabupaten berjanji memasang jembatan darurat dari bambu dalam dua pekan, sedangkan jembatan baru \
senilai Rp4,2 miliar baru dapat dianggarkan tahun depan.\n\
\n\
Sugeng meminta warga tidak menyeberangi sungai dengan rakit selama arus masih deras.\n";

/// The same in a paper that names the agency; one word is another.
pub(crate) const COPY: &str = "\
Jembatan Gantung Desa Tirta Ambruk\n\
\n\
Jembatan gantung yang menghubungkan Desa Tirta dengan pasar kecamatan ambruk pada Selasa pagi setelah hujan lebat \
mengguyur lereng gunung sejak malam sebelumnya.\n\
\n\
Kepala desa setempat, Sugeng Raharjo, mengatakan tidak ada korban jiwa karena jembatan itu sedang kosong ketika \
talinya putus sekitar pukul lima pagi, dikutip dari Antara.\n\
\n\
Menurut dia, 340 keluarga kini harus memutar sejauh sepuluh kilometer lewat jalan hutan untuk membawa hasil kebun ke \
pasar dan mengantar anak ke sekolah.\n\
\n\
Dinas pekerjaan umum kabupaten berjanji memasang jembatan darurat dari bambu dalam dua pekan, sedangkan jembatan baru \
senilai Rp4,2 miliar baru dapat dianggarkan tahun depan.\n\
\n\
Sugeng meminta warga tidak menyeberangi sungai dengan rakit selama arus masih deras.\n";

/// A short item, for tests that need many pages.
pub(crate) const BRIEF: &str = "\
Harga cabai rawit di pasar induk turun menjadi Rp38.000 per kilogram pada Jumat pagi karena pasokan dari tiga kabupaten \
di lereng utara kembali lancar setelah longsor dibersihkan, kata pengelola pasar Darsono.\n";

/// Another story.
pub(crate) const OTHER: &str = "\
Petani Kopi Lereng Selatan Beralih ke Pengeringan Tenaga Surya\n\
\n\
Kelompok tani di lereng selatan mulai mengeringkan biji kopi di rumah kaca kecil yang memanfaatkan panas matahari, \
sehingga panen tidak lagi bergantung pada cuaca.\n\
\n\
Ketua kelompok itu, Marni Lestari, menuturkan kadar air biji turun menjadi dua belas persen dalam enam hari, separuh \
dari waktu yang dibutuhkan di lantai jemur.\n\
\n\
Harga jual pun naik dari Rp61.000 menjadi Rp74.500 per kilogram karena pembeli dari kota menilai rasanya lebih bersih \
dan bijinya tidak berjamur.\n\
\n\
Koperasi berencana menambah delapan rumah pengering sebelum musim panen berikutnya dengan pinjaman tanpa bunga dari \
badan usaha milik desa.\n";

/// A record of JSON Lines, with its line end.
pub(crate) fn record(id: &str, outlet: &str, published: &str, text: &str) -> String {
    json!({"id": id, "outlet": outlet, "published": published, "text": text}).to_string() + "\n"
}

/// The three of them as one file; the copy came out two hours after the wire item.
pub(crate) fn three() -> String {
    [
        record(
            "koran",
            "koranpagi.example",
            "2025-03-04T09:10:00+07:00",
            COPY,
        ),
        record(
            "kopi",
            "kabartani.example",
            "2025-03-04T08:00:00+07:00",
            OTHER,
        ),
        record("kawat", "antara", "2025-03-04T07:05:00+07:00", WIRE),
    ]
    .concat()
}
