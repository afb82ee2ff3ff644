"""What whoever sends an SMS is answered: texts that are data, filled in, each in the length and letters of one SMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chalicelib.domain.notices.sms import LONGEST, in_alphabet, short_office

MOST_PARTS = 3
"""Of an office's words behind a status: with it four SMS."""


class Known(NamedTuple):
    """What an answer says of a report: its number, status, office, and when more will be heard (a sentence)."""

    number: str = ""
    status: str = ""
    office: str = ""
    more: str = ""


NOTHING_KNOWN = Known()


NOTHING_KNOWN = Known()


class SmsTexts(NamedTuple):
    """The texts: `answers` by name, the names of `statuses`, and `words` that are said for a reporter who said none."""

    answers: Mapping[str, str]
    statuses: Mapping[str, str]
    words: Mapping[str, str]

    def answer(self, name: str, known: Known = NOTHING_KNOWN, host: str = "") -> str:
        """A text with its values."""
        office = short_office(known.office)
        said = {
            "no": known.number,
            "status": self.statuses.get(known.status, ""),
            "i": f"{office.rstrip('.')}." if office else "",
            "k": known.more,
            "host": host,
        }
        return in_alphabet(self.answers[name].format_map(said))


def in_parts(words: str, most: int = MOST_PARTS) -> tuple[str, ...]:
    """An office's words in at most so many SMS, cut between words."""
    return tuple(part for part, _ in zip(_parts(in_alphabet(words)), range(most), strict=False))


def _parts(words: str) -> Iterator[str]:
    while words:
        head = words[:LONGEST]
        if len(words) > LONGEST and words[LONGEST] != " ":
            head = head.rpartition(" ")[0] or head
        yield head.strip()
        words = words[len(head) :].strip()
