"""Own words: reporters take out what they wrote, or a photo that they sent, and the case goes on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import lifecycle, redaction
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER
from chalicelib.domain.errors import FieldError, InvalidInput, StaleVersion, WrongSecret
from chalicelib.services.exchange import debts
from chalicelib.services.ports.vault import AttachmentRemoval
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.ports.vault import Vault

REPORTER_REDACTS = (redaction.OWN_WORDS, attachments.PART)
_TRIES = 5


@use_case
class OwnWordsService:
    """Removes what a reporter wrote or sent. In any stack that has the case, also where it is not worked; the others
    are told."""

    reporter: ReporterService
    event_writer: EventWriter
    vault: Vault

    def redact(self, part: str, seq: int, typed_id: str, secret: str | None, now: datetime) -> CaseHistory:
        """Remove all `words` of the reporter (title, text, place, and everything added later), or the `attachment` that
        the event `seq` added. Answers the case after it. Safe to repeat. Raises InvalidInput, WrongSecret,
        UnknownAttachment, StaleVersion if the case changed at every try, and what `ReporterService.look_up` raises."""
        if part not in REPORTER_REDACTS:
            raise InvalidInput(FieldError("/part", "unknown_choice", ", ".join(REPORTER_REDACTS)))
        if secret is None:
            raise WrongSecret
        if part == redaction.OWN_WORDS:
            return self._take_out_words(typed_id, secret, now)
        case = self.reporter.look_up(typed_id, None, now, secret).case
        self.vault.remove(AttachmentRemoval(case.id, case.version, seq, REPORTER, "", secret=secret))
        return self.reporter.look_up(typed_id, None, now, secret)

    def _take_out_words(self, typed_id: str, secret: str, now: datetime) -> CaseHistory:
        misses = 0
        while True:
            history = self.reporter.look_up(typed_id, None, now, secret)
            words = redaction.of_words(history.case, history.content, history.events)
            if not words:
                return history
            facts = redaction.facts(words, redaction.OWN_WORDS)
            event = lifecycle.decide(history.case, Command.REDACT, REPORTER, facts=facts)
            owed = debts.owed_by(history, self.event_writer.stack.province)
            try:
                self.event_writer.write(history.case, event, REPORTER, now, redaction=words, owed=owed)
            except StaleVersion:
                # An office acted between the read and the write.
                misses += 1
                if misses == _TRIES:
                    raise
