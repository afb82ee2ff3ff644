"""Alarm words: phrases about danger, violence, extortion and corruption in complaints, for `alarms`.

How they are written is said in `phrases`. A stem with `*` is one whose other words mean the same; where a place or an
ordinary word begins alike, its endings are listed instead (`tests/domain/text/test_calm_words.py`)."""

DANGER = r"""
    (ke|ter|ta)bakar*  kebakaran*  kobong*  kahuruan  (si )?jago merah  percikan api
    luka (bakar|parah|berat|tusuk|bacok)
    api .. (merembet|menjalar|membesar|besar|berkobar|melalap|merambat|sudah sampai)  gas bocor  kebocoran .. gas
    bau gas  (pipa|tabung|selang) gas .. (bocor|menyengat|pusing|mual)  meledak  ledakan  (ke|ter)se?trum*
    tersengat .. listrik  kabel .. (putus|jatuh|terkelupas) .. (api|nyala|hidup|anak)
    kabel (tegangan tinggi|pln|listrik) .. (jatuh|putus)  tiang listrik .. (roboh|tumbang)  tenggelam*  (ha|ka)nyut*
    (ke|te)lelep  (terseret|dibawa|diseret|kabawa) (arus|ombak|banjir|air)  terombang*
    (kapal|perahu|klotok|kelotok|jukung|speedboat|sampan|feri) .. (terbalik|tabalik|karam|bocor|mati mesin)
    (air|banjir|banyu) .. (sedada|seleher|sepinggang|sedagu|seatap|setinggi (dada|leher|atap|pinggang))  banjir bandang
    di (atas )?(atap|loteng) .. (banjir|air|bayi|jemput|tolong)
    (minta|mohon|tolong) .. evakuasi (warga|kami|korban|orang)  (hilang|tersesat) di (laut|hutan|gunung|sungai)
    (korban|anak|orang|kakek|nenek)* .. belum (ketemu|ditemukan|pulang)
    kirim .. (ambulan*|damkar|perahu karet|tim sar|basarnas|penyelamat)  longsor*  (ter|ke|ta)timbun*  tertimpa
    (gempa|tsunami) .. (barusan|tadi|roboh|retak|korban|guncang*)  {building} .. (roboh|ambruk)
    (roboh|ambruk) .. (menimpa|korban|orang|rumah|mobil)  {people} .. terjebak
    terjebak .. (banjir|api|di dalam|lift|reruntuhan|lumpur|air|asap|kebakaran|longsor)
    (sopir|korban|orang|anak|kaki|tangan|badan) .. terjepit  kecelakaan  (ter|ke|di|ta|me)?(tabrak|nabrak)*  sekarat
    pingsan  {no} (bergerak|bernapas|bernafas|napas|nafas)  berdarah  pend?a?rahan
    (kepala|hidung|telinga)(nya|e)? (\w+ )?(bocor|pecah)  (masih|sedang|lagi|kondisi*|korban*) kritis  sakaratul
    (butuh|kurang|perlu) (donor )?darah  tergeletak  napas* .. (ngorok|tersengal|satu satu|putus)  ketuban
    (mau|akan|handak|arep|mo) (me)?(lahirkan|lahiran|beranak)  serangan jantung  henti (jantung|napas|nafas)
    sesa?k* (nafas|napas|angin)  (susah|sulit|tidak bisa|berat) (ber)?(napas|nafas)  kejang  keracunan  over ?dosis
    (badan|bibir|muka|bayi|kuku|kulit)* .. (mem)?biru  berbusa  (digigit|dipatok|dicatok|dipatuk) .. ular
    (minum|menenggak|telan|menelan) .. (racun|pestisida|baygon|herbisida|pemutih|deterjen)
    (diterkam|disambar|diserang|dimangsa|nyambar|digigit) .. (buaya|harimau|beruang)
    (buaya|harimau|beruang) .. (menyambar|menerkam|menyerang|memangsa|makan orang)
    (jatuh|gugur|tagugur|loncat|lompat|terjun) (dari|teka) (atas|lantai|lt|atap|pohon|gedung|ketinggian|tebing)
    (ke|ter)(cebur|cemplung|perosok) .. (sumur|sungai|kolam|laut|parit|kali)  (orang|anak) .. (dalam|ke dalam|di) sumur
    bunuh diri  gantung diri  (meng)?akhiri hidup*  (pengen|pingin|ingin|mau|hendak) (mati|loncat|lompat|terjun)
    (naik|manjat|memanjat) .. (sutet|tower|menara|tiang listrik)
    nyawa* (\w+ ){0,2}(terancam|di ujung|tertolong|melayang)  selamatkan .. (nyawa|kami|anak|ibu)
    (darurat medis|gawat darurat)  (igd|ugd) .. (menolak|ditolak|nolak)
    (ngamuk|mengamuk|kejar*|mengejar|ngejar) .. {blade}  (dilalap|dilahap|lalap) (api|si)
    (ny|ke|ter|ka|di)(c?emplung|c?ebur)(an)?  (orang|anak|korban|sungai|laut|air) .. {no} muncul  keluar darah
    darah* .. {no} (berhenti|mampet)  bersimbah  mencong  (tiba tiba|mendadak|langsung) {no} bisa (ngomong|bicara|gerak)
    {no} bisa (gerak|bernapas)  (ke|ter)s(edak|elek)  kelolodan  (muka|wajah|bibir|kuku|kulit)* .. (ungu|kebiruan)
    (kaki|tangan|jari|kepala)* .. (hancur|remuk)  (kaki|tangan|jari)(nya)? putus  motong (tangan|jari|kaki)
    (ter|ke|di)(lindas|lindes)  tergilas  kegiling  terisolir  terisolasi  kehabisan (makanan|oksigen|obat)
    (tanah|tebing|bukit) .. (gemuruh|bergerak)  warga panik  (banjir|kebanjiran|air|banyu) .. (gulu|dada|dodo|leher)
    gas .. (mendesis|ngowos)  (pendaki|nelayan|perahu|kapal|rombongan) .. belum (turun|pulang|kembali|balik)
    {no} sadar(?! (kalau|kalo|bahwa|akan|hukum|lingkungan|aturan|kebersihan|buang|pajak|bayar|diri))
    meng?akhiri (hidup|semua|nyawa)*  {no} kuat hidup  (capek|lelah|bosan) hidup  (iris|menyayat|sayat) (nadi|tangan)
    ambulan* .. (segera|sekarang|belum datang|tak kunjung)  (hamil|istri) .. (mules|kontraksi|berdarah|keluar darah)
    kesengat*  (kejeblos|masuk|jatuh ke|terjun ke|terperosok) .. (sumur|jurang|septic)
    penumpang* .. (masih di dalam|terjepit|luka)  tergolek  terkapar  napas* .. lemah  muntah .. lemas
    (keluarga|murid|siswa|warga) .. muntah*  anjing gila  dihantam ombak  terapung  terkatung*  pesan terakhir
    darah(nya)? (banyak|terus|mengalir)  panas (4\d|empat puluh|tinggi) .. (kaku|mata|biru|lemas)
    (mulut|muka|wajah|bibir)(nya)? .. (miring|perot|pelo|mencong|menceng)  badan* .. (kaku|lumpuh|membeku)
    (tangan|kaki)* (\w+ ){0,2}({no} bisa (di)?(angkat|gerak)(kan)?|lumpuh mendadak)  mata(nya)? .. ke atas
    asap (\w+ )?(hitam|tebal|pekat)  (tabung|elpiji|lpg) .. (mendesis|desis|bau)  pa?cah(an)? k[ae]tuban
    {no} (ada |teraba )?(denyut|nadi)*  (tersentuh|megang|kena) .. (kabel|setrum)  (pijat|pompa) (jantung|dada)*
    (tongkang|ponton|kapal) .. (lepas|hanyut|menabrak|menuju) .. (jembatan|rumah|karang)
    (bendungan|tanggul|embung|waduk|dam) .. (rembes|merembes|jebol|retak|meluap|luber|lewat)
    (on|a|is|big|house) fire(?! (station|extinguisher|drill|alarm|exit|hydrant|truck|brigade|department|place))
    drown(ing|ed)?  unconscious  bleeding  dying  explosion  explod(ed|ing)  gas leak*  landslide*  earthquake*
    electrocut(ed|ion)  suicide
    (bayi|balita)* .. (dingin|biru|kebiruan|lemas|{no} menangis|{no} nangis|{no} mau (menyusu|netek|bangun))
    (minum|menenggak|telan|menelan|tertelan) .. (cairan|pembersih|sabun|tiner|bensin|minyak tanah|obat nyamuk|oplosan)
    mulut* .. (buih|berbuih|ba?busa)
    (pamit|pesan|chat|status) .. (lelah|capek|maaf|selamat tinggal) .. (maaf|hidup|semua*)
    (berdiri|duduk|nangis) .. (pinggir|pinggiran|luar|tepi) .. (jembatan|atap|gedung|tebing|pagar|rel)
    {no} (me)?(nyahut|njawab|nyaut|respon*) .. (dipanggil|pintu|digedor)
    dipanggil .. {no} (me)?(nyahut|njawab|nyaut|bangun)  (dikunci|terkunci) (dari|dr) dalam .. ({no}|bau|asap|anak|bayi)
    (naik|manjat|memanjat) .. (gardu|trafo)
    (truk|mobil|bus|bis|tangki|angkot|motor) .. (terguling|masuk jurang|nyebur|terjun)
    minyak* .. (mengalir|tumpah) .. rokok  (menggigil|mengigau|kedinginan|linglung) .. (gunung|pos|pendaki|puncak|kabut)
    palang* .. {no} (mau )?(turun|nutup|menutup)  (air|banyu) .. (naik|meninggi) .. (cepat|atap|lantai dua|loteng)
    (di|ke) (atas )?atap .. (hamil|bayi|lansia|banjir|perahu)  (perahu|bantuan|tim) .. belum (ada|datang|sampai|tiba)
    (tebing|lereng|tanah|bukit) .. (retak|merekah|bunyi|berbunyi|amblas)
    dada* .. (sakit|nyeri|sesak) .. (keringat|menjalar|lengan|tembus)  oksigen .. (habis|kosong)
    ambulan* .. (rusak|{no} ada|mogok|jauh)  muntah* .. (darah|habis makan|sekeluarga|berjamaah)
    (terputus|terkepung|terkurung|terjebak) .. (banjir|longsor|beras|makanan|obat|{amount})  hanyut  {no} bangun bangun
    (keluar|sampai|penuh) (\w+ )?(darah|nanah)  pendarahan  kain* .. darah  {no} (ber|me)?(gerak|nafas) lagi
    (genset|arang|knalpot) .. ({no} (me)?nyahut|pingsan|lemas|tertutup|dalam)
    jatuh .. (kepala|darah|{no} bangun|kejang)
"""

