"""What each word before or behind a name makes of it: an address, a salutation, a person, or what the text is about."""

import pytest

from chalicelib.domain.text.topic_words import GAP, topic_words
from tests.support.words import each

STREETS = "Jalan|jalan|JALAN|Jln|jln|Jl|jl|JLN|JL|Gang|gang|Gg|gg|GG|Lorong|lorong|Lr|lr"
AREAS = (
    "Desa|Ds|Kelurahan|Kel|Kecamatan|Kec|Kabupaten|Kab|Kota|Kampung|Kp|Dusun|Dsn|Provinsi|Prov|Nagari|Gampong|Distrik"
    "|Komplek|Kompleks|Komp|Perumahan|Perum|Perumnas|Pedukuhan|Banjar|Jorong|Lingkungan|Simpang|Blok"
)


@pytest.mark.parametrize("kind", each(STREETS))
def test_the_name_of_a_street_goes_and_behind_a_comma_the_street_too(kind: str) -> None:
    assert topic_words(f"lampu mati, {kind} Melati") == "lampu mati_"
    assert topic_words(f"lampu mati, {kind}. Melati") == "lampu mati_"
    assert topic_words(f"{kind} Melati") == f"{kind} {GAP}"


@pytest.mark.parametrize("kind", each(AREAS))
def test_the_name_of_an_area_goes_and_its_kind_too(kind: str) -> None:
    assert topic_words(f"lampu mati, {kind} Melati") == "lampu mati_"
    assert topic_words(f"lampu mati, {kind.lower()} Melati") == "lampu mati_"
    assert topic_words(f"lampu mati x{kind} Melati") == f"lampu mati x{kind} Melati"


def test_a_road_that_somebody_is_on_stays_a_road_and_a_lane_does_not() -> None:
    assert topic_words("lubang di jalan Melati") == f"lubang di jalan {GAP}"
    assert topic_words("lubang di gang Melati") == f"lubang {GAP}"
    assert topic_words("lubang. Desa Melati gelap") == f"lubang. Desa {GAP} gelap"
    assert topic_words("lubang! Desa Melati gelap") == f"lubang! Desa {GAP} gelap"
    assert topic_words("lubang? Desa Melati gelap") == f"lubang? Desa {GAP} gelap"
    assert topic_words("lubang Desa Melati gelap") == f"lubang {GAP} gelap"


@pytest.mark.parametrize(
    "before",
    each("di|ke|dari|daerah|wilayah|warga|alamat|alamatnya|lokasi|lokasinya|domisili|tinggal|sekitar|dekat|dkt|asal"),
)
def test_what_stands_before_an_address_goes_with_it(before: str) -> None:
    assert topic_words(f"gelap {before} Kel. Melati") == f"gelap {GAP}"
    assert topic_words(f"gelap {before.capitalize()} Kel. Melati") == f"gelap {GAP}"
    assert topic_words(f"gelap {before} : Kel. Melati") == f"gelap {GAP}"
    assert topic_words(f"gelap x{before} Kel. Melati") == f"gelap x{before} {GAP}"


@pytest.mark.parametrize(
    "office",
    each(
        "kantor|pelayanan|loket|petugas|staf|staff|pegawai|kepala|perangkat|aparat|operator|balai|sekretaris|oknum|pemerintah"
        "|dana|kas|batas"
    ),
)
def test_the_office_of_a_place_is_what_it_is_about(office: str) -> None:
    for word in (office, office.capitalize()):
        assert topic_words(f"{word} Desa Melati lambat") == f"{word} Desa {GAP} lambat"
    assert topic_words(f"rapat di x{office} Desa Melati lambat") == f"rapat di x{office} {GAP} lambat"


MATTERS = (
    "Rusak|Berlubang|Berlobang|Nasional|Provinsi|Propinsi|Negara|Tol|Desa|Kabupaten|Kota|Lingkungan|Umum|Licin|Gelap"
    "|Macet|Utama|Besar|Ambles|Amblas|Hancur|Ini|Itu|Kami|Saya|Yang|Tidak|Belum|Sudah|Mohon|Tolong|Poros|Setapak|Usaha"
    "|Aspal|Layang|Masuk|Keluar|Depan|Menuju|Dari|Ke|Di|Dan|Untuk|Dalam|Tani|Terima|Demikian|Akses|Becek|Banjir|Longsor"
)


@pytest.mark.parametrize("word", each(MATTERS))
def test_a_word_of_the_matter_is_no_name_though_it_has_a_capital(word: str) -> None:
    assert topic_words(f"lampu mati, Jalan {word}") == f"lampu mati, Jalan {word}"
    assert topic_words(f"lampu mati, Jalan Melati {word}") == f"lampu mati{GAP} {word}"
    assert topic_words(f"lampu mati, Jalan {word}ku") == f"lampu mati{GAP}"


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Melati", ""),
        ("Melati Indah Raya Baru", ""),
        ("Melati Indah Raya Baru Lagi", " Lagi"),
        ("Melati-Indah", ""),
        ("Ma'rang", ""),
        ("Melati IV", ""),
        ("Melati 12", ""),
        ("Melati 12b", ""),
        ("A. Yani", ""),
        ("B Yani", ""),
        ("melati", None),
    ],
)
def test_a_name_has_up_to_four_words_with_a_capital_or_numbers(name: str, left: str | None) -> None:
    kept = f"lampu mati, Jalan {name}" if left is None else f"lampu mati{GAP}{left}"
    assert topic_words(f"lampu mati, Jalan {name}") == kept


