"""Kinds of personal numbers: what a number is, by its digits and by the words before and after it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from chalicelib.domain.text.plain_characters import FILLER


class Kind(StrEnum):
    """A kind of personal data in words. `NUMBER` is what the words call the number of a customer, a tax payer, an
    insured, a passport or a licence, and the rest of a number that was cut."""

    NIK = "nik"
    FAMILY_CARD = "family_card"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    CARD = "card"
    NUMBER = "number"


class Finding(NamedTuple):
    """One find: what, and where in the text (`start` up to but not including `end`)."""

    kind: Kind
    start: int
    end: int


_GAP = 32
"""How many characters before a number can say what it is."""

_CALLED = {
    "nik": "nik ktp ektp kependudukan n.i.k",
    "family_card": "kk kartu.keluarga",
    "phone": "hp nohp handphone hape telp notelp tlp telepon telpon ponsel wa nowa whatsapp hubungi kontak phone"
    " mobile",
    "office": "kantor layanan pusat center centre dinas pln pdam puskesmas rsud polsek polres polda posko hotline",
    "account": "rek norek rekening account acc",
    "bank": "bank bri bni bca btn bsi bpd mandiri cimb danamon permata muamalat bankaltimtara bankaltim panin ocbc"
    " maybank jago seabank bukopin btpn jenius",
    "number": "idpel id.pel id.pelanggan no.pelanggan nomor.pelanggan no.meter nomor.meter npwp bpjs jkn kis paspor"
    " passport no.sim nomor.sim",
    "parcel": "resi noresi awb tracking pelacakan invoice pesanan order tiket ticket",
    "money": "rp idr usd",
}
"""The words that say what a number is, by what they say; a dot joins words that only say it together."""

_LABELS = {word: name for name, words in _CALLED.items() for word in words.split()}

_MOST_DIGITS = 20
"""More than the longest number has; so many groups belong to a run at most."""

_FEWEST_OF_A_CUT_NUMBER = 5
_DIGITS = "0123456789"
_SEPARATORS = " .()+_-"

_FEWEST_DIGITS = 7
_NIK_DIGITS = 16
_WHOLE_PHONE = 10
_SHORTEST_CARD_GROUP = 3
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WOMEN = 40
"""Added to the day of birth in the NIK of a woman."""

_PROVINCES = frozenset(
    {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)}
)
_HIGHEST_REGENCY = 79


class _Patterns(NamedTuple):
    digits: re.Pattern[str]
    number_before: re.Pattern[str]
    separator: re.Pattern[str]
    word: re.Pattern[str]
    holder: re.Pattern[str]
    amount: re.Pattern[str]
    far_apart: re.Pattern[str]


class _Group(NamedTuple):
    """Digits without a separator, and where they stand."""

    start: int
    end: int
    digits: str


@cache
def _patterns() -> _Patterns:
    """Compiled when the first number is read, and not at the start of a function."""
    banks = _CALLED["bank"].replace(" ", "|")
    return _Patterns(
        digits=re.compile("[0-9]+"),
        number_before=re.compile(f"[0-9{FILLER}]"),
        separator=re.compile("[ .()+_-]{1,3}"),
        word=re.compile("[a-z]+"),
        holder=re.compile(rf"^[ ,.(]{{0,3}}(?:a[./ ]?n|atas nama|{banks})(?![a-z])"),
        amount=re.compile(r"^,?-? ?(?:rupiah|ribu|juta|jt|rb|miliar|milyar|triliun)(?![a-z])"),
        far_apart=re.compile("[ .()+_-]{4,}"),
    )


def numbers_in(plain: str) -> list[Finding]:
    """The personal numbers in plain characters whose harmless numbers are filled."""
    findings: list[Finding] = []
    groups = [_Group(match.start(), match.end(), match[0]) for match in _patterns().digits.finditer(plain)]
    ends = _ends(plain, groups)
    index = 0
    while index < len(groups):
        run = groups[index : min(ends[index], index + _MOST_DIGITS)]
        kind, count = _Reading(plain, run).result()
        if kind:
            findings.append(Finding(kind, _begin(plain, run[0]), run[count - 1].end))
        index += count
    return findings + _cut_number(plain, findings)


def _ends(plain: str, groups: list[_Group]) -> list[int]:
    """For each group the index behind the last one that only separators of a single number divide from it."""
    separator, ends = _patterns().separator, [len(groups)] * len(groups)
    for index in range(len(groups) - 2, -1, -1):
        together = separator.fullmatch(plain, groups[index].end, groups[index + 1].start)
        ends[index] = ends[index + 1] if together else index + 1
    return ends


def _begin(plain: str, first: _Group) -> int:
    """Where a number begins: with its sign, and the bracket around its area code."""
    start = first.start - int(plain[first.start - 1 : first.start] == "+")
    closed = plain[first.end : first.end + 1] == ")"
    return start - int(closed and plain[start - 1 : start] == "(")


def _cut_number(plain: str, findings: list[Finding]) -> list[Finding]:
    """The beginning of a number at the end of words that were cut in the middle of it."""
    if not plain.endswith("…"):
        return []
    words = plain[:-1]
    # Read from the end: looked for from every digit, a report of ten thousand of them took six seconds.
    first = max(findings[-1].end if findings else 0, len(words.rstrip(_DIGITS + _SEPARATORS)))
    number = _patterns().far_apart.split(words[first:])[-1].lstrip(_SEPARATORS)
    if sum(character in _DIGITS for character in number) < _FEWEST_OF_A_CUT_NUMBER:
        return []
    return [Finding(Kind.NUMBER, len(words) - len(number), len(words.rstrip(_SEPARATORS)))]


class _Reading:
    """What the first digits of a run are, and how many groups belong to them."""

    def __init__(self, plain: str, run: list[_Group]) -> None:
        self.plain, self.run = plain, run
        self.totals = list(accumulate(len(group.digits) for group in run))
        start, patterns = run[0].start, _patterns()
        gap = patterns.number_before.split(plain[max(0, start - _GAP) : start])[-1]
        words = patterns.word.findall(gap)
        self.labels = _labels(words) if words else set()
        currency = words[-1] if words and _LABELS.get(words[-1]) == "money" else "$"
        self.follows_currency = gap.rstrip(" .:").endswith(currency)

    def result(self) -> tuple[Kind | None, int]:
        """The kind, None for a harmless number, and the count of groups read."""
        if self.totals[-1] < _FEWEST_DIGITS:
            return None, len(self.run)
        amount = self._amount()
        if amount:
            return None, amount
        for kind, count in (
            self._labelled_nik(),
            self._plausible_nik(),
            self._parcel(),
            self._phone(),
            self._labelled(),
            self._card(),
        ):
            if count:
                return kind, count
        return None, 1

    def _joined(self, count: int) -> str:
        return "".join(group.digits for group in self.run[:count])

    def _after(self, count: int) -> str:
        end = self.run[count - 1].end
        return self.plain[end : end + _GAP]

    def _separator(self, index: int) -> str:
        return self.plain[self.run[index].end : self.run[index + 1].start]

    def _longest(self, least: int, most: int) -> int:
        """The most groups whose digits are `least` to `most` in number; 0 if there are none."""
        return max((count for count, total in enumerate(self.totals, 1) if least <= total <= most), default=0)

    def _exactly(self, digits: int) -> int:
        return self.totals.index(digits) + 1 if digits in self.totals else 0

    def _amount(self) -> int:
        """The groups of an amount of money: after or before its currency, or with dots between thousands."""
        first, count = self.run[0].digits, 1
        if first[0] == "0":
            return 0
        while (
            len(first) <= 3
            and count < len(self.run)
            and len(self.run[count].digits) == 3
            and self._separator(count - 1) == "."
        ):
            count += 1
        if self.follows_currency or _patterns().amount.search(self._after(count)):
            return count
        ends = count == len(self.run) or self._separator(count - 1) != "."
        return count if count > 2 and ends and "account" not in self.labels else 0

    def _labelled_nik(self) -> tuple[Kind, int]:
        """A number that is called one, even with a digit too few or too many."""
        kind = Kind.FAMILY_CARD if "family_card" in self.labels else Kind.NIK
        if kind not in self.labels:
            return kind, 0
        return kind, self._exactly(_NIK_DIGITS) or self._longest(_NIK_DIGITS - 2, _NIK_DIGITS + 2)

    def _plausible_nik(self) -> tuple[Kind, int]:
        count = self._exactly(_NIK_DIGITS)
        return Kind.NIK, count if count and is_nik(self._joined(count)) else 0

    def _parcel(self) -> tuple[None, int]:
        return None, len(self.run) if "parcel" in self.labels else 0

    def _phone(self) -> tuple[Kind, int]:
        """As many groups as can belong to a phone number; digits written without a separator are whole."""
        first = self.run[0].digits[0]
        if first not in "068" or (first == "8" and "phone" not in self.labels):
            return Kind.PHONE, 0
        counts = [count for count, total in enumerate(self.totals, 1) if 8 < total < 18 and self._is_phone(count)]
        if not counts:
            return Kind.PHONE, 0
        best = counts[0]
        for count in counts[1:]:
            whole = best == 1 and self.totals[0] >= _WHOLE_PHONE
            afterthought = len(self.run[count - 1].digits) == 1 and self.totals[count - 2] > _WHOLE_PHONE
            if whole or afterthought:
                break
            best = count
        return Kind.PHONE, best

    def _is_phone(self, count: int) -> bool:
        """Whether the first groups are a mobile number, or a landline that is called somebody's number."""
        number, first, labelled = self._joined(count), self.run[0].digits, "phone" in self.labels
        if count > 1 and first in ("0", "62", "0062"):
            # "62 85 90" is a list of numbers, "+62 812" is not.
            following = self.run[1].digits
            if len(following) < 3 and following != "0":
                return False
        if first[0] == "0" and len(first) == 2 and not labelled:
            return False
        code = next((code for code in ("0062", "62", "0") if number.startswith(code)), "")
        national = number[len(code) :]
        national = national if code == "0" else national.removeprefix("0")
        if national[:1] == "8" and (code or labelled):
            return 9 <= len(national) <= 12 and national[1] in "1235789"
        is_landline = code == "0" and national[:1] in tuple("234567") and 8 <= len(national) <= 11
        return is_landline and labelled and "office" not in self.labels

    def _labelled(self) -> tuple[Kind, int]:
        """A number that the words call an account's or a person's."""
        if "number" in self.labels:
            return Kind.NUMBER, self._longest(7, 16)
        count = self._longest(8, 16)
        named = "account" in self.labels or "bank" in self.labels
        is_account = count and (named or _patterns().holder.search(self._after(count)))
        return Kind.ACCOUNT, count if is_account else 0

    def _card(self) -> tuple[Kind, int]:
        """The digits of a card stand in groups of four to six, or together: "1 2 3 4" is a list."""
        for count, total in enumerate(self.totals, 1):
            if len(self.run[count - 1].digits) < _SHORTEST_CARD_GROUP:
                break
            if 13 <= total <= 19 and is_card(self._joined(count)):
                return Kind.CARD, count
        return Kind.CARD, 0


def _labels(words: list[str]) -> set[str]:
    """What words say about the number that follows."""
    joined = [".".join(pair) for pair in pairwise(words)] + [".".join(words[-3:])]
    return {_LABELS[word] for word in (*(word.removesuffix("nya") for word in words), *joined) if word in _LABELS}


def is_nik(digits: str) -> bool:
    """Whether 16 digits can be a NIK or the number of a family card: a region, a date of birth (40 days more for women)
    or of issue, and a number that is not zero (Permendagri 72/2022)."""
    province, regency, district, day, month = (int(digits[at : at + 2]) for at in range(0, 10, 2))
    day -= _WOMEN if day > _WOMEN else 0
    in_a_region = province in _PROVINCES and 1 <= regency <= _HIGHEST_REGENCY and district > 0
    return in_a_region and 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1] and digits[12:] != "0000"


def is_card(digits: str) -> bool:
    """Whether digits can be a payment card's: a first digit of the networks, and the check digit (ISO/IEC 7812)."""
    if digits[0] not in "23456" or digits[:2] in ("20", "21"):
        return False
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
