"""A mapping: which column of an earlier system's export holds what, and what its values mean here. A TOML file, checked
before a row is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS
from chalicelib.domain.cases.model import TYPES
from laporctl import paths
from laporctl.errors import OperatorError
from laporctl.stack_config import line_of
from laporctl.stack_settings import Problem, nearest, shown

SHIPPED = paths.ROOT / "laporctl" / "legacy" / "mappings"

STATUSES = ("received", "routed", "in_progress", "responded", "closed", *(f"archived/{why}" for why in ARCHIVE_REASONS))
"""What the status of a row may mean."""

NEEDED = ("number", "text", "filed_at", "status")
MOMENTS = ("filed_at", "routed_at", "accepted_at", "responded_at", "ended_at")
FIELDS = (
    *NEEDED,
    *("title", "type", "category", "region", "place", "lat", "lon", "incident_date", "anonymous", "secret"),
    *("office", "routed_at", "accepted_at", "response", "responded_at", "ended_at"),
    *("name", "phone", "email"),
)
"""What a column may hold."""

CLOCKS = ("real", "import")
"""From when the clocks of an open case run: from its own days, or from the import on."""

SENDERS = ("reporter", "office")
"""Whose files a column names."""

_OFFICE = re.compile(r"[0-9][0-9.]*-[a-z0-9-]+|")
_REGION = re.compile(r"\d\d(\.\d\d){0,2}(\.\d{4})?|")
_CATEGORY = re.compile(r"[a-z0-9.-]*")


def _one_of(known: tuple[Any, ...]) -> Callable[[Any], str]:
    return lambda value: "" if value in known else f"is none of: {', '.join(map(shown, known))}"


def _shaped(pattern: re.Pattern[str], right: str) -> Callable[[Any], str]:
    return lambda value: "" if isinstance(value, str) and pattern.fullmatch(value) else f"is not {right}"


VALUES: dict[str, Callable[[Any], str]] = {
    "status": _one_of(STATUSES),
    "type": _one_of(TYPES),
    "anonymous": _one_of((True, False)),
    "secret": _one_of((True, False)),
    "category": _shaped(_CATEGORY, 'the id of a category, or "" for none'),
    "region": _shaped(_REGION, 'the code of a region such as 64.08, or "" for none'),
    "office": _shaped(_OFFICE, 'the id of an office such as 64.08-pupr, or "" for none'),
}
"""The fields whose values a mapping can translate, and what is wrong with a translation."""


class MappingError(OperatorError):
    """Raised when a mapping cannot be used; the message has a line for each problem: file, line, and what would be
    right."""


@dataclass(frozen=True)
class Attached:
    """Where a row's files are: `columns` name them by sender, `separator` between names. Without columns they are in a
    folder that is called like the row's number. Only the office and the reporter see them, unless `public`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str = ";"
    public: bool = False


@dataclass(frozen=True)
class LegacyMapping:
    """`system` is the earlier system's name, `columns` the column of each field, `values` what its values mean by field
    (case does not count), `dates` how it writes moments, in the stack's own zone."""

    system: str
    columns: Mapping[str, str]
    dates: tuple[str, ...]
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    clocks: str = "real"
    attached: Attached = field(default_factory=Attached)


def load(name: str) -> LegacyMapping:
    """The mapping in a file, or the shipped one of that name. Raises MappingError."""
    file = Path(name)
    if not file.exists():
        file = SHIPPED / f"{name}.toml"
    try:
        return parse(file.read_text("utf-8"), name)
    except FileNotFoundError:
        shipped = ", ".join(sorted(each.stem for each in SHIPPED.glob("*.toml")))
        raise MappingError(f"no mapping {name}: neither a file nor one of: {shipped}") from None


def parse(text: str, file: str) -> LegacyMapping:
    """The mapping that a text holds; `file` is its name in messages. Raises MappingError with every problem."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{file}: no TOML: {error}") from None
    if problems := list(_problems(raw)):
        lines = text.splitlines()
        located = sorted((line_of(lines, where), where, what) for where, what in problems)
        raise MappingError("\n".join(f"{file}:{line}: {where}: {what}" for line, where, what in located))
    values = {name: {_folded(there): here for there, here in table.items()} for name, table in _tables(raw).items()}
    return LegacyMapping(
        raw["system"],
        raw["columns"],
        tuple(raw["dates"]),
        values,
        raw.get("clocks", "real"),
        _attached(raw.get("attachments", {})),
    )


def _attached(table: Mapping[str, Any]) -> Attached:
    columns = {sender: table[sender] for sender in SENDERS if sender in table}
    return Attached(columns, table.get("separator", ";"), table.get("public", False))


def _folded(value: str) -> str:
    return " ".join(value.split()).casefold()


def _tables(raw: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    tables = raw.get("values", {})
    return tables if isinstance(tables, dict) else {}


def _problems(raw: Mapping[str, Any]) -> Iterator[Problem]:
    known = ("system", "columns", "dates", "values", "clocks", "attachments")
    for key in raw.keys() - set(known):
        yield key, f"no such setting; {nearest(key, known)}"
    if not re.fullmatch(r"[A-Z][A-Z0-9-]{0,19}", str(raw.get("system"))):
        yield "system", f"{shown(raw.get('system'))} is not a name of capital letters such as SITANGGAP"
    dates = raw.get("dates")
    if not isinstance(dates, list) or not dates or not all(isinstance(each, str) for each in dates):
        yield "dates", 'is not a list of forms such as ["%d/%m/%Y %H:%M"]'
    if raw.get("clocks", "real") not in CLOCKS:
        yield "clocks", f'{shown(raw["clocks"])} is neither "real" nor "import"'
    yield from _wrong_columns(raw.get("columns"))
    yield from _wrong_values(_tables(raw))
    yield from _wrong_attachments(raw.get("attachments", {}))


def _wrong_columns(columns: Any) -> Iterator[Problem]:
    if not isinstance(columns, dict):
        yield "columns", "is not a table: fields, each with its column"
        return
    for name in NEEDED:
        if name not in columns:
            yield "columns", f"{name} is missing"
    for name, column in columns.items():
        if name not in FIELDS:
            yield f"columns.{name}", f"no such field; {nearest(name, FIELDS)}"
        elif not isinstance(column, str) or not column.strip():
            yield f"columns.{name}", "is not the name of a column"


def _wrong_values(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    for name, table in tables.items():
        if name not in VALUES:
            yield f"values.{name}", f"no field whose values can be translated; {nearest(name, VALUES)}"
        elif not isinstance(table, dict):
            yield f"values.{name}", "is not a table: values there, each with what it is here"
        else:
            found = ((there, here, VALUES[name](here)) for there, here in table.items())
            yield from ((f"values.{name}.{there}", f"{shown(here)} {what}") for there, here, what in found if what)


def _wrong_attachments(table: Any) -> Iterator[Problem]:
    if not isinstance(table, dict):
        yield "attachments", "is not a table"
        return
    known = (*SENDERS, "separator", "public")
    for name, value in table.items():
        if name not in known:
            yield f"attachments.{name}", f"no such setting; {nearest(name, known)}"
        elif name == "public" and not isinstance(value, bool):
            yield "attachments.public", f"{shown(value)} is neither true nor false"
        elif name != "public" and (not isinstance(value, str) or not value):
            what = "what stands between two names" if name == "separator" else "the name of a column"
            yield f"attachments.{name}", f"{shown(value)} is not {what}"
