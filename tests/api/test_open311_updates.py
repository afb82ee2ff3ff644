"""Updates of Open311 requests: an office's steps, a reporter's words by way of an application, and the list."""

from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role, Status
from chalicelib.domain.cases.tracking_id import make_tracking_id
from tests.api.conftest import Api
from tests.api.test_open311_writing import PUPR, file, key, post, refused
from tests.support.open311 import ROOT, body_of, get


def an_update(api: Api, number: str, **sent: Any) -> dict[str, Any]:
    return {
        "api_key": key(api, Role.OFFICER, PUPR),
        "service_request_id": number,
        "update_id": "77",
        "updated_datetime": "2026-11-23T03:00:00Z",
        "status": "OPEN",
        "description": "Tim kami meninjau lokasi tadi pagi.",
        **sent,
    }


def test_an_office_takes_a_request_on_and_says_how_it_goes(api: Api) -> None:
    number = api.file()["tracking_id"]

    (body,) = body_of(post(api, "servicerequestupdates.xml", 200, an_update(api, number)))

    assert body == {"update_id": f"{number}.4"}
    events = api.world.cases.load_history(number).events
    assert [event.kind for event in events] == ["filed", "routed", "accepted", "progressed"]
    assert events[-1].note == "Tim kami meninjau lokasi tadi pagi."


def test_a_closing_update_is_the_response_which_the_reporter_confirms(api: Api) -> None:
    number = api.file()["tracking_id"]
    post(
        api,
        "servicerequestupdates.json",
        200,
        an_update(api, number, status="closed", description="Petugas sudah menambalnya kemarin."),
    )

    assert api.world.cases.load(number).status == "responded"
    assert body_of(get(api, f"requests/{number}.json"))[0]["status"] == "open"


OFFICE_STATUSES = {
    "OPEN": "progressed",
    "confirmed": "progressed",
    "INVESTIGATING": "progressed",
    "Planned": "progressed",
    "IN_PROGRESS": "progressed",
    "in progress": "progressed",
    "ACTION_SCHEDULED": "progressed",
    "INTERNAL_REFERRAL": "progressed",
    "CLOSED": "responded",
    "FIXED": "responded",
    "FIXED - COUNCIL": "responded",
    "fixed_user": "responded",
    "NO_FURTHER_ACTION": "responded",
    "UNABLE_TO_FIX": "responded",
    "DUPLICATE": "responded",
    "NOT_COUNCILS_RESPONSIBILITY": "refused",
    "NOT_RESPONSIBLE": "refused",
}


@pytest.mark.parametrize("extension", ["xml", "json"])
@pytest.mark.parametrize(("status", "kind"), OFFICE_STATUSES.items())
def test_a_status_of_an_office_is_the_step_that_it_means(api: Api, extension: str, status: str, kind: str) -> None:
    number = api.file()["tracking_id"]

    post(api, f"servicerequestupdates.{extension}", 200, an_update(api, number, status=status))

    steps = [event.kind for event in api.world.cases.load_history(number).events[2:]]
    assert steps == ([kind] if kind == "refused" else ["accepted", kind])
    if kind == "refused":
        assert api.world.cases.load(number).agency == "64.08-diskominfo"


def relay(api: Api, bearer: str, number: str, status: int = 200, /, **sent: Any) -> Any:
    """What an application sends of what its reporter wrote."""
    form = {"service_request_id": number, "update_id": "12", "status": "OPEN", "description": "Masih berlubang."}
    return body_of(post(api, "servicerequestupdates.xml", status, {"api_key": bearer, **form, **sent}))


def filed_with(api: Api, bearer: str, **sent: Any) -> str:
    number = file(api, api_key=bearer, **sent).case.id
    api.world.services.route_case.route(number, api.world.now)
    return number


def bring_to(api: Api, number: str, status: Status) -> None:
    """Have the office work a routed case until it has this status."""
    office = api.world.officer(PUPR)
    case = api.world.do_case(api.world.cases.load(number), Command.ACCEPT, office, None)
    if status in (Status.RESPONDED, Status.CLOSED):
        api.world.do_case(case, Command.RESPOND, office, None, note="Petugas sudah menambalnya kemarin.")
    if status is Status.CLOSED:
        api.world.services.telling.delivered(number, case.version + 1, "mail", api.world.now)
        api.world.later(days=30)
        api.world.sweep()
    assert api.world.cases.load(number).status == status


