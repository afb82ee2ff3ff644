"""What an office keeps for its own work over HTTP: answer templates, and who has which case."""

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.people import appointed, in_session

ROADS, WASTE = "64.08-pupr", "64.08-dlh"
TEMPLATE = {"name": "Lubang ditutup", "text": "{instansi} menutup lubang di [[tempat]] pada {tanggal}."}
TEMPLATES = f"/agencies/{ROADS}/templates"
ASSIGNEES = f"/agencies/{ROADS}/assignees"


def test_a_liaison_writes_templates_and_an_officer_reads_them(api: Api) -> None:
    liaison, officer = api.key(ROADS, Role.LIAISON), api.key(ROADS)
    assert api.get(TEMPLATES, key=officer).json_body == {
        "version": 0,
        "items": [],
        "placeholders": ["nomor", "instansi", "tanggal", "kategori"],
    }
    for _ in range(2):
        kept = api.post(TEMPLATES, {"version": 0, "templates": [TEMPLATE]}, key=liaison)
        assert (kept.status_code, kept.json_body["version"], kept.json_body["items"]) == (200, 1, [TEMPLATE])
    assert api.get(TEMPLATES, key=officer).json_body == kept.json_body
    assert_problem(api.post(TEMPLATES, {"version": 1, "templates": []}, key=officer), 403, "role_not_allowed")


def test_templates_of_another_version_or_office_are_refused(api: Api) -> None:
    liaison = api.key(ROADS, Role.LIAISON)
    api.post(TEMPLATES, {"version": 0, "templates": [TEMPLATE]}, key=liaison)
    other = TEMPLATE | {"name": "Lain"}
    assert_problem(api.post(TEMPLATES, {"version": 0, "templates": [other]}, key=liaison), 412, "stale_version")
    elsewhere = api.post(f"/agencies/{WASTE}/templates", {"version": 0, "templates": []}, key=liaison)
    assert_problem(elsewhere, 403, "not_your_case")
    coordinator = api.key("64.08-diskominfo", Role.COORDINATOR)
    assert api.post(TEMPLATES, {"version": 1, "templates": [other]}, key=coordinator).status_code == 200


def test_a_template_that_says_too_little_is_named(api: Api) -> None:
    sent = {"version": 0, "templates": [TEMPLATE, {"name": "Selesai", "text": "Sudah selesai, {nomor}."}]}
    problem = assert_problem(api.post(TEMPLATES, sent, key=api.key(ROADS, Role.LIAISON)), 400, "invalid_input")
    assert [each["field"] for each in problem["errors"]] == ["/templates/1/text"]


def test_an_answer_with_a_blank_left_is_refused(api: Api) -> None:
    number, key = api.file()["tracking_id"], api.key(ROADS)
    case = f"/agencies/{ROADS}/complaints/{number}"
    api.post(f"{case}/accept", {}, key=key, If_Match='"2"')
    sent = {"note": "Regu kami menutup lubang kemarin di [[tempat]]."}
    problem = assert_problem(api.post(f"{case}/response", sent, key=key, If_Match='"3"'), 400, "invalid_input")
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [("/note", "blank_left")]
    filled = {"note": "Regu kami menutup lubang kemarin di Jalan Melati."}
    assert api.post(f"{case}/response", filled, key=key, If_Match='"3"').status_code == 200


def test_the_number_that_a_template_fills_in_makes_no_other_answer(api: Api) -> None:
    copied = []
    for _ in range(2):
        number, key = api.file()["tracking_id"], api.key(ROADS)
        case = f"/agencies/{ROADS}/complaints/{number}"
        api.post(f"{case}/accept", {}, key=key, If_Match='"2"')
        note = f"Regu kami menutup lubang kemarin. Nomor laporan Anda {number}."
        assert api.post(f"{case}/response", {"note": note}, key=key, If_Match='"3"').status_code == 200
        copied.append(api.world.cases.load_history(number).events[-1].data.get("copied"))
    assert copied == [None, True]


