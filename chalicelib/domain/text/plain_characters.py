"""Plain characters: what people paste (no-break spaces, smart quotes, full-width and bold letters, characters that
nobody sees) as what a keyboard has. `plain_letters` is for whoever reads words: models, gazetteer, alarms, similarity;
`plain_characters` looks for numbers, with the position of each. What is stored stays as it was sent."""

import unicodedata

FILLER = "\0"
"""Stands for a character that belongs to no number; no plain character is one."""

_UNSEEN = "\x01"
_OTHER = "?"
_DASHES = "\N{MINUS SIGN}\N{HYPHEN BULLET}"
_DOTS = "\N{MIDDLE DOT}\N{BULLET}\N{ONE DOT LEADER}\N{KATAKANA MIDDLE DOT}"


def plain_characters(text: str) -> tuple[str, list[int] | None]:
    """The plain characters of a text without the unseen ones; and of each its position in the text, where that
    differs."""
    plain = text.translate(_PLAIN)
    if _UNSEEN not in plain:
        return plain, None
    positions = [index for index, character in enumerate(plain) if character != _UNSEEN]
    return plain.replace(_UNSEEN, ""), positions


class _Plain(dict[int, str]):
    """The plain form of each character, remembered once it was asked for."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return _UNSEEN
    if category == "Zs" or character == "\t":
        return " "
    if category == "Pd" or character in _DASHES:
        return "-"
    if character in _DOTS:
        return "."
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    plain = character
    # Superscripts are no digits of a number: "80 m²". An ellipsis stays one.
    if not unicodedata.decomposition(character).startswith(("<super>", "<sub>")) and character != "…":
        plain = unicodedata.normalize("NFKC", character)
    plain = plain.lower()
    return plain if len(plain) == 1 and plain not in (_UNSEEN, FILLER) else _OTHER


_PLAIN = _Plain()


def plain_letters(text: str) -> str:
    """A text in plain letters, digits, blanks, quotes and dashes, capitals and accented letters kept. Reading it again
    changes nothing."""
    return text if text.isascii() else text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """The plain letters of each character, remembered once they were asked for."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _letters(chr(code))
        return plain


_SINGLE_QUOTES = "‘’‚‛′ʼʹˈ´"
_DOUBLE_QUOTES = "“”„‟″«»"
_LONGEST_LETTERS = 4
"""The most letters that a character stands for: some are whole sentences when taken apart."""


def _letters(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " " if category == "Zs" else "\n"
    if category == "Pd" or character in _DASHES:
        return "-"
    if character in _SINGLE_QUOTES:
        return "'"
    if character in _DOUBLE_QUOTES:
        return '"'
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    plain = unicodedata.normalize("NFKC", character)
    if plain == character or len(plain) > _LONGEST_LETTERS:
        return character
    return "".join(map(_letters, plain))


_LETTERS = _Letters()
