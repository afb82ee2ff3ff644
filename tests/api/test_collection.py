"""Every request of the collection is sent, with its variables filled as Postman fills them."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from laporctl import paths
from tests.api.conftest import Api
from tests.api.test_description import ROADS, SCENES, Scene
from tests.support.people import appointed, in_session, signed_in
from tools.apispec.operations import OPERATIONS

COLLECTION = json.loads(paths.COLLECTION.read_text())
REQUESTS = [each for folder in COLLECTION["item"] for each in folder["item"]]
BY_SUMMARY = {operation.summary: operation for operation in OPERATIONS}

WHO: dict[str, tuple[str, Role]] = {
    "readKeys": (ROADS, Role.LIAISON),
    "listGrants": (ROADS, Role.LIAISON),
    "endGrant": (ROADS, Role.LIAISON),
    "readBreaches": ("64-diskominfo", Role.OVERSEER_KEMENPANRB),
    "readOmbudsmanList": ("64-diskominfo", Role.OVERSEER_OMBUDSMAN),
    "readPromises": ("64-diskominfo", Role.COORDINATOR),
    "readLadder": ("64.08-diskominfo", Role.COORDINATOR),
    "readReadiness": ("64.08-diskominfo", Role.COORDINATOR),
    "readStacks": ("64-diskominfo", Role.OVERSEER_KEMENPANRB),
    "replaceTemplates": (ROADS, Role.LIAISON),
    "readAccessLog": ("64.08-diskominfo", Role.AUDITOR),
}
"""Operation -> whose key it wants, where the scene of its example does not say."""

_WITH_WEBHOOK = {"removeWebhook", "rotateWebhookSecret", "testWebhook", "enableWebhook", "disableWebhook"}
_OF_A_PHOTO = {"readAttachment", "readAttachmentPreview", "readAttachmentAsOffice", "readAttachmentPreviewAsOffice"}


def fill(text: str, variables: Mapping[str, str]) -> str:
    return re.sub(r"{{(\$?\w+)}}", lambda found: variables[found[1]], text)


def send(api: Api, request: Mapping[str, Any], variables: Mapping[str, str]) -> HTTPResponse:
    path = fill(request["url"]["raw"], variables | {"api": ""})
    headers = {each["key"]: fill(each["value"], variables) for each in request["header"] if not each.get("disabled")}
    if request.get("auth", {}).get("type") == "bearer":
        headers["Authorization"] = "Bearer " + fill(request["auth"]["bearer"][0]["value"], variables)
    body = fill(request.get("body", {}).get("raw", ""), variables)
    return api.client.http.request(request["method"], path, headers=headers, body=body.encode())


def prepared(api: Api, name: str) -> dict[str, str]:
    """The variables as the requests before it have left them, with a case in the state that it needs."""
    scene = SCENES.get(name, lambda scene: scene)(Scene(api))
    office, role = WHO.get(name, (scene.office, Role.LIAISON if "Webhook" in name else scene.role))
    brought = {each["key"]: each["value"] for each in COLLECTION["variable"]}
    return brought | {
        "key": api.key(office, role),
        "agency_id": office,
        "tracking_id": scene.number,
        "secret": scene.receipt["secret"],
        "version": str(api.world.cases.load(scene.number).version),
        "grant_id": (grant := appointed(api.world)).id,
        "id_token": signed_in(api.world, grant.person),
        "$guid": "8c1f2b9e-0000-4000-8000-000000000000",
    }


OF_PEOPLE = ("closeSession", "readNoticeWishes", "chooseNotices")
"""Operations of somebody who has signed in."""


@pytest.mark.parametrize("item", REQUESTS, ids=[BY_SUMMARY[each["name"]].id for each in REQUESTS])
def test_every_request_of_the_collection_is_taken(api: Api, item: dict[str, Any]) -> None:
    operation = BY_SUMMARY[item["name"]]
    variables = prepared(api, operation.id)
    if operation.id in _WITH_WEBHOOK:
        made = send(api, next(each for each in REQUESTS if each["name"] == "Add a webhook")["request"], variables)
        variables["webhook_id"] = made.json_body["id"]
    if operation.id in OF_PEOPLE:
        variables["key"] = in_session(api.world, appointed(api.world))
    if operation.id in _OF_A_PHOTO:
        variables["attachment_id"] = "7F3K9Q2MXA0BC7F3K9Q2MXA0BC"
    request = item["request"]
    if operation.id == "mergeOfCase":
        body = json.loads(request["body"]["raw"]) | {"into": api.file()["tracking_id"]}
        request = request | {"body": {"mode": "raw", "raw": json.dumps(body)}}
    answer = send(api, request, variables)
    if operation.id in _OF_A_PHOTO:
        # No photo has been cleaned yet: the address is right, and what is missing is named.
        assert (answer.status_code, answer.json_body["code"]) == (404, "unknown_attachment")
    elif operation.id == "renewReceipt":
        # The code comes by mail or SMS.
        assert (answer.status_code, answer.json_body["code"]) == (403, "wrong_code")
    elif operation.id in ("receiveSms", "receiveWhatsApp", "verifyWhatsApp"):
        # Whoever knows the gateway's secret proves it, anew for each body.
        assert (answer.status_code, answer.json_body["code"]) == (403, "wrong_signature")
    else:
        assert answer.status_code in operation.answers, answer.body


def test_the_collection_keeps_what_the_next_request_needs() -> None:
    """The script names the members that the answers have."""
    (event,) = COLLECTION["event"]
    named = set(re.findall(r"answer\.(\w+)", "".join(event["script"]["exec"])))
    shapes = json.loads(paths.DESCRIPTION.read_text())["components"]["schemas"]
    receipt, case, invitation, webhook = (
        shapes[name]["properties"].keys() for name in ("Receipt", "Case", "Invitation", "NewWebhook")
    )
    assert {"tracking_id", "secret"} <= receipt
    assert {"tracking_id", "version"} <= case
    assert "attachment_id" in invitation
    assert {"id", "types"} <= webhook
    assert named == {"secret", "tracking_id", "id", "types"}
    assert '["tracking_id", "version", "attachment_id"]' in "".join(event["script"]["exec"])
