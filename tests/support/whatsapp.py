"""WhatsApp and the phones of senders in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.channels.message import Button
from chalicelib.services.ports.whatsapp import Photo, WhatsAppRefused, WindowClosed


@dataclass
class MemorySenderPhones:
    """`ports.sender_phones.SenderPhones`."""

    kept: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def keep(self, sender: str, phone: str, now: datetime) -> None:
        self.kept[sender] = phone, now

    def phone_of(self, sender: str, now: datetime) -> str | None:
        phone, at = self.kept.get(sender, ("", now))
        return phone if phone and now < at + timedelta(hours=24) else None


@dataclass
class MemoryWhatsApp:
    """`ports.whatsapp.WhatsApp`. The next `failing` times it fails; `refusing` says that it never takes a message,
    `closed` that it takes templates alone. `photos` are what people sent."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    photos: dict[str, Photo] = field(default_factory=dict)
    failing: int = 0
    refusing: bool = False
    closed: bool = False

    def send_text(
        self, phone: str, text: str, buttons: Sequence[Button] = (), *, asks_place: bool = False, tag: str = ""
    ) -> None:
        if self.closed:
            raise WindowClosed
        self._take({"to": phone, "text": text, "buttons": tuple(buttons), "asks_place": asks_place, "tag": tag})

    def send_template(
        self, phone: str, name: str, values: Sequence[str], buttons: Sequence[Button] = (), *, tag: str = ""
    ) -> None:
        self._take({"to": phone, "template": name, "values": tuple(values), "buttons": tuple(buttons), "tag": tag})

    def fetch(self, media: str, largest: int) -> Photo | None:
        self._fail()
        photo = self.photos.get(media)
        return photo if photo and len(photo.data) <= largest else None

    def _take(self, message: dict[str, Any]) -> None:
        self._fail()
        if self.refusing:
            raise WhatsAppRefused
        self.sent.append(message)

    def _fail(self) -> None:
        if self.failing:
            self.failing -= 1
            raise ConnectionError
