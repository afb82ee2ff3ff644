"""Offices that there are once a place, and which of them a place has.

`Kelurahan Gading` and `Kelurahan Ploso` are one kind of office for the words of a complaint; the place says which one
is meant. Which kinds are bound to places is read from the data: a first word that stands before several different
names, most of which are those of the places that the complaints come from, or which the place nearly always decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Self

from tools.textmodel.examples import Example

# Of a kind of office, so many different ones must be seen, and the place must say so often which one it was.
_FEWEST_OFFICES = 3
_DECIDED = 0.6
# What was decided so often for a place is no slip.
_SEEN = 2
# In the order in which a key names them.
_LEVELS = ("district", "subdistrict")


class Places:
    """Folds the name of an office into its kind, and back by the place."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self._table = table

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> Self:
        """Find the kinds that are bound to places."""
        offices: dict[str, set[str]] = defaultdict(set)
        for example in examples:
            kind, name = _split(example.agency)
            if name:
                offices[kind].add(example.agency)
        table = {}
        for kind in sorted(kind for kind, names in offices.items() if len(names) >= _FEWEST_OFFICES):
            found = _table_of(kind, [example for example in examples if example.agency in offices[kind]])
            if found:
                table[kind] = found
        return cls(table)

    @property
    def table(self) -> Mapping[str, Mapping[str, Any]]:
        """What was learnt, as JSON can hold it."""
        return self._table

    def kind(self, agency: str) -> str:
        """The kind of an office; its own name if it is the only one."""
        kind, name = _split(agency)
        return kind if name and kind in self._table else agency

    def office(self, kind: str, district: str, subdistrict: str) -> str:
        """The office of a kind that a place has. One that was never seen is called by its kind and the place."""
        known = self._table.get(kind)
        if known is None:
            return kind
        own = {"district": district, "subdistrict": subdistrict}[known["level"]]
        seen = known["seen"].get(_key(district, subdistrict if known["level"] == "subdistrict" else ""))
        return str(known["names"].get(plain(own)) or seen or (f"{kind} {own}" if own else kind))


def plain(name: str) -> str:
    """A name without what differs from one spelling to the other: `Karang Pilang` is `Karangpilang`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _split(agency: str) -> tuple[str, str]:
    kind, _, name = agency.partition(" ")
    return kind, name


def _key(district: str, subdistrict: str) -> str:
    return f"{plain(district)}/{plain(subdistrict)}"


def _table_of(kind: str, examples: Sequence[Example]) -> dict[str, Any] | None:
    names = {plain(_split(example.agency)[1]): example.agency for example in examples}
    right = {
        level: sum(names.get(plain(getattr(example, level))) == example.agency for example in examples)
        for level in _LEVELS
    }
    level = max(_LEVELS, key=lambda level: right[level])
    if right[level] < _DECIDED * len(examples):
        return None
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        if getattr(example, level):
            narrow = example.subdistrict if level == "subdistrict" else ""
            seen[_key(example.district, narrow)][example.agency] += 1
    # Where the place's own name leads to an office, that is the one; else what was decided more than once.
    odd = {
        key: _commonest(counted)
        for key, counted in sorted(seen.items())
        if key.split("/")[_LEVELS.index(level)] not in names and counted.total() >= _SEEN
    }
    return {"level": level, "names": dict(sorted(names.items())), "seen": odd}


def _commonest(counted: "Counter[str]") -> str:
    return min(counted, key=lambda name: (-counted[name], name))
