"""A number of an earlier system leads to the case that had it, where the public may know of that."""

import pytest

from chalicelib.domain.cases.former_number import Former
from chalicelib.services.cases.filing import Submission
from chalicelib.services.cases.imported_history import Import
from tests.api.conftest import Api, assert_problem


def file(api: Api, number: str, origin: str = "SITANGGAP", **fields: bool) -> str:
    world = api.world
    history = Import(world.now, former=Former(origin, number, b""))
    submission = Submission(text="Jalan berlubang di depan pasar", region="64.08", **fields)
    return world.services.filing.file(submission, world.now, history=history).case.id


@pytest.mark.parametrize("typed", ["TKT202100042", "tkt-2021-00042", "tkt_2021_00042"])
def test_an_old_number_leads_to_the_case_however_it_is_written(api: Api, typed: str) -> None:
    tracking_id = file(api, "TKT202100042")
    moved = api.get(f"/complaints/{typed}")
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/v1/complaints/{tracking_id}")
    assert moved.headers["Cache-Control"] == "no-store"
    assert api.get(moved.headers["Location"].removeprefix("/v1")).json_body["tracking_id"] == tracking_id
    assert api.get(f"/complaints/{typed}?proof=1").headers["Location"].endswith("?proof=1")


def test_a_number_of_a_hidden_case_is_as_unknown_as_one_that_nobody_had(api: Api) -> None:
    file(api, "TKT1", secret=True)
    hidden, unknown = api.get("/complaints/TKT1"), api.get("/complaints/TKT2")
    assert_problem(hidden, unknown.status_code, unknown.json_body["code"], tracking_id="tracking_id_shape")
    assert hidden.json_body == unknown.json_body


def test_a_number_that_two_systems_used_leads_nowhere(api: Api) -> None:
    file(api, "TKT1")
    file(api, "TKT1", "LAPOR")
    assert_problem(api.get("/complaints/TKT1"), 400, "invalid_input", tracking_id="tracking_id_shape")
