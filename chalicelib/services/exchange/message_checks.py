"""Checks a message of another stack before anything is done with it.

Who wrote it is known by then (`domain/exchange/signature.py`), and still nothing is taken for granted: a stack may be
older, broken, or in the wrong hands. What arrives must be what could have been filed, at a time at which it could have
been.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain import validation
from chalicelib.domain.cases.model import COVERS, FLAGS, REDACTABLE_WORDS, REDACTED, TYPES, Priority
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.deadlines.clocks import CLOCKS
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.exchange import summary
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.geography import regions
from chalicelib.domain.timestamps import from_text
from chalicelib.services.exchange import debts, erasures, receipts, redactions

if TYPE_CHECKING:
    from chalicelib.services.stack import Stack

CLOCK_SKEW = timedelta(minutes=5)
"""How far the clock of another stack may be ahead."""

OLDEST = timedelta(days=5 * 365)
"""How old a case may be that is handed over: after five years nobody may know who filed it any more (the policies'
clock `retention`), and no clock of any policy leaves a case open for longer."""

_HASH = re.compile(r"[0-9a-f]{64}")
_DEBT = re.compile(r"(redaction|erasure)/[0-9]{1,6}")
_NOTE = re.compile(r"[A-Z]{2}/[0-9]{1,6}")
_NAMED_NOTE = re.compile(r":[A-Z]{2}/[0-9]{1,6}:")
_NAME = re.compile(r"[a-z0-9][a-z0-9.@-]{0,79}")
"""A category or a policy: `jalan-rusak`, `progress-30@3`."""
_HASH_BYTES = 32
_DEEPEST = 4
"""Names from the province down to the village."""
_COUNTS = ("hops", "escalations")
_YES_OR_NO = ("breached", "begun", "answered", "verify_open")
_STATE = {"type", "category", "region", "clock_from", "respond_from", "lapsed", "priority", "extended", COVERS}
_STATE |= {*_COUNTS, *_YES_OR_NO}
_LATITUDES, _LONGITUDES = (-11.5, 6.5), (94.5, 141.5)
"""The country, from Rote to Weh and from Weh to the border of Papua."""


def check_message(message: Mapping[str, Any], here: Stack, now: datetime) -> None:
    """Raises RefusedMessage unless every field of the message has a type and a value that it may have. Of a summary
    only the sender is checked here: `summaries` makes it of its fields."""
    try:
        _check_sender(message, here)
        if message["kind"] == "referral":
            _check_referral(message, here, now)
        elif message["kind"] != summary.KIND:
            _check_id(message["tracking_id"])
            _check_notice(message, here, now)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RefusedMessage("broken") from None


def _check_sender(message: Mapping[str, Any], here: Stack) -> None:
    """The name that citizens read beside a case comes from this stack's own list, never from the message."""
    province = here.provinces.get(message["from"])
    if province is None or province == here.province or message["from_name"] != province.name:
        raise RefusedMessage("unknown_sender")


def _check_id(given: Any) -> None:
    try:
        canonical = parse_tracking_id(given)
    except InvalidInput:
        raise RefusedMessage("tracking_id") from None
    if canonical != given:
        raise RefusedMessage("tracking_id")


def _check_referral(message: Mapping[str, Any], here: Stack, now: datetime) -> None:
    filing, content, state = message["filing"], message["content"], message["transfer_state"]
    _check_id(filing["id"])
    if filing["id"][:2] not in here.provinces:
        raise RefusedMessage("foreign_case")
    _check_token(message, filing["id"])
    _require("broken", _HASH.fullmatch(message["chain"]))
    _check_dates(filing, content, state, now)
    _check_words(message, filing, content)
    _check_place(filing, content)
    _check_filing(filing)
    _check_state(state)


def _check_notice(message: Mapping[str, Any], here: Stack, now: datetime) -> None:
    """What a message says about a case that both stacks have."""
    kind = message["kind"]
    if debts.RECEIPT in message:
        _require("broken", _DEBT.fullmatch(message[debts.RECEIPT]))
    if kind == "receipt":
        _check_token(message, message["tracking_id"])
        _require("broken", _HASH.fullmatch(message["chain"]))
    elif kind == redactions.KIND:
        _require("broken", set(message["parts"]) <= set(REDACTABLE_WORDS))
        _require("broken", all(_NOTE.fullmatch(name) for name in message["notes"]))
        _require("broken", _HASH.fullmatch(message["chain"]))
        _check_covers(message.get(COVERS, ""))
        for field in (redactions.NOTE_COVERS, redactions.SHOWN):
            _check_covers_with_notes(message.get(field, ""))
        if receipts.HASH in message:
            _require("broken", _HASH.fullmatch(message[receipts.HASH]))
            _require("broken", type(message[receipts.NUMBER]) is int and message[receipts.NUMBER] > 0)
        if redactions.UNTIL in message:
            _require("date", now - OLDEST <= from_text(message[redactions.UNTIL]) <= now + CLOCK_SKEW)
    elif kind == debts.ACKNOWLEDGEMENT:
        _require("broken", debts.RECEIPT in message)
    elif kind == erasures.KIND:
        origin = here.provinces.get(message["stack"])
        _require("unknown_sender", origin is not None and message["stack_name"] == origin.name)
        _require("date", now - OLDEST <= from_text(message["asked"]) <= now + CLOCK_SKEW)
        _require("broken", _HASH.fullmatch(message["chain"]))
    else:
        raise RefusedMessage("unknown_kind")


