"""Requests that are sent twice, and keys that are used twice: for every route that changes something."""

from typing import Any

import msgspec
import pytest
from chalice.test import HTTPResponse

import app
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.api.test_description import SCENES, Scene
from tools.apispec.model import SECRET, Operation
from tools.apispec.operations import OPERATIONS

WITH_KEY = {operation.id: operation for operation in OPERATIONS if "Idempotency-Key" in operation.parameters}
OF_CASES = {name: operation for name, operation in WITH_KEY.items() if "{tracking_id}" in operation.path}

OFFICE, MANAGER = "64.08-pupr", Role.LIAISON

OTHERWISE: dict[tuple[str, str], str] = {
    ("POST", "/complaints"): "the receipt key in the body is its key: other content is 409 (test_complaints.py)",
    ("POST", "/open311/v2/requests.xml"): "the parameter receipt_key, as above (test_open311_writing.py)",
    ("POST", "/open311/v2/requests.json"): "the parameter receipt_key, as above (test_open311_writing.py)",
    ("POST", "/open311/v2/servicerequestupdates.xml"): "the parameter update_id is its key (below)",
    ("POST", "/open311/v2/servicerequestupdates.json"): "the parameter update_id is its key (below)",
    ("POST", "/similar"): "changes nothing",
    ("POST", "/track"): "the field key of the form, with its words (test_plain_tracking.py)",
    ("POST", "/notices/{token}"): "what is stopped stays stopped, and what is resumed resumed (test_notices.py)",
    ("POST", "/channels/whatsapp"): "a message is recognised by its id (test_whatsapp.py)",
    ("POST", "/channels/sms/{gateway}"): "a message is recognised by its id (test_channels.py)",
    ("POST", "/suggestions"): "changes nothing",
    ("POST", "/complaints/{tracking_id}/erasure"): "what is erased stays erased; the same event is answered",
    ("POST", "/complaints/{tracking_id}/address"): "the same address leads to the same state",
    ("POST", "/complaints/{tracking_id}/receipt-code"): "a code more, of five a day; the last one holds",
    ("POST", "/complaints/{tracking_id}/receipt-renewal"): "the new key in the body is its key (test_renewals.py)",
    ("POST", "/complaints/{tracking_id}/redaction"): "what is removed stays removed; nothing is written again",
    ("POST", "/complaints/{tracking_id}/attachments"): "writes nothing; only a file that is sent becomes an attachment",
    ("POST", "/agencies/{agency_id}/complaints/{tracking_id}/attachments"): "writes nothing, as above",
    ("POST", "/agencies/{agency_id}/complaints/{tracking_id}/identity"): "every look is recorded, a second one too",
    ("POST", "/agencies/{agency_id}/assisted"): "the receipt key, as of any report (test_assisted.py)",
    ("POST", "/session"): "a session more, of the same person, ends with the others",
    ("POST", "/me/notices"): "the same choice leads to the same state",
    ("POST", "/agencies/{agency_id}/templates"): "the same templates lead to the same state (test_office_desk.py)",
    ("POST", "/agencies/{agency_id}/assignees"): "who has a case already has it (test_office_desk.py)",
    ("DELETE", "/session"): "who is signed out stays signed out",
    ("DELETE", "/agencies/{agency_id}/grants/{grant_id}"): "what has ended keeps its first moment",
    ("DELETE", "/agencies/{agency_id}/webhooks/{webhook_id}"): "what is removed stays removed",
    ("POST", "/agencies/{agency_id}/webhooks/{webhook_id}/enable"): "leads to the same state",
    ("POST", "/agencies/{agency_id}/webhooks/{webhook_id}/disable"): "leads to the same state",
    ("POST", "/agencies/{agency_id}/webhooks/{webhook_id}/test"): "a test message more harms nobody",
}
"""Routes that change something and take no Idempotency-Key: what keeps a repetition from doing harm."""


def test_every_route_that_changes_something_says_what_a_repetition_does() -> None:
    changing = {
        (method, path)
        for path, methods in app.app.routes.items()
        for method in methods
        if method not in ("GET", "HEAD")
    }
    with_key = {operation.registered for operation in WITH_KEY.values()}
    assert changing == with_key | OTHERWISE.keys(), "give a new route an Idempotency-Key, or say here why it needs none"
    assert not with_key & OTHERWISE.keys()


