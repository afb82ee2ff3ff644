"""Calm words: phrases that sound like alarm words and are none. A custom, a name, a film, a danger that is not there
yet, money that is owed by law. Written like the lists of `alarm_words` and struck from a text before those are looked
for.
"""

CALM = r"""
    kebakaran jenggot  demam berdarah  (harga|suara|kenaikan|inflasi) .. (memukul|menghajar)
    (memukul|menghajar) (telinga|bedug|gong|kentongan|perekonomian)
    {things} ((?!dia |ia |orang|pemilik|oknum|mereka|tetangga|pak |bu )\w+ ){0,3}mengancam*
    mengancam (badan|rumah|jalan|jembatan|bangunan|kesehatan|pengguna|pemukiman|permukiman|lahan|sawah)
    {student} (\w+ ){0,2}kkn
    kkn (tematik|reguler|ppm|mahasiswa|universitas|kebangsaan|mandiri|angkatan|di|dari|kami|\d+)  wc cemplung
    jamban cemplung  {village} {alike}(an|mu|ku)?  {alike} {part}  (jalan|jl|jln) begal {part}
    {take} (\w+ )?uang (parkir|pas|retribusi|kembalian|kas|sampah)  (bekas|sisa|material|pasca|puing) {accident}
    (sisa|bekas|material|puing) longsoran  {accident} (minggu|bulan|tahun) (lalu|kemarin)
    {accident} .. (dipadamkan|padam)  (kucing|anjing|ayam|burung|sapi) .. (terjebak|tercebur|kecebur|tenggelam)
    (kami|saya) terjebak .. (jam|spbu|antr\w+)
    (antr\w+|berkas|lalu lintas|kendaraan|sistem|laporan|kelurahan) (\w+ ){0,2}{no} bergerak
    roboh (sejak|dari) (tahun|\d+)  (sunat|khitan|sunatan|khitanan) mass?al  anak .. disunat
    (spanduk|poster|baliho|banner|film|dokumenter|materi) .. {matter}  (tulisan|slogan|tagline|stiker) .. {matter}
    (lowongan|relawan|komunitas|duta|saber) (\w+ )?{matter}  (mohon|minta|tolong|perlu|butuh) (\w+ ){0,2}bantuan*
    (di)?pukul rata  polisi tidur  adegan .. tembak*  (lahan|berpikir|pemikiran) kritis  {before} (\w+ ){0,2}{accident}
    {about} (\w+ ){0,3}(korupsi|pungli|pungutan|gratifikasi|suap|bullying|perundungan|kekerasan|kdrt|pelecehan)
    terjebak (\w+ )?(macet|kemacetan|antr\w+|hujan|nostalgia)  (padi|tanaman|sawah|ikan|pohon) .. sekarat
    (pelayanan|instalasi|unit|ruang|dokter) gawat darurat
    uang (kembali|kembalian|duka|ganti|pensiun|lembur|muka|saku|makan)  (biaya|tarif|parkir|pungutan) resmi
    trauma (center|healing)  (minta|meminta|menarik|narik|memungut|bayar) iuran
    (kalau|jika|bila) .. (lahiran|melahirkan)  (order|orderan|pesanan|faktur|faktur pajak) fiktif
    (minta|meminta) uang (\w+ )?(balik|kembali)  amplop (\w+ )?(pajak|undangan)  (pergi|buang*|hilang) entah kemana
    diterima (tanggal|tgl)
"""
WORDS = {
    "things": (
        "pohon|dahan|ranting|tiang|tebing|dinding|bangunan|gedung|banjir|longsor*|abrasi|kabel|tembok|jembatan|pondasi|"
        "proyek|galian|sungai|ombak|penyakit|kekeringan|wabah|hama|batu|tanah|lubang|limbah|polusi"
    ),
    "student": (
        "mahasiswa*|mhs|peserta|kegiatan|program|tim|posko|izin|kelompok|tugas|masa|selama|melaksanakan|sedang|lokasi|"
        "pembimbing|anak|adik|kakak|teman*|laporan|rekan"
    ),
    "village": (
        "jl|jln|gang|gg|desa|ds|kel|kelurahan|kec|kecamatan|kab|kabupaten|kampung|kp|dusun|nagari|lubuk|simpang|"
        "gampong|kampong|kute|kalurahan|kapanewon|kemantren|distrik|pekon|perumahan|"
        "sungai|kedai|aur|aua|batu|tiwu|bukit|sialang|tumbang|kota|jalan( raya)?(?! begal)"
    ),
    "alike": "palak|malak|jambak|begal|culik|pasung|klitih|nampar|tendang|tilap|terapung|gemuruh",
    "part": (
        "hulu|hilir|kulon|wetan|lor|kidul|utara|selatan|timur|barat|raya|tengah|gadang|aneh|tanah|siring|bengkerung|"
        "macing|sepang|tabang|kerambil"
    ),
    "take": "minta|meminta|menarik|narik|ditarik|tarik|diminta|dimintai|mintai|bayar|membayar|memungut",
    "matter": (
        "korupsi|antikorupsi|pungli|pungutan liar|gratifikasi|suap|kekerasan|bullying|perundungan|pelecehan|begal|"
        "tawuran|calo|kdrt"
    ),
    "before": (
        "mau|akan|bakal|hampir|nyaris|jika|kalau|apabila|bila|rawannya|menyebabkan|mengakibatkan|menimbulkan|memicu|"
        "banyak|terjadinya|sering|sempat|habis|hendak|kuatir|takutnya|dikhawatirkan|"
        "dikuatirkan|menjelang|agar|rawan|kerap|rentan|bisa|dapat|potensi|berpotensi|risiko|resiko|mencegah|cegah|"
        "pencegahan|takut|khawatir|sebelum|jangan sampai|pernah|dulu|kasus|simulasi|pelatihan|jalur|edukasi|"
        "sosialisasi|penyuluhan|bahaya|hidran|alarm|alat|pemadam|asuransi|santunan|evakuasi|papan"
    ),
    "about": (
        "anti|sosialisasi|penyuluhan|pencegahan|cegah|edukasi|buku|seminar|lomba|hari|zona|bebas|saber|satgas|tanpa"
    ),
    "accident": (
        "kecelakaan|kebakaran|longsor|gempa|tsunami|tertabrak|tabrakan|tenggelam|keracunan|roboh|ambruk|meledak|"
        "ledakan|menabrak|ditabrak|nabrak|ambrol|longsoran"
    ),
}
"""The words that `{name}` stands for here, beside those of `alarm_words`."""