def _require(reason: str, holds: Any) -> None:
    if not holds:
        raise RefusedMessage(reason)


def _check_token(message: Mapping[str, Any], tracking_id: str) -> None:
    case, _, seq = message["token"].partition("/")
    _require("broken", case == tracking_id and seq.isascii() and seq.isdigit() and int(seq) > 0)


def _check_dates(
    filing: Mapping[str, Any], content: Mapping[str, Any], state: Mapping[str, Any], now: datetime
) -> None:
    latest, filed_at = now + CLOCK_SKEW, from_text(filing["filed_at"])
    _require("date", now - OLDEST <= filed_at <= latest)
    for name in ("clock_from", "respond_from"):
        _require("date", filed_at <= from_text(state[name]) <= latest)
    if content["incident_date"]:
        incident = date.fromisoformat(content["incident_date"])
        # A day of the reporter's own time zone: up to nine hours before UTC's.
        _require("date", validation.EARLIEST_INCIDENT <= incident <= (filed_at + timedelta(days=1)).date())


def _check_words(message: Mapping[str, Any], filing: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    errors = [] if content["text"] == REDACTED else validation.check_text(content["text"])
    errors += validation.check("/title", filing["title"], validation.TITLE_LIMIT, 1)
    errors += validation.check("/place", content["place"], validation.PLACE_LIMIT)
    errors += validation.check("/note", message["note"], validation.NOTE_LIMIT)
    for name in content["region_path"]:
        errors += validation.check("/region", name, validation.NAME_LIMIT, 1)
    _require("words", not errors and len(content["region_path"]) <= _DEEPEST)


def _check_place(filing: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    lat, lon = content["lat"], content["lon"]
    _require("place", (lat is None) == (lon is None))
    if lat is not None:
        south, north = _LATITUDES
        west, east = _LONGITUDES
        _require("place", south <= lat <= north and west <= lon <= east)
    _require("place", filing["region"] is None or regions.is_code(filing["region"]))


def _check_filing(filing: Mapping[str, Any]) -> None:
    _require("state", filing["type"] in TYPES)
    _require("state", all(isinstance(filing[flag], bool) for flag in FLAGS))
    _require("broken", filing["category"] is None or _NAME.fullmatch(filing["category"]))
    _require("broken", _NAME.fullmatch(filing["policy"]))
    for name in ("secret_hash", "content_mac"):
        _require("broken", len(bytes.fromhex(filing[name])) == _HASH_BYTES)


def _check_covers(fact: str) -> None:
    """Covers of title, text and place, in their one form; raises ValueError for any other."""
    if fact:
        from chalicelib.domain.cases import covering

        covers = covering.from_fact(fact, 1)
        _require("state", len(covers) <= covering.MOST and all(each.part in covering.CARRIED for each in covers))


def _check_covers_with_notes(fact: str) -> None:
    """Covers of any part, notes by the names that both stacks know; raises ValueError for any other form."""
    if fact:
        from chalicelib.domain.cases import covering

        _require("state", "note/" not in fact)
        covers = covering.from_fact(_NAMED_NOTE.sub(":note/1:", fact), 1)
        _require("state", len(covers) <= covering.MOST + covering.MOST_IN_NOTES)


def _check_state(state: Mapping[str, Any]) -> None:
    """Its fields become facts of an event: none may be there that nobody here knows."""
    _require("state", set(state) <= _STATE)
    _check_covers(state.get(COVERS, ""))
    _require("state", state.get("priority", Priority.NORMAL) in list(Priority))
    _require("state", state.get("type", TYPES[0]) in TYPES)
    _require("state", all(isinstance(state[name], bool) for name in _YES_OR_NO))
    _require("state", isinstance(state.get("extended", False), bool))
    _require("state", all(type(state[name]) is int and 0 <= state[name] < 1000 for name in _COUNTS))
    _require("state", all(clock.partition("/")[0] in _CLOCK_NAMES for clock in state["lapsed"].split()))
    _require("state", not state.get("category") or _NAME.fullmatch(state["category"]))
    _require("state", not state.get("region") or regions.is_code(state["region"]))


_CLOCK_NAMES = {name.partition("/")[0] for name in CLOCKS}