def test_a_case_is_taken_handed_on_and_given_back(api: Api) -> None:
    rina = appointed(api.world)
    sari = appointed(api.world, email="sari@contoh.go.id", name="Sari Contoh")
    key, number = in_session(api.world, rina), api.file()["tracking_id"]
    steps = [(rina.person, None), (sari.person, rina.person), (sari.person, rina.person), (None, sari.person)]
    for person, had_by in steps:
        sent = {"person": person, "cases": [{"tracking_id": number, "had_by": had_by}]}
        answer = api.post(ASSIGNEES, sent, key=key)
        assert answer.status_code == 200
        assert [(each["person"], each["left"]) for each in answer.json_body["items"]] == [(person, None)]
        listed = api.get(ASSIGNEES, key=key).json_body["items"]
        assert [(each["tracking_id"], each["person"]) for each in listed] == ([(number, person)] if person else [])
        shown = api.get(f"/agencies/{ROADS}/complaints/{number}", key=key).json_body.get("assignee")
        assert shown == ({"person": person, "name": shown["name"]} if person else None)
    assert api.world.cases.load(number).version == 2


def test_what_somebody_else_has_meanwhile_is_left(api: Api) -> None:
    rina = appointed(api.world)
    sari = appointed(api.world, email="sari@contoh.go.id", name="Sari Contoh")
    first, second = (api.file(text=text)["tracking_id"] for text in ("Jalan berlubang sekali", "Jalan amblas lagi"))
    api.post(ASSIGNEES, {"person": sari.person, "cases": [{"tracking_id": first}]}, key=in_session(api.world, sari))
    sent = {"person": rina.person, "cases": [{"tracking_id": each} for each in (first, second)]}
    items = api.post(ASSIGNEES, sent, key=in_session(api.world, rina)).json_body["items"]
    assert [(each["left"], each["name"]) for each in items] == [("taken", "Sari Contoh"), (None, "Rina Contoh")]


def test_a_case_that_is_elsewhere_is_left(api: Api) -> None:
    rina, filed = appointed(api.world), api.world.file_and_route()
    api.world.do(filed, Command.REFUSE, target=WASTE)
    sent = {"person": rina.person, "cases": [{"tracking_id": filed.case.id}, {"tracking_id": "KI-N4MY-SXYG-J405-C"}]}
    items = api.post(ASSIGNEES, sent, key=in_session(api.world, rina)).json_body["items"]
    assert [each["left"] for each in items] == ["not_here", "not_here"]
    assert api.get(ASSIGNEES, key=api.key(ROADS)).json_body == {"items": []}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"person": "nobody", "cases": [{"tracking_id": "KI-N4MY-SXYG-J405-C"}]}, "/person"),
        ({"cases": []}, "/cases"),
        ({"cases": [{"tracking_id": "KI-1"}]}, "/cases/0/tracking_id"),
    ],
)
def test_what_cannot_be_given_names_the_field(api: Api, sent: object, field: str) -> None:
    problem = assert_problem(api.post(ASSIGNEES, sent, key=api.key(ROADS)), 400, "invalid_input")
    assert [each["field"] for each in problem["errors"]] == [field]


def test_only_who_works_there_now_is_a_colleague(api: Api) -> None:
    world = api.world
    rina = appointed(world)
    appointed(world, email="budi@contoh.go.id", name="Budi Contoh", role="approver")
    appointed(world, email="joko@contoh.go.id", name="Joko Contoh", agency=WASTE)
    gone = appointed(world, email="wati@contoh.go.id", name="Wati Contoh")
    world.people.end(gone, world.now, "operator")
    found = api.get(f"/agencies/{ROADS}/colleagues", key=in_session(world, rina)).json_body["items"]
    assert [(each["name"], each["role"]) for each in found] == [("Budi Contoh", "approver"), ("Rina Contoh", "officer")]
    sent = {"person": gone.person, "cases": [{"tracking_id": api.file()["tracking_id"]}]}
    problem = assert_problem(api.post(ASSIGNEES, sent, key=in_session(world, rina)), 400, "invalid_input")
    assert [each["code"] for each in problem["errors"]] == ["not_a_colleague"]


def test_a_coordinator_neither_sees_nor_changes_who_has_a_case(api: Api) -> None:
    rina, number = appointed(api.world), api.file()["tracking_id"]
    sent = {"person": rina.person, "cases": [{"tracking_id": number}]}
    api.post(ASSIGNEES, sent, key=api.key(ROADS))
    coordinator = api.key("64.08-diskominfo", Role.COORDINATOR)
    assert "assignee" not in api.get(f"/agencies/{ROADS}/complaints/{number}", key=coordinator).json_body
    assert_problem(api.post(ASSIGNEES, sent, key=coordinator), 403, "role_not_allowed")
