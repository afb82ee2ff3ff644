"""What the use cases need from the outside. `storage` implements these; the tests hold every implementation to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from chalicelib.domain.case import Actor, Agency, Case, Content, Event, Identity, Role
from chalicelib.domain.clocks import Schedule
from chalicelib.domain.likeness import Trace
from chalicelib.domain.regions import Region

T = TypeVar("T")


class AlreadyFiled(Exception):
    """A case with this tracking id exists; nothing was written."""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything stored about one case but the reporter's identity."""

    case: Case
    content: Content
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One line of an office's queue."""

    id: str
    type: str
    title: str
    category: str | None
    region: str | None
    status: str
    version: int
    filed_at: datetime
    due_at: datetime
    breached: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which lines of a queue: filters that are None do not filter; `due_before` keeps only what is due earlier."""

    agency: str
    limit: int
    status: str | None = None
    category: str | None = None
    due_before: datetime | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken deadline, as listed for the overseers: the office that held the case, and where it went."""

    id: str
    at: datetime
    agency: str
    moved_to: str | None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Part of a list, and the position to go on from (None at the end)."""

    items: tuple[T, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A bearer key at rest: only the hash of its secret (32 bytes). `agency_name` is what citizens read."""

    id: str
    secret_hash: bytes
    role: Role
    agency: str
    agency_name: str
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words to be taken out together with the event that says so: a `part` of the complaint (`title`, `text`, `place`),
    or the `note` of the event `seq`."""

    part: str
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A reporter's identity, and the number of the event that says who learned it and why."""

    identity: Identity
    event: int


class CaseStore(Protocol):
    """Cases and their events. Every change is one transaction, conditional on what the caller believed."""

    def file(self, case: Case, content: Content, event: Event, identity: Identity | None, schedule: Schedule) -> None:
        """Write a new case whole; raises AlreadyFiled."""

    def append(self, after: Case, event: Event, schedule: Schedule, redaction: Redaction | None = None) -> None:
        """Write one event and the state after it, and take out the words of a redaction; raises StaleVersion unless
        the stored version is the one before, and for `merged` also unless the case it is merged into is still open."""

    def load(self, tracking_id: str) -> Case:
        """The present state, strongly consistent; raises UnknownCase."""

    def load_all(self, tracking_ids: Sequence[str]) -> dict[str, Case]:
        """Those of some cases, at most a hundred, that exist, by id; may lag by a moment."""

    def read(self, tracking_id: str) -> Record:
        """State, content and events in order, strongly consistent; raises UnknownCase."""

    def due(self, now: datetime, shard: int) -> Iterator[str]:
        """Tracking ids of one clock shard whose timer expired before `now`, longest overdue first, page by page."""

    def queue(self, query: QueueQuery) -> Page[QueueEntry]:
        """An office's open cases, the one due first in front."""

    def listed(self, kind: str, month: str, limit: int, after: str | None) -> Page[Breach]:
        """What a month (`2026-11`) put on an overseers' list, oldest first: `breached` deadlines, or the cases `listed`
        for the Ombudsman."""


class GuessCounter(Protocol):
    """Counts wrong secrets."""

    def count(self, tracking_id: str, now: datetime) -> int:
        """Note one more wrong secret for a case; answers how many there were in this hour."""


class IdentityStore(Protocol):
    """Reporters' identities as the vault sees them. They are written by `CaseStore.file`, together with the case."""

    def get(self, tracking_id: str) -> Identity | None:
        """Who filed the case, strongly consistent; None if nothing was given or it was erased."""

    def erase(self, tracking_id: str) -> None:
        """Forget who filed the case. Erasing what is not there is no error."""


class Vault(Protocol):
    """The function that alone reads and erases identities, as the other functions call it. It checks every request
    against the case itself and trusts the caller for one thing: that an office is who `Actor` says it is."""

    def open(self, tracking_id: str, reader: Actor, reason: str) -> Opened:
        """Learn who filed the case; the reporter sees who asked, and the reason. Raises InvalidInput, UnknownCase,
        IdentityProtected, NoIdentity."""

    def erase(self, tracking_id: str, actor: Actor, secret: str | None = None) -> int:
        """Forget who filed the case; a reporter proves to be one with the follow-up secret. Answers the number of the
        event that says so, the same one if it is asked again. Raises UnknownCase, WrongSecret."""


class TraceStore(Protocol):
    """What is remembered of public reports to find others of the same matter (`domain/likeness.py`)."""

    def put(self, trace: Trace) -> None:
        """Remember a report in its cell for `likeness.REMEMBERED`; nothing happens if its place is unknown. Safe to
        repeat."""

    def near(self, cells: Sequence[str], since: datetime) -> list[Trace]:
        """The newest reports of each cell, at most `PER_CELL`, filed at `since` or later."""


PER_CELL = 20
"""How many reports a search reads in one cell: the newest, among which a matter that many report is found."""


class Directory(Protocol):
    """The stack's regions and offices."""

    def region(self, code: str) -> Region | None:
        """A kecamatan, desa or kelurahan of this stack."""

    def agencies(self, ids: Sequence[str]) -> dict[str, Agency]:
        """Those of the offices that exist, by id."""


class KeyStore(Protocol):
    """Bearer keys."""

    def get(self, key_id: str) -> ApiKey | None:
        """The key, if it exists."""

    def put(self, key: ApiKey) -> None:
        """Keep a new key."""


class StackRegister(Protocol):
    """Where the other stacks live."""

    def site_of(self, prefix: str) -> str | None:
        """The address of the stack whose tracking ids start with `prefix`, if known."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An address that takes one file, once it is sent as a form with these fields in front."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was sent: its size in bytes, what its invitation said of it, and its content unless too large."""

    size: int
    labels: Mapping[str, str]
    data: bytes | None


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file kept for the operator, with the reason why it was refused."""

    key: str
    reason: str
    at: datetime
    size: int


class FileStore(Protocol):
    """Files by key, each written by one hand and shown by addresses that expire."""

    def invite(
        self, key: str, media_type: str, largest: int, labels: Mapping[str, str], expires: datetime, now: datetime
    ) -> Upload:
        """An address that takes a file of this type, of 1 to `largest` bytes, until `expires`."""

    def take(self, key: str, largest: int) -> Incoming | None:
        """The file, without content above `largest` bytes; None if it is not there any more."""

    def keep(self, key: str, jpeg: bytes) -> None:
        """Write a clean picture."""

    def forget(self, key: str) -> None:
        """Delete a file; no error if it is gone."""

    def refuse(self, key: str, kept_as: str, reason: str) -> None:
        """Move a file to where only the operator looks, marked with the reason."""

    def refused(self) -> Iterator[RefusedFile]:
        """What was refused and is still kept."""

    def address(self, key: str, seconds: int) -> str:
        """An address at which the file can be read for so long."""


class Unclean(Exception):
    """A file that must not be shown; `reason` is one of those in docs/operations.md."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture made anew from pixels, and its preview; both JPEG without any metadata."""

    picture: bytes
    preview: bytes


class PictureCleaner(Protocol):
    """Makes pictures safe to show."""

    def clean(self, data: bytes) -> CleanPicture:
        """The picture made anew; raises Unclean."""
