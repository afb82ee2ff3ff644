"""No region of the country is named like an alarm."""

from chalicelib.domain.text import alarms
from tools.refdata import regions, tables

_CHUNK = 400


def names() -> set[str]:
    """Every region's name, with the word for what it is."""
    provinces = (province for province in tables.provinces() if province.code != tables.CENTRE)
    return {region.name for province in provinces for region in regions.below(province.code)}


def test_no_region_and_no_street_named_after_one_gives_an_alarm() -> None:
    full = sorted(names())
    listed = sorted({name.partition(" ")[2] for name in full})
    assert len(listed) > 60_000
    chunks = [listed[start : start + _CHUNK] for start in range(0, len(listed), _CHUNK)]
    alike = [name for chunk in chunks if alarms.detect(". ".join(chunk)) for name in chunk if alarms.detect(name)]
    found = set(alike)
    written = [name for name in full if name.partition(" ")[2] in found]
    written += [f"{word} {name}" for name in alike for word in ("Kelurahan", "Jl.")]
    assert alike, "some are named alike, and only the word before the name tells"
    assert [text for text in written if alarms.detect(text)] == []
