"""The file that one admin mails to another."""

import json
from typing import Any

import pytest

from laporctl.partners.offer import Offer, OfferError, parse, same_fingerprint, to_text

OFFER = Offer(
    "kaltim",
    "kaltara",
    "https://lapor.example.go.id",
    "https://sqs.ap-southeast-3.amazonaws.com/111111111111/lapor-kaltim-ReferralInbox-A1",
    "111111111111",
    "ap-southeast-3",
    "ab" * 32,
    "2026-11-28T02:00:00.000Z",
    "cd" * 32,
)


def test_a_file_is_read_as_it_was_written() -> None:
    assert parse(to_text(OFFER), "a.json") == OFFER
    assert OFFER.file_name == "kaltim-to-kaltara.json"


@pytest.mark.parametrize("field", list(vars(OFFER)))
def test_whatever_is_changed_on_the_way_changes_the_fingerprint(field: str) -> None:
    changed = Offer(**{**vars(OFFER), field: None if field == "answers" else f"{vars(OFFER)[field]}1"})
    assert changed.fingerprint != OFFER.fingerprint
    assert not same_fingerprint(OFFER.fingerprint, changed)


def test_a_fingerprint_is_heard_however_it_is_said() -> None:
    assert [len(group) for group in OFFER.fingerprint.split("-")] == [4] * 5
    said = OFFER.fingerprint.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert same_fingerprint(said, OFFER)
    assert not same_fingerprint(OFFER.fingerprint[:-1], OFFER)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "sender": ({"sender": "kaltm"}, 'a.json: sender: no stack "kaltm"'),
    "to": ({"to": None}, "a.json: to: null is not the name of a stack"),
    "site": ({"site": "lapor.go.id"}, 'a.json: site: "lapor.go.id" is not the address of a site'),
    "inbox": ({"inbox": "arn:aws:sqs"}, "a.json: inbox: "),
    "account": ({"account": 111111111111}, "a.json: account: 111111111111 is not the number of an AWS account"),
    "region": ({"region": "jakarta"}, "a.json: region: "),
    "key": ({"key": "ab"}, "a.json: key: "),
    "made_at": ({"made_at": "kemarin"}, "a.json: made_at: "),
    "answers": ({"answers": 1}, "a.json: answers: is no public key"),
    "more": ({"more": 1}, "a.json: more: no such field"),
    "format": ({"lapor_offer": 2}, "a.json: was made by another version"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_offer_is_refused_by_the_field(name: str) -> None:
    change, said = WRONG[name]
    values = {**json.loads(to_text(OFFER)), **change}
    with pytest.raises(OfferError, match=f"^{said}"):
        parse(json.dumps(values), "a.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", "<html>"])
def test_other_files_are_no_offers(text: str) -> None:
    with pytest.raises(OfferError, match=r"is no (JSON|offer)"):
        parse(text, "a.json")