RELAYED = [
    # what the case is, what the application sends -> the event, and the status behind it
    (Status.ACCEPTED, "OPEN", "replied", Status.ACCEPTED),
    (Status.ACCEPTED, "INVESTIGATING", "replied", Status.ACCEPTED),
    (Status.ACCEPTED, "CLOSED", "replied", Status.ACCEPTED),
    (Status.ACCEPTED, "FIXED - USER", "replied", Status.ACCEPTED),
    (Status.RESPONDED, "OPEN", "replied", Status.RESPONDED),
    (Status.RESPONDED, "CLOSED", "confirmed", Status.CLOSED),
    (Status.RESPONDED, "FIXED", "confirmed", Status.CLOSED),
    (Status.RESPONDED, "fixed_user", "confirmed", Status.CLOSED),
    (Status.RESPONDED, "NO_FURTHER_ACTION", "replied", Status.RESPONDED),
    (Status.RESPONDED, "DUPLICATE", "replied", Status.RESPONDED),
    (Status.RESPONDED, "FIXED - COUNCIL", "replied", Status.RESPONDED),
    (Status.RESPONDED, "NOT_COUNCILS_RESPONSIBILITY", "replied", Status.RESPONDED),
    (Status.CLOSED, "OPEN", "reopened", Status.REOPENED),
]


@pytest.mark.parametrize(("before", "sent", "kind", "after"), RELAYED)
def test_an_update_of_an_application_is_the_reporters_word(
    api: Api, before: Status, sent: str, kind: str, after: Status
) -> None:
    bearer = key(api)
    number = filed_with(api, bearer)
    bring_to(api, number, before)

    answer = relay(api, bearer, number, status=sent)

    history = api.world.cases.load_history(number)
    assert (history.events[-1].kind, history.case.status) == (kind, after)
    assert answer == [{"update_id": f"{number}.{history.case.version}"}]
    assert history.events[-1].actor == Actor(Role.REPORTER, key=bearer.split("_")[1])
    assert history.events[-1].note.endswith("Masih berlubang.")
    assert ("sudah selesai" in history.events[-1].note) is (kind == "replied" and sent in ("CLOSED", "FIXED - USER"))


def test_what_an_application_passes_on_is_between_the_reporter_and_the_offices(api: Api) -> None:
    bearer = key(api)
    number = filed_with(api, bearer)
    relay(api, bearer, number, description="Nomor saya 081234567890.", media_url="https://foto.example/2.jpg")

    event = api.world.cases.load_history(number).events[-1]
    assert event.note == "Nomor saya 081234567890.\nMedia: https://foto.example/2.jpg"
    assert number in [update["service_request_id"] for update in body_of(get(api, "servicerequestupdates.json"))]
    for path in (f"{ROOT}/servicerequestupdates.json", f"{ROOT}/requests/{number}.json", f"/complaints/{number}"):
        assert b"Nomor saya" not in api.get(path).body


def test_an_application_updates_nothing_but_what_it_filed(api: Api) -> None:
    own, other = key(api), key(api)
    filed = filed_with(api, own)
    for number in (api.file()["tracking_id"], api.world.file_and_route().case.id, filed):
        (error,) = relay(api, other, number, 403)
        assert error["description"] == "service_request_id was not filed with this api_key"
    hidden = file(api, api_key=own, service_code="pungli").case.id
    unknown = make_tracking_id("KI", 7)
    before = len(api.world.cases.kept)
    assert relay(api, other, hidden, 404) == relay(api, other, unknown, 404)
    assert relay(api, own, hidden)
    assert len(api.world.cases.kept) == before
    assert api.world.cases.load(filed).version == 2


def test_what_was_passed_on_and_comes_again_is_kept_once(api: Api) -> None:
    bearer = key(api)
    number = filed_with(api, bearer)
    bring_to(api, number, Status.RESPONDED)
    first = relay(api, bearer, number, status="CLOSED")
    assert api.world.cases.load(number).status is Status.CLOSED
    assert relay(api, bearer, number, status="CLOSED") == first
    (error,) = relay(api, bearer, number, 400, status="OPEN")
    assert "update_id was used before" in error["description"]


def test_a_closed_request_takes_no_comment_that_does_not_reopen_it(api: Api) -> None:
    bearer = key(api)
    number = filed_with(api, bearer)
    bring_to(api, number, Status.CLOSED)
    assert relay(api, bearer, number, 400, status="CLOSED")


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"description": ""}, "description was not provided"),
        ({"description": "a" * 4001}, "description"),
        ({"status": "", "description": "Masih dikerjakan petugas kami."}, "status was not provided"),
        ({"update_id": ""}, "update_id was not provided"),
        ({"media_url": "ftp://foto.example/1.jpg"}, "media_url"),
        ({"media_url": [f"https://foto.example/{number}.jpg" for number in range(6)]}, "media_url"),
    ],
)
def test_a_wrong_update_of_an_application_is_named(api: Api, sent: dict[str, Any], named: str) -> None:
    bearer = key(api)
    number = filed_with(api, bearer)
    (error,) = relay(api, bearer, number, 400, **sent)
    assert named in error["description"]
    assert api.world.cases.load(number).version == 2


