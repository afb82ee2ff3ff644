"""Mails to people of offices: each once, to those who want it, by the address that the user pool knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.notices.ledger import Outcome, Stop
from chalicelib.services.ports.mailer import MailRefused
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.domain.notices.text import Mail
    from chalicelib.domain.notices.wishes import Wishes
    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.mailer import Mailer
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_wishes import NoticeWishes
    from chalicelib.services.stack import Entropy

PERSON_TAG = "person-"
"""Before the id of a person in what a bounce names a mail by; no case's number begins so."""

TOKEN_BYTES = 16


class Letter(NamedTuple):
    """A mail that one person shall get: `order` is that person's own, `write` makes the mail with the address of the
    page that stops such mails."""

    order: NoticeOrder
    person: str
    wishes: Wishes
    write: Callable[[str], Mail]


@use_case
class PeopleMail:
    """Sends letters. Addresses are in the user pool alone; each is asked for when its mail goes out, and handed to the
    mailer and nobody else."""

    accounts: Accounts
    ledger: NoticeLedger
    wishes: NoticeWishes
    mailer: Mailer
    entropy: Entropy
    site: str

    def send_all(self, letters: Iterable[Letter], now: datetime) -> list[Outcome]:
        """How each ended; SENDING if somebody else is at it. Whoever's mail fails keeps nobody else from theirs: the
        first error is raised when all were tried."""
        outcomes: list[Outcome] = []
        failure: Exception | None = None
        for letter in letters:
            try:
                outcomes.append(self._send(letter, now))
            except Exception as error:
                failure = failure or error
        if failure:
            raise failure
        return outcomes

    def _send(self, letter: Letter, now: datetime) -> Outcome:
        address = self.accounts.address(letter.person)
        if address is None:
            return Outcome.NO_CONTACT
        if not self.ledger.claim(letter.order, now):
            return Outcome.SENDING
        token = letter.wishes.token or self.wishes.issue_token(letter.person, self.entropy(TOKEN_BYTES).hex(), now)
        stop = f"{self.site}/v1/notices/{token}"
        outcome = Outcome.SENT
        try:
            self.mailer.send(address, letter.write(stop), stop, f"{PERSON_TAG}{letter.person}")
        except MailRefused:
            self.wishes.stop(letter.person, Stop.REFUSED, now)
            outcome = Outcome.REFUSED
        self.ledger.close(letter.order, outcome, now)
        return outcome
