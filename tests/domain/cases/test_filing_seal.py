"""What the first event seals of a filing, part by part, and how a part is taken out without the others."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from chalicelib.domain.cases import filing_seal
from chalicelib.domain.cases.model import REDACTED, Content
from tests.support.case_states import FILING

SALTS = {part: bytes([number]) * 16 for number, part in enumerate(filing_seal.PARTS, start=1)}
CONTENT = Content(
    text="Lubang besar",
    place="Depan pasar",
    region_path=("64", "64.08"),
    lat=-0.5,
    lon=117.25,
    incident_date=date(2026, 11, 20),
    salt=b"".join(SALTS.values()),
)
OLD = replace(CONTENT, salt=b"o" * 16)
"""Of format 1: one salt for everything."""

OPENED = {
    "title": "Jalan berlubang",
    "text": "Lubang besar",
    "place": "Depan pasar",
    "region_path": "64\n64.08",
    "point": "-0.5,117.25",
    "incident_date": "2026-11-20",
    "receipt": "736d",
}
GONE: dict[str, dict[str, Any]] = {
    "title": {},
    "text": {"text": REDACTED},
    "place": {"place": REDACTED},
    "point": {"lat": None, "lon": None},
    "incident_date": {"incident_date": None},
}


def committed(part: str) -> str:
    return sha256(SALTS[part] + OPENED[part].encode()).hexdigest()


def test_each_part_is_committed_to_with_a_salt_of_its_own() -> None:
    assert filing_seal.salts(CONTENT) == SALTS
    assert filing_seal.commitments(FILING, CONTENT) == {part: committed(part) for part in filing_seal.PARTS}


@pytest.mark.parametrize("part", GONE)
def test_a_part_that_is_taken_out_leaves_its_commitment_and_takes_its_salt(part: str) -> None:
    without = filing_seal.without(part, FILING, CONTENT)
    salts = SALTS | {part: bytes(16)}
    kept = {"commitments": {part: committed(part)}, "salt": b"".join(salts.values())}
    assert without == replace(CONTENT, **GONE[part], **kept)
    assert filing_seal.commitments(FILING, without) == filing_seal.commitments(FILING, CONTENT)


def test_parts_can_be_taken_out_one_after_another() -> None:
    twice = filing_seal.without("place", FILING, filing_seal.without("text", FILING, CONTENT))
    assert twice.commitments == {"text": committed("text"), "place": committed("place")}
    assert filing_seal.commitments(FILING, twice) == filing_seal.commitments(FILING, CONTENT)
    assert filing_seal.facts(FILING, twice)["removed"] == "text place"


@pytest.mark.parametrize("part", GONE)
def test_a_part_of_format_1_takes_the_one_salt_along_and_the_title_has_none(part: str) -> None:
    expected = replace(OLD, **GONE[part], salt=OLD.salt if part == "title" else b"")
    assert filing_seal.without(part, FILING, OLD) == expected


def test_a_part_without_a_salt_goes_without_a_commitment() -> None:
    """A case that was filed before the part was added."""
    earlier = replace(CONTENT, salt=CONTENT.salt[: 16 * 4])
    assert filing_seal.without("point", FILING, earlier) == replace(earlier, lat=None, lon=None)


@pytest.mark.parametrize(("length", "of_format_1"), [(0, True), (16, True), (17, False), (32, False)])
def test_one_salt_or_none_is_format_1(length: int, of_format_1: bool) -> None:
    content = replace(CONTENT, salt=b"s" * length, commitments={"text": "c"})
    assert filing_seal.is_of_format_1(content) is of_format_1
    renewed = replace(content, salt=b"new", commitments={}) if of_format_1 else content
    assert filing_seal.renewed(content, b"new") == renewed


def test_what_a_filing_states_openly_is_sealed_as_it_was_filed() -> None:
    filing = replace(FILING, secret=True, anonymous=True)
    facts = filing_seal.facts(filing, CONTENT)
    content = filing_seal.root(filing_seal.commitments(filing, CONTENT))
    assert facts == {
        "type": "complaint",
        "category": "jalan-rusak",
        "region": "64.08",
        "policy": "progress-30@2",
        "filed_at": "2026-11-23T02:00:00.000Z",
        "flags": "anonymous secret",
        "content": content,
    }
    nothing = filing_seal.facts(replace(FILING, category=None, region=None), CONTENT)
    assert (nothing["category"], nothing["region"], nothing["flags"]) == ("", "", "")


def test_an_arrival_states_what_was_filed_beside_what_was_decided() -> None:
    filed = filing_seal.facts(FILING, CONTENT)
    same = filing_seal.facts_of_arrival(FILING, CONTENT, {"from": "KU", "category": "jalan-rusak"})
    assert same == filed | {"from": "KU"}
    other = filing_seal.facts_of_arrival(FILING, CONTENT, {"from": "KU", "category": "sampah-liar", "region": "65"})
    decided = {"from": "KU", "category": "sampah-liar", "region": "65"}
    assert other == filed | decided | {"filed_category": "jalan-rusak", "filed_region": "64.08"}


def test_format_1_seals_words_that_are_no_ascii_as_they_are() -> None:
    content = replace(OLD, text="Café – 10 m²", incident_date=None)
    sealed = '["Café – 10 m²","Depan pasar",["64","64.08"],-0.5,117.25,null]'
    assert filing_seal.commit_content(content) == sha256(b"o" * 16 + sealed.encode()).hexdigest()
