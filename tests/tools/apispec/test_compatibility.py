"""What breaks clients of a released description, and what does not."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from laporctl import paths
from laporctl.cli import main
from tools.apispec import document
from tools.apispec.compatibility import compare, read_description

BEFORE: dict[str, Any] = {
    "paths": {
        "/v1/cases": {
            "get": {
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 200}},
                    {"name": "status", "in": "query", "schema": {"enum": ["open", "closed"]}},
                ],
                "security": [{}, {"key": []}],
                "responses": {
                    "200": {
                        "description": "",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Case"}}},
                    }
                },
            },
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/CaseIn"}}}},
                "responses": {
                    "201": {"description": "", "headers": {"Location": {}}},
                    "409": {
                        "description": "",
                        "content": {
                            "application/problem+json": {"schema": {"oneOf": [{"$ref": "#/components/schemas/Reused"}]}}
                        },
                    },
                },
            },
        },
    },
    "components": {
        "schemas": {
            "Case": {
                "type": "object",
                "required": ["id", "status"],
                "properties": {
                    "id": {"type": "string"},
                    "status": {"enum": ["open", "closed"]},
                    "rating": {"type": ["integer", "null"]},
                    "parent": {"$ref": "#/components/schemas/Case"},
                },
            },
            "CaseIn": {
                "type": "object",
                "required": ["text"],
                "properties": {
                    "text": {"type": "string", "minLength": 5, "maxLength": 100},
                    "type": {"enum": ["complaint", "praise"]},
                    "lat": {"type": ["number", "null"]},
                    "phone": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
                "additionalProperties": False,
            },
            "Reused": {"type": "object", "properties": {"code": {"const": "reused"}}},
            "Closed": {"type": "object", "properties": {"code": {"const": "closed"}}},
        }
    },
}

Change = Callable[[Any], Any]


def operation(document: Any, method: str = "get") -> Any:
    return document["paths"]["/v1/cases"][method]


def fields(document: Any, schema: str) -> Any:
    return document["components"]["schemas"][schema]["properties"]


def problems_of(document: Any) -> Any:
    return operation(document, "post")["responses"]["409"]["content"]["application/problem+json"]["schema"]


BREAKING: dict[str, tuple[Change, str]] = {
    "an address is removed": (lambda d: d["paths"].clear(), "GET /v1/cases: removed"),
    "a method is removed": (lambda d: d["paths"]["/v1/cases"].pop("post"), "POST /v1/cases: removed"),
    "a parameter is removed": (lambda d: operation(d)["parameters"].pop(), "query parameter status: removed"),
    "a parameter becomes required": (
        lambda d: operation(d)["parameters"][0].update(required=True),
        "limit: is now required",
    ),
    "a required parameter is added": (
        lambda d: operation(d)["parameters"].append({"name": "day", "in": "query", "required": True}),
        "day: is new and required",
    ),
    "a parameter takes fewer values": (
        lambda d: operation(d)["parameters"][1]["schema"]["enum"].remove("closed"),
        'status: no longer takes "closed"',
    ),
    "a limit is lowered": (
        lambda d: operation(d)["parameters"][0]["schema"].update(maximum=100),
        "maximum is now 100, was 200",
    ),
    "a key is needed where none was": (lambda d: operation(d)["security"].pop(0), "the way in by nothing is closed"),
    "a field of an answer is removed": (lambda d: fields(d, "Case").pop("rating"), "/rating: removed"),
    "a field of an answer may be missing": (
        lambda d: d["components"]["schemas"]["Case"]["required"].remove("status"),
        "/status: may now be missing",
    ),
    "a field of an answer may be null": (
        lambda d: fields(d, "Case")["id"].update(type=["string", "null"]),
        "/id: may now be null",
    ),
    "a field of an answer changes its type": (
        lambda d: fields(d, "Case")["id"].update(type="integer"),
        "/id: may now be integer",
    ),
    "a value of an answer is removed": (
        lambda d: fields(d, "Case")["status"]["enum"].remove("closed"),
        'status: is never "closed" any more',
    ),
    "a success is no longer answered": (
        lambda d: operation(d, "post")["responses"].pop("201"),
        "201: no longer answered",
    ),
    "a header is removed": (
        lambda d: operation(d, "post")["responses"]["201"].pop("headers"),
        "201: header Location removed",
    ),
    "a body becomes required": (
        lambda d: operation(d, "post")["requestBody"].update(required=True),
        "body: is now required",
    ),
    "a media type is no longer taken": (
        lambda d: operation(d, "post")["requestBody"]["content"].clear(),
        "body application/json: no longer taken",
    ),
    "a required field is added to a request": (
        lambda d: (
            fields(d, "CaseIn").update(region={"type": "string"}),
            d["components"]["schemas"]["CaseIn"]["required"].append("region"),
        ),
        "/region: is new and required",
    ),
    "a field of a request becomes required": (
        lambda d: d["components"]["schemas"]["CaseIn"]["required"].append("type"),
        "/type: is now required",
    ),
    "a field of a request is removed": (lambda d: fields(d, "CaseIn").pop("type"), "/type: removed"),
    "a field of a request takes less": (
        lambda d: fields(d, "CaseIn")["text"].update(minLength=10),
        "minLength is now 10, was 5",
    ),
    "a field of a request takes fewer types": (
        lambda d: fields(d, "CaseIn")["lat"].update(type="number"),
        "/lat: no longer takes null",
    ),
    "a field of a request takes fewer alternatives": (
        lambda d: fields(d, "CaseIn")["phone"]["anyOf"].pop(),
        "/phone: null is no longer taken",
    ),
    "a pattern is added to a request": (
        lambda d: fields(d, "CaseIn")["text"].update(pattern="^x"),
        "/text: pattern is now ^x",
    ),
}

HARMLESS: dict[str, Change] = {
    "an address is added": lambda d: d["paths"].update({"/v1/new": {"get": {"responses": {}}}}),
    "an optional parameter is added": lambda d: operation(d)["parameters"].append({"name": "day", "in": "query"}),
    "a parameter takes more values": lambda d: operation(d)["parameters"][1]["schema"]["enum"].append("late"),
    "a limit is raised": lambda d: operation(d)["parameters"][0]["schema"].update(maximum=500),
    "another way in is opened": lambda d: operation(d)["security"].append({"secret": []}),
    "a field of an answer is added": lambda d: fields(d, "Case").update(tier={"type": "string"}),
    "a field of an answer is never null any more": lambda d: fields(d, "Case")["rating"].update(type="integer"),
    "a value of an answer is added": lambda d: fields(d, "Case")["status"]["enum"].append("late"),
    "another error is answered": lambda d: operation(d)["responses"].update({"410": {"description": ""}}),
    "another code comes with a status": lambda d: problems_of(d)["oneOf"].append(
        {"$ref": "#/components/schemas/Closed"}
    ),
    "an optional field is added to a request": lambda d: fields(d, "CaseIn").update(place={"type": "string"}),
    "a field of a request takes more": lambda d: fields(d, "CaseIn")["text"].update(minLength=1, maxLength=500),
    "a field of a request takes another type": lambda d: fields(d, "CaseIn")["type"].update(
        enum=["complaint", "praise", "x"]
    ),
    "a choice names the type that its values have": lambda d: (
        fields(d, "Case")["status"].update(type="string"),
        fields(d, "CaseIn")["type"].update(type="string"),
        operation(d)["parameters"][1]["schema"].update(type="string"),
    ),
    "words change": lambda d: fields(d, "Case")["id"].update(description="The number."),
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_change_that_breaks_clients_is_found(name: str) -> None:
    change, reason = BREAKING[name]
    after = copy.deepcopy(BEFORE)
    change(after)
    broken, _ = compare(BEFORE, after)
    assert any(reason in line for line in broken), broken


@pytest.mark.parametrize("name", HARMLESS)
def test_a_change_that_breaks_nobody_passes(name: str) -> None:
    after = copy.deepcopy(BEFORE)
    HARMLESS[name](after)
    assert after != BEFORE
    assert compare(BEFORE, after)[0] == []


def test_new_operations_are_named() -> None:
    after = copy.deepcopy(BEFORE)
    HARMLESS["an address is added"](after)
    assert compare(BEFORE, after)[1] == ["GET /v1/new"]


def test_the_present_description_breaks_no_client_of_the_released_one() -> None:
    broken, _ = compare(read_description(paths.RELEASED_DESCRIPTION), document.build())
    assert broken == [], "clients of docs/api/released.json would break; /v1 keeps its promises"


def test_the_check_fails_when_something_breaks(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    broken = document.build()
    del broken["paths"]["/v1/complaints"]
    monkeypatch.setattr(document, "build", lambda: broken)
    result = CliRunner().invoke(main, ["openapi", "check"])
    assert result.exit_code == 1
    assert "BREAKING POST /v1/complaints: removed" in result.output


def test_a_release_that_breaks_is_refused_unless_it_is_meant(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    released = tmp_path / "released.json"
    monkeypatch.setattr(paths, "RELEASED_DESCRIPTION", released)
    run = CliRunner()
    assert run.invoke(main, ["openapi", "release"]).exit_code == 0
    whole = released.read_text()
    smaller = document.build()
    del smaller["paths"]["/v1/similar"]
    monkeypatch.setattr(document, "build", lambda: smaller)
    refused = run.invoke(main, ["openapi", "release"])
    assert refused.exit_code == 1
    assert "POST /v1/similar: removed" in refused.output
    assert released.read_text() == whole
    assert run.invoke(main, ["openapi", "release", "--although-it-breaks"]).exit_code == 0
    assert released.read_text() != whole
