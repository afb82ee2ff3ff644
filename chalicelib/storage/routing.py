"""What a stack routes by beside the shipped rules, in DynamoDB: its own rules, the names and outlines of its regions,
and which text model is in use. Each is one item, read when first needed."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pynamodb.expressions.condition import Condition

from chalicelib.domain.geography import regions
from chalicelib.domain.routing.decision import Override
from chalicelib.services.ports.reading import FoundPlace, ModelLine
from chalicelib.storage import keys
from chalicelib.storage.conditions import put_if
from chalicelib.storage.row import Row

if TYPE_CHECKING:
    from chalicelib.domain.geography.gazetteer import Gazetteer
    from chalicelib.domain.geography.region_grid import RegionGrid
    from chalicelib.storage.row import Tables

REFRESH_SECONDS = 600
"""How long a process believes what it has read."""

USUAL_SHARE = 0.9
"""The share of right decisions that is wanted where a stack says nothing."""

Clock = Callable[[], float]


class DynamoRuleBook:
    """Implements `ports.RuleBook`, and filling it."""

    def __init__(self, tables: Tables, clock: Clock = time.monotonic) -> None:
        self._row = tables.row
        self._clock = clock
        self._until = float("-inf")
        self._rules: Sequence[Override] = ()
        self._share = USUAL_SHARE

    def overrides(self) -> Sequence[Override]:
        """One eventually consistent read every ten minutes."""
        self._refresh()
        return self._rules

    def share(self) -> float:
        """See `overrides`."""
        self._refresh()
        return self._share

    def put(self, rules: Iterable[Override], share: float = USUAL_SHARE) -> None:
        """Take the place of all earlier rules."""
        listed = [
            {
                "category": rule.category,
                "region": rule.region,
                "office": rule.office,
                "since": rule.since.isoformat(),
                "until": rule.until.isoformat(),
            }
            for rule in rules
        ]
        self._row(pk=keys.OVERRIDES, sk=keys.META, data={"rules": listed, "share": share}).save()
        self._until = float("-inf")

    def _refresh(self) -> None:
        now = self._clock()
        if now < self._until:
            return
        found = _item(self._row, keys.OVERRIDES)
        self._rules = tuple(_rule(each) for each in found.data["rules"]) if found else ()
        self._share = float(found.data["share"]) if found else USUAL_SHARE
        self._until = now + REFRESH_SECONDS


class DynamoPlaces:
    """Implements `ports.PlaceReader`, and filling it. Names and outlines change when regions do: a process reads them
    once."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row
        self._names: Gazetteer | None = None
        self._outline: RegionGrid | None = None
        self._drawn = True

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        """The words first; a point is asked only for a kabupaten or kota that nothing else tells."""
        mention = self._gazetteer().find(text, within)
        if mention:
            return FoundPlace(mention.codes[0], mention.words)
        if lat is None or lon is None or (within and regions.level(within) >= 2):
            return None
        drawn = self._outlines()
        code = drawn.region(lat, lon) if drawn else None
        return (
            FoundPlace(code, f"{lat:.3f}, {lon:.3f}") if code and (not within or regions.covers(within, code)) else None
        )

    def put_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Take the place of all earlier names."""
        packed = zlib.compress(json.dumps(list(names), ensure_ascii=False).encode(), 9)
        self._row(pk=keys.GAZETTEER, sk=keys.META, blob=packed).save()

    def put_outlines(self, drawn: RegionGrid) -> None:
        """Take the place of all earlier outlines."""
        self._row(pk=keys.OUTLINES, sk=keys.META, blob=drawn.pack()).save()

    def _gazetteer(self) -> Gazetteer:
        if self._names is None:
            # Here and below, because a function that looks for no place need not know how.
            from chalicelib.domain.geography.gazetteer import Gazetteer

            found = _item(self._row, keys.GAZETTEER)
            names = json.loads(zlib.decompress(found.blob)) if found else []
            self._names = Gazetteer((code, name) for code, name in names)
        return self._names

    def _outlines(self) -> RegionGrid | None:
        if self._outline is None and self._drawn:
            found = _item(self._row, keys.OUTLINES)
            if found:
                from chalicelib.domain.geography import region_grid

                self._outline = region_grid.unpack(found.blob)
            self._drawn = found is not None
        return self._outline


def still_after(changes: int) -> Condition:
    """Closes the race between two operators who promote or roll back: a model is better than the one that was in use
    when they were compared, and than no other. What was kept before changes were counted has none."""
    return Row.version.does_not_exist() if changes == 0 else Row.version == changes


class DynamoModelRegister:
    """Implements `ports.ModelRegister`."""

    def __init__(self, tables: Tables) -> None:
        self._row = tables.row

    def live(self) -> str | None:
        """One eventually consistent read."""
        return _line(_item(self._row, keys.MODEL)).live

    def line(self) -> ModelLine:
        """One consistent read."""
        return _line(_item(self._row, keys.MODEL, consistent=True))

    def put(self, line: ModelLine) -> bool:
        """One conditional write."""
        row = self._row(pk=keys.MODEL, sk=keys.META, version=line.changes, data={"versions": list(line.versions)})
        return put_if(row, still_after(line.changes - 1))


def _line(found: Row | None) -> ModelLine:
    return ModelLine(tuple(found.data["versions"]), int(found.version or 0)) if found else ModelLine()


def _item(row: type[Row], pk: str, *, consistent: bool = False) -> Row | None:
    try:
        return row.get(pk, keys.META, consistent_read=consistent)
    except row.DoesNotExist:
        return None


def _rule(written: dict[str, Any]) -> Override:
    since, until = date.fromisoformat(written["since"]), date.fromisoformat(written["until"])
    return Override(written["category"], written["region"], written["office"], since, until)
