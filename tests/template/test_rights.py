"""Which function may write which rows: only its own, and a request that names no row at all is refused."""

import fnmatch
import inspect
import re
from datetime import UTC, datetime

import pytest

from chalicelib.storage import (
    channel_keys,
    code_keys,
    desk_keys,
    mapping,
    notice_keys,
    people_keys,
    statistics_keys,
    table_keys,
)
from chalicelib.storage.models import Endpoint, bind
from tests.storage.test_case_store_contract import a_case
from tests.support.loops import at_least_one
from tests.template.conftest import Template, as_list
from tests.template.test_functions import FUNCTIONS, mentions
from tools.dev import rights_table
from tools.dev.rights_table import WRITING

CASES, WEBHOOKS, CELLS = table_keys.case("*"), table_keys.webhooks("*"), table_keys.cell("*")
NOTICES = table_keys.webhook_notices("*")
NOTIFIED = notice_keys.notified("*")
SENDERS, REPLIES = channel_keys.sender("*"), channel_keys.reply("*")
CODES_SENT = code_keys.code("*")
WISHES = notice_keys.wishes("*")
COUNTS = {table_keys.secret_attempts("*", datetime(2026, 1, 1, tzinfo=UTC))[0], "RATE#*"}

MAY_WRITE: dict[str, dict[tuple[str, str], set[str]]] = {
    "APIHandler": {
        ("ComplaintsTable", "PutItem"): {
            CASES,
            CELLS,
            WEBHOOKS,
            NOTICES,
            table_keys.salt("*"),
            # An objection that the Ombudsman decides on, and a promise that a second person agreed to.
            table_keys.ombudsman("*"),
            table_keys.promises("*"),
            table_keys.CURSOR_SECRET,
            people_keys.person("*"),
            people_keys.session("*"),
            desk_keys.templates("*"),
            desk_keys.assigned("*"),
            SENDERS,
            # The answer to an SMS was the notice.
            NOTIFIED,
        },
        ("ComplaintsTable", "UpdateItem"): {
            *COUNTS,
            SENDERS,
            WEBHOOKS,
            NOTIFIED,
            WISHES,
            CODES_SENT,
            table_keys.api_key("*"),
            table_keys.PRESENCE,
        },
        # And the number of who wrote by WhatsApp, for a day.
        ("IdentitiesTable", "PutItem"): {table_keys.identity("*"), SENDERS},
        ("AccessTable", "PutItem"): {table_keys.access("*")},
        # The key of one-time codes is made with the first one that is asked for.
        ("SecretsTable", "PutItem"): {table_keys.webhook_secrets("*"), code_keys.CODES},
    },
    "Authorize": {("ComplaintsTable", "UpdateItem"): {table_keys.api_key("*"), table_keys.PRESENCE}},
    "CleanAttachment": {("ComplaintsTable", "PutItem"): {CASES}},
    "Deliver": {
        ("ComplaintsTable", "UpdateItem"): {WEBHOOKS},
        ("ComplaintsTable", "PutItem"): {NOTICES},
        ("SecretsTable", "DeleteItem"): {table_keys.webhook_secrets("*"), table_keys.early_webhook_secret("*")},
    },
    "FoldStatistics": {("ComplaintsTable", "PutItem"): {statistics_keys.month("*"), table_keys.SUMMARIES}},
    "PublishEvents": {("ComplaintsTable", "PutItem"): {table_keys.sent("*")}},
    "ReceiveMail": {
        ("ComplaintsTable", "PutItem"): {CASES, SENDERS, REPLIES},
        ("ComplaintsTable", "UpdateItem"): {SENDERS},
        ("IdentitiesTable", "PutItem"): {table_keys.identity("*")},
    },
    "ReceiveReferral": {("ComplaintsTable", "PutItem"): {CASES, CELLS, table_keys.SUMMARIES}},
    "RouteComplaints": {("ComplaintsTable", "PutItem"): {CASES, CELLS}},
    "SendNotices": {
        ("ComplaintsTable", "PutItem"): {NOTIFIED, notice_keys.stop_link("*"), REPLIES, CODES_SENT},
        ("ComplaintsTable", "UpdateItem"): {NOTIFIED, WISHES, SENDERS},
    },
    "Sweep": {
        ("ComplaintsTable", "PutItem"): {
            CASES,
            CELLS,
            table_keys.breaches("*"),
            table_keys.ombudsman("*"),
            table_keys.LADDER,
            table_keys.SETBACKS,
            notice_keys.CHECKED,
            notice_keys.MORNINGS,
        },
        ("ComplaintsTable", "UpdateItem"): {CASES, WEBHOOKS, NOTIFIED},
    },
    "Vault": {
        ("ComplaintsTable", "PutItem"): {CASES, CELLS},
        ("IdentitiesTable", "DeleteItem"): {table_keys.identity("*"), table_keys.early_identity("*")},
        ("IdentitiesTable", "UpdateItem"): {table_keys.identity("*"), table_keys.early_identity("*")},
    },
}
"""Function -> table and action -> the partitions it may name. One that may only mark a key as used says so by a
condition on attributes (test_functions.py)."""

OF_OPERATORS = (
    table_keys.api_key("1"),
    table_keys.stack("KU"),
    table_keys.MODEL,
    table_keys.OVERRIDES,
    table_keys.HOLIDAYS,
    table_keys.GAZETTEER,
    table_keys.OUTLINES,
    table_keys.region("64.08"),
)
"""Rows that only an operator makes: what they say decides who may do what, and where cases go."""


