"""What whoever sends an SMS is answered: texts that are data, filled in, each in the length and letters of one SMS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import channels
from chalicelib.domain.channels.dialect import NOTHING_KNOWN, Known
from chalicelib.domain.notices import sms
from chalicelib.domain.notices.sms import LONGEST, in_alphabet, short_office
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chalicelib.domain.channels.message import Button
    from chalicelib.domain.notices.kinds import Notice
    from chalicelib.domain.notices.text import Facts, Texts

MOST_PARTS = 3
"""Of an office's words behind a status: with it four SMS."""


@dataclass(frozen=True, slots=True)
class SmsTexts:
    """The texts: `answers` by name, the names of `statuses`, and `words` that are said for a reporter who said none. A
    `Dialect`: there are no buttons, and every report begins anew."""

    answers: Mapping[str, str]
    statuses: Mapping[str, str]
    words: Mapping[str, str]

    channel: str = channels.SMS
    most_a_day: int = 20
    joins: bool = False
    answers_later: bool = False

    def buttons(self, name: str, number: str = "") -> tuple[Button, ...]:
        """An SMS has none."""
        return ()

    def choices(self, offices: Sequence[str], number: str) -> tuple[Button, ...]:
        """An SMS has none."""
        return ()

    def is_small_talk(self, words: str) -> bool:
        """An SMS costs money: what it says is meant."""
        return False

    def notice(self, notices: Texts, notice: Notice, facts: Facts) -> str:
        """The text of a notice."""
        return sms.sms(notices, notice, facts)

    def in_parts(self, words: str) -> tuple[str, ...]:
        """An office's words behind a status."""
        return in_parts(words)

    def answer(self, name: str, known: Known = NOTHING_KNOWN, host: str = "") -> str:
        """A text with its values."""
        office = short_office(known.office)
        said = {
            "no": known.number,
            "status": self.statuses.get(known.status, ""),
            "i": f"{office.rstrip('.')}." if office else "",
            "k": known.more,
            "host": host[: sms.HOST_LONGEST],
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
