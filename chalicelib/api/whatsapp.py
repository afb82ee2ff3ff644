"""What Meta delivers of WhatsApp: messages of people, and what became of ours. Meta adds kinds and fields without
notice, so what is not known is no error: a person is answered that it could not be read, the rest is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from chalicelib.domain.cases.channels import WHATSAPP
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.channels.message import Extra, InboundMessage, Point
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.notices.order import NoticeOrder

LONGEST_NAME = 512
"""Of what Meta calls a message, a photo or a phone."""

_EXTRAS = {
    "audio": Extra.VOICE, "voice": Extra.VOICE, "video": Extra.FILE, "document": Extra.FILE, "sticker": Extra.TRIFLE,
}  # fmt: skip
_NOTHING = frozenset({"reaction", "system", "ephemeral", "revoke"})
"""Kinds that say nothing: a thumb on a message of ours, another number of a phone, a message that was taken back."""

_LATEST = datetime(9000, 1, 1, tzinfo=UTC).timestamp()


class Status(NamedTuple):
    """What became of a notice: whether it was `delivered`, else it failed, with Meta's `code`."""

    order: NoticeOrder
    delivered: bool
    code: int | None = None


def messages_in(entries: list[Any], number: str, now: datetime) -> Iterator[InboundMessage]:
    """The messages of people to the phone with that id, in their order."""
    for value in _values(entries, number):
        for each in _dicts(value.get("messages")):
            name, sender, kind = (_text(each, key) for key in ("id", "from", "type"))
            if name and sender and kind not in _NOTHING:
                yield _message(each, name, f"+{sender.lstrip('+')}", kind, now)


def statuses_in(entries: list[Any], number: str) -> Iterator[Status]:
    """What became of notices; that one was sent says nothing yet, and an answer has no name."""
    for value in _values(entries, number):
        for each in _dicts(value.get("statuses")):
            order = _order(_text(each, "biz_opaque_callback_data"))
            status = _text(each, "status")
            if order and status in ("delivered", "read"):
                yield Status(order, delivered=True)
            elif order and status == "failed":
                codes = [error.get("code") for error in _dicts(each.get("errors"))]
                yield Status(order, delivered=False, code=next((code for code in codes if type(code) is int), None))


def _message(each: Mapping[str, Any], name: str, sender: str, kind: str, now: datetime) -> InboundMessage:
    content = each.get(kind)
    content = content if isinstance(content, dict) else {}
    words, photos = "", tuple[str, ...]()
    point: Point | None = None
    extra: Extra | None = None
    if kind == "text":
        words = _text(content, "body", most=None)
    elif kind == "interactive":
        replies = [content.get(key) for key in ("button_reply", "list_reply")]
        words = next((_text(each, "id") for each in replies if isinstance(each, dict)), "")
    elif kind == "button":
        words = _text(content, "payload") or _text(content, "text")
    elif kind == "image":
        words, photos = _text(content, "caption", most=None), tuple(filter(None, [_media_id(content)]))
    elif kind == "location":
        point = _point(content)
    else:
        words, extra = _text(content, "caption", most=None), _EXTRAS.get(kind)
    if not (words.strip() or photos or point or extra):
        extra = Extra.UNKNOWN
    return InboundMessage(WHATSAPP, name, sender, words, _moment(each, now), None, photos, point, extra)


def _values(entries: list[Any], number: str) -> Iterator[Mapping[str, Any]]:
    for entry in _dicts(entries):
        for change in _dicts(entry.get("changes")):
            value = change.get("value")
            if not isinstance(value, dict) or change.get("field") != "messages":
                continue
            metadata = value.get("metadata")
            if isinstance(metadata, dict) and _text(metadata, "phone_number_id") == number:
                yield value


def _dicts(found: Any) -> Iterator[Mapping[str, Any]]:
    return (each for each in found if isinstance(each, dict)) if isinstance(found, list) else iter(())


def _text(found: Mapping[str, Any], key: str, most: int | None = LONGEST_NAME) -> str:
    """The text; none for one that is too long to be what it should be."""
    text = found.get(key)
    return text if isinstance(text, str) and (most is None or len(text) <= most) else ""


def _media_id(content: Mapping[str, Any]) -> str:
    """It becomes part of an address: Meta's are digits."""
    name = _text(content, "id")
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else ""


def _point(content: Mapping[str, Any]) -> Point | None:
    lat, lon = _degrees(content, "latitude", 90), _degrees(content, "longitude", 180)
    return Point(lat, lon, _text(content, "name")[:100]) if lat is not None and lon is not None else None


def _degrees(content: Mapping[str, Any], key: str, most: int) -> float | None:
    found = content.get(key)
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return float(found) if -most <= found <= most else None


def _moment(each: Mapping[str, Any], now: datetime) -> datetime:
    seconds = _text(each, "timestamp")
    if not (seconds.isascii() and seconds.isdigit()) or int(seconds) > _LATEST:
        return now
    return min(datetime.fromtimestamp(int(seconds), UTC), now)


def _order(tag: str) -> NoticeOrder | None:
    number, _, seq = tag.rpartition("-")
    try:
        return NoticeOrder(parse_tracking_id(number), int(seq)) if seq.isascii() and seq.isdigit() else None
    except InvalidInput:
        return None
