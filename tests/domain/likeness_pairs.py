"""Invented pairs of reports: the same matter told twice, and different matters close to each other.

Each pair: whether it is one matter, the two texts, the two categories, metres between the points (None: no points, only
the same kabupaten or, with "desa", the same desa), and days between them. Even rows chose the threshold and the weights;
odd rows were only measured.
"""

Pair = tuple[bool, str, str, str | None, str | None, float | str | None, int]

ROAD, LAMP, DRAIN, BIN, DUMP = "jalan-rusak", "lampu-jalan-mati", "drainase-tersumbat", "sampah-tidak-diangkut", "sampah-liar"

PAIRS: list[Pair] = [
    # ---- one matter -------------------------------------------------------------------------------------------------
    (True, "Jalan berlubang di depan pasar, dalam sekali.", "Lubang besar di jalan depan pasar, motor saya hampir jatuh", ROAD, ROAD, 25, 2),
    (True, "Jalan poros depan SDN 003 rusak parah dan becek kalau hujan", "jln depan sekolah SD 003 hancur, anak2 jatuh terpeleset", ROAD, ROAD, 60, 9),
    (True, "Lampu jalan di simpang tiga mati sudah seminggu", "PJU padam di simpang tiga, gelap dan rawan", LAMP, LAMP, 40, 5),
    (True, "Tiga tiang PJU di Jalan Melati tidak menyala", "Jalan Melati gelap gulita kalau malam karena lampunya mati semua", LAMP, LAMP, 110, 1),
    (True, "Selokan mampet, air meluap ke rumah warga RT 05", "Drainase tersumbat di RT 5 sehingga banjir tiap hujan", DRAIN, DRAIN, 35, 12),
    (True, "Got di gang Mawar buntu penuh sampah plastik", "parit gang mawar tersumbat plastik, airnya bau", DRAIN, DRAIN, 15, 3),
    (True, "Sampah di TPS pasar tidak diangkut dua minggu", "TPS Pasar penuh, sampah menumpuk dan berbau, belum diangkut", BIN, BIN, 50, 4),
    (True, "Sampah menggunung di depan perumahan Griya Asri", "Truk sampah tidak pernah datang ke Griya Asri, sampah numpuk", BIN, BIN, 90, 6),
    (True, "Ada yang membuang sampah ke sungai dekat jembatan kayu", "Tumpukan sampah liar di pinggir sungai bawah jembatan kayu", DUMP, DUMP, 30, 20),
    (True, "Jembatan gantung menuju dusun Sido papan lantainya lepas", "Lantai jembatan gantung Dusun Sido sudah lapuk dan bolong", "jembatan-rusak", "jembatan-rusak", 20, 14),
    (True, "Pohon besar tumbang menutup jalan depan kantor camat", "pohon roboh di jalan depan kantor kecamatan belum disingkirkan", "pohon-tumbang", "pohon-tumbang", 45, 0),
    (True, "Air PDAM tidak mengalir sudah lima hari di Kelurahan Baru", "Air ledeng mati sejak hari Senin di kelurahan baru", "air-pdam", "air-pdam", 180, 2),
    (True, "Lampu merah di perempatan Ahmad Yani mati total", "Traffic light perempatan A Yani tidak berfungsi, macet", "lampu-lalu-lintas", "lampu-lalu-lintas", 15, 1),
    (True, "Trotoar depan rumah sakit dipakai parkir motor", "Parkir liar di atas trotoar depan rumah sakit, pejalan kaki turun ke jalan", "parkir-liar", "parkir-liar", 35, 8),
    (True, "Jalan desa menuju kebun longsor separuh badan jalan", "Badan jalan ke arah kebun warga amblas karena longsor", "jalan-desa", ROAD, 70, 3),
    (True, "Banjir di Jalan Kenanga karena gorong-gorong kecil", "Setiap hujan jalan kenanga tergenang air setinggi lutut", DRAIN, None, 80, 15),
    (True, "Asap pembakaran sampah di belakang sekolah mengganggu belajar", "Tiap pagi ada yang bakar sampah di samping SMP, asapnya masuk kelas", "bakar-sampah", "bakar-sampah", 65, 10),
    (True, "Kandang ayam di RT 02 baunya menyengat sampai masjid", "Bau kotoran ayam dari kandang dekat masjid RT 2", "kandang-ternak-bau-bising", None, 75, 18),
    (True, "Lubang galian kabel di Jalan Pahlawan tidak ditutup", "bekas galian kabel optik di jl pahlawan dibiarkan terbuka", ROAD, None, 55, 7),
    (True, "Antrean KTP di Disdukcapil sangat lama, blanko habis", "Blanko KTP kosong di disdukcapil, saya disuruh menunggu tiga bulan", "ktp", "ktp", None, 11),
    (True, "Puskesmas Desa Contoh tidak ada dokter sejak Oktober", "Dokter di puskesmas tidak pernah ada, hanya perawat", "puskesmas", "puskesmas", "desa", 16),
    (True, "Jalan berlubang di tikungan dekat kuburan", "tikungan dekat makam jalannya berlubang dalam, rawan kecelakaan", ROAD, ROAD, "desa", 5),
    # ---- different matters nearby -----------------------------------------------------------------------------------
    (False, "Jalan berlubang di depan pasar, dalam sekali.", "Lampu jalan depan pasar mati sejak kemarin", ROAD, LAMP, 20, 2),
    (False, "Sampah di pasar tidak diangkut", "Harga beras di pasar naik terlalu tinggi", BIN, "pasar-harga-pangan", 30, 1),
    (False, "Selokan mampet di RT 05", "Ada anjing liar menggigit anak di RT 05", DRAIN, "hewan-liar", 25, 6),
    (False, "Jalan rusak di depan SDN 003", "Pungutan uang bangunan di SDN 003", ROAD, "pungutan-sekolah", 40, 3),
    (False, "Lampu jalan mati di simpang tiga", "Kemacetan parah di simpang tiga setiap sore", LAMP, "kemacetan", 15, 5),
    (False, "Lampu jalan di Jalan Melati mati", "Jalan Anggrek gelap, tiang lampunya roboh tertabrak truk", LAMP, LAMP, 240, 9),
    (False, "Lubang di Jalan Pahlawan depan toko bangunan", "Aspal Jalan Veteran mengelupas di tanjakan masjid", ROAD, ROAD, 210, 12),
    (False, "Sampah menumpuk di depan perumahan Griya Asri", "Pohon di perumahan Griya Asri hampir tumbang ke rumah", BIN, "pohon-tumbang", 50, 4),
    (False, "Air PDAM keruh di Kelurahan Baru", "Listrik sering padam di Kelurahan Baru", "air-pdam", "listrik-padam", 120, 2),
    (False, "Trotoar rusak depan rumah sakit", "Antre obat di rumah sakit sampai lima jam", "trotoar-halte", "rsud", 35, 7),
    (False, "Parkir liar depan bank", "Reklame roboh menimpa kabel di depan bank", "parkir-liar", "pkl-reklame", 20, 3),
    (False, "Bantuan sosial tidak pernah sampai ke RT 02", "Kandang ayam di RT 02 baunya menyengat", "bansos", "kandang-ternak-bau-bising", 60, 10),
    (False, "Jembatan kayu lapuk", "Orang membuang sampah dari jembatan kayu ke sungai", "jembatan-rusak", DUMP, 15, 20),
    (False, "Kantor camat tutup jam dua siang", "Pohon tumbang menutup jalan depan kantor camat", "layanan-kecamatan", "pohon-tumbang", 25, 1),
    (False, "Galian kabel di Jalan Pahlawan tidak ditutup", "Balap liar setiap malam minggu di Jalan Pahlawan", ROAD, "gangguan-ketenteraman", 55, 7),
    (False, "Bakar sampah di belakang sekolah", "Atap sekolah bocor, murid belajar di lantai", "bakar-sampah", "sekolah-dasar-menengah-pertama", 45, 10),
    (False, "Selokan tersumbat di gang Mawar", "Got di Jalan Nuri ditutup bangunan ruko", DRAIN, DRAIN, 190, 30),
    (False, "Sampah tidak diangkut di TPS pasar", "Bak sampah di terminal hilang dicuri", BIN, BIN, 230, 15),
    (False, "Antrean KTP sangat lama, blanko habis", "Nama saya salah di KTP, petugas menolak memperbaiki", "ktp", "ktp", None, 11),
    (False, "Puskesmas tidak ada dokter", "Ambulans puskesmas diminta bayar bensin", "puskesmas", "puskesmas", "desa", 16),
    (False, "Jalan berlubang di tikungan dekat kuburan", "Jalan menuju balai desa becek dan belum diaspal", ROAD, ROAD, "desa", 40),
    (False, "Dana desa untuk posyandu tidak jelas", "Jembatan gantung menuju dusun Sido lapuk", "dana-desa", "jembatan-rusak", "desa", 8),
]  # fmt: skip