class Sender:
    """Sends the example of an operation, under a key, as who may send it."""

    def __init__(self, api: Api, operation: Operation) -> None:
        self.api, self.operation = api, operation
        self.scene = SCENES.get(operation.id, lambda scene: scene)(Scene(api))
        self.example = next(iter(operation.examples.values()))
        if "into" in self.example:
            self.example = self.example | {"into": api.file()["tracking_id"]}
        self.bearer = api.key(self.scene.office, self.scene.role)

    def send(self, key: str, operation: Operation | None = None, **other: Any) -> HTTPResponse:
        asked = operation or self.operation
        body = self.example if operation is None else next(iter(asked.examples.values()))
        headers: dict[str, Any] = {"Idempotency_Key": key}
        if "If-Match" in asked.parameters:
            headers["If_Match"] = f'"{self.version}"'
        if asked.proof == SECRET:
            headers["Receipt_Secret"] = self.scene.receipt["secret"]
        else:
            headers["key"] = self.bearer
        path = asked.path.format(tracking_id=self.scene.number, agency_id=self.scene.office)
        return self.api.request(asked.method, path, body | other, **headers)

    @property
    def version(self) -> int:
        return self.api.world.cases.load(self.scene.number).version


def _other_words(operation: Operation) -> dict[str, Any]:
    assert operation.body
    fields = {field.name for field in msgspec.structs.fields(operation.body)}
    name = next((each for each in ("note", "reason", "text", "title") if each in fields), None)
    return {name: "Kata yang lain sama sekali."} if name else {"type": "praise"}


@pytest.mark.parametrize("operation", OF_CASES.values(), ids=OF_CASES)
def test_a_command_is_carried_out_once_under_its_key_whatever_version_it_names(api: Api, operation: Operation) -> None:
    sender = Sender(api, operation)
    first = sender.send("k1")
    assert first.status_code in operation.answers, first.body
    after = sender.version
    # A client that lost the answer reads the case again, and names its present version.
    again = sender.send("k1")
    assert again.status_code == first.status_code, again.body
    assert sender.version == after


@pytest.mark.parametrize("operation", OF_CASES.values(), ids=OF_CASES)
def test_a_key_that_comes_with_another_body_or_command_is_refused_and_named(api: Api, operation: Operation) -> None:
    sender = Sender(api, operation)
    assert sender.send("k1").status_code in operation.answers
    after = sender.version
    others = [each for each in OF_CASES.values() if each.proof == operation.proof and each.id != operation.id]
    answers = [sender.send("k1", **_other_words(operation)), *(sender.send("k1", other) for other in others)]
    for answer in answers:
        problem = assert_problem(answer, 422, "idempotency_key_reused")
        assert problem["header"] == "Idempotency-Key"
        assert problem["seq"] == after
        assert "Idempotency-Key" in problem["detail"]
    assert sender.version == after


def test_a_withdrawal_under_the_key_of_an_earlier_reply_is_refused_and_works_under_its_own(api: Api) -> None:
    receipt = api.file()
    path, secret = f"/complaints/{receipt['tracking_id']}", receipt["secret"]
    reply = api.post(f"{path}/replies", {"text": "Sudah dalam"}, Receipt_Secret=secret, Idempotency_Key="k1")
    assert reply.status_code == 201
    refused = api.post(f"{path}/withdrawal", {}, Receipt_Secret=secret, Idempotency_Key="k1")
    assert_problem(refused, 422, "idempotency_key_reused")
    assert api.get(path).json_body["status"] == "routed"
    done = api.post(f"{path}/withdrawal", {}, Receipt_Secret=secret, Idempotency_Key="k2")
    assert (done.status_code, done.json_body["status"]) == (201, "closed")


