"""The gazetteer: finds regions by their names in what people write: "lubang dkt pasar Kel. Sepinggan Baru bpp" ->
Kelurahan Sepinggan Baru.

A name counts where it is meant as one: behind a word such as `desa` or `kec`, written with a capital, or made of
several words. A name that is also an ordinary word (`Pasir`, `BPN`) counts behind such a word only, a short one
(`PPU`) also where nothing else is named. Both are found as they are spelt, while in the spelling of others doubled
letters and the like make no difference. A name that several regions bear is resolved by the other names in the text,
by the region that is known already, and otherwise to the region that contains all candidates. Two regions that exclude
each other resolve nothing. Names of provinces are names of their own: "Jawa Barat" is no Kelurahan Jawa.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from chalicelib.domain.geography import regions
from chalicelib.domain.text.plain_characters import plain_letters
from chalicelib.domain.values import dataclass

_MOST_WORDS = 4

SHORT = 3
"""Up to so many letters a name is an abbreviation, and other things are abbreviated alike."""

_DOUBLED = re.compile(r"(.)\1")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_MARKERS: Mapping[str, tuple[int, ...]] = {
    word: (level,)
    for level, words in {
        2: "kab kabupaten kota pemkab pemkot pemko bupati walikota",
        3: "kec kecamatan camat distrik kapanewon kemantren",
        4: "kel kelurahan lurah desa ds kades kampung kampong nagari gampong pekon kute kalurahan",
    }.items()
    for word in words.split()
}
"""Words before a name, and the level of the regions that they announce."""

_CITY = {
    **dict.fromkeys(("kota", "pemkot", "pemko", "walikota"), True),
    **dict.fromkeys(("kab", "kabupaten", "pemkab", "bupati"), False),
}
"""Words that announce a kabupaten or kota, and which of the two: often both bear one name."""

_PROVINCE = ("provinsi", "prov", "propinsi", "pemprov")
"""Words before the name of a province."""

_APART = re.compile(r"[,;!?\n]")
"""What stands between two words that do not belong together: "dana desa, jalan rabat"."""

_OFFICES = ("kelurahan", "lurah", "kades", "camat", "kampung", "kampong")
"""Those after which an ordinary word in small letters is one: "lurah baru", "kelurahan minta uang"."""

_NO_REGION = ("dusun", "dsn", "dukuh", "jl", "jln", "gang", "gg")
"""Words before the name of something smaller, which many a region bears too: "Jl. Samarinda" is in another town."""

_BEGINS = ("\n", ".", ",", "!", "?", ":", ";")

_NEAR = {"di", "ke", "dari", "daerah", "wilayah", "warga", "sekitar", "dekat", "kawasan"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the regions that bear it, the words it was found in, where it begins (count of words), and
    whether it counts only where nothing else is named."""

    codes: tuple[str, ...]
    words: str
    start: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What is the same in every stack: code and name of the provinces, and the names, small and without blanks, that
    are also ordinary words."""

    provinces: tuple[tuple[str, str], ...] = ()
    ordinary: tuple[str, ...] = ()


def plain(name: str) -> str:
    """A name without the differences in spelling: capitals, blanks, hyphens, doubled letters."""
    return _fold(spelt(name))


def _fold(letters: str) -> str:
    return _DOUBLED.sub(r"\1", letters.replace("oe", "u").replace("dj", "j").replace("tj", "c"))


def spelt(name: str) -> str:
    """The letters of a name, small and without blanks."""
    return "".join(_WORD.findall(name.lower())).replace("'", "").replace("’", "")


class Gazetteer:
    """The names of a stack's regions. `names` are pairs of code and name (without `Desa`, `Kota` and the like), in as
    many spellings as are known."""

    def __init__(self, names: Iterable[tuple[str, str]], words: PlaceWords) -> None:
        self._ordinary = frozenset(words.ordinary)
        self._last: tuple[str, list[Mention]] = ("", [])
        self._codes: dict[str, tuple[str, ...]] = {}
        self._exact: dict[str, tuple[str, ...]] = {}
        alike = {plain(word) for word in self._ordinary}
        for code, name in names:
            letters = spelt(name)
            folded = _fold(letters)
            if len(letters) <= SHORT or folded in alike:
                _add(self._exact, letters, code)
            else:
                _add(self._codes, folded, code)
        self._stack = {code[:2] for codes in (*self._codes.values(), *self._exact.values()) for code in codes}
        for code, name in words.provinces:
            _add(self._codes, plain(name), code)

    def find(self, text: str, within: str | None = None) -> Mention | None:
        """The smallest region that a text names for certain, inside `within` if that is given; None if it names none
        that is finer. Another province is found where no region of the stack is named."""
        consistent = [narrowed for mention in self.mentions(text) if (narrowed := _narrow(mention, within)).codes]
        own = [mention for mention in consistent if mention.codes[0][:2] in self._stack]
        resolved = _resolve([mention for mention in own if not mention.weak] or own or consistent)
        if resolved is None or (within and regions.level(resolved.codes[0]) <= regions.level(within)):
            return None
        return resolved

    def mentions(self, text: str) -> list[Mention]:
        """Every name that is meant as one, the longest at each place, in plain letters. Those of the last text are
        kept: a report is asked for its region and for the names in it."""
        if text != self._last[0]:
            self._last = text, self._mentions(plain_letters(text))
        return self._last[1]

    def _mentions(self, text: str) -> list[Mention]:
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
        if levels and _APART.search(text, words[start - 1][2], words[start][1]):
            levels = None
        for length in range(min(_MOST_WORDS, len(words) - start), 0, -1):
            span = words[start : start + length]
            joined = "".join(word for word, _, _ in span)
            codes = self._codes.get(plain(joined)) or self._exact.get(spelt(joined), ())
            codes = _of_class(tuple(code for code in codes if _meant(code, levels, before, span)), text, words, start)
            if not codes or (not levels and self._is_marked_name(span)):
                continue
            if before in _NO_REGION:
                return None, length
            if regions.level(codes[0]) == 1:
                place = self._is_place(codes[0], before, text[: words[start - 1][1]].rstrip(" ") if start else "")
                return Mention(codes, text[span[0][1] : span[-1][2]], start) if place else None, length
            if before in _OFFICES and spelt(joined) in self._ordinary and not _is_capitalised(span):
                continue
            weak = not levels and (len(spelt(joined)) <= SHORT or spelt(joined) in self._ordinary)
            if not weak or self._can_be_name(codes, text, span, before):
                return Mention(codes, text[span[0][1] : span[-1][2]], start, weak), length
        return None, 1

    def _is_marked_name(self, span: list[tuple[str, int, int]]) -> bool:
        """Whether the words are first of all a word such as `kota`, alone or before the name of a kabupaten or kota.
        Villages may be called Kabupaten and Kota Lhokseumawe: that is meant behind `desa` and the like only."""
        first, name = span[0][0].lower(), "".join(word for word, _, _ in span[1:])
        if not name or first not in _CITY:
            return first in _MARKERS and not name
        codes = self._codes.get(plain(name), ()) or self._exact.get(spelt(name), ())
        return any(regions.level(code) == 2 for code in codes)

    def _can_be_name(self, codes: tuple[str, ...], text: str, span: list[tuple[str, int, int]], before: str) -> bool:
        """Whether a short name or an ordinary word without a word such as `desa` before it can be meant as a region:
        a short one behind `di` and the like, or at the end of a line; an ordinary word only as a kabupaten or kota,
        behind `di` and with a capital ("di Batu")."""
        letters = spelt("".join(word for word, _, _ in span))
        if letters in self._ordinary:
            return len(letters) > SHORT and regions.level(codes[0]) <= 2 and before in _NEAR and _is_capitalised(span)
        return before in _NEAR or not _WORD.search(text[span[-1][2] :].partition("\n")[0])

    def _is_place(self, code: str, before: str, earlier: str) -> bool:
        """Whether the name of a province says where: that of the own one always; of another behind `provinsi`, or
        behind a `di` that begins a line or a clause, for many only come from there, study or buy there."""
        return (
            code in self._stack
            or before in _PROVINCE
            or (before == "di" and (not earlier or earlier.endswith(_BEGINS)))
        )


def _add(names: dict[str, tuple[str, ...]], key: str, code: str) -> None:
    if code not in (known := names.get(key, ())):
        names[key] = (*known, code)


def _meant(code: str, levels: tuple[int, ...] | None, before: str, span: list[tuple[str, int, int]]) -> bool:
    """Whether words that spell a region's name are meant as that region."""
    level = regions.level(code)
    if levels:
        return level in levels
    if level <= 2:
        return True
    several, capitalised = len(span) > 1, _is_capitalised(span)
    return (several and (capitalised or before in _NEAR)) or (capitalised and before in _NEAR)


