"""How much one request may bring, and how much one answer may list."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.channels import DELIVERY_LIMIT_BYTES
from chalicelib.api.schemas import BODY_LIMIT_BYTES
from tests.api.conftest import Api
from tests.api.test_access import call, problem_code
from tools.apispec.access_table import ROUTES

BODILESS = {
    "POST /complaints/{tracking_id}/erasure",
    *(
        f"POST /agencies/{{agency_id}}/webhooks/{{webhook_id}}/{what}"
        for what in ("rotate", "test", "enable", "disable")
    ),
}

LARGER = {"POST /channels/whatsapp": DELIVERY_LIMIT_BYTES}
"""What may bring more than others."""


@pytest.mark.parametrize("route", [route for route in ROUTES if route.startswith("POST")])
def test_no_body_is_larger_than_it_may_be(api: Api, route: str) -> None:
    if route in BODILESS:
        pytest.skip("its body is not read")
    row, method_path = ROUTES[route], route.partition(" ")[2]
    caller = "reporter" if "reporter" in row.who else min(row.who, default="public")
    limit = LARGER.get(route, BODY_LIMIT_BYTES)
    padding = {"padding": "x" * limit}
    row = replace(row, form={**row.form, **padding}) if row.form else replace(row, body={**row.body, **padding})
    response = call(api, "POST", method_path, row, caller)
    assert response.status_code in (400, 413), f"{route} read {limit} bytes: {response.status_code}"


NO_LIST = {"GET /openapi.json", "GET /stacks", "GET /channels/whatsapp"}
"""What is no list, and the list of all stacks, which is always whole."""
PAGED = [route for route in ROUTES if route.startswith("GET") and route not in NO_LIST]


@pytest.mark.parametrize("route", PAGED)
def test_every_list_that_has_pages_bounds_them(api: Api, route: str) -> None:
    row, path = ROUTES[route], route.partition(" ")[2]
    caller = next(each for each in ("public", "auditor", "officer", "liaison", "reporter") if each in row.who)

    def ask(query: str) -> Any:
        return call(api, "GET", path, type(row)(row.who, None, "&".join(filter(None, (row.query, query)))), caller)

    first = ask("")
    if first.status_code != 200 or "next_cursor" not in str(first.body):
        return
    cursor = "after" if path.endswith("/events") else "cursor"
    for wrong in ("limit=0", "limit=-1", "limit=100000", "limit=ten", f"{cursor}=%00", f"{cursor}=bm9uc2Vuc2U"):
        response = ask(wrong)
        assert problem_code(response) == "invalid_input", f"{route}?{wrong}: {response.status_code}"
