"""The API as a collection that Postman, Bruno, Insomnia and Hoppscotch open, made from the description.

Whoever opens it sets two variables, `api` and `key`. Number, secret and version of a case follow from what was answered
last: file a report, and every other request is about it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tools.apispec.document import BASE
from tools.apispec.model import FORM, JSON, KEY, SECRET, SIGNED_IN

SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
"""Version 2.1.0, which all of these programs read."""

VARIABLES = {
    "api": ("https://kaltim.example/v1", "What `make run` prints as `api`, or a stack's site with `/v1` behind it."),
    "key": ("", "A key of an office, or of an overseer."),
    "agency_id": ("64.08-pupr", "The office that the key speaks for."),
    "tracking_id": ("", "Set by the last answer that had one."),
    "secret": ("", "Set by the receipt of the last report that was filed here."),
    "version": ("1", "Set by the last answer about a case."),
    "attachment_id": ("", "Set by the last invitation of a photo."),
    "webhook_id": ("", "Set by the last webhook that was added."),
    "grant_id": ("", "Of the list of an office's people."),
    "id_token": ("", "What the user pool answered who signed in."),
    "token": ("0f1e2d3c4b5a69788796a5b4c3d2e1f0", "Of the link in a mail."),
    "code": ("64.08.01.2001", "The code of a region."),
}
"""Name -> first value, and what it is for."""

_IN_FORMS = {"id": "{{tracking_id}}", "secret": "{{secret}}"}
"""What plain forms hold of the variables."""

_REMEMBER = """let answer = {};
try {
  answer = (pm.response.code < 300 && pm.response.json()) || {};
} catch {
  // No JSON: nothing to keep.
}
for (const name of ["tracking_id", "version", "attachment_id"])
  if (answer[name]) pm.collectionVariables.set(name, answer[name]);
if (answer.secret && answer.tracking_id) pm.collectionVariables.set("secret", answer.secret);
if (answer.id && answer.types) pm.collectionVariables.set("webhook_id", answer.id);"""

_IN_PATH = re.compile(r"{(\w+)}")
_ONCE = {"receipt_key"}
"""Fields that are used once: whoever sends the example of the description second would get a conflict."""


def build(description: dict[str, Any]) -> dict[str, Any]:
    """The collection: a folder for each tag with operations, a request for each of them."""
    folders = []
    for tag in description["tags"]:
        requests = [_request(description, *each) for each in _operations(description, tag["name"])]
        if requests:
            folders.append({"name": tag["name"], "description": tag["description"], "item": requests})
    return {
        "info": {
            "name": f"{description['info']['title']} {description['info']['version']}",
            "description": description["info"]["description"],
            "schema": SCHEMA,
        },
        "item": folders,
        "auth": {"type": "noauth"},
        "event": [{"listen": "test", "script": {"type": "text/javascript", "exec": _REMEMBER.splitlines()}}],
        "variable": [
            {"key": name, "value": value, "description": meaning} for name, (value, meaning) in VARIABLES.items()
        ],
    }


def as_text(description: dict[str, Any]) -> str:
    """The collection as its file."""
    return json.dumps(build(description), ensure_ascii=False, indent=1) + "\n"


def _operations(description: dict[str, Any], tag: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                yield path, method, operation


def _request(description: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    known = description["components"]["parameters"]
    parameters = [known[each["$ref"].rpartition("/")[2]] for each in operation["parameters"]]
    ways = [name for way in operation["security"] for name in way]
    request: dict[str, Any] = {
        "method": method.upper(),
        "description": operation["description"],
        "header": [_field(each, _header_value(each)) for each in parameters if each["in"] == "header"],
        "url": _address(path, [_field(each, _query_value(each)) for each in parameters if each["in"] == "query"]),
    }
    if KEY in ways or SIGNED_IN in ways:
        token = "{{key}}" if KEY in ways else "{{id_token}}"
        request["auth"] = {"type": "bearer", "bearer": [{"key": "token", "value": token, "type": "string"}]}
    if SECRET in ways:
        scheme = description["components"]["securitySchemes"][SECRET]
        needed = {} not in operation["security"]
        request["header"].append(
            {"key": scheme["name"], "value": "{{secret}}", "description": scheme["description"], "disabled": not needed}
        )
    examples = operation.get("requestBody", {}).get("content", {}).get(JSON, {}).get("examples", {})
    if examples:
        body = {name: value for name, value in next(iter(examples.values()))["value"].items() if name not in _ONCE}
        raw = json.dumps(body, ensure_ascii=False, indent=2)
        request["body"] = {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}
        request["header"].append({"key": "Content-Type", "value": JSON})
    elif FORM in (forms := operation.get("requestBody", {}).get("content", {})):
        fields = description["components"]["schemas"][forms[FORM]["schema"]["$ref"].rpartition("/")[2]]["properties"]
        raw = "&".join(f"{name}={_IN_FORMS[name]}" for name in fields if name in _IN_FORMS)
        request["body"] = {"mode": "raw", "raw": raw}
        request["header"].append({"key": "Content-Type", "value": FORM})
    return {"name": operation["summary"], "request": request, "response": []}


def _address(path: str, query: list[dict[str, Any]]) -> dict[str, Any]:
    below = _IN_PATH.sub(r"{{\1}}", path.removeprefix(BASE))
    shown = "&".join(f"{each['key']}={each['value']}" for each in query if not each["disabled"])
    address: dict[str, Any] = {
        "raw": "{{api}}" + below + (f"?{shown}" if shown else ""),
        "host": ["{{api}}"],
        "path": below.strip("/").split("/"),
    }
    return address | ({"query": query} if query else {})


def _field(parameter: dict[str, Any], value: str) -> dict[str, Any]:
    """A header or a parameter; what need not be sent is there to be ticked."""
    sent = parameter.get("required", False) or parameter["name"] == "Idempotency-Key"
    return {"key": parameter["name"], "value": value, "description": parameter["description"], "disabled": not sent}


def _header_value(parameter: dict[str, Any]) -> str:
    special = {"If-Match": '"{{version}}"', "Idempotency-Key": "{{$guid}}"}
    return special.get(parameter["name"]) or _query_value(parameter)


def _query_value(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    return str(parameter.get("example") or schema.get("default") or next(iter(schema.get("enum", [])), ""))