VIOLENCE = r"""
    raped?  murder(ed|er)?  stabbed  kidnap*  domestic violence
    kdrt  *perkosa*  *cabul*  (pe|di|me|ter)?leceh*  *aniaya*  dipukul*  (me)?mukul*  main (pukul|tangan|kasar)
    {hit}(tampar|nampar|tendang|nendang|jambak|tonjok|nonjok|jotos|bacok|tikam|nikam|cekik|nyekik)(i|in|an)?
    {hit}(tempeleng|nempeleng|gampar|tabok|nabok|cambuk|sundut|nyundut|h?antem|kampleng)(i|in)?
    {hit}(tampiling|tampiliang|nampiling|nampiliang|keplak|gaplok|kaplok|gebuk)(i|in)?
    {hit}(gebug|hajar|toyor|noyor|tujah|timpas|teunggeul)(i|in)?  (ber|b)?antem(an)?
    di(tusuk|banting|seret|tinju|cubit|setrika|siksa|cakar|benturkan|injak|siram (air keras|air panas))*
    (?<!sekitar )(?<!pada )(?<!jam )pukul (saya|sa|aku|kami|kitong|mama|istri|bini|anak|dia|orang|adik|gue|murid|siswa)
    baku (pukul|hantam)  *keroyok*  (me|di)?nyiksa  siksaan  penyiksaan  kekerasan  (di|mem|kau|ku)bunuh  pembunuhan
    dihabisi  (meng|di|ng)?ancam(i|in|kan)?  ancaman (pembunuhan|kekerasan|fisik|dibunuh|akan|mau)  merasa terancam
    di?teror  meneror  (di|me|pen)(sekap|yekap)*  (di|ter|men|pen)?culik(an)?  (di)?pasung(an)?  dirantai  dikurung
    disandera  diikat .. (tali|kaki|tangan|pohon)  perdagangan (orang|anak|manusia)  tppo  ditembak*  penembakan
    (di|pe|me)rampok*  (di|pem)?begal(i|an)?  tawuran  klitih  geng motor  carok  dihakimi  diamuk massa
    (bawa|pakai|acung*|mengacung*|pegang) .. {blade}  {blade} .. (kejar*|ancam*|acung*)
    (kejar*|mengejar|ngejar|ngamuk|mengamuk) .. {blade}  (di|mem)?bull?y*  *bully*  (di|pe|me)rundung(an)?  *ploncoan*
    (di|meng)?intimidasi*  *ludahi  diludah*  dipermalukan
    (diejek|dihina|diolok|dikucilkan|dikatain|dijauhi)* .. (kelas|teman*|sekolah|asrama|senior*|guru*)
    (senior|kakak kelas|kakak tingkat|majikan|pembina)* .. (suruh|disuruh|paksa|dipaksa|hukum|dihukum|siram)
    disuruh (merangkak|tidur di|makan nasi|minum air|jilat|telanjang|(buka|lepas) (baju|celana))
    bekas (cubit*|rotan|pukul*|setrika|sundut*|cekik*|tampar*|tali|ikat*|gigit*)  memar  lebam  babak belur  bonyok
    (mata|muka|pipi|lengan|punggung|paha|awak|wajah)(nya|e|ku)? (\w+ )?biru  trauma .. (guru|ayah|bapak|suami|senior)
    (nangis|menangis|teriak|jerit*|menjerit|berteriak)* .. (ampun|tolong|kesakitan)  ampun (mas|pak|bang|yah|ayah|bu|om)
    (me|di)raba(i|in)?  raba raba  (telinga|kuping|rambut)* .. (diputar|ditarik|dipelintir)  *grepe*  *gerayang*
    (pegang|colek|sentuh|remas|elus)* .. {body}  {body} .. (dipegang|dicolek|diremas|disentuh|dielus)  {no} senonoh
    senonoh  asusila  (foto|video|vc)* .. (bugil|telanjang|syur|porno|mesum|vulgar)
    (layani|melayani|temani|ngelayani) .. (lelaki|pria|nafsu|hidung belang)
    dipaksa .. (melayani|mengemis|ngemis|nikah|menikah|jadi psk)  (dinikahkan|dikawinkan|nikah|kawin) paksa
    masuk* (ke )?kamar .. (saya|anak|malam|diam|adik)  jangan bilang siapa*
    (bimbingan|bertemu|ketemu|diajak|ngajak|mengajak|ajak) .. (hotel|penginapan|losmen|ngamar|check ?in|tidur)
    takut* .. (dijemput|ditinggal|pulang|masuk) .. (om|paman|ayah|bapak|bapa|suami)*
    dicium (paksa|oleh|guru|dosen|bos|atasan|om|paman|teman|dia)*  *sodomi*  kemaluan  (di)?hamili
    eksploitasi (anak|seksual|pekerja|perempuan)  (di|me|ng)?intip* .. mandi  ringan tangan
    (suami|laki|bapak|bapa|ayah|paman)* .. (mabuk|kasar|mangamuk|ngamuk|mengamuk|bengis)
    (ngemis|mengemis|ngamen|mengamen) .. setor*  tak dikenal .. (rumah|malam|laporan)
    (cabut|tarik|mencabut) laporan .. (anak*|keluarga|awas|kalau|ingat)  awas (kau|kamu|kalau)  di?jewer  nyekik  nyiksa
    nyubit  {no} (dikasih|diberi) makan  dikunci (di|dalam)  (ng|di|meng)?ancem(i|in)?
    di?lempar(i|in)? .. (batu|botol|kayu|sepatu|kursi|gelas|piring|penghapus)  lempar* batu
    (sebar|disebar|nyebar*|menyebar*) .. (foto|video)  (ngatain|dikatain|ngejek|diejek|diolok|dikucilkan|mengejek)
    menghamili  celana* .. darah*  celana* berdarah
    (meng|ng|di)?injak .. (pedagang|kepala|badan|anak|warga|orang|perut)  dibuntuti  (di|me)?kuntit  menguntit
    takut keluar (rumah|kamar)  diserang .. (orang|warga|kelompok|preman)  penyerangan
    (pegang|megang|colek|nyolek|remas|elus)* .. (pasien|murid|siswi|cewek|wanita|perempuan|karyawati|karyawan)  dihantup
    ditelanjangi  staycation  dikatai  (menyentuh|nyentuh|meremas|memegang|megang|nyolek) .. {body}
"""

