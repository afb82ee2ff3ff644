"""When an impression is believed: beside alarm words, beside danger, and where its words have another explanation."""

import pytest

from chalicelib.domain.text import alarms
from chalicelib.domain.text.alarms import Alarm, Impression

PLAIN = "Setiap urusan kalau tidak membawa sesuatu berkas nyangkut"
HARMLESS = "Spanduk stop pungli di terminal kami sudah sobek sejak bulan lalu"
FIRE = "Rumah di sebelah kantor kami terbakar sejak tadi malam"
BLOW = "Anak saya ditampar di kelas oleh temannya tadi pagi"


def found(text: str, **chances: float) -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.basis) for alarm in alarms.detect(text, Impression(chances, {}))]


WORDS, IMPRESSION = alarms.WORDS, alarms.IMPRESSION


@pytest.mark.parametrize(
    ("text", "chance", "alarms_found"),
    [
        (PLAIN, 0.29, []),
        (PLAIN, 0.3, [("extortion", IMPRESSION)]),
        (HARMLESS, 0.3, []),
        (HARMLESS, 0.84, []),
        (HARMLESS, 0.85, [("extortion", IMPRESSION)]),
        (FIRE, 0.3, [("danger", WORDS)]),
        (FIRE, 0.84, [("danger", WORDS)]),
        (FIRE, 0.85, [("danger", WORDS), ("extortion", IMPRESSION)]),
        (BLOW, 0.29, [("violence", WORDS)]),
        (BLOW, 0.3, [("violence", WORDS), ("extortion", IMPRESSION)]),
    ],
)
def test_an_impression_counts_from_a_chance_on_and_a_higher_one_where_words_explain_it(
    text: str, chance: float, alarms_found: list[tuple[str, str]]
) -> None:
    assert found(text, extortion=chance) == alarms_found


def test_a_kind_that_words_mean_is_not_suspected_again() -> None:
    assert found(BLOW, violence=0.9) == [("violence", WORDS)]


def test_the_chances_of_the_protected_kinds_add_up_and_danger_is_none_of_them() -> None:
    assert found(PLAIN, extortion=0.2, corruption=0.15) == [("extortion", IMPRESSION)]
    assert found(PLAIN, danger=0.9) == []


@pytest.mark.parametrize(("text", "kinds"), [("satu dua tiga empat lima enam", 1), ("satu dua tiga empat lima", 0)])
def test_a_hint_needs_six_words(text: str, kinds: int) -> None:
    assert len(found(text, corruption=0.9)) == kinds


def test_who_is_accused_and_whether_an_office_is_told_of_at_all() -> None:
    (bribe,) = alarms.detect("Petugas kelurahan minta uang rokok")
    assert bribe == Alarm("extortion", "petugas kelurahan minta uang", (), WORDS, ("daerah",), 1.0, told=True)
    (blow,) = alarms.detect(BLOW)
    assert (blow.accused, blow.told, blow.numbers) == ((), True, ("112", "110", "129"))
    (touts,) = alarms.detect("Preman memalak sopir")
    assert (touts.accused, touts.told) == ((), True)


def test_categories_are_those_of_the_inspector_and_the_likeliest_chance_counts() -> None:
    twice = [
        Alarm("extortion", "", (), IMPRESSION, ("daerah", "polri"), 0.8),
        Alarm("extortion", "", (), IMPRESSION, ("daerah",), 0.3),
    ]
    assert alarms.suspicions(twice) == {"pungli": 0.4, "pungli.polri": 0.4}
    assert alarms.accusation(twice) is None
    assert alarms.accusation([Alarm("corruption", "", (), WORDS, ("negara",))]) == "korupsi.negara"
    assert alarms.accusation([Alarm("corruption", "", (), WORDS, ("daerah",), told=False)]) is None
    both = [Alarm("extortion", "", (), WORDS, ("daerah",)), Alarm("corruption", "", (), WORDS, ("daerah",))]
    assert alarms.accusation(both) == "korupsi"


def test_figures_of_the_model_are_those_that_were_chosen() -> None:
    assert (alarms.SURE, alarms.SURER, alarms.FEWEST_WORDS, alarms.FEWEST_KNOWN) == (0.3, 0.85, 6, 4)
