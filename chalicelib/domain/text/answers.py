"""Answers that a report's words give to the question of its category, so that nobody is asked what he has said: which
ministry's site, account or scholarship it is about, and which fund pays a pension.

The ids are those of `tools/refdata/sources/questions.toml`. Words that name two answers give none.
"""

import re
from collections.abc import Mapping

from chalicelib.domain.text import phrases

_MINISTRY = r"(kementerian|kementrian|kemen|departemen|menteri) "

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "ministry": {
        "agama": _MINISTRY + r"agama|kemenag|emis|simpatika",
        "dalam-negeri": _MINISTRY + r"dalam negeri|kemendagri",
        "desa": _MINISTRY + r"desa\w*|kemendes\w*",
        "esdm": _MINISTRY + r"(esdm|energi)|kemen ?esdm",
        "kesehatan": _MINISTRY + r"kesehatan|kemenkes|satusehat|satu sehat",
        "ketenagakerjaan": _MINISTRY + r"(ketenagakerjaan|tenaga kerja)|kemnaker|kemenaker|siapkerja|siap kerja",
        "keuangan": _MINISTRY + r"keuangan|kemenkeu|lpdp",
        "komdigi": _MINISTRY + r"(komunikasi|kominfo|komdigi)|komdigi|kemkominfo|kemenkominfo",
        "pendidikan-dasar": _MINISTRY + r"pendidikan dasar|kemendikdasmen|dapodik|verval|info ?gtk",
        "pendidikan-tinggi": (
            _MINISTRY + r"(pendidikan tinggi|ristek\w*)|kemendikti\w*|kemdikti\w*|kemenristek\w*|diktisaintek|pddikti"
        ),
        "perhubungan": _MINISTRY + r"perhubungan|kemenhub",
        "pertanian": _MINISTRY + r"pertanian|kementan",
        "pu": _MINISTRY + r"(pekerjaan umum|pu|pupr)|kemenpu\w*",
        "sosial": _MINISTRY + r"sosial|kemensos|cek ?bansos",
    },
    "pension_fund": {
        "tni-polri": r"asabri|purnawirawan|purn|pensiun\w* (tni|polri|polisi|tentara|abri)",
        "asn": r"taspen",
    },
}

UNLESS_NAMED: Mapping[str, Mapping[str, str]] = {
    "ministry": {"pendidikan-tinggi": r"beasiswa|kip kuliah|bidik ?misi"},
}
"""Words that give an answer where none of the words above gives one: most scholarships are of one ministry, and the
others are called by their own names."""

_PATTERNS = {
    fact: {answer: re.compile(rf"\b(?:{words})\b", re.ASCII) for answer, words in listed.items()}
    for fact, listed in ANSWERS.items()
}
_FALLBACK = {
    fact: {answer: re.compile(rf"\b(?:{words})\b", re.ASCII) for answer, words in listed.items()}
    for fact, listed in UNLESS_NAMED.items()
}


def answer_of(fact: str, text: str) -> str | None:
    """The one answer that the words of a text give to a question; None if they give none, or several."""
    if fact not in ANSWERS:
        return None
    plain = phrases.plain(phrases.clauses(text))
    found = _matching(_PATTERNS[fact], plain) or _matching(_FALLBACK.get(fact, {}), plain)
    return found[0] if len(found) == 1 else None


def _matching(patterns: Mapping[str, re.Pattern[str]], plain: str) -> list[str]:
    return [answer for answer, pattern in patterns.items() if pattern.search(plain)]