def test_a_number_typed_in_another_way_is_the_same_case(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    for typed in (number, number.lower(), number.replace("-", "")):
        sent = {"Receipt_Secret": receipt["secret"], "Idempotency_Key": "k1"}
        assert api.post(f"/complaints/{typed}/replies", {"text": "Tambahan saya"}, **sent).status_code == 201
    assert api.world.cases.load(number).version == 3


def test_an_empty_field_is_the_same_as_none(api: Api) -> None:
    receipt = api.file()
    path, sent = f"/complaints/{receipt['tracking_id']}/withdrawal", {"Receipt_Secret": receipt["secret"]}
    assert api.post(path, {}, Idempotency_Key="k1", **sent).status_code == 201
    assert api.post(path, {"text": ""}, Idempotency_Key="k1", **sent).status_code == 201


def test_the_stored_id_does_not_tell_the_words_of_a_command(api: Api) -> None:
    ids = set()
    for key in ("k1", "k2"):
        receipt = api.file()
        sent = {"Receipt_Secret": receipt["secret"], "Idempotency_Key": key}
        api.post(f"/complaints/{receipt['tracking_id']}/replies", {"text": "Kata yang sama"}, **sent)
        event = api.world.cases.load_history(receipt["tracking_id"]).events[-1]
        ids.add(str(event.command_id).partition(".")[2])
    assert len(ids) == 2


def test_a_webhook_is_added_once_under_its_key_and_answered_with_a_secret_that_signs(api: Api) -> None:
    path, key = f"/agencies/{OFFICE}/webhooks", api.key(OFFICE, MANAGER)
    sent = {"url": "https://laporan.example.go.id/hook", "types": ["complaint.routed"]}
    first = api.post(path, sent, key=key, Idempotency_Key="k1").json_body
    again = api.post(path, sent, key=key, Idempotency_Key="k1")
    assert again.status_code == 201
    assert again.json_body["id"] == first["id"]
    assert len(api.get(path, key=key).json_body["items"]) == 1
    secrets = api.world.hooks.store.secrets(first["id"])
    assert secrets is not None
    assert (secrets.current, secrets.previous) == (again.json_body["secret"], first["secret"])
    others: list[dict[str, Any]] = [{"url": "https://laporan.example.go.id/lain"}, {"types": []}]
    for other in others:
        assert_problem(api.post(path, sent | other, key=key, Idempotency_Key="k1"), 422, "idempotency_key_reused")
    other_caller = api.post(path, sent, key=api.key(OFFICE, MANAGER), Idempotency_Key="k1")
    assert other_caller.json_body["id"] != first["id"]


def test_a_webhook_that_was_removed_does_not_come_back_with_a_late_repetition(api: Api) -> None:
    path, key = f"/agencies/{OFFICE}/webhooks", api.key(OFFICE, MANAGER)
    sent = {"url": "https://laporan.example.go.id/hook"}
    made = api.post(path, sent, key=key, Idempotency_Key="k1").json_body
    assert api.request("DELETE", f"{path}/{made['id']}", key=key).status_code == 204
    assert_problem(api.post(path, sent, key=key, Idempotency_Key="k1"), 422, "idempotency_key_reused")
    assert api.get(path, key=key).json_body["items"] == []


def test_an_office_that_gave_a_hidden_case_away_is_still_told_that_it_did(api: Api) -> None:
    """Its first answer was lost on the way; what came after it stays hidden from it."""
    number = api.file(secret=True)["tracking_id"]
    key, version = api.key(OFFICE), api.world.cases.load(number).version
    path = f"/agencies/{OFFICE}/complaints/{number}/refusal"
    body = {"reason": "Bukan wewenang kami.", "target": "64.08-dlh"}
    sent = {"key": key, "If_Match": f'"{version}"', "Idempotency_Key": "once"}
    first = api.post(path, body, **sent)
    assert first.status_code == 200
    other = {"key": api.key("64.08-dlh"), "If_Match": f'"{version + 1}"'}
    assert api.post(f"/agencies/64.08-dlh/complaints/{number}/accept", {}, **other).status_code == 200

    again = api.post(path, body, **sent)
    assert (again.status_code, again.json_body) == (200, first.json_body)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert api.get(f"/agencies/{OFFICE}/complaints/{number}", key=key).status_code == 404
    assert api.post(path, body, **sent | {"Idempotency_Key": "twice"}).status_code == 404


def test_a_reply_is_on_record_wherever_the_case_has_gone_since(api: Api) -> None:
    world = api.world
    world.stacks.sites["KU"], world.stacks.inboxes["KU"] = "https://kaltara.example", "inbox-KU"
    receipt = api.file()
    number, sent = receipt["tracking_id"], {"Receipt_Secret": receipt["secret"], "Idempotency_Key": "once"}
    path, reply = f"/complaints/{number}/replies", {"text": "Masih rusak."}
    assert api.post(path, reply, **sent).status_code == 201
    coordinator, version = "64.08-diskominfo", world.cases.load(number).version
    referred = api.post(
        f"/agencies/{coordinator}/complaints/{number}/referral",
        {"stack": "kaltara", "note": "Wewenang wilayah lain."},
        key=api.key(coordinator, Role.COORDINATOR),
        If_Match=f'"{version}"',
    )
    assert referred.status_code == 200, referred.body

    assert api.post(path, reply, **sent).status_code == 201
    assert_problem(api.post(path, reply, **sent | {"Idempotency_Key": "twice"}), 404, "lives_elsewhere")