EXTORTION = r"""
    pungli*  pungutan liar  pungutan (di luar|tanpa|{no})  (di|ter|pem)?palak(i|in|an)?  (me|di)?malak(i|in)?  memeras
    diperas*  pemerasan  japrem  upeti
    uang (pelicin|rokok|damai|terima kasih|keamanan|kopi|capek|lelah|bensin|pungutan|administrasi|tutup mulut|preman)
    (jatah|setoran) (preman|keamanan|mingguan|bulanan)  preman* .. (minta|meminta|jatah|setor*|uang|bayar|pungut)
    salam tempel  amplop  (selip|nyelip|manyalip|menyelip|sisip|nyisip|menyisip)* .. {money}  map .. (kosong|isi*)
    (datang|kesini|urus|ngurus|mengurus|kalau|kalo|klo|mun|nek) (\w+ ){0,2}tangan kosong
    {officer} .. {ask} .. ({amount}|{money})  di(minta|mintai|mintain|pinta|pintai) (\w+ ){0,3}({amount}|{money})
    di(pungut|tarik|tariki|patok|kutip)i? (\w+ ){0,2}({amount}|uang|duit)
    (narik|mungut|memungut|mengutip|matok|mematok) .. ({amount}|uang|duit)
    (meminta|mintain|mintai|minta) (uang|duit|jatah|setoran|upeti|bagian|komisi|tebusan|pitih|doi)
    ujung* .. ({amount}|uang|duit|bayar)  {amount} (\w+ ){0,2}baru (di\w+|jadi|selesai|keluar|jalan|boleh)
    (kasih|bayar|isi|tambah|nambah|setor|ngasih|baisi|bari) .. (dulu|dahulu) (\w+ )?baru  isi bensin dulu
    {fast} .. ({money}|{amount}|bayar|nambah|*nyangoni)  ({money}|{amount}|bayar|setor*|transfer) .. {sothat}  nyangoni*
    disangoni  (kalau|kalo|klo|mun|nek|yang) {no} .. (ngasih|kasih|setor|nyetor|isi|nyelip*|bayar) .. {punish}
    (harus|wajib|disuruh|dipaksa|terpaksa|mesti|musti|kudu) (kasih|ngasih|setor|nyetor|bari|nyogok)
    (disuruh|dipaksa|terpaksa) (bayar|membayar|transfer|nambah) .. (padahal|biar|supaya|gratis)
    harus (bayar|membayar|transfer|nambah) .. (biar|supaya|gratis)  (minta|bayar|jatah) setor*
    (kasih|minta|setor|ambil|memberi|beri) (bagian|komisi|upeti|fee)
    ({amount}|{money}|bayar|dipungut|diminta|minta|ditarik) .. (padahal|harusnya|mestinya|seharusnya) .. gratis
    gratis .. (tapi|tp|kok|nyatanya) .. (bayar|{amount}|{money}|diminta|dipungut|ditarik)  di luar (biaya|tarif) resmi
    (bayar*|{amount}|{money}) .. padahal .. (kis|bpjs|jkn|pbi)
    (tanpa|{no}( ada| dikasih| diberi| dapat)?) (kwitansi|kuitansi|bukti bayar|tanda terima)
    (kwitansi|kuitansi)(nya)? {no} (ada|dikasih|diberi)  (kanggo|buat|untuk) (tuku |beli )?(kopi|rokok)
    tuku (kopi|rokok|udud)  bawah meja  (per)?calo  percaloan  jalur dalam  jalur belakang  orang dalam(?! {within})
    (lewat|jalur|melalui) pintu (belakang|samping) .. ({money}|{amount}|bayar|cepat|cepet)  damai di tempat
    nembak (sim|kir|ktp|stnk)  tembak harga  titip .. ({amount}|{money})  (kursi|bangku) .. ({amount}|dibeli|dijual)
    sumbangan wajib  sumbangan (\w+ )?dipaksa*  ngerti lah  (tau|tahu) sama (tahu|tau)
    (berkas|surat|map|barang)* .. (ditahan|disimpan|tahan) .. (bayar|uang|duit|tebus*|bensin)
    jual ?beli (jabatan|kursi|bangku)  (mutasi|kenaikan pangkat|jabatan) .. {amount}  bisa dibantu (kalau|asal)
    bisa dibantu .. {amount}  biaya (khusus|siluman|tidak resmi|gelap)  bayar paket  minta (pulsa|rokok)  seikhlas*
    (minta|meminta|diminta|dimintai|kasih|ngasih|dikasih|bayar|isi|harus|pakai) (\w+ ){0,2}uang {errand}
    (ormas|karang taruna|lsm|wartawan|oknum|petugas|pemuda) .. thr
    (bayar|pungut|dipungut|narik|ditarik) .. (tanpa|{no} ada|{no} dikasih) (karcis|tiket|struk|nota)
    (harus|wajib|kudu|musti|mesti|disuruh|dipaksa) (setor|nyetor|isi) .. {amount}
    (disuruh|dipaksa) (bayar|transfer) .. {amount}  di luar (kuitansi|kwitansi|ketentuan|aturan)
    ke rekening (dia|beliau|petugas|pribadi)  (mau|biar|supaya|kalau) .. (lulus|lolos) .. bayar
    (nolak|menolak|{no} (dikasih|ngasih|kasih|bayar|isi|mau)) .. {revenge}  salar(an)?
    bayar .. (gadungan|preman|orang terminal)  dicegat .. (minta|bayar|uang)
    (wajib|dipaksa|harus) beli .. (kupon|kelompok|mereka|dari dia)  minta (kopi|imbalan)  kode kode  (uang|ongkos) jajan
    (lolos|lulus|beres|aman|jadi|diproses) asal  tarif .. {no} tertulis  dari yang tertulis
    (kasih|bayar|imbalan|{money}|{amount}) .. baru (mau|berkas|dilayani|diterima|diproses|bisa)
    lebih (mahal )?dari .. (resmi|tertulis|tarif)  (menyuruh|nyuruh|suruh) (\w+ ){0,4}(setor|nyetor|bayar) .. {amount}
    (menyetop|nyetop|stop|cegat|mencegat|memberhentikan|menghentikan) .. (minta|meminta|menarik|narik) .. {amount}
    (bisa|besok|cepat|langsung) .. (kalau|kalo|asal) (\w+ )?(bayar|kasih|transfer) .. {amount}
"""

