"""Reading answers of GeoReport v2, whichever of the two formats they have."""

import json
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from chalice.test import HTTPResponse

from tests.api.conftest import Api

ROOT = "/open311/v2"


def get(api: Api, path: str, status: int = 200, /, **sent: Any) -> HTTPResponse:
    answer = api.get(f"{ROOT}/{path}?{urlencode(sent, doseq=True)}")
    assert answer.status_code == status, answer.body
    return answer


def body_of(answer: HTTPResponse) -> Any:
    """What an answer says, from either format: the XML as JSON would have it, all values texts."""
    content_type = answer.headers["Content-Type"]
    if content_type == "application/json; charset=utf-8":
        return json.loads(answer.body)
    assert content_type == "text/xml; charset=utf-8"
    assert answer.body.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    return plain(ElementTree.fromstring(answer.body))


def plain(element: ElementTree.Element) -> Any:
    lists = {
        "services", "attributes", "values", "service_requests", "service_request_updates", "errors", "endpoints",
        "formats",
    }  # fmt: skip
    if element.tag in lists:
        return [plain(each) for each in element]
    if len(element):
        return {each.tag: plain(each) for each in element}
    return element.text


def as_texts(value: Any) -> Any:
    """JSON as `plain` reads XML."""
    if isinstance(value, dict):
        return {name: as_texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)
