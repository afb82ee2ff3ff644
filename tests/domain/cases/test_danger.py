"""The priority of a report by its words."""

import pytest

from chalicelib.domain.cases import danger
from chalicelib.domain.text import alarms
from chalicelib.domain.text.alarms import Alarm

BRIDGE = "Jembatan gantung hampir putus, anak sekolah lewat"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BRIDGE, "emergency"),
        ("Rumah di belakang pasar kebakaran, api membesar", "emergency"),
        ("Pohon mau tumbang di depan SD, murid lewat di bawahnya", "emergency"),
        ("Tiang lampu hampir roboh", "urgent"),
        ("Jembatan itu tidak akan roboh", "normal"),
        ("Jalan berlubang di depan pasar", "normal"),
        ("Harga beras hampir jatuh", "normal"),
    ],
)
def test_words_of_danger_are_an_emergency_and_what_may_fall_is_urgent(text: str, found: str) -> None:
    assert danger.of_text(text, alarms.detect(text)) == found


@pytest.mark.parametrize(
    ("kind", "basis", "found"),
    [
        (alarms.VIOLENCE, alarms.WORDS, "emergency"),
        (alarms.VIOLENCE, alarms.IMPRESSION, "urgent"),
        (alarms.EXTORTION, alarms.WORDS, "normal"),
        (alarms.CORRUPTION, alarms.IMPRESSION, "normal"),
    ],
)
def test_an_accusation_is_protected_and_no_danger(kind: str, basis: str, found: str) -> None:
    assert danger.of_text("Kata pelapor", [Alarm(kind, "kata", (), basis)]) == found
