"""Contact: how a reporter can be called and written to, read from what people type and paste: `0812… (WA)`, `tel:`,
`62812…`, two numbers with a slash, marks that contact lists put around a number.

What cannot be read is no error: contact data never voids a report. It stays as it was written, and the sender is told.
The page that warns before sending has the same rules (`web/src/filing/contact.ts`); `tests/vectors/contact.json` holds
both together. An address or a number is never guessed: the answer to a report must not reach a stranger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from chalicelib.domain import validation
from chalicelib.domain.cases.hints import Hint, HintCode
from chalicelib.domain.errors import FieldError
from chalicelib.domain.text.plain_characters import plain_characters
from chalicelib.domain.values import dataclass

LONGEST_PHONE = 100
"""How many characters of a phone number are read."""

LONGEST_EMAIL = 254

LONGEST_LINK = 500

_LONGEST_KEPT = 254

_COUNTRY = "62"
# Countries whose numbers lose the zero of their trunk prefix behind the country's code; others, such as Italy, keep it.
_TRUNK_ZERO = (_COUNTRY, "60")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
# What stands for a digit that nobody can read: "0812xxxx", "789O".
_NO_DIGITS = frozenset("olix*")
_ATEXT = frozenset("!#$%&'*+/=?^_`{|}~-")
_FAR_APART = '<>()[],;|" \n\t'


class Reading(NamedTuple):
    """What a contact was read as: `value` for use, None if it cannot be read; and whether it named several, of which
    this is the first."""

    value: str | None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Reporter:
    """The identity that a reporter gives with a submission, if any. `post` is the link of a post in which they told of
    the matter: it names its author, and by it they are answered."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    post: str | None = None


def read_contact(written: Reporter) -> tuple[Reporter, tuple[Hint, ...]]:
    """The contact as it is kept, of normalised texts, and what its sender should know. What cannot be read stays as it
    was written."""
    name = _kept(written.name, validation.NAME_LIMIT)
    hints = [Hint("/reporter/name", HintCode.NAME_CHANGED)] if name != written.name else []
    phone, of_phone = _read(written.phone, read_phone, HintCode.PHONE_NOT_READ, HintCode.FIRST_PHONE_KEPT)
    email, of_email = _read(written.email, read_email, HintCode.EMAIL_NOT_READ, HintCode.FIRST_EMAIL_KEPT)
    hints += [Hint("/reporter/phone", code) for code in of_phone]
    hints += [Hint("/reporter/email", code) for code in of_email]
    return Reporter(name, phone, email, written.post), tuple(hints)


def check_post(link: str | None) -> list[FieldError]:
    """The errors of the link of a post, which the clerk who copied it can mend."""
    if link is None or (len(link) <= LONGEST_LINK and _link().fullmatch(link)):
        return []
    return [FieldError("/link", "link_shape", "https://www.facebook.com/…")]


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?::[0-9]+)?(?:/[!-~]*)?")


def _read(
    written: str | None, read: Callable[[str], Reading], not_read: HintCode, first_kept: HintCode
) -> tuple[str | None, list[HintCode]]:
    if written is None:
        return None, []
    reading = read(written)
    if reading.value is None:
        return _kept(written, _LONGEST_KEPT), [not_read]
    return reading.value, [first_kept] if reading.several else []


def _kept(written: str | None, longest: int) -> str | None:
    """What cannot be read, without the characters that no text may have."""
    if written is None:
        return None
    return validation.without_refused(written)[:longest].strip() or None


def read_phone(written: str) -> Reading:
    """A phone number as it can be dialled from anywhere: E.164, with an extension behind `;ext=` as in RFC 3966.
    Indonesian numbers may lack the code of the country, and mobile ones the zero too."""
    plain = plain_characters(written[:LONGEST_PHONE])[0]
    found: list[str] = []
    for run in _runs().finditer(plain):
        extension = _extension().match(plain, run.end())
        if extension is None and plain[run.end() : run.end() + 1] in _NO_DIGITS:
            continue
        numbers = _numbers_of(run.group())
        if numbers and extension:
            numbers[-1] += f";ext={extension[1]}"
        found += numbers
    distinct = list(dict.fromkeys(found))
    return Reading(distinct[0], len(distinct) > 1) if distinct else Reading(None)


