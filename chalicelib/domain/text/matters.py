"""The matters of a report that says itself that it has several: numbered, or joined by words such as `selain itu`.

Only where such words stand is a text taken apart, and every word of it stays in one of the parts.
"""

import re

MOST = 4
"""The most parts; more is a list of details."""

FEWEST_WORDS = 4
"""The fewest words of a part."""

_JOINS = (
    r"selain itu|di ?samping itu|satu lagi|yang kedua|kedua|yang ketiga|ketiga|oh ?(?:iya|ya)|terus satu lagi"
    r"|dan satu lagi"
    r"|sekalian(?: juga)?|lain lagi|juga (?:mau|ingin|mohon|tolong|soal)|hal lain|kemudian soal|terus soal|lalu soal"
)
_CUT = re.compile(
    rf"(?:(?<=^)|(?<=\n)|(?<=[.;:!?] )|(?<=, ))(?=(?:\(?[1-9][.)] ?(?=[A-Za-z])|(?:{_JOINS})\b))", re.IGNORECASE
)
_NUMBER = re.compile(r"^\(?[1-9][.)] ?")
_JOIN = re.compile(rf"^(?:dan |terus )?(?:{_JOINS})\b[,: ]*", re.IGNORECASE)


def pieces(text: str) -> tuple[str, ...]:
    """The parts of a text as it parts itself, in order; none if it does not, or in too many."""
    cut = [piece.strip() for piece in _CUT.split(text) if piece.strip()]
    joined: list[str] = []
    for piece in cut:
        if joined and (len(piece.split()) < FEWEST_WORDS or len(joined[-1].split()) < FEWEST_WORDS):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return tuple(joined) if 1 < len(joined) <= MOST else ()


def tidied(part: str) -> str:
    """A part as a report of its own: without its number or the word that joined it."""
    bare = _JOIN.sub("", _NUMBER.sub("", part)).strip()
    return bare[:1].upper() + bare[1:]
