"""The ports in memory: what a use case test needs of a store, and one of the stores of the contract suite."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from chalicelib.domain.attachments.rules import FailedAttachment
from chalicelib.domain.cases import filing_seal, hash_chain
from chalicelib.domain.cases.former_number import Former
from chalicelib.domain.cases.model import Agency, Case, Content, Event, Identity
from chalicelib.domain.cases.redaction import Redaction
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.domain.deadlines.setbacks import Setback
from chalicelib.domain.duplicates import similarity
from chalicelib.domain.duplicates.similarity import Fingerprint
from chalicelib.domain.errors import StaleVersion, UnknownCase
from chalicelib.domain.exchange.debt import Debt
from chalicelib.domain.geography.regions import Region
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.ports.case_store import (
    AlreadyFiled,
    Breach,
    CaseHistory,
    DueTimer,
    Page,
    QueueEntry,
    QueueQuery,
)
from chalicelib.services.ports.file_store import IncomingFile, RefusedFile, Upload
from chalicelib.services.ports.fingerprint_store import PER_CELL
from chalicelib.services.ports.former_numbers import FormerNumber
from chalicelib.services.ports.key_store import ApiKey, NoSuchKey
from chalicelib.storage import ladder_lines, mapping, table_keys
from tests.support.exchange import MemoryDebtStore
from tests.support.feeds import MemoryFeedStore
from tests.support.former_numbers import MemoryFormerNumbers
from tests.support.ladder import MemoryLadder, ReadsTheLadder
from tests.support.queues import queue_of


@dataclass
class _Kept:
    case: Case
    content: Content
    events: list[Event]
    schedule: Schedule


@dataclass
class MemoryTraceStore:
    """`ports.fingerprint_store.FingerprintStore`. `read` counts the cells that were asked for."""

    kept: dict[str, dict[str, Fingerprint]] = field(default_factory=dict)
    read: int = 0

    def put(self, trace: Fingerprint) -> None:
        cell = similarity.cell_of(trace)
        if cell:
            self.kept.setdefault(cell, {})[table_keys.at_case(trace.filed_at, trace.id)] = trace

    def forget(self, trace: Fingerprint) -> None:
        """What `MemoryCaseStore` does in the transaction that removes words."""
        cell = similarity.cell_of(trace)
        self.kept.get(cell or "", {}).pop(table_keys.at_case(trace.filed_at, trace.id), None)

    def near(self, cells: Sequence[str], since: datetime) -> list[Fingerprint]:
        self.read += len(cells)
        found: list[Fingerprint] = []
        for cell in cells:
            newest = sorted(self.kept.get(cell, {}).items(), reverse=True)[:PER_CELL]
            found += [trace for _, trace in newest if trace.filed_at >= since]
        return found


@dataclass
class MemoryCaseStore(ReadsTheLadder):
    """`ports.case_store.CaseStore`. `identities` may be looked at by tests only, as in the real system."""

    kept: dict[str, _Kept] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    lists: dict[str, list[Breach]] = field(default_factory=lambda: {kind: [] for kind in mapping.LISTED})
    ladder: MemoryLadder = field(default_factory=MemoryLadder)
    feed: MemoryFeedStore = field(default_factory=MemoryFeedStore)
    setbacks: dict[tuple[str, int], Setback] = field(default_factory=dict)
    failed: dict[str, tuple[str, FailedAttachment]] = field(default_factory=dict)
    debts: MemoryDebtStore = field(default_factory=MemoryDebtStore)
    fingerprints: MemoryTraceStore = field(default_factory=MemoryTraceStore)
    former_numbers: MemoryFormerNumbers = field(default_factory=MemoryFormerNumbers)

    def file(
        self,
        case: Case,
        content: Content,
        event: Event,
        identity: Identity | None,
        schedule: Schedule,
        steps: Sequence[Event] = (),
        former: Former | None = None,
    ) -> None:
        if case.id in self.kept or (former and (former.number, former.origin) in self.former_numbers.kept):
            raise AlreadyFiled
        if former:
            self.former_numbers.kept[former.number, former.origin] = FormerNumber(case.id, former.mac)
        self.kept[case.id] = _Kept(case, content, [event, *steps], schedule)
        if identity:
            self.identities[case.id] = identity

    def append(
        self,
        after: Case,
        event: Event,
        schedule: Schedule,
        redaction: Redaction | None = None,
        owed: Sequence[Debt] = (),
    ) -> None:
        kept = self.kept[after.id]
        if kept.case.version != after.version - 1:
            raise StaleVersion(after.version - 1)
        into = self.kept.get(str(event.data["into"])) if event.kind == "merged" else None
        if event.kind == "merged" and not (into and into.case.open):
            raise StaleVersion(after.version - 1)
        if redaction:
            self._redact(kept, redaction)
        elif event.data.get("sensitive"):
            self.fingerprints.forget(similarity.fingerprint_of(kept.case.filing, kept.content))
        kept.case, kept.schedule = after, schedule
        kept.events.append(event)
        self.feed.tell(after, event, schedule)
        self.debts.kept |= {(debt.tracking_id, debt.kind, debt.to): debt for debt in owed}
        if event.kind == "raised":
            self.ladder.put(ladder_lines.line_of(after, event))
        if kind := mapping.list_of(event):
            held_by = str(event.data.get("from") or after.agency or "")
            moved_to = str(event.data["to"]) if "to" in event.data else None
            promised = after.promised if kind == "promised" else None
            self.lists[kind].append(Breach(after.id, event.at, held_by, moved_to, promised))

    def _redact(self, kept: _Kept, redaction: Redaction) -> None:
        for seq in redaction.notes:
            kept.events[seq - 1] = hash_chain.without_note(kept.events[seq - 1])
        if redaction.parts:
            self.fingerprints.forget(similarity.fingerprint_of(kept.case.filing, kept.content))
        for part in redaction.parts:
            kept.content = filing_seal.without(part, kept.case.filing, kept.content)

    def load(self, tracking_id: str) -> Case:
        return self._kept(tracking_id).case

    def load_all(self, tracking_ids: Sequence[str]) -> dict[str, Case]:
        return {case_id: self.kept[case_id].case for case_id in tracking_ids if case_id in self.kept}

    def load_history(self, tracking_id: str) -> CaseHistory:
        kept = self._kept(tracking_id)
        failed = tuple(failed for case_id, failed in self.failed.values() if case_id == tracking_id)
        return CaseHistory(kept.case, kept.content, tuple(kept.events), failed)

    def note_failure(self, tracking_id: str, failed: FailedAttachment) -> None:
        self.failed[failed.id] = (tracking_id, failed)

    def due(self, now: datetime, shard: int) -> Iterator[DueTimer]:
        timed = [case_id for case_id, kept in self.kept.items() if kept.schedule.timer]
        places = sorted((*self.place_of(each), each) for each in timed if table_keys.clock_shard(each) == shard)
        return iter([DueTimer(case_id, times) for at, times, case_id in places if at < now])

    def place_of(self, case_id: str) -> tuple[datetime, int]:
        """When a case's timer fires, and how often it failed to."""
        kept = self.kept[case_id]
        setback = self.setbacks.get((case_id, kept.case.version))
        assert kept.schedule.timer
        return (setback.until, setback.times) if setback else (kept.schedule.timer.at, 0)

    def queue(self, query: QueueQuery) -> Page[QueueEntry]:
        held = (kept for kept in self.kept.values() if kept.case.agency == query.agency)
        return queue_of((kept.case, kept.schedule) for kept in held).page(query)

    def renew_schedule(self, case: Case, schedule: Schedule) -> None:
        kept = self.kept[case.id]
        if kept.case.version != case.version:
            raise StaleVersion(case.version)
        kept.schedule = schedule

    def listed(self, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        lines = sorted(
            (table_keys.at_case(line.at, line.id), line) for line in self.lists[kind] if f"{line.at:%Y-%m}" == month
        )
        lines = [line for line in lines if after is None or line[0] > after]
        page = lines[:limit]
        return Page(tuple(line for _, line in page), page[-1][0] if len(lines) > limit else None)

    def _kept(self, tracking_id: str) -> _Kept:
        try:
            return self.kept[tracking_id]
        except KeyError:
            raise UnknownCase from None


@dataclass
class MemoryDirectory:
    """`ports.directory.Directory`."""

    offices: dict[str, Agency] = field(default_factory=dict)
    places: dict[str, Region] = field(default_factory=dict)

    def region(self, code: str) -> Region | None:
        return self.places.get(code)

    def agencies(self, ids: Sequence[str]) -> dict[str, Agency]:
        return {agency_id: self.offices[agency_id] for agency_id in ids if agency_id in self.offices}

    def serving(self, region: str, limit: int, tier: Tier | None = None, after: str | None = None) -> Page[Agency]:
        found = [self.offices[agency_id] for agency_id in sorted(self.offices) if after is None or agency_id > after]
        found = [office for office in found if office.region == region and tier in (None, office.tier)]
        page = tuple(office for office in found[:limit] if not office.ended)
        return Page(page, found[limit - 1].id if len(found) > limit else None)


@dataclass
class MemoryKeyStore:
    """`ports.key_store.KeyStore`."""

    kept: dict[str, ApiKey] = field(default_factory=dict)

    def get(self, key_id: str) -> ApiKey | None:
        return self.kept.get(key_id)

    def put(self, key: ApiKey) -> None:
        assert self.kept.setdefault(key.id, key) == key

    def rotate(self, before: ApiKey, secret_hash: bytes, earlier_until: datetime) -> None:
        kept = self.kept.get(before.id)
        if kept is None or kept.revoked_at or kept.secret_hash != before.secret_hash:
            raise NoSuchKey
        self.kept[before.id] = replace(
            kept, secret_hash=secret_hash, earlier_hash=before.secret_hash, earlier_until=earlier_until
        )

    def revoke(self, key_id: str, at: datetime) -> None:
        if key_id not in self.kept:
            raise NoSuchKey
        kept = self.kept[key_id]
        self.kept[key_id] = replace(kept, revoked_at=kept.revoked_at or at)

    def mark_used(self, key_id: str, day: date) -> None:
        kept = self.kept.get(key_id)
        if kept and (kept.last_used is None or kept.last_used < day):
            self.kept[key_id] = replace(kept, last_used=day)

    def issued(self, agency: str | None) -> Iterator[ApiKey]:
        known = sorted(self.kept.values(), key=lambda key: table_keys.issued_key(key.agency, key.issued_at, key.id))
        return iter([key for key in known if agency in (None, key.agency)])


@dataclass
class MemoryGuessCounter:
    """`ports.secret_attempts.SecretAttempts`."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def count(self, tracking_id: str, now: datetime) -> int:
        key = table_keys.secret_attempts(tracking_id, now)
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]


@dataclass
class MemoryRateCounter:
    """`ports.rate_counter.RateCounter`, exact. Tests may look at who was counted."""

    counts: dict[tuple[str, str, datetime], int] = field(default_factory=dict)

    def count(self, what: str, caller: str, window: datetime, most: int) -> bool:
        key = (what, caller, window)
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key] <= most


@dataclass
class MemoryFileStore:
    """`ports.file_store.FileStore`. `invited` holds what each invitation allows, `reasons` why files were refused,
    `sent` when a file arrived, if that matters: otherwise long ago."""

    kept: dict[str, bytes] = field(default_factory=dict)
    labels: dict[str, Mapping[str, str]] = field(default_factory=dict)
    invited: dict[str, tuple[str, int, datetime]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    sent: dict[str, datetime] = field(default_factory=dict)

    def invite(
        self, key: str, media_type: str, largest: int, labels: Mapping[str, str], expires: datetime, now: datetime
    ) -> Upload:
        self.invited[key] = (media_type, largest, expires)
        self.labels[key] = labels
        return Upload("https://files.example/", {"key": key, "Content-Type": media_type})

    def receive(self, key: str, media_type: str, data: bytes, labels: Mapping[str, str]) -> None:
        self.kept[key] = data
        self.labels[key] = labels

    def send(self, upload: Upload, data: bytes) -> str:
        """What a client does with an invitation; answers the key."""
        key = upload.fields["key"]
        self.kept[key] = data
        return key

    def take(self, key: str, largest: int) -> IncomingFile | None:
        if key not in self.kept:
            return None
        data = self.kept[key]
        at = self.sent.get(key, datetime.min.replace(tzinfo=UTC))
        return IncomingFile(at, len(data), self.labels.get(key, {}), data if len(data) <= largest else None)

    def keep(self, key: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        self.kept[key] = jpeg
        self.labels[key] = labels or {}

    def forget(self, key: str) -> None:
        self.kept.pop(key, None)

    def under(self, folder: str) -> list[str]:
        return sorted(key for key in self.kept if key.startswith(folder))

    def arrivals(self, folder: str) -> Iterator[tuple[str, datetime]]:
        for key in self.under(folder):
            yield key, self.sent.get(key, datetime.min.replace(tzinfo=UTC))

    def refuse(self, key: str, kept_as: str, reason: str) -> None:
        self.kept[kept_as] = self.kept.pop(key)
        self.reasons[kept_as] = reason

    def refused(self, folder: str = "refused/") -> Iterator[RefusedFile]:
        for key, reason in self.reasons.items():
            if not key.startswith(folder):
                continue
            yield RefusedFile(key, reason, datetime.now(UTC), len(self.kept[key]))

    def address(self, key: str, seconds: int) -> str:
        assert key in self.kept
        return f"https://files.example/{key}?seconds={seconds}"
