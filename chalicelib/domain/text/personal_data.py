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

from chalicelib.domain.text.harmless_numbers import without_harmless
from chalicelib.domain.text.number_kinds import Finding, Kind, numbers_in
from chalicelib.domain.text.plain_characters import FILLER, plain_characters

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

_CUT = " …"
_NOT_IN_ADDRESS = frozenset(f" \n@,;:<>()[]{{}}\"'?{FILLER}/=")


def find(text: str) -> tuple[Finding, ...]:
    """Everything found in a text, in order and without overlap."""
    plain, positions = plain_characters(text)
    if "@" not in plain and not _several_digits().search(plain):
        return ()
    plain = _masks().sub(lambda match: FILLER * len(match[0]), plain)
    plain, emails = _without_emails(without_harmless(plain))
    findings = sorted([*emails, *numbers_in(plain)], key=lambda finding: finding.start)
    if positions is None:
        return tuple(findings)
    # A number ends where the next visible character begins.
    ends = [*positions[1:], len(text)]
    return tuple(Finding(each.kind, positions[each.start], ends[each.end - 1]) for each in findings)


def mask(text: str, longest: int, language: str = "id") -> str:
    """The text with a mask in the place of everything found; cut between words if that makes it longer than `longest`
    characters. Masking what is masked changes nothing."""
    findings = find(text)
    if not findings:
        return text
    pieces, at = [], 0
    for finding in findings:
        pieces += [text[at : finding.start], MASKS[language][finding.kind]]
        at = finding.end
    masked = "".join([*pieces, text[at:]])
    return masked if len(masked) <= longest else cut(masked, longest)


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
    words = "|".join(re.escape(mask[1:]) for masks in MASKS.values() for mask in masks.values())
    return re.compile(rf"\[(?:{words})", re.IGNORECASE)


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}")


def _without_emails(plain: str) -> tuple[str, list[Finding]]:
    """The e-mail addresses, and the plain characters with a filler over them."""
    findings: list[Finding] = []
    at = plain.find("@")
    while at >= 0:
        start = at
        while start > 0 and plain[start - 1] not in _NOT_IN_ADDRESS:
            start -= 1
        match = _domain().match(plain, at + 1)
        if match and start < at:
            findings.append(Finding(Kind.EMAIL, start, match.end()))
            plain = plain[:start] + FILLER * (match.end() - start) + plain[match.end() :]
        at = plain.find("@", at + 1)
    return plain, findings
