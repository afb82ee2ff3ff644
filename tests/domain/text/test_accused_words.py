"""Which words name whom: a body of the centre, an office of the region, people who hold no office; and how near to the
accusation they must stand."""

import pytest

from chalicelib.domain.text import accused, alarms
from tests.support.words import each

BODIES = {
    "polri": (
        "polisi|polantas|polri|polsek|kapolsek|polres|kapolres|polresta|polrestabes|polda|kapolda|satlantas|satpas|samsat"
        "|skck|brimob|reskrim|satreskrim|penyidiknya|bhabinkamtibmas|propam|tilang|ditilang|bikin sim"
        "|urus sim|ujian sim|perpanjangan sim|nembak sim|tes sim"
    ),
    "tni": "tni|tentara|koramil|kodim|danramil|dandim|babinsa|kodam|polisi militer|marinir",
    "kejaksaan": "jaksa|kejaksaan|kejari|kejati|kajari",
    "peradilan": "pengadilan|hakim|panitera|mahkamah agung",
    "imipas": "imigrasi|lapas|rutan|sipir|lembaga pemasyarakatan|paspor",
    "atr-bpn": "bpn|kantor pertanahan|badan pertanahan|kantah",
    "agama": "kua|kemenag|kankemenag|penghulu|madrasah|mtsn|kantor agama|kementerian agama",
    "pendidikan-tinggi": "universitas|kampus|rektor|rektorat|dekan|dosen|perguruan tinggi|politeknik",
    "keuangan": "kantor pajak|petugas pajak pratama|kpp|pajak pratama|bea cukai|bea dan cukai|ditjen pajak|djp",
    "perhubungan": "syahbandar|ksop|jembatan timbang|bptd|otoritas bandara",
    "negara": (
        "kementerian|kemenkes|dirjen|pln|pertamina|bpjs|bumn|bulog|telkom|kantor pos|bank bri|bank bni|bank btn"
    ),
}


@pytest.mark.parametrize(
    ("body", "words"), [(body, words) for body, listed in BODIES.items() for words in listed.split("|")]
)
def test_the_words_name_the_body_of_the_centre(body: str, words: str) -> None:
    named = accused.of_text(f"di {words} itu diminta uang")
    assert body in named
    assert set(named) <= {body, "polri", accused.REST} or words == "polisi militer"


OFFICES = (
    "balai desa|bale desa|lurah|camat|kades|kepdes|sekdes|carik|kadus|bendahara|perangkat|pambakal|keuchik|pamong"
    "|wali nagari|kadis|kabid|sekda|setda|uptd|upt|dinas sosial|satpol|petugas satpol|pamong praja|disdukcapil|dukcapil"
    "|dispenduk|dishub|dinkes|disdik|dinsos|dlh|pupr|bapenda|dispenda|perkim|dpmptsp|diskominfo|bkd|bkpsdm|bupati"
    "|walikota|wali kota|gubernur|pemda|pemkot|pemkab|pemprov|kepsek|guru|komite|bidan|mantri|rsud|puskesmas|pdam"
    "|bumdes|bansos|blt|dana desa|dana bos|ptsl|wali kelas|rt|rw|kelurahan|loket kecamatan|operator sekolah"
    "|operator dinas|operator desa"
)


@pytest.mark.parametrize("words", each(OFFICES))
def test_the_words_name_an_office_of_the_region(words: str) -> None:
    assert accused.of_text(f"{words} dan rektor minta uang") == (accused.LOCAL, "pendidikan-tinggi")
    assert accused.of_text(f"x{words}x dan rektor minta uang") == ("pendidikan-tinggi",)


THUGS = (
    "preman|ormas|jukir liar|juru parkir liar|tukang parkir|juru parkir|parkir liar|jukirnya|pak ogah|geng motor"
    "|gang motor|begal|debt collector|debtcollector|dep kolektor|depkolektor|mata elang|lsm|wartawan|pengamen"
    "|tak dikenal|putra daerah|pemuda kampung|orang setempat|orang sini|orang sana|pemuda|anak stm|anak jalanan"
    "|anak punk"
)


@pytest.mark.parametrize("words", each(THUGS))
def test_people_without_an_office_are_nobodys_to_examine(words: str) -> None:
    assert accused.of_text(f"{words} minta uang") == ()
    assert accused.of_text(f"x{words}x minta uang") == (accused.LOCAL,)


@pytest.mark.parametrize(
    "words",
    [
        *("bukan petugas", "bukan pegawai", "bukan pns", "bukan aparat"),
        *("polisi gadungan", "petugas gadungan", "wartawan gadungan", "tni gadungan", "jaksa gadungan"),
        *("mengaku polisi", "ngaku anggota"),
    ],
)
def test_who_only_claims_an_office_holds_none(words: str) -> None:
    assert alarms.accusation(alarms.detect(f"Orang {words} itu memalak")) != "pungli"


OFFICIALS = "petugas|pegawai|oknum pemeriksa|aparat|pejabat|pns|asn|dinas|orang dalam|jalur dalam"


@pytest.mark.parametrize("words", each(OFFICIALS))
def test_whoever_holds_an_office_is_accused_beside_people_who_hold_none(words: str) -> None:
    assert accused.of_text(f"preman dan {words} minta uang") == (accused.LOCAL,)


@pytest.mark.parametrize("words", each("lsm|wartawan|ormas|preman|jukir|juru|parkir|tukang"))
def test_an_individual_of_those_is_no_official(words: str) -> None:
    assert accused.of_text(f"preman dan oknum {words} minta uang") == ()