def written(statements: list[Template]) -> dict[tuple[str, str], set[str]]:
    """Table and action -> the partitions that the statements let a function write."""
    found: dict[tuple[str, str], set[str]] = {}
    for statement in statements:
        for action in set(as_list(statement["Action"])) & WRITING:
            table = statement["Resource"]["Fn::GetAtt"][0]
            keys = rights_table.partitions_of(statement)
            found.setdefault((table, action.partition(":")[2]), set()).update(keys)
    return found


def test_every_function_has_its_line() -> None:
    assert set(MAY_WRITE) == FUNCTIONS


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_a_function_writes_its_own_rows_and_no_others(function: str, statements: dict[str, list[Template]]) -> None:
    assert written(statements[function]) == MAY_WRITE[function]


def test_a_write_that_names_no_partition_is_refused(statements: dict[str, list[Template]]) -> None:
    """`ForAllValues` is true of nothing: without the second condition a request without the key would pass."""
    every = [statement for function in FUNCTIONS for statement in statements[function]]
    for statement in at_least_one(each for each in every if set(as_list(each["Action"])) & WRITING):
        condition = statement["Condition"]
        assert condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"], statement["Sid"]
        assert condition["Null"] == {"dynamodb:LeadingKeys": "false"}, statement["Sid"]


@pytest.mark.parametrize("row", OF_OPERATORS)
def test_no_function_makes_a_row_of_an_operator(row: str) -> None:
    writing = [(function, *each) for function, granted in MAY_WRITE.items() for each in granted.items()]
    for function, (table, action), partitions in at_least_one(writing):
        matching = {each for each in partitions if fnmatch.fnmatchcase(row, each)}
        # A key can be marked as used; the condition on attributes leaves the rest of it alone.
        marking = action == "UpdateItem" and row.startswith("KEY#") and function in ("APIHandler", "Authorize")
        assert not matching or table != "ComplaintsTable" or marking, f"{function} may {action} {row}"


def test_no_function_writes_secrets_but_those_it_makes_and_who_deletes_them_makes_none() -> None:
    writers = {
        (function, action)
        for function, granted in MAY_WRITE.items()
        for (table, action), partitions in granted.items()
        if table == "SecretsTable" or table_keys.CURSOR_SECRET in partitions
    }
    assert writers == {("APIHandler", "PutItem"), ("Deliver", "DeleteItem")}


def test_who_puts_secrets_can_name_none_that_is_there(statements: dict[str, list[Template]]) -> None:
    """A put whose condition fails can be made to return the item. Under `SIGN#` each item's name is random; the one
    item of before has a name that everybody knows, so nobody may put there. The key of codes its maker reads anyway."""
    putting = [
        pattern
        for granted in statements.values()
        for statement in granted
        if {"dynamodb:PutItem", "dynamodb:UpdateItem"} & set(as_list(statement["Action"]))
        if mentions(statement["Resource"], "SecretsTable")
        for pattern in rights_table.partitions_of(statement)
    ]
    assert putting == [code_keys.CODES, table_keys.webhook_secrets("*")]
    for pattern in putting:
        assert not fnmatch.fnmatchcase(table_keys.early_webhook_secret("1"), pattern)
        assert not fnmatch.fnmatchcase(table_keys.stack("KU"), pattern)


def test_no_partition_begins_like_another_that_somebody_else_writes() -> None:
    """Every beginning that a policy names ends where a partition's name begins: `C#*` covers no `CELL#`."""
    beginnings = {
        each for granted in MAY_WRITE.values() for partitions in granted.values() for each in partitions if "*" in each
    }
    sources = "".join(
        inspect.getsource(each)
        for each in (table_keys, statistics_keys, people_keys, notice_keys, desk_keys, channel_keys, code_keys)
    )
    named = set(re.findall(r'"([A-Z]+)(?:#|")', sources))
    assert all(re.fullmatch(r"[A-Z]+#\*", each) for each in beginnings)
    assert {each.removesuffix("#*") for each in beginnings} <= named


def test_the_photo_cleaner_puts_no_words_of_a_citizen(statements: dict[str, list[Template]]) -> None:
    """It decodes strangers' files. Which item of a case a put names cannot be said in a policy; its attributes can."""
    (granted,) = [s for s in statements["CleanAttachment"] if "dynamodb:PutItem" in as_list(s["Action"])]
    forbidden = set(granted["Condition"]["ForAllValues:StringNotEquals"]["dynamodb:Attributes"])
    tables = bind("complaints", "identities", Endpoint("ap-southeast-3", None, "x", "x"))
    _, content, *_ = a_case()
    of_words = set(mapping.content_to_row(tables, "KI-1", content).attribute_values) | {"incident_date", "lat", "lon"}
    assert forbidden == of_words - {"pk", "sk", "salt"}


def test_the_photo_cleaner_reads_cases_and_nothing_else(statements: dict[str, list[Template]]) -> None:
    reading = {
        (action, *rights_table.partitions_of(statement))
        for statement in statements["CleanAttachment"]
        for action in as_list(statement["Action"])
        if action.startswith("dynamodb:") and action not in WRITING
    }
    assert reading == {("dynamodb:Query", CASES), ("dynamodb:GetItem", table_keys.HOLIDAYS)}


def test_only_who_merges_or_looks_after_webhooks_checks_conditions(statements: dict[str, list[Template]]) -> None:
    """A check that fails can be made to return the item, so it is a right to read."""
    checking = {
        function
        for function, granted in statements.items()
        for statement in granted
        if "dynamodb:ConditionCheckItem" in as_list(statement["Action"])
    }
    assert checking == {"APIHandler"}
