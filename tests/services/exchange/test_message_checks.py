"""The last good value of every field of another stack's message, and the first that is refused."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.covering import MOST
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.exchange.message_checks import CLOCK_SKEW, OLDEST, check_message
from tests.support.country import Country, referred
from tests.support.world import MONDAY

COUNTRY = Country()
FILED = referred(COUNTRY)
CASE = FILED.case.id
HERE = COUNTRY.kaltara.stack
NOW = COUNTRY.kaltara.now
SENDER = {"from": "KI", "from_name": COUNTRY.kaltim.stack.province.name}
HASH = "0a" * 32


def _referral() -> dict[str, Any]:
    country = Country()
    filed = country.kaltim.file_and_route()
    country.refer(filed, "KI", "KU")
    country.publish()
    return next(m for m in (json.loads(t) for _, t in country.kaltim.messenger.sent) if m["kind"] == "referral")  # type: ignore[no-any-return]


REFERRAL = _referral()
TOKEN = REFERRAL["token"]
MESSAGES: dict[str, dict[str, Any]] = {
    "referral": REFERRAL,
    "receipt": {**SENDER, "kind": "receipt", "tracking_id": CASE, "token": f"{CASE}/4", "chain": HASH},
    "redaction": {
        **SENDER,
        "kind": "redaction",
        "tracking_id": CASE,
        "parts": ["text"],
        "notes": ["KI/4"],
        "chain": HASH,
    },
    "acknowledgement": {**SENDER, "kind": "acknowledgement", "tracking_id": CASE, "receipt": "redaction/4"},
    "erasure": {
        **SENDER,
        "kind": "erasure",
        "tracking_id": CASE,
        "stack": "KI",
        "stack_name": SENDER["from_name"],
        "asked": to_text(MONDAY),
        "chain": HASH,
    },
}


def reason(kind: str, *path: str, value: Any = None) -> str | None:
    """Why a message with this value in one place is refused; None if it is not."""
    message = json.loads(json.dumps(MESSAGES[kind]))
    inner = message
    for name in path[:-1]:
        inner = inner[name]
    if path:
        inner[path[-1]] = value
    try:
        check_message(message, HERE, NOW)
    except RefusedMessage as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_kind_of_message_is_let_in_as_the_stacks_write_it(kind: str) -> None:
    assert reason(kind) is None


STATE, FILING, CONTENT = "transfer_state", "filing", "content"
ID = REFERRAL[FILING]["id"]
MILLISECOND = timedelta(milliseconds=1)
EARLIEST, LATEST = NOW - OLDEST, NOW + CLOCK_SKEW


def covers(number: int, part: str = "place") -> str:
    return " ".join(f"name:{part}:{at}-{at + 1}" for at in range(number))


BOUNDS: list[tuple[str, tuple[str, ...], Any, Any, str]] = [
    ("referral", ("token",), f"{ID}/1", f"{ID}/0", "broken"),
    ("referral", ("token",), f"{ID}/1", f"{ID}/\u00b2", "broken"),
    ("referral", ("token",), f"{ID}/1", f"{CASE}/1" if CASE != ID else "KI-0000-0000-0000-0/1", "broken"),
    ("referral", ("chain",), HASH, HASH + "0", "broken"),
    ("referral", (STATE, "hops"), 0, -1, "state"),
    ("referral", (STATE, "hops"), 999, 1000, "state"),
    ("referral", (STATE, "escalations"), 999, "1", "state"),
    ("referral", (STATE, "category"), "", "Jalan Rusak", "state"),
    ("referral", (STATE, "category"), "jalan-rusak", "-jalan", "state"),
    ("referral", (STATE, "region"), "64.08", "64.8", "state"),
    ("referral", (STATE, "lapsed"), "respond tier/opd", "respond tiers/opd", "state"),
    ("referral", (STATE, "covers"), covers(MOST), covers(MOST + 1), "state"),
    ("referral", (STATE, "covers"), covers(1, "title"), covers(1, "note/2"), "state"),
    ("referral", (STATE, "covers"), "", "name:place:1-1", "broken"),
    ("referral", (STATE, "clock_from"), to_text(LATEST), to_text(LATEST + MILLISECOND), "date"),
    ("referral", (FILING, "filed_at"), to_text(EARLIEST), to_text(EARLIEST - MILLISECOND), "date"),
    ("referral", (FILING, "title"), "a", "", "words"),
    ("referral", (FILING, "category"), None, "../", "broken"),
    ("referral", (FILING, "policy"), "a" * 80, "a" * 81, "broken"),
    ("referral", (FILING, "region"), None, "6408", "place"),
    ("referral", (FILING, "secret_hash"), "00" * 32, "00" * 31, "broken"),
    ("referral", (CONTENT, "region_path"), ["a"] * 4, ["a"] * 5, "words"),
    ("referral", (CONTENT, "region_path"), ["a" * 100], ["a" * 101], "words"),
    ("referral", (CONTENT, "region_path"), ["a"], [""], "words"),
    ("referral", (CONTENT, "incident_date"), "1945-08-17", "1945-08-16", "date"),
    ("receipt", ("tracking_id",), CASE, CASE.lower(), "tracking_id"),
    ("receipt", ("chain",), HASH, "", "broken"),
    ("redaction", ("tracking_id",), CASE, 7, "broken"),
    ("redaction", ("parts",), [], ["text", "receipt"], "broken"),
    ("redaction", ("notes",), [], ["KI/4", "4"], "broken"),
    ("redaction", ("chain",), HASH, HASH.upper(), "broken"),
    ("redaction", ("covers",), covers(MOST, "text"), covers(MOST + 1, "text"), "state"),
    ("redaction", ("until",), to_text(EARLIEST), to_text(EARLIEST - MILLISECOND), "date"),
    ("redaction", ("until",), to_text(LATEST), to_text(LATEST + MILLISECOND), "date"),
    ("redaction", ("receipt",), "redaction/4", "redaction/", "broken"),
    ("acknowledgement", ("receipt",), "erasure/123456", "order/4", "broken"),
    ("erasure", ("asked",), to_text(EARLIEST), to_text(EARLIEST - MILLISECOND), "date"),
    ("erasure", ("asked",), to_text(LATEST), to_text(LATEST + MILLISECOND), "date"),
    ("erasure", ("stack_name",), SENDER["from_name"], "Kantor Polisi", "unknown_sender"),
    ("erasure", ("stack",), "KI", "ZZ", "unknown_sender"),
    ("erasure", ("chain",), HASH, "", "broken"),
]


@pytest.mark.parametrize(("kind", "path", "good", "bad", "why"), BOUNDS)
def test_the_last_good_value_is_let_in_and_the_first_beyond_is_refused(
    kind: str, path: tuple[str, ...], good: Any, bad: Any, why: str
) -> None:
    assert reason(kind, *path, value=good) is None
    assert reason(kind, *path, value=bad) == why


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (-11.5, 94.5, True),
        (6.5, 141.5, True),
        (-11.6, 117.0, False),
        (6.6, 117.0, False),
        (0.5, 94.4, False),
        (0.5, 141.6, False),
        (0.5, None, False),
        (None, 117.0, False),
    ],
)
def test_a_point_lies_in_the_country(lat: float | None, lon: float | None, inside: bool) -> None:
    content = MESSAGES["referral"][CONTENT] | {"lat": lat, "lon": lon}
    assert reason("referral", CONTENT, value=content) == (None if inside else "place")


def test_what_happened_is_a_day_before_the_end_of_the_day_of_filing() -> None:
    """The reporter's day may be the next one already while it is still yesterday in UTC."""
    filed = MESSAGES["referral"][FILING]["filed_at"][:10]
    day = date.fromisoformat(filed)
    assert reason("referral", CONTENT, "incident_date", value=str(day + timedelta(days=1))) is None
    assert reason("referral", CONTENT, "incident_date", value=str(day + timedelta(days=2))) == "date"


def test_a_clock_starts_no_earlier_than_the_filing() -> None:
    filed_at = from_text(MESSAGES["referral"][FILING]["filed_at"])
    for name in ("clock_from", "respond_from"):
        assert reason("referral", STATE, name, value=to_text(filed_at)) is None
        assert reason("referral", STATE, name, value=to_text(filed_at - MILLISECOND)) == "date"


def test_an_acknowledgement_names_what_it_acknowledges() -> None:
    without = {name: each for name, each in MESSAGES["acknowledgement"].items() if name != "receipt"}
    with pytest.raises(RefusedMessage, match="broken"):
        check_message(without, HERE, NOW)
