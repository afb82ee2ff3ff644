"""The wishes of people who work cases: what each of them is told by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from chalicelib.domain.notices.ledger import Stop
    from chalicelib.domain.notices.officials import Topic
    from chalicelib.domain.notices.wishes import Wishes


class NoticeWishes(Protocol):
    """What people want to be told."""

    def of_people(self, people: Iterable[str]) -> Mapping[str, Wishes]:
        """The wishes of those of these people that have said any, or got a mail."""

    def switch_off(self, person: str, topics: Iterable[Topic]) -> None:
        """These topics are off from now on, and all others on."""

    def issue_token(self, person: str, token: str, now: datetime) -> str:
        """The token by which a person's mails are stopped: the one given, unless there is one already."""

    def person_of_token(self, token: str) -> str | None:
        """The person whose mails a token stops; None for one that was never issued to anybody."""

    def stop(self, person: str, why: Stop, now: datetime) -> None:
        """No mail reaches the person, or is wanted. The first reason stays."""

    def resume(self, person: str) -> None:
        """Mails go out to the person again, whatever stopped them."""
