"""The description is whole: every route, field, code and example; and it is the one that is shipped."""

import re
from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import urljoin

import jsonschema_rs
import msgspec
import pytest
import schemathesis

import app
from chalicelib.api.casework import ACTIONS
from chalicelib.api.http import messages
from laporctl import paths
from tests.docs.samples import PAGES
from tests.support.described import described
from tests.support.loops import at_least_one
from tests.test_docs import HTTP
from tools.apispec import document, problems
from tools.apispec.fields import FIELDS
from tools.apispec.model import KEY, SECRET, SIGNED_IN, Operation
from tools.apispec.operations import ELSEWHERE, MESSAGES, OPERATIONS, TAGS
from tools.apispec.operations.casework import DESCRIBED
from tools.apispec.requests import components_of
from tools.apispec.vocabulary import Day, text

DOCUMENT = document.build()
BY_ROUTE = {operation.registered: operation for operation in OPERATIONS}
BODIES = sorted({operation.body for operation in OPERATIONS if operation.body}, key=lambda shape: shape.__name__)

HOW_TO_DESCRIBE = """{method} /v1{path} is not described.
In tools/apispec/operations/ add to the module of its resource

    Operation(
        id="…", method="{method}", path="{path}", tag="…", summary="…", description="…",
        answers={{200: Answer("…", shapes.…)}},   # the shape of the answer: a Struct in tools/apispec/shapes.py
        problems=(…),                             # error codes of its own; common ones are added
    )

and run `laporctl openapi build`."""


def routes() -> Iterator[tuple[str, str, Any]]:
    for path, methods in app.app.routes.items():
        if path.startswith(ELSEWHERE):
            continue
        for method, entry in methods.items():
            # HEAD is GET without the body, wherever a read is public; the document says so once.
            if method != "HEAD":
                yield method, path, entry


def _name_of(value: Any) -> str:
    """An entry is told by its function: its representation is another one in each process."""
    return value if isinstance(value, str) else value.view_function.__name__


@pytest.mark.parametrize(("method", "path", "entry"), list(routes()), ids=_name_of)
def test_every_route_is_described(method: str, path: str, entry: Any) -> None:
    assert (method, path) in BY_ROUTE, HOW_TO_DESCRIBE.format(method=method, path=path)
    needs_key = BY_ROUTE[method, path].proof in (KEY, SIGNED_IN)
    assert needs_key == (entry.authorizer is not None), (
        f"{method} {path}: proof=KEY belongs to routes with an authorizer"
    )


def test_no_route_is_described_that_does_not_exist() -> None:
    assert set(BY_ROUTE) == {(method, path) for method, path, _ in routes()}


def test_every_operation_says_what_it_is_protected_by() -> None:
    """Also those that need nothing, and the message to receivers: linters take silence for a slip."""
    described = document.build()
    operations = [each for path in (described["paths"] | described["webhooks"]).values() for each in path.values()]
    assert len(operations) > len(OPERATIONS)
    assert [each["operationId"] for each in operations if "security" not in each] == []


def test_every_action_is_described() -> None:
    missing = set(ACTIONS) - set(DESCRIBED)
    assert not missing, f"add {missing} to DESCRIBED in tools/apispec/operations/casework.py"
    assert set(DESCRIBED) == set(ACTIONS)


@pytest.mark.parametrize("shape", BODIES)
def test_every_field_of_a_request_is_explained(shape: type) -> None:
    for name, schema in at_least_one(components_of([shape]).items()):
        missing = schema.get("properties", {}).keys() - FIELDS.get(name, {}).keys()
        assert not missing, f"say what {sorted(missing)} of {name} mean in tools/apispec/fields.py"


def test_no_field_is_explained_that_does_not_exist() -> None:
    known = components_of(BODIES)
    for name, fields in at_least_one(FIELDS.items()):
        assert fields.keys() <= known[name]["properties"].keys(), name


def test_every_code_of_an_error_is_described_with_the_status_of_the_documentation() -> None:
    known = problems.statuses()
    assert known.keys() == messages.PROBLEMS.keys() | problems.codes_of_gateway()
    for code in messages.PROBLEMS:
        (row,) = [line for line in HTTP.splitlines() if line.startswith(f"| `{code}` |")]
        assert int(row.split("|")[2]) in known[code], f"{code}: docs/http.md and tools/apispec/problems.py disagree"


def test_every_code_belongs_to_an_operation() -> None:
    answered = {code for operation in OPERATIONS for code in document.codes_of(operation)}
    # Nobody who keeps to the description meets these: other methods, another address than the description's.
    assert problems.statuses().keys() - answered == {"method_not_allowed", "not_at_this_address"}


def test_the_description_is_valid_openapi() -> None:
    schemathesis.openapi.from_dict(DOCUMENT).validate()
    for name, schema in at_least_one(DOCUMENT["components"]["schemas"].items()):
        assert jsonschema_rs.meta.is_valid(schema), name


