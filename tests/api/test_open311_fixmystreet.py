"""FixMyStreet as a client: what it sends and expects by its documentation of its Open311 extensions
(https://www.fixmystreet.com/about/open311 and the proposals for service request updates), played in full.

Its programs read XML only, keep the ids that they are given, and tell their own updates among those that they fetch by
the id that the answer to the POST had.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Role, Status
from tests.api.conftest import Api
from tests.support.open311 import ROOT

_ZONE = timedelta(hours=8)


@dataclass
class FixMyStreet:
    """A site of FixMyStreet with one body, whose endpoint is this system. `extended`: the body is configured for
    extended updates and statuses."""

    api: Api
    extended: bool
    api_key: str = ""
    comments: int = 0
    external_ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.api_key = self.api.key("64-diskominfo", Role.APPLICATION)

    def report(self, title: str, detail: str) -> str:
        """Send a problem; answers the id that the body has given it."""
        form = {
            "lat": "0.5012345",
            "long": "117.5012345",
            "email": "warga@contoh.id",
            "phone": "081234567890",
            "device_id": "",
            "account_id": "",
            "first_name": "Nama",
            "last_name": "Contoh",
            "title": "MR",
            "service_code": "jalan-rusak",
            "address_string": "",
            "address_id": "",
            "description": f"{title}\n\n{detail}\n\nhttps://fms.example/report/17",
            "requested_datetime": self.now(),
            "media_url": "https://fms.example/photo/17.0.full.jpeg",
            "attribute[fixmystreet_id]": "17",
            "attribute[easting]": "556100",
            "attribute[title]": title,
        }
        answer = self.post("requests.xml", form)
        request_id = answer.findtext("request/service_request_id")
        assert request_id
        return request_id

    def comment(self, request_id: str, text: str, state: str, **more: Any) -> str:
        """Send a citizen's comment with the state in which it left the problem; answers the id of the update."""
        self.comments += 1
        number = str(self.comments)
        form = {
            "updated_datetime": self.now(),
            "service_request_id": request_id,
            "status": state.upper().replace(" ", "_") if self.extended else self.plain(state),
            "email": "warga@contoh.id",
            "description": text,
            "last_name": "Contoh",
            "first_name": "Nama",
            **more,
        }
        if self.extended:
            form |= {
                "public_anonymity_required": "TRUE",
                "update_id_ext": number,
                "service_request_id_ext": "17",
                "title": "MR",
                "account_id": "7",
            }
        else:
            form |= {"update_id": number}
        update_id = self.post("servicerequestupdates.xml", form).findtext("request_update/update_id")
        assert update_id
        self.external_ids.add(update_id)
        return update_id

    def fetch(self) -> list[dict[str, str | None]]:
        """The updates of the last two hours that are not its own, by requests it knows or not."""
        span = {
            "jurisdiction_id": "kaltim",
            "start_date": self.now(timedelta(hours=-2)),
            "end_date": self.now(),
        }
        answer = self.api.get(f"{ROOT}/servicerequestupdates.xml?{urlencode(span)}")
        assert answer.status_code == 200, answer.body
        updates = [{each.tag: each.text for each in update} for update in ElementTree.fromstring(answer.body)]
        return [update for update in updates if update["update_id"] not in self.external_ids]

    def post(self, path: str, form: dict[str, Any]) -> ElementTree.Element:
        sent = urlencode({"jurisdiction_id": "kaltim", "api_key": self.api_key, **form}, doseq=True).encode()
        answer = self.api.post(f"{ROOT}/{path}", sent, Content_Type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201), answer.body
        return ElementTree.fromstring(answer.body)

    def now(self, after: timedelta = timedelta()) -> str:
        """The time as its programs write it: with the offset of its own zone."""
        moment: datetime = self.api.world.now + after + _ZONE
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + "+08:00"

    @staticmethod
    def plain(state: str) -> str:
        """The only two statuses of a body without extended ones."""
        return "CLOSED" if state.startswith("fixed") or state == "closed" else "OPEN"


@pytest.mark.parametrize("extended", [False, True])
def test_a_problem_with_its_comments_goes_to_and_fro(api: Api, extended: bool) -> None:
    site = FixMyStreet(api, extended)
    number = site.report("Lubang di jalan", "Dalam sekali, dekat pasar.")
    # Without a region a coordinator finds the office.
    coordinator, office = api.world.coordinator("64-diskominfo"), api.world.officer("64.08-pupr")
    api.world.services.route_case.route(number, api.world.now)
    if api.world.cases.load(number).status is Status.TRIAGE:
        api.world.do_case(api.world.cases.load(number), Command.DISPOSE, coordinator, "64.08-pupr", note="")
    site.comment(number, "Tadi pagi ada motor jatuh.", "confirmed")
    case = api.world.do_case(api.world.cases.load(number), Command.ACCEPT, office, None)
    api.world.do_case(case, Command.RESPOND, office, None, note="Petugas sudah menambalnya kemarin.")
    api.world.later(minutes=5)

    fetched = site.fetch()
    assert fetched[-1] == {
        "update_id": f"{number}.{api.world.cases.load(number).version}",
        "service_request_id": number,
        "status": "open",
        "updated_datetime": fetched[-1]["updated_datetime"],
        "description": "Petugas sudah menambalnya kemarin.",
        "media_url": None,
    }
    closing = site.comment(number, "Benar, sudah bagus.", "fixed - user", media_url=["https://fms.example/c/2.0.jpeg"])

    history = api.world.cases.load_history(number)
    assert history.case.status is Status.CLOSED
    assert history.events[-1].note == "Benar, sudah bagus.\nMedia: https://fms.example/c/2.0.jpeg"
    # An office has answered once, in its own words; what the citizen wrote is nobody's formal answer.
    assert [event.note for event in history.events if event.kind == "responded"] == [
        "Petugas sudah menambalnya kemarin."
    ]
    api.world.later(minutes=5)
    assert closing not in {update["update_id"] for update in site.fetch()}
    everything = api.get(f"{ROOT}/servicerequestupdates.xml").body.decode()
    for private in ("motor jatuh", "sudah bagus", "Nama", "warga@contoh.id"):
        assert private not in everything

    site.comment(number, "Berlubang lagi.", "confirmed")
    assert api.world.cases.load(number).status is Status.REOPENED


def test_a_comment_on_somebody_elses_request_is_refused_in_the_form_it_reads(api: Api) -> None:
    site, number = FixMyStreet(api, True), api.file()["tracking_id"]
    form = {"service_request_id": number, "update_id_ext": "3", "status": "OPEN", "description": "Setuju."}
    sent = urlencode({"api_key": site.api_key, **form}).encode()
    answer = api.post(f"{ROOT}/servicerequestupdates.xml", sent, Content_Type="application/x-www-form-urlencoded")
    errors = ElementTree.fromstring(answer.body)
    assert (answer.status_code, errors.findtext("error/code")) == (403, "403")
