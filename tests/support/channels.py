"""Conversations and secrets of channels in memory, and SMS as a provider hands them over."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.channels.conversation import Conversation
from chalicelib.domain.channels.message import Answer
from chalicelib.domain.notices.ledger import LEASE
from chalicelib.services.ports.conversation_store import KeptPart
from chalicelib.services.ports.reply_store import ReplyAddress
from chalicelib.services.ports.sms_sender import SmsRefused

DAY = timedelta(days=1)


@dataclass
class MemoryConversationStore:
    """`ports.conversation_store.ConversationStore`."""

    kept: dict[str, Conversation] = field(default_factory=dict)
    counts: dict[tuple[str, date], int] = field(default_factory=dict)
    plans: dict[tuple[str, str], str] = field(default_factory=dict)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    claims: dict[tuple[str, str], datetime] = field(default_factory=dict)
    sent: set[tuple[str, str]] = field(default_factory=set)
    windows: dict[str, datetime] = field(default_factory=dict)
    waiting: dict[tuple[str, str], dict[int, KeptPart]] = field(default_factory=dict)

    def load(self, sender: str) -> Conversation:
        return self.kept.get(sender, Conversation())

    def save(self, sender: str, conversation: Conversation, now: datetime) -> bool:
        if self.load(sender).version != conversation.version:
            return False
        self.kept[sender] = replace(conversation, version=conversation.version + 1)
        return True

    def count(self, sender: str, day: date, now: datetime) -> int:
        self.counts[sender, day] = self.counts.get((sender, day), 0) + 1
        return self.counts[sender, day]

    def plan(self, sender: str, message_id: str, what: str, now: datetime) -> str:
        return self.plans.setdefault((sender, message_id), what)

    def answer_to(self, sender: str, message_id: str) -> Answer | None:
        return self.answers.get((sender, message_id))

    def remember(
        self, sender: str, message_id: str, answer: Answer, now: datetime, before: Answer | None = None
    ) -> bool:
        unchanged = self.answers.get((sender, message_id)) == before
        if unchanged:
            self.answers[sender, message_id] = answer
        return unchanged

    def keep_part(self, sender: str, ref: str, kept: KeptPart) -> None:
        self.waiting.setdefault((sender, ref), {})[kept.number] = kept

    def parts(self, sender: str, ref: str, now: datetime) -> tuple[KeptPart, ...]:
        parts = self.waiting.get((sender, ref), {})
        return tuple(parts[number] for number in sorted(parts) if parts[number].at > now - DAY)

    def claim_answer(self, sender: str, message_id: str, now: datetime) -> bool:
        if (sender, message_id) not in self.answers or (sender, message_id) in self.sent:
            return False
        at = self.claims.get((sender, message_id))
        free = at is None or at < now - LEASE
        if free:
            self.claims[sender, message_id] = now
        return free

    def sent_answer(self, sender: str, message_id: str) -> None:
        self.sent.add((sender, message_id))

    def was_sent(self, sender: str, message_id: str) -> bool:
        return (sender, message_id) in self.sent

    def wrote(self, tracking_id: str, now: datetime) -> None:
        self.windows[tracking_id] = now

    def wrote_within(self, tracking_id: str, now: datetime) -> bool:
        return tracking_id in self.windows and now < self.windows[tracking_id] + DAY


@dataclass
class MemoryReplyStore:
    """`ports.reply_store.ReplyStore`."""

    kept: dict[str, ReplyAddress] = field(default_factory=dict)

    def keep(self, token_hash: str, tracking_id: str, now: datetime) -> None:
        self.kept[token_hash] = ReplyAddress(tracking_id, now)

    def find(self, token_hash: str) -> ReplyAddress | None:
        return self.kept.get(token_hash)


@dataclass
class MemorySmsSender:
    """`ports.sms_sender.SmsSender`. The next `failing` times it fails, `refusing` says that it never takes one."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    failing: int = 0
    refusing: bool = False

    def send(self, phone: str, text: str, order: str) -> None:
        if self.failing:
            self.failing -= 1
            raise ConnectionError
        if self.refusing:
            raise SmsRefused
        self.sent.append((phone, text, order))


@dataclass
class MemoryChannelSecrets:
    """`ports.channel_secrets.ChannelSecrets`."""

    gateways: dict[str, tuple[bytes, ...]] = field(
        default_factory=lambda: {"sms": (b"g" * 32,), "whatsapp": (b"w" * 32,), "whatsapp-verify": (b"v" * 16,)}
    )
    senders: bytes | None = b"k" * 32
    replies: bytes | None = b"r" * 32

    def of_gateway(self, channel: str) -> tuple[bytes, ...]:
        return self.gateways.get(channel, ())

    def for_sending(self) -> str:
        return "token"

    def of_replies(self) -> bytes | None:
        return self.replies

    def for_whatsapp(self) -> str:
        return "token"

    def of_senders(self) -> bytes | None:
        return self.senders
