"""A notice as one SMS: at most 160 characters of the alphabet that every phone has (GSM 03.38)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.notices.text import Facts, Texts, core

if TYPE_CHECKING:
    from chalicelib.domain.notices.kinds import Notice

LONGEST = 160
OFFICE_LONGEST, QUESTION_LONGEST, HOST_LONGEST = 24, 60, 24
"""Of the values that a text is filled with; everything else has one length."""

_HEAD = "LAPOR! {no}: "
_BRAND = "LAPOR!: "
_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_PLAIN = str.maketrans("’‘“”–—…", "''\"\"--.")
_LEADS_ON = ("dan", "di", "Kab", "Kec", "Kel", "Prov", "Din", "Ktr", "Bdn", "Kem")
_SHORT = {
    "Kabupaten": "Kab.", "Kecamatan": "Kec.", "Kelurahan": "Kel.", "Provinsi": "Prov.", "Dinas": "Din.",
    "Kantor": "Ktr.", "Badan": "Bdn.", "Kementerian": "Kem.",
}  # fmt: skip


def sms(texts: Texts, notice: Notice, facts: Facts) -> str:
    """The text of a notice, and how to answer it."""
    short = replace(
        notice,
        office=short_office(notice.office),
        next_office=short_office(notice.next_office),
        words=_cut(in_alphabet(notice.words), QUESTION_LONGEST),
    )
    text = core(texts, short, facts, "id")
    if not notice.hidden:
        text = _HEAD.format(no=facts.number) + text
    tail = texts.tails.get(notice.told_as, "")
    return in_alphabet(f"{text} {tail}".strip())


def code_sms(texts: Texts, code: str, minutes: int, *, hidden: bool) -> str:
    """The text with a one-time code; of a hidden case it does not say whose."""
    said = texts.words["code"]["id"].format(otp=code, menit=minutes)
    return said if hidden else f"{_BRAND}{said}"


def in_alphabet(text: str) -> str:
    """The text in letters of the alphabet: others without their marks, or not at all; blanks single."""
    plain = text.translate(_PLAIN)
    found = (each if each in _ALPHABET else _without_marks(each) for each in plain)
    return " ".join("".join(found).split())


def short_office(name: str) -> str:
    """The name of an office in at most `OFFICE_LONGEST` letters: usual words short, then whole words from the left."""
    plain = in_alphabet(name)
    if len(plain) > OFFICE_LONGEST:
        plain = " ".join(_SHORT.get(word, word) for word in plain.split())
    words = _cut(plain, OFFICE_LONGEST, end="").split(" ")
    while len(words) > 1 and words[-1].rstrip(".") in _LEADS_ON:
        words.pop()
    return " ".join(words)


def _cut(text: str, longest: int, end: str = "...") -> str:
    if len(text) <= longest:
        return text
    head = text[: longest + 1 - len(end)]
    return (head.rpartition(" ")[0] or head[:-1]).rstrip(" ,.-/") + end


def _without_marks(character: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", character) if each in _ALPHABET)
