"""The gazetteer: finds regions by their names in what people write: "lubang dkt pasar Kel. Sepinggan Baru bpp" ->
Kelurahan Sepinggan Baru.

A name counts where it is meant as one: behind a word such as `desa` or `kec`, written with a capital, or made of
several words. A name that several regions bear is resolved by the other names in the text, by the region that is known
already, and otherwise to the region that contains all candidates. Two regions that exclude each other resolve nothing.
"""

import re
from collections.abc import Iterable, Mapping

from chalicelib.domain.geography import regions
from chalicelib.domain.text.plain_characters import plain_letters
from chalicelib.domain.values import dataclass

_MOST_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_MARKERS: Mapping[str, tuple[int, ...]] = {
    word: (level,)
    for level, words in {
        2: "kab kabupaten kota pemkab pemkot pemko",
        3: "kec kecamatan camat distrik kapanewon kemantren",
        4: "kel kelurahan lurah desa ds kades kampung kampong nagari gampong pekon",
    }.items()
    for word in words.split()
}
"""Words before a name, and the level of the regions that they announce."""

_NEAR = {"di", "ke", "dari", "daerah", "wilayah", "warga", "sekitar", "dekat", "kawasan"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the regions that bear it, the words it was found in, and where it begins (count of words)."""

    codes: tuple[str, ...]
    words: str
    start: int


def plain(name: str) -> str:
    """A name without the differences in spelling: capitals, blanks, hyphens, doubled letters."""
    letters = "".join(_WORD.findall(name.lower())).replace("'", "").replace("’", "")
    return re.sub(r"(.)\1", r"\1", letters.replace("oe", "u").replace("dj", "j").replace("tj", "c"))


class Gazetteer:
    """The names of a stack's regions. `names` are pairs of code and name (without `Desa`, `Kota` and the like), in as
    many spellings as are known."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._codes: dict[str, tuple[str, ...]] = {}
        for code, name in names:
            key = plain(name)
            if code not in (known := self._codes.get(key, ())):
                self._codes[key] = (*known, code)

    def find(self, text: str, within: str | None = None) -> Mention | None:
        """The smallest region that a text names for certain, inside `within` if that is given; None if it names none
        that is finer."""
        consistent = [narrowed for mention in self.mentions(text) if (narrowed := _narrow(mention, within)).codes]
        resolved = _resolve(consistent)
        if resolved is None or (within and regions.level(resolved.codes[0]) <= regions.level(within)):
            return None
        return resolved

    def mentions(self, text: str) -> list[Mention]:
        """Every name that is meant as one, the longest at each place, in plain letters."""
        text = plain_letters(text)
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        mentions, position = [], 0
        while position < len(words):
            mention, length = self._at(text, words, position)
            if mention:
                mentions.append(mention)
            position += length
        return mentions

    def _at(self, text: str, words: list[tuple[str, int, int]], start: int) -> tuple[Mention | None, int]:
        before = words[start - 1][0].lower() if start else ""
        levels = _MARKERS.get(before)
        for length in range(min(_MOST_WORDS, len(words) - start), 0, -1):
            span = words[start : start + length]
            codes = self._codes.get(plain("".join(word for word, _, _ in span)), ())
            codes = tuple(code for code in codes if _meant(code, levels, before, span))
            if codes:
                return Mention(codes, text[span[0][1] : span[-1][2]], start), length
        return None, 1


def _meant(code: str, levels: tuple[int, ...] | None, before: str, span: list[tuple[str, int, int]]) -> bool:
    """Whether words that spell a region's name are meant as that region."""
    level = regions.level(code)
    if levels:
        return level in levels
    if level <= 2:
        return True
    several = len(span) > 1
    capitals = all(word[0].isupper() for word, _, _ in span)
    all_capitals = capitals and all(word.isupper() for word, _, _ in span)
    capitalised = capitals and not all_capitals
    return (several and (capitalised or before in _NEAR)) or (capitalised and before in _NEAR)


def _narrow(mention: Mention, within: str | None) -> Mention:
    """The mention without the candidates that contradict the region that is known."""
    if within is None:
        return mention
    codes = tuple(c for c in mention.codes if regions.covers(within, c) or regions.covers(c, within))
    return Mention(codes, mention.words, mention.start)


def _resolve(mentions: list[Mention]) -> Mention | None:
    """The finest region on which all certain mentions agree."""
    certain = {mention.codes[0] for mention in mentions if len(mention.codes) == 1}
    # A text may repeat one name a thousand times.
    agreed_on = {codes: _disambiguate(codes, certain) for codes in {mention.codes for mention in mentions}}
    best: Mention | None = None
    for mention in mentions:
        code = agreed_on[mention.codes]
        if code is None:
            continue
        agreed = Mention((code,), mention.words, mention.start)
        if best is None or regions.covers(best.codes[0], code):
            best = agreed
        elif not regions.covers(code, best.codes[0]):
            shared = _common((best.codes[0], code))
            return Mention((shared,), best.words, best.start) if shared else None
    return best


def _disambiguate(codes: tuple[str, ...], certain: set[str]) -> str | None:
    """The one region that a name means beside the `certain` ones: the candidate inside one of them, or the region that
    contains all candidates."""
    supported = tuple(code for code in codes if not certain.isdisjoint(_above(code)))
    codes = supported or codes
    return codes[0] if len(codes) == 1 else _common(codes)


def _above(code: str) -> set[str | None]:
    return {regions.ancestor(code, level) for level in range(1, regions.level(code))}


def _common(codes: tuple[str, ...]) -> str | None:
    """The finest region, below the province, that contains them all; None if there is none."""
    for level in (3, 2):
        areas = {regions.ancestor(code, level) for code in codes}
        if len(areas) == 1 and (shared := areas.pop()):
            return shared
    return None
