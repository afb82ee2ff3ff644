"""The description is served, and its examples work."""

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from chalice import Chalice
from chalice.test import HTTPResponse

from chalicelib.api import description
from chalicelib.domain.cases.model import Role
from laporctl import paths
from tests.api.conftest import Api, assert_problem
from tests.api.test_access import OF_PEOPLE, REGISTERED, key_of
from tests.support.codes import code_sent
from tests.support.loops import at_least_one
from tests.support.people import appointed, in_session, signed_in
from tools.apispec import document
from tools.apispec.model import KEY, SECRET, SIGNED_IN, Operation
from tools.apispec.operations import OPERATIONS
from tools.apispec.requests import schema_of

ROADS, GREEN, COORDINATOR = "64.08-pupr", "64.08-dlh", "64.08-diskominfo"


def test_the_description_is_served_as_it_was_built(api: Api) -> None:
    response = api.get("/openapi.json")
    assert response.status_code == 200
    assert response.body.decode() == paths.DESCRIPTION.read_text()
    assert response.headers["Cache-Control"] == "public, max-age=3600"


def test_a_cold_start_does_not_read_the_description() -> None:
    def read() -> str:
        raise AssertionError("read before anybody asked for it")

    app = Chalice(app_name="alone")
    app.register_blueprint(description.blueprint(read))
    assert list(app.routes) == ["/openapi.json"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
def test_a_current_copy_is_not_sent_again(api: Api, form: str) -> None:
    tag = api.get("/openapi.json").headers["ETag"]
    response = api.get("/openapi.json", If_None_Match=form.format(tag))
    assert (response.status_code, response.body) == (304, b"")
    assert response.headers["ETag"] == tag
    assert api.get("/openapi.json", If_None_Match='"another"').status_code == 200


@pytest.mark.parametrize(
    ("path", "name"), [("?overdue=yes", "overdue"), ("?category=ufo", "category"), ("?limit=" + "9" * 5000, "limit")]
)
def test_a_parameter_outside_its_list_is_an_error(api: Api, path: str, name: str) -> None:
    response = api.get(f"/agencies/{ROADS}/queue{path}", key=api.key(ROADS))
    assert response.status_code == 400
    assert [error["field"] for error in response.json_body["errors"]] == [name]


DONE = "Petugas sudah menambalnya kemarin."


class Scene:
    """A case in the state that an example needs, and who sends it."""

    def __init__(self, api: Api, **report: Any) -> None:
        self.api = api
        self.receipt = api.file(reporter={"name": "Nama Rekaan"}, **report)
        self.number = self.receipt["tracking_id"]
        self.office, self.role = ROADS, Role.OFFICER

    def act(self, action: str, office: str = ROADS, role: Role = Role.OFFICER, **body: Any) -> "Scene":
        path = f"/agencies/{office}/complaints/{self.number}/{action}"
        key, version = self.api.key(office, role), self.api.world.cases.load(self.number).version
        done = self.api.post(path, body, key=key, If_Match=f'"{version}"')
        assert done.status_code == 200, done.body
        return self

    def by(self, office: str, role: Role) -> "Scene":
        self.office, self.role = office, role
        return self

    def linked(self) -> "Scene":
        self.api.world.stacks.inboxes["KU"] = "kaltara"
        return self.by(COORDINATOR, Role.COORDINATOR)

    def archived(self) -> "Scene":
        return self.proposed().act("archive-approval", ROADS, Role.APPROVER)

    def proposed(self) -> "Scene":
        words = "Perkara ini sedang diperiksa pengadilan."
        return self.act("archive-proposal", COORDINATOR, Role.COORDINATOR, reason="in_court", note=words)

    def merged(self) -> "Scene":
        other = self.api.file(text="Jalan berlubang, laporan kedua")["tracking_id"]
        return self.act("merge", into=other, note="Lubang yang sama.")

    def asked(self) -> "Scene":
        self.responded()
        world = self.api.world
        for days in (70, 15):
            world.later(days=days)
            world.sweep()
        return self

    def late(self) -> "Scene":
        self.api.world.later(days=8)
        self.api.world.sweep()
        return self.by(COORDINATOR, Role.COORDINATOR)

    def warned(self) -> "Scene":
        holder = self.late().api.world.cases.load(self.number).agency or ""
        return self.act("warning", COORDINATOR, Role.COORDINATOR, note="Sudah lewat batas waktu.").by(
            holder, Role.OFFICER
        )

    def promised(self) -> "Scene":
        return self.act("accept").act("promise-proposal", promised="2027-06-30", note=DONE)

    def responded(self) -> "Scene":
        return self.act("accept").act("response", note=DONE)


GROUND = {"purpose": "contact_needed_for_work", "reason": "Perlu menanyakan letak lubang kepada pelapor."}

SCENES: dict[str, Callable[[Scene], Scene]] = {
    "rateCase": Scene.responded,
    "appealCase": Scene.responded,
    "objectToArchiving": Scene.archived,
    "followUp": Scene.asked,
    "replaceTemplates": lambda scene: scene.by(ROADS, Role.LIAISON),
    "progressOfCase": lambda scene: scene.act("accept"),
    "postponementOfCase": lambda scene: scene.act("accept"),
    "resumptionOfCase": lambda scene: scene.act("accept").act("postponement", note="Mohon foto."),
    "draftOfCase": lambda scene: scene.act("accept"),
    "approvalOfCase": lambda scene: scene.act("accept").act("draft", note=DONE).by(ROADS, Role.APPROVER),
    "correctionOfCase": Scene.responded,
    "responseOfCase": lambda scene: scene.act("accept"),
    "assistanceOfCase": lambda scene: scene.act("support", target=GREEN, note="Bantu.").by(GREEN, Role.OFFICER),
    "dispositionOfCase": lambda scene: scene.by(COORDINATOR, Role.COORDINATOR),
    "makeGrant": lambda scene: scene.by(ROADS, Role.LIAISON),
    "addWebhook": lambda scene: scene.by(ROADS, Role.LIAISON),
    "referralOfCase": Scene.linked,
    "warningOfCase": Scene.late,
    "warning-answerOfCase": Scene.warned,
    "priorityOfCase": lambda scene: scene.by(COORDINATOR, Role.COORDINATOR),
    "archiveOfCase": lambda scene: Scene(scene.api, text="Tes coba saja").by(COORDINATOR, Role.COORDINATOR),
    "archive-proposalOfCase": lambda scene: scene.by(COORDINATOR, Role.COORDINATOR),
    "archive-approvalOfCase": lambda scene: scene.proposed().by(ROADS, Role.APPROVER),
    "archive-refusalOfCase": lambda scene: scene.proposed().by(ROADS, Role.APPROVER),
    "promise-proposalOfCase": lambda scene: scene.act("accept"),
    "promise-approvalOfCase": lambda scene: scene.promised().by(ROADS, Role.APPROVER),
    "promise-refusalOfCase": lambda scene: scene.promised().by(ROADS, Role.APPROVER),
    "partingOfCase": Scene.merged,
    "tellCasesApart": Scene.merged,
    "typeOfCase": lambda scene: scene.by(COORDINATOR, Role.COORDINATOR),
    "titleOfCase": lambda scene: scene.by(COORDINATOR, Role.COORDINATOR),
    "thanksOfCase": lambda scene: Scene(scene.api, type="praise"),
    "extensionOfCase": lambda scene: Scene(scene.api, type="information_request").act("accept"),
    "planningOfCase": lambda scene: Scene(scene.api, type="aspiration").act("accept"),
    "uncoveringOfCase": lambda scene: scene.act("covering", words="depan pasar", reason="address"),
    "redactionOfCase": lambda scene: scene.by(COORDINATOR, Role.COORDINATOR),
    "send-backOfCase": lambda scene: scene.act("accept").act("draft", note=DONE).by(ROADS, Role.APPROVER),
    "identity-approvalOfCase": lambda scene: scene.act("identity-request", **GROUND).by(ROADS, Role.APPROVER),
    "identity-refusalOfCase": lambda scene: scene.act("identity-request", **GROUND).by(ROADS, Role.APPROVER),
}
"""What has to happen before an example can be sent; without an entry a routed case, and its office."""

EXAMPLES = [(operation, name) for operation in OPERATIONS for name in operation.examples]


def send_example(api: Api, operation: Operation, body: Any, scene: Scene | None = None) -> HTTPResponse:
    """A request with this body to an operation, as who may send it, on a case in the state that it needs."""
    scene = scene or SCENES.get(operation.id, lambda scene: scene)(Scene(api))
    headers: dict[str, Any] = {}
    if body and "into" in body:
        body = body | {"into": api.file()["tracking_id"]}
    if body and "code" in body:
        body = body | {"code": code_sent(api.world, scene.number, body.get("request", "0" * 32))}
    if "If-Match" in operation.parameters:
        headers["If_Match"] = f'"{api.world.cases.load(scene.number).version}"'
    if operation.proof == SECRET:
        headers["Receipt_Secret"] = scene.receipt["secret"]
    if operation.proof == SIGNED_IN:
        headers["key"] = signed_in(api.world, appointed(api.world).person)
    if operation.proof == KEY:
        person = operation.path in OF_PEOPLE
        headers["key"] = in_session(api.world, appointed(api.world)) if person else api.key(scene.office, scene.role)
    if "Gateway-Signature" in operation.parameters:
        raw = b"" if body is None else json.dumps(body).encode()
        (secret,) = api.world.channel_secrets.of_gateway("sms")
        headers["Gateway_Signature"] = hmac.digest(secret, raw, hashlib.sha256).hex()
    if "X-Hub-Signature-256" in operation.parameters:
        raw = b"" if body is None else json.dumps(body).encode()
        (secret,) = api.world.channel_secrets.of_gateway("whatsapp")
        headers["X_Hub_Signature_256"] = f"sha256={hmac.digest(secret, raw, hashlib.sha256).hex()}"
    path = operation.path.format(tracking_id=scene.number, agency_id=scene.office)
    return api.request(operation.method, path, body, **headers)


@pytest.mark.parametrize(("operation", "name"), EXAMPLES, ids=lambda value: getattr(value, "id", value))
def test_the_example_of_a_request_works(api: Api, operation: Operation, name: str) -> None:
    response = send_example(api, operation, operation.examples[name])
    assert response.status_code in operation.answers, response.body


WITH_BODY = [operation for operation in OPERATIONS if operation.body]

CONDITIONAL = {
    ("responseOfCase", "note"): "required unless there is a draft",
    **{
        (f"{name}OfCase", field): "or in the words"
        for name in ("response", "draft", "correction")
        for field in ("by", "on")
    },
    ("replyToCase", "text"): "required unless `resolved` is given",
    ("progressOfCase", "kind"): "a date is promised with `waiting_for_budget` only",
    ("progressOfCase", "promised"): "required with `waiting_for_budget`",
}
"""Fields that are required under a condition, which their description tells."""


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda operation: operation.id)
def test_exactly_the_fields_that_the_description_requires_are_required(api: Api, operation: Operation) -> None:
    assert operation.body
    required = schema_of(operation.body).get("required", [])
    # A receipt key is used once.
    example = {name: value for name, value in next(iter(operation.examples.values())).items() if name != "receipt_key"}
    assert set(required) <= example.keys()
    for name in example:
        answer = send_example(api, operation, {each: value for each, value in example.items() if each != name})
        if name in required:
            assert_problem(answer, 400, "invalid_input", **{name: "missing"})
        elif (operation.id, name) not in CONDITIONAL:
            assert answer.status_code in operation.answers, (name, answer.body)
    least = {name: example[name] for name in required}
    if not any(of == operation.id for of, _ in CONDITIONAL):
        assert send_example(api, operation, least).status_code in operation.answers


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda operation: operation.id)
def test_a_body_may_be_missing_where_the_description_says_so(api: Api, operation: Operation) -> None:
    item = document.build()["paths"][f"/v1{operation.path}"][operation.method.lower()]
    answer = send_example(api, operation, None)
    if item["requestBody"]["required"]:
        assert_problem(answer, 400, "invalid_input")
    elif operation.id != "responseOfCase":
        assert answer.status_code in operation.answers, answer.body


