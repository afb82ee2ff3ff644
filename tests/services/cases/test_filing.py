import json
from dataclasses import dataclass, fields, replace
from datetime import date

import pytest

from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Role, Status
from chalicelib.domain.errors import InvalidInput, ReceiptReused
from chalicelib.services.cases.filing import Submission, _canonical, _normalise
from tests.support.world import KALTIM, ROAD, VILLAGE, World

KEY = "00112233445566778899aabbccddeeff"
FULL = Submission(
    text="Jalan berlubang.\r\nSudah sebulan.",
    receipt_key=KEY,
    title=" Lubang ",
    category="jalan-rusak",
    region=VILLAGE,
    place="Depan pasar",
    lat=0.5,
    lon=117.5,
    incident_date=date(2026, 11, 20),
    anonymous=True,
    reporter=Reporter("Contoh", "0812-345 6789", "contoh@contoh.id"),
)


def refused(submission: Submission) -> dict[str, str]:
    world = World()
    with pytest.raises(InvalidInput) as caught:
        world.file(submission)
    assert world.cases.kept == {}
    assert world.cases.identities == {}
    return {error.field: error.code for error in caught.value.errors}


def test_a_filed_case_is_received_and_keeps_the_normalised_submission() -> None:
    world = World()
    filed = world.file(FULL)
    history = world.cases.load_history(filed.case.id)
    assert history.case.status is Status.RECEIVED
    assert history.case.filing.title == "Lubang"
    assert history.content.text == "Jalan berlubang.\nSudah sebulan."
    assert history.content.region_path[-1] == "Desa Contoh"
    assert world.cases.identities == {}


def test_the_identity_of_a_reporter_who_is_not_anonymous_is_kept_normalised() -> None:
    world = World()
    filed = world.file(replace(FULL, anonymous=False))
    assert filed.identity_stored
    assert world.cases.identities[filed.case.id].phone == "+628123456789"


def test_contact_that_cannot_be_read_never_keeps_a_report_from_being_filed() -> None:
    world = World()
    filed = world.file(replace(FULL, anonymous=False, reporter=Reporter("x" * 101, "nol delapan", "saya@")))
    assert [hint.code for hint in filed.hints] == ["name_changed", "phone_not_read", "email_not_read"]
    kept = world.cases.identities[filed.case.id]
    assert (kept.name, kept.phone, kept.email) == ("x" * 100, "nol delapan", "saya@")


def test_a_second_sending_has_the_hints_of_the_first() -> None:
    world = World()
    odd = replace(FULL, anonymous=False, reporter=Reporter(phone="0812 3456 789 / 0813 9876 543"))
    first, second = world.file(odd), world.file(odd)
    assert second.replayed
    assert first.hints == second.hints != ()


def test_a_report_of_before_phones_were_read_is_the_same_when_it_is_sent_again() -> None:
    """What was stored under a receipt key then: the digits, with +62 for a zero in front."""
    for written, compared in (("0812-345 6789", "+628123456789"), ("62 (812) 3456", "628123456"), ("12", "12")):
        submission = _normalise(replace(FULL, anonymous=False, reporter=Reporter(phone=written)))
        assert json.loads(_canonical(submission))["reporter"]["phone"] == compared


def test_a_text_alone_is_enough() -> None:
    case = World().file(Submission(text="Sampah menumpuk")).case
    assert (case.filing.title, case.filing.category, case.filing.region) == ("Sampah menumpuk", None, None)


def test_the_same_key_with_the_same_content_answers_with_the_first_receipt() -> None:
    world = World()
    first = world.file(FULL)
    world.later(days=3)
    second = world.file(FULL)
    assert second.replayed
    assert not first.replayed
    assert (second.receipt, second.case) == (first.receipt, first.case)
    assert len(world.cases.load_history(first.case.id).events) == 1


def test_a_repeated_sending_is_recognised_even_after_the_case_moved_on() -> None:
    world = World()
    first = world.file_and_route(FULL)
    assert world.file(FULL).case.status is Status.ROUTED
    assert first.receipt == world.file(FULL).receipt


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Lain sama sekali"},
        {"anonymous": False},
        {"reporter": Reporter("Lain")},
        {"lat": 0.6},
        {"category": None},
    ],
)
def test_the_same_key_with_other_content_is_a_conflict(change: dict[str, object]) -> None:
    world = World()
    world.file(FULL)
    with pytest.raises(ReceiptReused):
        world.file(replace(FULL, **change))  # type: ignore[arg-type]


