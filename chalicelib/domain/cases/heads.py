"""The heads of offices and regions, by position: who is told that a case is late. Persons come and go; who holds the
position is the grants' to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.domain.cases.rungs import Step
from chalicelib.domain.geography.regions import ancestor, is_city
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.geography.regions import Province

_KABUPATEN, _KOTA = "Kabupaten ", "Kota "


@dataclass(frozen=True, slots=True)
class Position:
    """A position in both languages, and the id of the office it belongs to."""

    id: str
    en: str
    office: str


def position(
    step: Step, area: str, office: tuple[str, str], province: Province, regencies: Mapping[str, str], *, accused: bool
) -> Position:
    """The position that a step of the ladder tells: for `office` (id and name) its head, for the region `area` its
    secretary and its head. In DKI Jakarta these are the province's, whose cities have no government of their own (UU
    29/2007). `accused`: the case is an accusation, which goes to the Ombudsman at the end."""
    if step is Step.HEAD:
        return Position(f"Pimpinan {office[1]}", f"Head of {office[1]}", office[0])
    if step is Step.CENTRE:
        return _OMBUDSMAN if accused else _MINISTER
    regency = ancestor(area, 2) if province.opd_level > 1 else None
    name = regencies.get(regency, regency) if regency else province.name
    whole = name if regency else f"Provinsi {name}"
    if step is Step.SECRETARY:
        return Position(f"Sekretaris Daerah {whole}", f"Regional Secretary of {whole}", f"{regency or area[:2]}-setda")
    short = name.removeprefix(_KABUPATEN).removeprefix(_KOTA)
    title = _title(regency)
    return Position(f"{title} {short}", f"{title} {short}", f"{regency or area[:2]}-kepala-daerah")


def _title(regency: str | None) -> str:
    if regency is None:
        return "Gubernur"
    return "Wali Kota" if is_city(regency) else "Bupati"


_MINISTER = Position("Menteri PANRB", "Minister of Administrative and Bureaucratic Reform", "00-panrb")
_OMBUDSMAN = Position("Ketua Ombudsman Republik Indonesia", "Head of the Ombudsman", "00-ombudsman")
