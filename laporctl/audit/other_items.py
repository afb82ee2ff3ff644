"""Items outside the partitions of cases that must have a case: fingerprints, lines of lists, cases set aside or
taken by somebody at an office; and webhooks, which must have a secret."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.duplicates import similarity
from chalicelib.storage import mapping, table_keys
from chalicelib.storage.fingerprint_store import fingerprint_in
from chalicelib.storage.models import Row
from laporctl.audit.case_items import NOTHING
from laporctl.audit.findings import Finding
from laporctl.audit.subject import Subject

OF_NO_CASE = (
    "GUESS#", "RATE#", "SALT#", "REGION#", "STATS#", "KEY#", "NOTICE#", "HOLIDAYS", "OVERRIDES",
    "GAZETTEER", "OUTLINES", "MODEL", "STACK#", "SECRET#", "SENT#", "PERSON#", "SESSION#", "PRESENCE", "LADDER",
    "NOTIFIED#", "STOP#", "ORDERED", "WISHES#", "MORNINGS", "TEMPLATES#", "SENDER#", "SUMMARIES",
    "REPLY#", "CODE#",
)  # fmt: skip
"""Beginnings of partitions that nothing about a single case follows from, or only for some time."""

_ABOUT_A_CASE = {"FORMER": "former", table_keys.SETBACKS: "setback", "ASSIGNED": "assigned"}
"""Beginnings of partitions whose items each name a case that must be there, with their checks."""


def check_item(row: Row, subject: Subject) -> Iterator[Finding]:
    """What is wrong with an item outside the partitions of cases."""
    kind = row.pk.partition("#")[0]
    if kind == "CELL":
        yield from _fingerprint(row, subject, subject.now())
    elif kind in ("BREACH", "OMBUDSMAN", "PROMISE"):
        yield from _line(row, subject)
    elif kind in _ABOUT_A_CASE:
        yield from _about_a_case(row, subject)
    elif kind == "WEBHOOK":
        if not row.expires_at and not subject.has_secret(row.sk):
            yield Finding("secret", row.sk, row.pk, "a secret that signs", NOTHING)
    elif not row.pk.startswith(OF_NO_CASE):
        yield Finding("unknown", row.pk, row.sk, NOTHING, "an item")


def _about_a_case(row: Row, subject: Subject) -> Iterator[Finding]:
    """An item names a case that there is: a former number in an attribute, the others by their sort key."""
    check = _ABOUT_A_CASE[row.pk.partition("#")[0]]
    case_id, subject_id, item = (row.id, row.pk, row.sk) if check == "former" else (row.sk, row.sk, row.pk)
    if subject.item(table_keys.case(str(case_id)), table_keys.META) is None:
        yield Finding(check, subject_id, item, "a case", NOTHING)


def _fingerprint(row: Row, subject: Subject, now: datetime) -> Iterator[Finding]:
    """A fingerprint that is remembered is the one of its case's words; what expires now was redacted."""
    if row.expires_at is not None and row.expires_at <= now.timestamp():
        return
    case_id = table_keys.case_in(row.sk)
    history = subject.history(case_id)
    if history is None:
        yield Finding("duplicates", case_id, row.pk, "a case", NOTHING)
    elif not history.case.filing.public:
        yield Finding("duplicates", case_id, row.pk, NOTHING, "the fingerprint of a hidden case")
    else:
        expected = similarity.fingerprint_of(history.case.filing, history.content)
        if (similarity.cell_of(expected), expected) != (row.pk.partition("#")[2], fingerprint_in(row)):
            yield Finding("duplicates", case_id, row.pk, "the fingerprint of its words", "another")


def _line(row: Row, subject: Subject) -> Iterator[Finding]:
    """A line of a list names an event of its case."""
    case_id = table_keys.case_in(row.sk)
    history = subject.history(case_id)
    moments = {
        (mapping.LISTED[kind](event.at.strftime("%Y-%m")), table_keys.at_case(event.at, case_id))
        for event in (history.events if history else ())
        if (kind := mapping.list_of(event))
    }
    if (row.pk, row.sk) not in moments:
        yield Finding("list", case_id, row.pk, "an event of the case", NOTHING if history else "no case")
