"""Addresses: whether mails reach the reporter, and what the reporter does if not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.contact import read_email
from chalicelib.domain.errors import FieldError, InvalidInput, WrongSecret
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.notices.ledger import Stop
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.vault import Vault


@use_case
class AddressService:
    """For reporters, who prove to be one with the secret. The address itself is read by nobody here."""

    reporter: ReporterService
    vault: Vault
    ledger: NoticeLedger

    def stopped(self, case: Case) -> Stop | None:
        """Why no mail goes out of a case any more; None if they do. Of an anonymous reporter nothing is read."""
        return None if case.filing.anonymous else self.ledger.of_case(case.id).stopped

    def correct(self, typed_id: str, secret: str | None, email: str, now: datetime) -> CaseHistory:
        """From now on mails go to this address, and none to the one before. Safe to repeat.

        Raises InvalidInput unless it is one address, WrongSecret without a secret, NoIdentity for whoever gave no name
        and no contact, and what `ReporterService.look_up` raises.
        """
        reading = read_email(email)
        if reading.value is None or reading.several:
            raise InvalidInput(FieldError("/email", "email_shape"))
        if secret is None:
            raise WrongSecret
        history = self.reporter.look_up(typed_id, None, now, secret)
        self.vault.correct(history.case.id, reading.value, secret)
        self.ledger.correct(history.case.id, now)
        return history