def test_every_wrong_field_is_named_at_once() -> None:
    wrong = replace(
        FULL,
        anonymous=False,
        text="hm",
        type="rant",
        title="x" * 121,
        place="x" * 301,
        category="no-such",
        region="99.99",
        lat=0.0,
        lon=118.6,
        incident_date=date(2026, 11, 24),
        reporter=Reporter("x" * 101, "12", "x"),
    )
    assert refused(wrong) == {
        "/text": "too_short",
        "/type": "unknown_type",
        "/title": "too_long",
        "/place": "too_long",
        "/category": "unknown_category",
        "/region": "unknown_region",
        "/coordinates": "not_on_land",
        "/incident_date": "in_the_future",
    }


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("6408", "region_shape"),
        ("64.08.01.20011", "region_shape"),
        ("64.99", "unknown_region"),
        ("64.08.99", "unknown_region"),
        ("64.08.01.9999", "unknown_region"),
        ("99", "unknown_region"),
    ],
)
def test_a_region_must_exist(region: str, code: str) -> None:
    assert refused(replace(ROAD, region=region)) == {"/region": code}


@pytest.mark.parametrize("region", ["64", "64.08", "64.08.01", VILLAGE, "65.01", "31.74.01.1001"])
def test_any_region_of_the_country_may_be_reported_at_any_door(region: str) -> None:
    assert World().file(replace(ROAD, region=region)).case.filing.region == region


@pytest.mark.parametrize(("lat", "lon"), [(None, 117.0), (0.5, None)])
def test_half_a_point_is_refused(lat: float | None, lon: float | None) -> None:
    assert refused(replace(ROAD, lat=lat, lon=lon)) == {"/coordinates": "incomplete_point"}


@pytest.mark.parametrize(("lat", "lon"), [(float("nan"), 117.0), (0.5, float("inf")), (-200.0, 117.0), (0.0, 0.0)])
def test_impossible_points_are_refused(lat: float, lon: float) -> None:
    assert refused(replace(ROAD, lat=lat, lon=lon)) == {"/coordinates": "not_on_land"}


def test_a_sensitive_category_makes_the_case_sensitive_and_hides_it() -> None:
    filing = World().file(replace(ROAD, category="pungli")).case.filing
    assert filing.sensitive
    assert not filing.public


def test_a_case_keeps_the_policy_it_was_filed_under() -> None:
    assert World().file().case.filing.policy == KALTIM.policy.name


def test_nothing_personal_is_part_of_what_is_hashed() -> None:
    world = World()
    filed = world.file(FULL)
    (event,) = world.cases.load_history(filed.case.id).events
    assert event.actor.role is Role.REPORTER
    assert set(event.data) == {"type", "category", "region", "policy", "filed_at", "flags", "content", "channel"}
    spoken = "".join(str(value) for value in event.data.values()) + event.note
    assert all(word not in spoken for word in ("Jalan", "Contoh", "+62", "pasar"))


@dataclass(frozen=True, slots=True)
class LongerSubmission(Submission):
    """A submission with a field more than there are today."""

    colour: str = ""


def test_a_field_that_is_added_to_a_submission_counts_as_sent() -> None:
    world = World()
    sent = {field.name: getattr(ROAD, field.name) for field in fields(ROAD)} | {"receipt_key": KEY}
    first = LongerSubmission(**sent, colour="merah")
    filed = world.file(first)
    assert world.file(first).case.id == filed.case.id
    with pytest.raises(ReceiptReused):
        world.file(replace(first, colour="biru"))


def test_a_report_that_is_sent_again_after_a_deployment_is_still_the_same() -> None:
    """A field that is added later counts only where it is given: a phone may send today what it filed last week."""
    sent = replace(
        ROAD,
        text="Jalan berlubang.",
        receipt_key=KEY,
        title="Lubang",
        place="Depan pasar",
        lat=0.5,
        lon=117.5,
        incident_date=date(2026, 11, 20),
        reporter=Reporter("Contoh", "0812-345 6789", None),
    )
    filed = World().file(sent)
    assert filed.case.filing.content_mac.hex() == "87b4aed8f59c0e184d26727bad4bc7172388b052161c3717d3a0af0a8cf2fdfe"


@pytest.mark.parametrize("kind", ["complaint", "aspiration", "information_request", "praise"])
def test_each_type_of_report_is_taken(kind: str) -> None:
    world = World()
    assert world.case(world.file(replace(ROAD, type=kind))).filing.type == kind
