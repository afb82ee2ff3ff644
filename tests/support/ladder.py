"""The list of late cases that somebody was told about, in memory."""

from dataclasses import dataclass, field

from chalicelib.services.ports.case_store import Page, Standing
from chalicelib.storage import table_keys


@dataclass
class MemoryLadder:
    """The part of `ports.case_store.CaseStore` that `standing` reads."""

    kept: dict[str, Standing] = field(default_factory=dict)

    def put(self, line: Standing) -> None:
        self.kept[table_keys.ladder_line(line.area, line.id)] = line

    def page(self, area: str, limit: int, after: str | None) -> Page[Standing]:
        keys = [key for key in sorted(self.kept) if key.startswith(area) and (after is None or key > after)]
        return Page(tuple(self.kept[key] for key in keys[:limit]), keys[limit - 1] if len(keys) > limit else None)


class ReadsTheLadder:
    """What a case store in memory answers of it."""

    ladder: MemoryLadder

    def standing(self, area: str, limit: int, after: str | None) -> Page[Standing]:
        return self.ladder.page(area, limit, after)
