"""Personal data in words: finds the numbers and addresses that identify a person or open an account, and masks them in
what the public reads.

What counts: NIK, family card, phone, e-mail, account and card numbers, and what the words call a personal number. What
does not: money, dates, places, short numbers, unlabelled customer numbers, landlines of offices, parcels. The page that
warns before sending has the same rules (`web/src/shared/personal_data.ts`); `tests/vectors/personal_data.json` holds
both together.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.domain.text.harmless_numbers import without_harmless
from chalicelib.domain.text.number_kinds import Finding, Kind, numbers_in
from chalicelib.domain.text.plain_characters import FILLER, plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

MASKS: dict[str, dict[Kind, str]] = {
    "id": {
        Kind.NIK: "[NIK disembunyikan]",
        Kind.FAMILY_CARD: "[nomor KK disembunyikan]",
        Kind.PHONE: "[nomor telepon disembunyikan]",
        Kind.EMAIL: "[alamat surel disembunyikan]",
        Kind.ACCOUNT: "[nomor rekening disembunyikan]",
        Kind.CARD: "[nomor kartu disembunyikan]",
        Kind.NUMBER: "[nomor pribadi disembunyikan]",
    },
    "en": {
        Kind.NIK: "[NIK hidden]",
        Kind.FAMILY_CARD: "[family card number hidden]",
        Kind.PHONE: "[phone number hidden]",
        Kind.EMAIL: "[e-mail address hidden]",
        Kind.ACCOUNT: "[account number hidden]",
        Kind.CARD: "[card number hidden]",
        Kind.NUMBER: "[personal number hidden]",
    },
}
"""What stands in the place of what was found, by language."""

COVERS: dict[str, dict[str, str]] = {
    "id": {
        "name": "[nama disembunyikan]",
        "health": "[keterangan kesehatan disembunyikan]",
        "address": "[alamat disembunyikan]",
        "number": "[nomor disembunyikan]",
    },
    "en": {
        "name": "[name hidden]",
        "health": "[health detail hidden]",
        "address": "[address hidden]",
        "number": "[number hidden]",
    },
}
"""What stands in the place of words that an office covered, by language and reason."""

_CUT = " …"
_NOT_IN_ADDRESS = frozenset(f" \n@,;:<>()[]{{}}\"'?{FILLER}/=")


def find(text: str) -> tuple[Finding, ...]:
    """Everything found in a text, in order and without overlap."""
    plain, positions = plain_characters(text)
    if not (_at_sign().search(plain) or _several_digits().search(plain)):
        return ()
    plain = _masks().sub(lambda match: FILLER * len(match[0]), plain)
    plain, emails = _without_emails(without_harmless(plain))
    findings = sorted([*emails, *numbers_in(plain)], key=lambda finding: finding.start)
    if positions is None:
        return tuple(findings)
    # A number ends where the next visible character begins.
    ends = [*positions[1:], len(text)]
    return tuple(Finding(each.kind, positions[each.start], ends[each.end - 1]) for each in findings)


def mask(text: str, longest: int, language: str = "id", covers: Iterable[tuple[int, int, str]] = ()) -> str:
    """The text with a mask in the place of everything found and of everything that an office covered; cut between words
    if that makes it longer than `longest` characters. Masking what is masked changes nothing."""
    hidden = [(each.start, each.end, MASKS[language][each.kind]) for each in find(text)]
    if covers:
        hidden = _merged([*hidden, *((start, end, COVERS[language][reason]) for start, end, reason in covers)])
    if not hidden:
        return text
    pieces, at = [], 0
    for start, end, words in hidden:
        pieces += [text[at:start], words]
        at = end
    masked = "".join([*pieces, text[at:]])
    return masked if len(masked) <= longest else cut(masked, longest)


def _merged(hidden: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """In order and without overlap: of places that overlap, the first one's mask stands for all."""
    merged: list[tuple[int, int, str]] = []
    for start, end, words in sorted(hidden):
        if merged and start < merged[-1][1]:
            first, until, mask_of_first = merged[-1]
            merged[-1] = (first, max(end, until), mask_of_first)
        else:
            merged.append((start, end, words))
    return merged


def cut(masked: str, longest: int) -> str:
    """The words up to `longest` characters: no half words, no half masks, no half numbers."""
    end = longest - len(_CUT)
    for match in _masks().finditer(masked):
        if match.start() < end < match.end():
            end = match.start()
    kept = masked[:end]
    if not masked[end : end + 1].isspace() and not kept.endswith("]"):
        kept = kept.rpartition(" ")[0] or kept
    kept = kept.rstrip()
    while findings := find(kept + _CUT):
        # A number that was none as a whole.
        kept = kept[: findings[-1].start].rstrip()
    return kept + _CUT


@cache
def _several_digits() -> re.Pattern[str]:
    return re.compile(r"[0-9](?:[^0-9\n]{0,3}[0-9]){4}")


@cache
def _masks() -> re.Pattern[str]:
    masks = [mask for by_kind in MASKS.values() for mask in by_kind.values()]
    masks += [mask for by_reason in COVERS.values() for mask in by_reason.values()]
    words = "|".join(re.escape(mask[1:]) for mask in masks)
    return re.compile(rf"\[(?:{words})", re.IGNORECASE)


@cache
def _at_sign() -> re.Pattern[str]:
    return re.compile(r" ?(?:@|[(\[{] ?at ?[)\]}]) ?")


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}")


@cache
def _spelt_domain() -> re.Pattern[str]:
    """A domain behind an at sign that stands apart or is spelt: only one that ends as addresses do, because "rapat @
    balai.desa" is none."""
    return re.compile(
        r"(?:[a-z0-9-]{1,63}(?: ?\. ?| ?[(\[{] ?dot ?[)\]}] ?)){1,5}"
        r"(?:com|net|org|info|biz|edu|gov|id|io|me|my|sg|co)(?![a-z0-9-])"
    )


def _without_emails(plain: str) -> tuple[str, list[Finding]]:
    """The e-mail addresses, and the plain characters with a filler over them."""
    findings: list[Finding] = []
    sign = _at_sign().search(plain)
    while sign:
        start = sign.start()
        while start > 0 and plain[start - 1] not in _NOT_IN_ADDRESS:
            start -= 1
        match = (_domain() if sign[0] == "@" else _spelt_domain()).match(plain, sign.end())
        if match and start < sign.start():
            findings.append(Finding(Kind.EMAIL, start, match.end()))
            plain = plain[:start] + FILLER * (match.end() - start) + plain[match.end() :]
        sign = _at_sign().search(plain, sign.end())
    return plain, findings
