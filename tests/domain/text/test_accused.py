"""Whom an accusation is about: an office of the region, one of the centre with its own inspector, both, or nobody's."""

import pytest

from chalicelib.domain.text import alarms

CASES = [
    ("Petugas kelurahan minta uang rokok", "pungli"),
    ("Kepala desa korupsi dana desa", "korupsi"),
    ("Calo di loket tiga minta uang", "pungli"),
    ("Polisi lalu lintas meminta uang di jalan poros", "pungli.polri"),
    ("Pegawai Samsat pungli waktu balik nama", "pungli.polri"),
    ("Kapolsek menerima suap dari pemilik tambang", "korupsi.polri"),
    ("Waktu bikin SIM saya diminta 200 ribu", "pungli.polri"),
    ("Oknum tentara dari koramil minta jatah 200 ribu", "pungli.tni"),
    ("Jaksa meminta uang supaya tuntutan ringan", "pungli.kejaksaan"),
    ("Panitera pengadilan minta uang 10 juta", "pungli.peradilan"),
    ("Petugas imigrasi meminta uang 500 ribu", "pungli.imipas"),
    ("Di lapas tiap kunjungan dipungut 50 ribu", "pungli.imipas"),
    ("Juru ukur BPN minta uang 3 juta", "pungli.atr-bpn"),
    ("Penghulu KUA minta amplop", "pungli.agama"),
    ("Rektor mengangkat anaknya, nepotisme", "korupsi.pendidikan-tinggi"),
    ("Petugas Bea Cukai minta uang pelicin", "pungli.keuangan"),
    ("Syahbandar memungut uang tiap kapal", "pungli.perhubungan"),
    ("Petugas PLN minta uang tunai", "pungli.negara"),
    ("Pejabat kementerian menerima gratifikasi", "korupsi.negara"),
    ("Paspor saya di kantor imigrasi tertahan. Katanya bayar uang pelicin dulu", "pungli.imipas"),
    ("Satpol PP minta uang tiap Jumat", "pungli"),
    ("Bendahara desa korupsi. Saya sudah lapor polisi, tidak ditanggapi", "korupsi"),
    ("Calo di depan kantor polisi minta uang", "pungli"),
]

UNCLEAR = [
    ("Oknum polisi dan lurah minta uang bersama", {"pungli", "pungli.polri"}),
    ("Guru madrasah minta uang, kepala dinas tahu", {"pungli", "pungli.agama"}),
]

NO_OFFICE = [
    "Preman di terminal memalak sopir angkot",
    "Ormas minta uang keamanan ke proyek kami",
    "Jukir liar minta uang sambil memaksa",
    "Wartawan gadungan minta uang 2 juta",
    "Pak ogah minta uang ke tiap mobil",
]


@pytest.mark.parametrize(("text", "category"), CASES)
def test_an_accusation_names_the_category_of_the_inspector(text: str, category: str) -> None:
    assert alarms.accusation(alarms.detect(text)) == category


@pytest.mark.parametrize(("text", "possible"), UNCLEAR)
def test_two_possible_inspectors_are_for_a_person_to_choose(text: str, possible: set[str]) -> None:
    detected = alarms.detect(text)
    assert alarms.accusation(detected) is None
    assert alarms.suspicions(detected) == dict.fromkeys(possible, 0.5)


@pytest.mark.parametrize("text", NO_OFFICE)
def test_people_without_an_office_are_no_matter_of_an_inspectorate_but_stay_protected(text: str) -> None:
    detected = alarms.detect(text)
    assert alarms.protects(detected)
    assert alarms.accusation(detected) is None
    assert alarms.suspicions(detected) == {}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Bos arisan bawa kabur duit 60 orang, diminta 2 juta lagi", None),
        ("Saya diteror lewat video lalu diperas 5 juta", None),
        ("Mau urus KK diminta 50 ribu", "pungli"),
        ("Petugas loket minta tambahan satu juta", "pungli"),
        ("Penyidik di polsek minta 15 juta kalau mau damai", "pungli.polri"),
        ("Lawan menyuap majelis hakim pengadilan tinggi", "korupsi.peradilan"),
    ],
)
def test_money_that_anybody_may_have_taken_is_no_accusation_of_an_office(text: str, category: str | None) -> None:
    detected = alarms.detect(text)
    assert alarms.accusation(detected) == category
    assert alarms.protects(detected)
    assert category or set(alarms.suspicions(detected)) <= {"pungli", "korupsi"}


@pytest.mark.parametrize(
    "text",
    ["akun saya ditutup karena order fiktif", "travel batal, kami minta uang kembali", "amplop pajak salah alamat"],
)
def test_what_sounds_alike_is_none(text: str) -> None:
    assert alarms.detect(text) == ()
