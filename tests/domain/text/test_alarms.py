"""How well alarms are detected. `alarms.jsonl` holds complaints written for this, each with its kinds of alarm.

Words are chosen by the even lines alone. The odd lines measure: the floors stand well below what was measured there
(danger 0.93, violence 1.00, extortion 0.87, corruption 0.65), since half of them only hint.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text import accused, alarm_words, alarms, calm_words, phrases
from chalicelib.domain.text.alarms import Alarm, Impression

LINES = (Path(__file__).parent / "alarms.jsonl").read_text().splitlines()
WRITTEN = [json.loads(line) for line in LINES]
CHOSEN_BY, MEASURED_ON = WRITTEN[1::2], WRITTEN[0::2]
KINDS = (alarms.DANGER, alarms.VIOLENCE, alarms.EXTORTION, alarms.CORRUPTION)

ORDINARY = [
    "Lampu jalan di depan balai desa mati sejak minggu lalu.",
    "Sampah tidak diangkut sudah empat hari, baunya masuk ke rumah",
    "Kapan KTP saya jadi? Sudah rekam dari bulan Januari",
    "Air PDAM keruh dan tagihannya 350 ribu padahal rumah kosong",
    "Pak RW kebakaran jenggot waktu ditanya jadwal ronda",
    "Tarifnya dipukul rata untuk semua jurusan",
    "Hidran kebakaran di depan pasar rusak",
    "Jalan berlubang ini rawan kecelakaan, mohon ditambal",
    "Dana desa kapan cair? Posyandu menunggu",
    "Mohon diadakan sosialisasi anti korupsi di sekolah kami",
    "Berapa tarif parkir resmi di tepi jalan?",
    "Uang kembalian dari loket kurang dua ribu",
    "Mohon fogging, warga takut demam berdarah",
    "Mohon bantuannya untuk memangkas pohon di depan rumah",
    "Pak RT minta iuran sampah 20 ribu sebulan",
    "Blangko kosong terus, kapan KTP dicetak",
]


def kinds(text: str) -> set[str]:
    return {alarm.kind for alarm in alarms.detect(text)}


def accusation(text: str) -> str | None:
    return alarms.accusation(alarms.detect(text))


def like(**chances: float) -> Impression:
    return Impression(chances, dict.fromkeys(chances, "berkas, nyangkut"))


def recall(kind: str, among: list[dict]) -> float:
    relevant = [line for line in among if kind in line["kinds"]]
    return sum(kind in kinds(line["text"]) for line in relevant) / len(relevant)


@pytest.mark.parametrize(
    ("kind", "floor"),
    [(alarms.DANGER, 0.8), (alarms.VIOLENCE, 0.85), (alarms.EXTORTION, 0.7), (alarms.CORRUPTION, 0.5)],
)
def test_most_alarms_in_peoples_own_words_are_detected(kind: str, floor: float) -> None:
    assert recall(kind, MEASURED_ON) >= floor


@pytest.mark.parametrize("kind", KINDS)
def test_alarms_are_detected_in_the_texts_that_the_words_were_chosen_by(kind: str) -> None:
    assert recall(kind, CHOSEN_BY) >= 0.95


def test_few_ordinary_complaints_give_an_alarm() -> None:
    ordinary = [line["text"] for line in WRITTEN if not line["kinds"]]
    assert sum(bool(kinds(text)) for text in ordinary) <= len(ordinary) * 0.05


def test_no_ordinary_complaint_is_taken_for_an_accusation() -> None:
    ordinary = [line["text"] for line in WRITTEN if not line["kinds"]]
    assert [text for text in ordinary if alarms.accusation(alarms.detect(text))] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_words_that_only_look_alike_give_no_alarm(text: str) -> None:
    assert alarms.detect(text) == ()


def test_a_quiet_phrase_does_not_hide_a_real_one() -> None:
    assert kinds("Hidran kebakaran rusak, padahal rumah tetangga sedang terbakar") == {alarms.DANGER}
    assert accusation("Spanduk anti korupsi dipasang oleh kades yang korupsi dana desa") == "korupsi"


def test_an_accusation_goes_to_the_inspectorate_and_is_protected() -> None:
    bribe = "Petugas minta uang rokok supaya berkas cepat jadi"
    assert accusation(bribe) == "pungli"
    assert alarms.protects(alarms.detect(bribe))


def test_danger_shows_emergency_numbers_and_hides_no_case() -> None:
    (alarm,) = alarms.detect("Anak saya kejang2, puskesmas tutup")
    assert (alarm.kind, alarm.words, alarm.numbers) == (alarms.DANGER, "kejang", ("112", "119", "113"))
    assert not alarms.protects([alarm])


HINT = "Setiap urusan kalau tidak membawa sesuatu berkas nyangkut"


def test_an_impression_gives_an_alarm_where_no_words_do_and_names_its_basis() -> None:
    assert alarms.detect(HINT) == ()
    found = alarms.detect(HINT, like(extortion=0.9, none=0.1))
    assert found == (Alarm("extortion", "berkas, nyangkut", (), "impression", ("daerah",), 0.9),)
    assert alarms.protects(found)


def test_an_impression_alone_accuses_nobody_and_is_for_a_person_to_judge() -> None:
    found = alarms.detect(HINT, like(extortion=0.9, none=0.1))
    assert alarms.accusation(found) is None
    assert alarms.suspicions(found) == {"pungli": 0.9}


def test_an_impression_of_violence_shows_the_numbers_to_call() -> None:
    (alarm,) = alarms.detect("Kalau bapaknya pulang anak itu sembunyi di rumah kami", like(violence=0.7))
    assert alarm.numbers == ("112", "110", "129")


def test_of_two_suspected_kinds_only_the_likelier_is_an_alarm() -> None:
    assert alarms.suspected(HINT, {"extortion": 0.2, "corruption": 0.15, "none": 0.65}) == ("extortion",)
    assert alarms.suspected(HINT, {"extortion": 0.4, "corruption": 0.5, "none": 0.1}) == ("corruption", "extortion")
    assert alarms.suspected(HINT, {"extortion": 0.1, "corruption": 0.1, "none": 0.8}) == ()


def test_an_impression_of_a_few_words_is_no_alarm() -> None:
    assert alarms.detect("buat kks", like(corruption=0.99)) == ()


def test_an_alarm_by_words_replaces_one_by_impression() -> None:
    bribe = "Petugas minta uang rokok supaya berkas cepat jadi"
    found = alarms.detect(bribe, like(corruption=0.6, extortion=0.4))
    assert [(alarm.kind, alarm.basis) for alarm in found] == [("extortion", "words"), ("corruption", "impression")]
    assert alarms.accusation(found) == "pungli"


def test_an_impression_of_unprotected_kinds_is_no_alarm() -> None:
    assert alarms.detect(HINT, Impression({"jalan-rusak": 1.0}, {})) == ()


def test_words_of_two_sentences_are_not_put_together() -> None:
    assert kinds("Petugas kemarin datang dan minta maaf. Uang parkir naik") == set()


@given(st.text())
def test_alarms_of_any_text_are_detected_the_same_way_each_time(text: str) -> None:
    once = alarms.detect(text)
    assert once == alarms.detect(text)
    assert len({alarm.kind for alarm in once}) == len(once)
    assert all(alarm.words for alarm in once)


@pytest.mark.parametrize(
    "filler", ["a", "a ", "uang ", "minta ", "laporan dana kas anggaran ", "1 ", "|", ". ", "\u0130"]
)
def test_alarms_are_detected_at_the_end_of_the_longest_text(filler: str) -> None:
    fire = ". rumah kami terbakar"
    text = (filler * 10_000)[: 10_000 - len(fire)] + fire
    assert alarms.DANGER in kinds(text)


LISTS = {
    **{name: getattr(alarm_words, name) for name in map(str.upper, KINDS)},
    "CALM": calm_words.CALM,
    **accused.BODIES,
    **{name: getattr(accused, name) for name in ("_OFFICES", "_THUGS", "_OFFICIAL")},
}


@pytest.mark.parametrize("name", LISTS)
def test_no_unbounded_repetition_is_nested_or_beside_another(name: str) -> None:
    """Each would make some text take time that grows by more than its length."""
    pattern = phrases.pattern(LISTS[name]).pattern
    assert not re.search(r"\)(?:[*+]|\{\d*,\})", pattern)
    assert not re.search(r"\\w[*+]\\w", pattern)


def test_every_name_in_the_phrases_is_explained_and_every_one_explained_is_used() -> None:
    named = set(re.findall(r"\{([a-z]+)\}", "".join(LISTS.values())))
    assert named == {*alarm_words.WORDS, *calm_words.WORDS}
    assert not alarm_words.WORDS.keys() & calm_words.WORDS.keys()


VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "alarms.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"])
def test_the_page_and_the_server_agree_on_plain_words_of_danger_and_violence(vector: dict[str, Any]) -> None:
    found = {alarm.kind for alarm in alarms.detect(vector["text"])}
    assert bool(found & {alarms.DANGER, alarms.VIOLENCE}) == vector["urgent"]
