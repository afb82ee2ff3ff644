"""What is about to fall, and whether people are spoken of."""

import pytest

from chalicelib.domain.text import imminent


@pytest.mark.parametrize(
    "text",
    [
        "Jembatan gantung hampir putus",
        "Tali sling titian tinggal satu dan mau putus",
        "Atap ruang kelas nyaris ambruk",
        "Hampir roboh tembok sekolah kami",
        "Jembatan desa sudah putus sejak semalam",
        "The bridge is about to collapse",
    ],
)
def test_what_stands_above_people_and_may_fall_is_found(text: str) -> None:
    assert imminent.is_about_to_fail(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jembatan sudah diperbaiki, terima kasih",
        "Jembatan itu tidak akan roboh",
        "Harga cabai hampir jatuh di pasar",
        "Jalan berlubang, mobil mau lewat susah",
    ],
)
def test_what_stands_is_not_found(text: str) -> None:
    assert not imminent.is_about_to_fail(text)


def test_people_are_found_by_who_they_are_and_by_what_they_do() -> None:
    found = [
        imminent.names_people(text) for text in ("Anak-anak bermain", "tiap pagi dilewati truk, kami lewat", "Rusak")
    ]
    assert found == [True, True, False]