def test_an_update_that_comes_again_is_kept_once(api: Api) -> None:
    number = api.file()["tracking_id"]
    sent = an_update(api, number)
    first = body_of(post(api, "servicerequestupdates.json", 200, sent))
    api.world.later(minutes=5)

    assert body_of(post(api, "servicerequestupdates.json", 200, sent)) == first
    assert api.world.cases.load(number).version == 4
    post(
        api,
        "servicerequestupdates.json",
        200,
        {**sent, "update_id": "78", "description": "Aspal sudah dipesan petugas kami."},
    )
    assert api.world.cases.load(number).version == 5
    for other in ({"description": "Yang ini lain sama sekali."}, {"status": "closed"}):
        refusal = post(api, "servicerequestupdates.json", 400, {**sent, **other})
        assert "update_id was used before" in refusal.body.decode()
    assert api.world.cases.load(number).version == 5


@pytest.mark.parametrize(
    ("sent", "status", "named"),
    [
        ({"service_request_id": ""}, 400, "service_request_id was not provided"),
        ({"service_request_id": "638344"}, 404, "service_request_id provided was not found"),
        ({"update_id": ""}, 400, "update_id was not provided"),
        ({"description": ""}, 400, "description was not provided"),
        ({"description": "a" * 4001}, 400, "description"),
        ({"status": ""}, 400, "status was not provided"),
        ({"status": "FINISHED"}, 400, "status is none of: open, "),
        ({"jurisdiction_id": "city.gov"}, 404, "jurisdiction_id"),
    ],
)
def test_a_wrong_update_is_named(api: Api, sent: dict[str, str], status: int, named: str) -> None:
    number = api.file()["tracking_id"]
    refused(api, status, named, path="servicerequestupdates", **{**an_update(api, number), **sent})
    assert api.world.cases.load(number).version == 2


def test_only_the_office_that_holds_a_request_updates_it(api: Api) -> None:
    number = api.file()["tracking_id"]
    other = key(api, Role.OFFICER, "64.08-dlh")
    refused(api, 403, "", path="servicerequestupdates", **{**an_update(api, number), "api_key": other})
    hidden = api.file(category="pungli")["tracking_id"]
    refused(api, 404, "", path="servicerequestupdates", **{**an_update(api, hidden), "api_key": other})


def test_a_closed_request_takes_no_update(api: Api) -> None:
    filed = api.world.file_and_route()
    api.world.do(filed, Command.ACCEPT)
    api.world.do(filed, Command.RESPOND, note="Petugas sudah menambalnya kemarin.")
    refused(api, 400, "", path="servicerequestupdates", **an_update(api, filed.case.id))


def test_updates_are_listed_with_the_state_behind_each(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    api.world.later(days=1)
    post(
        api,
        "servicerequestupdates.json",
        200,
        an_update(api, number, status="CLOSED", description="Petugas sudah menambalnya kemarin."),
    )
    api.world.later(days=1)
    reply = {"text": "Terima kasih, nomor saya 081234567890.", "resolved": True}
    api.post(f"/complaints/{number}/replies", reply, receipt_secret=receipt["secret"])

    updates = body_of(get(api, "servicerequestupdates.json"))

    assert [(update["update_id"], update["status"], update["description"]) for update in updates] == [
        (f"{number}.2", "open", "Diteruskan ke Dinas PUPR Kabupaten Kutai Timur"),
        (f"{number}.3", "open", "Dinas PUPR Kabupaten Kutai Timur menerima laporan ini"),
        (f"{number}.4", "open", "Petugas sudah menambalnya kemarin."),
        (f"{number}.5", "closed", "Pelapor menyatakan selesai"),
    ]
    assert updates[0]["updated_datetime"] == "2026-11-23T02:00:00Z"
    assert {update["service_request_id"] for update in updates} == {number}
    between = {"start_date": "2026-11-24T00:00:00Z", "end_date": "2026-11-24T23:00:00Z"}
    assert len(body_of(get(api, "servicerequestupdates.json", **between))) == 2


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"start_date": "soon"}, "start_date"),
        ({"end_date": "2026-13-01T00:00:00Z"}, "end_date"),
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-03-01T00:00:00Z"}, "31 days"),
    ],
)
def test_a_wrong_span_of_updates_is_named(api: Api, sent: dict[str, str], named: str) -> None:
    (error,) = body_of(get(api, "servicerequestupdates.xml", 400, **sent))
    assert named in error["description"]
