"""An office as its stack's table has it, with the names it had, and how it ended."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from chalicelib.domain.geography.regions import region_of
from chalicelib.storage import table_keys
from chalicelib.storage.models import Row


@dataclass(frozen=True)
class EarlierName:
    """A name that an office had until a day, and the decree that gave it another."""

    name: str
    until: str
    decree: str


@dataclass(frozen=True)
class Office:
    """`since` is the day from which the name holds, `decree` what gave it; `ended` the last day's morrow, `end_decree`
    what ended it, `successor` the id of the office that has its duties. Days are ISO dates, empty where nothing is
    known."""

    id: str
    name: str
    tier: str
    coordinates: bool = False
    since: str = ""
    decree: str = ""
    ended: str = ""
    successor: str = ""
    end_decree: str = ""
    earlier: tuple[EarlierName, ...] = field(default=())

    @property
    def region(self) -> str:
        """The code of the region that it serves."""
        return region_of(self.id)

    @property
    def register(self) -> dict[str, Any]:
        """What the table keeps beside name, tier and coordination: only what is said, so that most keep nothing."""
        said = {name: getattr(self, name) for name in REGISTERED if getattr(self, name)}
        return said | ({"earlier": [asdict(each) for each in self.earlier]} if self.earlier else {})

    def name_on(self, day: date) -> str:
        """The name that it had on a day, as far as renamings were recorded."""
        return next((each.name for each in self.earlier if day.isoformat() < each.until), self.name)


REGISTERED = ("since", "decree", "ended", "successor", "end_decree")
"""What decrees say of an office; the table keeps it beside name, tier and coordination."""


def from_row(row: Row) -> Office:
    """The office of a row."""
    register: Mapping[str, Any] = row.register or {}
    said = {name: register.get(name, "") for name in REGISTERED}
    earlier = tuple(EarlierName(**each) for each in register.get("earlier", ()))
    return Office(
        table_keys.agency_in(row.pk, row.sk), row.name, row.tier, bool(row.coordinates), **said, earlier=earlier
    )
