"""Notices in memory: the ledger, the queue, and a mailer that keeps what it sends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.channels.orders import ChannelOrder
from chalicelib.domain.notices.code_order import CodeOrder
from chalicelib.domain.notices.ledger import LEASE, Entry, Notified, Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.domain.notices.text import Mail
from chalicelib.services.ports.mailer import MailRefused
from chalicelib.services.ports.notice_ledger import Unsettled


@dataclass
class MemoryNoticeLedger:
    """`ports.notice_ledger.NoticeLedger`."""

    entries_of: dict[NoticeOrder, Entry] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    stops: dict[str, Stop] = field(default_factory=dict)
    corrected: dict[str, datetime] = field(default_factory=dict)
    waiting: dict[NoticeOrder, Unsettled] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    reached: str | None = None

    def of_case(self, tracking_id: str) -> Notified:
        own = {(each.seq, each.to): entry for each, entry in self.entries_of.items() if each.tracking_id == tracking_id}
        stopped = self.stops.get(tracking_id)
        since = None if stopped else self.corrected.get(tracking_id)
        return Notified(own, self.tokens.get(tracking_id), stopped, since)

    def claim(self, order: NoticeOrder, now: datetime) -> bool:
        entry = self.entries_of.get(order)
        if entry and not (entry.outcome is Outcome.SENDING and entry.at < now - LEASE):
            return False
        self.entries_of[order] = Entry(Outcome.SENDING, now)
        return True

    def close(self, order: NoticeOrder, outcome: Outcome, now: datetime, settles: str | None = None) -> None:
        self.entries_of[order] = Entry(outcome, now)
        self.waiting.pop(order, None)
        if settles:
            self.waiting[order] = Unsettled(order, settles, now)

    def issue_stop(self, tracking_id: str, token: str, now: datetime) -> str:
        self.links[token] = tracking_id
        return self.tokens.setdefault(tracking_id, token)

    def case_of_stop(self, token: str) -> str | None:
        return self.links.get(token)

    def stop(self, tracking_id: str, why: Stop, now: datetime) -> None:
        self.stops.setdefault(tracking_id, why)

    def resume(self, tracking_id: str) -> None:
        if self.stops.get(tracking_id) is Stop.ASKED:
            del self.stops[tracking_id]
            self.corrected.pop(tracking_id, None)

    def correct(self, tracking_id: str, now: datetime) -> None:
        if self.stops.get(tracking_id) is not Stop.ASKED:
            self.stops.pop(tracking_id, None)
            self.corrected[tracking_id] = now

    def unsettled(self, before: datetime) -> Iterator[Unsettled]:
        found = [each for each in self.waiting.values() if each.sent_at < before]
        return iter(sorted(found, key=lambda each: each.sent_at))

    def settle(self, order: NoticeOrder) -> None:
        self.waiting.pop(order, None)

    def entries(self, orders: Iterable[NoticeOrder]) -> Mapping[NoticeOrder, Entry]:
        return {each: self.entries_of[each] for each in orders if each in self.entries_of}

    def unknown(self, orders: Iterable[NoticeOrder]) -> set[NoticeOrder]:
        return set(orders) - self.entries_of.keys()

    def checked(self) -> dict[int, str]:
        return dict(self.marks)

    def set_checked(self, shard: int, since: str | None, reached: str) -> bool:
        if self.marks.get(shard) != since:
            return False
        self.marks[shard] = reached
        return True

    def mornings(self) -> str | None:
        return self.reached

    def set_mornings(self, since: str | None, reached: str) -> bool:
        if self.reached != since:
            return False
        self.reached = reached
        return True


@dataclass
class MemoryNoticeQueue:
    """`ports.notice_queue.NoticeQueue`: what was put into it, and how long it waits."""

    orders: list[tuple[NoticeOrder, timedelta]] = field(default_factory=list)
    codes: list[CodeOrder] = field(default_factory=list)
    postponed: dict[str, timedelta] = field(default_factory=dict)
    returns: list[tuple[NoticeOrder, bool]] = field(default_factory=list)
    for_channels: list[ChannelOrder] = field(default_factory=list)

    def send(self, order: NoticeOrder, wait: timedelta) -> None:
        self.orders.append((order, wait))

    def send_code(self, order: CodeOrder) -> None:
        self.codes.append(order)

    def send_for_channel(self, order: ChannelOrder) -> None:
        self.for_channels.append(order)

    def send_return(self, order: NoticeOrder, *, for_good: bool) -> None:
        self.returns.append((order, for_good))

    def postpone(self, receipt: str, wait: timedelta) -> None:
        self.postponed[receipt] = wait


@dataclass
class SentMail:
    """A mail as the mailer got it."""

    to: str
    mail: Mail
    stop: str | None
    order: str
    reply_to: str | None = None


@dataclass
class MemoryMailer:
    """`ports.mailer.Mailer`. The next `failing` times it fails, `refusing` says that it never takes a mail."""

    sent: list[SentMail] = field(default_factory=list)
    failing: int = 0
    refusing: bool = False

    def answer(self, to: str, mail: Mail, reply_to: str | None, answers: str | None) -> None:
        self.send(to, mail, "", answers or "", reply_to)

    def send(self, to: str, mail: Mail, stop: str | None, order: str, reply_to: str | None = None) -> None:
        if self.failing:
            self.failing -= 1
            raise ConnectionError
        if self.refusing:
            raise MailRefused
        self.sent.append(SentMail(to, mail, stop, order, reply_to))
