"""The formats of Open311 (GeoReport v2): XML, JSON, and its one form of errors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from chalice.app import Request, Response

from chalicelib.api.http import messages
from chalicelib.api.http.problems import (
    COMES_BACK,
    FORM,
    OTHER_SHAPES,
    HttpProblem,
    View,
    answer_error,
    describe_error,
    language_of,
    retry_after,
)

if TYPE_CHECKING:
    from chalicelib.api.http.responses import Headers
    from chalicelib.domain.errors import DomainError
    from chalicelib.services.use_cases import UseCases

ROOT = "/open311/v2"
MULTIPART = "multipart/form-data"
FORMATS = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}

Value = Any
"""None, a truth value, a number, a text, a mapping of values, or a list of mappings or texts."""

_KEPT = {
    HTTPStatus.NOT_FOUND,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The statuses that an error keeps; every other is a 400 to the specification."""

_ITEM = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
"""The names of list elements in XML. JSON has no names for them."""

_PARAMETERS = {
    "/text": "description",
    "/note": "description",
    "/place": "address_string",
    "/region": "address_id",
    "/coordinates": "lat, long",
    "/category": "service_code",
    "/tracking_id": "service_request_id",
}
"""The names of parameters for the fields that domain errors name."""

# Characters that XML 1.0 cannot hold, not even as a reference.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Refused(Exception):
    """A request that cannot be fulfilled: the status, and a sentence for each reason, which names the parameter."""

    def __init__(self, status: HTTPStatus, *reasons: str) -> None:
        super().__init__(*reasons)
        self.status = status
        self.reasons = reasons


def to_xml(root: str, value: Value) -> str:
    """A document with its declaration, in the order of the values. Characters that XML cannot hold become U+FFFD."""
    # Imported when it is first needed: most starts of the function answer other requests.
    from xml.etree import ElementTree

    document = _element(ElementTree.Element, root, value)
    text: bytes = ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)
    return text.decode()


def to_json(value: Value) -> str:
    """The same without the names of root and items, as the Spark convention has it."""
    return NO_XML.sub("\ufffd", json.dumps(value, ensure_ascii=False))


def respond(
    extension: str,
    root: str,
    value: Value,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A response in the format that the address ends in."""
    body = to_json(value) if extension == "json" else to_xml(root, value)
    kept: Headers = {
        "Content-Type": FORMATS.get(extension, FORMATS["xml"]),
        "Cache-Control": "no-cache",
        **(headers or {}),
    }
    return Response(body=body, status_code=int(status), headers=kept)


def respond_errors(extension: str, status: HTTPStatus, reasons: Sequence[str]) -> Response:
    """A response with errors, in the one form of the specification."""
    errors = [{"code": int(status), "description": reason} for reason in reasons]
    return respond(extension, "errors", errors, status, {"Cache-Control": "no-store"})


def split(file: str) -> tuple[str, str]:
    """Name and format of the last part of an address; raises Refused for another format."""
    name, _, extension = file.rpartition(".")
    if extension not in FORMATS or not name:
        raise Refused(HTTPStatus.NOT_FOUND, "format: .xml, .json")
    return name, extension


def answers_errors(request: Callable[[], Request], provide: Callable[[], UseCases]) -> Callable[[View], View]:
    """A decorator for views: what a view raises is answered in the form of the specification. 404 is for what does not
    exist, 403 for a key without permission, 429 for too many requests, 503 for an outage, and 400 for everything
    else."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: str) -> Response:
            try:
                return view(**arguments)
            except Refused as refused:
                return respond_errors(extension_of(request()), refused.status, refused.reasons)
            except HttpProblem as problem:
                sentence = messages.detail(problem.code, language_of(request()))
                known = problem.status is HTTPStatus.FORBIDDEN
                status = problem.status if known else HTTPStatus.BAD_REQUEST
                return respond_errors(extension_of(request()), status, [sentence])
            except Exception as raised:
                return answer_error(raised, provide(), respond_to)

        return guarded

    def respond_to(error: DomainError) -> Response:
        status, sentence, fields = describe_error(error, request(), provide)
        if status not in _KEPT:
            status = HTTPStatus.BAD_REQUEST
        reasons = [f"{_parameter(each['field'])}: {each['detail']}" for each in fields]
        response = respond_errors(extension_of(request()), status, reasons or [sentence])
        if status in COMES_BACK:
            response.headers["Retry-After"] = str(retry_after(error, provide().now()))
        return response

    return decorate


def rewrite_chalice_errors(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Middleware: errors that Chalice makes itself below `/open311` (405, 415, an unexpected 500) take this form."""
    response = get_response(event)
    ours = response.headers.get("Content-Type") in FORMATS.values()
    path = str(event.context.get("resourcePath"))
    if response.status_code < HTTPStatus.BAD_REQUEST or ours or not path.startswith(OTHER_SHAPES):
        return response
    status = HTTPStatus(response.status_code)
    if status is HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
        status = HTTPStatus.BAD_REQUEST
        sentence = f"Content-Type: {FORM}, {MULTIPART}"
    else:
        code = "method_not_allowed" if status is HTTPStatus.METHOD_NOT_ALLOWED else "internal"
        sentence = messages.detail(code, language_of(event))
    rewritten = respond_errors(extension_of(event), status, [sentence])
    rewritten.headers.update({name: value for name, value in response.headers.items() if name == "Allow"})
    return rewritten


def extension_of(request: Request) -> str:
    """The format that a request asks for; XML, the one that every server must have, if it names none."""
    last = str((request.uri_params or {}).get("file") or request.context.get("resourcePath"))
    extension = last.rpartition(".")[2]
    return extension if extension in FORMATS else "xml"


def _parameter(pointer: str) -> str:
    return _PARAMETERS.get(pointer, pointer.strip("/"))


def _element(make: Callable[[str], Any], name: str, value: Value) -> Any:
    element = make(name)
    if isinstance(value, Mapping):
        element.extend(_element(make, key, each) for key, each in value.items())
    elif isinstance(value, list):
        element.extend(_element(make, _ITEM[name], each) for each in value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        element.text = NO_XML.sub("\ufffd", str(value))
    return element
