"""Spellings of names of regions, made from them by rules: short forms of their words (`Kutai Tim`, `Tj Selor`) and the
letters from before 1972 (`Surabaja`).

They are made when a stack's names are written, so that a look-up stays one look-up. What no rule makes (`Kukar`, former
names, nicknames) is in `sources/place_spellings.csv`. A spelling that is already the name of a region of the stack
stays that region's; one that fits several is resolved by the other words, or asked for.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from chalicelib.domain.geography.gazetteer import plain, spelt
from tools.refdata import regions, tables

OLD_LETTERS_TO = 3
"""The finest level whose names are also made with the letters from before 1972: villages are hardly written so."""

_OLD_LETTERS = {"y": "j", "j": "dj", "c": "tj", "u": "oe", "ch": "ch"}
_OLD_LETTER = re.compile("ch|[yjcu]")

MOST = 60
"""The most spellings of one name: of a name of four words with short forms the odd ones are left out."""


def every(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of code and name of a stack, with every other spelling of them that is known or made."""
    known = {code for code, _ in names}
    listed = [*names, *((code, spelling) for code, spelling in tables.spellings() if code in known)]
    return listed + generated(listed)


def of_provinces() -> list[tuple[str, str]]:
    """Code and every spelling of every province; a short one is the slug of its stack (`jatim`)."""
    listed = [each for each in tables.provinces() if each.code != tables.CENTRE]
    names = [(each.code, name) for each in listed for name in (regions.province_name(each.code), each.slug)]
    names += tables.province_spellings()
    return names + generated(names)


def generated(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of code and spelling for pairs of code and name, without those that differ from another name of the list
    only as `gazetteer.plain` ignores."""
    forms = tables.name_words()
    exact = {plain(word) for word in tables.ordinary_names()}

    def key(name: str) -> str:
        return spelt(name) if plain(name) in exact else plain(name)

    taken = {key(name) for _, name in names}
    found: dict[tuple[str, str], str] = {}
    for code, name in names:
        for spelling in spellings_of(name, regions.level(code), forms):
            if key(spelling) not in taken:
                found.setdefault((code, key(spelling)), spelling)
    return [(code, spelling) for (code, _), spelling in found.items()]


def spellings_of(name: str, level: int, forms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The spellings of one name, the likeliest first: the fewer of its words are shortened."""
    words = name.split()
    choices = [(word, *forms.get(word.lower().rstrip("."), ())) for word in words]
    written = sorted(
        itertools.product(*choices),
        key=lambda chosen: sum(word != form for word, form in zip(words, chosen, strict=True)),
    )
    for chosen in written[1 : MOST + 1]:
        yield " ".join(chosen)
    if level <= OLD_LETTERS_TO:
        yield _OLD_LETTER.sub(lambda letter: _OLD_LETTERS[letter[0]], name.lower())
