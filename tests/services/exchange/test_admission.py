"""A message made by hand, or one of what could not be, opens no case and is kept with its reason."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.tracking_id import make_tracking_id
from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.exchange.refusal import REASONS
from chalicelib.domain.exchange.signature import signed
from chalicelib.domain.timestamps import to_text
from tests.support.admission import pair_secret
from tests.support.country import Country, referred
from tests.support.loops import at_least_one

OWN = str(make_tracking_id("KI", 987_654_321))
FOREIGN = next(number for n in range(9) if (number := make_tracking_id("ZZ", n)))
Change = Callable[[dict[str, Any]], Any]


@dataclass
class Border:
    """A country, and the referral that Kalimantan Utara has just sent to Kalimantan Timur."""

    country: Country
    referral: dict[str, Any]

    def receive(self, message: dict[str, Any], signer: str = "KU") -> str:
        kaltim = self.country.kaltim
        return kaltim.services.admission.receive(signed(message, pair_secret(signer, "KI")), kaltim.now)

    @property
    def reasons(self) -> list[str]:
        return [reason for _, reason in self.country.kaltim.refused_messages.kept]


@pytest.fixture
def border() -> Border:
    country = Country()
    filed = country.kaltara.file()
    country.kaltara.services.route_case.route(filed.case.id, country.kaltara.now)
    if not country.kaltara.case(filed).referred_to:
        country.refer(filed, "KU", "KI")
    country.publish()
    (_, text), *_ = [each for each in country.kaltara.messenger.sent if each[0] == "inbox-KI"]
    country.empty_all()
    return Border(country, json.loads(text))


def test_a_true_message_opens_the_case(border: Border) -> None:
    assert border.receive(border.referral) == "arrived"
    assert border.reasons == []


def test_a_message_made_by_hand_opens_nothing_and_is_kept_as_it_came(border: Border) -> None:
    """The message that was opened before: one of our own numbers, filed in 2020, "from KU"."""
    own = OWN
    message = border.referral | {"token": f"{own}/2"}
    message["filing"] = message["filing"] | {"id": own, "filed_at": "2020-03-02T02:00:00.000Z"}
    kaltim = border.country.kaltim
    envelope = json.dumps(message)
    assert kaltim.services.admission.receive(envelope, kaltim.now) == "refused"
    assert kaltim.refused_messages.kept == [(envelope, "not_signed")]
    assert border.receive(message, signer="ID") == "refused"
    # Nor would it be opened if the stack itself said so.
    assert border.receive(message) == "refused"
    assert border.receive(message | {"filing": message["filing"] | {"filed_at": to_text(kaltim.now)}}) == "refused"
    assert border.reasons[1:] == ["wrong_signature", "date", "own_case"]
    with pytest.raises(UnknownCase):
        kaltim.cases.load(own)


def test_a_number_of_this_stacks_own_comes_back_and_never_arrives(border: Border) -> None:
    own = OWN
    message = border.referral | {"token": f"{own}/2", "filing": border.referral["filing"] | {"id": own}}
    assert border.receive(message) == "refused"
    assert border.reasons == ["own_case"]


def deep(part: str, **fields: Any) -> Change:
    return lambda message: message[part].update(fields)


LATER = to_text(Country().kaltim.now + timedelta(minutes=6))


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("broken", lambda message: message.pop("filing")),
        ("broken", lambda message: message.update(token="1")),
        ("broken", lambda message: message.update(token=message["token"] + "x")),
        ("broken", lambda message: message.update(chain="00")),
        ("broken", lambda message: message.update(note=7)),
        ("broken", deep("filing", secret_hash="zz")),
        ("broken", deep("filing", content_mac="00")),
        ("broken", deep("filing", policy="../etc")),
        ("broken", deep("content", text=None)),
        ("unknown_kind", lambda message: message.update(kind="order", tracking_id=message["filing"]["id"])),
        ("unknown_sender", lambda message: message.update(from_name="Kantor Polisi")),
        ("tracking_id", deep("filing", id="KU-0000-0000-0000-0")),
        ("tracking_id", lambda message: message["filing"].update(id=message["filing"]["id"].lower())),
        ("foreign_case", deep("filing", id=FOREIGN)),
        ("date", deep("filing", filed_at=LATER)),
        ("date", deep("transfer_state", clock_from=LATER)),
        ("date", deep("transfer_state", respond_from="2020-03-02T02:00:00.000Z")),
        ("date", deep("content", incident_date="2027-01-01")),
        ("date", deep("content", incident_date="1944-01-01")),
        ("words", deep("content", text="a")),
        ("words", deep("content", text="x" * 10_001)),
        ("words", deep("content", text="Jalan rusak \u202e parah")),
        ("words", deep("content", place="x" * 301)),
        ("words", deep("content", region_path=["x"] * 5)),
        ("words", deep("filing", title="")),
        ("words", deep("filing", title="x" * 121)),
        ("words", lambda message: message.update(note="\x07")),
        ("place", deep("content", lat=0.5, lon=None)),
        ("place", deep("content", lat=52.5, lon=13.4)),
        ("place", deep("filing", region="64'--")),
        ("state", deep("filing", type="order")),
        ("state", deep("filing", secret="no")),
        ("state", deep("transfer_state", hops=-1)),
        ("state", deep("transfer_state", hops=True)),
        ("state", deep("transfer_state", breached="no")),
        ("state", deep("transfer_state", lapsed="forever")),
        ("state", deep("transfer_state", agency="64-inspektorat")),
    ],
)
def test_what_could_not_be_is_refused_with_its_reason(border: Border, reason: str, change: Change) -> None:
    message = json.loads(json.dumps(border.referral))
    change(message)
    assert border.receive(message) == "refused"
    assert border.reasons == [reason]
    assert reason in REASONS
    assert border.country.kaltim.cases.kept == {}


def test_every_reason_is_one_that_the_operators_page_explains() -> None:
    from tests.docs.samples import ROOT

    page = (ROOT / "docs" / "operations.md").read_text()
    for reason, meaning in at_least_one(REASONS.items()):
        assert f"| `{reason}` | {meaning} |" in page, reason


def test_a_receipt_is_believed_from_the_stack_that_the_case_was_sent_to_alone() -> None:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    country.carry_to("KU")
    (receipt,) = [json.loads(text) for inbox, text in country.empty_all() if inbox == "inbox-KI"]
    border = Border(country, receipt)
    stolen = receipt | {"from": "ID", "from_name": country.pusat.stack.province.name}
    assert border.receive(stolen, signer="ID") == "refused"
    assert border.reasons == ["not_a_participant"]
    assert not country.kaltim.case(filed).handed_over
    assert border.receive(receipt) == "handed_over"


def test_words_are_redacted_for_who_shares_the_case_alone() -> None:
    country = Country()
    filed = referred(country)
    centre = country.pusat.stack.province
    message = {"kind": "redaction", "from": "ID", "from_name": centre.name, "tracking_id": filed.case.id}
    message |= {"chain": "00" * 32, "parts": ["text"], "notes": []}
    border = Border(country, {})
    assert border.receive(message, signer="ID") == "refused"
    assert border.reasons == ["not_a_participant"]
    assert country.kaltim.cases.load_history(filed.case.id).content.text == filed_text(country, filed.case.id)


def filed_text(country: Country, tracking_id: str) -> str:
    return country.kaltara.cases.load_history(tracking_id).content.text
