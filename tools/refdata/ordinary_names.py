"""Names of regions that are also ordinary words, counted in the texts that were written for the models.

Such a name is no place by itself: "truk pasir" is not Kabupaten Pasir. `sources/ordinary_names.csv` is the dated list
of those that were found and accepted; without a count they were added by hand. A name that has become one since, by a
new region or a new text, is a finding.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from chalicelib.domain.geography.gazetteer import SHORT, plain, spelt
from laporctl import paths
from tools.refdata import regions, spellings, tables

FEWEST = 3
"""The fewest times that a word stands in the texts without anything that says place."""

LIST = tables.SOURCES / "ordinary_names.csv"
_CORPORA = paths.ROOT / "tools" / "textmodel" / "corpora"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLACE = frozenset(
    {
        *("di", "ke", "dari", "daerah", "wilayah", "warga", "sekitar", "dekat", "kawasan", "kab", "kabupaten", "kota"),
        *("pemkab", "pemkot", "kec", "kecamatan", "kel", "kelurahan", "desa", "ds", "kades", "kampung", "jalan", "jl"),
        *("jln", "pasar", "puskesmas", "polres", "polsek", "rsud", "bupati", "wali", "walikota", "camat", "lurah"),
    }
)
"""Words before a word that is then likely a name."""


def texts() -> Iterator[str]:
    """The texts of both shipped models."""
    for folder in ("complaints", "alarms"):
        for file in sorted((_CORPORA / folder).glob("*.jsonl")):
            yield from (json.loads(line)["text"] for line in file.read_text("utf-8").splitlines())


def count(written: Iterable[str]) -> Counter[str]:
    """How often each word is an ordinary one: in small letters and without a word for a place before it; an
    abbreviation in any letters. A word that is a name more often than not is left out."""
    free: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in written:
        before = ""
        for word in _WORD.findall(text):
            small = word.lower()
            if word == small or len(word) <= SHORT:
                every[small] += 1
                free[small] += before not in _PLACE or len(word) <= SHORT
            before = small
    return Counter({word: times for word, times in free.items() if times >= FEWEST and 2 * times >= every[word]})


def names() -> dict[str, int]:
    """Every name below the provinces and every spelling of one, as `spelt`, with the highest level that bears it."""
    found: dict[str, int] = {}
    for province in tables.provinces():
        if province.code == tables.CENTRE:
            continue
        listed = [(each.code, regions.bare(each.name)) for each in regions.below(province.code) if each.level > 1]
        for code, name in spellings.every(listed):
            found[spelt(name)] = min(regions.level(code), found.get(spelt(name), regions.level(code)))
    return found


def ordinary(counted: Counter[str], named: Iterable[str]) -> dict[str, int]:
    """The ordinary words that spell a name, or differ from one only as spellings do, with their count."""
    alike: dict[str, list[str]] = {}
    for word in counted:
        alike.setdefault(plain(word), []).append(word)
    return {word: counted[word] for name in named for word in alike.get(plain(name), ())}


def new() -> dict[str, int]:
    """Those that no one has accepted yet."""
    accepted = set(tables.ordinary_names())
    return {word: times for word, times in ordinary(count(texts()), names()).items() if word not in accepted}


def accept(found: dict[str, int], day: date) -> None:
    """Write them into the list."""
    head, *rows = LIST.read_text("utf-8").splitlines()
    rows += [f"{word},{times},{day.isoformat()}" for word, times in found.items()]
    LIST.write_text("\n".join([head, *sorted(rows)]) + "\n", encoding="utf-8")
