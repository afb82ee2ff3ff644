"""The files of one stack: its directory for the table, its region lists and the categories for the site."""

from typing import Any

from laporctl.refdata import directory, jsontext, shipped, tables
from laporctl.refdata.regions import Region


def files(slug: str) -> dict[str, str]:
    """Path below `build/` -> content. Raises KeyError for a slug that is no stack."""
    province = next((p for p in tables.provinces() if p.slug == slug), None)
    if province is None:
        raise KeyError(f"no province has the slug {slug}")
    if province.code == tables.CENTRE:
        return {f"directory/{slug}.jsonl": _lines(directory.of_centre()), **site_categories()}
    found = directory.of_province(province)
    return {f"directory/{slug}.jsonl": _lines(found), **region_lists(found.regions), **site_categories()}


def site_categories() -> dict[str, str]:
    """`categories.json` of the site."""
    return {"categories.json": jsontext.by_line(shipped.citizens_categories(), depth=2)}


def region_lists(regions: list[Region]) -> dict[str, str]:
    """`regions/<province>.json` lists kab/kota; `regions/<kab/kota>.json` lists its kecamatan with their
    villages.

    One file a kab/kota keeps what a phone must fetch to name a village near 1 KB after compression.
    """
    children: dict[str, list[Region]] = {}
    for region in regions:
        children.setdefault(region.code.rpartition(".")[0], []).append(region)
    lists: dict[str, str] = {}
    for region in regions:
        if region.level == 1:
            lists[f"regions/{region.code}.json"] = jsontext.by_line(
                [_entry(r) for r in children[region.code]]
            )
        if region.level == 2:
            kecamatan = [
                {**_entry(r), "villages": [_entry(v) for v in children.get(r.code, [])]}
                for r in children[region.code]
            ]
            lists[f"regions/{region.code}.json"] = jsontext.by_line(kecamatan)
    return lists


def _entry(region: Region) -> dict[str, Any]:
    return {"code": region.code, "name": region.name}


def _lines(found: directory.Directory) -> str:
    return "".join(jsontext.record(line) + "\n" for line in found.records())