@pytest.mark.parametrize("word", each("rt|rw|no|nomor|blok|blk|km|kav|RT|No"))
def test_numbers_of_houses_and_neighbourhoods_go(word: str) -> None:
    for number in ("5", "5a", "05/06", "5-7"):
        assert topic_words(f"lampu {word} {number} mati") == f"lampu {GAP} mati"
    assert topic_words(f"lampu {word}.5 mati") == topic_words(f"lampu {word}: 5 mati") == f"lampu {GAP} mati"
    assert topic_words(f"lampu x{word} 5 mati") == f"lampu x{word} 5 mati"


@pytest.mark.parametrize("house", ["12", "12b", "no12"])
def test_the_number_behind_an_address_goes_with_it(house: str) -> None:
    assert topic_words(f"lampu mati, Jl. melati, Gang Mawar {house} gelap") == f"lampu mati, Jl. melati{GAP} gelap"


HONOURED = (
    "bapak|bapa|bpk|pak|ibu|bu|ibuk|sdr|saudara|kepala|kadis|kadin|bupati|gubernur|walikota|wali kota|walkot|wali|camat"
    "|lurah|kades|sekda|presiden|wakil|menteri|dinas|pimpinan|admin|min|jajaran|dan|beserta|staf|pemerintah|pemkab"
    "|pemkot|pemprov|pemda|kabupaten|kota|provinsi|kab|prov|di|tempat|dishub|pupr|pu|disdik|dinkes|dinsos|disdukcapil"
    "|dukcapil|dlh|disnaker|satpol pp|satpolpp|diskominfo|kominfo|perhubungan|pekerjaan umum|bina marga|pendidikan"
    "|kesehatan|sosial|lingkungan hidup|kependudukan|pencatatan sipil|catatan sipil|tenaga kerja|perdagangan|pertanian"
    "|perikanan|terkait|setempat|kelurahan|kecamatan|desa"
)


@pytest.mark.parametrize("words", each(HONOURED))
def test_whoever_is_addressed_is_no_evidence(words: str) -> None:
    assert topic_words(f"Yth. {words}, lampu mati") == f"{GAP}, lampu mati"
    assert topic_words(f"Yth. x{words}, lampu mati") == f"{GAP} x{words}, lampu mati"


@pytest.mark.parametrize(
    "salutation",
    each("yth|Yts.|YTC:|kepada yth|Kpd Yth.|yang terhormat|yang kami hormati|yang kami hormat|kepada yang terhormat"),
)
def test_a_salutation_goes_with_its_titles_and_a_name(salutation: str) -> None:
    assert topic_words(f"{salutation} Bapak Budi Santoso, lampu mati") == f"{GAP}, lampu mati"
    assert topic_words(f"{salutation} Bpk. Kepala Dinas PU / Dishub, lampu mati") == f"{GAP}, lampu mati"


@pytest.mark.parametrize(
    "greeting",
    [
        *("assalamualaikum", "Assalamu'alaikum", "asalamualaikum", "asslmkm", "aslmkm", "askum"),
        *("waalaikum salam", "wa'alaikumsalam", "selamat pagi", "selamat siang", "selamat sore", "selamat malam"),
        *("salam sejahtera", "om swastiastu", "dengan hormat", "wassalam", "wassalamualaikum"),
    ],
)
def test_a_greeting_goes(greeting: str) -> None:
    if greeting == "askum":
        assert topic_words(f"{greeting} lampu") == f"{greeting} lampu"
    else:
        assert topic_words(f"{greeting} lampu") == f"{GAP} lampu"


PERSONS = (
    "Nama saya |nama lengkap: |Nama sy |Atas nama |atas Nama |A.n. |an |Saya |saya |Pak |pak |Bapak |Bu |Ibu |ibu "
    "|Mbak |mas |Bang |Haji |H. |Hj. |hj |Ustadz |ustadh |Sdr. |sdr "
)


@pytest.mark.parametrize("honour", each(PERSONS))
def test_the_name_of_a_person_goes_and_what_stands_before_it_stays(honour: str) -> None:
    assert topic_words(f"oleh {honour}Budi Santoso Putra lampu") == f"oleh {honour}{GAP} lampu"
    assert topic_words(f"oleh {honour}budi lampu") == f"oleh {honour}budi lampu"


OFFICES = (
    "RT|RW|Camat|Lurah|Kades|Kepala|Bupati|Walikota|Wali|Gubernur|Menteri|Presiden|Guru|Kepsek|Dokter|Polisi|Dewan|Hakim"
    "|Jaksa|Bidan|Dinas|Perangkat|Sekdes|Kadus|Dukuh|Keuchik|Admin|Dosen|Rektor|Mantri|Pengawas|Petugas|Ketua|Hamil"
)


@pytest.mark.parametrize("office", each(OFFICES))
def test_what_somebody_is_stays(office: str) -> None:
    assert topic_words(f"oleh Pak {office} lampu") == f"oleh Pak {office} lampu"
    assert topic_words(f"oleh Pak Budi {office} lampu") == f"oleh Pak {GAP} {office} lampu"


def test_names_that_were_read_as_places_go_the_longest_first_with_what_stands_before() -> None:
    assert topic_words("gelap di Loa Janan Ilir", ["Loa Janan", "Loa Janan Ilir"]) == f"gelap {GAP}"
    assert topic_words("kantor Loa Janan tutup", ["Loa Janan"]).split() == ["kantor", GAP, "tutup"]
    assert topic_words("Loa Janan gelap", ["Loa Janan", ""]) == f"{GAP} gelap"
    assert topic_words("xLoa Janan gelap", ["Loa Janan"]) == "xLoa Janan gelap"
    assert topic_words("Loa Jananx gelap", ["Loa Janan"]) == "Loa Jananx gelap"
