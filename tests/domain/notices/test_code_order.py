"""The order of a code in the queue."""

import json

from chalicelib.domain.cases.renewal import MAIL
from chalicelib.domain.notices.code_order import CODE, CodeOrder, read_code_order, serialize_code_order
from tests.support.world import MONDAY

ORDER = CodeOrder("KI-7F3K-9Q2M-XA0B-C", MAIL, "a" * 64, "b" * 32, MONDAY)


def test_an_order_comes_out_of_the_queue_as_it_went_in() -> None:
    body = json.loads(serialize_code_order(ORDER))
    assert set(body) == {CODE}
    assert read_code_order(body[CODE]) == ORDER


def test_an_order_names_nobody_and_no_code() -> None:
    assert CodeOrder.__annotations__.keys() == {"tracking_id", "by", "mark", "request", "at"}
