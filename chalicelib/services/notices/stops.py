"""Stops: somebody wants no mails any more, or wants them again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.wishes import SWITCHABLE, Wishes
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.notices.ledger import Notified
    from chalicelib.domain.notices.officials import Topic
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_wishes import NoticeWishes


@use_case
class StopService:
    """Whoever has the link in a mail may stop such mails: it stands nowhere else. A reporter's is of one case, that of
    a person who works cases of all that can be switched off. What is asked by a token answers what is known afterwards:
    of the notices of the case, or the person's wishes; None for a token that was never issued."""

    ledger: NoticeLedger
    wishes: NoticeWishes

    def look_up(self, token: str) -> Notified | Wishes | None:
        """Change nothing: programs that look into mails open every link."""
        tracking_id = self.ledger.case_of_stop(token)
        if tracking_id:
            return self.ledger.of_case(tracking_id)
        person = self.wishes.person_of_token(token)
        return self.wishes_of(person) if person else None

    def stop(self, token: str, now: datetime) -> Notified | Wishes | None:
        """No mail goes out any more, but to a person of an office what nobody can switch off."""
        tracking_id = self.ledger.case_of_stop(token)
        if tracking_id:
            self.ledger.stop(tracking_id, Stop.ASKED, now)
            return self.ledger.of_case(tracking_id)
        return self._switch(token, SWITCHABLE)

    def resume(self, token: str) -> Notified | Wishes | None:
        """Mails go out again, unless they did not arrive."""
        tracking_id = self.ledger.case_of_stop(token)
        if tracking_id:
            self.ledger.resume(tracking_id)
            return self.ledger.of_case(tracking_id)
        return self._switch(token, ())

    def wishes_of(self, person: str) -> Wishes:
        """What a person wants to be told: everything, until they say otherwise."""
        return self.wishes.of_people((person,)).get(person, Wishes())

    def choose(self, person: str, off: Iterable[Topic]) -> Wishes:
        """These topics are off and all others on; and mails are tried again if they did not arrive, because whoever
        chooses may have a new address."""
        self.wishes.switch_off(person, off)
        self.wishes.resume(person)
        return self.wishes_of(person)

    def _switch(self, token: str, off: Iterable[Topic]) -> Wishes | None:
        person = self.wishes.person_of_token(token)
        if person is None:
            return None
        self.wishes.switch_off(person, off)
        return self.wishes_of(person)
