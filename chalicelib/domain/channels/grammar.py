"""What a message asks for: a word at the beginning, in any case and with or without a blank behind it, then a number or
words. People write reports that begin with such a word too ("stop pungli di Samsat"), so one counts only where what
follows fits it; everything else is plain words."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import InvalidInput

_TWO_WORDS = 2
_COURTESIES = frozenset(
    {
        *("sudah", "selesai", "beres", "baik", "benar", "betul", "masih", "sekali", "sip", "mantap", "ok", "oke"),
        *("pak", "bu", "bapak", "ibu", "kak", "min", "admin", "terima", "kasih", "makasih", "trims"),
    }
)
"""What may stand behind YA, which ends a case: "ya sudah beres pak", and not "ya tapi di sebelah masih rusak"."""
_BESIDE = frozenset(["sms", "kabar", "info", "lagi", "dong", "masalah", "pak", "bu", "min", "ya"])
"""What may stand behind a word that otherwise stands alone: "stop sms", and not "stop pungli"."""
_DIGITS_OF_A_TYPO = 3


class Wish(StrEnum):
    """What a message asks for. `words` has no word of its own at its beginning."""

    REPORT = "LAPOR"
    NEW = "BARU"
    CHECK = "CEK"
    REPLY = "BALAS"
    YES = "YA"
    NO = "BELUM"
    OBJECT = "KEBERATAN"
    PART = "BEDA"
    CANCEL = "BATAL"
    CANCEL_SURELY = "YA BATAL"
    STOP = "STOP"
    RESUME = "MULAI"
    HELP = "BANTUAN"
    OFFICE = "INSTANSI"
    WORDS = ""
    TYPO = "?"


class Request(NamedTuple):
    """What a message asks for, with the number of a report (None if none is named) and the words behind it. `plain` is
    the whole text, for where the wish turns out not to be meant."""

    wish: Wish
    number: str | None = None
    words: str = ""
    plain: str = ""


@cache
def _first_word() -> re.Pattern[str]:
    return re.compile(r"\W*(YA\W+BATAL|[^\W\d_]+)(?=\W|\d|_|$)[\s:;,.!=/_-]*", re.IGNORECASE)


@cache
def _glued() -> re.Pattern[str]:
    """A word that takes something behind it, without the blank: `CEKKI-7F3K…`, `LAPORjalan`. Not "laporan",
    "laporkan", "balasan", "batalkan"."""
    return re.compile(r"\W*(LAPOR(?!AN|KAN|IN|NYA)|CEK|BALAS(?!AN|KAN)|BATAL(?!KAN))(?=[^\W_]{2})", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    """Fifteen letters and digits, with hyphens, blanks or points between them."""
    return re.compile(r"[0-9A-Za-z](?:[-. ]*[0-9A-Za-z]){14}")


_TAKES_NUMBER = frozenset({Wish.CHECK, Wish.REPLY, Wish.CANCEL})
_BY_WORD = {wish.value: wish for wish in Wish if wish not in (Wish.WORDS, Wish.TYPO)} | {
    "CHECK": Wish.CHECK, "STATUS": Wish.CHECK, "HELP": Wish.HELP, "BANTU": Wish.HELP, "INFO": Wish.HELP,
    "LAPORAN": Wish.REPORT, "BERHENTI": Wish.STOP, "BLM": Wish.NO, "SUDAH": Wish.YES, "IYA": Wish.YES, "Y": Wish.YES,
}  # fmt: skip


def parse(text: str, prefixes: Collection[str]) -> Request:
    """What a text asks for. `prefixes` are those of the numbers of all stacks."""
    plain = " ".join(text.split())
    found = _first_word().match(plain)
    wish = _BY_WORD.get(" ".join(re.split(r"\W+", found[1].upper()))) if found else None
    if found and wish:
        fitting = _fitting(wish, plain[found.end() :].strip(), plain, prefixes)
        return fitting or Request(Wish.WORDS, words=plain, plain=plain)
    glued = _glued().match(plain)
    if glued:
        fitting = _fitting(_BY_WORD[glued[1].upper()], plain[glued.end() :], plain, prefixes)
        if fitting and (fitting.number or fitting.wish in (Wish.REPORT, Wish.TYPO)):
            return fitting
    return Request(Wish.WORDS, words=plain, plain=plain)


def _fitting(wish: Wish, rest: str, plain: str, prefixes: Collection[str]) -> Request | None:
    """The request, if what follows the word fits it."""
    if wish in (Wish.REPORT, Wish.NEW):
        return Request(wish, words=rest, plain=plain)
    number, words, typo = split_number(rest, prefixes)
    if typo:
        return Request(Wish.TYPO, plain=plain)
    if number:
        return Request(wish, number, words, plain)
    if wish is Wish.OFFICE:
        # Nobody types it: a button sends it with the number.
        return None
    if wish in _TAKES_NUMBER and _looks_like_number(words):
        return Request(Wish.TYPO, plain=plain)
    if wish in (Wish.REPLY, Wish.NO, Wish.OBJECT):
        return Request(wish, words=words, plain=plain)
    beside = set(re.findall(r"[^\W\d_]+|\d+", words.lower()))
    fits = beside <= (_COURTESIES if wish in (Wish.YES, Wish.CANCEL_SURELY) else _BESIDE)
    return Request(wish, words=words, plain=plain) if fits else None


def split_number(text: str, prefixes: Collection[str]) -> tuple[str | None, str, bool]:
    """The number of a report that a text begins with (None if it begins with none), what stands behind it, and whether
    it is a number with a typing error. It may lack its hyphens, or have blanks in their place."""
    found = _number().match(text)
    if found is None:
        return None, text, False
    head, end = found[0], found.end()
    seen = "".join(each for each in head if each.isalnum())
    boundary = end == len(text) or not text[end].isalnum()
    prefix = seen[:2].upper().translate(str.maketrans("01", "OI"))
    if prefix not in prefixes or not ("-" in head or any(each.isdigit() for each in seen)):
        return None, text, False
    try:
        return parse_tracking_id(seen), text[end:].strip(" :;,.-"), False
    except InvalidInput:
        digits = sum(each.isdigit() for each in seen[2:])
        return None, text, boundary and ("-" in head or digits >= _DIGITS_OF_A_TYPO)


def _looks_like_number(words: str) -> bool:
    """Whether what should be a number is one that is too short or too long: one or two words with digits."""
    parts = words.split()
    return bool(parts) and len(parts) <= _TWO_WORDS and any(each.isdigit() for each in words)
