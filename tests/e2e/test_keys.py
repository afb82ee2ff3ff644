"""Keys and limits on the deployed system: the authorizer's own role, the gateway, the edge."""

from datetime import UTC, datetime, timedelta

import pytest
import requests

from chalicelib.domain import rate_limits
from chalicelib.domain.cases.model import Role
from chalicelib.domain.rate_limits import SUGGESTIONS, WINDOW
from chalicelib.storage import table_keys
from chalicelib.storage.rate_counter import STEP, DynamoRateCounter, hash_of
from laporctl.keys import issue_key
from laporctl.remote import services_of, tables_of
from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site
from tools.dev.local import queue_status

OFFICE = "64.08-pupr"
DECREE = "SK CONTOH 2/2026"
SOMEBODY = "203.0.113.77"
QUESTION = {"text": "Jalan berlubang di depan pasar"}
MORE_THAN_ALL_WORKERS = 12 * STEP
"""Each worker tells the table every `STEP` requests, and hears then what the others counted."""


def key_id(bearer: str) -> str:
    return bearer.split("_")[1]


def test_a_key_is_marked_as_used_by_the_authorizers_own_role(kaltim: Stack) -> None:
    bearer = issue_key(kaltim, "officer", OFFICE, decree=DECREE)
    store = services_of(kaltim).keys.keys
    before = store.get(key_id(bearer))
    assert before is not None
    assert (before.decree, before.last_used) == (DECREE, None)

    assert queue_status(kaltim, OFFICE, bearer) == 200

    after = store.get(key_id(bearer))
    assert after is not None
    assert after.last_used == datetime.now(UTC).date()
    assert key_id(bearer) in {key.id for key in store.issued(OFFICE)}


def test_both_secrets_of_a_rotated_key_open_and_nothing_opens_a_revoked_one(kaltim: Stack) -> None:
    bearer = issue_key(kaltim, "officer", OFFICE, decree=DECREE)
    keys = services_of(kaltim).keys
    rotated = keys.rotate(key_id(bearer), datetime.now(UTC), timedelta(hours=1))
    assert [queue_status(kaltim, OFFICE, each) for each in (bearer, rotated)] == [200, 200]

    ended = issue_key(kaltim, "officer", OFFICE, decree=DECREE)
    keys.keys.revoke(key_id(ended), datetime.now(UTC))
    begins = issue_key(kaltim, "officer", OFFICE, valid_from=datetime.now(UTC) + timedelta(hours=1))
    wrong = rotated[:-4] + "0000"
    unknown = f"lapor_{'X' * 12}_{'0' * 32}"
    answers = [
        requests.get(
            f"{kaltim.api}/agencies/{OFFICE}/queue", headers={"Authorization": f"Bearer {each}"}, timeout=PATIENCE
        )
        for each in (ended, begins, wrong, unknown)
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, answers[0].text)}
    assert answers[0].json()["code"] == "unauthorized"


@pytest.mark.parametrize("role", ["auditor", "overseer_kemenpanrb", "overseer_ksp", "overseer_ombudsman"])
def test_those_who_oversee_read_a_queue_with_the_key_that_run_gave_them(kaltim: Stack, role: str) -> None:
    assert queue_status(kaltim, OFFICE, kaltim.keys[role]) == 200


def test_an_application_reads_no_queue(kaltim: Stack) -> None:
    assert queue_status(kaltim, "64-diskominfo", kaltim.keys[Role.APPLICATION]) in (401, 403)


@pytest.fixture
def flooded(kaltim: Stack) -> str:
    """An address that asked too often, in this window and the next."""
    tables = tables_of(kaltim)
    now = rate_limits.window(datetime.now(UTC))
    counter = DynamoRateCounter(tables)
    for window in (now, now + WINDOW):
        for _ in range(STEP):
            counter.count(SUGGESTIONS.name, SOMEBODY, window, 10**9)
        salt = tables.row.get(table_keys.salt(window.date().isoformat()), table_keys.META).salt
        row = tables.row(*table_keys.rate(hash_of(SOMEBODY, salt), SUGGESTIONS.name, window))
        row.update([tables.row.requests.add(10**9)])
    return SOMEBODY


def test_who_asks_too_often_is_told_when_to_come_back(kaltim: Stack, flooded: str) -> None:
    def ask() -> requests.Response:
        sent = {"X-Forwarded-For": flooded}
        return requests.post(f"{kaltim.api}/similar", json=QUESTION, headers=sent, timeout=PATIENCE)

    answers = [ask() for _ in range(MORE_THAN_ALL_WORKERS)]

    refused = [answer for answer in answers if answer.status_code != 200]
    assert {answer.status_code for answer in refused} == {429}
    assert refused[0].json()["code"] == "too_many_requests"
    assert 0 < int(refused[0].headers["Retry-After"]) <= WINDOW.total_seconds() + rate_limits.SPREAD_SECONDS


def test_through_the_edge_nobody_can_be_counted_under_another_address(kaltim: Stack, flooded: str) -> None:
    site = Site(kaltim)
    sent = {"X-Forwarded-For": flooded, "X-Origin-Verify": "made up"}
    answers = [site.post("/v1/similar", json=QUESTION, headers=sent) for _ in range(MORE_THAN_ALL_WORKERS)]

    assert {answer.status_code for answer in answers} == {200}
