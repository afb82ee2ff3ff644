"""The page of a case for browsers without JavaScript: its state, its answers, and the form by which its reporter
replies. Everything in both languages, Indonesian first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from html import escape
from typing import Any

from chalicelib.api import spoken_dates
from chalicelib.api.http import pages

_TITLE = "Lacak laporan"
_QUESTION = (
    ("", "Saya hanya ingin menambah keterangan", "I only want to add something"),
    ("yes", "Ya, masalahnya sudah selesai", "Yes, the problem is solved"),
    ("no", "Belum, masih ada masalah", "No, there is still a problem"),
)

_SAID = {
    "reply": ("Balasan Anda kami terima.", "We received your reply."),
    "address": ("Alamat baru tersimpan.", "The new address was saved."),
}
_NOT_ARRIVED = {
    "id": "E-mail Anda tidak sampai. Perbaiki alamat.",
    "en": "Our e-mail did not reach you. Correct the address.",
}
_DID_NOT_ARRIVE = ("bounced", "refused", "complained")
"""Reasons for which no mail goes out any more but the reporter's own wish."""


def case(brand: str, shown: Mapping[str, Any], secret: str | None, key: str, said: str = "") -> str:
    """The case as `shown` (`render.case_view`). With the `secret`, which the page carries on in its form, the reporter
    can reply; `key` makes a form that is sent twice one reply. `said`: what has just
    arrived, one of `_SAID`."""
    number = escape(shown["tracking_id"])
    parts = [
        _said(*_SAID[said]) if said else "",
        f"<h1>{_both(shown['status_label'])}</h1>",
        f"<p class='number'>{number}</p>",
        _office(shown),
        f"<p>{_both(shown['due']['label'])}</p>" if shown["due"] else "",
        _moved(shown.get("lives_at"), number),
        _address(shown, secret),
        _timeline(shown),
        _report(shown),
        "" if shown.get("lives_at") else _reply(shown, secret, key),
        _lookup("Nomor lain", "Another number"),
    ]
    return _frame(brand, "\n".join(filter(None, parts)))


def empty(brand: str) -> str:
    """The form alone, for somebody who has not named a report yet."""
    return _frame(brand, _lookup("Lacak laporan", "Track a report", rank="h1"))


