"""What single characters become."""

import pytest

from chalicelib.domain.text.plain_characters import plain_characters, plain_letters


@pytest.mark.parametrize(
    ("character", "plain"),
    [
        ("\t", " "),
        ("\N{NO-BREAK SPACE}", " "),
        ("\N{OGHAM SPACE MARK}", " "),
        ("\n", "\n"),
        ("\N{EN DASH}", "-"),
        ("\N{MINUS SIGN}", "-"),
        ("\N{HYPHEN BULLET}", "-"),
        ("\N{MIDDLE DOT}", "."),
        ("\N{BULLET}", "."),
        ("\N{ONE DOT LEADER}", "."),
        ("\N{KATAKANA MIDDLE DOT}", "."),
        ("\N{ARABIC-INDIC DIGIT SEVEN}", "7"),
        ("\N{FULLWIDTH DIGIT SEVEN}", "7"),
        ("\N{SUPERSCRIPT TWO}", "\N{SUPERSCRIPT TWO}"),
        ("\N{SUBSCRIPT TWO}", "\N{SUBSCRIPT TWO}"),
        ("\N{HORIZONTAL ELLIPSIS}", "\N{HORIZONTAL ELLIPSIS}"),
        ("\N{FULLWIDTH COMMERCIAL AT}", "@"),
        ("A", "a"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}", "a"),
        ("\N{SQUARE KM}", "?"),
        ("\0", "?"),
        ("\x01", "?"),
        ("\N{ZERO WIDTH SPACE}", ""),
        ("\N{COMBINING ACUTE ACCENT}", ""),
        ("\N{COMBINING ENCLOSING CIRCLE}", ""),
    ],
)
def test_a_character_becomes_what_a_keyboard_has(character: str, plain: str) -> None:
    found, positions = plain_characters(f"x{character}y")
    assert found == f"x{plain}y"
    assert positions == (None if plain else [0, 2])


@pytest.mark.parametrize(
    ("character", "plain"),
    [
        ("\N{OGHAM SPACE MARK}", " "),
        ("\N{LINE SEPARATOR}", "\n"),
        ("\N{PARAGRAPH SEPARATOR}", "\n"),
        ("\N{EM DASH}", "-"),
        ("\N{MINUS SIGN}", "-"),
        ("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
        ("\N{ACUTE ACCENT}", "'"),
        ("\N{LEFT DOUBLE QUOTATION MARK}", '"'),
        ("\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}", '"'),
        ("\N{ARABIC-INDIC DIGIT SEVEN}", "7"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER A}", "A"),
        ("\N{LATIN SMALL LIGATURE FFI}", "ffi"),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{LATIN SMALL LETTER E WITH ACUTE}"),
        ("\N{ZERO WIDTH SPACE}", ""),
        ("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}", "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"),
    ],
)
def test_a_letter_becomes_a_plain_one_and_stays_a_letter(character: str, plain: str) -> None:
    assert plain_letters(f"x{character}y") == f"x{plain}y"
