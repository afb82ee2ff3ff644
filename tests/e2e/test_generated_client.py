"""A client generated from the served description takes a case through its whole life, and to another stack."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site
from tests.support.generated_client import Caller, generated, model
from tools.dev import emulator
from tools.dev.demo.filing import ROAD, ROAD_OFFICE

COORDINATOR = "64-diskominfo"

ORDERED, DONE = "Aspal dipesan lewat anggaran perubahan.", "Petugas sudah menambalnya kemarin."


@pytest.fixture(scope="module", autouse=True)
def client(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with generated(site.get("/v1/openapi.json").text, tmp_path_factory.mktemp("client")):
        yield


def caller(stack: Stack, proof: tuple[str, str] | None = None) -> Caller:
    host = stack.site.partition("://")[2]
    return Caller(f"http://{emulator.HOST}:{host.rpartition(':')[2]}", host, proof, PATIENCE)


def office(stack: Stack, role: str) -> Caller:
    return caller(stack, ("Authorization", stack.keys[role]))


def reporter(stack: Stack, receipt: Any) -> Caller:
    return caller(stack, ("Receipt-Secret", receipt.secret))


def wait_until(read: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    end = time.monotonic() + PATIENCE
    while not holds(found := read()):
        assert time.monotonic() < end, found
        time.sleep(0.5)
    return found


def filed_and_routed(stack: Stack) -> Any:
    receipt = caller(stack).call("complaints.file_complaint", body=model("ComplaintIn", ROAD))
    number = receipt.tracking_id
    wait_until(
        lambda: caller(stack).call("complaints.track_complaint", number), lambda case: str(case.status) == "routed"
    )
    return receipt


def kinds(case: Any) -> list[str]:
    return [str(event.kind) for event in case.timeline]


def test_a_case_goes_through_its_life(kaltim: Stack) -> None:
    anybody, officer = caller(kaltim), office(kaltim, "officer")
    receipt = filed_and_routed(kaltim)
    number, reports = receipt.tracking_id, reporter(kaltim, receipt)

    def act(operation: str, body: Any, version: int) -> Any:
        path = f"casework.{operation}"
        sent = {"body": body, "if_match": f'"{version}"', "idempotency_key": f"{operation} {number}"}
        return officer.call(path, ROAD_OFFICE, number, **sent)

    listed = wait_until(
        lambda: anybody.call("complaints.list_complaints", limit=50),
        lambda page: number in [line.tracking_id for line in page.items],
    )
    assert {str(line.type_) for line in listed.items} <= {"complaint", "aspiration", "information_request", "praise"}
    queue = wait_until(
        lambda: officer.call("offices.read_queue", ROAD_OFFICE, limit=200),
        lambda page: number in [line.tracking_id for line in page.items],
    )
    (line,) = [each for each in queue.items if each.tracking_id == number]

    stale = act("accept_case", model("NoteIn", {}), line.version + 7)
    assert (type(stale).__name__, stale.version) == ("StaleVersionProblem", line.version)
    tomorrow = model("NoteIn", {"note": "Tim survei turun besok."})
    accepted = act("accept_case", tomorrow, line.version)
    assert act("accept_case", tomorrow, line.version).version == accepted.version
    reused = act("accept_case", model("NoteIn", {"note": "Yang lain."}), accepted.version)
    assert type(reused).__name__ == "IdempotencyKeyReusedProblem"
    progressed = act(
        "progress_of_case",
        model(
            "ProgressIn",
            {
                "note": "Aspal dipesan lewat anggaran perubahan.",
                "kind": "waiting_for_budget",
                "promised": _next_quarter(),
            },
        ),
        accepted.version,
    )
    responded = act("response_of_case", model("ResponseIn", {"note": DONE}), progressed.version)
    assert str(responded.status) == "responded"

    settled = model("ReplyIn", {"text": "Benar.", "resolved": True})
    closed = reports.call("reporters.reply_to_case", number, body=settled)
    assert str(closed.status) == "closed"
    rated = reports.call("reporters.rate_case", number, body=model("RatingIn", {"stars": 5, "text": "Cepat."}))
    assert rated.rating == 5
    assert kinds(rated) == ["filed", "routed", "accepted", "progressed", "responded", "confirmed", "rated"]
    assert kinds(officer.call("offices.read_case", ROAD_OFFICE, number))[-1] == "rated"
    refused = anybody.call("complaints.track_complaint", "KI-0000-0000-0000-0")
    assert type(refused).__name__ in ("InvalidInputProblem", "UnknownCaseProblem")


def test_a_case_that_another_stack_handed_over_can_be_read(kaltim: Stack, kaltara: Stack) -> None:
    receipt = filed_and_routed(kaltim)
    number, coordinator = receipt.tracking_id, office(kaltim, "coordinator")
    version = coordinator.call("offices.read_case", COORDINATOR, number).version
    body = model("ReferralIn", {"stack": "kaltara", "note": "Jalan ini terletak di Kalimantan Utara."})
    coordinator.call("casework.referral_of_case", COORDINATOR, number, body=body, if_match=f'"{version}"')
    arrived = wait_until(
        lambda: caller(kaltara).call("complaints.track_complaint", number), lambda case: hasattr(case, "timeline")
    )
    assert "arrived" in kinds(arrived)


def _next_quarter() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 80 * 86_400))