CORRUPTION = r"""
    (di|ng|me|meng)?korup(si|sikan|tif|tor)?  kkn  nepotis*  kolusi  gratifikasi  (di|me|peny|meny|ny)?suap*
    (di|me)?sogok(an|kan)?  (me)?nyogok  menyuap*  mark ?up  (di|meng|peng)gelembung(kan|an)?  *seleweng*  *gelapkan
    penggelapan  (membawa|bawa) kabur (\w+ )?(dana|kas|bantuan|uang (desa|bumdes|sekolah|bansos|kas))
    *salahgunakan* (\w+ ){0,2}{power}  penyalahgunaan (\w+ ){0,2}{power}  {power} .. disalahgunakan  *fiktif  fiktip
    {funds} .. disunat  disunat .. ({aid}|{amount}|\d+|persen)  (di|me|ke|n)?til[ae]p  diembat
    {aid} (\w+ ){0,4}(dipotong|dimakan|dicatut|raib)(?! pajak)  (di|me)?potong (\w+ ){0,2}{aid}
    {aid} .. (dijual|disewakan|{no} dibagi*|dibagi dua|dikuasai|ditimbun|dipungut*|diminta kembali|dikembalikan)
    {aid} .. (mung|cuma|cuman|hanya|tinggal) .. (separuh|setengah|\d+ ?(kilo|kg|ribu|rb|ekor|liter|sak|karung))
    {reached} (ke )?(?!rumah)(\w+ )?(cuma|hanya|mung|cuman) (\d+|separuh|setengah|sebagian)
    (diterima|kami terima|yang sampai) (\w+ )?(\d+|separuh|setengah)
    (sisa|selebih)(nya|e) (\w+ ){0,2}(buat|dipegang|mati|hilang|entah|masuk|dijual|dimakan|diambil|dibawa)
    (di|dalam) (kertas|laporan|kwitansi|kuitansi|spj|lpj|rab)* .. (kami terima|diterima|nyatanya|padahal)
    (dikumpulkan|disetor*|dikembalikan|setor*) (lagi|kembali|balik) .. (tunai|kepala|bendahara|setelah)
    (setelah|sesudah|habis) (cair|pencairan|masuk rekening) .. (setor*|dipotong|dikumpulkan|diminta|dikembalikan)
    (teken|ttd|tanda ?tangan*|tandatangan) .. (kosong|palsu|dipalsu*|kwitansi|kuitansi)  (kwitansi|kuitansi|nota) kosong
    (nota|kwitansi|kuitansi|bon|cap|stempel)* .. (palsu|dipalsu*|(di)?(bikin|buat) sendiri)
    *palsukan .. (tanda ?tangan|nota|laporan)  (nota|kwitansi|kuitansi|bon) .. toko .. tutup
    gaji* .. (jalan terus|tetap (jalan|cair|terima|masuk))  gaji buta
    {no} pernah (masuk|datang|ngajar|mengajar|ngantor) .. gaji*
    {family} (\w+ )?{boss} .. (semua|dapat|menang|lolos|lulus|diangkat|terpilih)
    (proyek|menang|pemenang|lolos|lulus|diangkat|penerima|dapat|dibagi|gaji)* .. {family} (\w+ )?{boss}
    (bayar|setor|nyetor) .. {amount} .. (lulus|lolos|diterima|jabatan)
    (lulus|lolos|diterima) .. (bayar|setor) .. {amount}  titip .. ({amount}|{money}) .. (bagian|tu|kepala|panitia|guru)
    (ketahuan|bocor|sudah tahu) .. (lolos|lulus|pemenang)
    (pemenang*|yang lolos|yang lulus) .. (sudah (ada|diatur|ditentukan|ketahuan)|diatur|ketahuan)
    (tender|lelang|pengadaan|proyek) .. (diatur|rekayasa|titipan)  kong ?kali ?kong  pinjam bendera  *sekongkol*
    bancakan  jual ?beli (jabatan|kursi|proyek|formasi|suara|nilai)  jatah proyek  fee (proyek|\d+ persen)  main mata
    (uang|dana|anggaran|kas|laba|hasil)* .. {no} (\w+ )?(dilaporkan|transparan|terbuka|diumumkan|dipertanggung*)
    (dana|anggaran|kas|penggunaan)* (\w+ ){0,4}{no} jelas(?! kapan)  ({no} jelas|entah) (ke mana|kemana)
    ke ?mana (larinya|perginya|uangnya|dananya|anggarannya)
    (uang|dana|kas|anggaran|mobil|aset|jabatan)* .. (kepentingan|keperluan) pribadi  rekening pribadi
    masuk (ke )?(kantong|saku)  dimakan (\w+ )?{boss}  (dibawa|bawa) (kabur|lari) .. ({money}|kas|bendahara|ketua)
    ({money}|kas) .. (dibawa|bawa) (kabur|lari)  dapat bagian  uang {errand} (\w+ ){0,9}(dipotong|dipangkas|disunat)
    memperkaya (diri|kelompok|keluarga|pribadi)  (di|pen)catut*
    (traktor|mobil|motor|mesin|aset|perahu) .. (bantuan|dinas|desa) .. (disewakan|dijual|dikuasai|di rumah|pribadi)
    {no} sesuai (spek*|rab|bestek)
    (campuran|semen|besi|volume|ketebalan|spek\w*) ((?!tidak |tak |tdk )\w+ ){0,5}(dikurangi|disunat)
    (mati|meninggal|almarhum) .. (masih|tetap) (terima|dapat|ambil|menerima|cair)
    (perjalanan dinas|sppd) .. (kuitansi|kwitansi|{no} pernah)  {aid} .. dipungut
    (atm|kartu|kks|buku tabungan|buku rekening)* .. (dipegang|dikuasai|ditahan) .. ({boss}|pendamping|sekolah|kadus)
    (diambilkan|diambilin|digesekkan|digesek) .. (pendamping|ketua|agen)
    (dana|kas|anggaran|uang (desa|negara|rakyat)) .. (dipakai|dipake|buat) .. (rumah|mobil|pribadi|judi|kampanye)
    (kontraktor|penyedia|rekanan|pemborong|pelaksana|diterima|kontrak)* .. {family} (\w+ )?{boss}
    (rab|spek*|papan|laporan|spj|kertas|lpj) .. (kenyataan*|nyatanya|realisasi*|aslinya|kondisi di lapangan|faktanya)
    (ditandatangan*|tanda ?tangan|ttd|teken) .. {no} pernah (terima|menerima|kami|saya)
    (uang|honor)* .. {no} pernah (kami |saya )?(pegang|terima)  titip absen  absen* .. (diisi|padahal)
    (harga satuan|katalog|pengadaan|anggaran) .. (dinaikkan|kali lipat|tidak wajar|kemahalan)  kroni
    (jual|menjual|ngejual) .. (jatah|bansos|raskin|bantuan)  dimakan .. (pengurus|ketua|sendiri)
    titip* (nama|orang|keluarga)  titipan (pejabat|dewan|bupati|orang|kades)
    (kuota|kursi) .. (diselip*|dijual|diperjualbelikan)
    (dana|add|anggaran|proyek) .. {no} ada (wujud|realisasi|bukti|pembangunan|bangunan|fisik)*  pembangunan* nol
    (kades|bendahara)(nya)? .. beli .. (tanah|rumah|mobil|kebun)  {aid} .. {no} (utuh|penuh)  {no} (utuh|penuh) .. {aid}
    manipulasi (data|laporan|anggaran)  dimanipulasi  (laporan|data) palsu
    tanah (kas|bengkok) .. (dijual|disewakan|dikuasai)  (laporan|spj|lpj)nya (\w+ )?(100|seratus|lengkap|beres|rampung)
    (cuma|hanya|semua) {family} (\w+ )?{boss}  (toko|cv|usaha|perusahaan|pengadaan|paket) .. {family} (\w+ )?{boss}
    (uang|kas|dana)* .. (dipinjam|dipakai|dipake) .. (bendahara|ketua|kades|pengurus)
    (ketua|bendahara|pengurus|kepala|kades) .. (pakai|pake|memakai|makan|ambil|mengambil) .. (uang|dana|kas|anggaran)
    (bantuan|bibit|pupuk|beras) .. kurang \d+ ?(kilo|kg|karung|sak)  nilai* .. (diubah|dikatrol|direkayasa)
    (subsidi|solar|bbm|pupuk) .. (lari|dilarikan|dijual|diselundup*) ke  dicoret .. (pendukung|pilkades|pilihan)
"""

