"""The dialect of a channel: how the same answers are said in it. What a message asks for, and what becomes of it, is
the same in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.domain.channels.message import Button
    from chalicelib.domain.notices.kinds import Notice
    from chalicelib.domain.notices.text import Facts, Texts


class Known(NamedTuple):
    """What an answer says of a report: its number, status, office, and when more will be heard (a sentence)."""

    number: str = ""
    status: str = ""
    office: str = ""
    more: str = ""


NOTHING_KNOWN = Known()


class Dialect(Protocol):
    """The texts of a channel. `words` are said for a reporter who said none; `most_a_day` are the messages of one
    sender that are carried out on one day; `joins` says whether people write in many short messages, so that what
    follows a report belongs to it; `answers_later` whether the answer is sent by another function than the one that has
    found it, which reads it where it is kept."""

    @property
    def channel(self) -> str: ...
    @property
    def most_a_day(self) -> int: ...
    @property
    def joins(self) -> bool: ...
    @property
    def answers_later(self) -> bool: ...
    @property
    def words(self) -> Mapping[str, str]: ...

    def answer(self, name: str, known: Known = NOTHING_KNOWN, host: str = "") -> str:
        """The text of an answer by its name, filled in."""

    def notice(self, notices: Texts, notice: Notice, facts: Facts) -> str:
        """The text of a notice that is said as an answer."""

    def in_parts(self, words: str) -> tuple[str, ...]:
        """An office's words, as the texts that follow a status."""

    def buttons(self, name: str, number: str = "") -> tuple[Button, ...]:
        """What can be tapped below an answer, or below a notice of that kind, about the report with this number."""

    def choices(self, offices: Sequence[str], number: str) -> tuple[Button, ...]:
        """The names of offices to tap, each as the one that the report is for."""

    def is_small_talk(self, words: str) -> bool:
        """Whether words are a greeting or thanks, and nothing else."""
