"""What people read for the lines of a statistic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.services.stack import Stack

_WORDS = {
    "complaint": {"id": "Pengaduan", "en": "Complaint"},
    "aspiration": {"id": "Aspirasi", "en": "Aspiration"},
    "information_request": {"id": "Permintaan informasi", "en": "Information request"},
    "praise": {"id": "Pujian", "en": "Praise"},
    "site": {"id": "Situs ini", "en": "This site"},
    "application": {"id": "Aplikasi lain", "en": "Other applications"},
    "earlier_system": {"id": "Sistem sebelumnya", "en": "An earlier system"},
    "sms": {"id": "SMS", "en": "SMS"},
    "mail": {"id": "Surel", "en": "E-mail"},
    "whatsapp": {"id": "WhatsApp", "en": "WhatsApp"},
    "assisted": {"id": "Dicatat petugas untuk warga", "en": "Written down by an office for somebody"},
    "other_stack": {"id": "Wilayah lain", "en": "Another region"},
}
_NOT_KNOWN = {"id": "Belum diketahui", "en": "Not known"}


def labels_of(
    lines: Sequence[Mapping[str, Any]], stack: Stack, names_of_offices: Callable[[Sequence[str]], Mapping[str, str]]
) -> list[dict[str, str]]:
    """The labels of some lines, in their order, by language. Places and offices have one name in every language; the
    names of offices are asked for at once."""
    keys = [line["key"] for line in lines]
    offices = names_of_offices([line["key"] for line in lines if line["by"] == "agency" and line["key"]])
    names = {stack.province.code: stack.province.name} | dict(stack.regencies) | dict(offices)
    categories = {each.id: dict(each.name) for each in stack.categories.values()}
    known = categories | _WORDS
    return [
        known.get(key) or ({"id": name, "en": name} if (name := names.get(key, key)) else _NOT_KNOWN) for key in keys
    ]