@pytest.mark.parametrize("api", ["https://kaltim.example/v1", "http://localhost:4566/_aws/execute-api/2a2f73be/v1"])
def test_the_server_is_the_base_address_of_the_documentation_wherever_the_description_is_read(api: str) -> None:
    (server,) = DOCUMENT["servers"]
    base = urljoin(f"{api}/openapi.json", server["url"])
    assert {base.rstrip("/") + path for path in DOCUMENT["paths"]} == {
        f"{api}{operation.path}" for operation in OPERATIONS
    }


def test_the_pages_show_one_base_address() -> None:
    shown = set(re.findall(r"https?://[\w.:-]+/v1\b", "".join(page.read_text() for page in PAGES)))
    assert shown == {"https://kaltim.example/v1"}, "on a laptop it is what `make run` prints"


def test_every_reference_leads_somewhere() -> None:
    known = {f"#/components/{kind}/{name}" for kind, of in DOCUMENT["components"].items() for name in of}
    reached = set(references(DOCUMENT))
    assert reached <= known
    assert known - reached == {f"#/components/securitySchemes/{name}" for name in (KEY, SECRET, SIGNED_IN)}


def references(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        if isinstance(thing.get("$ref"), str):
            yield thing["$ref"]
        yield from (thing.get("mapping") or {}).values() if isinstance(thing.get("mapping"), dict) else ()
        for each in thing.values():
            yield from references(each)
    elif isinstance(thing, list):
        for each in thing:
            yield from references(each)


def test_every_constant_and_choice_has_a_type() -> None:
    found = list(choices(DOCUMENT))
    assert len(found) > 100
    assert [each for each in found if "type" not in each] == []


def choices(thing: Any) -> Iterator[Any]:
    if isinstance(thing, dict):
        yield from [thing] if "const" in thing or isinstance(thing.get("enum"), list) else []
        for name, each in thing.items():
            yield from choices(each) if name not in ("example", "examples") else ()
    elif isinstance(thing, list):
        for each in thing:
            yield from choices(each)


def test_operations_have_names_of_their_own_and_a_known_tag() -> None:
    ids = [operation.id for operation in OPERATIONS]
    assert len(ids) == len(set(ids))
    assert {operation.tag for operation in OPERATIONS} == set(TAGS) - {MESSAGES}
    # Generators make a class of each tag: what receivers answer must not share one with our own addresses.
    assert [each["tags"] for item in DOCUMENT["webhooks"].values() for each in item.values()] == [[MESSAGES]]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_operation_says_what_it_is_for(operation: Operation) -> None:
    assert operation.summary[0].isupper()
    assert not operation.summary.endswith(".")
    assert operation.description.endswith(".")
    assert operation.body is None or operation.examples, "give an example of its body: a test sends it"


def examples(thing: Any) -> Iterator[tuple[Any, Any]]:
    """Each schema that has examples beside it, with the example."""
    if isinstance(thing, dict):
        if "schema" in thing:
            yield from ((thing["schema"], each["value"]) for each in thing.get("examples", {}).values())
            yield from [(thing["schema"], thing["example"])] if "example" in thing else []
        elif isinstance(thing.get("examples"), list):
            yield from ((thing, each) for each in thing["examples"])
        for each in thing.values():
            yield from examples(each)
    elif isinstance(thing, list):
        for each in thing:
            yield from examples(each)


def test_every_example_fits_its_schema() -> None:
    found = list(examples(DOCUMENT))
    assert len(found) > 100
    for schema, value in found:
        assert described().errors(schema, value) == [], value


def test_the_shipped_description_is_current() -> None:
    shipped = paths.DESCRIPTION.read_text()
    assert shipped == document.as_text(), "run `laporctl openapi build` and commit chalicelib/data/openapi.json"


def test_the_functions_import_nothing_of_the_description() -> None:
    for file in at_least_one((paths.ROOT / "chalicelib").rglob("*.py")):
        assert "laporctl" not in file.read_text().replace("`laporctl", ""), file


def test_shapes_that_share_a_name_share_a_schema() -> None:
    """msgspec would number the second of two Structs of one name; a number is no name for a client."""
    assert not [name for name in DOCUMENT["components"]["schemas"] if "_" in name or name[-1].isdigit()]


def test_the_description_of_a_field_goes_before_that_of_its_type() -> None:
    class Deadline(msgspec.Struct):
        begun: Annotated[Day, text("The day on which it began.")]
        over: Annotated[Day | None, text("The day on which it was over.")]

    fields = components_of([Deadline])["Deadline"]["properties"]
    assert [field["description"][:10] for field in fields.values()] == ["The day on", "The day on"]
    assert [field["format"] for field in fields.values()] == ["date", "date"]


def test_a_field_of_an_answer_that_may_be_missing_is_not_required() -> None:
    class Sometimes(msgspec.Struct):
        always: int
        maybe: int | msgspec.UnsetType = msgspec.UNSET

    assert components_of([Sometimes])["Sometimes"]["required"] == ["always"]