WORDS = {
    "within": r"(satu|sebuah|hal|gangguan|rumah|keluarga|kk|keadaan|kondisi|jumlah|perjalanan|antr\w+|waktu|sehari)",
    "hit": "(di|me|meng|ke|ter|ng|nge|ma|man|ta)?",
    "errand": "(transport|transpor|jasa|pulsa|ukur|jaga)",
    "funds": "(dana|anggaran|uang|gaji|honor|insentif|tunjangan|bansos|bantuan|blt|pkh|upah)*",
    "building": (
        "rumah|bangunan|gedung|sekolah|kelas|atap|jembatan|tembok|dinding|pohon|tiang|tower|crane|plafon|ruko|pasar"
    ),
    "people": "orang|warga|korban|anak*|kami|keluarga|penumpang|ibu|nenek|kakek|bayi|pekerja|pendaki|sopir|siswa",
    "revenge": (
        "dibaret|dilempar*|dirusak|disayat|diobrak*|kempes|digembosi|dipukul*|diancam|dipersulit|ditahan|diputus"
    ),
    "power": "wewenang|kewenangan|jabatan|kekuasaan|anggaran|dana|keuangan|uang|bantuan|aset",
    "reached": "sampe|sampai|nyampe|diterima|kami terima|teko",
    "no": "tidak|tdk|tak|gak|ga|gk|nggak|ngga|enggak|kagak|ndak|ndk|kada|kadada|trada|tra|ora|teu|dak|indak|belum",
    "money": "uang|duit|fee|jatah|setoran|upeti|amplop|bayaran|tebusan|pitih|hepeng|fulus",
    "amount": (
        r"\d+ ?(rb|ribu|rebu|jt|juta|k)|\d+ 000|seratus|lima puluh|lima ratus|dua puluh|sejuta|jutaan|ratusan ribu|"
        "(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh) (juta|ratus|puluh)"
    ),
    "officer": (
        "petugas*|oknum|pegawai*|polisi|aparat*|kades|pambakal|lurah|polantas|wartawan|lsm|karang taruna|juru ukur|rt|"
        "rw|staf|calo|mandor|bidan|perawat|penghulu|kepsek|kepala *|loket|dishub|ormas|sipir|ketua|kadus|camat|sekdes|"
        "pendamping|jaksa|penyidik*|hakim|panitera|penjaga*|satpam|juru sita|bendahara|pejabat*|operator|dokter"
    ),
    "ask": "minta*|meminta*|narik|menarik|mungut|memungut|matok|mematok|ngomong*",
    "fast": (
        "(biar|supaya|agar|mau|pengen|ingin|handak|arep|ben|pingin) (cepat|cepet|lancar|lakas|gancang|lekas|kilat|"
        "lolos|langsung jadi)"
    ),
    "sothat": (
        r"(biar|supaya|agar|ben) (\w+ ){0,2}(cepat|cepet|lancar|lakas|lekas|langsung|lanjut|lolos|diproses|jadi|"
        r"dimasuk*|diurus)"
    ),
    "punish": "digawi*|ditahan|diproses|dipersulit|jalan|disimpan|lapak*|giliran|dilayani|selesai",
    "blade": "parang|pentungan|linggis|golok|pisau|celurit|clurit|mandau|badik|kapak|samurai|sajam|senjata|pistol",
    "body": "paha|bokong|pantat|dada|payudara|pinggang|kemaluan",
    "aid": "bansos|bantuan|blt|pip|pkh|bpnt|raskin|rastra|beras|insentif|honor*|hibah|jatah*|dana (desa|bos|bantuan)",
    "family": (
        "adik*|kakak*|menantu*|mantu*|keponakan*|ponakan*|istri*|anak*|ipar*|teman|kawan|saudara*|sodara*|keluarga*|"
        "kerabat*|timses"
    ),
    "boss": (
        "kades|kepala|bupati|kabid|kadis|dewan|wali ?kota|pejabat|lurah|camat|panitia|pambakal|perangkat|sekdes|rt|rw|"
        "ketua|kepsek|bendahara"
    ),
}
"""The words that `{name}` stands for."""