def _of_class(codes: tuple[str, ...], text: str, words: list[tuple[str, int, int]], start: int) -> tuple[str, ...]:
    """The kabupaten or the kota of a name that both bear, by the word before it; all where that says neither, or both
    (`Kab/Kota Bandung`)."""
    said = [_CITY.get(word.lower()) for word, _, _ in words[max(0, start - 2) : start]]
    if not said or said[-1] is None or (None not in said and len(set(said)) > 1):
        return codes
    of_class = tuple(code for code in codes if regions.level(code) == 2 and regions.is_city(code) is said[-1])
    return of_class or codes


def _is_capitalised(span: list[tuple[str, int, int]]) -> bool:
    """Whether every word begins with a capital, and not all of them are written in capitals."""
    return all(word[0].isupper() for word, _, _ in span) and not all(word.isupper() for word, _, _ in span)


def _narrow(mention: Mention, within: str | None) -> Mention:
    """The mention without the candidates that contradict the region that is known."""
    if within is None:
        return mention
    codes = tuple(c for c in mention.codes if regions.covers(within, c) or regions.covers(c, within))
    return replace(mention, codes=codes)


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
            shared = regions.common_area((best.codes[0], code))
            return Mention((shared,), best.words, best.start) if shared else None
    return best


def _disambiguate(codes: tuple[str, ...], certain: set[str]) -> str | None:
    """The one region that a name means beside the `certain` ones: the candidate inside one of them, or the region that
    contains all candidates."""
    supported = tuple(code for code in codes if not certain.isdisjoint(_above(code)))
    codes = supported or codes
    return codes[0] if len(codes) == 1 else regions.common_area(codes)


def _above(code: str) -> set[str | None]:
    return {regions.ancestor(code, level) for level in range(1, regions.level(code))}
