"""The real app over a world in memory, called through Chalice's test client."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse, TestHTTPClient

import app
from chalicelib.domain.cases.model import Role
from chalicelib.runtime import container
from tests.support.described import described
from tests.support.world import World

_MADE_BY_THE_TEST_CLIENT = "x-amzn-ErrorType"
"""In place of API Gateway, whose own answers the end-to-end tests see."""

_AT_ANOTHER_ADDRESS = b"not_at_this_address"
"""The description's only server is the site, where nobody meets this answer."""


@pytest.fixture(autouse=True)
def every_answer_is_as_described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks every answer in the tests of the API: it must have a status, headers and a body that the description
    knows."""
    send = TestHTTPClient.request

    def compared(self: TestHTTPClient, method: str, path: str, headers: Any = None, body: bytes = b"") -> HTTPResponse:
        response = send(self, method, path, headers, body)
        # HEAD is compared with GET (http/test_public_reads.py); it has no body that could be described.
        if _MADE_BY_THE_TEST_CLIENT in response.headers or method == "HEAD" or _AT_ANOTHER_ADDRESS in response.body:
            return response
        found = list(
            described().problems(method, f"/v1{path}", body, response.status_code, response.headers, response.body)
        )
        assert not found, f"{method} {path} differs from the description: {found}"
        return response

    monkeypatch.setattr(TestHTTPClient, "request", compared)


@dataclass
class Api:
    """Requests as clients make them; bodies go as JSON unless bytes."""

    world: World
    client: Client

    def request(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> HTTPResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if key:
            sent["Authorization"] = f"Bearer {key}"
        return self.client.http.request(method, path, headers=sent, body=body or b"")

    def get(self, path: str, **options: Any) -> HTTPResponse:
        return self.request("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> HTTPResponse:
        return self.request("POST", path, body, **options)

    def key(self, agency: str, role: Role = Role.OFFICER) -> str:
        office = self.world.directory.offices[agency]
        return self.world.services.keys.issue(role, office, self.world.now, self.world.now + timedelta(days=999))

    def file(self, **fields: Any) -> dict[str, Any]:
        """File and route a complaint; answers the receipt."""
        complaint = {"text": "Jalan berlubang di depan pasar", "category": "jalan-rusak", "region": "64.08"}
        receipt = self.post("/complaints", complaint | fields)
        assert receipt.status_code == 201, receipt.body
        self.world.services.route_case.route(receipt.json_body["tracking_id"], self.world.now)
        return dict(receipt.json_body)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    for name in ("PROVINCE", "COMPLAINTS_TABLE", "IDENTITIES_TABLE", "POLICY", "ATTACHMENTS_BUCKET"):
        monkeypatch.setenv(name, "kaltim" if name == "PROVINCE" else "unused")
    world = World()
    monkeypatch.setattr(container, "connect", lambda settings, tables: world.services)
    container.services.cache_clear()
    with Client(app.app) as client:
        yield Api(world, client)
    container.services.cache_clear()


def assert_problem(response: HTTPResponse, status: int, code: str, /, **fields: str) -> dict[str, Any]:
    """Checks the one shape of every error. `fields` are field pointers (`text` for /text) and their codes."""
    assert response.status_code == status, response.body
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json_body
    assert body["status"] == status
    assert body["code"] == code
    assert body["type"] == f"/problems/{code}"
    assert body["title"]
    assert body["detail"]
    if fields:
        found = {error["field"].strip("/").replace("/", "_"): error["code"] for error in body["errors"]}
        assert found == fields
        assert all(error["detail"] for error in body["errors"])
    return dict(body)