@cache
def _runs() -> re.Pattern[str]:
    """Digits with what people put between them. A plus begins a number, so that two of them are never one. Compiled
    when the first phone number is read, as the two below, and not at the start of a function."""
    return re.compile(r"\(?\+?[0-9(][0-9 ().-]*")


@cache
def _extension() -> re.Pattern[str]:
    return re.compile("[,; (]{0,3}(?:ext|ekst|extension|ekstensi|pesawat|pes|psw|x|#)[.:= ]{0,2}([0-9]{1,6})(?![0-9])")


@cache
def _national() -> re.Pattern[str]:
    """Mobile numbers, and landlines with an area code."""
    return re.compile(r"8[1-35-9][0-9]{7,10}|[2-79][0-9]{6,10}")


def _numbers_of(run: str) -> list[str]:
    """The numbers in digits and separators: one, or two with a blank between them; none if any digit would be left."""
    number = _dialled(run)
    if number:
        return [number]
    parts = run.split()
    for cut in range(len(parts) - 1, 0, -1):
        first, second = _dialled(" ".join(parts[:cut])), _dialled(" ".join(parts[cut:]))
        if first and second:
            return [first, second]
    return []


def _dialled(run: str) -> str | None:
    """One number in E.164; None if it is none."""
    # "+62 (0)812": the zero that is dialled at home only.
    compact = run.replace("(0)", "", 1) if run.lstrip("( ").startswith(("+", "00")) else run
    digits = re.sub("[^0-9]", "", compact)
    if "+" in run:
        return _international(digits)
    if digits.startswith("00"):
        return _international(digits[2:])
    if digits.startswith("0"):
        return _indonesian(digits[1:])
    if digits.startswith(_COUNTRY) and (number := _indonesian(digits.removeprefix(_COUNTRY).removeprefix("0"))):
        return number
    return _indonesian(digits) if digits.startswith("8") else None


def _international(digits: str) -> str | None:
    if digits.startswith("0") or not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    for country in _TRUNK_ZERO:
        if digits.startswith(country):
            national = digits.removeprefix(country).removeprefix("0")
            return _indonesian(national) if country == _COUNTRY else f"+{country}{national}"
    return f"+{digits}"


def _indonesian(national: str) -> str | None:
    return f"+{_COUNTRY}{national}" if _national().fullmatch(national) else None


def read_email(written: str) -> Reading:
    """An e-mail address without what surrounds it; only sending mail shows whether it exists."""
    seen = "".join(
        each for each in written[: 2 * LONGEST_EMAIL] if unicodedata.category(each) not in ("Cf", "Mn", "Me")
    )
    text = unicodedata.normalize("NFKC", seen)
    for separator in _FAR_APART:
        text = text.replace(separator, " ")
    addresses = [_without_margin(each) for each in text.split() if "@" in each]
    if not addresses or not all(map(_is_address, addresses)):
        return Reading(None)
    distinct = list(dict.fromkeys(addresses))
    return Reading(distinct[0], len(distinct) > 1)


def _without_margin(address: str) -> str:
    """The address without `mailto:`, the question behind it, and the point at the end of a sentence."""
    head, colon, rest = address.partition(":")
    if colon and head.lower() in ("mailto", "email", "e-mail", "surel"):
        address = rest.partition("?")[0]
    return address.strip("'’‘“”").rstrip(".:!?")


def _is_address(address: str) -> bool:
    local, _, domain = address.partition("@")
    labels, atoms = domain.split("."), local.split(".")
    return (
        len(address) <= LONGEST_EMAIL
        and len(local) <= 64
        and len(labels) > 1
        and len(labels[-1]) > 1
        and all(map(_is_label, labels))
        and all(
            atom and all(each > "\x7f" or _is_alphanumeric(each) or each in _ATEXT for each in atom) for atom in atoms
        )
    )


def _is_label(label: str) -> bool:
    fits = all(each > "\x7f" or _is_alphanumeric(each) or each == "-" for each in label)
    return fits and 0 < len(label) <= 63 and not label.startswith("-") and not label.endswith("-")


def _is_alphanumeric(character: str) -> bool:
    return character.isascii() and character.isalnum()
