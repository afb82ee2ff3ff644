"""Overseers who may know of a hidden case and not read it learn its kabupaten from every route, and no village."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Actor, Agency, Role
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.cases.queue import QueueService
from chalicelib.services.ports.case_store import Breach, Page
from tests.api.conftest import Api
from tests.support.world import VILLAGE
from tools.apispec.access_table import ACTIONS, ROUTES

DESA, KECAMATAN, OFFICE = f"{VILLAGE}-desa", "64.08.01-kecamatan", "64.08-pupr"
CATEGORY = "layanan-desa"
VILLAGE_NAMES = (VILLAGE, "64.08.01", "Desa Contoh", "Kecamatan Contoh")
WORDLESS = {Role.OVERSEER_KEMENPANRB: ("00-panrb", ()), Role.OVERSEER_KSP: ("00-ksp", (CATEGORY,))}


def key_of(api: Api, role: Role) -> str:
    agency, categories = WORDLESS[role]
    office, now = Agency(agency, "Kantor Pusat", Tier.PUSAT), api.world.now
    return api.world.services.keys.issue(role, office, now, now + timedelta(days=999), categories=categories)


def a_case_of_a_village(api: Api, *, secret: bool) -> str:
    """Helped by its kecamatan, late at the village, moved up and on the list of broken deadlines."""
    fields = {"text": "Surat tidak dilayani", "category": CATEGORY, "region": VILLAGE, "place": "Desa Contoh"}
    number = str(api.file(**fields, secret=secret)["tracking_id"])
    assert api.world.cases.load(number).agency == DESA
    key, path = api.key(DESA), f"/agencies/{DESA}/complaints/{number}"
    for action, body in (
        ("accept", {}),
        ("support", {"target": KECAMATAN, "note": "Mohon bantu."}),
        ("progress", {"note": "Kami kerjakan mulai besok pagi."}),
    ):
        version = api.world.cases.load(number).version
        assert api.post(f"{path}/{action}", body, key=key, If_Match=f'"{version}"').status_code == 200
    for _ in range(8):
        api.world.later(days=5)
        api.world.sweep()
    return number


def answers(api: Api, role: Role, number: str) -> dict[str, str]:
    """Every route that the role may use, asked about the case; `office` stands for each office in turn."""
    key, found = key_of(api, role), {}
    months = ("2026-11", "2026-12", "2027-01")
    for route, row in ROUTES.items():
        method, _, path = route.partition(" ")
        if method != "GET" or str(role) not in row.who or path.startswith("/open311"):
            continue
        for office in (OFFICE, DESA, KECAMATAN) if "{agency_id}" in path else (OFFICE,):
            values = {"agency_id": office, "tracking_id": number, "code": "64.08"}
            address = re.sub(r"\{(\w+)\}", lambda name, values=values: values.get(name[1], "0" * 26), path)
            for month in months if "month" in row.query else ("",):
                answer = api.get(address + (f"?month={month}" if month else ""), key=key)
                # The addresses of photos repeat the office that was asked for.
                found[f"{route} {office} {month}"] = (
                    answer.body.decode() if "breaches" in route or number in answer.body.decode() else ""
                )
    for action, row in ACTIONS.items():
        if str(role) in row.who:
            version = api.world.cases.load(number).version
            path = f"/agencies/{OFFICE}/complaints/{number}/{action}"
            found[action] = api.post(path, row.body, key=key, If_Match=f'"{version}"').body.decode()
    return found


@pytest.mark.parametrize("role", WORDLESS)
def test_no_route_tells_an_overseer_the_village_of_a_hidden_case(api: Api, role: Role) -> None:
    number = a_case_of_a_village(api, secret=True)
    found = answers(api, role, number)
    assert {route: [name for name in VILLAGE_NAMES if name in text] for route, text in found.items()} == {
        route: [] for route in found
    }
    whole = " ".join(found.values())
    assert number in whole
    assert '"code":"64.08"' in whole.replace(" ", "")
    case = json.loads(found[f"GET /agencies/{{agency_id}}/complaints/{{tracking_id}} {OFFICE} "])
    assert case["region"] == {"code": "64.08", "path": ["Kalimantan Timur", "Kabupaten Kutai Timur"]}


@pytest.mark.parametrize("role", WORDLESS)
def test_of_a_public_case_they_learn_what_everybody_learns(api: Api, role: Role) -> None:
    whole = " ".join(answers(api, role, a_case_of_a_village(api, secret=False)).values())
    assert VILLAGE in whole
    assert "Desa Contoh" in whole


def test_the_queue_of_a_village_has_no_lines_of_hidden_cases_for_them(api: Api) -> None:
    fields = {"text": "Surat tidak dilayani", "category": CATEGORY, "region": VILLAGE}
    hidden, public = api.file(**fields, secret=True)["tracking_id"], api.file(**fields)["tracking_id"]
    for role in WORDLESS:
        lines = api.get(f"/agencies/{DESA}/queue", key=key_of(api, role)).json_body["items"]
        assert [line["tracking_id"] for line in lines] == [public]
    own = api.get(f"/agencies/{DESA}/queue", key=api.key(DESA)).json_body["items"]
    assert {line["tracking_id"] for line in own} == {hidden, public}


@pytest.mark.parametrize("role", WORDLESS)
@pytest.mark.parametrize("secret", [True, False])
def test_the_lists_of_late_cases_name_no_village_of_a_hidden_one(api: Api, role: Role, secret: bool) -> None:
    fields = {"text": "Surat tidak dilayani", "category": CATEGORY, "region": VILLAGE}
    number = api.file(**fields, secret=secret)["tracking_id"]
    actor = Actor(role, WORDLESS[role][0], "Kantor Pusat", "KEY", WORDLESS[role][1])
    store = api.world.cases
    line = Breach(number, api.world.now, DESA, KECAMATAN)

    class Late(type(store)):  # type: ignore[misc]
        def listed(self, *_: object) -> Page[Breach]:
            return Page((line,), None)

    (shown,) = QueueService(Late(store.kept, store.identities)).listed(actor, "breached", "2026-11", 10, None).items
    cut = replace(line, agency="64.08-desa", moved_to="64.08-kecamatan")
    assert shown == (cut if secret else line)
