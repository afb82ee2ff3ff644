"""The tracking page draws its case anew at any moment: when the stack is known, in another language, with a new photo.
Somebody who writes meanwhile keeps the words and sees the answer, and a request that is repeated takes effect once."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support import webcases
from tests.support.webstub import Stack
from tests.web.conftest import OpenPage
from tests.web.steps import open_with_code

pytestmark = pytest.mark.browser

REPLIES = "**/v1/complaints/*/replies"
WORDS = "Sudah ada perkembangan?"


def held(page: Any, address: str, act: Callable[[], None]) -> Any:
    """The request to `address` that `act` begins; nothing answers it until the test does."""
    routes: list[Any] = []
    page.route(address, lambda route: routes.append(route))  # noqa: PLW0108 - the driver marks what it gets
    with page.expect_request(address):
        act()
    page.wait_for_timeout(0)
    (route,) = routes
    return route


def refuse(route: Any) -> None:
    route.fulfill(status=404, content_type="application/problem+json", body=json.dumps(webcases.ELSEWHERE))


def reply(page: Any) -> Any:
    page.fill("#reply-replySend", WORDS)
    return held(page, REPLIES, lambda: page.click("text=Kirim balasan"))


def test_the_stack_that_becomes_known_late_leaves_a_refused_reply_and_its_reason(open_page: OpenPage) -> None:
    page = open_page("/lacak.html")
    opened = held(page, "**/stack.json", lambda: open_with_code(lambda _: page, webcases.ROUTED))
    sent = reply(page)
    with page.expect_response("**/stack.json"):
        opened.continue_()
    refuse(sent)
    page.wait_for_selector("#reply-replySend-problem:has-text('Nomor ini milik Kalimantan Utara')")
    assert page.input_value("#reply-replySend") == WORDS
    assert page.is_enabled("text=Kirim balasan")


def test_another_language_meanwhile_comes_when_the_answer_stands_there(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    sent = reply(page)
    page.click("#language")
    assert page.is_disabled(".reply .primary")
    refuse(sent)
    page.wait_for_selector("text=Send reply")
    assert "Nomor ini milik Kalimantan Utara" in page.inner_text("#reply-replySend-problem")
    assert page.input_value("#reply-replySend") == WORDS


def test_a_reply_whose_answer_is_lost_goes_again_under_the_same_key(open_page: OpenPage, stack: Stack) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    lost = reply(page)
    lost.abort()
    page.unroute(REPLIES)
    page.wait_for_selector("#reply-replySend-problem:not(:empty)")
    page.click("#language")
    page.click("text=Send reply")
    page.wait_for_selector("#said:not(:empty)")
    (key,) = [headers["Idempotency-Key"] for _, path, headers in stack.requests if path.endswith("/replies")]
    assert key == lost.request.headers["idempotency-key"]
    assert stack.said == [("replies", {"text": WORDS})]


def test_a_withdrawal_that_is_asked_for_stays_asked_in_another_language(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    page.click("#withdraw summary")
    page.click("#withdraw-open")
    page.click("#language")
    page.wait_for_selector("text=Send reply")
    assert page.is_visible("#withdraw-question")


def test_looking_again_without_a_connection_keeps_what_is_written(open_page: OpenPage) -> None:
    page = open_with_code(open_page, webcases.ROUTED)
    page.fill("#reply-replySend", WORDS)
    page.route("**/v1/complaints/*", lambda route: route.abort())
    page.click(".row-of-links button")
    page.wait_for_selector("#said:not(:empty)")
    assert page.input_value("#reply-replySend") == WORDS
