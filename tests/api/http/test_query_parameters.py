"""Query parameters: what a route does not have is refused, and the description lists what it has."""

import pytest

from chalicelib.api.http.query_parameters import KNOWN
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.people import signed_in
from tools.apispec.model import SIGNED_IN
from tools.apispec.operations import ELSEWHERE, OPERATIONS
from tools.apispec.parameters import PARAMETERS


def described() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for operation in OPERATIONS:
        names = [PARAMETERS[each]["name"] for each in operation.parameters if PARAMETERS[each]["in"] == "query"]
        name = " ".join(operation.registered)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), *names)))
    return {name: names for name, names in found.items() if names}


def test_the_description_lists_the_parameters_of_the_table() -> None:
    assert {name: set(names) for name, names in described().items()} == {
        name: set(names) for name, names in KNOWN.items()
    }


def test_every_line_of_the_table_is_a_route() -> None:
    import app

    routes = {f"{method} {path}" for path, methods in app.app.routes.items() for method in methods}
    assert KNOWN.keys() <= routes


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_route_refuses_a_parameter_that_it_does_not_have(api: Api, operation: object) -> None:
    method, route = operation.registered  # type: ignore[attr-defined]
    if route.startswith(ELSEWHERE):
        pytest.skip("answers in the form of another specification")
    path = route.format(
        tracking_id="KI-7F3K-9Q2M-XA0B-C",
        agency_id="64.08-pupr",
        action="acceptance",
        token="0" * 32,
        code="64.08",
        attachment_id="0" * 26,
        webhook_id="0" * 12,
        grant_id="0" * 12,
        gateway="plain",
    )
    role = Role.ADMIN if "keys" in path else Role.OFFICER
    opening = operation.proof == SIGNED_IN  # type: ignore[attr-defined]
    key = signed_in(api.world, "nobody") if opening else api.key("64.08-pupr", role)
    answer = api.request(method, f"{path}?statuss=routed&x=1", key=key)
    known = ", ".join(KNOWN.get(f"{method} {route}", ())) or "-"
    assert_problem(answer, 400, "invalid_input", statuss="unknown_parameter", x="unknown_parameter")
    assert f"Yang dikenal: {known}." in answer.json_body["errors"][0]["detail"]


def test_a_long_name_is_cut_and_its_value_is_not_repeated(api: Api) -> None:
    answer = api.get(f"/complaints?{'n' * 500}=geheim", Accept_Language="en")
    (error,) = answer.json_body["errors"]
    assert error["field"] == "n" * 40
    assert "geheim" not in answer.body.decode()
    assert error["detail"].startswith("This address has no such parameter. It has: filed_from, ")
