"""The order of a notice, as it lies in the queue."""

from chalicelib.domain.notices.order import NoticeOrder, parse_order, serialize_order


def test_an_order_survives_the_queue_and_names_nobody() -> None:
    order = NoticeOrder("KI-7F3K-9Q2M-XA0B-C", 4)
    assert serialize_order(order) == '{"case":"KI-7F3K-9Q2M-XA0B-C","seq":4,"to":"reporter"}'
    assert parse_order(serialize_order(order)) == order
