"""What becomes of a field that reference data and people write: three values decide, and no correction is undone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """A field that was changed by hand and stays as it is; `reference` is what reference data has for it. `id` is the
    office or the region."""

    id: str
    field: str
    stored: Any
    reference: Any

    def __str__(self) -> str:
        return f"kept {self.id} {self.field}: {_shown(self.stored)}, in the reference data {_shown(self.reference)}"


@dataclass(frozen=True)
class Merged:
    """The fields to be stored, and those of them that stay although reference data has something else."""

    fields: Fields
    kept: tuple[Kept, ...]


def merge(item: str, reference: Fields, loaded: Fields | None, stored: Fields | None, taken: Collection[str]) -> Merged:
    """`loaded` is what reference data had when it was written last, None for an item written before that was noted;
    `stored` is what is there now, None if nothing is. What differs between the two was changed by hand and is kept,
    unless it is one of the fields `taken`. Where nobody noted what was loaded, any difference may be somebody's
    correction."""
    if stored is None:
        return Merged(dict(reference), ())
    fields, kept = {}, []
    for name, value in reference.items():
        by_hand = loaded is None or name not in loaded or loaded[name] != stored[name]
        if by_hand and stored[name] != value and name not in taken:
            kept.append(Kept(item, name, stored[name], value))
        else:
            fields[name] = value
    return Merged({**stored, **fields}, tuple(kept))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{' / '.join(value) if isinstance(value, (list, tuple)) else value}”"