def problem(brand: str, title: Mapping[str, str], detail: str, lines: Iterable[str], number: str) -> str:
    """Why a case is not shown, or a reply has not arrived (`detail` and `lines` in the browser's language), and the
    form to try again with the `number`."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    body = (
        f"<h1>{_both(title)}</h1>\n<p>{escape(detail)}</p>\n{f'<ul>{items}</ul>' if items else ''}\n"
        f"{_lookup('Coba lagi', 'Try again', number, with_secret=True)}"
    )
    return _frame(brand, body)


def _frame(brand: str, body: str) -> str:
    end = "<p><a href='/'>Buat laporan <span lang='en'>File a report</span></a></p>"
    return pages.framed(f"{_TITLE} - {brand}", pages.brand_line(brand), f"{body}\n{end}")


def _both(words: Mapping[str, str]) -> str:
    return f"{escape(words['id'])} <span lang='en'>{escape(words['en'])}</span>"


def _said(indonesian: str, english: str) -> str:
    return f"<p class='said' role='status'>{_both({'id': indonesian, 'en': english})}</p>"


def _office(shown: Mapping[str, Any]) -> str:
    office = shown["agency"]
    return f"<p>{escape(office['name'])}</p>" if office else ""


def _moved(home: Mapping[str, Any] | None, number: str) -> str:
    """Where another stack works the case."""
    if home is None:
        return ""
    name = escape(f"LAPOR! {home['name']}")
    if home["site"] is None:
        return f"<p>Ditangani {name}. <span lang='en'>Worked on by {name}.</span></p>"
    address = escape(f"{home['site']}/v1/track?id={number}")
    return f"<p><a href='{address}'>Ditangani {name} <span lang='en'>Worked on by {name}</span></a></p>"


def _address(shown: Mapping[str, Any], secret: str | None) -> str:
    """That mails did not reach the reporter, and the form to correct the address."""
    if secret is None or shown.get("notices", {}).get("stopped") not in _DID_NOT_ARRIVE:
        return ""
    return (
        f"<h2>{_both(_NOT_ARRIVED)}</h2>\n<form action='/v1/track' method='post'>"
        f"<input type='hidden' name='id' value='{escape(shown['tracking_id'])}'>"
        f"<input type='hidden' name='secret' value='{escape(secret)}'>"
        "<label for='email'>Alamat e-mail <span lang='en'>E-mail address</span></label>"
        "<input id='email' name='email' inputmode='email' autocomplete='email' autocapitalize='none'"
        " spellcheck='false'>"
        "<button type='submit'>Simpan alamat <span lang='en'>Save address</span></button></form>"
    )


def _timeline(shown: Mapping[str, Any]) -> str:
    """What happened, the newest first."""
    zone = shown["zone"]
    lines = [_event(event, zone) for event in reversed(shown["timeline"])]
    return f"<h2>Perjalanan laporan <span lang='en'>What happened</span></h2>\n<ol class='events'>{''.join(lines)}</ol>"


def _event(event: Mapping[str, Any], zone: Mapping[str, Any]) -> str:
    at = datetime.fromisoformat(event["at"]) + timedelta(hours=zone["utc_offset"])
    day = escape(f"{spoken_dates.in_words(at.date(), 'id')}, {at:%H.%M} {zone['timezone']}")
    note = f"<blockquote>{escape(event['note'])}</blockquote>" if event.get("note") else ""
    return f"<li><p><strong>{_both(event['label'])}</strong></p><p>{day}</p>{note}</li>"


def _report(shown: Mapping[str, Any]) -> str:
    if not shown["text"]:
        return ""
    return f"<h2>Isi laporan <span lang='en'>The report</span></h2>\n<blockquote>{escape(shown['text'])}</blockquote>"


def _reply(shown: Mapping[str, Any], secret: str | None, key: str) -> str:
    """The form of a reply; without the secret it asks for that first."""
    number = f"<input type='hidden' name='id' value='{escape(shown['tracking_id'])}'>"
    if secret is None:
        return (
            "<h2>Ini laporan Anda? <span lang='en'>Is this your report?</span></h2>\n"
            f"<form action='/v1/track' method='post'>{number}{_secret_field()}"
            "<button type='submit'>Buka sebagai pelapor <span lang='en'>Open as its reporter</span></button></form>"
        )
    choices = "".join(
        f"<p><label class='choice'><input type='radio' name='resolved' value='{value}'{'' if value else ' checked'}> "
        f"{_both({'id': indonesian, 'en': english})}</label></p>"
        for value, indonesian, english in _QUESTION
    )
    asked = f"<fieldset><legend>Sudah selesai? <span lang='en'>Is it solved?</span></legend>{choices}</fieldset>"
    return (
        "<h2>Balas <span lang='en'>Reply</span></h2>\n"
        f"<form action='/v1/track' method='post'>{number}"
        f"<input type='hidden' name='secret' value='{escape(secret)}'>"
        f"<input type='hidden' name='key' value='{escape(key)}'>"
        f"{asked if shown['status'] == 'responded' else ''}"
        "<label for='text'>Balasan Anda <span lang='en'>Your reply</span></label>"
        "<textarea id='text' name='text' rows='5' maxlength='4000'></textarea>"
        "<button type='submit'>Kirim balasan <span lang='en'>Send reply</span></button></form>"
    )


def _secret_field() -> str:
    return (
        "<label for='secret'>Kode rahasia <span lang='en'>Secret code</span></label>"
        "<input id='secret' name='secret' autocomplete='off' autocapitalize='none' spellcheck='false'>"
    )


def _lookup(indonesian: str, english: str, number: str = "", with_secret: bool = False, rank: str = "h2") -> str:
    return (
        f"<{rank}>{_both({'id': indonesian, 'en': english})}</{rank}>\n"
        f"<form action='/v1/track' method='{'post' if with_secret else 'get'}'>"
        "<label for='id'>Nomor laporan <span lang='en'>Tracking number</span></label>"
        f"<input id='id' name='id' value='{escape(number)}' autocomplete='off' autocapitalize='characters'"
        f" spellcheck='false'>{_secret_field() if with_secret else ''}"
        "<button type='submit'>Lihat laporan <span lang='en'>Show the report</span></button></form>"
    )