ODD: dict[str, tuple[bytes, dict[str, str]]] = {
    "words of no media type that is known": (b"x", {"Content_Type": "text/plain"}),
    "a form where none is taken": (b"text=x", {"Content_Type": "application/x-www-form-urlencoded"}),
    "half an object": (b'{"text": ', {"Content_Type": "application/json"}),
    "a list": (b"[]", {"Content_Type": "application/json"}),
    "bytes of no script": (b"\xff\xfe{}", {"Content_Type": "application/json"}),
    "nothing": (b"", {}),
    "a version of no form": (b"{}", {"Content_Type": "application/json", "If_Match": "W/latest"}),
    "keys of no form": (
        b"{}",
        {"Content_Type": "application/json", "Idempotency_Key": " ", "Receipt_Secret": "\u00e9"},
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_sent_the_answer_is_one_that_the_description_knows(api: Api, odd: str) -> None:
    """A plain text sent to an address that takes no body was answered 415, which no client was told of."""
    body, headers = ODD[odd]
    number = api.file()["tracking_id"]
    values = {"agency_id": "64.08-pupr", "tracking_id": number, "action": "accept"}
    for route in at_least_one(sorted(REGISTERED)):
        method, _, path = route.partition(" ")
        address = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "0" * 12), path)
        key = key_of(api, Role.LIAISON) if "{agency_id}" in path else None
        if method != "GET":
            assert api.request(method, address, body, key=key, **headers).status_code < 500, route
