"""Does again what the ledger says was erased, redacted or covered after the backup was taken, by the same use cases:
the vault deletes identities and photos, every change leaves its event, and stacks with a copy are owed a message."""

from collections import Counter
from collections.abc import Iterable, Sequence

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import covering, lifecycle, redaction
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.erasure_record import ErasureRecord
from chalicelib.domain.cases.model import COVERS, REDACTED, SYSTEM, Actor, Event
from chalicelib.domain.cases.redaction import Redaction
from chalicelib.runtime.container import Container
from chalicelib.services.exchange import debts
from chalicelib.services.ports.case_store import CaseHistory
from laporctl.remote import OPERATOR

NOTE = "Diulang setelah pemulihan dari cadangan."
"""What the event of a redaction says that was done again."""


class Replay:
    """What was taken out of the cases of a stack, done again. Safe to repeat."""

    def __init__(self, services: Container) -> None:
        self._services = services
        self._adapters = services.adapters

    def of_case(self, tracking_id: str, records: Iterable[ErasureRecord]) -> Counter[str]:
        """Do again what a restored case does not know of, in order; answers how often which kind was done."""
        done, ordered = Counter[str](), sorted(records, key=lambda each: (each.at, each.seq))
        shown = {
            int(str(each.facts["cover"])) for each in ordered if each.kind == "uncovered" and "cover" in each.facts
        }
        for record in ordered:
            history = self._adapters.cases.load_history(tracking_id)
            if not is_known(record, history.events):
                done[record.kind] += self._do(record, history, shown)
        return done

    def _do(self, record: ErasureRecord, history: CaseHistory, shown: set[int]) -> bool:
        if record.kind == "erased":
            self._adapters.vault.erase(record.tracking_id, OPERATOR)
            return True
        if record.kind == "redacted" and record.facts.get("part") == attachments.PART:
            return self._remove_photo(record, history)
        if record.kind == "redacted":
            return self._redact(record, history)
        # What an office showed again since, somebody has looked at.
        return record.kind == "covered" and record.seq not in shown and self._cover(record, history)

    def _remove_photo(self, record: ErasureRecord, history: CaseHistory) -> bool:
        """Only the event: the file was not put back (`put_back.py`)."""
        wanted = record.facts.get("attachment")
        for photo in attachments.attachments_of(history.events):
            if photo.id == wanted:
                facts: lifecycle.Facts = {"part": attachments.PART, "seq": photo.seq, "attachment": photo.id}
                self._write(history, Command.REDACT, OPERATOR, facts, NOTE)
                return True
        return False

    def _redact(self, record: ErasureRecord, history: CaseHistory) -> bool:
        words = outstanding(record, history)
        if not words:
            return False
        single = len(words.parts) + len(words.notes) == 1
        facts = redaction.facts(words, None if single else redaction.OWN_WORDS)
        self._write(history, Command.REDACT, OPERATOR, facts, NOTE, words)
        return True

    def _cover(self, record: ErasureRecord, history: CaseHistory) -> bool:
        covers = covering.outstanding(str(record.facts.get(COVERS, "")), history.case, history.content, history.events)
        if not covers:
            return False
        self._write(history, Command.COVER, SYSTEM, {COVERS: covering.to_fact(covers)})
        return True

    def _write(
        self,
        history: CaseHistory,
        command: Command,
        actor: Actor,
        facts: lifecycle.Facts,
        note: str = "",
        words: Redaction | None = None,
    ) -> None:
        event = lifecycle.decide(history.case, command, actor, note=note, facts=facts)
        owed, now = debts.owed_by(history, self._services.stack.province), self._services.now()
        self._services.event_writer.write(history.case, event, actor, now, redaction=words, owed=owed)


def is_known(record: ErasureRecord, events: Sequence[Event]) -> bool:
    """Whether a case has the event of an entry, or was erased after it."""
    return any(
        (event.kind, event.at) == (record.kind, record.at) or (event.kind == "erased" and event.at >= record.at)
        for event in events
    )


def outstanding(record: ErasureRecord, history: CaseHistory) -> Redaction:
    """What an entry says was redacted and can still be read. A note with its number that was written later is another
    one: the case went on counting where the backup ended."""
    event = Event(record.seq, record.kind, record.at, SYSTEM, "", record.facts, b"", b"")
    content, title = history.content, history.case.title
    words = {"title": title, "text": content.text, "place": content.place}
    there = {part for part, text in words.items() if text not in ("", REDACTED)}
    there |= {"point"} if content.lat is not None else set()
    there |= {"incident_date"} if content.incident_date is not None else set()
    removed, notes = redaction.removed_parts(event), redaction.removed_notes(event)
    return Redaction(
        tuple(part for part in (*words, "point", "incident_date") if part in removed & there),
        tuple(
            each.seq
            for each in history.events
            if each.seq in notes and each.at <= record.at and each.note not in ("", REDACTED)
        ),
    )
