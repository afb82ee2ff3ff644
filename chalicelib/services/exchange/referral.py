"""Referral: hands a case over to another stack, and takes on cases that another stack hands over.

The case keeps its tracking id: the receipt works at the other stack, and this one points there. The stream sends the
case when the event `referred` is written; the other stack answers with a receipt; until that arrives, the sweep has the
case sent again every day. Messages come at least once and in any order: each names the event it follows from (`token`),
and a stack that has dealt with that event before only answers again.

The reporter's identity does not travel: it stays in the vault of the stack it was given to, and photos where they were
sent. `redactions` removes words from every copy of a case, `erasures` propagates a reporter's erasure request to every
stack that shares it; both stay owed until that stack has acknowledged them (`debts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases import filing_seal, fold, hash_chain, lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import COVERS, GENESIS, SYSTEM, Case, Content, Filing
from chalicelib.domain.cases.receipt import RENEWED, valid_hash
from chalicelib.domain.errors import StaleVersion, UnknownCase
from chalicelib.domain.exchange.debt import parse_token
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.timestamps import from_text, to_milliseconds, to_text
from chalicelib.services.event_writer import SALT_BYTES, EventWriter
from chalicelib.services.exchange import debts, erasures, participants, receipts, redactions
from chalicelib.services.ports.case_store import AlreadyFiled, CaseHistory, CaseStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.exchange.debt import Debt
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.ports.case_stream import CaseEvent
    from chalicelib.services.ports.debt_store import DebtStore
    from chalicelib.services.ports.stack_messenger import StackMessenger
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.vault import Forgetting
    from chalicelib.services.stack import Stack

_REFERRED = ("referred", "resent")
_PROPAGATED = ("redacted", "covered", "uncovered", "erased", RENEWED, *participants.TOOK)
_TRIES = 3
_SENDER = {"stack": "from", "stack_name": "from_name", "chain": "chain"}
_TRANSFER_STATE = "transfer_state"
_CONVERTED = ("filed_at", "secret_hash", "content_mac")
"""Fields of a filing that JSON has no type for. All others are sent as they are, so that a new one arrives by
itself."""


class UnknownSender(Exception):
    """A stack that this one is not linked with was to get a message; what is owed to it stays owed."""


@use_case
class ReferralService:
    """Sends and receives cases."""

    cases: CaseStore
    stack: Stack
    agencies: AgencyService
    event_writer: EventWriter
    register: StackRegister
    messenger: StackMessenger
    vault: Forgetting
    debts: DebtStore

    def publish(self, event: CaseEvent, now: datetime) -> bool:
        """Send a case that was just referred; propagate redactions and erasures to the stacks that share a case. Raises
        UnknownSender if a stack has no inbox, after sending to the others."""
        if event.kind in _REFERRED:
            return self._send(self.cases.load_history(event.tracking_id))
        if event.kind in _PROPAGATED:
            return self._propagate(self.cases.load_history(event.tracking_id), event.seq)
        return False

    def _send(self, history: CaseHistory) -> bool:
        """Send the case, unless the other stack has it by now or it has come back."""
        if history.case.referred_to is None or history.case.handed_over:
            return False
        inbox = self.register.inbox_of(history.case.referred_to)
        if inbox is None:
            raise UnknownSender(history.case.referred_to)
        self.messenger.send(inbox, self._referral(history))
        return True

    def _propagate(self, history: CaseHistory, seq: int) -> bool:
        sent, missing = False, set[str]()
        for to, _, message in debts.messages_for(history, seq, self.stack.province):
            if (inbox := self.register.inbox_of(to)) is None:
                missing.add(to)
                continue
            self.messenger.send(inbox, {**self._sender(), **message})
            sent = True
        if missing:
            raise UnknownSender(*sorted(missing))
        return sent

    def repeat(self, debt: Debt) -> bool:
        """Send the message of a debt again; False if it was settled meanwhile. Raises UnknownSender if the stack has no
        inbox."""
        if not debt.open:
            return False
        inbox = self.register.inbox_of(debt.to)
        if inbox is None:
            raise UnknownSender(debt.to)
        message = debts.message_of(self.cases.load_history(debt.tracking_id), debt, self.stack.province)
        self.messenger.send(inbox, {**self._sender(), **message})
        return True

    def receive(self, message: Mapping[str, Any], now: datetime) -> str:
        """Process one message from another stack; answers the outcome: `arrived`, `returned`, `handed_over`,
        `redacted`, `covered`, `uncovered`, `erased`, `acknowledged`, or `known` if it was dealt with before.
        `admission` has made sure of the sender and of every field. Raises RefusedMessage for what the case here
        contradicts."""
        sender = str(message["from"])
        inbox = self.register.inbox_of(sender)
        if inbox is None:
            raise RefusedMessage("unknown_sender")
        for attempt in range(_TRIES):
            try:
                if message["kind"] == "receipt":
                    return self._confirm_handover(message, now)
                if message["kind"] == debts.ACKNOWLEDGEMENT:
                    return self._settle(message, now)
                if message["kind"] in (redactions.KIND, erasures.KIND):
                    outcome = self._apply(message, now)
                    answer = self._acknowledgement(message)
                else:
                    outcome, case = self._receive_case(message, now)
                    answer = self._receipt(message, case)
            except (StaleVersion, AlreadyFiled):
                if attempt == _TRIES - 1:
                    raise
            else:
                if answer:
                    self.messenger.send(inbox, answer)
                return outcome
        raise AssertionError("unreachable: the last try returns or raises")

    def _receive_case(self, message: Mapping[str, Any], now: datetime) -> tuple[str, Case]:
        token = str(message["token"])
        try:
            history = self.cases.load_history(str(message["filing"]["id"]))
        except UnknownCase:
            if message["filing"]["id"].startswith(f"{self.stack.province.prefix}-"):
                # A number of this stack's own is given to a case here, and never left without a trace.
                raise RefusedMessage("own_case") from None
            return "arrived", self._file_arrived(message, now)
        sender = message["from"]
        repeated = any(event.command_id == token and event.data.get("stack") == sender for event in history.events)
        if repeated or history.case.referred_to is None:
            return "known", history.case
        coordinator = self.agencies.coordinator_of(history.case)
        new_event = lifecycle.decide(
            history.case,
            Command.TAKE_BACK,
            SYSTEM,
            note=str(message["note"]),
            to=coordinator,
            triage=True,
            facts=self._origin(message),
        )
        owed = debts.owed_by(history, self.stack.province)
        return "returned", self.event_writer.write(history.case, new_event, SYSTEM, now, token, owed=owed)[0]

    def _file_arrived(self, message: Mapping[str, Any], now: datetime) -> Case:
        filing, content = self._filing(message["filing"]), _content(message["content"])
        content = filing_seal.renewed(content, self.event_writer.entropy(filing_seal.ALL_SALTS_BYTES))
        event = hash_chain.seal(
            filing.id,
            1,
            GENESIS,
            kind="arrived",
            at=to_milliseconds(now),
            actor=SYSTEM,
            salt=self.event_writer.entropy(SALT_BYTES),
            note=str(message["note"]),
            data=self._facts_of_arrival(message, filing, content),
            command_id=str(message["token"]),
        )
        case = fold.begin(filing, event)
        self.cases.file(case, content, event, None, self.stack.schedule(case))
        return case

    def _facts_of_arrival(self, message: Mapping[str, Any], filing: Filing, content: Content) -> lifecycle.Facts:
        data = filing_seal.facts_of_arrival(filing, content, self._origin(message))
        if COVERS not in data:
            return data
        from chalicelib.domain.cases import covering

        return covering.with_note_of_arrival(data, str(message["note"]), filing, content)

    def _origin(self, message: Mapping[str, Any]) -> lifecycle.Facts:
        """The facts of where the case comes from: the sender's hash chain continues in this one."""
        return {name: message[key] for name, key in _SENDER.items()} | dict(message[_TRANSFER_STATE])

    def _filing(self, sent: Mapping[str, Any]) -> Filing:
        """The filing of a referral. This stack's own policy replaces one that it does not know (yet)."""
        known_policy = sent["policy"] in self.stack.policies
        return Filing(
            **_known_fields(Filing, sent, *_CONVERTED) | ({} if known_policy else {"policy": self.stack.policy.name}),
            filed_at=from_text(sent["filed_at"]),
            secret_hash=bytes.fromhex(sent["secret_hash"]),
            content_mac=bytes.fromhex(sent["content_mac"]),
        )

    def _confirm_handover(self, message: Mapping[str, Any], now: datetime) -> str:
        history = self.cases.load_history(str(message["tracking_id"]))
        case = history.case
        if case.referred_to is None or case.handed_over or _token(history) != message["token"]:
            return "known"
        if case.referred_to != message["from"]:
            raise RefusedMessage("not_a_participant")
        facts: lifecycle.Facts = {name: message[key] for name, key in _SENDER.items()}
        new_event = lifecycle.decide(case, Command.HAND_OVER, SYSTEM, facts=facts)
        self.event_writer.write(case, new_event, SYSTEM, now, owed=debts.owed_by(history, self.stack.province))
        return "handed_over"

    def _settle(self, message: Mapping[str, Any], now: datetime) -> str:
        """Close the debt that another stack acknowledges. Only the one to that stack: nobody answers for another."""
        kind, seq = parse_token(str(message[debts.RECEIPT]))
        settled = self.debts.settle(str(message["tracking_id"]), kind, str(message["from"]), seq, now)
        return "acknowledged" if settled else "known"

    def _apply(self, message: Mapping[str, Any], now: datetime) -> str:
        if message["kind"] == redactions.KIND:
            return self._apply_redactions(message, now)
        return "known" if self.vault.forget(erasures.parse_erasure(message)) is None else "erased"

    def _apply_redactions(self, message: Mapping[str, Any], now: datetime) -> str:
        """Apply the redactions of another stack by an event that names it; the reason stays there. More notes than one
        event can remove take several."""
        outcome = "known"
        while True:
            history = self.cases.load_history(str(message["tracking_id"]))
            if message["from"] not in participants.involved(history):
                raise RefusedMessage("not_a_participant")
            outstanding = redactions.outstanding(history, message, self.stack.province.prefix)
            origin: lifecycle.Facts = {name: message[key] for name, key in _SENDER.items()}
            if not outstanding:
                return self._apply_covers(message, origin, now) or outcome
            facts = origin | redactions.facts(outstanding, message)
            new_event = lifecycle.decide(history.case, Command.REDACT, SYSTEM, facts=facts)
            owed = debts.owed_by(history, self.stack.province)
            self.event_writer.write(history.case, new_event, SYSTEM, now, redaction=outstanding, owed=owed)
            outcome = "redacted"

    def _apply_covers(self, message: Mapping[str, Any], origin: lifecycle.Facts, now: datetime) -> str | None:
        """Show again what another stack shows again, cover what it has covered, and take over the secret that holds
        there, by events that name it; None if nothing was left to do."""
        outcome, here = None, self.stack.province
        # Shown first: what is covered anew is covered again.
        for command, rule in (
            (Command.UNCOVER, redactions.shown_outstanding),
            (Command.COVER, redactions.covers_outstanding),
            (Command.RENEW_RECEIPT, receipts.outstanding),
        ):
            history = self.cases.load_history(str(message["tracking_id"]))
            if facts := rule(history, message, here.prefix):
                new_event = lifecycle.decide(history.case, command, SYSTEM, facts=origin | facts)
                self.event_writer.write(history.case, new_event, SYSTEM, now, owed=debts.owed_by(history, here))
                outcome = new_event.kind
        return outcome

    def _referral(self, history: CaseHistory) -> dict[str, Any]:
        content = history.content
        # The next stack seals what it gets: the secret that holds, a corrected title; one that was redacted stays so.
        filing = replace(history.case.filing, secret_hash=valid_hash(history.case))
        if "title" not in content.commitments:
            filing = replace(filing, title=history.case.title)
        return {
            "kind": "referral",
            **self._sender(),
            "token": _token(history),
            "chain": history.case.chain.hex(),
            "note": _reason(history),
            _TRANSFER_STATE: fold.transfer_state(history.case),
            "filing": _fields_of(filing)
            | {
                "filed_at": to_text(filing.filed_at),
                "secret_hash": filing.secret_hash.hex(),
                "content_mac": filing.content_mac.hex(),
            },
            "content": _fields_of(content)
            | {
                "region_path": list(content.region_path),
                "incident_date": content.incident_date and content.incident_date.isoformat(),
                "salt": content.salt.hex(),
                "commitments": dict(content.commitments),
            },
        }

    def _acknowledgement(self, message: Mapping[str, Any]) -> dict[str, Any] | None:
        """The answer to a message that was dealt with, now or before; None if its sender expects none."""
        if debts.RECEIPT not in message:
            return None
        answer = {name: message[name] for name in ("tracking_id", debts.RECEIPT)}
        return {"kind": debts.ACKNOWLEDGEMENT, **self._sender(), **answer}

    def _receipt(self, message: Mapping[str, Any], case: Case) -> dict[str, Any]:
        return {
            "kind": "receipt",
            **self._sender(),
            "tracking_id": case.id,
            "token": message["token"],
            "chain": case.chain.hex(),
        }

    def _sender(self) -> dict[str, str]:
        return {"from": self.stack.province.prefix, "from_name": self.stack.province.name}


def _token(history: CaseHistory) -> str:
    """The name of the last referral of a case by this stack, however often it was sent."""
    last = max(event.seq for event in history.events if event.kind == "referred")
    return f"{history.case.id}/{last}"


def _reason(history: CaseHistory) -> str:
    last = max((event for event in history.events if event.kind == "referred"), key=lambda event: event.seq)
    return last.note


def _fields_of(value: Filing | Content) -> dict[str, Any]:
    """All fields by name, as they are."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _known_fields(shape: type[Filing] | type[Content], sent: Mapping[str, Any], *converted: str) -> dict[str, Any]:
    """The fields that this stack knows, without the `converted` ones: a newer stack may send more."""
    return {each.name: sent[each.name] for each in fields(shape) if each.name in sent and each.name not in converted}


def _content(sent: Mapping[str, Any]) -> Content:
    day = sent["incident_date"]
    converted: dict[str, Any] = {
        "region_path": tuple(sent["region_path"]),
        "incident_date": date.fromisoformat(day) if day else None,
        "salt": bytes.fromhex(sent["salt"]),
    }
    return Content(**_known_fields(Content, sent, *converted), **converted)