OTHERS = "agen|majikannya|pelaku|penipu|bos|kakak kelas|teman kelas|adik kelas|derek"


@pytest.mark.parametrize("words", each(OTHERS))
def test_of_others_who_take_money_no_office_is_told(words: str) -> None:
    text = f"{words} minta uang untuk ktp"
    assert not accused.is_told(text, 0, 1)
    assert accused.is_told(f"x{text}", 0, 1)


SERVICES = (
    "ktp|kk|akta|akte|kia|surat pengantar|surat keterangan|surat nikah|surat pindah|surat tanah"
    "|surat domisili|surat baru domisili|izin|sertifikat|berkas|loket|pelayanan|kantor|bansos|blt|pkh|bantuan sosial"
    "|bantuan desa|bantuan beras|bantuan bibit|pupuk subsidi|pupuk bersubsidi|sekolah|sd|smp|sma|smk|paud|kelas|rapor"
    "|ijazah|puskesmas|posyandu|pasien|igd|ugd|retribusi|tender|lelang|proyek|anggaran|apbd|perda|honorer|cpns|pppk"
    "|jabatan|mutasi|kenaikan pangkat|pbb|pajak|sim|stnk|kir|kas desa|aset desa|aset daerah|rsud|rumah sakit|skck"
    "|paspor|nikah|buku nikah|vaksin|imunisasi|proposal|nip"
)


@pytest.mark.parametrize("words", each(SERVICES))
def test_what_only_an_office_gives_tells_of_one(words: str) -> None:
    assert accused.is_told(f"diminta uang untuk {words}", 0, 1)
    assert not accused.is_told(f"diminta uang untuk x{words}x", 0, 1)


PLACES = (
    "depan|dekat|dkt|sebelah|samping|belakang|seberang|jalan|jl|jln|gang|gg|simpang|perempatan|pertigaan|asrama"
    "|komplek|kompleks|pensiunan|mantan|eks|anak|istri|suami|surat|putusan|pendataan"
)
ADDRESSED = (
    "lapor|laporkan|melaporkan|laporan|adukan|diadukan|mengadu|pengaduan|serahkan|teruskan|tembusan|panggil|hubungi"
)


@pytest.mark.parametrize("word", [*each(PLACES), *each(ADDRESSED), "bantuan"])
def test_a_body_beside_which_it_happened_or_that_was_told_is_not_accused(word: str) -> None:
    assert accused.of_text(f"uang diminta {word} koramil") == (accused.LOCAL,)
    assert accused.of_text(f"uang diminta {word} si koramil") == (accused.LOCAL,)
    assert accused.of_text("uang diminta oleh koramil") == ("tni",)


@pytest.mark.parametrize("behind", ["tidur", "pamong", "hutan", "kehutanan"])
def test_a_word_that_only_begins_like_a_bodys_names_none(behind: str) -> None:
    assert accused.of_text(f"polisi {behind} dipasang asal") == (accused.LOCAL,)
    assert accused.of_text(f"polisi {behind}x dipasang asal") == ("polri",)


def test_what_is_named_in_the_sentence_of_the_accusation_goes_before_the_rest() -> None:
    text = "rektor tahu|tentara minta uang|jaksa diam"
    at = text.index("minta")
    assert accused.of(text, at, at + 5) == ("tni",)
    assert accused.of("rektor tahu|minta uang", 12, 17) == ("pendidikan-tinggi",)
    assert accused.of("minta uang|rektor tahu", 0, 5) == ("pendidikan-tinggi",)


def test_a_sentence_reaches_from_bar_to_bar_or_to_the_end_of_the_text() -> None:
    for text in (
        "rektor|tni minta uang|dekan",
        "rektor|minta uang tni|dekan",
        "rektor|minta uang tni",
        "tni minta uang",
    ):
        at = text.index("minta")
        assert accused.of(text, at, at + 5) == ("tni",)
    assert accused.of("rektor|x|dekan", 7, 8) == ("pendidikan-tinggi",)


def test_an_official_is_told_of_also_beside_people_who_hold_no_office() -> None:
    assert accused.is_told("preman dan petugas minta uang", 0, 6)
    assert not accused.is_told("preman minta uang untuk ktp", 0, 6)
    assert not accused.is_told("minta uang", 0, 5)
    assert accused.is_told("rektor minta uang", 0, 5)


def test_beside_a_body_with_an_inspector_a_company_of_the_state_is_not_named() -> None:
    assert accused.of_text("pln dan jaksa minta uang") == ("kejaksaan",)
    assert accused.of_text("pln minta uang") == (accused.REST,)


@pytest.mark.parametrize(("between", "told"), [(105, True), (106, False)])
def test_an_office_is_told_of_within_a_hundred_and_ten_characters(between: int, told: bool) -> None:
    filler = " ".ljust(between, "|")
    assert accused.is_told(f"uang{filler}pajak", 0, 4) is told
    assert accused.is_told(f"pajak{filler}uang", 5 + between, 9 + between) is told


@pytest.mark.parametrize(("between", "accuses"), [("a" * 43, False), ("a" * 44, True)])
def test_a_place_or_an_addressee_counts_within_fifty_characters(between: str, accuses: bool) -> None:
    assert accused.of_text(f"depan {between} koramil") == (("tni",) if accuses else (accused.LOCAL,))
