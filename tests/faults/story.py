"""People and programs who use two stacks, as real ones do: who gets no answer, or an outage's, sends the same again
with the same key, until the answer says what became of it. What was promised is written down."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import receipt
from chalicelib.domain.cases.model import Agency, Role
from tests.faults.country import Country
from tests.faults.invocations import Answered
from tests.faults.mails import Mailed, write
from tests.faults.stack import OFFICES_OF, PREFIXES, START, LiveStack
from tests.support.pictures import photo

T = TypeVar("T")

TRIES = 3
"""How often a client sends at once what got no answer, before it puts it off."""

CATEGORIES = (None, "jalan-rusak", "pungli", "jalan-rusak", "drainase-tersumbat")
REGIONS = ("64.08.01.2001", "64.08", "64.08", "64", None)
COORDINATORS = {"kaltim": "64.08-diskominfo", "kaltara": "65.01-diskominfo"}
WEBHOOKS = ("64.08-pupr", "64.08-diskominfo", "65.01-diskominfo")
MAY_COME_BACK = (429, 502, 503, 504)
_SWEEP_EVERY = timedelta(minutes=6)
_POLLED_EVERY = timedelta(hours=12)


@dataclass
class Intent:
    """What somebody wants: the same request until it is answered. `mark` are words that only this one brings; `answer`
    is the last one."""

    kind: str
    stack: LiveStack
    case: str
    mark: str
    send: Callable[[], Answered]
    answer: Answered | None = None
    sent: int = 0
    then: Callable[[Answered], None] | None = None

    @property
    def settled(self) -> bool:
        return self.answer is not None and self.answer.status not in MAY_COME_BACK

    @property
    def accepted(self) -> bool:
        return self.answer is not None and self.answer.status < 300


@dataclass
class Story:
    """One run. `untruthful` are answers that no client can deal with."""

    country: Country
    chance: random.Random
    intents: list[Intent] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    untruthful: list[str] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    photos: dict[str, str] = field(default_factory=dict)
    mails: list[Mailed] = field(default_factory=list)
    turns: Counter[str] = field(default_factory=Counter)
    number: int = 0
    rested_at: datetime = START

    def ask(self, stack: LiveStack, method: str, path: str, body: Any = None, **options: Any) -> Answered:
        """One request, whose answer must be one that clients can deal with."""
        answer = stack.request(method, path, body, **options)
        self.statuses[answer.status] += 1
        problem = answer.headers.get("content-type") == "application/problem+json"
        honest = answer.status < 400 or (problem and answer.status != 500 and answer.json["status"] == answer.status)
        if not honest or (answer.status in MAY_COME_BACK and "retry-after" not in answer.headers):
            self.untruthful.append(f"{method} {path}: {answer.status} {answer.body[:200]}")
        return answer

    def want(
        self, kind: str, stack: LiveStack, case: str, mark: str, send: Callable[[], Answered], then: Any = None
    ) -> Intent:
        intent = Intent(kind, stack, case, mark, send, then=then)
        self.intents.append(intent)
        self.pursue(intent)
        return intent

    def pursue(self, intent: Intent) -> None:
        for _ in range(TRIES):
            intent.answer = intent.send()
            intent.sent += 1
            if intent.settled:
                if intent.accepted and intent.then:
                    intent.then(intent.answer)
                return

    def pursue_all(self) -> bool:
        """Send again what was put off; answers whether anything still is."""
        for intent in [each for each in self.intents if not each.settled]:
            self.pursue(intent)
        return any(not each.settled for each in self.intents)

    def _turn(self, what: str, ways: Sequence[T]) -> T:
        """One way after the other, so that a short story knows all."""
        self.turns[what] += 1
        return ways[(self.turns[what] - 1) % len(ways)]

    def _mark(self) -> str:
        self.number += 1
        return f"tanda {self.number:05d} selesai"

    def subscribe(self) -> None:
        """Offices ask for webhooks."""
        for office in WEBHOOKS:
            slug = "kaltim" if office.startswith("64") else "kaltara"
            stack = self.country.stacks[slug]
            role = Role.COORDINATOR if office in COORDINATORS.values() else Role.LIAISON
            self._subscribe(stack, office, stack.keys[office, role])

    def _subscribe(self, stack: LiveStack, office: str, key: str) -> None:
        body, once = {"url": f"http://127.0.0.1:1/{office}"}, self._mark()
        send = lambda: self.ask(  # noqa: E731
            stack, "POST", f"/agencies/{office}/webhooks", body, key=key, Idempotency_Key=once
        )
        self.want("webhook", stack, "", once, send)

    def file(self) -> None:
        """A citizen files; the phone has made the key, and so the number, before."""
        chance, mark, key = self.chance, self._mark(), self.chance.randbytes(16)
        slug = "kaltim" if chance.random() < 0.9 else "kaltara"
        stack = self.country.stacks[slug]
        mine = receipt.derive(key, PREFIXES[slug])
        body: dict[str, Any] = {
            "text": f"Jalan di depan pasar berlubang dalam sekali, {mark}.",
            "receipt_key": key.hex(),
        }
        category, region = self._turn("category", CATEGORIES), chance.choice(REGIONS) if slug == "kaltim" else "65.01"
        body |= {"category": category} if category else {}
        body |= {"region": region} if region else {}
        if chance.random() < 0.3:
            body["reporter"] = {"name": "Budi Contoh", "email": "budi@example.com"}
        elif chance.random() < 0.3:
            body["anonymous"] = True
        if chance.random() < 0.15:
            body["secret"] = True
        followed = [each.case for each in self.intents if each.kind == "file" and each.accepted and each.stack is stack]
        if followed and chance.random() < 0.1:
            body["follows"] = chance.choice(followed)
        self.secrets[mine.tracking_id] = mine.secret
        self.want("file", stack, mine.tracking_id, mark, lambda: self.ask(stack, "POST", "/complaints", body))

    def act_as_reporter(self) -> None:
        """A reporter replies, rates, appeals, sends a photo or wants to be forgotten."""
        filed = [each for each in self.intents if each.kind == "file" and each.accepted]
        if not filed:
            return
        chosen, mark, chance = self.chance.choice(filed), self._mark(), self.chance
        stack, secret = chosen.stack, self.secrets[chosen.case]
        what, body = self._turn(
            "reporter",
            (
                ("attachments", {"media_type": "image/jpeg", "bytes": 2000}),
                ("erasure", {}),
                ("replies", {"text": f"Masih begitu, {mark}"}),
                ("replies", {"text": f"Sudah, {mark}", "resolved": True}),
                ("rating", {"stars": chance.randint(1, 5), "text": f"Nilai, {mark}"}),
                ("appeal", {"text": f"Belum tuntas, {mark}"}),
                ("attachments", {"media_type": "image/jpeg", "bytes": 2000}),
                ("withdrawal", {"text": f"Saya cabut, {mark}"}),
            ),
        )
        path = f"/complaints/{chosen.case}/{what}"
        once = {} if what in ("erasure", "attachments") else {"Idempotency_Key": mark}
        send = lambda: self.ask(stack, "POST", path, body, Receipt_Secret=secret, **once)  # noqa: E731
        upload = (lambda answer: self._upload(stack, chosen.case, answer)) if what == "attachments" else None
        self.want(what, stack, chosen.case, mark, send, upload)

    def _upload(self, stack: LiveStack, case: str, invited: Answered) -> None:
        upload = invited.json["upload"]["fields"]
        data = photo(width=48 + len(self.photos), height=48)
        stack.upload(upload["key"], data, upload)
        self.photos[invited.json["attachment_id"]] = case

    def act_as_office(self, held: Sequence[tuple[LiveStack, str, Agency]]) -> None:
        """An office looks into its queue and works on a case it holds; a coordinator decides, redacts or hands over."""
        stack, case, office = self.chance.choice(held)
        key = stack.keys[office.id, Role.COORDINATOR if office.coordinates else Role.OFFICER]
        base = f"/agencies/{office.id}/complaints/{case}"
        if self.chance.random() < 0.2:
            self.ask(stack, "GET", f"/agencies/{office.id}/queue", key=key)
        seen = self.ask(stack, "GET", base, key=key)
        if seen.status != 200:
            return
        mark = self._mark()
        action, body = self._decide(stack, office.coordinates, seen.json["status"], mark)
        headers = {"If_Match": seen.headers["etag"], "Idempotency_Key": mark}
        if action == "identity":
            headers = {}
        kind = f"office:{action}"
        self.want(
            kind, stack, case, mark, lambda: self.ask(stack, "POST", f"{base}/{action}", body, key=key, **headers)
        )

    def held(self) -> list[tuple[LiveStack, str, Agency]]:
        """The cases that offices have to work on."""
        return [
            (stack, case.id, office)
            for stack in self.country.stacks.values()
            for case in stack.cases()
            for office in OFFICES_OF[stack.slug]
            if case.open and case.agency == office.id
        ]

    def _decide(self, stack: LiveStack, coordinates: bool, status: str, mark: str) -> tuple[str, dict[str, Any]]:
        note, chance = {"note": f"Petugas kami mencatat langkah {mark} hari ini."}, self.chance
        other = "kaltara" if stack.slug == "kaltim" else "kaltim"
        target = chance.choice([each.id for each in OFFICES_OF[stack.slug] if not each.coordinates])
        if coordinates:
            dispose = ("disposition", {**note, "target": target})
            return self._turn(
                "coordinator",
                (
                    ("referral", {**note, "stack": other}),
                    dispose,
                    ("redaction", {**note, "part": "text"}),
                    dispose,
                    ("archive-proposal", {"note": f"Isinya iklan barang saja, {mark}", "reason": "not_a_report"}),
                ),
            )
        if status == "routed":
            return chance.choice((("accept", note), ("accept", note), ("refusal", {"reason": f"Bukan kami, {mark}"})))
        if status == "postponed":
            return "resumption", note
        return self._turn(
            "office",
            (
                ("progress", note),
                ("response", note),
                ("postponement", note),
                ("escalation", {"reason": f"Di luar kemampuan, {mark}"}),
                ("support", {**note, "target": target}),
                ("identity", {"purpose": "contact_needed_for_work", "reason": f"Perlu bertanya, {mark}"}),
                ("response", note),
            ),
        )

    def read(self) -> None:
        """Somebody reads what is public."""
        stack = self.country.stacks["kaltim"]
        months = "from=2026-11&to=2026-11"
        for path in ("/categories", f"/statistics?{months}&by=agency", "/complaints?limit=5"):
            self.ask(stack, "GET", path)

    def live(self, rounds: int) -> None:
        """Some days, in which faults happen."""
        country, chance = self.country, self.chance
        country.injector.on = False
        for stack in country.stacks.values():
            # The first count decides from which day on is counted, the first sweep from when on notices are compared:
            # both are over before anybody files in a stack that was just deployed.
            stack.tick("fold_statistics")
            stack.tick("sweep")
        country.injector.on = True
        self.subscribe()
        for _ in range(rounds):
            self.file()
            held = self.held()
            for _ in range(3 if held else 0):
                self.act_as_office(held)
            self.act_as_reporter()
            self.mails.append(write(self, country.stacks["kaltim"], self._mark()))
            if chance.random() < 0.2:
                self.read()
            country.pump(6)
            self.pursue_all()
            self._pass_time(country.clock.now + timedelta(minutes=chance.choice((1, 6, 6, 60, 600, 3 * 1440))), 6)
            self._hand_back_dead_notices()
            for stack in country.stacks.values():
                stack.tick("sweep")
                if chance.random() < 0.3:
                    stack.tick("fold_statistics")

    def come_to_rest(self) -> None:
        """Faults and failing receivers end; clients get their answers, and everything that was put off happens."""
        country = self.country
        country.injector.on = country.receivers_fail = False
        for _ in range(60):
            waiting = self.pursue_all()
            self._sweep()
            country.pump(500)
            self._hand_back_dead_notices()
            uploads = [each for stack in country.stacks.values() for each in stack.uploads()]
            at_rest = not waiting and country.is_idle() and not self._owed()
            if at_rest and not uploads:
                break
            self._pass_time(min(self._next_tries(uploads), default=country.clock.now + timedelta(hours=4)))
        else:
            self.untruthful.append("it never came to rest")
        self._sweep()
        country.pump(500)
        self.rested_at = country.clock.now
        # A day is counted once more when it is over and its log has settled.
        for _ in range(2):
            country.clock.later(hours=26)
            for stack in country.stacks.values():
                stack.tick("fold_statistics")

    def _hand_back_dead_notices(self) -> None:
        """As the runbook has an operator do within two weeks: later they are too old to be handed out."""
        for stack in self.country.stacks.values():
            stack.move_messages("NoticesDeadLetters", "Notices")

    def _pass_time(self, until: datetime, rounds: int = 500) -> None:
        """Queues are polled all the while: no message lies in one until it is too old to be handed out."""
        country = self.country
        while until - country.clock.now > _POLLED_EVERY:
            country.clock.now += _POLLED_EVERY
            country.pump(rounds)
        country.clock.now = until

    def _next_tries(self, uploads: Sequence[datetime]) -> Iterator[datetime]:
        """Just before the sweep at which each upload that waits is due again: real sweeps come every five minutes. The
        bucket of the story keeps uploads for longer than a day."""
        soonest = self.country.clock.now + _SWEEP_EVERY
        for sent_at in uploads:
            waits = attachments.FIRST_REPEATED_AFTER
            while sent_at + waits < soonest:
                waits *= 2
            yield sent_at + waits + timedelta(minutes=1) - _SWEEP_EVERY

    def _sweep(self) -> None:
        self.country.clock.now += _SWEEP_EVERY
        for stack in self.country.stacks.values():
            stack.tick("sweep")

    def _owed(self) -> bool:
        stores = (stack.of("operator").adapters.debts for stack in self.country.stacks.values())
        return any(True for store in stores for _ in store.open())
