"""The files of one stack: its directory for the table, its region lists and the categories for the site."""

import json
from collections.abc import Iterator
from typing import Any

from laporctl import paths
from laporctl.stacks import StackError
from tools.refdata import coast, directory, jsontext, shipped, tables
from tools.refdata.regions import Region


def files(slug: str) -> dict[str, str]:
    """Path below `build/` -> content. Raises KeyError for a slug that is no stack."""
    province = next((p for p in tables.provinces() if p.slug == slug), None)
    if province is None:
        raise KeyError(f"no province has the slug {slug}")
    if province.code == tables.CENTRE:
        return {
            f"directory/{slug}.jsonl": _lines(directory.of_centre()),
            **site_categories(),
            **coast_of(province.code),
        }
    found = directory.of_province(province)
    lists = region_lists(found.regions)
    return {f"directory/{slug}.jsonl": _lines(found), **lists, **site_categories(), **coast_of(province.code)}


def directory_lines(slug: str) -> Iterator[dict[str, Any]]:
    """The lines of `build/directory/<slug>.jsonl`; raises StackError before `laporctl data build`."""
    file = paths.DIRECTORY / f"{slug}.jsonl"
    if not file.exists():
        raise StackError(f"build/directory/{file.name} does not exist; make it with: laporctl data build")
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def site_categories() -> dict[str, str]:
    """`categories.json` of the site."""
    return {"categories.json": jsontext.by_line(shipped.citizens_categories(), depth=2)}


def coast_of(code: str) -> dict[str, str]:
    """`coasts/<province>.json`: what the site's map draws by itself."""
    return {f"coasts/{code}.json": jsontext.record(coast.of(code)) + "\n"}


def region_lists(regions: list[Region]) -> dict[str, str]:
    """`regions/<province>.json` lists kab/kota; `regions/<kab/kota>.json` its kecamatan with their villages.

    Lists are in the order of their names, as a citizen looks for them. One file a kab/kota keeps what a phone
    must fetch to name a village near 1 KB after compression.
    """
    children: dict[str, list[Region]] = {}
    for region in sorted(regions, key=lambda region: region.name):
        children.setdefault(region.code.rpartition(".")[0], []).append(region)
    lists: dict[str, str] = {}
    for region in (region for region in regions if region.level <= 2):
        entries = _entries(children, region.code)
        if region.level == 2:
            entries = [{**entry, "villages": _entries(children, entry["code"])} for entry in entries]
        lists[f"regions/{region.code}.json"] = jsontext.by_line(entries)
    return lists


def _entries(children: dict[str, list[Region]], code: str) -> list[dict[str, Any]]:
    return [_entry(child) for child in children.get(code, [])]


def _entry(region: Region) -> dict[str, Any]:
    return {"code": region.code, "name": region.name}


def _lines(found: directory.Directory) -> str:
    return "".join(jsontext.record(line) + "\n" for line in found.records())
